/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-error.h"
#include "passant-verbs.h"

static gboolean
check_stands (const PassantAssignment *assignment,
              GError                 **error)
{
  if (!g_str_equal (assignment->state, "withdrawn") &&
      !g_str_equal (assignment->state, "handed_back"))
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               g_str_equal (assignment->state, "withdrawn")
               ? _("Assignment %s is withdrawn already")
               : _("Assignment %s was handed back by the shopper; there is nothing to withdraw"),
               assignment->id);

  return FALSE;
}

static PassantDraft *
make_draft (const PassantAssignment *assignment,
            const char              *reason)
{
  PassantDraft *draft = passant_draft_new ("assignment.withdrawn", assignment->study,
                                           assignment->id);

  passant_draft_set_string (draft, "reason", reason);

  return draft;
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  const char *reason = passant_command_get (command, "reason");
  PassantStore *store = passant_desk_open_to_say (command, error);
  g_autoptr (PassantAssignment) assignment = NULL;
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);
  g_autofree char *sentence = NULL;

  if (!store)
    return FALSE;

  assignment = passant_desk_load_assignment (store, passant_command_get_arguments (command)[0],
                                             error);
  if (!assignment || !check_stands (assignment, error))
    return FALSE;

  g_ptr_array_add (drafts, make_draft (assignment, reason ? reason : ""));
  passant_command_answer (command, "assignment", assignment->id);
  /* Translators: an assignment's id, then a shopper's. */
  sentence = g_strdup_printf (_("Withdrew assignment %s from %s"), assignment->id,
                              assignment->shopper);

  return passant_desk_say (command, drafts, sentence, error);
}

static const PassantOption options[] = {
  { "reason", PASSANT_OPTION_TEXT, FALSE, N_("TEXT"), N_("Why; the shopper reads it") },
  { 0 }
};

const PassantVerb passant_verb_assignment_withdraw = {
  .noun = "assignment",
  .verb = "withdraw",
  .arguments = "ASSIGNMENT",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Take an assignment back from its shopper"),
  .description =
    N_("ASSIGNMENT is its id, or the first letters of it when they name one only. A visit that is "
       "under way or handed in stays, and is paid when a reviewer accepts it; but of a job that "
       "was offered to several shoppers, another may claim it now, and then what its shopper has "
       "not sent yet counts no more."),
  .changes = TRUE,
  .options = options,
  .run = run,
};
