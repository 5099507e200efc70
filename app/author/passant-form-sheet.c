/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-form-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "passant-error.h"

/* What spreadsheets hold in a cell, in UTF-16. */
#define CELL_LENGTH_MAX 32767

static void
column_free (gpointer data)
{
  PassantFormColumn *column = data;

  g_free (column->header);
  g_free (column->language);
  g_free (column);
}

static void
row_free (gpointer data)
{
  PassantFormRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

/* As its speakers call it, for the languages that Passant's own authors speak. */
char *
passant_form_dup_language (const char *code)
{
  static const char * const names[][2] = {
    { "nl", "Nederlands" }, { "en", "English" }, { "de", "Deutsch" }, { "fr", "Français" },
    { "es", "Español" }, { "it", "Italiano" }, { "pt", "Português" }, { "pl", "Polski" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i][0], code))
      return g_strdup_printf ("%s (%s)", names[i][1], code);

  return g_strdup (code);
}

static void
add_column (PassantFormSheet       *self,
            const PassantFormField *field,
            const char             *language)
{
  PassantFormColumn *column = g_new0 (PassantFormColumn, 1);
  g_autofree char *name = language ? passant_form_dup_language (language) : NULL;

  column->field = field;
  column->header = name ? g_strconcat (field->key, "::", name, NULL) : g_strdup (field->key);
  column->language = g_strdup (language);
  g_ptr_array_add (self->columns, column);
}

PassantFormSheet *
passant_form_sheet_new (const char             *name,
                        const PassantFormField *fields,
                        const char * const     *languages)
{
  PassantFormSheet *self = g_new0 (PassantFormSheet, 1);

  self->name = name;
  self->languages = languages;
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  for (; fields->key; fields++) {
    if (!fields->is_translated)
      add_column (self, fields, NULL);
    for (guint i = 0; fields->is_translated && languages[i]; i++)
      add_column (self, fields, languages[i]);
  }

  return self;
}

void
passant_form_sheet_free (PassantFormSheet *self)
{
  if (!self)
    return;

  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_clear_error (&self->error);
  g_free (self);
}

void
passant_form_sheet_add_row (PassantFormSheet  *self,
                            PassantFormRowKind kind)
{
  PassantFormRow *row = g_new0 (PassantFormRow, 1);

  row->kind = kind;
  row->cells = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->rows, row);
}

const char *
passant_form_row_get (const PassantFormRow *self,
                      guint                 column)
{
  return column < self->cells->len ? g_ptr_array_index (self->cells, column) : NULL;
}

void
passant_form_sheet_refuse (PassantFormSheet *self,
                           const char       *format,
                           ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  if (self->error)
    return;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: the sheet and the row of a spreadsheet, then what is wrong there. */
  g_set_error (&self->error, PASSANT_ERROR, PASSANT_ERROR_INVALID, _("Sheet %s, row %u: %s"),
               self->name, self->rows->len + 1, message);
}

static int
find_column (PassantFormSheet *self,
             const char       *key,
             const char       *language)
{
  for (guint i = 0; i < self->columns->len; i++) {
    PassantFormColumn *column = g_ptr_array_index (self->columns, i);

    if (column->field && g_str_equal (column->field->key, key) &&
        g_strcmp0 (column->language, language) == 0)
      return (int) i;
  }

  return -1;
}

static void
set_at (PassantFormSheet *self,
        int               at,
        const char       *text)
{
  PassantFormRow *row = g_ptr_array_index (self->rows, self->rows->len - 1);
  PassantFormColumn *column;

  if (!text || !*text || at < 0)
    return;

  column = g_ptr_array_index (self->columns, at);
  if (g_utf8_strlen (text, -1) > CELL_LENGTH_MAX)
    passant_form_sheet_refuse (self,
                               _("what is to stand in “%s” is longer than a cell can hold "
                                 "(%d characters); shorten it, or export as JSON"),
                               column->header, CELL_LENGTH_MAX);
  if (row->cells->len <= (guint) at)
    g_ptr_array_set_size (row->cells, at + 1);
  g_free (row->cells->pdata[at]);
  row->cells->pdata[at] = g_strdup (text);
  column->is_used = TRUE;
}

void
passant_form_sheet_set (PassantFormSheet *self,
                        const char       *key,
                        const char       *text)
{
  int at = find_column (self, key, NULL);

  g_return_if_fail (at >= 0);

  set_at (self, at, text);
}

void
passant_form_sheet_set_in (PassantFormSheet *self,
                           const char       *key,
                           const char       *language,
                           const char       *text)
{
  set_at (self, find_column (self, key, language), text);
}

void
passant_form_sheet_set_value (PassantFormSheet *self,
                              const char       *key,
                              yyjson_val       *value)
{
  g_autofree char *digits = NULL;

  if (yyjson_is_bool (value)) {
    passant_form_sheet_set (self, key, yyjson_get_bool (value) ? "yes" : "no");
  } else if (yyjson_is_num (value)) {
    char *json = yyjson_val_write (value, YYJSON_WRITE_NOFLAG, NULL);

    digits = g_strdup (json);
    free (json);
    passant_form_sheet_set (self, key, digits);
  } else {
    passant_form_sheet_set (self, key, yyjson_get_str (value));
  }
}

void
passant_form_sheet_set_text (PassantFormSheet *self,
                             const char       *key,
                             yyjson_val       *text)
{
  gsize index, n;
  yyjson_val *language, *words;

  yyjson_obj_foreach (text, index, n, language, words)
  passant_form_sheet_set_in (self, key, yyjson_get_str (language), yyjson_get_str (words));
}

/* A line of its own is one of them, so none may have lines itself; and lines of languages go together by their place. */
static void
check_line (PassantFormSheet *self,
            const char       *key,
            const char       *line,
            gboolean          is_after_gap)
{
  if (strchr (line, '\n'))
    passant_form_sheet_refuse (self,
                               _("“%s” has a line break in one of its texts, and each line is a "
                                 "text; take it out, or export as JSON"), key);
  else if (is_after_gap)
    passant_form_sheet_refuse (self,
                               _("“%s” lacks a translation before another one, and they go "
                                 "together by their lines; write it, or export as JSON"), key);
}

static void
set_lines_in (PassantFormSheet *self,
              const char       *key,
              yyjson_val       *texts,
              const char       *language)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  gboolean has_gap = FALSE;
  gsize index, n;
  yyjson_val *text;

  yyjson_arr_foreach (texts, index, n, text) {
    const char *line = yyjson_get_str (yyjson_obj_get (text, language));

    if (line) {
      check_line (self, key, line, has_gap);
      g_string_append_printf (lines, "%s%s", lines->len ? "\n" : "", line);
    }
    has_gap = has_gap || !line;
  }
  set_at (self, find_column (self, key, language), lines->str);
}

void
passant_form_sheet_set_lines (PassantFormSheet *self,
                              const char       *key,
                              yyjson_val       *texts)
{
  for (guint i = 0; self->languages[i]; i++)
    set_lines_in (self, key, texts, self->languages[i]);
}

void
passant_form_sheet_set_own (PassantFormSheet *self,
                            const char       *name,
                            const char       *text)
{
  int at = -1;

  for (guint i = 0; i < self->columns->len && at < 0; i++) {
    PassantFormColumn *column = g_ptr_array_index (self->columns, i);

    if (!column->field && g_str_equal (column->header, name))
      at = (int) i;
  }
  if (at < 0) {
    PassantFormColumn *column = g_new0 (PassantFormColumn, 1);

    column->header = g_strdup (name);
    g_ptr_array_add (self->columns, column);
    at = (int) self->columns->len - 1;
  }
  set_at (self, at, text);
}
