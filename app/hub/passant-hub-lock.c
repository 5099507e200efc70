/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#include "passant-error.h"

int
passant_hub_lock (const char *folder,
                  GError    **error)
{
  g_autofree char *path = g_build_filename (folder, "hub.lock", NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE, "%s cannot be made: %s", path,
                 g_strerror (errno));
    return -1;
  }

  if (flock (fd, LOCK_EX | LOCK_NB) != 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, "Another hub serves %s already",
                 folder);
    g_clear_fd (&fd, NULL);
  }

  return fd;
}
