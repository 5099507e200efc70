/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yyjson.h>

#include "passant-document.h"
#include "passant-error.h"
#include "passant-script-file.h"
#include "passant-verbs.h"
#include "passant-xlsform.h"

/* Set out for reading; what it says, and so what is published of it, is the same. */
static GBytes *
write_json (PassantScript *script)
{
  yyjson_doc *document = yyjson_read (script->text, strlen (script->text), 0);
  gsize length;
  char *text = yyjson_write (document, YYJSON_WRITE_PRETTY_TWO_SPACES | YYJSON_WRITE_NEWLINE_AT_END,
                             &length);

  yyjson_doc_free (document);

  return g_bytes_new_with_free_func (text, length, free, text);
}

static gboolean
check_format (const char *format,
              GError    **error)
{
  if (g_str_equal (format, "xlsx") || g_str_equal (format, "json"))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--format is “xlsx” or “json”, not “%s”"), format);

  return FALSE;
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  const char *format = passant_command_get (command, "format");
  const char *output = passant_command_get (command, "output");
  g_autoptr (PassantScript) script = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;

  if (!check_format (format, error))
    return FALSE;

  script = passant_script_file_load (command, passant_command_get_arguments (command)[0], error);
  if (!script)
    return FALSE;

  bytes = g_str_equal (format, "xlsx") ? passant_xlsform_to_bytes (script, error) :
          write_json (script);
  name = g_strdup_printf ("%s-v%d.%s", script->id, script->version, format);
  passant_command_answer (command, "script", script->id);
  passant_command_answer (command, "hash", script->hash);

  return bytes && passant_document_write (command, output ? output : name, bytes, error);
}

static const PassantOption options[] = {
  { "format", PASSANT_OPTION_TEXT, TRUE, "xlsx|json", N_("What to write") },
  { "output", PASSANT_OPTION_FILE, FALSE, N_("FILE"),
    N_("Where to write it; - for standard output (default: the script’s id and version)") },
  { 0 }
};

const PassantVerb passant_verb_script_export = {
  .noun = "script",
  .verb = "export",
  .arguments = "FILE|HASH",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Write a script as a spreadsheet or as JSON"),
  .description =
    N_(
      "The script is a file of any kind, or a published one by the first characters of its hash. "
      "The spreadsheet is an XLSForm; importing it gives the same script again. The same script "
      "gives the same bytes."),
  .options = options,
  .run = run,
};
