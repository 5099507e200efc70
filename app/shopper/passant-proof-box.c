/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-proof-box.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"
#include "passant-session-evidence.h"
#include "passant-thumbnail.h"

/**
 * PassantProofBox:
 *
 * What shows why a visit ends early: the photos of the visit that belong to no step, each with a button to take it back,
 * and one to take another; and what of it is not kept yet. Follows the visit.
 *
 * Signals:
 * - wanted: a photo is to be taken
 */
struct _PassantProofBox {
  AdwBin          parent_instance;

  PassantSession *session; /* or NULL */
  GStrv           before;  /* photos that were there already and are about something else; or NULL */
  char           *shown;   /* the photos' names, so that nothing is drawn anew for nothing */
  AdwBanner      *problem;
  GtkBox         *list;
};

G_DEFINE_FINAL_TYPE (PassantProofBox, passant_proof_box, ADW_TYPE_BIN)

typedef enum {
  WANTED,
} PassantProofBoxSignals;

static guint signals[WANTED + 1];

static void
on_take_back_clicked_cb (GtkButton       *button,
                         PassantProofBox *self)
{
  passant_session_withdraw (self->session, g_object_get_data (G_OBJECT (button), "sha256"));
}

static GtkWidget *
new_row (PassantProofBox       *self,
         const PassantEvidence *evidence)
{
  const char *name = evidence->name ? evidence->name : _("The photo");
  PassantBlobs *blobs = passant_store_get_blobs (passant_session_get_store (self->session));
  g_autofree char *path = passant_blobs_dup_path (blobs, evidence->sha256);
  /* Translators: %s is a photo's file name. */
  g_autofree char *words = g_strdup_printf (_("Take back %s"), name);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = passant_label_new (name, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "icon-name", "user-trash-symbolic",
                                    "tooltip-text", words,
                                    "valign", GTK_ALIGN_CENTER,
                                    "css-classes",
                                    (const char *[]) { "flat", "passant-action", "icon", NULL },
                                    NULL);

  g_object_set_data_full (G_OBJECT (button), "sha256", g_strdup (evidence->sha256), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_take_back_clicked_cb), self,
                           G_CONNECT_DEFAULT);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), passant_thumbnail_new (path, name));
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), button);

  return row;
}

static void
on_wanted_cb (PassantProofBox *self)
{
  g_signal_emit (self, signals[WANTED], 0);
}

/* The visit may be on no page, or under the dialog. */
static void
show_problem (PassantProofBox *self)
{
  const char *problem = passant_session_get_problem (self->session);
  g_autofree char *words =
    problem ? g_strdup_printf (_("Your last note is not kept yet: %s"), problem) : NULL;

  adw_banner_set_button_label (self->problem, _("Retry"));
  adw_banner_set_title (self->problem, words ? words : "");
  adw_banner_set_revealed (self->problem, words != NULL);
}

static void
show_photos (PassantProofBox *self)
{
  g_auto (GStrv) proofs = passant_proof_box_list (self);
  g_autofree char *names = g_strjoinv (" ", proofs);
  GPtrArray *all = passant_visit_get_evidence (passant_session_get_visit (self->session));
  GtkWidget *row;

  if (!g_set_str (&self->shown, names))
    return;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_box_remove (self->list, row);
  for (guint i = 0; i < all->len; i++) {
    PassantEvidence *evidence = all->pdata[i];

    if (g_strv_contains ((const char * const *) proofs, evidence->sha256))
      gtk_box_append (self->list, new_row (self, evidence));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->list), proofs[0] != NULL);
  show_problem (self);
}

/* What was no photo: there is nothing to try again. */
static void
on_file_refused_cb (PassantProofBox *self,
                    const char      *words)
{
  adw_banner_set_button_label (self->problem, NULL);
  adw_banner_set_title (self->problem, words);
  adw_banner_set_revealed (self->problem, TRUE);
}

static void
on_retry_clicked_cb (PassantProofBox *self)
{
  passant_session_retry (self->session);
}

static void
passant_proof_box_dispose (GObject *object)
{
  PassantProofBox *self = PASSANT_PROOF_BOX (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->before, g_strfreev);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (passant_proof_box_parent_class)->dispose (object);
}

static void
passant_proof_box_class_init (PassantProofBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_proof_box_dispose;

  signals[WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
passant_proof_box_init (PassantProofBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *content = g_object_new (ADW_TYPE_BUTTON_CONTENT,
                                     "icon-name", "camera-photo-symbolic",
                                     "label", _("Show it in a photo"),
                                     "can-shrink", TRUE,
                                     NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "child", content,
                                    "css-classes", (const char *[]) { "passant-action", NULL },
                                    NULL);

  self->problem = g_object_new (ADW_TYPE_BANNER, "use-markup", FALSE, NULL);
  g_signal_connect_object (self->problem, "button-clicked", G_CALLBACK (on_retry_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), button);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
passant_proof_box_new (void)
{
  return g_object_new (PASSANT_TYPE_PROOF_BOX, NULL);
}

void
passant_proof_box_set_session (PassantProofBox *self,
                               PassantSession  *session,
                               gboolean         with_all)
{
  g_return_if_fail (PASSANT_IS_PROOF_BOX (self));
  g_return_if_fail (PASSANT_IS_SESSION (session) && !self->session);

  self->session = g_object_ref (session);
  if (!with_all)
    self->before = passant_session_list_loose (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (show_photos), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::problem", G_CALLBACK (show_problem), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "refused", G_CALLBACK (on_file_refused_cb), self,
                           G_CONNECT_SWAPPED);
  show_photos (self);
}

GStrv
passant_proof_box_list (PassantProofBox *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) loose = NULL;

  g_return_val_if_fail (PASSANT_IS_PROOF_BOX (self), NULL);

  if (self->session)
    loose = passant_session_list_loose (self->session);
  for (guint i = 0; loose && loose[i]; i++) {
    if (!self->before || !g_strv_contains ((const char * const *) self->before, loose[i]))
      g_strv_builder_add (builder, loose[i]);
  }

  return g_strv_builder_end (builder);
}
