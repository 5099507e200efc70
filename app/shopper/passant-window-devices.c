/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-scanner.h"
#include "passant-session-presence.h"
#include "passant-window-private.h"

/*
 * What the device has to do with a visit:
 *
 *   say-here      the guest says by hand that they are there
 *   scan-spot     … or reads the code that hangs there
 */

static void
say_here (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  PassantSession *session = passant_window_get_session (user_data);
  PassantFix fix = { .how = PASSANT_FIX_SAID };

  if (!session)
    return;

  fix.touchpoint = (char *) passant_visit_get_place (passant_session_get_visit (session));
  passant_session_locate (session, &fix);
}

/* Another code says nothing, either way. */
static void
on_scanned_cb (PassantWindow *self,
               const char    *text)
{
  PassantSession *session = passant_window_get_session (self);

  if (!session)
    return;

  passant_window_tell (self, passant_session_read_code (session, text)
                             ? _("The code says that you are there: kept")
                             : _("That is not the code of this place"), NULL, NULL, NULL);
}

static void
scan_spot (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  AdwDialog *scanner = passant_scanner_new (_("Code on the spot"),
                                            _("Hold the code that hangs here in view."));

  passant_scanner_set_advice (PASSANT_SCANNER (scanner),
                              _("You can read the code from a picture as well."));
  g_signal_connect_object (scanner, "scanned", G_CALLBACK (on_scanned_cb), user_data,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (scanner, user_data);
}

void
passant_window_add_device_actions (PassantWindow *self)
{
  static const GActionEntry entries[] = {
    { "say-here", say_here, NULL, NULL, NULL, { 0 } },
    { "scan-spot", scan_spot, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
