/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>

#include "passant-desk.h"
#include "passant-error.h"
#include "passant-sync.h"
#include "passant-verbs.h"

/* A second enrolment makes a new key: never by accident. */
static gboolean
check_not_enrolled (PassantCommand *command,
                    PassantStore   *store,
                    GError        **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (PassantEnrolment) enrolment = passant_store_load_enrolment (store, &local);

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!enrolment || passant_command_has (command, "again"))
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               _(
                 "This desk is enrolled with %s already; add --again to enrol it anew, or name "
                 "another folder with --data"),
               enrolment->url);

  return FALSE;
}

/* A link names the hub, a bare code does not. */
static gboolean
check_address (PassantCommand *command,
               GError        **error)
{
  if (passant_command_has (command, "hub")
      || g_str_has_prefix (passant_command_get (command, "code"), "passant:"))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               _("--hub=URL is missing; only a whole passant:// link names the hub itself"));

  return FALSE;
}

static gboolean
run (PassantCommand *command,
     GError        **error)
{
  const char *name = passant_command_get (command, "name");
  PassantStore *store = passant_desk_open (command, error);
  g_autoptr (PassantEnrolment) enrolment = NULL;

  if (!store || !check_address (command, error) || !check_not_enrolled (command, store, error))
    return FALSE;
  if (!passant_sync_enrol (store, passant_command_get (command, "hub"),
                           passant_command_get (command, "code"),
                           name ? name : g_get_host_name (), NULL, error)) {
    g_prefix_error (error, "%s", _("Not enrolled: "));
    return FALSE;
  }

  enrolment = passant_store_load_enrolment (store, error);
  if (!enrolment)
    return FALSE;

  passant_command_say (command, _("Enrolled with %s as %s (%s)"), enrolment->title, enrolment->name,
                       enrolment->role);
  passant_command_answer (command, "hub", enrolment->url);
  passant_command_answer (command, "title", enrolment->title);
  passant_command_answer (command, "name", enrolment->name);
  passant_command_answer (command, "role", enrolment->role);
  passant_command_answer (command, "device", passant_store_get_device (store));

  return TRUE;
}

static const PassantOption options[] = {
  { "hub", PASSANT_OPTION_TEXT, FALSE, "URL",
    N_("Where the hub is; not needed with a passant:// link as code") },
  { "code", PASSANT_OPTION_TEXT, TRUE, "CODE",
    N_("The enrolment code, ABCD-EFGH, or the whole link") },
  { "name", PASSANT_OPTION_TEXT, FALSE, N_("NAME"),
    N_("What the hub calls this desk (default: this computer’s name)") },
  { "again", PASSANT_OPTION_FLAG, FALSE, NULL, N_("Also when this desk is enrolled already") },
  { 0 }
};

const PassantVerb passant_verb_hub_enrol = {
  .noun = "hub",
  .verb = "enrol",
  .arguments = "",
  .summary = N_("Enrol this desk with a hub"),
  .options = options,
  .run = run,
};
