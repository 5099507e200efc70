/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A desk, a phone and a tablet say things in any order, sync now and then over a bad network, and mean the same. */

#include "passant-fault-proxy.h"
#include "passant-guest.h"
#include "passant-sample.h"
#include "passant-sync.h"
#include "passant-test-folder.h"

#include <string.h>

#define SEEDS 4
#define TURNS 70
#define CHANCE_PERCENT 20
#define SYNCS_MAX 200

enum { DESK, PHONE, TABLET, N_DEVICES };

typedef struct {
  PassantSample     *sample;
  GRand             *rand;
  PassantHubProcess *hub;
  PassantFaultProxy *proxy;
  PassantStore      *devices[N_DEVICES];
} World;

static void
keep (PassantStore *store,
      PassantDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = passant_store_append (store, draft, &error);

  g_assert_no_error (error);
}

static void
publish (World *world)
{
  const char *script = passant_sample_get_script ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, script, -1);
  g_autoptr (PassantDraft) draft = passant_draft_new ("script.published", "bikes", hash);

  passant_draft_set_string (draft, "script", "sample");
  passant_draft_set_string (draft, "hash", hash);
  passant_draft_set_string (draft, "text", script);
  keep (world->devices[DESK], draft);
}

/* Whether this device may say it, and all can hear it: places and studies are only for those whom they concern. */
static gboolean
may_say (guint         device,
         PassantDraft *draft)
{
  const char *kind = draft->kind;

  if (g_str_has_prefix (kind, "visit.evidence") || g_str_equal (kind, "script.published") ||
      g_str_has_suffix (kind, ".put"))
    return FALSE;

  return (device == DESK) == (g_str_has_prefix (kind, "review.") ||
                              g_str_equal (kind, "assignment.offered") ||
                              g_str_equal (kind, "assignment.withdrawn") ||
                              g_str_equal (kind, "assignment.paid"));
}

/* The next thing of the sample that fits, and of @kind (NULL: any). */
static void
say (World      *world,
     guint       device,
     const char *kind,
     const char *subject)
{
  for (;;) {
    g_autoptr (PassantDraft) draft = passant_sample_next (world->sample);

    if (may_say (device, draft) && (!kind || g_str_equal (draft->kind, kind)) &&
        (!subject || g_str_equal (draft->subject, subject))) {
      keep (world->devices[device], draft);
      return;
    }
  }
}

static void
take_turn (World *world)
{
  guint device = (guint) g_rand_int_range (world->rand, 0, N_DEVICES);
  PassantStore *store = world->devices[device];

  passant_clock_advance_ms (passant_store_get_clock (store),
                            g_rand_int_range (world->rand, -20000, 90000));
  switch (g_rand_int_range (world->rand, 0, 8)) {
  case 0:
  case 1:
    passant_guest_sync (store);
    break;
  case 2:
    if (device != DESK)
      passant_guest_prove (store, "visit-b", world->rand, 60 * 1024);
    break;
  default:
    for (gint32 n = g_rand_int_range (world->rand, 1, 9); n > 0; n--)
      say (world, device, NULL, NULL);
  }
}

static void
sync_all (World *world)
{
  for (guint i = 0; i < N_DEVICES; i++) {
    guint n = 0;

    while (!passant_guest_sync (world->devices[i]))
      g_assert_cmpuint (n++, <, SYNCS_MAX);
  }
}

/* The derived rows that all three are told of. */
static char *
dump_shared (PassantStore *store)
{
  static const char * const tables[] = {
    "answer", "assignment", "entry", "evidence", "explanation", "feeling", "mention", "moment",
    "quiz", "remark", "score", "skip",
    "visit",
  };
  g_autofree char *text = passant_store_dump_derived (store, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *shared = g_string_new (NULL);

  for (char **line = lines; *line; line++) {
    for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
      g_autofree char *prefix = g_strdup_printf ("\"%s\"\t", tables[i]);

      if (g_str_has_prefix (*line, prefix))
        g_string_append_printf (shared, "%s\n", *line);
    }
  }

  return g_string_free (shared, FALSE);
}

/* Both assignments are anna's and every visit is opened, so that all that follows is hers to say. */
static void
begin (World      *world,
       const char *folder)
{
  static const char * const names[] = { "desk", "phone", "tablet" };
  static const char * const visits[] = { "visit-a", "visit-b", "visit-c" };

  for (guint i = 0; i < N_DEVICES; i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    world->devices[i] = passant_guest_new (world->hub, path, i == DESK ? "" : "anna",
                                           passant_fault_proxy_get_url (world->proxy));
  }
  publish (world);
  say (world, DESK, "assignment.offered", "assignment-a");
  say (world, DESK, "assignment.offered", "assignment-b");
  sync_all (world);
  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    say (world, PHONE, "visit.opened", visits[i]);
  sync_all (world);
}

static void
check_end (World *world)
{
  g_autofree char *at_desk = dump_shared (world->devices[DESK]);

  g_assert_cmpuint (strlen (at_desk), >, 1000);
  for (guint i = 0; i < N_DEVICES; i++) {
    g_autofree char *here = dump_shared (world->devices[i]);

    g_assert_cmpstr (here, ==, at_desk);
    passant_guest_assert_on_hub (world->devices[i], world->hub);
    passant_guest_assert_sound (world->devices[i]);
  }
  passant_hub_process_assert_sound (world->hub);
}

static void
check_seed (guint32 seed)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autofree char *hub = g_build_filename (folder, "hub", NULL);
  World world = { 0 };

  world.sample = passant_sample_new (seed);
  world.rand = passant_sample_get_rand (world.sample);
  world.hub = passant_hub_process_new (hub);
  world.proxy = passant_fault_proxy_new (passant_hub_process_get_port (world.hub), seed);
  begin (&world, folder);

  passant_fault_proxy_set_chance (world.proxy, CHANCE_PERCENT);
  for (guint i = 0; i < TURNS; i++)
    take_turn (&world);
  sync_all (&world);
  passant_fault_proxy_set_chance (world.proxy, 0);
  sync_all (&world);
  check_end (&world);

  for (guint i = 0; i < N_DEVICES; i++)
    g_assert_finalize_object (world.devices[i]);
  passant_fault_proxy_free (world.proxy);
  passant_hub_process_free (world.hub);
  passant_sample_free (world.sample);
}

static void
test_replicas_mean_the_same (void)
{
  guint32 first = passant_guest_draw_seed ();
  guint n = g_getenv ("PASSANT_TEST_SEED") ? 1 : SEEDS;

  for (guint i = 0; i < n; i++) {
    g_test_message ("PASSANT_TEST_SEED=%u", first + i);
    check_seed (first + i);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/replicas-mean-the-same", test_replicas_mean_the_same);

  return g_test_run ();
}
