/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A part of an .xlsx file. */
typedef struct {
  const char *name;
  const char *text;
} PassantTestPart;

/* Writes a zip archive of @parts, ending with a NULL name, nothing packed. Returns its path in the temporary folder. */
char *passant_test_zip_write  (const char            *name,
                               const PassantTestPart *parts) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @text as a workbook: "survey" alone on a line begins that sheet, "type | name | label" is a row. A cell that is
 * blank is not there; "\n" in a cell is a line break. */
char *passant_test_form_write (const char *name,
                               const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
