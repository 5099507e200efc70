/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-quiz-section.h"

#include <glib/gi18n-lib.h>

#include "passant-calibration-card.h"
#include "passant-quiz-card.h"

/**
 * PassantQuizSection:
 *
 * The questions about the briefing, graded here and now. Who has answered all of them right is certified for this version
 * of the script, for every job that is walked by it; a new version asks anew. Certified guests see that they are, and
 * the questions only when they want to.
 *
 * Signals:
 * - changed: a choice was made
 */
struct _PassantQuizSection {
  AdwBin           parent_instance;

  PassantNotebook *notebook;
  PassantJob      *job;
  PassantScript   *script;
  GHashTable      *choices; /* item → the choice made last */

  GtkWidget       *passed_icon;
  GtkLabel        *score_label;
  GtkWidget       *again_button;
  GtkBox          *cards_box;
  AdwBin          *calibration_bin;
};

G_DEFINE_FINAL_TYPE (PassantQuizSection, passant_quiz_section, ADW_TYPE_BIN)

typedef enum {
  CHANGED,
} PassantQuizSectionSignals;

static guint signals[CHANGED + 1];

static guint
count_right (PassantQuizSection *self)
{
  guint n = 0;

  for (guint i = 0; i < self->script->quiz->len; i++) {
    PassantQuizItem *item = self->script->quiz->pdata[i];

    n += g_strcmp0 (g_hash_table_lookup (self->choices, item->id), item->correct) == 0;
  }

  return n;
}

static void
show_score (PassantQuizSection *self)
{
  guint right = count_right (self), all = self->script->quiz->len;
  g_autofree char *words = NULL;

  if (right == all)
    /* Translators: %d is the number of a version of the script. */
    words = g_strdup_printf (_("All right. That counts for every job with version %d of this "
                               "script."), self->script->version);
  else
    /* Translators: how many quiz questions were answered right, of how many. */
    words = g_strdup_printf (_("%u of %u right. You can start once all are."), right, all);

  gtk_label_set_label (self->score_label, words);
  /* Of a visit that was started by an older script nobody asks it. */
  gtk_widget_set_visible (GTK_WIDGET (self->score_label),
                          right == all || !passant_job_get_assignment (self->job)->visit);
  gtk_widget_set_visible (self->passed_icon, right == all);
}

static void
on_chosen_cb (PassantQuizSection *self,
              const char         *choice,
              gboolean            is_correct,
              PassantQuizCard    *card)
{
  PassantQuizItem *item = passant_quiz_card_get_item (card);

  passant_notebook_note_quiz (self->notebook, self->job, self->script, item->id, choice,
                              is_correct);
  g_hash_table_replace (self->choices, g_strdup (item->id), g_strdup (choice));
  show_score (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_again_clicked_cb (PassantQuizSection *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->cards_box), TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->cards_box), GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (self->again_button, FALSE);
}

static void
passant_quiz_section_dispose (GObject *object)
{
  PassantQuizSection *self = PASSANT_QUIZ_SECTION (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PASSANT_TYPE_QUIZ_SECTION);
  g_clear_object (&self->notebook);
  g_clear_object (&self->job);
  g_clear_pointer (&self->script, passant_script_unref);
  g_clear_pointer (&self->choices, g_hash_table_unref);

  G_OBJECT_CLASS (passant_quiz_section_parent_class)->dispose (object);
}

static void
passant_quiz_section_class_init (PassantQuizSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_quiz_section_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-quiz-section.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantQuizSection, passed_icon);
  gtk_widget_class_bind_template_child (widget_class, PassantQuizSection, score_label);
  gtk_widget_class_bind_template_child (widget_class, PassantQuizSection, again_button);
  gtk_widget_class_bind_template_child (widget_class, PassantQuizSection, cards_box);
  gtk_widget_class_bind_template_child (widget_class, PassantQuizSection, calibration_bin);
  gtk_widget_class_bind_template_callback (widget_class, on_again_clicked_cb);
}

static void
passant_quiz_section_init (PassantQuizSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_card (PassantQuizSection *self,
          PassantQuizItem    *item,
          const char         *language)
{
  GtkWidget *card = passant_quiz_card_new (self->script, item, language);
  const char *choice = g_hash_table_lookup (self->choices, item->id);

  if (choice)
    passant_quiz_card_show_choice (PASSANT_QUIZ_CARD (card), choice);
  g_signal_connect_object (card, "chosen", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->cards_box, card);
}

static void
on_calibrated_cb (PassantQuizSection *self,
                  const gint64       *touch_ms)
{
  passant_notebook_note_calibration (self->notebook, self->job, touch_ms,
                                     PASSANT_CALIBRATION_TAPS);
}

static void
add_calibration (PassantQuizSection *self)
{
  PassantStore *store = passant_notebook_get_store (self->notebook);
  GtkWidget *card = passant_calibration_card_new (passant_store_get_clock (store));

  passant_calibration_card_set_pace (PASSANT_CALIBRATION_CARD (card),
                                     passant_notebook_get_pace_ms (self->notebook));
  g_signal_connect_object (card, "calibrated", G_CALLBACK (on_calibrated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->calibration_bin, card);
}

/* Once. @script is that of @job. */
void
passant_quiz_section_show (PassantQuizSection *self,
                           PassantNotebook    *notebook,
                           PassantJob         *job,
                           PassantScript      *script)
{
  gboolean is_passed;

  g_return_if_fail (PASSANT_IS_QUIZ_SECTION (self));
  g_return_if_fail (!self->script);

  self->notebook = g_object_ref (notebook);
  self->job = g_object_ref (job);
  self->script = passant_script_ref (script);
  self->choices = passant_store_load_quiz (passant_notebook_get_store (notebook), script->hash,
                                           passant_job_get_assignment (job)->shopper, NULL);
  if (!self->choices)
    self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < script->quiz->len; i++)
    add_card (self, script->quiz->pdata[i], passant_notebook_pick_language (notebook, script));
  add_calibration (self);
  is_passed = passant_quiz_section_is_passed (self);
  gtk_widget_set_visible (GTK_WIDGET (self->cards_box), !is_passed);
  gtk_widget_set_visible (self->again_button, is_passed);
  gtk_widget_set_visible (GTK_WIDGET (self), script->quiz->len > 0);
  show_score (self);
}

/* Whether the guest may start: all items were answered right, in this or another job. */
gboolean
passant_quiz_section_is_passed (PassantQuizSection *self)
{
  g_return_val_if_fail (PASSANT_IS_QUIZ_SECTION (self), FALSE);

  return self->script && count_right (self) == self->script->quiz->len;
}

/* Leads the keyboard, and with it the eye, to the first question that is not answered right. */
void
passant_quiz_section_start (PassantQuizSection *self)
{
  GtkWidget *card;

  g_return_if_fail (PASSANT_IS_QUIZ_SECTION (self));

  card = gtk_widget_get_first_child (GTK_WIDGET (self->cards_box));
  for (; card; card = gtk_widget_get_next_sibling (card)) {
    PassantQuizItem *item = passant_quiz_card_get_item (PASSANT_QUIZ_CARD (card));

    if (g_strcmp0 (g_hash_table_lookup (self->choices, item->id), item->correct) != 0) {
      gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD);
      return;
    }
  }
}
