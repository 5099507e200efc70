/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-photo-dialog.h"
#include "passant-proof-box.h"
#include "passant-reason-dialog.h"
#include "passant-session-evidence.h"
#include "passant-window-private.h"
#include "passant-wording.h"

/*
 * The ends that no script wants, with why and what shows it:
 *
 *   refuse      the job whose page is on the screen cannot be done
 *   break-off   the visit on the screen ends here
 */

/* A visit while the guest says why it ends. Lives as long as its dialog. */
typedef struct {
  PassantWindow   *window;  /* unowned: it holds the dialog; NULL once it is gone */
  PassantJob      *job;     /* of a refusal, or NULL */
  PassantSession  *session; /* NULL until the visit was opened */
  PassantProofBox *proof;   /* or NULL: its script allows no photos */
  AdwDialog       *dialog;  /* unowned */
  gboolean         is_opening;
} Ending;

static void
ending_free (gpointer data)
{
  Ending *self = data;

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  g_clear_object (&self->proof);
  g_free (self);
}

static AdwDialog *
get_visible (Ending *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

/* A camera that came up under a finger which was handing in: there is nothing left to show. */
static void
put_camera_away (Ending *self)
{
  AdwDialog *visible = self->window ? get_visible (self) : NULL;

  if (PASSANT_IS_PHOTO_DIALOG (visible))
    adw_dialog_close (visible);
}

static Ending *
ending_new (PassantWindow *window,
            const char    *title,
            const char    *explanation,
            const char    *confirm)
{
  const PassantReason reasons[] = {
    { "store_closed", passant_wording_for_break ("store_closed") },
    { "refused", passant_wording_for_break ("refused") },
    { "unsafe", passant_wording_for_break ("unsafe") },
    { "no_time", passant_wording_for_break ("no_time") },
    { "other", passant_wording_for_break ("other") },
  };
  Ending *self = g_new0 (Ending, 1);

  g_set_weak_pointer (&self->window, window);
  self->dialog = passant_reason_dialog_new (title, explanation, reasons, G_N_ELEMENTS (reasons),
                                            confirm);
  g_object_set_data_full (G_OBJECT (self->dialog), "ending", self, ending_free);
  g_signal_connect_swapped (self->dialog, "closed", G_CALLBACK (put_camera_away), self);

  return self;
}

/* Not over what is closing, nor over a camera that is there already. */
static void
shoot (Ending *self)
{
  if (self->window && get_visible (self) == self->dialog)
    adw_dialog_present (passant_photo_dialog_new (self->session, NULL, NULL),
                        GTK_WIDGET (self->window));
}

/* The dialog may be gone by now: handed in meanwhile, or what was opened is then on the home page. */
static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Ending *self = g_object_get_data (G_OBJECT (dialog), "ending");
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  self->is_opening = FALSE;
  self->session = passant_notebook_begin_finish (PASSANT_NOTEBOOK (source), result, &error);
  if (!self->window)
    return;

  if (self->session) {
    passant_proof_box_set_session (self->proof, self->session, TRUE);
    shoot (self);
  } else {
    words = passant_wording_for_error (error);
    passant_window_tell (self->window, words, NULL, NULL, NULL);
  }
}

/* A photo belongs to a visit, so that it is kept from the moment it is taken: the first one opens it. */
static void
on_wanted_cb (Ending *self)
{
  if (self->session) {
    shoot (self);
  } else if (!self->is_opening) {
    self->is_opening = TRUE;
    passant_notebook_begin_async (passant_window_get_notebook (self->window), self->job, NULL, NULL,
                                  on_opened_cb, g_object_ref (self->dialog));
  }
}

static void
add_proof (Ending        *self,
           PassantScript *script)
{
  if (!script || !script->allows_photos)
    return;

  self->proof = PASSANT_PROOF_BOX (g_object_ref_sink (passant_proof_box_new ()));
  passant_reason_dialog_set_proof (PASSANT_REASON_DIALOG (self->dialog),
                                   GTK_WIDGET (self->proof));
  g_signal_connect_swapped (self->proof, "wanted", G_CALLBACK (on_wanted_cb), self);
}

/* A photo that is still on its way among the others is waited for, and what the device had no room for tried again. */
static void
break_session (Ending     *self,
               const char *reason,
               const char *text)
{
  static char *none[] = { NULL };
  g_auto (GStrv) proofs = NULL;

  if (passant_session_get_problem (self->session))
    passant_session_retry (self->session);
  passant_session_flush (self->session);
  if (self->proof)
    proofs = passant_proof_box_list (self->proof);
  passant_session_break_off (self->session, reason, text,
                             (const char * const *) (proofs ? proofs : none));
}

/* The job cannot be done */

static gboolean
is_job_of (PassantJob   *job,
           PassantVisit *visit)
{
  return job && g_strcmp0 (passant_job_get_id (job), passant_visit_get_assignment (visit)) == 0;
}

/* Who has gone elsewhere meanwhile stays there. */
void
passant_window_tell_refused (PassantWindow  *self,
                             PassantSession *session)
{
  PassantNotebook *notebook = passant_window_get_notebook (self);
  PassantVisit *visit = passant_session_get_visit (session);

  passant_notebook_refresh (notebook);
  if (is_job_of (passant_window_get_job (self), visit) || passant_window_is_showing (self, visit))
    passant_window_go_home (self);
  passant_window_tell (self, _("Noted and kept"), NULL, NULL, NULL);
  passant_sync_runner_nudge (passant_notebook_get_runner (notebook));
}

/* What could not be kept stays on the screen, with why. */
static void
tell_ended (Ending *self)
{
  passant_session_flush (self->session);
  if (passant_session_is_saying (self->session))
    passant_window_show_visit (self->window, self->session);
  else
    passant_window_tell_refused (self->window, self->session);
}

/* A visit whose door was photographed already goes on from there. So does one that was begun on another device and that a
 * sync brought while the guest was still choosing why. */
static gboolean
find_opened (Ending  *self,
             GError **error)
{
  PassantNotebook *notebook = passant_window_get_notebook (self->window);
  PassantJob *job = passant_notebook_find_job (notebook, passant_job_get_id (self->job));
  const PassantAssignment *assignment = passant_job_get_assignment (job ? job : self->job);

  if (!assignment->visit)
    return TRUE;

  self->session = passant_notebook_resume (notebook, assignment->visit, error);
  if (self->session && self->proof)
    passant_proof_box_set_session (self->proof, self->session, TRUE);

  return self->session != NULL;
}

/* One that is only just being opened ends as soon as it is: it has no photos yet. One that ended elsewhere is shown as it
 * is. */
static void
on_refused_cb (Ending     *self,
               const char *reason,
               const char *text)
{
  g_autoptr (GError) error = NULL;

  if (!self->window)
    return;

  if (!self->session && !self->is_opening && !find_opened (self, &error)) {
    g_autofree char *words = passant_wording_for_error (error);

    passant_window_tell (self->window, words, NULL, NULL, NULL);
  } else if (!self->session) {
    passant_window_begin (self->window, self->job, reason, text);
  } else if (!passant_session_is_open (self->session)) {
    passant_window_show_visit (self->window, self->session);
  } else {
    break_session (self, reason, text);
    tell_ended (self);
  }
}

/* What is said of a visit that is on no page has nobody to speak for it. */
static void
on_closed_cb (Ending *self)
{
  if (!self->session || !self->window || gtk_widget_in_destruction (GTK_WIDGET (self->window)))
    return;

  passant_session_flush (self->session);
  if (passant_session_is_saying (self->session) &&
      passant_window_get_session (self->window) != self->session)
    passant_window_show_visit (self->window, self->session);
}

static void
refuse (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantStore *store = passant_notebook_get_store (passant_window_get_notebook (self));
  PassantJob *job = passant_window_get_job (self);
  g_autoptr (PassantScript) script = NULL;
  g_autoptr (GError) error = NULL;
  Ending *ending;

  if (!job)
    return;

  ending = ending_new (self, _("I cannot do this visit"),
                       _("That is worth knowing too. Say why; your coordinator gets it with the "
                         "next sync."), _("Hand this in"));
  ending->job = g_object_ref (job);
  script = passant_store_load_script (store, passant_job_get_assignment (job)->script, NULL);
  add_proof (ending, script);
  if (!find_opened (ending, &error)) {
    g_autofree char *words = passant_wording_for_error (error);

    passant_window_tell (self, words, NULL, NULL, NULL);
    g_object_unref (g_object_ref_sink (ending->dialog));
    return;
  }

  g_signal_connect_swapped (ending->dialog, "confirmed", G_CALLBACK (on_refused_cb), ending);
  g_signal_connect_swapped (ending->dialog, "closed", G_CALLBACK (on_closed_cb), ending);
  adw_dialog_present (ending->dialog, GTK_WIDGET (self));
}

/* The visit ends here */

static void
on_last_felt_cb (Ending            *self,
                 const PassantFelt *felt)
{
  PassantVisitPage *page = passant_window_get_visit_page (self->window);

  if (page)
    passant_session_feel (self->session, passant_visit_page_get_touchpoint (page)->id, felt);
}

static void
on_broken_off_cb (Ending     *self,
                  const char *reason,
                  const char *text)
{
  if (passant_window_get_session (self->window) == self->session)
    break_session (self, reason, text);
}

static void
break_off (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantSession *session = passant_window_get_session (self);
  Ending *ending = ending_new (self, _("I broke off here"),
                               _("Where a journey ends is a finding, not a failure. Everything "
                                 "noted so far is kept and handed in."), _("End the visit here"));

  passant_visit_page_flush (passant_window_get_visit_page (self));
  ending->session = g_object_ref (session);
  add_proof (ending, passant_session_get_script (session));
  if (ending->proof)
    passant_proof_box_set_session (ending->proof, session, FALSE);
  passant_reason_dialog_ask_feeling (PASSANT_REASON_DIALOG (ending->dialog),
                                     passant_store_get_clock (passant_session_get_store (session)));
  g_signal_connect_swapped (ending->dialog, "felt", G_CALLBACK (on_last_felt_cb), ending);
  g_signal_connect_swapped (ending->dialog, "confirmed", G_CALLBACK (on_broken_off_cb), ending);
  adw_dialog_present (ending->dialog, GTK_WIDGET (self));
}

void
passant_window_add_end_actions (PassantWindow *self)
{
  static const GActionEntry entries[] = {
    { "refuse", refuse, NULL, NULL, NULL, { 0 } },
    { "break-off", break_off, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
