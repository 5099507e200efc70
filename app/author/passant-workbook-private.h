/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-workbook.h"

G_BEGIN_DECLS

#define PASSANT_WORKBOOK_BYTES_MAX (16 * 1024 * 1024)
#define PASSANT_WORKBOOK_PART_BYTES_MAX (64 * 1024 * 1024)

PassantWorkbook *passant_workbook_new       (void) G_GNUC_WARN_UNUSED_RESULT;
/* Sets after this go to the new sheet. */
gboolean         passant_workbook_add_sheet (PassantWorkbook *self,
                                             const char      *name,
                                             GError         **error);
/* The cell of the last sheet; blank text sets nothing. FALSE with an error when a bound is passed. */
gboolean         passant_workbook_set       (PassantWorkbook *self,
                                             guint            row,
                                             guint            column,
                                             const char      *text,
                                             GError         **error);
/* A number as it is shown, without an exponent where that can be. */
char            *passant_workbook_number    (double number) G_GNUC_WARN_UNUSED_RESULT;
/* A serial date as ISO 8601: a date, a time or both. */
char            *passant_workbook_date      (double   serial,
                                             gboolean is_1904) G_GNUC_WARN_UNUSED_RESULT;

/* The member @name of a zip archive, inflated and NUL-terminated (after *length bytes), or NULL: with an error when it
 * is damaged, locked or too big, without when there is none. */
char            *passant_zip_dup_member     (const guint8 *data,
                                             gsize         length,
                                             const char   *name,
                                             gsize        *member_length,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a number that is shown in this way is a date or a time: by the format's code, by its number. */
gboolean         passant_workbook_is_date_code   (const char *code);
gboolean         passant_workbook_is_date_format (guint id);

/* FALSE without an error for one that is older than BIFF8, or damaged. */
gboolean         passant_workbook_read_xls  (PassantWorkbook *self,
                                             const guint8    *data,
                                             gsize            length,
                                             GError         **error);
gboolean         passant_workbook_read_xlsx (PassantWorkbook *self,
                                             const guint8    *data,
                                             gsize            length,
                                             GError         **error);

G_END_DECLS
