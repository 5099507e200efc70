/* SPDX-License-Identifier: GPL-3.0-or-later */

/* However an expression is written and whatever is answered, it is soon done. */

#include "passant-error.h"
#include "passant-expression.h"

#include <string.h>
#include <time.h>

#define ANSWER_BYTES 10000 /* as long as an answer gets */
#define SECONDS_MAX 1.0    /* of the processor, with sanitizers; without them some milliseconds */
#define ROUNDS 20

static char *answer;

static const char *
look_up (const char *question,
         guint       round,
         gpointer    data)
{
  return answer;
}

static guint
count_rounds (const char *name,
              gpointer    data)
{
  return ROUNDS;
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

/* The value of @text, which is to be there soon; NULL when it does not compile. */
static char *
evaluate (const char *text)
{
  const PassantScope scope = { .answer = look_up, .rounds = count_rounds, .self_value = answer };
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantExpression) expression = NULL;
  clock_t started = clock ();
  char *value;

  expression = passant_expression_compile (text, PASSANT_EXPRESSION_FILTER, &error);
  value = expression ? passant_expression_evaluate (expression, &scope) : NULL;
  g_assert_cmpfloat ((double) (clock () - started) / CLOCKS_PER_SEC, <, SECONDS_MAX);
  g_assert_true (!error || g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_INVALID));

  return value;
}

/* As many times @part as an expression holds, between @before and @after. */
static char *
fill (const char *before,
      const char *part,
      const char *after)
{
  gsize room = PASSANT_EXPRESSION_BYTES_MAX - strlen (before) - strlen (after);
  g_autofree char *parts = repeat (part, room / strlen (part));

  return g_strconcat (before, parts, after, NULL);
}

static void
test_evil_patterns_give_up (void)
{
  static const char * const patterns[] = {
    "(a+)+b", "(a*)*b", "(a|a)*b", "(a|aa)+b", "(.*)*x", "(.*)(.*)(.*)(.*)(.*)x", "(a?){500}b",
    "((a+)+)+b", "(?:a|(?:a|(?:a|a)))*b", "(a)(?=(.*b))*c", "^(([a-z])+.)+[A-Z]([a-z])+$",
  };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
    g_autofree char *all = g_strdup_printf ("if(regex(., '%s'), 1, 2)", patterns[i]);
    g_autofree char *value = evaluate (all);

    g_test_message ("%s: “%s”", patterns[i], value);
    g_assert_true (g_str_equal (value, "") || g_str_equal (value, "2"));
  }
}

/* The worst that fifty of them can do. */
static void
test_many_evil_patterns_give_up (void)
{
  GString *text = g_string_new ("regex(substr(., 0, 14), '(a+)+b')");

  for (guint i = 1; i < 50; i++)
    g_string_append (text, " or regex(substr(., 0, 14), '(a+)+b')");
  g_free (evaluate (text->str));
  g_string_free (text, TRUE);
}

/* A pattern that gave up says neither yes nor no: not even not() makes it hold. */
static void
test_who_gave_up_has_no_answer (void)
{
  g_autofree char *value = evaluate ("not(regex(., '(a+)+b'))");

  g_assert_cmpstr (value, ==, "");
}

static void
test_honest_patterns_are_answered (void)
{
  static const char * const patterns[] = { ".*", "a+", "[a-z]*", "(aa)*", "(a|b)*",
                                           "(?:\\w+\\s?)+" };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
    g_autofree char *text = g_strdup_printf ("regex(., '%s')", patterns[i]);
    g_autofree char *value = evaluate (text);

    g_test_message ("%s", patterns[i]);
    g_assert_cmpstr (value, ==, "true");
  }
}

static void
test_patterns_are_few_and_short (void)
{
  g_autofree char *many = fill ("regex(., 'a')", " or regex(., 'a{1,1000}')", "");
  g_autofree char *a = repeat ("a", PASSANT_EXPRESSION_BYTES_MAX / 2);
  g_autofree char *wide = g_strdup_printf ("regex(., '%s')", a);
  g_autofree char *deep = fill ("regex(., '", "(((((((((", "')");
  g_autofree char *values[] = { evaluate (many), evaluate (wide), evaluate (deep),
                                evaluate ("regex(., '(((a{1000}){1000}){1000}){1000}')") };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_null (values[i]);
}

static void
test_no_text_grows_without_end (void)
{
  static const char * const parts[] = {
    ", ${a}", ", ., .", ", 1 div 3", ", translate(., 'a', 'é')", ", concat(., .)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *concat = fill ("concat('a'", parts[i], ")");
    g_autofree char *join = fill ("join(' '", parts[i], ")");
    g_autofree char *one = evaluate (concat), *other = evaluate (join);

    g_assert_cmpstr (one, ==, "");
    g_assert_cmpstr (other, ==, "");
  }
}

/* Twenty rounds of ten thousand bytes are more than any text may have; their number is not. */
static void
test_rounds_are_bounded (void)
{
  g_autofree char *join = evaluate ("join(',', ${a})"), *count = evaluate ("count-non-empty(${a})");
  g_autofree char *twice = evaluate ("string-length(concat(., '-', .))");
  g_autofree char *sums = fill ("1", "+sum(${a})", "");
  g_autofree char *sum = evaluate (sums);

  g_assert_cmpstr (join, ==, "");
  g_assert_cmpstr (count, ==, "20");
  g_assert_cmpstr (twice, ==, "20001");
  g_assert_cmpstr (sum, ==, "");
}

/* Doubling in each of as many steps down as there may be. */
static void
test_nesting_is_bounded (void)
{
  static const char * const ways[][3] = {
    { "concat(., ", "'a'", ")" }, { "translate(., ., ", "''", ")" },
    { "join(., ., ", "'a'", ")" }, { "substring-after(., ", "'b'", ")" },
    { "if(1, ", "2", ", 3)" }, { "coalesce('', ", "2", ")" }, { "max(1, 2, ", "3", ")" },
    { "format-date(1, ", "'%Y%Y%Y%Y'", ")" }, { "selected(., ", "'b'", ")" },
    { "normalize-space(", ".", ")" }, { "number(", ".", ")" }, { "-(", ".", ")" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *opening = repeat (ways[i][0], PASSANT_EXPRESSION_DEPTH_MAX - 1);
    g_autofree char *closing = repeat (ways[i][2], PASSANT_EXPRESSION_DEPTH_MAX - 1);
    g_autofree char *text = g_strconcat (opening, ways[i][1], closing, NULL);
    g_autofree char *deeper = g_strconcat (ways[i][0], text, ways[i][2], NULL);
    g_autofree char *value = evaluate (text), *none = evaluate (deeper);

    g_test_message ("%s", ways[i][0]);
    g_assert_nonnull (value);
    g_assert_null (none);
  }
}

/* Each fills an expression to its last byte; reading it takes no longer than that. */
static void
test_long_expressions_are_read_soon (void)
{
  static const char * const parts[] = {
    "+1", "=1", " or 1", "=${a}='b'", "-", "+(1)", " ", "\n", "=selected(${a},'b')", "+a", "<'é'",
    "+format-date(1,'%Y')", "+if(1,2,3)", "+max(1,2)",
  };
  GString *ids = g_string_new ("1");

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *text = fill ("1", parts[i], "");
    g_autofree char *broken = fill ("1", parts[i], "?");
    g_autofree char *value = evaluate (text), *none = evaluate (broken);

    g_assert_null (none);
  }

  for (guint i = 0; ids->len < PASSANT_EXPRESSION_BYTES_MAX - 20; i++)
    g_string_append_printf (ids, "+${a%u}+b%u", i, i);
  g_free (evaluate (ids->str));
  g_string_free (ids, TRUE);
}

static void
test_long_answers_are_read_soon (void)
{
  static const char * const calls[] = {
    "contains(${a}, ${b})", "translate(., ., .)", "selected-at(., 1 div 0)", "count-selected(.)",
    "normalize-space(.)", "substring(., 2)", "string-length(.)", "number(.)", ". = ${a}", ". < 1",
    "distance(.)", "date(.)", "jr:choice-name(., '${a}')", "starts-with(., .)", "not(.)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++) {
    g_autofree char *part = g_strconcat ("+(", calls[i], ")", NULL);
    g_autofree char *text = fill ("1", part, "");
    g_autofree char *value = evaluate (text);

    g_test_message ("%s", calls[i]);
    g_assert_cmpstr (value, ==, "");
  }
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  answer = repeat ("a", ANSWER_BYTES);
  g_test_add_func ("/expression-bounds/evil-patterns-give-up", test_evil_patterns_give_up);
  g_test_add_func ("/expression-bounds/many-evil-patterns-give-up",
                   test_many_evil_patterns_give_up);
  g_test_add_func ("/expression-bounds/who-gave-up-has-no-answer", test_who_gave_up_has_no_answer);
  g_test_add_func ("/expression-bounds/honest-patterns-are-answered",
                   test_honest_patterns_are_answered);
  g_test_add_func ("/expression-bounds/patterns-are-few-and-short",
                   test_patterns_are_few_and_short);
  g_test_add_func ("/expression-bounds/no-text-grows-without-end", test_no_text_grows_without_end);
  g_test_add_func ("/expression-bounds/rounds-are-bounded", test_rounds_are_bounded);
  g_test_add_func ("/expression-bounds/nesting-is-bounded", test_nesting_is_bounded);
  g_test_add_func ("/expression-bounds/long-expressions-are-read-soon",
                   test_long_expressions_are_read_soon);
  g_test_add_func ("/expression-bounds/long-answers-are-read-soon",
                   test_long_answers_are_read_soon);
  result = g_test_run ();
  g_free (answer);

  return result;
}
