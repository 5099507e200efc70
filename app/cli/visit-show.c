/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-account.h"
#include "passant-desk.h"
#include "passant-verbs.h"

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  const char *language = passant_command_get (command, "language");
  PassantStore *store = passant_desk_open (command, error);
  g_autoptr (PassantVisit) visit = NULL;
  g_autoptr (PassantScript) script = NULL;

  if (!store)
    return FALSE;

  visit = passant_store_load_visit (store, passant_command_get_arguments (command)[0], error);
  script = visit ? passant_desk_load_script (store, visit, error) : NULL;
  if (!script)
    return FALSE;

  g_autoptr (PassantGuide) guide = passant_guide_new (script, visit);
  g_autoptr (PassantScore) score = passant_score_new (script, visit);
  g_autoptr (GPtrArray) earlier = passant_store_list_earlier (store, passant_visit_get_id (visit),
                                                              error);
  g_autoptr (GPtrArray) doubts = earlier ? passant_doubts_list (script, visit, guide, earlier)
                                         : NULL;
  g_autoptr (PassantLocation) location = passant_desk_dup_location (store,
                                                                    passant_visit_get_study (visit),
                                                                    passant_visit_get_location (
                                                                      visit));
  g_autoptr (PassantPresencePlace) place = passant_store_load_place (store, visit, error);

  g_autoptr (PassantFront) front =
    place ? passant_store_load_front (store, passant_visit_get_id (visit), error) : NULL;

  if (!front)
    return FALSE;

  PassantAccount account = {
    .command = command,
    .script = script,
    .visit = visit,
    .guide = guide,
    .score = score,
    .doubts = doubts,
    .language = language ? language : *g_get_language_names (),
    .place = place,
    .front = front,
    .location = location ? location->name : passant_visit_get_location (visit),
  };

  if (!doubts)
    return FALSE;

  passant_account_say (&account);
  passant_account_answer (&account);

  return TRUE;
}

static const PassantOption options[] = {
  { "language", PASSANT_OPTION_TEXT, FALSE, "LANG",
    N_("Language of the answers (default: yours)") },
  { 0 }
};

const PassantVerb passant_verb_visit_show = {
  .noun = "visit",
  .verb = "show",
  .arguments = "VISIT",
  .arguments_min = 1,
  .arguments_max = 1,
  .summary = N_("Show all that is known of one visit"),
  .description = N_("VISIT is its id, or the first letters of it when they name one visit only."),
  .options = options,
  .run = run,
};
