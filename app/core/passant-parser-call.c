/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-parser-private.h"

#include "passant-days-private.h"

#include <string.h>

/* What keeps a pattern from taking all the time there is; PCRE2 reads it at the beginning of the pattern. */
#define REGEX_LIMITS "(*LIMIT_MATCH=60000)(*LIMIT_DEPTH=60000)(*LIMIT_HEAP=16384)"
#define REGEX_BYTES_MAX 2000
#define REGEXES_MAX 50

static guint
emit_call (PassantParser         *self,
           const PassantFunction *function,
           guint                  arguments)
{
  guint index = passant_parser_emit (self, PASSANT_OP_CALL, NULL, 0);

  passant_parser_instruction (self, index)->function = function;
  passant_parser_instruction (self, index)->target = arguments;

  return index;
}

static void
expect_next (PassantParser         *self,
             const PassantFunction *function)
{
  if (!self->error && !passant_parser_take (self, ","))
    passant_parser_fail (self, self->at, "expected “,” and one more value here: %s",
                         function->usage);
}

/* if(condition, then, else): only one of the two is looked at. */
static void
parse_if (PassantParser         *self,
          const PassantFunction *function)
{
  guint otherwise, end;

  passant_parser_value (self);
  passant_parser_expect (self, ",", "after the condition of if(condition, then, else)");
  otherwise = passant_parser_emit (self, PASSANT_OP_JUMP_IF_FALSE, NULL, 0);
  passant_parser_value (self);
  passant_parser_expect (self, ",", "before the “else” of if(condition, then, else)");
  end = passant_parser_emit (self, PASSANT_OP_JUMP, NULL, 0);
  passant_parser_land (self, otherwise);
  passant_parser_value (self);
  passant_parser_land (self, end);
}

/* coalesce(a, b, …): the first that is not empty, else the last. */
static void
parse_coalesce (PassantParser         *self,
                const PassantFunction *function)
{
  g_autoptr (GArray) jumps = g_array_new (FALSE, FALSE, sizeof (guint));

  passant_parser_value (self);
  passant_parser_expect (self, ",", "after the first value of coalesce(first, second, …)");
  do {
    guint jump = passant_parser_emit (self, PASSANT_OP_COALESCE, NULL, 0);

    g_array_append_val (jumps, jump);
    passant_parser_emit (self, PASSANT_OP_POP, NULL, 0);
    passant_parser_value (self);
  } while (!self->error && passant_parser_take (self, ","));

  for (guint i = 0; i < jumps->len; i++)
    passant_parser_land (self, g_array_index (jumps, guint, i));
}

/* A pattern fits by itself before it is put among the limits, so that it cannot reach out of its parentheses. */
static GRegex *
compile_pattern (PassantParser *self,
                 const char    *pattern,
                 const char    *at)
{
  g_autofree char *whole = g_strconcat (REGEX_LIMITS "(?:", pattern, ")\\z", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) alone = NULL;
  GRegex *regex = NULL;

  if (strlen (pattern) > REGEX_BYTES_MAX)
    passant_parser_fail (self, at, "a pattern of more than %d bytes; make it simpler",
                         REGEX_BYTES_MAX);
  else if (self->expression->regexes->len == REGEXES_MAX)
    passant_parser_fail (self, at, "more than %d patterns; make it simpler", REGEXES_MAX);
  if (self->error)
    return NULL;

  alone = g_regex_new (pattern, 0, 0, &error);
  if (alone)
    regex = g_regex_new (whole, G_REGEX_ANCHORED, 0, &error);
  if (regex)
    g_ptr_array_add (self->expression->regexes, regex);
  else
    passant_parser_fail (self, at, "this is no pattern: %s", error->message);

  return regex;
}

static void
parse_regex (PassantParser         *self,
             const PassantFunction *function)
{
  const char *at, *pattern;
  GRegex *regex;

  passant_parser_value (self);
  expect_next (self, function);
  if (!self->error && !passant_parser_is_text (self))
    passant_parser_fail (self, self->at, "the pattern of regex(text, 'pattern') is a text in "
                         "quotes; it cannot be worked out");
  if (self->error)
    return;

  at = self->at;
  pattern = passant_parser_take_text (self);
  regex = pattern ? compile_pattern (self, pattern, at) : NULL;
  passant_parser_instruction (self, emit_call (self, function, 1))->regex = regex;
}

/* '${q}', as ODK has it, or ${q}. */
static const char *
take_quoted_reference (PassantParser *self)
{
  const char *at = self->at, *inner, *question = NULL;

  if (passant_parser_is_reference (self))
    return passant_parser_take_reference (self);
  if (!passant_parser_is_text (self))
    return NULL;

  inner = passant_parser_take_text (self);
  if (inner && g_str_has_prefix (inner, "${"))
    question = passant_parser_read_reference (self, at + 1, at + 1 + strlen (inner));

  return question;
}

static void
parse_choice_name (PassantParser         *self,
                   const PassantFunction *function)
{
  const char *at, *question;

  passant_parser_value (self);
  expect_next (self, function);
  at = self->at;
  question = self->error ? NULL : take_quoted_reference (self);
  if (!question) {
    passant_parser_fail (self, at, "the second of jr:choice-name('id', '${q}') is the question "
                         "whose choices they are: '${q}'");
    return;
  }

  passant_parser_note (self, self->expression->references, question);
  passant_parser_instruction (self, emit_call (self, function, 1))->text = question;
}

/* position(..): which round this is. */
static void
parse_position (PassantParser         *self,
                const PassantFunction *function)
{
  if (!self->error && !passant_parser_take (self, ".."))
    passant_parser_fail (self, self->at, "position() is written position(..): which round it is");
  emit_call (self, function, 0);
}

static const char *
need_reference (PassantParser         *self,
                const PassantFunction *function)
{
  if (!self->error && !passant_parser_is_reference (self))
    passant_parser_fail (self, self->at, "expected a reference as ${id} here: %s", function->usage);

  return self->error ? NULL : passant_parser_take_reference (self);
}

/* What is counted may be a touchpoint, so it is no reference to a question. */
static void
parse_count (PassantParser         *self,
             const PassantFunction *function)
{
  const char *name = need_reference (self, function);

  if (name)
    passant_parser_note (self, self->expression->repeats, name);
  passant_parser_instruction (self, emit_call (self, function, 0))->text = name;
}

/* Rounds do not hold rounds, so one repeat is all there can be. */
static void
parse_indexed (PassantParser         *self,
               const PassantFunction *function)
{
  const char *question = need_reference (self, function), *repeat;

  expect_next (self, function);
  repeat = need_reference (self, function);
  expect_next (self, function);
  passant_parser_value (self);
  if (!question || !repeat)
    return;

  passant_parser_note (self, self->expression->references, question);
  passant_parser_note (self, self->expression->repeats, repeat);
  passant_parser_instruction (self, emit_call (self, function, 1))->text = question;
}

/* When the value written last, from the instruction @first on, is a reference and nothing else. */
static gboolean
is_only_reference (PassantParser *self,
                   guint          first)
{
  return !self->error && self->expression->programme->len == first + 1 &&
         passant_parser_instruction (self, first)->op == PASSANT_OP_REFERENCE;
}

/* Makes the last of @arguments values one for each round. */
static void
spread (PassantParser         *self,
        const PassantFunction *function,
        guint                  arguments,
        guint                  first)
{
  guint leading = function->kind == PASSANT_FUNCTION_JOIN ? 1 : 0;

  if (arguments != leading + 1 || !is_only_reference (self, first)) {
    emit_call (self, function, arguments);
    return;
  }

  passant_parser_instruction (self, first)->op = PASSANT_OP_ROUNDS;
  emit_call (self, function, leading);
}

static gboolean
spreads (const PassantFunction *function)
{
  return function->kind == PASSANT_FUNCTION_ROUNDS || function->kind == PASSANT_FUNCTION_JOIN ||
         function->kind == PASSANT_FUNCTION_ONLY_ROUNDS;
}

static void
check_format (PassantParser         *self,
              const PassantFunction *function,
              const char            *at)
{
  const PassantInstruction *format =
    passant_parser_instruction (self, self->expression->programme->len - 1);
  gboolean has_time = function->kind == PASSANT_FUNCTION_TIME_FORMAT;
  const char *wrong;

  if (format->op != PASSANT_OP_STRING)
    return;

  wrong = passant_days_check_format (format->text, has_time);
  if (wrong && wrong[1] && strchr ("HhMS3", wrong[1]))
    passant_parser_fail (self, at, "“%.2s” is of the time of the day; use format-date-time()",
                         wrong);
  else if (wrong)
    passant_parser_fail (self, at, "“%%%.*s” is no part of a date; there are %%Y %%y %%m %%n %%b "
                         "%%d %%e %%a%s",
                         wrong[1] ? (int) (g_utf8_next_char (wrong + 1) - (wrong + 1)) : 0,
                         wrong + 1, has_time ? " %H %h %M %S %3" : "");
}

static void
check_arguments (PassantParser         *self,
                 const PassantFunction *function,
                 guint                  arguments)
{
  if (self->error)
    return;

  if (arguments < function->min)
    passant_parser_fail (self, self->at, "expected “,” and one more value here: %s",
                         function->usage);
  else if (function->kind == PASSANT_FUNCTION_PAIRS && arguments % 2)
    passant_parser_fail (self, self->at, "expected “,” and one more value here, for values and "
                         "weights go in pairs: %s", function->usage);
}

/* Functions whose values stand as they are; @at is where the function's name is. */
static void
parse_plain (PassantParser         *self,
             const PassantFunction *function,
             const char            *at)
{
  guint arguments = 0, first = 0;
  const char *last = self->at;

  if (function->max > 0 && !passant_parser_is (self, ")")) {
    do {
      last = self->at;
      first = self->expression->programme->len;
      passant_parser_value (self);
      arguments++;
    } while (!self->error && arguments < function->max && passant_parser_take (self, ","));
  }

  if (arguments == 0 && function->kind == PASSANT_FUNCTION_SELF) {
    self->expression->uses_self = TRUE;
    passant_parser_emit (self, PASSANT_OP_SELF, NULL, 0);
    arguments = 1;
  }
  check_arguments (self, function, arguments);
  if (self->error)
    return;

  if (function->kind == PASSANT_FUNCTION_SELECTED)
    passant_parser_note_mention (self, at);
  if (function->kind == PASSANT_FUNCTION_DATE_FORMAT ||
      function->kind == PASSANT_FUNCTION_TIME_FORMAT)
    check_format (self, function, last);
  if (function->kind == PASSANT_FUNCTION_ONLY_ROUNDS && !is_only_reference (self, first))
    passant_parser_fail (self, last, "expected a reference as ${id} here: %s", function->usage);
  if (spreads (function))
    spread (self, function, arguments, first);
  else
    emit_call (self, function, arguments);
  self->expression->uses_now |= function->kind == PASSANT_FUNCTION_NOW;
}

static void
fail_unknown (PassantParser *self,
              const char    *name,
              const char    *at)
{
  const char *refusal = passant_function_refusal (name);
  const char *suggestion = passant_function_suggest (name);
  g_autofree char *known = passant_function_list ();
  g_autofree char *shown = passant_parser_show (name, name + strlen (name));

  if (refusal)
    passant_parser_fail (self, at, "%s() is not there: %s", name, refusal);
  else if (suggestion)
    passant_parser_fail (self, at, "there is no function “%s”; did you mean “%s”? There are %s",
                         shown, suggestion, known);
  else
    passant_parser_fail (self, at, "there is no function “%s”; there are %s", shown, known);
}

void
passant_parser_call (PassantParser *self,
                     const char    *name,
                     const char    *at)
{
  const PassantFunction *function = passant_function_find (name);
  g_autofree char *after = NULL;

  if (!function) {
    fail_unknown (self, name, at);
    return;
  }

  switch ((int) function->kind) {
  case PASSANT_FUNCTION_IF: parse_if (self, function); break;
  case PASSANT_FUNCTION_COALESCE: parse_coalesce (self, function); break;
  case PASSANT_FUNCTION_REGEX: parse_regex (self, function); break;
  case PASSANT_FUNCTION_CHOICE_NAME: parse_choice_name (self, function); break;
  case PASSANT_FUNCTION_POSITION: parse_position (self, function); break;
  case PASSANT_FUNCTION_COUNT: parse_count (self, function); break;
  case PASSANT_FUNCTION_INDEXED: parse_indexed (self, function); break;
  default: parse_plain (self, function, at);
  }

  after = g_strdup_printf ("to close %s(", name);
  passant_parser_expect (self, ")", after);
}
