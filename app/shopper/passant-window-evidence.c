/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-evidence-dialog.h"
#include "passant-photo-dialog.h"
#include "passant-session-evidence.h"
#include "passant-window-private.h"

/*
 * What a guest does with photos and recordings, by name (win.…):
 *
 *   shoot(s) look-at(ss)       a photo of this step, of a question's id or ""; look-at takes a file's URI as well
 *   shoot-first                a photo now, the step it belongs to later
 *   attach(ss)                 a file as it is, without a look at it; parameters as of look-at
 *   assign(sss) withdraw(s)    by sha256: where it belongs (a touchpoint's and a question's id, or ""); takes it back
 *   evidence                   all of the visit
 */

static PassantQuestion *
find_question (PassantWindow *self,
               const char    *id)
{
  PassantScript *script = passant_session_get_script (passant_window_get_session (self));

  return *id ? passant_script_find_question (script, id) : NULL;
}

static PassantTouchpoint *
get_here (PassantWindow *self)
{
  return passant_visit_page_get_touchpoint (passant_window_get_visit_page (self));
}

static AdwDialog *
new_photo_dialog (PassantWindow *self,
                  const char    *id)
{
  PassantQuestion *question = find_question (self, id);

  return passant_photo_dialog_new (passant_window_get_session (self),
                                   question ? question->touchpoint : get_here (self), question);
}

static void
shoot (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  adw_dialog_present (new_photo_dialog (user_data, g_variant_get_string (parameter, NULL)),
                      user_data);
}

static void
shoot_first (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  adw_dialog_present (passant_photo_dialog_new (passant_window_get_session (user_data), NULL, NULL),
                      user_data);
}

static void
look_at (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  const char *question, *uri;
  g_autoptr (GFile) file = NULL;
  AdwDialog *dialog;

  g_variant_get (parameter, "(&s&s)", &question, &uri);
  file = g_file_new_for_uri (uri);
  dialog = new_photo_dialog (user_data, question);
  passant_photo_dialog_look_at (PASSANT_PHOTO_DIALOG (dialog), file);
  adw_dialog_present (dialog, user_data);
}

static void
attach (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  const char *id, *uri;
  g_autoptr (GFile) file = NULL;
  PassantQuestion *question;

  g_variant_get (parameter, "(&s&s)", &id, &uri);
  file = g_file_new_for_uri (uri);
  question = find_question (user_data, id);
  passant_session_attach (passant_window_get_session (user_data), file,
                          question ? question->touchpoint : get_here (user_data), question);
}

static void
assign (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  PassantSession *session = passant_window_get_session (user_data);
  const char *sha256, *touchpoint, *question;

  g_variant_get (parameter, "(&s&s&s)", &sha256, &touchpoint, &question);
  passant_session_assign (session, sha256,
                          passant_script_find_touchpoint (passant_session_get_script (session),
                                                          touchpoint),
                          find_question (user_data, question));
}

static void
withdraw (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  PassantSession *session = passant_window_get_session (user_data);
  const char *sha256 = g_variant_get_string (parameter, NULL);
  GPtrArray *all = passant_visit_get_evidence (passant_session_get_visit (session));
  gboolean is_recording = FALSE;

  for (guint i = 0; i < all->len; i++) {
    PassantEvidence *evidence = all->pdata[i];

    if (g_str_equal (evidence->sha256, sha256) && evidence->mime)
      is_recording = g_str_has_prefix (evidence->mime, "audio/");
  }
  passant_session_withdraw (session, sha256);
  gtk_widget_activate_action (user_data, "win.tell-undo", "s",
                              is_recording ? _("Recording taken back") : _("Photo taken back"));
}

static void
evidence (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  PassantSession *session = passant_window_get_session (user_data);
  PassantNotebook *notebook = passant_window_get_notebook (user_data);
  const char *language = passant_notebook_pick_language (notebook,
                                                         passant_session_get_script (session));

  adw_dialog_present (passant_evidence_dialog_new (session, get_here (user_data), language),
                      user_data);
}

static const GActionEntry entries[] = {
  { "shoot", shoot, "s", NULL, NULL, { 0 } },
  { "shoot-first", shoot_first, NULL, NULL, NULL, { 0 } },
  { "look-at", look_at, "(ss)", NULL, NULL, { 0 } },
  { "attach", attach, "(ss)", NULL, NULL, { 0 } },
  { "assign", assign, "(sss)", NULL, NULL, { 0 } },
  { "withdraw", withdraw, "s", NULL, NULL, { 0 } },
  { "evidence", evidence, NULL, NULL, NULL, { 0 } },
};

void
passant_window_add_evidence_actions (PassantWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  passant_window_update_evidence_actions (self);
}

/* All within a visit; photos where its script allows them. */
void
passant_window_update_evidence_actions (PassantWindow *self)
{
  PassantSession *session = passant_window_get_session (self);
  gboolean is_allowed = session && passant_session_get_script (session)->allows_photos;

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++) {
    GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name);
    gboolean is_of_photos = g_str_has_prefix (entries[i].name, "shoot") ||
                            g_str_equal (entries[i].name, "look-at");

    g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                 session != NULL && (!is_of_photos || is_allowed));
  }
}
