/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform.h"

#include "passant-error.h"
#include "passant-xlsform-private.h"

#include <string.h>

/* Rows that are not blank, times columns: each column is looked through a few times. */
#define AREA_MAX 4000000

static void
free_table (gpointer data)
{
  passant_xlsform_table_free (data);
}

static void
free_list (gpointer data)
{
  passant_xlsform_list_free (data);
}

static void
free_nodes (gpointer data)
{
  g_ptr_array_unref (data);
}

static void
init (PassantXlsform *self,
      GPtrArray      *problems)
{
  self->problems = problems;
  self->tables = g_ptr_array_new_with_free_func (free_table);
  self->strings = g_string_chunk_new (4096);
  self->doc = yyjson_mut_doc_new (NULL);
  self->origins = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->languages = g_ptr_array_new_with_free_func (g_free);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_list);
  self->external_lists = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_list);
  self->list_order = g_ptr_array_new ();
  self->renamed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_nodes);
}

static void
clear (PassantXlsform *self)
{
  g_clear_pointer (&self->root, passant_xlsform_node_free);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->renamed);
  g_ptr_array_unref (self->list_order);
  g_hash_table_unref (self->lists);
  g_hash_table_unref (self->external_lists);
  g_hash_table_unref (self->codes);
  g_ptr_array_unref (self->languages);
  g_hash_table_unref (self->origins);
  yyjson_mut_doc_free (self->doc);
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->tables);
  g_clear_pointer (&self->workbook, passant_workbook_free);
  g_free (self->plain);
  g_free (self->title_row);
  g_free (self->id_row);
}

static char *
fold_name (PassantXlsform *self,
           guint           sheet)
{
  char *name = g_utf8_strdown (passant_workbook_get_name (self->workbook, sheet), -1);

  return g_strdelimit (g_strstrip (name), " -", '_');
}

static PassantXlsformTable *
open_table (PassantXlsform     *self,
            guint               sheet,
            const char * const *marks)
{
  PassantXlsformTable *table = passant_xlsform_table_new (self->workbook, sheet, marks);

  g_ptr_array_add (self->tables, table);
  if ((gsize) table->n_filled * table->columns->len > AREA_MAX) {
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "sheet-too-large", table,
                            table->n_rows - 1, table->columns->len - 1,
                            "The sheet “%s” holds %u rows of up to %u columns, more than a form "
                            "does; delete what is not of the form", table->name,
                            table->n_filled, table->columns->len);
    table->n_rows = table->header + 1;
  }

  return table;
}

/* Another sheet is somebody's own business, unless its name is nearly one that is read. */
static void
report_sheet (PassantXlsform *self,
              guint           sheet)
{
  const char *name = passant_workbook_get_name (self->workbook, sheet);
  PassantXlsformTable *table;

  if (*name == '_' || passant_workbook_get_n_rows (self->workbook, sheet) == 0)
    return;
  table = open_table (self, sheet, NULL);
  passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "sheet-not-read", table, table->header, -1,
                          "The sheet “%s” is not read; there are survey, choices, settings, "
                          "external_choices and passant_quiz", name);
}

static void
open_tables (PassantXlsform *self)
{
  static const char * const survey_marks[] = { "type", NULL };
  static const char * const choices_marks[] = { "list_name", NULL };

  for (guint i = 0; i < passant_workbook_get_n_sheets (self->workbook); i++) {
    g_autofree char *name = fold_name (self, i);

    if (g_str_equal (name, "survey"))
      self->survey = open_table (self, i, survey_marks);
    else if (g_str_equal (name, "choices") || (g_str_equal (name, "columns") && !self->choices))
      self->choices = open_table (self, i, choices_marks);
    else if (g_str_equal (name, "external_choices"))
      self->external = open_table (self, i, choices_marks);
    else if (g_str_equal (name, "settings"))
      self->settings = open_table (self, i, NULL);
    else if (g_str_equal (name, "passant_quiz"))
      self->quiz = open_table (self, i, NULL);
    else if (passant_workbook_get_n_sheets (self->workbook) > 1)
      report_sheet (self, i);
  }
  /* One sheet alone can only be the survey. */
  if (!self->survey && passant_workbook_get_n_sheets (self->workbook) == 1)
    self->survey = open_table (self, 0, survey_marks);
}

static gboolean
check_survey (PassantXlsform *self)
{
  if (!self->survey) {
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "missing-sheet", NULL, 0, -1,
                            "The workbook has no sheet “survey”; call the one with the questions "
                            "so");
    return FALSE;
  }
  if (passant_xlsform_table_find (self->survey, "type") < 0) {
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "missing-column", self->survey,
                            self->survey->header, -1,
                            "The sheet “%s” has no column “type”; a form has at least “type”, "
                            "“name” and “label”", self->survey->name);
    return FALSE;
  }

  return TRUE;
}

static gboolean
is_used_twice (PassantXlsformTable *table,
               guint                left,
               guint                right)
{
  for (guint row = passant_xlsform_table_next (table, table->header); row < table->n_rows;
       row = passant_xlsform_table_next (table, row)) {
    const char *one = passant_xlsform_get_raw (table, row, left);
    const char *other = passant_xlsform_get_raw (table, row, right);

    if (other && g_strcmp0 (one, other) != 0)
      return TRUE;
  }

  return FALSE;
}

static void
check_doubled (PassantXlsform      *self,
               PassantXlsformTable *table,
               guint                index)
{
  PassantXlsformColumn *column = g_ptr_array_index (table->columns, index);

  for (guint i = 0; i < index; i++) {
    PassantXlsformColumn *other = g_ptr_array_index (table->columns, i);

    if (!other->key || !g_str_equal (other->key, column->key) ||
        g_strcmp0 (other->token ? other->language : NULL,
                   column->token ? column->language : NULL) != 0 ||
        (other->token == NULL) != (column->token == NULL))
      continue;
    if (is_used_twice (table, i, index))
      passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "doubled-column", table, table->header,
                              index, "The column “%s” says what “%s” says already; remove one",
                              column->header, other->header);
    return;
  }
}

/* What a formula that goes wrong leaves, or one that was never worked out. */
static gboolean
is_broken (const char *text)
{
  static const char * const errors[] = {
    "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", NULL
  };

  return g_strv_contains (errors, text);
}

static void
check_cells (PassantXlsform      *self,
             PassantXlsformTable *table,
             guint                index)
{
  PassantXlsformColumn *column = g_ptr_array_index (table->columns, index);

  for (guint row = passant_xlsform_table_next (table, table->header); row < table->n_rows;
       row = passant_xlsform_table_next (table, row)) {
    const char *text = passant_xlsform_get_raw (table, row, index);

    if (text && !column->header) {
      passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "column-not-read", table, row, index,
                              "This column has no heading and is not read");
      return;
    }
    if (text && is_broken (text) && (column->is_known || table != self->survey))
      passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "broken-formula", table, row, index,
                              "A formula stands here that came to nothing, and its “%s” is taken "
                              "for the text; repair it, or save the form anew in a spreadsheet "
                              "program", text);
  }
}

/* What is a column of somebody's own in the survey is for nobody else. */
static void
check_columns (PassantXlsform *self)
{
  PassantXlsformTable *tables[] = {
    self->survey, self->choices, self->external, self->settings, self->quiz
  };

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (guint i = 0; tables[t] && i < tables[t]->columns->len; i++) {
      PassantXlsformColumn *column = g_ptr_array_index (tables[t]->columns, i);

      check_cells (self, tables[t], i);
      if (column->key)
        check_doubled (self, tables[t], i);
      if (column->key && !column->is_known && tables[t] == self->survey)
        passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "column-not-read", tables[t],
                                tables[t]->header, i, "The column “%s” is not read",
                                column->header);
    }
}

static gboolean
has_errors (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (((PassantProblem *) g_ptr_array_index (problems, i))->severity == PASSANT_SEVERITY_ERROR)
      return TRUE;

  return FALSE;
}

/* The script as JSON values, in the order a reader expects. */
static yyjson_mut_val *
make_script (PassantXlsform *self)
{
  yyjson_mut_val *root = yyjson_mut_obj (self->doc);
  yyjson_mut_val *phases;

  passant_xlsform_add_settings (self, root);
  passant_xlsform_add_quiz (self, root);
  passant_xlsform_add_lists (self, root);
  phases = passant_xlsform_make_phases (self);
  passant_xlsform_add_legal (self, root);
  yyjson_mut_obj_add_val (self->doc, root, "phases", phases);
  if (yyjson_mut_arr_size (phases) == 0 && !has_errors (self->problems))
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "no-questions", self->survey,
                            self->survey->header, -1, "The form asks nothing; add questions");

  return root;
}

static void add_places (PassantXlsform *self,
                        PassantPlaces  *places,
                        yyjson_mut_val *value,
                        GString        *path);

static void
add_members (PassantXlsform *self,
             PassantPlaces  *places,
             yyjson_mut_val *value,
             GString        *path)
{
  gsize mark = path->len;
  size_t i, n;
  yyjson_mut_val *key, *member;

  yyjson_mut_obj_foreach (value, i, n, key, member) {
    passant_places_enter (path, yyjson_mut_get_str (key));
    add_places (self, places, member, path);
    g_string_truncate (path, mark);
  }
  yyjson_mut_arr_foreach (value, i, n, member) {
    g_string_append_printf (path, "/%zu", i);
    add_places (self, places, member, path);
    g_string_truncate (path, mark);
  }
}

/* No deeper than a script is. */
static void
add_places (PassantXlsform *self,
            PassantPlaces  *places,
            yyjson_mut_val *value,
            GString        *path)
{
  PassantXlsformCell *cell = g_hash_table_lookup (self->origins, value);

  if (cell)
    passant_places_add_cell (places, path->str, cell->table->name, cell->row + 1,
                             cell->column + 1);
  add_members (self, places, value, path);
}

static char *
convert (PassantXlsform *self,
         PassantPlaces  *places)
{
  g_autoptr (GString) path = g_string_new (NULL);
  yyjson_mut_val *root;
  char *json;

  open_tables (self);
  if (!check_survey (self))
    return NULL;

  passant_xlsform_read_languages (self);
  check_columns (self);
  passant_xlsform_read_choices (self);
  passant_xlsform_read_survey (self);
  passant_xlsform_name_nodes (self);
  passant_xlsform_sift_nodes (self);
  root = make_script (self);

  json = has_errors (self->problems) ? NULL : passant_xlsform_compile (self, root);
  if (json && places)
    add_places (self, places, root, path);

  return json;
}

static int
compare_problems (gconstpointer a,
                  gconstpointer b)
{
  const PassantProblem *left = a, *right = b;
  int sheets = g_strcmp0 (left->sheet, right->sheet);

  if (sheets != 0)
    return sheets;
  if (left->line != right->line)
    return left->line < right->line ? -1 : 1;

  return (left->column > right->column) - (left->column < right->column);
}

/* Each round of a repeat has the same to say. @problems are in order. */
static void
drop_repeated (GPtrArray *problems)
{
  for (guint i = problems->len; i > 1; i--) {
    PassantProblem *problem = g_ptr_array_index (problems, i - 1);
    PassantProblem *before = g_ptr_array_index (problems, i - 2);

    if (compare_problems (problem, before) == 0 && g_str_equal (problem->code, before->code) &&
        g_str_equal (problem->message, before->message))
      g_ptr_array_remove_index (problems, i - 1);
  }
}

static char *
dup_stem (const char *path)
{
  char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot && dot != name)
    *dot = '\0';

  return name;
}

static void
set_error (GPtrArray  *problems,
           const char *path,
           GError    **error)
{
  for (guint i = 0; i < problems->len; i++) {
    PassantProblem *problem = g_ptr_array_index (problems, i);

    if (problem->severity != PASSANT_SEVERITY_ERROR)
      continue;
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, "%s: %s%s%s", path,
                 problem->sheet ? problem->sheet : "", problem->sheet ? ": " : "",
                 problem->message);
    return;
  }
  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               "%s: No script can be made of this form",
               path);
}

/**
 * passant_xlsform_to_json:
 * @path: an .xlsx or .xls file
 * @problems: (nullable) (element-type PassantProblem): where to put all that is told
 *
 * The form as a script's JSON. Fails with %PASSANT_ERROR_NOT_FOUND when there is no such file and with
 * %PASSANT_ERROR_INVALID when it is no workbook, or no form a script can be made of.
 */
char *
passant_xlsform_to_json (const char *path,
                         GPtrArray  *problems,
                         GError    **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return passant_xlsform_read (path, NULL, problems, error);
}

char *
passant_xlsform_read (const char    *path,
                      PassantPlaces *places,
                      GPtrArray     *problems,
                      GError       **error)
{
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autofree char *stem = NULL;
  g_autofree char *json = NULL;
  PassantXlsform self = { 0 };

  self.workbook = passant_workbook_open (path, error);
  if (!self.workbook)
    return NULL;

  stem = dup_stem (path);
  self.fallback = stem;
  init (&self, found);
  json = convert (&self, places);
  clear (&self);

  g_ptr_array_sort_values (found, compare_problems);
  drop_repeated (found);
  if (!json)
    set_error (found, path, error);
  if (problems)
    g_ptr_array_extend_and_steal (problems, g_steal_pointer (&found));

  return g_steal_pointer (&json);
}
