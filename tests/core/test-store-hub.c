/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-store.h"

#include "passant-error.h"
#include "passant-test-store.h"

#define BLOB_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define BLOB_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

typedef PassantTestStore Fixture;

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (passant_store_check (fixture->store, &error));
  g_assert_no_error (error);
  passant_test_store_tear_down (fixture, data);
}

static void
enrol (Fixture    *fixture,
       const char *epoch)
{
  PassantEnrolment enrolment = {
    .url = "http://127.0.0.1:8080", .title = "Demo hub", .public_key = "key",
    .epoch = (char *) epoch,
    .token = "token", .role = "shopper", .shopper = "anna", .name = "Anna", .cursor = "",
    .synced_ms = 0
  };
  g_autoptr (GError) error = NULL;

  memset (enrolment.secret_key, 7, sizeof enrolment.secret_key);
  g_assert_true (passant_store_keep_enrolment (fixture->store, &enrolment, &error));
  g_assert_no_error (error);
}

static void
say (Fixture    *fixture,
     const char *kind,
     const char *sha256)
{
  g_autoptr (PassantDraft) draft = passant_draft_new (kind, "bikes", "visit");
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (GError) error = NULL;

  passant_draft_set_string (draft, "script", "none");
  passant_draft_set_string (draft, "sha256", sha256);
  fact = passant_store_append (fixture->store, draft, &error);
  g_assert_no_error (error);
}

static gint64
get_acked (Fixture *fixture)
{
  g_autoptr (PassantEnrolment) enrolment = passant_store_load_enrolment (fixture->store, NULL);

  return enrolment->acked;
}

/* A receipt for own facts 1 … @seq, as the hub's would be. */
static gboolean
keep_receipt (Fixture    *fixture,
              gint64      seq,
              const char *epoch,
              GError    **error)
{
  g_autoptr (GPtrArray) facts = passant_store_list_own (fixture->store, seq - 1, 1, NULL);
  PassantFact *fact = facts->len ? facts->pdata[0] : NULL;
  g_autoptr (PassantReceipt) receipt =
    passant_receipt_sign (passant_store_get_device (fixture->store), seq, fact ? fact->hash : "",
                          epoch, PASSANT_TEST_NOON_MS,
                          passant_store_get_secret_key (fixture->store));

  return passant_store_keep_receipt (fixture->store, receipt, error);
}

static void
test_enrolment_is_kept_whole (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (PassantEnrolment) none = NULL;
  g_autoptr (PassantEnrolment) read = NULL;
  g_autoptr (GError) error = NULL;
  guint8 key[64];

  none = passant_store_load_enrolment (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_null (none);

  enrol (fixture, "one");
  g_assert_true (passant_store_note_synced (fixture->store, PASSANT_TEST_NOON_MS, &error));
  passant_test_store_reopen (fixture);
  read = passant_store_load_enrolment (fixture->store, &error);
  g_assert_no_error (error);
  memset (key, 7, sizeof key);
  g_assert_cmpstr (read->url, ==, "http://127.0.0.1:8080");
  g_assert_cmpstr (read->title, ==, "Demo hub");
  g_assert_cmpstr (read->public_key, ==, "key");
  g_assert_cmpstr (read->epoch, ==, "one");
  g_assert_cmpstr (read->token, ==, "token");
  g_assert_cmpmem (read->secret_key, 64, key, 64);
  g_assert_cmpstr (read->role, ==, "shopper");
  g_assert_cmpstr (read->shopper, ==, "anna");
  g_assert_cmpstr (read->name, ==, "Anna");
  g_assert_cmpstr (read->cursor, ==, "");
  g_assert_cmpint (read->acked, ==, 0);
  g_assert_cmpint (read->synced_ms, ==, PASSANT_TEST_NOON_MS);
}

static void
test_receipts_move_what_is_acked (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autoptr (PassantReceipt) newest = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  enrol (fixture, "one");
  for (int i = 0; i < 5; i++)
    say (fixture, "visit.opened", NULL);
  g_assert_null (passant_store_load_receipt (fixture->store, &error));
  g_assert_no_error (error);

  g_assert_true (keep_receipt (fixture, 4, "one", &error));
  g_assert_cmpint (get_acked (fixture), ==, 4);
  /* An older receipt that arrives late takes nothing back … */
  g_assert_true (keep_receipt (fixture, 2, "one", &error));
  g_assert_cmpint (get_acked (fixture), ==, 4);
  /* … but one of a hub restored from its backup does. */
  g_assert_true (keep_receipt (fixture, 3, "two", &error));
  g_assert_cmpint (get_acked (fixture), ==, 3);
  g_assert_true (keep_receipt (fixture, 5, "two", &error));
  g_assert_cmpint (get_acked (fixture), ==, 5);

  passant_test_store_reopen (fixture);
  newest = passant_store_load_receipt (fixture->store, &error);
  g_assert_cmpint (newest->seq, ==, 5);
  g_assert_cmpstr (newest->epoch, ==, "two");
  rows = passant_store_list_visits (fixture->store, NULL, NULL);
  g_assert_cmpint (((PassantVisitRow *) rows->pdata[0])->facts_acked, ==, 5);
}

/* The sync may have heard of the new life before the receipt comes. */
static void
test_receipt_of_a_new_life_counts_also_when_expected (Fixture      *fixture,
                                                      gconstpointer data)
{
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_autoptr (GError) error = NULL;

  enrol (fixture, "one");
  for (int i = 0; i < 3; i++)
    say (fixture, "visit.opened", NULL);
  g_assert_true (keep_receipt (fixture, 3, "one", &error));
  enrolment = passant_store_load_enrolment (fixture->store, NULL);
  g_set_str (&enrolment->epoch, "two");
  g_assert_true (passant_store_keep_enrolment (fixture->store, enrolment, NULL));

  g_assert_true (keep_receipt (fixture, 1, "two", &error));
  g_assert_cmpint (get_acked (fixture), ==, 1);
}

static void
test_receipt_for_other_facts_is_refused (Fixture      *fixture,
                                         gconstpointer data)
{
  g_autoptr (PassantReceipt) foreign = NULL;
  g_autoptr (PassantReceipt) forked = NULL;
  g_autoptr (GError) error = NULL;

  enrol (fixture, "one");
  say (fixture, "visit.opened", NULL);
  foreign = passant_receipt_sign ("other", 1, BLOB_A, "one", PASSANT_TEST_NOON_MS,
                                  passant_store_get_secret_key (fixture->store));
  forked = passant_receipt_sign (passant_store_get_device (fixture->store), 1, BLOB_A, "one",
                                 PASSANT_TEST_NOON_MS,
                                 passant_store_get_secret_key (fixture->store));

  g_assert_false (passant_store_keep_receipt (fixture->store, foreign, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (passant_store_keep_receipt (fixture->store, forked, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (keep_receipt (fixture, 9, "one", &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_assert_cmpint (get_acked (fixture), ==, 0);
}

static void
assert_unsent (Fixture    *fixture,
               const char *expected)
{
  g_auto (GStrv) names = passant_store_list_unsent_blobs (fixture->store, NULL);
  g_autofree char *joined = g_strjoinv (" ", names);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_blobs_are_unsent_until_confirmed (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  enrol (fixture, "one");
  assert_unsent (fixture, "");
  say (fixture, "visit.opened", NULL);
  say (fixture, "visit.evidenced", BLOB_B);
  say (fixture, "visit.evidenced", BLOB_A);
  say (fixture, "visit.evidenced", BLOB_B);
  assert_unsent (fixture, BLOB_B " " BLOB_A);

  g_assert_true (passant_store_confirm_blob (fixture->store, BLOB_B, NULL));
  g_assert_true (passant_store_confirm_blob (fixture->store, BLOB_B, NULL));
  assert_unsent (fixture, BLOB_A);
  rows = passant_store_list_visits (fixture->store, NULL, NULL);
  g_assert_cmpint (((PassantVisitRow *) rows->pdata[0])->blobs, ==, 2);
  g_assert_cmpint (((PassantVisitRow *) rows->pdata[0])->blobs_confirmed, ==, 1);

  /* A photo taken back is not sent; a hub that lost its disk asks for all again. */
  say (fixture, "visit.evidence_withdrawn", BLOB_A);
  assert_unsent (fixture, "");
  enrol (fixture, "two");
  assert_unsent (fixture, BLOB_B);
}

static void
test_blobs_of_others_are_missing_until_fetched (Fixture      *fixture,
                                                gconstpointer data)
{
  g_autoptr (PassantTestFolder) other_folder = passant_test_folder_new ();
  g_autofree char *photo = g_build_filename (other_folder, "photo", NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "a photo", -1);
  g_autoptr (PassantStore) other = passant_store_open (other_folder, fixture->clock, NULL, NULL);
  Fixture guest = { .clock = fixture->clock, .store = other };
  g_autoptr (GPtrArray) facts = NULL;
  g_auto (GStrv) missing = NULL;
  g_auto (GStrv) none = NULL;
  g_autoptr (GError) error = NULL;

  say (&guest, "visit.opened", NULL);
  say (&guest, "visit.evidenced", sha256);
  facts = passant_store_list_own (other, 0, 10, &error);
  g_assert_true (passant_store_adopt (fixture->store, facts, NULL, &error));
  missing = passant_store_list_missing_blobs (fixture->store, &error);
  g_assert_cmpuint (g_strv_length (missing), ==, 1);
  g_assert_cmpstr (missing[0], ==, sha256);
  assert_unsent (fixture, "");

  g_assert_true (g_file_set_contents (photo, "a photo", -1, NULL));
  g_assert_true (passant_blobs_adopt (passant_store_get_blobs (fixture->store), photo, sha256,
                                      &error));
  none = passant_store_list_missing_blobs (fixture->store, &error);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

#define READERS 4
#define READS 3000

static gpointer
read_enrolment_often (gpointer data)
{
  PassantStore *store = data;
  int missed = 0;

  for (int i = 0; i < READS; i++) {
    g_autoptr (GError) error = NULL;
    PassantEnrolment *enrolment = passant_store_load_enrolment (store, &error);

    g_assert_no_error (error);
    if (enrolment)
      passant_enrolment_free (enrolment);
    else
      missed++;
  }

  return GINT_TO_POINTER (missed);
}

/* The sync and the pages ask at the same time, each on its own thread. */
static void
test_enrolment_is_read_from_any_thread (Fixture      *fixture,
                                        gconstpointer data)
{
  GThread *readers[READERS];
  int missed = 0;

  enrol (fixture, "first");
  for (int i = 0; i < READERS; i++)
    readers[i] = g_thread_new ("reader", read_enrolment_often, fixture->store);
  for (int i = 0; i < READERS; i++)
    missed += GPOINTER_TO_INT (g_thread_join (readers[i]));

  g_assert_cmpint (missed, ==, 0);
}

#define ADD(path, func) \
        g_test_add ("/store/hub/" path, Fixture, NULL, passant_test_store_set_up, func, tear_down)

/* A sync that finds the hub begun anew works with an enrolment it read before; another process may have enrolled again. */
static void
test_new_epoch_leaves_the_rest (Fixture      *fixture,
                                gconstpointer data)
{
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_autoptr (GError) error = NULL;

  enrol (fixture, "first");
  g_assert_true (passant_store_begin_epoch (fixture->store, "second", 3, &error));
  g_assert_no_error (error);
  g_assert_true (passant_store_take_back_acked (fixture->store, 2, &error));
  g_assert_true (passant_store_take_back_acked (fixture->store, 9, &error));
  g_assert_no_error (error);

  enrolment = passant_store_load_enrolment (fixture->store, &error);
  g_assert_cmpstr (enrolment->epoch, ==, "second");
  g_assert_cmpint (enrolment->acked, ==, 2);
  g_assert_cmpstr (enrolment->cursor, ==, "");
  g_assert_cmpstr (enrolment->token, ==, "token");
  g_assert_cmpstr (enrolment->url, ==, "http://127.0.0.1:8080");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("enrolment-is-kept-whole", test_enrolment_is_kept_whole);
  ADD ("enrolment-is-read-from-any-thread", test_enrolment_is_read_from_any_thread);
  ADD ("receipts-move-what-is-acked", test_receipts_move_what_is_acked);
  ADD ("receipt-of-a-new-life-counts-also-when-expected",
       test_receipt_of_a_new_life_counts_also_when_expected);
  ADD ("receipt-for-other-facts-is-refused", test_receipt_for_other_facts_is_refused);
  ADD ("new-epoch-leaves-the-rest", test_new_epoch_leaves_the_rest);
  ADD ("blobs-are-unsent-until-confirmed", test_blobs_are_unsent_until_confirmed);
  ADD ("blobs-of-others-are-missing-until-fetched", test_blobs_of_others_are_missing_until_fetched);

  return g_test_run ();
}
