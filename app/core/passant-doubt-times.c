/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a person could have done it in that time. */

#include "passant-doubt-private.h"

#define RUN 5            /* answers in a row … */
#define RUN_MS_MIN 3000  /* … that no person reads and gives in less */
#define HURRIED_MINUTES_MIN 5
#define HURRIED_PARTS 5  /* less than one part of so many is hurried */

static int
compare_noted (gconstpointer a,
               gconstpointer b)
{
  const PassantAnswer *left = a, *right = b;

  return left->noted_ms < right->noted_ms ? -1 : left->noted_ms > right->noted_ms;
}

static GPtrArray *
list_answers (PassantInquiry    *self,
              PassantTouchpoint *touchpoint)
{
  GPtrArray *answers = g_ptr_array_new ();

  for (guint i = 0; i < touchpoint->questions->len; i++) {
    const PassantAnswer *answer =
      passant_inquiry_get_answer (self, g_ptr_array_index (touchpoint->questions, i));

    if (answer)
      g_ptr_array_add (answers, (gpointer) answer);
  }
  g_ptr_array_sort_values (answers, compare_noted);

  return answers;
}

static void
inquire_speed (PassantInquiry    *self,
               PassantTouchpoint *touchpoint)
{
  g_autoptr (GPtrArray) answers = list_answers (self, touchpoint);

  for (guint i = RUN; i <= answers->len; i++) {
    const PassantAnswer *first = g_ptr_array_index (answers, i - RUN);
    const PassantAnswer *last = g_ptr_array_index (answers, i - 1);

    if (last->noted_ms - first->noted_ms < RUN_MS_MIN) {
      passant_inquiry_add (self, PASSANT_DOUBT_SPEEDING, touchpoint, NULL)->found =
        last->noted_ms - first->noted_ms;
      return;
    }
  }
}

/* From the first thing that happened to the last, as the guest says it did. */
typedef struct {
  gint64 from_ms, until_ms;
} Span;

/* What was noted after the visit was finished put something right. The order of the story tells it, not a clock that may
 * have been set meanwhile. */
static void
take_in (Span    *span,
         gint64   at_ms,
         gboolean is_after)
{
  if (is_after)
    return;

  span->from_ms = MIN (span->from_ms, at_ms);
  span->until_ms = MAX (span->until_ms, at_ms);
}

static void
take_in_touchpoint (PassantInquiry    *self,
                    PassantTouchpoint *touchpoint,
                    Span              *span)
{
  const PassantFelt *felt = passant_visit_get_felt (self->visit, touchpoint->id);

  if (felt && passant_inquiry_was_at (self, touchpoint))
    take_in (span, felt->at_ms, felt->is_after);
  for (guint i = 0; i < touchpoint->questions->len; i++) {
    const PassantAnswer *answer =
      passant_inquiry_get_answer (self, g_ptr_array_index (touchpoint->questions, i));

    if (answer)
      take_in (span, answer->at_ms, answer->is_after);
  }
}

static gint64
measure_visit (PassantInquiry *self)
{
  GPtrArray *entries = passant_visit_get_entries (self->visit);
  GPtrArray *moments = passant_visit_get_moments (self->visit);
  Span span = { G_MAXINT64, G_MININT64 };

  for (guint i = 0; i < entries->len; i++) {
    const PassantEntry *entry = g_ptr_array_index (entries, i);

    take_in (&span, entry->at_ms, entry->is_after);
  }
  for (guint i = 0; i < moments->len; i++) {
    const PassantMoment *moment = g_ptr_array_index (moments, i);

    take_in (&span, moment->at_ms, moment->is_after);
  }
  for (guint i = 0; i < self->script->touchpoints->len; i++)
    take_in_touchpoint (self, g_ptr_array_index (self->script->touchpoints, i), &span);

  return span.until_ms > span.from_ms ? span.until_ms - span.from_ms : 0;
}

static gint64
count_minutes (PassantInquiry *self)
{
  gint64 minutes = 0;

  for (guint i = 0; i < self->script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (self->script->touchpoints, i);

    if (passant_inquiry_was_at (self, touchpoint))
      minutes += touchpoint->minutes;
  }

  return minutes;
}

static void
inquire_length (PassantInquiry *self)
{
  gint64 took_ms = measure_visit (self), minutes = count_minutes (self);
  gint64 window_ms = self->script->window_minutes * PASSANT_DOUBT_MINUTE_MS;
  PassantDoubt *doubt;

  if (minutes >= HURRIED_MINUTES_MIN &&
      took_ms * HURRIED_PARTS < minutes * PASSANT_DOUBT_MINUTE_MS) {
    doubt = passant_inquiry_add (self, PASSANT_DOUBT_HURRIED, NULL, NULL);
    doubt->found = took_ms;
    doubt->from = minutes * PASSANT_DOUBT_MINUTE_MS;
  }
  if (window_ms > 0 && took_ms > window_ms) {
    doubt = passant_inquiry_add (self, PASSANT_DOUBT_OVER_WINDOW, NULL, NULL);
    doubt->found = took_ms;
    doubt->until = window_ms;
  }
}

void
passant_inquire_times (PassantInquiry *self)
{
  for (guint i = 0; i < self->script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (self->script->touchpoints, i);

    if (passant_inquiry_was_at (self, touchpoint))
      inquire_speed (self, touchpoint);
  }

  /* Half a visit says nothing about the whole. */
  if (!passant_visit_get_break_reason (self->visit))
    inquire_length (self);
}
