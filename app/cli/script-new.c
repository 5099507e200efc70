/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-document.h"
#include "passant-error.h"
#include "passant-nearest.h"
#include "passant-table.h"
#include "passant-template.h"
#include "passant-verbs.h"

static const PassantColumn columns[] = {
  { "template", N_("Template"), PASSANT_COLUMN_TEXT },
  { "what", N_("What it is for"), PASSANT_COLUMN_TEXT },
  { 0 }
};

static void
list (PassantCommand *command)
{
  g_autoptr (PassantTable) table = passant_table_new (columns);

  for (const char * const *name = passant_template_list (); *name; name++)
    passant_table_add (table, *name, passant_template_describe (*name));
  passant_table_print (table, command, "templates", "");
}

static gboolean
check_template (const char *name,
                GError    **error)
{
  const char *near;

  if (!name)
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                 _("--template=NAME is missing; --list shows which there are"));
  if (!name || passant_template_describe (name))
    return name != NULL;

  near = passant_nearest (name, passant_template_list ());
  if (near)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 _("There is no template “%s”; did you mean “%s”?"), name, near);
  else
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 _("There is no template “%s”; --list shows which there are"), name);

  return FALSE;
}

static char *
make (PassantCommand *command,
      GError        **error)
{
  const char *list_of = passant_command_get (command, "language");
  g_auto (GStrv) languages = list_of ? g_strsplit (list_of, ",", -1) : NULL;

  for (guint i = 0; languages && languages[i]; i++)
    g_strstrip (languages[i]);

  return passant_template_make (passant_command_get (command, "template"),
                                passant_command_get (command, "id"),
                                passant_command_get_list (command, "title"),
                                (const char * const *) languages, error);
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

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  const char *name = passant_command_get (command, "template");
  const char *path = passant_command_get (command, "output");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (passant_command_has (command, "list")) {
    list (command);
    return TRUE;
  }

  path = path ? path : "-";
  if (!check_template (name, error) || !check_output (command, path, error))
    return FALSE;
  text = make (command, error);
  if (!text)
    return FALSE;

  passant_command_answer (command, "template", name);
  bytes = g_bytes_new_take (text, strlen (text));
  text = NULL;
  if (!passant_document_write (command, path, bytes, error))
    return FALSE;
  passant_command_say (command,
                       _("Look in it for “change:”, then: passantctl script check %s"), path);

  return TRUE;
}

static const PassantOption options[] = {
  { "list", PASSANT_OPTION_FLAG, FALSE, NULL, N_("Show which templates there are") },
  { "template", PASSANT_OPTION_TEXT, FALSE, N_("NAME"), N_("Which script to begin with") },
  { "id", PASSANT_OPTION_TEXT, FALSE, "ID", N_("The new script’s id") },
  { "title", PASSANT_OPTION_LIST, FALSE, N_("TEXT"),
    N_("Its title; again for each further language") },
  { "language", PASSANT_OPTION_TEXT, FALSE, "nl,en",
    N_("Its languages, the first of which the others fall back to (default: all)") },
  { "output", PASSANT_OPTION_FILE, FALSE, N_("FILE"),
    N_("Where to write it (default: standard output)") },
  { "force", PASSANT_OPTION_FLAG, FALSE, NULL, N_("Replace a file that is there") },
  { 0 }
};

const PassantVerb passant_verb_script_new = {
  .noun = "script",
  .verb = "new",
  .arguments = "",
  .summary = N_("Begin a script from a template"),
  .description =
    N_(
      "Writes a whole script as YAML, which can be walked as it is. Comments in it that begin with "
      "“change:” say what to make your own."),
  .options = options,
  .run = run,
};
