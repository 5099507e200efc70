/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-answer-tile.h"
#include "passant-duration-control.h"
#include "passant-file-control.h"
#include "passant-question-card.h"
#include "passant-test-widgets.h"

/* At 360 px, less a margin of 16 px on both sides. */
#define CARD_WIDTH_MAX 328
#define NOW_MS         G_GINT64_CONSTANT (1795330000000)

/* A card, and all that it said. */
typedef struct {
  PassantScript       *script;
  PassantClock        *clock;
  PassantQuestionCard *card;

  int                  said;
  char                *value;
  gboolean             na;
  gint64               shown_ms;

  int                  back_dated;
  gint64               ago_ms;
  int                  files;
  int                  timers_started, timers_discarded;
} Fixture;

static void
on_answered_cb (PassantQuestionCard *card,
                const char          *value,
                gboolean             na,
                gint64               shown_ms,
                Fixture             *fixture)
{
  fixture->said++;
  g_set_str (&fixture->value, value);
  fixture->na = na;
  fixture->shown_ms = shown_ms;
}

static void
on_back_dated_cb (PassantQuestionCard *card,
                  gint64               ago_ms,
                  Fixture             *fixture)
{
  fixture->back_dated++;
  fixture->ago_ms = ago_ms;
}

static void
on_file_chosen_cb (PassantQuestionCard *card,
                   GFile               *file,
                   Fixture             *fixture)
{
  fixture->files++;
}

static void
on_timer_started_cb (PassantQuestionCard *card,
                     Fixture             *fixture)
{
  fixture->timers_started++;
}

static void
on_timer_discarded_cb (PassantQuestionCard *card,
                       Fixture             *fixture)
{
  fixture->timers_discarded++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer id)
{
  PassantQuestion *question;

  fixture->script = passant_test_load_script ();
  fixture->clock = passant_clock_new_manual (NOW_MS);
  question = passant_test_find_question (fixture->script, id);
  fixture->card = PASSANT_QUESTION_CARD (passant_question_card_new (question, "en",
                                                                    fixture->clock));
  g_object_ref_sink (fixture->card);

  g_signal_connect (fixture->card, "answered", G_CALLBACK (on_answered_cb), fixture);
  g_signal_connect (fixture->card, "back-dated", G_CALLBACK (on_back_dated_cb), fixture);
  g_signal_connect (fixture->card, "file-chosen", G_CALLBACK (on_file_chosen_cb), fixture);
  g_signal_connect (fixture->card, "timer-started", G_CALLBACK (on_timer_started_cb), fixture);
  g_signal_connect (fixture->card, "timer-discarded", G_CALLBACK (on_timer_discarded_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer id)
{
  g_assert_finalize_object (fixture->card);
  passant_clock_unref (fixture->clock);
  passant_script_unref (fixture->script);
  g_clear_pointer (&fixture->value, g_free);
}

static GtkWidget *
get_tile (Fixture *fixture,
          guint    nth)
{
  return passant_test_find_widget (GTK_WIDGET (fixture->card), PASSANT_TYPE_ANSWER_TILE, nth);
}

static void
tap (GtkWidget *button)
{
  g_signal_emit_by_name (button, "clicked");
}

static GtkWidget *
find_button (Fixture    *fixture,
             const char *label)
{
  guint n = passant_test_count_widgets (GTK_WIDGET (fixture->card), GTK_TYPE_BUTTON);

  for (guint i = 0; i < n; i++) {
    GtkWidget *button = passant_test_find_widget (GTK_WIDGET (fixture->card), GTK_TYPE_BUTTON, i);

    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;
  }

  g_assert_not_reached ();
}

static gboolean
is_chosen (Fixture *fixture,
           guint    nth)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_tile (fixture, nth)));
}

static void
show (Fixture    *fixture,
      const char *value)
{
  PassantAnswer answer = { .value = (char *) value, .at_ms = NOW_MS, .noted_ms = NOW_MS };

  passant_question_card_set_answer (fixture->card, value ? &answer : NULL, PASSANT_STEP_DONE, NULL);
}

/* Whether some visible label says @text. */
static gboolean
says (Fixture    *fixture,
      const char *text)
{
  guint n = passant_test_count_widgets (GTK_WIDGET (fixture->card), GTK_TYPE_LABEL);

  for (guint i = 0; i < n; i++) {
    GtkWidget *label = passant_test_find_widget (GTK_WIDGET (fixture->card), GTK_TYPE_LABEL, i);
    gboolean visible = TRUE;

    for (GtkWidget *up = label; up != GTK_WIDGET (fixture->card); up = gtk_widget_get_parent (up))
      visible = visible && gtk_widget_get_visible (up);

    if (visible && strstr (gtk_label_get_label (GTK_LABEL (label)), text))
      return TRUE;
  }

  return FALSE;
}

static void
test_one_tap_one_answer (Fixture      *fixture,
                         gconstpointer id)
{
  g_assert_false (is_chosen (fixture, 0) || is_chosen (fixture, 1));

  passant_clock_advance_ms (fixture->clock, 2140);
  tap (get_tile (fixture, 0));
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_cmpstr (fixture->value, ==, "yes");
  g_assert_false (fixture->na);
  g_assert_cmpint (fixture->shown_ms, ==, 2140);
  g_assert_true (is_chosen (fixture, 0) && !is_chosen (fixture, 1));

  tap (get_tile (fixture, 1));
  g_assert_cmpint (fixture->said, ==, 2);
  g_assert_cmpstr (fixture->value, ==, "no");
  g_assert_true (!is_chosen (fixture, 0) && is_chosen (fixture, 1));
}

static void
test_second_tap_clears (Fixture      *fixture,
                        gconstpointer id)
{
  tap (get_tile (fixture, 0));
  tap (get_tile (fixture, 0));
  g_assert_cmpint (fixture->said, ==, 2);
  g_assert_null (fixture->value);
  g_assert_false (fixture->na);
  g_assert_false (is_chosen (fixture, 0));
}

static void
test_shows_without_a_word (Fixture      *fixture,
                           gconstpointer id)
{
  show (fixture, "no");
  g_assert_true (is_chosen (fixture, 1));
  show (fixture, NULL);
  g_assert_false (is_chosen (fixture, 0) || is_chosen (fixture, 1));
  g_assert_cmpint (fixture->said, ==, 0);
}

static void
test_not_applicable (Fixture      *fixture,
                     gconstpointer id)
{
  GtkWidget *na = find_button (fixture, "Not applicable");

  tap (get_tile (fixture, 0));
  tap (na);
  g_assert_cmpint (fixture->said, ==, 2);
  g_assert_null (fixture->value);
  g_assert_true (fixture->na);
  g_assert_false (is_chosen (fixture, 0));

  tap (get_tile (fixture, 1));
  g_assert_cmpint (fixture->said, ==, 3);
  g_assert_false (fixture->na);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (na)));

  tap (na);
  tap (na);
  g_assert_cmpint (fixture->said, ==, 5);
  g_assert_null (fixture->value);
  g_assert_false (fixture->na);
}

static void
test_keys_choose (Fixture      *fixture,
                  gconstpointer id)
{
  GtkWidget *control = passant_test_find_widget (GTK_WIDGET (fixture->card),
                                                 PASSANT_TYPE_ANSWER_CONTROL, 0);

  g_assert_true (passant_test_press_key (control, GDK_KEY_2, 0));
  g_assert_cmpstr (fixture->value, ==, "no");
  g_assert_true (passant_test_press_key (control, GDK_KEY_KP_1, 0));
  g_assert_cmpstr (fixture->value, ==, "yes");
  g_assert_false (passant_test_press_key (control, GDK_KEY_3, 0));
  g_assert_false (passant_test_press_key (control, GDK_KEY_1, GDK_ALT_MASK));
  g_assert_cmpint (fixture->said, ==, 2);
}

static void
test_exclusive_choice (Fixture      *fixture,
                       gconstpointer id)
{
  tap (get_tile (fixture, 2));
  tap (get_tile (fixture, 0));
  g_assert_cmpstr (fixture->value, ==, "use height");

  tap (get_tile (fixture, 3));
  g_assert_cmpstr (fixture->value, ==, "none");
  g_assert_false (is_chosen (fixture, 0) || is_chosen (fixture, 2));

  tap (get_tile (fixture, 1));
  g_assert_cmpstr (fixture->value, ==, "budget");
  g_assert_false (is_chosen (fixture, 3));

  tap (get_tile (fixture, 1));
  g_assert_null (fixture->value);
  g_assert_cmpint (fixture->said, ==, 5);
}

static void
test_scale_points (Fixture      *fixture,
                   gconstpointer id)
{
  GtkWidget *control = passant_test_find_widget (GTK_WIDGET (fixture->card),
                                                 PASSANT_TYPE_ANSWER_CONTROL, 0);

  g_assert_cmpuint (passant_test_count_widgets (control, PASSANT_TYPE_ANSWER_TILE), ==, 11);
  tap (get_tile (fixture, 10));
  g_assert_cmpstr (fixture->value, ==, "10");
  g_assert_true (passant_test_press_key (control, GDK_KEY_0, 0));
  g_assert_cmpstr (fixture->value, ==, "0");
  g_assert_true (is_chosen (fixture, 0) && !is_chosen (fixture, 10));

  show (fixture, "7");
  g_assert_true (is_chosen (fixture, 7) && !is_chosen (fixture, 0));
  tap (get_tile (fixture, 7));
  g_assert_null (fixture->value);
  g_assert_cmpint (fixture->said, ==, 3);
}

static void
type (Fixture    *fixture,
      guint       nth,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (passant_test_find_widget (GTK_WIDGET (fixture->card),
                                                                 GTK_TYPE_ENTRY, nth)),
                         text);
}

static const char *
get_typed (Fixture *fixture,
           guint    nth)
{
  return gtk_editable_get_text (GTK_EDITABLE (passant_test_find_widget (GTK_WIDGET (fixture->card),
                                                                        GTK_TYPE_ENTRY, nth)));
}

static void
test_typing_is_said_soon (Fixture      *fixture,
                          gconstpointer id)
{
  type (fixture, 0, "8");
  type (fixture, 0, "89");
  type (fixture, 0, "899,5");
  g_assert_cmpint (fixture->said, ==, 0);
  passant_test_wait_ms (450);
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_cmpstr (fixture->value, ==, "899.5");

  type (fixture, 0, "");
  passant_question_card_flush (fixture->card);
  g_assert_cmpint (fixture->said, ==, 2);
  g_assert_null (fixture->value);

  passant_question_card_flush (fixture->card);
  passant_test_wait_ms (450);
  g_assert_cmpint (fixture->said, ==, 2);
}

/* However fast somebody types, nothing waits for longer than two seconds. */
static void
test_typing_is_never_held_back (Fixture      *fixture,
                                gconstpointer id)
{
  for (int i = 0; i < 12; i++) {
    g_autofree char *text = g_strdup_printf ("%d", i + 1);

    type (fixture, 0, text);
    passant_clock_advance_ms (fixture->clock, 200);
    passant_test_wait_ms (i < 8 ? 1 : 150);
  }

  g_assert_cmpint (fixture->said, >=, 1);
}

static void
test_typing_is_not_overwritten (Fixture      *fixture,
                                gconstpointer id)
{
  type (fixture, 0, "12");
  show (fixture, "1");
  g_assert_cmpstr (get_typed (fixture, 0), ==, "12");
  passant_question_card_flush (fixture->card);
  show (fixture, "12");
  g_assert_cmpstr (get_typed (fixture, 0), ==, "12");

  show (fixture, "5.50");
  g_assert_cmpstr (get_typed (fixture, 0), ==, "5.50");
  show (fixture, NULL);
  g_assert_cmpstr (get_typed (fixture, 0), ==, "");
  passant_test_wait_ms (400);
  g_assert_cmpint (fixture->said, ==, 1);
}

/* What was typed is said before it is put aside, and does not come back. */
static void
test_not_applicable_after_typing (Fixture      *fixture,
                                  gconstpointer id)
{
  type (fixture, 0, "7");
  tap (find_button (fixture, "Not applicable"));
  g_assert_cmpint (fixture->said, ==, 2);
  g_assert_null (fixture->value);
  g_assert_true (fixture->na);
  g_assert_cmpstr (get_typed (fixture, 0), ==, "");
  passant_test_wait_ms (400);
  g_assert_cmpint (fixture->said, ==, 2);
}

/* A wrong answer is told all the same; the card says at once what is wrong with it. */
static void
test_wrong_is_kept_and_explained (Fixture      *fixture,
                                  gconstpointer id)
{
  PassantAnswer answer = { .value = (char *) "33", .at_ms = NOW_MS, .noted_ms = NOW_MS };

  type (fixture, 0, "33");
  passant_question_card_flush (fixture->card);
  g_assert_cmpstr (fixture->value, ==, "33");
  g_assert_true (says (fixture, "20"));
  gtk_test_accessible_assert_state (passant_test_find_widget (GTK_WIDGET (fixture->card),
                                                              GTK_TYPE_ENTRY, 0),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);

  passant_question_card_set_answer (fixture->card, &answer, PASSANT_STEP_WRONG,
                                    "Nobody rides so many.");
  g_assert_true (says (fixture, "Nobody rides so many."));
  show (fixture, "3");
  g_assert_false (says (fixture, "Nobody rides so many."));
}

static void
test_needs_an_answer (Fixture      *fixture,
                      gconstpointer id)
{
  g_assert_false (says (fixture, "Needs an answer"));
  passant_question_card_set_required (fixture->card, TRUE);
  g_assert_true (says (fixture, "Needs an answer"));
  tap (get_tile (fixture, 0));
  g_assert_false (says (fixture, "Needs an answer"));
  tap (get_tile (fixture, 0));
  g_assert_true (says (fixture, "Needs an answer"));
}

static void
test_text (Fixture      *fixture,
           gconstpointer id)
{
  GtkWidget *view = passant_test_find_widget (GTK_WIDGET (fixture->card), GTK_TYPE_TEXT_VIEW, 0);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  show (fixture, "Before.");
  gtk_text_buffer_insert_at_cursor (buffer, "  After. \n", -1);
  passant_question_card_flush (fixture->card);
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_cmpstr (fixture->value, ==, "Before.  After.");

  gtk_text_buffer_set_text (buffer, "  \n ", -1);
  passant_question_card_flush (fixture->card);
  g_assert_null (fixture->value);
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "What stood out?");
}

static void
test_time_of_now (Fixture      *fixture,
                  gconstpointer id)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (NOW_MS / 1000);
  g_autofree char *expected = g_date_time_format (now, "%H:%M");

  tap (find_button (fixture, "Now"));
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_cmpstr (fixture->value, ==, expected);
  g_assert_cmpstr (get_typed (fixture, 0), ==, expected);

  type (fixture, 0, "905");
  passant_question_card_flush (fixture->card);
  g_assert_cmpstr (fixture->value, ==, "09:05");
  g_assert_cmpint (fixture->said, ==, 2);
}

static void
test_dates (Fixture      *fixture,
            gconstpointer id)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (NOW_MS / 1000);
  g_autoptr (GDateTime) day_before = g_date_time_add_days (now, -1);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *yesterday = g_date_time_format (day_before, "%Y-%m-%d");

  tap (get_tile (fixture, 0));
  g_assert_cmpstr (fixture->value, ==, today);
  tap (get_tile (fixture, 1));
  g_assert_cmpstr (fixture->value, ==, yesterday);
  g_assert_false (is_chosen (fixture, 0));

  show (fixture, "2026-01-31");
  g_assert_true (is_chosen (fixture, 2));
  g_assert_true (says (fixture, "31 January 2026"));
  tap (get_tile (fixture, 2));
  g_assert_null (fixture->value);
  g_assert_false (is_chosen (fixture, 2));
  g_assert_cmpint (fixture->said, ==, 3);
}

static void
test_stopwatch (Fixture      *fixture,
                gconstpointer id)
{
  GtkWidget *control = passant_test_find_widget (GTK_WIDGET (fixture->card),
                                                 PASSANT_TYPE_DURATION_CONTROL, 0);
  GtkWidget *button = passant_test_find_widget (control, GTK_TYPE_BUTTON, 0);
  GtkWidget *discard = passant_test_find_widget (control, GTK_TYPE_BUTTON, 1);

  g_assert_false (gtk_widget_get_visible (discard));
  passant_clock_advance_ms (fixture->clock, 5000);
  tap (button);
  g_assert_cmpint (fixture->said, ==, 0);
  g_assert_cmpint (fixture->timers_started, ==, 1);
  g_assert_true (gtk_widget_get_visible (discard));

  passant_clock_advance_ms (fixture->clock, 272400);
  tap (button);
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_cmpstr (fixture->value, ==, "272");
  g_assert_cmpint (fixture->timers_discarded, ==, 0);
  g_assert_cmpstr (get_typed (fixture, 0), ==, "4");
  g_assert_cmpstr (get_typed (fixture, 1), ==, "32");
}

/* The app was killed while the stopwatch ran, and even the device started anew: it has been running for longer than the
 * boot clock. */
static void
test_stopwatch_survives_a_restart (Fixture      *fixture,
                                   gconstpointer id)
{
  GtkWidget *control = passant_test_find_widget (GTK_WIDGET (fixture->card),
                                                 PASSANT_TYPE_DURATION_CONTROL, 0);
  GtkWidget *button = passant_test_find_widget (control, GTK_TYPE_BUTTON, 0);
  gint64 boot_ms = passant_clock_boot_ms (fixture->clock);
  g_autofree char *seconds = g_strdup_printf ("%d", (int) (boot_ms / 1000) + 90);

  passant_question_card_set_elapsed_ms (fixture->card, boot_ms + 60000);
  g_assert_cmpint (fixture->timers_started, ==, 0);
  passant_clock_advance_ms (fixture->clock, 30000);
  tap (button);
  g_assert_cmpstr (fixture->value, ==, seconds);
}

static void
test_stopwatch_is_discarded (Fixture      *fixture,
                             gconstpointer id)
{
  PassantDurationControl *control =
    PASSANT_DURATION_CONTROL (passant_test_find_widget (GTK_WIDGET (fixture->card),
                                                        PASSANT_TYPE_DURATION_CONTROL, 0));

  passant_question_card_set_elapsed_ms (fixture->card, 60000);
  g_assert_true (passant_duration_control_is_running (control));
  tap (passant_test_find_widget (GTK_WIDGET (control), GTK_TYPE_BUTTON, 1));
  g_assert_false (passant_duration_control_is_running (control));
  g_assert_cmpint (fixture->timers_discarded, ==, 1);
  g_assert_cmpint (fixture->said, ==, 0);

  passant_question_card_set_elapsed_ms (fixture->card, 60000);
  passant_question_card_set_elapsed_ms (fixture->card, -1);
  g_assert_false (passant_duration_control_is_running (control));
}

static void
test_duration_by_hand (Fixture      *fixture,
                       gconstpointer id)
{
  type (fixture, 0, "4");
  type (fixture, 1, "30");
  passant_question_card_flush (fixture->card);
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_cmpstr (fixture->value, ==, "270");

  show (fixture, "61");
  g_assert_cmpstr (get_typed (fixture, 0), ==, "1");
  g_assert_cmpstr (get_typed (fixture, 1), ==, "01");
  g_assert_cmpint (fixture->said, ==, 1);
}

static void
test_photo (Fixture      *fixture,
            gconstpointer id)
{
  GtkWidget *control = passant_test_find_widget (GTK_WIDGET (fixture->card),
                                                 PASSANT_TYPE_FILE_CONTROL, 0);
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/null");
  GtkWidget *remove = passant_test_find_widget (control, GTK_TYPE_BUTTON, 2);

  g_signal_emit_by_name (control, "file-chosen", file);
  g_assert_cmpint (fixture->files, ==, 1);
  g_assert_cmpint (fixture->said, ==, 0);
  g_assert_false (gtk_widget_get_visible (remove));

  passant_question_card_set_blob_path (fixture->card, "/nonexistent/photo");
  show (fixture, "0000000000000000000000000000000000000000000000000000000000000000");
  g_assert_true (says (fixture, "not on this device"));
  g_assert_true (gtk_widget_get_visible (remove));

  tap (remove);
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_null (fixture->value);
}

static void
test_note (Fixture      *fixture,
           gconstpointer id)
{
  g_assert_true (says (fixture, "Put the receipt away"));
  g_assert_cmpuint (passant_test_count_widgets (GTK_WIDGET (fixture->card),
                                                PASSANT_TYPE_ANSWER_CONTROL), ==, 0);
  show (fixture, "nonsense");
  passant_question_card_flush (fixture->card);
  g_assert_cmpint (fixture->said, ==, 0);
}

static void
test_back_dating (Fixture      *fixture,
                  gconstpointer id)
{
  GtkWidget *when = passant_test_find_widget (GTK_WIDGET (fixture->card), GTK_TYPE_MENU_BUTTON, 0);
  GtkWidget *scale =
    passant_test_find_widget (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (when))),
                              GTK_TYPE_SCALE, 0);
  PassantAnswer answer = { .value = (char *) "yes", .at_ms = NOW_MS - 240000, .noted_ms = NOW_MS };

  g_assert_false (gtk_widget_is_sensitive (when));
  tap (get_tile (fixture, 0));
  g_assert_true (gtk_widget_is_sensitive (when));

  gtk_range_set_value (GTK_RANGE (scale), 9);
  passant_test_wait_ms (600);
  g_assert_cmpint (fixture->back_dated, ==, 1);
  g_assert_cmpint (fixture->ago_ms, ==, 240000);
  g_assert_cmpint (fixture->said, ==, 1);

  g_assert_false (says (fixture, "Happened at"));
  passant_question_card_set_answer (fixture->card, &answer, PASSANT_STEP_DONE, NULL);
  g_assert_true (says (fixture, "4 minutes before"));
}

/* Every card fits a phone, and whatever is tapped to answer is high enough for a thumb. */
static void
test_fits (Fixture      *fixture,
           gconstpointer id)
{
  GtkWidget *card = GTK_WIDGET (fixture->card);
  guint n = passant_test_count_widgets (card, PASSANT_TYPE_ANSWER_TILE);
  int min, tall;

  gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  g_assert_cmpint (min, <=, CARD_WIDTH_MAX);
  gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, CARD_WIDTH_MAX, &tall, NULL, NULL, NULL);
  g_assert_cmpint (tall, >, 0);
  gtk_widget_allocate (card, CARD_WIDTH_MAX, tall, -1, NULL);

  for (guint i = 0; i < n; i++) {
    GtkWidget *tile = get_tile (fixture, i);
    int width, height;

    gtk_widget_measure (tile, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
    gtk_widget_measure (tile, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
    g_assert_cmpint (width, >=, 48);
    g_assert_cmpint (height, >=, 48);
  }
}

static void
test_names (Fixture      *fixture,
            gconstpointer id)
{
  gtk_test_accessible_assert_role (get_tile (fixture, 0), GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON);
  gtk_test_accessible_assert_property (get_tile (fixture, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "1 of 5, Not at all");
  gtk_test_accessible_assert_property (get_tile (fixture, 2), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "3 of 5");
  /* A label inside would be read instead of the name. */
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (get_tile (fixture, 2)),
                                                    GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_test_accessible_assert_role (fixture->card, GTK_ACCESSIBLE_ROLE_GROUP);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (fixture->card),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

/* By the keyboard, and as an assistive technology does it. */
static void
test_activates_once (Fixture      *fixture,
                     gconstpointer id)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (fixture->card));
  gtk_window_present (GTK_WINDOW (window));
  passant_test_wait_ms (100);
  g_assert_true (gtk_widget_activate (get_tile (fixture, 1)));
  passant_test_wait_ms (400);
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_cmpstr (fixture->value, ==, "no");

  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Leaving the page says what was typed. */
static void
test_leaving_says (Fixture      *fixture,
                   gconstpointer id)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (fixture->card));
  gtk_window_present (GTK_WINDOW (window));
  passant_test_wait_ms (100);
  type (fixture, 0, "7");
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_cmpstr (fixture->value, ==, "7");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A screen reader hears it of the tile itself, not of a box around it. */
static void
test_locked_tiles_say_so (Fixture      *fixture,
                          gconstpointer id)
{
  GtkWidget *tile = get_tile (fixture, 0);

  passant_question_card_set_locked (fixture->card, TRUE);
  gtk_test_accessible_assert_state (tile, GTK_ACCESSIBLE_STATE_DISABLED, TRUE);
  passant_question_card_set_locked (fixture->card, FALSE);
  gtk_test_accessible_assert_state (tile, GTK_ACCESSIBLE_STATE_DISABLED, FALSE);
}

#define ADD(path, question, test) g_test_add ("/question-card/" path, Fixture, question, set_up, \
                                              test, tear_down)

static void
add_fits (void)
{
  static const char *const questions[] = {
    "greeted", "first", "subjects", "known", "recommend", "served", "bikes", "price", "arrived",
    "bought",
    "wait", "story", "receipt", "remark",
  };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autofree char *path = g_strdup_printf ("/question-card/fits-a-phone/%s", questions[i]);

    g_test_add (path, Fixture, questions[i], set_up, test_fits, tear_down);
  }
}

int
main (int   argc,
      char *argv[])
{
  passant_test_widgets_init (&argc, &argv);

  ADD ("says-one-answer-a-tap", "greeted", test_one_tap_one_answer);
  ADD ("clears-by-a-second-tap", "greeted", test_second_tap_clears);
  ADD ("shows-what-is-stored-without-a-word", "greeted", test_shows_without_a_word);
  ADD ("locked-tiles-say-so", "greeted", test_locked_tiles_say_so);
  ADD ("knows-not-applicable", "greeted", test_not_applicable);
  ADD ("takes-keys", "greeted", test_keys_choose);
  ADD ("activates-once", "greeted", test_activates_once);
  ADD ("lets-an-exclusive-choice-stand-alone", "subjects", test_exclusive_choice);
  ADD ("takes-points-of-a-scale", "recommend", test_scale_points);
  ADD ("says-typing-soon-and-once", "price", test_typing_is_said_soon);
  ADD ("never-holds-typing-back", "bikes", test_typing_is_never_held_back);
  ADD ("never-overwrites-typing", "price", test_typing_is_not_overwritten);
  ADD ("says-typing-when-left", "bikes", test_leaving_says);
  ADD ("keeps-a-wrong-answer-and-explains", "bikes", test_wrong_is_kept_and_explained);
  ADD ("says-that-it-needs-an-answer", "greeted", test_needs_an_answer);
  ADD ("puts-typing-aside-for-not-applicable", "bikes", test_not_applicable_after_typing);
  ADD ("takes-text", "story", test_text);
  ADD ("takes-a-time", "arrived", test_time_of_now);
  ADD ("takes-a-date", "bought", test_dates);
  ADD ("runs-a-stopwatch", "wait", test_stopwatch);
  ADD ("discards-a-stopwatch", "wait", test_stopwatch_is_discarded);
  ADD ("runs-a-stopwatch-through-a-restart", "wait", test_stopwatch_survives_a_restart);
  ADD ("takes-minutes-and-seconds", "wait", test_duration_by_hand);
  ADD ("hands-a-photo-on", "receipt", test_photo);
  ADD ("shows-a-note", "remark", test_note);
  ADD ("dates-back", "greeted", test_back_dating);
  ADD ("names-its-tiles", "known", test_names);
  add_fits ();

  return g_test_run ();
}
