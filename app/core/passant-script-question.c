/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-private.h"

#include "passant-text-private.h"

#include <string.h>

#define SCALE_BOUND_MAX 1000
#define DECIMALS_MAX 6
#define MIN_LENGTH_MAX 10000
#define KEYS_MAX 32

static const char * const types[] = {
  "yes_no", "choice", "choices", "rank", "scale", "number", "money", "text", "narrative", "time",
  "date", "date_time", "duration", "photo", "receipt", "audio", "code", "place", "note",
  "calculate", NULL
};
static const char * const pillars[] = { "effectiveness", "ease", "emotion", NULL };
static const char * const styles[] = { "numbers", "faces", "words", NULL };

/* Every question has the first; one that is answered the second; each type its own. */
static const char * const common_keys[] = { "id", "type", "text", "hint", "relevant", NULL };
static const char * const answer_keys[] = {
  "required", "constraint", "message", "na", "default", "pillar", "weight", "integrity", NULL
};
static const char * const type_keys[PASSANT_QUESTION_TYPES][10] = {
  [PASSANT_QUESTION_YES_NO] = { "points", "comment_if_below", "comment", NULL },
  [PASSANT_QUESTION_CHOICE] = { "choices", "filter", "comment_if_below", "comment", NULL },
  [PASSANT_QUESTION_CHOICES] = { "choices", "filter", NULL },
  [PASSANT_QUESTION_RANK] = { "choices", "filter", NULL },
  [PASSANT_QUESTION_SCALE] = { "min", "max", "style", "low", "high", "labels", "reversed",
                               "comment_if_below", "comment", NULL },
  [PASSANT_QUESTION_NUMBER] = { "min", "max", "decimals", "unit", "comment_if_below", "comment",
                                NULL },
  [PASSANT_QUESTION_MONEY] = { "currency", "min", "max", NULL },
  [PASSANT_QUESTION_NARRATIVE] = { "min_length", NULL },
  [PASSANT_QUESTION_DURATION] = { "min", "max", NULL },
  [PASSANT_QUESTION_RECEIPT] = { "currency", NULL },
  [PASSANT_QUESTION_CALCULATE] = { "calculation", NULL },
};

static const char * const points_keys[] = { "yes", "no", NULL };

const char *
passant_question_type_to_string (PassantQuestionType type)
{
  g_return_val_if_fail (type < PASSANT_QUESTION_TYPES, NULL);

  return types[type];
}

static gboolean
is_known_anywhere (const char *key)
{
  for (guint type = 0; type < PASSANT_QUESTION_TYPES; type++)
    if (g_strv_contains (type_keys[type], key))
      return TRUE;

  return g_strv_contains (answer_keys, key);
}

/* By the guest; of a question of unknown type (−1) we think so. */
static gboolean
is_answered (int type)
{
  return type != PASSANT_QUESTION_NOTE && type != PASSANT_QUESTION_CALCULATE;
}

/* The keys of a question of @type, or of those that all have when it is unknown (−1). */
static void
list_keys (int          type,
           const char **keys)
{
  const char * const *groups[] = {
    common_keys, is_answered (type) ? answer_keys : NULL,
    type < 0 ? NULL : type_keys[type],
  };
  guint n = 0;

  for (guint group = 0; group < G_N_ELEMENTS (groups); group++)
    for (guint i = 0; groups[group] && groups[group][i]; i++)
      keys[n++] = groups[group][i];
}

/* A key of another type is better named so than called unknown. */
static gboolean
open_question (PassantCompiler *self,
               yyjson_val      *value,
               int              type)
{
  const char *keys[KEYS_MAX] = { NULL };
  yyjson_val *key, *member;
  gsize i, n;

  if (!passant_reader_object (&self->reader, value, NULL))
    return FALSE;

  list_keys (type, keys);
  yyjson_obj_foreach (value, i, n, key, member) {
    const char *name = yyjson_get_str (key);

    if (g_strv_contains (keys, name))
      continue;
    if (!is_known_anywhere (name))
      passant_reader_report_key (&self->reader, name, keys);
    else if (type >= 0)
      passant_reader_report (&self->reader, name, "key-of-another-type",
                             "“%s” does not go with a question of type %s; remove it", name,
                             types[type]);
  }

  return TRUE;
}

static int
find_type (yyjson_val *value)
{
  const char *name = yyjson_get_str (yyjson_obj_get (value, "type"));

  for (int type = 0; name && types[type]; type++)
    if (g_str_equal (types[type], name))
      return type;

  return -1;
}

/* Yes counts 1 and no 0, unless the script gives both their points. */
static void
read_yes_no (PassantCompiler *self,
             yyjson_val      *value,
             PassantQuestion *question)
{
  yyjson_val *points = yyjson_obj_get (value, "points");
  PassantChoice *yes = passant_choice_new ();
  PassantChoice *no = passant_choice_new ();
  gsize mark;

  yes->id = g_strdup ("yes");
  yes->label = passant_text_new_built_in (PASSANT_WORDING_YES, self->script->languages);
  yes->points = 1;
  g_ptr_array_add (question->choices, yes);
  no->id = g_strdup ("no");
  no->label = passant_text_new_built_in (PASSANT_WORDING_NO, self->script->languages);
  no->points = 0;
  g_ptr_array_add (question->choices, no);

  if (!points)
    return;

  mark = passant_reader_enter (&self->reader, "points");
  if (passant_reader_object (&self->reader, points, points_keys)) {
    if (passant_reader_need (&self->reader, points, "yes"))
      passant_reader_integer (&self->reader, points, "yes", 0, PASSANT_POINTS_MAX, &yes->points);
    if (passant_reader_need (&self->reader, points, "no"))
      passant_reader_integer (&self->reader, points, "no", 0, PASSANT_POINTS_MAX, &no->points);
  }
  passant_reader_leave (&self->reader, mark);
}

/* Words name every point of a scale; low and high only its ends. */
static void
read_scale_texts (PassantCompiler *self,
                  yyjson_val      *value,
                  PassantQuestion *question)
{
  PassantReader *reader = &self->reader;
  gboolean has_labels = yyjson_obj_get (value, "labels") != NULL;
  guint points = question->max - question->min + 1;

  question->low = passant_reader_text (reader, value, "low", PASSANT_TEXT_BYTES_MAX);
  question->high = passant_reader_text (reader, value, "high", PASSANT_TEXT_BYTES_MAX);
  if (question->style != PASSANT_SCALE_WORDS) {
    if (has_labels)
      passant_reader_report (reader, "labels", "labels-without-words",
                             "“labels” go with \"style\": \"words\"; add that, "
                             "or give “low” and “high” instead");
    return;
  }

  if (question->low || question->high)
    passant_reader_report (reader, question->low ? "low" : "high", "ends-with-words",
                           "A scale in words names every point; remove “low” and “high”");
  passant_reader_need (reader, value, "labels");
  question->labels = passant_reader_texts (reader, value, "labels");
  if (has_labels && yyjson_is_arr (yyjson_obj_get (value, "labels")) && question->has_max &&
      question->labels->len != points)
    passant_reader_report (reader, "labels", "labels-do-not-match",
                           "There are %u labels for %u points; "
                           "give one for each", question->labels->len, points);
}

static void
read_scale (PassantCompiler *self,
            yyjson_val      *value,
            PassantQuestion *question)
{
  PassantReader *reader = &self->reader;
  int style;

  if (passant_reader_need (reader, value, "min"))
    question->has_min = passant_reader_integer (reader, value, "min", -SCALE_BOUND_MAX,
                                                SCALE_BOUND_MAX, &question->min);
  if (passant_reader_need (reader, value, "max"))
    question->has_max = passant_reader_integer (reader, value, "max", -SCALE_BOUND_MAX,
                                                SCALE_BOUND_MAX, &question->max);

  if (question->has_min && question->has_max &&
      (question->max <= question->min ||
       question->max - question->min + 1 > PASSANT_SCALE_POINTS_MAX)) {
    passant_reader_report (reader, "max", "bad-scale",
                           "A scale has 2 to %d points; from %d to %d it has not",
                           PASSANT_SCALE_POINTS_MAX, question->min, question->max);
    question->has_max = FALSE;
  }

  style = passant_reader_word (reader, value, "style", styles, "unknown-style");
  question->style = MAX (style, 0);
  question->reversed = passant_reader_boolean (reader, value, "reversed", FALSE);
  read_scale_texts (self, value, question);
}

static void
read_bounds (PassantCompiler *self,
             yyjson_val      *value,
             PassantQuestion *question,
             int              least)
{
  PassantReader *reader = &self->reader;

  question->has_min = passant_reader_integer (reader, value, "min", least, PASSANT_BOUND_MAX,
                                              &question->min);
  question->has_max = passant_reader_integer (reader, value, "max", least, PASSANT_BOUND_MAX,
                                              &question->max);
  if (question->has_min && question->has_max && question->min > question->max)
    passant_reader_report (reader, "max", "bad-bounds",
                           "“max” is %d, less than “min”, %d; no answer would do",
                           question->max, question->min);
}

static void
read_currency (PassantCompiler *self,
               yyjson_val      *value,
               PassantQuestion *question)
{
  const char *currency = passant_reader_string (&self->reader, value, "currency");

  if (currency && (strlen (currency) != 3 || strspn (currency,
                                                     "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)) {
    passant_reader_report (&self->reader, "currency", "bad-currency",
                           "“%s” is no currency; give three capitals "
                           "such as \"EUR\"", currency);
    currency = NULL;
  }

  question->currency = g_strdup (currency ? currency : "EUR");
  question->decimals = passant_currency_get_decimals (question->currency);
}

static void
read_by_type (PassantCompiler *self,
              yyjson_val      *value,
              PassantQuestion *question)
{
  switch (question->type) {
  case PASSANT_QUESTION_YES_NO:
    read_yes_no (self, value, question);
    break;

  case PASSANT_QUESTION_CHOICE:
  case PASSANT_QUESTION_CHOICES:
  case PASSANT_QUESTION_RANK:
    passant_compiler_read_choices (self, value, question);
    question->filter = passant_compiler_read_filter (self, value, question);
    break;

  case PASSANT_QUESTION_SCALE:
    read_scale (self, value, question);
    break;

  case PASSANT_QUESTION_NUMBER:
    read_bounds (self, value, question, -PASSANT_BOUND_MAX);
    passant_reader_integer (&self->reader, value, "decimals", 0, DECIMALS_MAX, &question->decimals);
    question->unit = passant_reader_text (&self->reader, value, "unit", PASSANT_TEXT_BYTES_MAX);
    break;

  case PASSANT_QUESTION_MONEY:
    read_currency (self, value, question);
    read_bounds (self, value, question, -PASSANT_BOUND_MAX);
    break;

  case PASSANT_QUESTION_DURATION:
    read_bounds (self, value, question, 0);
    break;

  case PASSANT_QUESTION_NARRATIVE:
    passant_reader_integer (&self->reader, value, "min_length", 0, MIN_LENGTH_MAX,
                            &question->min_length);
    break;

  case PASSANT_QUESTION_RECEIPT:
    read_currency (self, value, question);
    break;

  case PASSANT_QUESTION_CALCULATE:
    passant_reader_need (&self->reader, value, "calculation");
    question->calculation = passant_compiler_read_expression (self, value, "calculation",
                                                              question->id, FALSE);
    break;

  default:
    break;
  }
}

/* true, false, or an expression. */
static void
read_required (PassantCompiler *self,
               yyjson_val      *value,
               PassantQuestion *question)
{
  yyjson_val *required = yyjson_obj_get (value, "required");

  if (yyjson_is_str (required))
    question->required_if = passant_compiler_read_expression (self, value, "required", question->id,
                                                              FALSE);
  else if (required && !yyjson_is_bool (required))
    passant_reader_report (&self->reader, "required", "wrong-type",
                           "This must be true, false or an expression in quotes");
  else
    question->required = yyjson_get_bool (required);
}

static void
read_weight (PassantCompiler *self,
             yyjson_val      *value,
             PassantQuestion *question)
{
  int pillar = passant_reader_word (&self->reader, value, "pillar", pillars, "unknown-pillar");

  question->pillar = pillar + 1;
  question->weight = yyjson_obj_get (value, "pillar") ? 1 : 0;
  if (passant_reader_integer (&self->reader, value, "weight", 0, PASSANT_WEIGHT_MAX,
                              &question->weight) &&
      !yyjson_obj_get (value, "pillar"))
    passant_reader_report (&self->reader, "weight", "weight-without-pillar",
                           "A weight counts within a pillar; "
                           "add “pillar” or remove “weight”");
}

static void
read_answer_rules (PassantCompiler *self,
                   yyjson_val      *value,
                   PassantQuestion *question)
{
  PassantReader *reader = &self->reader;

  read_required (self, value, question);
  question->constraint = passant_compiler_read_expression (self, value, "constraint", question->id,
                                                           TRUE);
  question->message = passant_reader_text (reader, value, "message", PASSANT_TEXT_BYTES_MAX);
  passant_compiler_check_text (self, "message", question->message, question->id, TRUE);
  if (question->message && !yyjson_obj_get (value, "constraint"))
    passant_reader_report (reader, "message", "message-without-constraint",
                           "A “message” says why a “constraint” fails; "
                           "add the constraint or remove the message");
  question->allows_na = passant_reader_boolean (reader, value, "na", FALSE);
  question->integrity = passant_reader_boolean (reader, value, "integrity", FALSE);
  question->proposal = passant_compiler_read_proposal (self, value, question);
  read_weight (self, value, question);
}

/* The question is added last: its own expressions look back at earlier ones only. */
void
passant_compiler_read_question (PassantCompiler   *self,
                                yyjson_val        *value,
                                PassantTouchpoint *touchpoint)
{
  PassantReader *reader = &self->reader;
  PassantQuestion *question;
  int type = find_type (value);

  if (!open_question (self, value, type))
    return;

  question = passant_question_new (touchpoint);
  question->id = passant_reader_id (reader, value);
  if (passant_reader_need (reader, value, "type"))
    passant_reader_word (reader, value, "type", types, "unknown-question-type");
  if (type == PASSANT_QUESTION_CALCULATE)
    question->text = passant_reader_text (reader, value, "text", PASSANT_TEXT_BYTES_MAX);
  else
    question->text = passant_reader_need_text (reader, value, "text");
  question->hint = passant_reader_text (reader, value, "hint", PASSANT_TEXT_BYTES_MAX);
  passant_compiler_check_text (self, "text", question->text, question->id, FALSE);
  passant_compiler_check_text (self, "hint", question->hint, question->id, FALSE);
  question->relevant = passant_compiler_read_expression (self, value, "relevant", question->id,
                                                         FALSE);

  if (type >= 0) {
    question->type = type;
    read_by_type (self, value, question);
  }
  if (is_answered (type))
    read_answer_rules (self, value, question);

  if (!passant_script_add_question (self->script, question))
    passant_reader_report (reader, "id", "doubled-id",
                           passant_script_find_question (self->script, question->id) ?
                           "Another question is called “%s” already; rename one" :
                           "Another question is called “%s” but for capitals, which do not "
                           "count; rename one", question->id);
  /* What cannot be used need not grow. */
  self->authored++;
  if (type >= 0 && self->authored <= PASSANT_QUESTIONS_MAX)
    passant_compiler_make_questions (self, value, question);
}
