/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PASSANT_EXPRESSION_BYTES_MAX (256 * 1024)
#define PASSANT_EXPRESSION_DEPTH_MAX 64
#define PASSANT_EXPRESSION_STEPS_MAX 10000

/**
 * PassantExpression:
 *
 * A condition or value over the answers of a visit, in the XLSForm way with XPath 1.0 semantics; schemas/script/README.md
 * lists the functions. Total: no loops, bounded in bytes, depth and steps. Immutable, atomically reference counted; safe
 * from any thread.
 */
typedef struct _PassantExpression PassantExpression;

/* What an expression can see. Any member may be NULL or 0: there is nothing to see then.
 * All text is valid UTF-8. */
typedef struct {
  /* The answer to @question as its stored text, or NULL when there is none (it then reads as the empty string). @round 0:
  * as seen from where the expression stands; 1, 2, …: of that round. The text lives until the expression has been run. */
  const char *(*answer) (const char *question,
                         guint       round,
                         gpointer    data);
  /* How many rounds there are of the repeated touchpoint that is called @name or holds the question @name; 1 elsewhere. */
  guint (*rounds) (const char *name,
                   gpointer    data);
  /* A filter's: the column @name of the choice that is being looked at, or NULL. */
  const char *(*column) (const char *name,
                         gpointer    data);
  /* The label of @choice of @question in the script's first language, or NULL. */
  const char *(*label)  (const char *question,
                         const char *choice,
                         gpointer    data);
  const char *self_value; /* what '.' reads as */
  guint       round;      /* what position(..) is: 1, 2, … */
  gint64      local_ms;   /* what now() is: Unix milliseconds, the zone's offset added */
  gpointer    data;
} PassantScope;

/* What an expression may speak of. */
typedef enum {
  PASSANT_EXPRESSION_PLAIN,
  PASSANT_EXPRESSION_FILTER, /* bare names too: columns of the choice that is looked at */
} PassantExpressionKind;

/* %PASSANT_ERROR_INVALID with "column N: …" (1-based) when @text does not parse. */
PassantExpression  *passant_expression_compile    (const char           *text,
                                                   PassantExpressionKind kind,
                                                   GError              **error)
G_GNUC_WARN_UNUSED_RESULT;
PassantExpression  *passant_expression_ref        (PassantExpression *self);
void                passant_expression_unref      (PassantExpression *self);
/* Question ids referred to, in order of first mention; NULL-terminated, owned by @self. */
const char * const *passant_expression_references (PassantExpression *self);
/* What count(${…}) and the second of indexed-repeat() name, likewise: a repeated touchpoint, or a question in one. Of its
 * rounds only their number is looked at, so it is not among the references. */
const char * const *passant_expression_repeats    (PassantExpression *self);
/* Columns of choices referred to, likewise; not a choice's "name", which is its id. */
const char * const *passant_expression_columns    (PassantExpression *self);
/* As a boolean. An expression that runs out of steps is FALSE. @scope may be NULL. */
gboolean            passant_expression_test       (PassantExpression  *self,
                                                   const PassantScope *scope);
/* As a string, XPath's string(). */
char               *passant_expression_evaluate   (PassantExpression  *self,
                                                   const PassantScope *scope)
G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantExpression, passant_expression_unref)

G_END_DECLS
