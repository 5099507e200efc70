/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-memo.h"

#include <glib/gi18n-lib.h>

#include "passant-player.h"
#include "passant-recorder.h"

struct _PassantMemo {
  AdwBin           parent_instance;

  PassantClock    *clock;
  PassantRecorder *recorder;
  PassantPlayer   *player;
  char            *target;       /* or NULL */
  char            *recording;    /* or NULL */
  gint64           started_ms;   /* since the device was switched on */
  guint            tick;
  GtkApplication  *kept_awake;   /* or NULL */
  guint            cookie;

  GtkWidget       *record, *record_icon, *record_label;
  GtkWidget       *play;
  GtkWidget       *status;
};

G_DEFINE_FINAL_TYPE (PassantMemo, passant_memo, ADW_TYPE_BIN)

static guint recorded;

static void
show_status (PassantMemo *self,
             const char  *words)
{
  gtk_label_set_label (GTK_LABEL (self->status), words ? words : "");
  gtk_widget_set_visible (self->status, words != NULL);
}

static void
show_record (PassantMemo *self)
{
  gboolean is_recording = passant_recorder_is_recording (self->recorder);
  gint64 elapsed_s = (passant_clock_boot_ms (self->clock) - self->started_ms) / 1000;
  g_autofree char *words =
    is_recording ? g_strdup_printf (_("Stop at %d:%02d"), (int) (elapsed_s / 60),
                                    (int) (elapsed_s % 60))
                 : g_strdup (self->recording ? _("Record anew") : _("Record"));

  gtk_label_set_label (GTK_LABEL (self->record_label), words);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->record_icon),
                                is_recording ? "media-playback-stop-symbolic"
                                             : "audio-input-microphone-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->record), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_recording ? _("Stop recording") : words, -1);
  if (is_recording)
    gtk_widget_add_css_class (self->record, "running");
  else
    gtk_widget_remove_css_class (self->record, "running");
  gtk_widget_set_visible (self->record, self->target && passant_recorder_is_built ());
}

static void
show_play (PassantMemo *self)
{
  gboolean is_playing = passant_player_is_playing (self->player);

  gtk_button_set_icon_name (GTK_BUTTON (self->play),
                            is_playing ? "media-playback-stop-symbolic"
                                       : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play,
                               is_playing ? _("Stop playing") : _("Play the recording"));
  gtk_widget_set_visible (self->play, self->recording && passant_player_is_built () &&
                          !passant_recorder_is_recording (self->recorder));
}

static void
keep_awake (PassantMemo *self,
            gboolean     is_recording)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkApplication *app =
    GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  if (self->kept_awake) {
    gtk_application_uninhibit (self->kept_awake, self->cookie);
    g_clear_object (&self->kept_awake);
  }
  if (!is_recording || !app)
    return;

  /* Whoever looks over the guest's shoulder may read it. */
  self->cookie = gtk_application_inhibit (app, GTK_WINDOW (root), GTK_APPLICATION_INHIBIT_SUSPEND,
                                          _("Something is still running"));
  if (self->cookie != 0)
    self->kept_awake = g_object_ref (app);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  show_record (user_data);

  return G_SOURCE_CONTINUE;
}

static void
end_recording (PassantMemo *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  keep_awake (self, FALSE);
  show_record (self);
  show_play (self);
}

static void
stop (PassantMemo *self)
{
  gboolean is_whole = passant_recorder_stop (self->recorder);

  end_recording (self);
  if (is_whole)
    g_signal_emit (self, recorded, 0, self->target);
  else
    show_status (self, _("Nothing was recorded"));
}

static void
start (PassantMemo *self)
{
  passant_player_stop (self->player);
  show_status (self, NULL);
  if (!passant_recorder_start (self->recorder, self->target))
    return;

  self->started_ms = passant_clock_boot_ms (self->clock);
  self->tick = g_timeout_add (500, on_tick_cb, self);
  keep_awake (self, TRUE);
  show_record (self);
  show_play (self);
}

static void
on_record_clicked_cb (PassantMemo *self)
{
  if (passant_recorder_is_recording (self->recorder))
    stop (self);
  else
    start (self);
}

/* What came before the microphone went is a recording too. */
static void
on_failed_cb (PassantMemo *self,
              const char  *problem)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  end_recording (self);
  show_status (self, problem);
  if (g_file_get_contents (self->target, &bytes, &length, NULL) && length > 0)
    g_signal_emit (self, recorded, 0, self->target);
}

static void
on_play_clicked_cb (PassantMemo *self)
{
  show_status (self, NULL);
  if (passant_player_is_playing (self->player))
    passant_player_stop (self->player);
  else
    passant_player_start (self->player, self->recording);
  show_play (self);
}

static void
on_ended_cb (PassantMemo *self,
             const char  *problem)
{
  show_status (self, problem);
  show_play (self);
}

static void
passant_memo_unmap (GtkWidget *widget)
{
  PassantMemo *self = PASSANT_MEMO (widget);

  passant_player_stop (self->player);
  show_play (self);

  GTK_WIDGET_CLASS (passant_memo_parent_class)->unmap (widget);
}

static void
passant_memo_dispose (GObject *object)
{
  PassantMemo *self = PASSANT_MEMO (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->kept_awake)
    gtk_application_uninhibit (self->kept_awake, self->cookie);
  g_clear_object (&self->kept_awake);
  if (self->recorder)
    g_signal_handlers_disconnect_by_data (self->recorder, self);
  if (self->player)
    g_signal_handlers_disconnect_by_data (self->player, self);
  g_clear_object (&self->recorder);
  g_clear_object (&self->player);
  g_clear_pointer (&self->clock, passant_clock_unref);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->recording, g_free);

  G_OBJECT_CLASS (passant_memo_parent_class)->dispose (object);
}

static void
passant_memo_class_init (PassantMemoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_memo_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = passant_memo_unmap;

  recorded = g_signal_new ("recorded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_record (PassantMemo *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->record_icon = gtk_image_new ();
  self->record_label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "natural-wrap-mode",
                                     GTK_NATURAL_WRAP_NONE, NULL);
  gtk_box_append (GTK_BOX (content), self->record_icon);
  gtk_box_append (GTK_BOX (content), self->record_label);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  self->record = g_object_new (GTK_TYPE_BUTTON, "child", content, "hexpand", TRUE,
                               "css-classes", (const char *[]) { "passant-action", NULL }, NULL);
  g_signal_connect_object (self->record, "clicked", G_CALLBACK (on_record_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return self->record;
}

static GtkWidget *
make_play (PassantMemo *self)
{
  self->play = g_object_new (GTK_TYPE_BUTTON,
                             "css-classes", (const char *[]) { "passant-action", "icon", NULL },
                             NULL);
  g_signal_connect_object (self->play, "clicked", G_CALLBACK (on_play_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return self->play;
}

static void
passant_memo_init (PassantMemo *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->recorder = passant_recorder_new ();
  self->player = passant_player_new ();
  self->status = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "visible", FALSE,
                               "css-classes", (const char *[]) { "dimmed", NULL }, NULL);
  gtk_box_append (GTK_BOX (buttons), make_record (self));
  gtk_box_append (GTK_BOX (buttons), make_play (self));
  gtk_box_append (GTK_BOX (box), self->status);
  gtk_box_append (GTK_BOX (box), buttons);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->recorder, "failed", G_CALLBACK (on_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "ended", G_CALLBACK (on_ended_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
passant_memo_new (PassantClock *clock)
{
  PassantMemo *self = g_object_new (PASSANT_TYPE_MEMO, NULL);

  self->clock = passant_clock_ref (clock);
  show_record (self);
  show_play (self);

  return GTK_WIDGET (self);
}

void
passant_memo_set_target (PassantMemo *self,
                         const char  *path)
{
  g_return_if_fail (PASSANT_IS_MEMO (self));

  if (g_set_str (&self->target, path))
    show_record (self);
}

void
passant_memo_set_recording (PassantMemo *self,
                            const char  *path)
{
  g_return_if_fail (PASSANT_IS_MEMO (self));

  if (!g_set_str (&self->recording, path))
    return;

  passant_player_stop (self->player);
  show_record (self);
  show_play (self);
}

void
passant_memo_flush (PassantMemo *self)
{
  g_return_if_fail (PASSANT_IS_MEMO (self));

  if (passant_recorder_is_recording (self->recorder))
    stop (self);
}
