/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a device makes of everything that may answer at its hub's address. */

#include "passant-error.h"
#include "passant-guest.h"
#include "passant-scripted-server.h"
#include "passant-sync-private.h"
#include "passant-test-folder.h"

#include <sodium.h>
#include <string.h>

#define HELLO \
        "{\"passant\":1,\"title\":\"Test hub\",\"epoch\":\"e1\",\"public_key\":\"%s\",\"now_ms\":1}"
#define PORTAL "<html><body>Welcome! Please accept our terms.</body></html>"
#define FACTS 3
#define PHOTO_BYTES (4 * 1024 * 1024)
#define HUB_WAITS_S 120
#define SLOW_BYTES_PER_S 2500
#define PIECE_BYTES_MAX (HUB_WAITS_S * SLOW_BYTES_PER_S)

typedef struct {
  char                  *folder;
  PassantStore          *store;
  PassantScriptedServer *server;
  char                  *public_key; /* the hub's, base64 */
  guint8                 secret_key[64];
} Fixture;

static void
enrol (Fixture *self)
{
  PassantEnrolment enrolment = {
    .url = (char *) passant_scripted_server_get_url (self->server),
    .title = (char *) "Test hub",
    .public_key = self->public_key,
    .epoch = (char *) "e1",
    .token = (char *) "secret-token",
    .role = (char *) "shopper",
    .shopper = (char *) "anna",
    .name = (char *) "Anna",
    .cursor = (char *) "",
  };
  g_autoptr (GError) error = NULL;

  memcpy (enrolment.secret_key, passant_store_get_secret_key (self->store),
          sizeof enrolment.secret_key);
  passant_store_keep_enrolment (self->store, &enrolment, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (PassantClock) clock = passant_clock_new_manual (1790000000000);
  g_autoptr (GError) error = NULL;
  guint8 public_key[PASSANT_KEY_BYTES];

  g_assert_cmpint (sodium_init (), >=, 0);
  crypto_sign_keypair (public_key, self->secret_key);
  self->public_key = g_base64_encode (public_key, sizeof public_key);
  self->folder = passant_test_folder_new ();
  self->server = passant_scripted_server_new ();
  self->store = passant_store_open (self->folder, clock, NULL, &error);
  g_assert_no_error (error);
  enrol (self);
  for (guint i = 0; i < FACTS; i++)
    passant_guest_say (self->store, "visit.marked", "visit-1", "text", "Something happened");
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_assert_finalize_object (self->store);
  g_clear_pointer (&self->server, passant_scripted_server_free);
  passant_test_folder_drop (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->public_key, g_free);
}

static void
say_hello (Fixture *self)
{
  g_autofree char *hello = g_strdup_printf (HELLO, self->public_key);

  passant_scripted_server_answer (self->server, "200 OK", "application/json", hello);
}

/* A sync with little patience. */
static gboolean
run (Fixture           *self,
     PassantSyncResult *result,
     GError           **error)
{
  g_autoptr (PassantEnrolment) enrolment = passant_store_load_enrolment (self->store, NULL);
  g_autoptr (PassantTransport) transport = passant_transport_new (enrolment->url, NULL);
  PassantSync sync = { .store = self->store, .enrolment = enrolment, .result = result };

  *result = (PassantSyncResult) { 0 };
  passant_transport_set_patience_s (transport, 1);

  return passant_sync_run_over (transport, &sync, error);
}

/* Nothing captured is lost or taken for sent, and the error is of a kind that leads on. */
static void
assert_refused (Fixture           *self,
                PassantSyncResult *result,
                int                code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantEnrolment) enrolment = NULL;

  g_assert_false (run (self, result, &error));
  g_assert_error (error, PASSANT_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 30);
  g_assert_false (g_str_has_suffix (error->message, "."));

  enrolment = passant_store_load_enrolment (self->store, NULL);
  g_assert_cmpint (enrolment->acked, ==, 0);
  g_assert_cmpint (enrolment->synced_ms, ==, 0);
  g_assert_cmpint (passant_store_get_own_seq (self->store), ==, FACTS);
  g_assert_true (passant_store_check (self->store, NULL));
}

static void
assert_nothing_was_said (Fixture *self)
{
  for (guint i = 0; i < passant_scripted_server_count (self->server); i++) {
    g_autofree char *request = passant_scripted_server_dup_request (self->server, i);

    g_assert_null (strstr (request, "secret-token"));
    g_assert_null (strstr (request, "visit-1"));
  }
}

static void
test_sync_something_else_answers (Fixture      *self,
                                  gconstpointer data)
{
  static const struct {
    const char *status, *type, *body;
  } rows[] = {
    { "200 OK", "text/html", PORTAL },
    { "302 Found\r\nLocation: http://127.0.0.1:9/", "text/html", PORTAL },
    { "401 Unauthorized", "text/html", PORTAL },
    { "403 Forbidden", "text/html", PORTAL },
    { "404 Not Found", "text/html", PORTAL },
    { "500 Internal Server Error", "text/html", PORTAL },
    { "502 Bad Gateway", "text/html", PORTAL },
    { "204 No Content", "text/html", "" },
    { "200 OK", "application/json", "" },
    { "200 OK", "application/json", "[]" },
    { "200 OK", "application/json", "{\"passant\":1" },
    { "200 OK", "application/json", "{\"passant\":1}" },
    { "200 OK", "application/json", "{\"epoch\":\"e1\",\"public_key\":\"x\"}" },
    { "200 OK", "application/json", "{\"passant\":\"1\",\"epoch\":3,\"public_key\":null}" },
  };
  PassantSyncResult result;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    passant_scripted_server_answer (self->server, rows[i].status, rows[i].type, rows[i].body);
    assert_refused (self, &result, PASSANT_ERROR_OFFLINE);
  }
  assert_nothing_was_said (self);
}

static void
test_sync_nothing_answers (Fixture      *self,
                           gconstpointer data)
{
  PassantSyncResult result;

  passant_scripted_server_say (self->server, "", 0, 0, PASSANT_ENDING_CLOSE);
  assert_refused (self, &result, PASSANT_ERROR_OFFLINE);
  passant_scripted_server_say (self->server, "", 0, 0, PASSANT_ENDING_HOLD);
  assert_refused (self, &result, PASSANT_ERROR_OFFLINE);
  assert_nothing_was_said (self);
}

static void
test_sync_another_hub_answers (Fixture      *self,
                               gconstpointer data)
{
  g_autofree char *hello = g_strdup_printf (HELLO, "bm90IHRoZSBrZXkgb2YgdGhpcyBodWIgYXQgYWxsISE=");
  PassantSyncResult result;

  passant_scripted_server_answer (self->server, "200 OK", "application/json", hello);
  assert_refused (self, &result, PASSANT_ERROR_DENIED);
  assert_nothing_was_said (self);
}

static void
test_sync_hub_refuses (Fixture      *self,
                       gconstpointer data)
{
  static const struct {
    const char *status, *body;
    int         code;
    guint       retry_after_s;
  } rows[] = {
    { "400 Bad", "{\"error\":\"malformed\"}", PASSANT_ERROR_INVALID, 0 },
    { "401 Who", "{\"error\":\"unknown_device\"}", PASSANT_ERROR_DENIED, 0 },
    { "401 Who", "{\"error\":\"bad_signature\"}", PASSANT_ERROR_DENIED, 0 },
    { "401 Who", PORTAL, PASSANT_ERROR_OFFLINE, 0 },
    { "403 No", "{\"error\":\"revoked\"}", PASSANT_ERROR_DENIED, 0 },
    { "403 No", "{\"error\":\"not_yours\"}", PASSANT_ERROR_DENIED, 0 },
    { "403 No", PORTAL, PASSANT_ERROR_OFFLINE, 0 },
    { "409 No", "{\"error\":\"fork\",\"seq\":1}", PASSANT_ERROR_DENIED, 0 },
    { "409 No", "{\"error\":\"gap\",\"expected\":9}", PASSANT_ERROR_OFFLINE, 0 },
    { "409 No", "{\"error\":\"gap\"}", PASSANT_ERROR_OFFLINE, 0 },
    { "426 Old", "{\"error\":\"too_old\"}", PASSANT_ERROR_TOO_NEW, 0 },
    { "429 Slow\r\nRetry-After: 7", "{\"error\":\"busy\"}", PASSANT_ERROR_OFFLINE, 7 },
    { "503 Busy\r\nRetry-After: 99999999999", "{\"error\":\"busy\"}", PASSANT_ERROR_OFFLINE, 0 },
    { "503 Busy\r\nRetry-After: 120", PORTAL, PASSANT_ERROR_OFFLINE, 120 },
    { "507 Full", "{\"error\":\"full\"}", PASSANT_ERROR_OFFLINE, 0 },
    { "500 Oops", "{\"error\":\"oops\"}", PASSANT_ERROR_OFFLINE, 0 },
    { "418 Teapot", "{\"error\":\"teapot\"}", PASSANT_ERROR_OFFLINE, 0 },
    { "200 OK", PORTAL, PASSANT_ERROR_OFFLINE, 0 },
    { "200 OK", "{}", PASSANT_ERROR_OFFLINE, 0 },
    { "200 OK", "{\"receipt\":{\"text\":\"{}\",\"signature\":\"AAAA\"}}", PASSANT_ERROR_OFFLINE,
      0 },
  };
  PassantSyncResult result;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    say_hello (self);
    passant_scripted_server_answer (self->server, rows[i].status, "application/json", rows[i].body);
    assert_refused (self, &result, rows[i].code);
    g_assert_cmpuint (result.retry_after_s, ==, rows[i].retry_after_s);
    g_assert_cmpuint (result.facts_sent, ==, 0);
  }
}

static char *
write_receipt (Fixture      *self,
               const char   *device,
               gint64        seq,
               const char   *head,
               const guint8 *key)
{
  g_autoptr (PassantReceipt) receipt = passant_receipt_sign (device, seq, head, "e1", 1, key);
  g_autofree char *escaped = g_strescape (receipt->text, NULL);

  return g_strdup_printf ("{\"seq\":%" G_GINT64_FORMAT ",\"receipt\":{\"text\":\"%s\","
                          "\"signature\":\"%s\"},\"quarantined\":[]}", seq, escaped,
                          receipt->signature);
}

static PassantFact *
load_fact (Fixture *self,
           gint64   seq)
{
  g_autoptr (GPtrArray) facts = passant_store_list_own (self->store, seq - 1, 1, NULL);

  return passant_fact_ref (g_ptr_array_index (facts, 0));
}

/* Only a receipt by our hub, for this device, over this very chain, covering what was sent, counts. */
static void
test_sync_false_receipts (Fixture      *self,
                          gconstpointer data)
{
  const char *device = passant_store_get_device (self->store);
  g_autoptr (PassantFact) last = load_fact (self, FACTS);
  g_autoptr (PassantFact) first = load_fact (self, 1);
  guint8 other_public[32], other[64];
  const struct {
    const char   *device;
    gint64        seq;
    const char   *head;
    const guint8 *key;
    int           code;
  } rows[] = {
    { device, FACTS, last->hash, other, PASSANT_ERROR_OFFLINE },
    { "another-device", FACTS, last->hash, self->secret_key, PASSANT_ERROR_OFFLINE },
    { device, 1, first->hash, self->secret_key, PASSANT_ERROR_OFFLINE },
    { device, 0, first->hash, self->secret_key, PASSANT_ERROR_OFFLINE },
    { device, FACTS, first->hash, self->secret_key, PASSANT_ERROR_DENIED },
    { device, FACTS + 1, last->hash, self->secret_key, PASSANT_ERROR_DENIED },
  };
  PassantSyncResult result;

  crypto_sign_keypair (other_public, other);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *answer = write_receipt (self, rows[i].device, rows[i].seq, rows[i].head,
                                             rows[i].key);

    say_hello (self);
    passant_scripted_server_answer (self->server, "200 OK", "application/json", answer);
    assert_refused (self, &result, rows[i].code);
  }
}

static void
acknowledge (Fixture *self)
{
  gint64 seq = passant_store_get_own_seq (self->store);
  g_autoptr (PassantFact) last = load_fact (self, seq);
  g_autofree char *answer = write_receipt (self, passant_store_get_device (self->store), seq,
                                           last->hash, self->secret_key);

  passant_scripted_server_answer (self->server, "200 OK", "application/json", answer);
}

/* The hub finds a batch too large: half of it goes, then the rest. */
static void
test_sync_smaller_pieces (Fixture      *self,
                          gconstpointer data)
{
  g_autoptr (PassantFact) first = load_fact (self, 1);
  g_autofree char *one = write_receipt (self, passant_store_get_device (self->store), 1,
                                        first->hash,
                                        self->secret_key);
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;
  PassantSyncResult result;

  say_hello (self);
  passant_scripted_server_answer (self->server, "413 Large", "text/html", PORTAL);
  passant_scripted_server_answer (self->server, "200 OK", "application/json", one);
  passant_scripted_server_answer (self->server, "413 Large", "application/json",
                                  "{\"error\":\"too_large\"}");
  g_assert_false (run (self, &result, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_assert_cmpuint (result.facts_sent, ==, 1);
  request = passant_scripted_server_dup_request (self->server, 2);
  g_assert_nonnull (strstr (request, "\"seq\":1,"));
  g_assert_null (strstr (request, "\"seq\":2,"));
}

/* The hub holds less than it once acknowledged: it is told from where it stands. */
static void
test_sync_gap (Fixture      *self,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;
  PassantSyncResult result;

  say_hello (self);
  acknowledge (self);
  passant_scripted_server_answer (self->server, "200 OK", "application/json",
                                  "{\"facts\":[],\"cursor\":\"c\",\"more\":false,\"hub\":\"e1\"}");
  g_assert_true (run (self, &result, &error));
  g_assert_no_error (error);

  passant_guest_say (self->store, "visit.marked", "visit-1", "text", "One more");
  say_hello (self);
  passant_scripted_server_answer (self->server, "409 Gap", "application/json",
                                  "{\"error\":\"gap\",\"expected\":2}");
  g_assert_false (run (self, &result, &error));
  request = passant_scripted_server_dup_request (self->server, 5);
  g_assert_nonnull (strstr (request, "\"seq\":2,"));
  g_assert_nonnull (strstr (request, "\"seq\":4,"));
  g_assert_null (strstr (request, "\"seq\":1,"));
}

static char *
write_foreign_fact (const char *device)
{
  g_autofree char *text = NULL;

  text = g_strdup_printf ("{\"id\":\"f-1\",\"device\":\"%s\",\"seq\":1,\"prev\":\"%064d\","
                          "\"kind\":\"location.put\",\"study\":\"bike\",\"subject\":\"utrecht\","
                          "\"at_ms\":1,\"noted_ms\":1,\"boot_ms\":1,"
                          "\"body\":{\"name\":\"Utrecht\"}}",
                          device, 0);

  return g_strescape (text, NULL);
}

/* What does not read is left out, and told; the rest of the page is taken, and the cursor moves. */
static void
test_sync_page_with_rubbish (Fixture      *self,
                             gconstpointer data)
{
  g_autofree char *good = write_foreign_fact ("another-device");
  g_autofree char *own = write_foreign_fact (passant_store_get_device (self->store));
  g_autofree char *page = g_strdup_printf ("{\"facts\":[\"rubbish\",\"%s\",7,null,\"%s\",\"{}\"],"
                                           "\"cursor\":\"c1\",\"more\":false,\"hub\":\"e1\"}",
                                           own, good);
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;
  PassantSyncResult result;

  say_hello (self);
  acknowledge (self);
  passant_scripted_server_answer (self->server, "200 OK", "application/json", page);
  g_assert_true (run (self, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result.facts_received, ==, 1);
  g_assert_cmpuint (result.facts_skipped, ==, 5);

  facts = passant_store_list_facts (self->store, "utrecht", &error);
  g_assert_cmpuint (facts->len, ==, 1);
  enrolment = passant_store_load_enrolment (self->store, &error);
  g_assert_cmpstr (enrolment->cursor, ==, "c1");
  g_assert_cmpint (enrolment->acked, ==, FACTS);
  g_assert_cmpint (passant_store_get_own_seq (self->store), ==, FACTS);
}

/* A hub without room for photos has news all the same, and is not asked about every photo. */
static void
test_sync_no_room_for_photos (Fixture      *self,
                              gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree char *visit = passant_guest_visit (self->store, "a", "anna", rand, 1, 3, 1000);
  g_autofree char *good = write_foreign_fact ("another-device");
  g_autofree char *page = g_strdup_printf ("{\"facts\":[\"%s\"],\"cursor\":\"c1\","
                                           "\"more\":false,\"hub\":\"e1\"}", good);
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_auto (GStrv) unsent = NULL;
  g_autoptr (GError) error = NULL;
  PassantSyncResult result;

  say_hello (self);
  acknowledge (self);
  passant_scripted_server_answer (self->server, "404 Never", "application/json", "");
  passant_scripted_server_answer (self->server, "201 Created", "application/json", "");
  passant_scripted_server_answer (self->server, "507 Full", "application/json",
                                  "{\"error\":\"full\"}");
  passant_scripted_server_answer (self->server, "200 OK", "application/json", page);
  g_assert_false (run (self, &result, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE);
  g_assert_cmpuint (result.facts_received, ==, 1);
  g_assert_cmpuint (passant_scripted_server_count (self->server), ==, 6);

  enrolment = passant_store_load_enrolment (self->store, &error);
  g_assert_cmpstr (enrolment->cursor, ==, "c1");
  g_assert_cmpint (enrolment->synced_ms, ==, 0);
  unsent = passant_store_list_unsent_blobs (self->store, &error);
  g_assert_cmpuint (g_strv_length (unsent), ==, 3);
}

/* A hub waits two minutes for a body, and what has a checksum counts whole or not at all: over a line on which a piece takes
 * longer, no photo would ever arrive, and nothing be heard. */
static void
test_sync_pieces_for_a_slow_line (Fixture      *self,
                                  gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree char *visit = passant_guest_visit (self->store, "a", "anna", rand, 1, 1, PHOTO_BYTES);
  g_autofree char *request = NULL;
  g_autoptr (GError) error = NULL;
  PassantSyncResult result;
  const char *length;

  g_assert_cmpint (passant_guest_count_blob_bytes (self->store), >, PIECE_BYTES_MAX);
  say_hello (self);
  acknowledge (self);
  passant_scripted_server_answer (self->server, "404 Never", "application/json", "");
  passant_scripted_server_answer (self->server, "201 Created", "application/json", "");
  passant_scripted_server_answer (self->server, "503 Busy", "application/json",
                                  "{\"error\":\"busy\"}");
  g_assert_false (run (self, &result, &error));
  request = passant_scripted_server_dup_request (self->server, 4);
  g_assert_true (g_str_has_prefix (request, "PATCH "));
  length = strstr (request, "Content-Length: ");
  g_assert_nonnull (length);
  g_assert_cmpint (g_ascii_strtoll (length + strlen ("Content-Length: "), NULL, 10), <=,
                   PIECE_BYTES_MAX);
}

static void
test_sync_senseless_pages (Fixture      *self,
                           gconstpointer data)
{
  static const char * const pages[] = {
    PORTAL,
    "{\"facts\":[],\"cursor\":\"c\",\"more\":false,\"hub\":\"e2\"}",
    "{\"facts\":[],\"cursor\":\"\",\"more\":true,\"hub\":\"e1\"}",
    "{\"facts\":{},\"cursor\":\"c\",\"more\":false,\"hub\":\"e1\"}",
    "{\"facts\":[],\"more\":false,\"hub\":\"e1\"}",
  };
  PassantSyncResult result;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autoptr (PassantEnrolment) enrolment = NULL;
    g_autoptr (GError) error = NULL;

    say_hello (self);
    if (i == 0)
      acknowledge (self);
    passant_scripted_server_answer (self->server, "200 OK", "application/json", pages[i]);
    g_assert_false (run (self, &result, &error));
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE);
    enrolment = passant_store_load_enrolment (self->store, NULL);
    g_assert_cmpstr (enrolment->cursor, ==, "");
    g_assert_cmpint (enrolment->synced_ms, ==, 0);
  }
}

static void
test_sync_not_enrolled (void)
{
  g_autofree char *folder = passant_test_folder_new ();
  g_autoptr (PassantClock) clock = passant_clock_new_manual (0);
  PassantStore *store = passant_store_open (folder, clock, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (passant_sync_run (store, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_DENIED);
  g_assert_finalize_object (store);
  passant_test_folder_drop (folder);
}

static void
test_sync_backoff (void)
{
  guint longest = 0;

  for (guint32 seed = 0; seed < 200; seed++) {
    for (guint attempt = 0; attempt < 40; attempt++) {
      guint wait_ms = passant_sync_backoff_ms (attempt, seed);

      g_assert_cmpuint (wait_ms, >=, 1000);
      g_assert_cmpuint (wait_ms, <=, 15 * 60 * 1000);
      g_assert_cmpuint (wait_ms, ==, passant_sync_backoff_ms (attempt, seed));
      longest = MAX (longest, wait_ms);
    }
    g_assert_cmpuint (passant_sync_backoff_ms (0, seed), <=, 3000);
  }
  g_assert_cmpuint (longest, ==, 15 * 60 * 1000);
  g_assert_cmpuint (passant_sync_backoff_ms (9, 1), !=, passant_sync_backoff_ms (9, 2));
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
  g_test_init (&argc, &argv, NULL);

  add ("/sync/says-nothing-to-whatever-is-no-hub", test_sync_something_else_answers);
  add ("/sync/says-nothing-when-nothing-answers", test_sync_nothing_answers);
  add ("/sync/says-nothing-to-another-hub", test_sync_another_hub_answers);
  add ("/sync/understands-each-refusal", test_sync_hub_refuses);
  add ("/sync/takes-no-false-receipt", test_sync_false_receipts);
  add ("/sync/sends-smaller-pieces-when-asked", test_sync_smaller_pieces);
  add ("/sync/goes-back-to-where-the-hub-stands", test_sync_gap);
  add ("/sync/leaves-out-what-is-no-fact", test_sync_page_with_rubbish);
  add ("/sync/hears-the-news-of-a-hub-without-room", test_sync_no_room_for_photos);
  add ("/sync/sends-pieces-that-a-slow-line-carries", test_sync_pieces_for_a_slow_line);
  add ("/sync/takes-no-senseless-page", test_sync_senseless_pages);
  g_test_add_func ("/sync/asks-for-a-code-first", test_sync_not_enrolled);
  g_test_add_func ("/sync/waits-longer-and-not-with-the-others", test_sync_backoff);

  return g_test_run ();
}
