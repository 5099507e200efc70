/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib-unix.h>

#include "passant-hub-commands.h"
#include "passant-hub-server.h"

#define GRACE_S 5

static gboolean
on_stop_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

/* g_file_set_contents() writes beside and renames: whoever waits for the file finds it whole. */
static gboolean
announce (PassantHubServer *server,
          const char       *ready_file,
          GError          **error)
{
  g_autofree char *line = g_strconcat (passant_hub_server_get_url (server), "\n", NULL);

  g_print ("Passant hub \"%s\" listening on %s\n", passant_hub_server_get_title (server),
           passant_hub_server_get_url (server));

  return !ready_file || g_file_set_contents (ready_file, line, -1, error);
}

static int
run (PassantHubServer *server,
     const char       *ready_file)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  guint term = g_unix_signal_add (SIGTERM, on_stop_cb, loop);
  guint interrupt = g_unix_signal_add (SIGINT, on_stop_cb, loop);
  int exit_code = PASSANT_HUB_EXIT_OK;

  if (announce (server, ready_file, &error))
    g_main_loop_run (loop);
  else
    exit_code = passant_hub_complain ("serve", PASSANT_HUB_EXIT_FAILED, error->message);

  passant_hub_server_close (server, GRACE_S);
  if (g_main_context_find_source_by_id (NULL, term))
    g_source_remove (term);
  if (g_main_context_find_source_by_id (NULL, interrupt))
    g_source_remove (interrupt);

  return exit_code;
}

int
passant_hub_serve (char **args)
{
  g_autofree char *data = NULL;
  g_autofree char *address = NULL;
  g_autofree char *ready_file = NULL;
  int connections = 0, headers_s = 10, request_s = 120, idle_s = 60;
  const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the hub's folder", "DIR" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &address, "127.0.0.1:PORT (0: any free) or unix:PATH",
      "ADDRESS" },
    { "ready-file", 0, 0, G_OPTION_ARG_FILENAME, &ready_file, "gets the hub's URL once it listens",
      "FILE" },
    { "connections", 0, 0, G_OPTION_ARG_INT, &connections,
      "at the most (as many as file descriptors allow)",
      "N" },
    { "headers-seconds", 0, 0, G_OPTION_ARG_INT, &headers_s, "for a request's headers (10)", "N" },
    { "request-seconds", 0, 0, G_OPTION_ARG_INT, &request_s, "for a request's body (120)", "N" },
    { "idle-seconds", 0, 0, G_OPTION_ARG_INT, &idle_s,
      "without a request, or an answer going on (60)", "N" },
    { NULL },
  };
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (GError) error = NULL;
  PassantHubServer *server;
  PassantHubLimits limits;
  int exit_code;

  if (!passant_hub_read_options (args, "Serves a hub until SIGTERM or SIGINT.", options,
                                 &exit_code))
    return exit_code;

  if (!data || !address || connections < 0 || headers_s < 1 || request_s < 1 || idle_s < 1)
    return passant_hub_complain ("serve", PASSANT_HUB_EXIT_USAGE,
                                 "needs --data=DIR and --listen=127.0.0.1:PORT or "
                                 "--listen=unix:PATH, "
                                 "and seconds above 0");

  limits = (PassantHubLimits) { connections, headers_s, request_s, idle_s };
  server = passant_hub_server_new (data, address, &limits, clock, &error);
  if (!server)
    return passant_hub_complain ("serve", PASSANT_HUB_EXIT_FAILED, error->message);

  return run (server, ready_file);
}
