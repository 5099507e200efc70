/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-table.h"

#include <glib/gi18n-lib.h>

typedef struct {
  char  *text;
  gint64 number;
} Cell;

struct _PassantTable {
  const PassantColumn *columns;
  guint                n_columns;
  GPtrArray           *rows; /* Cell[n_columns] */
};

static Cell *
get_row (PassantTable *self,
         guint         index)
{
  return g_ptr_array_index (self->rows, index);
}

PassantTable *
passant_table_new (const PassantColumn *columns)
{
  PassantTable *self = g_new0 (PassantTable, 1);

  self->columns = columns;
  while (columns[self->n_columns].key)
    self->n_columns++;
  self->rows = g_ptr_array_new ();

  return self;
}

void
passant_table_free (PassantTable *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    Cell *row = get_row (self, i);

    for (guint column = 0; column < self->n_columns; column++)
      g_free (row[column].text);
    g_free (row);
  }
  g_ptr_array_unref (self->rows);
  g_free (self);
}

char *
passant_table_dup_time (gint64 ms)
{
  g_autoptr (GDateTime) utc = ms ? g_date_time_new_from_unix_utc (ms / 1000) : NULL;
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  return local ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("–");
}

static char *
dup_number (PassantColumnKind kind,
            gint64            number)
{
  if (kind == PASSANT_COLUMN_TIME)
    return passant_table_dup_time (number);
  if (kind == PASSANT_COLUMN_FLAG)
    return g_strdup (number ? _("yes") : "");

  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

void
passant_table_add (PassantTable *self,
                   ...)
{
  Cell *row = g_new0 (Cell, self->n_columns);
  va_list arguments;

  va_start (arguments, self);
  for (guint i = 0; i < self->n_columns; i++) {
    if (self->columns[i].kind == PASSANT_COLUMN_TEXT) {
      row[i].text = g_strdup (va_arg (arguments, const char *));
      continue;
    }
    row[i].number = va_arg (arguments, gint64);
    row[i].text = dup_number (self->columns[i].kind, row[i].number);
  }
  va_end (arguments);
  g_ptr_array_add (self->rows, row);
}

guint
passant_table_count (PassantTable *self)
{
  return self->rows->len;
}

/* Columns on a terminal that @text takes. */
static guint
width_of (const char *text)
{
  guint width = 0;

  for (; text && *text; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
  }

  return width;
}

static guint
column_width (PassantTable *self,
              guint         column)
{
  guint width = width_of (_(self->columns[column].title));

  for (guint i = 0; i < self->rows->len; i++)
    width = MAX (width, width_of (get_row (self, i)[column].text));

  return width;
}

/* @row: NULL for the titles. */
static void
print_row (PassantTable   *self,
           PassantCommand *command,
           const guint    *widths,
           const Cell     *row)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < self->n_columns; i++) {
    if (!self->columns[i].title)
      continue;

    const char *text = row ? row[i].text : _(self->columns[i].title);
    guint padding = widths[i] - width_of (text);
    gboolean right = self->columns[i].kind == PASSANT_COLUMN_NUMBER;

    g_string_append_printf (line, "%*s%s%*s  ", right ? (int) padding : 0, "", text ? text : "",
                            right ? 0 : (int) padding, "");
  }
  passant_command_say (command, "%s", g_strchomp (line->str));
}

static void
print_text (PassantTable   *self,
            PassantCommand *command)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    widths[i] = self->columns[i].title ? column_width (self, i) : 0;
  print_row (self, command, widths, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    print_row (self, command, widths, get_row (self, i));
}

static yyjson_mut_val *
make_value (yyjson_mut_doc      *document,
            const PassantColumn *column,
            const Cell          *cell)
{
  if (column->kind == PASSANT_COLUMN_TEXT)
    return cell->text ? yyjson_mut_strcpy (document, cell->text) : yyjson_mut_null (document);
  if (column->kind == PASSANT_COLUMN_TIME && !cell->number)
    return yyjson_mut_null (document);
  if (column->kind == PASSANT_COLUMN_FLAG)
    return yyjson_mut_bool (document, cell->number != 0);

  return yyjson_mut_sint (document, cell->number);
}

static void
print_json (PassantTable   *self,
            PassantCommand *command,
            const char     *key)
{
  yyjson_mut_doc *document = passant_command_get_document (command);
  yyjson_mut_val *array = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                                  key);

  for (guint i = 0; i < self->rows->len; i++) {
    yyjson_mut_val *object = yyjson_mut_arr_add_obj (document, array);
    const Cell *row = get_row (self, i);

    for (guint column = 0; column < self->n_columns; column++)
      yyjson_mut_obj_add_val (document, object, self->columns[column].key,
                              make_value (document, &self->columns[column], &row[column]));
  }
}

void
passant_table_print (PassantTable   *self,
                     PassantCommand *command,
                     const char     *key,
                     const char     *empty)
{
  if (passant_command_is_json (command))
    print_json (self, command, key);
  else if (self->rows->len)
    print_text (self, command);
  else
    passant_command_say (command, "%s", empty);
}
