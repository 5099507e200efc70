/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-phrase.h"
#include "passant-report-private.h"
#include "passant-glossary.h"

#define NUMBER_WIDTH 22.0
#define TITLE_WIDTH 200.0
#define WALKED_X 232.0
#define WALKED_WIDTH 100.0
#define REMARK_X 342.0

/* One touchpoint's place in the walk. */
typedef struct {
  guint    rank;    /* 1 for the first entered, 0 for never */
  guint    visits;  /* times entered, coming straight back to it not counted */
  gint64   at_ms;
  gboolean strayed; /* not where the script has it */
} Step;

typedef struct {
  PassantReportPen *pen;
  Step             *steps; /* by touchpoint index */
  guint             walked, skipped, unreached, planned;
} Walk;

static void
collect_entries (Walk *walk)
{
  GPtrArray *entries = passant_visit_get_entries (walk->pen->report->visit);
  const char *before = NULL;
  guint rank = 0;

  for (guint i = 0; i < entries->len; i++) {
    PassantEntry *entry = g_ptr_array_index (entries, i);
    PassantTouchpoint *touchpoint = passant_script_find_touchpoint (walk->pen->report->script,
                                                                    entry->touchpoint);

    if (!touchpoint)
      continue;

    Step *step = &walk->steps[touchpoint->index];

    if (!step->rank) {
      step->rank = ++rank;
      step->at_ms = entry->at_ms;
    }
    step->visits += g_strcmp0 (before, entry->touchpoint) != 0;
    before = entry->touchpoint;
  }
}

/* The longest run of touchpoints walked in the script's order is the plan; who is not in it strayed. Anything simpler
 * would call everybody behind one jump late. */
static void
find_strays (Walk *walk)
{
  guint n = walk->pen->report->script->touchpoints->len;
  g_autofree guint *length = g_new0 (guint, n);
  g_autofree int *previous = g_new (int, n);
  int last = -1;

  for (guint i = 0; i < n; i++) {
    previous[i] = -1;
    if (!walk->steps[i].rank)
      continue;
    length[i] = 1;
    for (guint j = 0; j < i; j++)
      if (length[j] && walk->steps[j].rank < walk->steps[i].rank && length[j] + 1 > length[i]) {
        length[i] = length[j] + 1;
        previous[i] = (int) j;
      }
    if (last < 0 || length[i] > length[last])
      last = (int) i;
  }

  for (guint i = 0; i < n; i++)
    walk->steps[i].strayed = walk->steps[i].rank > 0;
  for (; last >= 0; last = previous[last])
    walk->steps[last].strayed = FALSE;
}

/* Its place among those walked, had they been walked in the script's order. */
static guint
scripted_rank (Walk *walk,
               guint index)
{
  guint rank = 0;

  for (guint i = 0; i <= index; i++)
    rank += walk->steps[i].rank > 0;

  return rank;
}

static const char *
order_remark (Walk *walk,
              guint index)
{
  Step *step = &walk->steps[index];

  if (!step->strayed)
    return "as scripted";

  return step->rank < scripted_rank (walk, index) ? "earlier than scripted" : "later than scripted";
}

static gboolean
is_broken_off_at (Walk              *walk,
                  PassantTouchpoint *touchpoint)
{
  PassantVisit *visit = walk->pen->report->visit;

  return g_strcmp0 (passant_visit_get_break_place (visit), touchpoint->id) == 0;
}

static void
append_remark (GString    *line,
               const char *remark)
{
  if (line->len)
    g_string_append (line, "; ");
  g_string_append (line, remark);
}

static char *
dup_remark (Walk              *walk,
            PassantTouchpoint *touchpoint)
{
  PassantReportPen *pen = walk->pen;
  Step *step = &walk->steps[touchpoint->index];
  const char *skip = passant_visit_get_skip (pen->report->visit, touchpoint->id);
  GString *line = g_string_new (NULL);

  if (skip) {
    g_autofree char *skipped = g_strdup_printf (passant_gloss (pen->language, "skipped: %s"), skip);

    append_remark (line, skipped);
  } else if (step->rank) {
    append_remark (line, passant_gloss (pen->language, order_remark (walk, touchpoint->index)));
  } else if (passant_guide_get_touchpoint (pen->guide, touchpoint) == PASSANT_STEP_HIDDEN) {
    append_remark (line, passant_gloss (pen->language, "did not apply"));
  } else {
    append_remark (line, passant_gloss (pen->language, "not reached"));
  }

  if (step->visits == 2)
    append_remark (line, passant_gloss (pen->language, "came back once"));
  if (step->visits > 2) {
    g_autofree char *back = g_strdup_printf (passant_gloss (pen->language, "came back %u times"),
                                             step->visits - 1);

    append_remark (line, back);
  }
  if (is_broken_off_at (walk, touchpoint))
    append_remark (line, passant_gloss (pen->language, "broken off here"));

  return g_string_free (line, FALSE);
}

static void
add_row (PassantReportPen *pen,
         PassantBlockFlags flags,
         PassantStyle      style,
         const char       *number,
         const char       *title,
         const char       *walked,
         const char       *remark)
{
  passant_sheet_begin (pen->sheet, flags, 5);
  passant_sheet_add_text (pen->sheet, 0, NUMBER_WIDTH - 4, style, number);
  passant_sheet_add_text (pen->sheet, NUMBER_WIDTH, TITLE_WIDTH, style, title);
  passant_sheet_add_text (pen->sheet, WALKED_X, WALKED_WIDTH, style, walked);
  passant_sheet_add_text (pen->sheet, REMARK_X, pen->width - REMARK_X, style, remark);
}

/* What differs from the plan stands out; what never came to it steps back. */
static PassantStyle
style_of (Walk              *walk,
          PassantTouchpoint *touchpoint)
{
  Step *step = &walk->steps[touchpoint->index];

  if (step->strayed || passant_visit_get_skip (walk->pen->report->visit, touchpoint->id))
    return PASSANT_STYLE_SMALL_STRONG;

  return step->rank ? PASSANT_STYLE_SMALL : PASSANT_STYLE_QUIET;
}

static void
add_step (Walk              *walk,
          PassantTouchpoint *touchpoint)
{
  PassantReportPen *pen = walk->pen;
  Step *step = &walk->steps[touchpoint->index];
  g_autofree char *number = g_strdup_printf ("%u", touchpoint->index + 1);
  g_autofree char *time = step->rank ? passant_report_dup_time (pen, step->at_ms) : NULL;
  g_autofree char *walked = step->rank ? g_strdup_printf (passant_gloss (pen->language,
                                                                         "%u. at %s"),
                                                          step->rank, time)
                                       : g_strdup ("–");
  g_autofree char *remark = dup_remark (walk, touchpoint);
  g_autofree char *title = g_strdup_printf ("%s (%s)",
                                            passant_text_get (touchpoint->title, pen->language),
                                            passant_phrase_channel (pen->language,
                                                                    touchpoint->channel));

  add_row (pen, PASSANT_BLOCK_ROW | PASSANT_BLOCK_RULE | PASSANT_BLOCK_WHOLE,
           style_of (walk, touchpoint), number, title, walked, remark);
}

static void
count_step (Walk              *walk,
            PassantTouchpoint *touchpoint)
{
  /* Who skips a step has it on the screen, and so has entered it. */
  if (passant_visit_get_skip (walk->pen->report->visit, touchpoint->id))
    walk->skipped++;
  else if (walk->steps[touchpoint->index].rank)
    walk->walked++;
  else if (passant_guide_get_touchpoint (walk->pen->guide, touchpoint) == PASSANT_STEP_HIDDEN)
    return;
  else
    walk->unreached++;
  walk->planned++;
}

static void
add_totals (Walk *walk)
{
  PassantReportPen *pen = walk->pen;
  PassantVisit *visit = pen->report->visit;
  g_autofree char *counts = g_strdup_printf (passant_gloss (pen->language,
                                                            "Of %u planned touchpoints %u were "
                                                            "walked, %u skipped, %u not "
                                                            "reached. Moments outside the "
                                                            "script: %u."),
                                             walk->planned, walk->walked, walk->skipped,
                                             walk->unreached,
                                             passant_visit_get_moments (visit)->len);
  gint64 ended_ms = passant_visit_get_handed_in_ms (visit);

  passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 4, PASSANT_STYLE_BODY, counts);
  if (ended_ms) {
    g_autofree char *took = passant_phrase_duration (pen->language,
                                                     passant_phrase_span (
                                                       passant_visit_get_opened_ms (visit),
                                                       ended_ms));
    g_autofree char *line = g_strdup_printf (passant_gloss (pen->language,
                                                            "The visit took %s from start to end."),
                                             took);

    passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 1, PASSANT_STYLE_BODY, line);
  }
}

static void
add_break (PassantReportPen *pen)
{
  PassantVisit *visit = pen->report->visit;
  const char *reason = passant_visit_get_break_reason (visit),
             *text = passant_visit_get_break_text (visit);
  const char *place = passant_visit_get_break_place (visit);
  PassantTouchpoint *touchpoint = place ? passant_script_find_touchpoint (pen->report->script,
                                                                          place) : NULL;
  g_autofree char *line = NULL;

  if (!reason)
    return;

  reason = passant_phrase_reason (pen->language, reason);
  if (touchpoint)
    line = g_strdup_printf (passant_gloss (pen->language, "Broken off at “%s”: %s."),
                            passant_text_get (touchpoint->title, pen->language), reason);
  else
    line = g_strdup_printf (passant_gloss (pen->language,
                                           "Broken off before the first touchpoint: %s."), reason);
  passant_report_add_line (pen, text && *text ? PASSANT_BLOCK_KEEP : PASSANT_BLOCK_PLAIN, 10,
                           PASSANT_STYLE_STRONG, line);
  if (text && *text)
    passant_report_add_line (pen, PASSANT_BLOCK_PLAIN, 2, PASSANT_STYLE_BODY, text);
  passant_report_add_evidence_of_end (pen);
}

static void
add_waits (PassantReportPen *pen)
{
  GPtrArray *questions = pen->report->script->questions;
  gboolean is_first = TRUE;

  for (guint i = 0; i < questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (questions, i);
    const PassantAnswer *answer = passant_visit_get_answer (pen->report->visit, question->id);

    if (question->type != PASSANT_QUESTION_DURATION || !answer || !answer->value ||
        !passant_report_shows (pen, question) ||
        passant_guide_get_question (pen->guide, question) == PASSANT_STEP_HIDDEN)
      continue;

    g_autofree char *text = passant_report_dup_question (pen, question);
    g_autofree char *took = passant_phrase_duration (pen->language,
                                                     g_ascii_strtoll (answer->value, NULL,
                                                                      10) * 1000);

    if (is_first)
      passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 12, PASSANT_STYLE_SUBHEADING,
                               passant_gloss (pen->language, "Waits and durations"));
    is_first = FALSE;
    passant_sheet_begin (pen->sheet, PASSANT_BLOCK_RULE | PASSANT_BLOCK_WHOLE, 5);
    passant_sheet_add_text (pen->sheet, 0, REMARK_X - 10, PASSANT_STYLE_SMALL,
                            text);
    passant_sheet_add_text (pen->sheet, REMARK_X, pen->width - REMARK_X, PASSANT_STYLE_SMALL, took);
  }
}

/* The feeling of a moment is told with it: it has no touchpoint to stand at. */
static char *
dup_moment (PassantReportPen    *pen,
            const PassantMoment *moment)
{
  PassantTouchpoint *touchpoint = moment->touchpoint
                                  ? passant_script_find_touchpoint (pen->report->script,
                                                                    moment->touchpoint) : NULL;
  const PassantFelt *felt = passant_visit_get_felt (pen->report->visit, moment->id);
  GString *line = g_string_new (touchpoint ? passant_text_get (touchpoint->title,
                                                               pen->language) : NULL);

  if (moment->channel)
    append_remark (line, passant_phrase_channel (pen->language, moment->channel));
  if (felt) {
    const char *word = passant_phrase_feeling (pen->language, felt->affect.word);
    g_autofree char *valence = passant_phrase_signed (felt->affect.valence);
    g_autofree char *said = word ? g_strdup_printf ("%s, %s", word, valence) : NULL;
    g_autofree char *feeling = g_strdup_printf (passant_gloss (pen->language, "%s: %s"),
                                                passant_gloss (pen->language, "felt"),
                                                said ? said : valence);

    append_remark (line, feeling);
  }

  return g_string_free (line, FALSE);
}

static void
add_moments (PassantReportPen *pen)
{
  GPtrArray *moments = passant_visit_get_moments (pen->report->visit);

  if (moments->len)
    passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 12, PASSANT_STYLE_SUBHEADING,
                             passant_gloss (pen->language, "Outside the script"));
  for (guint i = 0; i < moments->len; i++) {
    PassantMoment *moment = g_ptr_array_index (moments, i);
    g_autofree char *time = passant_report_dup_time (pen, moment->at_ms);
    g_autofree char *where = dup_moment (pen, moment);

    passant_sheet_begin (pen->sheet, PASSANT_BLOCK_RULE, 5);
    passant_sheet_add_text (pen->sheet, 0, 70, PASSANT_STYLE_SMALL, time);
    passant_sheet_add_text (pen->sheet, 76, REMARK_X - 86, PASSANT_STYLE_SMALL, moment->text);
    passant_sheet_add_text (pen->sheet, REMARK_X, pen->width - REMARK_X, PASSANT_STYLE_QUIET,
                            where);
  }
}

void
passant_report_add_walk (PassantReportPen *pen)
{
  GPtrArray *touchpoints = pen->report->script->touchpoints;
  g_autofree Step *steps = g_new0 (Step, touchpoints->len + 1);
  Walk walk = { .pen = pen, .steps = steps };

  collect_entries (&walk);
  find_strays (&walk);
  for (guint i = 0; i < touchpoints->len; i++)
    count_step (&walk, g_ptr_array_index (touchpoints, i));

  passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 22, PASSANT_STYLE_HEADING,
                           passant_gloss (pen->language, "Planned against actual"));
  add_totals (&walk);
  add_row (pen, PASSANT_BLOCK_HEAD | PASSANT_BLOCK_KEEP, PASSANT_STYLE_LABEL, "",
           passant_gloss (pen->language, "Touchpoint"),
           passant_gloss (pen->language, "Walked"), passant_gloss (pen->language, "What happened"));
  for (guint i = 0; i < touchpoints->len; i++)
    add_step (&walk, g_ptr_array_index (touchpoints, i));
  add_break (pen);
  add_waits (pen);
  add_moments (pen);
}
