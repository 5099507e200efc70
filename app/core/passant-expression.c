/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-expression.h"

#include "passant-error.h"
#include "passant-expression-private.h"

#include <string.h>

/* Reads left to right, one token ahead, and writes the programme as it goes. */
typedef struct {
  PassantExpression *expression;
  const char        *text;
  const char        *at;    /* where the current token begins */
  const char        *end;   /* where it ends */
  guint              depth;
  GError            *error; /* the first one; reading stops there */
} Parser;

typedef struct {
  const char *name;
  PassantOp   op;
  guint       arguments;
} Function;

/* Functions of a fixed number of arguments that are all needed; the others have a reader of their own. */
static const Function functions[] = {
  { "boolean", PASSANT_OP_TO_BOOLEAN, 1 },
  { "ceiling", PASSANT_OP_CEILING, 1 },
  { "contains", PASSANT_OP_CONTAINS, 2 },
  { "count-selected", PASSANT_OP_COUNT_SELECTED, 1 },
  { "floor", PASSANT_OP_FLOOR, 1 },
  { "not", PASSANT_OP_NOT, 1 },
  { "number", PASSANT_OP_TO_NUMBER, 1 },
  { "round", PASSANT_OP_ROUND, 1 },
  { "selected", PASSANT_OP_SELECTED, 2 },
  { "starts-with", PASSANT_OP_STARTS_WITH, 2 },
  { "string", PASSANT_OP_TO_STRING, 1 },
  { "string-length", PASSANT_OP_STRING_LENGTH, 1 },
};

#define A_VALUE "a question as ${id}, '.', a number, 'text', a function or '('"
#define AN_OPERATOR "and, or, = != < <= > >=, + - * div mod"
#define THE_FUNCTIONS \
        "boolean, ceiling, coalesce, contains, count-selected, false, floor, if, not, number, " \
        "round, selected, starts-with, string, string-length or true"

static void parse_or (Parser *self);

static guint
column_of (Parser     *self,
           const char *at)
{
  return g_utf8_strlen (self->text, at - self->text) + 1;
}

static void
G_GNUC_PRINTF (3, 4)
fail (Parser     *self,
      const char *at,
      const char *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (self->error)
    return;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (&self->error, PASSANT_ERROR, PASSANT_ERROR_INVALID, "column %u: %s",
               column_of (self, at), message);
  self->at = self->end = self->text + strlen (self->text);
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_';
}

static gboolean
is_name (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

static gsize
measure_number (const char *at)
{
  const char *end = at;

  while (g_ascii_isdigit (*end))
    end++;
  if (*end == '.')
    end++;
  while (g_ascii_isdigit (*end))
    end++;

  return end - at;
}

/* How long the token at @at is; for a string or reference that never ends, up to the end of the text. */
static gsize
measure_token (const char *at)
{
  gsize length = 1;

  if (*at == '\0')
    return 0;

  if (*at == '\'' || *at == '"')
    return strchr (at + 1, *at) ? (gsize) (strchr (at + 1, *at) - at) + 1 : strlen (at);
  if (g_str_has_prefix (at, "${"))
    return strchr (at, '}') ? (gsize) (strchr (at, '}') - at) + 1 : strlen (at);
  if (g_ascii_isdigit (*at) || (*at == '.' && g_ascii_isdigit (at[1])))
    return measure_number (at);
  if ((*at == '<' || *at == '>' || *at == '!') && at[1] == '=')
    return 2;

  if (is_name_start (*at)) {
    while (is_name (at[length]))
      length++;
    return length;
  }

  return g_utf8_next_char (at) - at;
}

static void
advance (Parser *self)
{
  self->at = self->end;
  while (g_ascii_isspace (*self->at))
    self->at++;
  self->end = self->at + measure_token (self->at);
}

static gboolean
is_token (Parser     *self,
          const char *token)
{
  gsize length = self->end - self->at;

  return strlen (token) == length && strncmp (self->at, token, length) == 0;
}

static gboolean
take (Parser     *self,
      const char *token)
{
  if (!is_token (self, token))
    return FALSE;

  advance (self);
  return TRUE;
}

static void
expect (Parser     *self,
        const char *token,
        const char *after)
{
  if (!self->error && !take (self, token))
    fail (self, self->at, "expected “%s” %s", token, after);
}

static PassantInstruction *
instruction (Parser *self,
             guint   index)
{
  return &g_array_index (self->expression->programme, PassantInstruction, index);
}

static guint
emit (Parser     *self,
      PassantOp   op,
      const char *text,
      double      number)
{
  PassantInstruction next = { .op = op, .number = number, .text = text };

  g_array_append_val (self->expression->programme, next);

  return self->expression->programme->len - 1;
}

/* Makes the jump at @index lead to whatever is written next. */
static void
land (Parser *self,
      guint   index)
{
  if (!self->error)
    instruction (self, index)->target = self->expression->programme->len;
}

static const char *
keep (Parser     *self,
      const char *text,
      gsize       length)
{
  return g_string_chunk_insert_len (self->expression->strings, text, length);
}

/* Notes ${question} with 'text' when these are the two values written last. */
static void
note_mention (Parser *self,
              guint   column)
{
  GArray *programme = self->expression->programme;
  PassantInstruction *left, *right;
  PassantMention mention = { .column = column };

  if (self->error || programme->len < 2)
    return;

  left = instruction (self, programme->len - 2);
  right = instruction (self, programme->len - 1);
  if (left->op == PASSANT_OP_STRING && right->op == PASSANT_OP_REFERENCE) {
    PassantInstruction *other = left;

    left = right;
    right = other;
  }

  if (left->op != PASSANT_OP_REFERENCE || right->op != PASSANT_OP_STRING)
    return;

  mention.question = left->text;
  mention.choice = right->text;
  g_array_append_val (self->expression->mentions, mention);
}

static void
parse_reference (Parser *self)
{
  const char *id = self->at + 2;
  gsize length = self->end - id;
  const char *kept;

  if (self->end[-1] != '}') {
    fail (self, self->at, "“${” has no closing “}”");
    return;
  }
  length--;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (id[i]) && id[i] != '_')
      length = 0;
  if (length == 0) {
    fail (self, self->at,
          "between “${” and “}” stands a question's id: small letters, digits and “_”");
    return;
  }

  kept = g_string_chunk_insert_const (self->expression->strings, keep (self, id, length));
  if (!g_ptr_array_find (self->expression->references, kept, NULL))
    g_ptr_array_add (self->expression->references, (char *) kept);
  emit (self, PASSANT_OP_REFERENCE, kept, 0);
  advance (self);
}

static void
parse_string (Parser *self)
{
  gsize length = self->end - self->at;

  if (length < 2 || self->end[-1] != *self->at) {
    fail (self, self->at, "this text has no closing “%c”", *self->at);
    return;
  }

  emit (self, PASSANT_OP_STRING, keep (self, self->at + 1, length - 2), 0);
  advance (self);
}

static void
parse_number (Parser *self)
{
  g_autofree char *digits = g_strndup (self->at, self->end - self->at);

  emit (self, PASSANT_OP_NUMBER, NULL, g_ascii_strtod (digits, NULL));
  advance (self);
}

/* if(condition, then, else): only one of the two is looked at. */
static void
parse_if (Parser *self)
{
  guint otherwise, end;

  parse_or (self);
  expect (self, ",", "after the condition of if(condition, then, else)");
  otherwise = emit (self, PASSANT_OP_JUMP_IF_FALSE, NULL, 0);
  parse_or (self);
  expect (self, ",", "before the “else” of if(condition, then, else)");
  end = emit (self, PASSANT_OP_JUMP, NULL, 0);
  land (self, otherwise);
  parse_or (self);
  land (self, end);
}

/* coalesce(a, b, …): the first that is not empty, else the last. */
static void
parse_coalesce (Parser *self)
{
  g_autoptr (GArray) jumps = g_array_new (FALSE, FALSE, sizeof (guint));

  parse_or (self);
  expect (self, ",", "after the first value of coalesce(first, second, …)");
  do {
    guint jump = emit (self, PASSANT_OP_COALESCE, NULL, 0);

    g_array_append_val (jumps, jump);
    emit (self, PASSANT_OP_POP, NULL, 0);
    parse_or (self);
  } while (!self->error && take (self, ","));

  for (guint i = 0; i < jumps->len; i++)
    land (self, g_array_index (jumps, guint, i));
}

static void
parse_fixed (Parser         *self,
             const Function *function,
             guint           column)
{
  for (guint i = 0; i < function->arguments; i++) {
    if (i > 0)
      expect (self, ",", "and one more value here");
    parse_or (self);
  }

  if (function->op == PASSANT_OP_SELECTED)
    note_mention (self, column);
  emit (self, function->op, NULL, 0);
}

static void
parse_arguments (Parser     *self,
                 const char *name,
                 const char *at)
{
  if (g_str_equal (name, "if")) {
    parse_if (self);
  } else if (g_str_equal (name, "coalesce")) {
    parse_coalesce (self);
  } else if (g_str_equal (name, "true") || g_str_equal (name, "false")) {
    emit (self, PASSANT_OP_BOOLEAN, NULL, g_str_equal (name, "true"));
  } else {
    for (guint i = 0; i < G_N_ELEMENTS (functions); i++) {
      if (g_str_equal (name, functions[i].name)) {
        parse_fixed (self, &functions[i], column_of (self, at));
        return;
      }
    }
    fail (self, at, "there is no function “%s”; there are " THE_FUNCTIONS, name);
  }
}

static void
parse_call (Parser *self)
{
  const char *at = self->at;
  g_autofree char *name = g_strndup (at, self->end - at);
  g_autofree char *after = g_strdup_printf ("to close %s(", name);

  advance (self);
  if (!take (self, "(")) {
    if (g_str_equal (name, "and") || g_str_equal (name, "or") || g_str_equal (name,
                                                                              "div") ||
        g_str_equal (name, "mod"))
      fail (self, at, "expected " A_VALUE ", not “%s”", name);
    fail (self, at, "“%s” means nothing here; a question is written ${%s} and a text '%s'", name,
          name, name);
    return;
  }
  parse_arguments (self, name, at);
  expect (self, ")", after);
}

static void
parse_value (Parser *self)
{
  if (self->error) {
    return;
  } else if (g_str_has_prefix (self->at, "${")) {
    parse_reference (self);
  } else if (*self->at == '\'' || *self->at == '"') {
    parse_string (self);
  } else if (g_ascii_isdigit (*self->at) || (*self->at == '.' && g_ascii_isdigit (self->at[1]))) {
    parse_number (self);
  } else if (take (self, ".")) {
    self->expression->uses_self = TRUE;
    emit (self, PASSANT_OP_SELF, NULL, 0);
  } else if (take (self, "(")) {
    parse_or (self);
    expect (self, ")", "to close “(”");
  } else if (is_name_start (*self->at)) {
    parse_call (self);
  } else if (*self->at) {
    fail (self, self->at, "expected " A_VALUE ", not “%.*s”", (int) (self->end - self->at),
          self->at);
  } else {
    fail (self, self->at, "expected " A_VALUE ", but it ends here");
  }
}

/* An even number of minus signs still makes a number of what follows. */
static void
parse_unary (Parser *self)
{
  guint signs = 0;

  while (take (self, "-"))
    signs++;

  parse_value (self);
  if (signs > 0)
    emit (self, signs % 2 ? PASSANT_OP_NEGATE : PASSANT_OP_TO_NUMBER, NULL, 0);
}

static gboolean
take_product (Parser    *self,
              PassantOp *op)
{
  if (take (self, "*"))
    *op = PASSANT_OP_MULTIPLY;
  else if (take (self, "div"))
    *op = PASSANT_OP_DIVIDE;
  else if (take (self, "mod"))
    *op = PASSANT_OP_MODULO;
  else
    return FALSE;

  return TRUE;
}

static void
parse_product (Parser *self)
{
  PassantOp op;

  parse_unary (self);
  while (!self->error && take_product (self, &op)) {
    parse_unary (self);
    emit (self, op, NULL, 0);
  }
}

static void
parse_sum (Parser *self)
{
  parse_product (self);
  while (!self->error && (is_token (self, "+") || is_token (self, "-"))) {
    PassantOp op = take (self, "+") ? PASSANT_OP_ADD : PASSANT_OP_SUBTRACT;

    if (op == PASSANT_OP_SUBTRACT)
      advance (self);
    parse_product (self);
    emit (self, op, NULL, 0);
  }
}

static gboolean
take_order (Parser    *self,
            PassantOp *op)
{
  if (take (self, "<"))
    *op = PASSANT_OP_LESS;
  else if (take (self, "<="))
    *op = PASSANT_OP_LESS_OR_EQUAL;
  else if (take (self, ">"))
    *op = PASSANT_OP_MORE;
  else if (take (self, ">="))
    *op = PASSANT_OP_MORE_OR_EQUAL;
  else
    return FALSE;

  return TRUE;
}

static void
parse_order (Parser *self)
{
  PassantOp op;

  parse_sum (self);
  while (!self->error && take_order (self, &op)) {
    parse_sum (self);
    emit (self, op, NULL, 0);
  }
}

static void
parse_equality (Parser *self)
{
  guint column = column_of (self, self->at);

  parse_order (self);
  while (!self->error && (is_token (self, "=") || is_token (self, "!="))) {
    PassantOp op = is_token (self, "=") ? PASSANT_OP_EQUAL : PASSANT_OP_DIFFERENT;

    advance (self);
    parse_order (self);
    note_mention (self, column);
    emit (self, op, NULL, 0);
  }
}

static void
parse_and (Parser *self)
{
  parse_equality (self);
  while (!self->error && take (self, "and")) {
    guint jump = emit (self, PASSANT_OP_AND, NULL, 0);

    emit (self, PASSANT_OP_POP, NULL, 0);
    parse_equality (self);
    emit (self, PASSANT_OP_TO_BOOLEAN, NULL, 0);
    land (self, jump);
  }
}

static void
parse_or (Parser *self)
{
  if (++self->depth > PASSANT_EXPRESSION_DEPTH_MAX)
    fail (self, self->at, "nested more than %d deep; make it simpler",
          PASSANT_EXPRESSION_DEPTH_MAX);

  parse_and (self);
  while (!self->error && take (self, "or")) {
    guint jump = emit (self, PASSANT_OP_OR, NULL, 0);

    emit (self, PASSANT_OP_POP, NULL, 0);
    parse_and (self);
    emit (self, PASSANT_OP_TO_BOOLEAN, NULL, 0);
    land (self, jump);
  }
  self->depth--;
}

static PassantExpression *
passant_expression_new (void)
{
  PassantExpression *self = g_new0 (PassantExpression, 1);

  g_atomic_ref_count_init (&self->count);
  self->strings = g_string_chunk_new (64);
  self->programme = g_array_new (FALSE, FALSE, sizeof (PassantInstruction));
  self->references = g_ptr_array_new_null_terminated (0, NULL, TRUE);
  self->columns = g_ptr_array_new_null_terminated (0, NULL, TRUE);
  self->mentions = g_array_new (FALSE, FALSE, sizeof (PassantMention));

  return self;
}

/**
 * passant_expression_compile:
 * @text: a condition or a value
 *
 * Fails with %PASSANT_ERROR_INVALID and "column N: …", which says what would have been right at that place.
 */
PassantExpression *
passant_expression_compile (const char           *text,
                            PassantExpressionKind kind,
                            GError              **error)
{
  g_autoptr (PassantExpression) self = passant_expression_new ();
  Parser parser = { .expression = self, .text = text, .at = text, .end = text };

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, "column 1: this is not UTF-8 text");
    return NULL;
  }
  if (strlen (text) > PASSANT_EXPRESSION_BYTES_MAX) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, "column 1: longer than %d bytes",
                 PASSANT_EXPRESSION_BYTES_MAX);
    return NULL;
  }

  advance (&parser);
  parse_or (&parser);
  if (!parser.error && *parser.at)
    fail (&parser, parser.at, "expected " AN_OPERATOR " or the end, not “%.*s”",
          (int) (parser.end - parser.at), parser.at);

  if (parser.error) {
    g_propagate_error (error, parser.error);
    return NULL;
  }

  return g_steal_pointer (&self);
}

void
passant_expression_unref (PassantExpression *self)
{
  if (!self || !g_atomic_ref_count_dec (&self->count))
    return;

  g_string_chunk_free (self->strings);
  g_array_unref (self->programme);
  g_ptr_array_unref (self->references);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->mentions);
  g_free (self);
}

PassantExpression *
passant_expression_ref (PassantExpression *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->count);

  return self;
}

const char * const *
passant_expression_references (PassantExpression *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->references->pdata;
}

const char * const *
passant_expression_columns (PassantExpression *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->columns->pdata;
}
