/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The store with one step of its disk failing, for every step and each way: it is kept, or the caller knows and the next try
 * works. */

#include "passant-store.h"

#include <sqlite3.h>

#include "passant-crash-vfs.h"
#include "passant-error.h"
#include "passant-sample.h"
#include "passant-store-private.h"
#include "passant-test-folder.h"

#define STEPS_MAX 2000
#define NOON_MS G_GINT64_CONSTANT (1795348800000)

static const int problems[] = { SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC };

typedef struct {
  PassantTestFolder *folder;
  PassantClock      *clock;
  int                kept;
  int                refused;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = passant_test_folder_new ();
  fixture->clock = passant_clock_new_manual (NOON_MS);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_clock_unref (fixture->clock);
  passant_test_folder_free (fixture->folder);
}

static PassantStore *
open_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  PassantStore *store = passant_store_open (fixture->folder, fixture->clock, PASSANT_CRASH_VFS,
                                            &error);

  g_assert_no_error (error);

  return store;
}

static gboolean
append_visit (PassantStore *store,
              GError      **error)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.opened", "bikes", "visit");
  g_autoptr (PassantFact) fact = NULL;

  passant_draft_set_string (draft, "script", "none");
  fact = passant_store_append (store, draft, error);

  return fact != NULL;
}

/* Says what is in @store: its facts in order, and every derived row. */
static char *
tell (PassantStore *store)
{
  g_autoptr (GPtrArray) facts = passant_store_list_own (store, 0, 1000, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *rows = passant_store_dump_derived (store, NULL);

  g_assert_nonnull (facts);
  for (guint i = 0; i < facts->len; i++)
    g_string_append_printf (text, "%s\n", ((PassantFact *) facts->pdata[i])->text);
  g_string_append (text, rows);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_sound (PassantStore *store)
{
  g_autofree char *before = tell (store);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (passant_store_check (store, &error));
  g_assert_no_error (error);
  g_assert_true (passant_store_rebuild (store, &error));
  g_assert_no_error (error);
  after = tell (store);
  g_assert_cmpstr (before, ==, after);
}

/* One append with its step @n failing. FALSE: it has no such step. */
static gboolean
append_with_failure (Fixture *fixture,
                     guint    n,
                     int      problem)
{
  g_autoptr (PassantStore) store = open_store (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gboolean was_kept, was_reached;

  g_assert_true (append_visit (store, NULL));
  g_assert_true (passant_store_tune (store, "PRAGMA wal_autocheckpoint = 2", NULL));
  before = tell (store);
  passant_crash_vfs_fail_at (n, problem);
  was_kept = append_visit (store, &error);
  was_reached = passant_crash_vfs_count () >= n;
  passant_crash_vfs_fail_at (0, 0);

  after = tell (store);
  if (was_kept) {
    fixture->kept++;
    g_assert_cmpint (passant_store_get_own_seq (store), ==, 2);
  } else {
    fixture->refused++;
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
    g_assert_cmpstr (before, ==, after);
  }

  assert_sound (store);
  g_assert_true (append_visit (store, NULL));

  return was_reached;
}

/* What was said to be kept outlives the power, too. */
static void
assert_kept_for_good (Fixture *fixture,
                      gint64   seq)
{
  g_autoptr (PassantStore) store = NULL;

  passant_crash_vfs_cut ();
  passant_crash_vfs_restart ();
  store = open_store (fixture);
  g_assert_cmpint (passant_store_get_own_seq (store), ==, seq);
  assert_sound (store);
}

static void
test_append_survives_a_failure_at_every_step (Fixture      *fixture,
                                              gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++) {
    gboolean is_there_more = TRUE;

    for (guint n = 1; is_there_more; n++) {
      int kept = fixture->kept;

      g_assert_cmpuint (n, <, STEPS_MAX);
      passant_crash_vfs_wipe (n);
      is_there_more = append_with_failure (fixture, n, problems[i]);
      assert_kept_for_good (fixture, 2 + fixture->kept - kept);
    }
  }

  g_test_message ("%d appends kept, %d refused", fixture->kept, fixture->refused);
  g_assert_cmpint (fixture->refused, >, 3);
}

/* Making a store with its step N failing: refused, and the next try makes it. */
static void
test_open_survives_a_failure_at_every_step (Fixture      *fixture,
                                            gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++) {
    gboolean is_there_more = TRUE;

    for (guint n = 1; is_there_more; n++) {
      g_autoptr (PassantStore) store = NULL;
      g_autoptr (PassantStore) again = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (n, <, STEPS_MAX);
      passant_crash_vfs_wipe (n);
      passant_crash_vfs_fail_at (n, problems[i]);
      store = passant_store_open (fixture->folder, fixture->clock, PASSANT_CRASH_VFS, &error);
      is_there_more = passant_crash_vfs_count () >= n;
      passant_crash_vfs_fail_at (0, 0);
      if (!store)
        g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
      fixture->refused += !store;

      g_clear_object (&store);
      again = open_store (fixture);
      g_assert_true (append_visit (again, NULL));
      assert_sound (again);
    }
  }

  g_test_message ("%d times refused", fixture->refused);
  g_assert_cmpint (fixture->refused, >, 100);
}

/* Adopting a page: all of it and its cursor, or nothing. */
static gboolean
adopt_with_failure (Fixture *fixture,
                    guint    n,
                    int      problem)
{
  g_autoptr (PassantSample) sample = passant_sample_new (7);
  g_autoptr (GPtrArray) facts = passant_sample_play (sample, "device-b", 30);
  g_autoptr (PassantStore) store = open_store (fixture);
  g_autoptr (PassantEnrolment) kept = NULL;
  PassantEnrolment enrolment = { .role = "shopper", .cursor = "before" };
  g_autoptr (GError) error = NULL;
  gboolean was_adopted, was_reached;

  g_assert_true (passant_store_keep_enrolment (store, &enrolment, NULL));
  passant_crash_vfs_fail_at (n, problem);
  was_adopted = passant_store_adopt (store, facts, "after", &error);
  was_reached = passant_crash_vfs_count () >= n;
  passant_crash_vfs_fail_at (0, 0);

  if (!was_adopted)
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
  fixture->refused += !was_adopted;
  assert_sound (store);
  kept = passant_store_load_enrolment (store, NULL);
  if (was_adopted)
    g_assert_cmpstr (kept->cursor, ==, "after");
  g_assert_true (passant_store_adopt (store, facts, "again", NULL));

  return was_reached;
}

static void
test_adopt_survives_a_failure_at_every_step (Fixture      *fixture,
                                             gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++) {
    guint n = 1;

    do
      passant_crash_vfs_wipe (n);
    while (adopt_with_failure (fixture, n++, problems[i]) && n < STEPS_MAX);

    g_assert_cmpuint (n, <, STEPS_MAX);
  }

  g_assert_cmpint (fixture->refused, >, 10);
}

static void
append_answer (PassantStore *store,
               const char   *question)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.answered", "bikes", "visit");
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (GError) error = NULL;

  passant_draft_set_string (draft, "touchpoint", "door");
  passant_draft_set_string (draft, "question", question);
  passant_draft_set_string (draft, "value", "yes");
  fact = passant_store_append (store, draft, &error);
  g_assert_no_error (error);
}

/* What a tap costs on a slow card: one sync, and pages that do not grow with the visit. */
static void
test_one_tap_is_one_sync (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr (PassantStore) store = NULL;
  guint most = 0;

  passant_crash_vfs_wipe (1);
  store = open_store (fixture);
  g_assert_true (passant_store_tune (store, "PRAGMA wal_autocheckpoint = 0", NULL));
  g_assert_true (append_visit (store, NULL));
  for (int i = 0; i < 200; i++) {
    g_autofree char *question = g_strdup_printf ("question_%d", i);

    passant_crash_vfs_fail_at (0, 0);
    append_answer (store, question);
    g_assert_cmpuint (passant_crash_vfs_count_syncs (), ==, 1);
    most = MAX (most, passant_crash_vfs_count ());
  }

  g_test_message ("one tap: 1 sync, at most %u writes", most - 1);
  g_assert_cmpuint (most, <, 50);
}

static gboolean
append_step (PassantStore *store,
             const char   *touchpoint)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.entered", "bikes", "visit");
  g_autoptr (PassantFact) fact = NULL;

  draft->is_light = TRUE;
  passant_draft_set_string (draft, "touchpoint", touchpoint);
  fact = passant_store_append (store, draft, NULL);

  return fact != NULL;
}

static void
come_by_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_atomic_int_set ((int *) task_data, TRUE);
  g_task_return_boolean (task, TRUE);
}

/* The worker does one job after another: when the second one has come by the first is done. */
static void
tidy (PassantStore *store)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  int has_come_by = FALSE;

  passant_store_tidy_async (store);
  g_task_set_task_data (task, &has_come_by, NULL);
  passant_worker_push (passant_store_get_worker (store), task, come_by_thread);
  while (!g_atomic_int_get (&has_come_by))
    g_usleep (1000);
}

/* Turning pages costs a slow card nothing, however many are turned; the next tap's one sync carries them. */
static void
test_steps_are_free_of_syncs (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (PassantStore) store = NULL;

  passant_crash_vfs_wipe (1);
  store = open_store (fixture);
  g_assert_true (append_visit (store, NULL));
  tidy (store);
  for (int i = 0; i < 200; i++) {
    passant_crash_vfs_fail_at (0, 0);
    g_assert_true (append_step (store, i % 2 ? "till" : "door"));
    g_assert_cmpuint (passant_crash_vfs_count_syncs (), ==, 0);
    if (i % 10 == 0)
      append_answer (store, "greeted");
    g_assert_cmpuint (passant_crash_vfs_count_syncs (), ==, i % 10 == 0 ? 1 : 0);
  }
}

/* The log is emptied between the taps and not in one; a tap after it is as cheap as before. */
static void
test_a_quiet_moment_empties_the_log (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autoptr (PassantStore) store = NULL;

  passant_crash_vfs_wipe (1);
  store = open_store (fixture);
  g_assert_true (append_visit (store, NULL));
  for (int round = 0; round < 4; round++) {
    for (int i = 0; i < 100; i++) {
      passant_crash_vfs_fail_at (0, 0);
      append_answer (store, "greeted");
      g_assert_cmpuint (passant_crash_vfs_count_syncs (), ==, 1);
    }
    g_assert_cmpint (store->log_pages, >, 250);
    tidy (store);
    g_assert_cmpint (store->log_pages, <, 10);
  }
}

/* Nobody leaves the guest a quiet moment: the log stays bounded all the same. */
static void
test_the_log_is_bounded (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (PassantStore) store = NULL;

  passant_crash_vfs_wipe (1);
  store = open_store (fixture);
  store->log_pages_max = 300;
  g_assert_true (append_visit (store, NULL));
  for (int i = 0; i < 500; i++) {
    append_answer (store, "greeted");
    g_assert_true (append_step (store, "till"));
    g_assert_cmpint (store->log_pages, <=, 400);
  }
}

/* What is light is gone with the power, and nothing else is: what came before it stays, and it stays as soon as anything was
 * kept or settled after it. */
static void
test_only_what_is_light_can_go (Fixture      *fixture,
                                gconstpointer data)
{
  guint n_lost = 0;

  for (guint32 seed = 1; seed <= 60; seed++) {
    g_autoptr (PassantStore) store = NULL;
    gint64 seq;

    passant_crash_vfs_wipe (seed);
    store = open_store (fixture);
    g_assert_true (append_visit (store, NULL));
    g_assert_true (append_step (store, "door"));
    if (seed % 3 == 0)
      append_answer (store, "greeted");
    else if (seed % 3 == 1)
      g_assert_true (passant_store_settle (store, NULL));
    seq = passant_store_get_own_seq (store);
    passant_crash_vfs_cut ();
    g_clear_object (&store);
    passant_crash_vfs_restart ();

    store = open_store (fixture);
    assert_sound (store);
    if (seed % 3 < 2)
      g_assert_cmpint (passant_store_get_own_seq (store), ==, seq);
    else
      g_assert_cmpint (passant_store_get_own_seq (store), >=, seq - 1);
    n_lost += passant_store_get_own_seq (store) < seq;
  }
  /* Else the disk was too kind to prove anything. */
  g_assert_cmpuint (n_lost, >, 0);
}

#define ADD(path, func) g_test_add ("/store/step/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("append-survives-a-failure-at-every-step", test_append_survives_a_failure_at_every_step);
  ADD ("open-survives-a-failure-at-every-step", test_open_survives_a_failure_at_every_step);
  ADD ("adopt-survives-a-failure-at-every-step", test_adopt_survives_a_failure_at_every_step);
  ADD ("one-tap-is-one-sync", test_one_tap_is_one_sync);
  ADD ("steps-are-free-of-syncs", test_steps_are_free_of_syncs);
  ADD ("a-quiet-moment-empties-the-log", test_a_quiet_moment_empties_the_log);
  ADD ("the-log-is-bounded", test_the_log_is_bounded);
  ADD ("only-what-is-light-can-go", test_only_what_is_light_can_go);

  return g_test_run ();
}
