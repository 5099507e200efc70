/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-error.h"
#include "passant-money.h"
#include "passant-pay.h"
#include "passant-verbs.h"

/* Borrowed from @earnings. */
static const PassantEarning *
find_earning (GPtrArray               *earnings,
              const PassantAssignment *assignment,
              GError                 **error)
{
  for (guint i = 0; i < earnings->len; i++) {
    const PassantEarning *each = earnings->pdata[i];

    if (g_str_equal (each->assignment->id, assignment->id))
      return each;
  }

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               _("Assignment %s promises nothing: nobody claimed it, or it was handed back"),
               assignment->id);

  return NULL;
}

static gboolean
find_cents (PassantCommand       *command,
            const PassantEarning *earning,
            gint64               *cents,
            GError              **error)
{
  const char *amount = passant_command_get (command, "amount");

  if (amount && !passant_money_parse (amount, cents, error)) {
    g_prefix_error (error, "--amount: ");
    return FALSE;
  }
  if (amount)
    return TRUE;

  *cents = earning->pay.pay_cents + earning->pay.reimburse_cents;
  if (earning->pay.state == PASSANT_PAY_DUE)
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               _("Nothing is due for assignment %s (%s, %s); give --amount to mark it all "
                 "the same"),
               earning->assignment->id, passant_pay_state_to_string (earning->pay.state),
               passant_pay_reason_to_string (earning->pay.reason));

  return FALSE;
}

static gboolean
mark (PassantCommand       *command,
      const PassantEarning *earning,
      gint64                cents,
      GError              **error)
{
  const PassantAssignment *assignment = earning->assignment;
  const char *remark = passant_command_get (command, "remark");
  PassantDraft *draft = passant_draft_new ("assignment.paid", assignment->study, assignment->id);
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);
  g_autofree char *sum = passant_money_format (cents, assignment->currency);
  /* Translators: an amount, a shopper's id, an assignment's. */
  g_autofree char *sentence = g_strdup_printf (_("Marked as paid: %s to %s for assignment %s"), sum,
                                               assignment->shopper, assignment->id);

  passant_draft_set_int (draft, "cents", cents);
  passant_draft_set_string (draft, "remark", remark ? remark : "");
  g_ptr_array_add (drafts, draft);
  passant_command_answer (command, "assignment", assignment->id);
  passant_command_answer_int (command, "paid_cents", cents);

  return passant_desk_say (command, drafts, sentence, error);
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  PassantStore *store = passant_desk_open_to_say (command, error);
  g_autoptr (PassantAssignment) assignment = NULL;
  g_autoptr (GPtrArray) earnings = NULL;
  const PassantEarning *earning;
  gint64 cents = 0;

  if (!store)
    return FALSE;

  assignment = passant_desk_load_assignment (store, passant_command_get_arguments (command)[0],
                                             error);
  earnings = assignment ? passant_earning_list (store, assignment->shopper, TRUE, error) : NULL;
  earning = earnings ? find_earning (earnings, assignment, error) : NULL;

  return earning && find_cents (command, earning, &cents, error) &&
         mark (command, earning, cents, error);
}

static const PassantOption options[] = {
  { "amount", PASSANT_OPTION_TEXT, FALSE, N_("AMOUNT"),
    N_("What was paid for it in all, 45.00 (default: all that is due); 0 takes the mark back") },
  { "remark", PASSANT_OPTION_TEXT, FALSE, N_("TEXT"), N_("A word to the shopper") },
  { 0 }
};

const PassantVerb passant_verb_pay_mark = {
  .noun = "pay",
  .verb = "mark",
  .arguments = "ASSIGNMENT",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Mark a job as paid; the shopper reads it"),
  .description =
    N_("ASSIGNMENT is its id, or the first letters of it when they name one only. Passant itself "
       "pays nothing: this says that you did."),
  .changes = TRUE,
  .options = options,
  .run = run,
};
