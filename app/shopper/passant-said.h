/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"
#include "passant-visit.h"

G_BEGIN_DECLS

/**
 * PassantSaid:
 *
 * What the guest said last in answer to a question, be it kept yet or still on its way to the store: a second tap that
 * comes before the first is kept goes by the first. Borrowed, until something is said or kept.
 */
typedef struct {
  const char *value;
  const char *source;
  gboolean    is_na;
  gint64      at_ms, noted_ms;
  gint64      shown_ms;
  int         changes;
} PassantSaid;

/* @unsaid: PassantDraft, the oldest at the head. FALSE: nothing was said, or it counts no more. */
gboolean passant_said_find_answer (GQueue          *unsaid,
                                   PassantVisit    *visit,
                                   PassantQuestion *question,
                                   PassantSaid     *said);
/* Of what is still on its way only. TRUE and nothing said: the step was begun afresh. */
gboolean passant_said_find_unsaid (GQueue          *unsaid,
                                   PassantQuestion *question,
                                   PassantSaid     *said);
/* Whether @touchpoint was entered last, and neither skipped nor begun afresh since. */
gboolean passant_said_is_at       (GQueue            *unsaid,
                                   PassantVisit      *visit,
                                   PassantTouchpoint *touchpoint);
/* Whether the visit's end is on its way. */
gboolean passant_said_has_end     (GQueue *unsaid);

G_END_DECLS
