/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-guide-private.h"

#include <string.h>

/* One pass through the script from the first question to the last. Expressions only look back, so whatever one reads has
 * been settled before; the answer to a hidden question reads as none, and what hangs on it hides with it. Of a repeated
 * touchpoint each question is settled in all rounds before the next one is, for that one may count them. */
typedef struct {
  PassantGuide *guide;
  PassantVisit *visit;
} Walk;

static PassantQuestionStep *
question_step (Walk            *walk,
               PassantQuestion *question)
{
  return &walk->guide->questions[question->index];
}

static PassantTouchpointStep *
touchpoint_step (Walk              *walk,
                 PassantTouchpoint *touchpoint)
{
  return &walk->guide->touchpoints[touchpoint->index];
}

static gboolean
holds (Walk              *walk,
       PassantExpression *expression,
       PassantQuestion   *question)
{
  PassantView view = passant_view_new (walk->guide, question);

  return passant_view_test (&view, expression, NULL, walk->guide->local_ms);
}

/* What was chosen is most often on offer still, and the quickest to look at. */
static gboolean
offers_anything (PassantGuide    *guide,
                 PassantQuestion *question,
                 const char      *value)
{
  PassantChoice *chosen;

  if (!question->filter)
    return TRUE;

  chosen = value ? passant_question_find_choice (question, value) : NULL;
  if (chosen && passant_guide_offers (guide, question, chosen))
    return TRUE;

  for (guint i = 0; i < question->choices->len; i++)
    if (passant_guide_offers (guide, question, g_ptr_array_index (question->choices, i)))
      return TRUE;

  return FALSE;
}

static gboolean
is_shown (Walk            *walk,
          PassantQuestion *question,
          const char      *value)
{
  if (!passant_script_allows (walk->guide->script, question))
    return FALSE;
  if (question->host && question_step (walk, question->host)->state == PASSANT_STEP_HIDDEN)
    return FALSE;
  if (question->relevant && !holds (walk, question->relevant, question))
    return FALSE;

  return offers_anything (walk->guide, question, value);
}

/* From here on others see what it says. */
static void
reveal (Walk            *walk,
        PassantQuestion *question)
{
  PassantQuestionStep *step = question_step (walk, question);
  const PassantAnswer *answer = passant_visit_get_answer (walk->visit, question->id);
  const char *value = answer && !answer->na ? answer->value : NULL;
  g_autofree char *calculated = NULL;

  if (!is_shown (walk, question, value))
    return;

  if (question->calculation) {
    PassantView view = passant_view_new (walk->guide, question);

    value = calculated = passant_view_evaluate (&view, question->calculation);
  } else if (question->type == PASSANT_QUESTION_NOTE) {
    value = NULL;
  }

  step->state = PASSANT_STEP_DONE;
  if (value && *value)
    step->value = g_string_chunk_insert (walk->guide->texts, value);
}

static PassantReason
judge_answer (Walk                *walk,
              PassantQuestion     *question,
              const PassantAnswer *answer)
{
  if (answer->na)
    return question->allows_na ? PASSANT_REASON_NONE : PASSANT_REASON_NA;

  return passant_guide_judge (walk->guide, question, answer->value,
                              answer->noted_ms + walk->guide->offset_ms);
}

/* How many rounds there are needs no answer: nothing said is as many as the script begins with. */
static gboolean
is_asked (PassantQuestion *question)
{
  return question->type != PASSANT_QUESTION_NOTE && question->type != PASSANT_QUESTION_CALCULATE &&
         question->role != PASSANT_ROLE_ROUNDS;
}

static void
settle_question (Walk            *walk,
                 PassantQuestion *question)
{
  PassantQuestionStep *step = question_step (walk, question);
  PassantTouchpointStep *around = touchpoint_step (walk, question->touchpoint);
  const PassantAnswer *answer = passant_visit_get_answer (walk->visit, question->id);
  gboolean says_something = answer && (answer->na || step->value);

  if (step->state == PASSANT_STEP_HIDDEN || question->type == PASSANT_QUESTION_NOTE ||
      question->type == PASSANT_QUESTION_CALCULATE)
    return;

  if (is_asked (question))
    step->is_required = question->required_if ? holds (walk, question->required_if, question) :
                        question->required;
  if (says_something) {
    step->reason = judge_answer (walk, question, answer);
    if (step->reason != PASSANT_REASON_NONE) {
      step->state = PASSANT_STEP_WRONG;
      around->n_wrong++;
    }
  } else if (is_asked (question)) {
    step->state = PASSANT_STEP_OPEN;
    around->n_left++;
    around->n_missing += step->is_required;
  }
}

static guint
count_rounds (Walk              *walk,
              PassantTouchpoint *touchpoint)
{
  PassantQuestionStep *step = question_step (walk, touchpoint->rounds);
  gboolean is_counted = touchpoint->rounds->type == PASSANT_QUESTION_CALCULATE;
  guint least = is_counted ? 0 : MIN (touchpoint->rounds_min, touchpoint->rounds_max);
  char *end = NULL;
  double said = step->value ? g_ascii_strtod (step->value, &end) : 0;

  /* Also NaN, which is no number of rounds. */
  if (!end || *end || !(said > least))
    return least;

  return MIN (said, touchpoint->rounds_max);
}

static void
settle_questions (Walk              *walk,
                  PassantTouchpoint *touchpoint)
{
  guint n_each = passant_touchpoint_count_each (touchpoint);
  guint n_rounds = touchpoint_step (walk, touchpoint)->n_rounds;

  for (guint i = 0; i < n_each; i++) {
    for (guint round = 1; round <= n_rounds; round++)
      reveal (walk, passant_touchpoint_get_in_round (touchpoint, i, round));
    for (guint round = 1; round <= n_rounds; round++)
      settle_question (walk, passant_touchpoint_get_in_round (touchpoint, i, round));
  }
}

/* A touchpoint is waited for as long as the guest could still do it; a hidden or skipped one is not. */
static gboolean
is_waiting (Walk              *walk,
            PassantTouchpoint *touchpoint)
{
  PassantTouchpointStep *after;

  if (!touchpoint->after)
    return FALSE;

  after = touchpoint_step (walk, touchpoint->after);

  return after->state != PASSANT_STEP_HIDDEN && !after->is_done;
}

/* The guest may have gone there all the same, or out of turn: that is a finding, and the guide goes along. */
static PassantStepState
find_state (Walk              *walk,
            PassantTouchpoint *touchpoint)
{
  PassantTouchpointStep *step = touchpoint_step (walk, touchpoint);
  gboolean has_entered = passant_visit_has_entered (walk->visit, touchpoint->id);

  if (passant_visit_get_skip (walk->visit, touchpoint->id))
    return PASSANT_STEP_SKIPPED;
  if (step->n_wrong > 0)
    return PASSANT_STEP_WRONG;
  if (has_entered)
    return step->n_missing > 0 ? PASSANT_STEP_OPEN : PASSANT_STEP_DONE;

  return is_waiting (walk, touchpoint) ? PASSANT_STEP_WAITING : PASSANT_STEP_OPEN;
}

/* A touchpoint for each of nobody is as good as not relevant. */
static gboolean
begin (Walk              *walk,
       PassantTouchpoint *touchpoint)
{
  PassantTouchpointStep *step = touchpoint_step (walk, touchpoint);
  PassantView view = { walk->guide, touchpoint, 0, NULL };

  if (touchpoint->relevant && !passant_view_test (&view, touchpoint->relevant, NULL,
                                                  walk->guide->local_ms))
    return FALSE;

  step->n_rounds = 1;
  if (touchpoint->rounds) {
    reveal (walk, touchpoint->rounds);
    settle_question (walk, touchpoint->rounds);
    step->n_rounds = count_rounds (walk, touchpoint);
  }

  return step->n_rounds > 0 || touchpoint->rounds->type != PASSANT_QUESTION_CALCULATE;
}

/* Entering does not count: who comes by again to look it up puts off nothing. */
static gint64
find_last_ms (Walk              *walk,
              PassantTouchpoint *touchpoint)
{
  const PassantFelt *felt = passant_visit_get_felt (walk->visit, touchpoint->id);
  gint64 last_ms = felt ? felt->at_ms : 0;

  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = touchpoint->questions->pdata[i];
    const PassantAnswer *answer = passant_visit_get_answer (walk->visit, question->id);

    if (answer)
      last_ms = MAX (last_ms, answer->at_ms);
  }

  return last_ms;
}

/* A touchpoint where nothing is asked is done by going there. */
static gint64
find_first_entry_ms (Walk              *walk,
                     PassantTouchpoint *touchpoint)
{
  GPtrArray *entries = passant_visit_get_entries (walk->visit);

  for (guint i = 0; i < entries->len; i++) {
    PassantEntry *entry = entries->pdata[i];

    if (g_str_equal (entry->touchpoint, touchpoint->id))
      return entry->at_ms;
  }

  return 0;
}

/* Looked up only where something waits for it. */
static void
settle_wait (Walk              *walk,
             PassantTouchpoint *touchpoint)
{
  PassantTouchpointStep *after;

  if (!touchpoint->waits || !touchpoint->after)
    return;

  after = touchpoint_step (walk, touchpoint->after);
  if (after->state != PASSANT_STEP_DONE)
    return;

  after->last_ms = find_last_ms (walk, touchpoint->after);
  if (after->last_ms == 0)
    after->last_ms = find_first_entry_ms (walk, touchpoint->after);
}

static void
settle_touchpoint (Walk              *walk,
                   PassantTouchpoint *touchpoint)
{
  PassantTouchpointStep *step = touchpoint_step (walk, touchpoint);

  if (!begin (walk, touchpoint))
    return;

  settle_questions (walk, touchpoint);
  step->has_entered = passant_visit_has_entered (walk->visit, touchpoint->id);
  step->state = find_state (walk, touchpoint);
  step->is_done = step->state == PASSANT_STEP_DONE || step->state == PASSANT_STEP_SKIPPED;
  settle_wait (walk, touchpoint);
}

/* What is said while the visit is with the guest again, also where nobody asked, can be put right until it is handed in. */
static void
name_what_came_since (Walk *walk)
{
  GPtrArray *questions = walk->guide->script->questions;
  gint64 ended_ms = passant_visit_get_ended_ms (walk->visit);

  for (guint i = 0; i < questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (questions, i);
    const PassantAnswer *answer = passant_visit_get_answer (walk->visit, question->id);

    if (answer && answer->noted_ms > ended_ms)
      question_step (walk, question)->is_named = TRUE;
  }
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
    PassantTouchpointStep *step = question ? touchpoint_step (walk, question->touchpoint) : NULL;

    if (!step)
      continue;
    walk->guide->is_returned = step->is_named = TRUE;
    question_step (walk, question)->is_named = TRUE;
    if (step->is_done)
      step->state = PASSANT_STEP_OPEN;
  }
  if (walk->guide->is_returned)
    name_what_came_since (walk);
}

static void
add_gap (Walk              *walk,
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
  g_ptr_array_add (walk->guide->gaps, gap);
}

static void
list_question_gaps (Walk              *walk,
                    PassantTouchpoint *touchpoint,
                    gboolean           has_entered)
{
  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (touchpoint->questions, i);
    PassantQuestionStep *step = question_step (walk, question);

    if (step->state == PASSANT_STEP_WRONG)
      add_gap (walk, PASSANT_GAP_WRONG, touchpoint, question, TRUE);
    else if (step->state == PASSANT_STEP_OPEN && step->is_required && has_entered)
      add_gap (walk, PASSANT_GAP_ANSWER, touchpoint, question, TRUE);
  }
}

/* Only who has been there can say what the phase was worth. */
static void
list_mark_gap (Walk              *walk,
               PassantTouchpoint *touchpoint)
{
  PassantPhase *phase = touchpoint->phase;

  if (passant_guide_get_mark_place (walk->guide, phase) == touchpoint &&
      !passant_visit_get_phase_mark (walk->visit, phase->id))
    add_gap (walk, PASSANT_GAP_MARK, touchpoint, NULL, FALSE);
}

static void
list_gaps (Walk              *walk,
           PassantTouchpoint *touchpoint)
{
  PassantTouchpointStep *step = touchpoint_step (walk, touchpoint);
  gboolean has_entered = passant_visit_has_entered (walk->visit, touchpoint->id);

  if (step->state == PASSANT_STEP_HIDDEN || passant_visit_get_skip (walk->visit, touchpoint->id))
    return;

  if (!has_entered)
    add_gap (walk, PASSANT_GAP_STEP, touchpoint, NULL, step->n_missing > 0);
  list_question_gaps (walk, touchpoint, has_entered);
  if (has_entered && touchpoint->asks_feeling && !passant_visit_get_felt (walk->visit,
                                                                          touchpoint->id))
    add_gap (walk, PASSANT_GAP_FEELING, touchpoint, NULL, FALSE);
  if (has_entered)
    list_mark_gap (walk, touchpoint);
}

void
passant_guide_settle (PassantGuide *self,
                      PassantVisit *visit)
{
  GPtrArray *touchpoints = self->script->touchpoints;
  Walk walk = { self, visit };

  for (guint i = 0; i < touchpoints->len; i++)
    settle_touchpoint (&walk, g_ptr_array_index (touchpoints, i));
  for (guint i = 0; i < touchpoints->len; i++)
    list_gaps (&walk, g_ptr_array_index (touchpoints, i));
  reopen_returned (&walk);
}
