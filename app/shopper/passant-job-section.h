/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "passant-job.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_JOB_SECTION (passant_job_section_get_type ())

G_DECLARE_FINAL_TYPE (PassantJobSection, passant_job_section, PASSANT, JOB_SECTION, GtkBox)

typedef GtkWidget *(*PassantJobCardMaker) (PassantJob *job,
                                           gpointer    user_data);

void  passant_job_section_set_maker (PassantJobSection  *self,
                                     PassantJobCardMaker maker,
                                     gpointer            user_data);
/* Shows @jobs (PassantJob), with at most @n_max cards for now; returns how many cards there are. */
guint passant_job_section_show      (PassantJobSection *self,
                                     GPtrArray         *jobs,
                                     guint              n_max);

G_END_DECLS
