/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-fact.h"

G_BEGIN_DECLS

/**
 * PassantPen:
 *
 * A device that there is not, which says things all the same: it stamps facts one after another, each chained to the one
 * before. For walks in the terminal and for samples; a store never sees two facts of one pen fork.
 */
typedef struct {
  char  *device;
  gint64 seq;
  char   prev[PASSANT_HASH_LENGTH + 1];
} PassantPen;

/* @device: its id; taken. */
PassantPen  *passant_pen_new  (char *device) G_GNUC_WARN_UNUSED_RESULT;
void         passant_pen_free (PassantPen *self);
/* Takes @draft. @id: the fact's, taken too; @noted_ms: when it is said. */
PassantFact *passant_pen_say  (PassantPen   *self,
                               PassantDraft *draft,
                               char         *id,
                               gint64        noted_ms,
                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantPen, passant_pen_free)

G_END_DECLS
