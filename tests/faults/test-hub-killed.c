/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hub is killed at random moments while a visit with twenty photos comes in. */

#include "passant-fault-proxy.h"
#include "passant-guest.h"
#include "passant-test-folder.h"

#define KILLS 50
#define ROUNDS_MAX 2000
#define PHOTOS 20
#define PHOTO_BYTES_MAX (3 * 1024 * 1024)
#define PIECE_BYTES_MAX (1024 * 1024)
#define LIFE_MS_MAX 60
#define SHOPPER "anna"

typedef struct {
  PassantHubProcess *hub;
  guint              life_ms;
} Fate;

static gpointer
kill_thread (gpointer data)
{
  Fate *fate = data;

  g_usleep (fate->life_ms * 1000);
  passant_hub_process_kill (fate->hub);

  return NULL;
}

/* One sync under a hub that will not live long. TRUE when it came through all the same. */
static gboolean
sync_while_dying (PassantStore      *guest,
                  PassantHubProcess *hub,
                  GRand             *rand)
{
  Fate fate = { hub, (guint) g_rand_int_range (rand, 0, LIFE_MS_MAX) };
  GThread *thread = g_thread_new ("killer", kill_thread, &fate);
  gboolean done = passant_guest_sync (guest);

  g_thread_join (thread);
  passant_hub_process_start (hub);

  return done;
}

/* Visits follow one another until the hub has died often enough in the middle of one. */
static guint
die_often (PassantStore      *guest,
           PassantHubProcess *hub,
           const char        *assignment,
           GRand             *rand)
{
  gboolean done = TRUE;
  guint kills = 0;

  for (guint i = 0; kills < KILLS; i++) {
    g_assert_cmpuint (i, <, ROUNDS_MAX);
    if (done)
      g_free (passant_guest_visit (guest, assignment, SHOPPER, rand, 60, PHOTOS, PHOTO_BYTES_MAX));
    done = sync_while_dying (guest, hub, rand);
    kills += !done;
  }

  return kills;
}

static void
test_hub_killed (void)
{
  g_autofree char *folder = passant_test_folder_new ();
  g_autofree char *hub_folder = g_build_filename (folder, "hub", NULL);
  g_autofree char *desk_folder = g_build_filename (folder, "desk", NULL);
  g_autofree char *guest_folder = g_build_filename (folder, "guest", NULL);
  guint32 seed = passant_guest_draw_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (PassantHubProcess) hub = passant_hub_process_new (hub_folder);
  g_autoptr (PassantFaultProxy) proxy = NULL;
  g_autoptr (PassantStore) desk = passant_guest_new (hub, desk_folder, "", NULL);
  g_autoptr (PassantStore) guest = NULL;
  g_autofree char *assignment = passant_guest_offer (desk, SHOPPER);
  gint64 total, sent;
  guint kills;

  g_assert_true (passant_guest_sync (desk));
  proxy = passant_fault_proxy_new (passant_hub_process_get_port (hub), seed);
  guest = passant_guest_new (hub, guest_folder, SHOPPER, passant_fault_proxy_get_url (proxy));
  kills = die_often (guest, hub, assignment, rand);

  g_assert_true (passant_guest_sync (guest));
  passant_guest_assert_on_hub (guest, hub);
  passant_guest_assert_sound (guest);
  passant_hub_process_assert_sound (hub);

  total = passant_guest_count_blob_bytes (guest);
  sent = passant_fault_proxy_count_blob_bytes (proxy);
  g_test_message ("killed %u times; photos %.1f MB, sent again %.2f MB", kills, total / 1e6,
                  (sent - total) / 1e6);
  g_assert_cmpint (sent, >=, total);
  g_assert_cmpint (sent - total, <=, total / 20 + (gint64) kills * PIECE_BYTES_MAX);

  /* The desk gets every photo as it was taken. */
  g_assert_true (passant_guest_sync (desk));
  passant_guest_assert_sound (desk);
  passant_test_folder_drop (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/converges/however-often-the-hub-is-killed", test_hub_killed);

  return g_test_run ();
}
