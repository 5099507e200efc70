/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-table.h"
#include "passant-verbs.h"

#define SHORT_LENGTH 12

static const PassantColumn columns[] = {
  { "study", N_("Study"), PASSANT_COLUMN_TEXT },
  { "script", N_("Script"), PASSANT_COLUMN_TEXT },
  { "version", N_("Version"), PASSANT_COLUMN_NUMBER },
  { "short", N_("Hash"), PASSANT_COLUMN_TEXT },
  { "hash", NULL, PASSANT_COLUMN_TEXT },
  { "published_ms", N_("Published"), PASSANT_COLUMN_TIME },
  { "assignments", N_("Assignments"), PASSANT_COLUMN_NUMBER },
  { "visits", N_("Visits"), PASSANT_COLUMN_NUMBER },
  { 0 }
};

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  g_autoptr (PassantTable) table = passant_table_new (columns);
  const char *study = passant_command_get (command, "study");
  PassantStore *store = passant_desk_open (command, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (!store || (study && !passant_desk_find_study (store, study, error)))
    return FALSE;

  rows = passant_store_list_scripts (store, study, error);
  if (!rows)
    return FALSE;

  for (guint i = 0; i < rows->len; i++) {
    const PassantScriptRow *row = g_ptr_array_index (rows, i);
    g_autofree char *shortened = g_strndup (row->hash, SHORT_LENGTH);

    passant_table_add (table, row->study, row->id, row->version, shortened, row->hash,
                       row->published_ms, row->n_assignments, row->n_visits);
  }
  passant_table_print (table, command, "scripts", _("No scripts were published"));

  return TRUE;
}

static const PassantOption options[] = {
  { "study", PASSANT_OPTION_TEXT, FALSE, "ID", N_("Only this study’s") },
  { 0 }
};

const PassantVerb passant_verb_script_list = {
  .noun = "script",
  .verb = "list",
  .arguments = "",
  .summary = N_("List the published versions of scripts"),
  .description =
    N_(
      "With each, how many assignments stand on it that are not finished, and how many visits "
      "were walked by it. A published version stays for ever."),
  .options = options,
  .run = run,
};
