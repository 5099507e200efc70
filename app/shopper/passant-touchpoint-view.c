/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-touchpoint-view.h"

#include <glib/gi18n-lib.h>

#include "passant-affect-grid.h"
#include "passant-evidence-tray.h"
#include "passant-label.h"
#include "passant-question-card.h"
#include "passant-rules-box.h"
#include "passant-wording.h"

/* A stopwatch whose two clocks drifted further apart than this has lived through a reboot. */
#define CLOCK_DRIFT_MS_MAX 60000
/* Long enough to see what was tapped, short enough not to wait for. */
#define ADVANCE_DELAY_MS 350

/**
 * PassantTouchpointView:
 *
 * One touchpoint on one screen: its title and channel, what to do there, a card for each question that matters now, the
 * photos, and the affect grid last. Everything tapped goes to the session; what is shown comes back from it, after the
 * commit. Made anew for each touchpoint.
 */
struct _PassantTouchpointView {
  AdwBin               parent_instance;

  PassantSession      *session;
  PassantPocket       *pocket;
  PassantTouchpoint   *touchpoint;
  const char          *language;
  GPtrArray           *cards;   /* PassantQuestionCard, in script order; in cards_box */
  PassantAffectGrid   *grid;    /* or NULL */
  PassantFelt          felt;    /* as last tapped, maybe not kept yet */
  gboolean             has_felt;
  guint                advance_id;
  GtkWidget           *pointed; /* the card or grid to start at instead of the title, or NULL */

  GtkScrolledWindow   *scroller;
  GtkLabel            *channel_label;
  GtkLabel            *title_label;
  GtkLabel            *left_label;
  GtkWidget           *notice_box;
  GtkLabel            *notice_label;
  GtkButton           *notice_button;
  GtkLabel            *instruction_label;
  PassantRulesBox     *rules;
  GtkBox              *cards_box;
  PassantEvidenceTray *evidence;
  AdwBin              *feeling_bin;
  GtkWidget           *skip_button;
};

G_DEFINE_FINAL_TYPE (PassantTouchpointView, passant_touchpoint_view, ADW_TYPE_BIN)

static gint64
now_ms (PassantTouchpointView *self)
{
  return passant_clock_now_ms (passant_store_get_clock (passant_session_get_store (self->session)));
}

static gint64
boot_ms (PassantTouchpointView *self)
{
  return passant_clock_boot_ms (passant_store_get_clock (passant_session_get_store (
                                                           self->session)));
}

/* Stopwatches */

static char *
dup_stopwatch_key (PassantTouchpointView *self,
                   PassantQuestion       *question)
{
  return g_strdup_printf ("%s/%s", passant_visit_get_id (passant_session_get_visit (self->session)),
                          question->id);
}

static void
on_stopwatch_cb (PassantTouchpointView *self,
                 GParamSpec            *pspec,
                 PassantQuestionCard   *card)
{
  gint64 since = passant_question_card_get_running_since (card);
  g_autofree char *key = dup_stopwatch_key (self, passant_question_card_get_question (card));
  g_autofree char *value = NULL;

  if (since > 0)
    value = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, since,
                             now_ms (self) - (boot_ms (self) - since));
  passant_pocket_put (self->pocket, "stopwatch", key, value);
}

/* A stopwatch goes on while the app is away. Its wall clock start tells whether it is still the same boot. */
static void
restore_stopwatch (PassantTouchpointView *self,
                   PassantQuestionCard   *card)
{
  g_autofree char *key = dup_stopwatch_key (self, passant_question_card_get_question (card));
  g_autofree char *value = passant_pocket_dup (self->pocket, "stopwatch", key);
  char *wall = NULL;
  gint64 since, drift_ms;

  if (!value)
    return;

  since = g_ascii_strtoll (value, &wall, 10);
  drift_ms = (now_ms (self) - g_ascii_strtoll (wall, NULL, 10)) - (boot_ms (self) - since);
  if (since > 0 && ABS (drift_ms) <= CLOCK_DRIFT_MS_MAX)
    passant_question_card_set_running_since (card, since);
}

/* What the guest says */

static gboolean
is_single_tap (PassantQuestion *question)
{
  return question->type == PASSANT_QUESTION_YES_NO || question->type == PASSANT_QUESTION_CHOICE ||
         question->type == PASSANT_QUESTION_SCALE;
}

static gboolean
is_unanswered (PassantTouchpointView *self,
               PassantQuestion       *question)
{
  return question->type != PASSANT_QUESTION_NOTE &&
         passant_guide_get_question (passant_session_get_guide (self->session), question) ==
         PASSANT_STEP_OPEN;
}

static void
scroll_to (PassantTouchpointView *self,
           GtkWidget             *widget)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (self->scroller);

  if (GTK_IS_VIEWPORT (viewport) && gtk_widget_get_mapped (widget))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);
}

/* Brings the next open card into view, and does nothing when it is there already. */
static gboolean
advance (gpointer user_data)
{
  PassantTouchpointView *self = user_data;

  self->advance_id = 0;
  for (guint i = 0; i < self->cards->len; i++) {
    if (is_unanswered (self, passant_question_card_get_question (self->cards->pdata[i]))) {
      scroll_to (self, self->cards->pdata[i]);
      return G_SOURCE_REMOVE;
    }
  }

  if (self->grid && !self->has_felt)
    scroll_to (self, GTK_WIDGET (self->grid));

  return G_SOURCE_REMOVE;
}

static void
on_answered_cb (PassantTouchpointView *self,
                const char            *value,
                gboolean               is_na,
                gint64                 shown_ms,
                PassantQuestionCard   *card)
{
  PassantQuestion *question = passant_question_card_get_question (card);
  gboolean was_open = is_unanswered (self, question);

  self->pointed = NULL;
  passant_session_answer (self->session, question, value, is_na, 0, shown_ms);
  if (!value && !is_na && !was_open)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell-undo", "s", _("Answer cleared"));

  /* Never on a change of mind: the guest is looking at this card. */
  if (was_open && is_single_tap (question)) {
    g_clear_handle_id (&self->advance_id, g_source_remove);
    self->advance_id = g_timeout_add (ADVANCE_DELAY_MS, advance, self);
  }
}

static void
on_back_dated_cb (PassantTouchpointView *self,
                  gint64                 ago_ms,
                  PassantQuestionCard   *card)
{
  PassantQuestion *question = passant_question_card_get_question (card);
  PassantVisit *visit = passant_session_get_visit (self->session);
  const PassantAnswer *answer = passant_visit_get_answer (visit, question->id);

  if (answer)
    passant_session_answer (self->session, question, answer->value, answer->na,
                            now_ms (self) - ago_ms, answer->shown_ms);
}

static void
on_file_chosen_cb (PassantTouchpointView *self,
                   GFile                 *file,
                   PassantQuestionCard   *card)
{
  passant_session_attach (self->session, file, self->touchpoint,
                          passant_question_card_get_question (card));
}

static void
say_felt (PassantTouchpointView *self)
{
  self->pointed = NULL;
  self->has_felt = TRUE;
  passant_session_feel (self->session, self->touchpoint->id, &self->felt);
}

/* The words that the first tap calls up come into view, once that tap is over. */
static gboolean
show_words (gpointer user_data)
{
  PassantTouchpointView *self = user_data;

  self->advance_id = 0;
  scroll_to (self, GTK_WIDGET (self->grid));

  return G_SOURCE_REMOVE;
}

static void
on_felt_cb (PassantTouchpointView *self,
            int                    x,
            int                    y,
            gint64                 shown_ms,
            int                    moves)
{
  self->felt.x = x;
  self->felt.y = y;
  self->felt.affect.valence = passant_affect_from_grid (x);
  self->felt.affect.arousal = passant_affect_from_grid (y);
  self->felt.shown_ms = shown_ms;
  self->felt.moves = moves;
  self->felt.at_ms = 0;
  if (!self->has_felt) {
    g_clear_handle_id (&self->advance_id, g_source_remove);
    self->advance_id = g_timeout_add (ADVANCE_DELAY_MS, show_words, self);
  }
  say_felt (self);
}

static void
on_worded_cb (PassantTouchpointView *self,
              const char            *key)
{
  if (!self->has_felt)
    return;

  self->felt.affect.word = key ? g_intern_string (key) : NULL;
  say_felt (self);
}

static void
on_notice_clicked_cb (PassantTouchpointView *self)
{
  passant_session_enter (self->session, self->touchpoint);
}

/* What is kept */

static void
show_card (PassantTouchpointView *self,
           PassantQuestionCard   *card)
{
  PassantGuide *guide = passant_session_get_guide (self->session);
  PassantVisit *visit = passant_session_get_visit (self->session);
  PassantQuestion *question = passant_question_card_get_question (card);
  PassantStepState state = passant_guide_get_question (guide, question);
  const PassantAnswer *answer = passant_visit_get_answer (visit, question->id);
  g_autofree char *message = passant_guide_dup_message (guide, question, self->language);

  gtk_widget_set_visible (GTK_WIDGET (card), state != PASSANT_STEP_HIDDEN);
  passant_question_card_set_required (card, passant_guide_is_required (guide, question));
  passant_question_card_set_answer (card, answer, state, message);

  if (question->type == PASSANT_QUESTION_PHOTO) {
    PassantBlobs *blobs = passant_store_get_blobs (passant_session_get_store (self->session));
    g_autofree char *path = answer && answer->value ? passant_blobs_dup_path (blobs, answer->value)
                                                    : NULL;

    passant_question_card_set_blob_path (card, path);
  }
}

static void
show_feeling (PassantTouchpointView *self)
{
  const PassantFelt *felt = passant_visit_get_felt (passant_session_get_visit (self->session),
                                                    self->touchpoint->id);

  if (!self->grid)
    return;

  /* Newer taps may still be on their way; then what is on the screen is right. */
  if (passant_session_is_saying (self->session))
    return;

  if (felt) {
    self->felt = *felt;
    self->has_felt = TRUE;
  }
  passant_affect_grid_set_felt (self->grid, felt);
}

static void
show_left (PassantTouchpointView *self)
{
  guint left = passant_guide_count_left (passant_session_get_guide (self->session),
                                         self->touchpoint);
  gboolean misses_feeling = self->grid && !self->has_felt;
  g_autofree char *words = NULL;

  if (left > 0)
    /* Translators: how many questions of this step have no answer yet. */
    words = g_strdup_printf (ngettext ("%u left", "%u left", left), left);
  else if (misses_feeling)
    words = g_strdup (_("Only the feeling left"));
  else
    words = g_strdup (_("All noted"));

  gtk_label_set_label (self->left_label, words);
}

static void
show_notice (PassantTouchpointView *self,
             const char            *words,
             const char            *button)
{
  gtk_label_set_label (self->notice_label, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice_button), button != NULL);
  if (button)
    gtk_button_set_label (self->notice_button, button);
  gtk_widget_set_visible (self->notice_box, words != NULL);
}

static void
show_state (PassantTouchpointView *self)
{
  PassantVisit *visit = passant_session_get_visit (self->session);
  PassantGuide *guide = passant_session_get_guide (self->session);
  const char *skip = passant_visit_get_skip (visit, self->touchpoint->id);
  g_autofree char *words = NULL;

  if (skip) {
    /* Translators: %s is the reason, in the guest's words. */
    words = g_strdup_printf (_("You skipped this step: %s"), skip);
    show_notice (self, words, _("Do it after all"));
  } else if (passant_guide_get_touchpoint (guide, self->touchpoint) == PASSANT_STEP_WAITING &&
             self->touchpoint->after) {
    /* Translators: %s is the title of another step. */
    words = g_strdup_printf (_("The script has this after “%s”. If it went otherwise, note it "
                               "all the same."),
                             passant_text_get (self->touchpoint->after->title, self->language));
    show_notice (self, words, NULL);
  } else {
    show_notice (self, NULL, NULL);
  }
  gtk_widget_set_visible (self->skip_button, skip == NULL);
}

static void
on_session_changed_cb (PassantTouchpointView *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    show_card (self, self->cards->pdata[i]);
  show_feeling (self);
  show_left (self);
  show_state (self);
  passant_evidence_tray_update (self->evidence, self->session, self->touchpoint);
}

/* Building */

/* The remark is about the whole visit; it stands where the reviewer points first. */
static void
add_remark (PassantTouchpointView *self)
{
  PassantVisit *visit = passant_session_get_visit (self->session);
  const char *remark = passant_visit_get_remark (visit);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_box_append (GTK_BOX (box),
                  passant_label_new (passant_wording_for_visit_state (PASSANT_VISIT_RETURNED),
                                     "caption-heading"));
  if (remark && *remark)
    gtk_box_append (GTK_BOX (box), passant_label_new (remark, NULL));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "passant-card");
  gtk_widget_add_css_class (box, "passant-remark");
  gtk_box_append (self->cards_box, box);
}

static gboolean
is_returned (PassantTouchpointView *self,
             PassantQuestion       *question)
{
  PassantVisit *visit = passant_session_get_visit (self->session);
  const char * const *returned = passant_visit_get_returned (visit);

  return passant_visit_get_state (visit) == PASSANT_VISIT_RETURNED && returned &&
         g_strv_contains (returned, question->id);
}

static void
add_card (PassantTouchpointView *self,
          PassantQuestion       *question)
{
  PassantClock *clock = passant_store_get_clock (passant_session_get_store (self->session));
  GtkWidget *card = passant_question_card_new (question, self->language, clock);

  g_ptr_array_add (self->cards, card);
  gtk_box_append (self->cards_box, card);
  if (question->type == PASSANT_QUESTION_DURATION)
    restore_stopwatch (self, PASSANT_QUESTION_CARD (card));
  g_signal_connect_object (card, "answered", G_CALLBACK (on_answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "back-dated", G_CALLBACK (on_back_dated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "file-chosen", G_CALLBACK (on_file_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "notify::running-since-boot-ms", G_CALLBACK (on_stopwatch_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
add_grid (PassantTouchpointView *self)
{
  PassantClock *clock = passant_store_get_clock (passant_session_get_store (self->session));
  GtkWidget *grid = passant_affect_grid_new (clock);

  self->grid = PASSANT_AFFECT_GRID (grid);
  adw_bin_set_child (self->feeling_bin, grid);
  g_signal_connect_object (grid, "felt", G_CALLBACK (on_felt_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "worded", G_CALLBACK (on_worded_cb), self, G_CONNECT_SWAPPED);
}

static void
show_touchpoint (PassantTouchpointView *self)
{
  PassantTouchpoint *touchpoint = self->touchpoint;
  const char *instruction = passant_text_get (touchpoint->instruction, self->language);
  gboolean has_remark = FALSE;

  gtk_label_set_label (self->channel_label, passant_wording_for_channel (touchpoint->channel));
  gtk_label_set_label (self->title_label, passant_text_get (touchpoint->title, self->language));
  gtk_label_set_label (self->instruction_label, instruction);
  gtk_widget_set_visible (GTK_WIDGET (self->instruction_label), *instruction != '\0');
  passant_rules_box_show (self->rules, touchpoint->dos, touchpoint->donts, self->language);

  for (guint i = 0; i < touchpoint->questions->len; i++) {
    if (!has_remark && (has_remark = is_returned (self, touchpoint->questions->pdata[i])))
      add_remark (self);
    add_card (self, touchpoint->questions->pdata[i]);
  }
  if (touchpoint->asks_feeling)
    add_grid (self);
  gtk_widget_set_visible (GTK_WIDGET (self->evidence),
                          passant_session_get_script (self->session)->allows_photos);
}

static void
passant_touchpoint_view_dispose (GObject *object)
{
  PassantTouchpointView *self = PASSANT_TOUCHPOINT_VIEW (object);

  g_clear_handle_id (&self->advance_id, g_source_remove);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->pocket);

  G_OBJECT_CLASS (passant_touchpoint_view_parent_class)->dispose (object);
}

static void
passant_touchpoint_view_class_init (PassantTouchpointViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_touchpoint_view_dispose;

  g_type_ensure (PASSANT_TYPE_RULES_BOX);
  g_type_ensure (PASSANT_TYPE_EVIDENCE_TRAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-touchpoint-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, channel_label);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, title_label);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, left_label);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, notice_box);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, notice_label);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, notice_button);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, instruction_label);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, rules);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, cards_box);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, evidence);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, feeling_bin);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, skip_button);
  gtk_widget_class_bind_template_callback (widget_class, on_notice_clicked_cb);
}

static void
passant_touchpoint_view_init (PassantTouchpointView *self)
{
  self->cards = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @touchpoint is one of the session's script. */
GtkWidget *
passant_touchpoint_view_new (PassantSession    *session,
                             PassantPocket     *pocket,
                             PassantTouchpoint *touchpoint,
                             const char        *language)
{
  PassantTouchpointView *self = g_object_new (PASSANT_TYPE_TOUCHPOINT_VIEW, NULL);

  self->session = g_object_ref (session);
  self->pocket = g_object_ref (pocket);
  self->touchpoint = touchpoint;
  self->language = g_intern_string (language);
  show_touchpoint (self);
  on_session_changed_cb (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

PassantTouchpoint *
passant_touchpoint_view_get_touchpoint (PassantTouchpointView *self)
{
  g_return_val_if_fail (PASSANT_IS_TOUCHPOINT_VIEW (self), NULL);

  return self->touchpoint;
}

/* Says at once what was typed and not yet said. Call before it goes. */
void
passant_touchpoint_view_flush (PassantTouchpointView *self)
{
  g_return_if_fail (PASSANT_IS_TOUCHPOINT_VIEW (self));

  for (guint i = 0; i < self->cards->len; i++)
    passant_question_card_flush (self->cards->pdata[i]);
  if (self->grid)
    passant_affect_grid_flush (self->grid);
}

/* Leads the eye and the keyboard to @question's card. */
void
passant_touchpoint_view_point_at (PassantTouchpointView *self,
                                  PassantQuestion       *question)
{
  g_return_if_fail (PASSANT_IS_TOUCHPOINT_VIEW (self));

  for (guint i = 0; i < self->cards->len; i++) {
    PassantQuestionCard *card = self->cards->pdata[i];
    gboolean is_it = passant_question_card_get_question (card) == question;

    passant_question_card_set_pointed_at (card, is_it);
    if (is_it)
      self->pointed = GTK_WIDGET (card);
  }
  passant_touchpoint_view_start (self);
}

/* The keyboard and the screen reader start where the eye does: at what was pointed at, else at the title, not in a field
 * that calls up the on-screen keyboard. */
gboolean
passant_touchpoint_view_start (PassantTouchpointView *self)
{
  g_return_val_if_fail (PASSANT_IS_TOUCHPOINT_VIEW (self), FALSE);

  if (!self->pointed)
    return gtk_widget_grab_focus (GTK_WIDGET (self->title_label));

  scroll_to (self, self->pointed);

  return gtk_widget_child_focus (self->pointed, GTK_DIR_TAB_FORWARD);
}

gboolean
passant_touchpoint_view_point_at_feeling (PassantTouchpointView *self)
{
  g_return_val_if_fail (PASSANT_IS_TOUCHPOINT_VIEW (self), FALSE);

  if (!self->grid)
    return FALSE;

  self->pointed = GTK_WIDGET (self->grid);

  return passant_touchpoint_view_start (self);
}
