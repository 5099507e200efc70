/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-job.h"

#include "passant-job-words.h"
#include "passant-wording.h"

/* What cannot be had any more is told for so long after its last day, should the guest not put it away before. */
#define LOST_MS (7 * 24 * G_GINT64_CONSTANT (60 * 60 * 1000))

/**
 * PassantJob:
 *
 * An assignment as an item of a list, with the place on the home page it had when the list was made, and how much time
 * there was left. Immutable.
 */
struct _PassantJob {
  GObject            parent_instance;

  PassantAssignment *assignment;
  PassantJobGroup    group;
  const char        *urgency; /* static, or NULL */
};

G_DEFINE_FINAL_TYPE (PassantJob, passant_job, G_TYPE_OBJECT)

static gboolean
starts_after_today (gint64 from_ms,
                    gint64 now_ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_ms / 1000);
  g_autoptr (GDateTime) now = utc ? g_date_time_to_local (utc) : NULL;
  g_autoptr (GDateTime) tomorrow = now ? g_date_time_add_days (now, 1) : NULL;
  g_autoptr (GDateTime) midnight = NULL;

  if (!tomorrow)
    return FALSE;

  midnight = g_date_time_new_local (g_date_time_get_year (tomorrow),
                                    g_date_time_get_month (tomorrow),
                                    g_date_time_get_day_of_month (tomorrow), 0, 0, 0);

  return midnight && from_ms >= g_date_time_to_unix (midnight) * 1000;
}

static gboolean
is_over_since (const PassantAssignment *assignment,
               gint64                   then_ms)
{
  return assignment->until_ms > 0 && assignment->until_ms < then_ms;
}

/* What the guest could have had, or had, is not to go without a word; what they never saw may. */
static gboolean
is_lost (const PassantAssignment *assignment,
         gint64                   now_ms)
{
  if (assignment->claim == PASSANT_CLAIM_LOST || assignment->was_claimed)
    return TRUE;

  return g_str_equal (assignment->state, "offered") && !assignment->is_taken &&
         is_over_since (assignment, now_ms);
}

static PassantJobGroup
group_before_visit (const PassantAssignment *assignment,
                    gint64                   now_ms)
{
  if (is_lost (assignment, now_ms))
    return is_over_since (assignment, now_ms - LOST_MS) ? PASSANT_JOB_GONE : PASSANT_JOB_LOST;
  if (g_str_equal (assignment->state, "offered") && !assignment->is_taken)
    return PASSANT_JOB_OFFERED;
  if (!g_str_equal (assignment->state, "claimed"))
    return PASSANT_JOB_GONE;

  return starts_after_today (assignment->from_ms, now_ms) ? PASSANT_JOB_LATER : PASSANT_JOB_TODAY;
}

static PassantJobGroup
group_of (const PassantAssignment *assignment,
          gint64                   now_ms)
{
  if (!assignment->visit)
    return group_before_visit (assignment, now_ms);

  switch (assignment->visit_state) {
  case PASSANT_VISIT_OPEN:
    return PASSANT_JOB_OPEN;
  case PASSANT_VISIT_RETURNED:
    return PASSANT_JOB_RETURNED;
  case PASSANT_VISIT_FINISHED:
  case PASSANT_VISIT_BROKEN_OFF:
  case PASSANT_VISIT_ACCEPTED:
  case PASSANT_VISIT_REJECTED:
  default:
    return PASSANT_JOB_SENT;
  }
}

static void
passant_job_finalize (GObject *object)
{
  PassantJob *self = PASSANT_JOB (object);

  g_clear_pointer (&self->assignment, passant_assignment_free);

  G_OBJECT_CLASS (passant_job_parent_class)->finalize (object);
}

static void
passant_job_class_init (PassantJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_job_finalize;
}

static void
passant_job_init (PassantJob *self)
{
}

/* @assignment is taken. */
PassantJob *
passant_job_new (PassantAssignment *assignment,
                 gint64             now_ms)
{
  PassantJob *self = g_object_new (PASSANT_TYPE_JOB, NULL);

  self->assignment = assignment;
  self->group = group_of (assignment, now_ms);
  self->urgency = passant_job_words_for_urgency (assignment, now_ms);

  return self;
}

const PassantAssignment *
passant_job_get_assignment (PassantJob *self)
{
  g_return_val_if_fail (PASSANT_IS_JOB (self), NULL);

  return self->assignment;
}

const char *
passant_job_get_id (PassantJob *self)
{
  return passant_job_get_assignment (self)->id;
}

PassantJobGroup
passant_job_get_group (PassantJob *self)
{
  g_return_val_if_fail (PASSANT_IS_JOB (self), PASSANT_JOB_TODAY);

  return self->group;
}

/* That the window closes today or tomorrow, or has closed, when the list was made; NULL when there is time. */
const char *
passant_job_get_urgency (PassantJob *self)
{
  g_return_val_if_fail (PASSANT_IS_JOB (self), NULL);

  return self->urgency;
}

gboolean
passant_job_is_alike (PassantJob *self,
                      PassantJob *other)
{
  const PassantAssignment *one = passant_job_get_assignment (self);
  const PassantAssignment *two = passant_job_get_assignment (other);

  return self->group == other->group && g_strcmp0 (self->urgency, other->urgency) == 0 &&
         g_str_equal (one->id, two->id) && g_strcmp0 (one->state, two->state) == 0 &&
         g_strcmp0 (one->study_title, two->study_title) == 0 &&
         g_strcmp0 (one->location_name, two->location_name) == 0 &&
         g_strcmp0 (one->script, two->script) == 0 &&
         one->from_ms == two->from_ms && one->until_ms == two->until_ms &&
         one->pay_cents == two->pay_cents && one->reimburse_cents == two->reimburse_cents &&
         g_strcmp0 (one->currency, two->currency) == 0 &&
         one->claim == two->claim && g_strcmp0 (one->state,
                                                two->state) == 0 &&
         one->is_taken == two->is_taken &&
         g_strcmp0 (one->visit, two->visit) == 0 && one->visit_state == two->visit_state &&
         one->visit_last_ms == two->visit_last_ms && one->leg_from_ms == two->leg_from_ms &&
         g_strcmp0 (one->visit_leg, two->visit_leg) == 0 &&
         g_strcmp0 (one->visit_place, two->visit_place) == 0 &&
         g_strcmp0 (one->visit_remark, two->visit_remark) == 0;
}

gboolean
passant_job_matches (PassantJob *self,
                     const char *query,
                     const char *language)
{
  const PassantAssignment *assignment = passant_job_get_assignment (self);
  g_autofree char *study = passant_wording_from_map (assignment->study_title, language);
  g_autofree char *all = g_strjoin (" ", assignment->location_name, assignment->location_address,
                                    study, NULL);

  return g_str_match_string (query, all, TRUE);
}
