/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-private.h"

#include "passant-expression-private.h"

#include <string.h>

static const char *
suggest_question (PassantCompiler *self,
                  const char      *id)
{
  g_autoptr (GPtrArray) ids = g_hash_table_get_keys_as_ptr_array (self->questions);

  g_ptr_array_sort_values (ids, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (ids, NULL);

  return passant_reader_suggest (id, (const char * const *) ids->pdata);
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
                           "“%s” is asked later; an expression can only look back at "
                           "earlier questions", id);
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

/* ${greeted} = 'yess' would never hold. */
static void
check_mention (PassantCompiler      *self,
               const char           *key,
               const PassantMention *mention)
{
  PassantQuestion *question = passant_script_find_question (self->script, mention->question);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_autofree char *known = NULL;

  if (!question || question->choices->len == 0 || !*mention->choice ||
      passant_question_find_choice (question, mention->choice))
    return;

  /* Several choices together are "a b". */
  if (question->type == PASSANT_QUESTION_CHOICES && strchr (mention->choice, ' '))
    return;

  for (guint i = 0; i < question->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (question->choices, i);

    if (choice->id)
      g_strv_builder_add (builder, choice->id);
  }
  ids = g_strv_builder_end (builder);
  known = g_strjoinv (", ", ids);
  passant_reader_report (&self->reader, key, "unknown-choice",
                         "column %u: “%s” is not a choice of “%s”; there are %s",
                         mention->column, mention->choice, mention->question, known);
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
  if (!expression) {
    passant_reader_report (&self->reader, key, "bad-expression", "%s", error->message);
    return NULL;
  }

  if (expression->uses_self && !may_look_at_own)
    passant_reader_report (&self->reader, key, "later-question",
                           "“.” is the question's own answer; only a constraint "
                           "can look at it");
  for (guint i = 0; i < expression->references->len; i++)
    check_reference (self, key, g_ptr_array_index (expression->references, i), own,
                     may_look_at_own);
  for (guint i = 0; i < expression->mentions->len; i++)
    check_mention (self, key, &g_array_index (expression->mentions, PassantMention, i));

  return expression;
}
