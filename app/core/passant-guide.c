/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-guide.h"

#include "passant-guide-private.h"

#include <string.h>

#define CHUNK_BYTES 4096
#define MINUTE_MS (G_GINT64_CONSTANT (60) * 1000)

/**
 * passant_guide_new:
 * @script: the script of @visit
 * @visit: the facts so far; later ones change nothing about this guide
 */
PassantGuide *
passant_guide_new (PassantScript *script,
                   PassantVisit  *visit)
{
  PassantGuide *self;

  g_return_val_if_fail (script != NULL, NULL);
  g_return_val_if_fail (visit != NULL, NULL);

  self = g_new0 (PassantGuide, 1);
  self->script = passant_script_ref (script);
  self->questions = g_new0 (PassantQuestionStep, script->questions->len);
  self->touchpoints = g_new0 (PassantTouchpointStep, script->touchpoints->len);
  self->gaps = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_string_chunk_new (CHUNK_BYTES);
  self->offset_ms = passant_visit_get_utc_offset_min (visit) * MINUTE_MS;
  self->local_ms = passant_visit_get_noted_ms (visit) + self->offset_ms;
  passant_guide_settle (self, visit);

  return self;
}

void
passant_guide_free (PassantGuide *self)
{
  if (!self)
    return;

  g_free (self->questions);
  g_free (self->touchpoints);
  g_ptr_array_unref (self->gaps);
  g_string_chunk_free (self->texts);
  passant_script_unref (self->script);
  g_free (self);
}

PassantStepState
passant_guide_get_touchpoint (PassantGuide      *self,
                              PassantTouchpoint *touchpoint)
{
  g_return_val_if_fail (self != NULL, PASSANT_STEP_HIDDEN);
  g_return_val_if_fail (touchpoint != NULL, PASSANT_STEP_HIDDEN);

  return self->touchpoints[touchpoint->index].state;
}

PassantStepState
passant_guide_get_question (PassantGuide    *self,
                            PassantQuestion *question)
{
  g_return_val_if_fail (self != NULL, PASSANT_STEP_HIDDEN);
  g_return_val_if_fail (question != NULL, PASSANT_STEP_HIDDEN);

  return self->questions[question->index].state;
}

gboolean
passant_guide_is_required (PassantGuide    *self,
                           PassantQuestion *question)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (question != NULL, FALSE);

  return self->questions[question->index].is_required;
}

const char *
passant_guide_get_value (PassantGuide    *self,
                         PassantQuestion *question)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  return self->questions[question->index].value;
}

gboolean
passant_guide_offers (PassantGuide    *self,
                      PassantQuestion *question,
                      PassantChoice   *choice)
{
  PassantView view;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (question != NULL, FALSE);
  g_return_val_if_fail (choice != NULL, FALSE);

  if (!question->filter)
    return TRUE;

  view = passant_view_new (self, question);
  view.choice = choice;

  return passant_view_test (&view, question->filter, NULL, self->local_ms);
}

gint64
passant_guide_get_local_ms (PassantGuide *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->local_ms;
}

/* The first round stands for all of them, and what the compiler made for what it stands beside. */
static gboolean
is_named (PassantGuide    *self,
          PassantQuestion *question)
{
  return self->questions[question->index].is_named ||
         self->questions[question->first->index].is_named ||
         (question->host && is_named (self, question->host));
}

gboolean
passant_guide_is_locked (PassantGuide    *self,
                         PassantQuestion *question)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (question != NULL, FALSE);

  return self->is_returned && !is_named (self, question) &&
         self->questions[question->index].state == PASSANT_STEP_DONE;
}

gboolean
passant_guide_is_touchpoint_locked (PassantGuide      *self,
                                    PassantTouchpoint *touchpoint)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (touchpoint != NULL, FALSE);

  return self->is_returned && !self->touchpoints[touchpoint->index].is_named;
}

guint
passant_guide_count_rounds (PassantGuide      *self,
                            PassantTouchpoint *touchpoint)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (touchpoint != NULL, 0);

  return touchpoint->repeats ? self->touchpoints[touchpoint->index].n_rounds : 1;
}

GPtrArray *
passant_guide_get_gaps (PassantGuide *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->gaps;
}

gboolean
passant_guide_can_finish (PassantGuide *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->gaps->len; i++)
    if (((PassantGap *) g_ptr_array_index (self->gaps, i))->blocks)
      return FALSE;

  return TRUE;
}

gboolean
passant_guide_get_due (PassantGuide      *self,
                       PassantTouchpoint *touchpoint,
                       gint64            *from_ms,
                       gint64            *until_ms)
{
  gint64 last_ms;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (touchpoint != NULL, FALSE);

  if (!touchpoint->waits || !touchpoint->after)
    return FALSE;

  last_ms = self->touchpoints[touchpoint->after->index].last_ms;
  *from_ms = last_ms + touchpoint->wait_min * MINUTE_MS;
  *until_ms = last_ms + touchpoint->wait_max * MINUTE_MS;

  return last_ms > 0;
}

PassantTouchpoint *
passant_guide_get_leg (PassantGuide *self)
{
  PassantTouchpoint *leg = NULL;
  gint64 first_ms = G_MAXINT64;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = self->script->touchpoints->pdata[i];
    gint64 from_ms, until_ms;

    if (self->touchpoints[i].state == PASSANT_STEP_OPEN && !self->touchpoints[i].has_entered &&
        passant_guide_get_due (self, touchpoint, &from_ms, &until_ms) && from_ms < first_ms) {
      leg = touchpoint;
      first_ms = from_ms;
    }
  }

  return leg;
}

guint
passant_guide_count_left (PassantGuide      *self,
                          PassantTouchpoint *touchpoint)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (touchpoint != NULL, 0);

  return self->touchpoints[touchpoint->index].n_left;
}

static PassantTouchpoint *
find_open (PassantGuide *self,
           guint         first)
{
  for (guint i = first; i < self->script->touchpoints->len; i++)
    if (self->touchpoints[i].state == PASSANT_STEP_OPEN)
      return g_ptr_array_index (self->script->touchpoints, i);

  return NULL;
}

PassantTouchpoint *
passant_guide_get_next (PassantGuide      *self,
                        PassantTouchpoint *from)
{
  PassantTouchpoint *next;

  g_return_val_if_fail (self != NULL, NULL);

  next = find_open (self, from ? from->index + 1 : 0);

  return next ? next : find_open (self, 0);
}

PassantTouchpoint *
passant_guide_get_mark_place (PassantGuide *self,
                              PassantPhase *phase)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (phase != NULL, NULL);

  for (guint i = phase->asks_mark ? phase->touchpoints->len : 0; i > 0; i--) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (phase->touchpoints, i - 1);
    PassantStepState state = self->touchpoints[touchpoint->index].state;

    if (state != PASSANT_STEP_HIDDEN && state != PASSANT_STEP_SKIPPED)
      return touchpoint;
  }

  return NULL;
}

PassantTouchpoint *
passant_guide_get_neighbour (PassantGuide      *self,
                             PassantTouchpoint *from,
                             int                direction)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (from != NULL, NULL);
  g_return_val_if_fail (direction == 1 || direction == -1, NULL);

  for (gint64 i = (gint64) from->index + direction; i >= 0 && i < self->script->touchpoints->len;
       i += direction)
    if (self->touchpoints[i].state != PASSANT_STEP_HIDDEN)
      return g_ptr_array_index (self->script->touchpoints, i);

  return NULL;
}
