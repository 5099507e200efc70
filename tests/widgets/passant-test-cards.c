/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-test-cards.h"

PassantScript *
passant_test_cards_load (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "widgets", "cards.json",
                                            NULL);
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  PassantScript *script;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);

  script = passant_script_compile (text, (gssize) length, problems, &error);
  for (guint i = 0; i < problems->len; i++) {
    PassantProblem *problem = g_ptr_array_index (problems, i);

    g_test_message ("%s: %s", problem->path, problem->message);
  }
  g_assert_no_error (error);

  return script;
}

PassantQuestion *
passant_test_cards_question (PassantScript *script,
                             const char    *id)
{
  PassantQuestion *question = passant_script_find_question (script, id);

  g_assert_nonnull (question);

  return question;
}
