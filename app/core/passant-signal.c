/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-signal.h"

#include <math.h>
#include <stdlib.h>

#define TAP_MS_MIN         100
#define TAP_MS_MAX         5000
#define TAPS_MIN           3
#define REMEMBERED_MS_MIN  60000
#define DOUBLINGS_MAX      4
#define MOVES_MAX          4
#define HESITATION_WEIGHT  2
#define WANDERING_WEIGHT   1
#define THOUGHTS_WEIGHT    1
#define LOOK_MIN           25
#define HESITANT_MIN       50

static int
compare_times (const void *a,
               const void *b)
{
  const gint64 *left = a, *right = b;

  return (*left > *right) - (*left < *right);
}

/* The lower one of two in the middle counts half with the upper. */
static gint64
find_median (GArray *times)
{
  guint middle = times->len / 2;

  if (times->len < TAPS_MIN)
    return 0;

  qsort (times->data, times->len, sizeof (gint64), compare_times);
  if (times->len % 2 == 1)
    return g_array_index (times, gint64, middle);

  return (g_array_index (times, gint64, middle - 1) + g_array_index (times, gint64, middle)) / 2;
}

gint64
passant_signal_find_pace (const gint64 *touch_ms,
                          guint         n)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (touch_ms != NULL || n == 0, 0);

  for (guint i = 0; i < n; i++)
    if (touch_ms[i] >= TAP_MS_MIN && touch_ms[i] <= TAP_MS_MAX)
      g_array_append_val (times, touch_ms[i]);

  return find_median (times);
}

static gboolean
is_tapped (PassantQuestion *question)
{
  return question->type == PASSANT_QUESTION_YES_NO || question->type == PASSANT_QUESTION_CHOICE ||
         question->type == PASSANT_QUESTION_SCALE;
}

static PassantSignal *
read_touchpoint (PassantTouchpoint *touchpoint,
                 PassantVisit      *visit,
                 const PassantFelt *felt)
{
  PassantSignal *self = g_new0 (PassantSignal, 1);

  self->touchpoint = touchpoint;
  self->moves = felt->moves;
  if (felt->noted_ms - felt->at_ms < REMEMBERED_MS_MIN)
    self->touch_ms = felt->touch_ms;

  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (touchpoint->questions, i);
    const PassantAnswer *answer = passant_visit_get_answer (visit, question->id);

    if (!is_tapped (question) || !answer || !answer->value)
      continue;
    self->n_tapped++;
    self->n_changed += answer->changes > 0;
  }

  return self;
}

static void
add_up (PassantSignal *self,
        gint64         pace_ms)
{
  double sum = WANDERING_WEIGHT * (double) MIN (self->moves, MOVES_MAX) / MOVES_MAX;
  int weight = WANDERING_WEIGHT;

  if (pace_ms > 0 && self->touch_ms > 0) {
    double doublings = log2 ((double) self->touch_ms / (double) pace_ms);

    self->has_hesitation = TRUE;
    sum += HESITATION_WEIGHT * CLAMP (doublings / DOUBLINGS_MAX, 0, 1);
    weight += HESITATION_WEIGHT;
  }
  if (self->n_tapped > 0) {
    sum += THOUGHTS_WEIGHT * (double) self->n_changed / self->n_tapped;
    weight += THOUGHTS_WEIGHT;
  }

  self->value = (int) floor (100 * sum / weight + 0.5);
}

static gint64
find_own_pace (GPtrArray *signals)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < signals->len; i++) {
    PassantSignal *signal = g_ptr_array_index (signals, i);

    if (signal->touch_ms > 0)
      g_array_append_val (times, signal->touch_ms);
  }

  return find_median (times);
}

GPtrArray *
passant_signal_list (PassantScript *script,
                     PassantVisit  *visit,
                     gint64        *pace_ms)
{
  GPtrArray *signals;

  g_return_val_if_fail (script != NULL && visit != NULL && pace_ms != NULL, NULL);

  signals = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (script->touchpoints, i);
    const PassantFelt *felt = passant_visit_get_felt (visit, touchpoint->id);

    if (felt)
      g_ptr_array_add (signals, read_touchpoint (touchpoint, visit, felt));
  }

  if (*pace_ms <= 0)
    *pace_ms = find_own_pace (signals);
  for (guint i = 0; i < signals->len; i++)
    add_up (g_ptr_array_index (signals, i), *pace_ms);

  return signals;
}

int
passant_signal_get_mean (GPtrArray *signals)
{
  int sum = 0;

  g_return_val_if_fail (signals != NULL, -1);

  if (signals->len == 0)
    return -1;

  for (guint i = 0; i < signals->len; i++)
    sum += ((PassantSignal *) g_ptr_array_index (signals, i))->value;

  return (int) floor ((double) sum / signals->len + 0.5);
}

PassantSignalLevel
passant_signal_get_level (int value)
{
  if (value < LOOK_MIN)
    return PASSANT_SIGNAL_STRAIGHT;

  return value < HESITANT_MIN ? PASSANT_SIGNAL_LOOK : PASSANT_SIGNAL_HESITANT;
}
