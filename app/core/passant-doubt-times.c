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
static gint64
measure_visit (PassantInquiry *self)
{
  GPtrArray *entries = passant_visit_get_entries (self->visit);
  gint64 from_ms = G_MAXINT64, until_ms = G_MININT64;

  for (guint i = 0; i < entries->len; i++) {
    PassantEntry *entry = g_ptr_array_index (entries, i);

    from_ms = MIN (from_ms, entry->at_ms);
    until_ms = MAX (until_ms, entry->at_ms);
  }
  for (guint i = 0; i < self->script->questions->len; i++) {
    const PassantAnswer *answer =
      passant_inquiry_get_answer (self, g_ptr_array_index (self->script->questions, i));

    if (answer) {
      from_ms = MIN (from_ms, answer->at_ms);
      until_ms = MAX (until_ms, answer->at_ms);
    }
  }

  return until_ms > from_ms ? until_ms - from_ms : 0;
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
