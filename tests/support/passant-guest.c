/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-guest.h"

#include "passant-error.h"
#include "passant-sync.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define STARTED_MS G_GINT64_CONSTANT (1790000000000)
#define STUDY "bike-2026"
#define SCRIPT "0000000000000000000000000000000000000000000000000000000000000abc"

guint32
passant_guest_draw_seed (void)
{
  const char *text = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = text ? (guint32) g_ascii_strtoull (text, NULL, 10) : g_random_int ();

  g_test_message ("PASSANT_TEST_SEED=%u", seed);

  return seed;
}

PassantStore *
passant_guest_new (PassantHubProcess *hub,
                   const char        *folder,
                   const char        *shopper,
                   const char        *url)
{
  g_autoptr (PassantClock) clock = passant_clock_new_manual (STARTED_MS);
  g_autofree char *code = passant_hub_process_dup_code (hub, shopper);
  g_autoptr (GError) error = NULL;
  PassantStore *store = passant_store_open (folder, clock, NULL, &error);

  g_assert_no_error (error);
  passant_sync_enrol (store, passant_hub_process_get_url (hub), code, "Test device", NULL, &error);
  g_assert_no_error (error);
  if (url)
    passant_guest_move (store, url);

  return store;
}

void
passant_guest_move (PassantStore *store,
                    const char   *url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantEnrolment) enrolment = passant_store_load_enrolment (store, &error);

  g_assert_no_error (error);
  g_set_str (&enrolment->url, url);
  passant_store_keep_enrolment (store, enrolment, &error);
  g_assert_no_error (error);
}

static void
keep (PassantStore *store,
      PassantDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = passant_store_append (store, draft, &error);

  g_assert_no_error (error);
  g_assert_nonnull (fact);
  passant_clock_advance_ms (passant_store_get_clock (store), 1700);
}

void
passant_guest_say (PassantStore *store,
                   const char   *kind,
                   const char   *subject,
                   const char   *key,
                   const char   *value)
{
  g_autoptr (PassantDraft) draft = passant_draft_new (kind, STUDY, subject);

  if (key)
    passant_draft_set_string (draft, key, value);
  keep (store, draft);
}

char *
passant_guest_offer (PassantStore *store,
                     const char   *shopper)
{
  char *id = passant_id_new (passant_store_get_clock (store));
  g_autoptr (PassantDraft) draft = passant_draft_new ("assignment.offered", STUDY, id);

  passant_draft_set_string (draft, "shopper", shopper);
  passant_draft_set_string (draft, "location", "utrecht");
  passant_draft_set_string (draft, "script", SCRIPT);
  passant_draft_set_int (draft, "pay_cents", 2500);
  passant_draft_set_string (draft, "currency", "EUR");
  keep (store, draft);

  return id;
}

static void
open_visit (PassantStore *store,
            const char   *visit,
            const char   *assignment,
            const char   *shopper)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.opened", STUDY, visit);

  passant_draft_set_string (draft, "assignment", assignment);
  passant_draft_set_string (draft, "script", SCRIPT);
  passant_draft_set_string (draft, "location", "utrecht");
  passant_draft_set_string (draft, "shopper", shopper);
  keep (store, draft);
}

static void
answer (PassantStore *store,
        const char   *visit,
        guint         number,
        GRand        *rand)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.answered", STUDY, visit);
  g_autofree char *question = g_strdup_printf ("q%u", number);
  g_autofree char *comment = g_strnfill ((gsize) g_rand_int_range (rand, 0, 300), 'x');

  passant_draft_set_string (draft, "touchpoint", "counter");
  passant_draft_set_string (draft, "question", question);
  passant_draft_set_string (draft, "value", g_rand_boolean (rand) ? "yes" : "no");
  passant_draft_set_string (draft, "source", "seen");
  passant_draft_set_string (draft, "comment", comment);
  passant_draft_set_int (draft, "shown_ms", g_rand_int_range (rand, 300, 9000));
  keep (store, draft);
}

static char *
take_photo (PassantStore *store,
            GRand        *rand,
            guint         bytes_max,
            gint64       *bytes)
{
  gsize length = (gsize) g_rand_int_range (rand, (gint32) bytes_max / 6, (gint32) bytes_max + 1);
  g_autofree guint32 *pixels = g_malloc (length + 4);
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  char *sha256 = NULL;

  for (gsize i = 0; i < length / 4 + 1; i++)
    pixels[i] = g_rand_int (rand);
  g_close (g_file_open_tmp ("passant-photo-XXXXXX", &path, &error), NULL);
  g_file_set_contents (path, (const char *) pixels, (gssize) length, &error);
  g_assert_no_error (error);

  file = g_file_new_for_path (path);
  passant_blobs_import (passant_store_get_blobs (store), file, &sha256, bytes, &error);
  g_assert_no_error (error);
  g_unlink (path);

  return sha256;
}

void
passant_guest_prove (PassantStore *store,
                     const char   *visit,
                     GRand        *rand,
                     guint         bytes_max)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.evidenced", STUDY, visit);
  gint64 bytes = 0;
  g_autofree char *sha256 = take_photo (store, rand, bytes_max, &bytes);

  passant_draft_set_string (draft, "sha256", sha256);
  passant_draft_set_int (draft, "bytes", bytes);
  passant_draft_set_string (draft, "mime", "image/jpeg");
  passant_draft_set_string (draft, "name", "photo.jpg");
  passant_draft_set_string (draft, "touchpoint", "counter");
  keep (store, draft);
}

char *
passant_guest_visit (PassantStore *store,
                     const char   *assignment,
                     const char   *shopper,
                     GRand        *rand,
                     guint         n_answers,
                     guint         n_photos,
                     guint         bytes_max)
{
  char *visit = passant_id_new (passant_store_get_clock (store));

  passant_guest_say (store, "assignment.claimed", assignment, NULL, NULL);
  open_visit (store, visit, assignment, shopper);
  passant_guest_say (store, "visit.entered", visit, "touchpoint", "counter");
  for (guint i = 0; i < n_answers; i++)
    answer (store, visit, i, rand);
  for (guint i = 0; i < n_photos; i++)
    passant_guest_prove (store, visit, rand, bytes_max);
  passant_guest_say (store, "visit.finished", visit, NULL, NULL);

  return visit;
}

/* sha256 names in what this device said, each once. */
static GHashTable *
collect_names (PassantStore *store)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = passant_store_list_own (store, 0, G_MAXINT, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < facts->len; i++) {
    const char *sha256 = passant_fact_get_string (g_ptr_array_index (facts, i), "sha256");

    if (sha256)
      g_hash_table_add (names, g_strdup (sha256));
  }

  return names;
}

gint64
passant_guest_count_blob_bytes (PassantStore *store)
{
  g_autoptr (GHashTable) names = collect_names (store);
  GHashTableIter iter;
  gpointer sha256;
  gint64 bytes = 0;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &sha256, NULL)) {
    g_autofree char *path = passant_blobs_dup_path (passant_store_get_blobs (store), sha256);
    GStatBuf info;

    g_assert_no_errno (g_stat (path, &info));
    bytes += info.st_size;
  }

  return bytes;
}

gboolean
passant_guest_sync (PassantStore *store)
{
  g_autoptr (GError) error = NULL;

  if (passant_sync_run (store, NULL, NULL, NULL, NULL, &error))
    return TRUE;

  if (!g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_OFFLINE))
    g_assert_no_error (error);
  g_test_message ("not yet: %s", error->message);

  return FALSE;
}

static void
assert_facts (PassantStore *store,
              sqlite3      *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = passant_store_list_own (store, 0, G_MAXINT, &error);
  sqlite3_stmt *stmt = NULL;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT seq, text FROM fact WHERE device = ? ORDER BY seq",
                                       -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (stmt, 1, passant_store_get_device (store), -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW) {
    PassantFact *fact = g_ptr_array_index (facts, n);

    g_assert_cmpuint (n++, <, facts->len);
    g_assert_cmpint (sqlite3_column_int64 (stmt, 0), ==, fact->seq);
    g_assert_cmpmem (sqlite3_column_text (stmt, 1), sqlite3_column_bytes (stmt, 1), fact->text,
                     fact->length);
  }
  g_assert_cmpuint (n, ==, facts->len);
  sqlite3_finalize (stmt);
}

static void
assert_receipt (PassantStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantEnrolment) enrolment = passant_store_load_enrolment (store, &error);
  g_autoptr (PassantReceipt) kept = passant_store_load_receipt (store, &error);
  g_autoptr (PassantReceipt) opened = NULL;
  gint64 seq = passant_store_get_own_seq (store);
  g_autoptr (GPtrArray) last = NULL;
  PassantFact *fact;

  g_assert_no_error (error);
  g_assert_cmpint (enrolment->acked, ==, seq);
  if (seq == 0)
    return;

  opened = passant_receipt_open (kept->text, kept->signature, enrolment->public_key, &error);
  g_assert_no_error (error);
  last = passant_store_list_own (store, seq - 1, 1, &error);
  fact = g_ptr_array_index (last, 0);
  g_assert_cmpint (opened->seq, ==, seq);
  g_assert_cmpstr (opened->head, ==, fact->hash);
}

static void
assert_blobs (PassantStore      *store,
              PassantHubProcess *hub)
{
  g_autoptr (GHashTable) names = collect_names (store);
  GHashTableIter iter;
  gpointer sha256;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &sha256, NULL)) {
    g_autofree char *shelf = g_strndup (sha256, 2);
    g_autofree char *path = g_build_filename (passant_hub_process_get_folder (hub), "blobs", shelf,
                                              sha256, NULL);
    g_autofree char *contents = NULL;
    g_autofree char *found = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
    found = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
    g_assert_cmpstr (found, ==, sha256);
  }
}

void
passant_guest_assert_on_hub (PassantStore      *store,
                             PassantHubProcess *hub)
{
  g_autofree char *path = g_build_filename (passant_hub_process_get_folder (hub), "hub.db", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) unsent = passant_store_list_unsent_blobs (store, &error);
  sqlite3 *db = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  assert_facts (store, db);
  sqlite3_close (db);
  assert_receipt (store);
  g_assert_cmpuint (g_strv_length (unsent), ==, 0);
  assert_blobs (store, hub);
}

void
passant_guest_assert_sound (PassantStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  passant_store_check (store, &error);
  g_assert_no_error (error);
  before = passant_store_dump_derived (store, &error);
  g_assert_no_error (error);
  passant_store_rebuild (store, &error);
  g_assert_no_error (error);
  after = passant_store_dump_derived (store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (before, ==, after);
}
