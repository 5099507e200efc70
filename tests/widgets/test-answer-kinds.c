/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-answer-control.h"
#include "passant-answer-tile.h"
#include "passant-choice-dialog.h"
#include "passant-question-card.h"
#include "passant-rank-control.h"
#include "passant-rank-row.h"
#include "passant-test-widgets.h"

#define NOW_MS G_GINT64_CONSTANT (1795330000123)
#define CARD_WIDTH_MAX 336

typedef struct {
  PassantScript       *script;
  PassantClock        *clock;
  PassantQuestionCard *card;
  GtkWidget           *window;
  char                *value;
  int                  said, files;
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
}

static void
on_file_chosen_cb (PassantQuestionCard *card,
                   GFile               *file,
                   Fixture             *fixture)
{
  fixture->files++;
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
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->card));
  g_signal_connect (fixture->card, "answered", G_CALLBACK (on_answered_cb), fixture);
  g_signal_connect (fixture->card, "file-chosen", G_CALLBACK (on_file_chosen_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer id)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  passant_clock_unref (fixture->clock);
  passant_script_unref (fixture->script);
  g_clear_pointer (&fixture->value, g_free);
}

static GtkWidget *
get (Fixture *fixture,
     GType    type,
     guint    nth)
{
  return passant_test_find_widget (GTK_WIDGET (fixture->card), type, nth);
}

static void
tap (GtkWidget *button)
{
  g_signal_emit_by_name (button, "clicked");
}

static void
tap_tile (Fixture *fixture,
          guint    nth)
{
  tap (get (fixture, PASSANT_TYPE_ANSWER_TILE, nth));
}

static const char *
get_key (Fixture *fixture,
         guint    nth)
{
  return passant_answer_tile_get_key (PASSANT_ANSWER_TILE (get (fixture, PASSANT_TYPE_ANSWER_TILE,
                                                                nth)));
}

static void
show (Fixture    *fixture,
      const char *value)
{
  PassantAnswer answer = { .value = (char *) value, .at_ms = NOW_MS, .noted_ms = NOW_MS };

  passant_question_card_set_answer (fixture->card, value ? &answer : NULL, PASSANT_STEP_DONE, NULL);
}

static gboolean
is_seen (GtkWidget *widget,
         GtkWidget *root)
{
  for (; widget != root; widget = gtk_widget_get_parent (widget)) {
    if (!gtk_widget_get_visible (widget))
      return FALSE;
  }

  return TRUE;
}

/* The visible widget of @type whose label has @text in it, or NULL. */
static GtkWidget *
find_labelled (Fixture    *fixture,
               const char *text)
{
  GtkWidget *card = GTK_WIDGET (fixture->card);
  guint n = passant_test_count_widgets (card, GTK_TYPE_LABEL);

  for (guint i = 0; i < n; i++) {
    GtkWidget *label = get (fixture, GTK_TYPE_LABEL, i);

    if (is_seen (label, card) && strstr (gtk_label_get_label (GTK_LABEL (label)), text))
      return label;
  }

  return NULL;
}

static GtkWidget *
find_button (Fixture    *fixture,
             const char *text)
{
  GtkWidget *label = find_labelled (fixture, text);

  g_assert_nonnull (label);

  return gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
}

static void
test_rank_by_tapping (Fixture      *fixture,
                      gconstpointer id)
{
  gtk_test_accessible_assert_property (get (fixture, PASSANT_TYPE_ANSWER_TILE, 2),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "What the people in the shop advised");
  tap_tile (fixture, 2);
  g_assert_cmpstr (fixture->value, ==, "advice");
  gtk_test_accessible_assert_property (get (fixture, PASSANT_TYPE_ANSWER_TILE, 2),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "What the people in the shop advised, place 1 of 3");

  /* Half way nobody is told off, and nothing moves from under the finger. */
  g_assert_nonnull (find_labelled (fixture, "2 more to put in order"));
  g_assert_cmpstr (get_key (fixture, 0), ==, "price");
  tap_tile (fixture, 0);
  g_assert_cmpstr (fixture->value, ==, "advice price");
  tap_tile (fixture, 0);
  g_assert_cmpstr (fixture->value, ==, "advice");
  tap_tile (fixture, 1);
  tap_tile (fixture, 0);
  g_assert_cmpstr (fixture->value, ==, "advice comfort price");
  g_assert_cmpint (fixture->said, ==, 5);
  g_assert_null (find_labelled (fixture, "more to put in order"));

  /* All have a place: they stand in it. */
  g_assert_cmpstr (get_key (fixture, 0), ==, "advice");
  g_assert_cmpstr (get_key (fixture, 2), ==, "price");
  tap_tile (fixture, 2);
  tap_tile (fixture, 1);
  tap_tile (fixture, 0);
  g_assert_null (fixture->value);
}

static void
test_rank_by_arrows (Fixture      *fixture,
                     gconstpointer id)
{
  GtkWidget *row;

  g_assert_null (find_labelled (fixture, "more to put in order"));
  show (fixture, "price comfort advice");
  g_assert_cmpint (fixture->said, ==, 0);
  row = get (fixture, PASSANT_TYPE_RANK_ROW, 2);
  gtk_test_accessible_assert_property (gtk_widget_get_last_child (row),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Move What the people in the shop advised down");
  g_assert_false (gtk_widget_get_sensitive (gtk_widget_get_last_child (row)));

  tap (gtk_widget_get_prev_sibling (gtk_widget_get_last_child (row)));
  g_assert_cmpstr (fixture->value, ==, "price advice comfort");
  g_assert_true (get (fixture, PASSANT_TYPE_RANK_ROW, 1) == row);

  g_assert_true (passant_test_press_key (row, GDK_KEY_Up, GDK_ALT_MASK));
  g_assert_cmpstr (fixture->value, ==, "advice price comfort");
  passant_test_press_key (row, GDK_KEY_Up, GDK_ALT_MASK);
  g_assert_false (passant_test_press_key (row, GDK_KEY_Up, 0));
  g_assert_cmpint (fixture->said, ==, 2);
}

/* However far it went about, a drag is one answer. */
static void
test_rank_by_dragging (Fixture      *fixture,
                       gconstpointer id)
{
  GtkWidget *row;

  show (fixture, "price comfort advice");
  gtk_window_present (GTK_WINDOW (fixture->window));
  passant_test_wait_ms (200);
  row = get (fixture, PASSANT_TYPE_RANK_ROW, 0);
  g_signal_emit_by_name (row, "dragged", 10000.0);
  g_signal_emit_by_name (row, "dragged", 10001.0);
  g_assert_cmpint (fixture->said, ==, 0);
  show (fixture, "price comfort advice");
  g_signal_emit_by_name (row, "dropped");
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_cmpstr (fixture->value, ==, "comfort advice price");
  g_assert_true (get (fixture, PASSANT_TYPE_RANK_ROW, 2) == row);

  g_signal_emit_by_name (row, "dropped");
  g_assert_cmpint (fixture->said, ==, 1);
}

static void
set_story (Fixture    *fixture,
           const char *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (get (fixture, GTK_TYPE_TEXT_VIEW, 0));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static void
test_narrative_counts (Fixture      *fixture,
                       gconstpointer id)
{
  g_assert_nonnull (find_labelled (fixture, "At least 20 characters"));
  set_story (fixture, "Zoë zei: “tot ");
  g_assert_nonnull (find_labelled (fixture, "7 characters to go"));
  set_story (fixture, "Zoë zei: “tot straks”.");
  g_assert_nonnull (find_labelled (fixture, "Long enough"));
  passant_question_card_flush (fixture->card);
  g_assert_cmpstr (fixture->value, ==, "Zoë zei: “tot straks”.");
  g_assert_cmpint (fixture->said, ==, 1);
  gtk_test_accessible_assert_property (get (fixture, GTK_TYPE_TEXT_VIEW, 0),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "How did it go?");
}

static void
test_date_and_time (Fixture      *fixture,
                    gconstpointer id)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (NOW_MS / 1000);
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *both = g_date_time_format (now, "%Y-%m-%dT%H:%M");
  g_autofree char *half = g_strconcat (day, "T", NULL);

  tap_tile (fixture, 0);
  g_assert_cmpstr (fixture->value, ==, half);
  gtk_editable_set_text (GTK_EDITABLE (get (fixture, GTK_TYPE_ENTRY, 0)), "9.5");
  passant_question_card_flush (fixture->card);
  g_assert_true (g_str_has_prefix (fixture->value, day) && g_str_has_suffix (fixture->value,
                                                                             "T09:05"));
  g_assert_cmpint (fixture->said, ==, 2);

  tap_tile (fixture, 0);
  g_assert_cmpstr (fixture->value, ==, "T09:05");
  tap (find_button (fixture, "Now"));
  g_assert_cmpstr (fixture->value, ==, both);
  g_assert_cmpint (fixture->said, ==, 4);

  show (fixture, "2026-01-31T08:00");
  g_assert_nonnull (find_labelled (fixture, "31 January 2026"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get (fixture, GTK_TYPE_ENTRY, 0))), ==,
                   "08:00");
  show (fixture, NULL);
  g_assert_null (find_labelled (fixture, "31 January 2026"));
  g_assert_cmpint (fixture->said, ==, 4);
}

static void
test_code (Fixture      *fixture,
           gconstpointer id)
{
  GtkWidget *entry = get (fixture, GTK_TYPE_ENTRY, 0);
  GtkInputHints hints = gtk_entry_get_input_hints (GTK_ENTRY (entry));

  g_assert_true (hints & GTK_INPUT_HINT_NO_SPELLCHECK);
  g_assert_true (gtk_widget_has_css_class (entry, "monospace"));
  gtk_editable_set_text (GTK_EDITABLE (entry), " HTTPS://a.b/c d ");
  passant_question_card_flush (fixture->card);
  g_assert_cmpstr (fixture->value, ==, "HTTPS://a.b/c d");
  gtk_editable_set_text (GTK_EDITABLE (entry), " ");
  passant_question_card_flush (fixture->card);
  g_assert_null (fixture->value);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "What does the code on the frame say?");
}

static void
test_place (Fixture      *fixture,
            gconstpointer id)
{
  GtkWidget *entry = get (fixture, GTK_TYPE_ENTRY, 0);

  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Where did you stand?, latitude and longitude");
  gtk_editable_set_text (GTK_EDITABLE (entry), "52,0907 5,1214");
  g_assert_nonnull (find_labelled (fixture, "52.0907° N, 5.1214° E"));
  passant_question_card_flush (fixture->card);
  g_assert_cmpstr (fixture->value, ==, "52.0907 5.1214");

  /* What it cannot read is kept as it stands, and told. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "by the window");
  passant_question_card_flush (fixture->card);
  g_assert_cmpstr (fixture->value, ==, "by the window");
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
}

static void
test_file (Fixture      *fixture,
           gconstpointer id)
{
  GtkWidget *control = get (fixture, PASSANT_TYPE_ANSWER_CONTROL, 0);
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/null");

  g_signal_emit_by_name (control, "file-chosen", file);
  g_assert_cmpint (fixture->files, ==, 1);
  g_assert_cmpint (fixture->said, ==, 0);

  show (fixture, "0000000000000000000000000000000000000000000000000000000000000000");
  g_assert_nonnull (find_labelled (fixture, "is kept"));
  /* The last of them takes it away. */
  tap (passant_test_find_widget (control, GTK_TYPE_BUTTON,
                                 passant_test_count_widgets (control, GTK_TYPE_BUTTON) - 1));
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_null (fixture->value);
}

static void
test_only_choice (Fixture      *fixture,
                  gconstpointer id)
{
  g_assert_cmpuint (passant_test_count_widgets (GTK_WIDGET (fixture->card),
                                                PASSANT_TYPE_ANSWER_TILE), ==, 1);
  g_assert_null (fixture->value);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get (fixture,
                                                                        PASSANT_TYPE_ANSWER_TILE,
                                                                        0))));
  tap_tile (fixture, 0);
  g_assert_cmpstr (fixture->value, ==, "one");
}

/* The dialog that a tap on "Choose from …" opens. */
static GtkWidget *
open_list (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  tap (find_button (fixture, "Choose from 14"));
  passant_test_wait_ms (400);

  return passant_test_find_widget (fixture->window, PASSANT_TYPE_CHOICE_DIALOG, 0);
}

static guint
count_found (GtkWidget *dialog)
{
  return passant_test_count_widgets (dialog, PASSANT_TYPE_ANSWER_TILE);
}

static void
search (GtkWidget  *dialog,
        const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (passant_test_find_widget (dialog, GTK_TYPE_SEARCH_ENTRY, 0)),
                         text);
  passant_test_wait_ms (300);
}

static void
test_long_list (Fixture      *fixture,
                gconstpointer id)
{
  GtkWidget *dialog = open_list (fixture);

  search (dialog, "bosch");
  g_assert_cmpuint (count_found (dialog), ==, 2);
  search (dialog, "zurich");
  g_assert_cmpuint (count_found (dialog), ==, 1);
  search (dialog, "xyz");
  g_assert_cmpuint (count_found (dialog), ==, 0);
  search (dialog, "UTR");
  tap (passant_test_find_widget (dialog, PASSANT_TYPE_ANSWER_TILE, 0));
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_cmpstr (fixture->value, ==, "utrecht");
  passant_test_wait_ms (600);
  g_assert_cmpuint (passant_test_count_widgets (fixture->window, PASSANT_TYPE_CHOICE_DIALOG), ==,
                    0);

  /* What is chosen stands on the card, where a tap takes it back. */
  show (fixture, "utrecht");
  g_assert_cmpstr (get_key (fixture, 0), ==, "utrecht");
  tap_tile (fixture, 0);
  g_assert_null (fixture->value);
}

static void
test_long_list_of_many (Fixture      *fixture,
                        gconstpointer id)
{
  GtkWidget *dialog = open_list (fixture);

  search (dialog, "breda");
  tap (passant_test_find_widget (dialog, PASSANT_TYPE_ANSWER_TILE, 0));
  search (dialog, "alk");
  tap (passant_test_find_widget (dialog, PASSANT_TYPE_ANSWER_TILE, 0));
  g_assert_cmpint (fixture->said, ==, 2);
  g_assert_cmpstr (fixture->value, ==, "alkmaar breda");
  show (fixture, "alkmaar breda");
  g_assert_cmpstr (get_key (fixture, 1), ==, "breda");
}

/* A script with one question, in which of a thousand towns. */
static PassantScript *
compile_thousand (void)
{
  g_autoptr (GString) json = g_string_new (
    "{\"passant\":1,\"id\":\"many\",\"version\":1,\"languages\":[\"en\"],"
    "\"title\":{\"en\":\"Many\"},"
    "\"persona\":{\"name\":{\"en\":\"Noor\"},\"text\":{\"en\":\"Travels.\"}},"
    "\"briefing\":{\"en\":\"Travel.\"},\"phases\":[{\"id\":\"way\",\"title\":{\"en\":\"Way\"},"
    "\"touchpoints\":[{\"id\":\"stop\",\"title\":{\"en\":\"Stop\"},\"channel\":\"store\","
    "\"questions\":[{\"id\":\"town\",\"type\":\"choice\",\"text\":{\"en\":\"Which?\"},"
    "\"choices\":[");
  g_autoptr (GError) error = NULL;
  PassantScript *script;

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (json, "%s{\"id\":\"t%d\",\"label\":{\"en\":\"Town number %d\"}}",
                            i > 0 ? "," : "", i, i);
  g_string_append (json, "]}]}]}]}");
  script = passant_script_compile (json->str, (gssize) json->len, NULL, &error);
  g_assert_no_error (error);

  return script;
}

/* However long the list, there are widgets for what is in view alone. */
static void
test_thousand (void)
{
  g_autoptr (PassantScript) script = compile_thousand ();
  g_autoptr (PassantClock) clock = passant_clock_new_manual (NOW_MS);
  PassantQuestion *question = passant_test_find_question (script, "town");
  AdwDialog *dialog = passant_choice_dialog_new (question, "Which?", "en", question->choices);
  GtkWidget *window = adw_window_new ();
  GtkWidget *card = passant_question_card_new (question, "en", clock);

  adw_window_set_content (ADW_WINDOW (window), card);
  g_assert_cmpuint (passant_test_count_widgets (card, PASSANT_TYPE_ANSWER_TILE), ==, 0);
  gtk_window_present (GTK_WINDOW (window));
  adw_dialog_present (dialog, card);
  passant_test_wait_ms (600);
  g_assert_cmpuint (count_found (GTK_WIDGET (dialog)), >, 0);
  g_assert_cmpuint (count_found (GTK_WIDGET (dialog)), <, 250);
  search (GTK_WIDGET (dialog), "number 777");
  g_assert_cmpuint (count_found (GTK_WIDGET (dialog)), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Few are left: they stand on the card. One that was chosen before stays to be seen, and to be taken back. */
static void
test_offers (Fixture      *fixture,
             gconstpointer id)
{
  PassantQuestion *question = passant_question_card_get_question (fixture->card);
  g_autoptr (GPtrArray) offered = g_ptr_array_new ();

  show (fixture, "utrecht");
  g_ptr_array_add (offered, passant_question_find_choice (question, "breda"));
  g_ptr_array_add (offered, passant_question_find_choice (question, "delft"));
  passant_question_card_set_offered (fixture->card, offered);
  g_assert_null (find_labelled (fixture, "Choose from"));
  g_assert_cmpuint (passant_test_count_widgets (GTK_WIDGET (fixture->card),
                                                PASSANT_TYPE_ANSWER_TILE), ==, 3);
  gtk_test_accessible_assert_property (get (fixture, PASSANT_TYPE_ANSWER_TILE, 2),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Not among the answers any more");
  tap_tile (fixture, 1);
  g_assert_cmpstr (fixture->value, ==, "delft");
  show (fixture, "delft");
  g_assert_cmpuint (passant_test_count_widgets (GTK_WIDGET (fixture->card),
                                                PASSANT_TYPE_ANSWER_TILE), ==, 2);
  passant_question_card_set_offered (fixture->card, NULL);
  g_assert_nonnull (find_labelled (fixture, "Choose from 14"));
}

static void
test_proposal (Fixture      *fixture,
               gconstpointer id)
{
  passant_question_card_set_proposal (fixture->card, "breda");
  g_assert_cmpint (fixture->said, ==, 0);
  g_assert_null (fixture->value);
  tap (find_button (fixture, "Take over: Breda"));
  g_assert_cmpint (fixture->said, ==, 1);
  g_assert_cmpstr (fixture->value, ==, "breda");
  g_assert_null (find_labelled (fixture, "Take over"));
}

static void
test_texts (Fixture      *fixture,
            gconstpointer id)
{
  passant_question_card_set_texts (fixture->card, "Where in Utrecht?", "Look up.");
  g_assert_nonnull (find_labelled (fixture, "Where in Utrecht?"));
  g_assert_nonnull (find_labelled (fixture, "Look up."));
  gtk_test_accessible_assert_property (get (fixture, GTK_TYPE_ENTRY, 0),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Where in Utrecht?, latitude and longitude");
}

/* What the compiler made beside a question comes and goes inside its card. */
static void
test_made (Fixture      *fixture,
           gconstpointer id)
{
  GtkWidget *made =
    passant_question_card_new (passant_test_find_question (fixture->script, "tale"), "en",
                               fixture->clock);

  gtk_widget_set_visible (made, FALSE);
  passant_question_card_add_made (fixture->card, PASSANT_QUESTION_CARD (made));
  g_assert_null (find_labelled (fixture, "How did it go?"));
  gtk_widget_set_visible (made, TRUE);
  g_assert_nonnull (find_labelled (fixture, "How did it go?"));
  g_assert_false (gtk_widget_has_css_class (made, "card"));
}

static void
test_fits (Fixture      *fixture,
           gconstpointer id)
{
  int min, tall;

  gtk_widget_measure (GTK_WIDGET (fixture->card), GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL,
                      NULL);
  g_assert_cmpint (min, <=, CARD_WIDTH_MAX);
  show (fixture, "price comfort advice");
  gtk_widget_measure (GTK_WIDGET (fixture->card), GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL,
                      NULL);
  g_assert_cmpint (min, <=, CARD_WIDTH_MAX);
  gtk_widget_measure (GTK_WIDGET (fixture->card), GTK_ORIENTATION_VERTICAL, CARD_WIDTH_MAX, &tall,
                      NULL, NULL, NULL);
  g_assert_cmpint (tall, >, 0);
}

static void
add_fits (void)
{
  static const char *const questions[] = {
    "mattered", "tale", "left_at", "frame", "spot", "noise", "bill", "only", "town", "towns_seen",
  };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autofree char *path = g_strdup_printf ("/answer-kinds/fits-a-phone/%s", questions[i]);

    g_test_add (path, Fixture, questions[i], set_up, test_fits, tear_down);
  }
}

#define ADD(path, question, test) g_test_add ("/answer-kinds/" path, Fixture, question, set_up, \
                                              test, tear_down)

int
main (int   argc,
      char *argv[])
{
  passant_test_widgets_init (&argc, &argv);

  ADD ("puts-choices-in-order-by-taps", "mattered", test_rank_by_tapping);
  ADD ("puts-choices-in-order-by-arrows-and-keys", "mattered", test_rank_by_arrows);
  ADD ("puts-choices-in-order-by-dragging", "mattered", test_rank_by_dragging);
  ADD ("counts-a-narrative", "tale", test_narrative_counts);
  ADD ("takes-a-day-and-a-time", "left_at", test_date_and_time);
  ADD ("takes-a-code-as-it-is", "frame", test_code);
  ADD ("takes-a-place-and-shows-it-back", "spot", test_place);
  ADD ("hands-a-recording-on", "noise", test_file);
  ADD ("hands-a-receipt-on", "bill", test_file);
  ADD ("never-chooses-the-only-choice-by-itself", "only", test_only_choice);
  ADD ("searches-a-long-list", "town", test_long_list);
  ADD ("chooses-several-from-a-long-list", "towns_seen", test_long_list_of_many);
  ADD ("offers-what-the-guide-offers", "town", test_offers);
  ADD ("takes-a-proposal-over-by-a-tap", "town", test_proposal);
  ADD ("says-what-is-asked-now", "spot", test_texts);
  ADD ("holds-what-was-made-beside-it", "town", test_made);
  g_test_add_func ("/answer-kinds/takes-a-thousand-choices-for-those-in-view", test_thousand);
  add_fits ();

  return g_test_run ();
}
