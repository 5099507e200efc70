/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-error.h"
#include "passant-problems.h"
#include "passant-study.h"
#include "passant-verbs.h"

static void
print_problems (PassantCommand *command,
                PassantStudy   *study)
{
  yyjson_mut_doc *document = passant_command_get_document (command);
  yyjson_mut_val *files = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                                  "files");
  yyjson_mut_val *file = yyjson_mut_arr_add_obj (document, files);

  yyjson_mut_obj_add_strcpy (document, file, "file", study->path);
  passant_problems_print (command, file, study->path, study->problems);
  if (study->script_path) {
    file = yyjson_mut_arr_add_obj (document, files);
    yyjson_mut_obj_add_strcpy (document, file, "file", study->script_path);
    passant_problems_print (command, file, study->script_path, study->script_problems);
  }
}

static gboolean
say (PassantCommand *command,
     PassantStudy   *study,
     GError        **error)
{
  PassantStore *store = passant_desk_open_to_say (command, error);
  g_autoptr (GPtrArray) drafts = store ? passant_study_list_drafts (study, store, error) : NULL;
  g_autofree char *sentence = NULL;

  if (!drafts)
    return FALSE;

  passant_command_answer (command, "study", study->id);
  passant_command_answer (command, "script", study->script->hash);
  if (!drafts->len) {
    passant_command_say (command, _("%s is loaded already, just so"), study->id);
    passant_command_answer_int (command, "facts", 0);
    return TRUE;
  }

  sentence = g_strdup_printf (_("Loaded %s, “%s”: %u touchpoints, %u questions, script version %d"),
                              study->id,
                              study->title, study->script->touchpoints->len,
                              study->script->questions->len,
                              study->script->version);

  return passant_desk_say (command, drafts, sentence, error);
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  const char *folder = passant_command_get_arguments (command)[0];
  g_autoptr (PassantStudy) study = passant_study_read (folder, error);

  if (!study)
    return FALSE;
  if (study->problems->len + study->script_problems->len > 0)
    print_problems (command, study);
  if (passant_study_is_sound (study))
    return say (command, study, error);

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               _("Nothing was loaded: %u problems in %s"),
               study->problems->len +
               passant_problems_count (study->script_problems, PASSANT_SEVERITY_ERROR), folder);

  return FALSE;
}

const PassantVerb passant_verb_study_load = {
  .noun = "study",
  .verb = "load",
  .arguments = "FOLDER",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Load a study folder: study.json, its script, its locations"),
  .description =
    N_(
      "Everything is checked first; with any problem nothing is loaded. Loading it again says "
      "only what has "
      "changed."),
  .changes = TRUE,
  .run = run,
};
