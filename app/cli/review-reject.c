/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-review.h"
#include "passant-verbs.h"

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  return passant_review_say (command, "review.rejected", _("Rejected"), error);
}

static const PassantOption options[] = {
  { "remark", PASSANT_OPTION_TEXT, TRUE, N_("TEXT"), N_("A word to the shopper") },
  { 0 }
};

const PassantVerb passant_verb_review_reject = {
  .noun = "review",
  .verb = "reject",
  .arguments = "VISIT",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Reject a visit: its figures do not count"),
  .changes = TRUE,
  .options = options,
  .run = run,
};
