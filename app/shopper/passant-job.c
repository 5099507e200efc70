/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-job.h"

/**
 * PassantJob:
 *
 * An assignment as an item of a list, with the place on the home page it had when the list was made. Immutable.
 */
struct _PassantJob {
  GObject            parent_instance;

  PassantAssignment *assignment;
  PassantJobGroup    group;
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

static PassantJobGroup
group_of (const PassantAssignment *assignment,
          gint64                   now_ms)
{
  if (!assignment->visit)
    return starts_after_today (assignment->from_ms, now_ms) ? PASSANT_JOB_LATER : PASSANT_JOB_TODAY;

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
