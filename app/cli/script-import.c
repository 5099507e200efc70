/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "passant-document.h"
#include "passant-error.h"
#include "passant-problems.h"
#include "passant-verbs.h"
#include "passant-xlsform.h"
#include "passant-yaml.h"

/* Beside the form, when it is not said where. */
static char *
dup_output (PassantCommand *command,
            const char     *path)
{
  const char *output = passant_command_get (command, "output");
  const char *slash = strrchr (path, '/');
  const char *dot = strrchr (slash ? slash : path, '.');
  g_autofree char *stem = NULL;

  if (output)
    return g_strdup (output);
  stem = dot ? g_strndup (path, dot - path) : g_strdup (path);

  return g_strconcat (stem, ".json", NULL);
}

/* An author's work of hours is not replaced by accident. */
static gboolean
check_output (PassantCommand *command,
              const char     *path,
              GError        **error)
{
  if (g_str_equal (path, "-") || passant_command_has (command, "force") ||
      !g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               _("%s is there already; --force replaces it"), path);

  return FALSE;
}

static GBytes *
make_document (const char *json,
               const char *path)
{
  g_autofree char *name = g_ascii_strdown (path, -1);
  yyjson_doc *document;
  char *pretty, *text;

  if (g_str_has_suffix (name, ".yaml") || g_str_has_suffix (name, ".yml")) {
    text = passant_yaml_from_json (json);
    return g_bytes_new_take (text, strlen (text));
  }

  document = yyjson_read (json, strlen (json), YYJSON_READ_NOFLAG);
  pretty = yyjson_write (document, YYJSON_WRITE_PRETTY_TWO_SPACES | YYJSON_WRITE_NEWLINE_AT_END,
                         NULL);
  yyjson_doc_free (document);
  text = g_strdup (pretty);
  free (pretty);

  return g_bytes_new_take (text, strlen (text));
}

static void
print_problems (PassantCommand *command,
                const char     *path,
                const char     *output,
                GPtrArray      *problems)
{
  yyjson_mut_doc *document = passant_command_get_document (command);

  if (g_str_equal (output, "-"))
    passant_problems_complain (command, path, problems);
  else
    passant_problems_print (command, yyjson_mut_doc_get_root (document), path, problems);
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  const char *path = passant_command_get_arguments (command)[0];
  g_autofree char *output = dup_output (command, path);
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *json = NULL;
  g_autofree char *count = NULL;

  if (!check_output (command, output, error))
    return FALSE;

  json = passant_xlsform_to_json (path, problems, &local);
  if (!json && !problems->len) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }

  print_problems (command, path, output, problems);
  count = passant_problems_dup_count (problems);
  passant_command_answer_bool (command, "ok", json != NULL);
  if (!json) {
    passant_command_say (command, _("%s: %s; no script is made of it"), path, count);
    return TRUE;
  }

  bytes = make_document (json, output);
  if (!g_str_equal (output, "-"))
    passant_command_say (command, "%s: %s", path, count);

  return passant_document_write (command, output, bytes, error);
}

static const PassantOption options[] = {
  { "output", PASSANT_OPTION_FILE, FALSE, N_("FILE"),
    N_("Where to write it: .json, .yaml, or - for standard output (default: beside the form)") },
  { "force", PASSANT_OPTION_FLAG, FALSE, NULL, N_("Replace a file that is there") },
  { 0 }
};

const PassantVerb passant_verb_script_import = {
  .noun = "script",
  .verb = "import",
  .arguments = "FORM",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Make a script of an XLSForm, .xlsx or .xls"),
  .description =
    N_(
      "What is not carried over as it stands is told by sheet, row and column: as an error (then "
      "no script is made, and this ends with 1), a warning (left out, or put otherwise) or a note "
      "(read in our way)."),
  .options = options,
  .run = run,
};
