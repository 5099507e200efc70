/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-pay-page.h"
#include "passant-reason-dialog.h"
#include "passant-window-private.h"
#include "passant-wording.h"

/*
 * Whose a job is, by its assignment's id:
 *
 *   claim(s) decline(s) take-back(ss)     one tap; take-back undoes either, by assignment and study
 *   hand-back                             the job whose page is on the screen, with a reason
 *   put-away(s)                           a job that was lost
 *   search                                on the home page
 *   pay                                   what all of them earn
 */

/* What is to be said once a word about a job is kept. */
typedef struct {
  PassantWindow *window;
  char          *words;
  GVariant      *undo; /* for take-back, or NULL */
  gboolean       goes_home;
} Saying;

static void
saying_free (Saying *self)
{
  g_object_unref (self->window);
  g_free (self->words);
  g_clear_pointer (&self->undo, g_variant_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saying, saying_free)

/* The hub settles it: it is told at once, when it can be reached. */
static void
on_said_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Saying) saying = user_data;
  PassantNotebook *notebook = passant_window_get_notebook (saying->window);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact =
    passant_store_append_finish (PASSANT_STORE (source), result, &error);
  g_autofree char *complaint = error ? passant_wording_for_error (error) : NULL;

  passant_notebook_refresh (notebook);
  if (!fact) {
    passant_window_tell (saying->window, complaint, NULL, NULL, NULL);
    return;
  }

  if (saying->goes_home && passant_window_get_job (saying->window))
    passant_window_go_home (saying->window);
  if (saying->words)
    passant_window_tell (saying->window, saying->words, saying->undo ? _("Undo") : NULL,
                         "win.take-back", saying->undo);
  passant_sync_runner_hurry (passant_notebook_get_runner (notebook));
}

static void
say (PassantWindow *self,
     PassantDraft  *draft,
     Saying        *saying)
{
  PassantStore *store = passant_notebook_get_store (passant_window_get_notebook (self));

  saying->window = g_object_ref (self);
  passant_store_append_async (store, draft, NULL, on_said_cb, saying);
}

static PassantJob *
find_job (PassantWindow *self,
          GVariant      *parameter)
{
  PassantNotebook *notebook = passant_window_get_notebook (self);

  return notebook ? passant_notebook_find_job (notebook, g_variant_get_string (parameter, NULL))
                  : NULL;
}

static Saying *
new_undoable (const PassantAssignment *assignment,
              const char              *words)
{
  Saying *saying = g_new0 (Saying, 1);

  saying->words = g_strdup (words);
  saying->undo = g_variant_ref_sink (g_variant_new ("(ss)", assignment->id, assignment->study));

  return saying;
}

static void
claim (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantJob *job = find_job (self, parameter);
  const PassantAssignment *assignment = job ? passant_job_get_assignment (job) : NULL;

  if (!job || passant_job_get_group (job) != PASSANT_JOB_OFFERED)
    return;

  /* Should it be lost again, that is to be seen again. */
  passant_pocket_put (passant_notebook_get_pocket (passant_window_get_notebook (self)), "put-away",
                      assignment->id, NULL);
  say (self, passant_draft_new ("assignment.claimed", assignment->study, assignment->id),
       new_undoable (assignment, C_("job", "Claimed")));
}

static void
decline (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  PassantJob *job = find_job (user_data, parameter);
  const PassantAssignment *assignment = job ? passant_job_get_assignment (job) : NULL;
  PassantDraft *draft;
  Saying *saying;

  if (!job || passant_job_get_group (job) != PASSANT_JOB_OFFERED)
    return;

  draft = passant_draft_new ("assignment.handed_back", assignment->study, assignment->id);
  passant_draft_set_string (draft, "reason", "");
  saying = new_undoable (assignment, C_("job", "Declined"));
  saying->goes_home = TRUE;
  say (user_data, draft, saying);
}

/* Undoes a claim or a refusal: the offer stands as it stood before. */
static void
take_back (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  const char *assignment, *study;
  PassantDraft *draft;

  g_variant_get (parameter, "(&s&s)", &assignment, &study);
  draft = passant_draft_new ("assignment.handed_back", study, assignment);
  passant_draft_set_string (draft, "reason", "");
  passant_draft_set_bool (draft, "undone", TRUE);
  say (user_data, draft, g_new0 (Saying, 1));
}

static void
on_handed_back_cb (PassantWindow       *self,
                   const char          *reason,
                   const char          *text,
                   PassantReasonDialog *dialog)
{
  PassantJob *job = passant_notebook_find_job (passant_window_get_notebook (self),
                                               g_object_get_data (G_OBJECT (dialog), "job"));
  const PassantAssignment *assignment = job ? passant_job_get_assignment (job) : NULL;
  PassantDraft *draft;
  Saying *saying;

  if (!job || assignment->visit)
    return;

  draft = passant_draft_new ("assignment.handed_back", assignment->study, assignment->id);
  passant_draft_set_string (draft, "reason", *text ? text : reason);
  saying = g_new0 (Saying, 1);
  saying->words = g_strdup (C_("job", "Handed back"));
  saying->goes_home = TRUE;
  say (self, draft, saying);
}

/* The reasons are kept as the guest reads them: a coordinator wants words, not codes. */
static void
hand_back (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantJob *job = passant_window_get_job (self);
  const PassantReason reasons[] = {
    { _("I have no time after all"), _("I have no time after all") },
    { _("It is too far"), _("It is too far") },
    { _("They know me there"), _("They know me there") },
    { "other", _("Something else") },
  };
  AdwDialog *dialog;

  if (!job || passant_job_get_assignment (job)->visit ||
      g_strcmp0 (passant_job_get_assignment (job)->state, "claimed") != 0)
    return;

  dialog = passant_reason_dialog_new (_("Hand this job back"),
                                      _("Then somebody else can have it. Why do you hand it back?"),
                                      reasons, G_N_ELEMENTS (reasons), _("Hand back"));
  /* What is asked about, whichever page is on the screen by then. */
  g_object_set_data_full (G_OBJECT (dialog), "job", g_strdup (passant_job_get_id (job)), g_free);
  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_handed_back_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
put_away (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantNotebook *notebook = passant_window_get_notebook (self);

  passant_pocket_put (passant_notebook_get_pocket (notebook), "put-away",
                      g_variant_get_string (parameter, NULL), "yes");
  passant_notebook_refresh (notebook);
  passant_window_go_home (self);
}

static void
search (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  PassantHomePage *home = passant_window_get_home_page (user_data);

  if (home)
    passant_home_page_search (home);
}

static void
pay (GSimpleAction *action,
     GVariant      *parameter,
     gpointer       user_data)
{
  PassantNotebook *notebook = passant_window_get_notebook (user_data);

  if (notebook && passant_notebook_get_enrolment (notebook))
    passant_window_push (user_data, passant_pay_page_new (notebook));
}

void
passant_window_add_job_actions (PassantWindow *self)
{
  static const GActionEntry entries[] = {
    { "claim", claim, "s", NULL, NULL, { 0 } },
    { "decline", decline, "s", NULL, NULL, { 0 } },
    { "take-back", take_back, "(ss)", NULL, NULL, { 0 } },
    { "hand-back", hand_back, NULL, NULL, NULL, { 0 } },
    { "put-away", put_away, "s", NULL, NULL, { 0 } },
    { "pay", pay, NULL, NULL, NULL, { 0 } },
    { "search", search, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
