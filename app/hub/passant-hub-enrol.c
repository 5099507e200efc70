/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-error.h"
#include "passant-hub-commands.h"
#include "passant-hub-devices.h"

#define MINUTES_MAX (7 * 24 * 60)

static int
print_invitation (const char *code,
                  const char *url,
                  int         minutes)
{
  g_print ("%s\n", code);
  if (url) {
    g_autofree char *escaped = g_uri_escape_string (url, NULL, FALSE);

    g_print ("passant://enrol?u=%s&t=%s\n", escaped, code);
  }
  g_printerr ("Good for one device, for %d minutes\n", minutes);

  return PASSANT_HUB_EXIT_OK;
}

int
passant_hub_enrol (char **args)
{
  g_autofree char *data = NULL;
  g_autofree char *role = NULL;
  g_autofree char *shopper = NULL;
  g_autofree char *name = NULL;
  g_autofree char *url = NULL;
  int minutes = 60;
  const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the hub's folder", "DIR" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, "shopper or coordinator", "ROLE" },
    { "shopper", 0, 0, G_OPTION_ARG_STRING, &shopper, "the shopper's id, for a shopper's device",
      "ID" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, "the person's name", "NAME" },
    { "minutes", 0, 0, G_OPTION_ARG_INT, &minutes, "how long the code is good (60)", "N" },
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, "where devices find the hub; prints a link too",
      "URL" },
    { NULL },
  };
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (PassantHubStore) store = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  int exit_code;

  if (!passant_hub_read_options (args,
                                 "Makes a code that lets one device in. The hub may be serving.",
                                 options, &exit_code))
    return exit_code;

  if (!data || !role || !name || minutes < 1 || minutes > MINUTES_MAX)
    return passant_hub_complain ("enrol", PASSANT_HUB_EXIT_USAGE,
                                 "needs --data=DIR, --role=shopper|coordinator and --name=NAME, "
                                 "and --minutes of a week at the most");

  store = passant_hub_store_open (data, &error);
  if (store)
    code = passant_hub_devices_invite (store, role, shopper, name, minutes, clock, &error);
  if (!code)
    return passant_hub_complain ("enrol",
                                 store && g_error_matches (error, PASSANT_ERROR,
                                                           PASSANT_ERROR_INVALID)
                                          ? PASSANT_HUB_EXIT_USAGE : PASSANT_HUB_EXIT_FAILED,
                                 error->message);

  return print_invitation (code, url, minutes);
}
