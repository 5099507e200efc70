/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Photos and recordings of a visit: none is lost, whatever the disk, the thumb or the reviewer does. */

#include "passant-session-evidence.h"

#include <string.h>

#include <glib/gstdio.h>

#include "passant-picture.h"
#include "passant-session-presence.h"
#include "passant-test-folder.h"

#define NOON_MS G_GINT64_CONSTANT (1795348800000)

static const char script_text[] =
  "{\"passant\":1,\"id\":\"walk\",\"version\":1,\"languages\":[\"en\"],\"title\":{\"en\":\"Walk\"},"
  "\"legal\":{\"photos\":true,\"audio\":true,\"basis\":{\"en\":\"Agreed\"}},"
  "\"phases\":[{\"id\":\"only\",\"title\":{\"en\":\"Only\"},\"touchpoints\":["
  "{\"id\":\"door\",\"title\":{\"en\":\"Door\"},\"channel\":\"store\",\"questions\":["
  "{\"id\":\"shot\",\"type\":\"photo\",\"text\":{\"en\":\"The door\"}},"
  "{\"id\":\"sound\",\"type\":\"audio\",\"text\":{\"en\":\"How it sounded\"}},"
  "{\"id\":\"note\",\"type\":\"text\",\"text\":{\"en\":\"Note\"}}]}]}]}";

typedef struct {
  PassantTestFolder *folder;
  PassantClock      *clock;
  PassantStore      *store;
  PassantScript     *script;
  PassantSession    *session;
} Fixture;

static void
keep (Fixture      *fixture,
      PassantDraft *draft)
{
  g_autoptr (PassantDraft) owned = draft;
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = passant_store_append (fixture->store, draft, &error);

  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantVisit) visit = NULL;
  PassantDraft *opened = passant_draft_new ("visit.opened", "walk", "visit");
  PassantDraft *spot = passant_draft_new ("location.put", "walk", "corner");

  fixture->folder = passant_test_folder_new ();
  fixture->clock = passant_clock_new_manual (NOON_MS);
  fixture->store = passant_store_open (fixture->folder, fixture->clock, NULL, &error);
  g_assert_no_error (error);
  fixture->script = passant_script_compile (script_text, -1, NULL, &error);
  g_assert_no_error (error);
  passant_draft_set_string (spot, "name", "Corner");
  passant_draft_set_string (spot, "code", "CORNER-7");
  keep (fixture, spot);
  passant_draft_set_string (opened, "script", fixture->script->hash);
  passant_draft_set_string (opened, "location", "corner");
  keep (fixture, opened);
  visit = passant_store_load_visit (fixture->store, "visit", &error);
  g_assert_no_error (error);
  fixture->session = passant_session_new (fixture->store, visit, fixture->script);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_unref (fixture->session);
  g_object_unref (fixture->store);
  passant_script_unref (fixture->script);
  passant_clock_unref (fixture->clock);
  passant_test_folder_free (fixture->folder);
}

static PassantQuestion *
find (Fixture    *fixture,
      const char *question)
{
  return passant_script_find_question (fixture->script, question);
}

static PassantEvidence *
get_only (Fixture *fixture)
{
  GPtrArray *all = passant_visit_get_evidence (passant_session_get_visit (fixture->session));

  g_assert_cmpuint (all->len, ==, 1);

  return all->pdata[0];
}

static guint
count (Fixture *fixture)
{
  return passant_visit_get_evidence (passant_session_get_visit (fixture->session))->len;
}

static const char *
get_value (Fixture    *fixture,
           const char *question)
{
  const PassantAnswer *answer =
    passant_visit_get_answer (passant_session_get_visit (fixture->session), question);

  return answer ? answer->value : NULL;
}

static void
shoot (Fixture    *fixture,
       const char *question)
{
  g_autoptr (GdkPixbuf) photo = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 48);
  PassantTouchpoint *door = passant_script_find_touchpoint (fixture->script, "door");

  gdk_pixbuf_fill (photo, 0x336699ff);
  passant_session_attach_photo (fixture->session, photo, NOON_MS - 7000, "door.jpg", door,
                                question ? find (fixture, question) : NULL);
  passant_session_flush (fixture->session);
}

static void
write_file (const char *path,
            const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* What is not among the unsent never reaches the hub. */
static void
assert_unsent (Fixture    *fixture,
               const char *sha256)
{
  g_auto (GStrv) unsent = passant_store_list_unsent_blobs (fixture->store, NULL);

  g_assert_true (g_strv_contains ((const char * const *) unsent, sha256));
}

static void
test_undo_brings_the_photo_back (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autofree char *sha256 = NULL;

  shoot (fixture, "shot");
  sha256 = g_strdup (get_value (fixture, "shot"));
  g_assert_nonnull (sha256);

  passant_session_withdraw (fixture->session, sha256);
  passant_session_flush (fixture->session);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_null (get_value (fixture, "shot"));

  g_assert_true (passant_session_undo (fixture->session) == find (fixture, "shot"));
  passant_session_flush (fixture->session);
  g_assert_cmpstr (get_value (fixture, "shot"), ==, sha256);
  g_assert_cmpstr (get_only (fixture)->sha256, ==, sha256);
  assert_unsent (fixture, sha256);
}

static void
test_undo_brings_a_loose_photo_back (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  PassantEvidence *back;

  shoot (fixture, NULL);
  sha256 = g_strdup (get_only (fixture)->sha256);
  passant_session_withdraw (fixture->session, sha256);
  passant_session_flush (fixture->session);
  g_assert_cmpuint (count (fixture), ==, 0);

  g_assert_true (passant_session_can_undo (fixture->session));
  g_assert_null (passant_session_undo (fixture->session));
  passant_session_flush (fixture->session);
  back = get_only (fixture);
  g_assert_cmpstr (back->sha256, ==, sha256);
  g_assert_cmpstr (back->touchpoint, ==, "door");
  g_assert_cmpstr (back->name, ==, "door.jpg");
  g_assert_cmpstr (back->mime, ==, "image/jpeg");
  g_assert_cmpint (back->width, ==, 64);
  g_assert_cmpint (back->at_ms, ==, NOON_MS - 7000);
  g_assert_nonnull (back->look);
  assert_unsent (fixture, sha256);
}

/* The pixels are nowhere but in memory: they wait there, as what is said waits. */
static void
test_a_disk_that_refuses_loses_no_photo (Fixture      *fixture,
                                         gconstpointer data)
{
  g_autofree char *arriving = g_build_filename (fixture->folder, "blobs", "arriving", NULL);
  g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);

  g_assert_cmpint (g_rename (arriving, aside), ==, 0);
  shoot (fixture, "shot");
  g_assert_nonnull (passant_session_get_problem (fixture->session));
  g_assert_true (passant_session_is_saying (fixture->session));
  g_assert_cmpuint (count (fixture), ==, 0);

  passant_session_answer (fixture->session, find (fixture, "note"), "on", FALSE, 0, 0);
  passant_session_flush (fixture->session);
  g_assert_cmpstr (get_value (fixture, "note"), ==, "on");
  g_assert_nonnull (passant_session_get_problem (fixture->session));
  /* What is tapped meanwhile is kept and may be shown so. */
  g_assert_false (passant_session_is_tapping (fixture->session));
  g_assert_true (passant_session_is_attaching (fixture->session));

  g_assert_cmpint (g_rename (aside, arriving), ==, 0);
  passant_session_retry (fixture->session);
  passant_session_flush (fixture->session);
  g_assert_null (passant_session_get_problem (fixture->session));
  g_assert_false (passant_session_is_saying (fixture->session));
  g_assert_cmpstr (get_only (fixture)->sha256, ==, get_value (fixture, "shot"));
  g_assert_cmpint (get_only (fixture)->at_ms, ==, NOON_MS - 7000);
}

static void
shoot_named (Fixture    *fixture,
             guint32     color,
             const char *name)
{
  g_autoptr (GdkPixbuf) photo = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 48);
  gint64 now_ms = passant_clock_now_ms (fixture->clock);

  gdk_pixbuf_fill (photo, color);
  passant_session_attach_photo (fixture->session, photo, now_ms, name,
                                passant_script_find_touchpoint (fixture->script, "door"),
                                find (fixture, "shot"));
  passant_session_flush (fixture->session);
  passant_clock_advance_ms (fixture->clock, 60 * 1000);
}

static const char *
get_name (Fixture    *fixture,
          const char *sha256)
{
  GPtrArray *all = passant_visit_get_evidence (passant_session_get_visit (fixture->session));

  for (guint i = 0; i < all->len; i++) {
    PassantEvidence *each = all->pdata[i];

    if (g_strcmp0 (each->sha256, sha256) == 0)
      return each->name;
  }

  return NULL;
}

/* What waited for room comes in after what was said since, and does not count as said after it. */
static void
test_a_photo_that_waited_is_not_the_newest (Fixture      *fixture,
                                            gconstpointer data)
{
  g_autofree char *arriving = g_build_filename (fixture->folder, "blobs", "arriving", NULL);
  g_autofree char *aside = g_build_filename (fixture->folder, "aside", NULL);

  g_assert_cmpint (g_rename (arriving, aside), ==, 0);
  shoot_named (fixture, 0x336699ff, "first.jpg");
  g_assert_cmpint (g_rename (aside, arriving), ==, 0);
  shoot_named (fixture, 0x996633ff, "second.jpg");
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpstr (get_name (fixture, get_value (fixture, "shot")), ==, "second.jpg");

  g_assert_cmpint (g_rename (arriving, aside), ==, 0);
  shoot_named (fixture, 0x669933ff, "third.jpg");
  passant_session_answer (fixture->session, find (fixture, "shot"), NULL, FALSE, 0, 0);
  passant_session_flush (fixture->session);
  g_assert_cmpint (g_rename (aside, arriving), ==, 0);
  passant_session_retry (fixture->session);
  passant_session_flush (fixture->session);
  g_assert_cmpuint (count (fixture), ==, 3);
  g_assert_null (get_value (fixture, "shot"));
}

static void
test_what_was_handed_in_stays (Fixture      *fixture,
                               gconstpointer data)
{
  PassantDraft *returned = passant_draft_new ("review.returned", "walk", "visit");
  g_autofree char *sha256 = NULL;

  shoot (fixture, "shot");
  sha256 = g_strdup (get_value (fixture, "shot"));
  keep (fixture, passant_draft_new ("visit.finished", "walk", "visit"));
  passant_draft_set_int (returned, "revision", 1);
  passant_draft_set_strv (returned, "questions", (const char *[]) { "note", NULL });
  keep (fixture, returned);
  passant_session_reload (fixture->session);
  g_assert_true (passant_guide_is_locked (passant_session_get_guide (fixture->session),
                                          find (fixture, "shot")));

  passant_session_withdraw (fixture->session, sha256);
  passant_session_assign (fixture->session, sha256, NULL, NULL);
  passant_session_flush (fixture->session);
  g_assert_cmpstr (get_only (fixture)->sha256, ==, sha256);
  g_assert_cmpstr (get_only (fixture)->question, ==, "shot");
  g_assert_cmpstr (get_value (fixture, "shot"), ==, sha256);
}

static void
on_refused_cb (char      **words,
               const char *message)
{
  g_set_str (words, message);
}

/* A file goes among the blobs as it is only when it is sound: a photo would bring along where it was taken. */
static void
test_a_photo_is_no_recording (Fixture      *fixture,
                              gconstpointer data)
{
  static const guint8 exif[] = "\xff\xd8\xff\xe1\x00\x10" "Exif\0\0GPSGPS\xff\xd9";
  g_autofree char *path = g_build_filename (fixture->folder, "home.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *words = NULL;

  g_signal_connect_swapped (fixture->session, "refused", G_CALLBACK (on_refused_cb), &words);
  g_file_set_contents (path, (const char *) exif, sizeof exif - 1, NULL);
  passant_session_attach (fixture->session, file,
                          passant_script_find_touchpoint (fixture->script, "door"),
                          find (fixture, "sound"));
  passant_session_flush (fixture->session);
  g_assert_cmpstr (words, ==, "This is no recording; choose a file with sound");
  g_assert_null (passant_session_get_problem (fixture->session));
  g_assert_false (passant_session_is_saying (fixture->session));
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_null (get_value (fixture, "sound"));
}

/* Tapping Record again at once begins in the same place, while the first is still on its way among the blobs. */
static void
test_a_memo_made_at_once_after_another_stays (Fixture      *fixture,
                                              gconstpointer data)
{
  g_autofree char *path = passant_session_dup_recording_path (fixture->session, NULL,
                                                              find (fixture, "sound"));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *kept = NULL, *next = NULL, *bytes = NULL;

  write_file (path, "OggS the first");
  passant_session_attach (fixture->session, file,
                          passant_script_find_touchpoint (fixture->script, "door"),
                          find (fixture, "sound"));
  write_file (path, "OggS the second");
  passant_session_flush (fixture->session);

  g_file_get_contents (path, &next, NULL, NULL);
  g_assert_cmpstr (next, ==, "OggS the second");
  kept = passant_blobs_dup_path (passant_store_get_blobs (fixture->store),
                                 get_value (fixture, "sound"));
  g_file_get_contents (kept, &bytes, NULL, NULL);
  g_assert_cmpstr (bytes, ==, "OggS the first");
}

static void
test_memos_that_a_crash_left_are_taken_in (Fixture      *fixture,
                                           gconstpointer data)
{
  PassantQuestion *sound = find (fixture, "sound");
  g_autofree char *path = passant_session_dup_recording_path (fixture->session, NULL, sound);
  g_autofree char *taken = g_strconcat (path, ".taken-1", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = NULL;

  write_file (taken, "OggS stopped, and on its way");
  write_file (path, "OggS cut short");
  passant_session_recover (fixture->session, sound->touchpoint, sound);
  passant_session_flush (fixture->session);

  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_nonnull (get_value (fixture, "sound"));
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
assert_no_file (Fixture *fixture)
{
  g_autofree char *path = passant_session_dup_recording_path (fixture->session, NULL,
                                                              find (fixture, "sound"));
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  g_assert_null (g_dir_read_name (dir));
}

/* Its bytes alone are no memo of the visit: a crash between the two must find the file where it was. */
static void
test_a_memo_goes_when_the_visit_has_it (Fixture      *fixture,
                                        gconstpointer data)
{
  PassantQuestion *sound = find (fixture, "sound");
  g_autofree char *path = passant_session_dup_recording_path (fixture->session, NULL, sound);
  g_autofree char *taken = g_strconcat (path, ".taken-1", NULL);

  write_file (taken, "OggS stopped");
  passant_session_recover (fixture->session, sound->touchpoint, sound);
  while (passant_session_is_attaching (fixture->session))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_true (g_file_test (taken, G_FILE_TEST_EXISTS));
  passant_session_flush (fixture->session);
  g_assert_cmpuint (count (fixture), ==, 1);
  assert_no_file (fixture);

  /* And one between the fact and the file. */
  write_file (taken, "OggS stopped");
  passant_session_recover (fixture->session, sound->touchpoint, sound);
  passant_session_flush (fixture->session);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpint (passant_visit_get_answer (passant_session_get_visit (fixture->session),
                                             "sound")->changes, ==, 0);
  assert_no_file (fixture);
}

/* The step's cards come while its being entered is still said. */
static void
test_a_tap_on_its_way_keeps_no_memo_back (Fixture      *fixture,
                                          gconstpointer data)
{
  PassantQuestion *sound = find (fixture, "sound");
  g_autofree char *path = passant_session_dup_recording_path (fixture->session, NULL, sound);
  g_autofree char *taken = g_strconcat (path, ".taken-1", NULL);

  write_file (taken, "OggS stopped");
  passant_session_enter (fixture->session, sound->touchpoint);
  passant_session_recover (fixture->session, sound->touchpoint, sound);
  passant_session_recover (fixture->session, sound->touchpoint, sound);
  passant_session_flush (fixture->session);

  g_assert_cmpstr (get_only (fixture)->sha256, ==, get_value (fixture, "sound"));
  g_assert_cmpint (passant_visit_get_answer (passant_session_get_visit (fixture->session),
                                             "sound")->changes, ==, 0);
  assert_no_file (fixture);
}

/* A memo of the step itself answers nothing, and is taken in after a crash beside that of a question. */
static void
test_a_step_has_memos_of_its_own (Fixture      *fixture,
                                  gconstpointer data)
{
  PassantTouchpoint *door = passant_script_find_touchpoint (fixture->script, "door");
  PassantQuestion *sound = find (fixture, "sound");
  g_autofree char *own = passant_session_dup_recording_path (fixture->session, door, NULL);
  g_autofree char *asked = passant_session_dup_recording_path (fixture->session, door, sound);

  g_assert_cmpstr (own, !=, asked);
  write_file (own, "OggS of the step");
  write_file (asked, "OggS of the question");
  passant_session_recover (fixture->session, door, sound);
  passant_session_recover (fixture->session, door, NULL);
  passant_session_flush (fixture->session);

  g_assert_cmpuint (count (fixture), ==, 2);
  for (guint i = 0; i < 2; i++) {
    PassantEvidence *memo =
      passant_visit_get_evidence (passant_session_get_visit (fixture->session))->pdata[i];
    gboolean is_answer = g_strcmp0 (memo->sha256, get_value (fixture, "sound")) == 0;

    g_assert_cmpstr (memo->mime, ==, "audio/ogg");
    g_assert_cmpstr (memo->touchpoint, ==, "door");
    g_assert_cmpstr (memo->question, ==, is_answer ? "sound" : NULL);
    g_assert_cmpstr (memo->name, ==, is_answer ? "sound.ogg" : "door.ogg");
  }
}

/* Another code is no proof of anything, and none that it was read. */
static void
test_only_the_code_on_the_spot_is_told (Fixture      *fixture,
                                        gconstpointer data)
{
  GPtrArray *fixes;

  g_assert_true (passant_session_wants_code (fixture->session));
  g_assert_false (passant_session_read_code (fixture->session, "CORNER-8"));
  g_assert_false (passant_session_read_code (fixture->session, ""));
  passant_session_flush (fixture->session);
  fixes = passant_visit_get_fixes (passant_session_get_visit (fixture->session));
  g_assert_cmpuint (fixes->len, ==, 0);

  passant_session_enter (fixture->session,
                         passant_script_find_touchpoint (fixture->script, "door"));
  passant_session_flush (fixture->session);
  g_assert_true (passant_session_read_code (fixture->session, "CORNER-7"));
  passant_session_flush (fixture->session);
  fixes = passant_visit_get_fixes (passant_session_get_visit (fixture->session));
  g_assert_cmpuint (fixes->len, ==, 1);
  g_assert_cmpint (((PassantFix *) fixes->pdata[0])->how, ==, PASSANT_FIX_CODE);
  g_assert_cmpstr (((PassantFix *) fixes->pdata[0])->touchpoint, ==, "door");
  g_assert_false (passant_session_wants_code (fixture->session));
}

#define ADD(path, test) g_test_add ("/session-evidence/" path, Fixture, NULL, set_up, test, \
                                    tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("undo-brings-the-photo-back", test_undo_brings_the_photo_back);
  ADD ("undo-brings-a-loose-photo-back", test_undo_brings_a_loose_photo_back);
  ADD ("a-disk-that-refuses-loses-no-photo", test_a_disk_that_refuses_loses_no_photo);
  ADD ("what-was-handed-in-stays", test_what_was_handed_in_stays);
  ADD ("a-photo-that-waited-is-not-the-newest", test_a_photo_that_waited_is_not_the_newest);
  ADD ("a-photo-is-no-recording", test_a_photo_is_no_recording);
  ADD ("a-memo-made-at-once-after-another-stays", test_a_memo_made_at_once_after_another_stays);
  ADD ("memos-that-a-crash-left-are-taken-in", test_memos_that_a_crash_left_are_taken_in);
  ADD ("a-memo-goes-when-the-visit-has-it", test_a_memo_goes_when_the_visit_has_it);
  ADD ("a-tap-on-its-way-keeps-no-memo-back", test_a_tap_on_its_way_keeps_no_memo_back);
  ADD ("a-step-has-memos-of-its-own", test_a_step_has_memos_of_its_own);
  ADD ("only-the-code-on-the-spot-is-told", test_only_the_code_on_the_spot_is_told);

  return g_test_run ();
}
