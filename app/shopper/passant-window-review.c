/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-doubt.h"
#include "passant-reason-dialog.h"
#include "passant-window-private.h"

/*
 * What the guest does about doubts, each by its code, touchpoint and question ("" for none):
 *
 *   look-into(sss)   goes there
 *   explain(sss)     asks why it is right as it stands
 */

/* The doubt a dialog asks about. */
typedef struct {
  PassantSession *session; /* of the visit it is about, wherever the guest is by then */
  char           *doubt, *touchpoint, *question;
} Explaining;

static void
explaining_free (gpointer  data,
                 GClosure *closure)
{
  Explaining *self = data;

  g_object_unref (self->session);
  g_free (self->doubt);
  g_free (self->touchpoint);
  g_free (self->question);
  g_free (self);
}

static const char *
get_or_null (const char *id)
{
  return *id ? id : NULL;
}

static void
look_into (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PassantWindow *self = user_data;
  PassantScript *script = passant_session_get_script (passant_window_get_session (self));
  const char *doubt, *touchpoint, *question;
  PassantGap gap = { PASSANT_GAP_STEP, NULL, NULL, FALSE };

  g_variant_get (parameter, "(&s&s&s)", &doubt, &touchpoint, &question);
  gap.touchpoint = passant_script_find_touchpoint (script, touchpoint);
  gap.question = *question ? passant_script_find_question (script, question) : NULL;
  if (!gap.touchpoint)
    return;
  if (g_str_equal (doubt, passant_doubt_kind_to_string (PASSANT_DOUBT_MISSING_FEELING)))
    gap.kind = PASSANT_GAP_FEELING;
  else if (g_str_equal (doubt, passant_doubt_kind_to_string (PASSANT_DOUBT_MISSING_MARK)))
    gap.kind = PASSANT_GAP_MARK;

  passant_window_return_to_visit (self);
  passant_visit_page_point_at (passant_window_get_visit_page (self), &gap);
  passant_window_update_actions (self);
}

static void
on_explained_cb (PassantReasonDialog *dialog,
                 const char          *reason,
                 const char          *text,
                 gpointer             user_data)
{
  Explaining *explaining = user_data;
  PassantVisit *visit = passant_session_get_visit (explaining->session);
  g_autofree char *words = NULL;
  PassantDraft *draft;

  words = g_str_equal (reason, "none") ? g_strdup ("")
          : g_str_equal (reason, "other") ? g_strdup (text)
          : *text ? g_strdup_printf ("%s: %s", reason, text) : g_strdup (reason);
  draft = passant_draft_new ("visit.explained", passant_visit_get_study (visit),
                             passant_visit_get_id (visit));
  passant_draft_set_string (draft, "doubt", explaining->doubt);
  passant_draft_set_string (draft, "touchpoint", get_or_null (explaining->touchpoint));
  passant_draft_set_string (draft, "question", get_or_null (explaining->question));
  passant_draft_set_string (draft, "text", words);
  passant_session_keep (explaining->session, draft);
}

static gboolean
is_explained (Explaining *self)
{
  PassantVisit *visit = passant_session_get_visit (self->session);

  return passant_visit_get_explanation (visit, self->doubt, get_or_null (self->touchpoint),
                                        get_or_null (self->question)) != NULL;
}

/* The reasons are kept as the guest reads them: a reviewer wants words, not codes. Only one that was given can be taken
 * back. */
static void
explain (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  const PassantReason reasons[] = {
    { _("That is how it was"), _("That is how it was") },
    { _("It was not possible here"), _("It was not possible here") },
    { _("It would have been noticed"), _("It would have been noticed") },
    { "other", _("Something else") },
    { "none", _("No reason after all") },
  };
  Explaining *explaining = g_new0 (Explaining, 1);
  AdwDialog *dialog;

  explaining->session = g_object_ref (passant_window_get_session (user_data));
  g_variant_get (parameter, "(sss)", &explaining->doubt, &explaining->touchpoint,
                 &explaining->question);
  dialog = passant_reason_dialog_new (_("Right as it stands"),
                                      _("A reviewer sees this, and your reason beside it."),
                                      reasons,
                                      G_N_ELEMENTS (reasons) - !is_explained (explaining),
                                      _("Keep this reason"));
  g_signal_connect_data (dialog, "confirmed", G_CALLBACK (on_explained_cb), explaining,
                         explaining_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (user_data));
}

void
passant_window_add_review_actions (PassantWindow *self)
{
  static const GActionEntry entries[] = {
    { "look-into", look_into, "(sss)", NULL, NULL, { 0 } },
    { "explain", explain, "(sss)", NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
passant_window_update_review_actions (PassantWindow *self)
{
  static const char * const names[] = { "look-into", "explain" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i]);

    g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                 passant_window_get_session (self) != NULL);
  }
}
