/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"
#include "passant-script.h"

G_BEGIN_DECLS

/* Says each of @problems (PassantProblem) in @path as one line a compiler would write,
 * "FILE:LINE:COLUMN: severity: code: what is wrong. How to fix it", of a spreadsheet "FILE:SHEET!C12: …"; and adds them to
 * @object as "problems", for editors. With an error among them the command ends with %PASSANT_EXIT_REFUSED. */
void  passant_problems_print     (PassantCommand *command,
                                  yyjson_mut_val *object,
                                  const char     *path,
                                  GPtrArray      *problems);
/* The same on standard error, for a command whose document goes to standard output. */
void  passant_problems_complain  (PassantCommand *command,
                                  const char     *path,
                                  GPtrArray      *problems);
guint passant_problems_count     (GPtrArray      *problems,
                                  PassantSeverity severity);
/* "2 errors, 1 warning", or "no problems". */
char *passant_problems_dup_count (GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
