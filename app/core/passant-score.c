/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-score.h"

#include <stdlib.h>

#define N_PILLARS (PASSANT_PILLAR_EMOTION + 1)

/* Where the next storey of the pyramid begins to count. */
#define GATE_NUM 60
#define GATE_DEN 100

struct _PassantScore {
  PassantScript *script;
  GPtrArray     *rows;
};

static int
sum_chosen (PassantQuestion *question,
            const char      *value)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  int points = 0;

  for (guint i = 0; ids[i]; i++)
    points += MAX (passant_question_find_choice (question, ids[i])->points, 0);

  return points;
}

static gboolean
score_choices (PassantScoreRow *row,
               const char      *value)
{
  PassantQuestion *question = row->question;
  int most = passant_question_get_points_most (question);

  if (most == 0)
    return FALSE;
  if (question->type != PASSANT_QUESTION_CHOICES && passant_question_find_choice (question,
                                                                                  value)->points <
      0)
    return FALSE;

  row->points = passant_ratio_new ((gint64) question->weight * sum_chosen (question, value), most);
  row->most = passant_ratio_new (question->weight, 1);

  return TRUE;
}

static gboolean
score_scale (PassantScoreRow *row,
             const char      *value)
{
  PassantQuestion *question = row->question;
  int point = atoi (value);
  int earned = question->reversed ? question->max - point : point - question->min;

  row->points = passant_ratio_new ((gint64) question->weight * earned,
                                   question->max - question->min);
  row->most = passant_ratio_new (question->weight, 1);

  return TRUE;
}

static gboolean
score (PassantScoreRow *row,
       const char      *value)
{
  switch ((int) row->question->type) {
  case PASSANT_QUESTION_YES_NO:
  case PASSANT_QUESTION_CHOICE:
  case PASSANT_QUESTION_CHOICES: return score_choices (row, value);
  case PASSANT_QUESTION_SCALE: return score_scale (row, value);
  default: return FALSE;
  }
}

static void
add_row (PassantScore    *self,
         PassantGuide    *guide,
         PassantVisit    *visit,
         PassantQuestion *question)
{
  const PassantAnswer *answer = passant_visit_get_answer (visit, question->id);
  g_autofree PassantScoreRow *row = NULL;

  /* Done: relevant, answered, and allowed. What the compiler made beside a question only explains its answer. */
  if (question->role != PASSANT_ROLE_ASKED || question->pillar == PASSANT_PILLAR_NONE ||
      question->weight == 0 || !answer ||
      !answer->value ||
      passant_guide_get_question (guide, question) != PASSANT_STEP_DONE)
    return;

  row = g_new0 (PassantScoreRow, 1);
  row->question = question;
  if (score (row, answer->value))
    g_ptr_array_add (self->rows, g_steal_pointer (&row));
}

/* However many employees a guest met, a question about each of them counts for its weight once. */
static void
share_among_rounds (PassantScore *self)
{
  g_autofree guint *n_rounds = g_new0 (guint, self->script->questions->len);

  for (guint i = 0; i < self->rows->len; i++)
    n_rounds[((PassantScoreRow *) g_ptr_array_index (self->rows, i))->question->first->index]++;

  for (guint i = 0; i < self->rows->len; i++) {
    PassantScoreRow *row = g_ptr_array_index (self->rows, i);
    PassantRatio share = passant_ratio_new (1, n_rounds[row->question->first->index]);

    row->points = passant_ratio_multiply (row->points, share);
    row->most = passant_ratio_multiply (row->most, share);
  }
}

PassantScore *
passant_score_new (PassantScript *script,
                   PassantVisit  *visit)
{
  g_autoptr (PassantGuide) guide = NULL;
  PassantScore *self;

  g_return_val_if_fail (script != NULL, NULL);
  g_return_val_if_fail (visit != NULL, NULL);

  guide = passant_guide_new (script, visit);
  self = g_new0 (PassantScore, 1);
  self->script = passant_script_ref (script);
  self->rows = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < script->questions->len; i++)
    add_row (self, guide, visit, g_ptr_array_index (script->questions, i));
  share_among_rounds (self);

  return self;
}

void
passant_score_free (PassantScore *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->rows);
  passant_script_unref (self->script);
  g_free (self);
}

GPtrArray *
passant_score_get_rows (PassantScore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rows;
}

/* Over the rows of @pillar, or all; and of @touchpoint, or all. */
static PassantRatio
add_up (PassantScore      *self,
        PassantPillar      pillar,
        PassantTouchpoint *touchpoint)
{
  PassantRatio points = { 0, 1 }, most = { 0, 1 };

  for (guint i = 0; i < self->rows->len; i++) {
    PassantScoreRow *row = g_ptr_array_index (self->rows, i);

    if ((pillar != PASSANT_PILLAR_NONE && row->question->pillar != pillar) ||
        (touchpoint && row->question->touchpoint != touchpoint))
      continue;
    points = passant_ratio_add (points, row->points);
    most = passant_ratio_add (most, row->most);
  }

  return passant_ratio_multiply (points, (PassantRatio) { most.den, most.num });
}

PassantRatio
passant_score_get_pillar (PassantScore *self,
                          PassantPillar pillar)
{
  g_return_val_if_fail (self != NULL, ((PassantRatio) { 0, 0 }));
  g_return_val_if_fail (pillar < N_PILLARS, ((PassantRatio) { 0, 0 }));

  return add_up (self, pillar, NULL);
}

PassantRatio
passant_score_get_touchpoint (PassantScore      *self,
                              PassantTouchpoint *touchpoint)
{
  g_return_val_if_fail (self != NULL, ((PassantRatio) { 0, 0 }));
  g_return_val_if_fail (touchpoint != NULL, ((PassantRatio) { 0, 0 }));

  return add_up (self, PASSANT_PILLAR_NONE, touchpoint);
}

/* Multiplied out, so nothing is rounded at the gate; nothing scored does not reach it. */
static gboolean
reaches_gate (PassantScore *self,
              PassantPillar pillar)
{
  PassantRatio ratio = passant_score_get_pillar (self, pillar);

  return !passant_ratio_is_nothing (ratio) && ratio.num * GATE_DEN >= ratio.den * GATE_NUM;
}

/**
 * passant_score_has_headline:
 *
 * Whether @pillar may be told as a figure of its own: something must have been scored in it, and every storey below it
 * must reach 60 %.
 */
gboolean
passant_score_has_headline (PassantScore *self,
                            PassantPillar pillar)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (pillar < N_PILLARS, FALSE);

  if (passant_ratio_is_nothing (passant_score_get_pillar (self, pillar)))
    return FALSE;

  for (int below = PASSANT_PILLAR_EFFECTIVENESS; below < (int) pillar; below++)
    if (!reaches_gate (self, below))
      return FALSE;

  return TRUE;
}
