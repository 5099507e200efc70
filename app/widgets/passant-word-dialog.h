/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_WORD_DIALOG (passant_word_dialog_get_type ())

/**
 * PassantWordDialog:
 *
 * All 32 words of Plutchik's wheel to name a feeling with: a row for each family, from mild to strong, behind its face,
 * and the mixed feelings below. A tap chooses and closes; a tap on the chosen one takes it away.
 *
 * Signals:
 * - chosen (key: utf8 or NULL)
 */
G_DECLARE_FINAL_TYPE (PassantWordDialog, passant_word_dialog, PASSANT, WORD_DIALOG, AdwDialog)

/* @word: the key of the word that is chosen, or NULL. */
AdwDialog *passant_word_dialog_new (const char *word) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
