/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "passant-hub-commands.h"
#include "passant-hub-lock.h"
#include "passant-hub-store.h"

/* Not beside a serving hub: it would go on telling the old epoch. */
static gboolean
renew (const char *data,
       GError    **error)
{
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (PassantHubStore) store = passant_hub_store_open (data, error);
  gboolean renewed = FALSE;
  int lock = store ? passant_hub_lock (data, error) : -1;

  if (lock >= 0)
    renewed = passant_hub_store_renew (store, clock, error);
  g_clear_fd (&lock, NULL);

  return renewed;
}

int
passant_hub_renew (char **args)
{
  g_autofree char *data = NULL;
  const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the hub's folder", "DIR" },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  int exit_code;

  if (!passant_hub_read_options (args,
                                 "After a backup was put back: lets every device send again "
                                 "what the backup lacks. The hub must not be serving.", options,
                                 &exit_code))
    return exit_code;

  if (!data)
    return passant_hub_complain ("renew", PASSANT_HUB_EXIT_USAGE, "needs --data=DIR");

  if (!renew (data, &error))
    return passant_hub_complain ("renew", PASSANT_HUB_EXIT_FAILED, error->message);

  g_print ("Devices will send again what this hub lacks\n");

  return PASSANT_HUB_EXIT_OK;
}
