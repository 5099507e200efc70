/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-check.h"
#include "passant-guide.h"
#include "passant-store.h"

/*
 * How long scripts take to be compiled, checked, and opened:
 *
 *   open-scripts FOLDER SCRIPT…
 *
 * Prints, for each script, its questions and the medians in microseconds: compile, check, open. Opening is what a handheld
 * does before it can show a touchpoint: its store is opened, the script of a visit loaded from it, and the guide made.
 */

#define RUNS 21

typedef struct {
  PassantClock *clock;
  char         *folder;
  char         *text;
  char         *visit;
} Bench;

static int
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const gint64 *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

static gint64
find_median (gint64 *times)
{
  g_sort_array (times, RUNS, sizeof *times, compare_times, NULL);

  return times[RUNS / 2];
}

static PassantScript *
compile (Bench *self)
{
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_script_compile (self->text, -1, NULL, &error);

  if (!script)
    g_error ("%s", error->message);

  return script;
}

static gint64
time_compile (Bench *self)
{
  gint64 times[RUNS];

  for (guint i = 0; i < RUNS; i++) {
    gint64 began_us = g_get_monotonic_time ();
    g_autoptr (PassantScript) script = compile (self);

    times[i] = g_get_monotonic_time () - began_us;
  }

  return find_median (times);
}

static gint64
time_check (Bench         *self,
            PassantScript *script)
{
  gint64 times[RUNS];

  for (guint i = 0; i < RUNS; i++) {
    g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
    gint64 began_us = g_get_monotonic_time ();

    passant_check_script (script, problems);
    times[i] = g_get_monotonic_time () - began_us;
  }

  return find_median (times);
}

static PassantStore *
open_store (Bench *self)
{
  g_autoptr (GError) error = NULL;
  PassantStore *store = passant_store_open (self->folder, self->clock, NULL, &error);

  if (!store)
    g_error ("%s", error->message);

  return store;
}

static void
keep (PassantStore *store,
      PassantDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = passant_store_append (store, draft, &error);

  if (!fact)
    g_error ("%s", error->message);
  passant_draft_free (draft);
}

/* The script published, and a visit on its way. */
static void
fill_store (Bench         *self,
            PassantScript *script)
{
  g_autoptr (PassantStore) store = open_store (self);
  PassantDraft *draft = passant_draft_new ("script.published", "bench", script->hash);

  passant_draft_set_string (draft, "script", script->id);
  passant_draft_set_int (draft, "version", script->version);
  passant_draft_set_string (draft, "hash", script->hash);
  passant_draft_set_string (draft, "text", script->text);
  keep (store, draft);

  self->visit = passant_id_new (self->clock);
  draft = passant_draft_new ("visit.opened", "bench", self->visit);
  passant_draft_set_string (draft, "script", script->hash);
  keep (store, draft);
}

static gint64
time_open (Bench *self)
{
  gint64 times[RUNS];

  for (guint i = 0; i < RUNS; i++) {
    gint64 began_us = g_get_monotonic_time ();
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantStore) store = open_store (self);
    g_autoptr (PassantVisit) visit = passant_store_load_visit (store, self->visit, &error);
    g_autoptr (PassantScript) script =
      visit ? passant_store_load_script (store, passant_visit_get_script (visit), &error)
            : NULL;
    g_autoptr (PassantGuide) guide = script ? passant_guide_new (script, visit) : NULL;

    times[i] = g_get_monotonic_time () - began_us;
    if (!guide)
      g_error ("%s", error->message);
  }

  return find_median (times);
}

static void
run (const char *folder,
     const char *path)
{
  Bench self = { .clock = passant_clock_new_system (), .folder = g_strdup (folder) };
  g_autoptr (PassantScript) script = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &self.text, NULL, &error))
    g_error ("%s", error->message);

  script = compile (&self);
  fill_store (&self, script);
  g_print ("%u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
           script->questions->len, time_compile (&self), time_check (&self, script),
           time_open (&self));

  passant_clock_unref (self.clock);
  g_free (self.folder);
  g_free (self.text);
  g_free (self.visit);
}

int
main (int   argc,
      char *argv[])
{
  if (argc < 3) {
    g_printerr ("open-scripts FOLDER SCRIPT…\n");
    return 2;
  }

  for (int i = 2; i < argc; i++) {
    g_autofree char *folder = g_strdup_printf ("%s/%d", argv[1], i);

    run (folder, argv[i]);
  }

  return 0;
}
