/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "passant-error.h"
#include "passant-form.h"

/* The same script gives the same bytes, so the file is always as old: 2026-01-01. */
#define CREATED_S 1767225600
#define OFFERS_MAX 24
#define OWN_WIDTH 14
#define BLANK_ROWS 400 /* behind the last, that are offered what can stand there too */

/* A workbook that is being written. */
typedef struct {
  lxw_workbook *workbook;
  lxw_format   *header, *own_header, *cells[PASSANT_FORM_ROW_END + 1];
} Writing;

static lxw_format *
add_format (Writing    *self,
            lxw_color_t fill,
            gboolean    is_bold)
{
  lxw_format *format = workbook_add_format (self->workbook);

  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  format_set_text_wrap (format);
  if (is_bold)
    format_set_bold (format);
  if (fill != LXW_COLOR_WHITE)
    format_set_bg_color (format, fill);

  return format;
}

static void
add_formats (Writing *self)
{
  self->header = add_format (self, 0xD8E4EC, TRUE);
  self->own_header = add_format (self, 0xE4DCEC, TRUE);
  self->cells[PASSANT_FORM_ROW_PLAIN] = add_format (self, LXW_COLOR_WHITE, FALSE);
  self->cells[PASSANT_FORM_ROW_BEGIN] = add_format (self, 0xF1F4E4, TRUE);
  self->cells[PASSANT_FORM_ROW_END] = add_format (self, 0xF4F4F4, FALSE);
}

static gboolean
is_written (const PassantFormColumn *column)
{
  return column->is_used || (column->field && column->field->is_always);
}

static void
write_header (Writing                 *self,
              lxw_worksheet           *worksheet,
              lxw_col_t                at,
              const PassantFormColumn *column)
{
  gboolean is_ours = g_str_has_prefix (column->header, "passant::");
  double width = column->field ? column->field->width : OWN_WIDTH;

  worksheet_set_column (worksheet, at, at, width, NULL);
  worksheet_write_string (worksheet, 0, at, column->header,
                          is_ours ? self->own_header : self->header);
  if (column->field && column->field->note)
    worksheet_write_comment (worksheet, 0, at, column->field->note);
}

/* Words are offered, not forced, unless nothing else can stand there. */
static void
offer (lxw_worksheet           *worksheet,
       lxw_col_t                at,
       const PassantFormColumn *column,
       guint                    n_rows)
{
  g_auto (GStrv) words = NULL;
  lxw_data_validation validation = { 0 };

  if (!column->field || !column->field->offers)
    return;

  words = g_strsplit (column->field->offers, ",", OFFERS_MAX);
  validation.validate = LXW_VALIDATION_TYPE_LIST;
  validation.value_list = (const char **) words;
  validation.show_error = column->field->is_strict ? LXW_VALIDATION_ON : LXW_VALIDATION_OFF;
  worksheet_data_validation_range (worksheet, 1, at, n_rows + BLANK_ROWS, at, &validation);
}

static void
write_cell (lxw_worksheet           *worksheet,
            lxw_row_t                row,
            lxw_col_t                at,
            const PassantFormColumn *column,
            const char              *text,
            lxw_format              *format)
{
  if (!text)
    worksheet_write_blank (worksheet, row, at, format);
  else if (column->field && column->field->is_number)
    worksheet_write_number (worksheet, row, at, g_ascii_strtod (text, NULL), format);
  else
    worksheet_write_string (worksheet, row, at, text, format);
}

static void
write_column (Writing                *self,
              lxw_worksheet          *worksheet,
              lxw_col_t               at,
              const PassantFormSheet *sheet,
              guint                   index)
{
  const PassantFormColumn *column = g_ptr_array_index (sheet->columns, index);

  write_header (self, worksheet, at, column);
  offer (worksheet, at, column, sheet->rows->len);
  for (guint i = 0; i < sheet->rows->len; i++) {
    const PassantFormRow *row = g_ptr_array_index (sheet->rows, i);

    write_cell (worksheet, i + 1, at, column, passant_form_row_get (row, index),
                self->cells[row->kind]);
  }
}

/* What stays in sight is the header, and in the sheets with names the first two columns. */
static void
write_sheet (Writing                *self,
             const PassantFormSheet *sheet)
{
  lxw_worksheet *worksheet;
  lxw_col_t at = 0;

  if (!sheet)
    return;

  worksheet = workbook_add_worksheet (self->workbook, sheet->name);
  for (guint i = 0; i < sheet->columns->len; i++)
    if (is_written (g_ptr_array_index (sheet->columns, i)))
      write_column (self, worksheet, at++, sheet, i);
  worksheet_freeze_panes (worksheet, 1, g_str_equal (sheet->name, "settings") ? 0 : 2);
}

static void
describe (Writing       *self,
          PassantScript *script)
{
  lxw_doc_properties properties = {
    .title = (char *) passant_text_get (script->title, script->languages[0]),
    .created = CREATED_S,
  };

  workbook_set_properties (self->workbook, &properties);
}

/**
 * passant_xlsform_to_bytes:
 *
 * The workbook's file. The same script gives the same bytes. %PASSANT_ERROR_INVALID when the script has something that no
 * cell can hold.
 */
GBytes *
passant_xlsform_to_bytes (PassantScript *script,
                          GError       **error)
{
  g_autoptr (PassantForm) form = NULL;
  const char *buffer = NULL;
  size_t length = 0;
  lxw_workbook_options options = { .output_buffer = &buffer, .output_buffer_size = &length };
  Writing writing = { 0 };
  lxw_error failure;

  g_return_val_if_fail (script != NULL, NULL);

  form = passant_form_new (script, error);
  if (!form)
    return NULL;

  writing.workbook = workbook_new_opt (NULL, &options);
  describe (&writing, script);
  add_formats (&writing);
  write_sheet (&writing, form->survey);
  write_sheet (&writing, form->choices);
  write_sheet (&writing, form->settings);
  write_sheet (&writing, form->quiz);
  failure = workbook_close (writing.workbook);
  if (failure != LXW_NO_ERROR) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE,
                 _("The spreadsheet cannot be written: %s"), lxw_strerror (failure));
    return NULL;
  }

  return g_bytes_new_with_free_func (buffer, length, free, (gpointer) buffer);
}

gboolean
passant_xlsform_write (PassantScript *script,
                       const char    *path,
                       GError       **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;
  const char *data;

  g_return_val_if_fail (path != NULL, FALSE);

  bytes = passant_xlsform_to_bytes (script, error);
  if (!bytes)
    return FALSE;

  data = g_bytes_get_data (bytes, &length);
  if (!g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                 &local)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE, _("%s cannot be written: %s"), path,
                 local->message);
    return FALSE;
  }

  return TRUE;
}
