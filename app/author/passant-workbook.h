/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PassantWorkbook:
 *
 * The cells of a spreadsheet file as a person sees them: UTF-8 text, "1" and not "1.0", "2026-11-22", "TRUE". What is
 * blank is not there. Bounded in bytes, sheets, rows, columns and cells; what is none, damaged, locked or too big is
 * refused with a sentence.
 */
typedef struct _PassantWorkbook PassantWorkbook;

/* .xlsx (.xlsm) and .xls alike: what it is, is known by its content. %PASSANT_ERROR_NOT_FOUND when there is no such file. */
PassantWorkbook *passant_workbook_open          (const char *path,
                                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* The bytes of an .xlsx file, or of an .xls of 1997 or later. */
PassantWorkbook *passant_workbook_read          (const guint8 *data,
                                                 gsize         length,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void             passant_workbook_free          (PassantWorkbook *self);

/* Whether @path looks like a workbook, by its first bytes or, when it cannot be read, its name. */
gboolean         passant_workbook_is_one        (const char *path);

guint            passant_workbook_get_n_sheets  (PassantWorkbook *self);
const char      *passant_workbook_get_name      (PassantWorkbook *self,
                                                 guint            sheet);
/* Up to the last row and column that hold anything. */
guint            passant_workbook_get_n_rows    (PassantWorkbook *self,
                                                 guint            sheet);
guint            passant_workbook_get_n_columns (PassantWorkbook *self,
                                                 guint            sheet);
/* 0-based; NULL for a blank cell. Blanks around the text are gone. */
const char      *passant_workbook_get_cell      (PassantWorkbook *self,
                                                 guint            sheet,
                                                 guint            row,
                                                 guint            column);

/* How far the cells of @row reach; 0 for a blank row. */
guint            passant_workbook_get_width     (PassantWorkbook *self,
                                                 guint            sheet,
                                                 guint            row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantWorkbook, passant_workbook_free)

G_END_DECLS
