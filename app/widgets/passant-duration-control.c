/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-duration-control.h"

#include <glib/gi18n-lib.h>

#include "passant-entry-text.h"

#define TICK_MS 250

struct _PassantDurationControl {
  PassantAnswerControl parent_instance;

  gboolean             is_running;
  gint64               since_boot_ms; /* before the boot when it has been running for longer */
  guint                tick;

  GtkWidget           *button, *button_icon, *button_label, *discard;
  GtkWidget           *minutes, *seconds;
};

G_DEFINE_FINAL_TYPE (PassantDurationControl, passant_duration_control, PASSANT_TYPE_ANSWER_CONTROL)

enum {
  STARTED,
  DISCARDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gint64
get_boot_ms (PassantDurationControl *self)
{
  return passant_clock_boot_ms (passant_answer_control_get_clock (PASSANT_ANSWER_CONTROL (self)));
}

static gint64
get_elapsed_ms (PassantDurationControl *self)
{
  return get_boot_ms (self) - self->since_boot_ms;
}

static void
show_button (PassantDurationControl *self)
{
  gboolean running = self->is_running;
  gint64 elapsed_s = running ? get_elapsed_ms (self) / 1000 : 0;
  g_autofree char *text = running
                          /* Translators: a button that stops the stopwatch; minutes and seconds so far. */
    ? g_strdup_printf (_("Stop at %d:%02d"), (int) (elapsed_s / 60), (int) (elapsed_s % 60))
    : g_strdup (_("Start"));

  gtk_label_set_label (GTK_LABEL (self->button_label), text);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->button_icon),
                                running ? "media-playback-stop-symbolic" :
                                "media-playback-start-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  running ? _("Stop the stopwatch") : _("Start the stopwatch"), -1);

  gtk_widget_set_visible (self->discard, running);
  if (running)
    gtk_widget_add_css_class (self->button, "running");
  else
    gtk_widget_remove_css_class (self->button, "running");
}

static gboolean
on_tick_cb (gpointer user_data)
{
  show_button (user_data);

  return G_SOURCE_CONTINUE;
}

static void
on_entry_changed_cb (GtkEditable            *entry,
                     PassantDurationControl *self)
{
  g_autofree char *value =
    passant_entry_text_to_duration (gtk_editable_get_text (GTK_EDITABLE (self->minutes)),
                                    gtk_editable_get_text (GTK_EDITABLE (self->seconds)));

  passant_answer_control_say_soon (PASSANT_ANSWER_CONTROL (self), value);
}

static void
on_entry_activate_cb (GtkWidget              *entry,
                      PassantDurationControl *self)
{
  passant_answer_control_flush (PASSANT_ANSWER_CONTROL (self));
}

static void
set_text (PassantDurationControl *self,
          GtkWidget              *entry,
          const char             *text)
{
  g_signal_handlers_block_by_func (entry, on_entry_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_handlers_unblock_by_func (entry, on_entry_changed_cb, self);
}

static void
show_seconds (PassantDurationControl *self,
              const char             *value)
{
  gint64 total_s;

  if (value && g_ascii_string_to_signed (value, 10, 0, G_MAXINT, &total_s, NULL)) {
    g_autofree char *minutes = g_strdup_printf ("%d", (int) (total_s / 60));
    g_autofree char *seconds = g_strdup_printf ("%02d", (int) (total_s % 60));

    set_text (self, self->minutes, minutes);
    set_text (self, self->seconds, seconds);
  } else {
    g_auto (GStrv) typed = g_strsplit (value ? value : "", ":", 2);

    set_text (self, self->minutes, typed[0] ? typed[0] : "");
    set_text (self, self->seconds, typed[0] && typed[1] ? typed[1] : "");
  }
}

static void
on_button_clicked_cb (GtkWidget              *button,
                      PassantDurationControl *self)
{
  g_autofree char *value = NULL;

  if (!self->is_running) {
    passant_duration_control_set_elapsed_ms (self, 0);
    g_signal_emit (self, signals[STARTED], 0);
    return;
  }

  value = g_strdup_printf ("%" G_GINT64_FORMAT, (get_elapsed_ms (self) + 500) / 1000);
  passant_duration_control_set_elapsed_ms (self, -1);
  show_seconds (self, value);
  passant_answer_control_say (PASSANT_ANSWER_CONTROL (self), value);
}

static void
on_discard_clicked_cb (PassantDurationControl *self)
{
  passant_duration_control_set_elapsed_ms (self, -1);
  gtk_widget_grab_focus (self->button);
  g_signal_emit (self, signals[DISCARDED], 0);
}

static void
passant_duration_control_show_value (PassantAnswerControl *control,
                                     const char           *value)
{
  PassantDurationControl *self = PASSANT_DURATION_CONTROL (control);
  g_autofree char *shown =
    passant_entry_text_to_duration (gtk_editable_get_text (GTK_EDITABLE (self->minutes)),
                                    gtk_editable_get_text (GTK_EDITABLE (self->seconds)));

  if (g_strcmp0 (shown, value) != 0)
    show_seconds (self, value);
}

static void
passant_duration_control_constructed (GObject *object)
{
  PassantDurationControl *self = PASSANT_DURATION_CONTROL (object);
  PassantAnswerControl *control = PASSANT_ANSWER_CONTROL (object);

  G_OBJECT_CLASS (passant_duration_control_parent_class)->constructed (object);

  passant_answer_control_name (control, self->minutes, _("minutes"));
  passant_answer_control_name (control, self->seconds, _("seconds"));
  show_button (self);
}

static void
passant_duration_control_dispose (GObject *object)
{
  PassantDurationControl *self = PASSANT_DURATION_CONTROL (object);

  g_clear_handle_id (&self->tick, g_source_remove);

  G_OBJECT_CLASS (passant_duration_control_parent_class)->dispose (object);
}

static void
passant_duration_control_class_init (PassantDurationControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = passant_duration_control_constructed;
  object_class->dispose = passant_duration_control_dispose;

  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_duration_control_show_value;

  signals[STARTED] = g_signal_new ("started", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[DISCARDED] = g_signal_new ("discarded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_button (PassantDurationControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->button_icon = gtk_image_new ();
  self->button_label = g_object_new (GTK_TYPE_LABEL,
                                     "wrap", TRUE,
                                     "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                                     "css-classes", (const char *[]) { "numeric", NULL },
                                     NULL);
  gtk_box_append (GTK_BOX (box), self->button_icon);
  gtk_box_append (GTK_BOX (box), self->button_label);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);

  self->button = g_object_new (GTK_TYPE_BUTTON, "child", box, NULL);
  gtk_widget_add_css_class (self->button, "passant-action");
  gtk_widget_set_hexpand (self->button, TRUE);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_button_clicked_cb), self, 0);

  return self->button;
}

/* Only while it runs: started by mistake, it is to leave no trace in the answer. */
static GtkWidget *
make_discard (PassantDurationControl *self)
{
  self->discard = g_object_new (GTK_TYPE_BUTTON,
                                "icon-name", "edit-delete-symbolic",
                                "tooltip-text", _("Discard the stopwatch"),
                                "css-classes", (const char *[]) { "passant-action", NULL },
                                NULL);
  g_signal_connect_object (self->discard, "clicked", G_CALLBACK (on_discard_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return self->discard;
}

static GtkWidget *
make_entry (PassantDurationControl *self)
{
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY,
                                   "hexpand", TRUE,
                                   "width-chars", 2,
                                   "max-length", 6,
                                   "input-purpose", GTK_INPUT_PURPOSE_DIGITS,
                                   "css-classes",
                                   (const char *[]) { "passant-entry", "numeric", NULL },
                                   NULL);

  g_signal_connect_object (entry, "changed", G_CALLBACK (on_entry_changed_cb), self, 0);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_entry_activate_cb), self, 0);

  return entry;
}

static GtkWidget *
make_unit (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "css-classes", (const char *[]) { "dimmed", NULL },
                       NULL);
}

static void
passant_duration_control_init (PassantDurationControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->minutes = make_entry (self);
  self->seconds = make_entry (self);
  gtk_box_append (GTK_BOX (row), self->minutes);
  gtk_box_append (GTK_BOX (row), make_unit (C_("duration", "min")));
  gtk_box_append (GTK_BOX (row), self->seconds);
  gtk_box_append (GTK_BOX (row), make_unit (C_("duration", "s")));

  gtk_box_append (GTK_BOX (buttons), make_button (self));
  gtk_box_append (GTK_BOX (buttons), make_discard (self));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), row);
  adw_bin_set_child (ADW_BIN (self), box);
  passant_answer_control_set_field (PASSANT_ANSWER_CONTROL (self), self->minutes);
}

void
passant_duration_control_set_elapsed_ms (PassantDurationControl *self,
                                         gint64                  elapsed_ms)
{
  g_return_if_fail (PASSANT_IS_DURATION_CONTROL (self));

  if (elapsed_ms < 0 && !self->is_running)
    return;

  g_clear_handle_id (&self->tick, g_source_remove);
  self->is_running = elapsed_ms >= 0;
  self->since_boot_ms = get_boot_ms (self) - elapsed_ms;
  if (self->is_running)
    self->tick = g_timeout_add (TICK_MS, on_tick_cb, self);
  show_button (self);
}

gboolean
passant_duration_control_is_running (PassantDurationControl *self)
{
  g_return_val_if_fail (PASSANT_IS_DURATION_CONTROL (self), FALSE);

  return self->is_running;
}
