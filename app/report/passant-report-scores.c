/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-phrase.h"
#include "passant-report-private.h"
#include "passant-svg.h"
#include "passant-glossary.h"

#define NAME_WIDTH 150.0
#define FIGURE_WIDTH 84.0
#define BAR_X 240.0
#define BAR_WIDTH 180.0
#define BAR_HEIGHT 9.0

static guint
count_rows (PassantScore *score,
            PassantPillar pillar)
{
  GPtrArray *rows = passant_score_get_rows (score);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++) {
    PassantScoreRow *row = g_ptr_array_index (rows, i);

    n += pillar == PASSANT_PILLAR_NONE || row->question->pillar == pillar;
  }

  return n;
}

/* A bar with the gate at 60 % marked. */
static char *
make_bar (PassantRatio ratio,
          gboolean     is_solid)
{
  GString *svg = g_string_new (NULL);
  int width = (int) BAR_WIDTH * 100, height = (int) BAR_HEIGHT * 100;
  int filled = ratio.den ? (int) ((gint64) width * ratio.num / ratio.den) : 0;

  passant_svg_add (svg,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%n\" height=\"%n\" "
                   "viewBox=\"0 0 %n %n\">",
                   width, height, width, height);
  passant_svg_add (svg, "<rect width=\"%n\" height=\"%n\" fill=\"#e3e8ed\"/>", width, height);
  passant_svg_add (svg, "<rect width=\"%n\" height=\"%n\" fill=\"%s\"/>", filled, height,
                   is_solid ? "#0b4f8a" : "#a9b7c5");
  passant_svg_add (svg,
                   "<path d=\"M%n 0V%n\" stroke=\"#1d2733\" stroke-width=\"0.8\" "
                   "stroke-dasharray=\"2 1.5\"/></svg>",
                   width * 6 / 10, height);

  return g_string_free (svg, FALSE);
}

/* Why a pillar has no headline, with what was measured all the same; or the question it answers. */
static char *
dup_explanation (PassantReportPen *pen,
                 PassantPillar     pillar,
                 PassantRatio      ratio)
{
  static const char * const asks[] = {
    [PASSANT_PILLAR_EFFECTIVENESS] = "Did I get what I came for?",
    [PASSANT_PILLAR_EASE] = "How easy was it?",
    [PASSANT_PILLAR_EMOTION] = "How did it feel?",
  };
  g_autofree char *percent = passant_phrase_percent (pen->language, ratio);

  if (pillar == PASSANT_PILLAR_NONE)
    return g_strdup ("");
  if (passant_ratio_is_nothing (ratio))
    return g_strdup (passant_gloss (pen->language, "nothing to score"));
  if (!passant_score_has_headline (pen->score, pillar))
    return g_strdup_printf (passant_gloss (pen->language,
                                           "measured %s, but a pillar below it does not reach 60 "
                                           "%%"),
                            percent);

  return g_strdup (passant_gloss (pen->language, asks[pillar]));
}

static void
add_pillar (PassantReportPen *pen,
            PassantPillar     pillar)
{
  PassantRatio ratio = passant_score_get_pillar (pen->score, pillar);
  gboolean is_headline = pillar == PASSANT_PILLAR_NONE || passant_score_has_headline (pen->score,
                                                                                      pillar);
  g_autofree char *percent = is_headline ? passant_phrase_percent (pen->language,
                                                                   ratio) : g_strdup ("–");
  g_autofree char *n = g_strdup_printf (passant_gloss (pen->language, "n = %u"),
                                        count_rows (pen->score, pillar));
  g_autofree char *bar = make_bar (ratio, is_headline);
  g_autofree char *explanation = dup_explanation (pen, pillar, ratio);
  double below = passant_sheet_measure (pen->sheet, NAME_WIDTH, PASSANT_STYLE_STRONG, "X");

  passant_sheet_begin (pen->sheet, PASSANT_BLOCK_KEEP | PASSANT_BLOCK_WHOLE | PASSANT_BLOCK_RULE,
                       7);
  passant_sheet_add_text (pen->sheet, 0, NAME_WIDTH, PASSANT_STYLE_STRONG,
                          passant_phrase_pillar (pen->language, pillar));
  passant_sheet_add_text_at (pen->sheet, 0, below, BAR_X - FIGURE_WIDTH - 10, PASSANT_STYLE_QUIET,
                             explanation);
  passant_sheet_add_text (pen->sheet, BAR_X - FIGURE_WIDTH, FIGURE_WIDTH - 10, PASSANT_STYLE_FIGURE,
                          percent);
  passant_sheet_add_svg_at (pen->sheet, BAR_X, 6, BAR_WIDTH, BAR_HEIGHT, bar);
  passant_sheet_add_text_at (pen->sheet, BAR_X + BAR_WIDTH + 12, 4.5,
                             pen->width - BAR_X - BAR_WIDTH - 12, PASSANT_STYLE_SMALL, n);
}

void
passant_report_add_scores (PassantReportPen *pen)
{
  passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 20, PASSANT_STYLE_HEADING,
                           passant_gloss (pen->language, "Scores"));
  add_pillar (pen, PASSANT_PILLAR_EFFECTIVENESS);
  add_pillar (pen, PASSANT_PILLAR_EASE);
  add_pillar (pen, PASSANT_PILLAR_EMOTION);
  add_pillar (pen, PASSANT_PILLAR_NONE);
  passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 8, PASSANT_STYLE_QUIET,
                           passant_gloss (pen->language,
                                          "The pillars stand on each other: ease has a headline "
                                          "only when effectiveness "
                                          "reaches 60 %, emotion only when ease does too. n is the "
                                          "number of questions that "
                                          "scored."));
  passant_report_add_line (pen, PASSANT_BLOCK_PLAIN, 4, PASSANT_STYLE_STRONG,
                           passant_gloss (pen->language,
                                          "This is one visit. It shows what happened this once; on "
                                          "its own it proves nothing "
                                          "about the shop."));
}

/* The curve, and what it comes to in figures. */

static char *
dup_felt_at (PassantChart *chart,
             int           index)
{
  return passant_phrase_signed (passant_chart_get_felt (chart, (guint) index));
}

static void
add_summary (PassantReportPen *pen,
             PassantChart     *chart)
{
  PassantChartSummary summary = passant_chart_summarise (chart);

  if (!summary.felt) {
    passant_report_add_line (pen, PASSANT_BLOCK_PLAIN, 4, PASSANT_STYLE_BODY,
                             passant_gloss (pen->language,
                                            "No feelings were noted in this visit."));
    return;
  }

  g_autofree char *mean = passant_phrase_tenths (pen->language, summary.mean_tenths);
  g_autofree char *peak = dup_felt_at (chart, summary.peak),
                  *trough = dup_felt_at (chart, summary.trough);
  g_autofree char *end = dup_felt_at (chart, summary.end);
  g_autofree char *line = g_strdup_printf (passant_gloss (pen->language,
                                                          "Feelings: %u. Mean %s, peak %s, trough "
                                                          "%s, end %s."),
                                           summary.felt, mean, peak, trough, end);
  g_autofree char *gap = passant_phrase_tenths (pen->language, summary.gap_tenths);
  g_autofree char *gaps = g_strdup_printf (passant_gloss (pen->language,
                                                          "Mean gap to what was desired: %s points "
                                                          "over %u touchpoints."),
                                           gap, summary.compared);

  passant_report_add_line (pen, summary.compared ? PASSANT_BLOCK_KEEP : PASSANT_BLOCK_PLAIN, 4,
                           PASSANT_STYLE_BODY, line);
  if (summary.compared)
    passant_report_add_line (pen, PASSANT_BLOCK_PLAIN, 1, PASSANT_STYLE_BODY, gaps);
}

void
passant_report_add_curve (PassantReportPen *pen)
{
  g_autoptr (PassantChart) chart = passant_chart_new_visit (pen->report->script, pen->report->visit,
                                                            pen->language);
  g_autofree char *svg = passant_chart_to_svg (chart);
  double height = pen->width * PASSANT_CHART_HEIGHT / PASSANT_CHART_WIDTH;

  passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 18, PASSANT_STYLE_HEADING,
                           passant_gloss (pen->language, "Emotion curve"));
  passant_sheet_begin (pen->sheet, PASSANT_BLOCK_KEEP | PASSANT_BLOCK_WHOLE, 6);
  passant_sheet_add_svg (pen->sheet, 0, pen->width, height, svg);
  add_summary (pen, chart);
}
