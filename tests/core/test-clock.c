/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-clock.h"

#define IDS 5000
#define NOON_MS G_GINT64_CONSTANT (1795348800000)

static gint64
id_to_ms (const char *id)
{
  g_auto (GStrv) parts = g_strsplit (id, "-", 3);
  g_autofree char *hex = g_strconcat (parts[0], parts[1], NULL);

  return (gint64) g_ascii_strtoull (hex, NULL, 16);
}

static void
test_system_clock_runs (void)
{
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  gint64 boot_ms = passant_clock_boot_ms (clock);
  gint64 now_ms = passant_clock_now_ms (clock);

  g_usleep (3000);
  g_assert_cmpint (passant_clock_boot_ms (clock), >=, boot_ms + 2);
  g_assert_cmpint (passant_clock_now_ms (clock), >, now_ms);
  g_assert_cmpint (ABS (g_get_real_time () / 1000 - passant_clock_now_ms (clock)), <, 5000);
}

static void
test_manual_clock_moves_as_told (void)
{
  g_autoptr (PassantClock) clock = passant_clock_new_manual (NOON_MS);
  gint64 boot_ms = passant_clock_boot_ms (clock);

  passant_clock_advance_ms (clock, 1500);
  g_assert_cmpint (passant_clock_now_ms (clock), ==, NOON_MS + 1500);
  g_assert_cmpint (passant_clock_boot_ms (clock), ==, boot_ms + 1500);

  /* Somebody sets the clock back: the time since boot does not follow. */
  passant_clock_advance_ms (clock, -NOON_MS);
  g_assert_cmpint (passant_clock_now_ms (clock), ==, 1500);
  g_assert_cmpint (passant_clock_boot_ms (clock), ==, boot_ms + 1500);
}

static void
test_id_is_a_uuid_version_7 (void)
{
  g_autoptr (PassantClock) clock = passant_clock_new_manual (NOON_MS);
  g_autofree char *id = passant_id_new (clock);

  g_assert_cmpint (strlen (id), ==, 36);
  g_assert_true (g_uuid_string_is_valid (id));
  g_assert_cmpint (id[14], ==, '7');
  g_assert_nonnull (strchr ("89ab", id[19]));
  g_assert_cmpint (id_to_ms (id), ==, NOON_MS);
}

static void
test_ids_of_one_millisecond_sort_as_minted (void)
{
  g_autoptr (PassantClock) clock = passant_clock_new_manual (NOON_MS);
  g_autofree char *before = passant_id_new (clock);

  for (int i = 0; i < IDS; i++) {
    char *id = passant_id_new (clock);

    g_assert_cmpstr (before, <, id);
    g_assert_cmpint (id_to_ms (id), ==, NOON_MS);
    g_assert_nonnull (strchr ("89ab", id[19]));
    g_free (before);
    before = id;
  }
}

/* A shared source: two clock objects of one process still mint in order. */
static void
test_ids_of_several_clocks_differ (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PassantClock) one = passant_clock_new_system ();
  g_autoptr (PassantClock) two = passant_clock_new_system ();
  g_autofree char *before = g_strdup ("");

  for (int i = 0; i < IDS; i++) {
    char *id = passant_id_new (i % 2 ? one : two);

    g_assert_cmpstr (before, <, id);
    g_free (before);
    before = g_strdup (id);
    g_assert_true (g_hash_table_add (seen, id));
  }
}

static void
test_a_clock_before_1970_still_mints (void)
{
  g_autoptr (PassantClock) clock = passant_clock_new_manual (-5);
  g_autofree char *first = passant_id_new (clock);
  g_autofree char *second = passant_id_new (clock);

  g_assert_cmpint (id_to_ms (first), ==, 0);
  g_assert_cmpstr (first, <, second);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/system-clock-runs", test_system_clock_runs);
  g_test_add_func ("/clock/manual-clock-moves-as-told", test_manual_clock_moves_as_told);
  g_test_add_func ("/clock/id-is-a-uuid-version-7", test_id_is_a_uuid_version_7);
  g_test_add_func ("/clock/ids-of-one-millisecond-sort-as-minted",
                   test_ids_of_one_millisecond_sort_as_minted);
  g_test_add_func ("/clock/ids-of-several-clocks-differ", test_ids_of_several_clocks_differ);
  g_test_add_func ("/clock/before-1970-still-mints", test_a_clock_before_1970_still_mints);

  return g_test_run ();
}
