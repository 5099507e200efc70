/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-blob.h"
#include "passant-script.h"
#include "passant-visit.h"

G_BEGIN_DECLS

/**
 * PassantReportVisit:
 *
 * What the report of one visit is made from. All borrowed. The same data gives the same bytes (with the same fonts): the
 * language and the time zone are part of the data, the clock and the locale are not.
 */
typedef struct {
  PassantScript *script;
  PassantVisit  *visit;
  PassantBlobs  *blobs;            /* where the photos are, or NULL for none */
  const char    *language;         /* one of passant_gloss_languages() */
  GTimeZone     *zone;             /* in which times are told */
  const char    *study;            /* its title */
  const char    *location;         /* its name */
  const char    *address;          /* or NULL */
  gboolean       is_for_client;    /* leaves out trap questions and doubts */
  GPtrArray     *doubts;           /* PassantDoubt, or NULL: not looked at */
  gint64         front_ms;         /* how long it had the guest's attention; 0: not known */
} PassantReportVisit;

/* An A4 document: scores with their gate, the emotion curve, planned against actual, and every touchpoint with its
 * answers, feeling and evidence. A photo that is not there is said to be missing. */
GBytes *passant_report_visit_to_pdf (const PassantReportVisit *self,
                                     GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
