/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-player.h"
#include "passant-score.h"

#include <string.h>

static void
test_ratio_is_exact (void)
{
  PassantRatio third = passant_ratio_new (1, 3);
  PassantRatio sum = passant_ratio_add (passant_ratio_add (third, third), third);
  PassantRatio nothing = passant_ratio_new (5, 0);
  PassantRatio large = passant_ratio_new (G_MAXINT64, 3);

  g_assert_cmpint (sum.num, ==, 1);
  g_assert_cmpint (sum.den, ==, 1);
  g_assert_cmpint (passant_ratio_new (4, -6).num, ==, -2);
  g_assert_cmpint (passant_ratio_new (4, -6).den, ==, 3);
  g_assert_cmpint (passant_ratio_new (0, 7).den, ==, 1);
  g_assert_true (passant_ratio_is_nothing (nothing));
  g_assert_cmpint (passant_ratio_add (nothing, third).den, ==, 3);
  g_assert_true (passant_ratio_is_nothing (passant_ratio_multiply (nothing, third)));

  /* Wider than 64 bits on the way, not in the end. */
  large = passant_ratio_multiply (large, passant_ratio_new (3, G_MAXINT64));
  g_assert_cmpint (large.num, ==, 1);
  g_assert_cmpint (large.den, ==, 1);
}

static void
test_ratio_rounds_half_up (void)
{
  static const struct { gint64 num, den; const char *percent; } rows[] = {
    { 5, 6, "83.3" }, { 2, 3, "66.7" }, { 1, 1, "100.0" }, { 0, 9, "0.0" }, { 1, 2000, "0.1" },
    { 1, 2001, "0.0" },
    { 1, 800, "0.1" }, { 3, 2000, "0.2" }, { -1, 3, "-33.3" }, { -1, 2000, "0.0" },
    { -3, 2000, "-0.1" },
    { 3, 0, "" }, { 999999, 1000000, "100.0" }, { G_MAXINT64 - 1, G_MAXINT64, "100.0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *percent = passant_ratio_to_percent (passant_ratio_new (rows[i].num,
                                                                            rows[i].den));

    g_test_message ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, rows[i].num, rows[i].den);
    g_assert_cmpstr (percent, ==, rows[i].percent);
  }
}

static char *
write_script (const char *questions)
{
  char *text = g_strdup_printf (
    "{'passant':1,'id':'s','version':1,'languages':['en'],'title':{'en':'S'},'phases':[{'id':'p',"
    "'title':{'en':'P'},'touchpoints':[{'id':'t','title':{'en':'T'},'channel':'web',"
    "'questions':[%s]}]}]}",
    questions);

  return g_strdelimit (text, "'", '"');
}

static PassantScript *
compile (const char *questions)
{
  g_autofree char *text = write_script (questions);
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_script_compile (text, -1, NULL, &error);

  g_assert_no_error (error);

  return script;
}

typedef struct {
  const char *question; /* but its id, text and pillar */
  const char *value;
  const char *points;   /* "points/most", or NULL when it does not score */
} ScoreRow;

static const ScoreRow score_rows[] = {
  { "'type':'yes_no'", "yes", "1/1 of 1/1" },
  { "'type':'yes_no','weight':3", "no", "0/1 of 3/1" },
  { "'type':'yes_no','points':{'yes':0,'no':5}", "no", "1/1 of 1/1" },
  { "'type':'yes_no','points':{'yes':0,'no':0}", "no", NULL },
  { "'type':'yes_no','weight':0", "yes", NULL },
  {
    "'type':'choice','choices':[{'id':'a','label':{'en':'A'},'points':2},"
    "{'id':'b','label':{'en':'B'},'points':5},"
    "{'id':'c','label':{'en':'C'}}]", "a", "2/5 of 1/1"
  },
  {
    "'type':'choice','choices':[{'id':'a','label':{'en':'A'},'points':2},"
    "{'id':'c','label':{'en':'C'}}]",
    "c", NULL
  },
  { "'type':'choice','choices':[{'id':'a','label':{'en':'A'}},{'id':'c','label':{'en':'C'}}]", "a",
    NULL },
  { "'type':'choices','weight':2,'choices':[{'id':'a','label':{'en':'A'},'points':2},"
    "{'id':'b','label':{'en':'B'},'points':1},{'id':'c','label':{'en':'C'}}]", "b c",
    "2/3 of 2/1" },
  { "'type':'scale','min':1,'max':5", "4", "3/4 of 1/1" },
  { "'type':'scale','min':1,'max':5,'reversed':true,'weight':2", "4", "1/2 of 2/1" },
  { "'type':'scale','min':-3,'max':3", "-1", "1/3 of 1/1" },
  { "'type':'scale','min':1,'max':5", "6", NULL },
  { "'type':'number'", "4", NULL },
  { "'type':'yes_no','constraint':'1 = 2'", "yes", NULL },
  { "'type':'yes_no','relevant':'1 = 2'", "yes", NULL },
};

static void
test_score_scores_each_type (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (score_rows); i++) {
    const ScoreRow *row = &score_rows[i];
    g_autofree char *question = g_strdup_printf ("{'id':'q','text':{'en':'Q'},'pillar':'ease',%s}",
                                                 row->question);
    g_autoptr (PassantScript) script = NULL;
    g_autoptr (PassantVisit) visit = passant_visit_new ("visit");
    g_autoptr (PassantPlayer) guest = passant_player_new ("guest", "visit");
    g_autoptr (PassantFact) fact = passant_player_say (guest, "visit.answered",
                                                       "{'question':'q','value':'%s'}",
                                                       row->value);
    g_autoptr (PassantScore) score = NULL;
    g_autofree char *points = NULL;

    g_test_message ("%s", question);
    script = compile (question);
    passant_visit_apply (visit, fact);
    score = passant_score_new (script, visit);
    if (passant_score_get_rows (score)->len > 0) {
      PassantScoreRow *scored = g_ptr_array_index (passant_score_get_rows (score), 0);

      points = g_strdup_printf ("%d/%d of %d/%d", (int) scored->points.num,
                                (int) scored->points.den,
                                (int) scored->most.num, (int) scored->most.den);
    }
    g_assert_cmpstr (points, ==, row->points);
  }
}

static void
answer (PassantVisit  *visit,
        PassantPlayer *guest,
        const char    *question,
        const char    *value)
{
  g_autoptr (PassantFact) fact = passant_player_say (guest, "visit.answered",
                                                     "{'touchpoint':'t','question':'%s',%s}",
                                                     question, value);

  passant_visit_apply (visit, fact);
}

static void
test_score_gates_from_the_bottom (void)
{
  g_autoptr (PassantScript) script = compile (
    "{'id':'f1','type':'scale','min':0,'max':10,'text':{'en':'Q'},"
    "'pillar':'effectiveness','weight':3},"
    "{'id':'f2','type':'yes_no','text':{'en':'Q'},'pillar':'effectiveness','na':true},"
    "{'id':'e1','type':'yes_no','text':{'en':'Q'},'pillar':'ease'},"
    "{'id':'m1','type':'yes_no','text':{'en':'Q'},'pillar':'emotion'}");
  g_autoptr (PassantPlayer) guest = passant_player_new ("guest", "visit");
  g_autoptr (PassantVisit) visit = passant_visit_new ("visit");
  static const struct { const char *question, *value, *percents, *headlines; } rows[] = {
    { "f1", "'value':'6'", "60.0|||60.0", "E--" },
    { "e1", "'value':'yes'", "60.0|100.0||70.0", "EE-" },
    { "m1", "'value':'no'", "60.0|100.0|0.0|56.0", "EEE" },
    { "f2", "'value':'no'", "45.0|100.0|0.0|46.7", "E--" },
    { "f2", "'na':true", "60.0|100.0|0.0|56.0", "EEE" },
    { "e1", "'value':'no'", "60.0|0.0|0.0|36.0", "EE-" },
    { "f1", "'value':null", "|0.0|0.0|0.0", "---" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PassantScore) score = NULL;
    g_autoptr (GString) percents = g_string_new (NULL);
    g_autoptr (GString) headlines = g_string_new (NULL);
    g_autofree char *all = NULL;
    g_autofree char *touchpoint = NULL;

    answer (visit, guest, rows[i].question, rows[i].value);
    score = passant_score_new (script, visit);
    for (int pillar = PASSANT_PILLAR_EFFECTIVENESS; pillar <= PASSANT_PILLAR_EMOTION; pillar++) {
      g_autofree char *percent = passant_ratio_to_percent (passant_score_get_pillar (score,
                                                                                     pillar));

      g_string_append_printf (percents, "%s|", percent);
      g_string_append_c (headlines, passant_score_has_headline (score, pillar) ? 'E' : '-');
    }
    all = passant_ratio_to_percent (passant_score_get_pillar (score, PASSANT_PILLAR_NONE));
    touchpoint = passant_ratio_to_percent (
      passant_score_get_touchpoint (score, g_ptr_array_index (script->touchpoints, 0)));
    g_string_append (percents, all);
    g_assert_cmpstr (percents->str, ==, rows[i].percents);
    g_assert_cmpstr (headlines->str, ==, rows[i].headlines);
    g_assert_cmpstr (touchpoint, ==, all);
  }
}

/* The sum of the shares of many questions is as exact as one share, or there is no script. */
static void
test_score_refuses_points_without_a_common_measure (void)
{
  static const int primes[] = { 997, 991, 983, 977, 971, 967, 953, 947 };
  g_autoptr (GString) questions = g_string_new (NULL);
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autofree char *text = NULL;
  g_autoptr (PassantScript) script = NULL;
  g_autoptr (PassantScript) fewer = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (primes); i++) {
    if (i == 4)
      fewer = compile (questions->str);
    g_string_append_printf (questions,
                            "%s{'id':'q%u','type':'yes_no','text':{'en':'Q'},'pillar':'ease',"
                            "'points':{'yes':%d,'no':1}}", i ? "," : "", i, primes[i]);
  }
  g_assert_nonnull (fewer);

  text = write_script (questions->str);
  script = passant_script_compile (text, -1, problems, NULL);
  g_assert_null (script);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((PassantProblem *) problems->pdata[0])->code, ==, "points-too-mixed");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ratio/is-exact", test_ratio_is_exact);
  g_test_add_func ("/ratio/rounds-half-up", test_ratio_rounds_half_up);
  g_test_add_func ("/score/scores-each-type", test_score_scores_each_type);
  g_test_add_func ("/score/gates-from-the-bottom", test_score_gates_from_the_bottom);
  g_test_add_func ("/score/refuses-points-without-a-common-measure",
                   test_score_refuses_points_without_a_common_measure);

  return g_test_run ();
}
