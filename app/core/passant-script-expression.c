/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-private.h"

#include "passant-expression-private.h"
#include "passant-text-private.h"

#include <string.h>

#define LISTED_MAX 20
#define SUGGESTED_MAX 100

/* Whether suggestions are still worth their time: a script of many mistakes would be compared with itself for long, and
 * its author has enough to do. */
static gboolean
is_patient (PassantCompiler *self)
{
  return self->reader.problems->len < SUGGESTED_MAX;
}

static const char *
suggest_question (PassantCompiler *self,
                  const char      *id)
{
  if (!is_patient (self))
    return NULL;

  if (!self->names) {
    self->names = g_hash_table_get_keys_as_ptr_array (self->questions);
    g_ptr_array_sort_values (self->names, (GCompareFunc) g_strcmp0);
    g_ptr_array_add (self->names, NULL);
  }

  return passant_reader_suggest (id, (const char * const *) self->names->pdata);
}

/* An expression looks back only, so that answering can never go round in circles. */
static void
check_reference (PassantCompiler *self,
                 const char      *key,
                 const char      *id,
                 const char      *own,
                 gboolean         may_look_at_own)
{
  PassantReader *reader = &self->reader;
  PassantQuestion *earlier = passant_script_find_question (self->script, id);
  const char *suggestion;

  if (earlier && earlier->type == PASSANT_QUESTION_NOTE) {
    passant_reader_report (reader, key, "never-answered",
                           "“%s” is a note, which is never answered; name a question", id);
  } else if (earlier || (may_look_at_own && g_strcmp0 (id, own) == 0)) {
    return;
  } else if (g_strcmp0 (id, own) == 0) {
    passant_reader_report (reader, key, "later-question",
                           "The question cannot look at its own answer here; "
                           "only a constraint can");
  } else if (g_hash_table_contains (self->questions, id)) {
    passant_reader_report (reader, key, "later-question",
                           "“%s” is asked later; only earlier questions can be looked back at",
                           id);
  } else if (g_hash_table_contains (self->touchpoints, id)) {
    passant_reader_report (reader, key, "unknown-question",
                           "“%s” is a touchpoint, which has no answer; name a question, or count "
                           "its rounds by count(${%s})", id, id);
  } else {
    suggestion = suggest_question (self, id);
    if (suggestion)
      passant_reader_report (reader, key, "unknown-question",
                             "There is no question “%s”; did you mean “%s”?", id,
                             suggestion);
    else
      passant_reader_report (reader, key, "unknown-question",
                             "There is no question “%s” in this script", id);
  }
}

/* What is counted is a touchpoint that repeats, or a question in one. */
static void
check_repeat (PassantCompiler *self,
              const char      *key,
              const char      *id,
              const char      *own,
              gboolean         may_look_at_own)
{
  PassantTouchpoint *touchpoint = passant_script_find_touchpoint (self->script, id);

  if (!g_hash_table_contains (self->touchpoints, id) ||
      g_hash_table_contains (self->questions, id))
    check_reference (self, key, id, own, may_look_at_own);
  else if (!touchpoint)
    passant_reader_report (&self->reader, key, "later-touchpoint",
                           "“%s” comes later; only earlier rounds can be counted", id);
  else if (!touchpoint->repeats)
    passant_reader_report (&self->reader, key, "not-repeated",
                           "“%s” is no touchpoint of several rounds here; "
                           "give it a “repeat” or count something else", id);
}

/* The ids of @choices for a sentence. */
static char *
list_choices (GPtrArray *choices)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < choices->len && i < LISTED_MAX; i++) {
    PassantChoice *choice = g_ptr_array_index (choices, i);

    if (choice->id)
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? ", " : "", choice->id);
  }
  if (choices->len > LISTED_MAX)
    g_string_append (ids, " …");

  return g_string_free_and_steal (ids);
}

/* ${greeted} = 'yess' would never hold. */
static void
check_mention (PassantCompiler      *self,
               const char           *key,
               const PassantMention *mention)
{
  PassantQuestion *question = passant_script_find_question (self->script, mention->question);
  g_autofree char *known = NULL;

  if (!question || question->choices->len == 0 || !*mention->choice ||
      passant_question_find_choice (question, mention->choice))
    return;

  /* Several choices together are "a b". */
  if ((question->type == PASSANT_QUESTION_CHOICES || question->type == PASSANT_QUESTION_RANK) &&
      strchr (mention->choice, ' '))
    return;

  known = list_choices (question->choices);
  passant_reader_report (&self->reader, key, "unknown-choice",
                         "column %u: “%s” is not a choice of “%s”; there are %s",
                         mention->column, mention->choice, mention->question, known);
}

/* That all that @expression speaks of is there, and earlier. */
static void
check_expression (PassantCompiler   *self,
                  const char        *key,
                  PassantExpression *expression,
                  const char        *own,
                  gboolean           may_look_at_own)
{
  if (expression->uses_self && !may_look_at_own)
    passant_reader_report (&self->reader, key, "later-question",
                           "“.” is the question's own answer; only a constraint "
                           "can look at it");
  for (guint i = 0; i < expression->references->len; i++)
    check_reference (self, key, g_ptr_array_index (expression->references, i), own,
                     may_look_at_own);
  for (guint i = 0; i < expression->repeats->len; i++)
    check_repeat (self, key, g_ptr_array_index (expression->repeats, i), own, may_look_at_own);
  for (guint i = 0; i < expression->mentions->len; i++)
    check_mention (self, key, &g_array_index (expression->mentions, PassantMention, i));
}

PassantExpression *
passant_compiler_read_expression (PassantCompiler *self,
                                  yyjson_val      *object,
                                  const char      *key,
                                  const char      *own,
                                  gboolean         may_look_at_own)
{
  const char *text = passant_reader_string (&self->reader, object, key);
  g_autoptr (GError) error = NULL;
  PassantExpression *expression;

  if (!text)
    return NULL;

  expression = passant_expression_compile (text, PASSANT_EXPRESSION_PLAIN, &error);
  if (expression)
    check_expression (self, key, expression, own, may_look_at_own);
  else
    passant_reader_report (&self->reader, key, "bad-expression", "%s", error->message);

  return expression;
}

static gboolean
has_column (GPtrArray  *choices,
            const char *name)
{
  for (guint i = 0; i < choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (choices, i);

    if (choice->columns && g_hash_table_contains (choice->columns, name))
      return TRUE;
  }

  return FALSE;
}

/* What a filter of @choices can look at, in order and NULL-terminated. */
static GPtrArray *
list_columns (GPtrArray *choices)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *names;

  for (guint i = 0; i < choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (choices, i);
    GHashTableIter iter;
    gpointer column;

    if (!choice->columns)
      continue;
    g_hash_table_iter_init (&iter, choice->columns);
    while (g_hash_table_iter_next (&iter, &column, NULL))
      g_hash_table_add (seen, column);
  }

  g_hash_table_add (seen, "name");
  names = g_hash_table_get_keys_as_ptr_array (seen);
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (names, NULL);

  return names;
}

static void
check_column (PassantCompiler *self,
              const char      *name,
              PassantQuestion *question)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *known = NULL;
  const char *suggestion;

  if (!is_patient (self) || question->choices->len == 0 ||
      g_str_equal (name, "name") || has_column (question->choices, name))
    return;

  names = list_columns (question->choices);
  suggestion = passant_reader_suggest (name, (const char * const *) names->pdata);
  known = g_strjoinv (", ", (GStrv) names->pdata);
  if (suggestion)
    passant_reader_report (&self->reader, "filter", "unknown-column",
                           "No choice has a column “%s”; did you mean “%s”?", name, suggestion);
  else
    passant_reader_report (&self->reader, "filter", "unknown-column",
                           "No choice has a column “%s”; there are %s", name, known);
}

PassantExpression *
passant_compiler_read_filter (PassantCompiler *self,
                              yyjson_val      *object,
                              PassantQuestion *question)
{
  const char *text = passant_reader_string (&self->reader, object, "filter");
  g_autoptr (GError) error = NULL;
  PassantExpression *filter;

  if (!text)
    return NULL;

  filter = passant_expression_compile (text, PASSANT_EXPRESSION_FILTER, &error);
  if (!filter) {
    passant_reader_report (&self->reader, "filter", "bad-expression", "%s", error->message);
    return NULL;
  }

  check_expression (self, "filter", filter, question->id, FALSE);
  for (guint i = 0; i < filter->columns->len; i++)
    check_column (self, g_ptr_array_index (filter->columns, i), question);

  return filter;
}

static void
check_wording (PassantCompiler *self,
               const char      *language,
               const char      *wording,
               const char      *own,
               gboolean         may_look_at_own)
{
  for (const char *at = strstr (wording, "${"); at; at = strstr (at + 2, "${")) {
    gsize length = passant_text_measure_reference (at);
    g_autofree char *id = length > 0 ? g_strndup (at + 2, length - 3) : NULL;

    if (id)
      check_reference (self, language, id, own, may_look_at_own);
    else
      passant_reader_report (&self->reader, language, "bad-reference",
                             "Between “${” and “}” stands the id of a question, "
                             "whose answer is then shown here");
  }
}

void
passant_compiler_check_text (PassantCompiler   *self,
                             const char        *key,
                             const PassantText *text,
                             const char        *own,
                             gboolean           may_look_at_own)
{
  const char *language, *wording;
  gsize mark = passant_reader_enter (&self->reader, key);

  for (guint i = 0; (wording = passant_text_get_at (text, i, &language)); i++)
    check_wording (self, language, wording, own, may_look_at_own);
  passant_reader_leave (&self->reader, mark);
}

/* An expression whose value is @text. */
static PassantExpression *
quote (const char *text)
{
  g_autofree char *literal = passant_script_quote (text);

  return passant_expression_compile (literal, PASSANT_EXPRESSION_PLAIN, NULL);
}

/* Whether @text can only be meant as an expression: it speaks of a question, or it is one call. */
static gboolean
is_meant (const char *text)
{
  gsize name = strspn (text, G_CSET_a_2_z G_CSET_DIGITS "-:");

  return strstr (text, "${") || (name > 0 && text[name] == '(' && g_str_has_suffix (text, ")"));
}

/* Whether @text is an answer as it stands, which "2026-11-22" is before it is a sum. */
static gboolean
is_answer (PassantQuestion *question,
           const char      *text)
{
  static const PassantQuestionType kinds[] = {
    PASSANT_QUESTION_DATE, PASSANT_QUESTION_DATE_TIME, PASSANT_QUESTION_TIME
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    PassantQuestion kind = { .type = kinds[i] };

    if (passant_question_check (&kind, text, NULL))
      return TRUE;
  }

  return question->choices->len > 0 && passant_question_check (question, text, NULL);
}

PassantExpression *
passant_compiler_read_proposal (PassantCompiler *self,
                                yyjson_val      *object,
                                PassantQuestion *question)
{
  const char *text = passant_reader_string (&self->reader, object, "default");
  g_autoptr (GError) error = NULL;
  PassantExpression *proposal;

  if (!text || !*text)
    return NULL;
  if (is_answer (question, text))
    return quote (text);

  proposal = passant_expression_compile (text, PASSANT_EXPRESSION_PLAIN, &error);
  if (!proposal && !is_meant (text))
    return quote (text);

  if (proposal)
    check_expression (self, "default", proposal, question->id, FALSE);
  else
    passant_reader_report (&self->reader, "default", "bad-expression", "%s", error->message);

  return proposal;
}

char *
passant_script_quote (const char *text)
{
  g_auto (GStrv) parts = NULL;
  GString *literal;

  if (!strchr (text, '\''))
    return g_strdup_printf ("'%s'", text);
  if (!strchr (text, '"'))
    return g_strdup_printf ("\"%s\"", text);

  /* XPath knows no escapes. */
  parts = g_strsplit (text, "'", -1);
  literal = g_string_new ("concat(");
  for (guint i = 0; parts[i]; i++)
    g_string_append_printf (literal, "%s'%s'", i > 0 ? ", \"'\", " : "", parts[i]);
  g_string_append_c (literal, ')');

  return g_string_free_and_steal (literal);
}
