/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-progress.h"
#include "passant-verbs.h"

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  PassantStore *store = passant_desk_open (command, error);
  gboolean whole;

  if (!store)
    return FALSE;

  passant_progress_show (_("Reading everything back"), 0, 0);
  whole = passant_store_check (store, error);
  passant_progress_clear ();
  if (!whole)
    return FALSE;

  passant_command_say (command, _("Everything reads back: every fact, every chain, every photo"));
  passant_command_answer_bool (command, "whole", TRUE);

  return TRUE;
}

const PassantVerb passant_verb_store_check = {
  .noun = "store",
  .verb = "check",
  .arguments = "",
  .summary = N_("Read everything back and compare it with its checksums"),
  .run = run,
};
