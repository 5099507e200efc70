/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-review.h"
#include "passant-verbs.h"

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  return passant_review_say (command, "review.accepted", _("Accepted"), error);
}

static const PassantOption options[] = {
  { "remark", PASSANT_OPTION_TEXT, FALSE, N_("TEXT"), N_("A word to the shopper") },
  { 0 }
};

const PassantVerb passant_verb_review_accept = {
  .noun = "review",
  .verb = "accept",
  .arguments = "VISIT",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Accept a visit: its figures count, the shopper is paid"),
  .changes = TRUE,
  .options = options,
  .run = run,
};
