/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-news.h"

#define NOW_MS G_GINT64_CONSTANT (1795348800000)
#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT (1000))

/* A job as @state has it, with a visit in @visit_state when @visit is set. */
static PassantAssignment
job (const char       *state,
     const char       *visit,
     PassantVisitState visit_state,
     gint64            until_ms)
{
  return (PassantAssignment) {
           .id = (char *) "job",
           .location_name = (char *) "Zeist",
           .state = (char *) state,
           .visit = (char *) visit,
           .visit_state = visit_state,
           .until_ms = until_ms,
  };
}

/* "new:job deadline:job", and when it will be otherwise. */
static char *
list (PassantAssignment *assignment,
      gint64            *next_ms)
{
  g_autoptr (GPtrArray) assignments = g_ptr_array_new ();
  g_autoptr (GPtrArray) news = NULL;
  GString *keys = g_string_new (NULL);

  g_ptr_array_add (assignments, assignment);
  news = passant_news_list (assignments, NOW_MS, next_ms);
  for (guint i = 0; i < news->len; i++) {
    const PassantNews *item = news->pdata[i];

    g_assert_cmpstr (item->place, ==, "Zeist");
    g_assert_cmpstr (item->assignment, ==, "job");
    g_string_append_printf (keys, "%s%s", i ? " " : "", item->key);
  }

  return g_string_free (keys, FALSE);
}

#define assert_news(assignment, expected, expected_next_ms)               \
        G_STMT_START {                                                    \
          PassantAssignment each = assignment;                            \
          gint64 next_ms;                                                 \
          g_autofree char *keys = list (&each, &next_ms);                 \
          g_assert_cmpstr (keys, ==, expected);                           \
          g_assert_cmpint (next_ms, ==, expected_next_ms);                \
        } G_STMT_END

static void
test_news_is_what_is_offered (void)
{
  PassantAssignment taken = job ("offered", NULL, 0, 0), said = taken;

  assert_news (job ("offered", NULL, 0, 0), "new:job", 0);
  assert_news (job ("offered", NULL, 0, NOW_MS), "new:job", 0);
  assert_news (job ("offered", NULL, 0, NOW_MS - 1), "", 0);
  /* Somebody else's, or the guest's own already. */
  taken.is_taken = TRUE;
  assert_news (taken, "", 0);
  said.claim = PASSANT_CLAIM_SAID;
  assert_news (said, "", 0);
  assert_news (job ("claimed", NULL, 0, 0), "", 0);
  /* What nobody has claimed has no deadline to be warned of. */
  assert_news (job ("offered", NULL, 0, NOW_MS + HOUR_MS), "new:job", 0);
}

static void
test_news_is_what_came_back (void)
{
  assert_news (job ("claimed", "visit", PASSANT_VISIT_RETURNED, 0), "returned:visit", 0);
  assert_news (job ("claimed", "visit", PASSANT_VISIT_FINISHED, 0), "", 0);
  assert_news (job ("claimed", "visit", PASSANT_VISIT_OPEN, 0), "", 0);
}

static void
test_news_is_a_deadline_near (void)
{
  gint64 far_ms = NOW_MS + 30 * HOUR_MS;

  assert_news (job ("claimed", NULL, 0, far_ms), "", far_ms - 24 * HOUR_MS);
  assert_news (job ("claimed", NULL, 0, NOW_MS + 24 * HOUR_MS), "deadline:job", 0);
  assert_news (job ("claimed", NULL, 0, NOW_MS), "deadline:job", 0);
  /* Over is over. */
  assert_news (job ("claimed", NULL, 0, NOW_MS - 1), "", 0);
  assert_news (job ("claimed", "visit", PASSANT_VISIT_OPEN, NOW_MS + HOUR_MS), "deadline:job", 0);
  assert_news (job ("claimed", "visit", PASSANT_VISIT_RETURNED, NOW_MS + HOUR_MS),
               "returned:visit deadline:job", 0);
  assert_news (job ("claimed", "visit", PASSANT_VISIT_FINISHED, NOW_MS + HOUR_MS), "", 0);
}

/* Told when it is due, and as long as the guest has not gone on. */
static void
test_news_is_the_next_part (void)
{
  PassantAssignment waits = job ("claimed", "visit", PASSANT_VISIT_OPEN, 0);

  waits.visit_leg = (char *) "collection";
  waits.leg_from_ms = NOW_MS + HOUR_MS;
  waits.leg_until_ms = NOW_MS + 2 * HOUR_MS;
  assert_news (waits, "", NOW_MS + HOUR_MS);
  waits.leg_from_ms = NOW_MS;
  assert_news (waits, "leg:visit.collection", 0);
  waits.leg_until_ms = NOW_MS - HOUR_MS;
  assert_news (waits, "leg:visit.collection", 0);
  /* Beside a deadline the earlier moment counts. */
  waits.leg_from_ms = NOW_MS + 2 * HOUR_MS;
  waits.until_ms = NOW_MS + 25 * HOUR_MS;
  assert_news (waits, "", NOW_MS + HOUR_MS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/news/is-what-is-offered", test_news_is_what_is_offered);
  g_test_add_func ("/news/is-what-came-back", test_news_is_what_came_back);
  g_test_add_func ("/news/is-a-deadline-near", test_news_is_a_deadline_near);
  g_test_add_func ("/news/is-the-next-part", test_news_is_the_next_part);

  return g_test_run ();
}
