/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-error.h"
#include "passant-source.h"

#include <glib/gstdio.h>
#include <string.h>

static GPtrArray *
new_problems (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
}

static char *
write_file (const char *name,
            const char *text,
            gssize      length)
{
  char *path = g_test_build_filename (G_TEST_BUILT, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);

  return path;
}

static char *
list_problems (GPtrArray *problems)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++) {
    PassantProblem *problem = g_ptr_array_index (problems, i);

    g_string_append_printf (lines, "%d:%d: [%s] %s\n", problem->line, problem->column,
                            problem->code,
                            problem->message);
  }

  return g_string_free_and_steal (lines);
}

/* Every mistake is told, in the order of the file, by line and column; and nothing is compiled. */
static void
test_source_places_every_mistake (gconstpointer name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "scripts", name, NULL);
  g_autofree char *golden = g_strconcat (path, ".expected", NULL);
  g_autofree char *expected = NULL;
  g_autofree char *actual = NULL;
  g_autoptr (GPtrArray) problems = new_problems ();
  g_autoptr (GError) error = NULL;

  g_assert_null (passant_source_compile (path, problems, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, path));

  g_assert_true (g_file_get_contents (golden, &expected, NULL, NULL));
  actual = list_problems (problems);
  g_assert_cmpstr (actual, ==, expected);
}

static void
test_source_compiles_json_as_its_author_wrote_it (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "studies", "fiets",
                                                 "script.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) problems = new_problems ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantScript) script = passant_source_compile (path, problems, &error);
  g_autoptr (PassantScript) plain = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (g_str_has_prefix (script->text,
                                   "{\"passant\":1,\"id\":\"fiets_2026\",\"version\":"));
  g_assert_null (strchr (script->text, '\n'));

  /* The same without libfyaml in between. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  plain = passant_script_compile (text, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (script->questions->len, ==, plain->questions->len);
}

static const char yaml[] =
  "# A script as a person may write it.\n"
  "passant: 1\n"
  "id: café_bezoek\n"
  "version: 1\n"
  "languages: [nl, en]\n"
  "title: {nl: \"Naar het café\", en: 'To the café'}\n"
  "phases:\n"
  "- id: use\n"
  "  title: {nl: Gebruik}\n"
  "  touchpoints:\n"
  "  - id: table\n"
  "    title: {nl: Aan tafel}\n"
  "    channel: store\n"
  "    instruction:\n"
  "      nl: >\n"
  "        Ga zitten\n"
  "        en wacht.\n"
  "    questions:\n"
  "    - {id: served, type: yes_no, text: {nl: \"€ 5 of meer? ja\"}, required: true}\n"
  "    - id: taste\n"
  "      type: choice\n"
  "      text: {nl: Hoe smaakte het?}\n"
  "      relevant: ${served} = 'yes'\n"
  "      choices:\n"
  "      - {id: good, label: {nl: Goed}, points: 1}\n"
  "      - {id: bad, label: {nl: no}, points: 0}\n";

static void
test_source_reads_yaml (void)
{
  g_autofree char *sound = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GString) text = g_string_new (yaml);
  g_autoptr (GPtrArray) problems = new_problems ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantScript) script = NULL;
  PassantQuestion *taste;

  g_string_replace (text, "café_bezoek", "cafe", 1);
  path = write_file ("sound.yaml", text->str, -1);
  script = passant_source_compile (path, problems, &error);
  g_assert_no_error (error);

  taste = passant_script_find_question (script, "taste");
  g_assert_nonnull (taste->relevant);
  g_assert_cmpstr (passant_text_get (taste->touchpoint->instruction, "nl"), ==,
                   "Ga zitten en wacht.\n");
  g_assert_cmpstr (passant_text_get (script->title, "en"), ==, "To the café");

  /* Not a truth value, as in older YAML. */
  sound = passant_question_format (taste, "bad", "nl");
  g_assert_cmpstr (sound, ==, "no");
}

static void
test_source_places_mistakes_in_yaml (void)
{
  g_autofree char *path = NULL;
  g_autofree char *actual = NULL;
  g_autoptr (GString) text = g_string_new (yaml);
  g_autoptr (GPtrArray) problems = new_problems ();

  g_string_replace (text, "required: true", "required: perhaps, colour: red", 1);
  g_string_replace (text, "points: 0", "points: none", 1);
  path = write_file ("mistakes.yaml", text->str, -1);

  g_assert_null (passant_source_compile (path, problems, NULL));
  actual = list_problems (problems);
  g_assert_cmpstr (actual, ==,
                   "3:5: [bad-id] “café_bezoek” is no id: start with a letter or “_”, go on with "
                   "letters a to z, digits, “_” and “-”, at most 64 in all\n"
                   "19:75: [bad-expression] column 1: “perhaps” means nothing here; a question is "
                   "written ${perhaps} and a text 'perhaps'\n"
                   "19:84: [unknown-key] There is no key “colour” here; there are id, type, text, "
                   "hint, relevant, required, constraint, message, na, default, pillar, weight, "
                   "integrity, points, comment_if_below, comment\n"
                   "26:44: [wrong-type] This must be a whole number, not a text\n");
}

/* What is no JSON or YAML is told by line and column too, and a file can make no more of itself than it is. */
static void
test_source_refuses_what_it_cannot_read (void)
{
  static const struct { const char *name, *text; gssize length; int line, column; const char *code;
  } rows[] = {
    { "a.json", "{\"passant\": 1,\n \"id\" \"x\"}", -1, 2, 7, "bad-syntax" },
    { "b.json", "{\"passant\": 1,\n \"naïef\": tru}", -1, 2, 11, "bad-syntax" },
    { "c.json", "", -1, 1, 1, "bad-syntax" },
    { "d.json", "{\"passant\": 1, \"passant\": 1}", -1, 1, 16, "doubled-key" },
    { "e.yaml", "", -1, 1, 1, "empty" },
    { "f.yaml", "a: \"b\n", -1, 1, 5, "bad-syntax" },
    { "g.yaml", "a: b: c\n", -1, 1, 5, "bad-syntax" },
    { "h.yaml", "a: 1\nb: \377\n", -1, 2, 4, "not-utf8" },
    { "i.yaml", "a: 1\nb: 2\na: 3\n", -1, 3, 1, "doubled-key" },
    { "n.yaml", "a: {b: 1}\na: {b: 2}\n", -1, 2, 1, "doubled-key" },
    { "j.yaml", "- &x [a, a]\n- [*x, *x]\n", -1, 2, 4, "alias" },
    { "k.yaml", "a: 1\n---\nb: 1\n", -1, 2, 1, "second-document" },
    { "l.yaml", "? [a, b]\n: 1\n", -1, 1, 3, "bad-key" },
    { "o.yaml", "b:\n  nl: |\n  www\n\n    Het\n  en: |\n    X\ndo: 1\n", -1, 3, 1, "bad-syntax" },
    { "p.yaml", "b:\n  nl: >\n\n\n  www\n  en: |\n    X\n", -1, 3, 1, "bad-syntax" },
    { "m.yaml", "a: 1\nb: \0\n", 11, 2, 4, "not-utf8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = write_file (rows[i].name, rows[i].text, rows[i].length);
    g_autoptr (GPtrArray) problems = new_problems ();
    g_autoptr (GError) error = NULL;
    PassantProblem *problem;

    g_test_message ("%s", rows[i].text);
    g_assert_null (passant_source_to_json (path, problems, &error));
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
    g_assert_cmpuint (problems->len, ==, 1);
    problem = g_ptr_array_index (problems, 0);
    g_assert_cmpstr (problem->code, ==, rows[i].code);
    g_assert_cmpint (problem->line, ==, rows[i].line);
    g_assert_cmpint (problem->column, ==, rows[i].column);
  }
}

static void
test_source_bounds_depth_and_size (void)
{
  g_autofree char *open = g_strnfill (5000, '[');
  g_autofree char *close = g_strnfill (5000, ']');
  g_autofree char *deep = g_strconcat (open, close, NULL);
  g_autofree char *long_text = g_strnfill (3 * 1024 * 1024, ' ');
  g_autofree char *deep_json = write_file ("deep.json", deep, -1);
  g_autofree char *deep_yaml = write_file ("deep.yaml", deep, -1);
  g_autofree char *long_yaml = write_file ("long.yaml", long_text, -1);
  const char *paths[] = { deep_json, deep_yaml, long_yaml, "/dev/zero" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (passant_source_compile (paths[i], NULL, &error));
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  }
}

static void
test_source_names_a_file_that_is_not_there (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (passant_source_to_json ("/no/such/script.json", NULL, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "/no/such/script.json"));
}

static void
test_source_refuses_the_future (void)
{
  g_autofree char *path = write_file ("future.yaml", "passant: 2\nshapes: [new]\n", -1);
  g_autoptr (GPtrArray) problems = new_problems ();
  g_autoptr (GError) error = NULL;

  g_assert_null (passant_source_compile (path, problems, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_TOO_NEW);
  g_assert_cmpuint (problems->len, ==, 1);
}

/* Whatever happened to a file, it is refused with a place or compiles; it never does harm. */
static void
test_source_survives_any_damage (void)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gsize length = strlen (yaml);

  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  for (int i = 0; i < 400; i++) {
    g_autofree char *damaged = g_memdup2 (yaml, length);
    g_autofree char *path = NULL;
    g_autoptr (GPtrArray) problems = new_problems ();
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantScript) script = NULL;

    for (int j = g_rand_int_range (rand, 1, 5); j > 0; j--)
      damaged[g_rand_int_range (rand, 0,
                                length)] = "\"'{}[],:-#&*!|>%@\n\t a0\377"[g_rand_int_range (rand,
                                                                                             0,
                                                                                             24)];
    path = write_file ("damaged.yaml", damaged,
                       g_rand_int_range (rand, 0, 4) ? length : length / 2);
    script = passant_source_compile (path, problems, &error);
    g_assert_true ((script == NULL) == (error != NULL));
    g_assert_true ((script == NULL) == (problems->len > 0));
    for (guint j = 0; j < problems->len; j++)
      g_assert_cmpint (((PassantProblem *) problems->pdata[j])->line, >, 0);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/source/places-every-mistake", "mistakes.json",
                        test_source_places_every_mistake);
  g_test_add_data_func ("/source/places-every-mistake-in-yaml", "mistakes.yaml",
                        test_source_places_every_mistake);
  g_test_add_func ("/source/compiles-json-as-its-author-wrote-it",
                   test_source_compiles_json_as_its_author_wrote_it);
  g_test_add_func ("/source/reads-yaml", test_source_reads_yaml);
  g_test_add_func ("/source/places-mistakes-in-yaml", test_source_places_mistakes_in_yaml);
  g_test_add_func ("/source/refuses-what-it-cannot-read", test_source_refuses_what_it_cannot_read);
  g_test_add_func ("/source/bounds-depth-and-size", test_source_bounds_depth_and_size);
  g_test_add_func ("/source/names-a-file-that-is-not-there",
                   test_source_names_a_file_that_is_not_there);
  g_test_add_func ("/source/refuses-the-future", test_source_refuses_the_future);
  g_test_add_func ("/source/survives-any-damage", test_source_survives_any_damage);

  return g_test_run ();
}
