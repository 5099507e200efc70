/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The value of each expression on standard input, one a line, where ${a} is "4", ${b} "yes", ${c} " 2.5 " and all other
 * questions have no answer. */

#include "passant-expression.h"

#include <stdio.h>

static const char *
look_up (const char *question,
         guint       round,
         gpointer    data)
{
  static const char * const answers[] = { "4", "yes", " 2.5 " };
  guint index = question[0] - 'a';

  return index < G_N_ELEMENTS (answers) ? answers[index] : NULL;
}

int
main (void)
{
  g_autofree char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) > 0) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantExpression) expression = passant_expression_compile (g_strchomp (line),
                                                                           PASSANT_EXPRESSION_PLAIN,
                                                                           &error);
    g_autofree char *value = NULL;

    g_assert_no_error (error);
    value = passant_expression_evaluate (expression,
                                         &(PassantScope) { .answer = look_up, .self_value = NULL });
    puts (value);
  }

  return 0;
}
