/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-error.h"
#include "passant-money.h"
#include "passant-pay.h"
#include "passant-table.h"
#include "passant-verbs.h"

static const PassantColumn columns[] = {
  { "assignment", N_("Assignment"), PASSANT_COLUMN_TEXT },
  { "study", NULL, PASSANT_COLUMN_TEXT },
  { "location", N_("Location"), PASSANT_COLUMN_TEXT },
  { "shopper", N_("Shopper"), PASSANT_COLUMN_TEXT },
  { "state", N_("Pay"), PASSANT_COLUMN_TEXT },
  { "reason", N_("Because"), PASSANT_COLUMN_TEXT },
  { "amount", N_("Amount"), PASSANT_COLUMN_TEXT },
  { "currency", NULL, PASSANT_COLUMN_TEXT },
  { "amount_cents", NULL, PASSANT_COLUMN_NUMBER },
  { "pay_cents", NULL, PASSANT_COLUMN_NUMBER },
  { "receipts_cents", NULL, PASSANT_COLUMN_NUMBER },
  { "reimburse_cents", NULL, PASSANT_COLUMN_NUMBER },
  { "paid_cents", NULL, PASSANT_COLUMN_NUMBER },
  { "paid_ms", N_("Paid"), PASSANT_COLUMN_TIME },
  { "paid_remark", NULL, PASSANT_COLUMN_TEXT },
  { 0 }
};

static gboolean
check_state (const char *state,
             GError    **error)
{
  for (int each = PASSANT_PAY_DUE; state && each <= PASSANT_PAY_REFUSED; each++) {
    if (g_str_equal (passant_pay_state_to_string (each), state))
      return TRUE;
  }
  if (!state)
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               _("--state is one of due, held, paid, refused, not “%s”"), state);

  return FALSE;
}

static gboolean
is_wanted (PassantCommand       *command,
           const PassantEarning *earning)
{
  const char *study = passant_command_get (command, "study");
  const char *state = passant_command_get (command, "state");

  return (!study || g_str_equal (earning->assignment->study, study)) &&
         (!state || g_str_equal (passant_pay_state_to_string (earning->pay.state), state));
}

static void
add (PassantTable         *table,
     const PassantEarning *earning)
{
  const PassantAssignment *assignment = earning->assignment;
  const PassantPay *pay = &earning->pay;
  g_autofree char *amount = passant_money_format (pay->amount_cents, assignment->currency);

  passant_table_add (table, assignment->id, assignment->study, assignment->location,
                     assignment->shopper, passant_pay_state_to_string (pay->state),
                     passant_pay_reason_to_string (pay->reason), amount, assignment->currency,
                     pay->amount_cents, pay->pay_cents, pay->receipts_cents, pay->reimburse_cents,
                     pay->paid_cents, assignment->paid_ms, assignment->paid_remark);
}

/* What is paid in two currencies has no sum. */
static void
say_sums (PassantCommand *command,
          GPtrArray      *wanted,
          PassantPayState state)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < wanted->len; i++) {
    const PassantEarning *first = wanted->pdata[i];
    const char *currency = first->assignment->currency;
    g_autofree char *sum = NULL;
    gint64 cents = 0;

    if (passant_pay_get_cents (&first->pay, state) == 0 || !g_hash_table_add (seen,
                                                                              (gpointer) currency))
      continue;

    for (guint j = i; j < wanted->len; j++) {
      const PassantEarning *each = wanted->pdata[j];

      if (g_str_equal (each->assignment->currency, currency))
        cents += passant_pay_get_cents (&each->pay, state);
    }
    sum = passant_money_format (cents, currency);
    /* Translators: due, held, paid or refused, as in the table above, and a sum. */
    passant_command_say (command, _("In all %s: %s"), passant_pay_state_to_string (state), sum);
  }
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  g_autoptr (PassantTable) table = passant_table_new (columns);
  const char *study = passant_command_get (command, "study");
  PassantStore *store = passant_desk_open (command, error);
  g_autoptr (GPtrArray) earnings = NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  if (!store || !check_state (passant_command_get (command, "state"), error) ||
      (study && !passant_desk_find_study (store, study, error)))
    return FALSE;

  earnings = passant_earning_list (store, passant_command_get (command, "shopper"), TRUE, error);
  if (!earnings)
    return FALSE;

  for (guint i = 0; i < earnings->len; i++) {
    if (!is_wanted (command, earnings->pdata[i]))
      continue;
    g_ptr_array_add (wanted, earnings->pdata[i]);
    add (table, earnings->pdata[i]);
  }
  passant_table_print (table, command, "pay", _("Nothing is earned yet"));
  for (PassantPayState state = PASSANT_PAY_DUE; state <= PASSANT_PAY_REFUSED; state++)
    say_sums (command, wanted, state);

  return TRUE;
}

static const PassantOption options[] = {
  { "study", PASSANT_OPTION_TEXT, FALSE, "ID", N_("Only this study’s") },
  { "shopper", PASSANT_OPTION_TEXT, FALSE, "ID", N_("Only this shopper’s") },
  { "state", PASSANT_OPTION_TEXT, FALSE, "due|held|paid|refused", N_("Only what stands so") },
  { 0 }
};

const PassantVerb passant_verb_pay_list = {
  .noun = "pay",
  .verb = "list",
  .arguments = "",
  .summary = N_("List what is due, held and paid, and why"),
  .description =
    N_("As the shoppers read it on their devices: the fee, and what their receipts are paid back. "
       "What is due was accepted by a reviewer."),
  .options = options,
  .run = run,
};
