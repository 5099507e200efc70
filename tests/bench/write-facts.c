/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-store.h"

/*
 * Notes answers in a handheld's store, the way the app does:
 *
 *   write-facts FOLDER taps N      one at a time, each from its tap to its commit; prints the microseconds, one a line
 *   write-facts FOLDER batch N     in batches, as fast as it goes; prints nothing
 *   write-facts FOLDER enter ID    none: opens a visit and walks into the touchpoint, where the app will then begin
 *   write-facts FOLDER day N       claims a third of the jobs, and leaves N visits open with some answers each
 *
 * The folder is that of an enrolled device with an assignment on it.
 */

#define BATCH_MAX 500
#define DAY_ANSWERS 40

typedef struct {
  PassantStore *store;
  PassantClock *clock;
  char         *study;
  char         *visit;
  GMainLoop    *loop;
  int           left;
  gint64        tapped_us;
  GError       *error;
} Writing;

static PassantDraft *
new_answer (Writing *self,
            int      number)
{
  PassantDraft *draft = passant_draft_new ("visit.answered", self->study, self->visit);

  passant_draft_set_string (draft, "touchpoint", "welcome");
  passant_draft_set_string (draft, "question", "greeted");
  passant_draft_set_string (draft, "value", number % 2 ? "yes" : "no");
  passant_draft_set_bool (draft, "na", FALSE);
  passant_draft_set_string (draft, "source", "seen");
  passant_draft_set_int (draft, "shown_ms", 2140);
  passant_draft_set_int (draft, "changes", number);

  return draft;
}

static gboolean
open_visit (Writing                 *self,
            const PassantAssignment *assignment,
            GError                 **error)
{
  g_autoptr (PassantDraft) draft = NULL;
  g_autoptr (PassantFact) fact = NULL;

  g_set_str (&self->study, assignment->study);
  g_free (self->visit);
  self->visit = passant_id_new (self->clock);
  draft = passant_draft_new ("visit.opened", self->study, self->visit);
  passant_draft_set_string (draft, "assignment", assignment->id);
  passant_draft_set_string (draft, "script", assignment->script);
  passant_draft_set_string (draft, "location", assignment->location);
  passant_draft_set_string (draft, "shopper", assignment->shopper);
  fact = passant_store_append (self->store, draft, error);

  return fact != NULL;
}

static void
tap (Writing *self);

static void
on_kept_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Writing *self = user_data;
  g_autoptr (PassantFact) fact = passant_store_append_finish (PASSANT_STORE (source), result,
                                                              &self->error);

  g_print ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - self->tapped_us);
  if (fact && --self->left > 0)
    tap (self);
  else
    g_main_loop_quit (self->loop);
}

static void
tap (Writing *self)
{
  self->tapped_us = g_get_monotonic_time ();
  passant_store_append_async (self->store, new_answer (self, self->left), NULL, on_kept_cb, self);
}

static gboolean
write_batches (Writing *self,
               GError **error)
{
  while (self->left > 0) {
    g_autoptr (GPtrArray) drafts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) passant_draft_free);

    for (int i = 0; i < BATCH_MAX && self->left > 0; i++)
      g_ptr_array_add (drafts, new_answer (self, self->left--));
    if (!passant_store_append_all (self->store, drafts, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
enter (Writing    *self,
       const char *touchpoint,
       GError    **error)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.entered", self->study, self->visit);
  g_autoptr (PassantFact) fact = NULL;

  passant_draft_set_string (draft, "touchpoint", touchpoint);
  fact = passant_store_append (self->store, draft, error);

  return fact != NULL;
}

static gboolean
claim (Writing                 *self,
       const PassantAssignment *assignment,
       GError                 **error)
{
  g_autoptr (PassantDraft) draft =
    passant_draft_new ("assignment.claimed", assignment->study, assignment->id);
  g_autoptr (PassantFact) fact = passant_store_append (self->store, draft, error);

  return fact != NULL;
}

static gboolean
spend_day (Writing   *self,
           GPtrArray *assignments,
           guint      n_visits,
           GError   **error)
{
  for (guint i = 0; i < MAX (assignments->len / 3, n_visits); i++) {
    if (!claim (self, assignments->pdata[i], error))
      return FALSE;
    if (i >= n_visits)
      continue;

    self->left = DAY_ANSWERS;
    if (!open_visit (self, assignments->pdata[i], error) || !enter (self, "till", error) ||
        !write_batches (self, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
run (Writing    *self,
     const char *folder,
     const char *how,
     const char *what,
     GError    **error)
{
  g_autoptr (GPtrArray) assignments = NULL;

  self->store = passant_store_open (folder, self->clock, NULL, error);
  if (self->store)
    assignments = passant_store_list_assignments (self->store, NULL, error);
  if (!assignments)
    return FALSE;
  if (assignments->len == 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no assignment on this device");
    return FALSE;
  }

  if (g_str_equal (how, "day"))
    return spend_day (self, assignments, (guint) g_ascii_strtoull (what, NULL, 10), error);
  if (!open_visit (self, assignments->pdata[0], error))
    return FALSE;
  if (g_str_equal (how, "enter"))
    return enter (self, what, error);

  self->left = (int) g_ascii_strtoll (what, NULL, 10);
  if (g_str_equal (how, "batch"))
    return write_batches (self, error);

  tap (self);
  g_main_loop_run (self->loop);
  if (self->error)
    g_propagate_error (error, g_steal_pointer (&self->error));

  return self->left == 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (GError) error = NULL;
  Writing writing = { .clock = clock, .loop = loop };
  gboolean done;

  if (argc != 4) {
    g_printerr ("write-facts FOLDER taps|batch|day N, or FOLDER enter ID\n");
    return 2;
  }

  done = run (&writing, argv[1], argv[2], argv[3], &error);
  if (!done)
    g_printerr ("write-facts: %s\n", error ? error->message : "stopped short");

  g_clear_object (&writing.store);
  g_free (writing.study);
  g_free (writing.visit);

  return done ? 0 : 1;
}
