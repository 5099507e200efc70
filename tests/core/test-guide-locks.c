/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-guide.h"
#include "passant-player.h"

/* Single quotes stand for double ones, back-quotes for single. */
static const char journey[] =
  "{'passant':1,'id':'s','version':1,'languages':['nl'],'title':{'nl':'S'},'phases':["
  "{'id':'p','title':{'nl':'P'},'touchpoints':["
  "{'id':'web','title':{'nl':'W'},'channel':'web','questions':["
  "{'id':'found','type':'yes_no','text':{'nl':'Q'},'required':true},"
  "{'id':'how','type':'choice','text':{'nl':'Q'},'choices':[{'id':'search','label':{'nl':'A'}},"
  "{'id':'link','label':{'nl':'B'},'specify':true}]},"
  "{'id':'deep','type':'text','text':{'nl':'Q'},'relevant':'${how} = `link`'}]},"
  "{'id':'counter','title':{'nl':'B'},'channel':'store','questions':["
  "{'id':'wait','type':'number','text':{'nl':'Q'},'constraint':'. != 13'},"
  "{'id':'again','type':'number','text':{'nl':'Q'}}]}]}]}";

typedef struct {
  PassantScript *script;
  PassantVisit  *visit;
  PassantPlayer *guest;
  PassantPlayer *reviewer;
} Fixture;

static void
say (Fixture     *fixture,
     PassantFact *fact)
{
  passant_visit_apply (fixture->visit, fact);
  passant_fact_unref (fact);
}

static void
answer (Fixture    *fixture,
        const char *question,
        const char *value)
{
  PassantQuestion *asked = passant_script_find_question (fixture->script, question);

  say (fixture, passant_player_say (fixture->guest, "visit.answered",
                                    "{'touchpoint':'%s','question':'%s','value':'%s'}",
                                    asked->touchpoint->id, question, value));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *json = g_strdelimit (g_strdelimit (g_strdup (journey), "'", '"'), "`", '\'');
  g_autoptr (GError) error = NULL;

  fixture->script = passant_script_compile (json, -1, NULL, &error);
  g_assert_no_error (error);
  fixture->visit = passant_visit_new ("visit");
  fixture->guest = passant_player_new ("guest", "visit");
  fixture->reviewer = passant_player_new ("reviewer", "visit");
  say (fixture, passant_player_say (fixture->guest, "visit.entered", "{'touchpoint':'web'}"));
  answer (fixture, "found", "yes");
  answer (fixture, "how", "search");
  say (fixture, passant_player_say (fixture->guest, "visit.entered", "{'touchpoint':'counter'}"));
  answer (fixture, "wait", "5");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_player_free (fixture->guest);
  passant_player_free (fixture->reviewer);
  passant_visit_unref (fixture->visit);
  passant_script_unref (fixture->script);
}

static void
finish (Fixture *fixture)
{
  say (fixture, passant_player_say (fixture->guest, "visit.finished", "{}"));
}

/* The ids of all questions, and of all touchpoints, that are locked. */
static void
assert_locked (Fixture    *fixture,
               const char *expected)
{
  g_autoptr (PassantGuide) guide = passant_guide_new (fixture->script, fixture->visit);
  g_autoptr (GString) locked = g_string_new (NULL);

  for (guint i = 0; i < fixture->script->questions->len; i++) {
    PassantQuestion *question = fixture->script->questions->pdata[i];

    if (passant_guide_is_locked (guide, question))
      g_string_append_printf (locked, "%s ", question->id);
  }
  for (guint i = 0; i < fixture->script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = fixture->script->touchpoints->pdata[i];

    if (passant_guide_is_touchpoint_locked (guide, touchpoint))
      g_string_append_printf (locked, "%s ", touchpoint->id);
  }
  g_assert_cmpstr (locked->str, ==, expected);
}

/* What was handed in and is not asked about stays; what had no answer is open, and so is what shows up, or was made. */
static void
test_locks_what_nobody_asks_about (Fixture      *fixture,
                                   gconstpointer data)
{
  assert_locked (fixture, "");
  finish (fixture);
  assert_locked (fixture, "");

  say (fixture, passant_player_say (fixture->reviewer, "review.returned",
                                    "{'revision':1,'questions':['how']}"));
  assert_locked (fixture, "found wait counter ");
  answer (fixture, "how", "link");
  answer (fixture, "how.other", "far");
  assert_locked (fixture, "found wait counter ");
  answer (fixture, "deep", "down");
  answer (fixture, "deep", "deeper");
  assert_locked (fixture, "found wait counter ");
  answer (fixture, "wait", "13");
  assert_locked (fixture, "found counter ");

  answer (fixture, "wait", "12");
  finish (fixture);
  assert_locked (fixture, "");
}

static void
test_locks_nothing_when_nothing_is_named (Fixture      *fixture,
                                          gconstpointer data)
{
  finish (fixture);
  say (fixture, passant_player_say (fixture->reviewer, "review.returned", "{'revision':1}"));
  assert_locked (fixture, "");
  finish (fixture);
  say (fixture, passant_player_say (fixture->reviewer, "review.returned",
                                    "{'revision':2,'questions':['gone']}"));
  assert_locked (fixture, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/guide-locks/what-nobody-asks-about", Fixture, NULL, set_up,
              test_locks_what_nobody_asks_about, tear_down);
  g_test_add ("/guide-locks/nothing-when-nothing-is-named", Fixture, NULL, set_up,
              test_locks_nothing_when_nothing_is_named, tear_down);

  return g_test_run ();
}
