/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  PASSANT_EXPORT_CSV,
  PASSANT_EXPORT_JSON,
} PassantExportFormat;

/**
 * PassantExport:
 *
 * Tidy rows (passant-tidy.h) as one document. The same rows give the same bytes.
 *
 * CSV: RFC 4180 in UTF-8 without a byte order mark, comma, CRLF, one head row; a cell is quoted when it holds a comma, a
 * quotation mark or a line end. A spreadsheet runs a cell that begins with = + - @, a tab or a line end as a formula, and
 * shoppers write what they like; so such a cell of text gets an apostrophe before it, unless @is_exact.
 * Nothing is altered silently: the last column, `guarded`, names the columns of that row that got one. Numbers are left
 * alone, signs and all, also as an answer: -2 is no formula, -2+3 is.
 *
 * JSON: {"passant_export":1,"study":…,"rows":[…]}, a row a line, numbers as numbers, null where a column does not apply;
 * always exact.
 */
typedef struct _PassantExport PassantExport;

PassantExport *passant_export_new    (PassantExportFormat format,
                                      const char         *study,
                                      gboolean            is_exact) G_GNUC_WARN_UNUSED_RESULT;
void           passant_export_free   (PassantExport *self);
/* @rows as from passant_tidy_collect(). */
void           passant_export_add    (PassantExport *self,
                                      GPtrArray     *rows);
guint          passant_export_count  (PassantExport *self);
/* Ends the document and hands it over. */
GBytes        *passant_export_finish (PassantExport *self) G_GNUC_WARN_UNUSED_RESULT;

/* One cell as CSV has it. */
void           passant_csv_append_cell (GString    *csv,
                                        const char *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantExport, passant_export_free)

G_END_DECLS
