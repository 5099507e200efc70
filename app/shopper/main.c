/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "passant-application.h"
#include "passant-options.h"

/* A build that is not installed finds its translations where it is told to. */
static void
set_up_language (void)
{
  const char *folder = g_getenv ("PASSANT_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder ? folder : PASSANT_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int   argc,
      char *argv[])
{
  g_auto (PassantOptions) options = { 0 };
  g_autoptr (PassantApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  set_up_language ();
  if (!passant_options_parse (&options, &argc, &argv, &error)) {
    g_printerr ("passant: %s\n", error->message);
    return 2;
  }

  if (passant_options_is_headless (&options))
    return passant_options_run_headless (&options);

  if (!gtk_init_check ()) {
    g_printerr ("passant: %s\n", _("There is no screen to show anything on; "
                                   "see passant --help for what works without one"));
    return 1;
  }

  application = passant_application_new (options.folder, options.names_folder);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
