/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-report-visit.h"

#include "passant-phrase.h"
#include "passant-report-private.h"
#include "passant-glossary.h"

#define SAMPLE "SAMPLE: made to try the script, no guest was there"

void
passant_report_add_line (PassantReportPen *pen,
                         PassantBlockFlags flags,
                         double            gap,
                         PassantStyle      style,
                         const char       *text)
{
  passant_sheet_begin (pen->sheet, flags, gap);
  passant_sheet_add_text (pen->sheet, 0, pen->width, style, text);
}

char *
passant_report_dup_time (PassantReportPen *pen,
                         gint64            ms)
{
  return passant_phrase_since (pen->language, pen->report->zone,
                               passant_visit_get_opened_ms (pen->report->visit), ms);
}

gboolean
passant_report_shows (PassantReportPen *pen,
                      PassantQuestion  *question)
{
  return !(question->integrity && pen->report->is_for_client) &&
         passant_script_allows (pen->report->script, question);
}

char *
passant_report_dup_question (PassantReportPen *pen,
                             PassantQuestion  *question)
{
  return passant_guide_dup_text (pen->guide, question->text, question, pen->language);
}

gboolean
passant_report_is_in_round (PassantReportPen *pen,
                            PassantQuestion  *question)
{
  return question->round <= passant_guide_count_rounds (pen->guide, question->touchpoint);
}

static void
set_runners (PassantReportPen *pen)
{
  const PassantReportVisit *report = pen->report;
  const char *id = passant_visit_get_id (report->visit);
  gboolean accepted = passant_visit_get_state (report->visit) == PASSANT_VISIT_ACCEPTED;
  g_autofree char *head = g_strdup_printf ("%s · %s", report->study, report->location);
  g_autofree char *foot = accepted ? g_strdup_printf ("Passant · %s", id)
                                   : g_strdup_printf ("Passant · %s · %s", id,
                                                      passant_gloss (pen->language, "provisional"));

  passant_sheet_set_runners (pen->sheet, head, foot);
  if (passant_visit_is_sample (report->visit))
    passant_sheet_set_banner (pen->sheet, passant_gloss (pen->language, SAMPLE));
}

static GBytes *
print (PassantReportPen *pen,
       GError          **error)
{
  const PassantReportVisit *report = pen->report;
  gint64 ended_ms = passant_visit_get_ended_ms (report->visit);
  g_autofree char *title = g_strdup_printf ("%s: %s, %s",
                                            passant_gloss (pen->language, "Visit report"),
                                            report->study,
                                            report->location);
  PassantSheetAbout about = {
    .title = title,
    .subject = passant_visit_get_id (report->visit),
    .created_ms = ended_ms ? ended_ms : passant_visit_get_opened_ms (report->visit),
  };

  return passant_sheet_print (pen->sheet, &about, error);
}

GBytes *
passant_report_visit_to_pdf (const PassantReportVisit *self,
                             GError                  **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->script != NULL && self->visit != NULL, NULL);
  g_return_val_if_fail (self->language != NULL && self->zone != NULL, NULL);

  g_autoptr (PassantSheet) sheet = passant_sheet_new (self->language);
  g_autoptr (PassantGuide) guide = passant_guide_new (self->script, self->visit);
  g_autoptr (PassantScore) score = passant_score_new (self->script, self->visit);
  PassantReportPen pen = {
    .report = self,
    .language = self->language,
    .sheet = sheet,
    .guide = guide,
    .score = score,
    .width = passant_sheet_get_width (sheet),
  };

  set_runners (&pen);
  passant_report_add_head (&pen);
  passant_report_add_scores (&pen);
  passant_report_add_curve (&pen);
  passant_report_add_walk (&pen);
  passant_report_add_touchpoints (&pen);
  passant_report_add_doubts (&pen);

  return print (&pen, error);
}
