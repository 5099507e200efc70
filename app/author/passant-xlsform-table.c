/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

/* A header may stand below a title or an empty row, but not anywhere. */
#define HEADER_ROWS_MAX 30

static void
free_column (gpointer data)
{
  passant_xlsform_column_free (data);
}

static GPtrArray *
read_header (PassantWorkbook *workbook,
             guint            sheet,
             guint            row)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (free_column);

  for (guint i = 0; i < passant_workbook_get_n_columns (workbook, sheet); i++) {
    g_autofree char *header = g_strdup (passant_workbook_get_cell (workbook, sheet, row, i));

    if (header)
      g_strdelimit (header, "\r\n\t", ' ');
    g_ptr_array_add (columns, passant_xlsform_column_new (header));
  }

  return columns;
}

static gboolean
has_mark (GPtrArray          *columns,
          const char * const *marks)
{
  for (guint i = 0; i < columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (columns, i);

    if (column->key && g_strv_contains (marks, column->key))
      return TRUE;
  }

  return FALSE;
}

static void
find_filled (PassantXlsformTable *self)
{
  guint next = self->n_rows;

  self->next = g_new (guint, self->n_rows);
  for (guint row = self->n_rows; row > 0; row--) {
    self->next[row - 1] = next;
    if (!passant_xlsform_is_blank (self, row - 1)) {
      self->n_filled++;
      next = row - 1;
    }
  }
}

/* The first row with one of @marks (or, without marks, with anything) is the header; else the first with anything. */
PassantXlsformTable *
passant_xlsform_table_new (PassantWorkbook    *workbook,
                           guint               sheet,
                           const char * const *marks)
{
  PassantXlsformTable *self = g_new0 (PassantXlsformTable, 1);
  guint n = MIN (passant_workbook_get_n_rows (workbook, sheet), HEADER_ROWS_MAX);
  int first = -1;

  self->workbook = workbook;
  self->sheet = sheet;
  self->name = passant_workbook_get_name (workbook, sheet);
  self->n_rows = passant_workbook_get_n_rows (workbook, sheet);
  find_filled (self);
  for (guint row = 0; row < n && !self->columns; row++) {
    g_autoptr (GPtrArray) columns = NULL;

    if (passant_workbook_get_width (workbook, sheet, row) == 0)
      continue;
    if (first < 0)
      first = row;
    columns = read_header (workbook, sheet, row);
    if (!marks || has_mark (columns, marks)) {
      self->header = row;
      self->columns = g_steal_pointer (&columns);
    }
  }
  if (!self->columns) {
    self->header = MAX (first, 0);
    self->columns = read_header (workbook, sheet, self->header);
  }

  return self;
}

guint
passant_xlsform_table_next (PassantXlsformTable *self,
                            guint                row)
{
  return row < self->n_rows ? MIN (self->next[row], self->n_rows) : self->n_rows;
}

void
passant_xlsform_table_free (PassantXlsformTable *self)
{
  g_ptr_array_unref (self->columns);
  g_free (self->next);
  g_free (self);
}

int
passant_xlsform_table_find (PassantXlsformTable *self,
                            const char          *key)
{
  int found = -1;

  for (guint i = 0; i < self->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (self->columns, i);

    if (!column->key || !g_str_equal (column->key, key))
      continue;
    if (!column->token)
      return i;
    if (found < 0)
      found = i;
  }

  return found;
}

const char *
passant_xlsform_get_raw (PassantXlsformTable *table,
                         guint                row,
                         int                  column)
{
  return column < 0 ? NULL : passant_workbook_get_cell (table->workbook, table->sheet, row, column);
}

static const char *
straighten (gunichar c)
{
  switch (c) {
  case 0x2018:
  case 0x2019:
    return "'";

  case 0x201c:
  case 0x201d:
    return "\"";

  case 0xa0:
  case '\t':
  case '\r':
  case '\n':
    return " ";

  default:
    return NULL;
  }
}

/* Whether a quote behind @text begins something: behind a letter it ends what a curly one began. */
static gboolean
may_begin (const GString *text)
{
  char last = text->len > 0 ? text->str[text->len - 1] : ' ';

  return !g_ascii_isalnum (last) && !strchr ("})._-'\"", last);
}

/* What word processors make of what programs are to read; between straight quotes it is meant so. */
static char *
clean (const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *c = text; *c; c = g_utf8_next_char (c)) {
    const char *plain = straighten (g_utf8_get_char (c));
    gboolean is_quote = (*c == '\'' || *c == '"') && may_begin (result);
    const char *end = is_quote ? strchr (c + 1, *c) : NULL;

    if (end) {
      g_string_append_len (result, c, end - c);
      c = end;
    }
    if (plain)
      g_string_append (result, plain);
    else
      g_string_append_len (result, c, g_utf8_next_char (c) - c);
  }

  return g_string_free_and_steal (result);
}

const char *
passant_xlsform_get (PassantXlsform      *self,
                     PassantXlsformTable *table,
                     guint                row,
                     const char          *key,
                     int                 *column)
{
  int found = table ? passant_xlsform_table_find (table, key) : -1;
  const char *raw = found < 0 ? NULL : passant_xlsform_get_raw (table, row, found);
  g_autofree char *text = NULL;

  if (column)
    *column = found;
  if (!raw)
    return NULL;
  text = clean (raw);

  return g_string_chunk_insert_const (self->strings, text);
}

gboolean
passant_xlsform_is_blank (PassantXlsformTable *table,
                          guint                row)
{
  return passant_workbook_get_width (table->workbook, table->sheet, row) == 0;
}

int
passant_xlsform_to_boolean (const char *text)
{
  static const char * const yes[] = { "yes", "true", "true()", "1", "y", "x", NULL };
  static const char * const no[] = { "no", "false", "false()", "0", "n", NULL };
  g_autofree char *word = g_ascii_strdown (text, -1);

  g_strstrip (word);
  if (g_strv_contains (yes, word))
    return 1;

  return g_strv_contains (no, word) ? 0 : -1;
}
