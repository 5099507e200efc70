/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-memo.h"

#include <glib/gi18n-lib.h>

#include "passant-tape.h"

struct _PassantMemo {
  AdwBin          parent_instance;

  PassantClock   *clock;
  PassantTape    *tape;
  char           *target;        /* or NULL */
  char           *recording;     /* or NULL */
  gint64          started_ms;    /* since the device was switched on */
  guint           tick;
  GtkApplication *kept_awake;    /* or NULL */
  guint           cookie;

  GtkWidget      *record, *record_icon, *record_label;
  GtkWidget      *play;
  GtkWidget      *status;
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

static gboolean
is_at (PassantMemo     *self,
       PassantTapeState state)
{
  return passant_tape_get_state (self->tape) == state;
}

static void
show_record (PassantMemo *self)
{
  gboolean is_recording = is_at (self, PASSANT_TAPE_RECORDING);
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
  gtk_widget_set_sensitive (self->record, !is_at (self, PASSANT_TAPE_STOPPING));
  gtk_widget_set_visible (self->record, self->target && passant_tape_is_built ());
}

static void
show_play (PassantMemo *self)
{
  gboolean is_playing = is_at (self, PASSANT_TAPE_PLAYING);

  gtk_button_set_icon_name (GTK_BUTTON (self->play),
                            is_playing ? "media-playback-stop-symbolic"
                                       : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play,
                               is_playing ? _("Stop playing") : _("Play the recording"));
  gtk_widget_set_visible (self->play, self->recording && passant_tape_is_built () &&
                          (is_playing || is_at (self, PASSANT_TAPE_STILL)));
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
on_changed_cb (PassantMemo *self)
{
  gboolean is_recording = is_at (self, PASSANT_TAPE_RECORDING);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (is_recording) {
    self->started_ms = passant_clock_boot_ms (self->clock);
    self->tick = g_timeout_add (500, on_tick_cb, self);
  }
  keep_awake (self, is_recording);
  show_record (self);
  show_play (self);
}

static void
on_record_clicked_cb (PassantMemo *self)
{
  gboolean was_recording = is_at (self, PASSANT_TAPE_STARTING) ||
                           is_at (self, PASSANT_TAPE_RECORDING);

  show_status (self, NULL);
  if (was_recording)
    passant_tape_stop (self->tape);
  else
    passant_tape_record (self->tape, self->target);
}

static void
on_play_clicked_cb (PassantMemo *self)
{
  gboolean was_playing = is_at (self, PASSANT_TAPE_PLAYING);

  show_status (self, NULL);
  if (was_playing)
    passant_tape_stop (self->tape);
  else
    passant_tape_play (self->tape, self->recording);
}

static void
on_recorded_cb (PassantMemo *self,
                const char  *path)
{
  g_signal_emit (self, recorded, 0, path);
}

static void
stop_playing (PassantMemo *self)
{
  if (is_at (self, PASSANT_TAPE_PLAYING))
    passant_tape_stop (self->tape);
}

static void
passant_memo_unmap (GtkWidget *widget)
{
  stop_playing (PASSANT_MEMO (widget));

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
  if (self->tape)
    g_signal_handlers_disconnect_by_data (self->tape, self);
  g_clear_object (&self->tape);
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

  self->tape = passant_tape_new ();
  self->status = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "visible", FALSE,
                               "css-classes", (const char *[]) { "dimmed", NULL }, NULL);
  gtk_box_append (GTK_BOX (buttons), make_record (self));
  gtk_box_append (GTK_BOX (buttons), make_play (self));
  gtk_box_append (GTK_BOX (box), self->status);
  gtk_box_append (GTK_BOX (box), buttons);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->tape, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tape, "recorded", G_CALLBACK (on_recorded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tape, "failed", G_CALLBACK (show_status), self,
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

  stop_playing (self);
  show_record (self);
  show_play (self);
}

void
passant_memo_flush (PassantMemo *self)
{
  g_return_if_fail (PASSANT_IS_MEMO (self));

  if (!is_at (self, PASSANT_TAPE_PLAYING))
    passant_tape_flush (self->tape);
}
