/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-pay.h"

#include "passant-guide.h"

#define CENTS_MAX G_GINT64_CONSTANT (1000000000000)

static PassantPayReason
reason_before_visit (const PassantAssignment *assignment)
{
  if (g_str_equal (assignment->state, "withdrawn"))
    return PASSANT_PAY_WITHDRAWN;
  if (g_str_equal (assignment->state, "handed_back"))
    return PASSANT_PAY_HANDED_BACK;

  return assignment->claim == PASSANT_CLAIM_LOST ? PASSANT_PAY_TAKEN : PASSANT_PAY_TO_BEGIN;
}

/* A job that is somebody else's, or was withdrawn while the guest was at it, is paid only if a reviewer takes the visit. */
static PassantPayReason
reason_of_visit (const PassantAssignment *assignment,
                 gboolean                 is_sent)
{
  gboolean is_withdrawn = g_str_equal (assignment->state, "withdrawn");

  switch (assignment->visit_state) {
  case PASSANT_VISIT_ACCEPTED:
    return PASSANT_PAY_ACCEPTED;
  case PASSANT_VISIT_REJECTED:
    return PASSANT_PAY_REJECTED;
  case PASSANT_VISIT_RETURNED:
    return PASSANT_PAY_RETURNED;
  case PASSANT_VISIT_FINISHED:
  case PASSANT_VISIT_BROKEN_OFF:
    if (assignment->is_taken)
      return PASSANT_PAY_TAKEN;
    return is_sent ? PASSANT_PAY_TO_REVIEW : PASSANT_PAY_UNSENT;
  case PASSANT_VISIT_OPEN:
  default:
    if (assignment->is_taken)
      return PASSANT_PAY_TAKEN;
    return is_withdrawn ? PASSANT_PAY_WITHDRAWN : PASSANT_PAY_UNDER_WAY;
  }
}

static PassantPayState
state_for (PassantPayReason reason)
{
  switch (reason) {
  case PASSANT_PAY_ACCEPTED:
    return PASSANT_PAY_DUE;
  case PASSANT_PAY_REJECTED:
  case PASSANT_PAY_WITHDRAWN:
  case PASSANT_PAY_TAKEN:
  case PASSANT_PAY_HANDED_BACK:
    return PASSANT_PAY_REFUSED;
  case PASSANT_PAY_TO_BEGIN:
  case PASSANT_PAY_UNDER_WAY:
  case PASSANT_PAY_UNSENT:
  case PASSANT_PAY_TO_REVIEW:
  case PASSANT_PAY_RETURNED:
  default:
    return PASSANT_PAY_HELD;
  }
}

const char *
passant_pay_state_to_string (PassantPayState state)
{
  static const char * const words[] = {
    [PASSANT_PAY_DUE] = "due",
    [PASSANT_PAY_HELD] = "held",
    [PASSANT_PAY_PAID] = "paid",
    [PASSANT_PAY_REFUSED] = "refused",
  };

  return words[state];
}

const char *
passant_pay_reason_to_string (PassantPayReason reason)
{
  static const char * const words[] = {
    [PASSANT_PAY_ACCEPTED] = "accepted",
    [PASSANT_PAY_TO_BEGIN] = "to_begin",
    [PASSANT_PAY_UNDER_WAY] = "under_way",
    [PASSANT_PAY_UNSENT] = "unsent",
    [PASSANT_PAY_TO_REVIEW] = "to_review",
    [PASSANT_PAY_RETURNED] = "returned",
    [PASSANT_PAY_REJECTED] = "rejected",
    [PASSANT_PAY_WITHDRAWN] = "withdrawn",
    [PASSANT_PAY_TAKEN] = "taken",
    [PASSANT_PAY_HANDED_BACK] = "handed_back",
  };

  return words[reason];
}

/* What was paid is paid, whatever a reviewer says later; of what is promised, the rest stands as before. */
static void
count_paid (PassantPay *pay,
            gint64      paid_cents)
{
  gint64 promised_cents = pay->pay_cents + pay->reimburse_cents;

  pay->paid_cents = MAX (0, paid_cents);
  pay->amount_cents = MAX (0, promised_cents - pay->paid_cents);
  if (pay->paid_cents == 0 || (pay->amount_cents > 0 && pay->state != PASSANT_PAY_REFUSED))
    return;

  pay->state = PASSANT_PAY_PAID;
  pay->amount_cents = pay->paid_cents;
}

gint64
passant_pay_get_cents (const PassantPay *pay,
                       PassantPayState   state)
{
  g_return_val_if_fail (pay != NULL, 0);

  if (state == PASSANT_PAY_PAID)
    return pay->paid_cents;

  return pay->state == state ? pay->amount_cents : 0;
}

gboolean
passant_pay_judge (const PassantAssignment *assignment,
                   gboolean                 is_sent,
                   gint64                   receipts_cents,
                   PassantPay              *pay_out)
{
  PassantPayReason reason;

  g_return_val_if_fail (assignment != NULL && pay_out != NULL, FALSE);

  /* An offer withdrawn before anybody wanted it was no promise; nor is one that was handed back. What was paid all the same
   * is to be seen. */
  if (!assignment->visit && assignment->paid_cents <= 0 && !g_str_equal (assignment->state,
                                                                         "claimed") &&
      assignment->claim != PASSANT_CLAIM_LOST && !assignment->was_claimed)
    return FALSE;

  reason = assignment->visit ? reason_of_visit (assignment, is_sent)
                             : reason_before_visit (assignment);
  *pay_out = (PassantPay) {
    .state = state_for (reason),
    .reason = reason,
    .pay_cents = MAX (0, assignment->pay_cents),
    .receipts_cents = MAX (0, receipts_cents),
    .reimburse_cents = CLAMP (receipts_cents, 0, MAX (0, assignment->reimburse_cents)),
  };
  count_paid (pay_out, assignment->paid_cents);

  return TRUE;
}

/* "12.5" → 1250, without going through a floating-point number; 0 for what is no amount. Parts of a cent are cut. */
static gint64
read_cents (const char *text)
{
  gint64 cents = 0;
  int decimals = -1;

  for (const char *c = text; *c && decimals < 2; c++) {
    if (*c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (!g_ascii_isdigit (*c) || cents > CENTS_MAX)
      return 0;
    cents = cents * 10 + (*c - '0');
    decimals += decimals >= 0;
  }
  for (int i = MAX (decimals, 0); i < 2; i++)
    cents *= 10;

  return cents;
}

gint64
passant_pay_sum_receipts (PassantScript *script,
                          PassantVisit  *visit,
                          const char    *currency)
{
  g_autoptr (PassantGuide) guide = NULL;
  gint64 sum = 0;

  g_return_val_if_fail (script != NULL && visit != NULL, 0);

  guide = passant_guide_new (script, visit);
  for (guint i = 0; i < script->questions->len; i++) {
    PassantQuestion *question = script->questions->pdata[i];
    const char *value =
      question->role == PASSANT_ROLE_AMOUNT ? passant_guide_get_value (guide, question) : NULL;

    if (value && g_strcmp0 (question->currency, currency) == 0 &&
        passant_guide_get_value (guide, question->host))
      sum += read_cents (value);
  }

  return sum;
}
