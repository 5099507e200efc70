/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE
#include <string.h>

#include "passant-caller.h"
#include "passant-test-folder.h"

#define RACERS 50

typedef struct {
  PassantTestFolder *folder;
  PassantHubProcess *hub;
} World;

static void
set_up (World        *world,
        gconstpointer data)
{
  world->folder = passant_test_folder_new ();
  world->hub = passant_hub_process_new (world->folder);
}

static void
tear_down (World        *world,
           gconstpointer data)
{
  passant_hub_process_assert_sound (world->hub);
  passant_hub_process_free (world->hub);
  passant_test_folder_free (world->folder);
}

static PassantCaller *
new_caller (World *world)
{
  return passant_caller_new (passant_hub_process_get_url (world->hub));
}

static void
test_tells (World        *world,
            gconstpointer data)
{
  g_autoptr (PassantCaller) caller = new_caller (world);
  g_autofree char *code = passant_hub_process_dup_code (world->hub, "anna");
  g_autoptr (PassantReply) reply = passant_caller_redeem (caller, code);
  g_autoptr (PassantReply) changes = NULL;
  g_autofree char *role = passant_reply_dup_string (reply, "role");
  g_autofree char *shopper = passant_reply_dup_string (reply, "shopper");
  g_autofree char *name = passant_reply_dup_string (reply, "name");

  passant_reply_assert (reply, 200, "");
  g_assert_cmpstr (role, ==, "shopper");
  g_assert_cmpstr (shopper, ==, "anna");
  g_assert_cmpstr (name, ==, "Guest");
  g_assert_cmpuint (strlen (caller->token), ==, 43);

  changes = passant_caller_send (caller, "GET", "/v1/changes", NULL, NULL, 0);
  passant_reply_assert (changes, 200, "");
}

/* As people type it. */
static void
test_spelling (World        *world,
               gconstpointer data)
{
  g_autoptr (PassantCaller) caller = new_caller (world);
  g_autofree char *code = passant_hub_process_dup_code (world->hub, "anna");
  g_autofree char *lower = g_ascii_strdown (code, -1);
  g_autoptr (GString) typed = g_string_new (lower);
  g_autoptr (PassantReply) reply = NULL;

  g_string_replace (typed, "-", " ", 0);
  g_string_replace (typed, "0", "o", 0);
  g_string_replace (typed, "1", "l", 0);
  reply = passant_caller_redeem (caller, typed->str);
  passant_reply_assert (reply, 200, "");
}

static void
test_used (World        *world,
           gconstpointer data)
{
  g_autoptr (PassantCaller) first = new_caller (world);
  g_autoptr (PassantCaller) second = new_caller (world);
  g_autofree char *code = passant_hub_process_dup_code (world->hub, "anna");
  g_autoptr (PassantReply) good = passant_caller_redeem (first, code);
  g_autoptr (PassantReply) late = passant_caller_redeem (second, code);

  passant_reply_assert (good, 200, "");
  passant_reply_assert (late, 403, "used_code");
}

/* The answer got lost: another token, and the first is worth nothing. */
static void
test_lost_answer (World        *world,
                  gconstpointer data)
{
  g_autoptr (PassantCaller) caller = new_caller (world);
  g_autofree char *code = passant_hub_process_dup_code (world->hub, "anna");
  g_autoptr (PassantReply) first = passant_caller_redeem (caller, code);
  g_autofree char *old = g_strdup (caller->token);
  g_autoptr (PassantReply) again = passant_caller_redeem (caller, code);
  g_autoptr (PassantReply) with_old = NULL;

  passant_reply_assert (again, 200, "");
  g_assert_cmpstr (old, !=, caller->token);
  passant_transport_set_token (caller->transport, old);
  with_old = passant_caller_send (caller, "GET", "/v1/changes", NULL, NULL, 0);
  passant_reply_assert (with_old, 401, "unknown_device");
}

/* Somebody who saw code and device id, with a key of their own. */
static void
test_other_key (World        *world,
                gconstpointer data)
{
  g_autoptr (PassantCaller) caller = new_caller (world);
  g_autoptr (PassantCaller) thief = new_caller (world);
  g_autofree char *code = passant_hub_process_dup_code (world->hub, "anna");
  g_autoptr (PassantReply) first = passant_caller_redeem (caller, code);
  g_autoptr (PassantReply) theirs = NULL;

  g_set_str (&thief->device, caller->device);
  theirs = passant_caller_redeem (thief, code);
  passant_reply_assert (theirs, 403, "used_code");
}

static void
test_other_owner (World        *world,
                  gconstpointer data)
{
  g_autoptr (PassantCaller) caller = passant_caller_new_enrolled (world->hub, "anna");
  g_autofree char *for_ben = passant_hub_process_dup_code (world->hub, "ben");
  g_autofree char *for_anna = passant_hub_process_dup_code (world->hub, "anna");
  g_autoptr (PassantReply) refused = passant_caller_redeem (caller, for_ben);
  g_autoptr (PassantReply) renewed = passant_caller_redeem (caller, for_anna);

  passant_reply_assert (refused, 403, "not_yours");
  passant_reply_assert (renewed, 200, "");
}

static void
test_expired (World        *world,
              gconstpointer data)
{
  g_autoptr (PassantCaller) caller = new_caller (world);
  g_autofree char *code = passant_hub_process_dup_code (world->hub, "anna");
  g_autofree char *path = g_build_filename (world->folder, "hub.db", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "sqlite3", path,
                              "UPDATE enrolment_code SET expires_at_ms = 1000", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  reply = passant_caller_redeem (caller, code);
  passant_reply_assert (reply, 403, "expired_code");
}

static void
test_guessing (World        *world,
               gconstpointer data)
{
  g_autoptr (PassantCaller) caller = new_caller (world);
  g_autofree char *code = passant_hub_process_dup_code (world->hub, "anna");
  static const char * const wrong[] = { "AAAA-AAAA", "nonsense", "", "UUUU-UUUU", "0000-0000" };
  g_autoptr (PassantReply) reply = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (PassantReply) refused = passant_caller_redeem (caller, wrong[i]);

    passant_reply_assert (refused, 403, "unknown_code");
  }

  reply = passant_caller_redeem (caller, code);
  passant_reply_assert (reply, 429, "busy");
  g_assert_cmpstr (passant_reply_get_header (reply, "retry-after"), ==, "60");
}

static void
test_malformed (World        *world,
                gconstpointer data)
{
  static const char * const bodies[] = {
    "", "{", "[]", "{\"code\":\"AAAA-AAAA\"}",
    "{\"code\":\"AAAA-AAAA\",\"device\":\"../x\",\"public_key\":\"AA==\"}",
    "{\"code\":\"AAAA-AAAA\",\"device\":\"d\",\"public_key\":\"AA==\"}",
  };
  g_autoptr (PassantCaller) caller = new_caller (world);
  g_autofree char *big = g_strnfill (9000, ' ');
  g_autoptr (PassantReply) too_large = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (PassantReply) reply =
      passant_caller_send (caller, "POST", "/v1/devices", NULL, bodies[i], -1);

    passant_reply_assert (reply, 400, "malformed");
  }

  too_large = passant_caller_send (caller, "POST", "/v1/devices", NULL, big, -1);
  passant_reply_assert (too_large, 413, "too_large");
}

typedef struct {
  PassantCaller *caller;
  const char    *code;
  int            status;
} Racer;

static gpointer
race_thread (gpointer data)
{
  Racer *racer = data;
  g_autoptr (PassantReply) reply = passant_caller_redeem (racer->caller, racer->code);

  racer->status = reply->status;

  return NULL;
}

static void
test_race (World        *world,
           gconstpointer data)
{
  g_autofree char *code = passant_hub_process_dup_code (world->hub, "anna");
  GThread *threads[RACERS];
  Racer racers[RACERS];
  int winners = 0;

  for (int i = 0; i < RACERS; i++) {
    racers[i] = (Racer) { new_caller (world), code, 0 };
    threads[i] = g_thread_new ("racer", race_thread, &racers[i]);
  }

  for (int i = 0; i < RACERS; i++) {
    g_thread_join (threads[i]);
    winners += racers[i].status == 200;
    g_assert_true (racers[i].status == 200 || racers[i].status == 403 || racers[i].status == 429);
    passant_caller_free (racers[i].caller);
  }

  g_assert_cmpint (winners, ==, 1);
}

/* Neither code nor token is in the hub's folder. */
static void
test_keeps_no_secret (World        *world,
                      gconstpointer data)
{
  g_autoptr (PassantCaller) caller = new_caller (world);
  g_autofree char *code = passant_hub_process_dup_code (world->hub, "anna");
  g_autoptr (PassantReply) reply = passant_caller_redeem (caller, code);
  static const char * const names[] = { "hub.db", "hub.db-wal" };
  int found = 0;

  passant_reply_assert (reply, 200, "");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (world->folder, names[i], NULL);
    g_autofree char *bare = g_strdup_printf ("%.4s%s", code, code + 5);
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
    g_assert_null (memmem (bytes, length, code, strlen (code)));
    g_assert_null (memmem (bytes, length, bare, strlen (bare)));
    g_assert_null (memmem (bytes, length, caller->token, strlen (caller->token)));
    found += memmem (bytes, length, "anna", 4) != NULL;
  }

  /* What is not secret is there, so we looked in the right place. */
  g_assert_cmpint (found, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/hub/enrol/" path, World, NULL, set_up, func, tear_down)
  ADD ("lets-a-device-in-with-a-code", test_tells);
  ADD ("reads-a-code-as-people-type-it", test_spelling);
  ADD ("takes-a-code-once", test_used);
  ADD ("repeats-an-answer-that-got-lost", test_lost_answer);
  ADD ("refuses-a-repeat-with-another-key", test_other_key);
  ADD ("gives-a-device-to-nobody-else", test_other_owner);
  ADD ("refuses-a-code-that-is-too-old", test_expired);
  ADD ("lets-nobody-guess", test_guessing);
  ADD ("refuses-what-is-no-enrolment", test_malformed);
  ADD ("lets-one-of-fifty-win", test_race);
  ADD ("keeps-neither-code-nor-token", test_keeps_no_secret);

  return g_test_run ();
}
