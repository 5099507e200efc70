/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-error.h"
#include "passant-script.h"

static PassantScript *
load_sample (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "studies", "fiets",
                                                 "script.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;
  PassantScript *script;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  script = passant_script_compile (text, -1, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);

  return script;
}

static void
test_script_compiles_the_sample_study (void)
{
  g_autoptr (PassantScript) script = load_sample ();
  guint n_questions = 0;

  g_assert_cmpuint (script->phases->len, ==, 5);
  g_assert_cmpuint (script->touchpoints->len, >=, 14);
  g_assert_cmpuint (script->questions->len, >=, 60);

  for (guint i = 0; i < script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (script->touchpoints, i);

    g_assert_cmpuint (touchpoint->index, ==, i);
    g_assert_true (passant_script_find_touchpoint (script, touchpoint->id) == touchpoint);
    g_assert_true (touchpoint->has_desired);
    for (guint j = 0; j < touchpoint->questions->len; j++)
      g_assert_true (g_ptr_array_index (touchpoint->questions,
                                        j) == g_ptr_array_index (script->questions, n_questions++));
  }
  g_assert_cmpuint (n_questions, ==, script->questions->len);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/script/compiles-the-sample-study", test_script_compiles_the_sample_study);

  return g_test_run ();
}
