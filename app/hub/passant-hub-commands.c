/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-commands.h"

int
passant_hub_complain (const char *verb,
                      int         exit_code,
                      const char *message)
{
  g_printerr ("passant-hub %s: %s\n", verb, message);

  return exit_code;
}

gboolean
passant_hub_read_options (char             **args,
                          const char        *summary,
                          const GOptionEntry options[],
                          int               *exit_code)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *program = g_strconcat ("passant-hub ", args[0], NULL);
  g_autofree char *help = NULL;
  g_autofree char *verb = g_strdup (args[0]);
  g_autoptr (GError) error = NULL;
  gboolean wants_help = g_strv_contains ((const char * const *) args, "--help") ||
                        g_strv_contains ((const char * const *) args, "-h");

  g_set_prgname (program);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, options, NULL);

  if (wants_help) {
    help = g_option_context_get_help (context, TRUE, NULL);
    g_print ("%s", help);
    *exit_code = PASSANT_HUB_EXIT_OK;
    return FALSE;
  }

  if (!g_option_context_parse_strv (context, &args, &error)) {
    *exit_code = passant_hub_complain (verb, PASSANT_HUB_EXIT_USAGE, error->message);
    return FALSE;
  }

  if (args[1]) {
    g_autofree char *message = g_strdup_printf ("“%s” is not understood; see --help", args[1]);

    *exit_code = passant_hub_complain (verb, PASSANT_HUB_EXIT_USAGE, message);
    return FALSE;
  }

  return TRUE;
}
