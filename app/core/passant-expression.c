/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-expression.h"

#include "passant-error.h"
#include "passant-expression-private.h"

#include <string.h>

static PassantExpression *
passant_expression_new (void)
{
  PassantExpression *self = g_new0 (PassantExpression, 1);

  g_atomic_ref_count_init (&self->count);
  self->strings = g_string_chunk_new (64);
  self->programme = g_array_new (FALSE, FALSE, sizeof (PassantInstruction));
  self->regexes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  self->references = g_ptr_array_new_null_terminated (0, NULL, TRUE);
  self->repeats = g_ptr_array_new_null_terminated (0, NULL, TRUE);
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

  if (!passant_expression_parse (self, text, kind, error))
    return NULL;

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
  g_ptr_array_unref (self->repeats);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->regexes);
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

const char * const *
passant_expression_repeats (PassantExpression *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char * const *) self->repeats->pdata;
}
