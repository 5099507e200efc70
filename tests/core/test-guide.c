/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-guide.h"
#include "passant-player.h"

#include <string.h>

#define FEW 40 /* random scripts a run */

/* One journey with everything a guide decides in it. Single quotes stand for double ones, back-quotes for single. */
static const char journey[] =
  "{'passant':1,'id':'s','version':1,'languages':['nl','en'],'title':{'nl':'S'},'phases':["
  "{'id':'before','title':{'nl':'V'},'touchpoints':["
  "{'id':'web','title':{'nl':'W'},'channel':'web','questions':["
  "{'id':'found','type':'yes_no','text':{'nl':'Q'},'required':true},"
  "{'id':'how','type':'choice','text':{'nl':'Q'},'relevant':'${found} = `yes`',"
  "'required':true,"
  "'choices':[{'id':'search','label':{'nl':'A'}},{'id':'link','label':{'nl':'B'}}]},"
  "{'id':'deep','type':'text','text':{'nl':'Q'},'relevant':'${how} = `link`','required':true},"
  "{'id':'hint','type':'note','text':{'nl':'Q'}}]},"
  "{'id':'call','title':{'nl':'C'},'channel':'phone','relevant':'${deep} != ``',"
  "'feeling':false,'questions':["
  "{'id':'picked_up','type':'yes_no','text':{'nl':'Q'},'required':true}]}]},"
  "{'id':'shop','title':{'nl':'S'},'touchpoints':["
  "{'id':'counter','title':{'nl':'B'},'channel':'store','order':{'after':'web'},'questions':["
  "{'id':'wait','type':'number','text':{'nl':'Q'},'min':0,'max':90,'required':'${found} = `no`',"
  "'constraint':'. != 13','message':{'nl':'Geen dertien','en':'Not thirteen'},'na':true},"
  "{'id':'again','type':'number','text':{'nl':'Q'},'constraint':'. > ${wait}'}]}]}]}";

typedef struct {
  PassantScript *script;
  PassantVisit  *visit;
  PassantPlayer *guest;
  PassantGuide  *guide;
} Fixture;

static PassantScript *
compile (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdelimit (g_strdup (text), "'", '"'), "`", '\'');
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_script_compile (json, -1, NULL, &error);

  g_assert_no_error (error);

  return script;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->script = compile (journey);
  fixture->visit = passant_visit_new ("visit");
  fixture->guest = passant_player_new ("guest", "visit");
  fixture->guide = passant_guide_new (fixture->script, fixture->visit);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_guide_free (fixture->guide);
  passant_player_free (fixture->guest);
  passant_visit_unref (fixture->visit);
  passant_script_unref (fixture->script);
}

static void
take (Fixture     *fixture,
      PassantFact *fact)
{
  passant_visit_apply (fixture->visit, fact);
  passant_guide_free (fixture->guide);
  fixture->guide = passant_guide_new (fixture->script, fixture->visit);
  passant_fact_unref (fact);
}

#define say(...) take (fixture, passant_player_say (fixture->guest, __VA_ARGS__))
#define enter(touchpoint) say ("visit.entered", "{'touchpoint':'%s'}", touchpoint)
#define answer(question, value) say ("visit.answered", "{'question':'%s','value':%s}", question, \
                                     value)

static char
letter_of (PassantStepState state)
{
  return "-zo+sx"[state];
}

/* Each touchpoint's state with its questions' in brackets, as letters: "o(oo-) z(+)". */
static char *
draw (PassantScript *script,
      PassantGuide  *guide)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (script->touchpoints, i);

    g_string_append_printf (text, "%s%c(", i > 0 ? " " : "",
                            letter_of (passant_guide_get_touchpoint (guide, touchpoint)));
    for (guint j = 0; j < touchpoint->questions->len; j++)
      g_string_append_c (text,
                         letter_of (passant_guide_get_question (guide,
                                                                touchpoint->questions->pdata[j])));
    g_string_append_c (text, ')');
  }

  return g_string_free_and_steal (text);
}

/* "answer found!, step call": what blocks has an exclamation mark. */
static char *
draw_gaps (PassantGuide *guide)
{
  static const char * const kinds[] = { "answer", "feeling", "wrong", "step", "mark" };
  GString *text = g_string_new (NULL);
  GPtrArray *gaps = passant_guide_get_gaps (guide);

  for (guint i = 0; i < gaps->len; i++) {
    PassantGap *gap = g_ptr_array_index (gaps, i);

    g_string_append_printf (text, "%s%s %s%s", i > 0 ? ", " : "", kinds[gap->kind],
                            gap->question ? gap->question->id : gap->touchpoint->id,
                            gap->blocks ? "!" : "");
  }

  return g_string_free_and_steal (text);
}

static void
check (Fixture    *fixture,
       const char *states,
       const char *gaps,
       const char *next)
{
  g_autofree char *actual_states = draw (fixture->script, fixture->guide);
  g_autofree char *actual_gaps = draw_gaps (fixture->guide);
  PassantTouchpoint *actual_next = passant_guide_get_next (fixture->guide, NULL);

  g_assert_cmpstr (actual_states, ==, states);
  g_assert_cmpstr (actual_gaps, ==, gaps);
  g_assert_cmpstr (actual_next ? actual_next->id : NULL, ==, next);
  g_assert_cmpint (passant_guide_can_finish (fixture->guide), ==, strchr (gaps, '!') == NULL);
}

static void
test_guide_leads_through_a_visit (Fixture      *fixture,
                                  gconstpointer data)
{
  check (fixture, "o(o--+) -(-) z(oo)", "step web!, step counter", "web");

  enter ("web");
  check (fixture, "o(o--+) -(-) z(oo)", "answer found!, feeling web, step counter", "web");
  answer ("found", "'yes'");
  check (fixture, "o(+o-+) -(-) z(oo)", "answer how!, feeling web, step counter", "web");
  answer ("how", "'search'");
  check (fixture, "+(++-+) -(-) o(oo)", "feeling web, step counter", "counter");
  say ("visit.felt", "{'touchpoint':'web','x':500,'y':500}");
  enter ("counter");
  check (fixture, "+(++-+) -(-) +(oo)", "feeling counter", NULL);
}

/* A hidden question's answer reads as none, and so on down the line; it comes back with it. */
static void
test_guide_hides_what_hangs_on_the_hidden (Fixture      *fixture,
                                           gconstpointer data)
{
  enter ("web");
  answer ("found", "'yes'");
  answer ("how", "'link'");
  answer ("deep", "'Through a friend'");
  check (fixture, "+(++++) o(o) o(oo)", "feeling web, step call!, step counter", "call");

  answer ("how", "'search'");
  check (fixture, "+(++-+) -(-) o(oo)", "feeling web, step counter", "counter");
  answer ("how", "'link'");
  answer ("found", "'no'");
  check (fixture, "+(+--+) -(-) o(oo)", "feeling web, step counter!", "counter");
  answer ("found", "'yes'");
  check (fixture, "+(++++) o(o) o(oo)", "feeling web, step call!, step counter", "call");
}

static void
test_guide_requires_by_expression (Fixture      *fixture,
                                   gconstpointer data)
{
  PassantQuestion *wait = passant_script_find_question (fixture->script, "wait");

  g_assert_false (passant_guide_is_required (fixture->guide, wait));
  enter ("web");
  answer ("found", "'no'");
  enter ("counter");
  g_assert_true (passant_guide_is_required (fixture->guide, wait));
  check (fixture, "+(+--+) -(-) o(oo)", "feeling web, answer wait!, feeling counter", "counter");
  g_assert_cmpuint (passant_guide_count_left (fixture->guide, wait->touchpoint), ==, 2);

  say ("visit.answered", "{'question':'wait','na':true}");
  check (fixture, "+(+--+) -(-) +(+o)", "feeling web, feeling counter", NULL);
  g_assert_cmpuint (passant_guide_count_left (fixture->guide, wait->touchpoint), ==, 1);
}

static void
test_guide_says_why_an_answer_is_wrong (Fixture      *fixture,
                                        gconstpointer data)
{
  PassantQuestion *wait = passant_script_find_question (fixture->script, "wait");
  PassantQuestion *again = passant_script_find_question (fixture->script, "again");
  static const struct { const char *value, *language, *message; } rows[] = {
    { "'5'", "nl", NULL }, { "'13'", "nl_NL.UTF-8", "Geen dertien" },
    { "'13'", "en", "Not thirteen" },
    { "'13'", "fr", "Geen dertien" }, { "'91'", "nl", "This must be from 0 to 90" },
    { "'4.5'", "nl", "This must be a whole number" }, { "null", "nl", NULL }, { "''", "nl", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *message = NULL;

    answer ("wait", rows[i].value);
    message = passant_guide_dup_message (fixture->guide, wait, rows[i].language);
    g_assert_cmpstr (message, ==, rows[i].message);
  }

  answer ("wait", "'13'");
  enter ("counter");
  say ("visit.answered", "{'question':'again','na':true}");
  check (fixture, "o(o--+) -(-) x(xx)", "step web!, wrong wait!, wrong again!, feeling counter",
         "web");

  answer ("wait", "'5'");
  answer ("again", "'5'");
  {
    g_autofree char *message = passant_guide_dup_message (fixture->guide, again, "nl");

    g_assert_cmpstr (message, ==, "This does not go with what you answered before");
  }
  answer ("again", "'6'");
  check (fixture, "o(o--+) -(-) +(++)", "step web!, feeling counter", "web");
}

static void
test_guide_waits_unless_the_guest_does_not (Fixture      *fixture,
                                            gconstpointer data)
{
  /* Skipped is dealt with. */
  say ("visit.skipped", "{'touchpoint':'web','reason':'Site down'}");
  check (fixture, "s(o--+) -(-) o(oo)", "step counter", "counter");
  enter ("web");
  check (fixture, "o(o--+) -(-) z(oo)", "answer found!, feeling web, step counter", "web");

  /* Out of turn is a finding. */
  enter ("counter");
  check (fixture, "o(o--+) -(-) +(oo)", "answer found!, feeling web, feeling counter", "web");
}

static void
test_guide_opens_what_a_reviewer_returns (Fixture      *fixture,
                                          gconstpointer data)
{
  g_autoptr (PassantPlayer) reviewer = passant_player_new ("reviewer", "visit");

  enter ("web");
  answer ("found", "'yes'");
  answer ("how", "'search'");
  enter ("counter");
  say ("visit.finished", "{}");
  check (fixture, "+(++-+) -(-) +(oo)", "feeling web, feeling counter", NULL);

  take (fixture, passant_player_say (reviewer, "review.returned",
                                     "{'revision':1,'questions':['how','deep','gone']}"));
  check (fixture, "o(++-+) -(-) +(oo)", "feeling web, feeling counter", "web");
  say ("visit.finished", "{}");
  check (fixture, "+(++-+) -(-) +(oo)", "feeling web, feeling counter", NULL);
}

static void
assert_mark_place (Fixture    *fixture,
                   const char *touchpoint)
{
  PassantPhase *phase = g_ptr_array_index (fixture->script->phases, 0);
  PassantTouchpoint *place = passant_guide_get_mark_place (fixture->guide, phase);

  g_assert_cmpstr (place ? place->id : NULL, ==, touchpoint);
}

/* The phone call is only made by who was led there, so the mark is asked before it, then at it. */
static void
test_guide_asks_the_mark_where_a_phase_ends (Fixture      *fixture,
                                             gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (journey);

  assert_mark_place (fixture, NULL);
  g_string_replace (text, "{'id':'before',", "{'id':'before','mark':true,", 1);
  passant_script_unref (fixture->script);
  fixture->script = compile (text->str);
  enter ("web");
  assert_mark_place (fixture, "web");
  answer ("found", "'yes'");
  answer ("how", "'link'");
  answer ("deep", "'far'");
  assert_mark_place (fixture, "call");
  enter ("call");
  answer ("picked_up", "'yes'");
  check (fixture, "+(++++) +(+) o(oo)", "feeling web, mark call, step counter", "counter");

  say ("visit.phase_marked", "{'phase':'before','mark':7}");
  check (fixture, "+(++++) +(+) o(oo)", "feeling web, step counter", "counter");
  say ("visit.phase_marked", "{'phase':'before','mark':0}");
  say ("visit.skipped", "{'touchpoint':'call','reason':'no time'}");
  assert_mark_place (fixture, "web");
  say ("visit.skipped", "{'touchpoint':'web','reason':'no time'}");
  assert_mark_place (fixture, NULL);
}

static void
test_guide_knows_next_and_neighbours (Fixture      *fixture,
                                      gconstpointer data)
{
  PassantTouchpoint *web = passant_script_find_touchpoint (fixture->script, "web");
  PassantTouchpoint *counter = passant_script_find_touchpoint (fixture->script, "counter");

  g_assert_true (passant_guide_get_neighbour (fixture->guide, web, 1) == counter);
  g_assert_true (passant_guide_get_neighbour (fixture->guide, counter, -1) == web);
  g_assert_null (passant_guide_get_neighbour (fixture->guide, web, -1));
  g_assert_null (passant_guide_get_neighbour (fixture->guide, counter, 1));

  /* Nothing open behind it: back to the first that is. */
  g_assert_true (passant_guide_get_next (fixture->guide, counter) == web);
  g_assert_true (passant_guide_get_next (fixture->guide, web) == web);
}

static void
append_expression (GString *text,
                   GRand   *rand,
                   int      n_questions)
{
  int question = n_questions > 0 ? g_rand_int_range (rand, 0, n_questions) : -1;

  if (question < 0)
    g_string_append (text, "1 = 1");
  else
    switch (g_rand_int_range (rand, 0, 4)) {
    case 0: g_string_append_printf (text, "${q%d} = `yes`", question); break;
    case 1: g_string_append_printf (text, "${q%d} = ``", question); break;
    case 2: g_string_append_printf (text, "not(${q%d} = `no`)", question); break;
    default: g_string_append_printf (text, "${q%d} != `no` or ${q%d} = `yes`", question,
                                     n_questions - 1);
    }
}

static void
append_question (GString *text,
                 GRand   *rand,
                 int      index)
{
  g_string_append_printf (text, "{'id':'q%d','type':'yes_no','text':{'en':'Q'}", index);
  if (g_rand_boolean (rand)) {
    g_string_append (text, ",'relevant':'");
    append_expression (text, rand, index);
    g_string_append_c (text, '\'');
  }
  if (g_rand_boolean (rand)) {
    g_string_append (text, ",'required':'");
    append_expression (text, rand, index);
    g_string_append_c (text, '\'');
  } else {
    g_string_append_printf (text, ",'required':%s", g_rand_boolean (rand) ? "true" : "false");
  }

  /* One that "yes" or "no" can always meet, whatever was answered before. */
  if (index > 0 && g_rand_int_range (rand, 0, 4) == 0)
    g_string_append_printf (text, ",'constraint':'. != ${q%d}'", g_rand_int_range (rand, 0, index));
  g_string_append (text, "},");
}

static void
append_touchpoint (GString *text,
                   GRand   *rand,
                   int      index,
                   int     *n_questions)
{
  g_string_append_printf (text, "{'id':'t%d','title':{'en':'T'},'channel':'web'", index);
  if (g_rand_int_range (rand, 0, 3) == 0) {
    g_string_append (text, ",'relevant':'");
    append_expression (text, rand, *n_questions);
    g_string_append_c (text, '\'');
  }
  if (index > 0 && g_rand_boolean (rand))
    g_string_append_printf (text, ",'order':{'after':'t%d'}", g_rand_int_range (rand, 0, index));
  g_string_append (text, ",'questions':[");
  for (int i = g_rand_int_range (rand, 0, 5); i > 0; i--)
    append_question (text, rand, (*n_questions)++);
  if (g_str_has_suffix (text->str, ","))
    g_string_truncate (text, text->len - 1);
  g_string_append (text, "]},");
}

static PassantScript *
invent_script (GRand *rand)
{
  g_autoptr (GString) text = g_string_new (
    "{'passant':1,'id':'s','version':1,'languages':['en'],'title':{'en':'S'},"
    "'phases':[{'id':'p','title':{'en':'P'},'touchpoints':[");
  int n_questions = 0;

  for (int i = 0, n = g_rand_int_range (rand, 1, 12); i < n; i++)
    append_touchpoint (text, rand, i, &n_questions);
  g_string_truncate (text, text->len - 1);
  g_string_append (text, "]}]}");

  return compile (text->str);
}

/* Whatever a guest does, well or badly. */
static PassantFact *
do_anything (Fixture *fixture,
             GRand   *rand)
{
  static const char * const values[] = { "'yes'", "'no'", "null", "'perhaps'", "''" };
  guint n_questions = fixture->script->questions->len;
  int touchpoint = g_rand_int_range (rand, 0, fixture->script->touchpoints->len);
  int question = n_questions > 0 ? g_rand_int_range (rand, 0, n_questions) : 0;

  switch (g_rand_int_range (rand, 0, 8)) {
  case 0:
  case 1: return passant_player_say (fixture->guest, "visit.entered", "{'touchpoint':'t%d'}",
                                     touchpoint);
  case 2: return passant_player_say (fixture->guest, "visit.skipped", "{'touchpoint':'t%d'}",
                                     touchpoint);
  case 3: return passant_player_say (fixture->guest, "visit.answered",
                                     "{'question':'q%d','na':true}", question);
  default: return passant_player_say (fixture->guest, "visit.answered",
                                      "{'question':'q%d','value':%s}", question,
                                      values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))]);
  }
}

/* What must hold of a guide at any moment. */
static void
check_guide (Fixture *fixture)
{
  GPtrArray *gaps = passant_guide_get_gaps (fixture->guide);
  gboolean leads_somewhere = passant_guide_get_next (fixture->guide, NULL) != NULL;

  for (guint i = 0; i < gaps->len; i++) {
    PassantGap *gap = g_ptr_array_index (gaps, i);

    g_assert_cmpint (passant_guide_get_touchpoint (fixture->guide, gap->touchpoint), !=,
                     PASSANT_STEP_HIDDEN);
    g_assert_cmpint (passant_guide_get_touchpoint (fixture->guide, gap->touchpoint), !=,
                     PASSANT_STEP_SKIPPED);
    if (gap->question)
      g_assert_cmpint (passant_guide_get_question (fixture->guide, gap->question), !=,
                       PASSANT_STEP_HIDDEN);
    leads_somewhere |= gap->kind == PASSANT_GAP_WRONG;
  }

  /* Never a dead end: who cannot finish has somewhere to go, or something to mend. */
  g_assert_true (passant_guide_can_finish (fixture->guide) || leads_somewhere);
}

/* A guest of good will does what the guide says: goes where it leads, and mends or answers what blocks. */
static gboolean
obey (Fixture *fixture)
{
  PassantTouchpoint *next = passant_guide_get_next (fixture->guide, NULL);
  GPtrArray *gaps = passant_guide_get_gaps (fixture->guide);

  for (guint i = 0; i < gaps->len; i++) {
    PassantGap *gap = g_ptr_array_index (gaps, i);
    const PassantAnswer *given;

    if (!gap->blocks || !gap->question)
      continue;
    given = passant_visit_get_answer (fixture->visit, gap->question->id);
    answer (gap->question->id, given && g_strcmp0 (given->value, "yes") == 0 ? "'no'" : "'yes'");
    return TRUE;
  }

  if (next)
    enter (next->id);

  return next != NULL;
}

static void
walk (GRand *rand)
{
  Fixture all_at_once = { 0 };
  Fixture fixture_data = { 0 }, *fixture = &fixture_data;
  g_autoptr (PassantScript) script = invent_script (rand);
  g_autofree char *stepwise = NULL;
  g_autofree char *gaps = NULL;
  g_autoptr (GPtrArray) facts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
  guint limit;

  fixture->script = passant_script_ref (script);
  fixture->visit = passant_visit_new ("visit");
  fixture->guest = passant_player_new ("guest", "visit");
  fixture->guide = passant_guide_new (script, fixture->visit);
  check_guide (fixture);

  for (int i = 0; i < 60; i++) {
    PassantFact *fact = do_anything (fixture, rand);

    g_ptr_array_add (facts, passant_fact_ref (fact));
    take (fixture, fact);
    check_guide (fixture);
  }

  /* The guide knows nothing but the facts: one by one or all at once is the same. */
  all_at_once.visit = passant_visit_new ("visit");
  for (guint i = facts->len; i > 0; i--)
    passant_visit_apply (all_at_once.visit, facts->pdata[i - 1]);
  all_at_once.guide = passant_guide_new (script, all_at_once.visit);
  {
    g_autofree char *states = draw (script, all_at_once.guide);
    g_autofree char *other_gaps = draw_gaps (all_at_once.guide);

    stepwise = draw (script, fixture->guide);
    gaps = draw_gaps (fixture->guide);
    g_assert_cmpstr (states, ==, stepwise);
    g_assert_cmpstr (other_gaps, ==, gaps);
  }
  passant_guide_free (all_at_once.guide);
  passant_visit_unref (all_at_once.visit);

  /* Every answer leads on, so the end comes after a few rounds at the most. */
  limit = 20 * (script->touchpoints->len + script->questions->len + 1);
  while (obey (fixture)) {
    check_guide (fixture);
    g_assert_cmpuint (limit--, >, 0);
  }
  g_assert_true (passant_guide_can_finish (fixture->guide));
  tear_down (fixture, NULL);
}

static void
test_guide_never_leads_into_a_dead_end (void)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  for (int i = 0; i < FEW; i++)
    walk (rand);
}

static PassantScript *
load_sample (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "studies", "fiets",
                                                 "script.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  PassantScript *script;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  script = passant_script_compile (text, -1, NULL, &error);
  g_assert_no_error (error);

  return script;
}

/* An answer that fits the type; whether it meets the constraint is luck. */
static char *
invent_value (PassantQuestion *question,
              GRand           *rand)
{
  PassantChoice *choice = question->choices->len > 0 ?
                          question->choices->pdata[g_rand_int_range (rand, 0,
                                                                     question->choices->len)] :
                          NULL;
  int least = question->has_min ? question->min : 0;
  int most = question->has_max ? question->max : least + 200;

  switch ((int) question->type) {
  case PASSANT_QUESTION_YES_NO:
  case PASSANT_QUESTION_CHOICE:
  case PASSANT_QUESTION_CHOICES: return g_strdup (choice->id);
  case PASSANT_QUESTION_TEXT: return g_strnfill (g_rand_int_range (rand, 1, 200), 'x');
  case PASSANT_QUESTION_TIME: return g_strdup ("14:05");
  case PASSANT_QUESTION_DATE: return g_strdup ("2026-11-22");
  case PASSANT_QUESTION_PHOTO: return g_strnfill (64, 'a');
  default: return g_strdup_printf ("%d", g_rand_int_range (rand, least, most + 1));
  }
}

/* Answers all that is open at @touchpoint, again and again until the guide is content with each. */
static void
do_touchpoint (Fixture           *fixture,
               PassantTouchpoint *touchpoint,
               GRand             *rand)
{
  enter (touchpoint->id);
  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = touchpoint->questions->pdata[i];
    int tries = 500;

    while (passant_guide_get_question (fixture->guide, question) == PASSANT_STEP_OPEN ||
           passant_guide_get_question (fixture->guide, question) == PASSANT_STEP_WRONG) {
      g_autofree char *value = invent_value (question, rand);
      g_autofree char *quoted = g_strdup_printf ("'%s'", value);

      g_assert_cmpint (tries--, >, 0);
      answer (question->id, quoted);
    }
  }
}

static void
test_guide_leads_through_the_sample_study (void)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  for (int i = 0; i < 20; i++) {
    Fixture fixture_data = { 0 }, *fixture = &fixture_data;
    PassantTouchpoint *next;
    guint done = 0;

    fixture->script = load_sample ();
    fixture->visit = passant_visit_new ("visit");
    fixture->guest = passant_player_new ("guest", "visit");
    fixture->guide = passant_guide_new (fixture->script, fixture->visit);
    while ((next = passant_guide_get_next (fixture->guide, NULL))) {
      do_touchpoint (fixture, next, rand);
      g_assert_cmpint (passant_guide_get_touchpoint (fixture->guide, next), ==, PASSANT_STEP_DONE);
      g_assert_cmpuint (++done, <=, fixture->script->touchpoints->len);
    }
    g_assert_true (passant_guide_can_finish (fixture->guide));
    tear_down (fixture, NULL);
  }
}

static PassantScript *
make_long_script (guint n_questions)
{
  g_autoptr (GString) text = g_string_new (
    "{'passant':1,'id':'s','version':1,'languages':['en'],'title':{'en':'S'},"
    "'phases':[{'id':'p','title':{'en':'P'},'touchpoints':[");

  for (guint i = 0; i < n_questions; i++) {
    if (i % 10 == 0)
      g_string_append_printf (text,
                              "%s{'id':'t%u','title':{'en':'T'},'channel':'web','questions':[",
                              i > 0 ? "]}," : "", i);
    g_string_append_printf (text, "%s{'id':'q%u','type':'yes_no','text':{'en':'Q'},'required':true",
                            i % 10 == 0 ? "" : ",", i);
    if (i > 1)
      g_string_append_printf (text, ",'relevant':'${q%u} = `yes` or ${q%u} = `no`'", i - 1, i - 2);
    g_string_append (text, "}");
  }
  g_string_append (text, "]}]}]}");

  return compile (text->str);
}

/* Each question hangs on the two before it, a thousand deep: it opens with them, and the last one ends the walk. */
static void
test_guide_follows_a_long_chain (void)
{
  g_autoptr (PassantScript) script = make_long_script (1000);
  g_autoptr (PassantVisit) visit = passant_visit_new ("visit");
  g_autoptr (PassantPlayer) guest = passant_player_new ("guest", "visit");

  for (int i = 0; i <= 1000; i++) {
    g_autoptr (PassantGuide) guide = passant_guide_new (script, visit);
    g_autoptr (PassantFact) fact = NULL;

    g_assert_cmpint (passant_guide_can_finish (guide), ==, i == 1000);
    if (i == 1000)
      break;

    g_assert_cmpint (passant_guide_get_question (guide, script->questions->pdata[i]), ==,
                     PASSANT_STEP_OPEN);
    fact = passant_player_say (guest, "visit.answered", "{'question':'q%d','value':'yes'}", i);
    passant_visit_apply (visit, fact);
  }
}

/* Ordered, delivered within one to three days, brought back when it suits. */
static const char legs[] =
  "{'passant':1,'id':'s','version':1,'languages':['nl'],'title':{'nl':'S'},'phases':["
  "{'id':'all','title':{'nl':'A'},'touchpoints':["
  "{'id':'order','title':{'nl':'O'},'channel':'web','feeling':false,'questions':["
  "{'id':'ordered','type':'yes_no','text':{'nl':'Q'},'required':true}]},"
  "{'id':'parcel','title':{'nl':'P'},'channel':'mail','order':{'after':'order'},"
  "'wait':{'min_minutes':1440,'max_minutes':4320},'questions':["
  "{'id':'whole','type':'yes_no','text':{'nl':'Q'},'required':true}]},"
  "{'id':'back','title':{'nl':'B'},'channel':'store','order':{'after':'parcel'},"
  "'wait':{'min_minutes':60},'questions':[]}]}]}";

static void
assert_due (Fixture    *fixture,
            const char *touchpoint,
            gint64      last_ms,
            int         min,
            int         max)
{
  gint64 from_ms = 0, until_ms = 0;

  g_assert_true (passant_guide_get_due (fixture->guide,
                                        passant_script_find_touchpoint (fixture->script,
                                                                        touchpoint),
                                        &from_ms, &until_ms));
  g_assert_cmpint (from_ms, ==, last_ms + min * G_GINT64_CONSTANT (60000));
  g_assert_cmpint (until_ms, ==, last_ms + max * G_GINT64_CONSTANT (60000));
}

static gboolean
has_due (Fixture    *fixture,
         const char *touchpoint)
{
  gint64 from_ms, until_ms;

  return passant_guide_get_due (fixture->guide,
                                passant_script_find_touchpoint (fixture->script, touchpoint),
                                &from_ms, &until_ms);
}

static const char *
get_leg (Fixture *fixture)
{
  PassantTouchpoint *leg = passant_guide_get_leg (fixture->guide);

  return leg ? leg->id : NULL;
}

static void
test_guide_says_when_a_leg_is_due (Fixture      *fixture,
                                   gconstpointer data)
{
  gint64 ordered_ms;

  passant_script_unref (fixture->script);
  fixture->script = compile (legs);
  enter ("order");
  g_assert_false (has_due (fixture, "order"));
  g_assert_false (has_due (fixture, "parcel"));
  g_assert_null (get_leg (fixture));

  answer ("ordered", "'yes'");
  ordered_ms = fixture->guest->now_ms;
  assert_due (fixture, "parcel", ordered_ms, 1440, 4320);
  g_assert_cmpstr (get_leg (fixture), ==, "parcel");
  g_assert_false (has_due (fixture, "back"));

  /* Looking in again puts nothing off, and who is there waits no more. */
  enter ("order");
  assert_due (fixture, "parcel", ordered_ms, 1440, 4320);
  enter ("parcel");
  g_assert_null (get_leg (fixture));
  answer ("whole", "'yes'");
  assert_due (fixture, "back", fixture->guest->now_ms, 60, 60);
  g_assert_cmpstr (get_leg (fixture), ==, "back");

  /* Nothing was blocked by any of it. */
  g_assert_true (passant_guide_can_finish (fixture->guide));
  say ("visit.skipped", "{'touchpoint':'parcel','reason':'lost'}");
  g_assert_false (has_due (fixture, "back"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  add ("/guide/leads-through-a-visit", test_guide_leads_through_a_visit);
  add ("/guide/hides-what-hangs-on-the-hidden", test_guide_hides_what_hangs_on_the_hidden);
  add ("/guide/requires-by-expression", test_guide_requires_by_expression);
  add ("/guide/says-why-an-answer-is-wrong", test_guide_says_why_an_answer_is_wrong);
  add ("/guide/waits-unless-the-guest-does-not", test_guide_waits_unless_the_guest_does_not);
  add ("/guide/says-when-a-leg-is-due", test_guide_says_when_a_leg_is_due);
  add ("/guide/opens-what-a-reviewer-returns", test_guide_opens_what_a_reviewer_returns);
  add ("/guide/asks-the-mark-where-a-phase-ends", test_guide_asks_the_mark_where_a_phase_ends);
  add ("/guide/knows-next-and-neighbours", test_guide_knows_next_and_neighbours);
  g_test_add_func ("/guide/never-leads-into-a-dead-end", test_guide_never_leads_into_a_dead_end);
  g_test_add_func ("/guide/leads-through-the-sample-study",
                   test_guide_leads_through_the_sample_study);
  g_test_add_func ("/guide/follows-a-long-chain", test_guide_follows_a_long_chain);

  return g_test_run ();
}
