/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-affect-grid.h"
#include "passant-affect-pad.h"
#include "passant-affect-words.h"
#include "passant-face.h"
#include "passant-test-widgets.h"
#include "passant-when-button.h"
#include "passant-word-dialog.h"

#define NOW_MS G_GINT64_CONSTANT (1795330000000)

typedef struct {
  PassantClock      *clock;
  PassantAffectGrid *grid;
  GtkWidget         *pad;

  int                felt;
  PassantFelt        last;
} Fixture;

static void
on_felt_cb (PassantAffectGrid *grid,
            const PassantFelt *felt,
            Fixture           *fixture)
{
  fixture->felt++;
  fixture->last = *felt;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->clock = passant_clock_new_manual (NOW_MS);
  fixture->grid = PASSANT_AFFECT_GRID (passant_affect_grid_new (fixture->clock));
  g_object_ref_sink (fixture->grid);
  fixture->pad = passant_test_find_widget (GTK_WIDGET (fixture->grid), PASSANT_TYPE_AFFECT_PAD, 0);

  g_signal_connect (fixture->grid, "felt", G_CALLBACK (on_felt_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->grid);
  passant_clock_unref (fixture->clock);
}

static void
press (Fixture        *fixture,
       guint           keyval,
       GdkModifierType state,
       int             times)
{
  for (int i = 0; i < times; i++)
    g_assert_true (passant_test_press_key (fixture->pad, keyval, state));
}

/* The first wrap box and the first scale are those behind the clock. */
static guint
count_words (Fixture *fixture)
{
  GtkWidget *words = passant_test_find_widget (GTK_WIDGET (fixture->grid), ADW_TYPE_WRAP_BOX, 1);

  return gtk_widget_get_visible (words) ? passant_test_count_widgets (words,
                                                                      GTK_TYPE_TOGGLE_BUTTON) : 0;
}

static GtkToggleButton *
get_word (Fixture *fixture,
          guint    nth)
{
  GtkWidget *words = passant_test_find_widget (GTK_WIDGET (fixture->grid), ADW_TYPE_WRAP_BOX, 1);

  return GTK_TOGGLE_BUTTON (passant_test_find_widget (words, GTK_TYPE_TOGGLE_BUTTON, nth));
}

/* Nothing is felt before somebody says so: no point, no word. */
static void
test_starts_empty (Fixture      *fixture,
                   gconstpointer data)
{
  GtkWidget *marker = passant_test_find_widget (fixture->pad, PASSANT_TYPE_FACE, 0);

  g_assert_false (gtk_widget_get_visible (marker));
  g_assert_cmpuint (count_words (fixture), ==, 0);
  gtk_test_accessible_assert_property (fixture->pad, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "no feeling chosen yet");
  passant_affect_grid_flush (fixture->grid);
  g_assert_cmpint (fixture->felt, ==, 0);
}

static void
test_keys (Fixture      *fixture,
           gconstpointer data)
{
  passant_clock_advance_ms (fixture->clock, 3100);
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK, 2);
  press (fixture, GDK_KEY_Down, 0, 4);
  g_assert_cmpint (fixture->felt, ==, 0);
  press (fixture, GDK_KEY_Return, 0, 1);

  g_assert_cmpint (fixture->felt, ==, 1);
  g_assert_cmpint (fixture->last.x, ==, 750);
  g_assert_cmpint (fixture->last.y, ==, 400);
  g_assert_cmpint (fixture->last.shown_ms, ==, 3100);
  g_assert_cmpint (fixture->last.moves, ==, 1); /* from the middle ninth to the one on its right */

  press (fixture, GDK_KEY_Return, 0, 1);
  passant_affect_grid_flush (fixture->grid);
  g_assert_cmpint (fixture->felt, ==, 1);
}

/* Who moves it by keys and looks on need not press anything else for it to be said. */
static void
test_keys_rest (Fixture      *fixture,
                gconstpointer data)
{
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK, 2);
  passant_test_wait_ms (2000);
  g_assert_cmpint (fixture->felt, ==, 1);
  g_assert_cmpint (fixture->last.x, ==, 750);

  passant_affect_grid_flush (fixture->grid);
  g_assert_cmpint (fixture->felt, ==, 1);
}

static void
test_stops_at_the_rim (Fixture      *fixture,
                       gconstpointer data)
{
  press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK, 9);
  press (fixture, GDK_KEY_Up, GDK_SHIFT_MASK, 9);
  passant_affect_grid_flush (fixture->grid);
  g_assert_cmpint (fixture->felt, ==, 1);
  g_assert_cmpint (fixture->last.x, ==, 0);
  g_assert_cmpint (fixture->last.y, ==, 1000);
  gtk_test_accessible_assert_property (fixture->pad, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "very unpleasant, very excited");
}

static void
test_shows_without_a_word (Fixture      *fixture,
                           gconstpointer data)
{
  PassantFelt felt = { .x = 760, .y = 320, .affect = { 52, -36, "acceptance", 0 } };
  GtkWidget *marker = passant_test_find_widget (fixture->pad, PASSANT_TYPE_FACE, 0);

  passant_affect_grid_set_felt (fixture->grid, &felt);
  g_assert_true (gtk_widget_get_visible (marker));
  gtk_test_accessible_assert_property (fixture->pad, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "pleasant, calm");
  g_assert_cmpuint (count_words (fixture), ==, 5);

  passant_affect_grid_set_felt (fixture->grid, NULL);
  g_assert_false (gtk_widget_get_visible (marker));
  g_assert_cmpuint (count_words (fixture), ==, 0);

  passant_test_wait_ms (700);
  g_assert_cmpint (fixture->felt, ==, 0);
}

static void
test_words (Fixture      *fixture,
            gconstpointer data)
{
  PassantFelt felt = { .x = 760, .y = 320, .affect = { 52, -36, NULL, 0 }, .moves = 3,
                       .at_ms = NOW_MS - 5000, .noted_ms = NOW_MS - 5000 };
  GtkToggleButton *first;

  passant_affect_grid_set_felt (fixture->grid, &felt);
  g_assert_false (gtk_toggle_button_get_active (get_word (fixture, 0)));
  g_signal_emit_by_name (get_word (fixture, 0), "clicked");
  g_assert_cmpint (fixture->felt, ==, 1);
  g_assert_cmpstr (fixture->last.affect.word, ==, "serenity");
  g_assert_cmpint (fixture->last.x, ==, 760);
  g_assert_cmpint (fixture->last.moves, ==, 3);
  g_assert_cmpint (fixture->last.at_ms, ==, NOW_MS - 5000);

  /* What comes back from the store leaves the chips, and so the focus, where they are. */
  first = get_word (fixture, 0);
  felt.affect.word = "serenity";
  passant_affect_grid_set_felt (fixture->grid, &felt);
  g_assert_true (get_word (fixture, 0) == first);
  g_assert_true (gtk_toggle_button_get_active (first));

  g_signal_emit_by_name (get_word (fixture, 1), "clicked");
  g_assert_cmpint (fixture->felt, ==, 2);
  g_assert_false (gtk_toggle_button_get_active (get_word (fixture, 0)));

  g_signal_emit_by_name (get_word (fixture, 1), "clicked");
  g_assert_cmpint (fixture->felt, ==, 3);
  g_assert_null (fixture->last.affect.word);

  passant_affect_grid_set_asks_word (fixture->grid, FALSE);
  g_assert_cmpuint (count_words (fixture), ==, 0);
  g_assert_cmpint (fixture->felt, ==, 3);
}

/* What it takes is counted from when the grid came into view, up to the first touch and to the end. */
static void
test_counts_from_when_it_is_seen (Fixture      *fixture,
                                  gconstpointer data)
{
  passant_clock_advance_ms (fixture->clock, 60000);
  passant_affect_grid_restart (fixture->grid);
  passant_clock_advance_ms (fixture->clock, 1200);
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK, 2);
  passant_clock_advance_ms (fixture->clock, 900);
  press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK, 4);
  press (fixture, GDK_KEY_Return, 0, 1);
  g_assert_cmpint (fixture->last.touch_ms, ==, 1200);
  g_assert_cmpint (fixture->last.shown_ms, ==, 2100);
  g_assert_cmpint (fixture->last.moves, ==, 3);

  /* A change of mind is one more feeling; the first touch stays the first. */
  passant_clock_advance_ms (fixture->clock, 400);
  press (fixture, GDK_KEY_Up, GDK_SHIFT_MASK, 1);
  press (fixture, GDK_KEY_Return, 0, 1);
  g_assert_cmpint (fixture->felt, ==, 2);
  g_assert_cmpint (fixture->last.touch_ms, ==, 1200);
  g_assert_cmpint (fixture->last.shown_ms, ==, 2500);
}

static void
test_is_back_dated (Fixture      *fixture,
                    gconstpointer data)
{
  GtkWidget *when = passant_test_find_widget (GTK_WIDGET (fixture->grid), PASSANT_TYPE_WHEN_BUTTON,
                                              0);
  PassantFelt felt;

  g_assert_false (gtk_widget_get_sensitive (when));
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK, 2);
  press (fixture, GDK_KEY_Return, 0, 1);
  g_assert_true (gtk_widget_get_sensitive (when));
  g_assert_cmpint (fixture->last.at_ms, ==, 0);

  g_signal_emit_by_name (when, "back-dated", (gint64) 240000);
  g_assert_cmpint (fixture->felt, ==, 2);
  g_assert_cmpint (fixture->last.at_ms, ==, NOW_MS - 240000);
  g_assert_cmpint (fixture->last.x, ==, 750);

  /* And stays so, whatever is said after. */
  felt = fixture->last;
  felt.noted_ms = NOW_MS;
  passant_affect_grid_set_felt (fixture->grid, &felt);
  g_signal_emit_by_name (get_word (fixture, 0), "clicked");
  g_assert_cmpint (fixture->felt, ==, 3);
  g_assert_cmpint (fixture->last.at_ms, ==, NOW_MS - 240000);
  press (fixture, GDK_KEY_Left, 0, 1);
  press (fixture, GDK_KEY_Return, 0, 1);
  g_assert_cmpint (fixture->felt, ==, 4);
  g_assert_cmpint (fixture->last.at_ms, ==, NOW_MS - 240000);
}

/* All of the wheel in one dialog, each once, the chosen one marked; a tap on it takes it away. */
static void
test_offers_the_whole_wheel (void)
{
  AdwDialog *dialog = passant_word_dialog_new ("love");
  g_autofree char *chosen = g_strdup ("nothing yet");
  GtkWidget *content = adw_dialog_get_child (dialog), *love = NULL;
  GtkWidget *window = adw_window_new ();

  adw_dialog_present (dialog, window);
  g_assert_cmpuint (passant_test_count_widgets (content, GTK_TYPE_TOGGLE_BUTTON), ==, 32);
  g_signal_connect_swapped (dialog, "chosen", G_CALLBACK (g_set_str), &chosen);
  for (guint i = 0; i < 32; i++) {
    GtkWidget *chip = passant_test_find_widget (content, GTK_TYPE_TOGGLE_BUTTON, i);
    gboolean is_love = g_str_equal (gtk_widget_get_name (chip), "love");

    g_assert_nonnull (passant_feeling_find (gtk_widget_get_name (chip)));
    g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)) == is_love);
    love = is_love ? chip : love;
  }

  g_signal_emit_by_name (love, "clicked");
  g_assert_null (chosen);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A word stays on offer although the point has moved away from it. */
static void
test_keeps_the_chosen_word (Fixture      *fixture,
                            gconstpointer data)
{
  PassantFelt felt = { .x = 50, .y = 900, .affect = { -90, 80, "serenity", 0 } };

  passant_affect_grid_set_felt (fixture->grid, &felt);
  g_assert_cmpuint (count_words (fixture), ==, 6);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_word (fixture, 0))), ==, "Serenity");
  g_assert_true (gtk_toggle_button_get_active (get_word (fixture, 0)));
}

static GtkGesture *
find_drag (GtkWidget *pad)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (pad);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_GESTURE_DRAG (controller))
      return GTK_GESTURE (controller);
  }

  return NULL;
}

/* The shell takes the finger away in the middle of a move: what is shown is what was said. */
static void
test_shows_what_is_kept (Fixture      *fixture,
                         gconstpointer data)
{
  GtkGesture *drag = find_drag (fixture->pad);
  PassantFelt felt = { .x = 700, .y = 500, .affect = { 40, 0, NULL, 0 } };

  g_signal_emit_by_name (drag, "drag-begin", 10.0, 10.0);
  press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK, 3);
  gtk_test_accessible_assert_property (fixture->pad, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "very unpleasant");
  g_signal_emit_by_name (drag, "cancel", NULL);
  gtk_test_accessible_assert_property (fixture->pad, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "no feeling chosen yet");

  passant_affect_grid_set_felt (fixture->grid, &felt);
  g_signal_emit_by_name (drag, "drag-begin", 10.0, 10.0);
  press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK, 4);
  g_signal_emit_by_name (drag, "cancel", NULL);
  gtk_test_accessible_assert_property (fixture->pad, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "pleasant");
  passant_affect_grid_flush (fixture->grid);
  g_assert_cmpint (fixture->felt, ==, 0);
}

/* The page may come to rest only when the finger is down already. */
static void
test_a_touch_is_not_forgotten (Fixture      *fixture,
                               gconstpointer data)
{
  GtkGesture *drag = find_drag (fixture->pad);

  passant_clock_advance_ms (fixture->clock, 1200);
  g_signal_emit_by_name (drag, "drag-begin", 10.0, 10.0);
  passant_affect_grid_restart (fixture->grid);
  passant_clock_advance_ms (fixture->clock, 200);
  press (fixture, GDK_KEY_Left, 0, 1);
  g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
  g_assert_cmpint (fixture->felt, ==, 1);
  g_assert_cmpint (fixture->last.touch_ms, >=, 1200);
  g_assert_cmpint (fixture->last.shown_ms, ==, 1400);

  passant_affect_grid_restart (fixture->grid);
  passant_clock_advance_ms (fixture->clock, 300);
  press (fixture, GDK_KEY_Left, 0, 1);
  press (fixture, GDK_KEY_Return, 0, 1);
  g_assert_cmpint (fixture->last.touch_ms, ==, 300);
}

/* A slider passes every figure on its way; only another ninth of the grid is a move (schemas/signal.md). */
static void
test_sliders_count_ninths (Fixture      *fixture,
                           gconstpointer data)
{
  GtkWidget *valence = passant_test_find_widget (GTK_WIDGET (fixture->grid), GTK_TYPE_SCALE, 1);

  for (int i = 1; i <= 60; i++)
    gtk_range_set_value (GTK_RANGE (valence), i);
  passant_affect_grid_flush (fixture->grid);
  g_assert_cmpint (fixture->last.moves, ==, 1);

  for (int i = 60; i >= -60; i--)
    gtk_range_set_value (GTK_RANGE (valence), i);
  passant_affect_grid_flush (fixture->grid);
  g_assert_cmpint (fixture->last.moves, ==, 2);
}

static void
test_sliders (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *valence = passant_test_find_widget (GTK_WIDGET (fixture->grid), GTK_TYPE_SCALE, 1);
  GtkWidget *arousal = passant_test_find_widget (GTK_WIDGET (fixture->grid), GTK_TYPE_SCALE, 2);

  gtk_range_set_value (GTK_RANGE (valence), 60);
  gtk_range_set_value (GTK_RANGE (arousal), -20);
  g_assert_cmpint (fixture->felt, ==, 0);
  passant_test_wait_ms (800);
  g_assert_cmpint (fixture->felt, ==, 1);
  g_assert_cmpint (fixture->last.x, ==, 800);
  g_assert_cmpint (fixture->last.y, ==, 400);
  gtk_test_accessible_assert_property (fixture->pad, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                       "pleasant, calm");

  gtk_range_set_value (GTK_RANGE (valence), -60);
  passant_affect_grid_flush (fixture->grid);
  g_assert_cmpint (fixture->felt, ==, 2);
  g_assert_cmpint (fixture->last.x, ==, 200);
  passant_test_wait_ms (700);
  g_assert_cmpint (fixture->felt, ==, 2);
}

static void
test_fits (Fixture      *fixture,
           gconstpointer data)
{
  int min, height;

  gtk_widget_measure (GTK_WIDGET (fixture->grid), GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL,
                      NULL);
  g_assert_cmpint (min, <=, 328);
  gtk_widget_measure (fixture->pad, GTK_ORIENTATION_VERTICAL, 304, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 304);
  gtk_test_accessible_assert_role (fixture->pad, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (fixture->pad, GTK_ACCESSIBLE_PROPERTY_LABEL, "How it felt");
}

/* Each of the 32 words can be offered, and is the first one somewhere. */
static void
test_every_word_has_a_place (void)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **all = passant_affect_words_near (0, 0, 100);

  for (guint i = 0; passant_feeling_get (i); i++)
    g_assert_true (g_strv_contains (all, passant_feeling_get (i)->key));
  g_assert_cmpuint (g_strv_length ((char **) all), ==, 32);

  for (int valence = -100; valence <= 100; valence += 2) {
    for (int arousal = -100; arousal <= 100; arousal += 2) {
      g_autofree const char **near = passant_affect_words_near (valence, arousal, 1);

      g_hash_table_add (first, (char *) near[0]);
    }
  }
  g_assert_cmpuint (g_hash_table_size (first), ==, 32);
}

static void
test_describes (void)
{
  static const struct {
    int         valence, arousal;
    const char *words;
  } cases[] = {
    { 0, 0, "neutral" }, { 14, -14, "neutral" }, { 40, 0, "pleasant" }, { 0, 40, "lively" },
    { -40, -40, "unpleasant, calm" }, { 90, 90, "very pleasant, very excited" },
    { -90, -90, "very unpleasant, very calm" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = passant_affect_words_describe (cases[i].valence, cases[i].arousal);

    g_assert_cmpstr (words, ==, cases[i].words);
  }

  g_assert_cmpstr (passant_affect_words_label ("joy"), ==, "Joy");
  g_assert_cmpstr (passant_affect_words_label ("no-such-word"), ==, "no-such-word");
}

/* Every face of the plane can be painted, and is not the same as its neighbour. */
static void
test_faces_differ (void)
{
  g_autoptr (GBytes) last = NULL;

  for (int valence = -100; valence <= 100; valence += 50) {
    for (int arousal = -100; arousal <= 100; arousal += 50) {
      g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
      g_autoptr (GskRenderNode) node = NULL;
      g_autoptr (GBytes) bytes = NULL;

      passant_face_paint (snapshot, &GRAPHENE_RECT_INIT (0, 0, 48, 48), &(GdkRGBA) { 0, 0, 0, 1 },
                          valence, arousal);
      node = gtk_snapshot_to_node (snapshot);
      g_assert_nonnull (node);
      bytes = gsk_render_node_serialize (node);
      g_assert_false (last && g_bytes_equal (last, bytes));
      g_clear_pointer (&last, g_bytes_unref);
      last = g_steal_pointer (&bytes);
    }
  }
}

#define ADD(path, test) g_test_add ("/affect-grid/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  passant_test_widgets_init (&argc, &argv);

  ADD ("counts-from-when-it-is-seen", test_counts_from_when_it_is_seen);
  ADD ("is-back-dated", test_is_back_dated);
  g_test_add_func ("/affect-grid/offers-the-whole-wheel", test_offers_the_whole_wheel);
  ADD ("starts-empty", test_starts_empty);
  ADD ("takes-keys", test_keys);
  ADD ("says-what-keys-moved-when-they-rest", test_keys_rest);
  ADD ("stops-at-the-rim", test_stops_at_the_rim);
  ADD ("shows-what-is-stored-without-a-word", test_shows_without_a_word);
  ADD ("offers-words", test_words);
  ADD ("keeps-the-chosen-word", test_keeps_the_chosen_word);
  ADD ("takes-sliders", test_sliders);
  ADD ("counts-ninths-by-sliders", test_sliders_count_ninths);
  ADD ("shows-what-is-kept", test_shows_what_is_kept);
  ADD ("does-not-forget-a-touch", test_a_touch_is_not_forgotten);
  ADD ("fits-a-phone", test_fits);
  g_test_add_func ("/affect-grid/every-word-has-a-place", test_every_word_has_a_place);
  g_test_add_func ("/affect-grid/describes-a-point-in-words", test_describes);
  g_test_add_func ("/affect-grid/draws-a-face-for-every-feeling", test_faces_differ);

  return g_test_run ();
}
