/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A network that delays, cuts and swallows: by seed, and at every single request of a sync in turn. */

#include "passant-fault-proxy.h"
#include "passant-guest.h"
#include "passant-test-folder.h"

#define SEEDS 12
#define CHANCE_PERCENT 30
#define SYNCS_MAX 400

typedef struct {
  char              *folder;
  guint32            seed;
  guint              n_guests;
  PassantHubProcess *hub;
  PassantFaultProxy *proxy;
  PassantStore      *desk;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *hub = NULL;
  g_autofree char *desk = NULL;

  self->folder = passant_test_folder_new ();
  self->seed = passant_guest_draw_seed ();
  hub = g_build_filename (self->folder, "hub", NULL);
  desk = g_build_filename (self->folder, "desk", NULL);
  self->hub = passant_hub_process_new (hub);
  self->proxy = passant_fault_proxy_new (passant_hub_process_get_port (self->hub), self->seed);
  self->desk = passant_guest_new (self->hub, desk, "", NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  passant_hub_process_assert_sound (self->hub);
  g_assert_finalize_object (self->desk);
  g_clear_pointer (&self->proxy, passant_fault_proxy_free);
  g_clear_pointer (&self->hub, passant_hub_process_free);
  passant_test_folder_drop (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

/* A guest of their own, behind the proxy, with an assignment in hand. */
static PassantStore *
add_guest (Fixture *self,
           char   **shopper,
           char   **assignment)
{
  g_autofree char *folder = NULL;
  PassantStore *guest;

  *shopper = g_strdup_printf ("guest-%u", self->n_guests++);
  *assignment = passant_guest_offer (self->desk, *shopper);
  g_assert_true (passant_guest_sync (self->desk));
  folder = g_build_filename (self->folder, *shopper, NULL);
  guest = passant_guest_new (self->hub, folder, *shopper,
                             passant_fault_proxy_get_url (self->proxy));

  return guest;
}

/* Goes on capturing between the tries, as guests do. */
static void
sync_until_through (Fixture      *self,
                    PassantStore *guest,
                    const char   *visit)
{
  guint n = 0;

  while (!passant_guest_sync (guest)) {
    g_assert_cmpuint (n++, <, SYNCS_MAX);
    if (n < 6)
      passant_guest_say (guest, "visit.marked", visit, "text", "Something else happened");
  }
}

static void
test_sync_cut_by_seed (Fixture      *self,
                       gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (self->seed);

  for (guint i = 0; i < SEEDS; i++) {
    g_autofree char *shopper = NULL;
    g_autofree char *assignment = NULL;
    g_autofree char *visit = NULL;
    PassantStore *guest = add_guest (self, &shopper, &assignment);

    visit = passant_guest_visit (guest, assignment, shopper, rand,
                                 (guint) g_rand_int_range (rand, 0, 900), 3, 3 * 1024 * 1024);
    passant_fault_proxy_set_chance (self->proxy, CHANCE_PERCENT);
    sync_until_through (self, guest, visit);
    passant_fault_proxy_set_chance (self->proxy, 0);
    passant_guest_assert_on_hub (guest, self->hub);
    passant_guest_assert_sound (guest);
    g_assert_finalize_object (guest);
  }
  g_assert_cmpuint (passant_fault_proxy_count_faults (self->proxy), >, SEEDS);
  g_test_message ("%u guests through %u faults", SEEDS,
                  passant_fault_proxy_count_faults (self->proxy));
}

/* How many requests the sync took that was to fail at its @n-th; then it is run again and must come through. */
static guint
fail_once (Fixture     *self,
           guint        n,
           PassantFault fault)
{
  g_autofree char *shopper = NULL;
  g_autofree char *assignment = NULL;
  g_autofree char *visit = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (self->seed + n);
  PassantStore *guest = add_guest (self, &shopper, &assignment);
  guint count;

  visit = passant_guest_visit (guest, assignment, shopper, rand, 20, 2, 1300 * 1024);
  passant_fault_proxy_fail_at (self->proxy, n, fault);
  passant_guest_sync (guest);
  count = passant_fault_proxy_count (self->proxy);

  passant_fault_proxy_fail_at (self->proxy, 0, PASSANT_FAULT_NONE);
  g_assert_true (passant_guest_sync (guest));
  passant_guest_assert_on_hub (guest, self->hub);
  passant_guest_assert_sound (guest);
  g_assert_finalize_object (guest);

  return count;
}

static void
test_sync_cut_everywhere (Fixture      *self,
                          gconstpointer data)
{
  PassantFault fault = (PassantFault) GPOINTER_TO_INT (data);
  guint count, n = 0;

  do
    count = fail_once (self, ++n, fault);
  while (n <= count);

  /* Fewer would mean that the sync did not do what is to be cut. */
  g_assert_cmpuint (n, >=, 10);
  g_test_message ("cut at each of %u requests", n - 1);
}

int
main (int   argc,
      char *argv[])
{
  static const struct {
    const char  *path;
    PassantFault fault;
  } rows[] = {
    { "/sync/converges/whichever-request-is-refused", PASSANT_FAULT_REFUSE },
    { "/sync/converges/whichever-request-is-cut", PASSANT_FAULT_CUT_REQUEST },
    { "/sync/converges/whichever-answer-is-lost", PASSANT_FAULT_LOSE_ANSWER },
    { "/sync/converges/whichever-answer-is-cut", PASSANT_FAULT_CUT_ANSWER },
  };

  g_test_init (&argc, &argv, NULL);

  g_test_add ("/sync/converges/through-a-bad-network", Fixture, NULL, set_up, test_sync_cut_by_seed,
              tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add (rows[i].path, Fixture, GINT_TO_POINTER (rows[i].fault), set_up,
                test_sync_cut_everywhere, tear_down);

  return g_test_run ();
}
