/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the compiler says to each script on standard input, one a line: the codes of its problems, each once, in
 * alphabetical order; "ok" when there are none. */

#include "passant-script.h"

#include <stdio.h>

static char *
judge (const char *text)
{
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (PassantScript) script = passant_script_compile (text, -1, problems, NULL);

  g_assert_true ((script == NULL) == (problems->len > 0));
  for (guint i = 0; i < problems->len; i++) {
    PassantProblem *problem = g_ptr_array_index (problems, i);

    g_assert_true (*problem->message && (*problem->path == '/' || !*problem->path));
    if (!g_ptr_array_find_with_equal_func (codes, problem->code, g_str_equal, NULL))
      g_ptr_array_add (codes, problem->code);
  }
  g_ptr_array_sort_values (codes, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (codes, NULL);

  return script ? g_strdup ("ok") : g_strjoinv (" ", (GStrv) codes->pdata);
}

int
main (void)
{
  g_autofree char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) > 0) {
    g_autofree char *verdict = judge (g_strchomp (line));

    puts (verdict);
  }

  return 0;
}
