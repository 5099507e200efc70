/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-samples.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "passant-error.h"
#include "passant-pen.h"
#include "passant-score.h"
#include "passant-store.h"
#include "passant-walker.h"

#define PLACES_MAX 5
#define BETWEEN_VISITS_MS (10 * 60 * 1000)

typedef struct {
  const PassantSamples *samples;
  PassantCommand       *command;
  PassantWalker        *walker;
  PassantClock         *clock;  /* gives ids their time */
  PassantPen           *pen;
  PassantStore         *store;  /* or NULL */
  GPtrArray            *facts;  /* of the visit that is being made, and what it needs */
  char                 *study;
  char                 *assignment, *place;
  PassantVisit         *visit;
} Making;

static void
making_clear (Making *self)
{
  g_clear_pointer (&self->walker, passant_walker_free);
  g_clear_pointer (&self->clock, passant_clock_unref);
  g_clear_pointer (&self->pen, passant_pen_free);
  g_clear_object (&self->store);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_clear_pointer (&self->visit, passant_visit_unref);
  g_free (self->study);
  g_free (self->assignment);
  g_free (self->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static gboolean
keep_fact (Making       *self,
           PassantDraft *draft,
           GError      **error)
{
  PassantFact *fact = passant_pen_say (self->pen, draft, passant_id_new (self->clock),
                                       passant_clock_now_ms (self->clock), error);

  if (!fact)
    return FALSE;

  g_ptr_array_add (self->facts, fact);
  if (self->visit)
    passant_visit_apply (self->visit, fact);

  return TRUE;
}

/* A study of its own, so that no sample is ever counted among what guests saw. */
static gboolean
say_study (Making  *self,
           GError **error)
{
  PassantScript *script = self->samples->script;
  g_autofree char *text = g_strdup_printf ("%s (%s)", passant_text_get (script->title, NULL),
                                           _("sample visits"));
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *title = yyjson_mut_obj (doc);
  PassantDraft *draft = passant_draft_new ("study.put", self->study, self->study);
  yyjson_doc *copy;

  yyjson_mut_obj_add_str (doc, title, script->languages[0], text);
  yyjson_mut_doc_set_root (doc, title);
  copy = yyjson_mut_doc_imut_copy (doc, NULL);
  passant_draft_set_json (draft, "title", yyjson_doc_get_root (copy));
  passant_draft_set_bool (draft, "sample", TRUE);
  yyjson_doc_free (copy);
  yyjson_mut_doc_free (doc);

  return keep_fact (self, draft, error);
}

static gboolean
say_script (Making  *self,
            GError **error)
{
  PassantScript *script = self->samples->script;
  PassantDraft *draft = passant_draft_new ("script.published", self->study, script->hash);

  passant_draft_set_string (draft, "script", script->id);
  passant_draft_set_int (draft, "version", script->version);
  passant_draft_set_string (draft, "hash", script->hash);
  passant_draft_set_string (draft, "text", script->text);

  return keep_fact (self, draft, error);
}

static gboolean
say_named (Making     *self,
           const char *kind,
           const char *id,
           const char *name,
           GError    **error)
{
  PassantDraft *draft = passant_draft_new (kind, self->study, id);

  passant_draft_set_string (draft, "name", name);
  if (g_str_equal (kind, "location.put")) {
    passant_draft_set_string (draft, "address", "");
    passant_draft_set_string (draft, "geo", "");
  }

  return keep_fact (self, draft, error);
}

static gboolean
say_beginning (Making  *self,
               GError **error)
{
  if (!say_study (self, error) || !say_script (self, error) ||
      !say_named (self, "shopper.put", "sample", _("Random walker"), error))
    return FALSE;

  for (guint i = 1; i <= MIN (self->samples->n_visits, PLACES_MAX); i++) {
    g_autofree char *id = g_strdup_printf ("sample_%u", i);
    g_autofree char *name = g_strdup_printf (_("Sample place %u"), i);

    if (!say_named (self, "location.put", id, name, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
say_offer (Making  *self,
           GError **error)
{
  PassantDraft *draft = passant_draft_new ("assignment.offered", self->study, self->assignment);

  passant_draft_set_string (draft, "shopper", "sample");
  passant_draft_set_string (draft, "location", self->place);
  passant_draft_set_string (draft, "script", self->samples->script->hash);
  if (!keep_fact (self, draft, error))
    return FALSE;

  draft = passant_draft_new ("assignment.claimed", self->study, self->assignment);

  return keep_fact (self, draft, error);
}

static void
copy_body (PassantDraft *draft,
           const char   *body)
{
  yyjson_doc *doc = yyjson_read (body, strlen (body), YYJSON_READ_NOFLAG);
  yyjson_val *key, *value;
  gsize i, n;

  yyjson_obj_foreach (yyjson_doc_get_root (doc), i, n, key, value)
  passant_draft_set_json (draft, yyjson_get_str (key), value);
  yyjson_doc_free (doc);
}

static void
set_time (Making *self,
          gint64  now_ms)
{
  passant_clock_advance_ms (self->clock, now_ms - passant_clock_now_ms (self->clock));
}

/* What the walker says, as a sample device would note it. */
static gboolean
note (const char *kind,
      const char *body,
      gint64      at_ms,
      gpointer    data,
      GError    **error)
{
  Making *self = data;
  PassantDraft *draft = passant_draft_new (kind, self->study, passant_visit_get_id (self->visit));

  set_time (self, passant_walker_get_noted_ms (self->walker));
  draft->at_ms = at_ms;
  copy_body (draft, body);
  if (g_str_equal (kind, "visit.opened")) {
    passant_draft_set_string (draft, "assignment", self->assignment);
    passant_draft_set_string (draft, "location", self->place);
    passant_draft_set_string (draft, "shopper", "sample");
  }

  return keep_fact (self, draft, error);
}

/* The pictures and recordings that the facts speak of. */
static gboolean
keep_files (Making  *self,
            GError **error)
{
  GPtrArray *evidence = passant_visit_get_evidence (self->visit);

  for (guint i = 0; i < evidence->len; i++) {
    PassantEvidence *item = g_ptr_array_index (evidence, i);
    GBytes *bytes = passant_walker_get_file (self->walker, item->sha256);
    PassantBlobs *blobs = passant_store_get_blobs (self->store);
    g_autofree char *path = passant_blobs_dup_arriving_path (blobs, item->sha256);
    gsize length;
    const char *content = g_bytes_get_data (bytes, &length);

    if (!passant_blobs_has (blobs, item->sha256) &&
        (!g_file_set_contents (path, content, length, error) ||
         !passant_blobs_adopt (blobs, path, item->sha256, error)))
      return FALSE;
  }

  return TRUE;
}

static gboolean
hand_over (Making  *self,
           GError **error)
{
  if (self->store) {
    if (!keep_files (self, error) || !passant_store_adopt (self->store, self->facts, NULL, error))
      return FALSE;
  } else if (passant_command_is_json (self->command)) {
    for (guint i = 0; i < self->facts->len; i++)
      g_print ("%s\n", ((PassantFact *) g_ptr_array_index (self->facts, i))->text);
  }
  g_ptr_array_set_size (self->facts, 0);

  return TRUE;
}

/* A guest who goes back enters a touchpoint again; it is one all the same. */
static guint
count_entered (Making *self)
{
  GPtrArray *touchpoints = self->samples->script->touchpoints;
  guint n = 0;

  for (guint i = 0; i < touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (touchpoints, i);

    n += passant_visit_has_entered (self->visit, touchpoint->id);
  }

  return n;
}

static void
tell (Making *self,
      guint   number)
{
  g_autoptr (PassantScore) score = passant_score_new (self->samples->script, self->visit);
  g_autofree char *percent =
    passant_ratio_to_percent (passant_score_get_pillar (score, PASSANT_PILLAR_NONE));
  const char *state = passant_visit_state_to_string (passant_visit_get_state (self->visit));

  passant_command_say (self->command,
                       _("Sample visit %u  %s  %-10s  %u touchpoints entered, score %s"), number,
                       passant_visit_get_id (self->visit), state,
                       count_entered (self), *percent ? percent : "–");
}

static gboolean
make_visit (Making  *self,
            guint    number,
            GError **error)
{
  gint64 start_ms = passant_clock_now_ms (self->clock) + BETWEEN_VISITS_MS;
  g_autofree char *id = passant_id_new (self->clock);

  g_free (self->assignment);
  self->assignment = passant_id_new (self->clock);
  g_free (self->place);
  self->place = g_strdup_printf ("sample_%u", (number - 1) % PLACES_MAX + 1);
  g_clear_pointer (&self->visit, passant_visit_unref);
  self->visit = passant_visit_new (id);

  if (!say_offer (self, error) ||
      !passant_walker_walk (self->walker, start_ms, note, self, error)) {
    g_prefix_error (error, _("Sample visit %u: "), number);
    return FALSE;
  }
  tell (self, number);

  return hand_over (self, error);
}

static gboolean
is_sample_study (PassantStore *store,
                 const char   *study)
{
  g_autofree char *json = passant_store_dup_study (store, study, NULL);
  yyjson_doc *doc = json ? yyjson_read (json, strlen (json), YYJSON_READ_NOFLAG) : NULL;
  gboolean is_sample = yyjson_is_true (yyjson_obj_get (yyjson_doc_get_root (doc), "sample"));

  yyjson_doc_free (doc);

  return is_sample;
}

/* Samples never mix with what somebody really said: not on a device that says things, nor beside a study of its own. */
static gboolean
check_store (PassantStore *store,
             const char   *folder,
             GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (PassantEnrolment) enrolment = passant_store_load_enrolment (store, &local);
  g_auto (GStrv) studies = local ? NULL : passant_store_list_studies (store, &local);
  gboolean is_free = !enrolment && passant_store_get_own_seq (store) == 0;

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  for (guint i = 0; studies[i] && is_free; i++)
    is_free = is_sample_study (store, studies[i]);
  if (!is_free)
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("%s holds what people really said; name a new folder for samples"), folder);

  return is_free;
}

static gboolean
open_store (Making  *self,
            GError **error)
{
  const char *folder = self->samples->folder;

  if (!folder)
    return TRUE;

  self->store = passant_store_open (folder, self->clock, NULL, error);

  return self->store && check_store (self->store, folder, error);
}

gboolean
passant_samples_make (const PassantSamples *samples,
                      PassantCommand       *command,
                      GError              **error)
{
  g_auto (Making) self = { .samples = samples, .command = command };

  self.clock = passant_clock_new_manual (samples->start_ms);
  self.walker = passant_walker_new (samples->script, samples->seed);
  self.pen = passant_pen_new (passant_id_new (self.clock));
  self.facts = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
  self.study = g_strdup_printf ("%s_sample", samples->script->id);
  if (!open_store (&self, error) || !say_beginning (&self, error))
    return FALSE;

  for (guint i = 1; i <= samples->n_visits; i++)
    if (!make_visit (&self, i, error))
      return FALSE;

  if (self.store) {
    passant_command_answer (command, "study", self.study);
    passant_command_answer_int (command, "visits", samples->n_visits);
  } else {
    passant_command_set_quiet (command);
  }

  return TRUE;
}
