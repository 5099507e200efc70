/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-text-control.h"

#include <glib/gi18n-lib.h>

#define NARRATIVE_HEIGHT_MIN 120

struct _PassantTextControl {
  PassantAnswerControl parent_instance;

  GtkWidget           *view;
  GtkWidget           *counter; /* how much there is still to write; NULL unless the script says how much */
};

G_DEFINE_FINAL_TYPE (PassantTextControl, passant_text_control, PASSANT_TYPE_ANSWER_CONTROL)

/* What was typed, without blank ends; NULL for nothing. */
static char *
read_value (PassantTextControl *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));

  return *text ? g_steal_pointer (&text) : NULL;
}

static void
show_counter (PassantTextControl *self)
{
  int wanted = passant_answer_control_get_question (PASSANT_ANSWER_CONTROL (self))->min_length;
  g_autofree char *value = read_value (self);
  int left = wanted - (int) (value ? g_utf8_strlen (value, -1) : 0);
  g_autofree char *words = NULL;

  if (!self->counter)
    return;

  if (left <= 0)
    words = g_strdup (_("Long enough"));
  else if (left == wanted)
    words = g_strdup_printf (ngettext ("At least %d character", "At least %d characters", wanted),
                             wanted);
  else
    words = g_strdup_printf (ngettext ("%d character to go", "%d characters to go", left), left);
  gtk_label_set_label (GTK_LABEL (self->counter), words);
}

static void
on_buffer_changed_cb (GtkTextBuffer      *buffer,
                      PassantTextControl *self)
{
  g_autofree char *value = read_value (self);

  show_counter (self);
  passant_answer_control_say_soon (PASSANT_ANSWER_CONTROL (self), value);
}

static void
passant_text_control_show_value (PassantAnswerControl *control,
                                 const char           *value)
{
  PassantTextControl *self = PASSANT_TEXT_CONTROL (control);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_autofree char *shown = read_value (self);

  if (g_strcmp0 (shown, value) == 0)
    return;

  g_signal_handlers_block_by_func (buffer, on_buffer_changed_cb, self);
  gtk_text_buffer_set_text (buffer, value ? value : "", -1);
  g_signal_handlers_unblock_by_func (buffer, on_buffer_changed_cb, self);
  show_counter (self);
}

/* A story looks like one before it is begun, and grows as it is told. */
static void
make_narrative (PassantTextControl *self)
{
  GtkWidget *box = gtk_widget_get_parent (self->view);

  gtk_widget_set_size_request (self->view, -1, NARRATIVE_HEIGHT_MIN);
  if (passant_answer_control_get_question (PASSANT_ANSWER_CONTROL (self))->min_length <= 0)
    return;

  self->counter = g_object_new (GTK_TYPE_LABEL,
                                "xalign", 0.0,
                                "wrap", TRUE,
                                "css-classes", (const char *[]) { "caption", "dimmed", "numeric",
                                                                  NULL },
                                NULL);
  gtk_box_append (GTK_BOX (box), self->counter);
  show_counter (self);
}

static void
passant_text_control_constructed (GObject *object)
{
  PassantTextControl *self = PASSANT_TEXT_CONTROL (object);
  PassantAnswerControl *control = PASSANT_ANSWER_CONTROL (object);

  G_OBJECT_CLASS (passant_text_control_parent_class)->constructed (object);

  if (passant_answer_control_get_question (control)->type == PASSANT_QUESTION_NARRATIVE)
    make_narrative (self);
  passant_answer_control_name (control, self->view, NULL);
}

static void
passant_text_control_class_init (PassantTextControlClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = passant_text_control_constructed;
  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_text_control_show_value;
}

static void
passant_text_control_init (PassantTextControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->view = g_object_new (GTK_TYPE_TEXT_VIEW,
                             "wrap-mode", GTK_WRAP_WORD_CHAR,
                             "accepts-tab", FALSE,
                             "input-hints",
                             GTK_INPUT_HINT_UPPERCASE_SENTENCES | GTK_INPUT_HINT_SPELLCHECK,
                             "hexpand", TRUE,
                             "css-classes", (const char *[]) { "passant-text", NULL },
                             NULL);
  gtk_box_append (GTK_BOX (box), self->view);
  adw_bin_set_child (ADW_BIN (self), box);
  passant_answer_control_set_field (PASSANT_ANSWER_CONTROL (self), self->view);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed",
                           G_CALLBACK (on_buffer_changed_cb), self, 0);
}
