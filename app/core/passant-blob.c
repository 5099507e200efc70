/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-blob.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "passant-error.h"

#define SHA256_LENGTH 64
#define CHUNK_BYTES (64 * 1024)
#define ARRIVING "arriving" /* where a blob is written before it has its name */

struct _PassantBlobs {
  gatomicrefcount refs;
  char           *folder;
};

typedef int Descriptor;

static void
close_descriptor (Descriptor *fd)
{
  if (*fd >= 0)
    close (*fd);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Descriptor, close_descriptor)

/* @format, with what follows, says in their language what did not work; errno says why. */
G_GNUC_PRINTF (2, 3)
static gboolean
fail_storage (GError    **error,
              const char *format,
              ...)
{
  int problem = errno;
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  if (problem == ENOSPC || problem == EDQUOT)
    g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE,
                         _("There is no space left on this device; free some and try again"));
  else
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE, "%s: %s", what, g_strerror (problem));

  return FALSE;
}

/* A name in a folder is only on disk when the folder is. */
static gboolean
sync_folder (const char *folder,
             GError    **error)
{
  g_auto (Descriptor) fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0 || fsync (fd) != 0)
    return fail_storage (error, _("Keeping %s did not work"), folder);

  return TRUE;
}

static gboolean
make_folder (const char *folder,
             const char *parent,
             GError    **error)
{
  if (g_mkdir (folder, 0700) == 0)
    return sync_folder (parent, error);
  if (errno != EEXIST)
    return fail_storage (error, _("Making %s did not work"), folder);

  return TRUE;
}

static gboolean
is_name (const char *sha256)
{
  return strlen (sha256) == SHA256_LENGTH && strspn (sha256, "0123456789abcdef") == SHA256_LENGTH;
}

/* What a cut left behind under no name is nobody's; what somebody still writes is locked. */
static void
drop_leftovers (const char *arriving)
{
  g_autoptr (GDir) dir = g_dir_open (arriving, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (arriving, name, NULL);
    g_auto (Descriptor) fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
      g_remove (path);
  }
}

PassantBlobs *
passant_blobs_open (const char *folder,
                    GError    **error)
{
  g_autofree char *arriving = NULL;
  g_autofree char *parent = NULL;
  PassantBlobs *self;

  g_return_val_if_fail (folder != NULL, NULL);

  parent = g_path_get_dirname (folder);
  arriving = g_build_filename (folder, ARRIVING, NULL);
  if (g_mkdir_with_parents (parent, 0700) != 0) {
    fail_storage (error, _("Making %s did not work"), parent);
    return NULL;
  }
  if (!make_folder (folder, parent, error) || !make_folder (arriving, folder, error))
    return NULL;

  drop_leftovers (arriving);
  self = g_new0 (PassantBlobs, 1);
  g_atomic_ref_count_init (&self->refs);
  self->folder = g_strdup (folder);

  return self;
}

PassantBlobs *
passant_blobs_ref (PassantBlobs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
passant_blobs_unref (PassantBlobs *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->folder);
  g_free (self);
}

static gboolean
write_all (int           fd,
           const guint8 *bytes,
           gsize         length)
{
  while (length > 0) {
    gssize n = write (fd, bytes, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    bytes += n;
    length -= (gsize) n;
  }

  return TRUE;
}

static gboolean
copy (GInputStream *from,
      int           to,
      GChecksum    *sum,
      gint64       *bytes,
      GError      **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  gssize n;

  *bytes = 0;
  while ((n = g_input_stream_read (from, chunk, CHUNK_BYTES, NULL, error)) > 0) {
    *bytes += n;
    if (*bytes > PASSANT_BLOB_BYTES_MAX) {
      g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                           _("This file is larger than 64 MiB"));
      return FALSE;
    }
    g_checksum_update (sum, chunk, n);
    if (!write_all (to, chunk, (gsize) n))
      return fail_storage (error, _("Keeping the file did not work"));
  }
  if (n < 0)
    return FALSE;

  /* Nobody meant to hand in nothing: a camera that failed left it. */
  if (*bytes == 0)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, _("This file is empty"));

  return *bytes > 0;
}

/* The file at @path is whole and on disk: gives it its name, for good. */
static gboolean
give_name (PassantBlobs *self,
           const char   *path,
           const char   *sha256,
           GError      **error)
{
  g_autofree char *target = passant_blobs_dup_path (self, sha256);
  g_autofree char *folder = g_path_get_dirname (target);

  if (!make_folder (folder, self->folder, error))
    return FALSE;
  if (g_rename (path, target) != 0)
    return fail_storage (error, _("Keeping %s did not work"), target);

  return sync_folder (folder, error);
}

static gboolean
copy_and_sync (GInputStream *from,
               int           fd,
               char        **sha256,
               gint64       *bytes,
               GError      **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  if (!copy (from, fd, sum, bytes, error))
    return FALSE;
  if (fsync (fd) != 0)
    return fail_storage (error, _("Keeping the file did not work"));

  *sha256 = g_strdup (g_checksum_get_string (sum));

  return TRUE;
}

/* The errors of GIO in words of ours. */
static GInputStream *
open_source (GFile   *file,
             GError **error)
{
  g_autoptr (GError) problem = NULL;
  GFileInputStream *stream = g_file_read (file, NULL, &problem);

  if (!stream)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND, _("This file cannot be read: %s"),
                 problem->message);

  return G_INPUT_STREAM (stream);
}

static gboolean
blame_source (GError **error,
              GError  *problem)
{
  if (problem->domain == PASSANT_ERROR)
    g_propagate_error (error, g_error_copy (problem));
  else
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND, _("This file cannot be read: %s"),
                 problem->message);

  return FALSE;
}

gboolean
passant_blobs_import (PassantBlobs *self,
                      GFile        *file,
                      char        **sha256_out,
                      gint64       *bytes_out,
                      GError      **error)
{
  g_autofree char *path = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (GInputStream) from = NULL;
  g_autoptr (GError) problem = NULL;
  g_auto (Descriptor) fd = -1;
  gint64 bytes;

  g_return_val_if_fail (self != NULL && G_IS_FILE (file) && sha256_out != NULL, FALSE);

  from = open_source (file, error);
  if (!from)
    return FALSE;

  path = g_build_filename (self->folder, ARRIVING, "XXXXXX", NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) != 0)
    return fail_storage (error, _("Keeping the file did not work"));

  if (!copy_and_sync (from, fd, &sha256, &bytes, &problem) ||
      !give_name (self, path, sha256, &problem)) {
    g_remove (path);
    return blame_source (error, problem);
  }

  *sha256_out = g_steal_pointer (&sha256);
  if (bytes_out)
    *bytes_out = bytes;

  return TRUE;
}

/* The sha256 of what lies at @fd, from its start. */
static char *
sum_up (int fd)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  gssize n;

  while ((n = read (fd, chunk, CHUNK_BYTES)) != 0) {
    if (n < 0 && errno != EINTR)
      return NULL;
    if (n > 0)
      g_checksum_update (sum, chunk, n);
  }

  return g_strdup (g_checksum_get_string (sum));
}

gboolean
passant_blobs_adopt (PassantBlobs *self,
                     const char   *path,
                     const char   *sha256,
                     GError      **error)
{
  g_auto (Descriptor) fd = -1;
  g_autofree char *found = NULL;

  g_return_val_if_fail (self != NULL && path != NULL && sha256 != NULL, FALSE);

  if (!is_name (sha256)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, _("“%s” is not the name of a blob"),
                 sha256);
    return FALSE;
  }

  fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    return fail_storage (error, _("Reading %s did not work"), path);

  found = sum_up (fd);
  if (!found)
    return fail_storage (error, _("Reading %s did not work"), path);
  if (!g_str_equal (found, sha256)) {
    g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
                         _("This file is not the one that was promised: it was cut short or "
                           "altered"));
    return FALSE;
  }
  if (fsync (fd) != 0)
    return fail_storage (error, _("Keeping %s did not work"), path);

  return give_name (self, path, sha256, error);
}

gboolean
passant_blobs_has (PassantBlobs *self,
                   const char   *sha256)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL && sha256 != NULL, FALSE);

  path = passant_blobs_dup_path (self, sha256);

  return path && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static gboolean
check_blob (const char *path,
            const char *name,
            GError    **error)
{
  g_auto (Descriptor) fd = open (path, O_RDONLY | O_CLOEXEC);
  g_autofree char *found = fd < 0 ? NULL : sum_up (fd);

  if (g_strcmp0 (found, name) == 0)
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
               _("The kept file %s does not read back as it was"),
               name);

  return FALSE;
}

static gboolean
check_shelf (const char *folder,
             GError    **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (!check_blob (path, name, error))
      return FALSE;
  }

  return TRUE;
}

gboolean
passant_blobs_check (PassantBlobs *self,
                     GError      **error)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (self != NULL, FALSE);

  dir = g_dir_open (self->folder, 0, NULL);
  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *shelf = g_build_filename (self->folder, name, NULL);

    if (strlen (name) == 2 && !check_shelf (shelf, error))
      return FALSE;
  }

  return TRUE;
}

char *
passant_blobs_dup_path (PassantBlobs *self,
                        const char   *sha256)
{
  char shelf[3] = { 0 };

  g_return_val_if_fail (self != NULL && sha256 != NULL, NULL);

  if (!is_name (sha256))
    return NULL;

  memcpy (shelf, sha256, 2);

  return g_build_filename (self->folder, shelf, sha256, NULL);
}

char *
passant_blobs_dup_arriving_path (PassantBlobs *self,
                                 const char   *sha256)
{
  g_return_val_if_fail (self != NULL && sha256 != NULL, NULL);

  return is_name (sha256) ? g_build_filename (self->folder, ARRIVING, sha256, NULL) : NULL;
}
