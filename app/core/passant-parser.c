/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-parser-private.h"

#include "passant-error.h"

#include <string.h>

#define SHOWN_MAX 64 /* characters */

void
passant_parser_init (PassantParser        *self,
                     PassantExpression    *expression,
                     const char           *text,
                     PassantExpressionKind kind)
{
  *self = (PassantParser) {
    .expression = expression, .kind = kind, .text = text, .at = text, .end = text,
    .counted = text, .column = 1, .seen = g_hash_table_new (g_str_hash, g_str_equal),
  };
  passant_parser_advance (self);
}

void
passant_parser_clear (PassantParser *self)
{
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_error (&self->error);
}

/* Counted on from the place that was asked for last, which is mostly near. */
guint
passant_parser_column (PassantParser *self,
                       const char    *at)
{
  self->column += g_utf8_pointer_to_offset (self->counted, at);
  self->counted = at;

  return self->column;
}

void
passant_parser_fail (PassantParser *self,
                     const char    *at,
                     const char    *format,
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
               passant_parser_column (self, at), message);
  self->at = self->end = self->text + strlen (self->text);
}

char *
passant_parser_show (const char *at,
                     const char *end)
{
  const char *cut = at;

  for (guint i = 0; i < SHOWN_MAX && cut < end; i++)
    cut = g_utf8_next_char (cut);

  return g_strdup_printf ("%.*s%s", (int) (cut - at), at, cut < end ? "…" : "");
}

static gboolean
is_name_start (const char *at)
{
  return g_ascii_isalpha (*at) || *at == '_' ||
         ((guchar) *at >= 0x80 && g_unichar_isalpha (g_utf8_get_char (at)));
}

static gboolean
is_name (const char *at)
{
  return is_name_start (at) || g_ascii_isdigit (*at) || *at == '-';
}

/* With a prefix before a colon perhaps: jr:choice-name. */
static gsize
measure_name (const char *at)
{
  const char *end = at;

  while (is_name (end) || (*end == ':' && end > at && is_name_start (end + 1)))
    end = g_utf8_next_char (end);

  return end - at;
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

/* Up to and with @last, or to the end of the text when that never comes. */
static gsize
measure_until (const char *at,
               char        last)
{
  const char *end = strchr (at + 1, last);

  return end ? (gsize) (end - at) + 1 : strlen (at);
}

/* Looks no further than the token goes: g_str_has_prefix() would measure all that is left, each time. */
static gsize
measure_token (const char *at)
{
  if (*at == '\0')
    return 0;
  if (*at == '\'' || *at == '"')
    return measure_until (at, *at);
  if (at[0] == '$' && at[1] == '{')
    return measure_until (at, '}');
  if (g_ascii_isdigit (*at) || (*at == '.' && g_ascii_isdigit (at[1])))
    return measure_number (at);
  if (((*at == '<' || *at == '>' || *at == '!') && at[1] == '=') ||
      (at[0] == '.' && at[1] == '.'))
    return 2;
  if (is_name_start (at))
    return measure_name (at);

  return g_utf8_next_char (at) - at;
}

void
passant_parser_advance (PassantParser *self)
{
  self->at = self->end;
  while (g_ascii_isspace (*self->at))
    self->at++;
  self->end = self->at + measure_token (self->at);
}

gboolean
passant_parser_is (PassantParser *self,
                   const char    *token)
{
  gsize length = self->end - self->at;

  return *self->at == *token && strlen (token) == length && strncmp (self->at, token, length) == 0;
}

gboolean
passant_parser_take (PassantParser *self,
                     const char    *token)
{
  if (!passant_parser_is (self, token))
    return FALSE;

  passant_parser_advance (self);

  return TRUE;
}

void
passant_parser_expect (PassantParser *self,
                       const char    *token,
                       const char    *after)
{
  if (!self->error && !passant_parser_take (self, token))
    passant_parser_fail (self, self->at, "expected “%s” %s", token, after);
}

gboolean
passant_parser_is_name (PassantParser *self)
{
  return is_name_start (self->at);
}

gboolean
passant_parser_is_text (PassantParser *self)
{
  return *self->at == '\'' || *self->at == '"';
}

gboolean
passant_parser_is_reference (PassantParser *self)
{
  return self->at[0] == '$' && self->at[1] == '{';
}

const char *
passant_parser_take_text (PassantParser *self)
{
  gsize length = self->end - self->at;
  const char *text;

  if (length < 2 || self->end[-1] != *self->at) {
    passant_parser_fail (self, self->at, "this text has no closing “%c”", *self->at);
    return NULL;
  }

  text = passant_parser_keep (self, self->at + 1, length - 2);
  passant_parser_advance (self);

  return text;
}

/* The id may stand among blanks, and be of a question that another makes: "receipt.amount". */
const char *
passant_parser_read_reference (PassantParser *self,
                               const char    *at,
                               const char    *end)
{
  g_autofree char *id = NULL;
  const char *rest;

  if (end[-1] != '}') {
    passant_parser_fail (self, at, "“${” has no closing “}”");
    return NULL;
  }

  id = g_strstrip (g_strndup (at + 2, end - at - 3));
  if (g_str_has_prefix (id, "last-saved#")) {
    passant_parser_fail (self, at, "there is no earlier form to look at; leave “last-saved#” out");
    return NULL;
  }

  rest = id;
  while (g_ascii_isalnum (*rest) || *rest == '_' || (rest > id && (*rest == '-' || *rest == '.')))
    rest++;
  if (*rest || rest == id || g_ascii_isdigit (*id)) {
    passant_parser_fail (self, at, "between “${” and “}” stands a question's id: letters, digits, "
                         "“_” and “-”, the first a letter");
    return NULL;
  }

  return passant_parser_keep (self, id, rest - id);
}

const char *
passant_parser_take_reference (PassantParser *self)
{
  const char *id = passant_parser_read_reference (self, self->at, self->end);

  if (id)
    passant_parser_advance (self);

  return id;
}

const char *
passant_parser_keep (PassantParser *self,
                     const char    *text,
                     gsize          length)
{
  g_autofree char *copy = g_strndup (text, length);

  return g_string_chunk_insert_const (self->expression->strings, copy);
}

void
passant_parser_note (PassantParser *self,
                     GPtrArray     *list,
                     const char    *name)
{
  PassantExpression *expression = self->expression;
  char letter = list == expression->references ? 'q' : list == expression->repeats ? 'r' : 'c';
  g_autofree char *key = g_strdup_printf ("%c%s", letter, name);

  if (g_hash_table_add (self->seen, (char *) passant_parser_keep (self, key, strlen (key))))
    g_ptr_array_add (list, (char *) name);
}

void
passant_parser_note_mention (PassantParser *self,
                             const char    *at)
{
  GArray *programme = self->expression->programme;
  PassantInstruction *left, *right;
  PassantMention mention;

  if (self->error || programme->len < 2)
    return;

  left = passant_parser_instruction (self, programme->len - 2);
  right = passant_parser_instruction (self, programme->len - 1);
  if (left->op == PASSANT_OP_STRING && right->op == PASSANT_OP_REFERENCE) {
    PassantInstruction *other = left;

    left = right;
    right = other;
  }

  if (left->op != PASSANT_OP_REFERENCE || right->op != PASSANT_OP_STRING)
    return;

  mention = (PassantMention) { left->text, right->text, passant_parser_column (self, at) };
  g_array_append_val (self->expression->mentions, mention);
}

guint
passant_parser_emit (PassantParser *self,
                     PassantOp      op,
                     const char    *text,
                     double         number)
{
  PassantInstruction next = { .op = op, .number = number, .text = text };

  g_array_append_val (self->expression->programme, next);

  return self->expression->programme->len - 1;
}

PassantInstruction *
passant_parser_instruction (PassantParser *self,
                            guint          index)
{
  return &g_array_index (self->expression->programme, PassantInstruction, index);
}

void
passant_parser_land (PassantParser *self,
                     guint          index)
{
  if (!self->error)
    passant_parser_instruction (self, index)->target = self->expression->programme->len;
}
