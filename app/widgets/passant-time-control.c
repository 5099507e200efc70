/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-time-control.h"

#include <glib/gi18n-lib.h>

#include "passant-entry-text.h"

struct _PassantTimeControl {
  PassantAnswerControl parent_instance;

  GtkWidget           *entry;
};

G_DEFINE_FINAL_TYPE (PassantTimeControl, passant_time_control, PASSANT_TYPE_ANSWER_CONTROL)

enum {
  NOW_TAPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_entry_changed_cb (GtkEditable        *entry,
                     PassantTimeControl *self)
{
  g_autofree char *value = passant_entry_text_to_time (gtk_editable_get_text (entry));

  passant_answer_control_say_soon (PASSANT_ANSWER_CONTROL (self), value);
}

static void
on_entry_activate_cb (GtkWidget          *entry,
                      PassantTimeControl *self)
{
  passant_answer_control_flush (PASSANT_ANSWER_CONTROL (self));
}

static void
set_text (PassantTimeControl *self,
          const char         *text)
{
  g_signal_handlers_block_by_func (self->entry, on_entry_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text ? text : "");
  g_signal_handlers_unblock_by_func (self->entry, on_entry_changed_cb, self);
}

static void
on_now_clicked_cb (GtkWidget          *button,
                   PassantTimeControl *self)
{
  PassantAnswerControl *control = PASSANT_ANSWER_CONTROL (self);
  gint64 now_ms = passant_clock_now_ms (passant_answer_control_get_clock (control));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_ms / 1000);
  g_autofree char *value = g_date_time_format (now, "%H:%M");

  set_text (self, value);
  g_signal_emit (self, signals[NOW_TAPPED], 0);
  passant_answer_control_say (control, value);
}

static void
passant_time_control_show_value (PassantAnswerControl *control,
                                 const char           *value)
{
  PassantTimeControl *self = PASSANT_TIME_CONTROL (control);
  g_autofree char *shown =
    passant_entry_text_to_time (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (g_strcmp0 (shown, value) != 0)
    set_text (self, value);
}

static void
passant_time_control_constructed (GObject *object)
{
  PassantTimeControl *self = PASSANT_TIME_CONTROL (object);
  PassantAnswerControl *control = PASSANT_ANSWER_CONTROL (object);

  G_OBJECT_CLASS (passant_time_control_parent_class)->constructed (object);

  /* Translators: how to write a time of day, said after the question. */
  passant_answer_control_name (control, self->entry, _("hours and minutes"));
}

static void
passant_time_control_class_init (PassantTimeControlClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = passant_time_control_constructed;
  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_time_control_show_value;

  signals[NOW_TAPPED] = g_signal_new ("now-tapped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
passant_time_control_init (PassantTimeControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *now = g_object_new (GTK_TYPE_BUTTON,
                                 "label", C_("time", "Now"),
                                 "css-classes", (const char *[]) { "passant-action", NULL },
                                 NULL);

  self->entry = g_object_new (GTK_TYPE_ENTRY,
                              "hexpand", TRUE,
                              "width-chars", 5,
                              "max-length", 8,
                              /* Translators: an example of how a time of day is written. */
                              "placeholder-text", _("14:05"),
                              "input-purpose", GTK_INPUT_PURPOSE_NUMBER,
                              "css-classes", (const char *[]) { "passant-entry", "numeric", NULL },
                              NULL);
  gtk_box_append (GTK_BOX (box), now);
  gtk_box_append (GTK_BOX (box), self->entry);
  adw_bin_set_child (ADW_BIN (self), box);
  passant_answer_control_set_field (PASSANT_ANSWER_CONTROL (self), self->entry);

  g_signal_connect_object (now, "clicked", G_CALLBACK (on_now_clicked_cb), self, 0);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self, 0);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self, 0);
}
