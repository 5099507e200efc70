/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-uploads.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "passant-error.h"
#include "passant-hub-kind.h"
#include "passant-hub-listener.h"

#define KEPT_MS (7 * 24 * 3600 * (gint64) 1000)
#define REMEMBERED_MS (30 * 24 * 3600 * (gint64) 1000) /* that one has expired: 410, not 404 */
#define UPLOADS_MAX 1000                               /* half ones, per device */
#define FREE_BYTES_MIN (64 * 1024 * 1024)              /* room left for the database to say so itself */
#define FLUSHERS 2
#define LOCATION "/v1/blobs/uploads/"

struct _PassantHubUploads {
  PassantHubStore  *reader;
  PassantBlobs     *blobs;
  PassantHubWriter *writer;
  PassantClock     *clock;
  char             *folder;
  GThreadPool      *flushers;
  GHashTable       *patches; /* path → Patch under way; not owned */
  GMainContext     *context;
};

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

static char *
dup_part_path (const char *folder,
               const char *device,
               const char *sha256)
{
  g_autofree char *name = g_strdup_printf ("%s.%s.part", sha256, device);

  return g_build_filename (folder, name, NULL);
}

static void
refuse (PassantHubRequest *request,
        guint              status,
        const char        *code,
        const char        *message)
{
  passant_hub_request_answer (request, passant_hub_answer_new_error (status, code, "%s", message));
}

static void
refuse_error (PassantHubRequest *request,
              const GError      *error)
{
  g_warning ("An upload failed: %s", error->message);
  passant_hub_request_answer (request, passant_hub_answer_new_for_error (error));
}

static void
add_tus (PassantHubAnswer *answer)
{
  passant_hub_answer_add_header (answer, "Tus-Resumable", "1.0.0");
}

static PassantHubAnswer *
tell_offset (guint                   status,
             const PassantHubUpload *upload)
{
  g_autoptr (GDateTime) expires = g_date_time_new_from_unix_utc (upload->expires_at_ms / 1000);
  g_autofree char *date = g_date_time_format (expires, "%a, %d %b %Y %H:%M:%S GMT");
  g_autofree char *location = g_strconcat (LOCATION, upload->sha256, NULL);
  PassantHubAnswer *answer = passant_hub_answer_new (status);

  add_tus (answer);
  passant_hub_answer_add_number (answer, "Upload-Offset", upload->kept_bytes);
  passant_hub_answer_add_number (answer, "Upload-Length", upload->bytes);
  passant_hub_answer_add_header (answer, "Upload-Expires", date);
  if (status == 200 || status == 201)
    passant_hub_answer_add_header (answer, "Location", location);

  return answer;
}

/* The answer when the hub has the whole file already. */
static PassantHubAnswer *
tell_whole (PassantHubUploads *self,
            const char        *sha256,
            gint64             bytes,
            guint              status)
{
  const PassantHubUpload upload = {
    .sha256 = (char *) sha256, .bytes = bytes, .kept_bytes = bytes,
    .expires_at_ms = passant_clock_now_ms (self->clock) + KEPT_MS,
  };

  return tell_offset (status, &upload);
}

/* Recovery */

static gboolean
adopt_finished (PassantHubStore        *store,
                const PassantHubUpload *upload,
                PassantClock           *clock,
                GError                **error)
{
  return passant_hub_store_keep_blob (store, upload->sha256, upload->bytes,
                                      passant_clock_now_ms (clock),
                                      error) &&
         passant_hub_store_drop_upload (store, upload->device, upload->sha256, error);
}

/* Killed between the last chunk's rename and its row: the blob is whole. A file shorter than its row says was lost by the
 * disk: start again. Longer is a chunk that was never counted: cut off. */
static gboolean
recover_upload (PassantHubStore  *store,
                PassantBlobs     *blobs,
                PassantClock     *clock,
                const char       *folder,
                PassantHubUpload *upload,
                GError          **error)
{
  g_autofree char *path = dup_part_path (folder, upload->device, upload->sha256);
  gint64 now_ms = passant_clock_now_ms (clock);
  GStatBuf info;
  gint64 there = g_stat (path, &info) == 0 ? info.st_size : 0;

  if (upload->expires_at_ms + REMEMBERED_MS < now_ms)
    return passant_hub_store_drop_upload (store, upload->device, upload->sha256, error);

  if (upload->expires_at_ms < now_ms)
    upload->kept_bytes = 0;
  else if (there == 0 && passant_blobs_has (blobs, upload->sha256))
    return adopt_finished (store, upload, clock, error);
  else if (there < upload->kept_bytes)
    upload->kept_bytes = 0;

  if (there > upload->kept_bytes && truncate (path, upload->kept_bytes) != 0)
    g_unlink (path);

  return passant_hub_store_keep_upload (store, upload, error);
}

/* Files that no row speaks of: their creation never reached the disk, or they have expired. */
static void
sweep_folder (const char *folder,
              GPtrArray  *uploads)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  for (guint i = 0; i < uploads->len; i++) {
    PassantHubUpload *upload = g_ptr_array_index (uploads, i);

    if (upload->kept_bytes > 0)
      g_hash_table_add (known, dup_part_path (folder, upload->device, upload->sha256));
  }

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (!g_hash_table_contains (known, path))
      g_unlink (path);
  }
}

gboolean
passant_hub_uploads_recover (PassantHubStore *store,
                             PassantBlobs    *blobs,
                             PassantClock    *clock,
                             GError         **error)
{
  g_autofree char *folder = g_build_filename (passant_hub_store_get_folder (store), "uploads",
                                              NULL);
  g_autoptr (GPtrArray) uploads = NULL;
  gboolean done = TRUE;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE, "The folder %s cannot be made: %s",
                 folder,
                 g_strerror (errno));
    return FALSE;
  }

  if (!passant_hub_store_begin (store, TRUE, error))
    return FALSE;

  uploads = passant_hub_store_list_uploads (store, error);
  for (guint i = 0; uploads && done && i < uploads->len; i++)
    done = recover_upload (store, blobs, clock, folder, g_ptr_array_index (uploads, i), error);

  if (!uploads || !done) {
    passant_hub_store_roll_back (store);
    return FALSE;
  }

  if (!passant_hub_store_commit (store, error))
    return FALSE;

  sweep_folder (folder, uploads);

  return TRUE;
}

/* Creation */

void
passant_hub_uploads_describe (PassantHubUploads *self,
                              PassantHubRequest *request)
{
  PassantHubAnswer *answer = passant_hub_answer_new (204);

  add_tus (answer);
  passant_hub_answer_add_header (answer, "Tus-Version", "1.0.0");
  passant_hub_answer_add_header (answer, "Tus-Extension", "creation,checksum,expiration");
  passant_hub_answer_add_header (answer, "Tus-Checksum-Algorithm", "sha256");
  passant_hub_answer_add_number (answer, "Tus-Max-Size", PASSANT_BLOB_BYTES_MAX);
  passant_hub_request_answer (request, answer);
}

/* The sha256 of "sha256 <base64 of the hex>,name <base64>, …"; NULL when it is not there or is none. */
static char *
dup_metadata_sha256 (const char *metadata)
{
  g_auto (GStrv) pairs = g_strsplit (metadata ? metadata : "", ",", 32);

  for (char **pair = pairs; *pair; pair++) {
    g_auto (GStrv) words = g_strsplit (g_strstrip (*pair), " ", 2);

    if (words[0] && words[1] && g_str_equal (words[0], "sha256")) {
      gsize length;
      g_autofree guchar *bytes = g_base64_decode (words[1], &length);
      g_autofree char *sha256 = g_strndup ((char *) bytes, length);

      return passant_hub_is_sha256 (sha256) ? g_steal_pointer (&sha256) : NULL;
    }
  }

  return NULL;
}

typedef struct {
  PassantHubUpload *upload;
  PassantHubAnswer *answer; /* when it is kept */
} Creation;

static void
free_creation (Creation *creation)
{
  g_clear_pointer (&creation->upload, passant_hub_upload_free);
  g_clear_pointer (&creation->answer, passant_hub_answer_free);
  g_free (creation);
}

static PassantHubAnswer *
write_creation (PassantHubStore *store,
                gpointer         data,
                GError         **error)
{
  Creation *creation = data;
  guint count;

  if (!passant_hub_store_count_uploads (store, creation->upload->device, &count, error))
    return NULL;
  if (count >= UPLOADS_MAX)
    return passant_hub_answer_new_error (429, "busy",
                                         "Finish some of the %u uploads under way first", count);

  if (!passant_hub_store_keep_upload (store, creation->upload, error))
    return NULL;

  return g_steal_pointer (&creation->answer);
}

static void
on_written_cb (PassantHubAnswer *answer,
               gpointer          user_data)
{
  g_autoptr (PassantHubRequest) request = user_data;

  passant_hub_request_answer (request, answer);
}

static void
create (PassantHubUploads *self,
        PassantHubRequest *request,
        const char        *sha256,
        gint64             bytes)
{
  Creation *creation = g_new0 (Creation, 1);
  PassantHubUpload *upload = g_new0 (PassantHubUpload, 1);

  upload->device = g_strdup (passant_hub_request_get_device (request)->id);
  upload->sha256 = g_strdup (sha256);
  upload->bytes = bytes;
  upload->expires_at_ms = passant_clock_now_ms (self->clock) + KEPT_MS;
  creation->upload = upload;
  creation->answer = tell_offset (201, upload);

  if (passant_hub_writer_push (self->writer, write_creation, creation,
                               (GDestroyNotify) free_creation,
                               on_written_cb, passant_hub_request_ref (request))) {
    passant_hub_request_wait (request);
    return;
  }

  free_creation (creation);
  refuse (request, 503, "busy", "The hub has more to write than it can; try again");
  passant_hub_request_unref (request);
}

/* Looks up what there is of a file: a whole blob (@bytes ≥ 0), or an upload of this device, or neither. Answers itself, and
 * gives FALSE, when it cannot. */
static gboolean
find (PassantHubUploads *self,
      PassantHubRequest *request,
      const char        *sha256,
      gint64            *bytes,
      PassantHubUpload **upload)
{
  g_autoptr (GError) error = NULL;

  *upload = NULL;
  if (passant_hub_store_find_blob (self->reader, sha256, NULL, bytes, &error) && *bytes < 0)
    *upload = passant_hub_store_load_upload (self->reader,
                                             passant_hub_request_get_device (request)->id,
                                             sha256, &error);
  if (error) {
    refuse_error (request, error);
    return FALSE;
  }

  return TRUE;
}

void
passant_hub_uploads_create (PassantHubUploads *self,
                            PassantHubRequest *request)
{
  g_autofree char *sha256 =
    dup_metadata_sha256 (passant_hub_request_get_header (request, "Upload-Metadata"));
  gint64 length = passant_hub_request_get_number (request, "Upload-Length");
  g_autoptr (PassantHubUpload) upload = NULL;
  gint64 bytes;

  if (!sha256 || length < 1) {
    refuse (request, 400, "malformed", "An upload names its length (at least 1) and its sha256");
    return;
  }
  if (length > PASSANT_BLOB_BYTES_MAX) {
    refuse (request, 413, "too_large", "A file may have 64 MiB at the most");
    return;
  }
  if (!find (self, request, sha256, &bytes, &upload))
    return;

  if (bytes >= 0)
    passant_hub_request_answer (request, tell_whole (self, sha256, bytes, 200));
  else if (upload && upload->bytes == length &&
           upload->expires_at_ms > passant_clock_now_ms (self->clock))
    passant_hub_request_answer (request, tell_offset (201, upload));
  else
    create (self, request, sha256, length);
}

void
passant_hub_uploads_tell (PassantHubUploads *self,
                          PassantHubRequest *request)
{
  const char *sha256 = passant_hub_request_get_name (request);
  g_autoptr (PassantHubUpload) upload = NULL;
  gint64 bytes;

  if (!find (self, request, sha256, &bytes, &upload))
    return;

  if (bytes >= 0)
    passant_hub_request_answer (request, tell_whole (self, sha256, bytes, 200));
  else if (!upload)
    refuse (request, 404, "not_found", "There is no such upload of this device");
  else if (upload->expires_at_ms <= passant_clock_now_ms (self->clock))
    refuse (request, 410, "expired", "This upload lay still for too long; start it again");
  else
    passant_hub_request_answer (request, tell_offset (200, upload));
}

/* Chunks */

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
    refuse (request, 400, "malformed",
            "A chunk names its Upload-Offset and Content-Length and is application/offset+octet-stream");
  else if (whole_bytes >= 0)
    passant_hub_request_answer (
      request, offset == whole_bytes && length == 0
      ? tell_whole (self, passant_hub_request_get_name (request), whole_bytes, 204)
      : passant_hub_answer_new_conflict ("wrong_offset", "expected", whole_bytes,
                                         "The hub has all of it"));
  else if (!upload)
    refuse (request, 404, "not_found", "There is no such upload of this device");
  else if (upload->expires_at_ms <= passant_clock_now_ms (self->clock))
    refuse (request, 410, "expired", "This upload lay still for too long; start it again");
  else if (offset != upload->kept_bytes)
    passant_hub_request_answer (
      request, passant_hub_answer_new_conflict ("wrong_offset", "expected", upload->kept_bytes,
                                                "The hub has another part of it; go on from there"));
  else if (length > upload->bytes - offset)
    refuse (request, 413, "too_large", "This is more than the upload was to have");
  else if (!has_room (self))
    refuse (request, 507, "full",
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
  patch->path = dup_part_path (self->folder, upload->device, upload->sha256);
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
    refuse (request, 400, "malformed", "The Upload-Checksum is no sha256");
    return;
  }

  if (!find (self, request, passant_hub_request_get_name (request), &whole_bytes, &upload) ||
      !check_chunk (self, request, upload, whole_bytes))
    return;

  path = dup_part_path (self->folder, upload->device, upload->sha256);
  if (!supersede (self, path)) {
    refuse (request, 503, "busy", "An earlier part of this is being stored; try again");
    return;
  }

  patch = open_patch (self, request, g_steal_pointer (&upload));
  patch->wanted_sum = g_steal_pointer (&sum);
  if (patch->fd < 0 || ftruncate (patch->fd, patch->upload->kept_bytes) != 0 ||
      lseek (patch->fd, patch->upload->kept_bytes, SEEK_SET) < 0) {
    g_warning ("%s: %s", patch->path, g_strerror (errno));
    refuse (request, 503, "busy", "The hub cannot store this just now; try again");
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
    refuse (request, 413, "too_large", "This is more than was announced");
    drop_patch (request);
    return;
  }

  if (!write_all (patch->fd, bytes, length)) {
    gboolean full = errno == ENOSPC || errno == EDQUOT;

    g_warning ("%s: %s", patch->path, g_strerror (errno));
    refuse (request, full ? 507 : 503, full ? "full" : "busy",
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
    kept = adopt_finished (store, upload, patch->uploads->clock, error);
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
    return tell_offset (204, upload);

  if (!g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED)) {
    g_warning ("%s: %s", patch->path, error->message);
    return passant_hub_answer_new_for_error (error);
  }

  g_unlink (patch->path);
  upload->kept_bytes = 0;
  answer = passant_hub_answer_new_error (460, "wrong_checksum",
                                         "The file is not the one its name says; it starts again from 0");
  passant_hub_answer_add_number (answer, "Upload-Offset", 0);
  add_tus (answer);

  return answer;
}

/* On a flusher's thread, because a disk may take its time. */
static void
flush_thread (gpointer data,
              gpointer user_data)
{
  Patch *patch = data;
  PassantHubUpload *upload = patch->upload;
  gboolean flushed = fdatasync (patch->fd) == 0;

  g_clear_fd (&patch->fd, NULL);
  if (!flushed) {
    patch->answer = passant_hub_answer_new_error (503, "busy",
                                                  "The hub cannot store this just now");
  } else {
    upload->kept_bytes += patch->taken;
    upload->expires_at_ms = passant_clock_now_ms (patch->uploads->clock) + KEPT_MS;
    patch->answer = upload->kept_bytes == upload->bytes ? adopt_whole (patch) : tell_offset (204,
                                                                                             upload);
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
                                           "This chunk was altered on its way; nothing of it was kept");
    passant_hub_answer_add_number (answer, "Upload-Offset", patch->upload->kept_bytes);
    add_tus (answer);
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

PassantHubUploads *
passant_hub_uploads_new (PassantHubStore  *reader,
                         PassantBlobs     *blobs,
                         PassantHubWriter *writer,
                         PassantClock     *clock,
                         GError          **error)
{
  g_autoptr (PassantHubUploads) self = g_new0 (PassantHubUploads, 1);

  self->reader = reader;
  self->blobs = passant_blobs_ref (blobs);
  self->writer = writer;
  self->clock = passant_clock_ref (clock);
  self->folder = g_build_filename (passant_hub_store_get_folder (reader), "uploads", NULL);
  self->patches = g_hash_table_new (g_str_hash, g_str_equal);
  self->context = g_main_context_ref_thread_default ();
  self->flushers = g_thread_pool_new (flush_thread, NULL, FLUSHERS, FALSE, error);

  return self->flushers ? g_steal_pointer (&self) : NULL;
}

void
passant_hub_uploads_wait (PassantHubUploads *self)
{
  if (self->flushers)
    g_thread_pool_free (self->flushers, FALSE, TRUE);
  self->flushers = NULL;
}

void
passant_hub_uploads_free (PassantHubUploads *self)
{
  if (!self)
    return;

  passant_hub_uploads_wait (self);
  g_hash_table_unref (self->patches);
  g_main_context_unref (self->context);
  passant_clock_unref (self->clock);
  passant_blobs_unref (self->blobs);
  g_free (self->folder);
  g_free (self);
}
