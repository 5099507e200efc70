/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text drawn at random from what the regular expression @pattern describes: letters, classes, groups, alternatives and
 * repetitions. What it does not know stands for itself, so whoever uses it sees whether the text matches. */
char *passant_pattern_dup_example (const char *pattern,
                                   GRand      *rand) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
