/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-curtain.h"
#include "passant-preferences-dialog.h"
#include "passant-window-private.h"

/* What other people may see (win.cover), and what the guest chooses for this device (win.preferences). */

static void
cover (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  passant_window_cover (user_data);
}

static void
preferences (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  adw_dialog_present (passant_preferences_dialog_new (), GTK_WIDGET (user_data));
}

void
passant_window_add_cover_actions (PassantWindow *self)
{
  static const GActionEntry entries[] = {
    { "cover", cover, NULL, NULL, NULL, { 0 } },
    { "preferences", preferences, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/* First the curtain, and then what was typed and not yet said. */
void
passant_window_cover (PassantWindow *self)
{
  PassantNotebook *notebook = passant_window_get_notebook (self);
  PassantSession *session = passant_window_get_session (self);
  const char *language = NULL;

  if (session)
    language = passant_notebook_pick_language (notebook, passant_session_get_script (session));
  passant_curtain_draw (passant_window_get_curtain (self), session, language);
  if (session)
    passant_visit_page_flush (passant_window_get_visit_page (self));
}

/* Nothing may show, sound or be said then of what the guest is here for. */
gboolean
passant_window_is_covered (PassantWindow *self)
{
  PassantCurtain *curtain = passant_window_get_curtain (self);

  return curtain && passant_curtain_is_drawn (curtain);
}
