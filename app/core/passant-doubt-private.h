/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-doubt.h"

G_BEGIN_DECLS

#define PASSANT_DOUBT_MINUTE_MS (G_GINT64_CONSTANT (60) * 1000)

/* What the rules look at, and what they found. */
typedef struct {
  PassantScript *script;
  PassantVisit  *visit;
  PassantGuide  *guide;
  GPtrArray     *earlier; /* PassantEarlier, or NULL */
  GPtrArray     *doubts;  /* PassantDoubt */
} PassantInquiry;

/* Adds a doubt; what the caller does not fill in is empty. */
PassantDoubt        *passant_inquiry_add        (PassantInquiry    *self,
                                                 PassantDoubtKind   kind,
                                                 PassantTouchpoint *touchpoint,
                                                 PassantQuestion   *question);
/* Whether the guest was at @touchpoint: it is asked, was entered and is not skipped. */
gboolean             passant_inquiry_was_at     (PassantInquiry    *self,
                                                 PassantTouchpoint *touchpoint);
/* What was said to @question, when that counts; NULL otherwise. */
const PassantAnswer *passant_inquiry_get_answer (PassantInquiry  *self,
                                                 PassantQuestion *question);

/* The rules, a file for each family. */
void                 passant_inquire_steps      (PassantInquiry *self);
void                 passant_inquire_proof      (PassantInquiry *self);
void                 passant_inquire_times      (PassantInquiry *self);
void                 passant_inquire_answers    (PassantInquiry *self);
void                 passant_inquire_texts      (PassantInquiry *self);

G_END_DECLS
