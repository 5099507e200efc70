/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a job pays, as the store tells it: by what was said last, and for the visit that was accepted. */

#include "passant-pay.h"
#include "passant-test-store.h"

#define say passant_test_store_say

typedef PassantTestStore Fixture;

static void
say_int (Fixture    *fixture,
         const char *kind,
         const char *subject,
         const char *key,
         gint64      value)
{
  g_autoptr (PassantDraft) draft = passant_draft_new (kind, "bikes", subject);
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (GError) error = NULL;

  passant_draft_set_int (draft, key, value);
  passant_draft_set_string (draft, "remark", "the train");
  passant_clock_advance_ms (fixture->clock, 10);
  fact = passant_store_append (fixture->store, draft, &error);
  g_assert_no_error (error);
}

/* Up to 10 euro of receipts are paid back. */
static void
offer (Fixture    *fixture,
       const char *script)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("assignment.offered", "bikes", "a");
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (GError) error = NULL;

  passant_draft_set_string (draft, "shopper", "anna");
  passant_draft_set_string (draft, "script", script);
  passant_draft_set_string (draft, "currency", "EUR");
  passant_draft_set_int (draft, "pay_cents", 4500);
  passant_draft_set_int (draft, "reimburse_cents", 1000);
  fact = passant_store_append (fixture->store, draft, &error);
  g_assert_no_error (error);
  say (fixture, "assignment.claimed", "a", NULL);
}

static char *
publish (Fixture *fixture)
{
  static const char text[] =
    "{\"passant\":1,\"id\":\"s\",\"version\":1,\"languages\":[\"en\"],\"title\":{\"en\":\"S\"},"
    "\"legal\":{\"photos\":true},\"phases\":[{\"id\":\"p\",\"title\":{\"en\":\"P\"},"
    "\"touchpoints\":[{\"id\":\"till\",\"title\":{\"en\":\"Till\"},\"channel\":\"store\","
    "\"questions\":[{\"id\":\"bill\",\"type\":\"receipt\",\"currency\":\"EUR\","
    "\"text\":{\"en\":\"Bill\"}}]}]}]}";
  char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  say (fixture, "script.published", hash, "hash", hash, "text", text, NULL);

  return hash;
}

/* With a receipt over @amount; sent in. */
static void
walk (Fixture    *fixture,
      const char *visit,
      const char *script,
      const char *amount)
{
  passant_clock_advance_ms (fixture->clock, 1000);
  say (fixture, "visit.opened", visit, "assignment", "a", "script", script, "shopper", "anna",
       NULL);
  say (fixture, "visit.answered", visit, "touchpoint", "till", "question", "bill", "value",
       "a-photo", NULL);
  say (fixture, "visit.answered", visit, "touchpoint", "till", "question", "bill.amount", "value",
       amount, NULL);
  say (fixture, "visit.finished", visit, NULL);
}

static PassantEarning *
get_only_earning (GPtrArray *earnings)
{
  g_assert_cmpuint (earnings->len, ==, 1);

  return earnings->pdata[0];
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *earnings = passant_earning_list (fixture->store, "anna", TRUE, &error);

  g_assert_no_error (error);

  return earnings;
}

/* Until one is accepted it is the newest that counts; then that one, though another was begun later. */
static void
test_the_accepted_visit_is_paid (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autofree char *script = publish (fixture);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) assignments = NULL;

  offer (fixture, script);
  walk (fixture, "phone", script, "3.50");
  walk (fixture, "tablet", script, "8");
  before = list (fixture);
  g_assert_cmpstr (get_only_earning (before)->assignment->visit, ==, "tablet");
  g_assert_cmpint (get_only_earning (before)->pay.state, ==, PASSANT_PAY_HELD);
  g_assert_cmpint (get_only_earning (before)->pay.amount_cents, ==, 5300);

  say_int (fixture, "review.accepted", "phone", "revision", 1);
  after = list (fixture);
  g_assert_cmpstr (get_only_earning (after)->assignment->visit, ==, "phone");
  g_assert_cmpint (get_only_earning (after)->pay.state, ==, PASSANT_PAY_DUE);
  g_assert_cmpint (get_only_earning (after)->pay.amount_cents, ==, 4850);

  /* Other lists tell of the newest as before. */
  assignments = passant_store_list_all_assignments (fixture->store, "anna", NULL);
  g_assert_cmpuint (assignments->len, ==, 1);
  g_assert_cmpstr (((PassantAssignment *) assignments->pdata[0])->visit, ==, "tablet");
}

static void
test_what_was_said_last_is_paid (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autoptr (GPtrArray) earnings = NULL;
  const PassantAssignment *assignment;

  offer (fixture, "none");
  say_int (fixture, "assignment.paid", "a", "cents", 4500);
  say_int (fixture, "assignment.paid", "a", "cents", 1250);
  earnings = list (fixture);
  assignment = get_only_earning (earnings)->assignment;
  g_assert_cmpint (assignment->paid_cents, ==, 1250);
  g_assert_cmpint (assignment->paid_ms, ==, passant_clock_now_ms (fixture->clock));
  g_assert_cmpstr (assignment->paid_remark, ==, "the train");
}

/* On the guest's device alone: what is not on the hub cannot have been looked at. */
static void
test_what_is_not_sent_is_held (Fixture      *fixture,
                               gconstpointer data)
{
  g_autofree char *script = publish (fixture);
  g_autoptr (GPtrArray) earnings = NULL;

  offer (fixture, script);
  walk (fixture, "phone", script, "3.50");
  earnings = passant_earning_list (fixture->store, "anna", FALSE, NULL);
  g_assert_cmpint (get_only_earning (earnings)->pay.state, ==, PASSANT_PAY_HELD);
  g_assert_cmpint (get_only_earning (earnings)->pay.reason, ==, PASSANT_PAY_UNSENT);
}

#define ADD(path, func) \
        g_test_add ("/store/pay/" path, Fixture, NULL, passant_test_store_set_up, func, \
                    passant_test_store_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("the-accepted-visit-is-paid", test_the_accepted_visit_is_paid);
  ADD ("what-was-said-last-is-paid", test_what_was_said_last_is_paid);
  ADD ("what-is-not-sent-is-held", test_what_is_not_sent_is_held);

  return g_test_run ();
}
