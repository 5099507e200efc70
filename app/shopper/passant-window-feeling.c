/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-signal-page.h"
#include "passant-window-private.h"

/* What the guest asks to see about themselves. */

static void
show_signal (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantNotebook *notebook = passant_window_get_notebook (self);
  PassantSession *session = passant_window_get_session (self);

  if (!session)
    return;

  passant_visit_page_flush (passant_window_get_visit_page (self));
  passant_window_push (self,
                       passant_signal_page_new (session, passant_notebook_get_pace_ms (notebook),
                                                passant_notebook_pick_language (
                                                  notebook,
                                                  passant_session_get_script (session))));
}

void
passant_window_add_feeling_actions (PassantWindow *self)
{
  static const GActionEntry entries[] = {
    { "signal", show_signal, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
