/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-diary.h"
#include "passant-error.h"
#include "passant-source.h"

#include <string.h>

#define MANY 200

static PassantScript *
load (const char *path)
{
  g_autofree char *full = g_test_build_filename (G_TEST_DIST, path, NULL);
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_source_compile (full, NULL, &error);

  g_assert_no_error (error);

  return script;
}

static PassantScript *
compile (const char *questions)
{
  g_autofree char *text =
    g_strdup_printf ("{'passant':1,'id':'s','version':1,'languages':['en'],'title':{'en':'S'},"
                     "'legal':{'photos':true},'phases':[{'id':'p','title':{'en':'P'},"
                     "'touchpoints':[{'id':'t','title':{'en':'T'},'channel':'web',"
                     "'questions':[%s]}]}]}", questions);
  g_autoptr (GError) error = NULL;
  PassantScript *script;

  g_strdelimit (g_strdelimit (text, "'", '"'), "`", '\'');
  script = passant_script_compile (text, -1, NULL, &error);

  g_assert_no_error (error);

  return script;
}

static PassantDiary *
walk (PassantScript *script,
      guint64        seed)
{
  g_autoptr (PassantWalker) walker = passant_walker_new (script, seed);
  g_autoptr (GError) error = NULL;
  PassantDiary *diary = passant_diary_new (walker, &error);

  g_assert_no_error (error);

  return diary;
}

static void
test_walker_says_the_same_by_the_same_seed (void)
{
  g_autoptr (PassantScript) script = load ("../data/studies/fiets/script.json");
  g_autoptr (PassantDiary) once = walk (script, G_GUINT64_CONSTANT (0x100000007));
  g_autoptr (PassantDiary) again = walk (script, G_GUINT64_CONSTANT (0x100000007));
  g_autoptr (PassantDiary) other = walk (script, 7);

  g_assert_cmpstr (once->lines->str, ==, again->lines->str);
  g_assert_cmpstr (once->lines->str, !=, other->lines->str);
}

static guint
count_kind (PassantDiary *diary,
            const char   *kind)
{
  guint n = 0;

  for (guint i = 0; i < diary->facts->len; i++)
    n += g_str_equal (((PassantFact *) diary->facts->pdata[i])->kind, kind);

  return n;
}

/* Whole visits, or ones broken off, with nothing in them that a guest might not have said. */
static void
test_walker_walks_as_a_guest_would (void)
{
  static const char * const kinds[] = { "visit.opened", "visit.entered", "visit.answered",
                                        "visit.felt", "visit.skipped", "visit.marked",
                                        "visit.evidenced", "visit.broken_off", "visit.finished" };
  g_autoptr (PassantScript) script = load ("../data/studies/fiets/script.json");
  guint n[G_N_ELEMENTS (kinds)] = { 0 };

  for (guint seed = 0; seed < MANY; seed++) {
    g_autoptr (PassantDiary) diary = walk (script, seed);
    g_autoptr (PassantGuide) guide = passant_guide_new (script, diary->visit);
    PassantVisitState state = passant_visit_get_state (diary->visit);

    g_assert_true (passant_visit_is_sample (diary->visit));
    g_assert_cmpstr (passant_visit_get_script (diary->visit), ==, script->hash);
    g_assert_true (state == PASSANT_VISIT_FINISHED || state == PASSANT_VISIT_BROKEN_OFF);
    if (state == PASSANT_VISIT_FINISHED)
      g_assert_true (passant_guide_can_finish (guide));
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      n[i] += count_kind (diary, kinds[i]) > 0;
  }

  /* Everything a guest does is done, and few give up. */
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpuint (n[i], >, 0);
  g_assert_cmpuint (n[G_N_ELEMENTS (kinds) - 1], >, MANY / 2);
}

/* A guest tells a later moment, but never one before the visit or one to come. */
static void
test_walker_dates_back_within_the_visit (void)
{
  g_autoptr (PassantScript) script = load ("../data/studies/fiets/script.json");
  guint n_remembered = 0;

  for (guint seed = 0; seed < 20; seed++) {
    g_autoptr (PassantDiary) diary = walk (script, seed);
    gint64 before_ms = 0;

    for (guint i = 0; i < diary->facts->len; i++) {
      PassantFact *fact = diary->facts->pdata[i];

      g_assert_cmpint (fact->noted_ms, >, before_ms);
      g_assert_cmpint (fact->at_ms, <=, fact->noted_ms);
      g_assert_cmpint (fact->at_ms, >=, passant_visit_get_opened_ms (diary->visit));
      n_remembered += fact->at_ms < fact->noted_ms;
      before_ms = fact->noted_ms;
    }
  }

  g_assert_cmpuint (n_remembered, >, 0);
}

/* Each of the allowed ones about as often as another. */
static void
test_walker_draws_among_the_allowed (void)
{
  g_autoptr (PassantScript) script = compile (
    "{'id':'stars','type':'scale','min':1,'max':5,'text':{'en':'Q'},'required':true,"
    "'constraint':'. != 3'},"
    "{'id':'free','type':'number','text':{'en':'Q'}},"
    "{'id':'never','type':'number','text':{'en':'Q'},'required':true,'constraint':'1 = 2'}");
  g_autoptr (PassantVisit) visit = passant_visit_new ("walk");
  g_autoptr (PassantGuide) guide = passant_guide_new (script, visit);
  g_autoptr (PassantWalker) walker = passant_walker_new (script, 1);
  guint n[6] = { 0 }, n_open = 0;

  for (int i = 0; i < 4000; i++) {
    g_autofree char *value = passant_walker_answer (walker, guide, script->questions->pdata[0]);
    g_autofree char *open = passant_walker_answer (walker, guide, script->questions->pdata[1]);

    n[g_ascii_strtoll (value, NULL, 10)]++;
    n_open += open == NULL;
  }

  for (int i = 1; i <= 5; i++)
    if (i != 3)
      g_assert_cmpuint (ABS ((int) n[i] - 1000), <, 200);
  g_assert_cmpuint (n[3], ==, 0);
  g_assert_cmpuint (n_open, >, 0);
  g_assert_cmpuint (n_open, <, 4000);
  g_assert_null (passant_walker_answer (walker, guide, script->questions->pdata[2]));
}

/* Postcodes, telephone numbers and the like are answered in their form. */
static void
test_walker_writes_what_a_pattern_asks (void)
{
  static const char * const patterns[] = {
    "[1-9][0-9]{3} ?[A-Z]{2}", "(\\\\+31|0)6-?\\\\d{8}", "[^@ ]+@[a-z.]+\\\\.(nl|com)",
    "(?:a|bc|d{2,3})*x", "(((a+)+)+)+",
  };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
    g_autofree char *question =
      g_strdup_printf ("{'id':'q','type':'text','text':{'en':'Q'},'required':true,"
                       "'constraint':'regex(., `%s`)'}", patterns[i]);
    g_autoptr (PassantScript) script = compile (question);
    g_autoptr (PassantVisit) visit = passant_visit_new ("walk");
    g_autoptr (PassantGuide) guide = passant_guide_new (script, visit);
    g_autoptr (PassantWalker) walker = passant_walker_new (script, i);
    g_autofree char *value = passant_walker_answer (walker, guide, script->questions->pdata[0]);

    g_assert_nonnull (value);
  }
}

/* What nobody could answer is skipped in the end, with a reason. */
static void
test_walker_skips_what_cannot_be_done (void)
{
  g_autoptr (PassantScript) script = compile (
    "{'id':'never','type':'number','text':{'en':'Q'},'required':true,'constraint':'1 = 2'}");

  for (guint seed = 0; seed < 20; seed++) {
    g_autoptr (PassantDiary) diary = walk (script, seed);

    g_assert_true (passant_visit_get_skip (diary->visit, "t") ||
                   passant_visit_get_break_reason (diary->visit));
  }
}

static void
test_walker_hands_in_sample_files (void)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  g_autoptr (PassantScript) script = compile (
    "{'id':'proof','type':'photo','text':{'en':'Q'},'required':true}");
  g_autoptr (PassantWalker) walker = passant_walker_new (script, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantDiary) diary = passant_diary_new (walker, &error);
  const PassantAnswer *answer;
  PassantEvidence *evidence;
  g_autofree char *sum = NULL;
  GBytes *bytes;

  g_assert_no_error (error);
  answer = passant_visit_get_answer (diary->visit, "proof");
  g_assert_nonnull (answer);
  bytes = passant_walker_get_file (walker, answer->value);
  g_assert_nonnull (bytes);
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_assert_cmpstr (sum, ==, answer->value);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), sizeof signature, signature, sizeof signature);

  evidence = passant_visit_get_evidence (diary->visit)->pdata[0];
  g_assert_cmpstr (evidence->sha256, ==, sum);
  g_assert_cmpstr (evidence->question, ==, "proof");
  g_assert_cmpint (evidence->bytes, ==, g_bytes_get_size (bytes));
  g_assert_null (passant_walker_get_file (walker, "0000"));
}

static gboolean
refuse (const char *kind,
        const char *body,
        gint64      at_ms,
        gpointer    data,
        GError    **error)
{
  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE, "Full");

  return --*(int *) data > 0;
}

static void
test_walker_stops_when_it_is_not_heard (void)
{
  g_autoptr (PassantScript) script = compile ("{'id':'q','type':'yes_no','text':{'en':'Q'}}");
  g_autoptr (PassantWalker) walker = passant_walker_new (script, 1);
  g_autoptr (GError) error = NULL;
  int left = 1;

  g_assert_false (passant_walker_walk (walker, 0, refuse, &left, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
  g_assert_cmpint (left, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/walker/says-the-same-by-the-same-seed",
                   test_walker_says_the_same_by_the_same_seed);
  g_test_add_func ("/walker/walks-as-a-guest-would", test_walker_walks_as_a_guest_would);
  g_test_add_func ("/walker/dates-back-within-the-visit", test_walker_dates_back_within_the_visit);
  g_test_add_func ("/walker/draws-among-the-allowed", test_walker_draws_among_the_allowed);
  g_test_add_func ("/walker/writes-what-a-pattern-asks", test_walker_writes_what_a_pattern_asks);
  g_test_add_func ("/walker/skips-what-cannot-be-done", test_walker_skips_what_cannot_be_done);
  g_test_add_func ("/walker/hands-in-sample-files", test_walker_hands_in_sample_files);
  g_test_add_func ("/walker/stops-when-it-is-not-heard", test_walker_stops_when_it_is_not_heard);

  return g_test_run ();
}
