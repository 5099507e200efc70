/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-version-dialog.h"
#include "passant-window-private.h"
#include "passant-wording.h"

/* Going on with a newer version of the script: shown first, and never done but by the guest. */

/* The old session knows the old script; the visit is taken up anew, where the guest stands. */
static void
on_migrated_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (PassantWindow) self = user_data;
  PassantNotebook *notebook = passant_window_get_notebook (self);
  PassantSession *old = passant_window_get_session (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact =
    passant_store_append_finish (PASSANT_STORE (source), result, &error);
  g_autoptr (PassantSession) session = NULL;
  g_autofree char *words = NULL;

  if (fact && old)
    session = passant_notebook_resume (notebook, passant_visit_get_id (
                                         passant_session_get_visit (old)), &error);
  if (session) {
    passant_window_show_visit (self, session);
    /* Translators: the number of a version of the script. */
    words = g_strdup_printf (_("This visit goes on with version %d"),
                             passant_session_get_script (session)->version);
    passant_window_tell (self, words, NULL, NULL, NULL);
  } else if (error) {
    words = passant_wording_for_error (error);
    passant_window_tell (self, words, NULL, NULL, NULL);
  }
}

static void
on_moved_cb (PassantWindow        *self,
             PassantVersionDialog *dialog)
{
  PassantNotebook *notebook = passant_window_get_notebook (self);

  if (passant_window_get_session (self))
    passant_store_append_async (passant_notebook_get_store (notebook),
                                passant_migration_dup_draft (
                                  passant_version_dialog_get_migration (dialog)),
                                NULL, on_migrated_cb, g_object_ref (self));
}

static void
on_stayed_cb (PassantWindow        *self,
              PassantVersionDialog *dialog)
{
  PassantVisitPage *page = passant_window_get_visit_page (self);

  if (page)
    passant_visit_page_keep_version (page);
}

void
passant_window_show_version (PassantWindow *self)
{
  g_autoptr (PassantSession) session = g_object_ref (passant_window_get_session (self));
  PassantNotebook *notebook = passant_window_get_notebook (self);
  g_autoptr (PassantScript) newer = passant_notebook_dup_newer_script (notebook, session);
  AdwDialog *dialog;

  if (!newer)
    return;

  /* What is on its way must be among the answers that are looked at. */
  passant_visit_page_flush (passant_window_get_visit_page (self));
  passant_session_flush (session);
  if (passant_session_is_saying (session)) {
    passant_window_tell (self, _("Your last note is not kept yet; stay here until it is"), NULL,
                         NULL, NULL);
    return;
  }

  dialog = passant_version_dialog_new (session, newer,
                                       passant_notebook_pick_language (notebook, newer));
  g_signal_connect_object (dialog, "moved", G_CALLBACK (on_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "stayed", G_CALLBACK (on_stayed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
