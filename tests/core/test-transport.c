/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-blob.h"
#include "passant-error.h"
#include "passant-scripted-server.h"
#include "passant-test-folder.h"
#include "passant-transport.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define BODY "{\"passant\":1}"

typedef struct {
  PassantScriptedServer *server;
  PassantTransport      *transport;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->server = passant_scripted_server_new ();
  self->transport = passant_transport_new (passant_scripted_server_get_url (self->server), &error);
  g_assert_no_error (error);
  passant_transport_set_patience_s (self->transport, 1);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_clear_pointer (&self->transport, passant_transport_free);
  g_clear_pointer (&self->server, passant_scripted_server_free);
}

static PassantReply *
get (Fixture *self,
     GError **error)
{
  return passant_transport_send (self->transport, "GET", "/v1/hub", NULL, NULL, NULL, NULL, error);
}

/* Whatever went wrong: it is told as a sentence, and as something that waiting may cure. */
static void
assert_offline (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantReply) reply = get (self, &error);

  g_assert_null (reply);
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE);
  g_assert_nonnull (strstr (error->message, "sending goes on by itself"));
  g_assert_false (g_str_has_suffix (error->message, "."));
}

static void
test_transport_answers (Fixture      *self,
                        gconstpointer data)
{
  static const char * const headers[] = { "Content-Type: text/plain", "X-Word: yes", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static ("hello", 5);
  g_autoptr (PassantReply) reply = NULL;
  g_autofree char *request = NULL;

  passant_scripted_server_answer (self->server, "201 Created", "application/json", BODY);
  passant_transport_set_token (self->transport, "secret");
  reply = passant_transport_send (self->transport, "POST", "/v1/x", headers, body, NULL, NULL,
                                  &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 201);
  g_assert_cmpstr (reply->content_type, ==, "application/json");
  g_assert_cmpstr (passant_reply_get_header (reply, "content-length"), ==, "13");
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), BODY,
                   strlen (BODY));

  request = passant_scripted_server_dup_request (self->server, 0);
  g_assert_true (g_str_has_prefix (request, "POST /v1/x HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Bearer secret\r\n"));
  g_assert_nonnull (strstr (request, "\r\nPassant-Protocol: 1\r\n"));
  g_assert_nonnull (strstr (request, "\r\nX-Word: yes\r\n"));
  g_assert_null (strstr (request, "Expect"));
  g_assert_true (g_str_has_suffix (request, "\r\n\r\nhello"));
  g_assert_cmpint (passant_transport_get_bytes_sent (self->transport), ==, 5);
}

static void
test_transport_head_and_empty (Fixture      *self,
                               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (PassantReply) head = NULL;
  g_autoptr (PassantReply) post = NULL;
  g_autofree char *request = NULL;

  passant_scripted_server_say (self->server,
                               "HTTP/1.1 200 OK\r\nUpload-Offset: 7\r\nContent-Length: 9\r\n\r\n",
                               -1, 0, PASSANT_ENDING_KEEP);
  passant_scripted_server_say (self->server, "HTTP/1.1 204 No Content\r\n\r\n", -1, 0,
                               PASSANT_ENDING_KEEP);
  head = passant_transport_send (self->transport, "HEAD", "/a", NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (passant_reply_get_header (head, "upload-offset"), ==, "7");

  post = passant_transport_send (self->transport, "POST", "/b", NULL, nothing, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (post->status, ==, 204);
  request = passant_scripted_server_dup_request (self->server, 1);
  g_assert_nonnull (strstr (request, "\r\nContent-Length: 0\r\n"));
}

/* An answer is an answer, whatever it says; the caller judges. A redirect is one too, and is never followed. */
static void
test_transport_any_status (Fixture      *self,
                           gconstpointer data)
{
  static const struct {
    const char *status;
    int         expected;
  } rows[] = {
    { "200 OK", 200 }, { "302 Found\r\nLocation: http://127.0.0.1:9/", 302 },
    { "401 Unauthorized\r\nWWW-Authenticate: Basic", 401 }, { "409 Conflict", 409 },
    { "460 Checksum", 460 }, { "500 Oops", 500 }, { "503 Busy", 503 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantReply) reply = NULL;

    passant_scripted_server_answer (self->server, rows[i].status, "text/html",
                                    "<html>Welcome to the shopping centre</html>");
    reply = get (self, &error);
    g_assert_no_error (error);
    g_assert_cmpint (reply->status, ==, rows[i].expected);
    g_assert_cmpuint (passant_scripted_server_count (self->server), ==, i + 1);
  }
}

static void
test_transport_interim_answer (Fixture      *self,
                               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantReply) reply = NULL;

  passant_scripted_server_say (self->server, "HTTP/1.1 103 Early Hints\r\nX-Early: yes\r\n\r\n"
                               "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                               -1, 0, PASSANT_ENDING_KEEP);
  reply = get (self, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 200);
  g_assert_null (passant_reply_get_header (reply, "x-early"));
}

static void
test_transport_slow_answer (Fixture      *self,
                            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantReply) reply = NULL;

  passant_scripted_server_say (self->server, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", -1,
                               400, PASSANT_ENDING_HALF_CLOSE);
  reply = get (self, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 200);
}

static void
test_transport_no_answer (Fixture      *self,
                          gconstpointer data)
{
  static const struct {
    const char   *bytes;
    PassantEnding ending;
  } rows[] = {
    { "", PASSANT_ENDING_CLOSE },
    { "", PASSANT_ENDING_HALF_CLOSE },
    { "", PASSANT_ENDING_HOLD },
    { "", PASSANT_ENDING_DRIP },
    { "SSH-2.0-OpenSSH_9.9\r\n", PASSANT_ENDING_CLOSE },
    { "HTTP/1.1 200 OK\r\nContent-Le", PASSANT_ENDING_CLOSE },
    { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"passant\"", PASSANT_ENDING_CLOSE },
    { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"passant\"", PASSANT_ENDING_HALF_CLOSE },
    { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"passant\"", PASSANT_ENDING_HOLD },
    { "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{\"passant\"", PASSANT_ENDING_DRIP },
    { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"pas", PASSANT_ENDING_CLOSE },
    { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}",
      PASSANT_ENDING_CLOSE },
    { "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nlies",
      PASSANT_ENDING_CLOSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gint64 started = g_get_monotonic_time ();

    g_test_message ("row %u", i);
    passant_scripted_server_say (self->server, rows[i].bytes, -1, 0, rows[i].ending);
    assert_offline (self);
    g_assert_cmpint (g_get_monotonic_time () - started, <, 5 * G_USEC_PER_SEC);
  }
}

static void
test_transport_nobody_listens (void)
{
  g_autoptr (PassantScriptedServer) server = passant_scripted_server_new ();
  g_autofree char *url = g_strdup (passant_scripted_server_get_url (server));
  g_autoptr (PassantTransport) transport = passant_transport_new (url, NULL);
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&server, passant_scripted_server_free);
  reply = passant_transport_send (transport, "GET", "/", NULL, NULL, NULL, NULL, &error);
  g_assert_null (reply);
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE);
}

static GBytes *
gzip (gsize n_zeros)
{
  g_autofree char *zeros = g_malloc0 (n_zeros);
  g_autoptr (GZlibCompressor) gzipper = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GBytes) plain = g_bytes_new_take (g_steal_pointer (&zeros), n_zeros);
  g_autoptr (GError) error = NULL;
  GBytes *small = g_converter_convert_bytes (G_CONVERTER (gzipper), plain, &error);

  g_assert_no_error (error);

  return small;
}

static void
say_gzipped (Fixture *self,
             gsize    n_zeros)
{
  g_autoptr (GBytes) body = gzip (n_zeros);
  g_autoptr (GString) bytes = g_string_new ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n");

  g_string_append_printf (bytes, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          g_bytes_get_size (body));
  g_string_append_len (bytes, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  passant_scripted_server_say (self->server, bytes->str, bytes->len, 0, PASSANT_ENDING_KEEP);
}

static void
test_transport_gzip_bomb (Fixture      *self,
                          gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantReply) reply = NULL;

  say_gzipped (self, PASSANT_REPLY_BYTES_MAX);
  reply = get (self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, PASSANT_REPLY_BYTES_MAX);

  say_gzipped (self, PASSANT_REPLY_BYTES_MAX + 1);
  assert_offline (self);
  say_gzipped (self, 8 * PASSANT_REPLY_BYTES_MAX);
  assert_offline (self);
}

static void
test_transport_huge_header (Fixture      *self,
                            gconstpointer data)
{
  g_autofree char *many = g_strnfill (2 * 1024 * 1024, 'x');
  g_autofree char *bytes = g_strconcat ("HTTP/1.1 200 OK\r\nX-Much: ", many, "\r\n\r\n", NULL);

  passant_scripted_server_say (self->server, bytes, -1, 0, PASSANT_ENDING_CLOSE);
  assert_offline (self);
}

static void
test_transport_to_file (Fixture      *self,
                        gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "transport-body", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantReply) whole = NULL;
  g_autoptr (PassantReply) missing = NULL;
  g_autoptr (PassantReply) cut = NULL;
  g_autoptr (PassantReply) nowhere = NULL;

  passant_scripted_server_answer (self->server, "200 OK", "image/jpeg", "picture");
  whole = passant_transport_send (self->transport, "GET", "/b", NULL, NULL, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (whole->body), ==, 0);
  g_assert_true (g_file_get_contents (path, &kept, NULL, &error));
  g_assert_cmpstr (kept, ==, "picture");
  g_unlink (path);

  passant_scripted_server_answer (self->server, "404 Not Found", "text/plain", "no");
  missing = passant_transport_send (self->transport, "GET", "/b", NULL, NULL, path, NULL, &error);
  g_assert_cmpuint (g_bytes_get_size (missing->body), ==, 2);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  passant_scripted_server_say (self->server, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npict", -1,
                               0, PASSANT_ENDING_CLOSE);
  cut = passant_transport_send (self->transport, "GET", "/b", NULL, NULL, path, NULL, &error);
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  passant_scripted_server_answer (self->server, "200 OK", "image/jpeg", "picture");
  g_assert_no_errno (symlink ("/dev/full", path));
  nowhere = passant_transport_send (self->transport, "GET", "/b", NULL, NULL, path, NULL, &error);
  g_assert_null (nowhere);
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
}

static PassantReply *
patch (Fixture *self,
       gsize    n_bytes,
       GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (n_bytes), n_bytes);

  return passant_transport_send (self->transport, "PATCH", "/b", NULL, body, NULL, NULL, error);
}

/* A kept connection may be dead: once more over a new one, and the bytes that went twice are counted. A large body does not
 * go twice. */
static void
test_transport_dead_connection (Fixture      *self,
                                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantReply) first = NULL;
  g_autoptr (PassantReply) second = NULL;
  g_autoptr (PassantReply) third = NULL;

  passant_scripted_server_answer (self->server, "200 OK", "text/plain", "");
  passant_scripted_server_say (self->server, "", -1, 0, PASSANT_ENDING_CLOSE);
  passant_scripted_server_answer (self->server, "200 OK", "text/plain", "");
  passant_scripted_server_say (self->server, "", -1, 0, PASSANT_ENDING_CLOSE);
  first = get (self, &error);
  g_assert_no_error (error);
  second = patch (self, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (passant_scripted_server_count (self->server), ==, 3);
  g_assert_cmpint (passant_transport_get_bytes_sent (self->transport), ==, 10);

  third = patch (self, 1024 * 1024, &error);
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE);
  g_assert_cmpuint (passant_scripted_server_count (self->server), ==, 4);
  g_assert_cmpint (passant_transport_get_bytes_sent (self->transport), ==, 10 + 1024 * 1024);
}

static gpointer
cancel_thread (gpointer cancellable)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (cancellable);

  return NULL;
}

static void
test_transport_cancel (Fixture      *self,
                       gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (PassantReply) late = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);

  passant_transport_set_patience_s (self->transport, 60);
  passant_scripted_server_say (self->server, "", -1, 0, PASSANT_ENDING_HOLD);
  reply = passant_transport_send (self->transport, "GET", "/", NULL, NULL, NULL, cancellable,
                                  &error);
  g_thread_join (thread);
  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  late = passant_transport_send (self->transport, "GET", "/", NULL, NULL, NULL, cancellable,
                                 &again);
  g_assert_error (again, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (passant_scripted_server_count (self->server), ==, 1);
}

typedef struct {
  PassantTransport *transport;
  char             *path;
  GCancellable     *cancellable;
} Fetch;

static gpointer
fetch_thread (gpointer data)
{
  Fetch *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantReply) reply = passant_transport_send (self->transport, "GET", "/", NULL, NULL,
                                                           self->path, self->cancellable, &error);

  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return NULL;
}

static gboolean
is_locked (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean locked = fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0;

  if (fd >= 0)
    close (fd);

  return locked;
}

/* A photo that takes minutes to arrive is no leftover, for whoever opens the same store meanwhile. */
static void
test_transport_file_is_in_use (Fixture      *self,
                               gconstpointer data)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autoptr (PassantBlobs) blobs = passant_blobs_open (folder, NULL);
  g_autofree char *name = g_strnfill (64, 'a');
  g_autofree char *path = passant_blobs_dup_arriving_path (blobs, name);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PassantBlobs) others = NULL;
  Fetch fetch = { self->transport, path, cancellable };
  GThread *thread;

  passant_transport_set_patience_s (self->transport, 60);
  passant_scripted_server_say (self->server, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart",
                               -1, 0, PASSANT_ENDING_HOLD);
  thread = g_thread_new ("fetch", fetch_thread, &fetch);
  for (guint i = 0; i < 10000 && !is_locked (path); i++)
    g_usleep (1000);
  others = passant_blobs_open (folder, NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_transport_addresses (void)
{
  static const char * const good[] = {
    "https://hub.example", "https://hub.example:8443/passant/", "http://127.0.0.1:8080",
    "http://127.1.2.3", "http://[::1]:8080/", "http://localhost:1",
  };
  static const char * const bad[] = {
    "", "hub.example", "http://hub.example", "http://192.168.1.10", "http://localhost.example",
    "http://127.0.0.1.example", "http://127.0.0.1@hub.example", "https://a:b@hub.example",
    "http://127.0.0.1\\@hub.example", "ftp://hub.example", "file:///etc/passwd", "https://",
    "https://hub.example/?x=1", "https://hub.example/#x", "http://[::]", "http://0.0.0.0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantTransport) transport = passant_transport_new (good[i], &error);

    g_assert_no_error (error);
    g_assert_nonnull (transport);
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantTransport) transport = passant_transport_new (bad[i], &error);

    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
    g_assert_null (transport);
  }
}

/* Over https not a byte of HTTP leaves before the peer has proven who it is. */
static void
test_transport_not_private (Fixture      *self,
                            gconstpointer data)
{
  const char *url = passant_scripted_server_get_url (self->server);
  g_autofree char *safe = g_strconcat ("https", url + strlen ("http"), NULL);
  g_autoptr (PassantTransport) transport = passant_transport_new (safe, NULL);
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  passant_transport_set_token (transport, "secret");
  passant_transport_set_patience_s (transport, 1);
  reply = passant_transport_send (transport, "GET", "/", NULL, NULL, NULL, NULL, &error);
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE);
  g_assert_cmpuint (passant_scripted_server_count (self->server), ==, 0);
}

static void
add (const char *path,
     void ( *test ) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  /* Neither a proxy nor a netrc of the session may come between. */
  g_setenv ("http_proxy", "http://127.0.0.1:9", TRUE);
  g_setenv ("ALL_PROXY", "http://127.0.0.1:9", TRUE);
  g_test_init (&argc, &argv, NULL);

  add ("/transport/answers", test_transport_answers);
  add ("/transport/asks-for-heads-and-sends-nothing", test_transport_head_and_empty);
  add ("/transport/takes-any-status-and-follows-nowhere", test_transport_any_status);
  add ("/transport/skips-an-interim-answer", test_transport_interim_answer);
  add ("/transport/waits-for-a-slow-answer", test_transport_slow_answer);
  add ("/transport/tells-no-answer-from-an-answer", test_transport_no_answer);
  g_test_add_func ("/transport/tells-that-nobody-listens", test_transport_nobody_listens);
  add ("/transport/stops-a-gzip-bomb", test_transport_gzip_bomb);
  add ("/transport/stops-a-huge-header", test_transport_huge_header);
  add ("/transport/writes-a-body-to-a-file", test_transport_to_file);
  add ("/transport/holds-on-to-the-file-it-writes", test_transport_file_is_in_use);
  add ("/transport/replaces-a-dead-connection", test_transport_dead_connection);
  add ("/transport/stops-when-cancelled", test_transport_cancel);
  g_test_add_func ("/transport/takes-only-safe-addresses", test_transport_addresses);
  add ("/transport/says-nothing-in-the-clear", test_transport_not_private);

  return g_test_run ();
}
