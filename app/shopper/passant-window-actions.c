/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-assignment-page.h"
#include "passant-feeling-dialog.h"
#include "passant-finish-page.h"
#include "passant-mark-dialog.h"
#include "passant-outbox-page.h"
#include "passant-reason-dialog.h"
#include "passant-receipt-dialog.h"
#include "passant-window-private.h"
#include "passant-wording.h"

/*
 * Everything a guest can do, by name (win.…), so that keys, menus, buttons, a screen reader and a test all go one way:
 *
 *   open-assignment(s) start(s)                            a job, by its assignment's id
 *   resume(s)                                              a visit, by its id
 *   turn-to(s)                                             to another visit under way (passant-window-journey.c)
 *   go(s) next back jump skip redo                         within it, by touchpoint
 *   mark feel-moment(s)                                    what the script does not know
 *   undo undo-step(u) retry language(s) version
 *   finish mend(u) finish-visit                            the end; mend takes a gap's number
 *   refuse break-off                                       the others (passant-window-ends.c)
 *   outbox receipt sync enrol about tell(s) tell-undo(s)
 */

static void
tell (PassantWindow *self,
      const char    *words)
{
  passant_window_tell (self, words, NULL, NULL, NULL);
}

static void
tell_error (PassantWindow *self,
            const GError  *error)
{
  g_autofree char *words = passant_wording_for_error (error);

  tell (self, words);
}

/* Jobs and visits */

static void
open_assignment (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantNotebook *notebook = passant_window_get_notebook (self);
  PassantJob *job = passant_notebook_find_job (notebook, g_variant_get_string (parameter, NULL));
  PassantJob *shown = passant_window_get_job (self);

  if (job && (!shown || !g_str_equal (passant_job_get_id (shown), passant_job_get_id (job))))
    passant_window_push (self, passant_assignment_page_new (notebook, job));
}

static void
on_begun_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (PassantWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantSession) session =
    passant_notebook_begin_finish (PASSANT_NOTEBOOK (source), result, &error);

  passant_window_update_actions (self);
  if (!session)
    tell_error (self, error);
  else if (!passant_session_is_open (session))
    passant_window_tell_refused (self, session);
  /* When tapped twice, it is. */
  else if (!passant_window_is_showing (self, passant_session_get_visit (session)))
    passant_window_show_visit (self, session);
}

void
passant_window_begin (PassantWindow *self,
                      PassantJob    *job,
                      const char    *break_reason,
                      const char    *break_text)
{
  passant_notebook_begin_async (passant_window_get_notebook (self), job, break_reason, break_text,
                                on_begun_cb, g_object_ref (self));
}

/* A visit that was opened and not gone into: a photo of the closed door was taken, and then it opened. */
static void
start_opened (PassantWindow           *self,
              const PassantAssignment *assignment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantSession) session = NULL;

  if (assignment->visit_state != PASSANT_VISIT_OPEN)
    return;

  session = passant_notebook_resume (passant_window_get_notebook (self), assignment->visit, &error);
  if (session)
    passant_window_show_visit (self, session);
  else
    tell_error (self, error);
}

static void
start (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantNotebook *notebook = passant_window_get_notebook (self);
  PassantJob *job = passant_notebook_find_job (notebook, g_variant_get_string (parameter, NULL));
  const PassantAssignment *assignment = job ? passant_job_get_assignment (job) : NULL;

  if (assignment && assignment->visit) {
    start_opened (self, assignment);
    return;
  }

  if (job && g_strcmp0 (assignment->state, "claimed") == 0)
    passant_window_begin (self, job, NULL, NULL);
}

/* A visit that came back starts where the reviewer points. */
static void
point_at_return (PassantWindow *self)
{
  PassantSession *session = passant_window_get_session (self);
  PassantVisit *visit = passant_session_get_visit (session);
  const char * const *returned = passant_visit_get_returned (visit);
  PassantQuestion *question;

  if (passant_visit_get_state (visit) != PASSANT_VISIT_RETURNED || !returned || !returned[0])
    return;

  question = passant_script_find_question (passant_session_get_script (session), returned[0]);
  if (question)
    passant_visit_page_point_at (passant_window_get_visit_page (self),
                                 &(PassantGap) { PASSANT_GAP_ANSWER, question->touchpoint, question,
                                                 FALSE });
}

/* Where nothing was entered the job's page comes first, with its quiz. */
static gboolean
was_begun (PassantSession *session)
{
  PassantVisit *visit = passant_session_get_visit (session);

  return passant_visit_get_state (visit) != PASSANT_VISIT_OPEN ||
         passant_visit_get_place (visit) != NULL;
}

static void
resume (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantNotebook *notebook = passant_window_get_notebook (self);
  PassantSession *shown = passant_window_get_session (self);
  const char *visit = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantSession) session = NULL;

  if (shown && g_str_equal (passant_visit_get_id (passant_session_get_visit (shown)), visit)) {
    passant_window_return_to_visit (self);
    return;
  }

  session = passant_notebook_resume (notebook, visit, &error);
  if (!session) {
    tell_error (self, error);
    return;
  }

  if (!was_begun (session)) {
    g_action_group_activate_action (G_ACTION_GROUP (self), "open-assignment", parameter);
    return;
  }

  passant_window_show_visit (self, session);
  point_at_return (self);
  passant_window_update_actions (self);
}

/* Within a visit */

static void
go (GSimpleAction *action,
    GVariant      *parameter,
    gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantScript *script = passant_session_get_script (passant_window_get_session (self));
  PassantTouchpoint *touchpoint =
    passant_script_find_touchpoint (script, g_variant_get_string (parameter, NULL));

  if (!touchpoint)
    return;

  passant_visit_page_go (passant_window_get_visit_page (self), touchpoint);
  passant_window_return_to_visit (self);
  passant_window_update_actions (self);
}

static void
show_finish (PassantWindow *self)
{
  PassantSession *session = passant_window_get_session (self);
  PassantNotebook *notebook = passant_window_get_notebook (self);

  passant_visit_page_flush (passant_window_get_visit_page (self));
  passant_window_push (self, passant_finish_page_new (session, passant_notebook_pick_language (
                                                        notebook,
                                                        passant_session_get_script (session))));
}

static void
next (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  PassantWindow *self = user_data;

  if (!passant_visit_page_step (passant_window_get_visit_page (self), 1))
    show_finish (self);
  passant_window_update_actions (self);
}

static void
back (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  PassantWindow *self = user_data;

  passant_visit_page_step (passant_window_get_visit_page (self), -1);
  passant_window_update_actions (self);
}

static void
jump (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  passant_visit_page_toggle_journey (passant_window_get_visit_page (user_data));
}

static void
on_skipped_cb (PassantWindow       *self,
               const char          *reason,
               const char          *text,
               PassantReasonDialog *dialog)
{
  PassantSession *session = g_object_get_data (G_OBJECT (dialog), "session");
  PassantTouchpoint *touchpoint = g_object_get_data (G_OBJECT (dialog), "touchpoint");

  passant_session_skip (session, touchpoint, *text ? text : reason);
  if (passant_window_get_session (self) == session &&
      passant_visit_page_get_touchpoint (passant_window_get_visit_page (self)) == touchpoint)
    g_action_group_activate_action (G_ACTION_GROUP (self), "next", NULL);
}

/* The reasons are kept as the guest reads them: a reviewer wants words, not codes. */
static void
skip (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  PassantWindow *self = user_data;
  const PassantReason reasons[] = {
    { _("It did not happen"), _("It did not happen") },
    { _("It was not possible here"), _("It was not possible here") },
    { _("There was no time"), _("There was no time") },
    { "other", _("Something else") },
  };
  AdwDialog *dialog = passant_reason_dialog_new (_("Skip this step"),
                                                 _("Why does this step not take place? You can "
                                                   "still come back to it."),
                                                 reasons, G_N_ELEMENTS (reasons), _("Skip"));
  PassantVisitPage *page = passant_window_get_visit_page (self);

  /* What is asked about, wherever a key leads meanwhile. */
  g_object_set_data_full (G_OBJECT (dialog), "session",
                          g_object_ref (passant_window_get_session (self)), g_object_unref);
  g_object_set_data (G_OBJECT (dialog), "touchpoint", passant_visit_page_get_touchpoint (page));
  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_skipped_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* What the script does not know */

static void
feel_moment (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantSession *session = passant_window_get_session (self);
  GPtrArray *moments = passant_visit_get_moments (passant_session_get_visit (session));
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < moments->len; i++) {
    PassantMoment *moment = moments->pdata[i];

    if (g_str_equal (moment->id, id))
      adw_dialog_present (passant_feeling_dialog_new (session, id, moment->text),
                          GTK_WIDGET (self));
  }
}

static PassantMoment *
find_newest_moment (PassantSession *session)
{
  GPtrArray *moments = passant_visit_get_moments (passant_session_get_visit (session));
  PassantMoment *newest = NULL;

  for (guint i = 0; i < moments->len; i++) {
    PassantMoment *moment = moments->pdata[i];

    if (!newest || strcmp (moment->id, newest->id) > 0)
      newest = moment;
  }

  return newest;
}

/* The moment has an id only once it is kept. */
static void
on_moment_kept_cb (PassantWindow  *self,
                   PassantSession *session)
{
  PassantMoment *moment;

  if (passant_session_is_tapping (session))
    return;

  g_signal_handlers_disconnect_by_func (session, on_moment_kept_cb, self);
  moment = find_newest_moment (session);
  if (moment)
    passant_window_tell (self, _("Moment kept"), _("Feeling …"), "win.feel-moment",
                         g_variant_new_string (moment->id));
}

typedef struct {
  PassantWindow  *window;
  PassantSession *session; /* of the visit it happened in, wherever the guest is by then */
  gint64          opened_ms;
} Marking;

static void
on_marked_cb (PassantMarkDialog *dialog,
              const char        *text,
              const char        *channel,
              gint64             ago_ms,
              gpointer           user_data)
{
  Marking *marking = user_data;

  if (passant_window_get_session (marking->window) == marking->session)
    g_signal_connect_object (marking->session, "changed", G_CALLBACK (on_moment_kept_cb),
                             marking->window, G_CONNECT_SWAPPED);
  passant_session_mark (marking->session, text, channel, marking->opened_ms - ago_ms);
}

static void
marking_free (gpointer  data,
              GClosure *closure)
{
  g_object_unref (((Marking *) data)->session);
  g_free (data);
}

static void
mark (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantTouchpoint *touchpoint =
    passant_visit_page_get_touchpoint (passant_window_get_visit_page (self));
  AdwDialog *dialog = passant_mark_dialog_new (touchpoint->channel);
  Marking *marking = g_new0 (Marking, 1);

  marking->window = self;
  marking->session = g_object_ref (passant_window_get_session (self));
  marking->opened_ms = passant_notebook_get_now_ms (passant_window_get_notebook (self));
  g_signal_connect_data (dialog, "marked", G_CALLBACK (on_marked_cb), marking, marking_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* Without a parameter what was said last, with one what that toast was about, whatever was said since. */
static void
undo (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantSession *session = passant_window_get_session (self);
  PassantQuestion *question;

  if (!session)
    return;

  /* A key comes while the last letters are not said yet: they are what it is about. */
  passant_visit_page_flush (passant_window_get_visit_page (self));
  question = parameter ? passant_session_undo_step (session, g_variant_get_uint32 (parameter))
                       : passant_session_undo (session);
  passant_visit_page_dismiss_toasts (passant_window_get_visit_page (self));
  if (question)
    passant_visit_page_go (passant_window_get_visit_page (self), question->touchpoint);
}

static void
retry (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  passant_session_retry (passant_window_get_session (user_data));
}

static void
set_language (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantSession *session = passant_window_get_session (self);

  if (!session)
    return;

  g_simple_action_set_state (action, parameter);
  passant_notebook_set_language (passant_window_get_notebook (self),
                                 passant_session_get_script (session),
                                 g_variant_get_string (parameter, NULL));
  passant_visit_page_show_language (passant_window_get_visit_page (self));
}

static void
version (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  passant_window_show_version (user_data);
}

/* The ends */

static void
finish (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  show_finish (user_data);
}

static void
mend (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantGuide *guide = passant_session_get_guide (passant_window_get_session (self));
  GPtrArray *gaps = passant_guide_get_gaps (guide);
  guint index = g_variant_get_uint32 (parameter);
  PassantGap gap;

  if (index >= gaps->len)
    return;

  /* Going there says something, and then the guide is a new one. */
  gap = *(PassantGap *) gaps->pdata[index];
  passant_window_return_to_visit (self);
  passant_visit_page_point_at (passant_window_get_visit_page (self), &gap);
  passant_window_update_actions (self);
}

static void
finish_visit (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PassantSession *session = passant_window_get_session (user_data);

  if (!passant_guide_can_finish (passant_session_get_guide (session)))
    return;

  /* What comes after the end is in no revision that the reviewer gets. */
  if (passant_session_is_attaching (session)) {
    passant_session_retry (session);
    passant_window_tell (user_data, _("Your last note is not kept yet; stay here until it is"),
                         NULL, NULL, NULL);
    return;
  }

  g_simple_action_set_enabled (action, FALSE);
  passant_session_finish (session);
}

/* All the rest */

static void
outbox (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  PassantNotebook *notebook = passant_window_get_notebook (user_data);

  passant_notebook_refresh (notebook);
  passant_window_push (user_data, passant_outbox_page_new (notebook));
}

static void
receipt (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  PassantNotebook *notebook = passant_window_get_notebook (user_data);
  const PassantReceipt *newest = passant_notebook_get_receipt (notebook);
  const PassantEnrolment *enrolment = passant_notebook_get_enrolment (notebook);

  if (newest && enrolment)
    adw_dialog_present (passant_receipt_dialog_new (newest, enrolment->title),
                        GTK_WIDGET (user_data));
  else
    tell (user_data, _("No receipt yet: sync first"));
}

static void
run_sync (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  passant_sync_runner_start (passant_notebook_get_runner (passant_window_get_notebook (user_data)));
}

/* The hub may have shut this device out, or forgotten it. */
static void
enrol (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  passant_window_enrol (user_data, NULL);
}

static void
about (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  adw_show_about_dialog (GTK_WIDGET (user_data),
                         "application-name", _("Passant"),
                         "application-icon", PASSANT_APP_ID,
                         "version", PASSANT_VERSION,
                         "developer-name", _("The Passant developers"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("The notebook nobody notices: leads a mystery guest along a "
                                       "journey, and loses nothing on the way."),
                         NULL);
}

static void
tell_words (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  tell (user_data, g_variant_get_string (parameter, NULL));
}

static void
tell_with_undo (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  PassantSession *session = passant_window_get_session (user_data);

  if (session)
    passant_window_tell (user_data, g_variant_get_string (parameter, NULL), _("Undo"),
                         "win.undo-step",
                         g_variant_new_uint32 (passant_session_get_undo_step (session)));
}

static void
enable (PassantWindow *self,
        const char    *name,
        gboolean       is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

void
passant_window_add_actions (PassantWindow *self)
{
  static const GActionEntry entries[] = {
    { "open-assignment", open_assignment, "s", NULL, NULL, { 0 } },
    { "start", start, "s", NULL, NULL, { 0 } },
    { "resume", resume, "s", NULL, NULL, { 0 } },
    { "go", go, "s", NULL, NULL, { 0 } },
    { "next", next, NULL, NULL, NULL, { 0 } },
    { "back", back, NULL, NULL, NULL, { 0 } },
    { "jump", jump, NULL, NULL, NULL, { 0 } },
    { "skip", skip, NULL, NULL, NULL, { 0 } },
    { "mark", mark, NULL, NULL, NULL, { 0 } },
    { "feel-moment", feel_moment, "s", NULL, NULL, { 0 } },
    { "undo", undo, NULL, NULL, NULL, { 0 } },
    { "undo-step", undo, "u", NULL, NULL, { 0 } },
    { "retry", retry, NULL, NULL, NULL, { 0 } },
    { "language", NULL, "s", "''", set_language, { 0 } },
    { "version", version, NULL, NULL, NULL, { 0 } },
    { "finish", finish, NULL, NULL, NULL, { 0 } },
    { "mend", mend, "u", NULL, NULL, { 0 } },
    { "finish-visit", finish_visit, NULL, NULL, NULL, { 0 } },
    { "outbox", outbox, NULL, NULL, NULL, { 0 } },
    { "receipt", receipt, NULL, NULL, NULL, { 0 } },
    { "sync", run_sync, NULL, NULL, NULL, { 0 } },
    { "enrol", enrol, NULL, NULL, NULL, { 0 } },
    { "about", about, NULL, NULL, NULL, { 0 } },
    { "tell", tell_words, "s", NULL, NULL, { 0 } },
    { "tell-undo", tell_with_undo, "s", NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  passant_window_add_end_actions (self);
  passant_window_add_journey_actions (self);
  passant_window_add_review_actions (self);
}

static gboolean
has_newer_script (PassantWindow *self)
{
  PassantSession *session = passant_window_get_session (self);
  g_autoptr (PassantScript) newer = NULL;

  if (session)
    newer = passant_notebook_dup_newer_script (passant_window_get_notebook (self), session);

  return newer != NULL;
}

static void
show_chosen_language (PassantWindow *self)
{
  PassantScript *script = passant_session_get_script (passant_window_get_session (self));
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "language");
  const char *language = passant_notebook_pick_language (passant_window_get_notebook (self),
                                                         script);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (language));
}

/* Makes only possible what makes sense just now: nothing of it while the curtain is drawn. */
void
passant_window_update_actions (PassantWindow *self)
{
  static const char * const visit_actions[] = {
    "go", "next", "jump", "mark", "feel-moment", "retry", "language", "finish", "mend",
    "break-off", "signal",
  };
  PassantNotebook *notebook = passant_window_get_notebook (self);
  PassantSession *session = passant_window_get_session (self);
  PassantVisitPage *page = passant_window_get_visit_page (self);
  gboolean is_enrolled = notebook && passant_notebook_get_enrolment (notebook);
  PassantGuide *guide = session ? passant_session_get_guide (session) : NULL;

  if (passant_window_is_covered (self))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (visit_actions); i++)
    enable (self, visit_actions[i], session != NULL);
  enable (self, "back", page && passant_guide_get_neighbour (
            guide, passant_visit_page_get_touchpoint (page), -1));
  enable (self, "version", has_newer_script (self));
  enable (self, "undo", session && passant_session_can_undo (session));
  enable (self, "finish-visit", guide && passant_guide_can_finish (guide));
  enable (self, "refuse", passant_window_get_job (self) != NULL);
  enable (self, "start", notebook != NULL);
  passant_window_update_journey_actions (self);
  enable (self, "sync", is_enrolled);
  enable (self, "outbox", is_enrolled);
  enable (self, "enrol", is_enrolled);
  passant_window_update_evidence_actions (self);
  passant_window_update_review_actions (self);
  if (session)
    show_chosen_language (self);
}
