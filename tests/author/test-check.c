/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-source.h"

#include <string.h>

static GPtrArray *
new_problems (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".yaml"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, compare_names);

  return names;
}

/* One line for each warning, as the golden file has them. */
static void
append_warnings (GString    *lines,
                 const char *folder,
                 const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) problems = new_problems ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantScript) script = passant_source_check (path, problems, &error);

  g_assert_no_error (error);
  g_assert_nonnull (script);
  for (guint i = 0; i < problems->len; i++) {
    PassantProblem *problem = g_ptr_array_index (problems, i);

    g_assert_cmpint (problem->severity, ==, PASSANT_SEVERITY_WARNING);
    g_assert_nonnull (problem->fix);
    g_string_append_printf (lines, "%s:%d:%d: %s: %s\n", name, problem->line, problem->column,
                            problem->code, problem->message);
  }
}

static char *
list_warnings (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fixtures", "check", NULL);
  g_autoptr (GPtrArray) names = list_files (folder);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    append_warnings (lines, folder, g_ptr_array_index (names, i));

  return g_string_free_and_steal (g_steal_pointer (&lines));
}

static void
test_check_places_each_warning (void)
{
  g_autofree char *golden = g_test_build_filename (G_TEST_DIST, "fixtures", "check",
                                                   "warnings.expected", NULL);
  g_autofree char *expected = NULL;
  g_autofree char *actual = list_warnings ();

  g_assert_true (g_file_get_contents (golden, &expected, NULL, NULL));
  g_assert_cmpstr (actual, ==, expected);
}

/* The codes in the table under "What check says". */
static GHashTable *
read_table (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "schemas", "script",
                                                 "README.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GRegex) word = g_regex_new ("`([a-z-]+)`", 0, 0, NULL);
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = NULL;
  gboolean is_there = FALSE;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);
    g_autoptr (GMatchInfo) match = NULL;

    if (g_str_has_prefix (lines[i], "## "))
      is_there = g_str_equal (lines[i], "## What check says");
    if (!is_there || g_strv_length (cells) < 3)
      continue;
    for (g_regex_match (word, cells[1], 0, &match); g_match_info_matches (match);
         g_match_info_next (match, NULL))
      g_hash_table_add (codes, g_match_info_fetch (match, 1));
  }

  return codes;
}

static void
test_check_warns_of_what_the_table_says (void)
{
  g_autoptr (GHashTable) listed = read_table ();
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *warnings = list_warnings ();
  g_auto (GStrv) lines = g_strsplit (warnings, "\n", -1);
  GHashTableIter iter;
  gpointer code;

  for (guint i = 0; lines[i] && *lines[i]; i++) {
    g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 3);

    g_hash_table_add (told, g_strdup (parts[1]));
    if (!g_hash_table_contains (listed, parts[1]))
      g_error ("%s is not in the table", parts[1]);
  }

  g_assert_cmpuint (g_hash_table_size (listed), >=, 10);
  g_hash_table_iter_init (&iter, listed);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    if (!g_hash_table_contains (told, code))
      g_error ("no fixture gives %s", (char *) code);
}

static void
assert_no_warnings (const char *folder,
                    const char *name)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  append_warnings (lines, folder, name);
  g_assert_cmpstr (lines->str, ==, "");
}

static void
test_check_likes_what_comes_with_passant (void)
{
  g_autofree char *sample = g_test_build_filename (G_TEST_DIST, "..", "data", "studies", "fiets",
                                                   NULL);
  g_autofree char *scripts = g_test_build_filename (G_TEST_DIST, "fixtures", "scripts", NULL);
  g_autofree char *templates = g_test_build_filename (G_TEST_DIST, "..", "data", "templates",
                                                      NULL);
  g_autoptr (GPtrArray) names = list_files (templates);

  assert_no_warnings (sample, "script.json");
  assert_no_warnings (scripts, "everything.yaml");
  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    assert_no_warnings (templates, g_ptr_array_index (names, i));
}

/* In a spreadsheet the place is a cell. */
static void
test_check_finds_the_cell (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "xlsform",
                                                 "example_xls", "case_insensitivity.xlsx", NULL);
  g_autoptr (GPtrArray) problems = new_problems ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantScript) script = passant_source_check (path, problems, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++) {
    PassantProblem *problem = g_ptr_array_index (problems, i);

    if (!g_str_equal (problem->code, "dead-filter"))
      continue;
    n++;
    g_assert_cmpstr (problem->sheet, ==, "SURVEY");
    g_assert_cmpint (problem->line, ==, 3);
    g_assert_cmpint (problem->column, ==, 4);
  }
  g_assert_cmpuint (n, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/places-each-warning", test_check_places_each_warning);
  g_test_add_func ("/check/warns-of-what-the-table-says", test_check_warns_of_what_the_table_says);
  g_test_add_func ("/check/likes-what-comes-with-passant",
                   test_check_likes_what_comes_with_passant);

  g_test_add_func ("/check/finds-the-cell", test_check_finds_the_cell);

  return g_test_run ();
}
