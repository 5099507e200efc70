/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-guide.h"

#include <glib/gi18n-lib.h>

/* Why an answer is wrong. */
typedef enum {
  REASON_NONE,
  REASON_VALUE,      /* not what the type and bounds allow */
  REASON_CONSTRAINT,
  REASON_NA,         /* "not applicable" where the script does not let it be said */
} Reason;

typedef struct {
  PassantStepState state;
  gboolean         is_required;
  Reason           reason;
  char            *value; /* of a wrong answer */
} QuestionStep;

typedef struct {
  PassantStepState state;
  guint            n_left;    /* relevant questions without an answer */
  guint            n_missing; /* the required ones of them */
  guint            n_wrong;
  gboolean         is_done;   /* whatever a reviewer says */
} TouchpointStep;

/**
 * PassantGuide:
 *
 * One pass through the script from the first question to the last. Expressions only look back, so whatever one reads has
 * been settled before; the answer to a hidden question reads as none, and what hangs on it hides with it.
 */
struct _PassantGuide {
  PassantScript  *script;
  QuestionStep   *questions;   /* by the question's index */
  TouchpointStep *touchpoints; /* likewise */
  GPtrArray      *gaps;
};

/* What lives only while the guide is made. */
typedef struct {
  PassantGuide *guide;
  PassantVisit *visit;
} Walk;

static QuestionStep *
question_step (PassantGuide    *self,
               PassantQuestion *question)
{
  return &self->questions[question->index];
}

static TouchpointStep *
touchpoint_step (PassantGuide      *self,
                 PassantTouchpoint *touchpoint)
{
  return &self->touchpoints[touchpoint->index];
}

static const char *
look_up (const char *id,
         guint       round,
         gpointer    data)
{
  Walk *walk = data;
  PassantQuestion *question = passant_script_find_question (walk->guide->script, id);
  const PassantAnswer *answer;

  if (!question || question_step (walk->guide, question)->state == PASSANT_STEP_HIDDEN)
    return NULL;

  answer = passant_visit_get_answer (walk->visit, id);

  return answer ? answer->value : NULL;
}

static gboolean
holds (Walk              *walk,
       PassantExpression *expression,
       const char        *value)
{
  PassantScope scope = { .answer = look_up, .self_value = value, .data = walk };

  return passant_expression_test (expression, &scope);
}

static Reason
judge (Walk                *walk,
       PassantQuestion     *question,
       const PassantAnswer *answer)
{
  if (answer->na)
    return question->allows_na ? REASON_NONE : REASON_NA;
  if (!passant_question_check (question, answer->value, NULL))
    return REASON_VALUE;
  if (question->constraint && !holds (walk, question->constraint, answer->value))
    return REASON_CONSTRAINT;

  return REASON_NONE;
}

static gboolean
says_something (const PassantAnswer *answer)
{
  return answer && (answer->na || (answer->value && *answer->value));
}

static void
walk_question (Walk            *walk,
               PassantQuestion *question)
{
  QuestionStep *step = question_step (walk->guide, question);
  TouchpointStep *around = touchpoint_step (walk->guide, question->touchpoint);
  const PassantAnswer *answer = passant_visit_get_answer (walk->visit, question->id);

  if (question->relevant && !holds (walk, question->relevant, NULL))
    return;

  step->state = PASSANT_STEP_DONE;
  if (question->type == PASSANT_QUESTION_NOTE)
    return;

  step->is_required = question->required_if ? holds (walk, question->required_if,
                                                     NULL) : question->required;
  if (!says_something (answer)) {
    step->state = PASSANT_STEP_OPEN;
    around->n_left++;
    around->n_missing += step->is_required;
    return;
  }

  step->reason = judge (walk, question, answer);
  if (step->reason != REASON_NONE) {
    step->state = PASSANT_STEP_WRONG;
    step->value = g_strdup (answer->value);
    around->n_wrong++;
  }
}

/* A touchpoint is waited for as long as the guest could still do it; a hidden or skipped one is not. */
static gboolean
is_waiting (Walk              *walk,
            PassantTouchpoint *touchpoint)
{
  TouchpointStep *after;

  if (!touchpoint->after)
    return FALSE;

  after = touchpoint_step (walk->guide, touchpoint->after);

  return after->state != PASSANT_STEP_HIDDEN && !after->is_done;
}

/* The guest may have gone there all the same, or out of turn: that is a finding, and the guide goes along. */
static PassantStepState
find_state (Walk              *walk,
            PassantTouchpoint *touchpoint)
{
  TouchpointStep *step = touchpoint_step (walk->guide, touchpoint);
  gboolean has_entered = passant_visit_has_entered (walk->visit, touchpoint->id);

  if (passant_visit_get_skip (walk->visit, touchpoint->id))
    return PASSANT_STEP_SKIPPED;
  if (step->n_wrong > 0)
    return PASSANT_STEP_WRONG;
  if (has_entered)
    return step->n_missing > 0 ? PASSANT_STEP_OPEN : PASSANT_STEP_DONE;

  return is_waiting (walk, touchpoint) ? PASSANT_STEP_WAITING : PASSANT_STEP_OPEN;
}

static void
walk_touchpoint (Walk              *walk,
                 PassantTouchpoint *touchpoint)
{
  TouchpointStep *step = touchpoint_step (walk->guide, touchpoint);

  if (touchpoint->relevant && !holds (walk, touchpoint->relevant, NULL))
    return;

  for (guint i = 0; i < touchpoint->questions->len; i++)
    walk_question (walk, g_ptr_array_index (touchpoint->questions, i));

  step->state = find_state (walk, touchpoint);
  step->is_done = step->state == PASSANT_STEP_DONE || step->state == PASSANT_STEP_SKIPPED;
}

/* What a reviewer hands back is to be gone through again, until the guest says that the visit is whole. */
static void
reopen_returned (Walk *walk)
{
  const char * const *returned = passant_visit_get_returned (walk->visit);

  if (passant_visit_get_state (walk->visit) != PASSANT_VISIT_RETURNED)
    return;

  for (guint i = 0; returned[i]; i++) {
    PassantQuestion *question = passant_script_find_question (walk->guide->script, returned[i]);
    TouchpointStep *step = question ? touchpoint_step (walk->guide, question->touchpoint) : NULL;

    if (step && step->is_done)
      step->state = PASSANT_STEP_OPEN;
  }
}

static void
add_gap (PassantGuide      *self,
         PassantGapKind     kind,
         PassantTouchpoint *touchpoint,
         PassantQuestion   *question,
         gboolean           blocks)
{
  PassantGap *gap = g_new0 (PassantGap, 1);

  gap->kind = kind;
  gap->touchpoint = touchpoint;
  gap->question = question;
  gap->blocks = blocks;
  g_ptr_array_add (self->gaps, gap);
}

static void
list_question_gaps (Walk              *walk,
                    PassantTouchpoint *touchpoint,
                    gboolean           has_entered)
{
  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (touchpoint->questions, i);
    QuestionStep *step = question_step (walk->guide, question);

    if (step->state == PASSANT_STEP_WRONG)
      add_gap (walk->guide, PASSANT_GAP_WRONG, touchpoint, question, TRUE);
    else if (step->state == PASSANT_STEP_OPEN && step->is_required && has_entered)
      add_gap (walk->guide, PASSANT_GAP_ANSWER, touchpoint, question, TRUE);
  }
}

static void
list_gaps (Walk              *walk,
           PassantTouchpoint *touchpoint)
{
  TouchpointStep *step = touchpoint_step (walk->guide, touchpoint);
  gboolean has_entered = passant_visit_has_entered (walk->visit, touchpoint->id);

  if (step->state == PASSANT_STEP_HIDDEN || passant_visit_get_skip (walk->visit, touchpoint->id))
    return;

  if (!has_entered)
    add_gap (walk->guide, PASSANT_GAP_STEP, touchpoint, NULL, step->n_missing > 0);
  list_question_gaps (walk, touchpoint, has_entered);
  if (has_entered && touchpoint->asks_feeling && !passant_visit_get_felt (walk->visit,
                                                                          touchpoint->id))
    add_gap (walk->guide, PASSANT_GAP_FEELING, touchpoint, NULL, FALSE);
}

/**
 * passant_guide_new:
 * @script: the script of @visit
 * @visit: the facts so far; later ones change nothing about this guide
 */
PassantGuide *
passant_guide_new (PassantScript *script,
                   PassantVisit  *visit)
{
  PassantGuide *self;
  Walk walk;

  g_return_val_if_fail (script != NULL, NULL);
  g_return_val_if_fail (visit != NULL, NULL);

  self = g_new0 (PassantGuide, 1);
  self->script = passant_script_ref (script);
  self->questions = g_new0 (QuestionStep, script->questions->len);
  self->touchpoints = g_new0 (TouchpointStep, script->touchpoints->len);
  self->gaps = g_ptr_array_new_with_free_func (g_free);

  walk = (Walk) { self, visit };
  for (guint i = 0; i < script->touchpoints->len; i++)
    walk_touchpoint (&walk, g_ptr_array_index (script->touchpoints, i));
  for (guint i = 0; i < script->touchpoints->len; i++)
    list_gaps (&walk, g_ptr_array_index (script->touchpoints, i));
  reopen_returned (&walk);

  return self;
}

void
passant_guide_free (PassantGuide *self)
{
  if (!self)
    return;

  for (guint i = 0; i < self->script->questions->len; i++)
    g_free (self->questions[i].value);
  g_free (self->questions);
  g_free (self->touchpoints);
  g_ptr_array_unref (self->gaps);
  passant_script_unref (self->script);
  g_free (self);
}

PassantStepState
passant_guide_get_touchpoint (PassantGuide      *self,
                              PassantTouchpoint *touchpoint)
{
  g_return_val_if_fail (self != NULL, PASSANT_STEP_HIDDEN);
  g_return_val_if_fail (touchpoint != NULL, PASSANT_STEP_HIDDEN);

  return touchpoint_step (self, touchpoint)->state;
}

PassantStepState
passant_guide_get_question (PassantGuide    *self,
                            PassantQuestion *question)
{
  g_return_val_if_fail (self != NULL, PASSANT_STEP_HIDDEN);
  g_return_val_if_fail (question != NULL, PASSANT_STEP_HIDDEN);

  return question_step (self, question)->state;
}

gboolean
passant_guide_is_required (PassantGuide    *self,
                           PassantQuestion *question)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (question != NULL, FALSE);

  return question_step (self, question)->is_required;
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
  g_autoptr (GError) error = NULL;
  QuestionStep *step;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  step = question_step (self, question);
  switch (step->reason) {
  case REASON_NONE:
    return NULL;

  case REASON_VALUE:
    g_return_val_if_fail (!passant_question_check (question, step->value, &error), NULL);
    return g_strdup (error->message);

  case REASON_CONSTRAINT:
    if (question->message)
      return g_strdup (passant_text_get (question->message, language));
    return g_strdup (_("This does not go with what you answered before"));

  case REASON_NA:
    return g_strdup (_("“Not applicable” is no answer here"));

  default:
    g_return_val_if_reached (NULL);
  }
}

GPtrArray *
passant_guide_get_gaps (PassantGuide *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->gaps;
}

gboolean
passant_guide_can_finish (PassantGuide *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->gaps->len; i++)
    if (((PassantGap *) g_ptr_array_index (self->gaps, i))->blocks)
      return FALSE;

  return TRUE;
}

guint
passant_guide_count_left (PassantGuide      *self,
                          PassantTouchpoint *touchpoint)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (touchpoint != NULL, 0);

  return touchpoint_step (self, touchpoint)->n_left;
}

static PassantTouchpoint *
find_open (PassantGuide *self,
           guint         first)
{
  for (guint i = first; i < self->script->touchpoints->len; i++)
    if (self->touchpoints[i].state == PASSANT_STEP_OPEN)
      return g_ptr_array_index (self->script->touchpoints, i);

  return NULL;
}

PassantTouchpoint *
passant_guide_get_next (PassantGuide      *self,
                        PassantTouchpoint *from)
{
  PassantTouchpoint *next;

  g_return_val_if_fail (self != NULL, NULL);

  next = find_open (self, from ? from->index + 1 : 0);

  return next ? next : find_open (self, 0);
}

PassantTouchpoint *
passant_guide_get_neighbour (PassantGuide      *self,
                             PassantTouchpoint *from,
                             int                direction)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (from != NULL, NULL);
  g_return_val_if_fail (direction == 1 || direction == -1, NULL);

  for (gint64 i = (gint64) from->index + direction; i >= 0 && i < self->script->touchpoints->len;
       i += direction)
    if (self->touchpoints[i].state != PASSANT_STEP_HIDDEN)
      return g_ptr_array_index (self->script->touchpoints, i);

  return NULL;
}
