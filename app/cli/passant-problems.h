/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"
#include "passant-script.h"

G_BEGIN_DECLS

/* Says each of @problems (PassantProblem) in @path as one line a compiler would write, and adds them to @object as
 * "problems". With any of them the command ends with %PASSANT_EXIT_REFUSED. */
void passant_problems_print (PassantCommand *command,
                             yyjson_mut_val *object,
                             const char     *path,
                             GPtrArray      *problems);

G_END_DECLS
