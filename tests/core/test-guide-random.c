/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-diary.h"
#include "passant-inventor.h"
#include "passant-player.h"
#include "passant-score.h"

#include <string.h>

#define FEW 60      /* scripts a run */
#define MANY 3000   /* with PASSANT_TEST_SOAK */
#define WALKS 4     /* of each */
#define SLIPS 40    /* things a careless guest does */

/* Everything a guide and a score can be asked, as text. */
static char *
describe (PassantScript *script,
          PassantVisit  *visit)
{
  g_autoptr (PassantGuide) guide = passant_guide_new (script, visit);
  g_autoptr (PassantScore) score = passant_score_new (script, visit);
  GPtrArray *gaps = passant_guide_get_gaps (guide), *rows = passant_score_get_rows (score);
  PassantTouchpoint *next = passant_guide_get_next (guide, NULL);
  GString *text = g_string_new (next ? next->id : "end");

  for (guint i = 0; i < script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (script->touchpoints, i);

    g_string_append_printf (text, "\n%s %d, %u rounds, %u left", touchpoint->id,
                            passant_guide_get_touchpoint (guide, touchpoint),
                            passant_guide_count_rounds (guide, touchpoint),
                            passant_guide_count_left (guide, touchpoint));
  }
  for (guint i = 0; i < script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (script->questions, i);
    g_autofree char *proposal = passant_guide_dup_proposal (guide, question);
    g_autofree char *message = passant_guide_dup_message (guide, question, "en");

    g_string_append_printf (text, "\n%s %d%s “%s” “%s” “%s” ", question->id,
                            passant_guide_get_question (guide, question),
                            passant_guide_is_required (guide, question) ? "!" : "",
                            passant_guide_get_value (guide, question), proposal, message);
    for (guint j = 0; j < question->choices->len; j++)
      g_string_append_c (text, passant_guide_offers (guide, question,
                                                     question->choices->pdata[j]) ? '1' : '0');
  }
  for (guint i = 0; i < gaps->len; i++) {
    PassantGap *gap = g_ptr_array_index (gaps, i);

    g_string_append_printf (text, "\n%d %s %s %d", gap->kind, gap->touchpoint->id,
                            gap->question ? gap->question->id : "-", gap->blocks);
  }
  for (guint i = 0; i < rows->len; i++) {
    PassantScoreRow *row = g_ptr_array_index (rows, i);

    g_string_append_printf (text, "\n%s %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " of %"
                            G_GINT64_FORMAT "/%" G_GINT64_FORMAT, row->question->id,
                            row->points.num, row->points.den, row->most.num, row->most.den);
  }

  return g_string_free_and_steal (text);
}

static void
assert_same (PassantScript *script,
             PassantVisit  *a,
             PassantVisit  *b)
{
  g_autofree char *left = describe (script, a), *right = describe (script, b);

  g_assert_cmpstr (left, ==, right);
}

/* What must hold at any moment, whatever was said. */
static void
check_guide (PassantScript *script,
             PassantVisit  *visit)
{
  g_autoptr (PassantGuide) guide = passant_guide_new (script, visit);
  GPtrArray *gaps = passant_guide_get_gaps (guide);
  gboolean leads_somewhere = passant_guide_get_next (guide, NULL) != NULL;

  for (guint i = 0; i < gaps->len; i++) {
    PassantGap *gap = g_ptr_array_index (gaps, i);

    g_assert_cmpint (passant_guide_get_touchpoint (guide, gap->touchpoint), !=,
                     PASSANT_STEP_HIDDEN);
    g_assert_true (!gap->question ||
                   passant_guide_get_question (guide, gap->question) != PASSANT_STEP_HIDDEN);
    leads_somewhere |= gap->kind == PASSANT_GAP_WRONG;
  }
  for (guint i = 0; i < script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (script->questions, i);
    g_autofree char *proposal = passant_guide_dup_proposal (guide, question);

    if (passant_guide_get_question (guide, question) == PASSANT_STEP_HIDDEN)
      g_assert_null (passant_guide_get_value (guide, question));
    g_assert_true (!proposal || passant_guide_allows (guide, question, proposal));
    g_assert_true (question->round <= passant_guide_count_rounds (guide, question->touchpoint) ||
                   passant_guide_get_question (guide, question) == PASSANT_STEP_HIDDEN);
  }

  /* Never a dead end: who cannot finish has somewhere to go, or something to mend. */
  g_assert_true (passant_guide_can_finish (guide) || leads_somewhere);
}

/* What is in @array, borrowed, in another order. */
static GPtrArray *
shuffle (GPtrArray *original,
         GRand     *rand)
{
  GPtrArray *array = g_ptr_array_new ();

  g_ptr_array_extend (array, original, NULL, NULL);
  for (guint i = array->len; i > 1; i--) {
    guint j = g_rand_int_range (rand, 0, i);
    gpointer one = array->pdata[i - 1];

    array->pdata[i - 1] = array->pdata[j];
    array->pdata[j] = one;
  }

  return array;
}

/* The same facts in any order, some of them twice. */
static void
check_facts_shuffled (PassantScript *script,
                      PassantDiary  *diary,
                      GRand         *rand)
{
  g_autoptr (PassantVisit) visit = passant_visit_new ("walk");
  g_autoptr (GPtrArray) facts = shuffle (diary->facts, rand);

  for (guint i = 0; i < facts->len; i++) {
    passant_visit_apply (visit, facts->pdata[i]);
    if (g_rand_boolean (rand))
      passant_visit_apply (visit, facts->pdata[g_rand_int_range (rand, 0, facts->len)]);
  }
  assert_same (script, diary->visit, visit);
}

static void
retell (PassantPlayer *player,
        PassantVisit  *visit,
        const char    *kind,
        const char    *touchpoint,
        const char    *rest)
{
  g_autoptr (PassantFact) fact = passant_player_say (player, kind, "{'touchpoint':'%s'%s}",
                                                     touchpoint, rest);

  passant_visit_apply (visit, fact);
}

static void
retell_answer (PassantPlayer   *player,
               PassantVisit    *before,
               PassantVisit    *visit,
               PassantQuestion *question)
{
  const PassantAnswer *answer = passant_visit_get_answer (before, question->id);
  g_autofree char *rest = NULL;

  if (!answer)
    return;

  rest = answer->value
         ? g_strdup_printf (",'question':'%s','value':'%s'", question->id, answer->value)
         : g_strdup_printf (",'question':'%s','value':null,'na':%s", question->id,
                            answer->na ? "true" : "false");
  retell (player, visit, "visit.answered", question->touchpoint->id, rest);
}

static void
retell_touchpoint (PassantPlayer     *player,
                   PassantVisit      *before,
                   PassantVisit      *visit,
                   PassantTouchpoint *touchpoint,
                   GRand             *rand)
{
  g_autoptr (GPtrArray) questions = shuffle (touchpoint->questions, rand);

  if (passant_visit_has_entered (before, touchpoint->id))
    retell (player, visit, "visit.entered", touchpoint->id, "");
  for (guint i = 0; i < questions->len; i++)
    retell_answer (player, before, visit, questions->pdata[i]);
  if (passant_visit_get_felt (before, touchpoint->id))
    retell (player, visit, "visit.felt", touchpoint->id, ",'x':1,'y':1");
  if (passant_visit_get_skip (before, touchpoint->id))
    retell (player, visit, "visit.skipped", touchpoint->id, ",'reason':'r'");
}

/* Who gives the same answers in another order, of touchpoints and within them, is where the other one is. */
static void
check_another_order (PassantScript *script,
                     PassantDiary  *diary,
                     GRand         *rand)
{
  g_autoptr (PassantVisit) visit = passant_visit_new ("walk"), other = passant_visit_new ("walk");
  PassantVisit *visits[] = { visit, other };

  for (guint i = 0; i < G_N_ELEMENTS (visits); i++) {
    g_autoptr (PassantPlayer) player = passant_player_new ("other", "walk");
    g_autoptr (GPtrArray) touchpoints = shuffle (script->touchpoints, rand);

    for (guint j = 0; j < touchpoints->len; j++)
      retell_touchpoint (player, diary->visit, visits[i], touchpoints->pdata[j], rand);
  }
  assert_same (script, visit, other);
  assert_same (script, diary->visit, visit);
}

/* Each moment of the walk, by a guide that saw all facts up to there come in one by one. */
static void
check_each_moment (PassantScript *script,
                   PassantDiary  *diary)
{
  g_autoptr (PassantVisit) visit = passant_visit_new ("walk");

  for (guint i = 0; i < diary->facts->len; i++) {
    passant_visit_apply (visit, diary->facts->pdata[i]);
    check_guide (script, visit);
  }
  assert_same (script, diary->visit, visit);
  assert_same (script, visit, visit);
}

static void
check_end (PassantScript *script,
           PassantDiary  *diary)
{
  g_autoptr (PassantGuide) guide = passant_guide_new (script, diary->visit);

  if (passant_visit_get_state (diary->visit) == PASSANT_VISIT_FINISHED)
    g_assert_true (passant_guide_can_finish (guide));
  for (guint i = 0; i < script->questions->len; i++)
    g_assert_true (passant_visit_get_state (diary->visit) != PASSANT_VISIT_FINISHED ||
                   passant_guide_get_question (guide, script->questions->pdata[i]) !=
                   PASSANT_STEP_WRONG ||
                   passant_visit_get_skip (diary->visit,
                                           ((PassantQuestion *) script->questions->pdata[i])->
                                           touchpoint->id));
}

/* Whatever a guest does, well or badly. */
static PassantFact *
slip (PassantPlayer *player,
      PassantScript *script,
      GRand         *rand)
{
  static const char * const values[] = { "'yes'", "'no'", "null", "'perhaps'", "''", "'a'", "'a c'",
                                         "'d b'", "'3'", "'99'", "'-1.5'", "'NaN'", "'2026-11-22'",
                                         "'x y z'", "'b'", "'4'" };
  PassantTouchpoint *touchpoint =
    script->touchpoints->pdata[g_rand_int_range (rand, 0, script->touchpoints->len)];
  const char *value = values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))];
  PassantQuestion *question;

  if (script->questions->len == 0 || g_rand_int_range (rand, 0, 4) == 0)
    return passant_player_say (player, g_rand_boolean (rand) ? "visit.entered" : "visit.skipped",
                               "{'touchpoint':'%s'}", touchpoint->id);

  question = script->questions->pdata[g_rand_int_range (rand, 0, script->questions->len)];
  if (g_rand_int_range (rand, 0, 6) == 0)
    return passant_player_say (player, "visit.answered", "{'question':'%s','na':true}",
                               question->id);

  return passant_player_say (player, "visit.answered", "{'question':'%s','value':%s}",
                             question->id, value);
}

static const char *
choose_better (PassantWalker   *walker,
               PassantGuide    *guide,
               PassantQuestion *question,
               char           **kept)
{
  for (guint i = 0; i < 20 && !*kept; i++)
    *kept = passant_walker_answer (walker, guide, question);

  return *kept;
}

/* A guest of good will goes where the guide leads, and mends or answers what blocks; FALSE when all is well. */
static gboolean
obey (PassantPlayer *player,
      PassantScript *script,
      PassantVisit  *visit,
      PassantWalker *walker)
{
  g_autoptr (PassantGuide) guide = passant_guide_new (script, visit);
  GPtrArray *gaps = passant_guide_get_gaps (guide);
  PassantTouchpoint *next = passant_guide_get_next (guide, NULL);

  for (guint i = 0; i < gaps->len; i++) {
    PassantGap *gap = g_ptr_array_index (gaps, i);
    g_autofree char *kept = NULL;
    g_autofree char *rest = NULL;

    if (!gap->blocks || !gap->question)
      continue;
    if (choose_better (walker, guide, gap->question, &kept)) {
      rest = g_strdup_printf (",'question':'%s','value':'%s'", gap->question->id, kept);
      retell (player, visit, "visit.answered", gap->touchpoint->id, rest);
    } else {
      retell (player, visit, "visit.skipped", gap->touchpoint->id, "");
    }
    return TRUE;
  }

  if (next)
    retell (player, visit, "visit.entered", next->id, "");

  return next != NULL;
}

static void
check_careless_guest (PassantScript *script,
                      PassantWalker *walker,
                      GRand         *rand)
{
  g_autoptr (PassantVisit) visit = passant_visit_new ("walk");
  g_autoptr (PassantPlayer) player = passant_player_new ("careless", "walk");
  g_autoptr (PassantGuide) guide = NULL;
  guint limit = 20 * (script->touchpoints->len + script->questions->len + 1);

  for (int i = 0; i < SLIPS; i++) {
    g_autoptr (PassantFact) fact = slip (player, script, rand);

    passant_visit_apply (visit, fact);
    check_guide (script, visit);
  }
  while (obey (player, script, visit, walker)) {
    check_guide (script, visit);
    g_assert_cmpuint (limit--, >, 0);
  }
  guide = passant_guide_new (script, visit);
  g_assert_true (passant_guide_can_finish (guide));
}

static void
walk_script (PassantScript *script,
             GRand         *rand)
{
  g_autoptr (PassantWalker) walker = passant_walker_new (script, g_rand_int (rand));

  for (int i = 0; i < WALKS; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantDiary) diary = passant_diary_new (walker, &error);

    g_assert_no_error (error);
    check_each_moment (script, diary);
    check_end (script, diary);
    check_facts_shuffled (script, diary, rand);
    check_another_order (script, diary, rand);
  }
  check_careless_guest (script, walker, rand);
}

static void
test_guide_leads_any_guest_through_any_script (void)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  guint n_scripts = g_getenv ("PASSANT_TEST_SOAK") ? MANY : FEW;

  for (guint i = 0; i < n_scripts; i++, seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    g_autoptr (PassantScript) script = NULL;

    /* One script alone comes again with its own seed. */
    g_test_message ("PASSANT_TEST_SEED=%u", seed);
    script = passant_invent_script (rand);
    walk_script (script, rand);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/guide/leads-any-guest-through-any-script",
                   test_guide_leads_any_guest_through_any_script);

  return g_test_run ();
}
