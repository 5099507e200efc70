/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-walker.h"

G_BEGIN_DECLS

/**
 * PassantDiary:
 *
 * What a walker said in one walk: each fact as a line of text, the facts, and the visit that they make.
 */
typedef struct {
  PassantVisit *visit;
  GPtrArray    *facts; /* PassantFact */
  GString      *lines;
} PassantDiary;

/* Walks @walker's script once. NULL with @error when the guide led astray. */
PassantDiary *passant_diary_new  (PassantWalker *walker,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          passant_diary_free (PassantDiary *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantDiary, passant_diary_free)

G_END_DECLS
