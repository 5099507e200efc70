/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#include "passant-test-form.h"
#include "passant-workbook.h"

typedef struct {
  char          *json;
  PassantScript *script;
  GPtrArray     *problems;
} Import;

static void
import_clear (Import *self)
{
  g_free (self->json);
  g_clear_pointer (&self->script, passant_script_unref);
  g_ptr_array_unref (self->problems);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static Import
import_file (const char *path)
{
  Import self = { 0 };
  g_autoptr (GError) error = NULL;

  self.problems = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  self.json = passant_xlsform_to_json (path, self.problems, &error);
  g_assert_true ((self.json != NULL) != (error != NULL));
  if (self.json) {
    self.script = passant_script_compile (self.json, -1, NULL, &error);
    g_assert_no_error (error);
  }

  return self;
}

static Import
import_form (const char *text)
{
  g_autofree char *path = passant_test_form_write ("form.xlsx", text);
  Import self = import_file (path);

  g_remove (path);

  return self;
}

static const char * const severities[] = { "error", "warning", "note" };

/* "survey!C12 warning later-question" */
static char *
say_problem (const PassantProblem *problem)
{
  GString *text = g_string_new (problem->sheet ? problem->sheet : "the workbook");

  if (problem->sheet) {
    g_string_append_c (text, '!');
    if (problem->column > 26)
      g_string_append_c (text, 'A' + (problem->column - 1) / 26 - 1);
    if (problem->column > 0)
      g_string_append_c (text, 'A' + (problem->column - 1) % 26);
    g_string_append_printf (text, "%d", problem->line);
  }
  g_string_append_printf (text, " %s %s", severities[problem->severity], problem->code);

  return g_string_free_and_steal (text);
}

static gboolean
has_problem (const Import *import,
             const char   *said)
{
  for (guint i = 0; i < import->problems->len; i++) {
    g_autofree char *text = say_problem (g_ptr_array_index (import->problems, i));

    if (g_str_equal (text, said))
      return TRUE;
  }

  return FALSE;
}

static void
assert_problem (const Import *import,
                const char   *said)
{
  if (has_problem (import, said))
    return;

  for (guint i = 0; i < import->problems->len; i++) {
    const PassantProblem *problem = g_ptr_array_index (import->problems, i);
    g_autofree char *text = say_problem (problem);

    g_printerr ("%s: %s\n", text, problem->message);
  }
  g_error ("nothing says “%s”", said);
}

static guint
count (const Import   *import,
       PassantSeverity severity)
{
  guint n = 0;

  for (guint i = 0; i < import->problems->len; i++)
    n += ((PassantProblem *) g_ptr_array_index (import->problems, i))->severity == severity;

  return n;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

/* The forms of the XLSForm project, by their places under the fixtures. */
static GPtrArray *
list_fixtures (void)
{
  static const char * const folders[] = { "bug_example_xls", "example_xls" };
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "xlsform", folders[i],
                                                   NULL);
    g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
    const char *name;

    g_assert_nonnull (folder);
    while ((name = g_dir_read_name (folder)))
      g_ptr_array_add (names, g_strdup_printf ("%s/%s", folders[i], name));
  }
  g_ptr_array_sort_values (names, compare_names);

  return names;
}

static char *
find_fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "xlsform", name, NULL);
}

static void
append_result (GString    *table,
               const char *name)
{
  g_autofree char *path = find_fixture (name);
  g_auto (Import) import = import_file (path);

  g_string_append_printf (table, "%s: ", name);
  if (import.script)
    g_string_append_printf (table, "%u questions, %u touchpoints", import.script->questions->len,
                            import.script->touchpoints->len);
  else
    g_string_append (table, "refused");
  g_string_append_printf (table, ", %u errors, %u warnings, %u notes\n",
                          count (&import, PASSANT_SEVERITY_ERROR),
                          count (&import, PASSANT_SEVERITY_WARNING),
                          count (&import, PASSANT_SEVERITY_NOTE));
  for (guint i = 0; i < import.problems->len; i++) {
    const PassantProblem *problem = g_ptr_array_index (import.problems, i);
    g_autofree char *text = say_problem (problem);

    if (problem->severity != PASSANT_SEVERITY_NOTE)
      g_string_append_printf (table, "  %s\n", text);
  }
}

/* The table is to be read: a change of it is a change of what authors get. PASSANT_WRITE_GOLDEN=1 writes it anew. */
static void
test_golden (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "xlsform", "imports.txt",
                                                 NULL);
  g_autoptr (GPtrArray) names = list_fixtures ();
  g_autoptr (GString) table = g_string_new (NULL);
  g_autofree char *golden = NULL;
  g_auto (GStrv) expected = NULL;
  g_auto (GStrv) actual = NULL;

  g_assert_cmpuint (names->len, >=, 50);
  for (guint i = 0; i < names->len; i++)
    append_result (table, g_ptr_array_index (names, i));
  if (g_getenv ("PASSANT_WRITE_GOLDEN"))
    g_assert_true (g_file_set_contents (path, table->str, table->len, NULL));

  g_assert_true (g_file_get_contents (path, &golden, NULL, NULL));
  expected = g_strsplit (golden, "\n", -1);
  actual = g_strsplit (table->str, "\n", -1);
  for (guint i = 0; expected[i] || actual[i]; i++)
    g_assert_cmpstr (actual[i], ==, expected[i]);
}

/* Those that are no forms on purpose: they are of no known type, work out nonsense, or lie in another file. */
static gboolean
is_invalid (const char *name)
{
  static const char * const names[] = {
    "example_xls/bad_calc.xlsx", "example_xls/unknown_question_type.xls",
    "example_xls/include_json.xls", "example_xls/include_json.xlsx", NULL
  };

  return g_strv_contains (names, name);
}

static void
test_most (void)
{
  g_autoptr (GPtrArray) names = list_fixtures ();
  guint valid = 0, imported = 0;

  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    g_autofree char *path = find_fixture (name);

    if (!g_str_has_prefix (name, "example_xls/") || is_invalid (name))
      continue;
    {
      g_auto (Import) import = import_file (path);

      valid++;
      imported += import.script != NULL && !strstr (name, "include");
    }
  }
  g_test_message ("%u of %u", imported, valid);
  g_assert_cmpuint (imported * 10, >=, valid * 9);
}

static gboolean
is_told (const Import *import,
         const char   *sheet,
         guint         row)
{
  for (guint i = 0; i < import->problems->len; i++) {
    const PassantProblem *problem = g_ptr_array_index (import->problems, i);

    if (g_strcmp0 (problem->sheet, sheet) == 0 && problem->line == (int) row + 1)
      return TRUE;
  }

  return FALSE;
}

/* The words of the header, wherever it stands. */
static guint
find_column (PassantWorkbook *workbook,
             guint            sheet,
             guint            row,
             const char      *a,
             const char      *b)
{
  for (guint column = 0; column < passant_workbook_get_n_columns (workbook, sheet); column++) {
    const char *text = passant_workbook_get_cell (workbook, sheet, row, column);

    if (text && (g_ascii_strcasecmp (text, a) == 0 || g_ascii_strcasecmp (text, b) == 0))
      return column;
  }

  return G_MAXUINT;
}

static gboolean
is_blank (PassantWorkbook *workbook,
          guint            sheet,
          guint            row)
{
  for (guint column = 0; column < passant_workbook_get_n_columns (workbook, sheet); column++)
    if (passant_workbook_get_cell (workbook, sheet, row, column))
      return FALSE;

  return TRUE;
}

static gboolean
is_in_script (PassantScript *script,
              const char    *name)
{
  return name && (passant_script_find_question (script, name) ||
                  passant_script_find_touchpoint (script, name));
}

/* Ours alone: what the importer makes of the workbook is not asked. */
static void
check_rows (const char   *file,
            const Import *import,
            guint        *rows)
{
  g_autoptr (PassantWorkbook) workbook = passant_workbook_open (file, NULL);
  guint sheet = 0;

  for (guint i = 0; i < passant_workbook_get_n_sheets (workbook); i++)
    if (g_ascii_strcasecmp (passant_workbook_get_name (workbook, i), "survey") == 0)
      sheet = i;
  {
    guint type = find_column (workbook, sheet, 0, "type", "command");
    guint name = find_column (workbook, sheet, 0, "name", "value");

    for (guint row = 1; row < passant_workbook_get_n_rows (workbook, sheet); row++) {
      const char *kind = passant_workbook_get_cell (workbook, sheet, row, type);

      if (is_blank (workbook, sheet, row) || (kind && g_ascii_strncasecmp (kind, "end", 3) == 0))
        continue;
      ++*rows;
      if (!is_told (import, passant_workbook_get_name (workbook, sheet), row) &&
          !is_in_script (import->script, passant_workbook_get_cell (workbook, sheet, row, name)))
        g_error ("%s: row %u (%s) is neither in the script nor told", file, row + 1, kind);
    }
  }
}

static void
test_rows (void)
{
  g_autoptr (GPtrArray) names = list_fixtures ();
  guint rows = 0;

  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = find_fixture (g_ptr_array_index (names, i));
    g_auto (Import) import = import_file (path);

    if (import.script)
      check_rows (path, &import, &rows);
    else
      g_assert_cmpuint (count (&import, PASSANT_SEVERITY_ERROR), >, 0);
  }
  g_test_message ("%u rows", rows);
  g_assert_cmpuint (rows, >, 350);
}

/* What is wrong in a form is told by its cell, whichever sheet that is on. */
static void
test_places (void)
{
  g_autoptr (GPtrArray) names = list_fixtures ();

  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = find_fixture (g_ptr_array_index (names, i));
    g_auto (Import) import = import_file (path);

    for (guint k = 0; k < import.problems->len; k++) {
      const PassantProblem *problem = g_ptr_array_index (import.problems, k);

      g_assert_nonnull (problem->sheet);
      g_assert_cmpint (problem->line, >, 0);
      g_assert_cmpint (problem->column, >=, 0);
      g_assert_cmpuint (strlen (problem->message), >, 10);
    }
  }
}

typedef struct {
  const char *path;  /* JSON pointer, from the first touchpoint on */
  const char *value; /* as JSON; NULL: is not there */
} Expectation;

static void
assert_json (const Import      *import,
             const char        *base,
             const Expectation *expected)
{
  yyjson_doc *document;

  if (!import->json)
    assert_problem (import, "(no script)");
  document = yyjson_read (import->json, strlen (import->json), 0);
  for (; expected->path; expected++) {
    g_autofree char *path = g_strconcat (base, expected->path, NULL);
    yyjson_val *value = yyjson_doc_ptr_get (document, path);
    char *text = value ? yyjson_val_write (value, 0, NULL) : NULL;

    if (g_strcmp0 (text, expected->value) != 0)
      g_error ("%s is %s and not %s in %s", path, text, expected->value, import->json);
    free (text);
  }
  yyjson_doc_free (document);
}

#define QUESTIONS "/phases/0/touchpoints/0/questions"

static void
test_types (void)
{
  static const char form[] =
    "survey\n"
    "type | name | label | appearance | parameters | passant::type\n"
    "Text | a | A | | |\n"
    "q string | b | B | multiline | |\n"
    "add integer prompt | c | C | | |\n"
    "decimal | d | D | | |\n"
    "range | e | E | | start=1 end=5 step=1 |\n"
    "range | f | F | | start=0;end=20;step=5 |\n"
    "Select One From yn | g | G | | |\n"
    "add select multiple prompt using yn | h | H | | |\n"
    "rank yn | i | I | | |\n"
    "date_time | j | J | | |\n"
    "q location | k | K | | |\n"
    "acknowledge | l | L | | |\n"
    "barcode | m | M | | |\n"
    "geotrace | n | N | | |\n"
    "select_one yn or_other | o | O | | |\n"
    "integer | p | P | | | duration\n"
    "get device id | q | | | |\n"
    "image | r | R | | |\n"
    "choices\n"
    "list name | name | label\n"
    "yn | yes | Yes\n"
    "yn | no | No\n";
  static const Expectation expected[] = {
    { "/0/type", "\"text\"" }, { "/1/type", "\"narrative\"" }, { "/2/type", "\"number\"" },
    { "/2/decimals", NULL }, { "/3/decimals", "6" }, { "/4/type", "\"scale\"" },
    { "/4/max", "5" }, { "/5/type", "\"number\"" }, { "/5/max", "20" },
    { "/6/type", "\"choice\"" }, { "/6/choices", "\"yn\"" }, { "/7/type", "\"choices\"" },
    { "/8/type", "\"rank\"" }, { "/9/type", "\"date_time\"" }, { "/10/type", "\"place\"" },
    { "/11/type", "\"choice\"" }, { "/11/choices/0/id", "\"OK\"" }, { "/12/type", "\"code\"" },
    { "/13/type", "\"text\"" }, { "/14/choices/2/id", "\"other\"" },
    { "/14/choices/2/specify", "true" }, { "/15/type", "\"duration\"" },
    { "/16/type", "\"photo\"" }, { "/17", NULL }, { NULL, NULL },
  };
  g_auto (Import) import = import_form (form);

  assert_json (&import, QUESTIONS, expected);
  assert_problem (&import, "survey!A15 warning asked-as-text");
  assert_problem (&import, "survey!A18 note metadata");
}

static void
test_languages (void)
{
  static const char form[] =
    "survey\n"
    "type | name | label::Nederlands (nl) | label::English | hint::en-GB | label::Klingon\n"
    "text | a | Hoe heet je? | What is your name? | Your own | nuq\n"
    "text | b | | Only here | |\n"
    "settings\n"
    "form_title | form_id | default_language | version\n"
    "Vragen | my form | nl | 3\n";
  static const Expectation expected[] = {
    { "/id", "\"my_form\"" }, { "/version", "3" }, { "/languages", "[\"nl\",\"en\",\"kli\"]" },
    { "/title", "{\"nl\":\"Vragen\"}" },
    { "/phases/0/touchpoints/0/questions/0/text",
      "{\"nl\":\"Hoe heet je?\",\"en\":\"What is your name?\",\"kli\":\"nuq\"}" },
    { "/phases/0/touchpoints/0/questions/1/text", "{\"nl\":\"Only here\",\"en\":\"Only here\"}" },
    { NULL, NULL },
  };
  g_auto (Import) import = import_form (form);

  assert_json (&import, "", expected);
  assert_problem (&import, "survey!F1 note language-named");
  assert_problem (&import, "survey!D3 note missing-translation");
  assert_problem (&import, "settings!B2 note renamed");
}

static void
test_conditions (void)
{
  static const char form[] =
    "survey\n"
    "type | name | label | relevant | constraint | constraint_message | required | default\n"
    "integer | a.b | A | | . > 0 and .-1 < 8 and /data/a.b < 9 | Few | yes |\n"
    "text | b | You said ${a.b} | ../a.b > 2 | | | if(${a.b}, 3, null) | 2010-01-01\n"
    "text | c | C | ${d} = 1 | | | no | today()\n"
    "text | d | D | pulldata('x', 'y') = 1 | | Lost | | x\n"
    "calculate | e | | | | | | 1\n";
  static const Expectation expected[] = {
    { "/0/id", "\"a_b\"" }, { "/0/constraint", "\". > 0 and .-1 < 8 and ${a_b} < 9\"" },
    { "/0/message/en", "\"Few\"" }, { "/0/required", "true" },
    { "/1/relevant", "\"${a_b} > 2\"" }, { "/1/required", "\"if(${a_b}, 3, '')\"" },
    { "/1/text/en", "\"You said ${a_b}\"" }, { "/1/default", "\"'2010-01-01'\"" },
    { "/2/relevant", NULL }, { "/2/required", "false" }, { "/2/default", "\"today()\"" },
    { "/3/relevant", NULL }, { "/3/default", "\"x\"" }, { "/4/calculation", "\"'1'\"" },
    { NULL, NULL },
  };
  g_auto (Import) import = import_form (form);

  assert_json (&import, QUESTIONS, expected);
  assert_problem (&import, "survey!B2 note renamed");
  assert_problem (&import, "survey!D4 warning expression-left-out");
  assert_problem (&import, "survey!D5 warning expression-left-out");
  assert_problem (&import, "survey!F5 note left-out");
}

/* As elsewhere: what is compared with no choice of the list never holds, and the rest does. */
static void
test_strange_choice (void)
{
  static const char form[] =
    "survey\n"
    "type | name | label | relevant\n"
    "select_one yn | a | A |\n"
    "text | b | B | ${a} = 'yes' or ${a} = 'maybe'\n"
    "text | c | C | selected(${a}, 'maybe') and 'x' != ${a}\n"
    "choices\n"
    "list_name | name | label\n"
    "yn | yes | Yes\n"
    "yn | no | No\n";
  static const Expectation expected[] = {
    { "/1/relevant", "\"string(${a}) = 'yes' or string(${a}) = 'maybe'\"" }, { NULL, NULL },
  };
  g_auto (Import) import = import_form (form);

  assert_json (&import, QUESTIONS, expected);
  assert_problem (&import, "survey!D3 warning unknown-choice");
  assert_problem (&import, "survey!D4 warning unknown-choice");
}

static void
test_lookup (void)
{
  static const char form[] =
    "survey\n"
    "type | name | label | calculation\n"
    "select_one yn | a | A |\n"
    "calculate | b | | instance('yn')/"
    "root/item[name = ${a}]/label\n"
    "note | c | You said ${b} |\n"
    "choices\n"
    "list_name | name | label\n"
    "yn | yes | Yes\n"
    "yn | no | No\n";
  static const Expectation expected[] = {
    { "/1/calculation", "\"jr:choice-name(${a}, '${a}')\"" },
    { "/2/text/en", "\"You said ${b}\"" }, { NULL, NULL },
  };
  g_auto (Import) import = import_form (form);

  assert_json (&import, QUESTIONS, expected);
}

static void
test_markup (void)
{
  static const char form[] =
    "survey\n"
    "type | name | label\n"
    "note | a | <span style=\"color:red\">Stop</span><br/>3 < 4 and <u>5</u> > 4\n";
  static const Expectation expected[] = {
    { "/0/text/en", "\"Stop\\n3 < 4 and 5 > 4\"" }, { NULL, NULL },
  };
  g_auto (Import) import = import_form (form);

  assert_json (&import, QUESTIONS, expected);
  assert_problem (&import, "survey!C2 note markup-left-out");
}

/* More than a card holds is cut, and told. */
static void
test_long_text (void)
{
  g_autofree char *word = g_strnfill (4990, 'x');
  g_autofree char *form = NULL;
  g_auto (Import) import = { 0 };

  for (guint i = 9; i < 4990; i += 10)
    word[i] = ' ';
  form = g_strdup_printf ("survey\ntype | name | label\nnote | a | %s\n", word);
  import = import_form (form);
  g_assert_nonnull (import.script);
  assert_problem (&import, "survey!C2 warning too-long");
}

static void
test_groups (void)
{
  static const char form[] =
    "survey\n"
    "type | name | label | relevant | repeat_count\n"
    "text | a | A | |\n"
    "begin group | outer | Outer | ${a} = 'x' |\n"
    "begin group | one | One | |\n"
    "text | b | B | |\n"
    "begin_group | inner | Inner | ${b} = 'y' |\n"
    "text | c | C | ${b} != 'z' |\n"
    "end_group | | | |\n"
    "end group | | | |\n"
    "begin repeat | met | Met | | 2\n"
    "text | d | D | |\n"
    "begin repeat | deep | Deep | |\n"
    "text | e | E | |\n"
    "end repeat | | | |\n"
    "end repeat | | | |\n"
    "end group | | | |\n"
    "text | f | F | |\n"
    "begin repeat | many | Many | | 12\ntext | g | G | |\nend repeat | | | |\n";
  static const Expectation expected[] = {
    { "/0/questions/0/id", "\"a\"" }, { "/0/relevant", NULL }, { "/1/id", "\"one\"" },
    { "/1/title/en", "\"One\"" }, { "/1/relevant", "\"${a} = 'x'\"" },
    { "/1/questions/1/id", "\"inner_heading\"" }, { "/1/questions/1/type", "\"note\"" },
    { "/1/questions/2/relevant", "\"(${b} = 'y') and (${b} != 'z')\"" },
    { "/2/id", "\"met\"" }, { "/2/repeat/count", "\"2\"" }, { "/2/relevant", "\"${a} = 'x'\"" },
    { "/3/id", "\"deep\"" }, { "/3/repeat", "{}" }, { "/4/questions/0/id", "\"f\"" },
    { "/4/relevant", NULL }, { "/5/id", "\"many\"" }, { "/6", NULL }, { NULL, NULL },
  };
  g_auto (Import) import = import_form (form);

  assert_json (&import, "/phases/0/touchpoints", expected);
  assert_problem (&import, "survey!A3 note group-of-groups");
  g_assert_false (has_problem (&import, "survey!A10 note rounds-bounded"));
  assert_problem (&import, "survey!A12 warning repeat-within");
  assert_problem (&import, "survey!A18 warning rounds-bounded");
}

static void
test_choices (void)
{
  static const char form[] =
    "survey\ntype | name | label | choice_filter | relevant\n"
    "select_one prov | p | P |\n"
    "select_one town | t | T | province = ${p}\n"
    "text | w | W\n"
    "select_multiple town | u | U | | ${w} = 'u t' and 'u t' != ${w} or ${p} = 'u t'\n"
    "choices\n"
    "list_name | name | label | province | image\n"
    "prov | u t | Utrecht | |\n"
    "prov | z | | | z.png\n"
    "town | zeist | Zeist | u t |\n"
    "town | zeist | Zeist | u t |\n"
    " | lost | Lost | |\n"
    "spare | s | S | |\n";
  static const Expectation expected[] = {
    { "/lists/prov/0/id", "\"u_t\"" }, { "/lists/prov/1/label/en", "\"z\"" },
    { "/lists/town/0/columns", "{\"province\":\"u_t\"}" },
    { "/lists/town/1", NULL }, { "/lists/spare", NULL },
    { "/phases/0/touchpoints/0/questions/1/filter", "\"province = ${p}\"" },
    { "/phases/0/touchpoints/0/questions/3/relevant",
      "\"${w} = 'u t' and 'u t' != ${w} or ${p} = 'u_t'\"" }, { NULL, NULL },
  };
  g_auto (Import) import = import_form (form);

  assert_json (&import, "", expected);
  assert_problem (&import, "choices!B2 note choice-renamed");
  assert_problem (&import, "choices!C3 warning missing-label");
  assert_problem (&import, "choices!E3 warning media-left-out");
  assert_problem (&import, "choices!B5 warning doubled-choice");
  assert_problem (&import, "choices!A6 warning no-list");
  assert_problem (&import, "choices!A7 note list-not-used");
}

static void
test_ours (void)
{
  static const char form[] =
    "survey\n"
    "type | name | label::nl | label::en | hint::nl | passant::phase | passant::phase_title::nl | "
    "passant::channel | passant::desired | passant::do::nl | passant::pillar | passant::weight | "
    "passant::type | passant::points | passant::after\n"
    "begin_group | home | Thuis | Home | Kijk | first | Eerst | web | 40 20 interest 8 | Een\\nTwee"
    " | | | | |\n"
    "select_one yn | ok | Ok? | Ok? | | | | | | | ease | 2 | yes_no | yes=3 no=1 |\n"
    "end_group | | | | | | | | | | | | | |\n"
    "begin_group | shop | Winkel | Shop | | then | Dan | store | | | | | | | home\n"
    "text | why | Waarom? | Why? | | | | | | | | | | |\n"
    "end_group | | | | | | | | | | | | | |\n"
    "choices\n"
    "list_name | name | label::nl | label::en\n"
    "yn | yes | Ja | Yes\n"
    "yn | no | Nee | No\n"
    "settings\n"
    "form_id | form_title::nl | form_title::en | passant::languages | passant::version | "
    "passant::persona_name::nl | passant::persona::nl | passant::legal_audio | "
    "passant::legal_basis::nl | passant::window_minutes\n"
    "bike | Fiets | Bike | nl en | 7 | Noor | Fietst | yes | Toestemming | 90\n"
    "passant_quiz\n"
    "name | label::nl | list_name | correct | why::nl\n"
    "q1 | Mag het? | yn | no | Nooit\n";
  static const Expectation expected[] = {
    { "/version", "7" }, { "/persona/name/nl", "\"Noor\"" }, { "/window_minutes", "90" },
    { "/legal", "{\"audio\":true,\"basis\":{\"nl\":\"Toestemming\"}}" },
    { "/quiz/0/correct", "\"no\"" }, { "/quiz/0/choices/1/id", "\"no\"" },
    { "/phases/0/id", "\"first\"" }, { "/phases/0/title/nl", "\"Eerst\"" },
    { "/phases/1/touchpoints/0/order", "{\"after\":\"home\"}" },
    { "/phases/0/touchpoints/0/channel", "\"web\"" },
    { "/phases/0/touchpoints/0/desired",
      "{\"valence\":40,\"arousal\":20,\"feeling\":\"interest\",\"mark\":8}" },
    { "/phases/0/touchpoints/0/do", "[{\"nl\":\"Een\"},{\"nl\":\"Twee\"}]" },
    { "/phases/0/touchpoints/0/instruction", "{\"nl\":\"Kijk\"}" },
    { QUESTIONS "/0/points", "{\"yes\":3,\"no\":1}" }, { QUESTIONS "/0/weight", "2" },
    { NULL, NULL },
  };
  g_auto (Import) import = import_form (form);

  assert_json (&import, "", expected);
  g_assert_cmpuint (count (&import, PASSANT_SEVERITY_WARNING), ==, 0);
}

typedef struct {
  const char *form;
  const char *said;
} Mistake;

static const Mistake mistakes[] = {
  { "survey\ntype | name | label\ntekst | a | A\n", "survey!A2 error unknown-type" },
  { "survey\ntype | name | label\ntext | | A\n", "survey!B2 error missing-name" },
  { "survey\ntype | name | label\n| a | A\n", "survey!A2 error missing-type" },
  { "survey\ntype | name | label\ntext | a | A\ntext | a | B\n", "survey!B3 error doubled-name" },
  { "survey\ntype | name | label\nbegin group | a | A\ntext | b | B\n",
    "survey!A2 error group-not-closed" },
  { "survey\ntype | name | label\ntext | a | A\nend group | |\n",
    "survey!A3 error end-without-begin" },
  { "survey\ntype | name | label\nbegin group | a | A\ntext | b | B\nend repeat | |\n",
    "survey!A4 error wrong-end" },
  { "survey\ntype | name | label\nselect_one x | a | A\n", "survey!A2 error unknown-list" },
  { "survey\ntype | name | label\nselect_one | a | A\n", "survey!A2 error unknown-list" },
  { "survey\ntype | name | label | relevant\ntext | a | A | ${b} = 1\n",
    "survey!D2 error bad-expression" },
  { "survey\nkind | name | label\ntext | a | A\n", "survey!1 error missing-column" },
  { "survey\ntype | name | label | label\ntext | a | A | B\n", "survey!D1 error doubled-column" },
  { "survey\ntype | name | label\ncalculate | a | A\n", "survey!A2 warning missing-calculation" },
  { "survey\ntype | name | label\nstart | a |\n", "survey!1 error no-questions" },
  { "survey\ntype | name | label\nselect_one x | a | A\nchoices\nlist_name | name | label\n"
    "x | a | A\nx | a | B\n", "choices!B3 error doubled-choice" },
  { "survey\ntype | name | label\nselect_one x | a | A\nchoices\nlist_name | name | label\n"
    "x | | A\n", "choices!B2 error missing-name" },
  { "survey\ntype | name | label | passant::channel\nbegin group | a | A | pigeon\n"
    "text | b | B |\nend group | | |\n", "survey!D2 error unknown-channel" },
  { "survey\ntype | name | label | passant::weight\ntext | a | A | much\n",
    "survey!D2 error wrong-type" },
};

static void
test_mistakes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++) {
    g_auto (Import) import = import_form (mistakes[i].form);

    g_assert_null (import.json);
    assert_problem (&import, mistakes[i].said);
  }
}

/* Its header in the third row, in capitals, with what people leave lying about. */
static void
test_untidy (void)
{
  static const char form[] =
    "SURVEY\n"
    "My form | \n"
    "\n"
    "TYPE | Name | LABEL | BIND: relevant | my notes | | Hint\n"
    "\n"
    "text | a | A |\302\240 | see below | lost | #REF!\n"
    "only a remark | \n"
    "text | b | B | ${a} = \342\200\230x\342\200\231 |\n"
    "_private\n"
    "nothing | here\n"
    "extra\n"
    "nothing | here\n";
  static const Expectation expected[] = {
    { "/0/id", "\"a\"" }, { "/1/relevant", "\"${a} = 'x'\"" }, { "/2", NULL }, { NULL, NULL },
  };
  g_auto (Import) import = { 0 };
  g_autofree char *tidy = g_strdup (form);
  char *remark = strstr (tidy, "only a remark | ");

  /* A remark has no type. */
  memcpy (remark, " | | only a rem.", 16);
  import = import_form (tidy);
  assert_json (&import, QUESTIONS, expected);
  assert_problem (&import, "SURVEY!6 note remark");
  assert_problem (&import, "SURVEY!E3 note column-not-read");
  assert_problem (&import, "SURVEY!F5 note column-not-read");
  assert_problem (&import, "SURVEY!G5 warning broken-formula");
  assert_problem (&import, "extra!1 note sheet-not-read");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsform/makes-of-each-form-what-the-table-says", test_golden);
  g_test_add_func ("/xlsform/takes-nine-of-ten-valid-forms", test_most);
  g_test_add_func ("/xlsform/loses-no-row-in-silence", test_rows);
  g_test_add_func ("/xlsform/tells-everything-by-its-cell", test_places);
  g_test_add_func ("/xlsform/knows-every-type", test_types);
  g_test_add_func ("/xlsform/knows-languages", test_languages);
  g_test_add_func ("/xlsform/carries-conditions-over", test_conditions);
  g_test_add_func ("/xlsform/keeps-what-never-holds", test_strange_choice);
  g_test_add_func ("/xlsform/looks-up-what-choices-are-called", test_lookup);
  g_test_add_func ("/xlsform/takes-markup-off", test_markup);
  g_test_add_func ("/xlsform/cuts-what-is-too-long", test_long_text);
  g_test_add_func ("/xlsform/makes-touchpoints-of-groups", test_groups);
  g_test_add_func ("/xlsform/carries-choices-over", test_choices);
  g_test_add_func ("/xlsform/reads-our-own-columns", test_ours);
  g_test_add_func ("/xlsform/tells-mistakes", test_mistakes);
  g_test_add_func ("/xlsform/reads-untidy-forms", test_untidy);

  return g_test_run ();
}
