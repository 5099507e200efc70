/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-test-widgets.h"

#define NARROW_PX 160
#define WORDS "Tell in your own words why this visit ends here and not where it was meant to end"

/* A window with one button and a header with a title, both with more words than go on a line. */
static GtkWidget *
show_narrow (GtkWidget *button)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), button);
  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_window_set_title (GTK_WINDOW (window), WORDS);
  gtk_window_set_default_size (GTK_WINDOW (window), NARROW_PX, NARROW_PX);
  gtk_window_present (GTK_WINDOW (window));
  passant_test_wait_ms (200);

  return window;
}

static GtkLabel *
find_label (GtkWidget *within)
{
  return GTK_LABEL (passant_test_find_widget (within, GTK_TYPE_LABEL, 0));
}

static void
test_shows_all_words (void)
{
  GtkWidget *button = gtk_button_new_with_label (WORDS);
  GtkWidget *window = NULL;

  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  window = show_narrow (button);

  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (find_label (button))));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (find_label (button))), >, 1);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_gives_a_title_two_lines (void)
{
  GtkWidget *window = show_narrow (gtk_button_new ());
  GtkWidget *bar = passant_test_find_widget (window, ADW_TYPE_HEADER_BAR, 0);
  PangoLayout *title = gtk_label_get_layout (find_label (bar));

  g_assert_cmpstr (gtk_label_get_label (find_label (bar)), ==, WORDS);
  g_assert_cmpint (pango_layout_get_line_count (title), ==, 2);

  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_leaves_others_on_one_line (void)
{
  GtkWidget *button = gtk_button_new_with_label (WORDS);
  GtkWidget *window = show_narrow (button);

  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (find_label (button))), ==, 1);

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  passant_test_widgets_init (&argc, &argv);

  g_test_add_func ("/second-line/shows-all-words-of-a-button", test_shows_all_words);
  g_test_add_func ("/second-line/gives-a-title-two-lines", test_gives_a_title_two_lines);
  g_test_add_func ("/second-line/leaves-others-on-one-line", test_leaves_others_on_one_line);

  return g_test_run ();
}
