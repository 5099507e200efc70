/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-test-folder.h"

#include <glib/gstdio.h>

PassantTestFolder *
passant_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("passant-test-XXXXXX", &error);

  g_assert_no_error (error);

  return path;
}

void
passant_test_folder_drop (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *inside = g_build_filename (path, name, NULL);

    passant_test_folder_drop (inside);
  }

  g_remove (path);
}

void
passant_test_folder_free (PassantTestFolder *self)
{
  passant_test_folder_drop (self);
  g_free (self);
}
