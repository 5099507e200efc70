/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-phrase.h"
#include "passant-report-private.h"
#include "passant-glossary.h"

#define LABEL_WIDTH 78.0
#define HASH_LETTERS 12

static void
add_fact (PassantReportPen *pen,
          const char       *label,
          const char       *text)
{
  passant_sheet_begin (pen->sheet, PASSANT_BLOCK_PLAIN, 2.5);
  passant_sheet_add_text (pen->sheet, 0, LABEL_WIDTH - 8, PASSANT_STYLE_LABEL,
                          passant_gloss (pen->language, label));
  passant_sheet_add_text (pen->sheet, LABEL_WIDTH, pen->width - LABEL_WIDTH, PASSANT_STYLE_BODY,
                          text);
}

static void
add_place (PassantReportPen *pen)
{
  const PassantReportVisit *report = pen->report;
  g_autofree char *place = report->address && *report->address
                           ? g_strdup_printf ("%s, %s", report->location,
                                              report->address) : g_strdup (report->location);

  add_fact (pen, "Place", place);
}

/* Of the visit itself: what a reviewer had put right after it took another day perhaps, and is told with the state. */
static void
add_when (PassantReportPen *pen)
{
  PassantVisit *visit = pen->report->visit;
  gint64 opened_ms = passant_visit_get_opened_ms (visit),
         ended_ms = passant_visit_get_handed_in_ms (visit);
  g_autofree char *from = passant_phrase_moment (pen->language, pen->report->zone, opened_ms);
  g_autofree char *until = passant_report_dup_time (pen, ended_ms);
  g_autofree char *took = passant_phrase_duration (pen->language,
                                                   passant_phrase_span (opened_ms, ended_ms));
  g_autofree char *when = ended_ms
                          ? g_strdup_printf (passant_gloss (pen->language, "%s to %s (%s)"), from,
                                             until, took)
                          : g_strdup_printf (passant_gloss (pen->language, "from %s, not finished"),
                                             from);

  add_fact (pen, "When", when);
}

/* Of visits side by side, each has its own part of the time between its beginning and its end. */
static void
add_front (PassantReportPen *pen)
{
  g_autofree char *took = passant_phrase_duration (pen->language, pen->report->front_ms);

  if (pen->report->front_ms > 0)
    add_fact (pen, "Busy with it", took);
}

static void
add_state (PassantReportPen *pen)
{
  PassantVisit *visit = pen->report->visit;
  const char *state = passant_phrase_state (pen->language, passant_visit_get_state (visit));
  int revision = passant_visit_get_revision (visit);
  g_autofree char *ended = passant_report_dup_time (pen, passant_visit_get_ended_ms (visit));
  g_autofree char *version = g_strdup_printf (passant_gloss (pen->language,
                                                             "version %d of the visit, of %s"),
                                              revision, ended);
  g_autofree char *line = revision > 1 ? g_strdup_printf ("%s, %s", state,
                                                          version) : g_strdup (state);

  add_fact (pen, "State", line);
}

static void
add_origin (PassantReportPen *pen)
{
  PassantScript *script = pen->report->script;
  g_autofree char *hash = g_strndup (script->hash, HASH_LETTERS);
  g_autofree char *version = g_strdup_printf (passant_gloss (pen->language, "%s, version %d (%s)"),
                                              script->id,
                                              script->version, hash);
  g_autofree char *figures = g_strdup_printf (passant_gloss (pen->language,
                                                             "recipe %d, exact; times in %s"),
                                              PASSANT_SCORE_RECIPE,
                                              g_time_zone_get_identifier (pen->report->zone));

  add_fact (pen, "Visit", passant_visit_get_id (pen->report->visit));
  add_fact (pen, "Script", version);
  add_fact (pen, "Figures", figures);
}

/* What a reader must know before they read on. */
static void
add_warnings (PassantReportPen *pen)
{
  PassantVisit *visit = pen->report->visit;
  PassantVisitState state = passant_visit_get_state (visit);
  const char *remark = passant_visit_get_remark (visit);

  if (passant_visit_is_sample (visit))
    passant_report_add_line (pen, PASSANT_BLOCK_SHADE, 14, PASSANT_STYLE_STRONG,
                             passant_gloss (pen->language,
                                            "A sample visit, made to try the script. "
                                            "Do not use these figures."));
  if (state == PASSANT_VISIT_REJECTED)
    passant_report_add_line (pen, PASSANT_BLOCK_SHADE, 14, PASSANT_STYLE_STRONG,
                             passant_gloss (pen->language, "Rejected: do not use these figures."));
  else if (state != PASSANT_VISIT_ACCEPTED)
    passant_report_add_line (pen, PASSANT_BLOCK_SHADE, 14, PASSANT_STYLE_STRONG,
                             passant_gloss (pen->language,
                                            "Provisional: this visit has not been accepted yet."));
  if (remark && *remark)
    add_fact (pen, "Remark", remark);
}

void
passant_report_add_head (PassantReportPen *pen)
{
  g_autofree char *kind = pen->report->is_for_client
                          ? g_strdup_printf ("%s · %s",
                                             passant_gloss (pen->language, "Visit report"),
                                             passant_gloss (pen->language, "Client copy"))
                          : g_strdup (passant_gloss (pen->language, "Visit report"));

  passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 0, PASSANT_STYLE_LABEL, kind);
  passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 2, PASSANT_STYLE_TITLE, pen->report->study);
  passant_sheet_begin (pen->sheet, PASSANT_BLOCK_PLAIN, 6);
  add_place (pen);
  add_when (pen);
  add_front (pen);
  add_fact (pen, "Shopper",
            passant_visit_get_shopper (pen->report->visit) ?
            passant_visit_get_shopper (pen->report->visit)
                                                                         : "–");
  add_state (pen);
  add_origin (pen);
  add_warnings (pen);
}
