/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"

G_BEGIN_DECLS

/* Reads an XLSForm (.xlsx or .xls) as a script's JSON text; schemas/script/README.md says what becomes of what. @problems
 * (PassantProblem) takes all that is not carried over as it stands, with sheet, row (line) and column. NULL when the form
 * cannot be made a script of, with at least one error among @problems. The JSON is compact and compiles; a problem that the
 * compiler finds in it is told by the cell it came from. */
char          *passant_xlsform_to_json (const char *path,
                                        GPtrArray  *problems,
                                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* @script as the file of an XLSForm workbook; the same script gives the same bytes. */
GBytes        *passant_xlsform_to_bytes (PassantScript *script,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes @script as an XLSForm workbook that passant_xlsform_to_json() reads back to the same script: the same text for
 * text, the same order. Replaces @path in one step. */
gboolean       passant_xlsform_write   (PassantScript *script,
                                        const char    *path,
                                        GError       **error);

G_END_DECLS
