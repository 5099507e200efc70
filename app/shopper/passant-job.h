/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-store.h"

G_BEGIN_DECLS

/* Where a job stands on the home page, in the order the page shows it. */
typedef enum {
  PASSANT_JOB_OPEN,     /* a visit is under way */
  PASSANT_JOB_RETURNED, /* the reviewer hands the pen back */
  PASSANT_JOB_LOST,     /* somebody else was before, it was taken back, or its last day is over */
  PASSANT_JOB_OFFERED,  /* to be claimed */
  PASSANT_JOB_TODAY,    /* can be started now, or should have been */
  PASSANT_JOB_LATER,    /* its window opens after today */
  PASSANT_JOB_SENT,     /* done; waits for review, or has it */
  PASSANT_JOB_GONE,     /* handed back, never seen, or lost long ago; shown nowhere */
} PassantJobGroup;

#define PASSANT_TYPE_JOB (passant_job_get_type ())

G_DECLARE_FINAL_TYPE (PassantJob, passant_job, PASSANT, JOB, GObject)

PassantJob              *passant_job_new            (PassantAssignment *assignment,
                                                     gint64 now_ms);
const PassantAssignment *passant_job_get_assignment (PassantJob *self);
const char              *passant_job_get_id         (PassantJob *self);
PassantJobGroup          passant_job_get_group      (PassantJob *self);
const char              *passant_job_get_urgency    (PassantJob *self);
/* TRUE when a card of the one looks like a card of the other. */
gboolean                 passant_job_is_alike       (PassantJob *self,
                                                     PassantJob *other);
/* Every word of @query begins a word of its place, address or study (in @language), accents and case aside. */
gboolean                 passant_job_matches        (PassantJob *self,
                                                     const char *query,
                                                     const char *language);

G_END_DECLS
