/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "passant-caller.h"
#include "passant-receipt.h"
#include "passant-test-folder.h"

#define LOCATION_BODY "{'name':'Shop','address':'Dam 1','geo':''}"

typedef struct {
  PassantTestFolder *folder;
  PassantHubProcess *hub;
  PassantCaller     *desk;
} World;

static void
set_up (World        *world,
        gconstpointer data)
{
  world->folder = passant_test_folder_new ();
  world->hub = passant_hub_process_new (world->folder);
  world->desk = passant_caller_new_enrolled (world->hub, "");
}

static void
tear_down (World        *world,
           gconstpointer data)
{
  passant_caller_free (world->desk);
  passant_hub_process_assert_sound (world->hub);
  passant_hub_process_free (world->hub);
  passant_test_folder_free (world->folder);
}

static void
test_hello (World        *world,
            gconstpointer data)
{
  g_autoptr (PassantCaller) stranger =
    passant_caller_new (passant_hub_process_get_url (world->hub));
  g_autoptr (PassantReply) reply = passant_caller_send (stranger, "GET", "/v1/hub", NULL, NULL, 0);
  g_autofree char *title = passant_reply_dup_string (reply, "title");

  passant_reply_assert (reply, 200, "");
  g_assert_cmpint (passant_reply_get_int (reply, "passant"), ==, 1);
  g_assert_cmpstr (title, ==, "Test hub");
}

static void
test_keeps (World        *world,
            gconstpointer data)
{
  g_autoptr (PassantCaller) other = passant_caller_new_enrolled (world->hub, "");
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) own = NULL;

  for (int i = 0; i < 7; i++)
    passant_caller_say (world->desk, "location.put", "shop", LOCATION_BODY);
  passant_caller_push_all (world->desk);

  lines = passant_caller_pull (other, 3);
  own = passant_caller_pull (world->desk, 3);
  g_assert_cmpuint (own->len, ==, 0);
  g_assert_cmpuint (lines->len, ==, 7);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr (g_ptr_array_index (lines, i), ==,
                     ((PassantFact *) g_ptr_array_index (world->desk->said, i))->text);
}

static char *
dup_receipt (PassantReply *reply,
             const char   *key)
{
  yyjson_doc *doc =
    yyjson_read (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), 0);
  yyjson_val *receipt = yyjson_obj_get (yyjson_doc_get_root (doc), "receipt");
  char *value = g_strdup (yyjson_get_str (yyjson_obj_get (receipt, key)));

  yyjson_doc_free (doc);

  return value;
}

static void
test_receipt (World        *world,
              gconstpointer data)
{
  g_autoptr (PassantReply) none = passant_caller_send (world->desk, "GET", "/v1/receipt", NULL,
                                                       NULL, 0);
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (PassantReply) asked = NULL;
  g_autoptr (PassantReceipt) receipt = NULL;
  g_autofree char *text = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *asked_text = NULL;
  g_autoptr (GError) error = NULL;

  passant_reply_assert (none, 404, "not_found");
  passant_caller_say (world->desk, "location.put", "shop", LOCATION_BODY);
  reply = passant_caller_push (world->desk, 1, 1);
  text = dup_receipt (reply, "text");
  signature = dup_receipt (reply, "signature");
  receipt = passant_receipt_open (text, signature, world->desk->hub_key, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (receipt->device, ==, world->desk->device);
  g_assert_cmpint (receipt->seq, ==, 1);
  g_assert_cmpstr (receipt->head, ==, world->desk->head);

  asked = passant_caller_send (world->desk, "GET", "/v1/receipt", NULL, NULL, 0);
  passant_reply_assert (asked, 200, "");
  asked_text = passant_reply_dup_string (asked, "text");
  g_assert_cmpstr (asked_text, ==, text);
}

static void
test_repeat (World        *world,
             gconstpointer data)
{
  g_autoptr (PassantReply) first = NULL;
  g_autoptr (PassantReply) again = NULL;
  g_autoptr (PassantReply) overlapping = NULL;

  for (int i = 0; i < 3; i++)
    passant_caller_say (world->desk, "location.put", "shop", LOCATION_BODY);
  first = passant_caller_push (world->desk, 1, 2);
  again = passant_caller_push (world->desk, 1, 2);
  passant_reply_assert (again, 200, "");
  g_assert_true (g_bytes_equal (first->body, again->body));

  overlapping = passant_caller_push (world->desk, 2, 3);
  passant_reply_assert (overlapping, 200, "");
  g_assert_cmpint (passant_reply_get_int (overlapping, "seq"), ==, 3);
}

static void
test_gap (World        *world,
          gconstpointer data)
{
  g_autoptr (PassantReply) ahead = NULL;
  g_autoptr (PassantReply) holed = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < 4; i++)
    passant_caller_say (world->desk, "location.put", "shop", LOCATION_BODY);
  ahead = passant_caller_push (world->desk, 3, 4);
  passant_reply_assert (ahead, 409, "gap");
  g_assert_cmpint (passant_reply_get_int (ahead, "expected"), ==, 1);

  text = g_strdup_printf ("%s\n%s\n", ((PassantFact *) world->desk->said->pdata[0])->text,
                          ((PassantFact *) world->desk->said->pdata[2])->text);
  holed = passant_caller_push_text (world->desk, text);
  passant_reply_assert (holed, 409, "gap");
  g_assert_cmpint (passant_reply_get_int (holed, "expected"), ==, 1);

  passant_caller_push_all (world->desk);
}

/* A copy of the device's folder went on by itself. */
static void
test_fork (World        *world,
           gconstpointer data)
{
  char head[PASSANT_HASH_LENGTH + 1];
  g_autoptr (PassantReply) other = NULL;
  g_autoptr (PassantReply) follower = NULL;
  g_autoptr (PassantReply) good = NULL;

  passant_caller_say (world->desk, "location.put", "shop", LOCATION_BODY);
  memcpy (head, world->desk->head, sizeof head);
  passant_caller_say (world->desk, "location.put", "a", LOCATION_BODY);
  passant_caller_push_all (world->desk);

  world->desk->seq = 1;
  memcpy (world->desk->head, head, sizeof head);
  passant_caller_say (world->desk, "location.put", "b", LOCATION_BODY);
  other = passant_caller_push_text (world->desk,
                                    ((PassantFact *) world->desk->said->pdata[2])->text);
  passant_reply_assert (other, 409, "fork");
  g_assert_cmpint (passant_reply_get_int (other, "seq"), ==, 2);

  passant_caller_say (world->desk, "location.put", "c", LOCATION_BODY);
  follower = passant_caller_push_text (world->desk,
                                       ((PassantFact *) world->desk->said->pdata[3])->text);
  passant_reply_assert (follower, 409, "fork");
  g_assert_cmpint (passant_reply_get_int (follower, "seq"), ==, 3);

  good = passant_caller_push (world->desk, 1, 2);
  passant_reply_assert (good, 200, "");
  g_assert_cmpint (passant_reply_get_int (good, "seq"), ==, 2);
}

static void
assert_quarantined (PassantReply *reply,
                    gsize         index,
                    gint64        seq,
                    const char   *code)
{
  yyjson_doc *doc =
    yyjson_read (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), 0);
  yyjson_val *list = yyjson_obj_get (yyjson_doc_get_root (doc), "quarantined");
  yyjson_val *line = yyjson_arr_get (list, index);

  g_assert_nonnull (line);
  g_assert_cmpint (yyjson_get_sint (yyjson_obj_get (line, "seq")), ==, seq);
  g_assert_cmpstr (yyjson_get_str (yyjson_obj_get (line, "code")), ==, code);
  g_assert_true (yyjson_is_str (yyjson_obj_get (line, "message")));
  yyjson_doc_free (doc);
}

/* What a device may not say, or says badly, takes its place and reaches nobody; the rest flows. */
static void
test_quarantine (World        *world,
                 gconstpointer data)
{
  g_autoptr (PassantCaller) anna = passant_caller_new_enrolled (world->hub, "anna");
  g_autoptr (GString) deep = g_string_new ("{'name':'Shop','x':");
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (PassantReply) hers = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  for (int i = 0; i < 40; i++)
    g_string_append_c (deep, '[');
  for (int i = 0; i < 40; i++)
    g_string_append_c (deep, ']');
  g_string_append_c (deep, '}');

  passant_caller_say (world->desk, "location.put", "one", LOCATION_BODY);
  passant_caller_say (world->desk, "location.put", "two", "{'name':5}");
  passant_caller_say (world->desk, "script.published", "h",
                      "{'script':'x','hash':'h','text':'{}'}");
  passant_caller_say (world->desk, "visit.finished", "v", "{}");
  passant_caller_say (world->desk, "location.put", "deep", "%s", deep->str);
  passant_caller_say (world->desk, "weather.guessed", "sky", "{'rain':1}");
  reply = passant_caller_push (world->desk, 1, 6);
  passant_reply_assert (reply, 200, "");
  g_assert_cmpint (passant_reply_get_int (reply, "seq"), ==, 6);
  assert_quarantined (reply, 0, 2, "malformed");
  assert_quarantined (reply, 1, 3, "malformed");
  assert_quarantined (reply, 2, 4, "not_yours");
  assert_quarantined (reply, 3, 5, "malformed");

  passant_caller_say (anna, "shopper.put", "anna", "{'name':'Anna'}");
  passant_caller_say (anna, "visit.opened", "v",
                      "{'assignment':'none','script':'%064d','shopper':'anna'}", 0);
  passant_caller_say (anna, "weather.guessed", "sky", "{'rain':1}");
  passant_caller_say (anna, "visit.migrated", "v", "{'script':'%064d'}", 0);
  passant_caller_say (anna, "visit.migrated", "v", "{'script':'the newest'}");
  hers = passant_caller_push (anna, 1, 5);
  passant_reply_assert (hers, 200, "");
  for (int i = 0; i < 4; i++)
    assert_quarantined (hers, i, i + 1, "not_yours");
  assert_quarantined (hers, 4, 5, "malformed");

  lines = passant_caller_pull (world->desk, 0);
  g_assert_cmpuint (lines->len, ==, 0);
  g_clear_pointer (&lines, g_ptr_array_unref);
  {
    g_autoptr (PassantCaller) other = passant_caller_new_enrolled (world->hub, "");

    lines = passant_caller_pull (other, 0);
  }
  g_assert_cmpuint (lines->len, ==, 2);
}

static void
test_doubled_id (World        *world,
                 gconstpointer data)
{
  g_autoptr (PassantCaller) thief = passant_caller_new_enrolled (world->hub, "");
  PassantFact *fact = passant_caller_say (world->desk, "location.put", "shop", LOCATION_BODY);
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (GString) text = NULL;

  passant_caller_push_all (world->desk);
  text = g_string_new (fact->text);
  g_string_replace (text, world->desk->device, thief->device, 0);
  reply = passant_caller_push_text (thief, text->str);
  passant_reply_assert (reply, 200, "");
  assert_quarantined (reply, 0, 1, "duplicate_id");
}

static void
test_malformed (World        *world,
                gconstpointer data)
{
  static const char * const texts[] = { "", "\n", "nonsense\n", "{}\n", "[1]\n", "{\"seq\":1}" };
  g_autoptr (PassantReply) foreign = NULL;
  g_autoptr (PassantCaller) other = passant_caller_new_enrolled (world->hub, "");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (PassantReply) reply = passant_caller_push_text (world->desk, texts[i]);

    passant_reply_assert (reply, 400, "malformed");
  }

  passant_caller_say (other, "location.put", "shop", LOCATION_BODY);
  foreign = passant_caller_push_text (world->desk, ((PassantFact *) other->said->pdata[0])->text);
  passant_reply_assert (foreign, 403, "not_yours");
}

static void
test_too_large (World        *world,
                gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *big = g_strnfill (1024 * 1024 + 2, 'x');
  g_autoptr (PassantReply) too_long = passant_caller_push_text (world->desk, big);
  g_autoptr (PassantReply) too_many = NULL;
  g_autoptr (PassantReply) just = NULL;

  passant_reply_assert (too_long, 413, "too_large");

  for (int i = 0; i < 1001; i++)
    passant_caller_say (world->desk, "x.y", "s", "{}");
  too_many = passant_caller_push (world->desk, 1, 1001);
  passant_reply_assert (too_many, 413, "too_large");
  just = passant_caller_push (world->desk, 1, 1000);
  passant_reply_assert (just, 200, "");
}

static void
test_stolen_token (World        *world,
                   gconstpointer data)
{
  g_autoptr (PassantCaller) thief = passant_caller_new (passant_hub_process_get_url (world->hub));
  static const char * const headers[] = { "Content-Type: application/x-ndjson", NULL };
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (PassantReply) unsigned_reply = NULL;

  passant_transport_set_token (thief->transport, world->desk->token);
  g_set_str (&thief->device, world->desk->device);
  passant_caller_say (thief, "location.put", "shop", LOCATION_BODY);
  reply = passant_caller_push (thief, 1, 1);
  passant_reply_assert (reply, 401, "bad_signature");
  unsigned_reply = passant_caller_send (thief, "POST", "/v1/batches", headers,
                                        ((PassantFact *) thief->said->pdata[0])->text, -1);
  passant_reply_assert (unsigned_reply, 401, "bad_signature");
}

static void
test_strangers (World        *world,
                gconstpointer data)
{
  g_autoptr (PassantCaller) stranger =
    passant_caller_new (passant_hub_process_get_url (world->hub));
  static const struct {
    const char *method, *path;
  } doors[] = {
    { "GET", "/v1/changes" }, { "GET", "/v1/receipt" }, { "POST", "/v1/batches" },
    { "POST", "/v1/blobs" }, { "HEAD", "/v1/blobs/uploads/x" }, { "PATCH", "/v1/blobs/uploads/x" },
    { "GET", "/v1/blobs/x" },
  };

  for (int round = 0; round < 2; round++) {
    for (gsize i = 0; i < G_N_ELEMENTS (doors); i++) {
      g_autoptr (PassantReply) reply =
        passant_caller_send (stranger, doors[i].method, doors[i].path, NULL,
                             doors[i].method[0] == 'P' ? "" : NULL, 0);

      passant_reply_assert (reply, 401, doors[i].method[0] == 'H' ? "" : "unknown_device");
    }
    passant_transport_set_token (stranger->transport,
                                 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  }
}

static void
test_revoked (World        *world,
              gconstpointer data)
{
  g_autofree char *device = g_strconcat ("--device=", world->desk->device, NULL);
  const char *words[] = { "revoke", device, NULL };
  g_autofree char *output = NULL;
  g_autoptr (PassantReply) push = NULL;
  g_autoptr (PassantReply) pull = NULL;

  passant_caller_say (world->desk, "location.put", "shop", LOCATION_BODY);
  output = passant_hub_process_run (world->hub, words);
  push = passant_caller_push (world->desk, 1, 1);
  pull = passant_caller_send (world->desk, "GET", "/v1/changes", NULL, NULL, 0);
  passant_reply_assert (push, 403, "revoked");
  passant_reply_assert (pull, 403, "revoked");
}

static void
test_nowhere (World        *world,
              gconstpointer data)
{
  static const char * const old[] = { "Passant-Protocol: 0", NULL };
  g_autoptr (PassantReply) nowhere = passant_caller_send (world->desk, "GET", "/", NULL, NULL, 0);
  g_autoptr (PassantReply) wrong = passant_caller_send (world->desk, "DELETE", "/v1/hub", NULL,
                                                        NULL, 0);
  g_autoptr (PassantReply) deeper =
    passant_caller_send (world->desk, "GET", "/v1/blobs/a/b", NULL, NULL, 0);
  g_autoptr (PassantReply) too_old = passant_caller_send (world->desk, "GET", "/v1/changes", old,
                                                          NULL, 0);

  passant_reply_assert (nowhere, 404, "not_found");
  passant_reply_assert (wrong, 405, "not_found");
  passant_reply_assert (deeper, 404, "not_found");
  passant_reply_assert (too_old, 426, "too_old");
}

static void
test_cursors (World        *world,
              gconstpointer data)
{
  g_autoptr (PassantCaller) other = passant_caller_new_enrolled (world->hub, "");
  static const char * const cursors[] = { "", "nonsense", "x.1", ".1", "%00",
                                          "0197-other-epoch.1" };

  passant_caller_say (other, "location.put", "shop", LOCATION_BODY);
  passant_caller_push_all (other);

  for (gsize i = 0; i < G_N_ELEMENTS (cursors); i++) {
    g_autofree char *path = g_strdup_printf ("/v1/changes?after=%s&limit=abc", cursors[i]);
    g_autoptr (PassantReply) reply = passant_caller_send (world->desk, "GET", path, NULL, NULL, 0);
    g_autofree char *cursor = passant_reply_dup_string (reply, "cursor");

    if (reply->status == 400) {
      passant_reply_assert (reply, 400, "malformed");
      continue;
    }
    passant_reply_assert (reply, 200, "");
    g_assert_nonnull (cursor);
    g_assert_nonnull (strstr (g_bytes_get_data (reply->body, NULL), "location.put"));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/hub/push/" path, World, NULL, set_up, func, tear_down)
  ADD ("says-hello-to-anybody", test_hello);
  ADD ("keeps-facts-and-passes-them-on-byte-for-byte", test_keeps);
  ADD ("gives-a-receipt-that-verifies", test_receipt);
  ADD ("answers-the-same-bytes-the-same", test_repeat);
  ADD ("refuses-a-gap-and-says-where-to-go-on", test_gap);
  ADD ("refuses-a-fork-and-keeps-nothing-of-it", test_fork);
  ADD ("quarantines-what-may-not-be-said", test_quarantine);
  ADD ("quarantines-another-facts-id", test_doubled_id);
  ADD ("refuses-what-has-no-place-in-the-chain", test_malformed);
  ADD ("refuses-too-much-at-once", test_too_large);
  ADD ("lets-a-stolen-token-say-nothing", test_stolen_token);
  ADD ("lets-strangers-in-nowhere", test_strangers);
  ADD ("shuts-out-a-revoked-device-at-once", test_revoked);
  ADD ("answers-wrong-paths-in-words", test_nowhere);
  ADD ("begins-again-at-a-cursor-it-does-not-know", test_cursors);

  return g_test_run ();
}
