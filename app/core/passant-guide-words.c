/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-guide-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static guint
count_offered (PassantGuide    *self,
               PassantQuestion *question)
{
  guint n = 0;

  for (guint i = 0; i < question->choices->len; i++)
    n += passant_guide_offers (self, question, g_ptr_array_index (question->choices, i));

  return n;
}

static PassantReason
judge_offers (PassantGuide    *self,
              PassantQuestion *question,
              const char      *value)
{
  g_auto (GStrv) ids = NULL;

  if (!question->filter && question->type != PASSANT_QUESTION_RANK)
    return PASSANT_REASON_NONE;

  ids = g_strsplit (value, " ", -1);
  for (guint i = 0; ids[i]; i++) {
    PassantChoice *choice = passant_question_find_choice (question, ids[i]);

    if (!choice || !passant_guide_offers (self, question, choice))
      return PASSANT_REASON_OFFER;
  }

  if (question->type == PASSANT_QUESTION_RANK &&
      g_strv_length (ids) < count_offered (self, question))
    return PASSANT_REASON_RANK;

  return PASSANT_REASON_NONE;
}

PassantReason
passant_guide_judge (PassantGuide    *self,
                     PassantQuestion *question,
                     const char      *value,
                     gint64           local_ms)
{
  PassantView view = passant_view_new (self, question);
  PassantReason reason;

  if (!passant_question_check (question, value, NULL))
    return PASSANT_REASON_VALUE;

  reason = judge_offers (self, question, value);
  if (reason == PASSANT_REASON_NONE && question->constraint &&
      !passant_view_test (&view, question->constraint, value, local_ms))
    return PASSANT_REASON_CONSTRAINT;

  return reason;
}

gboolean
passant_guide_allows (PassantGuide    *self,
                      PassantQuestion *question,
                      const char      *value)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (question != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  return passant_guide_judge (self, question, value, self->local_ms) == PASSANT_REASON_NONE;
}

/* now() goes to the second and has a date; a question takes the part that is asked, to the minute as its card has it. */
static char *
fit_moment (PassantQuestionType type,
            const char         *value)
{
  gboolean is_moment = strlen (value) >= strlen ("2026-11-22T14:05") && value[10] == 'T';

  if (is_moment && type == PASSANT_QUESTION_DATE)
    return g_strndup (value, 10);
  if (is_moment && type == PASSANT_QUESTION_TIME)
    return g_strndup (value + 11, 5);
  if (is_moment && type == PASSANT_QUESTION_DATE_TIME)
    return g_strndup (value, 16);

  return g_strdup (value);
}

/**
 * passant_guide_dup_proposal:
 *
 * What @question may be answered with by one tap: what its "default" comes to, as long as nothing is answered. %NULL when
 * there is none, or it is no answer that the guest might give. It is never an answer by itself.
 */
char *
passant_guide_dup_proposal (PassantGuide    *self,
                            PassantQuestion *question)
{
  g_autofree char *result = NULL;
  g_autofree char *value = NULL;
  PassantView view;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  if (!question->proposal || self->questions[question->index].state != PASSANT_STEP_OPEN)
    return NULL;

  view = passant_view_new (self, question);
  result = passant_view_evaluate (&view, question->proposal);
  value = fit_moment (question->type, result);
  if (!*value || !passant_guide_allows (self, question, value))
    return NULL;

  return g_steal_pointer (&value);
}

/* What ${@id} says to a reader. */
static char *
dup_words (PassantView *view,
           const char  *id,
           const char  *language)
{
  PassantQuestion *question = NULL;
  const char *value = passant_view_find (view, id, 0, &question);

  return value ? passant_question_format (question, value, language) : g_strdup ("…");
}

char *
passant_guide_dup_text (PassantGuide      *self,
                        const PassantText *text,
                        PassantQuestion   *around,
                        const char        *language)
{
  const char *rest = passant_text_get (text, language), *start, *end;
  g_autoptr (GString) words = g_string_new (NULL);
  PassantView view;

  g_return_val_if_fail (self != NULL, NULL);

  view = passant_view_new (self, around);
  while ((start = strstr (rest, "${")) && (end = strchr (start, '}'))) {
    g_autofree char *id = g_strndup (start + 2, end - start - 2);
    g_autofree char *said = dup_words (&view, id, language);

    g_string_append_len (words, rest, start - rest);
    g_string_append (words, said);
    rest = end + 1;
  }
  g_string_append (words, rest);

  return g_string_free_and_steal (g_steal_pointer (&words));
}

static char *
dup_value_message (PassantQuestion *question,
                   const char      *value)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (!passant_question_check (question, value, &error), NULL);

  return g_strdup (error->message);
}

/**
 * passant_guide_dup_message:
 * @language: of the script's own message; Passant's are in the language of the screen
 *
 * Why the answer is wrong, as a sentence for the guest; %NULL when it is not.
 */
char *
passant_guide_dup_message (PassantGuide    *self,
                           PassantQuestion *question,
                           const char      *language)
{
  PassantQuestionStep *step;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  step = &self->questions[question->index];
  switch (step->reason) {
  case PASSANT_REASON_NONE:
    return NULL;

  case PASSANT_REASON_VALUE:
    return dup_value_message (question, step->value);

  case PASSANT_REASON_OFFER:
    return g_strdup (_("Choose among the answers that are offered here"));

  case PASSANT_REASON_RANK:
    return g_strdup (_("Put all of them in order"));

  case PASSANT_REASON_CONSTRAINT:
    if (question->message)
      return passant_guide_dup_text (self, question->message, question, language);
    return g_strdup (_("This does not go with what you answered before"));

  case PASSANT_REASON_NA:
    return g_strdup (_("“Not applicable” is no answer here"));

  default:
    g_return_val_if_reached (NULL);
  }
}
