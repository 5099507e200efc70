/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_PREFERENCES_DIALOG (passant_preferences_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PassantPreferencesDialog, passant_preferences_dialog, PASSANT,
                      PREFERENCES_DIALOG, AdwPreferencesDialog)

AdwDialog *passant_preferences_dialog_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
