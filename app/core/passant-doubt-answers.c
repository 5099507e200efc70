/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether the answers go together. */

#include "passant-doubt-private.h"

#define LINE 5          /* scales in a row with one answer */
#define VALENCE_FAR 40
#define MARK_HIGH 8
#define MARK_LOW 3

static gboolean
is_same_scale (PassantQuestion *a,
               PassantQuestion *b)
{
  return a->min == b->min && a->max == b->max;
}

/* A run of scales in script order, other kinds of questions between them passed over. */
typedef struct {
  PassantQuestion *first, *last;
  const char      *value;
  guint            length;
} Line;

static void
end_line (PassantInquiry *self,
          Line           *line)
{
  if (line->length >= LINE) {
    PassantDoubt *doubt = passant_inquiry_add (self, PASSANT_DOUBT_STRAIGHT_LINE,
                                               line->first->touchpoint, line->first);

    doubt->twin = line->last;
    doubt->found = line->length;
  }
  line->length = 0;
}

static void
inquire_lines (PassantInquiry *self)
{
  Line line = { 0 };

  for (guint i = 0; i < self->script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (self->script->questions, i);
    const PassantAnswer *answer = passant_inquiry_get_answer (self, question);

    if (question->type != PASSANT_QUESTION_SCALE || !answer || !answer->value)
      continue;
    if (line.length > 0 && (!is_same_scale (line.last, question) ||
                            !g_str_equal (line.value, answer->value)))
      end_line (self, &line);
    if (line.length++ == 0)
      line.first = question;
    line.last = question;
    line.value = answer->value;
  }
  end_line (self, &line);
}

/* An answer that breaks its constraint keeps a visit from being finished, but not a step from being skipped or the visit
 * from being broken off. */
static void
inquire_answers (PassantInquiry    *self,
                 PassantTouchpoint *touchpoint)
{
  gboolean is_skipped = passant_visit_get_skip (self->visit, touchpoint->id) != NULL;
  gboolean is_broken_off = passant_visit_get_break_reason (self->visit) != NULL;
  gboolean is_answered = FALSE;

  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (touchpoint->questions, i);

    is_answered |= passant_inquiry_get_answer (self, question) != NULL;
    if (is_broken_off && !is_skipped &&
        passant_guide_get_question (self->guide, question) == PASSANT_STEP_WRONG)
      passant_inquiry_add (self, PASSANT_DOUBT_CONTRADICTION, touchpoint, question);
  }
  if (is_skipped && is_answered)
    passant_inquiry_add (self, PASSANT_DOUBT_CONTRADICTION, touchpoint, NULL);
}

/* A good mark for what felt bad, or a bad one for what felt good. */
static void
inquire_mark (PassantInquiry    *self,
              PassantTouchpoint *touchpoint)
{
  const PassantFelt *felt = passant_visit_get_felt (self->visit, touchpoint->id);
  int valence = felt ? felt->affect.valence : 0, mark = felt ? felt->affect.mark : 0;

  if (!passant_inquiry_was_at (self, touchpoint) || mark == 0)
    return;
  if ((valence <= -VALENCE_FAR && mark >= MARK_HIGH) || (valence >= VALENCE_FAR &&
                                                         mark <= MARK_LOW))
    passant_inquiry_add (self, PASSANT_DOUBT_CONTRADICTION, touchpoint, NULL)->found = mark;
}

void
passant_inquire_answers (PassantInquiry *self)
{
  inquire_lines (self);
  for (guint i = 0; i < self->script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (self->script->touchpoints, i);

    if (passant_guide_get_touchpoint (self->guide, touchpoint) == PASSANT_STEP_HIDDEN)
      continue;
    inquire_answers (self, touchpoint);
    inquire_mark (self, touchpoint);
  }
}
