/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <yyjson.h>

#include "passant-blob.h"
#include "passant-hub-answer.h"
#include "passant-hub-commands.h"
#include "passant-hub-store.h"

#define READ_BYTES (256 * 1024)

typedef struct {
  GPtrArray      *complaints;
  PassantHubTally tally;
} Report;

static void
on_complaint_cb (const char *message,
                 gpointer    data)
{
  g_ptr_array_add (data, g_strdup (message));
}

static gboolean
is_whole (const char *path,
          const char *sha256,
          gint64      bytes)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (READ_BYTES);
  gint64 total = 0;
  gssize n;

  while (stream && (n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, READ_BYTES, NULL,
                                             NULL)) > 0) {
    g_checksum_update (sum, buffer, n);
    total += n;
  }

  return stream && n == 0 && total == bytes && g_str_equal (g_checksum_get_string (sum), sha256);
}

static gboolean
check_blobs (PassantHubStore *store,
             const char      *data,
             GPtrArray       *complaints,
             GError         **error)
{
  g_autofree char *folder = g_build_filename (data, "blobs", NULL);
  g_autoptr (GArray) bytes = NULL;
  g_auto (GStrv) names = passant_hub_store_list_blobs (store, &bytes, error);
  g_autoptr (PassantBlobs) blobs = names ? passant_blobs_open (folder, error) : NULL;

  if (!blobs)
    return FALSE;

  for (guint i = 0; names[i]; i++) {
    g_autofree char *path = passant_blobs_dup_path (blobs, names[i]);

    if (!path || !is_whole (path, names[i], g_array_index (bytes, gint64, i)))
      g_ptr_array_add (complaints,
                       g_strdup_printf ("Blob %s is missing, cut short or altered", names[i]));
  }

  return TRUE;
}

static void
print_json (const Report *report)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *complaints;
  char *text;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_bool (doc, root, "ok", report->complaints->len == 0);
  yyjson_mut_obj_add_sint (doc, root, "devices", report->tally.devices);
  yyjson_mut_obj_add_sint (doc, root, "facts", report->tally.facts);
  yyjson_mut_obj_add_sint (doc, root, "quarantined", report->tally.quarantined);
  yyjson_mut_obj_add_sint (doc, root, "feed_rows", report->tally.feed_rows);
  yyjson_mut_obj_add_sint (doc, root, "blobs", report->tally.blobs);
  complaints = yyjson_mut_obj_add_arr (doc, root, "complaints");
  for (guint i = 0; i < report->complaints->len; i++)
    yyjson_mut_arr_add_str (doc, complaints, g_ptr_array_index (report->complaints, i));

  text = yyjson_mut_write (doc, YYJSON_WRITE_PRETTY, NULL);
  g_print ("%s\n", text);
  free (text);
}

static void
print_text (const Report *report)
{
  const PassantHubTally *tally = &report->tally;

  for (guint i = 0; i < report->complaints->len; i++)
    g_print ("%s\n", (char *) g_ptr_array_index (report->complaints, i));

  g_print ("%" G_GINT64_FORMAT " devices, %" G_GINT64_FORMAT " facts, %" G_GINT64_FORMAT
           " in quarantine, %" G_GINT64_FORMAT " feed rows, %" G_GINT64_FORMAT " blobs: %s\n",
           tally->devices, tally->facts, tally->quarantined, tally->feed_rows, tally->blobs,
           report->complaints->len == 0 ? "all whole" : "not whole");
}

int
passant_hub_check (char **args)
{
  g_autofree char *data = NULL;
  g_autofree char *format = NULL;
  const GOptionEntry options[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the hub's folder", "DIR" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, "text (default) or json", "FORMAT" },
    { NULL },
  };
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PassantHubStore) store = NULL;
  g_autoptr (GError) error = NULL;
  Report report = { .complaints = complaints };
  int exit_code;

  if (!passant_hub_read_options (args, "Reads everything back. The hub may be serving.", options,
                                 &exit_code))
    return exit_code;

  if (!data || (format && !g_str_equal (format, "text") && !g_str_equal (format, "json")))
    return passant_hub_complain ("check", PASSANT_HUB_EXIT_USAGE,
                                 "needs --data=DIR, and --format text or json");

  store = passant_hub_store_open (data, &error);
  if (!store || !passant_hub_store_check (store, &report.tally, on_complaint_cb, complaints,
                                          &error) ||
      !check_blobs (store, data, complaints, &error))
    return passant_hub_complain ("check", PASSANT_HUB_EXIT_FAILED, error->message);

  if (g_strcmp0 (format, "json") == 0)
    print_json (&report);
  else
    print_text (&report);

  return complaints->len == 0 ? PASSANT_HUB_EXIT_OK : PASSANT_HUB_EXIT_FAILED;
}
