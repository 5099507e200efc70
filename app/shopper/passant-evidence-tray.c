/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-evidence-tray.h"

#include <glib/gi18n-lib.h>

#define THUMBNAIL_PX 64

/**
 * PassantEvidenceTray:
 *
 * The photos of one touchpoint that answer no question of their own, and the way to attach another ("Attach a photo",
 * `win.attach-photo`) or take one back ("Take back <name>", `win.withdraw('sha256')`).
 */
struct _PassantEvidenceTray {
  AdwBin  parent_instance;

  char   *shown; /* the sha256s in the list, so that nothing is drawn anew for nothing */
  GtkBox *list;
};

G_DEFINE_FINAL_TYPE (PassantEvidenceTray, passant_evidence_tray, ADW_TYPE_BIN)

static GtkWidget *
new_thumbnail (PassantBlobs          *blobs,
               const PassantEvidence *evidence)
{
  g_autofree char *path = passant_blobs_dup_path (blobs, evidence->sha256);
  GtkWidget *picture = gtk_picture_new_for_filename (path);

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), evidence->name);
  gtk_widget_set_size_request (picture, THUMBNAIL_PX, THUMBNAIL_PX);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "passant-thumbnail");

  return picture;
}

static GtkWidget *
new_row (PassantBlobs          *blobs,
         const PassantEvidence *evidence)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (evidence->name);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is a photo's file name. */
  g_autofree char *take_back = g_strdup_printf (_("Take back %s"), evidence->name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (button, take_back);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (button, 48, 48);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.withdraw");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", evidence->sha256);

  gtk_box_append (GTK_BOX (row), new_thumbnail (blobs, evidence));
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), button);

  return row;
}

static GPtrArray *
select_evidence (PassantSession    *session,
                 PassantTouchpoint *touchpoint)
{
  GPtrArray *all = passant_visit_get_evidence (passant_session_get_visit (session));
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    PassantEvidence *evidence = all->pdata[i];

    if (!evidence->question && g_strcmp0 (evidence->touchpoint, touchpoint->id) == 0)
      g_ptr_array_add (own, evidence);
  }

  return own;
}

static char *
join_names (GPtrArray *evidence)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < evidence->len; i++)
    g_string_append (names, ((PassantEvidence *) evidence->pdata[i])->sha256);

  return g_string_free_and_steal (g_steal_pointer (&names));
}

static void
passant_evidence_tray_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_EVIDENCE_TRAY);

  G_OBJECT_CLASS (passant_evidence_tray_parent_class)->dispose (object);
}

static void
passant_evidence_tray_finalize (GObject *object)
{
  g_clear_pointer (&PASSANT_EVIDENCE_TRAY (object)->shown, g_free);

  G_OBJECT_CLASS (passant_evidence_tray_parent_class)->finalize (object);
}

static void
passant_evidence_tray_class_init (PassantEvidenceTrayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = passant_evidence_tray_dispose;
  object_class->finalize = passant_evidence_tray_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-evidence-tray.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantEvidenceTray, list);
}

static void
passant_evidence_tray_init (PassantEvidenceTray *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
passant_evidence_tray_new (void)
{
  return g_object_new (PASSANT_TYPE_EVIDENCE_TRAY, NULL);
}

void
passant_evidence_tray_update (PassantEvidenceTray *self,
                              PassantSession      *session,
                              PassantTouchpoint   *touchpoint)
{
  PassantBlobs *blobs = passant_store_get_blobs (passant_session_get_store (session));
  g_autoptr (GPtrArray) own = select_evidence (session, touchpoint);
  g_autofree char *names = join_names (own);
  GtkWidget *row;

  g_return_if_fail (PASSANT_IS_EVIDENCE_TRAY (self));

  if (!g_set_str (&self->shown, names))
    return;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_box_remove (self->list, row);
  for (guint i = 0; i < own->len; i++)
    gtk_box_append (self->list, new_row (blobs, own->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->list), own->len > 0);
}
