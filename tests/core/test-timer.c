/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-player.h"
#include "passant-visit.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define HOUR_MS (60 * MINUTE_MS)
#define START_MS G_GINT64_CONSTANT (1795330000000)

typedef struct {
  PassantVisit  *visit;
  PassantPlayer *guest;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->visit = passant_visit_new ("visit");
  fixture->guest = passant_player_new ("guest", "visit");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_visit_unref (fixture->visit);
  passant_player_free (fixture->guest);
}

static void
say (Fixture    *fixture,
     const char *kind,
     const char *body)
{
  g_autoptr (PassantFact) fact = passant_player_say (fixture->guest, kind, "%s", body);

  passant_visit_apply (fixture->visit, fact);
}

/* Started two hours after the device was. */
static const PassantTimer running = {
  .question = (char *) "wait", .device = (char *) "phone", .at_ms = START_MS,
  .boot_ms = 2 * HOUR_MS,
};

static gint64
look (const char *device,
      gint64      wall_later_ms,
      gint64      boot_ms)
{
  return passant_timer_get_elapsed_ms (&running, device, START_MS + wall_later_ms, boot_ms);
}

static void
test_timer_goes_on_by_the_boot_clock (void)
{
  g_assert_cmpint (look ("phone", 0, 2 * HOUR_MS), ==, 0);
  g_assert_cmpint (look ("phone", 95000, 2 * HOUR_MS + 95000), ==, 95000);
}

/* Somebody, or the network, puts the wall clock right meanwhile. */
static void
test_timer_does_not_mind_a_clock_that_is_set (void)
{
  g_assert_cmpint (look ("phone", -5 * HOUR_MS, 2 * HOUR_MS + 95000), ==, 95000);
  g_assert_cmpint (look ("phone", 30 * MINUTE_MS, 2 * HOUR_MS + 95000), ==, 95000);
}

static void
test_timer_lives_through_a_reboot (void)
{
  /* Started anew ten minutes after, and looked at before and after the boot clock is past where it was. */
  g_assert_cmpint (look ("phone", 15 * MINUTE_MS, 5 * MINUTE_MS), ==, 15 * MINUTE_MS);
  g_assert_cmpint (look ("phone", 3 * HOUR_MS, 3 * HOUR_MS - 10 * MINUTE_MS), ==, 3 * HOUR_MS);
  /* With a clock that now stands before the start there is nothing to say. */
  g_assert_cmpint (look ("phone", -HOUR_MS, 5 * MINUTE_MS), ==, 0);
}

static void
test_timer_of_another_device_goes_by_the_wall_clock (void)
{
  g_assert_cmpint (look ("tablet", 95000, 7 * HOUR_MS), ==, 95000);
}

static void
test_timer_runs_until_stopped (Fixture      *fixture,
                               gconstpointer data)
{
  const PassantTimer *timer;

  g_assert_null (passant_visit_get_timer (fixture->visit, "wait"));
  say (fixture, "visit.timer_started", "{'touchpoint':'till','question':'wait'}");
  timer = passant_visit_get_timer (fixture->visit, "wait");
  g_assert_nonnull (timer);
  g_assert_cmpstr (timer->touchpoint, ==, "till");
  g_assert_cmpstr (timer->device, ==, "guest");
  g_assert_cmpint (timer->at_ms, ==, fixture->guest->now_ms);
  g_assert_cmpint (timer->boot_ms, ==, 1);

  /* Another one beside it, and the first one anew. */
  say (fixture, "visit.timer_started", "{'touchpoint':'till','question':'call'}");
  say (fixture, "visit.timer_started", "{'touchpoint':'till','question':'wait'}");
  g_assert_cmpuint (passant_visit_get_timers (fixture->visit)->len, ==, 2);
  g_assert_cmpint (passant_visit_get_timer (fixture->visit, "wait")->boot_ms, ==, 3);

  say (fixture, "visit.timer_stopped", "{'question':'wait'}");
  g_assert_null (passant_visit_get_timer (fixture->visit, "wait"));
  g_assert_nonnull (passant_visit_get_timer (fixture->visit, "call"));
}

static void
test_timer_stops_with_the_answer (Fixture      *fixture,
                                  gconstpointer data)
{
  say (fixture, "visit.timer_started", "{'touchpoint':'till','question':'wait'}");
  say (fixture, "visit.answered", "{'touchpoint':'till','question':'greeted','value':'yes'}");
  g_assert_nonnull (passant_visit_get_timer (fixture->visit, "wait"));
  say (fixture, "visit.answered", "{'touchpoint':'till','question':'wait','value':'95'}");
  g_assert_null (passant_visit_get_timer (fixture->visit, "wait"));
}

/* Gone through afresh, nothing of the first time runs on. */
static void
test_timer_stops_with_a_redo (Fixture      *fixture,
                              gconstpointer data)
{
  say (fixture, "visit.timer_started", "{'touchpoint':'till','question':'wait'}");
  say (fixture, "visit.timer_started", "{'touchpoint':'chat','question':'reply'}");
  say (fixture, "visit.redone", "{'touchpoint':'till'}");
  g_assert_null (passant_visit_get_timer (fixture->visit, "wait"));
  g_assert_nonnull (passant_visit_get_timer (fixture->visit, "reply"));
}

static void
test_timer_stops_with_the_visit (Fixture      *fixture,
                                 gconstpointer data)
{
  say (fixture, "visit.timer_started", "{'touchpoint':'till','question':'wait'}");
  say (fixture, "visit.finished", "{}");
  g_assert_cmpuint (passant_visit_get_timers (fixture->visit)->len, ==, 0);
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timer/goes-on-by-the-boot-clock", test_timer_goes_on_by_the_boot_clock);
  g_test_add_func ("/timer/does-not-mind-a-clock-that-is-set",
                   test_timer_does_not_mind_a_clock_that_is_set);
  g_test_add_func ("/timer/lives-through-a-reboot", test_timer_lives_through_a_reboot);
  g_test_add_func ("/timer/of-another-device-goes-by-the-wall-clock",
                   test_timer_of_another_device_goes_by_the_wall_clock);
  add ("/timer/runs-until-stopped", test_timer_runs_until_stopped);
  add ("/timer/stops-with-the-answer", test_timer_stops_with_the_answer);
  add ("/timer/stops-with-a-redo", test_timer_stops_with_a_redo);
  add ("/timer/stops-with-the-visit", test_timer_stops_with_the_visit);

  return g_test_run ();
}
