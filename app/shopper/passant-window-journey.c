/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-window-private.h"
#include "passant-wording.h"

/* Turning from one visit to another, and going through a step afresh. */

/* What is not kept yet lives in the session alone: stay with it. */
static void
turn_to (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantSession *session = passant_window_get_session (self);
  const char *visit = g_variant_get_string (parameter, NULL);

  if (session && passant_session_get_problem (session)) {
    passant_window_tell (self, _("Your last note is not kept yet; stay here until it is"), NULL,
                         NULL, NULL);
    return;
  }

  if (!session || g_strcmp0 (passant_visit_get_id (passant_session_get_visit (session)),
                             visit) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.resume", "s", visit);
}

static void
on_redo_answered_cb (AdwAlertDialog *dialog,
                     const char     *response,
                     gpointer        user_data)
{
  PassantWindow *self = user_data;
  PassantSession *session = g_object_get_data (G_OBJECT (dialog), "session");

  if (passant_window_get_session (self) != session || g_strcmp0 (response, "redo") != 0)
    return;

  passant_session_redo (session, g_object_get_data (G_OBJECT (dialog), "touchpoint"));
  passant_visit_page_start_afresh (passant_window_get_visit_page (self));
}

static void
redo (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantVisitPage *page = passant_window_get_visit_page (self);
  AdwDialog *dialog =
    adw_alert_dialog_new (_("Go through this step again?"),
                          _("What you noted here so far stays on record, but counts no more. "
                            "Photos and moments stay as they are."));

  passant_visit_page_flush (page);
  /* What is asked about, wherever a key leads meanwhile. */
  g_object_set_data_full (G_OBJECT (dialog), "session",
                          g_object_ref (passant_window_get_session (self)), g_object_unref);
  g_object_set_data (G_OBJECT (dialog), "touchpoint", passant_visit_page_get_touchpoint (page));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("Leave it"), "redo",
                                  _("Start afresh"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "redo",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  /* Whom the focus would find first must not begin anew by a stray Enter. */
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_redo_answered_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

void
passant_window_add_journey_actions (PassantWindow *self)
{
  static const GActionEntry entries[] = {
    { "turn-to", turn_to, "s", NULL, NULL, { 0 } },
    { "redo", redo, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/* Whether anything noted at @touchpoint counts. */
static gboolean
has_said (PassantSession    *session,
          PassantTouchpoint *touchpoint)
{
  PassantVisit *visit = passant_session_get_visit (session);

  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = touchpoint->questions->pdata[i];

    if (passant_visit_get_answer (visit, question->id))
      return TRUE;
  }

  return passant_visit_get_felt (visit, touchpoint->id) != NULL;
}

/* What was handed in, and the reviewer does not ask about, is to be left as it is. */
static gboolean
is_locked (PassantSession    *session,
           PassantTouchpoint *touchpoint)
{
  PassantGuide *guide = passant_session_get_guide (session);

  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = touchpoint->questions->pdata[i];

    if (passant_guide_is_locked (guide, question) &&
        passant_visit_get_answer (passant_session_get_visit (session), question->id))
      return TRUE;
  }

  return passant_guide_is_touchpoint_locked (guide, touchpoint);
}

static void
enable (PassantWindow *self,
        const char    *name,
        gboolean       is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

/* There must be something to start afresh from. */
void
passant_window_update_journey_actions (PassantWindow *self)
{
  PassantSession *session = passant_window_get_session (self);
  PassantVisitPage *page = passant_window_get_visit_page (self);
  PassantTouchpoint *touchpoint = page ? passant_visit_page_get_touchpoint (page) : NULL;
  gboolean is_free = touchpoint && !is_locked (session, touchpoint);

  enable (self, "skip", is_free);
  enable (self, "redo", is_free && has_said (session, touchpoint));
}
