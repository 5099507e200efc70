/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-job-words.h"

#include <glib/gi18n-lib.h>

#include "passant-wording.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

char *
passant_job_words_dup_pay (const PassantAssignment *assignment)
{
  g_autofree char *pay = passant_wording_for_pay (assignment->pay_cents, assignment->currency);
  g_autofree char *back = passant_wording_for_pay (assignment->reimburse_cents,
                                                   assignment->currency);

  if (assignment->pay_cents <= 0 && assignment->reimburse_cents <= 0)
    return NULL;
  if (assignment->reimburse_cents <= 0)
    return g_steal_pointer (&pay);
  if (assignment->pay_cents <= 0)
    /* Translators: %s is an amount, "€ 10". */
    return g_strdup_printf (_("receipts up to %s"), back);

  /* Translators: what a job pays, and what is paid back for purchases: "€ 45 + receipts up to € 10". */
  return g_strdup_printf (_("%s + receipts up to %s"), pay, back);
}

/* Days since the epoch, as the guest's calendar counts them. */
static gint64
count_days (gint64 at_ms)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (at_ms / 1000);

  return local ? (at_ms + g_date_time_get_utc_offset (local) / 1000) / DAY_MS : at_ms / DAY_MS;
}

const char *
passant_job_words_for_urgency (const PassantAssignment *assignment,
                               gint64                   now_ms)
{
  gint64 days = count_days (assignment->until_ms) - count_days (now_ms);

  if (assignment->until_ms == 0 || days > 1)
    return NULL;
  if (assignment->until_ms < now_ms)
    return _("Its last day is over");

  return days == 0 ? _("Today is the last day") : _("Tomorrow is the last day");
}

const char *
passant_job_words_for_loss (const PassantAssignment *assignment)
{
  if (assignment->claim == PASSANT_CLAIM_LOST)
    return _("Somebody else was first");

  return g_str_equal (assignment->state, "withdrawn") ? _("The coordinator took it back")
                                                      : _("Its last day is over");
}

/* Of a job that is nobody's, or the guest's. */
static const char *
find_standing (const PassantAssignment *assignment)
{
  if (*assignment->job == '\0')
    return NULL;
  if (assignment->claim == PASSANT_CLAIM_SAID)
    return _("You claimed this job on this device. The hub decides with the next sync, should "
             "somebody else want it too.");

  return g_str_equal (assignment->state, "offered")
         ? _("Offered to several guests: whoever claims it first has it.")
         : NULL;
}

/* "The coordinator took this job back: “Store closes”." */
static char *
describe_withdrawal (const PassantAssignment *assignment)
{
  const char *words = assignment->visit
                      ? _("The coordinator took this job back. What you noted is kept; ask whether "
                          "it still counts.")
                      : _("The coordinator took this job back.");

  return *assignment->reason ? g_strdup_printf ("%s\n“%s”", words, assignment->reason)
                             : g_strdup (words);
}

/* A reviewer's last word on the visit goes before what became of the job. */
static gboolean
is_settled (const PassantAssignment *assignment)
{
  return assignment->visit && (assignment->visit_state == PASSANT_VISIT_ACCEPTED ||
                               assignment->visit_state == PASSANT_VISIT_REJECTED);
}

char *
passant_job_words_dup_claim (const PassantAssignment *assignment,
                             gint64                   now_ms)
{
  gboolean is_over = assignment->until_ms > 0 && assignment->until_ms < now_ms;

  if (assignment->claim == PASSANT_CLAIM_LOST || (assignment->is_taken && assignment->visit))
    return g_strdup (_("Somebody else claimed this job before you. What you noted is kept on this "
                       "device and on the hub, but it does not count."));
  if (g_str_equal (assignment->state, "withdrawn") && !is_settled (assignment))
    return describe_withdrawal (assignment);
  if (g_str_equal (assignment->state, "offered") && !assignment->visit && is_over)
    return g_strdup (_("Its last day is over: this job cannot be claimed any more."));

  return g_strdup (find_standing (assignment));
}
