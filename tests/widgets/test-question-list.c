/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A step's cards over a visit whose answers take their time to be kept. */

#include "passant-answer-tile.h"
#include "passant-question-list.h"
#include "passant-rank-row.h"
#include "passant-test-folder.h"
#include "passant-test-widgets.h"
#include "passant-text-control.h"

#define NOON_MS G_GINT64_CONSTANT (1795348800000)
#define THREE \
        "\"choices\":[{\"id\":\"a\",\"label\":{\"en\":\"A\"}}," \
        "{\"id\":\"b\",\"label\":{\"en\":\"B\"}},{\"id\":\"c\",\"label\":{\"en\":\"C\"}}]"

static const char script_text[] =
  "{\"passant\":1,\"id\":\"walk\",\"version\":1,\"languages\":[\"en\"],\"title\":{\"en\":\"Walk\"},"
  "\"phases\":[{\"id\":\"only\",\"title\":{\"en\":\"Only\"},\"touchpoints\":["
  "{\"id\":\"many\",\"title\":{\"en\":\"Many\"},\"channel\":\"store\",\"questions\":["
  "{\"id\":\"seen\",\"type\":\"choices\",\"text\":{\"en\":\"Which?\"}," THREE "}]},"
  "{\"id\":\"order\",\"title\":{\"en\":\"Order\"},\"channel\":\"store\",\"questions\":["
  "{\"id\":\"best\",\"type\":\"rank\",\"text\":{\"en\":\"Which first?\"}," THREE "}]},"
  "{\"id\":\"words\",\"title\":{\"en\":\"Words\"},\"channel\":\"store\",\"questions\":["
  "{\"id\":\"said\",\"type\":\"text\",\"text\":{\"en\":\"What was said?\"}}]}]}]}";

typedef struct {
  PassantTestFolder *folder;
  PassantClock      *clock;
  PassantStore      *store;
  PassantScript     *script;
  PassantPocket     *pocket;
  PassantSession    *session;
  GtkWidget         *window, *list;
  GCallback          tap;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantVisit) visit = NULL;
  g_autoptr (PassantDraft) opened = passant_draft_new ("visit.opened", "walk", "visit");
  g_autoptr (PassantFact) fact = NULL;

  fixture->folder = passant_test_folder_new ();
  fixture->clock = passant_clock_new_manual (NOON_MS);
  fixture->store = passant_store_open (fixture->folder, fixture->clock, NULL, &error);
  g_assert_no_error (error);
  fixture->pocket = passant_pocket_new (fixture->folder, "pocket.ini", TRUE,
                                        passant_store_get_worker (fixture->store));
  fixture->script = passant_script_compile (script_text, -1, NULL, &error);
  g_assert_no_error (error);
  passant_draft_set_string (opened, "script", fixture->script->hash);
  fact = passant_store_append (fixture->store, opened, &error);
  g_assert_no_error (error);
  visit = passant_store_load_visit (fixture->store, "visit", &error);
  g_assert_no_error (error);
  fixture->session = passant_session_new (fixture->store, visit, fixture->script);
  fixture->window = adw_window_new ();
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_session_flush (fixture->session);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->session);
  g_object_unref (fixture->pocket);
  g_object_unref (fixture->store);
  passant_script_unref (fixture->script);
  passant_clock_unref (fixture->clock);
  passant_test_folder_free (fixture->folder);
}

/* The cards of @touchpoint, made anew. */
static void
show (Fixture    *fixture,
      const char *touchpoint)
{
  fixture->list =
    passant_question_list_new (fixture->session, fixture->pocket,
                               passant_script_find_touchpoint (fixture->script, touchpoint), "en");
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->list);
  passant_question_list_arrive (PASSANT_QUESTION_LIST (fixture->list), G_MAXUINT);
  passant_question_list_update (PASSANT_QUESTION_LIST (fixture->list));
}

static void
tap_tile (Fixture *fixture,
          guint    nth)
{
  g_signal_emit_by_name (passant_test_find_widget (fixture->list, PASSANT_TYPE_ANSWER_TILE, nth),
                         "clicked");
}

static void
tap_row (Fixture *fixture,
         guint    nth)
{
  g_signal_emit_by_name (passant_test_find_widget (fixture->list, PASSANT_TYPE_RANK_ROW, nth),
                         "tapped");
}

static const char *
get_value (Fixture    *fixture,
           const char *question)
{
  const PassantAnswer *answer =
    passant_visit_get_answer (passant_session_get_visit (fixture->session), question);

  return answer ? answer->value : NULL;
}

/* The first answer was kept, the second is on its way: the third tap comes now. */
static void
on_changed_cb (PassantSession *session,
               Fixture        *fixture)
{
  void (*tap) (Fixture *, guint) = (void (*)(Fixture *, guint)) fixture->tap;

  passant_question_list_update (PASSANT_QUESTION_LIST (fixture->list));
  if (!tap)
    return;

  fixture->tap = NULL;
  tap (fixture, 2);
}

static void
tap_three (Fixture *fixture,
           void ( *tap ) (Fixture *, guint))
{
  fixture->tap = G_CALLBACK (tap);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (on_changed_cb), fixture);
  tap (fixture, 0);
  tap (fixture, 1);
  passant_session_flush (fixture->session);
  g_signal_handlers_disconnect_by_data (fixture->session, fixture);
}

static void
test_quick_taps_all_count (Fixture      *fixture,
                           gconstpointer data)
{
  show (fixture, "many");
  tap_three (fixture, tap_tile);

  g_assert_cmpstr (get_value (fixture, "seen"), ==, "a b c");
}

static void
test_a_quick_order_is_whole (Fixture      *fixture,
                             gconstpointer data)
{
  show (fixture, "order");
  tap_three (fixture, tap_row);

  g_assert_cmpstr (get_value (fixture, "best"), ==, "a b c");
}

/* The guest looked at another step meanwhile. */
static void
test_a_step_made_anew_shows_what_was_tapped (Fixture      *fixture,
                                             gconstpointer data)
{
  show (fixture, "many");
  tap_tile (fixture, 1);
  show (fixture, "order");
  show (fixture, "many");
  g_assert_true (gtk_toggle_button_get_active (
                   GTK_TOGGLE_BUTTON (passant_test_find_widget (fixture->list,
                                                                PASSANT_TYPE_ANSWER_TILE, 1))));
  tap_tile (fixture, 2);
  passant_session_flush (fixture->session);

  g_assert_cmpstr (get_value (fixture, "seen"), ==, "b c");
}

/* A key undoes what was typed, and the focus never leaves the text: what is kept is what it shows. */
static void
test_undone_typing_goes_from_the_screen (Fixture      *fixture,
                                         gconstpointer data)
{
  GtkWidget *view;
  GtkTextBuffer *buffer;
  g_autofree char *shown = NULL;

  show (fixture, "words");
  g_signal_connect_swapped (fixture->session, "changed", G_CALLBACK (passant_question_list_update),
                            fixture->list);
  view = passant_test_find_widget (fixture->list, GTK_TYPE_TEXT_VIEW, 0);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  /* As GTK says it where there is a keyboard. */
  gtk_widget_set_state_flags (passant_test_find_widget (fixture->list, PASSANT_TYPE_TEXT_CONTROL,
                                                        0),
                              GTK_STATE_FLAG_FOCUS_WITHIN, FALSE);

  gtk_text_buffer_set_text (buffer, "Good morning", -1);
  passant_question_list_flush (PASSANT_QUESTION_LIST (fixture->list));
  passant_session_flush (fixture->session);
  gtk_text_buffer_set_text (buffer, "Good morning and what not", -1);
  passant_question_list_flush (PASSANT_QUESTION_LIST (fixture->list));
  g_assert_nonnull (passant_session_undo (fixture->session));
  passant_session_flush (fixture->session);

  g_object_get (buffer, "text", &shown, NULL);
  g_assert_cmpstr (get_value (fixture, "said"), ==, "Good morning");
  g_assert_cmpstr (shown, ==, "Good morning");
  g_signal_handlers_disconnect_by_data (fixture->session, fixture->list);
}

int
main (int   argc,
      char *argv[])
{
  passant_test_widgets_init (&argc, &argv);

#define ADD(path, func) \
        g_test_add ("/question-list/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("quick-taps-all-count", test_quick_taps_all_count);
  ADD ("a-quick-order-is-whole", test_a_quick_order_is_whole);
  ADD ("a-step-made-anew-shows-what-was-tapped", test_a_step_made_anew_shows_what_was_tapped);
  ADD ("undone-typing-goes-from-the-screen", test_undone_typing_goes_from_the_screen);

  return g_test_run ();
}
