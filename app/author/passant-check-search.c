/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-check-private.h"

#include <string.h>

/* More questions than this together have more answers than anybody can try. */
#define VARIABLES_MAX 32

/* A question that matters. Of its own conditions only those are heeded that a few answers settle; without the others
 * more is thought possible than is, so what is not found even then is not there. */
typedef struct {
  PassantQuestion   *question;
  PassantExpression *around, *count, *relevant, *filter, *constraint;
  gboolean           is_unsettled; /* a condition was left out: it may be hidden at any time */
  gboolean           is_known;     /* of a CALCULATE: what it works out can be followed */
  gboolean           may_be_empty;
  GPtrArray         *values;
  char              *worked_out;
  const char        *value;        /* as things stand, or NULL */
} Variable;

struct _PassantCheckSearch {
  PassantCheck      *check;
  PassantTouchpoint *around;
  GPtrArray         *variables;    /* in script order */
  Variable         **by_index;
  GPtrArray         *conditions;   /* PassantExpression, that must all hold … */
  GPtrArray         *counts;       /* … and count to one at least */
  GHashTable        *heeded;       /* PassantExpression → PassantCheckWords */
  Variable          *aim;
  PassantFind        wanted, found;
  gboolean          *offered;      /* choices of the aim */
  PassantChoice     *choice;       /* that a filter looks at */
  guint              runs;
  gboolean           is_hopeless;  /* too many questions, or too many answers to one */
};

static gboolean heed (PassantCheckSearch *self,
                      PassantExpression  *expression);

static void
variable_free (gpointer data)
{
  Variable *self = data;

  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->worked_out);
  g_free (self);
}

PassantCheckSearch *
passant_check_search_new (PassantCheck      *check,
                          PassantTouchpoint *around)
{
  PassantCheckSearch *self = g_new0 (PassantCheckSearch, 1);

  self->check = check;
  self->around = around;
  self->variables = g_ptr_array_new_with_free_func (variable_free);
  self->by_index = g_new0 (Variable *, check->script->questions->len);
  self->conditions = g_ptr_array_new ();
  self->counts = g_ptr_array_new ();
  self->heeded = g_hash_table_new (NULL, NULL);

  return self;
}

void
passant_check_search_free (PassantCheckSearch *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->variables);
  g_ptr_array_unref (self->conditions);
  g_ptr_array_unref (self->counts);
  g_hash_table_unref (self->heeded);
  g_free (self->by_index);
  g_free (self->offered);
  g_free (self);
}

/* What matters */

/* @expression when it can be heeded. */
static PassantExpression *
take (PassantCheckSearch *self,
      Variable           *variable,
      PassantExpression  *expression)
{
  if (!expression || heed (self, expression))
    return expression;

  variable->is_unsettled = TRUE;

  return NULL;
}

/* Whether the values that are tried stand for all that @expression could make of @question. */
static gboolean
is_spanned (PassantCheckWords *words,
            PassantQuestion   *question)
{
  gboolean is_sorted = question->type == PASSANT_QUESTION_CHOICES ||
                       question->type == PASSANT_QUESTION_RANK;

  if (passant_check_is_countable (question))
    return TRUE;

  return !g_hash_table_contains (words->loose, question->id) && !(is_sorted && question->filter);
}

/* A constraint looks at its own answer beside those it refers to. */
static PassantExpression *
take_constraint (PassantCheckSearch *self,
                 PassantQuestion    *question)
{
  PassantExpression *constraint = question->constraint;
  PassantCheckWords *words = constraint ? passant_check_get_words (self->check, constraint)
                                        : NULL;

  return words && is_spanned (words, question) && heed (self, constraint) ? constraint : NULL;
}

static Variable *
add_variable (PassantCheckSearch *self,
              PassantQuestion    *question)
{
  PassantTouchpoint *touchpoint = question->touchpoint;
  Variable *variable = self->by_index[question->index];

  if (variable)
    return variable;

  variable = g_new0 (Variable, 1);
  variable->question = question;
  variable->is_known = !question->calculation;
  self->by_index[question->index] = variable;
  g_ptr_array_add (self->variables, variable);
  if (self->variables->len > VARIABLES_MAX) {
    self->is_hopeless = TRUE;
    return variable;
  }

  variable->around = take (self, variable, touchpoint->relevant);
  if (touchpoint->rounds && touchpoint->rounds != question)
    variable->count = take (self, variable, touchpoint->rounds->calculation);
  variable->relevant = take (self, variable, question->relevant);
  variable->filter = take (self, variable, question->filter);
  variable->constraint = take_constraint (self, question);
  variable->is_known = !question->calculation || heed (self, question->calculation);

  return variable;
}

static gboolean
heed (PassantCheckSearch *self,
      PassantExpression  *expression)
{
  PassantCheckWords *words = passant_check_get_words (self->check, expression);
  const char * const *ids = passant_expression_references (expression);

  if (!words || words->is_opaque || self->is_hopeless)
    return FALSE;
  if (g_hash_table_contains (self->heeded, expression))
    return TRUE;

  for (guint i = 0; ids && ids[i]; i++) {
    PassantQuestion *question = passant_script_find_question (self->check->script, ids[i]);

    if (!question || !is_spanned (words, question) || !add_variable (self, question)->is_known)
      return FALSE;
  }
  g_hash_table_insert (self->heeded, expression, words);

  return !self->is_hopeless;
}

gboolean
passant_check_search_enter (PassantCheckSearch *self,
                            PassantTouchpoint  *touchpoint)
{
  PassantExpression *relevant = touchpoint->relevant;
  PassantExpression *count = touchpoint->rounds ? touchpoint->rounds->calculation : NULL;

  if ((relevant && !heed (self, relevant)) || (count && !heed (self, count)))
    return FALSE;

  if (relevant)
    g_ptr_array_add (self->conditions, relevant);
  if (count)
    g_ptr_array_add (self->counts, count);

  return TRUE;
}

static gboolean
can_find_best (Variable *aim)
{
  PassantQuestion *question = aim->question;

  return passant_check_is_countable (question) || (!question->constraint && !question->filter);
}

PassantFind
passant_check_search_aim (PassantCheckSearch *self,
                          PassantQuestion    *question,
                          PassantFind         wanted)
{
  PassantTouchpoint *touchpoint = question->touchpoint;
  Variable *aim = add_variable (self, question);
  gboolean is_conditional = aim->around || aim->relevant;

  self->aim = aim;
  if (!is_conditional || (touchpoint->relevant && !aim->around) ||
      (question->relevant && !aim->relevant))
    wanted &= ~PASSANT_FIND_SHOWN;
  if (!aim->constraint)
    wanted &= ~PASSANT_FIND_ALLOWED;
  if (!aim->filter)
    wanted &= ~PASSANT_FIND_OFFERED;
  if (!can_find_best (aim))
    wanted &= ~PASSANT_FIND_BEST;
  if (self->is_hopeless || !aim->is_known)
    wanted = 0;

  self->wanted = wanted;
  self->offered = g_new0 (gboolean, question->choices->len + 1);

  return wanted;
}

/* What expressions see */

static const char *
see_answer (const char *question,
            guint       round,
            gpointer    data)
{
  PassantCheckSearch *self = data;
  PassantQuestion *found = passant_script_find_question (self->check->script, question);
  Variable *variable = found ? self->by_index[found->index] : NULL;

  return variable ? variable->value : NULL;
}

static const char *
see_column (const char *name,
            gpointer    data)
{
  PassantChoice *choice = ((PassantCheckSearch *) data)->choice;

  if (!choice)
    return NULL;
  if (g_str_equal (name, "name"))
    return choice->id;

  return choice->columns ? g_hash_table_lookup (choice->columns, name) : NULL;
}

static const char *
see_label (const char *question,
           const char *choice,
           gpointer    data)
{
  PassantCheckSearch *self = data;
  PassantQuestion *found = passant_script_find_question (self->check->script, question);
  PassantChoice *chosen = found ? passant_question_find_choice (found, choice) : NULL;

  return chosen ? passant_text_get (chosen->label, NULL) : NULL;
}

static PassantScope
make_scope (PassantCheckSearch *self,
            const char         *own)
{
  self->runs++;
  self->check->runs++;

  return (PassantScope) {
           .answer = see_answer,
           .column = see_column,
           .label = see_label,
           .self_value = own,
           .round = 1,
           .data = self,
  };
}

static gboolean
holds (PassantCheckSearch *self,
       PassantExpression  *expression,
       const char         *own)
{
  PassantScope scope;

  if (!expression)
    return TRUE;

  scope = make_scope (self, own);

  return passant_expression_test (expression, &scope);
}

/* A touchpoint for each of nobody is not gone through. */
static gboolean
counts_anybody (PassantCheckSearch *self,
                PassantExpression  *expression)
{
  g_autofree char *count = NULL;
  PassantScope scope;

  if (!expression)
    return TRUE;

  scope = make_scope (self, NULL);
  count = passant_expression_evaluate (expression, &scope);

  return g_ascii_strtod (count, NULL) >= 1;
}

static gboolean
is_shown (PassantCheckSearch *self,
          Variable           *variable)
{
  return passant_script_allows (self->check->script, variable->question) &&
         holds (self, variable->around, NULL) && counts_anybody (self, variable->count) &&
         holds (self, variable->relevant, NULL);
}

static gboolean
is_offered (PassantCheckSearch *self,
            Variable           *variable,
            PassantChoice      *choice)
{
  self->choice = choice;

  return holds (self, variable->filter, NULL);
}

static gboolean
is_allowed (PassantCheckSearch *self,
            Variable           *variable,
            const char         *value)
{
  g_auto (GStrv) ids = variable->filter ? g_strsplit (value, " ", -1) : NULL;
  const char *before = variable->value;
  gboolean allowed;

  for (guint i = 0; ids && ids[i]; i++)
    if (!is_offered (self, variable, passant_question_find_choice (variable->question, ids[i])))
      return FALSE;

  variable->value = value;
  allowed = holds (self, variable->constraint, value);
  variable->value = before;

  return allowed;
}

/* The search */

static gboolean
is_over (PassantCheckSearch *self)
{
  return self->runs > PASSANT_CHECK_RUNS_MAX ||
         self->check->runs > PASSANT_CHECK_RUNS_OF_SCRIPT_MAX;
}

static int
sum_points (PassantQuestion *question,
            const char      *value)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  int points = 0;

  for (guint i = 0; ids[i]; i++)
    points += MAX (passant_question_find_choice (question, ids[i])->points, 0);

  return points;
}

/* As a score counts: all points together where several may be chosen, else the highest. */
static gboolean
earns_most (PassantQuestion *question,
            const char      *value)
{
  int most = 0;

  if (question->type == PASSANT_QUESTION_SCALE)
    return g_ascii_strtoll (value, NULL, 10) == (question->reversed ? question->min
                                                                    : question->max);

  for (guint i = 0; i < question->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (question->choices, i);

    most = question->type == PASSANT_QUESTION_CHOICES ? most + MAX (choice->points, 0)
                                                      : MAX (most, choice->points);
  }

  return sum_points (question, value) == most;
}

static void
look_at_choices (PassantCheckSearch *self)
{
  GPtrArray *choices = self->aim->question->choices;
  gboolean are_all = TRUE;

  for (guint i = 0; i < choices->len; i++) {
    if (!self->offered[i])
      self->offered[i] = is_offered (self, self->aim, g_ptr_array_index (choices, i));
    are_all &= self->offered[i];
  }
  if (are_all)
    self->found |= PASSANT_FIND_OFFERED;
}

static void
look_at_answers (PassantCheckSearch *self)
{
  PassantFind wanted = self->wanted & (PASSANT_FIND_ALLOWED | PASSANT_FIND_BEST);

  for (guint i = 0; i < self->aim->values->len && (self->found & wanted) != wanted; i++) {
    const char *value = g_ptr_array_index (self->aim->values, i);

    if (!is_allowed (self, self->aim, value))
      continue;
    self->found |= PASSANT_FIND_ALLOWED;
    if ((wanted & PASSANT_FIND_BEST) && earns_most (self->aim->question, value))
      self->found |= PASSANT_FIND_BEST;
  }
}

/* Everything before the aim has its answer. */
static gboolean
look_at_aim (PassantCheckSearch *self)
{
  for (guint i = 0; i < self->conditions->len; i++)
    if (!holds (self, g_ptr_array_index (self->conditions, i), NULL))
      return FALSE;
  for (guint i = 0; i < self->counts->len; i++)
    if (!counts_anybody (self, g_ptr_array_index (self->counts, i)))
      return FALSE;
  if (self->aim && !is_shown (self, self->aim))
    return FALSE;

  self->found |= PASSANT_FIND_SHOWN;
  if (self->wanted & PASSANT_FIND_OFFERED)
    look_at_choices (self);
  if (self->wanted & (PASSANT_FIND_ALLOWED | PASSANT_FIND_BEST))
    look_at_answers (self);

  return (self->found & self->wanted) == self->wanted;
}

static gboolean try_from (PassantCheckSearch *self,
                          guint               index);

static gboolean
try_with (PassantCheckSearch *self,
          guint               index,
          Variable           *variable,
          const char         *value)
{
  variable->value = value;

  return try_from (self, index + 1);
}

static gboolean
try_values (PassantCheckSearch *self,
            guint               index,
            Variable           *variable)
{
  gboolean is_any = FALSE;

  for (guint i = 0; i < variable->values->len; i++) {
    const char *value = g_ptr_array_index (variable->values, i);

    if (!is_allowed (self, variable, value))
      continue;
    is_any = TRUE;
    if (try_with (self, index, variable, value))
      return TRUE;
  }

  /* One that nothing can be answered to is left open. */
  return (!is_any || variable->may_be_empty) && try_with (self, index, variable, NULL);
}

static gboolean
try_calculated (PassantCheckSearch *self,
                guint               index,
                Variable           *variable)
{
  PassantScope scope = make_scope (self, NULL);

  g_free (variable->worked_out);
  variable->worked_out = passant_expression_evaluate (variable->question->calculation, &scope);

  return try_with (self, index, variable, variable->worked_out) ||
         (variable->is_unsettled && try_with (self, index, variable, NULL));
}

/* Gives the question at @index, and all after it, every value there is; TRUE when there is no more to look for. */
static gboolean
try_from (PassantCheckSearch *self,
          guint               index)
{
  Variable *variable = index < self->variables->len
                       ? g_ptr_array_index (self->variables, index) : NULL;

  if (is_over (self))
    return TRUE;
  if (!variable || variable == self->aim)
    return look_at_aim (self);

  variable->value = NULL;
  if (!is_shown (self, variable))
    return try_from (self, index + 1);
  if (variable->question->calculation)
    return try_calculated (self, index, variable);

  return try_values (self, index, variable);
}

/* Getting ready */

static int
compare_variables (gconstpointer a,
                   gconstpointer b)
{
  const Variable *one = a, *other = b;

  return (one->question->index > other->question->index) -
         (one->question->index < other->question->index);
}

/* An answer is sure to be there only in a touchpoint that is gone through, and where it is required. Before it is given
 * there is none, and an expression that speaks of that means it. */
static gboolean
may_be_empty (PassantCheckSearch *self,
              Variable           *variable,
              gboolean            knows_nothing)
{
  PassantQuestion *question = variable->question;

  return knows_nothing || variable->is_unsettled || question->touchpoint != self->around ||
         !question->required || question->required_if || question->allows_na;
}

static void
prepare (PassantCheckSearch *self,
         Variable           *variable,
         gboolean            knows_nothing)
{
  g_autoptr (GPtrArray) literals = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer words;

  g_hash_table_iter_init (&iter, self->heeded);
  while (g_hash_table_iter_next (&iter, NULL, &words)) {
    GPtrArray *some = passant_check_words_get (words, variable->question->id);

    for (guint i = 0; some && i < some->len; i++)
      g_ptr_array_add (literals, g_ptr_array_index (some, i));
  }
  variable->may_be_empty = may_be_empty (self, variable, knows_nothing);
  variable->values = passant_check_list_values (variable->question, literals);
  if (!variable->values)
    self->is_hopeless = TRUE;
}

gboolean
passant_check_search_run (PassantCheckSearch *self,
                          PassantFind        *found)
{
  gboolean knows_nothing = FALSE;
  GHashTableIter iter;
  gpointer words;

  if (!self->aim)
    self->wanted = PASSANT_FIND_SHOWN;
  g_hash_table_iter_init (&iter, self->heeded);
  while (g_hash_table_iter_next (&iter, NULL, &words))
    knows_nothing |= ((PassantCheckWords *) words)->knows_nothing;

  g_ptr_array_sort_values (self->variables, compare_variables);
  for (guint i = 0; i < self->variables->len; i++)
    prepare (self, g_ptr_array_index (self->variables, i), knows_nothing);
  if (self->is_hopeless)
    return FALSE;

  self->found = 0;
  try_from (self, 0);
  *found = self->found;

  return !is_over (self);
}

gboolean
passant_check_search_offered (PassantCheckSearch *self,
                              guint               choice)
{
  return self->offered[choice];
}
