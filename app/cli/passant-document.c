/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-document.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "passant-error.h"

static gboolean
write_out (PassantCommand *command,
           GBytes         *bytes,
           GError        **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (fwrite (data, 1, length, stdout) != length || fflush (stdout) != 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE,
                 _("Standard output does not take it all"));
    return FALSE;
  }
  passant_command_set_quiet (command);

  return TRUE;
}

/* What is no file, a pipe or /dev/stdout, is written to and not replaced by a file of that name. */
static gboolean
set_contents (const char *path,
              const char *data,
              gsize       length,
              GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = NULL;
  GFileType type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL);

  if (type != G_FILE_TYPE_SPECIAL)
    return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                     0666, error);

  stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, error);

  return stream &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, length, NULL, NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

gboolean
passant_document_write (PassantCommand *command,
                        const char     *path,
                        GBytes         *bytes,
                        GError        **error)
{
  g_autoptr (GError) local = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *size = g_format_size (length);

  if (g_str_equal (path, "-"))
    return write_out (command, bytes, error);
  if (!*path) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE, _("The option names no file"));
    return FALSE;
  }

  if (!set_contents (path, data, length, &local)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE, _("%s cannot be written: %s"), path,
                 local->message);
    return FALSE;
  }

  passant_command_say (command, _("Wrote %s, %s"), path, size);
  passant_command_answer (command, "file", path);
  passant_command_answer_int (command, "bytes", (gint64) length);

  return TRUE;
}
