/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-store.h"

#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "passant-error.h"
#include "passant-store-private.h"
#include "passant-test-store.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

typedef PassantTestStore Fixture;

static PassantDraft *
draft_answer (const char *value)
{
  PassantDraft *draft = passant_draft_new ("visit.answered", "study", "visit");

  passant_draft_set_string (draft, "touchpoint", "counter");
  passant_draft_set_string (draft, "question", "greeted");
  passant_draft_set_string (draft, "value", value);

  return draft;
}

static PassantFact *
append_answer (PassantStore *store,
               const char   *value)
{
  g_autoptr (PassantDraft) draft = draft_answer (value);
  g_autoptr (GError) error = NULL;
  PassantFact *fact = passant_store_append (store, draft, &error);

  g_assert_no_error (error);

  return fact;
}

static void
append_many (PassantStore *store,
             int           n)
{
  for (int i = 0; i < n; i++) {
    g_autofree char *value = g_strdup_printf ("%d", i);
    g_autoptr (PassantFact) fact = append_answer (store, value);
  }
}

static void
assert_whole (PassantStore *store)
{
  g_autoptr (GError) error = NULL;

  passant_store_check (store, &error);
  g_assert_no_error (error);
}

static void
test_open_makes_a_device_for_good (Fixture      *fixture,
                                   gconstpointer data)
{
  g_autofree char *device = g_strdup (passant_store_get_device (fixture->store));
  guint8 key[64];

  memcpy (key, passant_store_get_secret_key (fixture->store), sizeof key);
  g_assert_true (g_uuid_string_is_valid (device));
  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 0);

  passant_test_store_reopen (fixture);
  g_assert_cmpstr (passant_store_get_device (fixture->store), ==, device);
  g_assert_cmpmem (passant_store_get_secret_key (fixture->store), 64, key, 64);
}

static void
test_append_stamps_a_chain (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (PassantFact) one = append_answer (fixture->store, "yes");
  g_autoptr (PassantFact) two = NULL;
  g_autoptr (PassantFact) three = NULL;

  passant_clock_advance_ms (fixture->clock, 250);
  two = append_answer (fixture->store, "no");
  passant_test_store_reopen (fixture);
  three = append_answer (fixture->store, "yes");

  g_assert_cmpstr (one->device, ==, passant_store_get_device (fixture->store));
  g_assert_cmpint (one->seq, ==, 1);
  g_assert_cmpstr (one->prev, ==, ZEROS);
  g_assert_cmpint (one->at_ms, ==, PASSANT_TEST_NOON_MS);
  g_assert_cmpint (two->seq, ==, 2);
  g_assert_cmpstr (two->prev, ==, one->hash);
  g_assert_cmpint (two->noted_ms, ==, PASSANT_TEST_NOON_MS + 250);
  g_assert_cmpint (two->boot_ms, ==, one->boot_ms + 250);
  g_assert_cmpint (three->seq, ==, 3);
  g_assert_cmpstr (three->prev, ==, two->hash);
  g_assert_cmpstr (two->id, <, three->id);
  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 3);
  assert_whole (fixture->store);
}

static void
test_facts_come_back_bit_for_bit (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autoptr (PassantFact) said = append_answer (fixture->store, "“É”, \\ and 👍");
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  PassantFact *read;

  passant_test_store_reopen (fixture);
  facts = passant_store_list_facts (fixture->store, "visit", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (facts->len, ==, 1);
  read = facts->pdata[0];
  g_assert_cmpmem (read->text, read->length, said->text, said->length);
  g_assert_cmpstr (read->hash, ==, said->hash);

  none = passant_store_list_facts (fixture->store, "another", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_list_own_pages (Fixture      *fixture,
                     gconstpointer data)
{
  gint64 after = 0;
  guint pages = 0;

  append_many (fixture->store, 25);
  for (;;) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) page = passant_store_list_own (fixture->store, after, 10, &error);

    g_assert_no_error (error);
    if (page->len == 0)
      break;
    for (guint i = 0; i < page->len; i++)
      g_assert_cmpint (((PassantFact *) page->pdata[i])->seq, ==, ++after);
    pages++;
  }

  g_assert_cmpint (after, ==, 25);
  g_assert_cmpuint (pages, ==, 3);
}

static void
test_append_all_is_all_or_nothing (Fixture      *fixture,
                                   gconstpointer data)
{
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (drafts, draft_answer ("yes"));
  g_ptr_array_add (drafts, draft_answer ("broken \xff"));
  g_assert_false (passant_store_append_all (fixture->store, drafts, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 0);
  g_clear_error (&error);

  g_ptr_array_remove_index (drafts, 1);
  g_ptr_array_add (drafts, draft_answer ("no"));
  g_assert_true (passant_store_append_all (fixture->store, drafts, &error));
  g_assert_no_error (error);
  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 2);
  assert_whole (fixture->store);
}

static void
on_appended_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = passant_store_append_finish (PASSANT_STORE (object), result,
                                                              &error);
  gint64 *last = data;

  g_assert_no_error (error);
  g_assert_cmpint (fact->seq, ==, *last + 1);
  *last = fact->seq;
}

static void
test_append_async_keeps_the_order_of_taps (Fixture      *fixture,
                                           gconstpointer data)
{
  g_autoptr (GPtrArray) facts = NULL;
  gint64 last = 0;

  for (int i = 0; i < 50; i++) {
    g_autofree char *value = g_strdup_printf ("%d", i);

    passant_store_append_async (fixture->store, draft_answer (value), NULL, on_appended_cb, &last);
  }
  while (last < 50)
    g_main_context_iteration (NULL, TRUE);
  /* The worker lets go of its last task a moment after its callback. */
  while (g_atomic_int_get (&G_OBJECT (fixture->store)->ref_count) > 1)
    g_usleep (100);

  facts = passant_store_list_own (fixture->store, 0, 100, NULL);
  for (int i = 0; i < 50; i++) {
    g_autofree char *value = g_strdup_printf ("%d", i);

    g_assert_cmpstr (passant_fact_get_string (facts->pdata[i], "value"), ==, value);
  }
}

static PassantFact *
play_device (const char *device,
             gint64      seq,
             const char *prev,
             const char *value)
{
  g_autoptr (PassantDraft) draft = draft_answer (value);
  g_autofree char *id = g_strdup_printf ("%s-%" G_GINT64_FORMAT, device, seq);
  PassantStamp stamp = {
    .device = device, .seq = seq, .prev = prev, .now_ms = PASSANT_TEST_NOON_MS,
    .boot_ms = 1, .id = id
  };
  g_autoptr (GError) error = NULL;
  PassantFact *fact = passant_draft_stamp (draft, &stamp, &error);

  g_assert_no_error (error);

  return fact;
}

static GPtrArray *
new_facts (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
}

static void
test_adopt_leaves_what_is_here (Fixture      *fixture,
                                gconstpointer data)
{
  g_autoptr (GPtrArray) facts = new_facts ();
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;
  PassantFact *first = play_device ("other", 1, ZEROS, "yes");

  g_ptr_array_add (facts, first);
  g_ptr_array_add (facts, play_device ("other", 2, first->hash, "no"));
  g_ptr_array_add (facts, passant_fact_ref (first));
  g_ptr_array_add (facts, play_device ("other", 1, ZEROS, "forged"));
  g_ptr_array_add (facts,
                   play_device (passant_store_get_device (fixture->store), 1, ZEROS, "not mine"));

  for (int i = 0; i < 2; i++) {
    g_assert_true (passant_store_adopt (fixture->store, facts, "cursor", &error));
    g_assert_no_error (error);
  }

  read = passant_store_list_facts (fixture->store, "visit", &error);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpstr (((PassantFact *) read->pdata[0])->hash, ==, first->hash);
  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 0);
  assert_whole (fixture->store);
}

/* Two windows on one folder, as the app and passantctl would be. */
static void
test_two_at_once_make_one_chain (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantStore) other = passant_store_open (fixture->folder, fixture->clock, NULL,
                                                       &error);

  g_assert_no_error (error);
  for (int i = 0; i < 10; i++) {
    g_autoptr (PassantFact) here = append_answer (fixture->store, "here");
    g_autoptr (PassantFact) there = append_answer (other, "there");

    g_assert_cmpstr (there->prev, ==, here->hash);
  }

  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 20);
  assert_whole (other);
}

static gpointer
append_some (gpointer data)
{
  append_many (data, 50);

  return NULL;
}

static void
test_threads_take_turns (Fixture      *fixture,
                         gconstpointer data)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("append", append_some, fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 200);
  assert_whole (fixture->store);
}

/* A handheld whose clock lost its battery, and then somebody sets it back by a day. */
static void
test_wrong_clocks_do_not_matter (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autoptr (PassantFact) one = NULL;
  g_autoptr (PassantFact) two = NULL;
  g_autoptr (PassantFact) three = NULL;

  passant_clock_advance_ms (fixture->clock, -PASSANT_TEST_NOON_MS);
  one = append_answer (fixture->store, "1970");
  passant_clock_advance_ms (fixture->clock, PASSANT_TEST_NOON_MS);
  two = append_answer (fixture->store, "now");
  passant_clock_advance_ms (fixture->clock, -24 * 3600 * 1000);
  three = append_answer (fixture->store, "yesterday");

  g_assert_cmpint (one->noted_ms, ==, 0);
  g_assert_cmpint (three->noted_ms, <, two->noted_ms);
  g_assert_cmpint (three->seq, ==, 3);
  g_assert_cmpint (three->boot_ms, ==, two->boot_ms);
  assert_whole (fixture->store);
}

/* The disk fills up after every possible page. Each append is kept whole or leaves no trace, and when there is room
 * again the next one works. */
static void
test_append_survives_a_full_disk (Fixture      *fixture,
                                  gconstpointer data)
{
  int refused = 0;

  append_many (fixture->store, 1);
  for (int pages = 60; pages < 100; pages++) {
    g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %d", pages);
    gint64 kept = passant_store_get_own_seq (fixture->store);
    g_autofree char *before = passant_store_dump_derived (fixture->store, NULL);
    g_autofree char *after = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (passant_store_tune (fixture->store, sql, NULL));
    while (!error) {
      g_autoptr (PassantDraft) draft =
        draft_answer ("a value of some length, to use up pages sooner");
      g_autoptr (PassantFact) fact = passant_store_append (fixture->store, draft, &error);

      kept += fact ? 1 : 0;
    }
    refused++;
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
    g_assert_nonnull (strstr (error->message, "space"));
    g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, kept);
    assert_whole (fixture->store);
    after = passant_store_dump_derived (fixture->store, NULL);
    g_assert_cmpstr (before, ==, after);
  }

  g_assert_true (passant_store_tune (fixture->store, "PRAGMA max_page_count = 100000", NULL));
  append_many (fixture->store, 1);
  g_test_message ("%d appends refused, %d kept", refused,
                  (int) passant_store_get_own_seq (fixture->store));
}

/* Refusals: what is found in the folder is left as it was. */

static char *
path_in (Fixture    *fixture,
         const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
assert_refused (Fixture     *fixture,
                PassantError code)
{
  g_autofree char *path = path_in (fixture, "passant.db");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  g_assert_null (passant_store_open (fixture->folder, fixture->clock, NULL, &error));
  g_assert_error (error, PASSANT_ERROR, (int) code);
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
close_store (Fixture *fixture)
{
  g_assert_finalize_object (fixture->store);
  fixture->store = NULL;
}

static void
run_sql (Fixture    *fixture,
         const char *sql)
{
  g_autofree char *path = path_in (fixture, "passant.db");
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
write_database (Fixture    *fixture,
                const char *content,
                gsize       length)
{
  g_autofree char *path = path_in (fixture, "passant.db");

  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

static void
test_open_refuses_what_is_no_database (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autofree char *much = g_strnfill (20000, 'x');

  close_store (fixture);
  write_database (fixture, "x", 1);
  assert_refused (fixture, PASSANT_ERROR_DAMAGED);
  write_database (fixture, "Dear diary, today I went to a shop.\n", 36);
  assert_refused (fixture, PASSANT_ERROR_DAMAGED);
  write_database (fixture, much, 20000);
  assert_refused (fixture, PASSANT_ERROR_DAMAGED);
  write_database (fixture, "", 0);
  assert_refused (fixture, PASSANT_ERROR_DAMAGED);
}

static void
test_open_refuses_every_truncation (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autofree char *path = path_in (fixture, "passant.db");
  g_autofree char *whole = NULL;
  gsize length;

  append_many (fixture->store, 50);
  close_store (fixture);
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  for (gsize cut = 0; cut < length; cut += 1000) {
    write_database (fixture, whole, cut);
    assert_refused (fixture, PASSANT_ERROR_DAMAGED);
  }
  write_database (fixture, whole, length - 1);
  assert_refused (fixture, PASSANT_ERROR_DAMAGED);

  write_database (fixture, whole, length);
  passant_test_store_reopen (fixture);
  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 50);
  assert_whole (fixture->store);
}

/* A log beside it, as a kill leaves one: it may hold a page or two that are missing here, never as many as were cut. */
static void
test_open_refuses_truncation_beside_a_log (Fixture      *fixture,
                                           gconstpointer data)
{
  g_autofree char *path = path_in (fixture, "passant.db");
  g_autofree char *log_path = path_in (fixture, "passant.db-wal");
  g_autofree char *whole = NULL;
  g_autofree char *log = NULL;
  gsize length, log_length;

  append_many (fixture->store, 200);
  close_store (fixture);
  passant_test_store_reopen (fixture);
  append_many (fixture->store, 1);
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  g_assert_true (g_file_get_contents (log_path, &log, &log_length, NULL));
  g_assert_cmpuint (log_length, >, 0);
  close_store (fixture);

  for (gsize cut = 4096; cut + log_length < length; cut += 8192) {
    write_database (fixture, whole, cut);
    g_assert_true (g_file_set_contents (log_path, log, (gssize) log_length, NULL));
    assert_refused (fixture, PASSANT_ERROR_DAMAGED);
  }

  write_database (fixture, whole, length);
  g_assert_true (g_file_set_contents (log_path, log, (gssize) log_length, NULL));
  passant_test_store_reopen (fixture);
  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 201);
  assert_whole (fixture->store);
}

static void
test_open_refuses_somebody_elses_database (Fixture      *fixture,
                                           gconstpointer data)
{
  close_store (fixture);
  passant_test_folder_drop (fixture->folder);
  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  run_sql (fixture, "CREATE TABLE diary (line TEXT); INSERT INTO diary VALUES ('secret')");
  assert_refused (fixture, PASSANT_ERROR_DAMAGED);
}

static void
test_open_refuses_the_future (Fixture      *fixture,
                              gconstpointer data)
{
  append_many (fixture->store, 3);
  close_store (fixture);
  run_sql (fixture, "PRAGMA user_version = 99");
  assert_refused (fixture, PASSANT_ERROR_TOO_NEW);
  run_sql (fixture, "PRAGMA user_version = 2; UPDATE self SET fact_format = 2");
  assert_refused (fixture, PASSANT_ERROR_TOO_NEW);

  run_sql (fixture, "UPDATE self SET fact_format = 1");
  passant_test_store_reopen (fixture);
  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 3);
}

/* A store from every version ever shipped opens in this one, and means the same. */
static void
test_open_takes_over_version_1 (Fixture      *fixture,
                                gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "store-v1.sql", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &sql, NULL, &error));
  close_store (fixture);
  passant_test_folder_drop (fixture->folder);
  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  run_sql (fixture, sql);

  passant_test_store_reopen (fixture);
  g_assert_cmpstr (passant_store_get_device (fixture->store), ==,
                   "01a20279-f774-7569-b864-599d243866de");
  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 33);
  assert_whole (fixture->store);
  before = passant_store_dump_derived (fixture->store, NULL);
  g_assert_true (passant_store_rebuild (fixture->store, &error));
  after = passant_store_dump_derived (fixture->store, NULL);
  g_assert_cmpstr (before, ==, after);
  append_many (fixture->store, 2);
  assert_whole (fixture->store);
}

static void
test_open_refuses_an_impossible_folder (Fixture      *fixture,
                                        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (passant_store_open ("/dev/null/passant", fixture->clock, NULL, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
}

/* Root may write everywhere, so this plays somebody who may not. */
static void
test_open_refuses_a_folder_it_may_not_write (Fixture      *fixture,
                                             gconstpointer data)
{
  g_autofree char *path = path_in (fixture, "passant.db");

  if (g_test_subprocess ()) {
    g_autoptr (GError) error = NULL;

    if (geteuid () == 0 && setuid (65534) != 0)
      g_error ("cannot become nobody");
    g_assert_null (passant_store_open (g_getenv ("PASSANT_TEST_FOLDER"), fixture->clock, NULL,
                                       &error));
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
    return;
  }

  close_store (fixture);
  g_setenv ("PASSANT_TEST_FOLDER", fixture->folder, TRUE);
  g_assert_cmpint (chmod (path, 0444), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0555), ==, 0);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  g_assert_cmpint (chmod (fixture->folder, 0700), ==, 0);
}

static void
test_check_finds_what_was_altered (Fixture      *fixture,
                                   gconstpointer data)
{
  static const char *alterations[] = {
    "UPDATE fact SET text = replace (text, 'value', 'velua') WHERE seq = 2",
    "UPDATE fact SET text = '{}' WHERE seq = 2",
    "UPDATE fact SET hash = replace (hash, substr (hash, 1, 1), 'x') WHERE seq = 2",
    "UPDATE fact SET subject = 'another' WHERE seq = 2",
    "UPDATE fact SET noted_ms = 1 WHERE seq = 2",
    "DELETE FROM fact WHERE seq = 1",
    "DELETE FROM fact WHERE seq = 2",
  };

  append_many (fixture->store, 3);
  for (guint i = 0; i < G_N_ELEMENTS (alterations); i++) {
    g_autoptr (GError) error = NULL;

    assert_whole (fixture->store);
    g_assert_true (passant_store_tune (fixture->store, "SAVEPOINT altered", NULL));
    g_assert_true (passant_store_tune (fixture->store, alterations[i], NULL));
    g_assert_false (passant_store_check (fixture->store, &error));
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED);
    g_assert_true (passant_store_tune (fixture->store, "ROLLBACK", NULL));
  }
}

#define ADD(path, func) \
        g_test_add ("/store/" path, Fixture, NULL, passant_test_store_set_up, func, \
                    passant_test_store_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("open-makes-a-device-for-good", test_open_makes_a_device_for_good);
  ADD ("append-stamps-a-chain", test_append_stamps_a_chain);
  ADD ("facts-come-back-bit-for-bit", test_facts_come_back_bit_for_bit);
  ADD ("list-own-pages", test_list_own_pages);
  ADD ("append-all-is-all-or-nothing", test_append_all_is_all_or_nothing);
  ADD ("append-async-keeps-the-order-of-taps", test_append_async_keeps_the_order_of_taps);
  ADD ("adopt-leaves-what-is-here", test_adopt_leaves_what_is_here);
  ADD ("two-at-once-make-one-chain", test_two_at_once_make_one_chain);
  ADD ("threads-take-turns", test_threads_take_turns);
  ADD ("wrong-clocks-do-not-matter", test_wrong_clocks_do_not_matter);
  ADD ("append-survives-a-full-disk", test_append_survives_a_full_disk);
  ADD ("open-refuses-what-is-no-database", test_open_refuses_what_is_no_database);
  ADD ("open-refuses-every-truncation", test_open_refuses_every_truncation);
  ADD ("open-refuses-truncation-beside-a-log", test_open_refuses_truncation_beside_a_log);
  ADD ("open-refuses-somebody-elses-database", test_open_refuses_somebody_elses_database);
  ADD ("open-refuses-the-future", test_open_refuses_the_future);
  ADD ("open-takes-over-version-1", test_open_takes_over_version_1);
  ADD ("open-refuses-an-impossible-folder", test_open_refuses_an_impossible_folder);
  ADD ("open-refuses-a-folder-it-may-not-write", test_open_refuses_a_folder_it_may_not_write);
  ADD ("check-finds-what-was-altered", test_check_finds_what_was_altered);

  return g_test_run ();
}
