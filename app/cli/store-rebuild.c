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
  gboolean rebuilt;

  if (!store)
    return FALSE;

  passant_progress_show (_("Filling the tables again from the facts"), 0, 0);
  rebuilt = passant_store_rebuild (store, error);
  passant_progress_clear ();
  if (!rebuilt)
    return FALSE;

  passant_command_say (command, _("All tables were filled again from the facts"));
  passant_command_answer_bool (command, "rebuilt", TRUE);

  return TRUE;
}

const PassantVerb passant_verb_store_rebuild = {
  .noun = "store",
  .verb = "rebuild",
  .arguments = "",
  .summary = N_("Drop every derived table and fill it again from the facts"),
  .run = run,
};
