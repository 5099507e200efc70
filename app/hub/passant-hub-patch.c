/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-uploads-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "passant-error.h"
#include "passant-hub-listener.h"

#define FREE_BYTES_MIN (64 * 1024 * 1024) /* room left for the database to say so itself */

/* One chunk on its way in. */
typedef struct {
  PassantHubUploads *uploads;
  PassantHubRequest *request; /* held while others work on it */
  PassantHubUpload  *upload;  /* as its row will be when this chunk is kept */
  char              *path;
  int                fd;
  gint64             length;  /* announced */
  gint64             taken;
  GChecksum         *sum;
  char              *wanted_sum; /* hex, or NULL */
  gboolean           is_storing; /* all read; being flushed and counted */
  gboolean           is_partial; /* cut short: keep what came, answer nobody */
  gboolean           is_whole;
  PassantHubAnswer  *answer;
} Patch;

static void
free_patch (Patch *patch)
{
  PassantHubUploads *self = patch->uploads;

  if (g_hash_table_lookup (self->patches, patch->path) == patch)
    g_hash_table_remove (self->patches, patch->path);

  g_clear_pointer (&patch->upload, passant_hub_upload_free);
  g_clear_pointer (&patch->answer, passant_hub_answer_free);
  g_clear_pointer (&patch->sum, g_checksum_free);
  g_clear_fd (&patch->fd, NULL);
  g_free (patch->wanted_sum);
  g_free (patch->path);
  g_free (patch);
}

/* "sha256 <base64>" to hex in @sum; FALSE when it is something else. */
static gboolean
read_sum (const char *header,
          char      **sum)
{
  g_autofree guchar *bytes = NULL;
  g_autoptr (GString) hex = g_string_new (NULL);
  gsize length;

  if (!header)
    return TRUE;

  if (!g_str_has_prefix (header, "sha256 "))
    return FALSE;

  bytes = g_base64_decode (header + strlen ("sha256 "), &length);
  if (length != 32)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  *sum = g_string_free_and_steal (g_steal_pointer (&hex));

  return TRUE;
}

static gboolean
has_room (PassantHubUploads *self)
{
  struct statvfs info;

  return statvfs (self->folder,
                  &info) != 0 || (guint64) info.f_bavail * info.f_frsize >= FREE_BYTES_MIN;
}

/* Everything that can be said of a chunk before its first byte. TRUE when it may come. */
static gboolean
check_chunk (PassantHubUploads *self,
             PassantHubRequest *request,
             PassantHubUpload  *upload,
             gint64             whole_bytes)
{
  const char *type = passant_hub_request_get_header (request, "Content-Type");
  gint64 offset = passant_hub_request_get_number (request, "Upload-Offset");
  gint64 length = passant_hub_request_get_number (request, "Content-Length");

  if (g_strcmp0 (type, "application/offset+octet-stream") != 0 || offset < 0 || length < 0)
    passant_hub_refuse (request, 400, "malformed",
                        "A chunk names its Upload-Offset and Content-Length, "
                        "and is application/offset+octet-stream");
  else if (whole_bytes >= 0)
    passant_hub_request_answer (
      request, offset == whole_bytes && length == 0
      ? passant_hub_uploads_tell_whole (self, passant_hub_request_get_name (request), whole_bytes,
                                        204)
      : passant_hub_answer_new_conflict ("wrong_offset", "expected", whole_bytes,
                                         "The hub has all of it"));
  else if (!upload)
    passant_hub_refuse (request, 404, "not_found", "There is no such upload of this device");
  else if (upload->expires_at_ms <= passant_clock_now_ms (self->clock))
    passant_hub_refuse (request, 410, "expired", "This upload lay still for too long; "
                        "start it again");
  else if (offset != upload->kept_bytes)
    passant_hub_request_answer (
      request, passant_hub_answer_new_conflict ("wrong_offset", "expected", upload->kept_bytes,
                                                "The hub has another part; go on from there"));
  else if (length > upload->bytes - offset)
    passant_hub_refuse (request, 413, "too_large", "This is more than the upload was to have");
  else if (!has_room (self))
    passant_hub_refuse (request, 507, "full",
                        "The hub has no space left; your data stays with you until it has");

  return !passant_hub_request_is_answered (request);
}

/* The connection of an earlier chunk may hang half open long after its device has come back by another: the later one is
 * right, unless the earlier has all its bytes and is being stored. */
static gboolean
supersede (PassantHubUploads *self,
           const char        *path)
{
  Patch *earlier = g_hash_table_lookup (self->patches, path);

  if (!earlier)
    return TRUE;

  if (earlier->is_storing)
    return FALSE;

  g_hash_table_remove (self->patches, path);
  g_object_set_data (G_OBJECT (passant_hub_request_get_message (earlier->request)),
                     "passant-hub-patch",
                     NULL);
  passant_hub_listener_cut (passant_hub_request_get_message (earlier->request));
  free_patch (earlier);

  return TRUE;
}

static Patch *
open_patch (PassantHubUploads *self,
            PassantHubRequest *request,
            PassantHubUpload  *upload)
{
  Patch *patch = g_new0 (Patch, 1);

  patch->uploads = self;
  patch->request = request;
  patch->upload = upload;
  patch->path = passant_hub_uploads_dup_path (self->folder, upload->device, upload->sha256);
  patch->length = passant_hub_request_get_number (request, "Content-Length");
  patch->sum = g_checksum_new (G_CHECKSUM_SHA256);
  patch->fd = g_open (patch->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  return patch;
}

void
passant_hub_uploads_begin (PassantHubUploads *self,
                           PassantHubRequest *request)
{
  g_autoptr (PassantHubUpload) upload = NULL;
  g_autofree char *path = NULL;
  g_autofree char *sum = NULL;
  gint64 whole_bytes;
  Patch *patch;

  if (!read_sum (passant_hub_request_get_header (request, "Upload-Checksum"), &sum)) {
    passant_hub_refuse (request, 400, "malformed", "The Upload-Checksum is no sha256");
    return;
  }

  if (!passant_hub_uploads_find (self, request, passant_hub_request_get_name (request),
                                 &whole_bytes, &upload) ||
      !check_chunk (self, request, upload, whole_bytes))
    return;

  path = passant_hub_uploads_dup_path (self->folder, upload->device, upload->sha256);
  if (!supersede (self, path)) {
    passant_hub_refuse (request, 503, "busy", "An earlier part is being stored; try again");
    return;
  }

  patch = open_patch (self, request, g_steal_pointer (&upload));
  patch->wanted_sum = g_steal_pointer (&sum);
  if (patch->fd < 0 || ftruncate (patch->fd, patch->upload->kept_bytes) != 0 ||
      lseek (patch->fd, patch->upload->kept_bytes, SEEK_SET) < 0) {
    g_warning ("%s: %s", patch->path, g_strerror (errno));
    passant_hub_refuse (request, 503, "busy", "The hub cannot store this just now; try again");
    free_patch (patch);
    return;
  }

  g_hash_table_insert (self->patches, patch->path, patch);
  g_object_set_data (G_OBJECT (passant_hub_request_get_message (request)), "passant-hub-patch",
                     patch);
}

static Patch *
get_patch (PassantHubRequest *request)
{
  return g_object_get_data (G_OBJECT (passant_hub_request_get_message (request)),
                            "passant-hub-patch");
}

static void
drop_patch (PassantHubRequest *request)
{
  free_patch (get_patch (request));
  g_object_set_data (G_OBJECT (passant_hub_request_get_message (request)), "passant-hub-patch",
                     NULL);
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
    length -= n;
  }

  return TRUE;
}

void
passant_hub_uploads_take (PassantHubUploads *self,
                          PassantHubRequest *request,
                          GBytes            *piece)
{
  Patch *patch = get_patch (request);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (piece, &length);

  if (!patch)
    return;

  if (patch->taken + (gint64) length > patch->length) {
    passant_hub_refuse (request, 413, "too_large", "This is more than was announced");
    drop_patch (request);
    return;
  }

  if (!write_all (patch->fd, bytes, length)) {
    gboolean full = errno == ENOSPC || errno == EDQUOT;

    g_warning ("%s: %s", patch->path, g_strerror (errno));
    passant_hub_refuse (request, full ? 507 : 503, full ? "full" : "busy",
                        "The hub cannot store this; your data stays with you until it can");
    drop_patch (request);
    return;
  }

  g_checksum_update (patch->sum, bytes, length);
  patch->taken += length;
}

static PassantHubAnswer *
write_progress (PassantHubStore *store,
                gpointer         data,
                GError         **error)
{
  Patch *patch = data;
  PassantHubUpload *upload = patch->upload;
  gboolean kept;

  if (patch->is_whole)
    kept = passant_hub_uploads_close (store, upload, passant_clock_now_ms (patch->uploads->clock),
                                      error);
  else
    kept = passant_hub_store_keep_upload (store, upload, error);

  return kept ? passant_hub_answer_new (204) : NULL;
}

/* The counting is on disk, or has failed: only now may the device hear of it. */
static void
on_progress_written_cb (PassantHubAnswer *written,
                        gpointer          user_data)
{
  Patch *patch = user_data;
  g_autoptr (PassantHubRequest) request = patch->request;
  g_autoptr (PassantHubAnswer) taken = written;

  if (!patch->is_partial) {
    g_object_set_data (G_OBJECT (passant_hub_request_get_message (request)), "passant-hub-patch",
                       NULL);
    passant_hub_request_answer (request, taken->status < 400 ? g_steal_pointer (&patch->answer)
                                                             : g_steal_pointer (&taken));
  }

  free_patch (patch);
}

static void
fail_patch (Patch            *patch,
            PassantHubAnswer *answer)
{
  on_progress_written_cb (answer, patch);
}

/* Back from the flusher: what was kept is counted. Nothing kept, nothing to write. */
static gboolean
on_flushed_cb (gpointer data)
{
  Patch *patch = data;
  PassantHubUploads *self = patch->uploads;

  if (patch->answer->status >= 500)
    fail_patch (patch, g_steal_pointer (&patch->answer));
  else if (!passant_hub_writer_push (self->writer, write_progress, patch, NULL,
                                     on_progress_written_cb, patch))
    fail_patch (patch, passant_hub_answer_new_error (503, "busy", "The hub is busy; try again"));

  return G_SOURCE_REMOVE;
}

/* The whole file against its name. A file that differs is worth nothing: it starts from 0. */
static PassantHubAnswer *
adopt_whole (Patch *patch)
{
  PassantHubUpload *upload = patch->upload;
  g_autoptr (GError) error = NULL;
  PassantHubAnswer *answer;

  patch->is_whole = passant_blobs_adopt (patch->uploads->blobs, patch->path, upload->sha256,
                                         &error);
  if (patch->is_whole)
    return passant_hub_uploads_tell_offset (204, upload);

  if (!g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED)) {
    g_warning ("%s: %s", patch->path, error->message);
    return passant_hub_answer_new_for_error (error);
  }

  g_unlink (patch->path);
  upload->kept_bytes = 0;
  answer = passant_hub_answer_new_error (460, "wrong_checksum",
                                         "The file is not the one its name says; "
                                         "it starts again from 0");
  passant_hub_answer_add_number (answer, "Upload-Offset", 0);

  return answer;
}

/* On a flusher's thread, because a disk may take its time. */
void
passant_hub_uploads_flush_thread (gpointer data,
                                  gpointer user_data)
{
  Patch *patch = data;
  PassantHubUpload *upload = patch->upload;
  gint64 now_ms = passant_clock_now_ms (patch->uploads->clock);
  gboolean flushed = fdatasync (patch->fd) == 0;

  g_clear_fd (&patch->fd, NULL);
  if (!flushed) {
    patch->answer = passant_hub_answer_new_error (503, "busy",
                                                  "The hub cannot store this just now");
  } else {
    upload->kept_bytes += patch->taken;
    upload->expires_at_ms = now_ms + PASSANT_HUB_UPLOAD_KEPT_MS;
    patch->answer = upload->kept_bytes == upload->bytes
      ? adopt_whole (patch) : passant_hub_uploads_tell_offset (204, upload);
  }

  g_main_context_invoke (patch->uploads->context, on_flushed_cb, patch);
}

static void
store (Patch *patch)
{
  patch->is_storing = TRUE;
  passant_hub_request_ref (patch->request);
  g_thread_pool_push (patch->uploads->flushers, patch, NULL);
}

void
passant_hub_uploads_end (PassantHubUploads *self,
                         PassantHubRequest *request)
{
  Patch *patch = get_patch (request);
  PassantHubAnswer *answer;

  g_return_if_fail (patch != NULL);

  if (patch->wanted_sum && !g_str_equal (patch->wanted_sum, g_checksum_get_string (patch->sum))) {
    answer = passant_hub_answer_new_error (460, "wrong_checksum",
                                           "This chunk was altered on its way; "
                                           "nothing of it was kept");
    passant_hub_answer_add_number (answer, "Upload-Offset", patch->upload->kept_bytes);
    drop_patch (request);
    passant_hub_request_answer (request, answer);
    return;
  }

  store (patch);
  passant_hub_request_wait (request);
}

/* A chunk with a checksum that was cut short cannot be checked, so it is not kept; one without is kept as far as it came. */
void
passant_hub_uploads_abandon (PassantHubUploads *self,
                             PassantHubRequest *request)
{
  Patch *patch = get_patch (request);

  if (!patch || patch->is_storing)
    return;

  if (patch->wanted_sum || patch->taken == 0) {
    drop_patch (request);
    return;
  }

  patch->is_partial = TRUE;
  store (patch);
}
