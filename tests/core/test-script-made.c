/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the compiler makes of a script: questions beside others, rounds, proposals, filters. */

#include "passant-error.h"
#include "passant-script.h"

#include <string.h>

/* A script around @touchpoints. Single quotes stand for double ones, ` for single ones. */
static char *
wrap (const char *touchpoints)
{
  g_autofree char *text = g_strconcat (
    "{'passant':1,'id':'s','version':1,'languages':['nl','en','fy'],'title':{'nl':'T'},"
    "'lists':{'towns':[{'id':'NL-UT','label':{'nl':'Utrecht'},'columns':{'land':'nl'}},"
    "{'id':'B','label':{'nl':'Brussel'},'specify':{'nl':'Waar daar?'}}]},"
    "'phases':[{'id':'p','title':{'nl':'P'},'touchpoints':[", touchpoints, "]}]}", NULL);

  g_strdelimit (text, "'", '"');

  return g_strdelimit (g_steal_pointer (&text), "`", '\'');
}

static PassantScript *
compile (const char *touchpoints)
{
  g_autofree char *text = wrap (touchpoints);
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_script_compile (text, -1, NULL, &error);

  g_assert_no_error (error);

  return script;
}

/* The one problem that there is. */
static void
refuse (const char *touchpoints,
        const char *path,
        const char *code)
{
  g_autofree char *text = wrap (touchpoints);
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  PassantProblem *problem;

  g_test_message ("%s", touchpoints);
  g_assert_null (passant_script_compile (text, -1, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (problem->path, ==, path);
  g_assert_cmpstr (problem->code, ==, code);
  g_assert_cmpint (problem->severity, ==, PASSANT_SEVERITY_ERROR);
}

static char *
list_ids (GPtrArray *questions)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < questions->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            ((PassantQuestion *) g_ptr_array_index (questions, i))->id);

  return g_string_free_and_steal (ids);
}

/* Answers that an expression looks at: id, answer, id, answer … NULL. */
static const char *
look_up (const char *question,
         guint       round,
         gpointer    data)
{
  const char * const *answers = data;

  for (; answers[0]; answers += 2)
    if (g_str_equal (answers[0], question))
      return answers[1];

  return NULL;
}

static gboolean
is_asked (PassantScript *script,
          const char    *id,
          const char    *question,
          const char    *answer)
{
  const char *answers[] = { question, answer, NULL };
  PassantScope scope = { .answer = look_up, .data = answers };

  return passant_expression_test (passant_script_find_question (script, id)->relevant, &scope);
}

#define TOUCHPOINT "{'id':'t','title':{'nl':'T'},'channel':'web','questions':["
#define TEXT "'text':{'nl':'Q'}"

static void
test_script_asks_which_other (void)
{
  g_autoptr (PassantScript) script = compile (
    TOUCHPOINT "{'id':'one','type':'choice'," TEXT ",'integrity':true,'choices':["
    "{'id':'a','label':{'nl':'A'}},{'id':'it`s','label':{'nl':'X'},'specify':true}]},"
    "{'id':'towns','type':'choices'," TEXT ",'choices':'towns'},"
    "{'id':'last','type':'choices'," TEXT ",'choices':'towns','na':true}]}");
  g_autofree char *ids = list_ids (script->questions);
  PassantQuestion *other = passant_script_find_question (script, "one.other");
  PassantQuestion *towns = passant_script_find_question (script, "towns");

  g_assert_cmpstr (ids, ==, "one one.other towns towns.other last last.other");
  g_assert_cmpint (other->type, ==, PASSANT_QUESTION_TEXT);
  g_assert_cmpint (other->role, ==, PASSANT_ROLE_OTHER);
  g_assert_true (other->host == passant_script_find_question (script, "one"));
  g_assert_true (other->required && other->integrity && other->first == other);
  g_assert_cmpstr (passant_text_get (other->text, "nl"), ==, "Welke?");
  g_assert_cmpstr (passant_text_get (other->text, "en"), ==, "Which?");
  g_assert_cmpstr (passant_text_get (other->text, "fy"), ==, "Which?");
  g_assert_true (is_asked (script, "one.other", "one", "it's"));
  g_assert_false (is_asked (script, "one.other", "one", "a"));

  g_assert_cmpstr (towns->list, ==, "towns");
  g_assert_true (towns->choices == passant_script_find_question (script, "last")->choices);
  other = passant_script_find_question (script, "towns.other");
  g_assert_cmpstr (passant_text_get (other->text, "nl"), ==, "Waar daar?");
  g_assert_true (is_asked (script, "towns.other", "towns", "NL-UT B"));
  g_assert_false (is_asked (script, "towns.other", "towns", "NL-UT"));
}

static void
test_script_asks_why_below (void)
{
  g_autoptr (PassantScript) script = compile (
    TOUCHPOINT "{'id':'met','type':'yes_no'," TEXT ",'comment_if_below':1,"
    "'comment':{'nl':'Waar?'}},"
    "{'id':'pace','type':'choice'," TEXT ",'comment_if_below':2,'choices':["
    "{'id':'a','label':{'nl':'A'},'points':0},{'id':'b','label':{'nl':'B'},'points':1},"
    "{'id':'c','label':{'nl':'C'},'points':2},{'id':'d','label':{'nl':'D'}}]},"
    "{'id':'mood','type':'scale'," TEXT ",'min':-3,'max':3,'comment_if_below':-1},"
    "{'id':'price','type':'number'," TEXT ",'decimals':2,'comment_if_below':12.25}]}");
  g_autofree char *ids = list_ids (script->questions);
  PassantQuestion *comment = passant_script_find_question (script, "met.comment");
  static const struct { const char *id, *question, *answer; gboolean is_asked; } rows[] = {
    { "met.comment", "met", "no", TRUE }, { "met.comment", "met", "yes", FALSE },
    { "met.comment", "met", NULL, FALSE },
    { "pace.comment", "pace", "a", TRUE }, { "pace.comment", "pace", "b", TRUE },
    { "pace.comment", "pace", "c", FALSE }, { "pace.comment", "pace", "d", FALSE },
    { "mood.comment", "mood", "-2", TRUE }, { "mood.comment", "mood", "-1", FALSE },
    { "mood.comment", "mood", NULL, FALSE },
    { "price.comment", "price", "12.24", TRUE }, { "price.comment", "price", "12.25", FALSE },
  };

  g_assert_cmpstr (ids, ==, "met met.comment pace pace.comment mood mood.comment price "
                   "price.comment");
  g_assert_cmpint (comment->type, ==, PASSANT_QUESTION_NARRATIVE);
  g_assert_cmpint (comment->role, ==, PASSANT_ROLE_COMMENT);
  g_assert_true (comment->required);
  g_assert_cmpstr (passant_text_get (comment->text, "nl"), ==, "Waar?");
  g_assert_cmpstr (passant_text_get (passant_script_find_question (script, "mood.comment")->text,
                                     "nl"), ==, "Waarom?");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (is_asked (script, rows[i].id, rows[i].question, rows[i].answer), ==,
                     rows[i].is_asked);
}

static void
test_script_asks_what_a_receipt_says (void)
{
  g_autoptr (PassantScript) script = compile (
    TOUCHPOINT "{'id':'paid','type':'yes_no'," TEXT "},"
    "{'id':'bill','type':'receipt'," TEXT ",'currency':'JPY','na':true,'required':true,"
    "'relevant':'${paid} = `yes`'}]}");
  g_autofree char *ids = list_ids (script->questions);
  PassantQuestion *bill = passant_script_find_question (script, "bill");
  PassantQuestion *amount = passant_script_find_question (script, "bill.amount");
  PassantQuestion *time = passant_script_find_question (script, "bill.time");

  g_assert_cmpstr (ids, ==, "paid bill bill.amount bill.time");
  g_assert_cmpint (amount->type, ==, PASSANT_QUESTION_MONEY);
  g_assert_cmpint (amount->role, ==, PASSANT_ROLE_AMOUNT);
  g_assert_cmpstr (amount->currency, ==, "JPY");
  g_assert_cmpint (amount->decimals, ==, 0);
  g_assert_cmpint (time->type, ==, PASSANT_QUESTION_TIME);
  g_assert_cmpint (time->role, ==, PASSANT_ROLE_TIME);
  g_assert_true (amount->required && amount->allows_na && time->required && time->allows_na);
  g_assert_true (amount->relevant == bill->relevant && time->relevant == bill->relevant);

  /* Its legal profile says nothing of photos. */
  g_assert_false (passant_script_allows (script, bill));
  g_assert_false (passant_script_allows (script, amount));
  g_assert_true (passant_script_allows (script, passant_script_find_question (script, "paid")));
}

static void
test_script_unfolds_rounds (void)
{
  g_autoptr (PassantScript) script = compile (
    TOUCHPOINT "{'id':'before','type':'number'," TEXT "}]},"
    "{'id':'staff','title':{'nl':'Personeel'},'channel':'store',"
    "'repeat':{'label':{'nl':'Medewerker'},'min':0,'max':3},'questions':["
    "{'id':'met','type':'yes_no'," TEXT ",'comment_if_below':1},"
    "{'id':'age','type':'number'," TEXT ",'relevant':'${met} = `yes`'}]},"
    "{'id':'dish','title':{'nl':'Gerecht'},'channel':'store','repeat':{'count':'${before}'},"
    "'questions':[]}");
  g_autofree char *ids = list_ids (script->questions);
  PassantTouchpoint *staff = passant_script_find_touchpoint (script, "staff");
  PassantTouchpoint *dish = passant_script_find_touchpoint (script, "dish");
  PassantQuestion *met = passant_script_find_question (script, "met");
  PassantQuestion *comment = passant_script_find_question (script, "met.comment.3");
  PassantQuestion *age = passant_script_find_question (script, "age.2");

  g_assert_cmpstr (ids, ==, "before staff.rounds met met.comment age met.2 met.comment.2 age.2 "
                   "met.3 met.comment.3 age.3 dish.rounds");
  g_assert_true (staff->repeats);
  g_assert_cmpuint (staff->rounds_min, ==, 0);
  g_assert_cmpuint (staff->rounds_max, ==, 3);
  g_assert_cmpint (staff->rounds->role, ==, PASSANT_ROLE_ROUNDS);
  g_assert_cmpint (staff->rounds->type, ==, PASSANT_QUESTION_NUMBER);
  g_assert_cmpuint (staff->rounds->round, ==, 0);
  g_assert_cmpstr (passant_text_get (staff->rounds->text, "nl"), ==, "Medewerker");
  g_assert_true (passant_question_check (staff->rounds, "0", NULL));
  g_assert_false (passant_question_check (staff->rounds, "4", NULL));

  /* An id is found as it is written, and no other is like it. */
  g_assert_null (passant_script_find_question (script, "Met"));
  g_assert_null (passant_script_find_touchpoint (script, "STAFF"));
  g_assert_null (passant_script_find_question (script, "met.4"));
  g_assert_cmpuint (met->round, ==, 1);
  g_assert_true (met->first == met);
  g_assert_cmpuint (age->round, ==, 2);
  g_assert_true (age->relevant == age->first->relevant && age->text == age->first->text);
  g_assert_true (comment->host == passant_script_find_question (script, "met.3"));
  g_assert_true (comment->first == passant_script_find_question (script, "met.comment"));
  for (guint i = 0; i < script->questions->len; i++)
    g_assert_cmpuint (((PassantQuestion *) g_ptr_array_index (script->questions, i))->index, ==, i);

  g_assert_cmpint (dish->rounds->type, ==, PASSANT_QUESTION_CALCULATE);
  g_assert_nonnull (dish->rounds->calculation);
  g_assert_cmpuint (dish->rounds_max, ==, 10);
  g_assert_cmpstr (passant_text_get (dish->rounds->text, "nl"), ==, "Gerecht");
}

static void
test_script_limits_rounds (void)
{
  g_autoptr (GString) touchpoint = g_string_new (
    "{'id':'t','title':{'nl':'T'},'channel':'web','repeat':{'max':20},'questions':[");

  for (int i = 0; i < 600; i++)
    g_string_append_printf (touchpoint, "%s{'id':'q%d','type':'text'," TEXT "}", i > 0 ? "," : "",
                            i);
  g_string_append (touchpoint, "]}");
  refuse (touchpoint->str, "/phases", "too-many");
}

static const struct { const char *type, *text, *value; } proposals[] = {
  { "'text'", "Utrecht", "Utrecht" }, { "'text'", "Den Haag (centrum)", "Den Haag (centrum)" },
  { "'text'", "it`s \\\"so\\\"", "it's \"so\"" }, { "'text'", "1 +", "1 +" },
  { "'text'", "2026-11-22", "2026-11-22" }, { "'date'", "2026-11-22", "2026-11-22" },
  { "'time'", "14:05", "14:05" }, { "'date_time'", "2026-11-22T14:05", "2026-11-22T14:05" },
  { "'number'", "12", "12" }, { "'number'", "-5", "-5" }, { "'number'", "3 * 4", "12" },
  { "'text'", "`quoted`", "quoted" }, { "'text'", "if(true(), `a`, `b`)", "a" },
  { "'yes_no'", "yes", "yes" }, { "'yes_no'", "${first}", "no" },
  { "'choices','choices':'towns'", "NL-UT B", "NL-UT B" },
  { "'choice','choices':'towns'", "B", "B" },
  { "'place'", "52.1 5.1", "52.1 5.1" },
};

static void
test_script_proposes_what_is_said_or_worked_out (void)
{
  const char *answers[] = { "first", "no", NULL };
  PassantScope scope = { .answer = look_up, .data = answers };

  for (guint i = 0; i < G_N_ELEMENTS (proposals); i++) {
    g_autofree char *touchpoint = g_strdup_printf (
      TOUCHPOINT "{'id':'first','type':'yes_no'," TEXT "},{'id':'q','type':%s," TEXT
      ",'default':'%s'}]}", proposals[i].type, proposals[i].text);
    g_autoptr (PassantScript) script = compile (touchpoint);
    PassantQuestion *question = passant_script_find_question (script, "q");
    g_autofree char *value = passant_expression_evaluate (question->proposal, &scope);

    g_assert_cmpstr (value, ==, proposals[i].value);
  }
}

static void
test_script_checks_what_it_makes (void)
{
  refuse (TOUCHPOINT "{'id':'q','type':'scale'," TEXT ",'min':1,'max':5,'comment_if_below':1}]}",
          "/phases/0/touchpoints/0/questions/0/comment_if_below", "comment-never");
  refuse (TOUCHPOINT "{'id':'q','type':'text'," TEXT ",'hint':{'nl':'A','en':'B ${r}'}}]}",
          "/phases/0/touchpoints/0/questions/0/hint/en", "unknown-question");
  refuse (TOUCHPOINT "{'id':'q','type':'text'," TEXT ",'default':'${q}'}]}",
          "/phases/0/touchpoints/0/questions/0/default", "later-question");
  refuse (TOUCHPOINT "{'id':'q','type':'choice'," TEXT ",'choices':'town'}]}",
          "/phases/0/touchpoints/0/questions/0/choices", "unknown-list");
  /* What the compiler makes is not the author's to speak of. */
  refuse (TOUCHPOINT "{'id':'q','type':'receipt'," TEXT "},"
          "{'id':'r','type':'text'," TEXT ",'hint':{'nl':'${q.amount}'}}]}",
          "/phases/0/touchpoints/0/questions/1/hint/nl", "bad-reference");
}

/* The names of what a briefing shows, and behind a stroke of what it cannot show. */
static char *
list_pictures (const char *briefing)
{
  g_autofree char *text =
    g_strconcat ("{\"passant\":1,\"id\":\"s\",\"version\":1,\"languages\":[\"nl\"],"
                 "\"title\":{\"nl\":\"T\"},\"briefing\":{\"nl\":\"", briefing, "\"},"
                 "\"phases\":[{\"id\":\"p\",\"title\":{\"nl\":\"P\"},\"touchpoints\":["
                 "{\"id\":\"t\",\"title\":{\"nl\":\"T\"},\"channel\":\"web\",\"questions\":[]}]}]}",
                 NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantScript) script = passant_script_compile (text, -1, NULL, &error);
  g_auto (GStrv) names = NULL, strays = NULL;
  g_autofree char *shown = NULL, *not_shown = NULL;

  g_assert_no_error (error);
  names = passant_script_list_pictures (script);
  strays = passant_script_list_strays (script);
  shown = g_strjoinv (" ", names);
  not_shown = g_strjoinv (" ", strays);

  return g_strconcat (shown, "/", not_shown, NULL);
}

static void
test_script_names_its_pictures (void)
{
  static const struct { const char *briefing, *names; } rows[] = {
    { "No picture, [a link](page.png), ![]()", "/" },
    { "![b](b.png) ![a](a.jpg \\\"title\\\") ![b](b.png)", "a.jpg b.png/" },
    { "![two words](<two words.png>)", "two words.png/" },
    { "![a [b] c](nested.png) ![a\\\\]b](escaped.png)", "escaped.png nested.png/" },
    { "![x](shelf(1).png) ![x](shelf\\\\_2.png)", "shelf(1).png shelf_2.png/" },
    { "![x][far]\\n\\n[far]: far.PNG\\n[page]: https://example.org/a.png", "far.PNG/" },
    { "![x](img/a.png) ![y](https://example.org/a.png)", "/https://example.org/a.png img/a.png" },
    { "![x](../../etc/passwd) ![y](<..>) ![z](#top)", "/#top .. ../../etc/passwd" },
    { "![x", "/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *names = list_pictures (rows[i].briefing);

    g_assert_cmpstr (names, ==, rows[i].names);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/script/asks-which-other", test_script_asks_which_other);
  g_test_add_func ("/script/asks-why-below", test_script_asks_why_below);
  g_test_add_func ("/script/asks-what-a-receipt-says", test_script_asks_what_a_receipt_says);
  g_test_add_func ("/script/unfolds-rounds", test_script_unfolds_rounds);
  g_test_add_func ("/script/limits-rounds", test_script_limits_rounds);
  g_test_add_func ("/script/proposes-what-is-said-or-worked-out",
                   test_script_proposes_what_is_said_or_worked_out);
  g_test_add_func ("/script/names-its-pictures", test_script_names_its_pictures);
  g_test_add_func ("/script/checks-what-it-makes", test_script_checks_what_it_makes);

  return g_test_run ();
}
