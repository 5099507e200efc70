/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The functions of expressions, with the values that the XForms specification of ODK, its guide for authors and XPath 1.0
 * give for them. */

#include "passant-error.h"
#include "passant-expression.h"

#include <string.h>

/* A Sunday. */
#define NOW_MS G_GINT64_CONSTANT (1795356330123)
#define ROUNDS 3

/* The answers of a visit; those to "wait" and "who" differ from round to round, and the second guest said nothing. */
static const char *
look_up (const char *question,
         guint       round,
         gpointer    data)
{
  static const char * const waits[ROUNDS] = { "5", NULL, "2.5" };
  static const char * const names[ROUNDS] = { "Ann", "", "Bo" };
  static const char * const answers[][2] = {
    { "four", "4" }, { "colors", "red green  blue" }, { "came", "2026-11-20" },
    { "left", "2026-11-22" },
    { "at", "14:05" }, { "moment", "2026-11-22T14:05" }, { "text", "wóórd" }, { "yes", "yes" },
    { "utrecht", "52.0907 5.1214" }, { "amsterdam", "52.3676 4.9041 2 15" },
    { "trace", "0 0; 0 1;0 2 0 0;" },
    { "a-b_2", "hyphen" }, { "receipt.amount", "12.50" },
  };

  if (g_str_equal (question, "wait"))
    return waits[round ? round - 1 : 0];
  if (g_str_equal (question, "who"))
    return names[round ? round - 1 : 0];
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (answers[i][0], question))
      return answers[i][1];

  return NULL;
}

static guint
count_rounds (const char *name,
              gpointer    data)
{
  if (g_str_equal (name, "gone"))
    return 0;

  return g_str_equal (name, "wait") || g_str_equal (name, "who") || g_str_equal (name, "staff")
         ? ROUNDS
         : 1;
}

static const char *
find_column (const char *name,
             gpointer    data)
{
  if (g_str_equal (name, "name"))
    return "utr";

  return g_str_equal (name, "province-2") ? "utrecht" : NULL;
}

static const char *
find_label (const char *question,
            const char *choice,
            gpointer    data)
{
  return g_str_equal (question, "colors") && g_str_equal (choice, "red") ? "Rood" : NULL;
}

static const PassantScope scope = {
  .answer = look_up, .rounds = count_rounds, .column = find_column, .label = find_label,
  .self_value = " the  answer ", .round = 2, .local_ms = NOW_MS,
};

typedef struct {
  const char *text, *value;
} Row;

static void
check_rows (const Row            *rows,
            gsize                 n,
            PassantExpressionKind kind)
{
  for (gsize i = 0; i < n; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantExpression) expression = NULL;
    g_autofree char *value = NULL;

    g_test_message ("%s", rows[i].text);
    expression = passant_expression_compile (rows[i].text, kind, &error);
    g_assert_no_error (error);
    value = passant_expression_evaluate (expression, &scope);
    g_assert_cmpstr (value, ==, rows[i].value);
  }
}

static void
test_conditions (void)
{
  static const Row rows[] = {
    { "boolean-from-string('true')", "true" }, { "boolean-from-string('1')", "true" },
    { "boolean-from-string('yes')", "false" }, { "boolean-from-string('false')", "false" },
    { "boolean-from-string('')", "false" }, { "boolean-from-string(1 = 1)", "true" },
    { "checklist(1, 2, 'yes', 'no', 'yes')", "true" },
    { "checklist(1, 1, 'yes', 'no', 'yes')", "false" },
    { "checklist(-1, 1, 'no', '')", "true" }, { "checklist(3, -1, 'yes', 1, 1 = 1)", "true" },
    { "checklist(3, -1, 'yes', 0, 1 = 1)", "false" }, { "checklist(1, -1, 'ja')", "false" },
    { "weighted-checklist(5, 7, 'yes', 4, 'no', 9, ${yes}, 2)", "true" },
    { "weighted-checklist(7, -1, 'yes', 4, 'no', 9, ${yes}, 2)", "false" },
    { "weighted-checklist(-1, 5, 'yes', 4, 1 = 1, 2)", "false" },
    { "coalesce(${nobody}, ${four})", "4" }, { "if(${four} > 3, 'a', 'b')", "a" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), PASSANT_EXPRESSION_PLAIN);
}

static void
test_choices (void)
{
  static const Row rows[] = {
    { "selected(${colors}, 'blue')", "true" }, { "selected(${colors}, 'blu')", "false" },
    { "selected-at(${colors}, 0)", "red" }, { "selected-at(${colors}, 2)", "blue" },
    { "selected-at(${colors}, 1.9)", "green" }, { "selected-at(${colors}, 3)", "" },
    { "selected-at(${colors}, -1)", "" }, { "selected-at(${colors}, 'x')", "" },
    { "selected-at('', 0)", "" }, { "selected-at(${colors}, 1 div 0)", "" },
    { "count-selected(${colors})", "3" },
    { "jr:choice-name('red', '${colors}')", "Rood" },
    { "jr:choice-name(selected-at(${colors}, 0), \"${ colors }\")", "Rood" },
    { "jr:choice-name(selected-at(${colors}, 0), ${colors})", "Rood" },
    { "jr:choice-name('pink', '${colors}')", "" }, { "jr:choice-name('red', '${other}')", "" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), PASSANT_EXPRESSION_PLAIN);
}

static void
test_text (void)
{
  static const Row rows[] = {
    { "concat('a', 1, true(), ${text})", "a1truewóórd" }, { "concat('a')", "a" },
    { "join(', ', 'a', 'b', '')", "a, b, " }, { "join('-', ${four})", "4" },
    { "string-length(${text})", "5" }, { "string-length()", "13" }, { "string()", " the  answer " },
    { "normalize-space()", "the answer" }, { "normalize-space('  a \t b  ')", "a b" },
    { "normalize-space(' ')", "" },
    { "contains('abc', 'b')", "true" }, { "starts-with('abc', 'ab')", "true" },
    { "ends-with('abc', 'bc')", "true" }, { "ends-with('abc', 'ab')", "false" },
    { "ends-with('abc', '')", "true" }, { "ends-with('', 'a')", "false" },
    /* ODK's: counted from 0. */
    { "substr('0123456789', 5)", "56789" }, { "substr('0123456789', 2, 5)", "234" },
    { "substr('0123456789', 2, -2)", "234567" }, { "substr('0123456789', -5)", "56789" },
    { "substr('0123456789', 5, 5)", "" }, { "substr('0123456789', 8, 100)", "89" },
    { "substr('wóórd', 1, 3)", "óó" }, { "substr('abc', 'x')", "" },
    { "substr('abc', -9, 2)", "ab" },
    /* XPath's own examples. */
    { "substring('12345', 2, 3)", "234" }, { "substring('12345', 2)", "2345" },
    { "substring('12345', 1.5, 2.6)", "234" }, { "substring('12345', 0, 3)", "12" },
    { "substring('12345', 0 div 0, 3)", "" }, { "substring('12345', 1, 0 div 0)", "" },
    { "substring('12345', -42, 1 div 0)", "12345" },
    { "substring('12345', -1 div 0, 1 div 0)", "" },
    { "substring-before('1999/04/01', '/')", "1999" },
    { "substring-after('1999/04/01', '/')", "04/01" },
    { "substring-after('1999/04/01', '19')", "99/04/01" }, { "substring-before('abc', 'x')", "" },
    { "substring-after('abc', 'x')", "" }, { "substring-before('abc', 'a')", "" },
    { "substring-after('abc', '')", "abc" },
    { "translate('bar', 'abc', 'ABC')", "BAr" }, { "translate('--aaa--', 'abc-', 'ABC')", "AAA" },
    { "translate('wóórd', 'óó', 'o!')", "woord" }, { "translate('abc', '', 'x')", "abc" },
    /* The whole text, as ODK has it. */
    { "regex('12', '[0-9]+')", "true" }, { "regex('12a', '[0-9]+')", "false" },
    { "regex('ab', 'a|ab')", "true" }, { "regex('a\n', 'a')", "false" },
    { "regex('', '.*')", "true" },
    { "regex(${text}, '\\w{5}')", "true" }, { "regex('A', '(?i)a')", "true" },
    { "regex('0612345678', '^06[0-9]{8}$')", "true" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), PASSANT_EXPRESSION_PLAIN);
}

static void
test_numbers (void)
{
  static const Row rows[] = {
    { "int(3.9)", "3" }, { "int(-3.9)", "-3" }, { "int('7.1')", "7" }, { "int('x')", "NaN" },
    { "round(1.005, 2)", "1.01" }, { "round(14.29123456789, 0)", "14" },
    { "round(14.29123456789, 1)", "14.3" }, { "round(14.29123456789, 1.5)", "14.3" },
    { "round(14.29123456789, 2)", "14.29" }, { "round(14.29123456789, 4)", "14.2912" },
    { "round(12345.14, -2)", "12300" }, { "round(12345.12345, -3)", "12000" },
    { "round(-2.5)", "-2" },
    { "round(-2.55, 1)", "-2.5" }, { "round(2.5)", "3" }, { "round(49, -2)", "0" },
    { "round(50, -2)", "100" },
    { "round(1 div 3, 400)", "0.3333333333333333" }, { "round(7, 'x')", "NaN" },
    { "round('x', 1)", "NaN" },
    { "round(1 div 0, 2)", "Infinity" }, { "round(0.49999999999999994)", "0" },
    { "abs(-3.5)", "3.5" }, { "abs('x')", "NaN" }, { "pow(2, 10)", "1024" }, { "pow(4, 0.5)", "2" },
    { "pow('x', 0) ", "1" }, { "sqrt(9)", "3" }, { "sqrt(-1)", "NaN" }, { "exp(0)", "1" },
    { "exp10(3)", "1000" }, { "exp10(-2)", "0.01" }, { "log10(1000)", "3" }, { "log(1)", "0" },
    { "log(0)", "-Infinity" }, { "round(log(exp(2)), 9)", "2" },
    { "sin(0)", "0" }, { "cos(0)", "1" }, { "tan(0)", "0" }, { "round(sin(pi() div 2), 9)", "1" },
    { "round(asin(1) * 2 - pi(), 9)", "0" }, { "acos(1)", "0" }, { "acos(2)", "NaN" },
    { "round(atan(1) * 4 - pi(), 9)", "0" }, { "round(atan2(1, -1) * 4 div 3 - pi(), 9)", "0" },
    { "pi()", "3.141592653589793" },
    { "min(3, '2', 5)", "2" }, { "max(3, '2', 5)", "5" }, { "max(-3, -1)", "-1" },
    { "min(7)", "7" },
    { "max(1, '')", "NaN" }, { "max('', 1)", "NaN" }, { "min(1, 'x', 0)", "NaN" },
    { "sum(1, 2, '3.5')", "6.5" }, { "sum(1, 'x')", "NaN" }, { "number('12')", "12" },
    { "number()", "NaN" }, { "${receipt.amount} * 2", "25" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), PASSANT_EXPRESSION_PLAIN);
}

static void
test_dates (void)
{
  static const Row rows[] = {
    { "today()", "2026-11-22" }, { "now()", "2026-11-22T14:05:30" },
    { "${left} - ${came}", "2" }, { "${left} <= today()", "true" }, { "${left} = today()", "true" },
    { "'2026-11-23' <= today()", "false" }, { "${came} < ${left}", "true" },
    { "date(today() + 7)", "2026-11-29" },
    { "date('2026-02-27') + 2 = date('2026-03-01')", "true" },
    { "number('1970-01-02')", "1" }, { "number('1969-12-31')", "-1" },
    { "number('2012-07-23')", "15544" },
    { "number('12:00')", "0.5" }, { "number(' 18:00:00 ')", "0.75" },
    { "number('1970-01-02T06:00')", "1.25" },
    { "number('2026-02-29')", "NaN" }, { "number('2026-13-01')", "NaN" },
    { "number('24:00')", "NaN" },
    { "number('2026-11-22 14:05')", "NaN" }, { "number('2026-11-22T14:05Z')", "NaN" },
    { "number('14:5')", "NaN" }, { "number('2026-11-22T')", "NaN" },
    { "number('12:00:00.')", "NaN" },
    { "${at} > '14:00'", "true" }, { "'2026-11-22' = '2026-11-22T00:00'", "false" },
    { "date('2026-11-22T14:05')", "2026-11-22" }, { "date(0)", "1970-01-01" },
    { "date(10957.9)", "2000-01-01" }, { "date(-1)", "1969-12-31" }, { "date('x')", "" },
    { "date('14:05')", "" }, { "date(1 div 0)", "" }, { "date(99999999)", "" },
    { "date-time(10957.75)", "2000-01-01T18:00:00" },
    { "date-time(${left})", "2026-11-22T00:00:00" },
    { "date-time(${moment})", "2026-11-22T14:05:00" }, { "date-time('x')", "" },
    { "decimal-date-time('1970-01-02T12:00')", "1.5" }, { "decimal-date-time('1970-01-02')", "1" },
    { "decimal-date-time('12:00')", "NaN" }, { "decimal-date-time(3.5)", "3.5" },
    { "decimal-time('12:00')", "0.5" }, { "decimal-time('18:00')", "0.75" },
    { "decimal-time('1970-01-02T06:00')", "0.25" }, { "decimal-time('1970-01-02')", "NaN" },
    { "decimal-time('x')", "NaN" }, { "decimal-time(2.25)", "0.25" },
    { "format-date('2001-12-31', '%Y-%n-%e')", "2001-12-31" },
    { "format-date('2001-02-03', '%Y %y %m %n %d %e')", "2001 01 02 2 03 3" },
    { "format-date('2001-02-03', '%b %a 100%%')", "Feb Sat 100%" },
    { "format-date(today(), '%a %e %b')", "Sun 22 Nov" }, { "format-date(0, '%Y')", "1970" },
    { "format-date('x', '%Y')", "" }, { "format-date('14:05', '%Y')", "" },
    { "format-date('2001-02-03', ${four})", "4" },
    { "format-date('2001-02-03', concat('%', 'Q'))", "%Q" },
    { "format-date-time('2001-02-03T04:05:06.007', '%H:%M:%S.%3 %h')", "04:05:06.007 4" },
    { "format-date-time(${at}, '%H:%M')", "14:05" }, { "format-date-time(now(), '%Y-%m-%dT%H:%M')",
                                                       "2026-11-22T14:05" },
    { "format-date-time('2001-02-03', '%H:%M')", "00:00" },
    { "format-date-time(0.99999999999, '%d %H:%M')", "02 00:00" },
  };
  g_autoptr (PassantExpression) clockless = passant_expression_compile ("concat(today(), now())",
                                                                        PASSANT_EXPRESSION_PLAIN,
                                                                        NULL);
  g_autofree char *nothing = passant_expression_evaluate (clockless, NULL);

  check_rows (rows, G_N_ELEMENTS (rows), PASSANT_EXPRESSION_PLAIN);
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_rounds (void)
{
  static const Row rows[] = {
    { "count(${wait})", "3" }, { "count(${staff})", "3" }, { "count(${four})", "1" },
    { "count-non-empty(${wait})", "2" }, { "count-non-empty(${who})", "2" },
    { "count-non-empty(${nobody})", "0" }, { "count-non-empty(${gone})", "0" },
    { "sum(${wait})", "7.5" }, { "min(${wait})", "2.5" }, { "max(${wait})", "5" },
    { "sum(${nobody})", "0" }, { "min(${gone})", "NaN" }, { "sum(${four})", "4" },
    { "max(${wait}, 7)", "7" }, { "sum(${wait} + 1)", "6" },
    { "join(', ', ${who})", "Ann, Bo" }, { "join(', ', ${gone})", "" },
    { "position(..)", "2" }, { "position(..) + 1", "3" },
    { "indexed-repeat(${who}, ${staff}, 3)", "Bo" }, { "indexed-repeat(${who}, ${staff}, 2)", "" },
    { "indexed-repeat(${who}, ${staff}, position(..) - 1)", "Ann" },
    { "indexed-repeat(${who}, ${staff}, 0)", "" }, { "indexed-repeat(${who}, ${staff}, 4)", "" },
    { "indexed-repeat(${who}, ${staff}, 'x')", "" },
    { "${wait}", "5" }, { "if(sum(${wait}) > 7, max(${wait}), 0)", "5" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), PASSANT_EXPRESSION_PLAIN);
}

/* A degree of the equator is 2 π 6,378,100 m ÷ 360 = 111,318.845 m. */
static void
test_places (void)
{
  static const Row rows[] = {
    { "distance('0 0', '0 1')", "111318.85" }, { "distance(${trace})", "222637.69" },
    { "distance(${utrecht}, ${utrecht})", "0" },
    { "round(distance(${utrecht}, ${amsterdam}), -2)", "34200" },
    { "distance('0 0', '0 180')", "20037392.1" }, { "distance('90 0', '-90 0')", "20037392.1" },
    { "distance('0 0', '91 0')", "NaN" }, { "distance('0 0', '0 181')", "NaN" },
    { "distance('0 0', 'x')", "NaN" }, { "distance('0 0', '')", "NaN" },
    { "distance('0 0')", "NaN" },
    { "distance('0', '1')", "NaN" }, { "distance(${nobody})", "NaN" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), PASSANT_EXPRESSION_PLAIN);
}

static void
test_filters (void)
{
  static const Row rows[] = {
    { "province-2 = 'utrecht'", "true" }, { "province-2='x' or name = 'utr'", "true" },
    { "empty = ''", "true" }, { "selected('utr ams', name)", "true" },
    { "province-2 = ${ colors } or not(count = 1)", "true" },
  };
  static const char * const columns[] = { "province-2", "count", NULL };
  g_autoptr (PassantExpression) expression =
    passant_expression_compile ("province-2 = ${a} and count > 2 and province-2 != name",
                                PASSANT_EXPRESSION_FILTER, NULL);
  g_autoptr (GError) error = NULL;

  check_rows (rows, G_N_ELEMENTS (rows), PASSANT_EXPRESSION_FILTER);
  g_assert_cmpstrv (passant_expression_columns (expression), columns);

  g_assert_null (passant_expression_compile ("1 = label", PASSANT_EXPRESSION_FILTER, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "column 5: a choice's label differs"));
}

static void
test_authors_write_freely (void)
{
  static const Row rows[] = {
    { "${ four } >\n\t3", "true" }, { "${\nfour\n}", "4" }, { "${a-b_2}", "hyphen" },
    { " ( \"4\"='4' ) ", "true" },
    { "concat(\"it's\", ' \"so\"')", "it's \"so\"" }, { "selected( ${colors},'red')", "true" },
    { "if(selected(${colors},'red'),'a','b')", "a" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), PASSANT_EXPRESSION_PLAIN);
}

static void
test_references_are_noted (void)
{
  static const char * const references[] = { "a", "b", "c", "d", NULL };
  static const char * const repeats[] = { "e", "f", NULL };
  g_autoptr (PassantExpression) expression =
    passant_expression_compile ("sum(${a}) + join('', ${b}) + indexed-repeat(${c}, ${e}, 1) + "
                                "count(${f}) + count(${e}) + jr:choice-name('x', '${d}') + ${a}",
                                PASSANT_EXPRESSION_PLAIN, NULL);

  g_assert_cmpstrv (passant_expression_references (expression), references);
  g_assert_cmpstrv (passant_expression_repeats (expression), repeats);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/functions/conditions", test_conditions);
  g_test_add_func ("/functions/choices", test_choices);
  g_test_add_func ("/functions/text", test_text);
  g_test_add_func ("/functions/numbers", test_numbers);
  g_test_add_func ("/functions/dates", test_dates);
  g_test_add_func ("/functions/rounds", test_rounds);
  g_test_add_func ("/functions/places", test_places);
  g_test_add_func ("/functions/filters", test_filters);
  g_test_add_func ("/functions/authors-write-freely", test_authors_write_freely);
  g_test_add_func ("/functions/references-are-noted", test_references_are_noted);

  return g_test_run ();
}
