/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "passant-hub-commands.h"

typedef struct {
  const char *verb;
  int (*run) (char **args);
  const char *summary;
} Command;

static const Command commands[] = {
  { "init", passant_hub_init, "make an empty hub" },
  { "serve", passant_hub_serve, "serve it to devices" },
  { "enrol", passant_hub_enrol, "make a code that lets a device in" },
  { "revoke", passant_hub_revoke, "shut a device out" },
  { "check", passant_hub_check, "read everything back and see that it is whole" },
  { "renew", passant_hub_renew, "after a backup was put back, ask devices for the rest" },
};

static void
print_usage (FILE *file)
{
  fprintf (file, "Usage: passant-hub COMMAND --data=DIR …\n\n");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (file, "  %-8s %s\n", commands[i].verb, commands[i].summary);
  fprintf (file,
           "\npassant-hub COMMAND --help says more. Exits with 0 when all is well, "
           "1 when it failed, 2 when it was asked wrongly.\n");
}

int
main (int    argc,
      char **argv)
{
  g_auto (GStrv) args = g_strdupv (argv);
  const char *verb = argc > 1 ? args[1] : "";

  setlocale (LC_ALL, "");
  /* Who looks after a hub reads English; what the core says in its log is not to be half of it. */
  setlocale (LC_MESSAGES, "C");
  signal (SIGPIPE, SIG_IGN);
  setvbuf (stdout, NULL, _IOLBF, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (g_str_equal (verb, commands[i].verb))
      return commands[i].run (args + 1);
  }

  if (g_str_equal (verb, "--version")) {
    printf ("passant-hub %s\n", PASSANT_VERSION);
    return PASSANT_HUB_EXIT_OK;
  }

  print_usage (g_str_equal (verb, "--help") || g_str_equal (verb, "-h") ? stdout : stderr);

  return g_str_equal (verb, "--help") || g_str_equal (verb, "-h") ? PASSANT_HUB_EXIT_OK
                                                                  : PASSANT_HUB_EXIT_USAGE;
}
