/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-quiz-card.h"

#include <glib/gi18n-lib.h>

#include "passant-announce.h"
#include "passant-label.h"

/**
 * PassantQuizCard:
 *
 * One question about the briefing. A tap is graded at once, without a hub; a wrong one says why, and may be tried again.
 *
 * Signals:
 * - chosen (choice: utf8, correct: gboolean): the guest tapped a choice.
 */
struct _PassantQuizCard {
  AdwBin           parent_instance;

  PassantScript   *script;
  PassantQuizItem *item;
  const char      *language;

  GtkLabel        *prompt_label;
  GtkBox          *choices_box;
  GtkLabel        *verdict_label;
};

G_DEFINE_FINAL_TYPE (PassantQuizCard, passant_quiz_card, ADW_TYPE_BIN)

typedef enum {
  CHOSEN,
} PassantQuizCardSignals;

static guint signals[CHOSEN + 1];

static const char *
get_choice (GtkWidget *button)
{
  return gtk_widget_get_name (button);
}

static void
on_choice_clicked_cb (PassantQuizCard *self,
                      GtkWidget       *button)
{
  const char *choice = get_choice (button);

  passant_quiz_card_show_choice (self, choice);
  passant_announce (GTK_WIDGET (self), gtk_label_get_label (self->verdict_label),
                    GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  g_signal_emit (self, signals[CHOSEN], 0, choice, g_str_equal (choice, self->item->correct));
}

static void
add_choice (PassantQuizCard *self,
            PassantChoice   *choice)
{
  GtkWidget *label = passant_label_new (passant_text_get (choice->label, self->language),
                                        "passant-tile-text");
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_widget_set_name (button, choice->id);
  gtk_widget_add_css_class (button, "passant-tile");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_choice_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->choices_box, button);
}

static void
passant_quiz_card_dispose (GObject *object)
{
  PassantQuizCard *self = PASSANT_QUIZ_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PASSANT_TYPE_QUIZ_CARD);
  g_clear_pointer (&self->script, passant_script_unref);

  G_OBJECT_CLASS (passant_quiz_card_parent_class)->dispose (object);
}

static void
passant_quiz_card_class_init (PassantQuizCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_quiz_card_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-quiz-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantQuizCard, prompt_label);
  gtk_widget_class_bind_template_child (widget_class, PassantQuizCard, choices_box);
  gtk_widget_class_bind_template_child (widget_class, PassantQuizCard, verdict_label);
}

static void
passant_quiz_card_init (PassantQuizCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @item is one of @script's. */
GtkWidget *
passant_quiz_card_new (PassantScript   *script,
                       PassantQuizItem *item,
                       const char      *language)
{
  PassantQuizCard *self = g_object_new (PASSANT_TYPE_QUIZ_CARD, NULL);

  self->script = passant_script_ref (script);
  self->item = item;
  self->language = g_intern_string (language);
  gtk_label_set_label (self->prompt_label, passant_text_get (item->prompt, language));
  for (guint i = 0; i < item->choices->len; i++)
    add_choice (self, item->choices->pdata[i]);

  return GTK_WIDGET (self);
}

PassantQuizItem *
passant_quiz_card_get_item (PassantQuizCard *self)
{
  g_return_val_if_fail (PASSANT_IS_QUIZ_CARD (self), NULL);

  return self->item;
}

/* Shows @choice as the one taken, and what it is worth. Emits nothing. */
void
passant_quiz_card_show_choice (PassantQuizCard *self,
                               const char      *choice)
{
  gboolean is_correct = g_strcmp0 (choice, self->item->correct) == 0;
  const char *why = self->item->why ? passant_text_get (self->item->why, self->language) : "";
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->choices_box));
  g_autofree char *verdict = NULL;

  for (; button; button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  g_str_equal (get_choice (button), choice));

  verdict = g_strdup_printf ("%s %s", is_correct ? _("That is right.") : _("Not quite."), why);
  gtk_label_set_label (self->verdict_label, verdict);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict_label), TRUE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_label),
                               is_correct ? "warning" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict_label), is_correct ? "success" : "warning");
}
