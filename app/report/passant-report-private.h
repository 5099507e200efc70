/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-chart.h"
#include "passant-guide.h"
#include "passant-report-visit.h"
#include "passant-score.h"
#include "passant-sheet.h"

G_BEGIN_DECLS

/* What the chapters of one visit's report share while it is made. */
typedef struct {
  const PassantReportVisit *report;
  const char               *language;
  PassantSheet             *sheet;
  PassantGuide             *guide;
  PassantScore             *score;
  double                    width;
} PassantReportPen;

void passant_report_add_head        (PassantReportPen *pen);
void passant_report_add_scores      (PassantReportPen *pen);
void passant_report_add_curve       (PassantReportPen *pen);
void passant_report_add_walk        (PassantReportPen *pen);
void passant_report_add_touchpoints (PassantReportPen *pen);
/* The photos that show why it was broken off, attached to no step. */
void passant_report_add_evidence_of_end (PassantReportPen *pen);
void passant_report_add_doubts      (PassantReportPen *pen);

/* A block of one text over the whole width. */
void passant_report_add_line        (PassantReportPen *pen,
                                     PassantBlockFlags flags,
                                     double            gap,
                                     PassantStyle      style,
                                     const char       *text);
/* "14:05", or with its day when the visit began on another. */
char *passant_report_dup_time       (PassantReportPen *pen,
                                     gint64            ms) G_GNUC_WARN_UNUSED_RESULT;
/* What @question asks, with what was answered before in words where its text speaks of that. */
char *passant_report_dup_question   (PassantReportPen *pen,
                                     PassantQuestion  *question) G_GNUC_WARN_UNUSED_RESULT;
/* Trap questions are not the client's, and what the legal profile does not allow is nobody's. */
gboolean passant_report_shows       (PassantReportPen *pen,
                                     PassantQuestion  *question);
/* Answers of a round that was taken away count no more. */
gboolean passant_report_is_in_round (PassantReportPen *pen,
                                     PassantQuestion  *question);

G_END_DECLS
