/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-commands.h"
#include "passant-hub-store.h"

int
passant_hub_init (char **args)
{
  g_autofree char *data = NULL;
  g_autofree char *title = NULL;
  const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the folder to make the hub in", "DIR" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, "what the hub calls itself to devices", "TITLE" },
    { NULL },
  };
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (GError) error = NULL;
  int exit_code;

  if (!passant_hub_read_options (args, "Makes an empty hub with keys of its own.", options,
                                 &exit_code))
    return exit_code;

  if (!data || !title || !*title)
    return passant_hub_complain ("init", PASSANT_HUB_EXIT_USAGE,
                                 "needs --data=DIR and --title=TITLE");

  if (!passant_hub_store_found (data, title, clock, &error))
    return passant_hub_complain ("init", PASSANT_HUB_EXIT_FAILED, error->message);

  g_print ("Made the hub “%s” in %s\n", title, data);

  return PASSANT_HUB_EXIT_OK;
}
