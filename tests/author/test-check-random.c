/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-check.h"
#include "passant-score.h"

#include <stdlib.h>
#include <string.h>

/*
 * What the check says of random scripts is held against random visits: whatever it calls unreachable must be reached by
 * none of them. PASSANT_TEST_SEED begins elsewhere, PASSANT_TEST_SCRIPTS takes more scripts, PASSANT_TEST_WALKS more or
 * fewer visits through each.
 */

#define TOUCHPOINTS 3
#define QUESTIONS 4
#define TRIES 8

static const char * const kinds[] = {
  "yes_no", "choice", "choices", "scale", "number", "money", "text", "date", "calculate",
};

typedef struct {
  GRand         *rand;
  guint          n_walks;
  guint          n;          /* questions so far */
  const char    *types[TOUCHPOINTS * QUESTIONS];
  PassantScript *script;
  PassantVisit  *visit;
  gint64         seq;
  char          *prev;
  gboolean      *shown, *allowed, *best;
  gboolean     **offered;
} Play;

static guint
roll (Play *self,
      guint sides)
{
  return g_rand_int_range (self->rand, 0, (gint32) sides);
}

/* Random scripts */

static char *
make_literal (Play       *self,
              const char *type)
{
  static const char * const days[] = { "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24" };

  if (g_str_equal (type, "yes_no"))
    return g_strdup (roll (self, 2) ? "'yes'" : "'no'");
  if (g_str_equal (type, "choice") || g_str_equal (type, "choices"))
    return g_strdup_printf ("'%c'", 'a' + roll (self, 3));
  if (g_str_equal (type, "date"))
    return g_strdup_printf ("'%s'", days[roll (self, 4)]);
  if (g_str_equal (type, "text") && roll (self, 2))
    return g_strdup_printf ("'%s'", roll (self, 3) ? "word" : "");
  if (roll (self, 4) == 0)
    return g_strdup_printf ("%d.5", (int) roll (self, 7));

  return g_strdup_printf ("%d", (int) roll (self, 9) - 1);
}

static char *
make_comparison (Play       *self,
                 const char *operand,
                 const char *type)
{
  static const char * const signs[] = { "=", "!=", "<", "<=", ">", ">=" };
  gboolean is_sorted = g_str_equal (type, "yes_no") || g_str_equal (type, "choice") ||
                       g_str_equal (type, "choices");
  const char *sign = signs[roll (self, is_sorted ? 2 : 6)];
  g_autofree char *literal = make_literal (self, type);

  if (g_str_equal (type, "choices") && roll (self, 2))
    return roll (self, 3) ? g_strdup_printf ("selected(%s, %s)", operand, literal)
                          : g_strdup_printf ("count-selected(%s) > %u", operand, roll (self, 4));
  if (roll (self, 12) == 0)
    return g_strdup_printf ("%s + 1 > %u", operand, roll (self, 6));
  if (roll (self, 12) == 0)
    return g_strdup_printf ("%s mod 4 = %u", operand, roll (self, 4));
  if (roll (self, 12) == 0)
    return g_strdup_printf ("string-length(%s) = %u", operand, roll (self, 4));

  return roll (self, 4) ? g_strdup_printf ("%s %s %s", operand, sign, literal)
                        : g_strdup_printf ("%s %s %s", literal, sign, operand);
}

/* About earlier questions, or with @own about the question's own answer. */
static char *
make_condition (Play       *self,
                const char *own,
                guint       depth)
{
  guint about = roll (self, self->n);
  g_autofree char *operand = own && roll (self, 3) ? g_strdup (".")
                             : g_strdup_printf ("${q%u}", about);
  g_autofree char *left = NULL, *right = NULL;

  if (depth == 0 || roll (self, 3) == 0)
    return make_comparison (self, operand, *operand == '.' ? own : self->types[about]);

  left = make_condition (self, own, depth - 1);
  right = make_condition (self, own, depth - 1);
  if (roll (self, 5) == 0)
    return g_strdup_printf ("not(%s)", left);

  return g_strdup_printf (roll (self, 3) ? "(%s) and (%s)" : "(%s) or (%s)", left, right);
}

static void
append_choices (Play    *self,
                GString *json)
{
  g_string_append (json, ",\"choices\":[");
  for (guint i = 0; i < 3; i++)
    g_string_append_printf (json, "%s{\"id\":\"%c\",\"label\":{\"en\":\"L\"},\"points\":%u,"
                            "\"columns\":{\"k\":\"%s\"}}", i ? "," : "", 'a' + i,
                            roll (self, 3), roll (self, 2) ? "yes" : "a");
  g_string_append_c (json, ']');
  if (self->n > 0 && roll (self, 3) == 0)
    g_string_append_printf (json, ",\"filter\":\"k = ${q%u} or name = 'b' and ${q%u} = 'no'\"",
                            roll (self, self->n), roll (self, self->n));
}

static void
append_bounds (Play       *self,
               GString    *json,
               const char *type)
{
  if (g_str_equal (type, "scale"))
    g_string_append (json, ",\"min\":1,\"max\":5,\"pillar\":\"ease\"");
  else if (g_str_equal (type, "number"))
    g_string_append_printf (json, ",\"min\":0,\"max\":6,\"decimals\":%u", roll (self, 2));
  else if (g_str_equal (type, "choice") || g_str_equal (type, "choices"))
    append_choices (self, json);
}

static void
append_question (Play    *self,
                 GString *json)
{
  const char *type = kinds[roll (self, self->n ? G_N_ELEMENTS (kinds) : 4)];
  g_autofree char *relevant = NULL, *constraint = NULL, *calculation = NULL;

  g_string_append_printf (json, "{\"id\":\"q%u\",\"type\":\"%s\",\"text\":{\"en\":\"Q\"}", self->n,
                          type);
  append_bounds (self, json, type);
  if (self->n > 0 && roll (self, 3) > 0) {
    relevant = make_condition (self, NULL, 2);
    g_string_append_printf (json, ",\"relevant\":\"%s\"", relevant);
  }
  if (g_str_equal (type, "calculate")) {
    calculation = make_condition (self, NULL, 1);
    g_string_append_printf (json, ",\"calculation\":\"if(%s, 'yes', 'no')\"", calculation);
  } else {
    if (self->n > 0 && roll (self, 3) == 0) {
      constraint = make_condition (self, type, 1);
      g_string_append_printf (json, ",\"constraint\":\"%s\"", constraint);
    }
    g_string_append_printf (json, ",\"required\":%s", roll (self, 2) ? "true" : "false");
  }
  g_string_append_c (json, '}');

  self->types[self->n++] = g_str_equal (type, "calculate") ? "yes_no" : type;
}

static char *
make_script (Play *self)
{
  g_autoptr (GString) json = g_string_new ("{\"passant\":1,\"id\":\"random\",\"version\":1,"
                                           "\"languages\":[\"en\"],\"title\":{\"en\":\"R\"},"
                                           "\"phases\":[{\"id\":\"p\",\"title\":{\"en\":\"P\"},"
                                           "\"touchpoints\":[");

  self->n = 0;
  for (guint i = 0; i < TOUCHPOINTS; i++) {
    g_string_append_printf (json, "%s{\"id\":\"t%u\",\"title\":{\"en\":\"T\"},"
                            "\"channel\":\"store\",", i ? "," : "", i);
    if (i > 0 && roll (self, 2)) {
      g_autofree char *relevant = make_condition (self, NULL, 1);

      g_string_append_printf (json, "\"relevant\":\"%s\",", relevant);
    }
    g_string_append (json, "\"questions\":[");
    for (guint j = 0; j < QUESTIONS; j++) {
      g_string_append (json, j ? "," : "");
      append_question (self, json);
    }
    g_string_append (json, "]}");
  }
  g_string_append (json, "]}]}");

  return g_string_free_and_steal (g_steal_pointer (&json));
}

/* Random visits */

static void
say (Play         *self,
     PassantDraft *draft)
{
  g_autofree char *id = g_strdup_printf ("0197b000-0000-7000-8000-%012" G_GINT64_FORMAT,
                                         ++self->seq);
  PassantStamp stamp = {
    .device = "0197a000-0000-7000-8000-0000000000aa",
    .seq = self->seq,
    .prev = self->prev,
    .now_ms = G_GINT64_CONSTANT (1795334400000) + self->seq,
    .id = id,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = passant_draft_stamp (draft, &stamp, &error);

  g_assert_no_error (error);
  g_set_str (&self->prev, fact->hash);
  passant_visit_apply (self->visit, fact);
  passant_draft_free (draft);
}

static PassantDraft *
new_draft (const char *kind)
{
  return passant_draft_new (kind, "s", "0197a000-0000-7000-8000-000000000001");
}

static void
answer (Play            *self,
        PassantQuestion *question,
        const char      *value)
{
  PassantDraft *draft = new_draft ("visit.answered");

  passant_draft_set_string (draft, "touchpoint", question->touchpoint->id);
  passant_draft_set_string (draft, "question", question->id);
  if (value)
    passant_draft_set_string (draft, "value", value);
  else
    yyjson_mut_obj_add_null (draft->body, yyjson_mut_doc_get_root (draft->body), "value");
  say (self, draft);
}

static char *
pick_choices (Play            *self,
              PassantQuestion *question)
{
  g_autoptr (GString) value = g_string_new (NULL);
  guint set = 1 + roll (self, 7);

  for (guint i = 0; i < question->choices->len; i++)
    if (set & 1u << i)
      g_string_append_printf (value, "%s%s", value->len ? " " : "",
                              ((PassantChoice *) g_ptr_array_index (question->choices, i))->id);

  return g_string_free_and_steal (g_steal_pointer (&value));
}

static char *
pick_value (Play            *self,
            PassantQuestion *question)
{
  PassantChoice *choice;

  switch ((int) question->type) {
  case PASSANT_QUESTION_YES_NO:
  case PASSANT_QUESTION_CHOICE:
    choice = g_ptr_array_index (question->choices, roll (self, question->choices->len));
    return g_strdup (choice->id);

  case PASSANT_QUESTION_CHOICES:
    return pick_choices (self, question);

  case PASSANT_QUESTION_SCALE:
    return g_strdup_printf ("%u", 1 + roll (self, 5));

  case PASSANT_QUESTION_NUMBER:
  case PASSANT_QUESTION_MONEY:
    return question->decimals && roll (self, 2) ? g_strdup_printf ("%u.%u", roll (self, 8),
                                                                   roll (self, 10))
                                                : g_strdup_printf ("%u", roll (self, 8));

  case PASSANT_QUESTION_DATE:
    return g_strdup_printf ("2026-11-%u", 20 + roll (self, 6));

  default:
    return roll (self, 2) ? g_strdup_printf ("%u", roll (self, 8))
                          : g_strdup (roll (self, 2) ? "word" : "xyz");
  }
}

/* FALSE for one that is required and no answer was found to. */
static gboolean
try_question (Play            *self,
              PassantQuestion *question)
{
  for (guint i = 0; i < TRIES; i++) {
    g_autofree char *value = pick_value (self, question);
    g_autoptr (PassantGuide) guide = NULL;

    answer (self, question, value);
    guide = passant_guide_new (self->script, self->visit);
    if (passant_guide_get_question (guide, question) == PASSANT_STEP_DONE)
      return TRUE;
  }
  answer (self, question, NULL);

  return !question->required;
}

static void
note_question (Play            *self,
               PassantGuide    *guide,
               PassantQuestion *question)
{
  PassantStepState state = passant_guide_get_question (guide, question);
  guint index = question->index;

  if (state == PASSANT_STEP_HIDDEN)
    return;

  self->shown[index] = TRUE;
  if (state == PASSANT_STEP_DONE && passant_visit_get_answer (self->visit, question->id) &&
      passant_visit_get_answer (self->visit, question->id)->value)
    self->allowed[index] = TRUE;
  for (guint i = 0; question->filter && i < question->choices->len; i++)
    if (passant_guide_offers (guide, question, g_ptr_array_index (question->choices, i)))
      self->offered[index][i] = TRUE;
}

static void
note_scores (Play *self)
{
  g_autoptr (PassantScore) score = passant_score_new (self->script, self->visit);
  GPtrArray *rows = passant_score_get_rows (score);

  for (guint i = 0; i < rows->len; i++) {
    PassantScoreRow *row = g_ptr_array_index (rows, i);

    if (row->points.num * row->most.den == row->most.num * row->points.den)
      self->best[row->question->index] = TRUE;
  }
}

/* One visit that could be finished, and what it came by. One that got stuck tells nothing. */
static void
walk (Play *self)
{
  PassantDraft *draft = new_draft ("visit.opened");
  gboolean is_whole = TRUE;

  self->visit = passant_visit_new ("0197a000-0000-7000-8000-000000000001");
  self->seq = 0;
  g_set_str (&self->prev, "0000000000000000000000000000000000000000000000000000000000000000");
  passant_draft_set_string (draft, "script", self->script->hash);
  say (self, draft);

  for (guint i = 0; i < self->script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (self->script->questions, i);
    g_autoptr (PassantGuide) guide = passant_guide_new (self->script, self->visit);

    if (passant_guide_get_question (guide, question) == PASSANT_STEP_OPEN &&
        (question->required || roll (self, 4)))
      is_whole &= try_question (self, question);
  }

  g_autoptr (PassantGuide) guide = passant_guide_new (self->script, self->visit);

  for (guint i = 0; is_whole && i < self->script->questions->len; i++)
    note_question (self, guide, g_ptr_array_index (self->script->questions, i));
  if (is_whole)
    note_scores (self);
  g_clear_pointer (&self->visit, passant_visit_unref);
}

/* Both together */

static PassantQuestion *
find_question (Play       *self,
               const char *path)
{
  guint touchpoint = 0, question = 0;

  if (sscanf (path, "/phases/0/touchpoints/%u/questions/%u", &touchpoint, &question) < 2)
    return NULL;

  return g_ptr_array_index (self->script->questions, touchpoint * QUESTIONS + question);
}

static gboolean
is_any_shown (Play       *self,
              const char *path)
{
  guint touchpoint = (guint) atoi (path + strlen ("/phases/0/touchpoints/"));

  for (guint i = 0; i < QUESTIONS; i++)
    if (self->shown[touchpoint * QUESTIONS + i])
      return TRUE;

  return FALSE;
}

static gboolean
is_offered (Play            *self,
            PassantQuestion *question,
            const char      *path)
{
  const char *choice = strstr (path, "/choices/");

  if (choice)
    return self->offered[question->index][atoi (choice + strlen ("/choices/"))];
  for (guint i = 0; i < question->choices->len; i++)
    if (self->offered[question->index][i])
      return TRUE;

  return FALSE;
}

/* Whether some visit showed @problem to be wrong. */
static gboolean
is_refuted (Play           *self,
            PassantProblem *problem)
{
  PassantQuestion *question = find_question (self, problem->path);

  if (g_str_equal (problem->code, "unreachable-touchpoint"))
    return is_any_shown (self, problem->path);
  if (g_str_equal (problem->code, "unreachable-question"))
    return self->shown[question->index];
  if (g_str_equal (problem->code, "unsatisfiable-constraint"))
    return self->allowed[question->index];
  if (g_str_equal (problem->code, "dead-filter"))
    return is_offered (self, question, problem->path);
  if (g_str_equal (problem->code, "score-over-maximum") && !strstr (problem->path, "/points"))
    return self->best[question->index];

  return FALSE;
}

static gboolean
is_claim (PassantProblem *problem)
{
  static const char * const codes[] = {
    "unreachable-touchpoint", "unreachable-question", "unsatisfiable-constraint", "dead-filter",
    "score-over-maximum", NULL
  };

  return g_strv_contains (codes, problem->code);
}

static guint
count_claims (GPtrArray *problems)
{
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    n += is_claim (g_ptr_array_index (problems, i));

  return n;
}

static void
visit_all (Play       *self,
           GPtrArray  *problems,
           const char *json)
{
  guint n = self->script->questions->len;

  self->shown = g_new0 (gboolean, n);
  self->allowed = g_new0 (gboolean, n);
  self->best = g_new0 (gboolean, n);
  self->offered = g_new0 (gboolean *, n);
  for (guint i = 0; i < n; i++)
    self->offered[i] = g_new0 (gboolean, 3);

  for (guint i = 0; i < self->n_walks; i++)
    walk (self);
  for (guint i = 0; i < problems->len; i++) {
    PassantProblem *problem = g_ptr_array_index (problems, i);

    if (is_refuted (self, problem))
      g_error ("%s is wrong: %s: %s\n%s", problem->code, problem->path, problem->message, json);
  }

  for (guint i = 0; i < n; i++)
    g_free (self->offered[i]);
  g_free (self->offered);
  g_free (self->best);
  g_free (self->allowed);
  g_free (self->shown);
}

static guint
read_number (const char *name,
             guint       otherwise)
{
  const char *value = g_getenv (name);

  return value ? (guint) g_ascii_strtoull (value, NULL, 10) : otherwise;
}

static void
hold (guint n_scripts,
      guint n_walks)
{
  guint seed = read_number ("PASSANT_TEST_SEED", g_random_int ());
  guint left = read_number ("PASSANT_TEST_SCRIPTS", n_scripts), claims = 0, scripts = 0;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Play play = { .rand = rand, .n_walks = read_number ("PASSANT_TEST_WALKS", n_walks) };

  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  while (left > 0) {
    g_autofree char *json = make_script (&play);
    g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantScript) script = passant_script_compile (json, -1, NULL, &error);

    scripts++;
    if (!script)
      continue;
    passant_check_script (script, problems);
    if (count_claims (problems) == 0)
      continue;

    play.script = script;
    claims += count_claims (problems);
    visit_all (&play, problems, json);
    left--;
  }
  g_test_message ("%u claims held; %u scripts were made", claims, scripts);
  g_free (play.prev);
}

static void
test_check_is_not_refuted_by_many_visits (void)
{
  hold (5, 2000);
}

static void
test_check_is_not_refuted_in_many_scripts (void)
{
  hold (150, 60);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/is-not-refuted-by-many-visits",
                   test_check_is_not_refuted_by_many_visits);
  g_test_add_func ("/check/is-not-refuted-in-many-scripts",
                   test_check_is_not_refuted_in_many_scripts);

  return g_test_run ();
}
