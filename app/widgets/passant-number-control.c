/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-number-control.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "passant-entry-text.h"

struct _PassantNumberControl {
  PassantAnswerControl parent_instance;

  GtkWidget           *entry;
};

G_DEFINE_FINAL_TYPE (PassantNumberControl, passant_number_control, PASSANT_TYPE_ANSWER_CONTROL)

static void
on_entry_changed_cb (GtkEditable          *entry,
                     PassantNumberControl *self)
{
  g_autofree char *value = passant_entry_text_to_number (gtk_editable_get_text (entry));

  passant_answer_control_say_soon (PASSANT_ANSWER_CONTROL (self), value);
}

static void
on_entry_activate_cb (GtkWidget            *entry,
                      PassantNumberControl *self)
{
  passant_answer_control_flush (PASSANT_ANSWER_CONTROL (self));
}

static void
passant_number_control_show_value (PassantAnswerControl *control,
                                   const char           *value)
{
  PassantNumberControl *self = PASSANT_NUMBER_CONTROL (control);
  g_autofree char *shown =
    passant_entry_text_to_number (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autofree char *text = NULL;

  if (g_strcmp0 (shown, value) == 0)
    return;

  text = passant_entry_text_from_number (value, localeconv ()->decimal_point);
  g_signal_handlers_block_by_func (self->entry, on_entry_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  g_signal_handlers_unblock_by_func (self->entry, on_entry_changed_cb, self);
}

static const char *
get_currency_sign (const char *code)
{
  static const char *const signs[][2] = {
    { "EUR", "€" }, { "GBP", "£" }, { "USD", "$" }, { "JPY", "¥" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (g_strcmp0 (code, signs[i][0]) == 0)
      return signs[i][1];
  }

  return code ? code : "";
}

static GtkWidget *
make_beside (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD,
                                   "xalign", 0.0,
                                   NULL);

  gtk_widget_add_css_class (label, "dimmed");

  return label;
}

static GtkWidget *
make_entry (PassantNumberControl *self)
{
  PassantQuestion *question = passant_answer_control_get_question (PASSANT_ANSWER_CONTROL (self));
  gboolean whole = question->decimals == 0 && question->type == PASSANT_QUESTION_NUMBER;
  gboolean negative = !question->has_min || question->min < 0;
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY,
                                   "hexpand", TRUE,
                                   "width-chars", 4,
                                   "max-length", 32,
                                   "input-purpose", whole && !negative ? GTK_INPUT_PURPOSE_DIGITS
                                                                       : GTK_INPUT_PURPOSE_NUMBER,
                                   NULL);

  gtk_widget_add_css_class (entry, "passant-entry");
  gtk_widget_add_css_class (entry, "numeric");
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_entry_changed_cb), self, 0);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_entry_activate_cb), self, 0);

  return entry;
}

static void
passant_number_control_constructed (GObject *object)
{
  PassantNumberControl *self = PASSANT_NUMBER_CONTROL (object);
  PassantAnswerControl *control = PASSANT_ANSWER_CONTROL (object);
  PassantQuestion *question = passant_answer_control_get_question (control);
  const char *language = passant_answer_control_get_language (control);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  G_OBJECT_CLASS (passant_number_control_parent_class)->constructed (object);

  self->entry = make_entry (self);
  if (question->type == PASSANT_QUESTION_MONEY)
    gtk_box_append (GTK_BOX (box), make_beside (get_currency_sign (question->currency)));
  gtk_box_append (GTK_BOX (box), self->entry);
  if (question->unit)
    gtk_box_append (GTK_BOX (box), make_beside (passant_text_get (question->unit, language)));

  adw_bin_set_child (ADW_BIN (self), box);
  passant_answer_control_set_field (PASSANT_ANSWER_CONTROL (self), self->entry);
  passant_answer_control_name (control, self->entry,
                               question->unit ? passant_text_get (question->unit, language)
                                              : question->currency);
}

static void
passant_number_control_class_init (PassantNumberControlClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = passant_number_control_constructed;
  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_number_control_show_value;
}

static void
passant_number_control_init (PassantNumberControl *self)
{
}
