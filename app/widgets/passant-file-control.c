/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-file-control.h"

#include <glib/gi18n-lib.h>

#include "passant-memo.h"

#define THUMBNAIL_WIDTH  640
#define THUMBNAIL_HEIGHT 480

struct _PassantFileControl {
  PassantAnswerControl parent_instance;

  char                *path;
  gboolean             is_audio;
  gboolean             is_kept; /* there is an answer */
  GCancellable        *loading;

  GtkBox              *box;
  GtkWidget           *picture;
  GtkWidget           *status;  /* what there is instead of a picture */
  GtkWidget           *memo;    /* of audio, else NULL */
  GtkWidget           *shoot, *shoot_label; /* of photos, else NULL */
  GtkWidget           *pick, *remove;
};

G_DEFINE_FINAL_TYPE (PassantFileControl, passant_file_control, PASSANT_TYPE_ANSWER_CONTROL)

static guint file_chosen;

static void
show_status (PassantFileControl *self,
             const char         *text)
{
  gtk_label_set_label (GTK_LABEL (self->status), text ? text : "");
  gtk_widget_set_visible (self->status, text != NULL);
}

static void
on_thumbnail_loaded_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (PassantFileControl) self = user_data;
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
load_thumbnail (PassantFileControl *self)
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
show_photo (PassantFileControl *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();

  gtk_widget_set_visible (self->picture, FALSE);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
  gtk_label_set_label (GTK_LABEL (self->shoot_label),
                       self->is_kept ? _("Another photo…") : _("Add a photo…"));
  show_status (self, self->is_kept && !self->path ? _("The photo is kept") : NULL);
  if (self->is_kept && self->path)
    load_thumbnail (self);
}

static void
show_recording (PassantFileControl *self)
{
  gboolean is_here = self->is_kept && self->path && g_file_test (self->path, G_FILE_TEST_EXISTS);

  passant_memo_set_recording (PASSANT_MEMO (self->memo), is_here ? self->path : NULL);
  show_status (self, self->is_kept ? _("The recording is kept") : NULL);
}

static void
show_state (PassantFileControl *self)
{
  gtk_widget_set_visible (self->remove, self->is_kept);
  if (self->is_audio)
    show_recording (self);
  else
    show_photo (self);
}

static void
on_file_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PassantFileControl) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file)
    g_signal_emit (self, file_chosen, 0, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    show_status (self, error->message);
}

static void
on_pick_clicked_cb (PassantFileControl *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_add_mime_type (filter, self->is_audio ? "audio/*" : "image/*");
  gtk_file_filter_set_name (filter, self->is_audio ? _("Recordings") : _("Photos"));
  gtk_file_dialog_set_title (dialog, self->is_audio ? _("Choose a recording") : _("Add a photo"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        on_file_opened_cb, g_object_ref (self));
}

static void
on_remove_clicked_cb (PassantFileControl *self)
{
  passant_answer_control_say (PASSANT_ANSWER_CONTROL (self), NULL);
}

static void
on_recorded_cb (PassantFileControl *self,
                const char         *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_signal_emit (self, file_chosen, 0, file);
}

static gboolean
on_drop_cb (GtkDropTarget      *target,
            const GValue       *value,
            double              x,
            double              y,
            PassantFileControl *self)
{
  GFile *file = g_value_get_object (value);

  if (!file)
    return FALSE;

  g_signal_emit (self, file_chosen, 0, file);

  return TRUE;
}

static void
passant_file_control_show_value (PassantAnswerControl *control,
                                 const char           *value)
{
  PassantFileControl *self = PASSANT_FILE_CONTROL (control);

  if (self->is_kept == (value != NULL))
    return;

  self->is_kept = value != NULL;
  show_state (self);
}

static void
passant_file_control_flush (PassantAnswerControl *control)
{
  PassantFileControl *self = PASSANT_FILE_CONTROL (control);

  if (self->memo)
    passant_memo_flush (PASSANT_MEMO (self->memo));
}

static GtkWidget *
make_shoot (PassantFileControl *self,
            PassantQuestion    *question)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->shoot_label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE,
                                    "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("camera-photo-symbolic"));
  gtk_box_append (GTK_BOX (content), self->shoot_label);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  self->shoot = g_object_new (GTK_TYPE_BUTTON, "child", content, "hexpand", TRUE,
                              "action-name", "win.shoot",
                              "action-target", g_variant_new_string (question->id),
                              "css-classes", (const char *[]) { "passant-action", NULL }, NULL);

  return self->shoot;
}

static GtkWidget *
make_memo (PassantFileControl *self)
{
  PassantClock *clock = passant_answer_control_get_clock (PASSANT_ANSWER_CONTROL (self));

  self->memo = passant_memo_new (clock);
  gtk_widget_set_hexpand (self->memo, TRUE);
  g_signal_connect_object (self->memo, "recorded", G_CALLBACK (on_recorded_cb), self,
                           G_CONNECT_SWAPPED);

  return self->memo;
}

static GtkWidget *
make_icon_button (PassantFileControl *self,
                  const char         *icon,
                  const char         *name,
                  GCallback           callback)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON,
                                    "icon-name", icon,
                                    "tooltip-text", name,
                                    "valign", GTK_ALIGN_END,
                                    "css-classes", (const char *[]) { "passant-action", "icon",
                                                                      NULL },
                                    NULL);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
make_buttons (PassantFileControl *self,
              PassantQuestion    *question)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->pick = make_icon_button (self, "document-open-symbolic",
                                 self->is_audio ? _("Choose a recording…")
                                                : _("Choose a photo from the files"),
                                 G_CALLBACK (on_pick_clicked_cb));
  self->remove = make_icon_button (self, "user-trash-symbolic",
                                   self->is_audio ? _("Remove the recording from this answer")
                                                  : _("Remove the photo from this answer"),
                                   G_CALLBACK (on_remove_clicked_cb));
  gtk_box_append (GTK_BOX (buttons),
                  self->is_audio ? make_memo (self) : make_shoot (self, question));
  gtk_box_append (GTK_BOX (buttons), self->pick);
  gtk_box_append (GTK_BOX (buttons), self->remove);

  return buttons;
}

static void
passant_file_control_constructed (GObject *object)
{
  PassantFileControl *self = PASSANT_FILE_CONTROL (object);
  PassantAnswerControl *control = PASSANT_ANSWER_CONTROL (object);
  PassantQuestion *question = passant_answer_control_get_question (control);

  G_OBJECT_CLASS (passant_file_control_parent_class)->constructed (object);

  self->is_audio = question->type == PASSANT_QUESTION_AUDIO;
  gtk_box_append (self->box, make_buttons (self, question));
  passant_answer_control_name (control, self->picture, NULL);
  show_state (self);
}

static void
passant_file_control_dispose (GObject *object)
{
  PassantFileControl *self = PASSANT_FILE_CONTROL (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);

  G_OBJECT_CLASS (passant_file_control_parent_class)->dispose (object);
}

static void
passant_file_control_finalize (GObject *object)
{
  g_clear_pointer (&PASSANT_FILE_CONTROL (object)->path, g_free);

  G_OBJECT_CLASS (passant_file_control_parent_class)->finalize (object);
}

static void
passant_file_control_class_init (PassantFileControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = passant_file_control_constructed;
  object_class->dispose = passant_file_control_dispose;
  object_class->finalize = passant_file_control_finalize;

  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_file_control_show_value;
  PASSANT_ANSWER_CONTROL_CLASS (klass)->flush = passant_file_control_flush;

  file_chosen = g_signal_new ("file-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                              NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
}

static void
passant_file_control_init (PassantFileControl *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  self->picture = g_object_new (GTK_TYPE_PICTURE,
                                "content-fit", GTK_CONTENT_FIT_COVER,
                                "height-request", 160,
                                "visible", FALSE,
                                "css-classes", (const char *[]) { "passant-photo", NULL },
                                "overflow", GTK_OVERFLOW_HIDDEN,
                                NULL);
  self->status = g_object_new (GTK_TYPE_LABEL,
                               "wrap", TRUE, "xalign", 0.0,
                               "css-classes", (const char *[]) { "dimmed", NULL },
                               NULL);
  gtk_box_append (self->box, self->picture);
  gtk_box_append (self->box, self->status);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));

  g_signal_connect (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

void
passant_file_control_set_path (PassantFileControl *self,
                               const char         *path)
{
  g_return_if_fail (PASSANT_IS_FILE_CONTROL (self));

  if (g_set_str (&self->path, path))
    show_state (self);
}

void
passant_file_control_set_target (PassantFileControl *self,
                                 const char         *path)
{
  g_return_if_fail (PASSANT_IS_FILE_CONTROL (self));

  if (self->memo)
    passant_memo_set_target (PASSANT_MEMO (self->memo), path);
}
