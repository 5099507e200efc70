/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-guide-private.h"

/* A repeated touchpoint begins with the question how often; then comes one round after the other. */
static guint
count_before_rounds (PassantTouchpoint *touchpoint)
{
  return touchpoint->rounds ? 1 : 0;
}

guint
passant_touchpoint_count_each (PassantTouchpoint *touchpoint)
{
  guint n_rounds = touchpoint->repeats ? MAX (touchpoint->rounds_max, 1) : 1;

  return (touchpoint->questions->len - count_before_rounds (touchpoint)) / n_rounds;
}

PassantQuestion *
passant_touchpoint_get_in_round (PassantTouchpoint *touchpoint,
                                 guint              index,
                                 guint              round)
{
  guint place = count_before_rounds (touchpoint) +
                (round - 1) * passant_touchpoint_count_each (touchpoint) + index;

  return g_ptr_array_index (touchpoint->questions, place);
}

/* All rounds stand behind one another in the script too, so the same question of another round is a fixed way off. */
static PassantQuestion *
find_in_round (PassantScript   *script,
               PassantQuestion *question,
               guint            round)
{
  PassantTouchpoint *touchpoint = question->touchpoint;
  guint index;

  if (question->round == round || question->role == PASSANT_ROLE_ROUNDS)
    return question;
  if (!touchpoint->repeats)
    return round == 1 ? question : NULL;
  if (round < 1 || round > touchpoint->rounds_max)
    return NULL;

  index = question->first->index + (round - 1) * passant_touchpoint_count_each (touchpoint);

  return g_ptr_array_index (script->questions, index);
}

/* Within its touchpoint a question's name means the one of the same round, elsewhere that of the first. */
static guint
choose_round (PassantView     *self,
              PassantQuestion *question)
{
  if (question->round > 1)
    return question->round;
  if (question->round == 1 && question->touchpoint == self->touchpoint)
    return MAX (self->round, 1);

  return 1;
}

PassantView
passant_view_new (PassantGuide    *guide,
                  PassantQuestion *around)
{
  return (PassantView) { guide, around ? around->touchpoint : NULL, around ? around->round : 0,
                         NULL };
}

const char *
passant_view_find (PassantView      *self,
                   const char       *id,
                   guint             round,
                   PassantQuestion **question)
{
  PassantQuestion *found = passant_script_find_question (self->guide->script, id);

  if (found)
    found = find_in_round (self->guide->script, found,
                           round > 0 ? round : choose_round (self, found));
  if (question)
    *question = found;

  return found ? passant_guide_get_value (self->guide, found) : NULL;
}

static const char *
look_up_answer (const char *id,
                guint       round,
                gpointer    data)
{
  return passant_view_find (data, id, round, NULL);
}

static guint
look_up_rounds (const char *name,
                gpointer    data)
{
  PassantView *self = data;
  PassantQuestion *question = passant_script_find_question (self->guide->script, name);
  PassantTouchpoint *touchpoint = passant_script_find_touchpoint (self->guide->script, name);

  if ((!touchpoint || !touchpoint->repeats) && question)
    touchpoint = question->touchpoint;

  return touchpoint && touchpoint->repeats ? passant_guide_count_rounds (self->guide,
                                                                         touchpoint) : 1;
}

static const char *
look_up_column (const char *name,
                gpointer    data)
{
  PassantView *self = data;

  if (!self->choice)
    return NULL;
  if (g_str_equal (name, "name"))
    return self->choice->id;

  return self->choice->columns ? g_hash_table_lookup (self->choice->columns, name) : NULL;
}

static const char *
look_up_label (const char *id,
               const char *choice,
               gpointer    data)
{
  PassantView *self = data;
  PassantQuestion *question = passant_script_find_question (self->guide->script, id);
  PassantChoice *found = question ? passant_question_find_choice (question, choice) : NULL;

  return found ? passant_text_get (found->label, self->guide->script->languages[0]) : NULL;
}

static PassantScope
make_scope (PassantView *self,
            const char  *self_value,
            gint64       local_ms)
{
  return (PassantScope) {
           .answer = look_up_answer,
           .rounds = look_up_rounds,
           .column = look_up_column,
           .label = look_up_label,
           .self_value = self_value,
           .round = self->round,
           .local_ms = local_ms,
           .data = self,
  };
}

gboolean
passant_view_test (PassantView       *self,
                   PassantExpression *expression,
                   const char        *self_value,
                   gint64             local_ms)
{
  PassantScope scope = make_scope (self, self_value, local_ms);

  return passant_expression_test (expression, &scope);
}

char *
passant_view_evaluate (PassantView       *self,
                       PassantExpression *expression)
{
  PassantScope scope = make_scope (self, NULL, self->guide->local_ms);

  return passant_expression_evaluate (expression, &scope);
}
