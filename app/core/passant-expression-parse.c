/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-parser-private.h"

#include <string.h>

#define AN_OPERATOR "and, or, = != < <= > >=, + - * div mod"

static void
parse_reference (PassantParser *self)
{
  const char *question = passant_parser_take_reference (self);

  if (!question)
    return;

  passant_parser_note (self, self->expression->references, question);
  passant_parser_emit (self, PASSANT_OP_REFERENCE, question, 0);
}

static void
parse_text (PassantParser *self)
{
  const char *text = passant_parser_take_text (self);

  if (text)
    passant_parser_emit (self, PASSANT_OP_STRING, text, 0);
}

static void
parse_number (PassantParser *self)
{
  g_autofree char *digits = g_strndup (self->at, self->end - self->at);

  passant_parser_emit (self, PASSANT_OP_NUMBER, NULL, g_ascii_strtod (digits, NULL));
  passant_parser_advance (self);
}

static gboolean
is_operator (const char *name)
{
  static const char * const operators[] = { "and", "or", "div", "mod", NULL };

  return g_strv_contains (operators, name);
}

/* A column of the choice that is looked at. */
static void
parse_column (PassantParser *self,
              const char    *name,
              const char    *at)
{
  const char *column = passant_parser_keep (self, name, strlen (name));

  if (g_str_equal (name, "label")) {
    passant_parser_fail (self, at, "a choice's label differs from language to language; look at "
                         "its “name”, which is its id, or give it a column");
    return;
  }

  if (!g_str_equal (name, "name"))
    passant_parser_note (self, self->expression->columns, column);
  passant_parser_emit (self, PASSANT_OP_COLUMN, column, 0);
}

static void
parse_name (PassantParser *self)
{
  const char *at = self->at;
  g_autofree char *name = g_strndup (at, self->end - at);
  g_autofree char *small = g_ascii_strdown (name, -1);
  g_autofree char *shown = passant_parser_show (at, self->end);

  passant_parser_advance (self);
  if (passant_parser_take (self, "("))
    passant_parser_call (self, name, at);
  else if (is_operator (name))
    passant_parser_fail (self, at, "expected " PASSANT_A_VALUE ", not “%s”", name);
  else if (self->kind == PASSANT_EXPRESSION_FILTER && !is_operator (small))
    parse_column (self, name, at);
  else if (is_operator (small))
    passant_parser_fail (self, at, "“%s” is written in small letters: %s", name, small);
  else
    passant_parser_fail (self, at, "“%s” means nothing here; a question is written ${%s} and a "
                         "text '%s'", shown, shown, shown);
}

/* What many write, and what they mean by it. */
static const char *
guess (PassantParser *self)
{
  static const struct { const char *token, *meant; } guesses[] = {
    { "‘", "; a text stands in straight quotes: '…'" },
    { "’", "; a text stands in straight quotes: '…'" },
    { "“", "; a text stands in straight quotes: \"…\"" },
    { "”", "; a text stands in straight quotes: \"…\"" },
    { "/", "; instead of a path into the form write ${question}" },
    { "..", "; instead of a path into the form write ${question}" },
    { "@", "; instead of a path into the form write ${question}" },
    { "[", "; instead of a path into the form write ${question}" },
    { "&", "; “and” is written in letters" },
    { "|", "; “or” is written in letters" },
    { "!", "; “not” is written not(…)" },
    { "%", "; the rest of a division is written “mod”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    if (passant_parser_is (self, guesses[i].token))
      return guesses[i].meant;

  return "";
}

static void
fail_here (PassantParser *self,
           const char    *expected)
{
  g_autofree char *shown = passant_parser_show (self->at, self->end);

  passant_parser_fail (self, self->at, "expected %s, not “%s”%s", expected, shown, guess (self));
}

static void
parse_primary (PassantParser *self)
{
  if (self->error) {
    return;
  } else if (passant_parser_is_reference (self)) {
    parse_reference (self);
  } else if (passant_parser_is_text (self)) {
    parse_text (self);
  } else if (g_ascii_isdigit (*self->at) || (*self->at == '.' && g_ascii_isdigit (self->at[1]))) {
    parse_number (self);
  } else if (passant_parser_take (self, ".")) {
    self->expression->uses_self = TRUE;
    passant_parser_emit (self, PASSANT_OP_SELF, NULL, 0);
  } else if (passant_parser_take (self, "(")) {
    passant_parser_value (self);
    passant_parser_expect (self, ")", "to close “(”");
  } else if (passant_parser_is_name (self)) {
    parse_name (self);
  } else if (*self->at) {
    fail_here (self, PASSANT_A_VALUE);
  } else {
    passant_parser_fail (self, self->at, "expected " PASSANT_A_VALUE ", but it ends here");
  }
}

/* An even number of minus signs still makes a number of what follows. */
static void
parse_unary (PassantParser *self)
{
  guint signs = 0;

  while (passant_parser_take (self, "-"))
    signs++;

  parse_primary (self);
  if (signs > 0)
    passant_parser_emit (self, signs % 2 ? PASSANT_OP_NEGATE : PASSANT_OP_TO_NUMBER, NULL, 0);
}

static gboolean
take_product (PassantParser *self,
              PassantOp     *op)
{
  if (passant_parser_take (self, "*"))
    *op = PASSANT_OP_MULTIPLY;
  else if (passant_parser_take (self, "div"))
    *op = PASSANT_OP_DIVIDE;
  else if (passant_parser_take (self, "mod"))
    *op = PASSANT_OP_MODULO;
  else
    return FALSE;

  return TRUE;
}

static void
parse_product (PassantParser *self)
{
  PassantOp op;

  parse_unary (self);
  while (!self->error && take_product (self, &op)) {
    parse_unary (self);
    passant_parser_emit (self, op, NULL, 0);
  }
}

static gboolean
take_sum (PassantParser *self,
          PassantOp     *op)
{
  if (passant_parser_take (self, "+"))
    *op = PASSANT_OP_ADD;
  else if (passant_parser_take (self, "-"))
    *op = PASSANT_OP_SUBTRACT;
  else
    return FALSE;

  return TRUE;
}

static void
parse_sum (PassantParser *self)
{
  PassantOp op;

  parse_product (self);
  while (!self->error && take_sum (self, &op)) {
    parse_product (self);
    passant_parser_emit (self, op, NULL, 0);
  }
}

static gboolean
take_order (PassantParser *self,
            PassantOp     *op)
{
  if (passant_parser_take (self, "<"))
    *op = PASSANT_OP_LESS;
  else if (passant_parser_take (self, "<="))
    *op = PASSANT_OP_LESS_OR_EQUAL;
  else if (passant_parser_take (self, ">"))
    *op = PASSANT_OP_MORE;
  else if (passant_parser_take (self, ">="))
    *op = PASSANT_OP_MORE_OR_EQUAL;
  else
    return FALSE;

  return TRUE;
}

static void
parse_order (PassantParser *self)
{
  PassantOp op;

  parse_sum (self);
  while (!self->error && take_order (self, &op)) {
    parse_sum (self);
    passant_parser_emit (self, op, NULL, 0);
  }
}

static void
parse_equality (PassantParser *self)
{
  const char *at = self->at;

  parse_order (self);
  while (!self->error && (passant_parser_is (self, "=") || passant_parser_is (self, "!="))) {
    PassantOp op = passant_parser_is (self, "=") ? PASSANT_OP_EQUAL : PASSANT_OP_DIFFERENT;

    passant_parser_advance (self);
    parse_order (self);
    passant_parser_note_mention (self, at);
    passant_parser_emit (self, op, NULL, 0);
  }
}

static void
parse_and (PassantParser *self)
{
  parse_equality (self);
  while (!self->error && passant_parser_take (self, "and")) {
    guint jump = passant_parser_emit (self, PASSANT_OP_AND, NULL, 0);

    passant_parser_emit (self, PASSANT_OP_POP, NULL, 0);
    parse_equality (self);
    passant_parser_emit (self, PASSANT_OP_TO_BOOLEAN, NULL, 0);
    passant_parser_land (self, jump);
  }
}

void
passant_parser_value (PassantParser *self)
{
  if (++self->depth > PASSANT_EXPRESSION_DEPTH_MAX)
    passant_parser_fail (self, self->at, "nested more than %d deep; make it simpler",
                         PASSANT_EXPRESSION_DEPTH_MAX);

  parse_and (self);
  while (!self->error && passant_parser_take (self, "or")) {
    guint jump = passant_parser_emit (self, PASSANT_OP_OR, NULL, 0);

    passant_parser_emit (self, PASSANT_OP_POP, NULL, 0);
    parse_and (self);
    passant_parser_emit (self, PASSANT_OP_TO_BOOLEAN, NULL, 0);
    passant_parser_land (self, jump);
  }
  self->depth--;
}

gboolean
passant_expression_parse (PassantExpression    *self,
                          const char           *text,
                          PassantExpressionKind kind,
                          GError              **error)
{
  PassantParser parser;
  gboolean parsed;

  passant_parser_init (&parser, self, text, kind);
  passant_parser_value (&parser);
  if (!parser.error && *parser.at)
    fail_here (&parser, AN_OPERATOR " or the end");

  parsed = !parser.error;
  if (parser.error)
    g_propagate_error (error, g_steal_pointer (&parser.error));
  passant_parser_clear (&parser);

  return parsed;
}
