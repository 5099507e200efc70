/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-photo-control.h"

#include <glib/gi18n-lib.h>

#define THUMBNAIL_WIDTH  640
#define THUMBNAIL_HEIGHT 480

struct _PassantPhotoControl {
  PassantAnswerControl parent_instance;

  char                *path;
  gboolean             is_kept; /* there is an answer */
  GCancellable        *loading;

  GtkWidget           *picture;
  GtkWidget           *status;  /* what there is instead of a picture */
  GtkWidget           *pick, *pick_label, *remove;
};

G_DEFINE_FINAL_TYPE (PassantPhotoControl, passant_photo_control, PASSANT_TYPE_ANSWER_CONTROL)

enum {
  FILE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_status (PassantPhotoControl *self,
             const char          *text)
{
  gtk_label_set_label (GTK_LABEL (self->status), text ? text : "");
  gtk_widget_set_visible (self->status, text != NULL);
}

static void
on_thumbnail_loaded_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (PassantPhotoControl) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream_finish (result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!pixbuf) {
    show_status (self, _("The photo is kept, but cannot be shown here"));
    return;
  }

  texture = gdk_texture_new_for_pixbuf (pixbuf);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_widget_set_visible (self->picture, TRUE);
  show_status (self, NULL);
}

static void
load_thumbnail (PassantPhotoControl *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);

  if (!stream) {
    show_status (self, _("The photo is not on this device any more"));
    return;
  }

  gdk_pixbuf_new_from_stream_at_scale_async (G_INPUT_STREAM (stream),
                                             THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT, TRUE, self->loading,
                                             on_thumbnail_loaded_cb, g_object_ref (self));
}

static void
show_state (PassantPhotoControl *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();

  gtk_widget_set_visible (self->picture, FALSE);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
  gtk_widget_set_visible (self->remove, self->is_kept);
  gtk_label_set_label (GTK_LABEL (self->pick_label),
                       self->is_kept ? _("Another photo…") : _("Add a photo…"));
  show_status (self, self->is_kept && !self->path ? _("The photo is kept") : NULL);

  if (self->is_kept && self->path)
    load_thumbnail (self);
}

static void
on_file_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PassantPhotoControl) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file)
    g_signal_emit (self, signals[FILE_CHOSEN], 0, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    show_status (self, error->message);
}

static void
on_pick_clicked_cb (GtkWidget           *button,
                    PassantPhotoControl *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/webp");
  gtk_file_filter_add_mime_type (filter, "image/heif");
  gtk_file_filter_set_name (filter, _("Photos"));
  gtk_file_dialog_set_title (dialog, _("Add a photo"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        on_file_opened_cb, g_object_ref (self));
}

static void
on_remove_clicked_cb (GtkWidget           *button,
                      PassantPhotoControl *self)
{
  passant_answer_control_say (PASSANT_ANSWER_CONTROL (self), NULL);
}

static gboolean
on_drop_cb (GtkDropTarget       *target,
            const GValue        *value,
            double               x,
            double               y,
            PassantPhotoControl *self)
{
  GFile *file = g_value_get_object (value);

  if (!file)
    return FALSE;

  g_signal_emit (self, signals[FILE_CHOSEN], 0, file);

  return TRUE;
}

static void
passant_photo_control_show_value (PassantAnswerControl *control,
                                  const char           *value)
{
  PassantPhotoControl *self = PASSANT_PHOTO_CONTROL (control);

  if (self->is_kept == (value != NULL))
    return;

  self->is_kept = value != NULL;
  show_state (self);
}

static void
passant_photo_control_constructed (GObject *object)
{
  PassantPhotoControl *self = PASSANT_PHOTO_CONTROL (object);
  PassantAnswerControl *control = PASSANT_ANSWER_CONTROL (object);
  PassantQuestion *question = passant_answer_control_get_question (control);

  G_OBJECT_CLASS (passant_photo_control_parent_class)->constructed (object);

  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture),
                                    passant_text_get (question->text,
                                                      passant_answer_control_get_language (
                                                        control)));
  show_state (self);
}

static void
passant_photo_control_dispose (GObject *object)
{
  PassantPhotoControl *self = PASSANT_PHOTO_CONTROL (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);

  G_OBJECT_CLASS (passant_photo_control_parent_class)->dispose (object);
}

static void
passant_photo_control_finalize (GObject *object)
{
  PassantPhotoControl *self = PASSANT_PHOTO_CONTROL (object);

  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (passant_photo_control_parent_class)->finalize (object);
}

static void
passant_photo_control_class_init (PassantPhotoControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = passant_photo_control_constructed;
  object_class->dispose = passant_photo_control_dispose;
  object_class->finalize = passant_photo_control_finalize;

  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_photo_control_show_value;

  signals[FILE_CHOSEN] = g_signal_new ("file-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
}

static GtkWidget *
make_buttons (PassantPhotoControl *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->pick_label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("camera-photo-symbolic"));
  gtk_box_append (GTK_BOX (content), self->pick_label);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);

  self->pick = g_object_new (GTK_TYPE_BUTTON, "child", content, "hexpand", TRUE, NULL);
  self->remove = g_object_new (GTK_TYPE_BUTTON,
                               "icon-name", "user-trash-symbolic",
                               "tooltip-text", _("Remove the photo from this answer"),
                               NULL);
  gtk_widget_add_css_class (self->pick, "passant-action");
  gtk_widget_add_css_class (self->remove, "passant-action");
  gtk_box_append (GTK_BOX (buttons), self->pick);
  gtk_box_append (GTK_BOX (buttons), self->remove);

  g_signal_connect_object (self->pick, "clicked", G_CALLBACK (on_pick_clicked_cb), self, 0);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (on_remove_clicked_cb), self, 0);

  return buttons;
}

static void
passant_photo_control_init (PassantPhotoControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->picture = g_object_new (GTK_TYPE_PICTURE,
                                "content-fit", GTK_CONTENT_FIT_COVER,
                                "height-request", 160,
                                "css-classes", (const char *[]) { "passant-photo", NULL },
                                "overflow", GTK_OVERFLOW_HIDDEN,
                                NULL);
  self->status = g_object_new (GTK_TYPE_LABEL,
                               "wrap", TRUE, "xalign", 0.0,
                               "css-classes", (const char *[]) { "dimmed", NULL },
                               NULL);
  gtk_box_append (GTK_BOX (box), self->picture);
  gtk_box_append (GTK_BOX (box), self->status);
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
passant_photo_control_set_path (PassantPhotoControl *self,
                                const char          *path)
{
  g_return_if_fail (PASSANT_IS_PHOTO_CONTROL (self));

  if (g_set_str (&self->path, path))
    show_state (self);
}
