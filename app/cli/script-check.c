/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-error.h"
#include "passant-problems.h"
#include "passant-source.h"
#include "passant-verbs.h"

/* What is wrong comes first, what it comes to last. */
static void
say_summary (PassantCommand *command,
             PassantScript  *script,
             const char     *path,
             GPtrArray      *problems)
{
  g_autofree char *count = passant_problems_dup_count (problems);

  if (script)
    passant_command_say (command, _("%s: %s version %d, %u touchpoints, %u questions, %s"), path,
                         script->id, script->version, script->touchpoints->len,
                         script->questions->len, count);
  else
    passant_command_say (command, "%s: %s", path, count);
}

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
  g_autoptr (PassantScript) script = passant_source_check (path, problems, &local);
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
  }
  passant_problems_print (command, file, path, problems);
  say_summary (command, script, path, problems);
  if (passant_command_has (command, "strict") && passant_problems_count (problems,
                                                                         PASSANT_SEVERITY_WARNING))
    passant_command_set_exit (command, PASSANT_EXIT_REFUSED);

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

static const PassantOption options[] = {
  { "strict", PASSANT_OPTION_FLAG, FALSE, NULL, N_("Warnings count as errors") },
  { 0 }
};

const PassantVerb passant_verb_script_check = {
  .noun = "script",
  .verb = "check",
  .arguments = "FILE…",
  .arguments_min = 1,
  .arguments_max = G_MAXUINT,
  .summary = N_("Find what is wrong with a script"),
  .description =
    N_(
      "Each problem is one line, FILE:LINE:COLUMN: SEVERITY: CODE: what is wrong and what to do. "
      "Errors are what the script cannot be used with; warnings what it will disappoint with: "
      "questions nobody reaches, answers nobody may give, texts without translation. Ends with 1 "
      "when there is an error. Scripts may be JSON, YAML or a spreadsheet."),
  .options = options,
  .run = run,
};
