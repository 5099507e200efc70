/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-mark-card.h"
#include "passant-question-card.h"
#include "passant-test-widgets.h"

#define NOW_MS G_GINT64_CONSTANT (1795330000000)

typedef struct {
  PassantScript       *script;
  PassantClock        *clock;
  PassantQuestionCard *card;

  int                  sourced;
  char                *source;
} Fixture;

static void
on_sourced_cb (PassantQuestionCard *card,
               const char          *source,
               Fixture             *fixture)
{
  fixture->sourced++;
  g_set_str (&fixture->source, source);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->script = passant_test_load_script ();
  fixture->clock = passant_clock_new_manual (NOW_MS);
  fixture->card = PASSANT_QUESTION_CARD (
    passant_question_card_new (passant_test_find_question (fixture->script, "greeted"), "en",
                               fixture->clock));
  g_object_ref_sink (fixture->card);
  g_signal_connect (fixture->card, "sourced", G_CALLBACK (on_sourced_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->card);
  passant_clock_unref (fixture->clock);
  passant_script_unref (fixture->script);
  g_clear_pointer (&fixture->source, g_free);
}

static void
tap (GtkWidget *button)
{
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
says (Fixture    *fixture,
      const char *words)
{
  guint n = passant_test_count_widgets (GTK_WIDGET (fixture->card), GTK_TYPE_LABEL);

  for (guint i = 0; i < n; i++) {
    GtkWidget *label = passant_test_find_widget (GTK_WIDGET (fixture->card), GTK_TYPE_LABEL, i);

    /* Those inside the popover say what can be chosen. */
    if (strstr (gtk_label_get_label (GTK_LABEL (label)), words) && gtk_widget_get_visible (label) &&
        !gtk_widget_get_ancestor (label, GTK_TYPE_POPOVER))
      return TRUE;
  }

  return FALSE;
}

static GtkWidget *
find_button (Fixture    *fixture,
             GType       type,
             const char *label)
{
  guint n = passant_test_count_widgets (GTK_WIDGET (fixture->card), type);

  for (guint i = 0; i < n; i++) {
    GtkWidget *button = passant_test_find_widget (GTK_WIDGET (fixture->card), type, i);

    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;
  }

  g_error ("There is no button “%s”", label);
}

/* Seen goes without saying; to have asked is said behind the clock, and told on the card. */
static void
test_source (Fixture      *fixture,
             gconstpointer data)
{
  PassantAnswer answer = { .value = (char *) "yes", .source = (char *) "seen", .at_ms = NOW_MS,
                           .noted_ms = NOW_MS };

  passant_question_card_set_answer (fixture->card, &answer, PASSANT_STEP_DONE, NULL);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (
                                                 find_button (fixture, GTK_TYPE_TOGGLE_BUTTON,
                                                              "Seen myself"))));
  tap (find_button (fixture, GTK_TYPE_TOGGLE_BUTTON, "Asked"));
  g_assert_cmpint (fixture->sourced, ==, 1);
  g_assert_cmpstr (fixture->source, ==, "asked");

  answer.source = (char *) "asked";
  passant_question_card_set_answer (fixture->card, &answer, PASSANT_STEP_DONE, NULL);
  g_assert_true (says (fixture, "Asked"));
}

/* Who notes something long after is offered to say so, in one tap. */
static void
test_recall (Fixture      *fixture,
             gconstpointer data)
{
  PassantAnswer answer = { .value = (char *) "yes", .source = (char *) "seen",
                           .at_ms = NOW_MS - 1200000, .noted_ms = NOW_MS };
  GtkWidget *recall = find_button (fixture, GTK_TYPE_BUTTON, "Noted from memory?");

  g_assert_false (gtk_widget_get_visible (recall));
  passant_question_card_set_answer (fixture->card, &answer, PASSANT_STEP_DONE, NULL);
  g_assert_true (gtk_widget_get_visible (recall));
  tap (recall);
  g_assert_cmpstr (fixture->source, ==, "recalled");

  answer.source = (char *) "recalled";
  passant_question_card_set_answer (fixture->card, &answer, PASSANT_STEP_DONE, NULL);
  g_assert_false (gtk_widget_get_visible (recall));
  g_assert_true (says (fixture, "From memory"));
}

typedef struct {
  int    times, mark;
  gint64 shown_ms;
} Marked;

static void
on_marked_cb (PassantMarkCard *card,
              int              mark,
              gint64           shown_ms,
              Marked          *marked)
{
  marked->times++;
  marked->mark = mark;
  marked->shown_ms = shown_ms;
}

static void
test_mark (void)
{
  g_autoptr (PassantClock) clock = passant_clock_new_manual (NOW_MS);
  GtkWidget *card = g_object_ref_sink (passant_mark_card_new ("Orientation", clock));
  GtkWidget *seven = passant_test_find_widget (card, GTK_TYPE_TOGGLE_BUTTON, 6);
  Marked marked = { 0 };
  int min;

  g_signal_connect (card, "marked", G_CALLBACK (on_marked_cb), &marked);
  gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  g_assert_cmpint (min, <=, 328);
  g_assert_cmpuint (passant_test_count_widgets (card, GTK_TYPE_TOGGLE_BUTTON), ==, 10);
  gtk_test_accessible_assert_property (seven, GTK_ACCESSIBLE_PROPERTY_LABEL, "7 of 10");

  passant_clock_advance_ms (clock, 1800);
  tap (seven);
  g_assert_cmpint (marked.times, ==, 1);
  g_assert_cmpint (marked.mark, ==, 7);
  g_assert_cmpint (marked.shown_ms, ==, 1800);

  /* Another one takes its place; the same once more takes it back; showing says nothing. */
  tap (passant_test_find_widget (card, GTK_TYPE_TOGGLE_BUTTON, 9));
  g_assert_cmpint (marked.mark, ==, 10);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (seven)));
  passant_mark_card_set_mark (PASSANT_MARK_CARD (card), 7);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (seven)));
  g_assert_cmpint (marked.times, ==, 2);
  tap (seven);
  g_assert_cmpint (marked.mark, ==, 0);
  g_assert_cmpint (marked.times, ==, 3);
  g_assert_finalize_object (card);
}

#define ADD(path, test) g_test_add ("/card-corner/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  passant_test_widgets_init (&argc, &argv);

  ADD ("says-how-the-guest-knows", test_source);
  ADD ("offers-to-recall", test_recall);
  g_test_add_func ("/mark-card/marks", test_mark);

  return g_test_run ();
}
