/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "passant-job.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_JOB_CARD (passant_job_card_get_type ())

G_DECLARE_FINAL_TYPE (PassantJobCard, passant_job_card, PASSANT, JOB_CARD, GtkButton)

GtkWidget *passant_job_card_new (PassantJob *job,
                                 const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
