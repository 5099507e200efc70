/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-job.h"

G_BEGIN_DECLS

/* What a job is said to be, on its card and on its page. */

/* "€ 45", with what receipts are paid back up to, or NULL when it pays nothing. */
char       *passant_job_words_dup_pay     (const PassantAssignment *assignment)
G_GNUC_WARN_UNUSED_RESULT;
/* That the window closes today or tomorrow, or has closed; NULL when there is time. */
const char *passant_job_words_for_urgency (const PassantAssignment *assignment,
                                           gint64                   now_ms);
/* Why it cannot be had any more, in a few words. */
const char *passant_job_words_for_loss    (const PassantAssignment *assignment);
/* How the claim stands, as a sentence; NULL when there is nothing to say about it. */
char       *passant_job_words_dup_claim   (const PassantAssignment *assignment,
                                           gint64                   now_ms)
G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
