/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a guest says while walking a visit: shown only once it is kept, and kept in the order it was said, also when the disk
 * refuses for a while. */

#include "passant-session.h"

#include <sqlite3.h>

#include "passant-crash-vfs.h"
#include "passant-test-folder.h"

#define NOON_MS G_GINT64_CONSTANT (1795348800000)

static const char script_text[] =
  "{\"passant\":1,\"id\":\"walk\",\"version\":1,\"languages\":[\"en\"],\"title\":{\"en\":\"Walk\"},"
  "\"phases\":[{\"id\":\"only\",\"title\":{\"en\":\"Only\"},\"touchpoints\":["
  "{\"id\":\"door\",\"title\":{\"en\":\"Door\"},\"channel\":\"store\",\"questions\":["
  "{\"id\":\"open\",\"type\":\"yes_no\",\"text\":{\"en\":\"Open?\"},\"required\":true},"
  "{\"id\":\"note\",\"type\":\"text\",\"text\":{\"en\":\"Note\"}}]},"
  "{\"id\":\"till\",\"title\":{\"en\":\"Till\"},\"channel\":\"store\",\"questions\":[]}]}]}";

typedef struct {
  PassantTestFolder *folder;
  PassantClock      *clock;
  PassantStore      *store;
  PassantScript     *script;
  PassantSession    *session;
  int                changes;
} Fixture;

static void
on_changed_cb (PassantSession *session,
               Fixture        *fixture)
{
  fixture->changes++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantDraft) opened = passant_draft_new ("visit.opened", "walk", "visit");
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (PassantVisit) visit = NULL;

  passant_crash_vfs_wipe (1);
  fixture->folder = passant_test_folder_new ();
  fixture->clock = passant_clock_new_manual (NOON_MS);
  fixture->store = passant_store_open (fixture->folder, fixture->clock, PASSANT_CRASH_VFS, &error);
  g_assert_no_error (error);
  fixture->script = passant_script_compile (script_text, -1, NULL, &error);
  g_assert_no_error (error);

  passant_draft_set_string (opened, "script", fixture->script->hash);
  fact = passant_store_append (fixture->store, opened, &error);
  g_assert_no_error (error);
  visit = passant_store_load_visit (fixture->store, "visit", &error);
  g_assert_no_error (error);
  fixture->session = passant_session_new (fixture->store, visit, fixture->script);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (on_changed_cb), fixture);
}

static void
do_nothing (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

static void
on_done_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* The last job's task holds the store until the worker lets go of it, which may be after its answer has come. A store that
 * is closed over there would still be writing when the next test wipes the disk. */
static void
wait_for_worker (PassantStore *store)
{
  gboolean done = FALSE;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_done_cb, &done);

  passant_worker_push (passant_store_get_worker (store), task, do_nothing);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_crash_vfs_fail_at (0, 0);
  g_assert_finalize_object (fixture->session);
  wait_for_worker (fixture->store);
  g_assert_finalize_object (fixture->store);
  passant_script_unref (fixture->script);
  passant_clock_unref (fixture->clock);
  passant_test_folder_free (fixture->folder);
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
say (Fixture    *fixture,
     const char *question,
     const char *value)
{
  passant_session_answer (fixture->session,
                          passant_script_find_question (fixture->script, question), value, FALSE, 0,
                          0);
}

static void
test_shows_what_is_kept (Fixture      *fixture,
                         gconstpointer data)
{
  say (fixture, "open", "yes");
  g_assert_null (get_value (fixture, "open"));
  g_assert_true (passant_session_is_saying (fixture->session));

  passant_session_flush (fixture->session);
  g_assert_cmpstr (get_value (fixture, "open"), ==, "yes");
  g_assert_cmpint (fixture->changes, ==, 1);
  g_assert_false (passant_session_is_saying (fixture->session));
}

static void
test_enters_once (Fixture      *fixture,
                  gconstpointer data)
{
  PassantTouchpoint *door = passant_script_find_touchpoint (fixture->script, "door");

  for (int i = 0; i < 3; i++) {
    passant_session_enter (fixture->session, door);
    passant_session_flush (fixture->session);
  }
  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 2);
}

static void
test_undoes_what_was_said (Fixture      *fixture,
                           gconstpointer data)
{
  say (fixture, "open", "yes");
  passant_session_flush (fixture->session);
  say (fixture, "open", "no");
  passant_session_flush (fixture->session);

  g_assert_nonnull (passant_session_undo (fixture->session));
  passant_session_flush (fixture->session);
  g_assert_cmpstr (get_value (fixture, "open"), ==, "yes");

  g_assert_nonnull (passant_session_undo (fixture->session));
  passant_session_flush (fixture->session);
  g_assert_null (get_value (fixture, "open"));
  g_assert_null (passant_session_undo (fixture->session));
}

/* A toast offers to undo what it tells of, also when something else was said meanwhile. */
static void
test_undoes_what_the_toast_tells (Fixture      *fixture,
                                  gconstpointer data)
{
  guint step;

  say (fixture, "open", "yes");
  say (fixture, "open", NULL);
  step = passant_session_get_undo_step (fixture->session);
  say (fixture, "note", "It rained");
  passant_session_flush (fixture->session);

  g_assert_nonnull (passant_session_undo_step (fixture->session, step));
  passant_session_flush (fixture->session);
  g_assert_cmpstr (get_value (fixture, "open"), ==, "yes");
  g_assert_cmpstr (get_value (fixture, "note"), ==, "It rained");

  g_assert_null (passant_session_undo_step (fixture->session, step));
  g_assert_nonnull (passant_session_undo (fixture->session));
  passant_session_flush (fixture->session);
  g_assert_null (get_value (fixture, "note"));
}

/* Who answered it again has thought better of it already. */
static void
test_undoes_nothing_said_again (Fixture      *fixture,
                                gconstpointer data)
{
  guint step;

  g_assert_cmpuint (passant_session_get_undo_step (fixture->session), ==, 0);
  say (fixture, "open", "yes");
  say (fixture, "open", NULL);
  step = passant_session_get_undo_step (fixture->session);
  say (fixture, "open", "no");

  g_assert_null (passant_session_undo_step (fixture->session, step));
  passant_session_flush (fixture->session);
  g_assert_cmpstr (get_value (fixture, "open"), ==, "no");
}

/* A full disk: nothing is shown as kept, nothing is forgotten, and nothing overtakes. */
static void
test_waits_in_order_when_refused (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autoptr (GPtrArray) facts = NULL;

  passant_crash_vfs_fail_at (1, SQLITE_FULL);
  say (fixture, "note", "first");
  passant_session_flush (fixture->session);
  g_assert_nonnull (passant_session_get_problem (fixture->session));
  g_assert_null (get_value (fixture, "note"));
  g_assert_cmpint (fixture->changes, ==, 0);

  passant_crash_vfs_fail_at (1, SQLITE_FULL);
  say (fixture, "note", "second");
  passant_session_flush (fixture->session);
  g_assert_nonnull (passant_session_get_problem (fixture->session));
  g_assert_null (get_value (fixture, "note"));

  passant_crash_vfs_fail_at (0, 0);
  passant_session_retry (fixture->session);
  passant_session_flush (fixture->session);
  g_assert_null (passant_session_get_problem (fixture->session));
  g_assert_cmpstr (get_value (fixture, "note"), ==, "second");

  facts = passant_store_list_own (fixture->store, 1, 10, NULL);
  g_assert_cmpuint (facts->len, ==, 2);
  g_assert_cmpstr (passant_fact_get_string (facts->pdata[0], "value"), ==, "first");
  g_assert_cmpstr (passant_fact_get_string (facts->pdata[1], "value"), ==, "second");
}

static PassantQuestion *
find (Fixture    *fixture,
      const char *question)
{
  return passant_script_find_question (fixture->script, question);
}

/* A slow card: the second tap comes before the first is kept. */
static void
test_goes_by_what_was_tapped (Fixture      *fixture,
                              gconstpointer data)
{
  const PassantAnswer *answer;

  say (fixture, "open", "yes");
  passant_session_flush (fixture->session);
  say (fixture, "open", "no");
  passant_session_source (fixture->session, find (fixture, "open"), "asked");
  passant_session_back_date (fixture->session, find (fixture, "open"), NOON_MS - 60000);
  passant_session_flush (fixture->session);

  answer = passant_visit_get_answer (passant_session_get_visit (fixture->session), "open");
  g_assert_cmpstr (answer->value, ==, "no");
  g_assert_cmpstr (answer->source, ==, "asked");
  g_assert_cmpint (answer->at_ms, ==, NOON_MS - 60000);
}

static void
test_undoes_what_is_not_kept_yet (Fixture      *fixture,
                                  gconstpointer data)
{
  say (fixture, "open", "yes");
  say (fixture, "open", "no");
  g_assert_nonnull (passant_session_undo (fixture->session));
  passant_session_flush (fixture->session);
  g_assert_cmpstr (get_value (fixture, "open"), ==, "yes");
}

/* Undoing how the guest knows it does not move when it happened. */
static void
test_undoing_a_source_keeps_the_time (Fixture      *fixture,
                                      gconstpointer data)
{
  const PassantAnswer *answer;

  say (fixture, "open", "yes");
  passant_session_flush (fixture->session);
  passant_clock_advance_ms (fixture->clock, 3600 * 1000);
  passant_session_source (fixture->session, find (fixture, "open"), "asked");
  passant_session_flush (fixture->session);
  passant_session_undo (fixture->session);
  passant_session_flush (fixture->session);

  answer = passant_visit_get_answer (passant_session_get_visit (fixture->session), "open");
  g_assert_cmpstr (answer->source, ==, "seen");
  g_assert_cmpint (answer->at_ms, ==, NOON_MS);
  g_assert_cmpint (answer->noted_ms, ==, NOON_MS);
}

/* There and back again within one breath: the guest is at the door, and the facts say so. */
static void
test_is_where_the_guest_went_last (Fixture      *fixture,
                                   gconstpointer data)
{
  PassantTouchpoint *door = passant_script_find_touchpoint (fixture->script, "door");
  PassantTouchpoint *till = passant_script_find_touchpoint (fixture->script, "till");

  passant_session_enter (fixture->session, door);
  passant_session_flush (fixture->session);
  passant_session_enter (fixture->session, till);
  passant_session_enter (fixture->session, door);
  passant_session_enter (fixture->session, door);
  passant_session_flush (fixture->session);
  g_assert_cmpstr (passant_visit_get_place (passant_session_get_visit (fixture->session)), ==,
                   "door");
  g_assert_cmpint (passant_store_get_own_seq (fixture->store), ==, 4);
}

/* A button tapped twice ends a visit once, and a visit that has ended is not ended again. */
static void
test_ends_once (Fixture      *fixture,
                gconstpointer data)
{
  static const char * const none[] = { NULL };
  PassantVisit *visit = passant_session_get_visit (fixture->session);

  passant_session_break_off (fixture->session, "refused", "", none);
  passant_session_break_off (fixture->session, "refused", "", none);
  passant_session_flush (fixture->session);
  passant_session_break_off (fixture->session, "refused", "", none);
  passant_session_flush (fixture->session);
  g_assert_cmpint (passant_visit_get_revision (visit), ==, 1);
}

/* However long the disk refuses: it happened, and was noted, when it was tapped. */
static void
test_was_noted_when_it_was_tapped (Fixture      *fixture,
                                   gconstpointer data)
{
  const PassantAnswer *answer;

  passant_crash_vfs_fail_at (1, SQLITE_FULL);
  say (fixture, "note", "first");
  passant_session_flush (fixture->session);
  g_assert_nonnull (passant_session_get_problem (fixture->session));

  passant_crash_vfs_fail_at (0, 0);
  passant_clock_advance_ms (fixture->clock, 3600 * 1000);
  passant_session_retry (fixture->session);
  passant_session_flush (fixture->session);
  answer = passant_visit_get_answer (passant_session_get_visit (fixture->session), "note");
  g_assert_cmpint (answer->at_ms, ==, NOON_MS);
  g_assert_cmpint (answer->noted_ms, ==, NOON_MS);
}

static void
on_refused_cb (char      **words,
               const char *message)
{
  g_set_str (words, message);
}

/* What no store takes, ever, does not hold up what is said after it. */
static void
test_what_cannot_be_said_is_told (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autofree char *words = NULL;
  g_autofree char *pasted = g_strnfill (PASSANT_FACT_BYTES_MAX, 'a');

  g_signal_connect_swapped (fixture->session, "refused", G_CALLBACK (on_refused_cb), &words);
  say (fixture, "note", pasted);
  say (fixture, "open", "yes");
  passant_session_flush (fixture->session);

  g_assert_cmpstr (get_value (fixture, "open"), ==, "yes");
  g_assert_null (get_value (fixture, "note"));
  g_assert_cmpstr (words, ==, "This text is too long");
  g_assert_null (passant_session_get_problem (fixture->session));
  g_assert_false (passant_session_is_saying (fixture->session));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/shows-what-is-kept", Fixture, NULL, set_up, test_shows_what_is_kept,
              tear_down);
  g_test_add ("/session/enters-once", Fixture, NULL, set_up, test_enters_once, tear_down);
  g_test_add ("/session/undoes-what-was-said", Fixture, NULL, set_up, test_undoes_what_was_said,
              tear_down);
  g_test_add ("/session/undoes-what-the-toast-tells", Fixture, NULL, set_up,
              test_undoes_what_the_toast_tells, tear_down);
  g_test_add ("/session/undoes-nothing-that-was-said-again", Fixture, NULL, set_up,
              test_undoes_nothing_said_again, tear_down);
  g_test_add ("/session/waits-in-order-when-refused", Fixture, NULL, set_up,
              test_waits_in_order_when_refused, tear_down);
  g_test_add ("/session/goes-by-what-was-tapped", Fixture, NULL, set_up,
              test_goes_by_what_was_tapped, tear_down);
  g_test_add ("/session/undoes-what-is-not-kept-yet", Fixture, NULL, set_up,
              test_undoes_what_is_not_kept_yet, tear_down);
  g_test_add ("/session/undoing-a-source-keeps-the-time", Fixture, NULL, set_up,
              test_undoing_a_source_keeps_the_time, tear_down);
  g_test_add ("/session/is-where-the-guest-went-last", Fixture, NULL, set_up,
              test_is_where_the_guest_went_last, tear_down);
  g_test_add ("/session/ends-once", Fixture, NULL, set_up, test_ends_once, tear_down);
  g_test_add ("/session/was-noted-when-it-was-tapped", Fixture, NULL, set_up,
              test_was_noted_when_it_was_tapped, tear_down);
  g_test_add ("/session/what-cannot-be-said-is-told", Fixture, NULL, set_up,
              test_what_cannot_be_said_is_told, tear_down);

  return g_test_run ();
}
