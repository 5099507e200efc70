/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-server.h"

#include <glib/gstdio.h>
#include <string.h>

#include "passant-blob.h"
#include "passant-error.h"
#include "passant-hub-batch.h"
#include "passant-hub-devices.h"
#include "passant-hub-guesses.h"
#include "passant-hub-kind.h"
#include "passant-hub-lock.h"
#include "passant-hub-request.h"
#include "passant-hub-uploads.h"
#include "passant-hub-writer.h"

#define PROTOCOL 1
#define PAGE_FACTS_MAX 500
#define SWEEP_S 3600
/* A body too large is read to its end up to here, so that the answer arrives. */
#define POLITE_BYTES_MAX (8 * 1024 * 1024)

struct _PassantHubServer {
  PassantHubStore    *store; /* this thread's own, for reading */
  PassantHubWriter   *writer;
  PassantBlobs       *blobs;
  PassantHubUploads  *uploads;
  PassantHubGuesses  *guesses;
  PassantHubListener *listener;
  SoupServer         *soup;
  PassantClock       *clock;
  guint               sweep;
  gboolean            is_closing;
  int                 lock;
};

typedef void (*Handle) (PassantHubServer  *self,
                        PassantHubRequest *request);

typedef struct {
  const char *method;
  const char *path;       /* a closing '*' stands for the request's name */
  gboolean    needs_token;
  gsize       body_bytes_max;
  Handle      begin;      /* with the headers; it streams the body then. Or NULL */
  Handle      handle;     /* with the whole body */
} Route;

static void
refuse_error (PassantHubRequest *request,
              const GError      *error)
{
  g_warning ("A request failed: %s", error->message);
  passant_hub_request_answer (request, passant_hub_answer_new_for_error (error));
}

/* GET /v1/hub */
static void
on_hub (PassantHubServer  *self,
        PassantHubRequest *request)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_int (doc, root, "passant", PROTOCOL);
  yyjson_mut_obj_add_str (doc, root, "title", passant_hub_store_get_title (self->store));
  yyjson_mut_obj_add_str (doc, root, "epoch", passant_hub_store_get_epoch (self->store));
  yyjson_mut_obj_add_str (doc, root, "public_key", passant_hub_store_get_public_key (self->store));
  yyjson_mut_obj_add_sint (doc, root, "now_ms", passant_clock_now_ms (self->clock));

  passant_hub_request_answer (request, passant_hub_answer_new_json (200, doc));
}

/* Where an answer of the writer goes. */
typedef struct {
  PassantHubServer  *server;
  PassantHubRequest *request;
} Written;

static void
on_written_cb (PassantHubAnswer *answer,
               gpointer          user_data)
{
  g_autofree Written *written = user_data;
  g_autoptr (PassantHubRequest) request = written->request;

  passant_hub_request_answer (request, answer);
}

static void
on_redeemed_cb (PassantHubAnswer *answer,
                gpointer          user_data)
{
  Written *written = user_data;
  g_autofree char *caller =
    passant_hub_listener_dup_remote (passant_hub_request_get_message (written->request));

  if (answer->status == 403)
    passant_hub_guesses_note (written->server->guesses, caller ? caller : "");
  on_written_cb (answer, written);
}

static void
push (PassantHubServer  *self,
      PassantHubRequest *request,
      PassantHubWrite    write,
      gpointer           data,
      GDestroyNotify     data_free,
      PassantHubWritten  on_done)
{
  Written *written = g_new (Written, 1);

  written->server = self;
  written->request = passant_hub_request_ref (request);
  if (passant_hub_writer_push (self->writer, write, data, data_free, on_done, written)) {
    passant_hub_request_wait (request);
    return;
  }

  data_free (data);
  passant_hub_request_unref (written->request);
  g_free (written);
  passant_hub_refuse (request, 503, "busy", "The hub has more to write than it can; try again");
}

/* POST /v1/devices */
static void
on_devices (PassantHubServer  *self,
            PassantHubRequest *request)
{
  g_autofree char *caller =
    passant_hub_listener_dup_remote (passant_hub_request_get_message (request));
  GByteArray *body = passant_hub_request_get_body (request);
  PassantHubRedemption *redemption;
  PassantHubAnswer *refusal;

  if (!passant_hub_guesses_may (self->guesses, caller ? caller : "")) {
    passant_hub_refuse (request, 429, "busy", "Too many wrong codes; wait a minute");
    return;
  }

  redemption = passant_hub_redemption_open ((const char *) body->data, body->len, self->clock,
                                            &refusal);
  if (!redemption) {
    if (refusal->status == 403)
      passant_hub_guesses_note (self->guesses, caller ? caller : "");
    passant_hub_request_answer (request, refusal);
    return;
  }

  push (self, request, passant_hub_redemption_apply, redemption,
        (GDestroyNotify) passant_hub_redemption_free, on_redeemed_cb);
}

/* POST /v1/batches */
static void
on_batches (PassantHubServer  *self,
            PassantHubRequest *request)
{
  GByteArray *body = passant_hub_request_get_body (request);
  PassantHubAnswer *refusal;
  PassantHubBatch *batch =
    passant_hub_batch_open (passant_hub_request_get_device (request), (const char *) body->data,
                            body->len,
                            passant_hub_request_get_header (request, "Passant-Signature"),
                            self->clock,
                            &refusal);

  if (!batch) {
    passant_hub_request_answer (request, refusal);
    return;
  }

  push (self, request, passant_hub_batch_apply, batch, (GDestroyNotify) passant_hub_batch_free,
        on_written_cb);
}

/* GET /v1/receipt */
static void
on_receipt (PassantHubServer  *self,
            PassantHubRequest *request)
{
  g_autoptr (GError) error = NULL;
  PassantHubAnswer *answer =
    passant_hub_batch_tell_receipt (self->store, passant_hub_request_get_device (request)->id,
                                    &error);

  if (answer)
    passant_hub_request_answer (request, answer);
  else if (error)
    refuse_error (request, error);
  else
    passant_hub_refuse (request, 404, "not_found", "The hub holds no facts of this device");
}

/* EPOCH.POSITION.MARK. The mark is of the fact at the position: when a disk was put back to an earlier day, the hub
 * does not know it, and other facts take the same positions. */
static char *
dup_cursor (PassantHubServer *self,
            const char       *scope,
            gint64            position,
            GError          **error)
{
  g_autofree char *mark = passant_hub_store_dup_mark (self->store, scope, position, error);

  return mark ? g_strdup_printf ("%s.%" G_GINT64_FORMAT ".%s",
                                 passant_hub_store_get_epoch (self->store), position, mark) : NULL;
}

/* A cursor of another life of the hub, or none at all, is the beginning. */
static gboolean
read_cursor (PassantHubServer *self,
             const char       *scope,
             const char       *cursor,
             gint64           *position,
             GError          **error)
{
  g_auto (GStrv) parts = g_strsplit (cursor ? cursor : "", ".", 3);
  g_autofree char *same = NULL;
  guint64 number;

  *position = 0;
  if (g_strv_length (parts) != 3 ||
      !g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXINT64, &number, NULL))
    return TRUE;

  same = dup_cursor (self, scope, (gint64) number, error);
  if (!same)
    return FALSE;
  if (g_str_equal (same, cursor))
    *position = (gint64) number;

  return TRUE;
}

static guint
read_limit (const char *limit)
{
  guint64 number;

  if (!limit || !g_ascii_string_to_unsigned (limit, 10, 1, PAGE_FACTS_MAX, &number, NULL))
    return PAGE_FACTS_MAX;

  return (guint) number;
}

static PassantHubAnswer *
tell_page (PassantHubServer       *self,
           const PassantHubDevice *device,
           const PassantHubPage   *page,
           const char             *cursor,
           const char * const     *taken)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *facts;

  yyjson_mut_doc_set_root (doc, root);
  facts = yyjson_mut_obj_add_arr (doc, root, "facts");
  for (guint i = 0; i < page->lines->len; i++)
    yyjson_mut_arr_add_str (doc, facts, g_ptr_array_index (page->lines, i));
  yyjson_mut_obj_add_str (doc, root, "cursor", cursor);
  yyjson_mut_obj_add_bool (doc, root, "more", page->more);
  yyjson_mut_obj_add_sint (doc, root, "held", device->seq);
  yyjson_mut_obj_add_str (doc, root, "hub", passant_hub_store_get_epoch (self->store));
  if (taken[0])
    yyjson_mut_obj_add_val (doc, root, "taken",
                            yyjson_mut_arr_with_str (doc, (const char **) taken,
                                                     g_strv_length ((GStrv) taken)));

  return passant_hub_answer_new_json (200, doc);
}

/* GET /v1/changes */
static void
on_changes (PassantHubServer  *self,
            PassantHubRequest *request)
{
  PassantHubDevice *device = passant_hub_request_get_device (request);
  const char *text =
    g_uri_get_query (soup_server_message_get_uri (passant_hub_request_get_message (request)));
  g_autoptr (GHashTable) query = g_uri_parse_params (text ? text : "", -1, "&", G_URI_PARAMS_NONE,
                                                     NULL);
  g_autofree char *scope = passant_hub_device_dup_scope (device);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantHubPage) page = NULL;
  g_autofree char *cursor = NULL;
  g_auto (GStrv) taken = NULL;
  gint64 after;

  if (!query) {
    passant_hub_refuse (request, 400, "malformed", "The query cannot be read");
    return;
  }

  if (read_cursor (self, scope, g_hash_table_lookup (query, "after"), &after, &error))
    page = passant_hub_store_load_page (self->store, scope, device->id, after,
                                        read_limit (g_hash_table_lookup (query, "limit")), &error);
  if (page)
    cursor = dup_cursor (self, scope, page->position, &error);
  if (cursor)
    taken = passant_hub_store_list_taken (self->store, device->shopper, &error);
  if (taken)
    passant_hub_request_answer (request, tell_page (self, device, page, cursor,
                                                    (const char * const *) taken));
  else
    refuse_error (request, error);
}

static void
on_upload_options (PassantHubServer  *self,
                   PassantHubRequest *request)
{
  passant_hub_uploads_describe (self->uploads, request);
}

static void
on_upload_create (PassantHubServer  *self,
                  PassantHubRequest *request)
{
  passant_hub_uploads_create (self->uploads, request);
}

static void
on_upload_head (PassantHubServer  *self,
                PassantHubRequest *request)
{
  passant_hub_uploads_tell (self->uploads, request);
}

static void
on_upload_begin (PassantHubServer  *self,
                 PassantHubRequest *request)
{
  passant_hub_uploads_begin (self->uploads, request);
}

static void
on_upload_end (PassantHubServer  *self,
               PassantHubRequest *request)
{
  passant_hub_uploads_end (self->uploads, request);
}

/* What the blob's file holds, mapped, not read; NULL when it is not what the hub's own row says. */
static GBytes *
map_blob (PassantHubServer *self,
          const char       *sha256,
          gint64            bytes)
{
  g_autofree char *path = passant_blobs_dup_path (self->blobs, sha256);
  g_autoptr (GMappedFile) file = path ? g_mapped_file_new (path, FALSE, NULL) : NULL;

  if (!file || (gint64) g_mapped_file_get_length (file) != bytes)
    return NULL;

  return g_mapped_file_get_bytes (file);
}

/* GET /v1/blobs/SHA256 */
static void
on_blob (PassantHubServer  *self,
         PassantHubRequest *request)
{
  g_autofree char *scope = passant_hub_device_dup_scope (passant_hub_request_get_device (request));
  const char *sha256 = passant_hub_request_get_name (request);
  g_autoptr (GError) error = NULL;
  PassantHubAnswer *answer;
  GBytes *body;
  gint64 bytes;

  if (!passant_hub_store_find_blob (self->store, sha256, scope, &bytes, &error)) {
    refuse_error (request, error);
    return;
  }
  if (bytes < 0 || !passant_hub_is_sha256 (sha256)) {
    passant_hub_refuse (request, 404, "not_found", "The hub has no such file for this device");
    return;
  }

  body = map_blob (self, sha256, bytes);
  if (!body) {
    g_warning ("Blob %s is missing or cut short", sha256);
    passant_hub_refuse (request, 500, "damaged", "The hub's copy of this file is damaged");
    return;
  }

  answer = passant_hub_answer_new (200);
  answer->content_type = "application/octet-stream";
  answer->body = body;
  passant_hub_answer_add_header (answer, "Content-Disposition", "attachment");
  passant_hub_answer_add_header (answer, "Content-Security-Policy", "sandbox");
  passant_hub_answer_add_header (answer, "X-Content-Type-Options", "nosniff");
  passant_hub_request_answer (request, answer);
}

static const Route routes[] = {
  { "GET", "/v1/hub", FALSE, 0, NULL, on_hub },
  { "POST", "/v1/devices", FALSE, 8192, NULL, on_devices },
  { "POST", "/v1/batches", TRUE, PASSANT_HUB_BATCH_BYTES_MAX, NULL, on_batches },
  { "GET", "/v1/receipt", TRUE, 0, NULL, on_receipt },
  { "GET", "/v1/changes", TRUE, 0, NULL, on_changes },
  { "OPTIONS", "/v1/blobs", FALSE, 0, NULL, on_upload_options },
  { "POST", "/v1/blobs", TRUE, 0, NULL, on_upload_create },
  { "HEAD", "/v1/blobs/uploads/*", TRUE, 0, NULL, on_upload_head },
  { "PATCH", "/v1/blobs/uploads/*", TRUE, PASSANT_HUB_CHUNK_BYTES_MAX, on_upload_begin,
    on_upload_end },
  { "GET", "/v1/blobs/*", TRUE, 0, NULL, on_blob },
};

/* The name at the end of @path, "" when @route has none, NULL when this is not the route's path. */
static const char *
match_path (const Route *route,
            const char  *path)
{
  gsize length = strlen (route->path);

  if (route->path[length - 1] != '*')
    return g_str_equal (path, route->path) ? "" : NULL;

  if (strncmp (path, route->path,
               length - 1) != 0 || !path[length - 1] || strchr (path + length - 1, '/'))
    return NULL;

  return path + length - 1;
}

static const Route *
find_route (PassantHubRequest *request,
            gboolean          *path_is_known)
{
  SoupServerMessage *message = passant_hub_request_get_message (request);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  *path_is_known = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++) {
    const char *name = match_path (&routes[i], path);

    if (!name)
      continue;
    *path_is_known = TRUE;
    if (g_str_equal (routes[i].method, soup_server_message_get_method (message))) {
      passant_hub_request_set_name (request, name);
      return &routes[i];
    }
  }

  return NULL;
}

static guint
count_header (SoupMessageHeaders *headers,
              const char         *wanted)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;
  guint count = 0;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    count += g_ascii_strcasecmp (name, wanted) == 0;

  return count;
}

/* Requests whose end two readers could see in different places are not read at all, and end the connection. libsoup
 * takes the last of several; a proxy may take the first. */
static gboolean
is_ambiguous (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *length = soup_message_headers_get_one (headers, "Content-Length");

  if (count_header (headers, "Host") > 1 || count_header (headers, "Content-Length") > 1 ||
      count_header (headers, "Transfer-Encoding") > 0)
    return TRUE;

  return length && !g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, NULL, NULL);
}

/* Uploads and pushes are taken from every app there ever was: nobody is to lose data for an old version. */
static gboolean
is_too_old (PassantHubRequest *request,
            const Route       *route)
{
  return passant_hub_request_get_header (request, "Passant-Protocol") &&
         passant_hub_request_get_number (request, "Passant-Protocol") < PROTOCOL &&
         route->needs_token && g_str_equal (route->method, "GET");
}

static void
let_in (PassantHubServer  *self,
        PassantHubRequest *request)
{
  const char *header = passant_hub_request_get_header (request, "Authorization");
  g_autoptr (PassantHubDevice) device = NULL;
  g_autoptr (GError) error = NULL;

  if (header && g_ascii_strncasecmp (header, "Bearer ", 7) == 0)
    device = passant_hub_devices_find (self->store, header + 7, &error);

  if (error)
    refuse_error (request, error);
  else if (!device)
    passant_hub_refuse (request, 401, "unknown_device",
                        "The hub does not know this device; ask for a new enrolment code");
  else if (device->revoked)
    passant_hub_refuse (request, 403, "revoked", "This device was shut out by the coordinator");
  else
    passant_hub_request_take_device (request, g_steal_pointer (&device));
}

static void
close_after (SoupServerMessage *message)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
}

/* What every answer carries, errors too. */
static void
add_headers (SoupServerMessage *message,
             const char        *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Passant-Protocol", G_STRINGIFY (PROTOCOL));
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  if (g_str_has_prefix (path, "/v1/blobs"))
    soup_message_headers_replace (headers, "Tus-Resumable", "1.0.0");
}

static void
refuse_body (PassantHubRequest *request)
{
  close_after (passant_hub_request_get_message (request));
  passant_hub_refuse (request, 413, "too_large",
                      "This is more than the hub takes at once; send smaller pieces");
}

/* Counts a body as it comes, whatever it was announced to be. */
static void
on_got_chunk_cb (SoupServerMessage *message,
                 GBytes            *piece,
                 gpointer           data)
{
  PassantHubServer *self = data;
  PassantHubRequest *request = passant_hub_request_get (message);
  const Route *route = g_object_get_data (G_OBJECT (message), "passant-hub-route");
  GByteArray *body = passant_hub_request_get_body (request);

  if (passant_hub_request_is_answered (request))
    return;

  if (route->begin) {
    passant_hub_uploads_take (self->uploads, request, piece);
    return;
  }

  if (body->len + g_bytes_get_size (piece) > route->body_bytes_max)
    refuse_body (request);
  else
    g_byte_array_append (body, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
}

static void
admit_body (PassantHubServer  *self,
            PassantHubRequest *request,
            const Route       *route)
{
  gint64 length = passant_hub_request_get_number (request, "Content-Length");

  if (length > (gint64) route->body_bytes_max) {
    refuse_body (request);
    return;
  }

  if (route->begin)
    route->begin (self, request);
}

/* With the headers, before any of the body: everything that can be refused, is. */
static void
on_early (SoupServer        *soup,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  PassantHubServer *self = data;
  PassantHubRequest *request = passant_hub_request_new (message);
  gboolean path_is_known;
  const Route *route = find_route (request, &path_is_known);
  gint64 length = passant_hub_request_get_number (request, "Content-Length");

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
  add_headers (message, path);
  passant_hub_listener_note_body (message);
  g_object_set_data (G_OBJECT (message), "passant-hub-route", (gpointer) route);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk_cb), self);

  if (self->is_closing) {
    close_after (message);
    passant_hub_refuse (request, 503, "busy", "The hub is closing; try again");
  } else if (is_ambiguous (message)) {
    close_after (message);
    passant_hub_refuse (request, 400, "malformed",
                        "One Host, one Content-Length and no Transfer-Encoding, please");
  } else if (!route) {
    passant_hub_refuse (request, path_is_known ? 405 : 404, "not_found", "There is nothing here");
  } else if (is_too_old (request, route)) {
    passant_hub_refuse (request, 426, "too_old",
                        "This app is too old for the hub; update it, sending still works");
  } else {
    if (route->needs_token)
      let_in (self, request);
    if (!passant_hub_request_is_answered (request))
      admit_body (self, request, route);
  }

  if (length > POLITE_BYTES_MAX)
    passant_hub_listener_cut (message);
}

static void
on_whole (SoupServer        *soup,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  PassantHubServer *self = data;
  PassantHubRequest *request = passant_hub_request_get (message);
  const Route *route = g_object_get_data (G_OBJECT (message), "passant-hub-route");

  passant_hub_listener_note_working (message);
  if (self->is_closing && !passant_hub_request_is_answered (request))
    passant_hub_refuse (request, 503, "busy", "The hub is closing; try again");
  if (!passant_hub_request_is_answered (request))
    route->handle (self, request);
}

static void
on_request_aborted_cb (PassantHubServer  *self,
                       SoupServerMessage *message)
{
  PassantHubRequest *request = passant_hub_request_get (message);

  if (request)
    passant_hub_uploads_abandon (self->uploads, request);
}

static gboolean
open_storage (PassantHubServer *self,
              const char       *folder,
              GError          **error)
{
  g_autofree char *blobs_folder = g_build_filename (folder, "blobs", NULL);
  PassantHubStore *writing;

  self->store = passant_hub_store_open (folder, error);
  if (!self->store)
    return FALSE;

  self->lock = passant_hub_lock (folder, error);
  if (self->lock < 0 || !passant_hub_store_settle (self->store, self->clock, error))
    return FALSE;

  self->blobs = passant_blobs_open (blobs_folder, error);
  if (!self->blobs || !passant_hub_uploads_recover (self->store, self->blobs, self->clock, error))
    return FALSE;

  writing = passant_hub_store_open (folder, error);
  if (!writing)
    return FALSE;

  self->writer = passant_hub_writer_new (writing);
  self->uploads = passant_hub_uploads_new (self->store, self->blobs, self->writer, self->clock,
                                           error);

  return self->uploads != NULL;
}

static gboolean
on_sweep_cb (gpointer data)
{
  PassantHubServer *self = data;

  passant_hub_uploads_sweep (self->uploads);

  return G_SOURCE_CONTINUE;
}

static void
free_server (PassantHubServer *self)
{
  g_clear_handle_id (&self->sweep, g_source_remove);
  g_clear_pointer (&self->listener, passant_hub_listener_free);
  g_clear_object (&self->soup);
  g_clear_pointer (&self->uploads, passant_hub_uploads_free);
  g_clear_pointer (&self->writer, passant_hub_writer_free);
  g_clear_pointer (&self->guesses, passant_hub_guesses_free);
  g_clear_pointer (&self->blobs, passant_blobs_unref);
  g_clear_pointer (&self->store, passant_hub_store_free);
  g_clear_pointer (&self->clock, passant_clock_unref);
  g_clear_fd (&self->lock, NULL);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubServer, free_server)

PassantHubServer *
passant_hub_server_new (const char             *folder,
                        const char             *address,
                        const PassantHubLimits *limits,
                        PassantClock           *clock,
                        GError                **error)
{
  g_autoptr (PassantHubServer) self = g_new0 (PassantHubServer, 1);

  self->lock = -1;
  self->clock = passant_clock_ref (clock);
  if (!open_storage (self, folder, error))
    return NULL;

  self->guesses = passant_hub_guesses_new (clock);
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_early_handler (self->soup, "/", on_early, self, NULL);
  soup_server_add_handler (self->soup, "/", on_whole, self, NULL);
  g_signal_connect_swapped (self->soup, "request-aborted", G_CALLBACK (on_request_aborted_cb),
                            self);

  self->sweep = g_timeout_add_seconds (SWEEP_S, on_sweep_cb, self);
  self->listener = passant_hub_listener_new (self->soup, address, limits, clock, error);
  if (!self->listener)
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
on_grace_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

void
passant_hub_server_close (PassantHubServer *self,
                          guint             grace_s)
{
  gboolean is_over = FALSE;
  guint timer = g_timeout_add_seconds (grace_s, on_grace_over_cb, &is_over);

  passant_hub_listener_stop (self->listener);
  while (!is_over && passant_hub_listener_count_busy (self->listener) > 0)
    g_main_context_iteration (NULL, TRUE);
  if (!is_over)
    g_source_remove (timer);

  /* What was read is kept, and whoever still listens hears so; the flushers give their work to the writer. */
  self->is_closing = TRUE;
  passant_hub_uploads_wait (self->uploads);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_clear_pointer (&self->writer, passant_hub_writer_free);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  free_server (self);
}

const char *
passant_hub_server_get_url (PassantHubServer *self)
{
  return passant_hub_listener_get_url (self->listener);
}

const char *
passant_hub_server_get_title (PassantHubServer *self)
{
  return passant_hub_store_get_title (self->store);
}
