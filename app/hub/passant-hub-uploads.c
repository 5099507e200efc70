/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-uploads.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "passant-error.h"
#include "passant-hub-kind.h"
#include "passant-hub-uploads-private.h"

#define REMEMBERED_MS (30 * 24 * 3600 * (gint64) 1000) /* that one has expired: 410, not 404 */
#define UPLOADS_MAX 1000                               /* half ones, per device */
#define FLUSHERS 2
#define LOCATION "/v1/blobs/uploads/"

char *
passant_hub_uploads_dup_path (const char *folder,
                              const char *device,
                              const char *sha256)
{
  g_autofree char *name = g_strdup_printf ("%s.%s.part", sha256, device);

  return g_build_filename (folder, name, NULL);
}

static void
refuse_error (PassantHubRequest *request,
              const GError      *error)
{
  g_warning ("An upload failed: %s", error->message);
  passant_hub_request_answer (request, passant_hub_answer_new_for_error (error));
}

PassantHubAnswer *
passant_hub_uploads_tell_offset (guint                   status,
                                 const PassantHubUpload *upload)
{
  g_autoptr (GDateTime) expires = g_date_time_new_from_unix_utc (upload->expires_at_ms / 1000);
  g_autofree char *date = g_date_time_format (expires, "%a, %d %b %Y %H:%M:%S GMT");
  g_autofree char *location = g_strconcat (LOCATION, upload->sha256, NULL);
  PassantHubAnswer *answer = passant_hub_answer_new (status);

  passant_hub_answer_add_number (answer, "Upload-Offset", upload->kept_bytes);
  passant_hub_answer_add_number (answer, "Upload-Length", upload->bytes);
  passant_hub_answer_add_header (answer, "Upload-Expires", date);
  if (status == 200 || status == 201)
    passant_hub_answer_add_header (answer, "Location", location);

  return answer;
}

PassantHubAnswer *
passant_hub_uploads_tell_whole (PassantHubUploads *self,
                                const char        *sha256,
                                gint64             bytes,
                                guint              status)
{
  const PassantHubUpload upload = {
    .sha256 = (char *) sha256, .bytes = bytes, .kept_bytes = bytes,
    .expires_at_ms = passant_clock_now_ms (self->clock) + PASSANT_HUB_UPLOAD_KEPT_MS,
  };

  return passant_hub_uploads_tell_offset (status, &upload);
}

/* Recovery */

gboolean
passant_hub_uploads_close (PassantHubStore        *store,
                           const PassantHubUpload *upload,
                           gint64                  now_ms,
                           GError                **error)
{
  return passant_hub_store_keep_blob (store, upload->sha256, upload->bytes, now_ms, error) &&
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
  g_autofree char *path = passant_hub_uploads_dup_path (folder, upload->device, upload->sha256);
  gint64 now_ms = passant_clock_now_ms (clock);
  GStatBuf info;
  gint64 there = g_stat (path, &info) == 0 ? info.st_size : 0;

  if (upload->expires_at_ms + REMEMBERED_MS < now_ms)
    return passant_hub_store_drop_upload (store, upload->device, upload->sha256, error);

  if (upload->expires_at_ms < now_ms)
    upload->kept_bytes = 0;
  else if (there == 0 && passant_blobs_has (blobs, upload->sha256))
    return passant_hub_uploads_close (store, upload, passant_clock_now_ms (clock), error);
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
      g_hash_table_add (known, passant_hub_uploads_dup_path (folder, upload->device,
                                                             upload->sha256));
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

/* The rows stay a while, to say 410; the next start drops them. An expired upload takes no more chunks, so nobody writes to
 * the file. */
void
passant_hub_uploads_sweep (PassantHubUploads *self)
{
  gint64 now_ms = passant_clock_now_ms (self->clock);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uploads = passant_hub_store_list_uploads (self->reader, &error);

  if (!uploads) {
    g_warning ("Expired uploads were not swept: %s", error->message);
    return;
  }

  for (guint i = 0; i < uploads->len; i++) {
    PassantHubUpload *upload = g_ptr_array_index (uploads, i);
    g_autofree char *path =
      passant_hub_uploads_dup_path (self->folder, upload->device, upload->sha256);

    if (upload->expires_at_ms <= now_ms && !g_hash_table_contains (self->patches, path))
      g_unlink (path);
  }
}

/* Creation */

void
passant_hub_uploads_describe (PassantHubUploads *self,
                              PassantHubRequest *request)
{
  PassantHubAnswer *answer = passant_hub_answer_new (204);

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
  upload->expires_at_ms = passant_clock_now_ms (self->clock) + PASSANT_HUB_UPLOAD_KEPT_MS;
  creation->upload = upload;
  creation->answer = passant_hub_uploads_tell_offset (201, upload);

  if (passant_hub_writer_push (self->writer, write_creation, creation,
                               (GDestroyNotify) free_creation,
                               on_written_cb, passant_hub_request_ref (request))) {
    passant_hub_request_wait (request);
    return;
  }

  free_creation (creation);
  passant_hub_refuse (request, 503, "busy", "The hub has more to write than it can; try again");
  passant_hub_request_unref (request);
}

/* A backup of the database that is younger than that of the files speaks of blobs that are gone: whoever has them may
 * bring them again. */
static gboolean
is_there (PassantHubUploads *self,
          const char        *sha256,
          gint64             bytes)
{
  g_autofree char *path = passant_blobs_dup_path (self->blobs, sha256);
  GStatBuf info;

  return path && g_stat (path, &info) == 0 && info.st_size == bytes;
}

gboolean
passant_hub_uploads_find (PassantHubUploads *self,
                          PassantHubRequest *request,
                          const char        *sha256,
                          gint64            *bytes,
                          PassantHubUpload **upload)
{
  g_autoptr (GError) error = NULL;

  *upload = NULL;
  if (passant_hub_store_find_blob (self->reader, sha256, NULL, bytes, &error) &&
      *bytes >= 0 && !is_there (self, sha256, *bytes))
    *bytes = -1;
  if (!error && *bytes < 0)
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
    passant_hub_refuse (request, 400, "malformed", "An upload names its length (at least 1) "
                        "and its sha256");
    return;
  }
  if (length > PASSANT_BLOB_BYTES_MAX) {
    passant_hub_refuse (request, 413, "too_large", "A file may have 64 MiB at the most");
    return;
  }
  if (!passant_hub_uploads_find (self, request, sha256, &bytes, &upload))
    return;

  if (bytes >= 0)
    passant_hub_request_answer (request, passant_hub_uploads_tell_whole (self, sha256, bytes, 200));
  else if (upload && upload->bytes == length &&
           upload->expires_at_ms > passant_clock_now_ms (self->clock))
    passant_hub_request_answer (request, passant_hub_uploads_tell_offset (201, upload));
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

  if (!passant_hub_uploads_find (self, request, sha256, &bytes, &upload))
    return;

  if (bytes >= 0)
    passant_hub_request_answer (request, passant_hub_uploads_tell_whole (self, sha256, bytes, 200));
  else if (!upload)
    passant_hub_refuse (request, 404, "not_found", "There is no such upload of this device");
  else if (upload->expires_at_ms <= passant_clock_now_ms (self->clock))
    passant_hub_refuse (request, 410, "expired", "This upload lay still for too long; "
                        "start it again");
  else
    passant_hub_request_answer (request, passant_hub_uploads_tell_offset (200, upload));
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
  self->flushers = g_thread_pool_new (passant_hub_uploads_flush_thread, NULL, FLUSHERS, FALSE,
                                      error);

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
