/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-question-list.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"
#include "passant-question-card.h"
#include "passant-round-section.h"
#include "passant-session-evidence.h"
#include "passant-wording.h"

#define SPACING 12

/**
 * PassantQuestionList:
 *
 * The questions of one touchpoint, a card for each that the guest may be asked; what the compiler made beside a question
 * stands in that question's card. Of a touchpoint that repeats there is a section for each round there is now, and no
 * card for any other. Everything tapped goes to the session. The cards are made by and by: passant_question_list_arrive().
 *
 * Signals:
 * - answered (was_open: gboolean): a single tap answered what had no answer before (TRUE), or anything else was said
 */
struct _PassantQuestionList {
  AdwBin             parent_instance;

  PassantSession    *session;
  PassantPocket     *pocket;
  PassantTouchpoint *touchpoint;
  const char        *language;
  GPtrArray         *cards;      /* PassantQuestionCard, in script order */
  GPtrArray         *sections;   /* PassantRoundSection, when the touchpoint repeats */
  GQueue             coming;     /* Coming: the cards that are still to be made, in script order */
  gboolean           has_remark;

  GtkBox            *box;
  GtkWidget         *add, *add_label;
};

G_DEFINE_FINAL_TYPE (PassantQuestionList, passant_question_list, ADW_TYPE_BIN)

/* A card that is still to be made, and where it goes. */
typedef struct {
  GtkBox          *box;
  PassantQuestion *question;
} Coming;

enum {
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static PassantClock *
get_clock (PassantQuestionList *self)
{
  return passant_store_get_clock (passant_session_get_store (self->session));
}

/* What the guest says */

static gboolean
is_single_tap (PassantQuestion *question)
{
  return question->type == PASSANT_QUESTION_YES_NO || question->type == PASSANT_QUESTION_CHOICE ||
         question->type == PASSANT_QUESTION_SCALE;
}

static gboolean
is_unanswered (PassantQuestionList *self,
               PassantQuestion     *question)
{
  return question->type != PASSANT_QUESTION_NOTE &&
         passant_guide_get_question (passant_session_get_guide (self->session), question) ==
         PASSANT_STEP_OPEN;
}

static void
on_answered_cb (PassantQuestionList *self,
                const char          *value,
                gboolean             is_na,
                gint64               shown_ms,
                PassantQuestionCard *card)
{
  PassantQuestion *question = passant_question_card_get_question (card);
  gboolean was_open = is_unanswered (self, question);

  passant_session_answer (self->session, question, value, is_na, 0, shown_ms);
  if (!value && !is_na && !was_open)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell-undo", "s", _("Answer cleared"));

  g_signal_emit (self, signals[ANSWERED], 0, was_open && is_single_tap (question));
}

static void
on_back_dated_cb (PassantQuestionList *self,
                  gint64               ago_ms,
                  PassantQuestionCard *card)
{
  passant_session_back_date (self->session, passant_question_card_get_question (card),
                             passant_clock_now_ms (get_clock (self)) - ago_ms);
}

static void
on_sourced_cb (PassantQuestionList *self,
               const char          *source,
               PassantQuestionCard *card)
{
  passant_session_source (self->session, passant_question_card_get_question (card), source);
}

static void
on_timer_started_cb (PassantQuestionList *self,
                     PassantQuestionCard *card)
{
  passant_session_start_timer (self->session, passant_question_card_get_question (card));
}

static void
on_timer_discarded_cb (PassantQuestionList *self,
                       PassantQuestionCard *card)
{
  passant_session_stop_timer (self->session, passant_question_card_get_question (card));
}

static void
on_file_chosen_cb (PassantQuestionList *self,
                   GFile               *file,
                   PassantQuestionCard *card)
{
  PassantQuestion *question = passant_question_card_get_question (card);
  g_autofree char *uri = g_file_get_uri (file);

  /* A photo is looked at before it is kept. */
  if (question->type == PASSANT_QUESTION_AUDIO)
    passant_session_attach (self->session, file, self->touchpoint, question);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.look-at", "(ss)", question->id, uri);
}

static void
say_rounds (PassantQuestionList *self,
            guint                rounds)
{
  g_autofree char *value = g_strdup_printf ("%u", rounds);

  passant_session_answer (self->session, self->touchpoint->rounds, value, FALSE, 0, 0);
}

static void
on_add_clicked_cb (PassantQuestionList *self)
{
  say_rounds (self, passant_guide_count_rounds (passant_session_get_guide (self->session),
                                                self->touchpoint) + 1);
}

static void
on_taken_away_cb (PassantQuestionList *self,
                  PassantRoundSection *section)
{
  say_rounds (self, passant_round_section_get_round (section) - 1);
}

/* What is kept */

static void
show_offered (PassantQuestionList *self,
              PassantQuestionCard *card,
              PassantQuestion     *question)
{
  PassantGuide *guide = passant_session_get_guide (self->session);
  g_autoptr (GPtrArray) offered = NULL;

  if (!question->filter)
    return;

  offered = g_ptr_array_new ();
  for (guint i = 0; i < question->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (question->choices, i);

    if (passant_guide_offers (guide, question, choice))
      g_ptr_array_add (offered, choice);
  }
  passant_question_card_set_offered (card, offered);
}

static void
show_texts (PassantQuestionList *self,
            PassantQuestionCard *card,
            PassantQuestion     *question)
{
  PassantGuide *guide = passant_session_get_guide (self->session);
  g_autofree char *text = passant_guide_dup_text (guide, question->text, question, self->language);
  g_autofree char *hint = passant_guide_dup_text (guide, question->hint, question, self->language);
  g_autofree char *proposal = passant_guide_dup_proposal (guide, question);

  passant_question_card_set_texts (card, text, hint);
  passant_question_card_set_proposal (card, proposal);
}

static void
show_blob (PassantQuestionList *self,
           PassantQuestionCard *card,
           const PassantAnswer *answer)
{
  PassantBlobs *blobs = passant_store_get_blobs (passant_session_get_store (self->session));
  g_autofree char *path = answer && answer->value ? passant_blobs_dup_path (blobs, answer->value)
                                                  : NULL;

  passant_question_card_set_blob_path (card, path);
}

/* As long as the visit is with the guest again. */
static const char *
find_remark (PassantQuestionList *self,
             PassantQuestion     *question)
{
  PassantVisit *visit = passant_session_get_visit (self->session);

  if (passant_visit_get_state (visit) != PASSANT_VISIT_RETURNED)
    return NULL;

  return passant_visit_get_remark_on (visit, question->id);
}

static gboolean
is_file (PassantQuestion *question)
{
  return question->type == PASSANT_QUESTION_PHOTO || question->type == PASSANT_QUESTION_RECEIPT ||
         question->type == PASSANT_QUESTION_AUDIO;
}

/* Of what is on its way the newest, not what was kept before it: the next tap goes by what is shown, and would leave out
 * the one between. Of files only what is kept. */
static void
show_answer (PassantQuestionList *self,
             PassantQuestionCard *card,
             PassantQuestion     *question)
{
  PassantGuide *guide = passant_session_get_guide (self->session);
  const PassantAnswer *answer =
    passant_visit_get_answer (passant_session_get_visit (self->session), question->id);
  PassantStepState state = passant_guide_get_question (guide, question);
  g_autofree char *message = passant_guide_dup_message (guide, question, self->language);
  g_autoptr (GError) error = NULL;
  PassantAnswer unsaid = { NULL };
  PassantSaid said;

  if (!is_file (question) && passant_session_find_unsaid (self->session, question, &said)) {
    unsaid.value = (char *) said.value;
    unsaid.source = (char *) said.source;
    unsaid.na = said.is_na;
    unsaid.at_ms = said.at_ms;
    unsaid.noted_ms = said.noted_ms;
    answer = &unsaid;
    state = !said.value || passant_question_check (question, said.value, &error)
      ? PASSANT_STEP_OPEN : PASSANT_STEP_WRONG;
  }

  passant_question_card_set_answer (card, answer, state, error ? error->message : message);
}

static void
show_card (PassantQuestionList *self,
           PassantQuestionCard *card)
{
  PassantGuide *guide = passant_session_get_guide (self->session);
  PassantQuestion *question = passant_question_card_get_question (card);

  gtk_widget_set_visible (GTK_WIDGET (card),
                          passant_guide_get_question (guide, question) != PASSANT_STEP_HIDDEN);
  show_texts (self, card, question);
  show_offered (self, card, question);
  passant_question_card_set_required (card, passant_guide_is_required (guide, question));
  show_answer (self, card, question);
  passant_question_card_set_locked (card, passant_guide_is_locked (guide, question));
  passant_question_card_set_remark (card, find_remark (self, question));
  if (is_file (question))
    show_blob (self, card, passant_visit_get_answer (passant_session_get_visit (self->session),
                                                     question->id));
  /* A stopwatch that was tapped a moment ago may not be kept yet; then the screen is right. */
  if (question->type == PASSANT_QUESTION_DURATION && !passant_session_is_tapping (self->session))
    passant_question_card_set_elapsed_ms (card, passant_session_get_elapsed_ms (self->session,
                                                                                question));
}

/* Building */

/* The remark is about the whole visit; it stands where the reviewer points first. */
static void
add_remark (PassantQuestionList *self,
            GtkBox              *box)
{
  PassantVisit *visit = passant_session_get_visit (self->session);
  const char *remark = passant_visit_get_remark (visit);
  g_autofree char *heading = passant_wording_for_review (visit);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_box_append (GTK_BOX (card), passant_label_new (heading, "caption-heading"));
  if (remark && *remark)
    gtk_box_append (GTK_BOX (card), passant_label_new (remark, NULL));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "passant-card");
  gtk_widget_add_css_class (card, "passant-remark");
  gtk_box_append (box, card);
  self->has_remark = TRUE;
}

static gboolean
is_returned (PassantQuestionList *self,
             PassantQuestion     *question)
{
  PassantVisit *visit = passant_session_get_visit (self->session);
  const char * const *returned = passant_visit_get_returned (visit);

  return passant_visit_get_state (visit) == PASSANT_VISIT_RETURNED && returned &&
         g_strv_contains (returned, question->id);
}

static PassantQuestionCard *
find_card (PassantQuestionList *self,
           PassantQuestion     *question)
{
  for (guint i = 0; question && i < self->cards->len; i++) {
    if (passant_question_card_get_question (self->cards->pdata[i]) == question)
      return self->cards->pdata[i];
  }

  return NULL;
}

/* A recording that was being made when the app went away is as much said as any other. */
static void
set_target (PassantQuestionList *self,
            PassantQuestionCard *card,
            PassantQuestion     *question)
{
  g_autofree char *path = passant_session_dup_recording_path (self->session, self->touchpoint,
                                                              question);

  if (!passant_script_allows (passant_session_get_script (self->session), question))
    return;

  passant_question_card_set_target (card, path);
  if (passant_session_is_open (self->session))
    passant_session_recover (self->session, self->touchpoint, question);
}

static void
connect_card (PassantQuestionList *self,
              GtkWidget           *card)
{
  g_signal_connect_object (card, "answered", G_CALLBACK (on_answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "back-dated", G_CALLBACK (on_back_dated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "file-chosen", G_CALLBACK (on_file_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "sourced", G_CALLBACK (on_sourced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "timer-started", G_CALLBACK (on_timer_started_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "timer-discarded", G_CALLBACK (on_timer_discarded_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_card (PassantQuestionList *self,
          GtkBox              *box,
          PassantQuestion     *question)
{
  PassantQuestionCard *host = find_card (self, question->host);
  GtkWidget *card;

  if (!self->has_remark && is_returned (self, question))
    add_remark (self, box);

  card = passant_question_card_new (question, self->language, get_clock (self));
  g_ptr_array_add (self->cards, card);
  if (host)
    passant_question_card_add_made (host, PASSANT_QUESTION_CARD (card));
  else
    gtk_box_append (box, card);
  if (question->type == PASSANT_QUESTION_AUDIO)
    set_target (self, PASSANT_QUESTION_CARD (card), question);
  connect_card (self, card);
}

static gboolean
has_card (PassantQuestion *question)
{
  return question->type != PASSANT_QUESTION_CALCULATE && question->role != PASSANT_ROLE_ROUNDS;
}

/* @round: 0 where nothing repeats. */
static void
expect_cards (PassantQuestionList *self,
              GtkBox              *box,
              guint                round)
{
  GPtrArray *questions = self->touchpoint->questions;

  for (guint i = 0; i < questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (questions, i);

    if (question->round == round && has_card (question)) {
      Coming *coming = g_new (Coming, 1);

      *coming = (Coming) { box, question };
      g_queue_push_tail (&self->coming, coming);
    }
  }
}

static void
add_section (PassantQuestionList *self)
{
  GtkWidget *section = passant_round_section_new (self->session, self->touchpoint,
                                                  self->sections->len + 1, self->language);

  g_ptr_array_add (self->sections, section);
  gtk_box_append (self->box, section);
  gtk_box_reorder_child_after (self->box, self->add, section);
  expect_cards (self, GTK_BOX (section), self->sections->len);
  g_signal_connect_object (section, "taken-away", G_CALLBACK (on_taken_away_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
drop_section (PassantQuestionList *self)
{
  GtkWidget *section;

  passant_question_list_arrive (self, G_MAXUINT);
  section = g_ptr_array_steal_index (self->sections, self->sections->len - 1);
  for (guint i = self->cards->len; i > 0; i--) {
    if (gtk_widget_is_ancestor (self->cards->pdata[i - 1], section))
      g_ptr_array_remove_index (self->cards, i - 1);
  }
  gtk_box_remove (self->box, section);
}

/* The guest says how many rounds there are, unless the script works it out. */
static void
show_rounds (PassantQuestionList *self)
{
  PassantTouchpoint *touchpoint = self->touchpoint;
  guint rounds = passant_guide_count_rounds (passant_session_get_guide (self->session), touchpoint);
  gboolean is_free = touchpoint->rounds->type != PASSANT_QUESTION_CALCULATE;
  g_autofree char *next = passant_wording_for_round (touchpoint, rounds + 1, self->language);
  /* Translators: %s is what comes again in a step, with its number: "Employee 2". */
  g_autofree char *words = g_strdup_printf (_("Add %s"), next);

  while (self->sections->len < rounds)
    add_section (self);
  while (self->sections->len > rounds)
    drop_section (self);

  for (guint i = 0; i < self->sections->len; i++)
    passant_round_section_set_removable (self->sections->pdata[i],
                                         is_free && i + 1 == rounds &&
                                         rounds > touchpoint->rounds_min);
  gtk_label_set_label (GTK_LABEL (self->add_label), words);
  gtk_widget_set_visible (self->add, is_free && rounds < touchpoint->rounds_max);
}

static void
passant_question_list_dispose (GObject *object)
{
  PassantQuestionList *self = PASSANT_QUESTION_LIST (object);

  g_queue_clear_full (&self->coming, g_free);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->pocket);

  G_OBJECT_CLASS (passant_question_list_parent_class)->dispose (object);
}

static void
passant_question_list_class_init (PassantQuestionListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_question_list_dispose;

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static GtkWidget *
make_add (PassantQuestionList *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->add_label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0,
                                  "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (content), self->add_label);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  self->add = g_object_new (GTK_TYPE_BUTTON,
                            "child", content,
                            "visible", FALSE,
                            "css-classes", (const char *[]) { "passant-action", NULL },
                            NULL);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (on_add_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return self->add;
}

static void
passant_question_list_init (PassantQuestionList *self)
{
  self->cards = g_ptr_array_new ();
  self->sections = g_ptr_array_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING));
  gtk_box_append (self->box, make_add (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
passant_question_list_new (PassantSession    *session,
                           PassantPocket     *pocket,
                           PassantTouchpoint *touchpoint,
                           const char        *language)
{
  PassantQuestionList *self = g_object_new (PASSANT_TYPE_QUESTION_LIST, NULL);

  self->session = g_object_ref (session);
  self->pocket = g_object_ref (pocket);
  self->touchpoint = touchpoint;
  self->language = g_intern_string (language);
  if (!touchpoint->repeats)
    expect_cards (self, self->box, 0);

  return GTK_WIDGET (self);
}

guint
passant_question_list_arrive (PassantQuestionList *self,
                              guint                n_cards)
{
  guint n_made = 0;

  g_return_val_if_fail (PASSANT_IS_QUESTION_LIST (self), 0);

  for (; n_made < n_cards && !g_queue_is_empty (&self->coming); n_made++) {
    g_autofree Coming *coming = g_queue_pop_head (&self->coming);

    add_card (self, coming->box, coming->question);
    show_card (self, self->cards->pdata[self->cards->len - 1]);
  }

  return n_made;
}

void
passant_question_list_update (PassantQuestionList *self)
{
  g_return_if_fail (PASSANT_IS_QUESTION_LIST (self));

  if (self->touchpoint->repeats)
    show_rounds (self);
  for (guint i = 0; i < self->cards->len; i++)
    show_card (self, self->cards->pdata[i]);
}

void
passant_question_list_flush (PassantQuestionList *self)
{
  g_return_if_fail (PASSANT_IS_QUESTION_LIST (self));

  for (guint i = 0; i < self->cards->len; i++)
    passant_question_card_flush (self->cards->pdata[i]);
}

GtkWidget *
passant_question_list_find_open (PassantQuestionList *self)
{
  g_return_val_if_fail (PASSANT_IS_QUESTION_LIST (self), NULL);

  passant_question_list_arrive (self, G_MAXUINT);
  for (guint i = 0; i < self->cards->len; i++) {
    if (is_unanswered (self, passant_question_card_get_question (self->cards->pdata[i])))
      return self->cards->pdata[i];
  }

  return NULL;
}

GtkWidget *
passant_question_list_point_at (PassantQuestionList *self,
                                PassantQuestion     *question)
{
  g_return_val_if_fail (PASSANT_IS_QUESTION_LIST (self), NULL);

  passant_question_list_arrive (self, G_MAXUINT);
  for (guint i = 0; i < self->cards->len; i++) {
    PassantQuestionCard *card = self->cards->pdata[i];

    passant_question_card_set_pointed_at (card, passant_question_card_get_question (card) ==
                                          question);
  }

  return (GtkWidget *) find_card (self, question);
}
