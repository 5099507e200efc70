/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Own photos and recordings go to the hub by tus: the hub says how much of a blob it has, the rest goes in small pieces,
 * each with its own sum. A cut costs one piece, and a slow line carries one before the hub has waited enough. */

#include "passant-sync-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "passant-error.h"

#define PIECE_BYTES_MAX (256 * 1024) /* in the two minutes that a hub waits for one: a line of 2 KiB a second */
#define NO_SENSE _("The hub's answer does not make sense just now.")
#define MISSING _( \
          "A photo on this device (%.8s) is missing, so it was not sent. Everything else was; " \
          "ask your coordinator")
#define ALTERED _("A photo on this device (%.8s) is not as it was taken, so it was not sent. " \
                  "Everything else was; ask your coordinator")

typedef int Descriptor;

static void
close_descriptor (Descriptor *fd)
{
  if (*fd >= 0)
    close (*fd);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Descriptor, close_descriptor)

/* One blob on its way. */
typedef struct {
  const char *sha256;
  char       *location;
  Descriptor  fd;      /* −1 until it is opened */
  gint64      bytes;
  gint64      offset;  /* the hub has this much */
  gboolean    is_whole;
  gboolean    has_restarted;
  gboolean    is_refused; /* the hub will never take it */
} Upload;

static void
upload_clear (Upload *self)
{
  close_descriptor (&self->fd);
  g_free (self->location);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Upload, upload_clear)

/* "Name: 123" in a reply; −1 when it is no number. */
static gint64
get_number (PassantReply *reply,
            const char   *name)
{
  const char *text = passant_reply_get_header (reply, name);
  gint64 number;

  if (!text || !g_ascii_string_to_signed (text, 10, 0, PASSANT_BLOB_BYTES_MAX, &number, NULL))
    return -1;

  return number;
}

/* A file that was altered or cut short must not pass for the photo that was taken. */
static gboolean
reads_back (Upload *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES_MAX);
  gssize n;

  self->bytes = 0;
  while ((n = pread (self->fd, piece, PIECE_BYTES_MAX, self->bytes)) > 0) {
    g_checksum_update (sum, piece, n);
    self->bytes += n;
  }

  return n == 0 && g_str_equal (g_checksum_get_string (sum), self->sha256);
}

/* Opens the file and reads it through against its name. When it is not what it was, that is told at the end; the others
 * must not wait for it. */
static gboolean
open_file (PassantSync *self,
           Upload      *upload)
{
  PassantBlobs *blobs = passant_store_get_blobs (self->store);
  g_autofree char *path = passant_blobs_dup_path (blobs, upload->sha256);

  upload->fd = path ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  if (upload->fd >= 0 && reads_back (upload))
    return TRUE;

  passant_sync_grieve (self, g_error_new (PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
                                          upload->fd < 0 ? MISSING : ALTERED, upload->sha256));

  return FALSE;
}

static PassantReply *
ask (PassantSync        *self,
     const char         *method,
     const char         *path,
     const char * const *headers,
     GBytes             *body,
     GError            **error)
{
  return passant_transport_send (self->transport, method, path, headers, body, NULL,
                                 self->cancellable, error);
}

/* Where the hub is: sets offset and is_whole. A 404 or 410 leaves location NULL: to be created. */
static gboolean
find_upload (PassantSync *self,
             Upload      *upload,
             GError     **error)
{
  static const char * const headers[] = { "Tus-Resumable: 1.0.0", NULL };
  g_autofree char *location = g_strconcat ("/v1/blobs/uploads/", upload->sha256, NULL);
  g_autoptr (PassantReply) reply = ask (self, "HEAD", location, headers, NULL, error);
  gint64 length;

  if (!reply)
    return FALSE;
  if (reply->status == 404 || reply->status == 410)
    return TRUE;

  upload->offset = get_number (reply, "upload-offset");
  length = get_number (reply, "upload-length");
  if (reply->status != 200 || upload->offset < 0 || length < upload->offset)
    return passant_reply_refuse (reply, &self->result->retry_after_s, error);

  upload->is_whole = upload->offset == length;
  upload->location = g_steal_pointer (&location);

  return TRUE;
}

/* What the hub says of this one blob does not hold for the others, which must not wait for it. */
static gboolean
give_up (PassantSync *self,
         Upload      *upload)
{
  passant_sync_grieve (self, g_error_new (PASSANT_ERROR, PASSANT_ERROR_INVALID,
                                          _("A photo on this device (%.8s) is not one that the hub "
                                            "takes, so it was not sent. Everything else was; ask "
                                            "your coordinator"), upload->sha256));
  upload->is_refused = TRUE;

  return TRUE;
}

static gboolean
is_refusal (PassantReply *reply)
{
  g_autofree char *code = passant_reply_dup_code (reply);

  return (reply->status == 400 && g_str_equal (code, "malformed")) ||
         (reply->status == 413 && g_str_equal (code, "too_large"));
}

/* A hub without room for photos still has room for facts, and things to say: only the photos wait, the others unasked. */
static gboolean
refuse (PassantSync  *self,
        Upload       *upload,
        PassantReply *reply,
        GError      **error)
{
  g_autoptr (GError) problem = NULL;

  if (reply->status != 507)
    return passant_reply_refuse (reply, &self->result->retry_after_s, error);

  passant_reply_refuse (reply, &self->result->retry_after_s, &problem);
  passant_sync_grieve (self, g_steal_pointer (&problem));
  self->is_full = upload->is_refused = TRUE;

  return TRUE;
}

static gboolean
create_upload (PassantSync *self,
               Upload      *upload,
               GError     **error)
{
  g_autofree char *name = g_base64_encode ((const guchar *) upload->sha256,
                                           strlen (upload->sha256));
  g_autofree char *length = g_strdup_printf ("Upload-Length: %" G_GINT64_FORMAT, upload->bytes);
  g_autofree char *metadata = g_strconcat ("Upload-Metadata: sha256 ", name, NULL);
  const char *headers[] = { "Tus-Resumable: 1.0.0", length, metadata, NULL };
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (PassantReply) reply = ask (self, "POST", "/v1/blobs", headers, nothing, error);

  if (!reply)
    return FALSE;
  if (is_refusal (reply))
    return give_up (self, upload);
  if (reply->status != 200 && reply->status != 201)
    return refuse (self, upload, reply, error);

  upload->offset = MAX (0, get_number (reply, "upload-offset"));
  upload->is_whole = reply->status == 200 && upload->offset == upload->bytes;
  upload->location = g_strconcat ("/v1/blobs/uploads/", upload->sha256, NULL);

  return TRUE;
}

/* The next piece, and its sum as a header line. */
static GBytes *
read_piece (Upload *upload,
            char  **sum)
{
  gsize length = (gsize) MIN (PIECE_BYTES_MAX, upload->bytes - upload->offset);
  g_autofree guint8 *piece = g_malloc (length);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize digest_length = sizeof digest;
  g_autofree char *base64 = NULL;

  if (pread (upload->fd, piece, length, upload->offset) != (gssize) length)
    return NULL;

  g_checksum_update (checksum, piece, length);
  g_checksum_get_digest (checksum, digest, &digest_length);
  base64 = g_base64_encode (digest, digest_length);
  *sum = g_strconcat ("Upload-Checksum: sha256 ", base64, NULL);

  return g_bytes_new_take (g_steal_pointer (&piece), length);
}

/* The hub is somewhere else than it was thought to be, or found the whole to be wrong: once more from where it is. */
static gboolean
restart (PassantSync  *self,
         Upload       *upload,
         PassantReply *reply,
         GError      **error)
{
  gint64 before = upload->offset;

  if (upload->has_restarted)
    return passant_reply_refuse (reply, &self->result->retry_after_s, error);

  upload->has_restarted = TRUE;
  g_clear_pointer (&upload->location, g_free);
  if (!find_upload (self, upload, error) ||
      (!upload->location && !create_upload (self, upload, error)))
    return FALSE;
  self->result->bytes_resent += MAX (0, before - upload->offset);

  return TRUE;
}

static gboolean
judge_piece (PassantSync  *self,
             Upload       *upload,
             PassantReply *reply,
             gsize         length,
             GError      **error)
{
  if (reply->status == 200 || reply->status == 204) {
    if (get_number (reply, "upload-offset") != upload->offset + (gint64) length)
      return passant_error_set_offline (error, NO_SENSE);
    upload->offset += length;
    upload->is_whole = upload->offset == upload->bytes;
    return TRUE;
  }

  self->result->bytes_resent += length;
  if (reply->status == 404 || reply->status == 409 || reply->status == 410 || reply->status == 460)
    return restart (self, upload, reply, error);

  return refuse (self, upload, reply, error);
}

static gboolean
send_piece (PassantSync *self,
            Upload      *upload,
            GError     **error)
{
  g_autofree char *sum = NULL;
  g_autofree char *offset = g_strdup_printf ("Upload-Offset: %" G_GINT64_FORMAT, upload->offset);
  g_autoptr (GBytes) piece = read_piece (upload, &sum);
  const char *headers[] = {
    "Tus-Resumable: 1.0.0", "Content-Type: application/offset+octet-stream", offset, sum, NULL
  };
  gint64 sent_before = passant_transport_get_bytes_sent (self->transport);
  g_autoptr (PassantReply) reply = NULL;
  gint64 spent;

  if (!piece)
    return passant_error_set_offline (error, _("A photo could not be read just now."));

  reply = ask (self, "PATCH", upload->location, headers, piece, error);
  spent = passant_transport_get_bytes_sent (self->transport) - sent_before;
  if (!reply) {
    self->result->bytes_resent += spent;
    return FALSE;
  }
  self->result->bytes_resent += MAX (0, spent - (gint64) g_bytes_get_size (piece));

  return judge_piece (self, upload, reply, g_bytes_get_size (piece), error);
}

static gboolean
send_file (PassantSync *self,
           Upload      *upload,
           GError     **error)
{
  if (!open_file (self, upload))
    return TRUE;
  if (!upload->location && !create_upload (self, upload, error))
    return FALSE;

  while (!upload->is_whole && !upload->is_refused) {
    if (upload->offset >= upload->bytes && upload->bytes > 0)
      return passant_error_set_offline (error, NO_SENSE);
    if (!send_piece (self, upload, error))
      return FALSE;
  }
  if (upload->is_whole)
    self->result->blobs_sent++;

  return TRUE;
}

/* The hub is asked first: what it has whole need not even be here any more. */
static gboolean
push_blob (PassantSync *self,
           const char  *sha256,
           GError     **error)
{
  g_auto (Upload) upload = { .sha256 = sha256, .fd = -1 };

  if (!find_upload (self, &upload, error))
    return FALSE;
  if (!upload.is_whole && !send_file (self, &upload, error))
    return FALSE;

  return !upload.is_whole || passant_store_confirm_blob (self->store, sha256, error);
}

gboolean
passant_sync_push_blobs (PassantSync *self,
                         GError     **error)
{
  g_auto (GStrv) names = passant_store_list_unsent_blobs (self->store, error);
  guint total = names ? g_strv_length (names) : 0;

  if (!names)
    return FALSE;

  for (guint i = 0; i < total && !self->is_full; i++) {
    passant_sync_tell (self, PASSANT_SYNC_SENDING_BLOBS, i, total);
    if (!push_blob (self, names[i], error))
      return FALSE;
  }
  if (total > 0 && !self->is_full)
    passant_sync_tell (self, PASSANT_SYNC_SENDING_BLOBS, total, total);

  return TRUE;
}
