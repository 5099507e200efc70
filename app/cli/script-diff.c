/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-changes.h"
#include "passant-error.h"
#include "passant-script-file.h"
#include "passant-verbs.h"

/* As diff does: the same, different, could not tell. */
enum {
  SAME = 0,
  DIFFERENT = 1,
  TROUBLE = 2,
};

static void
answer_script (PassantCommand *command,
               const char     *key,
               PassantScript  *script)
{
  yyjson_mut_doc *document = passant_command_get_document (command);
  yyjson_mut_val *object = yyjson_mut_obj_add_obj (document, yyjson_mut_doc_get_root (document),
                                                   key);

  yyjson_mut_obj_add_strcpy (document, object, "script", script->id);
  yyjson_mut_obj_add_int (document, object, "version", script->version);
  yyjson_mut_obj_add_strcpy (document, object, "hash", script->hash);
}

/* --language, when the newer script has it; else the reader's own; else its first. */
static gboolean
find_language (PassantCommand *command,
               PassantScript  *script,
               const char    **language,
               GError        **error)
{
  const char * const *known = (const char * const *) script->languages;
  const char *asked = passant_command_get (command, "language");
  g_autofree char *list = g_strjoinv (", ", script->languages);

  *language = known[0];
  if (asked && !g_strv_contains (known, asked)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("--language is one of %s, not “%s”"), list, asked);
    return FALSE;
  }
  for (guint i = 0; known[i]; i++)
    if (g_strcmp0 (known[i], asked) == 0 ||
        (!asked && g_str_has_prefix (g_get_language_names ()[0], known[i])))
      *language = known[i];

  return TRUE;
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  const char * const *names = passant_command_get_arguments (command);
  g_autoptr (PassantScript) before = passant_script_file_load (command, names[0], error);
  g_autoptr (PassantScript) after = before ? passant_script_file_load (command, names[1],
                                                                       error) : NULL;
  g_autoptr (GPtrArray) changes = NULL;
  const char *language;

  if (!after || !find_language (command, after, &language, error))
    return FALSE;

  changes = passant_script_diff (before, after);
  answer_script (command, "before", before);
  answer_script (command, "after", after);
  passant_command_answer_bool (command, "same", changes->len == 0);
  if (changes->len == 0)
    passant_command_say (command, _("No difference: %s version %d"), after->id, after->version);
  else
    passant_command_say (command, _("From %s version %d to %s version %d:"), before->id,
                         before->version, after->id, after->version);
  passant_changes_print (command, before, after, changes, language);
  passant_command_set_exit (command, changes->len ? DIFFERENT : SAME);

  return TRUE;
}

static const PassantOption options[] = {
  { "language", PASSANT_OPTION_TEXT, FALSE, "LANG",
    N_("Language of the script’s texts (default: yours, else the script’s first)") },
  { 0 }
};

const PassantVerb passant_verb_script_diff = {
  .noun = "script",
  .verb = "diff",
  .arguments = "OLD NEW",
  .arguments_min = 2,
  .arguments_max = 2,
  .summary = N_("Tell what differs between two scripts"),
  .description =
    N_(
      "Each is a file of any kind, or a published script by the first characters of its hash. "
      "Something that got another id is told as removed and added. Ends with 0 when they say the "
      "same, 1 when not, 2 when that cannot be told."),
  .trouble = TROUBLE,
  .options = options,
  .run = run,
};
