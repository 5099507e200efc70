/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-ago-picker.h"
#include "passant-test-widgets.h"

static void
on_picked_cb (PassantAgoPicker *picker,
              gint64            ago_ms,
              GArray           *picked)
{
  g_array_append_val (picked, ago_ms);
}

static void
test_picks (void)
{
  g_autoptr (GArray) picked = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkWidget *picker = g_object_ref_sink (passant_ago_picker_new ());
  GtkWidget *scale = passant_test_find_widget (picker, GTK_TYPE_SCALE, 0);

  g_signal_connect (picker, "picked", G_CALLBACK (on_picked_cb), picked);
  g_assert_cmpint (passant_ago_picker_get_ago_ms (PASSANT_AGO_PICKER (picker)), ==, 0);

  gtk_range_set_value (GTK_RANGE (scale), 3);
  gtk_range_set_value (GTK_RANGE (scale), 23);
  g_assert_cmpuint (picked->len, ==, 0);
  passant_test_wait_ms (700);
  g_assert_cmpuint (picked->len, ==, 1);
  g_assert_cmpint (g_array_index (picked, gint64, 0), ==, 3600000);

  gtk_range_set_value (GTK_RANGE (scale), 1);
  passant_ago_picker_flush (PASSANT_AGO_PICKER (picker));
  passant_ago_picker_flush (PASSANT_AGO_PICKER (picker));
  g_assert_cmpuint (picked->len, ==, 2);
  g_assert_cmpint (g_array_index (picked, gint64, 1), ==, 10000);

  g_assert_finalize_object (picker);
}

static void
test_is_set_without_a_word (void)
{
  static const gint64 asked[] = { 0, 4000, 6000, 61000, 100000, 3500000, 10000000,
                                  99999999 };
  static const gint64 set[] = { 0, 0, 10000, 60000, 90000, 3600000, 10800000, 86400000 };
  g_autoptr (GArray) picked = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkWidget *picker = g_object_ref_sink (passant_ago_picker_new ());

  g_signal_connect (picker, "picked", G_CALLBACK (on_picked_cb), picked);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++) {
    passant_ago_picker_set_ago_ms (PASSANT_AGO_PICKER (picker), asked[i]);
    g_assert_cmpint (passant_ago_picker_get_ago_ms (PASSANT_AGO_PICKER (picker)), ==, set[i]);
  }
  passant_ago_picker_flush (PASSANT_AGO_PICKER (picker));
  g_assert_cmpuint (picked->len, ==, 0);

  g_assert_finalize_object (picker);
}

static void
test_says_it_in_words (void)
{
  static const struct {
    gint64      ago_ms;
    const char *words;
  } cases[] = {
    { 0, "Just now" }, { 10000, "10 seconds ago" }, { 60000, "1 minute ago" },
    { 90000, "One and a half minutes ago" }, { 300000, "5 minutes ago" },
    { 2700000, "45 minutes ago" }, { 3600000, "1 hour ago" },
    { 5400000, "One and a half hours ago" }, { 86400000, "24 hours ago" },
  };
  GtkWidget *picker = g_object_ref_sink (passant_ago_picker_new ());
  GtkWidget *scale = passant_test_find_widget (picker, GTK_TYPE_SCALE, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = passant_ago_picker_describe (cases[i].ago_ms);

    g_assert_cmpstr (words, ==, cases[i].words);
    passant_ago_picker_set_ago_ms (PASSANT_AGO_PICKER (picker), cases[i].ago_ms);
    gtk_test_accessible_assert_property (scale, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, cases[i].words);
  }

  g_assert_finalize_object (picker);
}

int
main (int   argc,
      char *argv[])
{
  passant_test_widgets_init (&argc, &argv);
  g_test_add_func ("/ago-picker/says-what-was-picked-once", test_picks);
  g_test_add_func ("/ago-picker/is-set-without-a-word", test_is_set_without_a_word);
  g_test_add_func ("/ago-picker/says-it-in-words", test_says_it_in_words);

  return g_test_run ();
}
