/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-window-private.h"

/*
 * What the device has to do with a visit:
 *
 *   say-here      the guest says by hand that they are there
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

void
passant_window_add_device_actions (PassantWindow *self)
{
  static const GActionEntry entries[] = {
    { "say-here", say_here, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
