/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A process that appends facts is killed, again and again, wherever it happens to be. It tells each
 * fact only when the store says it is kept; all that was told must be there, once, and at most the
 * append on its way besides. */

#include "passant-store.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>

#include "passant-error.h"
#include "passant-sample.h"
#include "passant-test-folder.h"

#define KILLS 220
#define KILLS_PER_FOLDER 20
#define PAUSE_US_MAX 40000
#define GROUP_MAX 4

static const char *own_path;

/* The child */

static void
tell (PassantFact *fact)
{
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT " %s\n", fact->seq, fact->hash);

  /* One write: a reader sees a whole line or none. */
  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (1);
}

static void
append_group (PassantStore  *store,
              PassantSample *sample)
{
  g_autoptr (GPtrArray) drafts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);
  g_autoptr (GPtrArray) facts = NULL;
  gint64 before = passant_store_get_own_seq (store);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < GROUP_MAX; i++)
    g_ptr_array_add (drafts, passant_sample_next (sample));
  passant_store_append_all (store, drafts, &error);
  g_assert_no_error (error);

  facts = passant_store_list_own (store, before, GROUP_MAX, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < facts->len; i++)
    tell (facts->pdata[i]);
}

static void
append_one (PassantStore  *store,
            PassantSample *sample)
{
  g_autoptr (PassantDraft) draft = passant_sample_next (sample);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = passant_store_append (store, draft, &error);

  g_assert_no_error (error);
  tell (fact);
}

static int
run_child (const char *folder,
           guint32     seed)
{
  g_autoptr (PassantSample) sample = passant_sample_new (seed);
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (PassantStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (write (STDOUT_FILENO, "up\n", 3) < 0)
    return 1;
  store = passant_store_open (folder, clock, NULL, &error);
  g_assert_no_error (error);

  for (;;) {
    if (g_rand_int_range (passant_sample_get_rand (sample), 0, 6))
      append_one (store, sample);
    else
      append_group (store, sample);
  }
}

/* The parent */

typedef struct {
  GRand     *rand;
  GPtrArray *told; /* hash of own fact 1, 2, 3 …, told in this folder */
  guint      kills, acked, unfinished, lost, doubled, corrupt;
} Hunt;

static GPid
start_child (const char *folder,
             guint32     seed,
             int        *out)
{
  g_autofree char *number = g_strdup_printf ("%u", seed);
  const char *arguments[] = { own_path, "--append", folder, number, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &pid, NULL, out,
                            NULL, &error);
  g_assert_no_error (error);

  return pid;
}

/* Lets it live for a moment, and reads what it told. */
static void
hunt_once (Hunt       *hunt,
           const char *folder)
{
  int out;
  GPid pid = start_child (folder, g_rand_int (hunt->rand), &out);
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (out, TRUE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (stream);
  g_autofree char *first = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  char *line;
  int status;

  g_assert_cmpstr (first, ==, "up");
  g_usleep ((gulong) g_rand_int_range (hunt->rand, 0, PAUSE_US_MAX));
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  g_spawn_close_pid (pid);
  hunt->kills++;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL))) {
    g_auto (GStrv) words = g_strsplit (line, " ", 2);

    g_assert_cmpint (g_ascii_strtoll (words[0], NULL, 10), ==, hunt->told->len + 1);
    g_ptr_array_add (hunt->told, g_strdup (words[1]));
    hunt->acked++;
    g_free (line);
  }
}

static guint
count_doubled (GPtrArray *facts)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < facts->len; i++)
    g_hash_table_add (ids, (gpointer) ((PassantFact *) facts->pdata[i])->id);

  return facts->len - g_hash_table_size (ids);
}

static gboolean
is_like_rebuilt (PassantStore *store)
{
  g_autofree char *before = passant_store_dump_derived (store, NULL);
  g_autofree char *after = NULL;

  if (passant_store_rebuild (store, NULL))
    after = passant_store_dump_derived (store, NULL);

  return g_strcmp0 (before, after) == 0;
}

static void
look (Hunt       *hunt,
      const char *folder)
{
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantStore) store = passant_store_open (folder, clock, NULL, &error);
  g_autoptr (GPtrArray) facts = NULL;

  g_assert_no_error (error);
  facts = passant_store_list_own (store, 0, G_MAXINT, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < hunt->told->len; i++)
    hunt->lost += i >= facts->len || !g_str_equal (((PassantFact *) facts->pdata[i])->hash,
                                                   hunt->told->pdata[i]);
  for (guint i = hunt->told->len; i < facts->len; i++)
    g_ptr_array_add (hunt->told, g_strdup (((PassantFact *) facts->pdata[i])->hash));

  hunt->doubled += count_doubled (facts);
  hunt->corrupt += !passant_store_check (store, &error) || !is_like_rebuilt (store);
  g_assert_no_error (error);
}

static void
test_nothing_told_is_lost (void)
{
  guint32 seed = passant_sample_pick_seed (g_random_int (), NULL);
  Hunt hunt = { .rand = g_rand_new_with_seed (seed) };

  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  while (hunt.kills < KILLS) {
    g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();

    hunt.told = g_ptr_array_new_with_free_func (g_free);
    for (int i = 0; i < KILLS_PER_FOLDER; i++) {
      guint told;

      hunt_once (&hunt, folder);
      told = hunt.told->len;
      look (&hunt, folder);
      g_assert_cmpuint (hunt.told->len, <=, told + GROUP_MAX);
      hunt.unfinished += hunt.told->len > told;
    }
    g_ptr_array_unref (hunt.told);
  }

  g_test_message (
    "%u kills, %u facts told, %u kills before telling; %u lost, %u doubled, %u corrupt",
    hunt.kills, hunt.acked, hunt.unfinished, hunt.lost, hunt.doubled, hunt.corrupt);
  g_assert_cmpuint (hunt.lost, ==, 0);
  g_assert_cmpuint (hunt.doubled, ==, 0);
  g_assert_cmpuint (hunt.corrupt, ==, 0);
  g_assert_cmpuint (hunt.acked, >, hunt.kills);
  g_rand_free (hunt.rand);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--append"))
    return run_child (argv[2], (guint32) g_ascii_strtoull (argv[3], NULL, 10));

  own_path = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/killed/nothing-told-is-lost", test_nothing_told_is_lost);

  return g_test_run ();
}
