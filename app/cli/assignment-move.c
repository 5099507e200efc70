/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-error.h"
#include "passant-script-file.h"
#include "passant-verbs.h"

/* Which assignments are moved, and to what. */
typedef struct {
  PassantStore       *store;
  const char         *script; /* as given: a hash, or "latest" */
  const char         *study;  /* or NULL */
  const char * const *ids;    /* none: all */
  GPtrArray          *assignments, *drafts;
  guint               n_finished, n_there;
} Move;

/* A visit that the guest still can walk on: none yet, open, or handed back. */
static gboolean
is_unfinished (const PassantAssignment *assignment)
{
  return !assignment->visit || assignment->visit_state == PASSANT_VISIT_OPEN ||
         assignment->visit_state == PASSANT_VISIT_RETURNED;
}

static gboolean
is_meant (Move                    *self,
          const PassantAssignment *assignment)
{
  if (self->study && !g_str_equal (assignment->study, self->study))
    return FALSE;

  return !self->ids[0] || g_strv_contains (self->ids, assignment->id);
}

static gboolean
check_ids (Move    *self,
           GError **error)
{
  for (guint i = 0; self->ids[i]; i++) {
    gboolean found = FALSE;

    for (guint j = 0; j < self->assignments->len && !found; j++)
      found = g_str_equal (((PassantAssignment *) self->assignments->pdata[j])->id, self->ids[i]);
    if (!found) {
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                   _("No assignment “%s” stands; passantctl assignment list tells which do"),
                   self->ids[i]);
      return FALSE;
    }
  }

  return TRUE;
}

/* A published version of the study's own script: another study's would ask other things. */
static char *
find_script (Move       *self,
             const char *study,
             GError    **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  const char *found = NULL;

  if (g_str_equal (self->script, "latest"))
    return passant_store_dup_study_script (self->store, study, error);

  rows = passant_store_list_scripts (self->store, study, error);
  if (!rows)
    return NULL;
  for (guint i = 0; i < rows->len; i++) {
    const PassantScriptRow *row = g_ptr_array_index (rows, i);

    if (g_str_has_prefix (row->hash, self->script) && found) {
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                   _("Several published scripts begin with “%s”; give more of the hash"),
                   self->script);
      return NULL;
    }
    if (g_str_has_prefix (row->hash, self->script))
      found = row->hash;
  }
  if (!found)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 _("No script of %s was published whose hash begins with “%s”; passantctl script "
                   "list tells which were"), study, self->script);

  return g_strdup (found);
}

/* The offer said again, with another script; what was claimed stays claimed. */
static void
add_offer (Move                    *self,
           const PassantAssignment *assignment,
           const char              *script)
{
  PassantDraft *draft = passant_draft_new ("assignment.offered", assignment->study,
                                           assignment->id);

  passant_draft_set_string (draft, "shopper", assignment->shopper);
  passant_draft_set_string (draft, "location", assignment->location);
  passant_draft_set_string (draft, "script", script);
  passant_draft_set_int (draft, "from_ms", assignment->from_ms);
  passant_draft_set_int (draft, "until_ms", assignment->until_ms);
  passant_draft_set_int (draft, "pay_cents", assignment->pay_cents);
  passant_draft_set_string (draft, "currency", assignment->currency);
  if (assignment->reimburse_cents > 0)
    passant_draft_set_int (draft, "reimburse_cents", assignment->reimburse_cents);
  if (*assignment->job)
    passant_draft_set_string (draft, "job", assignment->job);
  g_ptr_array_add (self->drafts, draft);
}

static gboolean
add_offers (Move    *self,
            GError **error)
{
  for (guint i = 0; i < self->assignments->len; i++) {
    const PassantAssignment *assignment = g_ptr_array_index (self->assignments, i);
    g_autofree char *script = NULL;

    if (!is_meant (self, assignment))
      continue;
    if (!is_unfinished (assignment)) {
      self->n_finished++;
      continue;
    }
    script = find_script (self, assignment->study, error);
    if (!script)
      return FALSE;
    if (g_str_equal (assignment->script, script))
      self->n_there++;
    else
      add_offer (self, assignment, script);
  }

  return TRUE;
}

static gboolean
say (PassantCommand *command,
     Move           *self,
     GError        **error)
{
  g_autofree char *sentence = NULL;

  passant_command_answer_int (command, "moved", self->drafts->len);
  passant_command_answer_int (command, "there_already", self->n_there);
  passant_command_answer_int (command, "finished", self->n_finished);
  if (!self->drafts->len) {
    passant_command_answer_int (command, "facts", 0);
    passant_command_say (command, _("Nothing to move: %u on that version already, %u finished"),
                         self->n_there, self->n_finished);
    return TRUE;
  }

  sentence = g_strdup_printf (_("Moved %u assignments; %u on that version already, %u finished. "
                                "A visit that is under way moves when its guest says so"),
                              self->drafts->len, self->n_there, self->n_finished);

  return passant_desk_say (command, self->drafts, sentence, error);
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);
  g_autoptr (GPtrArray) assignments = NULL;
  Move self = {
    .store = passant_desk_open_to_say (command, error),
    .script = passant_command_get (command, "script"),
    .study = passant_command_get (command, "study"),
    .ids = passant_command_get_arguments (command),
    .drafts = drafts,
  };

  if (!self.store || (self.study && !passant_desk_find_study (self.store, self.study, error)))
    return FALSE;

  assignments = self.assignments = passant_store_list_assignments (self.store, NULL, error);

  return assignments && check_ids (&self, error) && add_offers (&self, error) &&
         say (command, &self, error);
}

static const PassantOption options[] = {
  { "script", PASSANT_OPTION_TEXT, TRUE, "HASH|latest",
    N_(
      "The version to go on with: the first characters of its hash, or the newest of each study") },
  { "study", PASSANT_OPTION_TEXT, FALSE, "ID", N_("Only this study’s") },
  { 0 }
};

const PassantVerb passant_verb_assignment_move = {
  .noun = "assignment",
  .verb = "move",
  .arguments = "[ASSIGNMENT…]",
  .arguments_min = 0,
  .arguments_max = G_MAXUINT,
  .summary = N_("Move assignments to another version of their script"),
  .description =
    N_(
      "All that are not finished, or those named. Each is offered again, with that version, and "
      "stays claimed when it was. Who has opened a visit already goes on with the old version "
      "until they take the new one on their own device."),
  .changes = TRUE,
  .options = options,
  .run = run,
};
