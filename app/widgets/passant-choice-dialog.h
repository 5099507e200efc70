/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-script.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_CHOICE_DIALOG (passant_choice_dialog_get_type ())

/**
 * PassantChoiceDialog:
 *
 * A long list of choices to search and scroll through. It keeps nothing: it tells what was tapped and shows what it is
 * handed. One choice closes it; several are tapped until "Done".
 *
 * Signals:
 * - toggled (id: utf8)
 */
G_DECLARE_FINAL_TYPE (PassantChoiceDialog, passant_choice_dialog, PASSANT, CHOICE_DIALOG, AdwDialog)

/* @choices: PassantChoice, those on offer. */
AdwDialog *passant_choice_dialog_new       (PassantQuestion *question,
                                            const char      *title,
                                            const char      *language,
                                            GPtrArray       *choices) G_GNUC_WARN_UNUSED_RESULT;
/* Shows @value, ids joined by a blank or NULL, as chosen. */
void       passant_choice_dialog_set_value (PassantChoiceDialog *self,
                                            const char          *value);

G_END_DECLS
