/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-table.h"
#include "passant-verbs.h"

static const PassantColumn columns[] = {
  { "visit", N_("Visit"), PASSANT_COLUMN_TEXT },
  { "study", N_("Study"), PASSANT_COLUMN_TEXT },
  { "assignment", NULL, PASSANT_COLUMN_TEXT },
  { "location", N_("Location"), PASSANT_COLUMN_TEXT },
  { "shopper", N_("Shopper"), PASSANT_COLUMN_TEXT },
  { "state", N_("State"), PASSANT_COLUMN_TEXT },
  { "revision", N_("Revision"), PASSANT_COLUMN_NUMBER },
  { "opened_ms", N_("Opened"), PASSANT_COLUMN_TIME },
  { "ended_ms", N_("Ended"), PASSANT_COLUMN_TIME },
  { "sample", N_("Sample"), PASSANT_COLUMN_FLAG },
  { 0 }
};

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  g_autoptr (PassantTable) table = passant_table_new (columns);
  const char *study = passant_command_get (command, "study");
  PassantStore *store = passant_desk_open (command, error);
  g_autoptr (GPtrArray) visits = NULL;

  if (!store || (study && !passant_desk_find_study (store, study, error)))
    return FALSE;

  visits = passant_store_list_visits (store, study, error);
  if (!visits)
    return FALSE;

  for (guint i = 0; i < visits->len; i++) {
    PassantVisitRow *visit = g_ptr_array_index (visits, i);

    passant_table_add (table, visit->id, visit->study, visit->assignment, visit->location,
                       visit->shopper,
                       passant_visit_state_to_string (visit->state), (gint64) visit->revision,
                       visit->opened_ms,
                       visit->ended_ms, (gint64) visit->is_sample);
  }
  passant_table_print (table, command, "visits", _("No visits yet"));

  return TRUE;
}

static const PassantOption options[] = {
  { "study", PASSANT_OPTION_TEXT, FALSE, "ID", N_("Only this study’s") },
  { 0 }
};

const PassantVerb passant_verb_visit_list = {
  .noun = "visit",
  .verb = "list",
  .arguments = "",
  .summary = N_("List the visits this desk knows"),
  .options = options,
  .run = run,
};
