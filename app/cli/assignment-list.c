/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-table.h"
#include "passant-verbs.h"

static const PassantColumn columns[] = {
  { "assignment", N_("Assignment"), PASSANT_COLUMN_TEXT },
  { "study", N_("Study"), PASSANT_COLUMN_TEXT },
  { "location", N_("Location"), PASSANT_COLUMN_TEXT },
  { "shopper", N_("Shopper"), PASSANT_COLUMN_TEXT },
  { "state", N_("State"), PASSANT_COLUMN_TEXT },
  { "from_ms", N_("From"), PASSANT_COLUMN_TIME },
  { "until_ms", N_("Until"), PASSANT_COLUMN_TIME },
  { "pay_cents", NULL, PASSANT_COLUMN_NUMBER },
  { "reimburse_cents", NULL, PASSANT_COLUMN_NUMBER },
  { "currency", NULL, PASSANT_COLUMN_TEXT },
  { "job", N_("Shared job"), PASSANT_COLUMN_TEXT },
  { "reason", N_("Reason"), PASSANT_COLUMN_TEXT },
  { "visit", N_("Visit"), PASSANT_COLUMN_TEXT },
  { "visit_state", N_("Visit’s state"), PASSANT_COLUMN_TEXT },
  { 0 }
};

/* An offer that somebody else took stands, and cannot be had for now. */
static const char *
get_state (const PassantAssignment *assignment)
{
  return assignment->is_taken && g_str_equal (assignment->state, "offered") ? "taken"
                                                                            : assignment->state;
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  g_autoptr (PassantTable) table = passant_table_new (columns);
  const char *study = passant_command_get (command, "study");
  const char *shopper = passant_command_get (command, "shopper");
  PassantStore *store = passant_desk_open (command, error);
  g_autoptr (GPtrArray) assignments = NULL;

  if (!store || (study && !passant_desk_find_study (store, study, error)))
    return FALSE;

  assignments = passant_command_has (command, "all")
                ? passant_store_list_all_assignments (store, shopper, error)
                : passant_store_list_assignments (store, shopper, error);
  if (!assignments)
    return FALSE;

  for (guint i = 0; i < assignments->len; i++) {
    PassantAssignment *assignment = g_ptr_array_index (assignments, i);

    if (study && !g_str_equal (assignment->study, study))
      continue;
    passant_table_add (table, assignment->id, assignment->study, assignment->location,
                       assignment->shopper,
                       get_state (assignment), assignment->from_ms, assignment->until_ms,
                       assignment->pay_cents, assignment->reimburse_cents,
                       assignment->currency, assignment->job, assignment->reason,
                       assignment->visit,
                       assignment->visit ? passant_visit_state_to_string (assignment->visit_state) :
                       NULL);
  }
  passant_table_print (table, command, "assignments", _("No assignments"));

  return TRUE;
}

static const PassantOption options[] = {
  { "study", PASSANT_OPTION_TEXT, FALSE, "ID", N_("Only this study’s") },
  { "shopper", PASSANT_OPTION_TEXT, FALSE, "ID", N_("Only this shopper’s") },
  { "all", PASSANT_OPTION_FLAG, FALSE, NULL,
    N_("Also those that were withdrawn or handed back, and why") },
  { 0 }
};

const PassantVerb passant_verb_assignment_list = {
  .noun = "assignment",
  .verb = "list",
  .arguments = "",
  .summary = N_("List the assignments that stand"),
  .options = options,
  .run = run,
};
