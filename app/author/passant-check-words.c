/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-check-private.h"

#include <string.h>

typedef enum {
  TOKEN_EDGE,    /* before the first and after the last */
  TOKEN_ANSWER,  /* ${question} or . */
  TOKEN_LITERAL,
  TOKEN_COLUMN,
  TOKEN_COMPARE,
  TOKEN_LOGIC,   /* and, or */
  TOKEN_CALL,    /* a function's name */
  TOKEN_OPEN,
  TOKEN_CLOSE,
  TOKEN_COMMA,
  TOKEN_OTHER,
} TokenKind;

typedef struct {
  TokenKind kind;
  char     *text; /* of a literal without quotes, of an answer the question's id */
} Token;

typedef struct {
  PassantCheckWords *words;
  PassantQuestion   *own, *columns_of;
  GArray            *tokens;
} Reader;

/* What these give depends on more than the answers a search tries. */
static const char * const opaque[] = {
  "count", "count-non-empty", "indexed-repeat", "join", "now", "position", "sum", "today", NULL
};

static void
clear_token (gpointer data)
{
  g_free (((Token *) data)->text);
}

static Token *
token_at (Reader *self,
          guint   index)
{
  return &g_array_index (self->tokens, Token, index);
}

static void
add_token (Reader     *self,
           TokenKind   kind,
           const char *text,
           gsize       length)
{
  Token token = { kind, g_strndup (text, length) };

  g_array_append_val (self->tokens, token);
}

static gboolean
is_operand (TokenKind kind)
{
  return kind == TOKEN_ANSWER || kind == TOKEN_LITERAL || kind == TOKEN_COLUMN ||
         kind == TOKEN_CLOSE;
}

static gsize
measure_number (const char *at)
{
  gsize length = strspn (at, "0123456789");

  if (at[length] == '.')
    length += 1 + strspn (at + length + 1, "0123456789");

  return length;
}

/* A name behind an operand is an operator, as XPath has it. */
static gsize
read_name (Reader     *self,
           const char *at)
{
  static const char letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-:";
  gsize length = strspn (at, letters);
  gboolean is_operator = is_operand (token_at (self, self->tokens->len - 1)->kind);
  gboolean is_logic = (length == 3 && strncmp (at, "and", 3) == 0) ||
                      (length == 2 && strncmp (at, "or", 2) == 0);
  gboolean is_call = at[length + strspn (at + length, " \t\r\n")] == '(';

  if (is_operator)
    add_token (self, is_logic ? TOKEN_LOGIC : TOKEN_OTHER, at, length);
  else
    add_token (self, is_call ? TOKEN_CALL : TOKEN_COLUMN, at, length);

  return length;
}

static gsize
read_quoted (Reader     *self,
             const char *at)
{
  const char *end = strchr (at + 1, *at);
  gsize length = end ? (gsize) (end - at) - 1 : strlen (at + 1);

  add_token (self, TOKEN_LITERAL, at + 1, length);
  self->words->knows_nothing |= length == 0;

  return length + (end ? 2 : 1);
}

static gsize
read_reference (Reader     *self,
                const char *at)
{
  gsize length = strcspn (at, "}");

  add_token (self, TOKEN_ANSWER, at + 2, length - 2);

  return length + (at[length] == '}');
}

static gsize
read_sign (Reader     *self,
           const char *at)
{
  gboolean is_long = (*at == '<' || *at == '>' || *at == '!') && at[1] == '=';
  TokenKind kind = *at == '(' ? TOKEN_OPEN : *at == ')' ? TOKEN_CLOSE : *at == ',' ? TOKEN_COMMA
                   : strchr ("=<>!", *at) ? TOKEN_COMPARE : TOKEN_OTHER;

  add_token (self, kind, at, 1 + is_long);

  return 1 + is_long;
}

static gsize
read_token (Reader     *self,
            const char *at)
{
  gsize number = g_ascii_isdigit (*at) || (*at == '.' && g_ascii_isdigit (at[1]))
                 ? measure_number (at) : 0;

  if (g_ascii_isspace (*at))
    return 1;
  if (*at == '\'' || *at == '"')
    return read_quoted (self, at);
  if (g_str_has_prefix (at, "${"))
    return read_reference (self, at);
  if (g_ascii_isalpha (*at) || *at == '_')
    return read_name (self, at);
  if (g_str_has_prefix (at, "..")) {
    add_token (self, TOKEN_OTHER, at, 2);
    return 2;
  }
  if (number) {
    add_token (self, TOKEN_LITERAL, at, number);
    return number;
  }
  if (*at == '.') {
    add_token (self, TOKEN_ANSWER, self->own ? self->own->id : ".",
               strlen (self->own ? self->own->id : "."));
    return 1;
  }

  return read_sign (self, at);
}

/* "-" before a number that begins an operand is part of it. */
static void
join_signs (Reader *self)
{
  for (guint i = 1; i + 1 < self->tokens->len; i++) {
    Token *sign = token_at (self, i), *number = token_at (self, i + 1);
    TokenKind before = token_at (self, i - 1)->kind;

    if (sign->kind == TOKEN_OTHER && g_str_equal (sign->text, "-") &&
        number->kind == TOKEN_LITERAL && !is_operand (before)) {
      char *joined = g_strconcat ("-", number->text, NULL);

      g_free (number->text);
      number->text = joined;
      g_array_remove_index (self->tokens, i);
    }
  }
}

static void
add_literal (PassantCheckWords *self,
             const char        *question,
             const char        *literal)
{
  GPtrArray *literals = g_hash_table_lookup (self->literals, question);

  if (!literals) {
    literals = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (self->literals, g_strdup (question), literals);
  }
  if (!g_ptr_array_find_with_equal_func (literals, literal, g_str_equal, NULL))
    g_ptr_array_add (literals, g_strdup (literal));
}

/* A column stands for what the choices have in it. */
static void
add_column (Reader     *self,
            const char *question,
            const char *column)
{
  for (guint i = 0; self->columns_of && i < self->columns_of->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (self->columns_of->choices, i);
    const char *value = g_str_equal (column, "name") ? choice->id
                        : choice->columns ? g_hash_table_lookup (choice->columns, column) : NULL;

    add_literal (self->words, question, value ? value : "");
  }
}

static gboolean
begins (TokenKind kind)
{
  return kind == TOKEN_EDGE || kind == TOKEN_OPEN || kind == TOKEN_LOGIC || kind == TOKEN_COMMA;
}

static gboolean
ends (TokenKind kind)
{
  return kind == TOKEN_EDGE || kind == TOKEN_CLOSE || kind == TOKEN_LOGIC || kind == TOKEN_COMMA;
}

static gboolean
is_fixed (Token *token)
{
  return token->kind == TOKEN_LITERAL || token->kind == TOKEN_COLUMN;
}

/* What the answer at @index is compared with, all on its own; NULL: it is not. */
static Token *
find_other_side (Reader *self,
                 guint   index)
{
  Token *at = token_at (self, index);
  guint last = self->tokens->len - 1;

  if (index + 3 <= last && begins (at[-1].kind) && at[1].kind == TOKEN_COMPARE &&
      is_fixed (&at[2]) && ends (at[3].kind))
    return &at[2];
  if (index >= 3 && ends (at[1].kind) && at[-1].kind == TOKEN_COMPARE && is_fixed (&at[-2]) &&
      begins (at[-3].kind))
    return &at[-2];

  /* selected(${question}, 'choice') */
  if (index >= 2 && index + 3 <= last && at[-1].kind == TOKEN_OPEN && at[-2].kind == TOKEN_CALL &&
      g_str_equal (at[-2].text, "selected") && at[1].kind == TOKEN_COMMA &&
      at[2].kind == TOKEN_LITERAL && at[3].kind == TOKEN_CLOSE)
    return &at[2];

  return NULL;
}

/* Whether only its being there matters. */
static gboolean
is_condition (Reader *self,
              guint   index)
{
  Token *at = token_at (self, index);
  gboolean is_asked = index >= 2 && at[-1].kind == TOKEN_OPEN && at[-2].kind == TOKEN_CALL &&
                      at[1].kind == TOKEN_CLOSE &&
                      (g_str_equal (at[-2].text, "not") || g_str_equal (at[-2].text, "boolean"));

  if (!begins (at[-1].kind) || !ends (at[1].kind))
    return FALSE;

  return is_asked || at[-1].kind == TOKEN_LOGIC || at[1].kind == TOKEN_LOGIC;
}

static void
judge_answer (Reader *self,
              guint   index)
{
  Token *answer = token_at (self, index), *other = find_other_side (self, index);

  if (other && other->kind == TOKEN_LITERAL)
    add_literal (self->words, answer->text, other->text);
  else if (other)
    add_column (self, answer->text, other->text);
  else if (!is_condition (self, index))
    g_hash_table_add (self->words->loose, g_strdup (answer->text));
}

/* min() or max() of one question is that of all its rounds. */
static gboolean
gathers_rounds (Reader *self,
                guint   index)
{
  Token *call = token_at (self, index);

  return (g_str_equal (call->text, "min") || g_str_equal (call->text, "max")) &&
         index + 3 < self->tokens->len && call[2].kind == TOKEN_ANSWER &&
         call[3].kind == TOKEN_CLOSE;
}

static void
read_all (Reader     *self,
          const char *text)
{
  add_token (self, TOKEN_EDGE, "", 0);
  for (const char *at = text; *at;)
    at += read_token (self, at);
  add_token (self, TOKEN_EDGE, "", 0);
  join_signs (self);

  for (guint i = 1; i + 1 < self->tokens->len; i++) {
    Token *token = token_at (self, i);

    if (token->kind == TOKEN_ANSWER)
      judge_answer (self, i);
    else if (token->kind == TOKEN_CALL && (g_strv_contains (opaque, token->text) ||
                                           gathers_rounds (self, i)))
      self->words->is_opaque = TRUE;
  }
}

PassantCheckWords *
passant_check_words_new (const char      *text,
                         PassantQuestion *own,
                         PassantQuestion *columns_of)
{
  PassantCheckWords *self = g_new0 (PassantCheckWords, 1);
  Reader reader = { self, own, columns_of, g_array_new (FALSE, FALSE, sizeof (Token)) };

  g_array_set_clear_func (reader.tokens, clear_token);
  self->literals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  self->loose = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_all (&reader, text);
  g_array_unref (reader.tokens);

  return self;
}

void
passant_check_words_free (PassantCheckWords *self)
{
  if (!self)
    return;

  g_hash_table_unref (self->literals);
  g_hash_table_unref (self->loose);
  g_free (self);
}

GPtrArray *
passant_check_words_get (PassantCheckWords *self,
                         const char        *question)
{
  return g_hash_table_lookup (self->literals, question);
}
