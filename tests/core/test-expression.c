/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-error.h"
#include "passant-expression.h"

#include <string.h>

/* The answers of a visit, for all tests. */
static const char *
look_up (const char *question,
         guint       round,
         gpointer    data)
{
  static const char * const answers[][2] = {
    { "yes", "yes" }, { "no", "no" }, { "four", "4" }, { "half", "0.5" },
    { "list", "bell  pump lock" },
    { "word", "wóórd" }, { "blank", " 12 " }, { "minus", "-3" }, { "exponent", "1e3" },
    { "empty", "" },
    { "false", "false" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (answers[i][0], question))
      return answers[i][1];

  return NULL;
}

static char *
evaluate (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantExpression) expression = passant_expression_compile (text,
                                                                         PASSANT_EXPRESSION_PLAIN,
                                                                         &error);

  g_assert_no_error (error);

  return passant_expression_evaluate (expression,
                                      &(PassantScope) { .answer = look_up, .self_value = "self" });
}

static const struct { const char *text, *value; } values[] = {
  /* Numbers, and how XPath writes them. */
  { "1", "1" }, { "1.50", "1.5" }, { ".5", "0.5" }, { "5.", "5" }, { "0", "0" }, { "-0", "0" },
  { "- 2", "-2" }, { "--2", "2" }, { "---2", "-2" },
  { "100000000000000000000", "100000000000000000000" },
  { "1 div 3", "0.3333333333333333" }, { "0.1 + 0.2", "0.30000000000000004" },
  { "1 div 1000000", "0.000001" },
  { "123456.75", "123456.75" }, { "1 div 0", "Infinity" }, { "-1 div 0", "-Infinity" },
  { "0 div 0", "NaN" },
  { "1 + 2 * 3", "7" }, { "(1 + 2) * 3", "9" }, { "10 - 2 - 3", "5" }, { "12 div 2 div 3", "2" },
  { "7 mod 3", "1" }, { "-7 mod 3", "-1" }, { "7 mod -3", "1" }, { "5.5 mod 2", "1.5" },
  { "1 mod 0", "NaN" },
  { "floor(-1.5)", "-2" }, { "ceiling(1.2)", "2" }, { "round(2.5)", "3" }, { "round(-2.5)", "-2" },
  { "1 div round(-0.2)", "-Infinity" },
  /* Answers are strings; a question without one is the empty string. */
  { "${four}", "4" }, { "${nobody}", "" }, { "${four} + 1", "5" }, { "${nobody} + 1", "NaN" },
  { "${blank} + 1", "13" }, { "${minus} * ${half}", "-1.5" }, { "${exponent} + 1", "NaN" },
  { "+'+5'", NULL },
  { "number('+5')", "NaN" }, { "number('5.')", "5" }, { "number('.')", "NaN" },
  { "number('- 5')", "NaN" },
  { "number('1 2')", "NaN" }, { "number(true())", "1" }, { "string(1 = 1)", "true" },
  { "string(2.0)", "2" },
  { ".", "self" }, { ". = 'self'", "true" },
  /* Equality: by boolean, then by number, then by string. */
  { "${yes} = 'yes'", "true" }, { "${yes} = \"no\"", "false" }, { "${four} = 4.0", "true" },
  { "${four} = '4.0'", "false" }, { "${nobody} = ''", "true" }, { "${nobody} != 'yes'", "true" },
  { "${nobody} = 0", "false" }, { "${nobody} != 0", "true" }, { "'' = false()", "true" },
  { "${false} = true()", "true" }, { "boolean(${false})", "true" }, { "boolean(0 div 0)", "false" },
  { "boolean(-1)", "true" }, { "0 div 0 = 0 div 0", "false" }, { "0 div 0 != 0 div 0", "true" },
  { "1 = 1 = 1", "true" }, { "2 = 2 = 2", "true" }, { "2 = (2 = 2)", "true" },
  { "3 > 2 > 1", "false" },
  /* Order: always by number. */
  { "${four} > 3", "true" }, { "${four} <= '4'", "true" }, { "'b' > 'a'", "false" },
  { "${nobody} < 5", "false" },
  { "${nobody} >= 0", "false" }, { "true() > false()", "true" }, { "1 < 2 = true()", "true" },
  /* Logic looks no further than it must. */
  { "1 and 'a'", "true" }, { "1 and ''", "false" }, { "0 or ''", "false" }, { "0 or 'x'", "true" },
  { "1 = 1 or 1 = 2 and 1 = 2", "true" }, { "(1 = 1 or 1 = 2) and 1 = 2", "false" },
  { "not('')", "true" },
  { "not(${yes} = 'yes')", "false" }, { "true() and not(false())", "true" },
  { "if(${four} > 3, 'many', 'few')", "many" }, { "if(${nobody}, 1, 2) + 1", "3" },
  { "if(0, 1, if(1, 'in', 'out'))", "in" }, { "if(1, ${nobody}, 'x') = ''", "true" },
  { "coalesce(${nobody}, ${empty}, ${four}, 'x')", "4" }, { "coalesce('', '')", "" },
  { "coalesce(0, 'x')", "0" },
  /* Lists of choices. */
  { "selected(${list}, 'pump')", "true" }, { "selected(${list}, 'pum')", "false" },
  { "selected(${list}, '')", "false" },
  { "selected(${list}, ' lock ')", "true" }, { "selected(${nobody}, 'lock')", "false" },
  { "selected(14, 14)", "true" },
  { "count-selected(${list})", "3" }, { "count-selected(${nobody})", "0" },
  { "count-selected('a') - 1", "0" },
  { "string-length(${word})", "5" }, { "contains(${word}, 'óó')", "true" },
  { "starts-with(${list}, 'bell')", "true" },
  { "contains('', '')", "true" }, { "starts-with('a', 'ab')", "false" },
  /* Blanks mean nothing, and names may hold words. */
  { "${four}>3and${four}<5", "true" }, { "\t1\n+\r1 ", "2" }, { "3-2", "1" }, { "3 -2", "1" },
  { "5and 3", "true" },
};

static void
test_expression_follows_xpath (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *value = NULL;

    if (!values[i].value)
      continue;
    g_test_message ("%s", values[i].text);
    value = evaluate (values[i].text);
    g_assert_cmpstr (value, ==, values[i].value);
  }
}

/* A test is the value as a boolean: of the string "false" that is true. */
static void
test_expression_tests_as_boolean (void)
{
  static const struct { const char *text; gboolean holds; } rows[] = {
    { "'false'", TRUE }, { "''", FALSE }, { "0", FALSE }, { "0 div 0", FALSE }, { "${yes}", TRUE },
    { "${nobody}", FALSE },
    { ".", TRUE }, { "'0'", TRUE }, { "false()", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PassantExpression) expression = passant_expression_compile (rows[i].text,
                                                                           PASSANT_EXPRESSION_PLAIN,
                                                                           NULL);

    g_test_message ("%s", rows[i].text);
    g_assert_cmpint (passant_expression_test (expression,
                                              &(PassantScope) { .answer = look_up,
                                                                .self_value = "x" }), ==,
                     rows[i].holds);
  }

  {
    g_autoptr (PassantExpression) self = passant_expression_compile (".", PASSANT_EXPRESSION_PLAIN,
                                                                     NULL);

    g_assert_false (passant_expression_test (self, NULL));
  }
}

static const struct { const char *text, *message; } mistakes[] = {
  { "",
    "column 1: expected a question as ${id}, '.', a number, 'text', a function or '(', "
    "but it ends here" },
  { "${four} >", "column 10: expected a question" },
  { "${four} > > 3",
    "column 11: expected a question as ${id}, '.', a number, 'text', a function or '(', not “>”" },
  { "1 2", "column 3: expected and, or, = != < <= > >=, + - * div mod or the end, not “2”" },
  { "${four", "column 1: “${” has no closing “}”" },
  { "${}", "column 1: between “${” and “}” stands a question's id" },
  { "${a b}", "column 1: between “${” and “}” stands a question's id: letters, digits" },
  { "${1st}", "column 1: between “${” and “}” stands a question's id" },
  { "1 + ${last-saved#a}", "column 5: there is no earlier form to look at" },
  { "${yes} = 'yes", "column 10: this text has no closing “'”" },
  { "(1 + 2", "column 7: expected “)” to close “(”" },
  { "1 + 2)", "column 6: expected and, or" },
  { "yes = 1",
    "column 1: “yes” means nothing here; a question is written ${yes} and a text 'yes'" },
  { "1 and or 2",
    "column 7: expected a question as ${id}, '.', a number, 'text', a function or '(', not “or”" },
  { "1 = summ(1)",
    "column 5: there is no function “summ”; did you mean “sum”? There are abs, acos, asin" },
  { "frobnicate(1)", "column 1: there is no function “frobnicate”; there are abs, acos" },
  { "selected(${list})", "column 17: expected “,” and one more value here" },
  { "not(1, 2)", "column 6: expected “)” to close not(" },
  { "if(1, 2)", "column 8: expected “,” before the “else” of if(condition, then, else)" },
  { "true(1)", "column 6: expected “)” to close true(" },
  { "coalesce(1)", "column 11: expected “,” after the first value of coalesce(first, second, …)" },
  { "'één' ! 2", "column 7: expected and, or" },
  { "1 == 2", "column 4: expected a question" },
  { "/data/four > 3", "column 1: expected a question" },
  { "../four > 3",
    "column 1: expected a question as ${id}, '.', a number, 'text', a function or '(', not “..”; "
    "instead of a path into the form write ${question}" },
  { "${a}/b", "column 5: expected and, or, = != < <= > >=, + - * div mod or the end, not “/”; "
    "instead of a path" },
  { "${yes} = ‘yes’",
    "column 10: expected a question as ${id}, '.', a number, 'text', a function or '(', not “‘”; "
    "a text stands in straight quotes" },
  { "1 AND 2", "column 3: expected and, or" },
  { "AND", "column 1: “AND” is written in small letters: and" },
  { "random() > 0.5", "column 1: random() is not there: the same answers must give the same" },
  { "uuid()", "column 1: uuid() is not there: the same answers" },
  { "once(1)", "column 1: once() is not there: the same answers" },
  { "pulldata('a', 'b', 'c', 'd')", "column 1: pulldata() is not there: there is no data beside" },
  { "instance('a')/item", "column 1: instance() is not there: there is no data beside" },
  { "current()/../a", "column 1: current() is not there: leave it out" },
  { "regex(., ${yes})", "column 10: the pattern of regex(text, 'pattern') is a text in quotes" },
  { "regex(., '[a')", "column 10: this is no pattern: " },
  { "regex(., 'a)|(b')", "column 10: this is no pattern: " },
  { "regex(., '(*LIMIT_MATCH=4000000000)a')", "column 10: this is no pattern: " },
  { "regex(.)", "column 8: expected “,” and one more value here: regex(text, 'pattern')" },
  { "count(1)", "column 7: expected a reference as ${id} here: count(${q})" },
  { "count-non-empty(${a} + 1)", "column 17: expected a reference as ${id} here" },
  { "indexed-repeat(${a}, 1, 1)", "column 22: expected a reference as ${id} here: indexed-repeat" },
  { "position(.)", "column 10: position() is written position(..)" },
  { "jr:choice-name('a', 'b')", "column 21: the second of jr:choice-name('id', '${q}')" },
  { "jr:choice-name('a', '${1}')", "column 22: between “${” and “}”" },
  { "format-date(., '%Y-%Q')", "column 16: “%Q” is no part of a date; there are %Y %y" },
  { "format-date(., '%H')", "column 16: “%H” is of the time of the day; use format-date-time()" },
  { "format-date-time(., 'x%')", "column 21: “%” is no part of a date; there are %Y" },
  { "weighted-checklist(1, 2, 'yes', 1, 'no')", "column 40: expected “,” and one more value here" },
  { "pi(1)", "column 4: expected “)” to close pi(" },
  { "substr('a')", "column 11: expected “,” and one more value here: substr(text, start, end)" },
  { "1.2.3", "column 4: expected and, or" },
  { "\377", "column 1: this is not UTF-8 text" },
};

static void
test_expression_says_what_is_wrong_where (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", mistakes[i].text);
    g_assert_null (passant_expression_compile (mistakes[i].text, PASSANT_EXPRESSION_PLAIN, &error));
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
    g_test_message ("%s", error->message);
    g_assert_true (g_str_has_prefix (error->message, mistakes[i].message));
  }
}

/* Whoever pastes a novel is not told the novel. */
static void
test_expression_tells_no_more_than_needed (void)
{
  static const char * const ways[] = { "%s", "%s(1)", "1 %s", "'%s", "1 = ${%s", "1 ? '%s'" };
  g_autofree char *name = g_strnfill (100000, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *text = NULL;
    g_auto (GStrv) parts = g_strsplit (ways[i], "%s", -1);
    g_autoptr (GError) error = NULL;

    text = g_strjoinv (name, parts);
    g_assert_null (passant_expression_compile (text, PASSANT_EXPRESSION_PLAIN, &error));
    g_test_message ("%s", error->message);
    g_assert_cmpuint (strlen (error->message), <, 2000);
  }
}

static void
test_expression_lists_its_references (void)
{
  g_autoptr (PassantExpression) expression =
    passant_expression_compile ("${b} = 1 or selected(${a}, ${b}) or ${c} > ${a}",
                                PASSANT_EXPRESSION_PLAIN, NULL);
  const char * const expected[] = { "b", "a", "c", NULL };

  g_assert_cmpstrv (passant_expression_references (expression), expected);
}

static char *
repeat (const char *text,
        guint       times)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (string, text);

  return g_string_free_and_steal (string);
}

static gboolean
compiles (const char *before,
          const char *middle,
          const char *after,
          guint       times)
{
  g_autofree char *opening = repeat (before, times);
  g_autofree char *closing = repeat (after, times);
  g_autofree char *text = g_strconcat (opening, middle, closing, NULL);
  g_autoptr (PassantExpression) expression = passant_expression_compile (text,
                                                                         PASSANT_EXPRESSION_PLAIN,
                                                                         NULL);
  g_autofree char *value = expression ? passant_expression_evaluate (expression,
                                                                     &(PassantScope) { .answer =
                                                                                         look_up,
                                                                                       .self_value =
                                                                                         NULL }) :
                           NULL;

  g_assert_true (!expression || value);

  return expression != NULL;
}

static void
test_expression_is_bounded_in_depth_bytes_and_steps (void)
{
  g_autofree char *sum = repeat ("1+", PASSANT_EXPRESSION_STEPS_MAX / 2 - 1);
  g_autofree char *enough = g_strconcat (sum, "1", NULL);
  g_autofree char *long_sum = repeat ("1+", PASSANT_EXPRESSION_STEPS_MAX / 2 + 1);
  g_autofree char *too_much = g_strconcat (long_sum, "1", NULL);
  g_autoptr (PassantExpression) runs = passant_expression_compile (enough, PASSANT_EXPRESSION_PLAIN,
                                                                   NULL);
  g_autoptr (PassantExpression) runs_out = passant_expression_compile (too_much,
                                                                       PASSANT_EXPRESSION_PLAIN,
                                                                       NULL);
  g_autofree char *value = passant_expression_evaluate (runs_out, NULL);

  g_assert_true (passant_expression_test (runs, NULL));
  g_assert_false (passant_expression_test (runs_out, NULL));
  g_assert_cmpstr (value, ==, "");

  /* Every way to nest, and every one holds back as much as it can. */
  g_assert_true (compiles ("(", "1", ")", PASSANT_EXPRESSION_DEPTH_MAX - 1));
  g_assert_true (compiles ("1 = 1 < 1 + 1 * (", "1", ")", PASSANT_EXPRESSION_DEPTH_MAX - 1));
  g_assert_true (compiles ("selected(1 = 1 < 1 + 1 * 1, 1 = 1 < 1 + 1 * not(", "1", "))",
                           PASSANT_EXPRESSION_DEPTH_MAX / 2 - 1));
  g_assert_false (compiles ("(", "1", ")", PASSANT_EXPRESSION_DEPTH_MAX));
  g_assert_false (compiles ("not(", "1", ")", 100000 / 5));
  g_assert_true (compiles ("-", "1", "", 5000));
  g_assert_false (compiles ("-", "1", "", PASSANT_EXPRESSION_BYTES_MAX));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expression/follows-xpath", test_expression_follows_xpath);
  g_test_add_func ("/expression/tests-as-boolean", test_expression_tests_as_boolean);
  g_test_add_func ("/expression/says-what-is-wrong-where",
                   test_expression_says_what_is_wrong_where);
  g_test_add_func ("/expression/tells-no-more-than-needed",
                   test_expression_tells_no_more_than_needed);
  g_test_add_func ("/expression/lists-its-references", test_expression_lists_its_references);
  g_test_add_func ("/expression/is-bounded", test_expression_is_bounded_in_depth_bytes_and_steps);

  return g_test_run ();
}
