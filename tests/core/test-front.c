/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-front.h"

#include "passant-player.h"
#include "passant-store.h"
#include "passant-test-folder.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)

typedef struct {
  PassantFront  *front;
  PassantPlayer *guest;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->front = passant_front_new ();
  fixture->guest = passant_player_new ("phone", "a");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_front_free (fixture->front);
  passant_player_free (fixture->guest);
}

/* Says it @minutes after what was said before. */
static void
say (Fixture    *fixture,
     int         minutes,
     const char *visit,
     const char *kind,
     const char *touchpoint)
{
  g_autoptr (PassantFact) fact = NULL;

  g_set_str (&fixture->guest->visit, visit);
  fixture->guest->now_ms += minutes * MINUTE_MS - 1000;
  fact = passant_player_say (fixture->guest, kind, "{'touchpoint':'%s'}", touchpoint);
  passant_front_apply (fixture->front, fact);
}

#define assert_minutes(visit, minutes) \
        g_assert_cmpint (passant_front_get_ms (fixture->front, visit), ==, (minutes) * MINUTE_MS)
#define assert_minutes_at(visit, touchpoint, minutes)                                  \
        g_assert_cmpint (passant_front_get_touchpoint_ms (fixture->front, visit, touchpoint), \
                         ==, (minutes) * MINUTE_MS)

static void
test_visits_take_turns (Fixture      *fixture,
                        gconstpointer data)
{
  say (fixture, 0, "a", "visit.opened", "");
  say (fixture, 1, "a", "visit.entered", "door");
  say (fixture, 2, "a", "visit.answered", "door");
  say (fixture, 3, "b", "visit.opened", "");
  say (fixture, 4, "b", "visit.entered", "street");
  say (fixture, 5, "a", "visit.turned_to", "");
  say (fixture, 6, "a", "visit.answered", "door");
  say (fixture, 7, "b", "visit.turned_to", "");
  say (fixture, 8, "b", "visit.finished", "");

  /* A visit stays in front until the next one comes, and is back where it was when it comes again. */
  assert_minutes ("a", 1 + 2 + 3 + 6 + 7);
  assert_minutes ("b", 4 + 5 + 8);
  assert_minutes_at ("a", "door", 2 + 3 + 6 + 7);
  assert_minutes_at ("b", "street", 5 + 8);
  assert_minutes_at ("b", "door", 0);
  assert_minutes ("c", 0);
}

static void
test_silence_and_the_end_count_for_nobody (Fixture      *fixture,
                                           gconstpointer data)
{
  say (fixture, 0, "a", "visit.opened", "");
  say (fixture, 30, "a", "visit.answered", "door");
  say (fixture, 31, "a", "visit.answered", "door");
  say (fixture, 2, "a", "visit.finished", "");
  say (fixture, 10, "b", "visit.opened", "");
  say (fixture, 1, "b", "visit.broken_off", "");
  say (fixture, 5, "a", "visit.turned_to", "");
  say (fixture, 4, "a", "visit.answered", "door");

  assert_minutes ("a", 30 + 2 + 4);
  assert_minutes ("b", 1);
}

/* Each device has its own turns, in whatever order their facts are given. */
static void
test_devices_do_not_mix (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (PassantPlayer) tablet = passant_player_new ("tablet", "b");
  g_autoptr (PassantFact) first = passant_player_say (tablet, "visit.opened", "{}");
  g_autoptr (PassantFact) second = NULL;
  g_autoptr (PassantFact) review = passant_player_say (tablet, "review.accepted", "{}");

  tablet->now_ms += 6 * MINUTE_MS - 2000;
  second = passant_player_say (tablet, "visit.answered", "{}");
  say (fixture, 0, "a", "visit.opened", "");
  passant_front_apply (fixture->front, first);
  say (fixture, 1, "a", "visit.answered", "");
  passant_front_apply (fixture->front, review);
  passant_front_apply (fixture->front, second);
  say (fixture, 1, "a", "visit.answered", "");

  assert_minutes ("a", 2);
  assert_minutes ("b", 6);
}

static void
test_the_visit_in_front_runs_on (Fixture      *fixture,
                                 gconstpointer data)
{
  gint64 now_ms, boot_ms;

  say (fixture, 0, "a", "visit.opened", "");
  say (fixture, 5, "b", "visit.opened", "");
  now_ms = fixture->guest->now_ms + 3 * MINUTE_MS;
  boot_ms = fixture->guest->seq; /* of another boot: the player's wall clock counts */

  g_assert_cmpint (passant_front_get_running_ms (fixture->front, "b", "phone", now_ms, boot_ms), ==,
                   3 * MINUTE_MS);
  g_assert_cmpint (passant_front_get_running_ms (fixture->front, "a", "phone", now_ms, boot_ms), ==,
                   0);
  g_assert_cmpint (passant_front_get_running_ms (fixture->front, "b", "tablet", now_ms, boot_ms),
                   ==,
                   0);
  now_ms += 28 * MINUTE_MS;
  g_assert_cmpint (passant_front_get_running_ms (fixture->front, "b", "phone", now_ms, boot_ms), ==,
                   0);
}

/* Also when nothing was said about it since the guest turned away. */
static void
test_a_store_counts_until_the_next_visit (Fixture      *fixture,
                                          gconstpointer data)
{
  static const struct { const char *visit, *kind; int minutes; } story[] = {
    { "a", "visit.opened", 0 }, { "a", "visit.entered", 1 }, { "a", "visit.answered", 4 },
    { "b", "visit.opened", 9 }, { "b", "visit.answered", 2 },
  };
  static const char body[] = "{'touchpoint':'door','question':'q','value':'yes'}";
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autoptr (PassantClock) clock = passant_clock_new_manual (fixture->guest->now_ms);
  g_autoptr (GPtrArray) facts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
  g_autoptr (PassantStore) store = NULL;
  g_autoptr (PassantFront) a = NULL, b = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (story); i++) {
    g_set_str (&fixture->guest->visit, story[i].visit);
    fixture->guest->now_ms += story[i].minutes * MINUTE_MS - 1000;
    g_ptr_array_add (facts, passant_player_say (fixture->guest, story[i].kind, body));
  }
  store = passant_store_open (folder, clock, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (passant_store_adopt (store, facts, "", &error));
  g_assert_no_error (error);

  a = passant_store_load_front (store, "a", &error);
  g_assert_no_error (error);
  g_assert_cmpint (passant_front_get_ms (a, "a"), ==, (1 + 4 + 9) * MINUTE_MS);
  g_assert_cmpint (passant_front_get_touchpoint_ms (a, "a", "door"), ==, (4 + 9) * MINUTE_MS);
  b = passant_store_load_front (store, "b", &error);
  g_assert_no_error (error);
  g_assert_cmpint (passant_front_get_ms (b, "b"), ==, 2 * MINUTE_MS);
}

#define ADD(path, func) g_test_add ("/front/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("visits-take-turns", test_visits_take_turns);
  ADD ("silence-and-the-end-count-for-nobody", test_silence_and_the_end_count_for_nobody);
  ADD ("devices-do-not-mix", test_devices_do_not_mix);
  ADD ("the-visit-in-front-runs-on", test_the_visit_in_front_runs_on);
  ADD ("a-store-counts-until-the-next-visit", test_a_store_counts_until_the_next_visit);

  return g_test_run ();
}
