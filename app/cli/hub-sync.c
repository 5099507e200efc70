/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-verbs.h"

const PassantVerb passant_verb_hub_sync = {
  .noun = "hub",
  .verb = "sync",
  .arguments = "",
  .summary = N_("Send what this desk said, fetch what others said"),
  .run = passant_desk_sync,
};
