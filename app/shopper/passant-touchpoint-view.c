/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-touchpoint-view.h"

#include <glib/gi18n-lib.h>

#include "passant-affect-grid.h"
#include "passant-evidence-tray.h"
#include "passant-label.h"
#include "passant-mark-card.h"
#include "passant-presence.h"
#include "passant-question-list.h"
#include "passant-rules-box.h"
#include "passant-scanner.h"
#include "passant-session-presence.h"
#include "passant-timer-bar.h"
#include "passant-wording.h"

/* Long enough to see what was tapped, short enough not to wait for. */
#define ADVANCE_DELAY_MS 350

/* More of them would hold up the frame that they come in. */
#define CARDS_A_FRAME 2

/**
 * PassantTouchpointView:
 *
 * One touchpoint on one screen: its title and channel, what to do there, a card for each question that matters now, the
 * photos, and the affect grid last. Everything tapped goes to the session; what is shown comes back from it, after the
 * commit. Made anew for each touchpoint, and by and by: a few cards a frame, then what is below them, so that a long
 * touchpoint does not keep the guest waiting for its first question.
 */
struct _PassantTouchpointView {
  AdwBin               parent_instance;

  PassantSession      *session;
  PassantPocket       *pocket;
  PassantTouchpoint   *touchpoint;
  const char          *language;
  PassantQuestionList *questions;
  PassantAffectGrid   *grid;    /* or NULL */
  gboolean             has_felt;
  gboolean             is_grid_in_view;
  PassantMarkCard     *mark;    /* or NULL */
  guint                advance_id;
  guint                arrival_id; /* as long as something is still to be made */
  GtkWidget           *pointed; /* the card or grid to start at instead of the title, or NULL */

  GtkScrolledWindow   *scroller;
  GtkLabel            *channel_label;
  GtkLabel            *title_label;
  GtkLabel            *left_label;
  PassantTimerBar     *timers;
  GtkWidget           *notice_box;
  GtkLabel            *notice_label;
  GtkButton           *notice_button;
  GtkLabel            *instruction_label;
  PassantRulesBox     *rules;
  GtkWidget           *code_button;
  AdwBin              *questions_bin;
  PassantEvidenceTray *evidence;
  AdwBin              *feeling_bin;
  AdwBin              *mark_bin;
  GtkWidget           *rest;    /* what is below the cards */
  GtkWidget           *skip_button;
};

G_DEFINE_FINAL_TYPE (PassantTouchpointView, passant_touchpoint_view, ADW_TYPE_BIN)

/* What the guest says */

static void
scroll_to (PassantTouchpointView *self,
           GtkWidget             *widget)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (self->scroller);

  if (GTK_IS_VIEWPORT (viewport) && gtk_widget_get_mapped (widget))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);
}

static gboolean
misses_mark (PassantTouchpointView *self)
{
  PassantPhase *phase = self->touchpoint->phase;
  PassantGuide *guide = passant_session_get_guide (self->session);

  return passant_guide_get_mark_place (guide, phase) == self->touchpoint &&
         !passant_visit_get_phase_mark (passant_session_get_visit (self->session), phase->id);
}

/* Brings the next open card into view, and does nothing when it is there already. */
static gboolean
advance (gpointer user_data)
{
  PassantTouchpointView *self = user_data;
  GtkWidget *card;

  self->advance_id = 0;
  card = passant_question_list_find_open (self->questions);
  if (card)
    scroll_to (self, card);
  else if (self->grid && !self->has_felt)
    scroll_to (self, GTK_WIDGET (self->grid));
  else if (self->mark && misses_mark (self))
    scroll_to (self, GTK_WIDGET (self->mark));

  return G_SOURCE_REMOVE;
}

static void
on_answered_cb (PassantTouchpointView *self,
                gboolean               was_open)
{
  g_clear_weak_pointer (&self->pointed);
  if (self->grid)
    passant_affect_grid_restart (self->grid);

  /* Never on a change of mind: the guest is looking at this card. */
  if (was_open) {
    g_clear_handle_id (&self->advance_id, g_source_remove);
    self->advance_id = g_timeout_add (ADVANCE_DELAY_MS, advance, self);
  }
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
            const PassantFelt     *felt)
{
  if (!self->has_felt) {
    g_clear_handle_id (&self->advance_id, g_source_remove);
    self->advance_id = g_timeout_add (ADVANCE_DELAY_MS, show_words, self);
  }
  g_clear_weak_pointer (&self->pointed);
  self->has_felt = TRUE;
  passant_session_feel (self->session, self->touchpoint->id, felt);
}

static void
on_sliders_cb (PassantTouchpointView *self)
{
  gboolean uses_sliders;

  g_object_get (self->grid, "uses-sliders", &uses_sliders, NULL);
  passant_pocket_put (self->pocket, "habit", "sliders", uses_sliders ? "yes" : NULL);
}

static void
on_marked_cb (PassantTouchpointView *self,
              int                    mark,
              gint64                 shown_ms)
{
  passant_session_mark_phase (self->session, self->touchpoint->phase, mark, shown_ms);
}

/* How long a feeling takes is counted from when half of the grid can be seen. */
static void
on_scrolled_cb (PassantTouchpointView *self)
{
  graphene_rect_t bounds;
  gboolean is_in_view;

  if (!self->grid || !gtk_widget_compute_bounds (GTK_WIDGET (self->grid),
                                                 GTK_WIDGET (self->scroller), &bounds))
    return;

  is_in_view = bounds.origin.y + bounds.size.height / 2 <
               gtk_widget_get_height (GTK_WIDGET (self->scroller));
  if (is_in_view && !self->is_grid_in_view)
    passant_affect_grid_restart (self->grid);
  self->is_grid_in_view = is_in_view;
}

static void
on_notice_clicked_cb (PassantTouchpointView *self)
{
  passant_session_enter (self->session, self->touchpoint);
}

/* What is kept */

static void
show_feeling (PassantTouchpointView *self)
{
  const PassantFelt *felt = passant_visit_get_felt (passant_session_get_visit (self->session),
                                                    self->touchpoint->id);

  /* Newer taps may still be on their way; then what is on the screen is right. */
  if (self->grid && passant_session_is_tapping (self->session))
    return;

  self->has_felt = felt != NULL;
  if (self->grid)
    passant_affect_grid_set_felt (self->grid, felt);
}

static void
show_mark (PassantTouchpointView *self)
{
  PassantPhase *phase = self->touchpoint->phase;
  PassantGuide *guide = passant_session_get_guide (self->session);
  const PassantPhaseMark *mark =
    passant_visit_get_phase_mark (passant_session_get_visit (self->session), phase->id);

  if (!self->mark)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->mark),
                          passant_guide_get_mark_place (guide, phase) == self->touchpoint);
  if (!passant_session_is_tapping (self->session))
    passant_mark_card_set_mark (self->mark, mark ? mark->mark : 0);
}

static void
show_left (PassantTouchpointView *self)
{
  guint left = passant_guide_count_left (passant_session_get_guide (self->session),
                                         self->touchpoint);
  gboolean misses_feeling = self->touchpoint->asks_feeling && !self->has_felt;
  g_autofree char *words = NULL;

  if (left > 0)
    /* Translators: how many questions of this step have no answer yet. */
    words = g_strdup_printf (ngettext ("%u left", "%u left", left), left);
  else if (misses_feeling)
    words = g_strdup (_("Only the feeling left"));
  else if (misses_mark (self))
    words = g_strdup (_("Only the mark left"));
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

/* When the script has this leg of the journey: "due from Tuesday 14:05"; NULL when it is time, or done. */
static char *
dup_due (PassantTouchpointView *self)
{
  PassantGuide *guide = passant_session_get_guide (self->session);
  PassantClock *clock = passant_store_get_clock (passant_session_get_store (self->session));
  gint64 now_ms = passant_clock_now_ms (clock), from_ms, until_ms;
  g_autofree char *due = NULL;

  if (passant_guide_count_left (guide, self->touchpoint) == 0 ||
      !passant_guide_get_due (guide, self->touchpoint, &from_ms, &until_ms) ||
      (now_ms >= from_ms && now_ms <= MAX (from_ms, until_ms)))
    return NULL;

  due = passant_wording_for_due (from_ms, until_ms, now_ms);

  /* Translators: when a step comes by the script: "By the script: due from Tuesday 14:05". */
  return g_strdup_printf (_("By the script: %s"), due);
}

static void
show_state (PassantTouchpointView *self)
{
  PassantVisit *visit = passant_session_get_visit (self->session);
  PassantGuide *guide = passant_session_get_guide (self->session);
  const char *skip = passant_visit_get_skip (visit, self->touchpoint->id);
  gboolean is_locked = passant_guide_is_touchpoint_locked (guide, self->touchpoint);
  g_autofree char *words = NULL;
  g_autofree char *due = dup_due (self);

  if (is_locked) {
    show_notice (self, _("This step was handed in. Only what the reviewer asks about is open."),
                 NULL);
  } else if (skip) {
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
    show_notice (self, due, NULL);
  }
  gtk_widget_set_visible (self->skip_button, skip == NULL && !is_locked);
  if (self->grid)
    gtk_widget_set_sensitive (GTK_WIDGET (self->grid), !(is_locked && self->has_felt));
  if (self->mark)
    gtk_widget_set_sensitive (GTK_WIDGET (self->mark), !is_locked || misses_mark (self));
}

static void
show_instruction (PassantTouchpointView *self)
{
  g_autofree char *words =
    passant_guide_dup_text (passant_session_get_guide (self->session),
                            self->touchpoint->instruction, NULL, self->language);

  gtk_label_set_label (self->instruction_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->instruction_label), *words != '\0');
}

/* Building */

static void
add_grid (PassantTouchpointView *self)
{
  PassantClock *clock = passant_store_get_clock (passant_session_get_store (self->session));
  GtkWidget *grid = passant_affect_grid_new (clock);
  g_autofree char *sliders = passant_pocket_dup (self->pocket, "habit", "sliders");
  GtkAdjustment *scrolled = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->grid = PASSANT_AFFECT_GRID (grid);
  g_object_set (grid, "uses-sliders", sliders != NULL, NULL);
  adw_bin_set_child (self->feeling_bin, grid);
  g_signal_connect_object (grid, "felt", G_CALLBACK (on_felt_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (grid, "notify::uses-sliders", G_CALLBACK (on_sliders_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scrolled, "value-changed", G_CALLBACK (on_scrolled_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_mark (PassantTouchpointView *self)
{
  PassantClock *clock = passant_store_get_clock (passant_session_get_store (self->session));
  PassantPhase *phase = self->touchpoint->phase;
  GtkWidget *mark = passant_mark_card_new (passant_text_get (phase->title, self->language), clock);

  self->mark = PASSANT_MARK_CARD (mark);
  adw_bin_set_child (self->mark_bin, mark);
  g_signal_connect_object (mark, "marked", G_CALLBACK (on_marked_cb), self, G_CONNECT_SWAPPED);
}

static void
show_touchpoint (PassantTouchpointView *self)
{
  PassantTouchpoint *touchpoint = self->touchpoint;
  GtkWidget *questions = passant_question_list_new (self->session, self->pocket, touchpoint,
                                                    self->language);

  gtk_label_set_label (self->channel_label, passant_wording_for_channel (touchpoint->channel));
  gtk_label_set_label (self->title_label, passant_text_get (touchpoint->title, self->language));
  passant_rules_box_show (self->rules, touchpoint->dos, touchpoint->donts, self->language);

  self->questions = PASSANT_QUESTION_LIST (questions);
  adw_bin_set_child (self->questions_bin, questions);
  g_signal_connect_object (questions, "answered", G_CALLBACK (on_answered_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_rest (PassantTouchpointView *self)
{
  if (gtk_widget_get_visible (self->rest))
    return;

  if (self->touchpoint->asks_feeling)
    add_grid (self);
  if (self->touchpoint->phase->asks_mark)
    add_mark (self);
  gtk_widget_set_visible (GTK_WIDGET (self->evidence),
                          passant_session_get_script (self->session)->allows_photos ||
                          passant_session_get_script (self->session)->allows_audio);
  gtk_widget_set_visible (self->rest, TRUE);
  show_feeling (self);
  show_mark (self);
  show_state (self);
}

static gboolean
arrive (GtkWidget     *widget,
        GdkFrameClock *frames,
        gpointer       user_data)
{
  PassantTouchpointView *self = PASSANT_TOUCHPOINT_VIEW (widget);

  if (passant_question_list_arrive (self->questions, CARDS_A_FRAME) > 0)
    return G_SOURCE_CONTINUE;

  self->arrival_id = 0;
  show_rest (self);

  return G_SOURCE_REMOVE;
}

static void
arrive_by_and_by (PassantTouchpointView *self)
{
  if (self->arrival_id == 0)
    self->arrival_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), arrive, NULL, NULL);
}

/* For what has to be there to be pointed at. */
static void
arrive_now (PassantTouchpointView *self)
{
  passant_question_list_arrive (self->questions, G_MAXUINT);
  show_rest (self);
}

static void
on_session_changed_cb (PassantTouchpointView *self)
{
  passant_question_list_update (self->questions);
  show_instruction (self);
  show_feeling (self);
  show_mark (self);
  show_left (self);
  show_state (self);
  gtk_widget_set_visible (self->code_button,
                          passant_presence_wants (self->touchpoint) &&
                          passant_scanner_is_built () &&
                          passant_session_wants_code (self->session));
  passant_timer_bar_update (self->timers, self->session, self->touchpoint, self->language);
  passant_evidence_tray_update (self->evidence, self->session, self->touchpoint, self->language);
  arrive_by_and_by (self);
}

static void
passant_touchpoint_view_dispose (GObject *object)
{
  PassantTouchpointView *self = PASSANT_TOUCHPOINT_VIEW (object);

  g_clear_handle_id (&self->advance_id, g_source_remove);
  g_clear_weak_pointer (&self->pointed);
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
  g_type_ensure (PASSANT_TYPE_TIMER_BAR);
  g_type_ensure (PASSANT_TYPE_EVIDENCE_TRAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-touchpoint-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, channel_label);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, title_label);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, left_label);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, timers);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, notice_box);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, notice_label);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, notice_button);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, instruction_label);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, rules);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, code_button);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, questions_bin);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, evidence);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, feeling_bin);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, mark_bin);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, rest);
  gtk_widget_class_bind_template_child (widget_class, PassantTouchpointView, skip_button);
  gtk_widget_class_bind_template_callback (widget_class, on_notice_clicked_cb);
}

static void
passant_touchpoint_view_init (PassantTouchpointView *self)
{
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

  passant_question_list_flush (self->questions);
  passant_evidence_tray_flush (self->evidence);
  if (self->grid)
    passant_affect_grid_flush (self->grid);
}

/* Leads the eye and the keyboard to @question's card. */
void
passant_touchpoint_view_point_at (PassantTouchpointView *self,
                                  PassantQuestion       *question)
{
  g_return_if_fail (PASSANT_IS_TOUCHPOINT_VIEW (self));

  arrive_now (self);
  g_set_weak_pointer (&self->pointed,
                      passant_question_list_point_at (self->questions, question));
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

/* The mark for the phase, where it is asked. */
gboolean
passant_touchpoint_view_point_at_mark (PassantTouchpointView *self)
{
  g_return_val_if_fail (PASSANT_IS_TOUCHPOINT_VIEW (self), FALSE);

  arrive_now (self);
  if (!self->mark)
    return FALSE;

  g_set_weak_pointer (&self->pointed, GTK_WIDGET (self->mark));

  return passant_touchpoint_view_start (self);
}

gboolean
passant_touchpoint_view_point_at_feeling (PassantTouchpointView *self)
{
  g_return_val_if_fail (PASSANT_IS_TOUCHPOINT_VIEW (self), FALSE);

  arrive_now (self);
  if (!self->grid)
    return FALSE;

  g_set_weak_pointer (&self->pointed, GTK_WIDGET (self->grid));

  return passant_touchpoint_view_start (self);
}
