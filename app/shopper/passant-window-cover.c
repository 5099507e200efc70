/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-preferences-dialog.h"
#include "passant-window-private.h"

/* What the guest chooses for this device. */

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
    { "preferences", preferences, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
