/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-place-control.h"

#include <glib/gi18n-lib.h>

#include "passant-entry-text.h"

struct _PassantPlaceControl {
  PassantAnswerControl parent_instance;

  GtkWidget           *entry;
  GtkWidget           *understood;
};

G_DEFINE_FINAL_TYPE (PassantPlaceControl, passant_place_control, PASSANT_TYPE_ANSWER_CONTROL)

static char *
read_value (PassantPlaceControl *self)
{
  return passant_entry_text_to_place (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
show_understood (PassantPlaceControl *self,
                 const char          *value)
{
  g_autofree char *words = passant_entry_text_from_place (value);

  gtk_label_set_label (GTK_LABEL (self->understood),
                       words ? words : _("Latitude, then longitude, as a map app gives them"));
}

static void
on_entry_changed_cb (GtkEditable         *entry,
                     PassantPlaceControl *self)
{
  g_autofree char *value = read_value (self);

  show_understood (self, value);
  passant_answer_control_say_soon (PASSANT_ANSWER_CONTROL (self), value);
}

static void
on_entry_activate_cb (GtkWidget           *entry,
                      PassantPlaceControl *self)
{
  passant_answer_control_flush (PASSANT_ANSWER_CONTROL (self));
}

static void
passant_place_control_show_value (PassantAnswerControl *control,
                                  const char           *value)
{
  PassantPlaceControl *self = PASSANT_PLACE_CONTROL (control);
  g_autofree char *shown = read_value (self);

  if (g_strcmp0 (shown, value) == 0)
    return;

  g_signal_handlers_block_by_func (self->entry, on_entry_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), value ? value : "");
  g_signal_handlers_unblock_by_func (self->entry, on_entry_changed_cb, self);
  show_understood (self, value);
}

static void
passant_place_control_constructed (GObject *object)
{
  PassantPlaceControl *self = PASSANT_PLACE_CONTROL (object);

  G_OBJECT_CLASS (passant_place_control_parent_class)->constructed (object);

  /* Translators: how to write a place, said after the question. */
  passant_answer_control_name (PASSANT_ANSWER_CONTROL (self), self->entry,
                               _("latitude and longitude"));
  show_understood (self, NULL);
}

static void
passant_place_control_class_init (PassantPlaceControlClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = passant_place_control_constructed;
  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_place_control_show_value;
}

static void
passant_place_control_init (PassantPlaceControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = g_object_new (GTK_TYPE_ENTRY,
                              "hexpand", TRUE,
                              "width-chars", 8,
                              /* Translators: an example of how a place is written. */
                              "placeholder-text", _("52.0907, 5.1214"),
                              "input-hints",
                              GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI,
                              "css-classes", (const char *[]) { "passant-entry", "numeric", NULL },
                              NULL);
  self->understood = g_object_new (GTK_TYPE_LABEL,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   "css-classes", (const char *[]) { "caption", "dimmed", "numeric",
                                                                     NULL },
                                   NULL);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->understood);
  adw_bin_set_child (ADW_BIN (self), box);
  passant_answer_control_set_field (PASSANT_ANSWER_CONTROL (self), self->entry);

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self, 0);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self, 0);
}
