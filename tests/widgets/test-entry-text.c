/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-entry-text.h"

typedef struct {
  const char *typed, *value;
} Typed;

static const Typed numbers[] = {
  { "", NULL }, { "   ", NULL },
  { "7", "7" }, { " 12 ", "12" }, { "-3", "-3" }, { "\u2212" "3", "-3" },
  { "12.5", "12.5" }, { "12,5", "12.5" }, { ",5", "0.5" }, { "-,5", "-0.5" }, { "12,", "12" },
  { "1.234,50", "1234.50" }, { "1,234.50", "1234.50" }, { "1 234,50", "1234.50" },
  { "1\u00a0" "234", "1234" }, { "1\u202f" "234", "1234" }, { "1'234", "1234" },
  { "1.234.567", "1234567" }, { "1,234,567", "1234567" }, { "1.234", "1.234" },
  { "\u0661\u0662", "12" }, { "\u0661\u066b\u0665", "1.5" },
  { "1 234 567", "1234567" }, { "-1 234", "-1234" }, { "- 3", "-3" }, { "12, 50", "12.50" },
  /* Not numbers: as they stand, for the check to say so. */
  { "twelve", "twelve" }, { "1.2.3", "1.2.3" }, { "12 euro", "12 euro" }, { "--1", "--1" },
  { "1,23,4", "1,23,4" },
  /* A blank is no decimal separator, and no nothing either: twelve fifty is not 1250. */
  { "12 50", "12 50" }, { "12'50", "12'50" }, { "1 2 3", "1 2 3" }, { "1234 567", "1234 567" },
  { "1 2345", "1 2345" }, { "12.50 3", "12.50 3" },
};

static const Typed times[] = {
  { "", NULL },
  { "14:05", "14:05" }, { "14.05", "14:05" }, { "1405", "14:05" }, { "905", "09:05" },
  { "9:5", "09:05" },
  { "14h05", "14:05" }, { "14:05:30", "14:05:30" }, { " 9:30 ", "09:30" },
  { "noon", "noon" }, { "14", "14" }, { "14:", "14:" }, { "25:00", "25:00" },
  { "\u0661\u0664:\u0660\u0665", "14:05" },
  { "\uff11\uff14:\uff10\uff15:\uff13\uff10", "14:05:30" },
};

static const struct {
  const char *minutes, *seconds, *value;
} durations[] = {
  { "", "", NULL }, { "4", "30", "270" }, { "4", "", "240" }, { "", "45", "45" },
  { "0", "90", "90" }, { "0", "0", "0" },
  { "\u0664", "\u0663\u0660", "270" },
  { "four", "", "four:" }, { "1", "x", "1:x" }, { "-1", "", "-1:" },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *value = passant_entry_text_to_number (numbers[i].typed);

    g_assert_cmpstr (value, ==, numbers[i].value);
  }
}

/* What is shown for a value reads back as that value, with a comma as with a point. */
static void
test_numbers_survive_showing (void)
{
  static const char *const values[] = { "0", "7", "-3", "12.50", "1234.5", "0.000001" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *point = passant_entry_text_from_number (values[i], ".");
    g_autofree char *comma = passant_entry_text_from_number (values[i], ",");
    g_autofree char *from_point = passant_entry_text_to_number (point);
    g_autofree char *from_comma = passant_entry_text_to_number (comma);

    g_assert_cmpstr (from_point, ==, values[i]);
    g_assert_cmpstr (from_comma, ==, values[i]);
  }
}

static void
test_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *value = passant_entry_text_to_time (times[i].typed);

    g_assert_cmpstr (value, ==, times[i].value);
  }
}

static void
test_durations (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (durations); i++) {
    g_autofree char *value = passant_entry_text_to_duration (durations[i].minutes,
                                                             durations[i].seconds);

    g_assert_cmpstr (value, ==, durations[i].value);
  }
}

static const struct {
  const char *typed, *value, *shown;
} places[] = {
  { "52.09, 5.12", "52.09 5.12", "52.0900° N, 5.1200° E" },
  { "52.09 5.12", "52.09 5.12", "52.0900° N, 5.1200° E" },
  { " 52,0907 5,1214 ", "52.0907 5.1214", "52.0907° N, 5.1214° E" },
  { "52,0907; 5,1214", "52.0907 5.1214", "52.0907° N, 5.1214° E" },
  { "-33.8568,151.2153", "-33.8568 151.2153", "33.8568° S, 151.2153° E" },
  { "33.8568 s 151.2153 e", "-33.8568 151.2153", "33.8568° S, 151.2153° E" },
  { "N 52.09 W 5.12", "52.09 -5.12", "52.0900° N, 5.1200° W" },
  { "52°5'26.52\"N 5°7'17\"E", "52.090700 5.121389", "52.0907° N, 5.1214° E" },
  { "52° 5.442′ N, 5° 7.284′ E", "52.090700 5.121400", "52.0907° N, 5.1214° E" },
  { "52.0907 5.1214 4 12", "52.0907 5.1214 4 12", "52.0907° N, 5.1214° E" },
  { "geo:52.0907,5.1214?z=17", "52.0907 5.1214", "52.0907° N, 5.1214° E" },
  { "https://maps.example/@52.0907,5.1214,17z", "52.0907 5.1214", "52.0907° N, 5.1214° E" },
  { "https://map.example/#map=17/52.0907/5.1214", "52.0907 5.1214", "52.0907° N, 5.1214° E" },
  { "51°30'N -0°7'39\"", "51.500000 -0.127500", "51.5000° N, 0.1275° W" },
  { "52,0907, 5,1214", "52.0907 5.1214", "52.0907° N, 5.1214° E" },
  { "52,09, 5,12", "52.09 5.12", "52.0900° N, 5.1200° E" },
  { "52,09,5,12", "52,09,5,12", NULL }, /* or is it 52 and 9? */
  { "by the window", "by the window", NULL },
  { "52.09", "52.09", NULL },
  { "91 5", "91 5", NULL },
  { "  ", NULL, NULL },
};

static void
test_places (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *value = passant_entry_text_to_place (places[i].typed);
    g_autofree char *shown = passant_entry_text_from_place (value);

    g_assert_cmpstr (value, ==, places[i].value);
    g_assert_cmpstr (shown, ==, places[i].shown);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry-text/understands-numbers-as-people-write-them", test_numbers);
  g_test_add_func ("/entry-text/shows-numbers-it-can-read-back", test_numbers_survive_showing);
  g_test_add_func ("/entry-text/understands-times-as-people-write-them", test_times);
  g_test_add_func ("/entry-text/adds-minutes-and-seconds", test_durations);
  g_test_add_func ("/entry-text/understands-places-as-people-write-them", test_places);

  return g_test_run ();
}
