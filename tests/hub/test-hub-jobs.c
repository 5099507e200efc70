/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "passant-hub-world.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

static void
offer (PassantHubWorld *world,
       const char      *assignment,
       const char      *shopper,
       const char      *job)
{
  passant_hub_world_offer (world, assignment, shopper, "dam", job);
}

/* One job, for anna and for ben. */
static void
set_up (PassantHubWorld *world,
        gconstpointer    data)
{
  passant_hub_world_set_up (world, data);
  offer (world, "a1", "anna", "j1");
  offer (world, "b1", "ben", "j1");
  passant_caller_push_all (world->desk);
}

/* "3:taken 4:taken": what the hub says of everything @reply's push held. */
static char *
dup_told (PassantReply *reply)
{
  g_autoptr (yyjson_doc) doc =
    yyjson_read (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), 0);
  yyjson_val *lines = yyjson_obj_get (yyjson_doc_get_root (doc), "quarantined"), *line;
  g_autoptr (GString) told = g_string_new (NULL);
  gsize i, n;

  yyjson_arr_foreach (lines, i, n, line) {
    g_string_append_printf (told, "%s%d:%s", i ? " " : "",
                            yyjson_get_int (yyjson_obj_get (line, "seq")),
                            yyjson_get_str (yyjson_obj_get (line, "code")));
  }

  return g_string_free_and_steal (g_steal_pointer (&told));
}

/* Pushes everything again, from the first fact on. */
static void
assert_told (PassantCaller *caller,
             const char    *expected)
{
  g_autoptr (PassantReply) reply = passant_caller_push (caller, 1, caller->seq);
  g_autofree char *told = NULL;

  passant_reply_assert (reply, 200, "");
  told = dup_told (reply);
  g_assert_cmpstr (told, ==, expected);
}

/* The assignments of @caller's that a pull calls taken, one word each. */
static char *
dup_taken (PassantCaller *caller)
{
  g_autoptr (PassantReply) reply =
    passant_caller_send (caller, "GET", "/v1/changes?after=&limit=1", NULL, NULL, 0);
  g_autoptr (yyjson_doc) doc =
    yyjson_read (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), 0);
  yyjson_val *taken = yyjson_obj_get (yyjson_doc_get_root (doc), "taken"), *each;
  g_autoptr (GString) words = g_string_new (NULL);
  gsize i, n;

  passant_reply_assert (reply, 200, "");
  g_assert_true (!taken || yyjson_arr_size (taken) > 0);
  yyjson_arr_foreach (taken, i, n, each) {
    g_string_append_printf (words, "%s%s", i ? " " : "", yyjson_get_str (each));
  }

  return g_string_free_and_steal (g_steal_pointer (&words));
}

static void
assert_taken (PassantCaller *caller,
              const char    *expected)
{
  g_autofree char *taken = dup_taken (caller);

  g_assert_cmpstr (taken, ==, expected);
}

/* What guests said, as the desk hears it: "claimed:a1 opened:v1". */
static char *
dup_heard (PassantHubWorld *world)
{
  g_autoptr (GPtrArray) lines = passant_caller_pull (world->desk, 0);
  g_autoptr (GString) heard = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++) {
    g_autoptr (PassantFact) fact = passant_fact_parse (lines->pdata[i], -1, NULL);

    g_string_append_printf (heard, "%s%s:%s", i ? " " : "", strchr (fact->kind, '.') + 1,
                            fact->subject);
  }

  return g_string_free_and_steal (g_steal_pointer (&heard));
}

static void
assert_heard (PassantHubWorld *world,
              const char      *expected)
{
  g_autofree char *heard = dup_heard (world);

  g_assert_cmpstr (heard, ==, expected);
}

static void
claim (PassantCaller *caller,
       const char    *assignment)
{
  passant_caller_say (caller, "assignment.claimed", assignment, "{}");
}

static void
hand_back (PassantCaller *caller,
           const char    *assignment)
{
  passant_caller_say (caller, "assignment.handed_back", assignment, "{'reason':'rain'}");
}

static void
test_first_has_it (PassantHubWorld *world,
                   gconstpointer    data)
{
  claim (world->ben, "b1");
  claim (world->anna, "a1");
  passant_caller_push_all (world->anna);
  assert_told (world->ben, "1:taken");

  assert_taken (world->anna, "");
  assert_taken (world->ben, "b1");
  assert_taken (world->desk, "");
  assert_heard (world, "claimed:a1");

  /* However often it is asked. */
  assert_told (world->ben, "1:taken");
  assert_told (world->anna, "");
  claim (world->anna, "a1");
  assert_told (world->anna, "");
}

static void
test_loser_may_decline (PassantHubWorld *world,
                        gconstpointer    data)
{
  claim (world->anna, "a1");
  passant_caller_push_all (world->anna);
  claim (world->ben, "b1");
  passant_caller_say (world->ben, "quiz.answered", "b1", "{'item':'q','choice':'a'}");
  hand_back (world->ben, "b1");
  assert_told (world->ben, "1:taken");
  assert_heard (world, "claimed:a1 answered:b1 handed_back:b1");
}

/* What was noted while somebody else had the job is lost to nobody: it counts once the job is won. */
static void
test_visit_waits_as_a_whole (PassantHubWorld *world,
                             gconstpointer    data)
{
  claim (world->anna, "a1");
  passant_caller_push_all (world->anna);
  claim (world->ben, "b1");
  passant_hub_world_open_visit (world, world->ben, "v1", "b1");
  passant_caller_say (world->ben, "visit.entered", "v1", "{'touchpoint':'door'}");
  assert_told (world->ben, "1:taken 2:taken 3:taken");

  hand_back (world->anna, "a1");
  passant_caller_push_all (world->anna);
  assert_taken (world->ben, "");
  passant_caller_say (world->ben, "visit.finished", "v1", "{}");
  passant_caller_say (world->ben, "visit.dreamt", "v1", "{}");
  assert_told (world->ben, "1:taken 2:taken 3:taken 4:taken 5:taken");
  assert_heard (world, "claimed:a1 handed_back:a1");

  claim (world->ben, "b1");
  assert_told (world->ben, "1:taken");
  assert_heard (world, "claimed:a1 handed_back:a1 claimed:b1 opened:v1 entered:v1 finished:v1"
                " dreamt:v1");
  assert_taken (world->anna, "a1");
}

static void
test_withdrawal_frees (PassantHubWorld *world,
                       gconstpointer    data)
{
  claim (world->anna, "a1");
  passant_caller_push_all (world->anna);
  passant_caller_say (world->desk, "assignment.withdrawn", "a1", "{'reason':'too late'}");
  passant_caller_push_all (world->desk);
  claim (world->ben, "b1");
  passant_caller_push_all (world->ben);
  assert_taken (world->anna, "a1");

  /* Offered anew, her old claim does not put him out. */
  offer (world, "a1", "anna", "j1");
  passant_caller_push_all (world->desk);
  assert_taken (world->anna, "a1");
  assert_taken (world->ben, "");
}

static void
test_offer_leaves_its_job (PassantHubWorld *world,
                           gconstpointer    data)
{
  claim (world->anna, "a1");
  passant_caller_push_all (world->anna);
  offer (world, "a1", "anna", "j2");
  passant_caller_push_all (world->desk);
  claim (world->ben, "b1");
  passant_caller_push_all (world->ben);

  offer (world, "b1", "ben", "j2");
  passant_caller_push_all (world->desk);
  assert_taken (world->ben, "b1");
  assert_taken (world->anna, "");
}

/* The hand-back of one device, noted later, is heard before the claim of the other. */
static void
test_words_count_as_noted (PassantHubWorld *world,
                           gconstpointer    data)
{
  g_autoptr (PassantCaller) tablet = passant_caller_new_enrolled (world->hub, "anna");

  claim (world->anna, "a1");
  g_usleep (5000);
  hand_back (tablet, "a1");
  passant_caller_push_all (tablet);
  passant_caller_push_all (world->anna);
  claim (world->ben, "b1");
  passant_caller_push_all (world->ben);
  assert_taken (world->ben, "");
}

/* A hub put back to before the offers hears the claims first. */
static void
test_offer_comes_late (PassantHubWorld *world,
                       gconstpointer    data)
{
  claim (world->anna, "a2");
  passant_hub_world_open_visit (world, world->anna, "v1", "a2");
  claim (world->ben, "b2");
  passant_hub_world_open_visit (world, world->ben, "v2", "b2");
  assert_told (world->anna, "1:not_yours 2:not_yours");
  assert_told (world->ben, "1:not_yours 2:not_yours");

  offer (world, "a2", "anna", "j2");
  offer (world, "b2", "ben", "j2");
  passant_caller_push_all (world->desk);
  assert_told (world->anna, "");
  assert_told (world->ben, "1:taken 2:taken");
}

/* Without a job nothing excludes anything. */
static void
test_no_job (PassantHubWorld *world,
             gconstpointer    data)
{
  offer (world, "a3", "anna", "");
  offer (world, "b3", "ben", "");
  passant_caller_push_all (world->desk);
  claim (world->anna, "a3");
  claim (world->ben, "b3");
  passant_caller_push_all (world->anna);
  passant_caller_push_all (world->ben);
}

/* Many guests at once, against a hub that is killed now and then */

#define GUESTS 4
#define JOBS 3
#define WORDS 60
#define KILLS 6

typedef struct {
  PassantHubWorld *world;
  PassantCaller   *caller;
  GRand           *rand;
  GThread         *thread;
  gint64           acked;
  int              n_visits;
  GHashTable      *verdicts; /* seq of a claim → "lost" or "won", as first told */
} Guest;

static char *
name_assignment (const char *shopper,
                 int         job)
{
  return g_strdup_printf ("%s-%d", shopper, job);
}

static void
say_anything (Guest *self)
{
  int job = g_rand_int_range (self->rand, 0, JOBS);
  g_autofree char *assignment = name_assignment (self->caller->shopper, job);
  g_autofree char *visit = NULL;
  int what = g_rand_int_range (self->rand, 0, 10);

  if (what < 4) {
    claim (self->caller, assignment);
  } else if (what < 7) {
    hand_back (self->caller, assignment);
  } else if (what < 8 || self->n_visits == 0) {
    visit = g_strdup_printf ("%s-visit-%d", self->caller->shopper, self->n_visits++);
    passant_hub_world_open_visit (self->world, self->caller, visit, assignment);
  } else {
    visit = g_strdup_printf ("%s-visit-%d", self->caller->shopper,
                             g_rand_int_range (self->rand, 0, self->n_visits));
    passant_caller_say (self->caller, "visit.entered", visit, "{'touchpoint':'door'}");
  }
}

/* The verdict on a claim never changes, however often it is asked. */
static void
note_verdicts (Guest        *self,
               PassantReply *reply,
               gint64        from,
               gint64        to)
{
  g_autofree char *told = dup_told (reply);
  g_autofree char *padded = g_strdup_printf (" %s ", told);

  for (gint64 seq = from; seq <= to; seq++) {
    PassantFact *fact = self->caller->said->pdata[seq - 1];
    g_autofree char *word = g_strdup_printf (" %" G_GINT64_FORMAT ":taken ", seq);
    const char *verdict = strstr (padded, word) ? "lost" : "won";
    const char *before = g_hash_table_lookup (self->verdicts, GINT_TO_POINTER (seq));

    if (!g_str_equal (fact->kind, "assignment.claimed"))
      continue;
    if (before)
      g_assert_cmpstr (verdict, ==, before);
    g_hash_table_insert (self->verdicts, GINT_TO_POINTER (seq), (gpointer) verdict);
  }
}

/* From anywhere in what is kept already, so that much is said twice; an answer now and then is not listened to. */
static void
push_until_kept (Guest *self)
{
  gint64 to = self->caller->seq;

  while (self->acked < to) {
    gint64 from = g_rand_int_range (self->rand, 1, (gint32) self->acked + 2);
    g_autoptr (PassantReply) reply = passant_caller_push (self->caller, from, to);

    if (!reply || reply->status != 200) {
      g_usleep (2000);
      continue;
    }
    if (g_rand_int_range (self->rand, 0, 4) == 0)
      continue;
    note_verdicts (self, reply, from, to);
    self->acked = passant_reply_get_int (reply, "seq");
  }
}

static gpointer
guest_thread (gpointer data)
{
  Guest *self = data;

  for (int i = 0; i < WORDS; i++) {
    int n = g_rand_int_range (self->rand, 1, 4);

    while (n-- > 0)
      say_anything (self);
    push_until_kept (self);
  }

  return NULL;
}

static void
offer_jobs (PassantHubWorld *world,
            Guest           *guests)
{
  for (int g = 0; g < GUESTS; g++) {
    for (int j = 0; j < JOBS; j++) {
      g_autofree char *assignment = name_assignment (guests[g].caller->shopper, j);
      g_autofree char *job = g_strdup_printf ("job-%d", j);

      offer (world, assignment, guests[g].caller->shopper, job);
    }
  }
  passant_caller_push_all (world->desk);
}

static const char *
get_job (const char *assignment)
{
  return strrchr (assignment, '-') + 1;
}

/* Follows what counts, in the order in which it came to count: nobody claims, opens or walks while another has the job.
 * @holders gets who has each job in the end. */
static void
assert_exclusive (PassantHubWorld *world,
                  GHashTable      *holders,
                  GHashTable      *counted)
{
  g_autoptr (GPtrArray) lines = passant_caller_pull (world->desk, 0);
  g_autoptr (GHashTable) visits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < lines->len; i++) {
    g_autoptr (PassantFact) fact = passant_fact_parse (lines->pdata[i], -1, NULL);
    gboolean is_of_visit = g_str_has_prefix (fact->kind, "visit.");
    const char *assignment = fact->subject;
    const char *holder;

    if (g_str_equal (fact->kind, "visit.opened"))
      g_hash_table_insert (visits, g_strdup (fact->subject),
                           g_strdup (passant_fact_get_string (fact, "assignment")));
    if (is_of_visit)
      assignment = g_hash_table_lookup (visits, fact->subject);
    g_assert_nonnull (assignment);
    g_assert_true (g_hash_table_add (counted, g_strdup (fact->id)));

    holder = g_hash_table_lookup (holders, get_job (assignment));
    if (g_str_equal (fact->kind, "assignment.handed_back")) {
      if (g_strcmp0 (holder, assignment) == 0)
        g_hash_table_remove (holders, get_job (assignment));
      continue;
    }
    if (holder)
      g_assert_cmpstr (holder, ==, assignment);
    if (!is_of_visit)
      g_hash_table_insert (holders, g_strdup (get_job (assignment)), g_strdup (assignment));
  }
}

/* Each claim counts or was told to be lost, and never both. */
static void
assert_verdicts (Guest      *guest,
                 GHashTable *counted)
{
  guint n = 0;

  for (guint i = 0; i < guest->caller->said->len; i++) {
    PassantFact *fact = guest->caller->said->pdata[i];
    const char *verdict = g_hash_table_lookup (guest->verdicts, GINT_TO_POINTER (fact->seq));

    if (!g_str_equal (fact->kind, "assignment.claimed"))
      continue;
    g_assert_cmpstr (verdict, ==, g_hash_table_contains (counted, fact->id) ? "won" : "lost");
    n++;
  }
  g_assert_cmpuint (n, >, 0);
}

static void
assert_all_told (Guest      *guest,
                 GHashTable *holders)
{
  g_autoptr (GString) expected = g_string_new (NULL);

  for (int j = 0; j < JOBS; j++) {
    g_autofree char *assignment = name_assignment (guest->caller->shopper, j);
    const char *holder = g_hash_table_lookup (holders, get_job (assignment));

    if (holder && !g_str_equal (holder, assignment))
      g_string_append_printf (expected, "%s%s", expected->len ? " " : "", assignment);
  }
  assert_taken (guest->caller, expected->str);
}

static void
test_one_has_it_whatever_happens (PassantHubWorld *world,
                                  gconstpointer    data)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = given ? (guint32) strtoul (given, NULL, 10) : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GHashTable) holders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Guest guests[GUESTS];
  guint n_lost = 0;

  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  for (int i = 0; i < GUESTS; i++) {
    g_autofree char *shopper = g_strdup_printf ("guest%d", i);

    guests[i] = (Guest) {
      .world = world,
      .caller = passant_caller_new_enrolled (world->hub, shopper),
      .rand = g_rand_new_with_seed (g_rand_int (rand)),
      .verdicts = g_hash_table_new (NULL, NULL),
    };
    guests[i].caller->may_fail = TRUE;
  }
  offer_jobs (world, guests);

  for (int i = 0; i < GUESTS; i++)
    guests[i].thread = g_thread_new ("guest", guest_thread, &guests[i]);
  for (int i = 0; i < KILLS; i++) {
    g_usleep ((gulong) g_rand_int_range (rand, 20, 200) * 1000);
    passant_hub_process_kill (world->hub);
    passant_hub_process_start (world->hub);
  }
  for (int i = 0; i < GUESTS; i++)
    g_thread_join (guests[i].thread);

  assert_exclusive (world, holders, counted);
  for (int i = 0; i < GUESTS; i++) {
    GHashTableIter iter;
    gpointer verdict;

    assert_verdicts (&guests[i], counted);
    assert_all_told (&guests[i], holders);
    g_hash_table_iter_init (&iter, guests[i].verdicts);
    while (g_hash_table_iter_next (&iter, NULL, &verdict))
      n_lost += g_str_equal (verdict, "lost");
    passant_caller_free (guests[i].caller);
    g_rand_free (guests[i].rand);
    g_hash_table_unref (guests[i].verdicts);
  }
  g_test_message ("%u claims lost, %u facts counted", n_lost, g_hash_table_size (counted));
  g_assert_cmpuint (n_lost, >, 0);
}

static void
add (const char *path,
     void (     *test ) (PassantHubWorld *world,
                         gconstpointer    data))
{
  g_test_add (path, PassantHubWorld, NULL, set_up, test, passant_hub_world_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/hub/jobs/first-has-it", test_first_has_it);
  add ("/hub/jobs/loser-may-decline", test_loser_may_decline);
  add ("/hub/jobs/visit-waits-as-a-whole", test_visit_waits_as_a_whole);
  add ("/hub/jobs/withdrawal-frees", test_withdrawal_frees);
  add ("/hub/jobs/offer-leaves-its-job", test_offer_leaves_its_job);
  add ("/hub/jobs/words-count-as-noted", test_words_count_as_noted);
  add ("/hub/jobs/offer-comes-late", test_offer_comes_late);
  add ("/hub/jobs/no-job", test_no_job);
  add ("/hub/jobs/one-has-it-whatever-happens", test_one_has_it_whatever_happens);

  return g_test_run ();
}
