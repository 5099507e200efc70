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
 * A condition over the answers of a visit, in the XLSForm way with XPath 1.0 semantics: ${question}, '.', strings,
 * numbers, = != < <= > >=, and, or, not(), + - * div mod, selected(value, 'choice'). Total: no loops, bounded in bytes,
 * depth and steps. Immutable; safe from any thread.
 */
typedef struct _PassantExpression PassantExpression;

/* The answer to @question as its stored text, or NULL when there is none (it then reads as the empty string). */
typedef const char *(*PassantLookup) (const char *question,
                                      gpointer    data);

/* %PASSANT_ERROR_INVALID with "column N: …" (1-based) when @text does not parse. */
PassantExpression  *passant_expression_compile    (const char *text,
                                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void                passant_expression_free       (PassantExpression *self);
/* Question ids referred to, in order of first mention; NULL-terminated, owned by @self. */
const char * const *passant_expression_references (PassantExpression *self);
/* As a boolean. @self_value is what '.' reads as, or NULL. An expression that runs out of steps is FALSE. */
gboolean            passant_expression_test       (PassantExpression *self,
                                                   const char        *self_value,
                                                   PassantLookup      lookup,
                                                   gpointer           data);
/* As a string, XPath's string(). */
char               *passant_expression_evaluate   (PassantExpression *self,
                                                   const char        *self_value,
                                                   PassantLookup      lookup,
                                                   gpointer           data)
G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantExpression, passant_expression_free)

G_END_DECLS
