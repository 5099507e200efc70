/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-audio-control.h"

#include <glib/gi18n-lib.h>

struct _PassantAudioControl {
  PassantAnswerControl parent_instance;

  GtkWidget           *status;
  GtkWidget           *pick_label, *remove;
};

G_DEFINE_FINAL_TYPE (PassantAudioControl, passant_audio_control, PASSANT_TYPE_ANSWER_CONTROL)

enum {
  FILE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_status (PassantAudioControl *self,
             const char          *text)
{
  gtk_label_set_label (GTK_LABEL (self->status), text ? text : "");
  gtk_widget_set_visible (self->status, text != NULL);
}

static void
passant_audio_control_show_value (PassantAnswerControl *control,
                                  const char           *value)
{
  PassantAudioControl *self = PASSANT_AUDIO_CONTROL (control);

  gtk_widget_set_visible (self->remove, value != NULL);
  gtk_label_set_label (GTK_LABEL (self->pick_label),
                       value ? _("Another recording…") : _("Choose a recording…"));
  show_status (self, value ? _("The recording is kept") : NULL);
}

static void
on_file_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (PassantAudioControl) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file)
    g_signal_emit (self, signals[FILE_CHOSEN], 0, file);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    show_status (self, error->message);
}

static void
on_pick_clicked_cb (GtkWidget           *button,
                    PassantAudioControl *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_add_mime_type (filter, "audio/*");
  gtk_file_filter_set_name (filter, _("Recordings"));
  gtk_file_dialog_set_title (dialog, _("Choose a recording"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                        on_file_opened_cb, g_object_ref (self));
}

static void
on_remove_clicked_cb (GtkWidget           *button,
                      PassantAudioControl *self)
{
  passant_answer_control_say (PASSANT_ANSWER_CONTROL (self), NULL);
}

static gboolean
on_drop_cb (GtkDropTarget       *target,
            const GValue        *value,
            double               x,
            double               y,
            PassantAudioControl *self)
{
  GFile *file = g_value_get_object (value);

  if (!file)
    return FALSE;

  g_signal_emit (self, signals[FILE_CHOSEN], 0, file);

  return TRUE;
}

static void
passant_audio_control_class_init (PassantAudioControlClass *klass)
{
  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_audio_control_show_value;

  signals[FILE_CHOSEN] = g_signal_new ("file-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
}

static GtkWidget *
make_pick (PassantAudioControl *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *pick;

  self->pick_label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  gtk_box_append (GTK_BOX (content),
                  gtk_image_new_from_icon_name ("audio-input-microphone-symbolic"));
  gtk_box_append (GTK_BOX (content), self->pick_label);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);

  pick = g_object_new (GTK_TYPE_BUTTON,
                       "child", content,
                       "hexpand", TRUE,
                       "css-classes", (const char *[]) { "passant-action", NULL },
                       NULL);
  g_signal_connect_object (pick, "clicked", G_CALLBACK (on_pick_clicked_cb), self, 0);

  return pick;
}

static void
passant_audio_control_init (PassantAudioControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->status = g_object_new (GTK_TYPE_LABEL,
                               "wrap", TRUE, "xalign", 0.0,
                               "css-classes", (const char *[]) { "dimmed", NULL },
                               NULL);
  self->remove = g_object_new (GTK_TYPE_BUTTON,
                               "icon-name", "user-trash-symbolic",
                               "tooltip-text", _("Remove the recording from this answer"),
                               "css-classes", (const char *[]) { "passant-action", NULL },
                               NULL);
  gtk_box_append (GTK_BOX (buttons), make_pick (self));
  gtk_box_append (GTK_BOX (buttons), self->remove);
  gtk_box_append (GTK_BOX (box), self->status);
  gtk_box_append (GTK_BOX (box), buttons);
  adw_bin_set_child (ADW_BIN (self), box);
  passant_audio_control_show_value (PASSANT_ANSWER_CONTROL (self), NULL);

  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (on_remove_clicked_cb), self, 0);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
