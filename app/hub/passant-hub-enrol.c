/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <unistd.h>

#include "passant-error.h"
#include "passant-hub-commands.h"
#include "passant-hub-devices.h"
#include "passant-hub-square.h"

#define MINUTES_MAX (7 * 24 * 60)

static void
print_json (const char *code,
            const char *link,
            int         minutes)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  char *text;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "code", code);
  if (link)
    yyjson_mut_obj_add_str (doc, root, "link", link);
  yyjson_mut_obj_add_int (doc, root, "minutes", minutes);

  text = yyjson_mut_write (doc, YYJSON_WRITE_PRETTY, NULL);
  g_print ("%s\n", text);
  free (text);
}

static int
print_invitation (const char *code,
                  const char *url,
                  int         minutes,
                  gboolean    as_json,
                  gboolean    wants_square)
{
  g_autofree char *escaped = url ? g_uri_escape_string (url, NULL, FALSE) : NULL;
  g_autofree char *link =
    url ? g_strdup_printf ("passant://enrol?u=%s&t=%s", escaped, code) : NULL;
  g_autofree char *square = link && wants_square ? passant_hub_square_draw (link) : NULL;

  if (as_json) {
    print_json (code, link, minutes);
    return PASSANT_HUB_EXIT_OK;
  }

  g_print ("%s\n", code);
  if (link)
    g_print ("%s\n", link);
  if (square)
    g_print ("%s", square);
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
  g_autofree char *format = NULL;
  gboolean square = isatty (STDOUT_FILENO);
  int minutes = 60;
  const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the hub's folder", "DIR" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, "shopper or coordinator", "ROLE" },
    { "shopper", 0, 0, G_OPTION_ARG_STRING, &shopper, "the shopper's id, for a shopper's device",
      "ID" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, "the person's name", "NAME" },
    { "minutes", 0, 0, G_OPTION_ARG_INT, &minutes, "how long the code is good (60)", "N" },
    { "url", 0, 0, G_OPTION_ARG_STRING, &url,
      "where devices find the hub; prints a link too, and on a terminal a QR code", "URL" },
    { "qr", 0, 0, G_OPTION_ARG_NONE, &square, "print the QR code wherever the output goes", NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, "text (default) or json", "FORMAT" },
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

  if (!data || !role || !name || minutes < 1 || minutes > MINUTES_MAX ||
      (format && !g_str_equal (format, "text") && !g_str_equal (format, "json")))
    return passant_hub_complain ("enrol", PASSANT_HUB_EXIT_USAGE,
                                 "needs --data=DIR, --role=shopper|coordinator and --name=NAME, "
                                 "and --minutes of a week at the most, --format text or json");

  store = passant_hub_store_open (data, &error);
  if (store)
    code = passant_hub_devices_invite (store, role, shopper, name, minutes, clock, &error);
  if (!code)
    return passant_hub_complain ("enrol",
                                 store && g_error_matches (error, PASSANT_ERROR,
                                                           PASSANT_ERROR_INVALID)
                                          ? PASSANT_HUB_EXIT_USAGE : PASSANT_HUB_EXIT_FAILED,
                                 error->message);

  return print_invitation (code, url, minutes, g_strcmp0 (format, "json") == 0, square);
}
