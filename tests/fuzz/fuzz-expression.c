/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An expression, behind it the answers it sees: each is behind a NUL. */

#include "passant-fuzz.h"

#include "passant-error.h"
#include "passant-expression.h"

#include <string.h>

#define ROUNDS 3
#define NOW_MS G_GINT64_CONSTANT (1795356330123)
#define RESULT_BYTES_MAX (64 * 1024) /* what a function may make, and an answer or an expression is shorter or as long */

typedef struct {
  GPtrArray *answers;
} Guest;

static const char *
look_up (const char *question,
         guint       round,
         gpointer    data)
{
  GPtrArray *answers = ((Guest *) data)->answers;
  guint index = g_str_hash (question) + round;

  return answers->len > 0 ? g_ptr_array_index (answers, index % answers->len) : NULL;
}

static guint
count_rounds (const char *name,
              gpointer    data)
{
  return g_str_hash (name) % (ROUNDS + 1);
}

static const char *
find_column (const char *name,
             gpointer    data)
{
  return look_up (name, 1, data);
}

static const char *
find_label (const char *question,
            const char *choice,
            gpointer    data)
{
  return look_up (choice, 2, data);
}

static void
run (PassantExpression *expression,
     GPtrArray         *answers)
{
  Guest guest = { answers };
  const PassantScope scope = {
    .answer = look_up, .rounds = count_rounds, .column = find_column, .label = find_label,
    .self_value = answers->len > 0 ? g_ptr_array_index (answers, 0) : NULL, .round = 2,
    .local_ms = NOW_MS, .data = &guest,
  };
  g_autofree char *value = passant_expression_evaluate (expression, &scope);
  g_autofree char *again = passant_expression_evaluate (expression, &scope);
  g_autofree char *alone = passant_expression_evaluate (expression, NULL);
  gboolean holds = passant_expression_test (expression, &scope);

  g_assert_cmpstr (value, ==, again);
  g_assert_true (g_utf8_validate (value, -1, NULL));
  g_assert_true (g_utf8_validate (alone, -1, NULL));
  g_assert_true (strlen (value) <= MAX (RESULT_BYTES_MAX, PASSANT_EXPRESSION_BYTES_MAX));
  /* What has no value, for want of steps too, does not hold. */
  g_assert_true (*value || !holds);
}

static void
compile_and_run (const char           *text,
                 PassantExpressionKind kind,
                 GPtrArray            *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantExpression) expression = passant_expression_compile (text, kind, &error);

  if (!expression) {
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
    g_assert_true (g_str_has_prefix (error->message, "column "));
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    return;
  }

  g_assert_no_error (error);
  for (const char * const *id = passant_expression_references (expression); id && *id; id++)
    g_assert_nonnull (strstr (text, *id));
  for (const char * const *id = passant_expression_columns (expression); id && *id; id++)
    g_assert_true (kind == PASSANT_EXPRESSION_FILTER && strstr (text, *id));
  run (expression, answers);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (g_free);
  const char *end = (const char *) data + size, *at = size > 0 ? memchr (data, '\0', size) : NULL;

  while (at) {
    const char *next = memchr (at + 1, '\0', end - at - 1);

    g_ptr_array_add (answers, g_utf8_make_valid (at + 1, (next ? next : end) - at - 1));
    at = next;
  }

  compile_and_run (text, PASSANT_EXPRESSION_PLAIN, answers);
  compile_and_run (text, PASSANT_EXPRESSION_FILTER, answers);

  return 0;
}
