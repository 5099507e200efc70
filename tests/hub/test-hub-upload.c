/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "passant-caller.h"
#include "passant-test-folder.h"

#define CHUNK (1024 * 1024)
#define BYTES (2 * CHUNK + 12345)
#define TUS "Tus-Resumable: 1.0.0"
#define OCTETS "Content-Type: application/offset+octet-stream"

typedef struct {
  PassantTestFolder *folder;
  PassantHubProcess *hub;
  PassantCaller     *anna;
  PassantCaller     *ben;
  guint8            *bytes;
  char              *sha256;
  char              *path;
} World;

static void
set_up (World        *world,
        gconstpointer data)
{
  world->folder = passant_test_folder_new ();
  world->hub = passant_hub_process_new (world->folder);
  world->anna = passant_caller_new_enrolled (world->hub, "anna");
  world->ben = passant_caller_new_enrolled (world->hub, "ben");
  world->bytes = g_malloc (BYTES);
  for (gsize i = 0; i < BYTES; i++)
    world->bytes[i] = (guint8) g_test_rand_int ();
  world->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, world->bytes, BYTES);
  world->path = g_strconcat ("/v1/blobs/uploads/", world->sha256, NULL);
}

static void
tear_down (World        *world,
           gconstpointer data)
{
  passant_caller_free (world->anna);
  passant_caller_free (world->ben);
  passant_hub_process_assert_sound (world->hub);
  passant_hub_process_free (world->hub);
  passant_test_folder_free (world->folder);
  g_free (world->bytes);
  g_free (world->sha256);
  g_free (world->path);
}

static PassantReply *
create (PassantCaller *caller,
        const char    *sha256,
        gint64         length)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *) sha256, strlen (sha256));
  g_autofree char *metadata =
    g_strdup_printf ("Upload-Metadata: name cGhvdG8=,sha256 %s", base64);
  g_autofree char *header = g_strdup_printf ("Upload-Length: %" G_GINT64_FORMAT, length);
  const char *headers[] = { TUS, header, metadata, NULL };

  return passant_caller_send (caller, "POST", "/v1/blobs", headers, "", 0);
}

static PassantReply *
patch_with (PassantCaller *caller,
            const char    *path,
            gint64         offset,
            const void    *bytes,
            gsize          length,
            const char    *further)
{
  g_autofree char *header = g_strdup_printf ("Upload-Offset: %" G_GINT64_FORMAT, offset);
  const char *headers[] = { TUS, OCTETS, header, further, NULL };

  return passant_caller_send (caller, "PATCH", path, headers, bytes, length);
}

static char *
dup_checksum (const void *bytes,
              gsize       length)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize digest_length = sizeof digest;
  g_autofree char *base64 = NULL;

  g_checksum_update (sum, bytes, length);
  g_checksum_get_digest (sum, digest, &digest_length);
  base64 = g_base64_encode (digest, digest_length);

  return g_strconcat ("Upload-Checksum: sha256 ", base64, NULL);
}

static PassantReply *
patch (World *world,
       gint64 offset,
       gsize  length)
{
  g_autofree char *sum = dup_checksum (world->bytes + offset, length);

  return patch_with (world->anna, world->path, offset, world->bytes + offset, length, sum);
}

static gint64
get_offset (PassantReply *reply)
{
  const char *text = passant_reply_get_header (reply, "upload-offset");

  return text ? g_ascii_strtoll (text, NULL, 10) : -1;
}

static void
assert_offset (PassantCaller *caller,
               const char    *path,
               gint64         expected)
{
  g_autoptr (PassantReply) reply = passant_caller_send (caller, "HEAD", path, NULL, NULL, 0);

  g_assert_cmpint (reply->status, ==, 200);
  g_assert_cmpint (get_offset (reply), ==, expected);
  g_assert_cmpstr (passant_reply_get_header (reply, "cache-control"), ==, "no-store");
  g_assert_nonnull (passant_reply_get_header (reply, "upload-expires"));
}

static void
send_all (World *world)
{
  g_autoptr (PassantReply) created = create (world->anna, world->sha256, BYTES);

  g_assert_cmpint (created->status, ==, 201);
  for (gint64 offset = 0; offset < BYTES; offset += CHUNK) {
    gsize length = MIN (CHUNK, BYTES - offset);
    g_autoptr (PassantReply) reply = patch (world, offset, length);

    g_assert_cmpint (reply->status, ==, 204);
    g_assert_cmpint (get_offset (reply), ==, offset + length);
  }
}

/* A guest opens a visit of their own and speaks of the file in it. */
static void
speak_of (World         *world,
          PassantCaller *guest,
          const char    *name)
{
  g_autoptr (PassantCaller) desk = passant_caller_new_enrolled (world->hub, "");
  g_autofree char *script = g_strnfill (64, 'a');

  passant_caller_say (desk, "assignment.offered", name,
                      "{'shopper':'%s','location':'dam','script':'%s'}", name, script);
  passant_caller_push_all (desk);
  passant_caller_say (guest, "visit.opened", name,
                      "{'assignment':'%s','script':'%s','shopper':'%s'}", name, script, name);
  passant_caller_say (guest, "visit.evidenced", name,
                      "{'sha256':'%s','bytes':%d,'mime':'image/jpeg'}", world->sha256, BYTES);
  passant_caller_push_all (guest);
}

static void
test_describes (World        *world,
                gconstpointer data)
{
  g_autoptr (PassantReply) reply = passant_caller_send (world->anna, "OPTIONS", "/v1/blobs", NULL,
                                                        NULL, 0);

  g_assert_cmpint (reply->status, ==, 204);
  g_assert_cmpstr (passant_reply_get_header (reply, "tus-version"), ==, "1.0.0");
  g_assert_cmpstr (passant_reply_get_header (reply, "tus-resumable"), ==, "1.0.0");
  g_assert_cmpstr (passant_reply_get_header (reply, "tus-extension"), ==,
                   "creation,checksum,expiration");
  g_assert_cmpstr (passant_reply_get_header (reply, "tus-checksum-algorithm"), ==, "sha256");
  g_assert_cmpstr (passant_reply_get_header (reply, "tus-max-size"), ==, "67108864");
}

static void
test_whole (World        *world,
            gconstpointer data)
{
  g_autofree char *path = g_strconcat ("/v1/blobs/", world->sha256, NULL);
  g_autoptr (PassantReply) before = NULL;
  g_autoptr (PassantReply) hers = NULL;
  g_autoptr (PassantReply) his = NULL;
  g_autoptr (PassantReply) again = NULL;

  send_all (world);
  assert_offset (world->anna, world->path, BYTES);
  before = passant_caller_send (world->anna, "GET", path, NULL, NULL, 0);
  passant_reply_assert (before, 404, "not_found");

  speak_of (world, world->anna, "anna");
  hers = passant_caller_send (world->anna, "GET", path, NULL, NULL, 0);
  g_assert_cmpint (hers->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (hers->body, NULL), g_bytes_get_size (hers->body), world->bytes,
                   BYTES);
  g_assert_cmpstr (passant_reply_get_header (hers, "content-disposition"), ==, "attachment");

  his = passant_caller_send (world->ben, "GET", path, NULL, NULL, 0);
  passant_reply_assert (his, 404, "not_found");
  g_clear_pointer (&his, passant_reply_free);

  /* To name what is somebody else's does not open it. */
  speak_of (world, world->ben, "ben");
  his = passant_caller_send (world->ben, "GET", path, NULL, NULL, 0);
  passant_reply_assert (his, 404, "not_found");

  again = create (world->anna, world->sha256, BYTES);
  g_assert_cmpint (again->status, ==, 200);
  g_assert_cmpint (get_offset (again), ==, BYTES);
  g_assert_cmpstr (passant_reply_get_header (again, "location"), ==, world->path);
}

static void
test_resumes (World        *world,
              gconstpointer data)
{
  g_autoptr (PassantReply) created = create (world->anna, world->sha256, BYTES);
  g_autoptr (PassantReply) first = patch (world, 0, 1000);
  g_autoptr (PassantReply) again = NULL;
  g_autoptr (PassantReply) rest = NULL;

  g_assert_cmpint (get_offset (created), ==, 0);
  g_assert_cmpint (first->status, ==, 204);
  passant_hub_process_kill (world->hub);
  passant_hub_process_start (world->hub);
  assert_offset (world->anna, world->path, 1000);

  again = create (world->anna, world->sha256, BYTES);
  g_assert_cmpint (again->status, ==, 201);
  g_assert_cmpint (get_offset (again), ==, 1000);
  rest = patch (world, 1000, CHUNK);
  g_assert_cmpint (rest->status, ==, 204);
}

/* Each device has uploads of its own: Ben cannot spoil, end or see Anna's. */
static void
test_apart (World        *world,
            gconstpointer data)
{
  g_autoptr (PassantReply) created = create (world->anna, world->sha256, BYTES);
  g_autoptr (PassantReply) first = patch (world, 0, CHUNK);
  g_autoptr (PassantReply) his_head = passant_caller_send (world->ben, "HEAD", world->path, NULL,
                                                           NULL, 0);
  g_autoptr (PassantReply) his_patch = patch_with (world->ben, world->path, CHUNK, "junk", 4, NULL);
  g_autoptr (PassantReply) his_own = create (world->ben, world->sha256, BYTES);
  g_autoptr (PassantReply) his_junk = patch_with (world->ben, world->path, 0, "junk", 4, NULL);

  g_assert_cmpint (first->status, ==, 204);
  g_assert_cmpint (his_head->status, ==, 404);
  passant_reply_assert (his_patch, 404, "not_found");
  g_assert_cmpint (his_own->status, ==, 201);
  g_assert_cmpint (his_junk->status, ==, 204);
  assert_offset (world->anna, world->path, CHUNK);
  assert_offset (world->ben, world->path, 4);
}

static void
test_wrong_offset (World        *world,
                   gconstpointer data)
{
  g_autoptr (PassantReply) created = create (world->anna, world->sha256, BYTES);
  g_autoptr (PassantReply) ahead = patch (world, 10, 10);
  g_autoptr (PassantReply) first = patch (world, 0, 100);
  g_autoptr (PassantReply) repeated = patch (world, 0, 100);

  passant_reply_assert (ahead, 409, "wrong_offset");
  g_assert_cmpint (first->status, ==, 204);
  passant_reply_assert (repeated, 409, "wrong_offset");
  g_assert_cmpint (passant_reply_get_int (repeated, "expected"), ==, 100);
  assert_offset (world->anna, world->path, 100);
}

static void
test_wrong_sum (World        *world,
                gconstpointer data)
{
  g_autoptr (PassantReply) created = create (world->anna, world->sha256, BYTES);
  g_autofree char *sum = dup_checksum ("other", 5);
  g_autoptr (PassantReply) altered =
    patch_with (world->anna, world->path, 0, world->bytes, 1000, sum);
  g_autoptr (PassantReply) unknown =
    patch_with (world->anna, world->path, 0, world->bytes, 1000, "Upload-Checksum: md5 AAAA");
  g_autoptr (PassantReply) good = NULL;

  passant_reply_assert (altered, 460, "wrong_checksum");
  passant_reply_assert (unknown, 400, "malformed");
  assert_offset (world->anna, world->path, 0);
  good = patch (world, 0, 1000);
  g_assert_cmpint (good->status, ==, 204);
}

/* Every chunk arrived as sent, and still the file is not the one it was said to be. */
static void
test_wrong_whole (World        *world,
                  gconstpointer data)
{
  g_autoptr (PassantReply) created = create (world->anna, world->sha256, 100);
  g_autoptr (PassantReply) reply = patch (world, 0, 100);

  passant_reply_assert (reply, 460, "wrong_checksum");
  assert_offset (world->anna, world->path, 0);

  g_clear_pointer (&created, passant_reply_free);
  created = create (world->anna, world->sha256, BYTES);
  g_assert_cmpint (created->status, ==, 201);
  send_all (world);
}

static void
test_refuses_creation (World        *world,
                       gconstpointer data)
{
  static const char * const no_length[] = { TUS, "Upload-Metadata: sha256 AAAA", NULL };
  g_autoptr (PassantReply) nameless = create (world->anna, "nonsense", 10);
  g_autoptr (PassantReply) upper = NULL;
  g_autoptr (PassantReply) empty = create (world->anna, world->sha256, 0);
  g_autoptr (PassantReply) largest = create (world->anna, world->sha256, 64 * CHUNK);
  g_autoptr (PassantReply) larger = create (world->anna, world->sha256, 64 * CHUNK + 1);
  g_autoptr (PassantReply) lengthless =
    passant_caller_send (world->anna, "POST", "/v1/blobs", no_length, "", 0);
  g_autofree char *shouted = g_ascii_strup (world->sha256, -1);

  upper = create (world->anna, shouted, 10);
  passant_reply_assert (nameless, 400, "malformed");
  passant_reply_assert (upper, 400, "malformed");
  passant_reply_assert (empty, 400, "malformed");
  g_assert_cmpint (largest->status, ==, 201);
  passant_reply_assert (larger, 413, "too_large");
  passant_reply_assert (lengthless, 400, "malformed");
}

static void
test_refuses_chunk (World        *world,
                    gconstpointer data)
{
  static const char * const plain[] = { TUS, "Content-Type: text/plain", "Upload-Offset: 0", NULL };
  static const char * const nowhere[] = { TUS, OCTETS, NULL };
  static const char * const negative[] = { TUS, OCTETS, "Upload-Offset: -1", NULL };
  g_autoptr (PassantReply) unknown = patch (world, 0, 10);
  g_autoptr (PassantReply) created = create (world->anna, world->sha256, 2 * CHUNK);
  g_autoptr (PassantReply) a = passant_caller_send (world->anna, "PATCH", world->path, plain, "x",
                                                    1);
  g_autoptr (PassantReply) b = passant_caller_send (world->anna, "PATCH", world->path, nowhere, "x",
                                                    1);
  g_autoptr (PassantReply) c = passant_caller_send (world->anna, "PATCH", world->path, negative,
                                                    "x", 1);
  g_autoptr (PassantReply) too_large = patch (world, 0, CHUNK + 1);
  g_autoptr (PassantReply) other = create (world->ben, world->sha256, 10);
  g_autoptr (PassantReply) beyond = patch_with (world->ben, world->path, 0, world->bytes, 11, NULL);

  passant_reply_assert (unknown, 404, "not_found");
  passant_reply_assert (a, 400, "malformed");
  passant_reply_assert (b, 400, "malformed");
  passant_reply_assert (c, 400, "malformed");
  passant_reply_assert (too_large, 413, "too_large");
  passant_reply_assert (beyond, 413, "too_large");
  assert_offset (world->anna, world->path, 0);
}

static void
test_nothing_there (World        *world,
                    gconstpointer data)
{
  static const char * const names[] = { "x", "..", "%2e%2e%2fhub.db", "uploads" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *upload = g_strconcat ("/v1/blobs/uploads/", names[i], NULL);
    g_autofree char *blob = g_strconcat ("/v1/blobs/", names[i], NULL);
    g_autoptr (PassantReply) head = passant_caller_send (world->anna, "HEAD", upload, NULL, NULL,
                                                         0);
    g_autoptr (PassantReply) get = passant_caller_send (world->anna, "GET", blob, NULL, NULL, 0);

    g_assert_cmpint (head->status / 100, ==, 4);
    g_assert_cmpint (get->status / 100, ==, 4);
  }
}

static void
test_expired (World        *world,
              gconstpointer data)
{
  g_autofree char *path = g_build_filename (world->folder, "hub.db", NULL);
  g_autoptr (PassantReply) created = create (world->anna, world->sha256, BYTES);
  g_autoptr (PassantReply) first = patch (world, 0, 100);
  g_autofree char *sql =
    g_strdup_printf ("UPDATE upload SET expires_at_ms = %" G_GINT64_FORMAT,
                     g_get_real_time () / 1000 - 1000);
  g_autoptr (GSubprocess) process = g_subprocess_new (0, NULL, "sqlite3", path, sql, NULL);
  g_autoptr (PassantReply) head = NULL;
  g_autoptr (PassantReply) chunk = NULL;

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  head = passant_caller_send (world->anna, "HEAD", world->path, NULL, NULL, 0);
  chunk = patch (world, 100, 100);
  g_assert_cmpint (head->status, ==, 410);
  passant_reply_assert (chunk, 410, "expired");
  send_all (world);
}

/* The last answer got lost: the device asks, or sends nothing more at the end. */
static void
test_lost_end (World        *world,
               gconstpointer data)
{
  g_autoptr (PassantReply) nothing = NULL;
  g_autoptr (PassantReply) again = NULL;

  send_all (world);
  assert_offset (world->anna, world->path, BYTES);
  nothing = patch_with (world->anna, world->path, BYTES, "", 0, NULL);
  g_assert_cmpint (nothing->status, ==, 204);
  again = patch (world, BYTES - 10, 10);
  passant_reply_assert (again, 409, "wrong_offset");
}

/* A chunk of which only @sent of @announced bytes ever come. The connection stays open. */
static GSocketConnection *
send_half (World      *world,
           gsize       announced,
           gsize       sent,
           const char *further)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", passant_hub_process_get_port (world->hub),
                                     NULL,
                                     &error);
  g_autofree char *head =
    g_strdup_printf (
      "PATCH %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n" TUS "\r\n" OCTETS "\r\n"
      "Upload-Offset: 0\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n",
      world->path,
      world->anna->token, announced, further);
  GOutputStream *stream;

  g_assert_no_error (error);
  stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_assert_true (g_output_stream_write_all (stream, head, strlen (head), NULL, NULL, NULL));
  g_assert_true (g_output_stream_write_all (stream, world->bytes, sent, NULL, NULL, NULL));

  return connection;
}

static gint64
wait_for_offset (World *world,
                 gint64 expected)
{
  gint64 offset = -1;

  for (int i = 0; i < 100 && offset != expected; i++) {
    g_autoptr (PassantReply) reply =
      passant_caller_send (world->anna, "HEAD", world->path, NULL, NULL, 0);

    offset = get_offset (reply);
    g_usleep (10000);
  }

  return offset;
}

static void
test_cut (World        *world,
          gconstpointer data)
{
  g_autoptr (PassantReply) created = create (world->anna, world->sha256, BYTES);
  g_autofree char *sum = dup_checksum (world->bytes, CHUNK);
  g_autofree char *line = g_strconcat (sum, "\r\n", NULL);
  g_autoptr (GSocketConnection) checked = send_half (world, CHUNK, 50000, line);
  g_autoptr (GSocketConnection) unchecked = NULL;

  g_io_stream_close (G_IO_STREAM (checked), NULL, NULL);
  g_usleep (100000);
  assert_offset (world->anna, world->path, 0);

  unchecked = send_half (world, CHUNK, 50000, "");
  g_usleep (100000);
  g_io_stream_close (G_IO_STREAM (unchecked), NULL, NULL);
  g_assert_cmpint (wait_for_offset (world, 50000), ==, 50000);
}

/* A connection that died without telling must not keep its device from going on over another. */
static void
test_half_open (World        *world,
                gconstpointer data)
{
  g_autoptr (PassantReply) created = create (world->anna, world->sha256, BYTES);
  g_autoptr (GSocketConnection) dead = send_half (world, CHUNK, 50000, "");
  g_autoptr (PassantReply) reply = NULL;

  g_usleep (50000);
  reply = patch (world, 0, CHUNK);
  g_assert_cmpint (reply->status, ==, 204);
  assert_offset (world->anna, world->path, CHUNK);
  g_clear_object (&dead);
  g_usleep (50000);
  assert_offset (world->anna, world->path, CHUNK);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/hub/upload/" path, World, NULL, set_up, func, tear_down)
  ADD ("says-what-it-can", test_describes);
  ADD ("keeps-a-file-for-those-it-concerns", test_whole);
  ADD ("goes-on-where-it-was-after-a-kill", test_resumes);
  ADD ("keeps-the-uploads-of-two-devices-apart", test_apart);
  ADD ("refuses-a-wrong-offset", test_wrong_offset);
  ADD ("keeps-nothing-of-a-chunk-that-was-altered", test_wrong_sum);
  ADD ("starts-again-when-the-whole-is-not-its-name", test_wrong_whole);
  ADD ("refuses-to-create-what-has-no-name-or-length", test_refuses_creation);
  ADD ("refuses-a-chunk-that-fits-nowhere", test_refuses_chunk);
  ADD ("finds-nothing-outside-its-folder", test_nothing_there);
  ADD ("forgets-what-lay-still-for-too-long", test_expired);
  ADD ("tells-of-an-end-whose-answer-was-lost", test_lost_end);
  ADD ("keeps-what-came-of-a-chunk-that-was-cut", test_cut);
  ADD ("lets-a-newer-connection-go-on", test_half_open);

  return g_test_run ();
}
