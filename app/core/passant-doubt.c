/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-doubt.h"

#include "passant-doubt-private.h"

/* In the order of PassantDoubtKind. */
static const char * const names[] = {
  "missing_step", "missing_feeling", "missing_mark", "missing_evidence", "same_evidence",
  "alike_evidence", "blurred_evidence", "receipt_time",
  "speeding", "hurried", "over_window", "straight_line", "contradiction", "thin_narrative",
  "copied_text",
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == PASSANT_DOUBT_KINDS);

const char *
passant_doubt_kind_to_string (PassantDoubtKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}

PassantEarlier *
passant_earlier_new (const char *visit,
                     const char *value)
{
  PassantEarlier *self = g_new0 (PassantEarlier, 1);

  self->visit = g_strdup (visit);
  self->value = g_strdup (value);

  return self;
}

void
passant_earlier_free (PassantEarlier *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->pieces, g_array_unref);
  g_free (self->visit);
  g_free (self->value);
  g_free (self);
}

static void
doubt_free (gpointer data)
{
  PassantDoubt *self = data;

  g_free (self->visit);
  g_free (self);
}

PassantDoubt *
passant_inquiry_add (PassantInquiry    *self,
                     PassantDoubtKind   kind,
                     PassantTouchpoint *touchpoint,
                     PassantQuestion   *question)
{
  PassantDoubt *doubt = g_new0 (PassantDoubt, 1);

  doubt->kind = kind;
  doubt->touchpoint = touchpoint;
  doubt->question = question;
  doubt->explanation = passant_visit_get_explanation (self->visit, names[kind],
                                                      touchpoint ? touchpoint->id : NULL,
                                                      question ? question->id : NULL);
  g_ptr_array_add (self->doubts, doubt);

  return doubt;
}

gboolean
passant_inquiry_was_at (PassantInquiry    *self,
                        PassantTouchpoint *touchpoint)
{
  return passant_guide_get_touchpoint (self->guide, touchpoint) != PASSANT_STEP_HIDDEN &&
         passant_visit_has_entered (self->visit, touchpoint->id) &&
         !passant_visit_get_skip (self->visit, touchpoint->id);
}

const PassantAnswer *
passant_inquiry_get_answer (PassantInquiry  *self,
                            PassantQuestion *question)
{
  const PassantAnswer *answer = passant_visit_get_answer (self->visit, question->id);

  if (passant_guide_get_question (self->guide, question) == PASSANT_STEP_HIDDEN ||
      question->type == PASSANT_QUESTION_NOTE || question->type == PASSANT_QUESTION_CALCULATE)
    return NULL;

  return answer && (answer->na || answer->value) ? answer : NULL;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const PassantDoubt *left = a, *right = b;
  guint touchpoints[] = { left->touchpoint ? left->touchpoint->index : G_MAXUINT,
                          right->touchpoint ? right->touchpoint->index : G_MAXUINT };
  guint questions[] = { left->question ? left->question->index : G_MAXUINT,
                        right->question ? right->question->index : G_MAXUINT };

  if (touchpoints[0] != touchpoints[1])
    return touchpoints[0] < touchpoints[1] ? -1 : 1;
  if (questions[0] != questions[1])
    return questions[0] < questions[1] ? -1 : 1;

  return (int) left->kind - (int) right->kind;
}

GPtrArray *
passant_doubts_list (PassantScript *script,
                     PassantVisit  *visit,
                     PassantGuide  *guide,
                     GPtrArray     *earlier)
{
  PassantInquiry inquiry = { script, visit, guide, earlier, NULL };

  g_return_val_if_fail (script != NULL, NULL);
  g_return_val_if_fail (visit != NULL, NULL);
  g_return_val_if_fail (guide != NULL, NULL);

  inquiry.doubts = g_ptr_array_new_with_free_func (doubt_free);
  passant_inquire_steps (&inquiry);
  passant_inquire_proof (&inquiry);
  passant_inquire_times (&inquiry);
  passant_inquire_answers (&inquiry);
  passant_inquire_texts (&inquiry);
  g_ptr_array_sort_values (inquiry.doubts, compare_places);

  return inquiry.doubts;
}

guint
passant_doubts_count_open (GPtrArray *doubts)
{
  guint n = 0;

  g_return_val_if_fail (doubts != NULL, 0);

  for (guint i = 0; i < doubts->len; i++)
    n += ((PassantDoubt *) g_ptr_array_index (doubts, i))->explanation == NULL;

  return n;
}
