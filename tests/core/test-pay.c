/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "passant-pay.h"
#include "passant-player.h"

/* An assignment of 45 euro, and receipts up to 10, in the words of one row. */
typedef struct {
  const char       *state;
  PassantClaim      claim;
  gboolean          is_taken;
  const char       *visit;
  PassantVisitState visit_state;
  gboolean          is_sent;
  PassantPayState   pay;
  PassantPayReason  reason;
} Row;

static PassantAssignment
make (const Row *row)
{
  return (PassantAssignment) {
           .state = (char *) row->state, .claim = row->claim, .is_taken = row->is_taken,
           .visit = (char *) row->visit, .visit_state = row->visit_state,
           .pay_cents = 4500, .reimburse_cents = 1000,
  };
}

static void
test_every_end (void)
{
  static const Row rows[] = {
    { "claimed", PASSANT_CLAIM_SETTLED, FALSE, NULL, 0, TRUE,
      PASSANT_PAY_HELD, PASSANT_PAY_TO_BEGIN },
    { "offered", PASSANT_CLAIM_LOST, TRUE, NULL, 0, TRUE, PASSANT_PAY_REFUSED, PASSANT_PAY_TAKEN },
    { "claimed", PASSANT_CLAIM_SETTLED, FALSE, "v", PASSANT_VISIT_OPEN, FALSE,
      PASSANT_PAY_HELD, PASSANT_PAY_UNDER_WAY },
    { "withdrawn", PASSANT_CLAIM_NONE, FALSE, "v", PASSANT_VISIT_OPEN, FALSE,
      PASSANT_PAY_REFUSED, PASSANT_PAY_WITHDRAWN },
    { "claimed", PASSANT_CLAIM_SETTLED, FALSE, "v", PASSANT_VISIT_FINISHED, FALSE,
      PASSANT_PAY_HELD, PASSANT_PAY_UNSENT },
    { "claimed", PASSANT_CLAIM_SETTLED, FALSE, "v", PASSANT_VISIT_BROKEN_OFF, TRUE,
      PASSANT_PAY_HELD, PASSANT_PAY_TO_REVIEW },
    { "offered", PASSANT_CLAIM_LOST, TRUE, "v", PASSANT_VISIT_FINISHED, TRUE,
      PASSANT_PAY_REFUSED, PASSANT_PAY_TAKEN },
    { "claimed", PASSANT_CLAIM_SETTLED, FALSE, "v", PASSANT_VISIT_RETURNED, TRUE,
      PASSANT_PAY_HELD, PASSANT_PAY_RETURNED },
    { "claimed", PASSANT_CLAIM_SETTLED, FALSE, "v", PASSANT_VISIT_REJECTED, TRUE,
      PASSANT_PAY_REFUSED, PASSANT_PAY_REJECTED },
    { "withdrawn", PASSANT_CLAIM_NONE, FALSE, "v", PASSANT_VISIT_ACCEPTED, TRUE,
      PASSANT_PAY_DUE, PASSANT_PAY_ACCEPTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    PassantAssignment assignment = make (&rows[i]);
    PassantPay pay;

    g_assert_true (passant_pay_judge (&assignment, rows[i].is_sent, 1234, &pay));
    g_assert_cmpint (pay.state, ==, rows[i].pay);
    g_assert_cmpint (pay.reason, ==, rows[i].reason);
    g_assert_cmpint (pay.pay_cents, ==, 4500);
    g_assert_cmpint (pay.receipts_cents, ==, 1234);
    g_assert_cmpint (pay.reimburse_cents, ==, 1000);
  }
}

static void
test_no_promise (void)
{
  static const Row rows[] = {
    { .state = "offered" }, { .state = "withdrawn" }, { .state = "handed_back" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    PassantAssignment assignment = make (&rows[i]);
    PassantPay pay;

    g_assert_false (passant_pay_judge (&assignment, TRUE, 0, &pay));
  }
}

static void
test_paid_is_paid (void)
{
  static const Row accepted = { .state = "claimed", .visit = "v",
                                .visit_state = PASSANT_VISIT_ACCEPTED };
  static const Row rejected = { .state = "claimed", .visit = "v",
                                .visit_state = PASSANT_VISIT_REJECTED };
  PassantAssignment assignment = make (&accepted);
  PassantPay pay;

  g_assert_true (passant_pay_judge (&assignment, TRUE, 700, &pay));
  g_assert_cmpint (pay.state, ==, PASSANT_PAY_DUE);
  g_assert_cmpint (pay.amount_cents, ==, 5200);

  assignment.paid_cents = 2000;
  g_assert_true (passant_pay_judge (&assignment, TRUE, 700, &pay));
  g_assert_cmpint (pay.state, ==, PASSANT_PAY_DUE);
  g_assert_cmpint (pay.amount_cents, ==, 3200);
  g_assert_cmpint (passant_pay_get_cents (&pay, PASSANT_PAY_DUE), ==, 3200);
  g_assert_cmpint (passant_pay_get_cents (&pay, PASSANT_PAY_PAID), ==, 2000);
  g_assert_cmpint (passant_pay_get_cents (&pay, PASSANT_PAY_HELD), ==, 0);

  assignment.paid_cents = 5200;
  g_assert_true (passant_pay_judge (&assignment, TRUE, 700, &pay));
  g_assert_cmpint (pay.state, ==, PASSANT_PAY_PAID);
  g_assert_cmpint (pay.amount_cents, ==, 5200);

  /* For the way there, say. */
  assignment = make (&rejected);
  assignment.paid_cents = 1000;
  g_assert_true (passant_pay_judge (&assignment, TRUE, 700, &pay));
  g_assert_cmpint (pay.state, ==, PASSANT_PAY_PAID);
  g_assert_cmpint (pay.reason, ==, PASSANT_PAY_REJECTED);
  g_assert_cmpint (pay.amount_cents, ==, 1000);
}

/* In advance, and then the guest could not go: the money is still to be seen, and can be marked back. */
static void
test_paid_and_handed_back (void)
{
  static const Row row = { .state = "handed_back" };
  PassantAssignment assignment = make (&row);
  PassantPay pay;

  assignment.paid_cents = 2000;
  g_assert_true (passant_pay_judge (&assignment, TRUE, 0, &pay));
  g_assert_cmpint (pay.state, ==, PASSANT_PAY_PAID);
  g_assert_cmpint (pay.reason, ==, PASSANT_PAY_HANDED_BACK);
  g_assert_cmpint (pay.amount_cents, ==, 2000);
}

/* The guest had it: it is not to go from the page without a word. */
static void
test_withdrawn_after_the_claim (void)
{
  static const Row row = { .state = "withdrawn" };
  PassantAssignment assignment = make (&row);
  PassantPay pay;

  assignment.was_claimed = TRUE;
  g_assert_true (passant_pay_judge (&assignment, TRUE, 0, &pay));
  g_assert_cmpint (pay.state, ==, PASSANT_PAY_REFUSED);
  g_assert_cmpint (pay.reason, ==, PASSANT_PAY_WITHDRAWN);
}

static void
test_up_to_what_was_offered (void)
{
  static const Row row = { .state = "claimed", .visit = "v",
                           .visit_state = PASSANT_VISIT_ACCEPTED };
  PassantAssignment assignment = make (&row);
  PassantPay pay;

  g_assert_true (passant_pay_judge (&assignment, TRUE, 999, &pay));
  g_assert_cmpint (pay.reimburse_cents, ==, 999);
  g_assert_true (passant_pay_judge (&assignment, TRUE, -5, &pay));
  g_assert_cmpint (pay.reimburse_cents, ==, 0);
  assignment.reimburse_cents = 0;
  g_assert_true (passant_pay_judge (&assignment, TRUE, 999, &pay));
  g_assert_cmpint (pay.reimburse_cents, ==, 0);
}

/* A receipt in euro in a step that is gone through up to three times, and one in pounds; then one for each ride, and one of
 * a lunch, if there was one. */
static PassantScript *
compile (void)
{
  g_autofree char *text = g_strdup (
    "{'passant':1,'id':'s','version':1,'languages':['en'],'title':{'en':'S'},"
    "'legal':{'photos':true},'phases':[{'id':'p',"
    "'title':{'en':'P'},'touchpoints':[{'id':'t','title':{'en':'T'},'channel':'web',"
    "'repeat':{'min':0,'max':3},'questions':[{'id':'bill','type':'receipt','currency':'EUR',"
    "'text':{'en':'Bill'}}]},{'id':'u','title':{'en':'U'},'channel':'web','questions':["
    "{'id':'abroad','type':'receipt','currency':'GBP','text':{'en':'Abroad'}},"
    "{'id':'rides','type':'number','text':{'en':'Rides'},'min':0,'max':9},"
    "{'id':'ate','type':'yes_no','text':{'en':'Ate'}},"
    "{'id':'lunch','type':'receipt','relevant':'${ate} = \\u0027yes\\u0027','currency':'EUR',"
    "'text':{'en':'Lunch'}}]},{'id':'v','title':{'en':'V'},'channel':'street',"
    "'repeat':{'count':'${rides}'},'questions':[{'id':'fare','type':'receipt','currency':'EUR',"
    "'text':{'en':'Fare'}}]}]}]}");
  g_autoptr (GError) error = NULL;
  PassantScript *script;

  g_strdelimit (text, "'", '"');
  script = passant_script_compile (text, -1, NULL, &error);
  g_assert_no_error (error);

  return script;
}

static void
say (PassantPlayer *player,
     PassantVisit  *visit,
     const char    *question,
     const char    *value)
{
  g_autoptr (PassantFact) fact =
    passant_player_say (player, "visit.answered",
                        "{'touchpoint':'t','question':'%s','value':'%s'}", question, value);

  passant_visit_apply (visit, fact);
}

static void
test_receipts_add_up (void)
{
  g_autoptr (PassantScript) script = compile ();
  g_autoptr (PassantPlayer) player = passant_player_new ("d", "v");
  g_autoptr (PassantVisit) visit = passant_visit_new ("v");

  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 0);
  say (player, visit, "t.rounds", "1");
  say (player, visit, "bill.amount", "12.5");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 0);
  say (player, visit, "bill", "a-photo");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 1250);

  say (player, visit, "bill.2", "a-photo");
  say (player, visit, "bill.amount.2", "3.07");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 1250);
  say (player, visit, "t.rounds", "2");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 1557);

  say (player, visit, "abroad", "a-photo");
  say (player, visit, "abroad.amount", "8");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 1557);
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "GBP"), ==, 800);
  say (player, visit, "abroad.amount", "eight");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "GBP"), ==, 0);
}

/* What the report does not show is not paid back, and what it shows is. */
static void
test_receipts_that_count (void)
{
  g_autoptr (PassantScript) script = compile ();
  g_autoptr (PassantPlayer) player = passant_player_new ("d", "v");
  g_autoptr (PassantVisit) visit = passant_visit_new ("v");

  say (player, visit, "t.rounds", "1");
  say (player, visit, "bill", "a-photo");
  say (player, visit, "bill.amount", "4");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 400);
  say (player, visit, "t.rounds", "0");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 0);

  say (player, visit, "rides", "2");
  say (player, visit, "fare", "a-photo");
  say (player, visit, "fare.amount", "1.10");
  say (player, visit, "fare.2", "a-photo");
  say (player, visit, "fare.amount.2", "2.20");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 330);
  say (player, visit, "rides", "1");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 110);

  say (player, visit, "ate", "yes");
  say (player, visit, "lunch", "a-photo");
  say (player, visit, "lunch.amount", "7");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 810);
  say (player, visit, "ate", "no");
  g_assert_cmpint (passant_pay_sum_receipts (script, visit, "EUR"), ==, 110);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pay/every-end-has-its-reason", test_every_end);
  g_test_add_func ("/pay/nothing-claimed-is-no-promise", test_no_promise);
  g_test_add_func ("/pay/what-was-paid-is-paid", test_paid_is_paid);
  g_test_add_func ("/pay/paid-and-handed-back", test_paid_and_handed_back);
  g_test_add_func ("/pay/withdrawn-after-the-claim-is-told", test_withdrawn_after_the_claim);
  g_test_add_func ("/pay/receipts-are-paid-up-to-what-was-offered", test_up_to_what_was_offered);
  g_test_add_func ("/pay/receipts-add-up", test_receipts_add_up);
  g_test_add_func ("/pay/receipts-count-as-the-report-shows-them", test_receipts_that_count);

  return g_test_run ();
}
