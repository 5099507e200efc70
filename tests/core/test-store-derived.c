/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-store.h"

#include <sqlite3.h>

#include "passant-error.h"
#include "passant-sample.h"
#include "passant-store-private.h"
#include "passant-test-store.h"

#define SEEDS 30
#define FACTS_MAX 40 /* of each other device */
#define OWN_FACTS 80
#define say passant_test_store_say

static PassantStore *
open_store (const char   *folder,
            PassantClock *clock)
{
  g_autoptr (GError) error = NULL;
  PassantStore *store = passant_store_open (folder, clock, NULL, &error);

  g_assert_no_error (error);

  return store;
}

static char *
dump (PassantStore *store)
{
  g_autoptr (GError) error = NULL;
  char *text = passant_store_dump_derived (store, &error);

  g_assert_no_error (error);

  return text;
}

static void
assert_same_after_rebuild (PassantStore *store)
{
  g_autofree char *before = dump (store);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (passant_store_rebuild (store, &error));
  g_assert_no_error (error);
  after = dump (store);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (passant_store_check (store, &error));
  g_assert_no_error (error);
}

/* Takes in all of @facts, in pages of any size. */
static void
adopt_in_pages (PassantStore *store,
                GPtrArray    *facts,
                GRand        *rand)
{
  guint done = 0;

  while (done < facts->len) {
    g_autoptr (GPtrArray) page = g_ptr_array_new ();
    guint size = (guint) g_rand_int_range (rand, 1, 12);
    g_autoptr (GError) error = NULL;

    for (; done < facts->len && page->len < size; done++)
      g_ptr_array_add (page, facts->pdata[done]);
    g_assert_true (passant_store_adopt (store, page, "", &error));
    g_assert_no_error (error);
  }
}

static void
shuffle (GPtrArray *facts,
         GRand     *rand)
{
  for (guint i = facts->len; i > 1; i--) {
    guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
    gpointer kept = facts->pdata[i - 1];

    facts->pdata[i - 1] = facts->pdata[j];
    facts->pdata[j] = kept;
  }
}

/* Own words and those of others come in turns; the clock jumps about. */
static void
live (PassantStore  *store,
      PassantClock  *clock,
      PassantSample *sample,
      GPtrArray     *others)
{
  GRand *rand = passant_sample_get_rand (sample);
  guint done = 0;

  while (done < others->len || passant_store_get_own_seq (store) < OWN_FACTS) {
    g_autoptr (GError) error = NULL;

    passant_clock_advance_ms (clock, g_rand_int_range (rand, -3, 8));
    if (passant_store_get_own_seq (store) < OWN_FACTS && g_rand_int_range (rand, 0, 3)) {
      g_autoptr (PassantDraft) draft = passant_sample_next (sample);
      g_autoptr (PassantFact) fact = passant_store_append (store, draft, &error);

      g_assert_no_error (error);
    } else if (done < others->len) {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, others->pdata[done++]);
      g_assert_true (passant_store_adopt (store, one, "", &error));
      g_assert_no_error (error);
    }

    /* Row by row it is kept as a rebuild would have it, also on the way. */
    if (!g_rand_int_range (rand, 0, 8))
      assert_same_after_rebuild (store);
  }
}

static void
join (GPtrArray *all,
      GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    g_ptr_array_add (all, passant_fact_ref (more->pdata[i]));
}

/* Three devices talk at cross purposes. However their facts arrive, the tables say the same, and say it again after they
 * were dropped. */
static void
check_seed (guint32 seed)
{
  g_autoptr (PassantSample) sample = passant_sample_new (seed);
  GRand *rand = passant_sample_get_rand (sample);
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autofree char *here = g_build_filename (folder, "here", NULL);
  g_autofree char *there = g_build_filename (folder, "there", NULL);
  g_autoptr (PassantClock) clock = passant_clock_new_manual (PASSANT_TEST_NOON_MS);
  g_autoptr (PassantStore) one = open_store (here, clock);
  g_autoptr (PassantStore) other = open_store (there, clock);
  g_autoptr (GPtrArray) all = passant_sample_play (sample, "device-b",
                                                   (guint) g_rand_int_range (rand, 1, FACTS_MAX));
  g_autoptr (GPtrArray) more = passant_sample_play (sample, "device-c",
                                                    (guint) g_rand_int_range (rand, 1, FACTS_MAX));
  g_autoptr (GPtrArray) own = NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  join (all, more);
  shuffle (all, rand);
  live (one, clock, sample, all);

  own = passant_store_list_own (one, 0, OWN_FACTS, NULL);
  join (all, own);
  shuffle (all, rand);
  adopt_in_pages (other, all, rand);

  left = dump (one);
  right = dump (other);
  g_assert_cmpstr (left, ==, right);
  assert_same_after_rebuild (one);
  assert_same_after_rebuild (other);
}

static void
test_order_of_arrival_does_not_matter (void)
{
  gboolean is_given;
  guint32 first = passant_sample_pick_seed (1, &is_given);

  for (guint32 seed = first; seed < first + (is_given ? 1 : SEEDS); seed++) {
    g_test_message ("PASSANT_TEST_SEED=%u", seed);
    check_seed (seed);
  }
}

typedef PassantTestStore Fixture;

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  assert_same_after_rebuild (fixture->store);
  passant_test_store_tear_down (fixture, data);
}

static char *
publish (Fixture *fixture)
{
  char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, passant_sample_get_script (), -1);

  say (fixture, "script.published", hash, "hash", hash, "text", passant_sample_get_script (), NULL);

  return hash;
}

static char *
read_column (Fixture    *fixture,
             const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->folder, "passant.db", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3_stmt *statement;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (text, "%s%s", text->len ? " " : "",
                            (const char *) sqlite3_column_text (statement, 0));
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_dump_knows_every_table (Fixture      *fixture,
                             gconstpointer data)
{
  static const char sql[] =
    "SELECT name FROM sqlite_schema WHERE type = 'table'"
    " AND name NOT IN ('fact', 'self', 'enrolment', 'receipt', 'sent_blob',"
    " 'lost_claim', 'taken') ORDER BY name";
  g_autofree char *tables = read_column (fixture, sql);

  g_assert_cmpstr (tables, ==,
                   "answer assignment entry evidence explanation feeling fix location mention"
                   " moment phase_mark picture quiz remark score script shopper skip study visit");
}

static void
test_assignment_follows_both_sides (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) others = NULL;
  PassantAssignment *row;

  say (fixture, "study.put", "bikes", "client", "Spaak", NULL);
  say (fixture, "location.put", "utrecht", "name", "Utrecht", "address", "Neude 1", NULL);
  say (fixture, "assignment.offered", "a", "shopper", "anna", "location", "utrecht", "currency",
       "EUR", NULL);
  say (fixture, "assignment.offered", "b", "shopper", "anna", NULL);
  say (fixture, "assignment.offered", "c", "shopper", "bob", NULL);
  say (fixture, "assignment.claimed", "a", NULL);
  say (fixture, "assignment.handed_back", "b", NULL);

  rows = passant_store_list_assignments (fixture->store, "anna", NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = rows->pdata[0];
  g_assert_cmpstr (row->id, ==, "a");
  g_assert_cmpstr (row->state, ==, "claimed");
  g_assert_cmpstr (row->location_name, ==, "Utrecht");
  g_assert_cmpstr (row->location_address, ==, "Neude 1");
  g_assert_cmpstr (row->study_title, ==, "{}");
  g_assert_null (row->visit);

  say (fixture, "assignment.withdrawn", "a", "reason", "rain", NULL);
  others = passant_store_list_assignments (fixture->store, NULL, NULL);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (((PassantAssignment *) others->pdata[0])->id, ==, "c");
  g_assert_false (((PassantAssignment *) others->pdata[0])->was_claimed);
}

static PassantAssignment *
find_assignment (GPtrArray  *assignments,
                 const char *id)
{
  for (guint i = 0; i < assignments->len; i++)
    if (g_str_equal (((PassantAssignment *) assignments->pdata[i])->id, id))
      return assignments->pdata[i];

  g_assert_not_reached ();
}

/* What is withdrawn remembers that it was the guest's. */
static void
test_assignment_remembers (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;

  say (fixture, "assignment.offered", "a", "shopper", "anna", NULL);
  say (fixture, "assignment.offered", "b", "shopper", "anna", NULL);
  say (fixture, "assignment.claimed", "a", NULL);
  say (fixture, "assignment.withdrawn", "a", NULL);
  say (fixture, "assignment.withdrawn", "b", NULL);
  all = passant_store_list_all_assignments (fixture->store, "anna", NULL);
  g_assert_true (find_assignment (all, "a")->was_claimed);
  g_assert_false (find_assignment (all, "b")->was_claimed);
}

static void
open_visit (Fixture    *fixture,
            const char *visit,
            const char *hash)
{
  say (fixture, "visit.opened", visit, "assignment", "a", "script", hash, "location", "utrecht",
       "shopper", "anna", NULL);
  say (fixture, "visit.entered", visit, "touchpoint", "door", NULL);
  say (fixture, "visit.answered", visit, "touchpoint", "door", "question", "greeted", "value",
       "yes", NULL);
  say (fixture, "visit.answered", visit, "touchpoint", "door", "question", "warmth", "value", "4",
       NULL);
}

/* Nothing a guest has begun goes out of sight: not when the job is taken back, nor when it was begun on two devices. */
static void
test_jobs_stay_as_long_as_they_are_walked (Fixture      *fixture,
                                           gconstpointer data)
{
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GPtrArray) left = NULL;

  say (fixture, "assignment.offered", "a", "shopper", "anna", NULL);
  say (fixture, "assignment.offered", "b", "shopper", "anna", NULL);
  say (fixture, "assignment.claimed", "a", NULL);
  open_visit (fixture, "phone", "hash");
  passant_clock_advance_ms (fixture->clock, 1000);
  open_visit (fixture, "tablet", "hash");
  say (fixture, "assignment.withdrawn", "a", NULL);
  say (fixture, "assignment.withdrawn", "b", NULL);

  jobs = passant_store_list_jobs (fixture->store, "anna", NULL);
  g_assert_cmpuint (jobs->len, ==, 3);
  g_assert_null (((PassantAssignment *) jobs->pdata[2])->visit);
  g_assert_cmpstr (((PassantAssignment *) jobs->pdata[0])->visit, ==, "tablet");
  g_assert_cmpstr (((PassantAssignment *) jobs->pdata[1])->visit, ==, "phone");
  g_assert_cmpstr (((PassantAssignment *) jobs->pdata[1])->state, ==, "withdrawn");

  say (fixture, "visit.finished", "phone", NULL);
  say (fixture, "visit.finished", "tablet", NULL);
  left = passant_store_list_jobs (fixture->store, "anna", NULL);
  g_assert_cmpuint (left->len, ==, 2);
  g_assert_cmpstr (((PassantAssignment *) left->pdata[0])->visit, ==, "tablet");
}

/* Nobody must take what a random walker made for what a guest saw. */
static void
test_visit_tells_that_it_is_a_sample (Fixture      *fixture,
                                      gconstpointer data)
{
  g_autofree char *hash = publish (fixture);
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.opened", "bikes", "0197-visit-two");
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  g_autoptr (GError) error = NULL;

  open_visit (fixture, "0197-visit-one", hash);
  passant_draft_set_string (draft, "script", hash);
  passant_draft_set_bool (draft, "sample", TRUE);
  passant_clock_advance_ms (fixture->clock, 10);
  fact = passant_store_append (fixture->store, draft, &error);
  g_assert_no_error (error);

  visits = passant_store_list_visits (fixture->store, "bikes", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (visits->len, ==, 2);
  g_assert_false (((PassantVisitRow *) visits->pdata[0])->is_sample);
  g_assert_true (((PassantVisitRow *) visits->pdata[1])->is_sample);
}

static void
test_visit_is_listed_as_it_goes (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autofree char *hash = publish (fixture);
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) ended = NULL;
  g_autoptr (GPtrArray) assignments = NULL;
  PassantVisitRow *row;

  say (fixture, "assignment.offered", "a", "shopper", "anna", NULL);
  open_visit (fixture, "0197-visit-one", hash);
  open = passant_store_list_visits (fixture->store, "bikes", NULL);
  g_assert_cmpuint (open->len, ==, 1);
  row = open->pdata[0];
  g_assert_cmpint (row->state, ==, PASSANT_VISIT_OPEN);
  g_assert_cmpint (row->facts, ==, 4);
  g_assert_cmpint (row->facts_acked, ==, 0);
  g_assert_cmpstr (row->device, ==, passant_store_get_device (fixture->store));

  say (fixture, "visit.evidenced", "0197-visit-one", "sha256", "00", NULL);
  say (fixture, "visit.broken_off", "0197-visit-one", "touchpoint", "door", "reason", "unsafe",
       NULL);
  ended = passant_store_list_visits (fixture->store, NULL, NULL);
  row = ended->pdata[0];
  g_assert_cmpint (row->state, ==, PASSANT_VISIT_BROKEN_OFF);
  g_assert_cmpint (row->revision, ==, 1);
  g_assert_cmpint (row->blobs, ==, 1);
  g_assert_cmpint (row->blobs_confirmed, ==, 0);

  assignments = passant_store_list_assignments (fixture->store, "anna", NULL);
  g_assert_cmpstr (((PassantAssignment *) assignments->pdata[0])->visit, ==, "0197-visit-one");
  g_assert_cmpint (((PassantAssignment *) assignments->pdata[0])->visit_state, ==,
                   PASSANT_VISIT_BROKEN_OFF);
}

/* Exact: yes with weight 2, and 4 of 1 … 5 with weight 1. */
static void
test_score_comes_with_the_end (Fixture      *fixture,
                               gconstpointer data)
{
  static const char sql[] =
    "SELECT question || ':' || points_num || '/' || points_den || ':' || most_num"
    " || '/' || most_den FROM score ORDER BY question";
  g_autofree char *hash = publish (fixture);
  g_autofree char *none = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *changed = NULL;

  open_visit (fixture, "visit", hash);
  none = read_column (fixture, sql);
  g_assert_cmpstr (none, ==, "");
  say (fixture, "visit.finished", "visit", NULL);
  rows = read_column (fixture, sql);
  g_assert_cmpstr (rows, ==, "greeted:2/1:2/1 warmth:3/4:1/1");
  say (fixture, "visit.answered", "visit", "touchpoint", "door", "question", "greeted", "value",
       "no", NULL);
  changed = read_column (fixture, sql);
  g_assert_cmpstr (changed, ==, "greeted:0/1:2/1");
}

static void
test_score_waits_for_its_script (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                                         passant_sample_get_script (), -1);
  g_autofree char *none = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *published = NULL;
  g_autoptr (GError) error = NULL;

  open_visit (fixture, "visit", hash);
  say (fixture, "visit.finished", "visit", NULL);
  none = read_column (fixture, "SELECT question FROM score ORDER BY question");
  g_assert_cmpstr (none, ==, "");
  g_assert_null (passant_store_load_script (fixture->store, hash, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND);

  published = publish (fixture);
  rows = read_column (fixture, "SELECT question FROM score ORDER BY question");
  g_assert_cmpstr (rows, ==, "greeted warmth");
}

static void
migrate (Fixture    *fixture,
         const char *visit,
         const char *hash)
{
  static const char * const dropped[] = { "warmth", NULL };
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.migrated", "bikes", visit);
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (GError) error = NULL;

  passant_draft_set_string (draft, "script", hash);
  passant_draft_set_strv (draft, "dropped", dropped);
  fact = passant_store_append (fixture->store, draft, &error);
  g_assert_no_error (error);
}

static char *
read_visit (Fixture    *fixture,
            const char *visit)
{
  static const char sql[] =
    "SELECT v.script || '/' || v.state || '/' || a.question || '=' || a.value || '/' ||"
    " coalesce (s.points_num || ':' || s.most_num, '-')"
    " FROM visit v JOIN answer a ON a.visit = v.id"
    " LEFT JOIN score s ON s.visit = v.id AND s.question = a.question"
    " WHERE v.id = '";
  g_autofree char *query = g_strconcat (sql, visit, "' ORDER BY a.question", NULL);

  return read_column (fixture, query);
}

/* A new version touches nothing that was said to the old one; who goes on with it is scored by it. */
static void
test_visits_on_all_versions_stand_together (Fixture      *fixture,
                                            gconstpointer data)
{
  g_autofree char *first = publish (fixture);
  g_autofree char *second = g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                                           passant_sample_get_second_script (), -1);
  g_autofree char *one = NULL;
  g_autofree char *later = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *expected = g_strdup_printf ("%s/finished/greeted=yes/5:5", second);
  g_autoptr (PassantScript) old = NULL;
  g_autoptr (GError) error = NULL;

  open_visit (fixture, "one", first);
  say (fixture, "visit.finished", "one", NULL);
  one = read_visit (fixture, "one");

  open_visit (fixture, "moved", first);
  say (fixture, "script.published", second, "text", passant_sample_get_second_script (), NULL);
  open_visit (fixture, "two", second);
  say (fixture, "visit.finished", "two", NULL);
  migrate (fixture, "moved", second);
  say (fixture, "visit.finished", "moved", NULL);

  later = read_visit (fixture, "one");
  g_assert_cmpstr (later, ==, one);
  moved = read_visit (fixture, "moved");
  g_assert_cmpstr (moved, ==, expected);
  old = passant_store_load_script (fixture->store, first, &error);
  g_assert_no_error (error);
  g_assert_cmpint (old->version, ==, 1);
}

static void
test_visit_is_found_by_its_first_characters (Fixture      *fixture,
                                             gconstpointer data)
{
  static const struct {
    const char  *given;
    const char  *found;
    PassantError refusal;
  } rows[] = {
    { "01970000-one", "01970000-one", 0 },
    { "01970000-o", "01970000-one", 0 },
    { "01970000", NULL, PASSANT_ERROR_INVALID },
    { "0197", NULL, PASSANT_ERROR_NOT_FOUND },
    { "01970000-one-more", NULL, PASSANT_ERROR_NOT_FOUND },
    { "%", NULL, PASSANT_ERROR_NOT_FOUND },
    { "", NULL, PASSANT_ERROR_NOT_FOUND },
    { "short", "short", 0 },
  };
  g_autofree char *hash = publish (fixture);

  open_visit (fixture, "01970000-one", hash);
  open_visit (fixture, "01970000-two", hash);
  open_visit (fixture, "short", hash);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantVisit) visit = passant_store_load_visit (fixture->store, rows[i].given,
                                                               &error);

    g_assert_cmpstr (visit ? passant_visit_get_id (visit) : NULL, ==, rows[i].found);
    if (!visit)
      g_assert_error (error, PASSANT_ERROR, (int) rows[i].refusal);
  }
}

/* Somebody else's app may leave out where a doubt is, or say that it is nowhere: either way it is of the whole visit. Two
 * explanations in one place would keep a desk from hearing anything, from anybody. */
static void
test_explanation_of_nowhere_is_of_all (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autofree char *hash = publish (fixture);
  g_autofree char *texts = NULL;

  open_visit (fixture, "visit", hash);
  say (fixture, "visit.explained", "visit", "doubt", "hurried", "touchpoint", "", "question", "",
       "text", "It was short", NULL);
  say (fixture, "visit.explained", "visit", "doubt", "hurried", "text", "It was shut", NULL);
  texts = read_column (fixture, "SELECT text FROM explanation");
  g_assert_cmpstr (texts, ==, "It was shut");
}

static void
test_script_is_the_one_published_last (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autofree char *text = g_strconcat (passant_sample_get_script (), " ", NULL);
  g_autofree char *second = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *first = NULL;
  g_autofree char *found = NULL;
  g_autofree char *again = NULL;
  g_autoptr (PassantScript) script = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (passant_store_dup_study_script (fixture->store, "bikes", &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND);
  g_clear_error (&error);

  first = publish (fixture);
  /* The clock is set back in between; the device's own order holds. */
  passant_clock_advance_ms (fixture->clock, -100000);
  say (fixture, "script.published", second, "text", text, NULL);
  found = passant_store_dup_study_script (fixture->store, "bikes", &error);
  g_assert_cmpstr (found, ==, second);
  script = passant_store_load_script (fixture->store, second, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (script->hash, ==, second);

  say (fixture, "script.published", first, "text", passant_sample_get_script (), NULL);
  again = passant_store_dup_study_script (fixture->store, "bikes", &error);
  g_assert_cmpstr (again, ==, first);
}

static void
test_study_is_the_one_put_last (Fixture      *fixture,
                                gconstpointer data)
{
  g_autofree char *body = NULL;
  g_auto (GStrv) studies = NULL;
  g_autoptr (GPtrArray) locations = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (passant_store_dup_study (fixture->store, "bikes", &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND);
  g_clear_error (&error);

  say (fixture, "study.put", "bikes", "client", "Spaak", NULL);
  passant_clock_advance_ms (fixture->clock, -100000);
  say (fixture, "study.put", "bikes", "client", "Trapper", NULL);
  say (fixture, "location.put", "z", "name", "Almere", NULL);
  say (fixture, "location.put", "a", "name", "Zwolle", "geo", "52.5,6.1", NULL);

  body = passant_store_dup_study (fixture->store, "bikes", &error);
  g_assert_cmpstr (body, ==, "{\"client\":\"Trapper\"}");
  studies = passant_store_list_studies (fixture->store, &error);
  g_assert_cmpuint (g_strv_length (studies), ==, 1);
  locations = passant_store_list_locations (fixture->store, "bikes", &error);
  g_assert_cmpuint (locations->len, ==, 2);
  g_assert_cmpstr (((PassantLocation *) locations->pdata[0])->name, ==, "Almere");
  g_assert_cmpstr (((PassantLocation *) locations->pdata[1])->geo, ==, "52.5,6.1");
}

/* The last choice of each item, whatever the job; another version is another quiz. */
static void
test_quiz_is_known_by_script_and_guest (Fixture      *fixture,
                                        gconstpointer data)
{
  g_autoptr (GHashTable) choices = NULL;
  g_autoptr (GHashTable) others = NULL;
  g_autoptr (GError) error = NULL;

  say (fixture, "assignment.offered", "one", "shopper", "anna", NULL);
  say (fixture, "assignment.offered", "two", "shopper", "anna", NULL);
  say (fixture, "assignment.offered", "three", "shopper", "bob", NULL);
  say (fixture, "quiz.answered", "one", "script", "v1", "item", "who", "choice", "a", NULL);
  say (fixture, "quiz.answered", "one", "script", "v1", "item", "who", "choice", "b", NULL);
  say (fixture, "quiz.answered", "two", "script", "v1", "item", "when", "choice", "c", NULL);
  say (fixture, "quiz.answered", "two", "script", "v2", "item", "who", "choice", "d", NULL);
  say (fixture, "quiz.answered", "three", "script", "v1", "item", "who", "choice", "e", NULL);
  say (fixture, "quiz.answered", "one", "item", "where", "choice", "f", NULL);

  choices = passant_store_load_quiz (fixture->store, "v1", "anna", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (choices), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (choices, "who"), ==, "b");
  g_assert_cmpstr (g_hash_table_lookup (choices, "when"), ==, "c");
  others = passant_store_load_quiz (fixture->store, "v3", "anna", &error);
  g_assert_cmpuint (g_hash_table_size (others), ==, 0);
}

static char *
join_earlier (Fixture    *fixture,
              const char *visit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) earlier = passant_store_list_earlier (fixture->store, visit, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < earlier->len; i++) {
    PassantEarlier *row = g_ptr_array_index (earlier, i);

    g_string_append_printf (text, "%s%s:%.4s", i > 0 ? " " : "", row->visit, row->value);
  }

  return g_string_free_and_steal (text);
}

static void
walk (Fixture    *fixture,
      const char *visit,
      const char *shopper,
      const char *sha256)
{
  say (fixture, "visit.opened", visit, "script", "h", "shopper", shopper, NULL);
  say (fixture, "visit.answered", visit, "question", "short", "value", "Nobody looked up", NULL);
  say (fixture, "visit.answered", visit, "question", "long", "value",
       "Long enough to be looked at when the same guest tells it again", NULL);
  say (fixture, "visit.evidenced", visit, "sha256", sha256, "look", "look", NULL);
}

/* Long texts, files and looks of the same guest's visits before that one, and nobody else's. */
static void
test_earlier_is_the_same_guests_own (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL, *theirs = NULL;

  walk (fixture, "a", "anna", "1111");
  passant_clock_advance_ms (fixture->clock, 1000);
  walk (fixture, "b", "bob", "2222");
  passant_clock_advance_ms (fixture->clock, 1000);
  walk (fixture, "c", "anna", "3333");

  first = join_earlier (fixture, "a");
  g_assert_cmpstr (first, ==, "");
  second = join_earlier (fixture, "c");
  g_assert_cmpstr (second, ==, "a:1111 a:Long a:look");
  theirs = join_earlier (fixture, "b");
  g_assert_cmpstr (theirs, ==, "");
}

/* Tables of another version are dropped and filled anew when the store is opened. */
static void
test_tables_of_another_version_are_made_anew (Fixture      *fixture,
                                              gconstpointer data)
{
  g_autofree char *hash = publish (fixture);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  open_visit (fixture, "visit", hash);
  before = dump (fixture->store);
  g_assert_true (passant_store_tune (fixture->store, "DROP TABLE answer; DELETE FROM visit;"
                                     "UPDATE self SET derived_version = 77", &error));
  passant_test_store_reopen (fixture);
  after = dump (fixture->store);
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (after, "greeted"));
}

#define ADD(path, func) \
        g_test_add ("/store/derived/" path, Fixture, NULL, passant_test_store_set_up, func, \
                    tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("dump-knows-every-table", test_dump_knows_every_table);
  ADD ("quiz-is-known-by-script-and-guest", test_quiz_is_known_by_script_and_guest);
  ADD ("earlier-is-the-same-guests-own", test_earlier_is_the_same_guests_own);
  ADD ("assignment-follows-both-sides", test_assignment_follows_both_sides);
  ADD ("jobs-stay-as-long-as-they-are-walked", test_jobs_stay_as_long_as_they_are_walked);
  ADD ("assignment-remembers-whose-it-was", test_assignment_remembers);
  ADD ("visit-is-listed-as-it-goes", test_visit_is_listed_as_it_goes);
  ADD ("visit-tells-that-it-is-a-sample", test_visit_tells_that_it_is_a_sample);
  ADD ("score-comes-with-the-end", test_score_comes_with_the_end);
  ADD ("score-waits-for-its-script", test_score_waits_for_its_script);
  ADD ("visits-on-all-versions-stand-together", test_visits_on_all_versions_stand_together);
  ADD ("visit-is-found-by-its-first-characters", test_visit_is_found_by_its_first_characters);
  ADD ("explanation-of-nowhere-is-of-all", test_explanation_of_nowhere_is_of_all);
  ADD ("script-is-the-one-published-last", test_script_is_the_one_published_last);
  ADD ("study-is-the-one-put-last", test_study_is_the_one_put_last);
  ADD ("tables-of-another-version-are-made-anew", test_tables_of_another_version_are_made_anew);
  g_test_add_func ("/store/derived/order-of-arrival-does-not-matter",
                   test_order_of_arrival_does_not_matter);

  return g_test_run ();
}
