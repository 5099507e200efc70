/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-check-private.h"

#include <string.h>

/* Touchpoints */

static void
check_touchpoint (PassantCheck      *self,
                  PassantTouchpoint *touchpoint)
{
  const char *path = self->touchpoint_paths[touchpoint->index];
  g_autoptr (PassantCheckSearch) search = passant_check_search_new (self, NULL);
  PassantFind found = 0;

  if (!touchpoint->relevant && !(touchpoint->rounds && touchpoint->rounds->calculation))
    return;
  if (!passant_check_search_enter (search, touchpoint) ||
      !passant_check_search_run (search, &found) || (found & PASSANT_FIND_SHOWN))
    return;

  passant_check_warn (self, path, touchpoint->relevant ? "relevant" : "repeat/count",
                      "unreachable-touchpoint",
                      g_strdup_printf ("No answers at all lead to the touchpoint “%s”, "
                                       "so nobody comes there", touchpoint->id),
                      "Correct its condition, or remove the touchpoint");
  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (touchpoint->questions, i);

    self->is_unreachable[question->index] = TRUE;
  }
}

/* Filters */

static guint
count_offered (PassantCheckSearch *search,
               PassantQuestion    *question)
{
  guint n = 0;

  for (guint i = 0; i < question->choices->len; i++)
    n += passant_check_search_offered (search, i);

  return n;
}

static void
warn_of_dead_choices (PassantCheck       *self,
                      PassantCheckSearch *search,
                      PassantQuestion    *question)
{
  for (guint i = 0; i < question->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (question->choices, i);
    g_autofree char *path = question->list
                            ? g_strdup_printf ("%s/filter", self->paths[question->index])
                            : passant_check_dup_choice (self, question, i);

    if (passant_check_search_offered (search, i))
      continue;
    passant_check_warn (self, path, NULL, "dead-filter",
                        g_strdup_printf ("No answers at all make the filter of “%s” offer the "
                                         "choice “%s”", question->id, choice->id),
                        "Correct the filter or the choice's columns, or remove the choice");
  }
}

static void
warn_of_filter (PassantCheck       *self,
                PassantCheckSearch *search,
                PassantQuestion    *question)
{
  if (count_offered (search, question) > 0) {
    warn_of_dead_choices (self, search, question);
    return;
  }

  passant_check_warn (self, self->paths[question->index], "filter", "dead-filter",
                      g_strdup_printf ("The filter never offers any choice of “%s”, "
                                       "so it is never asked", question->id),
                      "Correct the filter or the columns of the choices");
  self->is_unreachable[question->index] = TRUE;
}

/* Scores */

static gboolean
is_scored (PassantQuestion *question)
{
  return question->pillar != PASSANT_PILLAR_NONE && question->weight > 0 &&
         (question->type == PASSANT_QUESTION_SCALE || question->choices->len > 0);
}

/* Choices that earn something and go with no other that does. */
static gboolean
warn_of_exclusive (PassantCheck    *self,
                   PassantQuestion *question)
{
  guint n_earning = 0;
  int exclusive = -1;

  for (guint i = 0; question->type == PASSANT_QUESTION_CHOICES && i < question->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (question->choices, i);

    if (choice->points <= 0)
      continue;
    n_earning++;
    if (choice->exclusive)
      exclusive = (int) i;
  }
  if (exclusive < 0 || n_earning < 2)
    return FALSE;

  g_autofree char *path = passant_check_dup_choice (self, question, (guint) exclusive);

  passant_check_warn (self, path, "points", "score-over-maximum",
                      g_strdup_printf ("All points of “%s” together cannot be earned: a choice "
                                       "that goes with no other has some of them", question->id),
                      "Give points either to the exclusive choice or to the others");

  return TRUE;
}

static gboolean
warn_of_dead_points (PassantCheck       *self,
                     PassantCheckSearch *search,
                     PassantQuestion    *question)
{
  gboolean is_any = FALSE;

  for (guint i = 0; i < question->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (question->choices, i);
    g_autofree char *path = passant_check_dup_choice (self, question, i);

    if (choice->points <= 0 || passant_check_search_offered (search, i))
      continue;
    is_any = TRUE;
    passant_check_warn (self, path, "points", "score-over-maximum",
                        g_strdup_printf ("The points of “%s” cannot be earned in “%s”: "
                                         "it is never offered", choice->id, question->id),
                        "Correct the filter, or take the points away");
  }

  return is_any;
}

static void
warn_of_best (PassantCheck    *self,
              PassantQuestion *question)
{
  if (question->constraint)
    passant_check_warn (self, self->paths[question->index], "constraint", "score-over-maximum",
                        g_strdup_printf ("No answer that the constraint allows earns all points "
                                         "of “%s”", question->id),
                        "Correct the constraint, or give the points to answers it allows");
  else
    passant_check_warn (self, self->paths[question->index], "filter", "score-over-maximum",
                        g_strdup_printf ("The filter never offers the answers that earn all "
                                         "points of “%s” together", question->id),
                        "Correct the filter, or give the points to answers it offers");
}

static void
check_score (PassantCheck       *self,
             PassantCheckSearch *search,
             PassantQuestion    *question,
             PassantFind         wanted,
             PassantFind         found)
{
  gboolean is_told = warn_of_exclusive (self, question);

  if (wanted & ~found & PASSANT_FIND_OFFERED)
    is_told |= warn_of_dead_points (self, search, question);
  if (!is_told && (wanted & ~found & PASSANT_FIND_BEST) && (question->constraint ||
                                                            question->filter))
    warn_of_best (self, question);
}

/* Questions */

static void
warn_of_question (PassantCheck    *self,
                  PassantQuestion *question)
{
  passant_check_warn (self, self->paths[question->index], "relevant", "unreachable-question",
                      g_strdup_printf ("No answers at all make the question “%s” relevant, "
                                       "so it is never asked", question->id),
                      "Correct its condition, or remove the question");
  self->is_unreachable[question->index] = TRUE;
}

static void
judge_question (PassantCheck       *self,
                PassantCheckSearch *search,
                PassantQuestion    *question,
                PassantFind         wanted,
                PassantFind         found)
{
  if (wanted & ~found & PASSANT_FIND_SHOWN) {
    warn_of_question (self, question);
    return;
  }

  /* What is never shown for another reason cannot tell anything about the rest. */
  if (!(found & PASSANT_FIND_SHOWN))
    return;
  if (wanted & ~found & PASSANT_FIND_OFFERED)
    warn_of_filter (self, search, question);
  if (self->is_unreachable[question->index])
    return;
  if (wanted & ~found & PASSANT_FIND_ALLOWED) {
    passant_check_warn (self, self->paths[question->index], "constraint",
                        "unsatisfiable-constraint",
                        g_strdup_printf ("No answer at all to “%s” is allowed by its constraint",
                                         question->id),
                        "Correct the constraint; as it stands the question cannot be answered");
    return;
  }
  if (is_scored (question))
    check_score (self, search, question, wanted, found);
}

static void
check_question (PassantCheck    *self,
                PassantQuestion *question)
{
  g_autoptr (PassantCheckSearch) search = passant_check_search_new (self, question->touchpoint);
  PassantFind all = PASSANT_FIND_SHOWN | PASSANT_FIND_ALLOWED | PASSANT_FIND_OFFERED;
  PassantFind wanted, found = 0;

  if (is_scored (question))
    all |= PASSANT_FIND_BEST;
  wanted = passant_check_search_aim (search, question, all);
  if (!wanted || !passant_check_search_run (search, &found)) {
    warn_of_exclusive (self, question);
    return;
  }

  judge_question (self, search, question, wanted, found);
}

void
passant_check_reach (PassantCheck *self)
{
  PassantScript *script = self->script;

  for (guint i = 0; i < script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (script->touchpoints, i);

    check_touchpoint (self, touchpoint);
    for (guint j = 0; j < touchpoint->questions->len; j++) {
      PassantQuestion *question = g_ptr_array_index (touchpoint->questions, j);

      if (self->paths[question->index] && !self->is_unreachable[question->index] &&
          passant_script_allows (script, question))
        check_question (self, question);
    }
  }
}

/* Time */

/* Minutes of all touchpoints, or of those that every guest goes through. */
static guint
sum_minutes (PassantScript *script,
             gboolean       always)
{
  guint sum = 0;

  for (guint i = 0; i < script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (script->touchpoints, i);
    gboolean is_conditional = touchpoint->relevant ||
                              (touchpoint->rounds && touchpoint->rounds->calculation);

    if (!always || !is_conditional)
      sum += touchpoint->minutes;
  }

  return sum;
}

static gboolean
can_enter_all (PassantCheck *self)
{
  g_autoptr (PassantCheckSearch) search = passant_check_search_new (self, NULL);
  PassantFind found = 0;

  for (guint i = 0; i < self->script->touchpoints->len; i++)
    if (!passant_check_search_enter (search, g_ptr_array_index (self->script->touchpoints, i)))
      return FALSE;

  return passant_check_search_run (search, &found) && (found & PASSANT_FIND_SHOWN);
}

void
passant_check_length (PassantCheck *self)
{
  PassantScript *script = self->script;
  guint window = MAX (script->window_minutes, 0);
  guint always = sum_minutes (script, TRUE), all = sum_minutes (script, FALSE);
  guint minutes = all > window && can_enter_all (self) ? all : always;

  if (window == 0 || minutes <= window)
    return;

  passant_check_warn (self, "/window_minutes", NULL, "journey-too-long",
                      g_strdup_printf ("The touchpoints take %u minutes together, and the guest "
                                       "has %u", minutes, window),
                      "Make “window_minutes” larger, or take something out of the journey");
}
