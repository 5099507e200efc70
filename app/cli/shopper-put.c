/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-error.h"
#include "passant-verbs.h"

static gboolean
check_id (const char *id,
          GError    **error)
{
  if (g_regex_match_simple ("^[a-z][a-z0-9_-]{0,63}$", id, G_REGEX_DOLLAR_ENDONLY, 0))
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               _(
                 "“%s” is no shopper’s id: small letters, digits, - and _, at most 64, beginning "
                 "with a letter"),
               id);

  return FALSE;
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  const char *id = passant_command_get_arguments (command)[0];
  g_autofree char *name = g_strstrip (g_strdup (passant_command_get (command, "name")));
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);
  g_autofree char *sentence = g_strdup_printf (_("%s is %s"), id, name);
  PassantDraft *draft;

  if (!check_id (id, error))
    return FALSE;
  if (!*name) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("The name is empty; give one with --name=NAME"));
    return FALSE;
  }
  if (!passant_desk_open_to_say (command, error))
    return FALSE;

  draft = passant_draft_new ("shopper.put", "", id);
  passant_draft_set_string (draft, "name", name);
  g_ptr_array_add (drafts, draft);
  passant_command_answer (command, "shopper", id);
  passant_command_answer (command, "name", name);

  return passant_desk_say (command, drafts, sentence, error);
}

static const PassantOption options[] = {
  { "name", PASSANT_OPTION_TEXT, TRUE, N_("NAME"), N_("The shopper’s name, for the desk only") },
  { 0 }
};

const PassantVerb passant_verb_shopper_put = {
  .noun = "shopper",
  .verb = "put",
  .arguments = "ID",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Write down a shopper, or their new name"),
  .changes = TRUE,
  .options = options,
  .run = run,
};
