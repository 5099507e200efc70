/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Touchpoints that are gone through several times. */

#include "passant-script-private.h"

#include "passant-text-private.h"

#define ROUNDS_MAX 20
#define ROUNDS_USUAL 10

static const char * const repeat_keys[] = { "label", "min", "max", "count", NULL };

static void
read_bounds (PassantCompiler   *self,
             yyjson_val        *repeat,
             PassantTouchpoint *touchpoint)
{
  int min = 1, max = ROUNDS_USUAL;

  passant_reader_integer (&self->reader, repeat, "min", 0, ROUNDS_MAX, &min);
  passant_reader_integer (&self->reader, repeat, "max", 1, ROUNDS_MAX, &max);
  if (min > max)
    passant_reader_report (&self->reader, yyjson_obj_get (repeat, "max") ? "max" : "min",
                           "bad-bounds", "“max” is %d, less than “min”, %d; give more rounds", max,
                           min);

  touchpoint->rounds_min = min;
  touchpoint->rounds_max = max;
}

/* "touchpoint.rounds": how many there are. The guest says, or an expression does. */
static void
make_rounds (PassantCompiler   *self,
             PassantTouchpoint *touchpoint,
             PassantExpression *count)
{
  PassantQuestion *rounds = passant_question_new (touchpoint);
  PassantText *label = touchpoint->repeat_label ? touchpoint->repeat_label : touchpoint->title;

  rounds->id = touchpoint->id ? g_strdup_printf ("%s.rounds", touchpoint->id) : NULL;
  rounds->role = PASSANT_ROLE_ROUNDS;
  rounds->text = label ? passant_text_copy (label) : NULL;
  if (count) {
    rounds->type = PASSANT_QUESTION_CALCULATE;
    rounds->calculation = count;
  } else {
    rounds->type = PASSANT_QUESTION_NUMBER;
    rounds->has_min = rounds->has_max = TRUE;
    rounds->min = touchpoint->rounds_min;
    rounds->max = touchpoint->rounds_max;
  }
  touchpoint->rounds = rounds;
  passant_script_add_question (self->script, rounds);
}

void
passant_compiler_read_repeat (PassantCompiler   *self,
                              yyjson_val        *object,
                              PassantTouchpoint *touchpoint)
{
  yyjson_val *repeat = yyjson_obj_get (object, "repeat");
  PassantExpression *count = NULL;
  gsize mark;

  if (!repeat)
    return;

  mark = passant_reader_enter (&self->reader, "repeat");
  if (passant_reader_object (&self->reader, repeat, repeat_keys)) {
    touchpoint->repeat_label = passant_reader_text (&self->reader, repeat, "label",
                                                    PASSANT_TEXT_BYTES_MAX);
    passant_compiler_check_text (self, "label", touchpoint->repeat_label, NULL, FALSE);
    read_bounds (self, repeat, touchpoint);
    count = passant_compiler_read_expression (self, repeat, "count", NULL, FALSE);
    touchpoint->repeats = TRUE;
    make_rounds (self, touchpoint, count);
  }
  passant_reader_leave (&self->reader, mark);
}

/* @first once more, in @round. All but its names is lent to it. */
static void
add_again (PassantScript   *script,
           PassantQuestion *first,
           guint            round)
{
  PassantQuestion *again = g_memdup2 (first, sizeof *first);

  again->id = g_strdup_printf ("%s.%u", first->id, round);
  again->round = round;
  again->first = first;
  /* A made question stands as far behind its host as in the first round. */
  if (first->host)
    again->host = g_ptr_array_index (script->questions,
                                     script->questions->len - (first->index - first->host->index));
  passant_script_add_question (script, again);
}

void
passant_compiler_add_rounds (PassantCompiler   *self,
                             PassantTouchpoint *touchpoint)
{
  guint count = touchpoint->questions->len;

  if (!touchpoint->repeats)
    return;

  for (guint i = 1; i < count; i++)
    ((PassantQuestion *) g_ptr_array_index (touchpoint->questions, i))->round = 1;

  /* What cannot be used need not grow. */
  self->repeated += (count - 1) * (touchpoint->rounds_max - 1);
  if (self->reader.problems->len > 0 ||
      self->script->questions->len + self->repeated > PASSANT_ALL_QUESTIONS_MAX)
    return;

  self->repeated -= (count - 1) * (touchpoint->rounds_max - 1);
  for (guint round = 2; round <= touchpoint->rounds_max; round++)
    for (guint i = 1; i < count; i++)
      add_again (self->script, g_ptr_array_index (touchpoint->questions, i), round);
}
