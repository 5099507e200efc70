/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-review.h"
#include "passant-verbs.h"

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  return passant_review_say (command, "review.returned", _("Returned"), error);
}

static const PassantOption options[] = {
  { "question", PASSANT_OPTION_LIST, FALSE, "ID[=TEXT]",
    N_("What is to be looked at again, and why; may be given several times. Only these are "
       "opened; without any, all are") },
  { "remark", PASSANT_OPTION_TEXT, TRUE, N_("TEXT"), N_("A word to the shopper") },
  { 0 }
};

const PassantVerb passant_verb_review_return = {
  .noun = "review",
  .verb = "return",
  .arguments = "VISIT",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Hand a visit back to the shopper with what is to be done"),
  .description = N_("TEXT stands on the question's card: --question='wait=Before or after the "
                    "till?'"),
  .changes = TRUE,
  .options = options,
  .run = run,
};
