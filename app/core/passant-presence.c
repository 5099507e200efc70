/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-presence.h"

#include "passant-earth.h"
#include "passant-guide.h"

#include <math.h>
#include <string.h>

/* schemas/presence.md has these in words; both change together. */
#define NEAR_POINTS 60
#define NEAR_POINTS_MIN 20
#define ELSEWHERE_POINTS (-30)
#define CODE_POINTS 50
#define RECEIPT_POINTS 25
#define RECEIPT_OFF_POINTS (-20)
#define IN_WINDOW_POINTS 10
#define OFF_WINDOW_POINTS (-10)
#define SAID_POINTS 5
#define ACCURACY_M_MAX 2000
#define AGE_MS_MAX (10 * 60 * 1000)
#define FRESH_MS_MAX (2 * 60 * 1000)
#define RECEIPT_SLACK_MIN 15
#define CLEAR_SCORE 60
#define LIKELY_SCORE 30
#define DAY_MIN (24 * 60)

typedef struct {
  PassantScript              *script;
  PassantVisit               *visit;
  const PassantPresencePlace *place;
  PassantGuide               *guide;
  PassantPresence            *presence;
} Weighing;

gboolean
passant_presence_wants (PassantTouchpoint *touchpoint)
{
  return g_strcmp0 (touchpoint->channel, "store") == 0;
}

static gboolean
has_store (PassantScript *script)
{
  for (guint i = 0; i < script->touchpoints->len; i++) {
    if (passant_presence_wants (script->touchpoints->pdata[i]))
      return TRUE;
  }

  return FALSE;
}

static PassantPresenceReason *
add_reason (Weighing           *self,
            PassantPresenceKind kind,
            int                 points,
            gint64              at_ms)
{
  PassantPresenceReason *reason = g_new0 (PassantPresenceReason, 1);

  reason->kind = kind;
  reason->points = points;
  reason->at_ms = at_ms;
  g_ptr_array_add (self->presence->reasons, reason);

  return reason;
}

/* A fix that is too vague or too old says nothing, either way. */
static gboolean
counts (Weighing         *self,
        const PassantFix *fix)
{
  PassantTouchpoint *touchpoint =
    fix->touchpoint ? passant_script_find_touchpoint (self->script, fix->touchpoint) : NULL;

  return fix->how == PASSANT_FIX_DEVICE && fix->accuracy_m <= ACCURACY_M_MAX &&
         fix->age_ms <= AGE_MS_MAX && (!touchpoint || passant_presence_wants (touchpoint));
}

/* 0 when it does not fit the location even at the edge of its accuracy. Rounded once, half up. */
static int
judge_fix (Weighing         *self,
           const PassantFix *fix,
           double            distance_m)
{
  int radius_m = self->script->radius_m, span_m = MAX (ACCURACY_M_MAX - radius_m, 1);
  int fall_m = MAX (fix->accuracy_m - radius_m, 0);
  int points = NEAR_POINTS * span_m - (NEAR_POINTS - NEAR_POINTS_MIN) * fall_m;
  int parts = fix->age_ms > FRESH_MS_MAX ? 2 * span_m : span_m;

  return distance_m - fix->accuracy_m > radius_m ? 0 : (2 * points + parts) / (2 * parts);
}

/* The best fix speaks; when none fits, the nearest. */
static void
weigh_fixes (Weighing *self)
{
  GPtrArray *fixes = passant_visit_get_fixes (self->visit);
  double location[2], best_m = INFINITY;
  const PassantFix *best = NULL;
  PassantPresenceReason *reason;
  int best_points = 0;

  if (!passant_earth_read (self->place->geo, location))
    return;

  for (guint i = 0; i < fixes->len; i++) {
    const PassantFix *fix = fixes->pdata[i];
    double distance_m = passant_earth_measure_m ((double[]) { fix->latitude, fix->longitude },
                                                 location);
    int points = counts (self, fix) ? judge_fix (self, fix, distance_m) : -1;

    if (points > best_points || (points == best_points && distance_m < best_m)) {
      best = fix;
      best_m = distance_m;
      best_points = points;
    }
  }

  if (!best) {
    add_reason (self, PASSANT_PRESENCE_NO_FIX, 0, 0);
    return;
  }

  reason = add_reason (self, best_points ? PASSANT_PRESENCE_NEAR : PASSANT_PRESENCE_ELSEWHERE,
                       best_points ? best_points : ELSEWHERE_POINTS, best->at_ms);
  reason->distance_m = (int) round (best_m);
  reason->accuracy_m = best->accuracy_m;
}

/* Read on its own, or as the answer to any question for a code. */
static void
weigh_code (Weighing *self)
{
  GPtrArray *fixes = passant_visit_get_fixes (self->visit);
  GPtrArray *questions = self->script->questions;
  gint64 at_ms = 0;

  for (guint i = 0; i < fixes->len; i++) {
    const PassantFix *fix = fixes->pdata[i];

    if (fix->how == PASSANT_FIX_CODE)
      at_ms = fix->at_ms;
  }
  for (guint i = 0; self->place->code && *self->place->code && i < questions->len; i++) {
    PassantQuestion *question = questions->pdata[i];

    if (question->type == PASSANT_QUESTION_CODE &&
        g_strcmp0 (passant_guide_get_value (self->guide, question), self->place->code) == 0)
      at_ms = passant_visit_get_answer (self->visit, question->id)->at_ms;
  }

  if (at_ms > 0)
    add_reason (self, PASSANT_PRESENCE_CODE, CODE_POINTS, at_ms);
}

/* Minutes of local time since the epoch. */
static gint64
to_local_min (Weighing *self,
              gint64    ms)
{
  return ms / (60 * 1000) + passant_visit_get_utc_offset_min (self->visit);
}

/* A receipt says the time and not the day: any day of the visit will do. */
static gboolean
is_of_visit (Weighing   *self,
             const char *time)
{
  gint64 ended_ms = passant_visit_get_handed_in_ms (self->visit);
  gint64 from = to_local_min (self, passant_visit_get_opened_ms (self->visit)) - RECEIPT_SLACK_MIN;
  gint64 until = to_local_min (self, ended_ms ? ended_ms : passant_visit_get_noted_ms (self->visit))
                 + RECEIPT_SLACK_MIN;
  gint64 minute = g_ascii_strtoll (time, NULL, 10) * 60 + g_ascii_strtoll (time + 3, NULL, 10);
  gint64 days = from / DAY_MIN;

  return days * DAY_MIN + minute >= from ? days * DAY_MIN + minute <= until
                                         : (days + 1) * DAY_MIN + minute <= until;
}

static void
weigh_receipts (Weighing *self)
{
  GPtrArray *questions = self->script->questions;
  gboolean is_any = FALSE, fits = FALSE;

  for (guint i = 0; i < questions->len; i++) {
    PassantQuestion *question = questions->pdata[i];
    const char *time = question->role == PASSANT_ROLE_TIME
                       ? passant_guide_get_value (self->guide, question) : NULL;

    if (time && strlen (time) >= strlen ("14:05")) {
      is_any = TRUE;
      fits = fits || is_of_visit (self, time);
    }
  }

  if (is_any)
    add_reason (self, fits ? PASSANT_PRESENCE_RECEIPT : PASSANT_PRESENCE_RECEIPT_OFF,
                fits ? RECEIPT_POINTS : RECEIPT_OFF_POINTS, 0);
}

static void
weigh_window (Weighing *self)
{
  gint64 opened_ms = passant_visit_get_opened_ms (self->visit);
  gboolean is_early = self->place->from_ms > 0 && opened_ms < self->place->from_ms;
  gboolean is_late = self->place->until_ms > 0 && opened_ms > self->place->until_ms;

  if (self->place->from_ms == 0 && self->place->until_ms == 0)
    return;

  if (is_early || is_late)
    add_reason (self, PASSANT_PRESENCE_OFF_WINDOW, OFF_WINDOW_POINTS, opened_ms);
  else
    add_reason (self, PASSANT_PRESENCE_IN_WINDOW, IN_WINDOW_POINTS, opened_ms);
}

static void
weigh_word (Weighing *self)
{
  GPtrArray *fixes = passant_visit_get_fixes (self->visit);
  gint64 at_ms = 0;

  for (guint i = 0; i < fixes->len; i++) {
    const PassantFix *fix = fixes->pdata[i];

    if (fix->how == PASSANT_FIX_SAID)
      at_ms = fix->at_ms;
  }

  if (at_ms > 0)
    add_reason (self, PASSANT_PRESENCE_SAID, SAID_POINTS, at_ms);
}

static int
compare_reasons (gconstpointer a,
                 gconstpointer b)
{
  const PassantPresenceReason *left = a, *right = b;

  if (ABS (left->points) != ABS (right->points))
    return ABS (right->points) - ABS (left->points);

  return (int) left->kind - (int) right->kind;
}

static void
sum_up (PassantPresence *self)
{
  int sum = 0;

  for (guint i = 0; i < self->reasons->len; i++)
    sum += ((PassantPresenceReason *) self->reasons->pdata[i])->points;
  self->score = CLAMP (sum, 0, 100);
  self->verdict = self->score >= CLEAR_SCORE ? PASSANT_PRESENCE_CLEAR
                  : self->score >= LIKELY_SCORE ? PASSANT_PRESENCE_LIKELY : PASSANT_PRESENCE_LITTLE;
  g_ptr_array_sort_values (self->reasons, compare_reasons);
}

PassantPresence *
passant_presence_new (PassantScript              *script,
                      PassantVisit               *visit,
                      const PassantPresencePlace *place)
{
  g_autoptr (PassantGuide) guide = NULL;
  Weighing weighing = { script, visit, place, NULL, NULL };

  g_return_val_if_fail (script != NULL && visit != NULL && place != NULL, NULL);

  if (!has_store (script))
    return NULL;

  weighing.guide = guide = passant_guide_new (script, visit);
  weighing.presence = g_new0 (PassantPresence, 1);
  weighing.presence->reasons = g_ptr_array_new_with_free_func (g_free);
  weigh_fixes (&weighing);
  weigh_code (&weighing);
  weigh_receipts (&weighing);
  weigh_window (&weighing);
  weigh_word (&weighing);
  sum_up (weighing.presence);

  return weighing.presence;
}

void
passant_presence_free (PassantPresence *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->reasons);
  g_free (self);
}

void
passant_presence_place_free (PassantPresencePlace *self)
{
  if (!self)
    return;

  g_free (self->geo);
  g_free (self->code);
  g_free (self);
}

const char *
passant_presence_kind_to_string (PassantPresenceKind kind)
{
  static const char * const names[] = {
    [PASSANT_PRESENCE_NEAR] = "near",
    [PASSANT_PRESENCE_ELSEWHERE] = "elsewhere",
    [PASSANT_PRESENCE_NO_FIX] = "no_fix",
    [PASSANT_PRESENCE_CODE] = "code",
    [PASSANT_PRESENCE_RECEIPT] = "receipt",
    [PASSANT_PRESENCE_RECEIPT_OFF] = "receipt_off",
    [PASSANT_PRESENCE_IN_WINDOW] = "in_window",
    [PASSANT_PRESENCE_OFF_WINDOW] = "off_window",
    [PASSANT_PRESENCE_SAID] = "said",
  };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}

const char *
passant_presence_verdict_to_string (PassantPresenceVerdict verdict)
{
  static const char * const names[] = {
    [PASSANT_PRESENCE_LITTLE] = "little",
    [PASSANT_PRESENCE_LIKELY] = "likely",
    [PASSANT_PRESENCE_CLEAR] = "clear",
  };

  g_return_val_if_fail (verdict < G_N_ELEMENTS (names), NULL);

  return names[verdict];
}
