/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-svg-face.h"
#include "passant-phrase.h"
#include "passant-report-private.h"
#include "passant-glossary.h"

#define FACE 26.0
#define ANSWER_X 262.0
#define ANSWER_WIDTH 140.0
#define TIME_X 412.0
#define PHOTO 150.0
#define PHOTO_GAP 24.0
#define LATER_MS (60 * 1000) /* below that it was noted as it happened */
#define HASH_LETTERS 12
#define SHORT_BYTES 90
#define MADE_INDENT 10.0 /* what belongs to the question above it */

/* Headings */

static char *
dup_place (PassantReportPen  *pen,
           PassantTouchpoint *touchpoint)
{
  PassantRatio ratio = passant_score_get_touchpoint (pen->score, touchpoint);
  g_autofree char *percent = passant_phrase_percent (pen->language, ratio);
  g_autofree char *score = passant_ratio_is_nothing (ratio) ? NULL
                           : g_strdup_printf (passant_gloss (pen->language, "Score %s"), percent);

  return g_strdup_printf ("%s · %s%s%s", passant_text_get (touchpoint->phase->title, pen->language),
                          passant_phrase_channel (pen->language, touchpoint->channel),
                          score ? " · " : "",
                          score ? score : "");
}

static void
add_title (PassantReportPen  *pen,
           PassantTouchpoint *touchpoint)
{
  g_autofree char *title = g_strdup_printf ("%u. %s", touchpoint->index + 1,
                                            passant_text_get (touchpoint->title, pen->language));
  g_autofree char *place = dup_place (pen, touchpoint);

  passant_report_add_line (pen, PASSANT_BLOCK_KEEP | PASSANT_BLOCK_RULE, 22,
                           PASSANT_STYLE_SUBHEADING, title);
  passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 1, PASSANT_STYLE_QUIET, place);
}

/* Feelings */

static void
append_part (GString    *line,
             const char *part)
{
  if (line->len)
    g_string_append (line, ", ");
  g_string_append (line, part);
}

/* "joy, valence +40, arousal −20, mark 8" */
static char *
dup_affect (PassantReportPen    *pen,
            const PassantAffect *affect)
{
  GString *line = g_string_new (passant_phrase_feeling (pen->language, affect->word));
  g_autofree char *valence = passant_phrase_signed (affect->valence);
  g_autofree char *arousal = passant_phrase_signed (affect->arousal);
  g_autofree char *figures = g_strdup_printf (passant_gloss (pen->language,
                                                             "valence %s, arousal %s"), valence,
                                              arousal);

  append_part (line, figures);
  if (affect->mark) {
    g_autofree char *mark = g_strdup_printf (passant_gloss (pen->language, "mark %d"),
                                             affect->mark);

    append_part (line, mark);
  }

  return g_string_free (line, FALSE);
}

static char *
dup_gap (PassantReportPen    *pen,
         const PassantAffect *felt,
         const PassantAffect *desired)
{
  int gap = felt->valence - desired->valence;
  g_autofree char *points = g_strdup_printf ("%d", ABS (gap));

  if (!gap)
    return g_strdup (passant_gloss (pen->language, "as desired"));

  return g_strdup_printf (passant_gloss (pen->language,
                                         gap < 0 ? "%s points short of what was desired"
                                                               : "%s points better than desired"),
                          points);
}

/* "14:05", "14:05, noted 12 min later, recalled" */
static char *
dup_when (PassantReportPen *pen,
          gint64            at_ms,
          gint64            noted_ms,
          const char       *source)
{
  g_autofree char *time = passant_report_dup_time (pen, at_ms);
  GString *line = g_string_new (time);

  if (passant_phrase_span (at_ms, noted_ms) >= LATER_MS) {
    g_autofree char *late = passant_phrase_duration (pen->language,
                                                     passant_phrase_span (at_ms, noted_ms));
    g_autofree char *noted = g_strdup_printf (passant_gloss (pen->language, "noted %s later"),
                                              late);

    append_part (line, noted);
  }
  if (g_strcmp0 (source, "asked") == 0 || g_strcmp0 (source, "recalled") == 0)
    append_part (line, passant_gloss (pen->language, source));

  return g_string_free (line, FALSE);
}

/* A face, what it says, and its figures. */
static void
add_affect (PassantReportPen    *pen,
            double               x,
            const char          *title,
            const PassantAffect *affect,
            const char          *below)
{
  double column = pen->width / 2 - 10, text_x = x + FACE + 8;
  g_autofree char *face = passant_svg_face_to_text ((int) FACE * 100, affect->valence,
                                                    affect->arousal, "#1d2733");
  g_autofree char *words = dup_affect (pen, affect);
  g_autofree char *line = g_strdup_printf (passant_gloss (pen->language, "%s: %s"),
                                           passant_gloss (pen->language, title), words);

  passant_sheet_add_svg (pen->sheet, x, FACE, FACE, face);
  passant_sheet_add_text (pen->sheet, text_x, column - FACE - 8, PASSANT_STYLE_SMALL_STRONG, line);

  double height = passant_sheet_measure (pen->sheet, column - FACE - 8, PASSANT_STYLE_SMALL_STRONG,
                                         line);

  passant_sheet_add_text_at (pen->sheet, text_x, height + 1, column - FACE - 8, PASSANT_STYLE_QUIET,
                             below);
}

static void
add_feeling (PassantReportPen  *pen,
             PassantTouchpoint *touchpoint)
{
  const PassantFelt *felt = passant_visit_get_felt (pen->report->visit, touchpoint->id);
  const PassantAffect *desired = touchpoint->has_desired ? &touchpoint->desired : NULL;
  g_autofree char *when = felt ? dup_when (pen, felt->at_ms, felt->noted_ms, NULL) : NULL;
  g_autofree char *gap = felt && desired ? dup_gap (pen, &felt->affect, desired) : NULL;
  g_autofree char *gap_line = gap ? g_strdup_printf (passant_gloss (pen->language, "%s: %s"),
                                                     passant_gloss (pen->language, "Gap"), gap)
                                  : g_strdup ("");

  if (!felt && !desired && !touchpoint->asks_feeling)
    return;

  passant_sheet_begin (pen->sheet, PASSANT_BLOCK_KEEP | PASSANT_BLOCK_WHOLE, 8);
  if (felt)
    add_affect (pen, 0, "Felt", &felt->affect, when);
  else
    passant_sheet_add_text (pen->sheet, 0, pen->width / 2 - 10, PASSANT_STYLE_QUIET,
                            passant_gloss (pen->language,
                                           touchpoint->asks_feeling ? "no feeling noted"
                                                                                  :
                                           "no feeling was asked"));
  if (desired)
    add_affect (pen, pen->width / 2, "Desired", desired, gap_line);
}

static void
add_phase_mark (PassantReportPen *pen,
                PassantPhase     *phase)
{
  const PassantPhaseMark *mark = passant_visit_get_phase_mark (pen->report->visit, phase->id);
  g_autofree char *line = NULL;

  if (!mark)
    return;

  line = g_strdup_printf (passant_gloss (pen->language, "Mark for “%s” as a whole: %d of 10"),
                          passant_text_get (phase->title, pen->language), mark->mark);
  passant_report_add_line (pen, PASSANT_BLOCK_PLAIN | PASSANT_BLOCK_RULE, 12,
                           PASSANT_STYLE_SMALL_STRONG, line);
}

/* Answers */

static PassantEvidence *
find_evidence (PassantReportPen *pen,
               const char       *sha256)
{
  GPtrArray *evidence = passant_visit_get_evidence (pen->report->visit);

  for (guint i = 0; i < evidence->len; i++) {
    PassantEvidence *item = g_ptr_array_index (evidence, i);

    if (g_strcmp0 (item->sha256, sha256) == 0)
      return item;
  }

  return NULL;
}

static char *
dup_file_answer (PassantReportPen *pen,
                 PassantQuestion  *question,
                 const char       *sha256)
{
  gboolean is_here = pen->report->blobs && passant_blobs_has (pen->report->blobs, sha256) &&
                     find_evidence (pen, sha256);

  if (question->type == PASSANT_QUESTION_AUDIO)
    return g_strdup (passant_gloss (pen->language, is_here ? "recording, kept with the visit"
                                                           : "recording missing"));

  return g_strdup (passant_gloss (pen->language, is_here ? "photo, see below" : "photo missing"));
}

static gboolean
is_file (PassantQuestion *question)
{
  return question->type == PASSANT_QUESTION_PHOTO || question->type == PASSANT_QUESTION_RECEIPT ||
         question->type == PASSANT_QUESTION_AUDIO;
}

static char *
dup_answer (PassantReportPen    *pen,
            PassantQuestion     *question,
            const PassantAnswer *answer)
{
  if (answer && answer->na)
    return g_strdup (passant_gloss (pen->language, "not applicable"));
  if (!answer || !answer->value || !*answer->value)
    return g_strdup (passant_gloss (pen->language, "not answered"));
  if (is_file (question))
    return dup_file_answer (pen, question, answer->value);

  return passant_question_format (question, answer->value, pen->language);
}

static char *
dup_answer_when (PassantReportPen    *pen,
                 const PassantAnswer *answer)
{
  g_autofree char *when = dup_when (pen, answer->at_ms, answer->noted_ms, answer->source);
  GString *line = g_string_new (when);

  if (answer->changes == 1)
    append_part (line, passant_gloss (pen->language, "changed once"));
  if (answer->changes > 1) {
    g_autofree char *changed = g_strdup_printf (passant_gloss (pen->language, "changed %d times"),
                                                answer->changes);

    append_part (line, changed);
  }

  return g_string_free (line, FALSE);
}

static char *
dup_question (PassantReportPen *pen,
              PassantQuestion  *question)
{
  g_autofree char *text = passant_report_dup_question (pen, question);

  return question->integrity ? g_strdup_printf ("%s (%s)", text,
                                                passant_gloss (pen->language, "trap question"))
                             : g_steal_pointer (&text);
}

/* A short comment stands under its answer, a long one in a row of its own that may go on over pages. */
static void
add_comment (PassantReportPen *pen,
             const char       *words,
             const char       *comment)
{
  double y = passant_sheet_measure (pen->sheet, ANSWER_WIDTH, PASSANT_STYLE_SMALL_STRONG, words);

  if (strlen (comment) <= SHORT_BYTES) {
    passant_sheet_add_text_at (pen->sheet, ANSWER_X, y + 2, ANSWER_WIDTH, PASSANT_STYLE_SMALL,
                               comment);
    return;
  }

  passant_sheet_begin (pen->sheet, PASSANT_BLOCK_ROW, 1.5);
  passant_sheet_add_text (pen->sheet, ANSWER_X, pen->width - ANSWER_X, PASSANT_STYLE_SMALL,
                          comment);
}

static void
begin_row (PassantReportPen *pen,
           PassantQuestion  *question,
           gboolean          goes_on)
{
  g_autofree char *text = dup_question (pen, question);
  double x = question->host ? MADE_INDENT : 0;

  passant_sheet_begin (pen->sheet,
                       PASSANT_BLOCK_ROW | (question->host ? 0 : PASSANT_BLOCK_RULE) |
                       (goes_on ? PASSANT_BLOCK_KEEP : 0),
                       question->host ? 2 : 6);
  passant_sheet_add_text (pen->sheet, x, ANSWER_X - 12 - x, PASSANT_STYLE_SMALL, text);
}

static void
add_answer (PassantReportPen *pen,
            PassantQuestion  *question)
{
  const PassantAnswer *answer = passant_visit_get_answer (pen->report->visit, question->id);
  g_autofree char *words = dup_answer (pen, question, answer);
  g_autofree char *when = answer ? dup_answer_when (pen, answer) : g_strdup ("");
  gboolean is_said = answer && (answer->na || (answer->value && *answer->value));
  gboolean has_comment = answer && answer->comment && *answer->comment;

  begin_row (pen, question, has_comment && strlen (answer->comment) > SHORT_BYTES);
  passant_sheet_add_text (pen->sheet, ANSWER_X, ANSWER_WIDTH,
                          is_said ? PASSANT_STYLE_SMALL_STRONG : PASSANT_STYLE_QUIET,
                          words);
  passant_sheet_add_text (pen->sheet, TIME_X, pen->width - TIME_X, PASSANT_STYLE_QUIET, when);
  if (has_comment)
    add_comment (pen, words, answer->comment);
}

/* Nobody said it, so there is no time to tell. */
static void
add_calculated (PassantReportPen *pen,
                PassantQuestion  *question)
{
  const char *value = passant_guide_get_value (pen->guide, question);
  g_autofree char *words = value && *value
                           ? passant_question_format (question, value, pen->language)
                           : g_strdup ("–");

  begin_row (pen, question, FALSE);
  passant_sheet_add_text (pen->sheet, ANSWER_X, ANSWER_WIDTH, PASSANT_STYLE_SMALL_STRONG, words);
  passant_sheet_add_text (pen->sheet, TIME_X, pen->width - TIME_X, PASSANT_STYLE_QUIET,
                          passant_gloss (pen->language, "worked out"));
}

/* How many rounds there were is told by the rounds. */
static gboolean
is_shown (PassantReportPen *pen,
          PassantQuestion  *question)
{
  if (question->type == PASSANT_QUESTION_NOTE || question->role == PASSANT_ROLE_ROUNDS ||
      !passant_report_shows (pen, question))
    return FALSE;
  if (question->type == PASSANT_QUESTION_CALCULATE &&
      !*passant_text_get (question->text, pen->language))
    return FALSE;

  return passant_guide_get_question (pen->guide, question) != PASSANT_STEP_HIDDEN;
}

/* "Employee 2 of 3" */
static void
add_round (PassantReportPen  *pen,
           PassantTouchpoint *touchpoint,
           guint              round)
{
  const char *label = touchpoint->repeat_label
                      ? passant_text_get (touchpoint->repeat_label, pen->language)
                      : passant_gloss (pen->language, "Round");
  g_autofree char *line = g_strdup_printf (passant_gloss (pen->language, "%s %u of %u"), label,
                                           round,
                                           passant_guide_count_rounds (pen->guide, touchpoint));

  passant_sheet_begin (pen->sheet, PASSANT_BLOCK_ROW | PASSANT_BLOCK_KEEP, 9);
  passant_sheet_add_text (pen->sheet, 0, pen->width, PASSANT_STYLE_STRONG, line);
}

static void
add_columns (PassantReportPen *pen)
{
  passant_sheet_begin (pen->sheet, PASSANT_BLOCK_HEAD | PASSANT_BLOCK_KEEP, 8);
  passant_sheet_add_text (pen->sheet, 0, ANSWER_X - 12, PASSANT_STYLE_LABEL,
                          passant_gloss (pen->language, "Question"));
  passant_sheet_add_text (pen->sheet, ANSWER_X, ANSWER_WIDTH, PASSANT_STYLE_LABEL,
                          passant_gloss (pen->language, "Answer"));
  passant_sheet_add_text (pen->sheet, TIME_X, pen->width - TIME_X, PASSANT_STYLE_LABEL,
                          passant_gloss (pen->language, "When"));
}

static void
add_answers (PassantReportPen  *pen,
             PassantTouchpoint *touchpoint)
{
  gboolean is_first = TRUE;
  guint round = 0;

  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (touchpoint->questions, i);

    if (!is_shown (pen, question))
      continue;
    if (is_first)
      add_columns (pen);
    is_first = FALSE;
    if (question->round != round)
      add_round (pen, touchpoint, question->round);
    round = question->round;
    if (question->type == PASSANT_QUESTION_CALCULATE)
      add_calculated (pen, question);
    else
      add_answer (pen, question);
  }
}

/* Evidence */

static gboolean
belongs_to (PassantReportPen  *pen,
            PassantEvidence   *evidence,
            PassantTouchpoint *touchpoint)
{
  PassantQuestion *question = evidence->question
                              ? passant_script_find_question (pen->report->script,
                                                              evidence->question) : NULL;

  if (question && !(passant_report_shows (pen, question) &&
                    passant_report_is_in_round (pen, question)))
    return FALSE;
  if (question)
    return question->touchpoint == touchpoint;

  if (touchpoint)
    return g_strcmp0 (evidence->touchpoint, touchpoint->id) == 0;

  if (!evidence->touchpoint && passant_visit_shows_end (pen->report->visit, evidence))
    return FALSE;

  return !evidence->touchpoint
         || !passant_script_find_touchpoint (pen->report->script, evidence->touchpoint);
}

static char *
dup_caption (PassantReportPen *pen,
             PassantEvidence  *evidence)
{
  PassantQuestion *question = evidence->question
                              ? passant_script_find_question (pen->report->script,
                                                              evidence->question) : NULL;
  const char *name = evidence->name &&
                     *evidence->name ? evidence->name : passant_gloss (pen->language, "photo");

  return question ? passant_report_dup_question (pen, question) : g_strdup (name);
}

static gboolean
is_recording (PassantEvidence *evidence)
{
  return evidence->mime && g_str_has_prefix (evidence->mime, "audio/");
}

static const char *
find_words_for_missing (PassantEvidence *evidence,
                        gboolean         is_here)
{
  if (is_recording (evidence))
    return is_here ? "%s: a recording, to be heard and not to be printed (%s)"
                   : "%s: this recording has not reached this desk (%s)";

  return is_here ? "%s: this file cannot be shown (%s)"
                 : "%s: this photo has not reached this desk (%s)";
}

/* A photo that is not here is as much part of the report as one that is. */
static void
add_missing (PassantReportPen *pen,
             PassantEvidence  *evidence,
             gboolean          is_here)
{
  g_autofree char *caption = dup_caption (pen, evidence);
  g_autofree char *hash = g_strndup (evidence->sha256 ? evidence->sha256 : "", HASH_LETTERS);
  g_autofree char *line = g_strdup_printf (passant_gloss (pen->language,
                                                          find_words_for_missing (evidence,
                                                                                  is_here)),
                                           caption, hash);

  passant_report_add_line (pen, PASSANT_BLOCK_PLAIN, 6, PASSANT_STYLE_QUIET, line);
}

static void
add_caption (PassantReportPen *pen,
             PassantEvidence  *evidence,
             double            x,
             double            y)
{
  g_autofree char *caption = dup_caption (pen, evidence);
  g_autofree char *time = passant_report_dup_time (pen, evidence->at_ms);
  g_autofree char *line = g_strdup_printf ("%s (%s)", caption, time);

  passant_sheet_add_text_at (pen->sheet, x, y, PHOTO, PASSANT_STYLE_QUIET, line);
}

/* Tries to show @evidence as number @n of its row; begins a row when it is the first. */
static gboolean
add_photo (PassantReportPen *pen,
           PassantEvidence  *evidence,
           guint             n)
{
  double x = n % 3 * (PHOTO + PHOTO_GAP);
  g_autofree char *path = pen->report->blobs && evidence->sha256
                          ? passant_blobs_dup_path (pen->report->blobs, evidence->sha256) : NULL;
  gboolean is_here = path && passant_blobs_has (pen->report->blobs, evidence->sha256);
  gboolean is_picture = is_here && !is_recording (evidence);
  double height = 0;

  if (is_picture && n % 3 == 0)
    passant_sheet_begin (pen->sheet, PASSANT_BLOCK_WHOLE, 10);
  if (is_picture)
    height = passant_sheet_add_photo (pen->sheet, x, PHOTO, path);
  if (height <= 0) {
    add_missing (pen, evidence, is_here);
    return FALSE;
  }
  add_caption (pen, evidence, x, height + 3);

  return TRUE;
}

/* @touchpoint: NULL for what belongs nowhere. */
static void
add_evidence (PassantReportPen  *pen,
              PassantTouchpoint *touchpoint)
{
  GPtrArray *evidence = passant_visit_get_evidence (pen->report->visit);
  guint n = 0;

  for (guint i = 0; i < evidence->len; i++) {
    PassantEvidence *item = g_ptr_array_index (evidence, i);

    if (!belongs_to (pen, item, touchpoint))
      continue;
    /* What cannot be shown is a line of its own, and the next photo begins a new row under it. */
    n = add_photo (pen, item, n) ? n + 1 : 0;
  }
}

void
passant_report_add_evidence_of_end (PassantReportPen *pen)
{
  GPtrArray *evidence = passant_visit_get_evidence (pen->report->visit);
  guint n = 0;

  for (guint i = 0; i < evidence->len; i++) {
    PassantEvidence *item = g_ptr_array_index (evidence, i);

    if (passant_visit_shows_end (pen->report->visit, item) && !item->question && !item->touchpoint)
      n = add_photo (pen, item, n) ? n + 1 : 0;
  }
}

/* All */

static gboolean
is_empty (PassantReportPen  *pen,
          PassantTouchpoint *touchpoint)
{
  PassantVisit *visit = pen->report->visit;

  if (passant_visit_has_entered (visit, touchpoint->id) || passant_visit_get_felt (visit,
                                                                                   touchpoint->id))
    return FALSE;
  for (guint i = 0; i < touchpoint->questions->len; i++)
    if (passant_visit_get_answer (visit,
                                  ((PassantQuestion *) g_ptr_array_index (touchpoint->questions,
                                                                          i))->id))
      return FALSE;

  return TRUE;
}

/* "9. Advice (skipped: no time)" */
static void
append_empty (PassantReportPen  *pen,
              PassantTouchpoint *touchpoint,
              GString           *line)
{
  const char *skip = passant_visit_get_skip (pen->report->visit, touchpoint->id);
  gboolean hidden =
    passant_guide_get_touchpoint (pen->guide, touchpoint) == PASSANT_STEP_HIDDEN;
  g_autofree char *why = skip ? g_strdup_printf (passant_gloss (pen->language, "skipped: %s"), skip)
                              : g_strdup (passant_gloss (pen->language, hidden ? "did not apply"
                                                                               : "not reached"));

  g_string_append_printf (line, "%s%u. %s (%s)", line->len ? "; " : "", touchpoint->index + 1,
                          passant_text_get (touchpoint->title, pen->language), why);
}

static void
add_empty (PassantReportPen *pen)
{
  GPtrArray *touchpoints = pen->report->script->touchpoints;
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < touchpoints->len; i++)
    if (is_empty (pen, g_ptr_array_index (touchpoints, i)))
      append_empty (pen, g_ptr_array_index (touchpoints, i), line);
  if (!line->len)
    return;

  passant_report_add_line (pen, PASSANT_BLOCK_KEEP | PASSANT_BLOCK_RULE, 22,
                           PASSANT_STYLE_SUBHEADING,
                           passant_gloss (pen->language, "Nothing noted at"));
  passant_report_add_line (pen, PASSANT_BLOCK_PLAIN, 3, PASSANT_STYLE_SMALL, line->str);
}

static void
add_touchpoint (PassantReportPen  *pen,
                PassantTouchpoint *touchpoint)
{
  add_title (pen, touchpoint);
  add_feeling (pen, touchpoint);
  add_answers (pen, touchpoint);
  add_evidence (pen, touchpoint);
}

void
passant_report_add_touchpoints (PassantReportPen *pen)
{
  GPtrArray *touchpoints = pen->report->script->touchpoints;

  passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 26, PASSANT_STYLE_HEADING,
                           passant_gloss (pen->language, "Touchpoint by touchpoint"));
  if (pen->report->is_for_client)
    passant_report_add_line (pen, PASSANT_BLOCK_KEEP, 2, PASSANT_STYLE_QUIET,
                             passant_gloss (pen->language,
                                            "Trap questions are left out of this copy."));

  for (guint i = 0; i < touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (touchpoints, i);

    if (!is_empty (pen, touchpoint))
      add_touchpoint (pen, touchpoint);
    if (passant_phase_ends_with (touchpoint))
      add_phase_mark (pen, touchpoint->phase);
  }
  add_empty (pen);
  add_evidence (pen, NULL);
}
