/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-export.h"

#include <yyjson.h>

#include "passant-tidy.h"

#define LINE_END "\r\n"

struct _PassantExport {
  PassantExportFormat format;
  gboolean            is_exact;
  GString            *text;
  guint               count;
};

/* CSV */

void
passant_csv_append_cell (GString    *csv,
                         const char *cell)
{
  if (!cell)
    return;
  if (!strpbrk (cell, ",\"\r\n")) {
    g_string_append (csv, cell);
    return;
  }

  g_string_append_c (csv, '"');
  for (const char *c = cell; *c; c++) {
    if (*c == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *c);
  }
  g_string_append_c (csv, '"');
}

/* "-2", "-0.75": what a guest answers to a question for a number is one. */
static gboolean
is_negative_number (const char *cell)
{
  gsize whole = *cell == '-' ? strspn (cell + 1, "0123456789") : 0;
  const char *rest = cell + 1 + whole;

  if (whole && *rest == '.')
    rest += 1 + strspn (rest + 1, "0123456789");

  return whole && !*rest && g_ascii_isdigit (rest[-1]);
}

static gboolean
looks_like_formula (const char *cell)
{
  return *cell && strchr ("=+-@\t\r\n", *cell) != NULL && !is_negative_number (cell);
}

static void
add_csv_head (PassantExport *self)
{
  for (const PassantTidyColumn *column = passant_tidy_columns (); column->name; column++)
    g_string_append_printf (self->text, "%s,", column->name);
  g_string_append (self->text, "guarded" LINE_END);
}

static void
add_csv_row (PassantExport *self,
             char         **row)
{
  const PassantTidyColumn *columns = passant_tidy_columns ();
  g_autoptr (GString) guarded = g_string_new (NULL);

  for (guint i = 0; columns[i].name; i++) {
    if (!self->is_exact && columns[i].kind == PASSANT_TIDY_TEXT && row[i] &&
        looks_like_formula (row[i])) {
      g_autofree char *safe = g_strconcat ("'", row[i], NULL);

      passant_csv_append_cell (self->text, safe);
      g_string_append_printf (guarded, "%s%s", guarded->len ? " " : "", columns[i].name);
    } else {
      passant_csv_append_cell (self->text, row[i]);
    }
    g_string_append_c (self->text, ',');
  }
  g_string_append_printf (self->text, "%s" LINE_END, guarded->str);
}

/* JSON */

static char *
dup_json_string (const char *text)
{
  yyjson_mut_doc *document = yyjson_mut_doc_new (NULL);
  gsize length;

  yyjson_mut_doc_set_root (document, yyjson_mut_str (document, text));

  char *json = yyjson_mut_write (document, YYJSON_WRITE_NOFLAG, &length);
  char *copy = g_strndup (json ? json : "null", json ? length : 4);

  free (json);
  yyjson_mut_doc_free (document);

  return copy;
}

static void
add_json_value (PassantExport  *self,
                PassantTidyKind kind,
                const char     *text)
{
  g_autofree char *quoted = NULL;

  if (!text || kind == PASSANT_TIDY_NUMBER || kind == PASSANT_TIDY_BOOL) {
    g_string_append (self->text, text ? text : "null");
    return;
  }

  quoted = dup_json_string (text);
  g_string_append (self->text, quoted);
}

static void
add_json_row (PassantExport *self,
              char         **row)
{
  const PassantTidyColumn *columns = passant_tidy_columns ();

  g_string_append (self->text, self->count ? ",\n{" : "\n{");
  for (guint i = 0; columns[i].name; i++) {
    g_string_append_printf (self->text, "%s\"%s\":", i ? "," : "", columns[i].name);
    add_json_value (self, columns[i].kind, row[i]);
  }
  g_string_append_c (self->text, '}');
}

PassantExport *
passant_export_new (PassantExportFormat format,
                    const char         *study,
                    gboolean            is_exact)
{
  PassantExport *self = g_new0 (PassantExport, 1);

  self->format = format;
  self->is_exact = is_exact;
  self->text = g_string_new (NULL);
  if (format == PASSANT_EXPORT_CSV) {
    add_csv_head (self);
  } else {
    g_autofree char *name = dup_json_string (study);

    g_string_append_printf (self->text, "{\"passant_export\":1,\"study\":%s,\"rows\":[", name);
  }

  return self;
}

void
passant_export_free (PassantExport *self)
{
  g_return_if_fail (self != NULL);

  if (self->text)
    g_string_free (self->text, TRUE);
  g_free (self);
}

void
passant_export_add (PassantExport *self,
                    GPtrArray     *rows)
{
  g_return_if_fail (self != NULL && self->text != NULL);

  for (guint i = 0; i < rows->len; i++) {
    if (self->format == PASSANT_EXPORT_CSV)
      add_csv_row (self, g_ptr_array_index (rows, i));
    else
      add_json_row (self, g_ptr_array_index (rows, i));
    self->count++;
  }
}

guint
passant_export_count (PassantExport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->count;
}

GBytes *
passant_export_finish (PassantExport *self)
{
  g_return_val_if_fail (self != NULL && self->text != NULL, NULL);

  if (self->format == PASSANT_EXPORT_JSON)
    g_string_append (self->text, "\n]}\n");

  return g_string_free_to_bytes (g_steal_pointer (&self->text));
}
