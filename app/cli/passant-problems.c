/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-problems.h"

static void
say_problem (PassantCommand       *command,
             const char           *path,
             const PassantProblem *problem)
{
  if (problem->line)
    passant_command_say (command, "%s:%d:%d: %s: %s", path, problem->line, problem->column,
                         problem->code,
                         problem->message);
  else if (problem->path && *problem->path)
    passant_command_say (command, "%s:%s: %s: %s", path, problem->path, problem->code,
                         problem->message);
  else
    passant_command_say (command, "%s: %s: %s", path, problem->code, problem->message);
}

void
passant_problems_print (PassantCommand *command,
                        yyjson_mut_val *object,
                        const char     *path,
                        GPtrArray      *problems)
{
  yyjson_mut_doc *document = passant_command_get_document (command);
  yyjson_mut_val *array = yyjson_mut_obj_add_arr (document, object, "problems");

  for (guint i = 0; i < problems->len; i++) {
    const PassantProblem *problem = g_ptr_array_index (problems, i);
    yyjson_mut_val *entry = yyjson_mut_arr_add_obj (document, array);

    say_problem (command, path, problem);
    yyjson_mut_obj_add_int (document, entry, "line", problem->line);
    yyjson_mut_obj_add_int (document, entry, "column", problem->column);
    yyjson_mut_obj_add_strcpy (document, entry, "path", problem->path ? problem->path : "");
    yyjson_mut_obj_add_strcpy (document, entry, "code", problem->code);
    yyjson_mut_obj_add_strcpy (document, entry, "message", problem->message);
  }
  if (problems->len)
    passant_command_set_exit (command, PASSANT_EXIT_REFUSED);
}
