/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-expression-private.h"

G_BEGIN_DECLS

/**
 * PassantParser:
 *
 * Reads an expression left to right, one token ahead, and writes its programme as it goes. After the first error every
 * token is empty, so that all readers come to their end.
 */
typedef struct {
  PassantExpression    *expression;
  PassantExpressionKind kind;
  GHashTable           *seen;   /* what was noted already, "…" with a letter for the list it is in before it */
  const char           *text;
  const char           *at;     /* where the current token begins */
  const char           *end;    /* where it ends */
  const char           *counted; /* up to here columns were counted */
  guint                 column; /* which that one is, from 1 */
  guint                 depth;
  GError               *error;
} PassantParser;

#define PASSANT_A_VALUE "a question as ${id}, '.', a number, 'text', a function or '('"

void                passant_parser_init           (PassantParser        *self,
                                                   PassantExpression    *expression,
                                                   const char           *text,
                                                   PassantExpressionKind kind);
void                passant_parser_clear          (PassantParser *self);

/* Tokens. */
guint               passant_parser_column         (PassantParser *self,
                                                   const char    *at);
void                passant_parser_fail           (PassantParser *self,
                                                   const char    *at,
                                                   const char    *format,
                                                   ...) G_GNUC_PRINTF (3, 4);
/* What stands at @at … @end, to be told in an error: cut when it is long. */
char               *passant_parser_show           (const char *at,
                                                   const char *end) G_GNUC_WARN_UNUSED_RESULT;
void                passant_parser_advance        (PassantParser *self);
gboolean            passant_parser_is             (PassantParser *self,
                                                   const char    *token);
/* Steps over @token when it stands here. */
gboolean            passant_parser_take           (PassantParser *self,
                                                   const char    *token);
/* Fails with "expected @token @after" when it does not. */
void                passant_parser_expect         (PassantParser *self,
                                                   const char    *token,
                                                   const char    *after);
gboolean            passant_parser_is_name        (PassantParser *self);
gboolean            passant_parser_is_text        (PassantParser *self);
gboolean            passant_parser_is_reference   (PassantParser *self);
/* The texts of these live as long as the expression; NULL after an error. All step over what they read. */
const char         *passant_parser_take_text      (PassantParser *self);
const char         *passant_parser_take_reference (PassantParser *self);
/* The question in "${question}" at @at … @end, without stepping. */
const char         *passant_parser_read_reference (PassantParser *self,
                                                   const char    *at,
                                                   const char    *end);

/* The programme. */
const char         *passant_parser_keep           (PassantParser *self,
                                                   const char    *text,
                                                   gsize          length);
/* Adds @name to one of the expression's lists, unless it is there already. */
void                passant_parser_note           (PassantParser *self,
                                                   GPtrArray     *list,
                                                   const char    *name);
/* Notes ${question} with 'text' when these are the two values written last. */
void                passant_parser_note_mention   (PassantParser *self,
                                                   const char    *at);
guint               passant_parser_emit           (PassantParser *self,
                                                   PassantOp      op,
                                                   const char    *text,
                                                   double         number);
PassantInstruction *passant_parser_instruction    (PassantParser *self,
                                                   guint          index);
/* Makes the jump at @index lead to whatever is written next. */
void                passant_parser_land           (PassantParser *self,
                                                   guint          index);

/* The grammar: a value of any kind, and a call, whose name at @at has been read and whose "(" has been taken. */
void                passant_parser_value          (PassantParser *self);
void                passant_parser_call           (PassantParser *self,
                                                   const char    *name,
                                                   const char    *at);

G_END_DECLS
