/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-affect.h"

G_BEGIN_DECLS

/* Feelings in translated words, for captions, names and chips. */

/* "Pleasant, calm"; "Neutral" in the middle. */
char       *passant_affect_words_describe (int valence,
                                           int arousal) G_GNUC_WARN_UNUSED_RESULT;
/* The word for a PassantFeeling's key, as a label; the key itself when there is no such feeling. */
const char *passant_affect_words_label    (const char *key);
/* Where it lies on the grid, −100 … 100 each; the middle when there is no such feeling. */
void        passant_affect_words_get_place (const char *key,
                                            int        *valence,
                                            int        *arousal);
/* The keys of the @n feelings whose place on the grid lies nearest, nearest first; NULL-terminated, keys borrowed. */
const char **passant_affect_words_near    (int   valence,
                                           int   arousal,
                                           guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
