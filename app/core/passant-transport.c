/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-transport.h"

#include "passant-blob.h"
#include "passant-error.h"

#include <curl/curl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>

#define CONNECT_S_MAX 20
#define SLOW_BYTES_PER_S 100
#define WHOLE_REQUEST_PATIENCES 10
#define SENT_TWICE_BYTES_MAX (64 * 1024)

/**
 * PassantTransport:
 *
 * Requests to one hub. The only file that knows libcurl.
 *
 * The network between a shop and a hub is taken for hostile: a captive portal answers with its own page, a peer drips one
 * byte a second, a small gzip unfolds to gigabytes. So there are no redirects (a token must not follow one), no proxy or
 * netrc from the environment, TLS 1.3 only, and bytes are counted after decoding, where libcurl's own limit does not look.
 */
struct _PassantTransport {
  CURL  *easy;
  CURLM *multi;         /* own, so that cancelling can wake it */
  char  *url;           /* without a closing slash */
  char  *authorization; /* header line, or NULL */
  guint  patience_s;
  gint64 bytes_sent;
};

typedef struct curl_slist CurlLines;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CurlLines, curl_slist_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CURLU, curl_url_cleanup)

/* One request under way. */
typedef struct {
  PassantTransport *transport;
  GBytes           *body;
  gsize             body_offset;
  const char       *body_file;
  FILE             *file;
  gint64            received; /* decoded */
  GByteArray       *memory;
  GHashTable       *headers;
  gboolean          head_is_whole;
  gboolean          too_long;
  gboolean          disk_failed;
} Exchange;

static Exchange *
exchange_new (PassantTransport *transport,
              GBytes           *body,
              const char       *body_file)
{
  Exchange *self = g_new0 (Exchange, 1);

  self->transport = transport;
  self->body = body;
  self->body_file = body_file;
  self->memory = g_byte_array_new ();
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

static void
exchange_free (Exchange *self)
{
  g_clear_pointer (&self->file, fclose);
  g_clear_pointer (&self->memory, g_byte_array_unref);
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, exchange_free)

static gsize
on_read_cb (char    *buffer,
            gsize    size,
            gsize    n_items,
            gpointer data)
{
  Exchange *exchange = data;
  gsize length;
  const char *bytes = g_bytes_get_data (exchange->body, &length);
  gsize n = MIN (size * n_items, length - exchange->body_offset);

  if (n > 0)
    memcpy (buffer, bytes + exchange->body_offset, n);
  exchange->body_offset += n;
  exchange->transport->bytes_sent += n;

  return n;
}

/* A kept connection may turn out dead: libcurl then rewinds and sends the request over a new one. Not so a large body: by
 * then the other side may have it, and asking comes cheaper than sending again. */
static int
on_seek_cb (gpointer   data,
            curl_off_t offset,
            int        origin)
{
  Exchange *exchange = data;

  if (origin != SEEK_SET || offset < 0 || (gsize) offset > g_bytes_get_size (exchange->body) ||
      exchange->body_offset - (gsize) offset > SENT_TWICE_BYTES_MAX)
    return CURL_SEEKFUNC_FAIL;

  exchange->body_offset = (gsize) offset;

  return CURL_SEEKFUNC_OK;
}

static gsize
on_header_cb (char    *line,
              gsize    size,
              gsize    n_items,
              gpointer data)
{
  Exchange *exchange = data;
  gsize length = size * n_items;
  const char *colon = memchr (line, ':', length);

  /* An interim answer (100 Continue) is not the answer. */
  if (length > 5 && g_ascii_strncasecmp (line, "HTTP/", 5) == 0)
    g_hash_table_remove_all (exchange->headers);
  /* libcurl takes a head that was cut short for a whole one. */
  exchange->head_is_whole = line[0] == '\r' || line[0] == '\n';
  if (colon)
    g_hash_table_replace (exchange->headers, g_ascii_strdown (line, colon - line),
                          g_strstrip (g_strndup (colon + 1, line + length - colon - 1)));

  return length;
}

static gboolean
goes_to_file (Exchange *exchange)
{
  long status = 0;

  curl_easy_getinfo (exchange->transport->easy, CURLINFO_RESPONSE_CODE, &status);

  return exchange->body_file && status == 200;
}

/* Locked while it is written: whoever opens the same store meanwhile takes it for nobody's leftover. */
static FILE *
open_file (const char *path)
{
  FILE *file = g_fopen (path, "wbe");

  if (file && flock (fileno (file), LOCK_EX | LOCK_NB) != 0)
    g_clear_pointer (&file, fclose);

  return file;
}

static gsize
write_to_file (Exchange   *exchange,
               const char *bytes,
               gsize       length)
{
  if (!exchange->file)
    exchange->file = open_file (exchange->body_file);

  if (!exchange->file || fwrite (bytes, 1, length, exchange->file) != length) {
    exchange->disk_failed = TRUE;
    return CURL_WRITEFUNC_ERROR;
  }

  return length;
}

static gsize
on_write_cb (char    *bytes,
             gsize    size,
             gsize    n_items,
             gpointer data)
{
  Exchange *exchange = data;
  gsize length = size * n_items;
  gboolean to_file = goes_to_file (exchange);

  exchange->received += length;
  if (exchange->received > (to_file ? PASSANT_BLOB_BYTES_MAX : PASSANT_REPLY_BYTES_MAX)) {
    exchange->too_long = TRUE;
    return CURL_WRITEFUNC_ERROR;
  }

  if (to_file)
    return write_to_file (exchange, bytes, length);

  g_byte_array_append (exchange->memory, (const guint8 *) bytes, length);

  return length;
}

static void
on_cancelled_cb (GCancellable *cancellable,
                 gpointer      multi)
{
  curl_multi_wakeup (multi);
}

static CurlLines *
build_lines (PassantTransport   *self,
             const char * const *headers)
{
  /* Waiting for "100 Continue" costs a second with peers that do not know it. */
  CurlLines *lines = curl_slist_append (NULL, "Expect:");

  lines = curl_slist_append (lines, "Passant-Protocol: 1");
  if (self->authorization)
    lines = curl_slist_append (lines, self->authorization);
  for (; headers && *headers; headers++)
    lines = curl_slist_append (lines, *headers);

  return lines;
}

static void
set_caution (PassantTransport *self,
             gboolean          to_file)
{
  curl_easy_setopt (self->easy, CURLOPT_PROTOCOLS_STR,
                    g_str_has_prefix (self->url, "http:") ? "http" : "https");
  curl_easy_setopt (self->easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (self->easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_3);
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (self->easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (self->easy, CURLOPT_PROXY, "");
  curl_easy_setopt (self->easy, CURLOPT_NETRC, (long) CURL_NETRC_IGNORED);
  curl_easy_setopt (self->easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_2TLS);
  curl_easy_setopt (self->easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (self->easy, CURLOPT_CONNECTTIMEOUT,
                    (long) MIN (self->patience_s, CONNECT_S_MAX));
  curl_easy_setopt (self->easy, CURLOPT_LOW_SPEED_LIMIT, (long) SLOW_BYTES_PER_S);
  curl_easy_setopt (self->easy, CURLOPT_LOW_SPEED_TIME, (long) self->patience_s);
  /* A whole photo over a thin line may take long; everything else is at most a page. */
  curl_easy_setopt (self->easy, CURLOPT_TIMEOUT,
                    to_file ? 0L : (long) self->patience_s * WHOLE_REQUEST_PATIENCES);
}

static void
set_request (PassantTransport *self,
             Exchange         *exchange,
             const char       *method,
             const char       *url,
             CurlLines        *lines)
{
  curl_easy_reset (self->easy);
  set_caution (self, exchange->body_file != NULL);
  curl_easy_setopt (self->easy, CURLOPT_URL, url);
  curl_easy_setopt (self->easy, CURLOPT_HTTPHEADER, lines);
  curl_easy_setopt (self->easy, CURLOPT_USERAGENT, "Passant/" PASSANT_VERSION);
  curl_easy_setopt (self->easy, CURLOPT_ACCEPT_ENCODING, "gzip");
  curl_easy_setopt (self->easy, CURLOPT_HEADERFUNCTION, on_header_cb);
  curl_easy_setopt (self->easy, CURLOPT_HEADERDATA, exchange);
  curl_easy_setopt (self->easy, CURLOPT_WRITEFUNCTION, on_write_cb);
  curl_easy_setopt (self->easy, CURLOPT_WRITEDATA, exchange);

  if (exchange->body) {
    curl_easy_setopt (self->easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt (self->easy, CURLOPT_INFILESIZE_LARGE,
                      (curl_off_t) g_bytes_get_size (exchange->body));
    curl_easy_setopt (self->easy, CURLOPT_READFUNCTION, on_read_cb);
    curl_easy_setopt (self->easy, CURLOPT_READDATA, exchange);
    curl_easy_setopt (self->easy, CURLOPT_SEEKFUNCTION, on_seek_cb);
    curl_easy_setopt (self->easy, CURLOPT_SEEKDATA, exchange);
  }
  if (g_str_equal (method, "HEAD"))
    curl_easy_setopt (self->easy, CURLOPT_NOBODY, 1L);
  else
    curl_easy_setopt (self->easy, CURLOPT_CUSTOMREQUEST, method);
}

static CURLcode
run_multi (PassantTransport *self,
           GCancellable     *cancellable)
{
  CURLMcode code = curl_multi_add_handle (self->multi, self->easy);
  CURLcode result = CURLE_ABORTED_BY_CALLBACK;
  CURLMsg *message;
  int n = 1;

  while (code == CURLM_OK && n > 0 && !g_cancellable_is_cancelled (cancellable)) {
    code = curl_multi_perform (self->multi, &n);
    if (code == CURLM_OK && n > 0)
      code = curl_multi_poll (self->multi, NULL, 0, 1000, NULL);
  }

  while ((message = curl_multi_info_read (self->multi, &n))) {
    if (message->msg == CURLMSG_DONE)
      result = message->data.result;
  }
  curl_multi_remove_handle (self->multi, self->easy);

  return result;
}

static CURLcode
perform (PassantTransport *self,
         GCancellable     *cancellable)
{
  gulong id = 0;
  CURLcode result;

  if (cancellable)
    id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled_cb), self->multi, NULL);
  result = run_multi (self, cancellable);
  g_cancellable_disconnect (cancellable, id);

  return result;
}

static const char *
explain (CURLcode code)
{
  switch (code) {
  case CURLE_COULDNT_RESOLVE_HOST:
    return _("There is no network just now, or the hub's address is unknown.");
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_CONNECT_ERROR:
  case CURLE_SSL_CACERT_BADFILE:
  case CURLE_SSL_ISSUER_ERROR:
  case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
  case CURLE_SSL_INVALIDCERTSTATUS:
    return _("The line to the hub is not private on this network, so nothing was sent.");
  case CURLE_PARTIAL_FILE:
  case CURLE_SEND_ERROR:
  case CURLE_SEND_FAIL_REWIND:
  case CURLE_RECV_ERROR:
    return _("The line to the hub broke off.");
  case CURLE_OPERATION_TIMEDOUT:
    return _("The hub took too long to answer.");
  default:
    return _("The hub did not answer.");
  }
}

static void
fail (Exchange *exchange,
      CURLcode  code,
      GError  **error)
{
  if (exchange->disk_failed)
    g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE,
                         _("What the hub sent could not be kept: no space is left on this device"));
  else if (exchange->too_long)
    passant_error_set_offline (error, _("The hub's answer was far too long to be one, so it was "
                                        "not read."));
  else
    passant_error_set_offline (error, explain (code));

  g_debug ("transport: %s", curl_easy_strerror (code));
}

/* An empty 200 makes an empty file; what was buffered is handed to the kernel here, where failing can still be told. */
static gboolean
close_file (Exchange *exchange)
{
  if (!goes_to_file (exchange))
    return TRUE;
  if (!exchange->file)
    exchange->file = open_file (exchange->body_file);

  exchange->disk_failed = !exchange->file || fclose (exchange->file) != 0;
  exchange->file = NULL;

  return !exchange->disk_failed;
}

static PassantReply *
build_reply (Exchange *exchange)
{
  PassantReply *reply = g_new0 (PassantReply, 1);
  long status = 0;

  curl_easy_getinfo (exchange->transport->easy, CURLINFO_RESPONSE_CODE, &status);
  reply->status = (int) status;
  reply->headers = g_steal_pointer (&exchange->headers);
  reply->content_type = g_strdup (g_hash_table_lookup (reply->headers, "content-type"));
  reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->memory));

  return reply;
}

void
passant_reply_free (PassantReply *self)
{
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

const char *
passant_reply_get_header (PassantReply *self,
                          const char   *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return g_hash_table_lookup (self->headers, name);
}

static char *
dup_part (CURLU    *parts,
          CURLUPart what)
{
  char *part = NULL;
  char *copy;

  if (curl_url_get (parts, what, &part, 0) != CURLUE_OK)
    return NULL;

  copy = g_strdup (part);
  curl_free (part);

  return copy;
}

static gboolean
is_loopback (const char *host)
{
  /* "[::1]" comes with its brackets. */
  gboolean is_ip6 = host[0] == '[';
  g_autofree char *bare = g_strndup (host + is_ip6, strlen (host) - 2 * is_ip6);
  g_autoptr (GInetAddress) address = NULL;

  address = g_inet_address_new_from_string (bare);

  /* libcurl never asks the name service about "localhost". */
  return address ? g_inet_address_get_is_loopback (address) : g_str_equal (host, "localhost");
}

/* Read with libcurl's own parser, so that what is checked is what is connected to. */
static gboolean
is_hub_url (CURLU *parts)
{
  g_autofree char *scheme = dup_part (parts, CURLUPART_SCHEME);
  g_autofree char *host = dup_part (parts, CURLUPART_HOST);
  g_autofree char *user = dup_part (parts, CURLUPART_USER);
  g_autofree char *query = dup_part (parts, CURLUPART_QUERY);
  g_autofree char *fragment = dup_part (parts, CURLUPART_FRAGMENT);

  if (!scheme || !host || user || query || fragment)
    return FALSE;

  return g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && is_loopback (host));
}

/**
 * passant_transport_new:
 * @url: the hub's address
 *
 * Makes a line to one hub; connects to nothing yet. Refuses with %PASSANT_ERROR_INVALID what is neither https nor http to
 * this very machine, so that no token or answer can ever cross a network in the clear.
 */
PassantTransport *
passant_transport_new (const char *url,
                       GError    **error)
{
  static gsize started;
  g_autoptr (CURLU) parts = NULL;
  PassantTransport *self;

  g_return_val_if_fail (url != NULL, NULL);

  if (g_once_init_enter (&started)) {
    curl_global_init (CURL_GLOBAL_DEFAULT);
    g_once_init_leave (&started, 1);
  }

  parts = curl_url ();
  if (curl_url_set (parts, CURLUPART_URL, url, 0) != CURLUE_OK || !is_hub_url (parts)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("“%s” is not a hub's address: it should begin with https://"), url);
    return NULL;
  }

  self = g_new0 (PassantTransport, 1);
  self->easy = curl_easy_init ();
  self->multi = curl_multi_init ();
  self->url = dup_part (parts, CURLUPART_URL);
  self->patience_s = PASSANT_PATIENCE_S_DEFAULT;
  while (g_str_has_suffix (self->url, "/"))
    self->url[strlen (self->url) - 1] = '\0';

  return self;
}

void
passant_transport_free (PassantTransport *self)
{
  g_clear_pointer (&self->easy, curl_easy_cleanup);
  g_clear_pointer (&self->multi, curl_multi_cleanup);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->authorization, g_free);
  g_free (self);
}

void
passant_transport_set_token (PassantTransport *self,
                             const char       *token)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->authorization, g_free);
  if (token && *token)
    self->authorization = g_strconcat ("Authorization: Bearer ", token, NULL);
}

void
passant_transport_set_patience_s (PassantTransport *self,
                                  guint             seconds)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (seconds > 0);

  self->patience_s = seconds;
}

gint64
passant_transport_get_bytes_sent (PassantTransport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->bytes_sent;
}

/**
 * passant_transport_send:
 * @path: begins with a slash, already escaped
 *
 * Sends one request and waits for the whole answer. Any status is an answer; %PASSANT_ERROR_OFFLINE means that there was
 * none, and then nobody knows whether the hub acted on the request: ask it. A half-written @body_file is removed.
 */
PassantReply *
passant_transport_send (PassantTransport   *self,
                        const char         *method,
                        const char         *path,
                        const char * const *headers,
                        GBytes             *body,
                        const char         *body_file,
                        GCancellable       *cancellable,
                        GError            **error)
{
  g_autoptr (CurlLines) lines = NULL;
  g_autoptr (Exchange) exchange = NULL;
  g_autofree char *url = NULL;
  CURLcode code;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (method != NULL && path && path[0] == '/', NULL);

  url = g_strconcat (self->url, path, NULL);
  lines = build_lines (self, headers);
  exchange = exchange_new (self, body, body_file);
  set_request (self, exchange, method, url, lines);
  code = perform (self, cancellable);

  if (code == CURLE_OK && !exchange->head_is_whole)
    code = CURLE_PARTIAL_FILE;

  if (code == CURLE_OK && close_file (exchange))
    return build_reply (exchange);

  if (body_file)
    g_unlink (body_file);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    fail (exchange, code, error);

  return NULL;
}
