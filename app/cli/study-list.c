/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-table.h"
#include "passant-verbs.h"

static const PassantColumn columns[] = {
  { "study", N_("Study"), PASSANT_COLUMN_TEXT },
  { "title", N_("Title"), PASSANT_COLUMN_TEXT },
  { "version", N_("Version"), PASSANT_COLUMN_NUMBER },
  { "script", NULL, PASSANT_COLUMN_TEXT },
  { "locations", N_("Locations"), PASSANT_COLUMN_NUMBER },
  { "visits", N_("Visits"), PASSANT_COLUMN_NUMBER },
  { 0 }
};

static gboolean
add_study (PassantTable *table,
           PassantStore *store,
           const char   *study,
           GError      **error)
{
  g_autoptr (GPtrArray) locations = passant_store_list_locations (store, study, error);
  g_autoptr (GPtrArray) visits = locations ? passant_store_list_visits (store, study, error) : NULL;
  g_autofree char *json = passant_store_dup_study (store, study, NULL);
  g_autofree char *title = passant_desk_dup_title (study, json, *g_get_language_names ());
  g_autofree char *hash = passant_store_dup_study_script (store, study, NULL);
  g_autoptr (PassantScript) script = hash ? passant_store_load_script (store, hash, NULL) : NULL;

  if (!visits)
    return FALSE;

  passant_table_add (table, study, title, (gint64) (script ? script->version : 0), hash,
                     (gint64) locations->len,
                     (gint64) visits->len);

  return TRUE;
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  g_autoptr (PassantTable) table = passant_table_new (columns);
  PassantStore *store = passant_desk_open (command, error);
  g_auto (GStrv) studies = store ? passant_store_list_studies (store, error) : NULL;

  if (!studies)
    return FALSE;

  for (guint i = 0; studies[i]; i++)
    if (!add_study (table, store, studies[i], error))
      return FALSE;
  passant_table_print (table, command, "studies",
                       _("No studies yet; load one with passantctl study load"));

  return TRUE;
}

const PassantVerb passant_verb_study_list = {
  .noun = "study",
  .verb = "list",
  .arguments = "",
  .summary = N_("List the studies this desk knows"),
  .run = run,
};
