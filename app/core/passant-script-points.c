/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-score.h"
#include "passant-script-private.h"

/* Figures are exact fractions of two 64-bit numbers, and a percentage needs a hundred of them. */
#define FIGURE_MAX (G_MAXINT64 / 100)

typedef __int128 Wide;

int
passant_question_get_points_most (PassantQuestion *question)
{
  int most = 0;

  if (question->type == PASSANT_QUESTION_SCALE)
    return question->max - question->min;

  for (guint i = 0; i < question->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (question->choices, i);

    if (question->type == PASSANT_QUESTION_CHOICES)
      most += MAX (choice->points, 0);
    else
      most = MAX (most, choice->points);
  }

  return most;
}

static Wide
find_common_multiple (Wide   a,
                      gint64 b)
{
  Wide divisor = a, rest = b;

  while (rest != 0) {
    Wide next = divisor % rest;

    divisor = rest;
    rest = next;
  }

  return a / divisor * b;
}

/* The common denominator of all that questions can earn, times all their weights, is the largest number that a figure can
 * come to; each number of rounds that may share a weight goes in as well. */
void
passant_compiler_check_points (PassantCompiler *self)
{
  Wide common = 1;
  gint64 weights = 1;

  for (guint i = 0; i < self->script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (self->script->questions, i);
    int most = passant_question_get_points_most (question);

    if (question->pillar == PASSANT_PILLAR_NONE || question->weight == 0 || most <= 0)
      continue;

    weights += question->round > 1 ? 0 : question->weight;
    common = find_common_multiple (common, (gint64) most * MAX (question->round, 1));
    if (common * weights <= FIGURE_MAX)
      continue;

    passant_reader_report (&self->reader, NULL, "points-too-mixed",
                           "The points that questions can earn have no common measure any more at "
                           "“%s”, so figures would not be exact; let the best answers of all "
                           "questions have the same points, such as 10", question->id);
    return;
  }
}
