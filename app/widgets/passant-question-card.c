/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-question-card.h"

#include <glib/gi18n-lib.h>

#include "passant-announce.h"
#include "passant-answer-control.h"
#include "passant-duration-control.h"
#include "passant-file-control.h"
#include "passant-when-button.h"

/* Who notes it so long after it happened may well say it from memory. */
#define RECALLED_MS_MIN (10 * 60 * 1000)

struct _PassantQuestionCard {
  AdwBin                parent_instance;

  PassantQuestion      *question;
  PassantClock         *clock;
  gint64                shown_at_ms;

  gboolean              is_answered; /* there is a value, or it is not applicable */
  gboolean              is_required;
  gboolean              is_pointed_at;
  char                 *complaint;   /* why the answer is wrong, or NULL */
  char                 *language;
  char                 *proposed;    /* what may be taken over, or NULL */

  PassantAnswerControl *control;     /* NULL for a note */

  GtkLabel             *text, *hint, *earlier, *message;
  GtkWidget            *message_line, *message_icon;
  PassantWhenButton    *when;
  GtkWidget            *remark_box, *lock;
  GtkLabel             *remark;
  AdwBin               *slot;
  GtkToggleButton      *na;
  GtkWidget            *recall;
  GtkWidget            *proposal;
  GtkLabel             *proposal_label;
  GtkBox               *made;
};

G_DEFINE_FINAL_TYPE (PassantQuestionCard, passant_question_card, ADW_TYPE_BIN)

enum {
  ANSWERED,
  BACK_DATED,
  SOURCED,
  FILE_CHOSEN,
  TIMER_STARTED,
  TIMER_DISCARDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Nobody is told off half way through an answer of several taps. */
static void
show_message (PassantQuestionCard *self)
{
  g_autofree char *unfinished =
    self->control ? passant_answer_control_dup_unfinished (self->control) : NULL;
  gboolean missing = self->is_required && !self->is_answered;
  gboolean wrong = self->complaint && !unfinished;
  const char *text = unfinished ? unfinished
                                : wrong ? self->complaint : missing ? _("Needs an answer") : NULL;
  gboolean loud = wrong || (text && self->is_pointed_at);

  gtk_widget_set_visible (self->message_line, text != NULL);
  gtk_widget_set_visible (self->message_icon, loud);
  gtk_label_set_label (self->message, text ? text : "");

  if (loud)
    gtk_widget_add_css_class (self->message_line, "loud");
  else
    gtk_widget_remove_css_class (self->message_line, "loud");

  if (self->control)
    gtk_accessible_update_state (GTK_ACCESSIBLE (passant_answer_control_get_field (self->control)),
                                 GTK_ACCESSIBLE_STATE_INVALID,
                                 wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                       : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_proposal (PassantQuestionCard *self)
{
  g_autofree char *value = NULL, *words = NULL;

  gtk_widget_set_visible (self->proposal, self->proposed && !self->is_answered);
  if (!self->proposed)
    return;

  value = passant_question_format (self->question, self->proposed, self->language);
  /* Translators: %s is an answer that is offered: "Utrecht". */
  words = g_strdup_printf (_("Take over: %s"), value);
  gtk_label_set_label (self->proposal_label, words);
}

/* "Happened at 14:05, 4 minutes before it was noted · From memory" */
static void
show_earlier (PassantQuestionCard *self,
              const PassantAnswer *answer)
{
  const PassantAnswer *said = self->is_answered ? answer : NULL;
  const char *source = said ? passant_when_button_get_source_words (said->source) : NULL;
  g_autofree char *earlier = said ? passant_when_button_describe (said->at_ms, said->noted_ms)
                                  : NULL;
  g_autofree char *words = earlier && source ? g_strdup_printf ("%s · %s", earlier, source)
                                             : g_strdup (earlier ? earlier : source);

  gtk_label_set_label (self->earlier, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), words != NULL);
  gtk_widget_set_visible (self->recall, said && !source &&
                          said->noted_ms - said->at_ms >= RECALLED_MS_MIN);
  passant_when_button_set_source (self->when, said && said->source ? said->source : "seen");
}

static void
say (PassantQuestionCard *self,
     const char          *value,
     gboolean             na)
{
  g_autoptr (GError) error = NULL;
  gint64 shown_ms = MAX (0, passant_clock_boot_ms (self->clock) - self->shown_at_ms);

  self->is_answered = value != NULL || na;
  gtk_toggle_button_set_active (self->na, na);
  gtk_widget_set_sensitive (GTK_WIDGET (self->when), self->is_answered);

  if (value)
    passant_question_check (self->question, value, &error);
  g_set_str (&self->complaint, error ? error->message : NULL);
  show_proposal (self);
  show_message (self);
  if (error && gtk_widget_get_visible (self->message_icon))
    passant_announce (GTK_WIDGET (self), error->message,
                      GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  g_signal_emit (self, signals[ANSWERED], 0, value, na, shown_ms);
}

static void
on_control_said_cb (PassantAnswerControl *control,
                    const char           *value,
                    PassantQuestionCard  *self)
{
  say (self, value, FALSE);
}

static void
on_control_file_chosen_cb (PassantAnswerControl *control,
                           GFile                *file,
                           PassantQuestionCard  *self)
{
  g_signal_emit (self, signals[FILE_CHOSEN], 0, file);
}

static void
on_control_started_cb (PassantQuestionCard *self)
{
  g_signal_emit (self, signals[TIMER_STARTED], 0);
}

static void
on_control_discarded_cb (PassantQuestionCard *self)
{
  g_signal_emit (self, signals[TIMER_DISCARDED], 0);
}

static void
on_na_clicked_cb (PassantQuestionCard *self)
{
  gboolean na = gtk_toggle_button_get_active (self->na);

  if (na)
    passant_answer_control_empty (self->control);

  say (self, NULL, na);
}

static void
on_proposal_clicked_cb (PassantQuestionCard *self)
{
  g_autofree char *value = g_strdup (self->proposed);

  if (!value)
    return;

  passant_answer_control_show (self->control, value);
  say (self, value, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (self->slot), GTK_DIR_TAB_FORWARD);
}

static void
on_back_dated_cb (PassantQuestionCard *self,
                  gint64               ago_ms)
{
  g_signal_emit (self, signals[BACK_DATED], 0, ago_ms);
}

static void
on_sourced_cb (PassantQuestionCard *self,
               const char          *source)
{
  g_signal_emit (self, signals[SOURCED], 0, source);
}

static void
on_recall_clicked_cb (PassantQuestionCard *self)
{
  gtk_widget_set_visible (self->recall, FALSE);
  g_signal_emit (self, signals[SOURCED], 0, "recalled");
}

static void
passant_question_card_map (GtkWidget *widget)
{
  PassantQuestionCard *self = PASSANT_QUESTION_CARD (widget);

  self->shown_at_ms = passant_clock_boot_ms (self->clock);

  GTK_WIDGET_CLASS (passant_question_card_parent_class)->map (widget);
}

static void
passant_question_card_unmap (GtkWidget *widget)
{
  passant_question_card_flush (PASSANT_QUESTION_CARD (widget));

  GTK_WIDGET_CLASS (passant_question_card_parent_class)->unmap (widget);
}

static void
passant_question_card_dispose (GObject *object)
{
  PassantQuestionCard *self = PASSANT_QUESTION_CARD (object);

  self->control = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_QUESTION_CARD);

  G_OBJECT_CLASS (passant_question_card_parent_class)->dispose (object);
}

static void
passant_question_card_finalize (GObject *object)
{
  PassantQuestionCard *self = PASSANT_QUESTION_CARD (object);

  g_clear_pointer (&self->clock, passant_clock_unref);
  g_clear_pointer (&self->complaint, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->proposed, g_free);

  G_OBJECT_CLASS (passant_question_card_parent_class)->finalize (object);
}

static void
add_signals (GType type)
{
  signals[ANSWERED] = g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_INT64);
  signals[BACK_DATED] = g_signal_new ("back-dated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SOURCED] = g_signal_new ("sourced", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TIMER_STARTED] = g_signal_new ("timer-started", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
  signals[TIMER_DISCARDED] = g_signal_new ("timer-discarded", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  signals[FILE_CHOSEN] = g_signal_new ("file-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_FILE);
}

static void
passant_question_card_class_init (PassantQuestionCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = passant_question_card_dispose;
  object_class->finalize = passant_question_card_finalize;
  widget_class->map = passant_question_card_map;
  widget_class->unmap = passant_question_card_unmap;

  add_signals (G_TYPE_FROM_CLASS (klass));

  g_type_ensure (PASSANT_TYPE_WHEN_BUTTON);
  gtk_widget_class_set_css_name (widget_class, "passant-question-card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/widgets/passant-question-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, text);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, hint);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, earlier);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, message);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, message_line);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, message_icon);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, when);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, recall);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, slot);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, na);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, proposal);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, proposal_label);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, made);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, remark_box);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, remark);
  gtk_widget_class_bind_template_child (widget_class, PassantQuestionCard, lock);
  gtk_widget_class_bind_template_callback (widget_class, on_na_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_proposal_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_dated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sourced_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_recall_clicked_cb);
}

static void
passant_question_card_init (PassantQuestionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->when), FALSE);
  g_object_set (gtk_button_get_child (GTK_BUTTON (self->na)),
                "wrap", TRUE, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->text, NULL, -1);
}

static void
add_control (PassantQuestionCard *self,
             const char          *language)
{
  GtkWidget *control = passant_answer_control_new (self->question, language, self->clock);

  if (!control)
    return;

  self->control = PASSANT_ANSWER_CONTROL (control);
  adw_bin_set_child (self->slot, control);
  gtk_widget_set_visible (GTK_WIDGET (self->slot), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->when), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->na), self->question->allows_na);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->text, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (passant_answer_control_get_field (self->control)),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->hint, self->message, NULL, -1);

  g_signal_connect_object (control, "said", G_CALLBACK (on_control_said_cb), self, 0);
  if (PASSANT_IS_FILE_CONTROL (control))
    g_signal_connect_object (control, "file-chosen", G_CALLBACK (on_control_file_chosen_cb), self,
                             0);
  if (PASSANT_IS_DURATION_CONTROL (control)) {
    g_signal_connect_object (control, "started", G_CALLBACK (on_control_started_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (control, "discarded", G_CALLBACK (on_control_discarded_cb), self,
                             G_CONNECT_SWAPPED);
  }
}

static void
set_margins (PassantQuestionCard *self,
             int                  start,
             int                  vertical,
             int                  end)
{
  GtkWidget *content = adw_bin_get_child (ADW_BIN (self));

  gtk_widget_set_margin_start (content, start);
  gtk_widget_set_margin_end (content, end);
  gtk_widget_set_margin_top (content, vertical);
  gtk_widget_set_margin_bottom (content, vertical);
}

GtkWidget *
passant_question_card_new (PassantQuestion *question,
                           const char      *language,
                           PassantClock    *clock)
{
  PassantQuestionCard *self;

  g_return_val_if_fail (question != NULL && clock != NULL, NULL);

  self = g_object_new (PASSANT_TYPE_QUESTION_CARD, NULL);
  self->question = question;
  self->clock = passant_clock_ref (clock);
  self->shown_at_ms = passant_clock_boot_ms (clock);

  self->language = g_strdup (language);

  passant_question_card_set_texts (self, passant_text_get (question->text, language),
                                   passant_text_get (question->hint, language));
  if (question->type == PASSANT_QUESTION_NOTE) {
    gtk_widget_add_css_class (GTK_WIDGET (self), "note");
    set_margins (self, 12, 0, 12);
  }

  add_control (self, language);

  return GTK_WIDGET (self);
}

PassantQuestion *
passant_question_card_get_question (PassantQuestionCard *self)
{
  g_return_val_if_fail (PASSANT_IS_QUESTION_CARD (self), NULL);

  return self->question;
}

void
passant_question_card_set_answer (PassantQuestionCard *self,
                                  const PassantAnswer *answer,
                                  PassantStepState     state,
                                  const char          *message)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  if (!self->control)
    return;

  self->is_answered = answer && (answer->value || answer->na);
  g_set_str (&self->complaint, state == PASSANT_STEP_WRONG ? message : NULL);

  passant_answer_control_show (self->control, answer ? answer->value : NULL);
  gtk_toggle_button_set_active (self->na, answer && answer->na);
  gtk_widget_set_sensitive (GTK_WIDGET (self->when), self->is_answered);
  show_earlier (self, answer);
  show_proposal (self);
  show_message (self);
}

void
passant_question_card_set_texts (PassantQuestionCard *self,
                                 const char          *text,
                                 const char          *hint)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->hint, hint ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint && *hint);
  if (self->control)
    passant_answer_control_set_text (self->control, text);
}

void
passant_question_card_set_offered (PassantQuestionCard *self,
                                   GPtrArray           *offered)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  if (self->control)
    passant_answer_control_set_offered (self->control, offered);
}

void
passant_question_card_set_proposal (PassantQuestionCard *self,
                                    const char          *value)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  g_set_str (&self->proposed, value);
  show_proposal (self);
}

static void
show_made (PassantQuestionCard *self)
{
  gboolean any = FALSE;

  for (GtkWidget *made = gtk_widget_get_first_child (GTK_WIDGET (self->made));
       made; made = gtk_widget_get_next_sibling (made))
    any = any || gtk_widget_get_visible (made);
  gtk_widget_set_visible (GTK_WIDGET (self->made), any);
}

void
passant_question_card_add_made (PassantQuestionCard *self,
                                PassantQuestionCard *made)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (made));

  gtk_widget_remove_css_class (GTK_WIDGET (made), "card");
  gtk_widget_add_css_class (GTK_WIDGET (made), "made");
  set_margins (made, 12, 0, 0);
  gtk_box_append (self->made, GTK_WIDGET (made));
  g_signal_connect_object (made, "notify::visible", G_CALLBACK (show_made), self,
                           G_CONNECT_SWAPPED);
  show_made (self);
}

void
passant_question_card_set_required (PassantQuestionCard *self,
                                    gboolean             required)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  self->is_required = required;
  show_message (self);
}

void
passant_question_card_set_pointed_at (PassantQuestionCard *self,
                                      gboolean             pointed_at)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  self->is_pointed_at = pointed_at;
  show_message (self);
}

void
passant_question_card_set_blob_path (PassantQuestionCard *self,
                                     const char          *path)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  if (PASSANT_IS_FILE_CONTROL (self->control))
    passant_file_control_set_path (PASSANT_FILE_CONTROL (self->control), path);
}

void
passant_question_card_set_target (PassantQuestionCard *self,
                                  const char          *path)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  if (PASSANT_IS_FILE_CONTROL (self->control))
    passant_file_control_set_target (PASSANT_FILE_CONTROL (self->control), path);
}

void
passant_question_card_set_elapsed_ms (PassantQuestionCard *self,
                                      gint64               elapsed_ms)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  if (PASSANT_IS_DURATION_CONTROL (self->control))
    passant_duration_control_set_elapsed_ms (PASSANT_DURATION_CONTROL (self->control), elapsed_ms);
}

void
passant_question_card_set_remark (PassantQuestionCard *self,
                                  const char          *remark)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  gtk_label_set_label (self->remark, remark ? remark : "");
  gtk_widget_set_visible (self->remark_box, remark && *remark);
}

/* GTK tells a screen reader of the one widget that was made insensitive, and not of those in it. */
static void
tell_locked (GtkWidget *widget,
             gboolean   is_locked)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_DISABLED,
                               is_locked || !gtk_widget_get_sensitive (widget), -1);
  for (; child; child = gtk_widget_get_next_sibling (child))
    tell_locked (child, is_locked);
}

void
passant_question_card_set_locked (PassantQuestionCard *self,
                                  gboolean             is_locked)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  if (!self->control)
    return;

  if (is_locked || !gtk_widget_get_sensitive (GTK_WIDGET (self->slot)))
    tell_locked (GTK_WIDGET (self->slot), is_locked);
  gtk_widget_set_sensitive (GTK_WIDGET (self->slot), !is_locked);
  gtk_widget_set_sensitive (GTK_WIDGET (self->na), !is_locked);
  gtk_widget_set_visible (GTK_WIDGET (self->when), !is_locked);
  gtk_widget_set_visible (self->lock, is_locked);
  if (is_locked)
    gtk_widget_add_css_class (GTK_WIDGET (self), "locked");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "locked");
}

void
passant_question_card_flush (PassantQuestionCard *self)
{
  g_return_if_fail (PASSANT_IS_QUESTION_CARD (self));

  passant_when_button_flush (self->when);
  if (self->control)
    passant_answer_control_flush (self->control);
}
