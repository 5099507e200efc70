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

  if (!g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                 &local)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE, _("%s cannot be written: %s"), path,
                 local->message);
    return FALSE;
  }

  passant_command_say (command, _("Wrote %s, %s"), path, size);
  passant_command_answer (command, "file", path);
  passant_command_answer_int (command, "bytes", (gint64) length);

  return TRUE;
}
