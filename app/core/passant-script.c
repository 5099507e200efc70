/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script.h"

#include "passant-script-private.h"
#include "passant-text-private.h"

/* What a script has besides its public face. */
typedef struct {
  PassantScript   script;
  gatomicrefcount references;
  GHashTable     *touchpoints_by_id; /* whatever the case, so that no two differ in that only */
  GHashTable     *questions_by_id;   /* likewise */
} Script;

static void
passant_choice_free (gpointer data)
{
  PassantChoice *self = data;

  g_free (self->id);
  passant_text_free (self->label);
  passant_text_free (self->specify);
  g_clear_pointer (&self->columns, g_hash_table_unref);
  g_free (self);
}

static GPtrArray *
new_texts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) passant_text_free);
}

static void
passant_question_free (gpointer data)
{
  PassantQuestion *self = data;

  /* What a later round has of the first one is only lent to it. */
  if (self->first != self) {
    g_free (self->id);
    g_free (self);
    return;
  }

  g_free (self->id);
  g_free (self->list);
  g_free (self->currency);
  passant_text_free (self->text);
  passant_text_free (self->hint);
  passant_text_free (self->low);
  passant_text_free (self->high);
  passant_text_free (self->unit);
  passant_text_free (self->message);
  g_clear_pointer (&self->required_if, passant_expression_unref);
  g_clear_pointer (&self->relevant, passant_expression_unref);
  g_clear_pointer (&self->constraint, passant_expression_unref);
  g_clear_pointer (&self->calculation, passant_expression_unref);
  g_clear_pointer (&self->proposal, passant_expression_unref);
  g_clear_pointer (&self->filter, passant_expression_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_free (self);
}

static void
passant_touchpoint_free (gpointer data)
{
  PassantTouchpoint *self = data;

  g_free (self->id);
  g_free (self->channel);
  g_free (self->owner);
  g_free (self->media);
  passant_text_free (self->title);
  passant_text_free (self->instruction);
  passant_text_free (self->cover);
  passant_text_free (self->repeat_label);
  g_clear_pointer (&self->relevant, passant_expression_unref);
  g_clear_pointer (&self->dos, g_ptr_array_unref);
  g_clear_pointer (&self->donts, g_ptr_array_unref);
  g_ptr_array_unref (self->questions);
  g_free (self);
}

static void
passant_phase_free (gpointer data)
{
  PassantPhase *self = data;

  g_free (self->id);
  passant_text_free (self->title);
  g_ptr_array_unref (self->touchpoints);
  g_free (self);
}

static void
passant_quiz_item_free (gpointer data)
{
  PassantQuizItem *self = data;

  g_free (self->id);
  g_free (self->correct);
  passant_text_free (self->prompt);
  passant_text_free (self->why);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_free (self);
}

PassantChoice *
passant_choice_new (void)
{
  PassantChoice *self = g_new0 (PassantChoice, 1);

  self->points = -1;

  return self;
}

GPtrArray *
passant_choices_new (void)
{
  return g_ptr_array_new_with_free_func (passant_choice_free);
}

PassantQuestion *
passant_question_new (PassantTouchpoint *touchpoint)
{
  PassantQuestion *self = g_new0 (PassantQuestion, 1);

  self->touchpoint = touchpoint;
  self->first = self;
  self->choices = passant_choices_new ();

  return self;
}

PassantTouchpoint *
passant_touchpoint_new (PassantPhase *phase)
{
  PassantTouchpoint *self = g_new0 (PassantTouchpoint, 1);

  self->phase = phase;
  self->questions = g_ptr_array_new ();

  return self;
}

PassantPhase *
passant_phase_new (void)
{
  PassantPhase *self = g_new0 (PassantPhase, 1);

  self->touchpoints = g_ptr_array_new ();

  return self;
}

PassantQuizItem *
passant_quiz_item_new (void)
{
  return g_new0 (PassantQuizItem, 1);
}

PassantScript *
passant_script_new (void)
{
  Script *self = g_new0 (Script, 1);

  g_atomic_ref_count_init (&self->references);
  self->touchpoints_by_id = g_hash_table_new (passant_reader_hash_id, passant_reader_equal_id);
  self->questions_by_id = g_hash_table_new (passant_reader_hash_id, passant_reader_equal_id);
  self->script.dos = new_texts ();
  self->script.donts = new_texts ();
  self->script.quiz = g_ptr_array_new_with_free_func (passant_quiz_item_free);
  self->script.phases = g_ptr_array_new_with_free_func (passant_phase_free);
  self->script.touchpoints = g_ptr_array_new_with_free_func (passant_touchpoint_free);
  self->script.questions = g_ptr_array_new_with_free_func (passant_question_free);

  return &self->script;
}

PassantScript *
passant_script_ref (PassantScript *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((Script *) self)->references);

  return self;
}

void
passant_script_unref (PassantScript *script)
{
  Script *self = (Script *) script;

  if (!self || !g_atomic_ref_count_dec (&self->references))
    return;

  g_hash_table_unref (self->touchpoints_by_id);
  g_hash_table_unref (self->questions_by_id);
  g_ptr_array_unref (script->questions);
  g_ptr_array_unref (script->touchpoints);
  g_ptr_array_unref (script->phases);
  g_ptr_array_unref (script->quiz);
  g_ptr_array_unref (script->dos);
  g_ptr_array_unref (script->donts);
  passant_text_free (script->title);
  passant_text_free (script->persona_name);
  passant_text_free (script->persona);
  passant_text_free (script->briefing);
  passant_text_free (script->legal_basis);
  g_strfreev (script->languages);
  g_free (script->text);
  g_free (script->id);
  g_free (self);
}

gboolean
passant_script_add_touchpoint (PassantScript     *self,
                               PassantTouchpoint *touchpoint)
{
  touchpoint->index = self->touchpoints->len;
  g_ptr_array_add (self->touchpoints, touchpoint);
  g_ptr_array_add (touchpoint->phase->touchpoints, touchpoint);

  if (!touchpoint->id)
    return TRUE;
  if (g_hash_table_contains (((Script *) self)->touchpoints_by_id, touchpoint->id))
    return FALSE;

  return g_hash_table_insert (((Script *) self)->touchpoints_by_id, touchpoint->id, touchpoint);
}

gboolean
passant_script_add_question (PassantScript   *self,
                             PassantQuestion *question)
{
  question->index = self->questions->len;
  g_ptr_array_add (self->questions, question);
  g_ptr_array_add (question->touchpoint->questions, question);

  if (!question->id)
    return TRUE;
  if (g_hash_table_contains (((Script *) self)->questions_by_id, question->id))
    return FALSE;

  return g_hash_table_insert (((Script *) self)->questions_by_id, question->id, question);
}

PassantQuestion *
passant_script_find_question (PassantScript *self,
                              const char    *id)
{
  PassantQuestion *question;

  g_return_val_if_fail (self != NULL, NULL);

  question = id ? g_hash_table_lookup (((Script *) self)->questions_by_id, id) : NULL;

  return question && g_str_equal (question->id, id) ? question : NULL;
}

PassantTouchpoint *
passant_script_find_touchpoint (PassantScript *self,
                                const char    *id)
{
  PassantTouchpoint *touchpoint;

  g_return_val_if_fail (self != NULL, NULL);

  touchpoint = id ? g_hash_table_lookup (((Script *) self)->touchpoints_by_id, id) : NULL;

  return touchpoint && g_str_equal (touchpoint->id, id) ? touchpoint : NULL;
}

gboolean
passant_phase_ends_with (PassantTouchpoint *touchpoint)
{
  GPtrArray *touchpoints;

  g_return_val_if_fail (touchpoint != NULL, FALSE);

  touchpoints = touchpoint->phase->touchpoints;

  return g_ptr_array_index (touchpoints, touchpoints->len - 1) == touchpoint;
}

/**
 * passant_script_allows:
 *
 * Whether the legal profile lets @question be asked. What the compiler made beside one that may not be asked, such as the
 * amount on a receipt, may not either.
 */
gboolean
passant_script_allows (PassantScript   *self,
                       PassantQuestion *question)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (question != NULL, FALSE);

  switch ((question->host ? question->host : question)->type) {
  case PASSANT_QUESTION_PHOTO:
  case PASSANT_QUESTION_RECEIPT: return self->allows_photos;
  case PASSANT_QUESTION_AUDIO: return self->allows_audio;
  default: return TRUE;
  }
}

void
passant_problem_free (PassantProblem *self)
{
  if (!self)
    return;

  g_free (self->path);
  g_free (self->code);
  g_free (self->message);
  g_free (self->fix);
  g_free (self->sheet);
  g_free (self);
}
