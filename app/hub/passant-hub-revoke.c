/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-commands.h"
#include "passant-hub-store.h"

int
passant_hub_revoke (char **args)
{
  g_autofree char *data = NULL;
  g_autofree char *device = NULL;
  const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the hub's folder", "DIR" },
    { "device", 0, 0, G_OPTION_ARG_STRING, &device, "the device's id", "ID" },
    { NULL },
  };
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (PassantHubStore) store = NULL;
  g_autoptr (GError) error = NULL;
  int exit_code;

  if (!passant_hub_read_options (args, "Shuts a device out from now on. What it said stays.",
                                 options,
                                 &exit_code))
    return exit_code;

  if (!data || !device)
    return passant_hub_complain ("revoke", PASSANT_HUB_EXIT_USAGE,
                                 "needs --data=DIR and --device=ID");

  store = passant_hub_store_open (data, &error);
  if (!store ||
      !passant_hub_store_revoke_device (store, device, passant_clock_now_ms (clock), &error))
    return passant_hub_complain ("revoke", PASSANT_HUB_EXIT_FAILED, error->message);

  g_print ("Device %s is shut out\n", device);

  return PASSANT_HUB_EXIT_OK;
}
