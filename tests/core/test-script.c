/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-error.h"
#include "passant-script.h"

#include <string.h>

static PassantScript *
load_sample (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "studies", "fiets",
                                                 "script.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;
  PassantScript *script;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  script = passant_script_compile (text, -1, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);

  return script;
}

static void
test_script_compiles_the_sample_study (void)
{
  g_autoptr (PassantScript) script = load_sample ();
  guint n_questions = 0;

  g_assert_cmpuint (script->phases->len, ==, 5);
  g_assert_cmpuint (script->touchpoints->len, >=, 14);
  g_assert_cmpuint (script->questions->len, >=, 60);

  for (guint i = 0; i < script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (script->touchpoints, i);

    g_assert_cmpuint (touchpoint->index, ==, i);
    g_assert_true (passant_script_find_touchpoint (script, touchpoint->id) == touchpoint);
    g_assert_true (touchpoint->has_desired);
    for (guint j = 0; j < touchpoint->questions->len; j++)
      g_assert_true (g_ptr_array_index (touchpoint->questions,
                                        j) == g_ptr_array_index (script->questions, n_questions++));
  }
  g_assert_cmpuint (n_questions, ==, script->questions->len);
}

/* Every type of question. Single quotes stand for double ones. */
static const char every_type[] =
  "{'passant':1,'id':'s','version':3,'languages':['nl','en','fy'],'title':{'en':'T','nl':'N'},"
  "'legal':{'photos':true},'phases':[{'id':'p','title':{'nl':'P'},'touchpoints':[{'id':'t',"
  "'title':{'nl':'T'},'channel':'web','questions':["
  "{'id':'yes_no','type':'yes_no','text':{'nl':'Q'}},"
  "{'id':'choice','type':'choice','text':{'nl':'Q'},'choices':["
  "{'id':'a','label':{'nl':'Aap','en':'Ape'},'points':2},{'id':'b','label':{'nl':'Boom'}}]},"
  "{'id':'choices','type':'choices','text':{'nl':'Q'},'choices':[{'id':'a','label':{'nl':'Aap'}},"
  "{'id':'b','label':{'nl':'Boom'}},{'id':'none','label':{'nl':'Geen'},'exclusive':true}]},"
  "{'id':'scale','type':'scale','text':{'nl':'Q'},'min':1,'max':5},"
  "{'id':'ten','type':'scale','text':{'nl':'Q'},'min':0,'max':10},"
  "{'id':'around','type':'scale','text':{'nl':'Q'},'min':-3,'max':3},"
  "{'id':'words','type':'scale','text':{'nl':'Q'},'min':0,'max':1,'style':'words',"
  "'labels':[{'nl':'Nooit','en':'Never'},{'nl':'Altijd'}]},"
  "{'id':'whole','type':'number','text':{'nl':'Q'},'min':-5,'max':50000},"
  "{'id':'part','type':'number','text':{'nl':'Q'},'decimals':2,'min':1,'unit':{'nl':'km'}},"
  "{'id':'euro','type':'money','text':{'nl':'Q'},'max':2000},"
  "{'id':'yen','type':'money','text':{'nl':'Q'},'currency':'JPY'},"
  "{'id':'franc','type':'money','text':{'nl':'Q'},'currency':'CHF','min':-10},"
  "{'id':'time','type':'time','text':{'nl':'Q'}},{'id':'date','type':'date','text':{'nl':'Q'}},"
  "{'id':'duration','type':'duration','text':{'nl':'Q'},'max':7200},"
  "{'id':'photo','type':'photo','text':{'nl':'Q'}},{'id':'text','type':'text','text':{'nl':'Q'}},"
  "{'id':'rank','type':'rank','text':{'nl':'Q'},'choices':[{'id':'1','label':{'nl':'Een'}},"
  "{'id':'2','label':{'nl':'Twee'}},{'id':'3','label':{'nl':'Drie'}}]},"
  "{'id':'story','type':'narrative','text':{'nl':'Q'},'min_length':3},"
  "{'id':'moment','type':'date_time','text':{'nl':'Q'}},"
  "{'id':'receipt','type':'receipt','text':{'nl':'Q'}},"
  "{'id':'audio','type':'audio','text':{'nl':'Q'}},{'id':'code','type':'code','text':{'nl':'Q'}},"
  "{'id':'place','type':'place','text':{'nl':'Q'}},"
  "{'id':'sum','type':'calculate','calculation':'${whole} + 1'},"
  "{'id':'note','type':'note','text':{'nl':'Q'}}]}]}]}";

static void
test_script_names_its_types (void)
{
  g_autofree char *text = g_strdelimit (g_strdup (every_type), "'", '"');

  for (guint type = 0; type < PASSANT_QUESTION_TYPES; type++) {
    g_autofree char *used = g_strdup_printf ("\"type\":\"%s\"",
                                             passant_question_type_to_string (type));

    g_assert_nonnull (strstr (text, used));
  }
  g_assert_cmpstr (passant_question_type_to_string (PASSANT_QUESTION_CALCULATE), ==, "calculate");
}

static PassantScript *
compile_every_type (void)
{
  g_autofree char *text = g_strdelimit (g_strdup (every_type), "'", '"');
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_script_compile (text, -1, NULL, &error);

  g_assert_no_error (error);

  return script;
}

static void
test_script_is_known_by_its_text (void)
{
  g_autofree char *text = g_strdelimit (g_strdup (every_type), "'", '"');
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *longer = g_strconcat (text, "rest", NULL);
  g_autoptr (PassantScript) script = passant_script_compile (longer, strlen (text), NULL, NULL);

  g_assert_cmpstr (script->text, ==, text);
  g_assert_cmpstr (script->hash, ==, hash);
  g_assert_cmpstr (script->id, ==, "s");
  g_assert_cmpint (script->version, ==, 3);
  g_assert_true (script->allows_photos);
  g_assert_false (script->allows_audio);
}

static void
test_script_speaks_its_languages (void)
{
  g_autoptr (PassantScript) script = compile_every_type ();
  PassantQuestion *yes_no = passant_script_find_question (script, "yes_no");
  PassantChoice *no = passant_question_find_choice (yes_no, "no");
  static const struct { const char *language, *title, *no; } rows[] = {
    { "nl", "N", "Nee" }, { "nl_BE.UTF-8", "N", "Nee" }, { "en", "T", "No" },
    { "en-GB", "T", "No" }, { "de", "N", "Nee" },
    { "n", "N", "Nee" }, { "", "N", "Nee" }, { NULL, "N", "Nee" }, { "C.UTF-8", "N", "Nee" },
    { "fy", "N", "No" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].language);
    g_assert_cmpstr (passant_text_get (script->title, rows[i].language), ==, rows[i].title);
    g_assert_cmpstr (passant_text_get (no->label, rows[i].language), ==, rows[i].no);
  }
  g_assert_cmpstr (passant_text_get (NULL, "nl"), ==, "");
}

static void
test_script_fills_in_what_is_not_said (void)
{
  g_autoptr (PassantScript) script = compile_every_type ();
  PassantTouchpoint *touchpoint = passant_script_find_touchpoint (script, "t");
  PassantQuestion *yes_no = passant_script_find_question (script, "yes_no");
  PassantQuestion *choice = passant_script_find_question (script, "choice");
  PassantQuestion *euro = passant_script_find_question (script, "euro");

  g_assert_cmpstr (touchpoint->owner, ==, "own");
  g_assert_cmpstr (touchpoint->media, ==, "owned");
  g_assert_true (touchpoint->asks_feeling);
  g_assert_false (touchpoint->has_desired);
  g_assert_null (touchpoint->after);
  g_assert_cmpint (passant_question_find_choice (yes_no, "yes")->points, ==, 1);
  g_assert_cmpint (passant_question_find_choice (choice, "a")->points, ==, 2);
  g_assert_cmpint (passant_question_find_choice (choice, "b")->points, ==, -1);
  g_assert_null (passant_question_find_choice (choice, "c"));
  g_assert_cmpint (yes_no->weight, ==, 0);
  g_assert_cmpstr (euro->currency, ==, "EUR");
  g_assert_cmpint (euro->decimals, ==, 2);
  g_assert_false (yes_no->required);
  g_assert_null (passant_script_find_question (script, "nobody"));
  g_assert_null (passant_script_find_question (script, NULL));
}

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const struct { const char *question, *value; gboolean is_allowed; } answers[] = {
  { "yes_no", "yes", TRUE }, { "yes_no", "no", TRUE }, { "yes_no", "Yes", FALSE },
  { "yes_no", "", FALSE },
  { "choice", "b", TRUE }, { "choice", "c", FALSE }, { "choice", "a b", FALSE },
  { "choices", "a b", TRUE }, { "choices", "b", TRUE }, { "choices", "none", TRUE },
  { "choices", "b a", FALSE },
  { "choices", "a a", FALSE }, { "choices", "a none", FALSE }, { "choices", "a  b", FALSE },
  { "choices", "a ", FALSE },
  { "choices", "c", FALSE }, { "scale", "1", TRUE }, { "scale", "5", TRUE },
  { "scale", "0", FALSE }, { "scale", "6", FALSE },
  { "scale", "03", FALSE }, { "scale", "+3", FALSE }, { "scale", "3.0", FALSE },
  { "around", "-3", TRUE },
  { "around", "-4", FALSE }, { "whole", "-5", TRUE }, { "whole", "-6", FALSE },
  { "whole", "50000", TRUE },
  { "whole", "50001", FALSE }, { "whole", "1e3", FALSE }, { "whole", " 4", FALSE },
  { "whole", "-", FALSE },
  { "whole", "123456789012", FALSE }, { "part", "1", TRUE }, { "part", "1.05", TRUE },
  { "part", "0.99", FALSE },
  { "part", "1.", FALSE }, { "part", ".5", FALSE }, { "part", "1.055", FALSE },
  { "part", "1,05", FALSE },
  { "euro", "12.50", TRUE }, { "euro", "12", TRUE }, { "euro", "2000.00", TRUE },
  { "euro", "2000.01", FALSE },
  { "euro", "-1", FALSE }, { "franc", "-10", TRUE }, { "franc", "-10.01", FALSE },
  { "yen", "500", TRUE }, { "yen", "5.5", FALSE },
  { "time", "14:05", TRUE }, { "time", "23:59:59", TRUE }, { "time", "24:00", FALSE },
  { "time", "14:60", FALSE },
  { "time", "14:05:60", FALSE }, { "time", "4:05", FALSE }, { "time", "14:05:", FALSE },
  { "time", "14.05", FALSE },
  { "date", "2026-11-22", TRUE }, { "date", "2024-02-29", TRUE }, { "date", "2026-02-29", FALSE },
  { "date", "2026-13-01", FALSE },
  { "date", "22-11-2026", FALSE }, { "date", "0000-01-01", FALSE }, { "duration", "0", TRUE },
  { "duration", "7200", TRUE },
  { "duration", "7201", FALSE }, { "duration", "-1", FALSE }, { "duration", "1.5", FALSE },
  { "photo", SHA, TRUE },
  { "photo", "abc", FALSE }, { "photo", SHA "0", FALSE }, { "text", "Één\nregel", TRUE },
  { "text", "\377", FALSE },
  { "text", "", FALSE }, { "note", "x", FALSE }, { "sum", "3", FALSE },
  { "rank", "3 1 2", TRUE }, { "rank", "3", TRUE }, { "rank", "3 3", FALSE },
  { "rank", "4 1", FALSE }, { "rank", "3  1", FALSE }, { "rank", "3 1 ", FALSE },
  { "story", "één", TRUE }, { "story", "éé", FALSE }, { "story", "\377\377\377", FALSE },
  { "moment", "2026-11-22T14:05", TRUE }, { "moment", "2026-11-22T14:05:59", TRUE },
  { "moment", "2026-11-22", FALSE }, { "moment", "14:05", FALSE },
  { "moment", "2026-11-22 14:05", FALSE }, { "moment", "2026-02-30T14:05", FALSE },
  { "moment", "2026-11-22T24:00", FALSE }, { "moment", "T14:05", FALSE },
  { "moment", "2026-11-22T14:05T", FALSE },
  { "receipt", SHA, TRUE }, { "receipt", "12.50", FALSE }, { "receipt.amount", "12.50", TRUE },
  { "receipt.amount", "-1", FALSE }, { "receipt.time", "14:05", TRUE },
  { "audio", SHA, TRUE }, { "audio", "A", FALSE },
  { "code", "https://example.com/?a=1 b", TRUE }, { "code", "\377", FALSE },
  { "place", "52.0907 5.1214", TRUE }, { "place", "-90 180", TRUE }, { "place", "0 -0.0", TRUE },
  { "place", "52.0907 5.1214 -4.5 12", TRUE }, { "place", "52.0907 5.1214 4", TRUE },
  { "place", "52.0907", FALSE }, { "place", "90.1 5", FALSE }, { "place", "52 180.001", FALSE },
  { "place", "52,09 5,12", FALSE }, { "place", "52 5 4 -1", FALSE },
  { "place", "52 5 4 1 1", FALSE }, { "place", "52  5", FALSE }, { "place", "nan 5", FALSE },
  { "place", "1e1 5", FALSE }, { "place", "52. 5", FALSE }, { "place", "- 5", FALSE },
  { "place", "0x1 5", FALSE }, { "place", "inf 5", FALSE },
};

static void
test_question_allows_what_its_type_allows (void)
{
  g_autoptr (PassantScript) script = compile_every_type ();
  g_autofree char *long_text = g_strnfill (10001, 'x');

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    PassantQuestion *question = passant_script_find_question (script, answers[i].question);
    g_autoptr (GError) error = NULL;

    g_test_message ("%s: %s", answers[i].question, answers[i].value);
    g_assert_cmpint (passant_question_check (question, answers[i].value, &error), ==,
                     answers[i].is_allowed);
    if (!answers[i].is_allowed)
      g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  }

  g_assert_false (passant_question_check (passant_script_find_question (script, "text"), long_text,
                                          NULL));
  g_assert_true (passant_question_check (passant_script_find_question (script, "text"),
                                         long_text + 1, NULL));
  g_assert_false (passant_question_check (passant_script_find_question (script, "code"),
                                          long_text + 6000, NULL));
  g_assert_true (passant_question_check (passant_script_find_question (script, "code"),
                                         long_text + 6001, NULL));
}

static const struct { const char *question, *value, *nl, *en; } formats[] = {
  { "yes_no", "yes", "Ja", "Yes" }, { "choice", "a", "Aap", "Ape" },
  { "choices", "a b", "Aap, Boom", "Aap, Boom" },
  { "scale", "3", "3 van 5", "3 of 5" }, { "ten", "7", "7 van 10", "7 of 10" },
  { "around", "-1", "-1 (-3 … 3)", "-1 (-3 … 3)" },
  { "words", "0", "Nooit", "Never" }, { "whole", "42", "42", "42" },
  { "whole", "12345", "12.345", "12,345" },
  { "part", "12.5", "12,5 km", "12.5 km" }, { "euro", "12.50", "€ 12,50", "€12.50" },
  { "euro", "1250", "€ 1.250,00", "€1,250.00" },
  { "euro", "0.5", "€ 0,50", "€0.50" }, { "yen", "1500", "¥ 1.500", "¥1,500" },
  { "franc", "-1.5", "CHF −1,50", "CHF −1.50" },
  { "duration", "200", "3 min 20 s", "3 min 20 s" }, { "duration", "0", "0 s", "0 s" },
  { "duration", "3600", "1 u", "1 h" },
  { "duration", "3661", "1 u 1 min 1 s", "1 h 1 min 1 s" },
  { "date", "2026-03-05", "5 maart 2026", "5 March 2026" },
  { "time", "14:05", "14:05", "14:05" }, { "text", "Een, twee", "Een, twee", "Een, twee" },
  { "photo", SHA, SHA, SHA }, { "receipt", SHA, SHA, SHA }, { "audio", SHA, SHA, SHA },
  { "rank", "3 1", "Drie, Een", "Drie, Een" }, { "story", "Lang", "Lang", "Lang" },
  { "moment", "2026-03-05T14:05", "5 maart 2026, 14:05", "5 March 2026, 14:05" },
  { "code", "8710400", "8710400", "8710400" }, { "sum", "3.5", "3,5", "3.5" },
  { "sum", "2026", "2026", "2026" }, { "sum", "-0.25", "-0,25", "-0.25" },
  { "sum", "v1.5", "v1.5", "v1.5" }, { "sum", "1.5.2", "1.5.2", "1.5.2" },
  { "place", "52.0907 5.1214", "52.0907, 5.1214", "52.0907, 5.1214" },
  { "place", "52.0907 -5.1214 4 12", "52.0907, -5.1214", "52.0907, -5.1214" },
  { "place", "nowhere", "nowhere", "nowhere" },
  /* What no longer fits the script stays as it was said. */
  { "choice", "gone", "gone", "gone" }, { "scale", "9", "9", "9" }, { "yes_no", NULL, "", "" },
  { "euro", "much", "much", "much" },
};

static void
test_question_puts_answers_into_words (void)
{
  g_autoptr (PassantScript) script = compile_every_type ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    PassantQuestion *question = passant_script_find_question (script, formats[i].question);
    g_autofree char *nl = passant_question_format (question, formats[i].value, "nl_NL.UTF-8");
    g_autofree char *en = passant_question_format (question, formats[i].value, "en");

    g_assert_cmpstr (nl, ==, formats[i].nl);
    g_assert_cmpstr (en, ==, formats[i].en);
  }

  {
    PassantQuestion *euro = passant_script_find_question (script, "euro");
    PassantQuestion *date = passant_script_find_question (script, "date");
    g_autofree char *german_money = passant_question_format (euro, "1250.5", "de");
    g_autofree char *german_date = passant_question_format (date, "2026-03-05", "de");
    g_autofree char *french_date = passant_question_format (date, "2026-08-01", "fr_FR");

    g_assert_cmpstr (german_money, ==, "1.250,50 €");
    g_assert_cmpstr (german_date, ==, "5. März 2026");
    g_assert_cmpstr (french_date, ==, "1er août 2026");
  }
}

static void
refuse (const char  *text,
        gssize       length,
        PassantError expected,
        const char  *code)
{
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;
  PassantProblem *first;

  g_assert_null (passant_script_compile (text, length, problems, &error));
  g_assert_true (g_error_matches (error, PASSANT_ERROR, expected));
  g_assert_cmpuint (problems->len, >, 0);
  first = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (first->code, ==, code);
  g_assert_nonnull (strstr (error->message, first->message));
}

static void
test_script_refuses_what_is_none (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *huge = g_strnfill (600 * 1024, ' ');
  g_autofree char *cut = g_strndup (every_type, 200);

  refuse ("", -1, PASSANT_ERROR_INVALID, "not-json");
  refuse ("{\"passant\": 1", -1, PASSANT_ERROR_INVALID, "not-json");
  refuse ("\377\376", -1, PASSANT_ERROR_INVALID, "not-json");
  refuse ("{}\0{}", 5, PASSANT_ERROR_INVALID, "not-json");
  refuse (deep, -1, PASSANT_ERROR_INVALID, "not-json");
  refuse (cut, -1, PASSANT_ERROR_INVALID, "not-json");
  refuse (huge, -1, PASSANT_ERROR_INVALID, "too-long");
  refuse ("[]", -1, PASSANT_ERROR_INVALID, "wrong-type");
  refuse ("{\"passant\": 2, \"shapes\": 5}", -1, PASSANT_ERROR_TOO_NEW, "too-new");
  refuse ("{\"passant\": 1.5}", -1, PASSANT_ERROR_TOO_NEW, "too-new");
  refuse ("{\"passant\": 0}", -1, PASSANT_ERROR_INVALID, "out-of-range");
}

/* Whoever passes no list still gets the first problem; and a list does not grow for ever. */
static void
test_script_tells_at_most_a_thousand_problems (void)
{
  g_autoptr (GString) text = g_string_new ("{\"passant\": 1");
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3000; i++)
    g_string_append_printf (text, ", \"key%d\": 1", i);
  g_string_append_c (text, '}');

  g_assert_null (passant_script_compile (text->str, -1, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 1000);
  g_assert_null (passant_script_compile (text->str, -1, NULL, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
}

/* Cut short anywhere, or with any byte turned, a script is refused or is one; it never does harm. */
static void
test_script_survives_any_damage (void)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *text = g_strdelimit (g_strdup (every_type), "'", '"');
  gsize length = strlen (text);

  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  for (int i = 0; i < 2000; i++) {
    g_autofree char *damaged = g_memdup2 (text, length);
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantScript) script = NULL;
    gsize kept = g_rand_int_range (rand, 0, 4) ? length : (gsize) g_rand_int_range (rand, 0,
                                                                                    length);

    for (int j = g_rand_int_range (rand, 0, 4); j > 0; j--)
      damaged[g_rand_int_range (rand, 0, length)] = "\"{}[],:0-eax\377\0_"[g_rand_int_range (rand,
                                                                                             0,
                                                                                             15)];
    script = passant_script_compile (damaged, kept, NULL, &error);
    g_assert_true ((script == NULL) == (error != NULL));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/script/compiles-the-sample-study", test_script_compiles_the_sample_study);

  g_test_add_func ("/script/names-its-types", test_script_names_its_types);
  g_test_add_func ("/script/is-known-by-its-text", test_script_is_known_by_its_text);
  g_test_add_func ("/script/speaks-its-languages", test_script_speaks_its_languages);
  g_test_add_func ("/script/fills-in-what-is-not-said", test_script_fills_in_what_is_not_said);
  g_test_add_func ("/script/refuses-what-is-none", test_script_refuses_what_is_none);
  g_test_add_func ("/script/tells-at-most-a-thousand-problems",
                   test_script_tells_at_most_a_thousand_problems);
  g_test_add_func ("/script/survives-any-damage", test_script_survives_any_damage);
  g_test_add_func ("/question/allows-what-its-type-allows",
                   test_question_allows_what_its_type_allows);
  g_test_add_func ("/question/puts-answers-into-words", test_question_puts_answers_into_words);

  return g_test_run ();
}
