/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-tidy.h"

#include "passant-guide.h"
#include "passant-phrase.h"
#include "passant-score.h"

typedef enum {
  COLUMN_STUDY,
  COLUMN_VISIT,
  COLUMN_REVISION,
  COLUMN_STATE,
  COLUMN_LOCATION,
  COLUMN_SHOPPER,
  COLUMN_SCRIPT,
  COLUMN_SCRIPT_VERSION,
  COLUMN_PHASE,
  COLUMN_TOUCHPOINT,
  COLUMN_CHANNEL,
  COLUMN_KIND,
  COLUMN_QUESTION,
  COLUMN_TYPE,
  COLUMN_PILLAR,
  COLUMN_INTEGRITY,
  COLUMN_VALUE,
  COLUMN_LABEL,
  COLUMN_NA,
  COLUMN_COMMENT,
  COLUMN_SOURCE,
  COLUMN_AT,
  COLUMN_NOTED,
  COLUMN_DELAY_S,
  COLUMN_SHOWN_MS,
  COLUMN_CHANGES,
  COLUMN_POINTS,
  COLUMN_MOST,
  COLUMN_VALENCE,
  COLUMN_AROUSAL,
  COLUMN_MARK,
  COLUMN_DESIRED_VALENCE,
  COLUMN_GAP,
  COLUMN_ROUND,
  COLUMN_HOST,
  COLUMN_SAMPLE,
  N_COLUMNS,
} Column;

static const PassantTidyColumn columns[] = {
  [COLUMN_STUDY] = { "study", PASSANT_TIDY_TEXT },
  [COLUMN_VISIT] = { "visit", PASSANT_TIDY_TEXT },
  [COLUMN_REVISION] = { "revision", PASSANT_TIDY_NUMBER },
  [COLUMN_STATE] = { "state", PASSANT_TIDY_TEXT },
  [COLUMN_LOCATION] = { "location", PASSANT_TIDY_TEXT },
  [COLUMN_SHOPPER] = { "shopper", PASSANT_TIDY_TEXT },
  [COLUMN_SCRIPT] = { "script", PASSANT_TIDY_TEXT },
  [COLUMN_SCRIPT_VERSION] = { "script_version", PASSANT_TIDY_NUMBER },
  [COLUMN_PHASE] = { "phase", PASSANT_TIDY_TEXT },
  [COLUMN_TOUCHPOINT] = { "touchpoint", PASSANT_TIDY_TEXT },
  [COLUMN_CHANNEL] = { "channel", PASSANT_TIDY_TEXT },
  [COLUMN_KIND] = { "kind", PASSANT_TIDY_TEXT },
  [COLUMN_QUESTION] = { "question", PASSANT_TIDY_TEXT },
  [COLUMN_TYPE] = { "type", PASSANT_TIDY_TEXT },
  [COLUMN_PILLAR] = { "pillar", PASSANT_TIDY_TEXT },
  [COLUMN_INTEGRITY] = { "integrity", PASSANT_TIDY_BOOL },
  [COLUMN_VALUE] = { "value", PASSANT_TIDY_TEXT },
  [COLUMN_LABEL] = { "label", PASSANT_TIDY_TEXT },
  [COLUMN_NA] = { "na", PASSANT_TIDY_BOOL },
  [COLUMN_COMMENT] = { "comment", PASSANT_TIDY_TEXT },
  [COLUMN_SOURCE] = { "source", PASSANT_TIDY_TEXT },
  [COLUMN_AT] = { "at", PASSANT_TIDY_TEXT },
  [COLUMN_NOTED] = { "noted", PASSANT_TIDY_TEXT },
  [COLUMN_DELAY_S] = { "delay_s", PASSANT_TIDY_NUMBER },
  [COLUMN_SHOWN_MS] = { "shown_ms", PASSANT_TIDY_NUMBER },
  [COLUMN_CHANGES] = { "changes", PASSANT_TIDY_NUMBER },
  [COLUMN_POINTS] = { "points", PASSANT_TIDY_NUMBER },
  [COLUMN_MOST] = { "most", PASSANT_TIDY_NUMBER },
  [COLUMN_VALENCE] = { "valence", PASSANT_TIDY_NUMBER },
  [COLUMN_AROUSAL] = { "arousal", PASSANT_TIDY_NUMBER },
  [COLUMN_MARK] = { "mark", PASSANT_TIDY_NUMBER },
  [COLUMN_DESIRED_VALENCE] = { "desired_valence", PASSANT_TIDY_NUMBER },
  [COLUMN_GAP] = { "gap", PASSANT_TIDY_NUMBER },
  [COLUMN_ROUND] = { "round", PASSANT_TIDY_NUMBER },
  [COLUMN_HOST] = { "host", PASSANT_TIDY_TEXT },
  [COLUMN_SAMPLE] = { "sample", PASSANT_TIDY_BOOL },
  [N_COLUMNS] = { NULL, 0 },
};

typedef struct {
  PassantScript *script;
  PassantVisit  *visit;
  PassantGuide  *guide;
  PassantScore  *score;
  const char    *language;
  GPtrArray     *rows;
} Collection;

const PassantTidyColumn *
passant_tidy_columns (void)
{
  return columns;
}

guint
passant_tidy_n_columns (void)
{
  return N_COLUMNS;
}

static void
row_free (gpointer data)
{
  char **row = data;

  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (row[i]);
  g_free (row);
}

static void
set_text (char      **row,
          Column      column,
          const char *text)
{
  g_set_str (&row[column], text);
}

static void
set_int (char **row,
         Column column,
         gint64 number)
{
  g_free (row[column]);
  row[column] = g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static void
set_bool (char   **row,
          Column   column,
          gboolean is_so)
{
  set_text (row, column, is_so ? "true" : "false");
}

/* ISO 8601 in UTC with milliseconds: the exact moment, whoever reads it. */
static void
set_time (char **row,
          Column column,
          gint64 ms)
{
  gint64 s = ms / 1000 - (ms % 1000 < 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (s);
  g_autofree char *text = time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;

  if (!text)
    return;

  g_free (row[column]);
  row[column] = g_strdup_printf ("%s.%03dZ", text, (int) (ms - s * 1000));
}

/* At most six decimals, rounded half up, none that are nought. */
static void
set_ratio (char       **row,
           Column       column,
           PassantRatio ratio)
{
  gint64 millionths;
  char *text;

  if (passant_ratio_is_nothing (ratio))
    return;

  millionths = (gint64) (((__int128) ratio.num * 2000000 / ratio.den + 1) / 2);
  text = g_strdup_printf ("%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT, millionths / 1000000,
                          millionths % 1000000);
  for (gsize last = strlen (text) - 1; text[last] == '0' || text[last] == '.'; last--) {
    gboolean was_mark = text[last] == '.';

    text[last] = '\0';
    if (was_mark)
      break;
  }
  g_free (row[column]);
  row[column] = text;
}

static char **
add_row (Collection *self,
         const char *kind)
{
  char **row = g_new0 (char *, N_COLUMNS);
  PassantVisit *visit = self->visit;

  set_text (row, COLUMN_STUDY, passant_visit_get_study (visit));
  set_text (row, COLUMN_VISIT, passant_visit_get_id (visit));
  set_int (row, COLUMN_REVISION, passant_visit_get_revision (visit));
  set_text (row, COLUMN_STATE, passant_visit_state_to_string (passant_visit_get_state (visit)));
  set_text (row, COLUMN_LOCATION, passant_visit_get_location (visit));
  set_text (row, COLUMN_SHOPPER, passant_visit_get_shopper (visit));
  set_text (row, COLUMN_SCRIPT, self->script->hash);
  set_int (row, COLUMN_SCRIPT_VERSION, self->script->version);
  set_text (row, COLUMN_KIND, kind);
  set_bool (row, COLUMN_SAMPLE, passant_visit_is_sample (visit));
  g_ptr_array_add (self->rows, row);

  return row;
}

static char **
add_touchpoint_row (Collection        *self,
                    PassantTouchpoint *touchpoint,
                    const char        *kind)
{
  char **row = add_row (self, kind);

  set_text (row, COLUMN_PHASE, touchpoint->phase->id);
  set_text (row, COLUMN_TOUCHPOINT, touchpoint->id);
  set_text (row, COLUMN_CHANNEL, touchpoint->channel);

  return row;
}

static void
set_times (char **row,
           gint64 at_ms,
           gint64 noted_ms)
{
  set_time (row, COLUMN_AT, at_ms);
  set_time (row, COLUMN_NOTED, noted_ms);
  set_int (row, COLUMN_DELAY_S, passant_phrase_span (at_ms, noted_ms) / 1000);
}

static const char *
pillar_word (PassantPillar pillar)
{
  static const char * const words[] = {
    [PASSANT_PILLAR_NONE] = NULL,
    [PASSANT_PILLAR_EFFECTIVENESS] = "effectiveness",
    [PASSANT_PILLAR_EASE] = "ease",
    [PASSANT_PILLAR_EMOTION] = "emotion",
  };

  return words[pillar];
}

static void
set_points (Collection      *self,
            PassantQuestion *question,
            char           **row)
{
  GPtrArray *scores = passant_score_get_rows (self->score);

  for (guint i = 0; i < scores->len; i++) {
    PassantScoreRow *score = g_ptr_array_index (scores, i);

    if (score->question != question)
      continue;
    set_ratio (row, COLUMN_POINTS, score->points);
    set_ratio (row, COLUMN_MOST, score->most);
  }
}

static void
set_answer (Collection          *self,
            PassantQuestion     *question,
            const PassantAnswer *answer,
            char               **row)
{
  set_bool (row, COLUMN_NA, answer->na);
  set_text (row, COLUMN_COMMENT, answer->comment && *answer->comment ? answer->comment : NULL);
  set_text (row, COLUMN_SOURCE, answer->source);
  set_times (row, answer->at_ms, answer->noted_ms);
  set_int (row, COLUMN_SHOWN_MS, answer->shown_ms);
  set_int (row, COLUMN_CHANGES, answer->changes);
  if (!answer->na && answer->value) {
    g_autofree char *label = passant_question_format (question, answer->value, self->language);

    set_text (row, COLUMN_VALUE, answer->value);
    set_text (row, COLUMN_LABEL, label);
  }
}

/* What the guide worked out was said by nobody at no time. */
static void
set_calculated (Collection      *self,
                PassantQuestion *question,
                char           **row)
{
  const char *value = passant_guide_get_value (self->guide, question);
  g_autofree char *label = value ? passant_question_format (question, value, self->language) : NULL;

  set_bool (row, COLUMN_NA, FALSE);
  set_text (row, COLUMN_VALUE, value);
  set_text (row, COLUMN_LABEL, label);
}

/* An answer that is not relevant any more was given all the same; one of a round that was taken away, or that the legal
 * profile does not allow, is none. */
static gboolean
has_row (Collection      *self,
         PassantQuestion *question)
{
  const PassantAnswer *answer = passant_visit_get_answer (self->visit, question->id);
  gboolean is_hidden = passant_guide_get_question (self->guide, question) == PASSANT_STEP_HIDDEN;

  if (question->type == PASSANT_QUESTION_NOTE || !passant_script_allows (self->script, question))
    return FALSE;
  if (question->round > passant_guide_count_rounds (self->guide, question->touchpoint))
    return FALSE;
  if (question->type == PASSANT_QUESTION_CALCULATE)
    return !is_hidden;

  return answer || (!is_hidden && question->role != PASSANT_ROLE_ROUNDS);
}

/* Known by its id in the first round and the round, so that the rounds of a question can be taken together. */
static void
add_question (Collection      *self,
              PassantQuestion *question)
{
  const PassantAnswer *answer = passant_visit_get_answer (self->visit, question->id);
  char **row;

  if (!has_row (self, question))
    return;

  row = add_touchpoint_row (self, question->touchpoint, "answer");
  set_text (row, COLUMN_QUESTION, question->first->id);
  set_text (row, COLUMN_TYPE, passant_question_type_to_string (question->type));
  set_text (row, COLUMN_PILLAR, pillar_word (question->pillar));
  set_bool (row, COLUMN_INTEGRITY, question->integrity);
  if (question->round > 0)
    set_int (row, COLUMN_ROUND, question->round);
  if (question->host)
    set_text (row, COLUMN_HOST, question->host->first->id);
  if (question->type == PASSANT_QUESTION_CALCULATE)
    set_calculated (self, question, row);
  else if (answer)
    set_answer (self, question, answer, row);
  set_points (self, question, row);
}

static void
set_felt (char             **row,
          const PassantFelt *felt)
{
  set_text (row, COLUMN_VALUE, felt->affect.word);
  set_times (row, felt->at_ms, felt->noted_ms);
  set_int (row, COLUMN_SHOWN_MS, felt->shown_ms);
  set_int (row, COLUMN_CHANGES, felt->moves);
  set_int (row, COLUMN_VALENCE, felt->affect.valence);
  set_int (row, COLUMN_AROUSAL, felt->affect.arousal);
  if (felt->affect.mark)
    set_int (row, COLUMN_MARK, felt->affect.mark);
}

static void
add_feeling (Collection        *self,
             PassantTouchpoint *touchpoint)
{
  const PassantFelt *felt = passant_visit_get_felt (self->visit, touchpoint->id);
  char **row;

  if (!felt)
    return;

  row = add_touchpoint_row (self, touchpoint, "feeling");
  set_felt (row, felt);
  if (touchpoint->has_desired) {
    set_int (row, COLUMN_DESIRED_VALENCE, touchpoint->desired.valence);
    set_int (row, COLUMN_GAP, felt->affect.valence - touchpoint->desired.valence);
  }
}

/* A phase as a whole has a row behind its last touchpoint. */
static void
add_phase_mark (Collection   *self,
                PassantPhase *phase)
{
  const PassantPhaseMark *mark = passant_visit_get_phase_mark (self->visit, phase->id);
  char **row;

  if (!mark)
    return;

  row = add_row (self, "mark");
  set_text (row, COLUMN_PHASE, phase->id);
  set_times (row, mark->at_ms, mark->noted_ms);
  set_int (row, COLUMN_SHOWN_MS, mark->shown_ms);
  set_int (row, COLUMN_MARK, mark->mark);
}

static void
add_skip (Collection        *self,
          PassantTouchpoint *touchpoint)
{
  const char *skip = passant_visit_get_skip (self->visit, touchpoint->id);

  if (skip)
    set_text (add_touchpoint_row (self, touchpoint, "skip"), COLUMN_VALUE, skip);
}

/* The feeling at a moment stands in the moment's own row. */
static void
add_moment (Collection          *self,
            const PassantMoment *moment)
{
  PassantTouchpoint *touchpoint = moment->touchpoint
                                  ? passant_script_find_touchpoint (self->script,
                                                                    moment->touchpoint) : NULL;
  const PassantFelt *felt = passant_visit_get_felt (self->visit, moment->id);
  char **row = touchpoint ? add_touchpoint_row (self, touchpoint, "moment") : add_row (self,
                                                                                       "moment");

  if (felt) {
    set_felt (row, felt);
    set_text (row, COLUMN_LABEL, felt->affect.word);
  }
  set_text (row, COLUMN_VALUE, moment->text);
  set_times (row, moment->at_ms, moment->noted_ms);
  if (moment->channel)
    set_text (row, COLUMN_CHANNEL, moment->channel);
}

/* Where it ended early, and why. */
static void
add_break (Collection *self)
{
  const char *reason = passant_visit_get_break_reason (self->visit);
  const char *place = passant_visit_get_break_place (self->visit);
  const char *text = passant_visit_get_break_text (self->visit);
  PassantTouchpoint *touchpoint = place ? passant_script_find_touchpoint (self->script, place)
                                        : NULL;
  char **row;

  if (!reason)
    return;

  row = touchpoint ? add_touchpoint_row (self, touchpoint, "broken_off")
                   : add_row (self, "broken_off");
  set_text (row, COLUMN_VALUE, reason);
  set_text (row, COLUMN_COMMENT, text && *text ? text : NULL);
  set_time (row, COLUMN_AT, passant_visit_get_ended_ms (self->visit));
}

static void
collect (Collection *self)
{
  GPtrArray *moments = passant_visit_get_moments (self->visit);

  for (guint i = 0; i < self->script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (self->script->touchpoints, i);

    add_skip (self, touchpoint);
    for (guint j = 0; j < touchpoint->questions->len; j++)
      add_question (self, g_ptr_array_index (touchpoint->questions, j));
    add_feeling (self, touchpoint);
    if (passant_phase_ends_with (touchpoint))
      add_phase_mark (self, touchpoint->phase);
  }
  for (guint i = 0; i < moments->len; i++)
    add_moment (self, g_ptr_array_index (moments, i));
  add_break (self);
}

GPtrArray *
passant_tidy_collect (PassantScript *script,
                      PassantVisit  *visit,
                      const char    *language)
{
  g_return_val_if_fail (script != NULL, NULL);
  g_return_val_if_fail (visit != NULL, NULL);

  g_autoptr (PassantGuide) guide = passant_guide_new (script, visit);
  g_autoptr (PassantScore) score = passant_score_new (script, visit);
  Collection self = {
    .script = script,
    .visit = visit,
    .guide = guide,
    .score = score,
    .language = language,
    .rows = g_ptr_array_new_with_free_func (row_free),
  };

  collect (&self);

  return self.rows;
}
