/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Devices and a real hub. */

#include "passant-error.h"
#include "passant-fault-proxy.h"
#include "passant-guest.h"
#include "passant-sample.h"
#include "passant-sync.h"
#include "passant-test-folder.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct {
  char              *folder;
  GRand             *rand;
  PassantHubProcess *hub;
  PassantStore      *desk;
  PassantStore      *guest;
  char              *assignment;
} Fixture;

static char *
in_folder (Fixture    *self,
           const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *hub = NULL;
  g_autofree char *desk = NULL;
  g_autofree char *guest = NULL;

  self->folder = passant_test_folder_new ();
  self->rand = g_rand_new_with_seed (passant_guest_draw_seed ());
  hub = in_folder (self, "hub");
  desk = in_folder (self, "desk");
  guest = in_folder (self, "guest");
  self->hub = passant_hub_process_new (hub);
  self->desk = passant_guest_new (self->hub, desk, "", NULL);
  self->assignment = passant_guest_offer (self->desk, "anna");
  g_assert_true (passant_guest_sync (self->desk));
  self->guest = passant_guest_new (self->hub, guest, "anna", NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  passant_guest_assert_sound (self->guest);
  passant_guest_assert_sound (self->desk);
  g_assert_finalize_object (self->guest);
  g_assert_finalize_object (self->desk);
  g_clear_pointer (&self->hub, passant_hub_process_free);
  g_clear_pointer (&self->rand, g_rand_free);
  passant_test_folder_drop (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->assignment, g_free);
}

static char *
make_visit (Fixture *self,
            guint    n_photos)
{
  return passant_guest_visit (self->guest, self->assignment, "anna", self->rand, 30, n_photos,
                              2500 * 1024);
}

typedef struct {
  guint calls[3];
  guint last_done[3], last_total[3];
} Seen;

static void
on_progress_cb (PassantSyncStage stage,
                guint            done,
                guint            total,
                gpointer         data)
{
  Seen *seen = data;

  g_assert_cmpuint (done, >=, seen->last_done[stage]);
  if (total > 0)
    g_assert_cmpuint (done, <=, total);
  seen->calls[stage]++;
  seen->last_done[stage] = done;
  seen->last_total[stage] = total;
}

static void
test_sync_there_and_back (Fixture      *self,
                          gconstpointer data)
{
  g_autofree char *visit = make_visit (self, 3);
  gint64 said = passant_store_get_own_seq (self->guest);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (GPtrArray) ours = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (PassantEnrolment) enrolment = NULL;
  PassantSyncResult result;
  Seen seen = { 0 };

  g_assert_true (passant_sync_run (self->guest, &result, on_progress_cb, &seen, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result.facts_sent, ==, said);
  g_assert_cmpuint (result.blobs_sent, ==, 3);
  g_assert_cmpuint (result.quarantined, ==, 0);
  g_assert_cmpuint (result.facts_received, ==, 1);
  g_assert_cmpint (result.bytes_resent, ==, 0);
  g_assert_cmpuint (seen.last_done[PASSANT_SYNC_SENDING_FACTS], ==, said);
  g_assert_cmpuint (seen.last_total[PASSANT_SYNC_SENDING_BLOBS], ==, 3);
  g_assert_cmpuint (seen.calls[PASSANT_SYNC_RECEIVING], >, 0);
  passant_guest_assert_on_hub (self->guest, self->hub);
  enrolment = passant_store_load_enrolment (self->guest, &error);
  g_assert_cmpint (enrolment->synced_ms, ==,
                   passant_clock_now_ms (passant_store_get_clock (self->guest)));

  /* Again: there is nothing left to do. */
  g_assert_true (passant_sync_run (self->guest, &result, NULL, NULL, NULL, &error));
  g_assert_cmpuint (result.facts_sent + result.blobs_sent + result.facts_received, ==, 0);

  g_assert_true (passant_sync_run (self->desk, &result, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result.facts_received, ==, said);
  g_assert_cmpuint (result.blobs_received, ==, 3);

  offers = passant_store_list_facts (self->guest, self->assignment, &error);
  g_assert_cmpuint (offers->len, ==, 2);
  ours = passant_store_list_facts (self->guest, visit, &error);
  theirs = passant_store_list_facts (self->desk, visit, &error);
  g_assert_cmpuint (ours->len, ==, theirs->len);
  for (guint i = 0; i < ours->len; i++) {
    PassantFact *here = g_ptr_array_index (ours, i);
    PassantFact *there = g_ptr_array_index (theirs, i);

    g_assert_cmpmem (here->text, here->length, there->text, there->length);
  }
}

static void
test_sync_clock_in_1970 (Fixture      *self,
                         gconstpointer data)
{
  g_autofree char *visit = NULL;

  passant_clock_advance_ms (passant_store_get_clock (self->guest),
                            -passant_clock_now_ms (passant_store_get_clock (self->guest)) + 5);
  visit = make_visit (self, 1);
  g_assert_true (passant_guest_sync (self->guest));
  passant_guest_assert_on_hub (self->guest, self->hub);
}

static void
test_sync_cancelled (Fixture      *self,
                     gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *visit = make_visit (self, 1);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (passant_sync_run (self->guest, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (passant_guest_sync (self->guest));
  passant_guest_assert_on_hub (self->guest, self->hub);
}

/* One photo is not what it was: it is not sent as if it were, the others are, and it still can be when it is back. */
static void
spoil_photo (Fixture    *self,
             const char *how)
{
  g_auto (GStrv) names = passant_store_list_unsent_blobs (self->guest, NULL);
  g_autofree char *path = passant_blobs_dup_path (passant_store_get_blobs (self->guest), names[1]);
  g_autofree char *photo = NULL;
  g_autoptr (GError) error = NULL;
  PassantSyncResult result;
  gsize length;

  g_assert_true (g_file_get_contents (path, &photo, &length, &error));
  photo[length / 2] ^= 1;
  if (g_str_equal (how, "altered"))
    g_file_set_contents (path, photo, (gssize) length, &error);
  else if (g_str_equal (how, "cut short"))
    g_file_set_contents (path, photo, (gssize) length / 3, &error);
  else
    g_unlink (path);
  g_assert_no_error (error);
  photo[length / 2] ^= 1;

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) told = NULL;

    g_assert_false (passant_sync_run (self->guest, &result, NULL, NULL, NULL, &told));
    g_assert_error (told, PASSANT_ERROR, PASSANT_ERROR_DAMAGED);
    g_assert_cmpuint (result.blobs_sent, ==, i == 0 ? 2 : 0);
  }
  g_assert_true (passant_guest_sync (self->desk));

  g_file_set_contents (path, photo, (gssize) length, &error);
  g_assert_no_error (error);
  g_assert_true (passant_guest_sync (self->guest));
  passant_guest_assert_on_hub (self->guest, self->hub);
}

static void
test_sync_spoilt_photo (Fixture      *self,
                        gconstpointer how)
{
  g_autofree char *visit = make_visit (self, 3);

  spoil_photo (self, how);
}

/* A file of no bytes, as an earlier Passant took it. The hub does not take it; everything else goes through. */
static void
test_sync_empty_photo (Fixture      *self,
                       gconstpointer data)
{
  static const char nothing[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  g_autofree char *visit = make_visit (self, 0);
  g_autofree char *path = passant_blobs_dup_path (passant_store_get_blobs (self->guest), nothing);
  g_autofree char *shelf = g_path_get_dirname (path);
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.evidenced", "bike-2026", visit);
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (GPtrArray) heard = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) told = NULL;
  PassantSyncResult result;

  g_mkdir_with_parents (shelf, 0700);
  g_file_set_contents (path, "", 0, &error);
  g_assert_no_error (error);
  passant_draft_set_string (draft, "sha256", nothing);
  passant_draft_set_int (draft, "bytes", 0);
  fact = passant_store_append (self->guest, draft, &error);
  g_assert_no_error (error);
  passant_guest_prove (self->guest, visit, self->rand, 1000);
  passant_guest_say (self->desk, "assignment.withdrawn", self->assignment, "reason", "Too late");
  g_assert_true (passant_guest_sync (self->desk));

  g_assert_false (passant_sync_run (self->guest, &result, NULL, NULL, NULL, &told));
  g_assert_error (told, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  g_assert_cmpuint (result.blobs_sent, ==, 1);
  g_assert_cmpuint (result.facts_received, ==, 2);
}

/* The hub's disk lost one photo: the desk gets the others, and the guest can bring it again. */
static void
test_sync_photo_lost_on_hub (Fixture      *self,
                             gconstpointer data)
{
  g_autofree char *visit = make_visit (self, 3);
  g_auto (GStrv) names = passant_store_list_unsent_blobs (self->guest, NULL);
  g_autofree char *shelf = g_strndup (names[0], 2);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) told = NULL;
  PassantSyncResult result;

  path = g_build_filename (passant_hub_process_get_folder (self->hub), "blobs", shelf, names[0],
                           NULL);
  g_assert_true (passant_guest_sync (self->guest));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (passant_sync_run (self->desk, &result, NULL, NULL, NULL, &told));
  g_assert_error (told, PASSANT_ERROR, PASSANT_ERROR_DAMAGED);
  g_assert_cmpuint (result.blobs_received, ==, 2);

  passant_store_take_back_acked (self->guest, passant_store_get_own_seq (self->guest), &error);
  g_assert_no_error (error);
  g_assert_true (passant_guest_sync (self->guest));
  passant_guest_assert_on_hub (self->guest, self->hub);
  g_assert_true (passant_guest_sync (self->desk));
}

static void
copy_folder (const char *from,
             const char *to)
{
  const char *argv[] = { "cp", "-a", from, to, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

/* Brings back the hub as it was in @backup. When the disk is put back as a whole the hub cannot see it. */
static void
restore (Fixture    *self,
         const char *backup,
         gboolean    is_seen)
{
  const char *folder = passant_hub_process_get_folder (self->hub);
  g_autofree char *path = g_build_filename (folder, "hub.db", NULL);
  sqlite3 *db = NULL;

  passant_hub_process_kill (self->hub);
  passant_test_folder_drop (folder);
  copy_folder (backup, folder);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (!is_seen)
    g_assert_cmpint (sqlite3_exec (db, "UPDATE meta SET place = ''", NULL, NULL, NULL), ==,
                     SQLITE_OK);
  sqlite3_close (db);
  passant_hub_process_start (self->hub);
}

/* The hub burns down; a backup brings back half of what it had. Devices bring back the rest, photos included. */
static void
test_sync_restored_hub (Fixture      *self,
                        gconstpointer when)
{
  g_autofree char *backup = in_folder (self, "backup");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) facts = NULL;

  gboolean is_seen = !g_str_equal (when, "unseen");

  if (!g_str_equal (when, "with-none")) {
    first = make_visit (self, 2);
    g_assert_true (passant_guest_sync (self->guest));
  }
  passant_hub_process_kill (self->hub);
  copy_folder (passant_hub_process_get_folder (self->hub), backup);
  passant_hub_process_start (self->hub);

  second = make_visit (self, 2);
  g_assert_true (passant_guest_sync (self->guest));
  g_assert_true (passant_guest_sync (self->desk));
  restore (self, backup, is_seen);

  /* What is said now takes the places in the feed of what was lost. */
  if (!is_seen) {
    passant_guest_say (self->desk, "assignment.withdrawn", self->assignment, "reason", "Lost it");
    g_assert_true (passant_guest_sync (self->desk));
  }
  g_assert_true (passant_guest_sync (self->guest));
  passant_guest_assert_on_hub (self->guest, self->hub);
  g_assert_true (passant_guest_sync (self->desk));
  passant_guest_assert_on_hub (self->desk, self->hub);
  passant_hub_process_assert_sound (self->hub);
  facts = passant_store_list_facts (self->guest, self->assignment, NULL);
  g_assert_cmpuint (facts->len, ==, 2 + (first != NULL) + !is_seen);
  g_clear_pointer (&facts, g_ptr_array_unref);

  /* Life goes on. */
  passant_guest_say (self->desk, "assignment.withdrawn", self->assignment, "reason", "Too late");
  g_assert_true (passant_guest_sync (self->desk));
  g_assert_true (passant_guest_sync (self->guest));
  facts = passant_store_list_facts (self->guest, self->assignment, NULL);
  g_assert_cmpuint (facts->len, >=, 3);
}

/* The same device's folder on two devices: the second to speak is told, and both keep everything. */
static void
test_sync_copied_device (Fixture      *self,
                         gconstpointer data)
{
  g_autofree char *here = in_folder (self, "guest");
  g_autofree char *there = in_folder (self, "twin");
  g_autofree char *visit = make_visit (self, 1);
  g_autoptr (PassantClock) clock = passant_clock_new_manual (1800000000000);
  g_autoptr (GError) error = NULL;
  PassantStore *twin;
  gint64 said;

  copy_folder (here, there);
  twin = passant_store_open (there, clock, NULL, &error);
  g_assert_no_error (error);
  passant_guest_say (self->guest, "visit.marked", visit, "text", "Said here");
  passant_guest_say (twin, "visit.marked", visit, "text", "Said there");
  said = passant_store_get_own_seq (twin);

  g_assert_true (passant_guest_sync (self->guest));
  g_assert_false (passant_sync_run (twin, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "copied"));
  g_assert_cmpint (passant_store_get_own_seq (twin), ==, said);
  passant_guest_assert_sound (twin);
  passant_guest_assert_on_hub (self->guest, self->hub);
  g_assert_finalize_object (twin);
}

/* What is not this guest's to say is held by the hub and told, and does not keep the rest. */
static void
test_sync_quarantine (Fixture      *self,
                      gconstpointer data)
{
  g_autofree char *visit = make_visit (self, 0);
  gint64 said = passant_store_get_own_seq (self->guest);
  g_autoptr (GError) error = NULL;
  PassantSyncResult result;

  passant_guest_say (self->guest, "review.accepted", visit, "remark", "Well done, me");
  passant_guest_say (self->guest, "visit.marked", "somebody-elses", "text", "Hello");
  passant_guest_say (self->guest, "visit.marked", visit, "text", "One more thing");
  g_assert_true (passant_sync_run (self->guest, &result, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result.facts_sent, ==, said + 3);
  g_assert_cmpuint (result.quarantined, ==, 2);

  g_assert_true (passant_sync_run (self->desk, &result, NULL, NULL, NULL, &error));
  g_assert_cmpuint (result.facts_received, ==, said + 1);
}

/* More than one page each way, and more than one batch. */
static void
test_sync_many (Fixture      *self,
                gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (400 * 1024, 'x');
  g_autofree char *visit = make_visit (self, 0);
  gint64 said;
  PassantSyncResult result;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1200; i++)
    passant_guest_say (self->guest, "visit.marked", visit, "text", "Something happened");
  for (guint i = 0; i < 14; i++)
    passant_guest_say (self->guest, "visit.marked", visit, "text", long_text);
  said = passant_store_get_own_seq (self->guest);

  g_assert_true (passant_guest_sync (self->guest));
  passant_guest_assert_on_hub (self->guest, self->hub);
  g_assert_true (passant_sync_run (self->desk, &result, NULL, NULL, NULL, &error));
  g_assert_cmpuint (result.facts_received, ==, said);
}

static void
add (const char *path,
     void ( *test ) (Fixture *, gconstpointer),
     gconstpointer data)
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

static void
append (PassantStore *store,
        PassantDraft *draft)
{
  g_autoptr (PassantDraft) owned = draft;
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = passant_store_append (store, owned, &error);

  g_assert_no_error (error);
}

/* Publishes @text with one picture, and offers it to @shopper, or to nobody. */
static void
publish (Fixture    *self,
         const char *text,
         const char *sha256,
         const char *shopper)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *images =
    g_strdup_printf ("[{\"name\":\"shelf.png\",\"sha256\":\"%s\",\"bytes\":5}]", sha256);
  yyjson_doc *doc = yyjson_read (images, strlen (images), 0);
  PassantDraft *draft = passant_draft_new ("script.published", "bikes", hash);

  passant_draft_set_string (draft, "script", "bikes");
  passant_draft_set_string (draft, "hash", hash);
  passant_draft_set_string (draft, "text", text);
  passant_draft_set_json (draft, "images", yyjson_doc_get_root (doc));
  yyjson_doc_free (doc);
  append (self->desk, draft);
  if (!shopper)
    return;

  draft = passant_draft_new ("assignment.offered", "bikes", hash);
  passant_draft_set_string (draft, "shopper", shopper);
  passant_draft_set_string (draft, "location", "utrecht");
  passant_draft_set_string (draft, "script", hash);
  append (self->desk, draft);
}

/* Whoever is to read the briefing has what it shows, also when an older version showed it first; nobody else has. */
static void
test_sync_brings_a_briefings_pictures (Fixture      *self,
                                       gconstpointer data)
{
  g_autofree char *path = in_folder (self, "shelf.png");
  g_autofree char *folder = in_folder (self, "ben");
  g_autofree char *sha256 = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GHashTable) pictures = NULL;
  g_autofree char *hash =
    g_compute_checksum_for_string (G_CHECKSUM_SHA256, passant_sample_get_second_script (), -1);
  g_autoptr (PassantStore) ben = passant_guest_new (self->hub, folder, "ben", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "shelf", -1, &error));
  g_assert_true (passant_blobs_import (passant_store_get_blobs (self->desk), file, &sha256, NULL,
                                       &error));
  publish (self, passant_sample_get_script (), sha256, NULL);
  publish (self, passant_sample_get_second_script (), sha256, "anna");
  g_assert_true (passant_guest_sync (self->desk));
  g_assert_true (passant_guest_sync (self->guest));
  g_assert_true (passant_guest_sync (ben));

  g_assert_true (passant_blobs_has (passant_store_get_blobs (self->guest), sha256));
  g_assert_false (passant_blobs_has (passant_store_get_blobs (ben), sha256));
  pictures = passant_store_load_pictures (self->guest, hash, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (pictures, "shelf.png"), ==, sha256);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/sync/carries-a-visit-there-and-a-review-back", test_sync_there_and_back, NULL);
  add ("/sync/works-in-1970", test_sync_clock_in_1970, NULL);
  add ("/sync/stops-when-cancelled", test_sync_cancelled, NULL);
  add ("/sync/does-not-wait-for-an-altered-photo", test_sync_spoilt_photo, "altered");
  add ("/sync/does-not-wait-for-a-cut-photo", test_sync_spoilt_photo, "cut short");
  add ("/sync/does-not-wait-for-a-missing-photo", test_sync_spoilt_photo, "missing");
  add ("/sync/does-not-wait-for-an-empty-photo", test_sync_empty_photo, NULL);
  add ("/sync/does-not-wait-for-a-photo-lost-on-the-hub", test_sync_photo_lost_on_hub, NULL);
  add ("/sync/brings-back-what-a-restored-hub-lost", test_sync_restored_hub, "with-half");
  add ("/sync/brings-back-all-of-it-too", test_sync_restored_hub, "with-none");
  add ("/sync/brings-back-what-a-disk-put-back-has-lost", test_sync_restored_hub, "unseen");
  add ("/sync/tells-that-a-device-was-copied", test_sync_copied_device, NULL);
  add ("/sync/tells-what-the-hub-does-not-count", test_sync_quarantine, NULL);
  add ("/sync/brings-a-briefings-pictures", test_sync_brings_a_briefings_pictures, NULL);
  add ("/sync/carries-many", test_sync_many, NULL);

  return g_test_run ();
}
