/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-error.h"
#include "passant-problems.h"
#include "passant-source.h"
#include "passant-verbs.h"

/* TRUE also for a script with problems: those are the answer. */
static gboolean
check_file (PassantCommand *command,
            yyjson_mut_val *files,
            const char     *path,
            GError        **error)
{
  yyjson_mut_doc *document = passant_command_get_document (command);
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (PassantScript) script = passant_source_compile (path, problems, &local);
  yyjson_mut_val *file;

  if (!script && !problems->len) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }

  file = yyjson_mut_arr_add_obj (document, files);
  yyjson_mut_obj_add_strcpy (document, file, "file", path);
  yyjson_mut_obj_add_bool (document, file, "ok", script != NULL);
  if (script) {
    yyjson_mut_obj_add_strcpy (document, file, "script", script->id);
    yyjson_mut_obj_add_int (document, file, "version", script->version);
    yyjson_mut_obj_add_strcpy (document, file, "hash", script->hash);
    passant_command_say (command, _("%s: %s version %d, %u touchpoints, %u questions, no problems"),
                         path, script->id,
                         script->version, script->touchpoints->len, script->questions->len);
  }
  passant_problems_print (command, file, path, problems);

  return TRUE;
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  yyjson_mut_doc *document = passant_command_get_document (command);
  yyjson_mut_val *files = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                                  "files");

  for (const char * const *path = passant_command_get_arguments (command); *path; path++)
    if (!check_file (command, files, *path, error))
      return FALSE;

  return TRUE;
}

const PassantVerb passant_verb_script_check = {
  .noun = "script",
  .verb = "check",
  .arguments = "FILE…",
  .arguments_min = 1,
  .arguments_max = G_MAXUINT,
  .summary = N_("Find what is wrong with a script"),
  .description =
    N_(
      "Each problem is one line, FILE:LINE:COLUMN: CODE: what is wrong and what to do. Ends with "
      "1 when there "
      "is any. Scripts may be JSON or YAML."),
  .run = run,
};
