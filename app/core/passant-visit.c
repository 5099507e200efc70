/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-visit.h"

#include <string.h>

/* No place on earth is further from UTC. */
#define OFFSET_MIN_MAX (18 * 60)

/* A fact and its place among all of the visit. Within a device seq orders. Between devices nothing does but the time
 * they noted, so a fact counts as noted no earlier than the one its device said before it: a clock that jumps back cannot
 * turn a device's own story round. */
typedef struct {
  PassantFact *fact;
  gint64       order_ms;
} Line;

/**
 * PassantVisit:
 *
 * The facts are kept sorted, and what they mean is derived from them one after another. A fact that goes to the end (as
 * nearly all do) is folded in at once; one that belongs earlier makes the next question fold all of them again. What is
 * read from a visit lives until the next fact is applied; a visit is for one thread at a time.
 *
 * - The script it was last migrated to counts, whether or not the move is told before the opening.
 * - The newest answer to a question and the newest feeling at a touchpoint count; a visit that has ended, even one that
 *   is accepted, still takes facts in, for nothing that was captured is ever lost.
 * - Each visit.finished and visit.broken_off is one revision, and the newest one says how it ended.
 * - The newest review of the newest revision counts. Older ones do not, however late they come.
 */
struct _PassantVisit {
  gatomicrefcount references;
  char           *id;

  GArray         *lines; /* Line */
  GHashTable     *hashes; /* of the facts taken in */
  gboolean        is_sorted; /* and folded */
  gboolean        is_settled; /* what depends on the last fact is worked out */

  char           *study, *assignment, *script, *location, *shopper, *place;
  char           *migrated; /* the script it goes on with, or NULL */
  gint64          opened_ms, noted_ms, ended_ms;
  gboolean        is_opened, is_sample;
  int             utc_offset_min;
  int             revision;
  char           *break_reason, *break_text;
  GHashTable     *answers; /* question → PassantAnswer */
  GHashTable     *felts; /* touchpoint or moment → PassantFelt */
  GHashTable     *skips; /* touchpoint → reason */
  GHashTable     *entered; /* touchpoints */
  GPtrArray      *entries, *moments, *evidence;
  GPtrArray      *reviews; /* PassantFact */
  PassantFact    *review; /* the one that counts, or NULL; borrowed */
  GStrv           returned;
};

typedef void (*Fold) (PassantVisit *self,
                      PassantFact  *fact);

static void
answer_free (gpointer data)
{
  PassantAnswer *answer = data;

  g_free (answer->value);
  g_free (answer->source);
  g_free (answer->comment);
  g_free (answer);
}

static void
moment_free (gpointer data)
{
  PassantMoment *moment = data;

  g_free (moment->id);
  g_free (moment->touchpoint);
  g_free (moment->channel);
  g_free (moment->text);
  g_free (moment);
}

static void
evidence_free (gpointer data)
{
  PassantEvidence *evidence = data;

  g_free (evidence->sha256);
  g_free (evidence->question);
  g_free (evidence->touchpoint);
  g_free (evidence->mime);
  g_free (evidence->name);
  g_free (evidence);
}

static void
entry_free (gpointer data)
{
  PassantEntry *entry = data;

  g_free (entry->touchpoint);
  g_free (entry);
}

static void
clear_line (gpointer data)
{
  passant_fact_unref (((Line *) data)->fact);
}

/* Back to knowing nothing, ready to fold. */
static void
forget (PassantVisit *self)
{
  g_clear_pointer (&self->study, g_free);
  g_clear_pointer (&self->assignment, g_free);
  g_clear_pointer (&self->script, g_free);
  g_clear_pointer (&self->migrated, g_free);
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->shopper, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->break_reason, g_free);
  g_clear_pointer (&self->break_text, g_free);
  g_clear_pointer (&self->returned, g_strfreev);
  self->opened_ms = self->noted_ms = self->ended_ms = 0;
  self->is_opened = self->is_sample = FALSE;
  self->utc_offset_min = 0;
  self->revision = 0;
  self->review = NULL;
  g_hash_table_remove_all (self->answers);
  g_hash_table_remove_all (self->felts);
  g_hash_table_remove_all (self->skips);
  g_hash_table_remove_all (self->entered);
  g_ptr_array_set_size (self->entries, 0);
  g_ptr_array_set_size (self->moments, 0);
  g_ptr_array_set_size (self->evidence, 0);
  g_ptr_array_set_size (self->reviews, 0);
}

static gboolean
is_true (PassantFact *fact,
         const char  *key)
{
  return yyjson_is_true (yyjson_obj_get (fact->body, key));
}

static int
get_within (PassantFact *fact,
            const char  *key,
            int          missing,
            int          min,
            int          max)
{
  return CLAMP (passant_fact_get_int (fact, key, missing), min, max);
}

/* Opened twice, the first counts. */
static void
fold_opened (PassantVisit *self,
             PassantFact  *fact)
{
  const char *script = passant_fact_get_string (fact, "script");

  if (self->is_opened || !script)
    return;

  self->is_opened = TRUE;
  self->opened_ms = fact->at_ms;
  self->study = g_strdup (fact->study);
  self->script = g_strdup (script);
  self->assignment = g_strdup (passant_fact_get_string (fact, "assignment"));
  self->location = g_strdup (passant_fact_get_string (fact, "location"));
  self->shopper = g_strdup (passant_fact_get_string (fact, "shopper"));
  self->is_sample = is_true (fact, "sample");
  self->utc_offset_min = get_within (fact, "utc_offset_min", 0, -OFFSET_MIN_MAX, OFFSET_MIN_MAX);
}

static void
fold_migrated (PassantVisit *self,
               PassantFact  *fact)
{
  const char *script = passant_fact_get_string (fact, "script");

  if (script)
    g_set_str (&self->migrated, script);
}

static void
fold_entered (PassantVisit *self,
              PassantFact  *fact)
{
  const char *touchpoint = passant_fact_get_string (fact, "touchpoint");
  PassantEntry *entry;

  if (!touchpoint)
    return;

  entry = g_new0 (PassantEntry, 1);
  entry->touchpoint = g_strdup (touchpoint);
  entry->at_ms = fact->at_ms;
  entry->noted_ms = fact->noted_ms;
  g_ptr_array_add (self->entries, entry);
  g_hash_table_add (self->entered, g_strdup (touchpoint));
  g_hash_table_remove (self->skips, touchpoint);
  g_set_str (&self->place, touchpoint);
}

static void
fold_answered (PassantVisit *self,
               PassantFact  *fact)
{
  const char *question = passant_fact_get_string (fact, "question");
  const char *touchpoint = passant_fact_get_string (fact, "touchpoint");
  const char *source = passant_fact_get_string (fact, "source");
  const char *value = passant_fact_get_string (fact, "value");
  gboolean na = is_true (fact, "na");
  PassantAnswer *before, *answer;

  if (!question || (!na && !value && !yyjson_is_null (yyjson_obj_get (fact->body, "value"))))
    return;

  before = g_hash_table_lookup (self->answers, question);
  answer = g_new0 (PassantAnswer, 1);
  answer->na = na;
  answer->value = na ? NULL : g_strdup (value);
  answer->source = g_strdup (source ? source : "seen");
  answer->comment = g_strdup (passant_fact_get_string (fact, "comment"));
  answer->at_ms = fact->at_ms;
  answer->noted_ms = fact->noted_ms;
  answer->shown_ms = passant_fact_get_int (fact, "shown_ms", 0);
  if (before)
    answer->changes = before->changes + (before->na != na || g_strcmp0 (before->value,
                                                                        answer->value) != 0);

  g_hash_table_replace (self->answers, g_strdup (question), answer);
  if (touchpoint)
    g_hash_table_remove (self->skips, touchpoint);
}

static gboolean
has_number (PassantFact *fact,
            const char  *key)
{
  return yyjson_is_int (yyjson_obj_get (fact->body, key));
}

/* The tapped point gives valence and arousal; two sliders, which have no point, give it back. */
static void
fold_felt (PassantVisit *self,
           PassantFact  *fact)
{
  const char *touchpoint = passant_fact_get_string (fact, "touchpoint");
  gboolean has_point = has_number (fact, "x") && has_number (fact, "y");
  const PassantFeeling *feeling = passant_feeling_find (passant_fact_get_string (fact, "word"));
  PassantFelt *felt;

  if (!touchpoint || (!has_point && !(has_number (fact, "valence") && has_number (fact,
                                                                                  "arousal"))))
    return;

  felt = g_new0 (PassantFelt, 1);
  felt->affect.valence = get_within (fact, "valence", 0, -100, 100);
  felt->affect.arousal = get_within (fact, "arousal", 0, -100, 100);
  felt->x = get_within (fact, "x", passant_affect_to_grid (felt->affect.valence), 0,
                        PASSANT_GRID_MAX);
  felt->y = get_within (fact, "y", passant_affect_to_grid (felt->affect.arousal), 0,
                        PASSANT_GRID_MAX);
  if (has_point) {
    felt->affect.valence = passant_affect_from_grid (felt->x);
    felt->affect.arousal = passant_affect_from_grid (felt->y);
  }
  felt->affect.word = feeling ? feeling->key : NULL;
  felt->affect.mark = get_within (fact, "mark", 0, 0, 10);
  felt->at_ms = fact->at_ms;
  felt->noted_ms = fact->noted_ms;
  felt->shown_ms = passant_fact_get_int (fact, "shown_ms", 0);
  felt->moves = get_within (fact, "moves", 0, 0, G_MAXINT);
  g_hash_table_replace (self->felts, g_strdup (touchpoint), felt);
}

static void
fold_skipped (PassantVisit *self,
              PassantFact  *fact)
{
  const char *touchpoint = passant_fact_get_string (fact, "touchpoint");
  const char *reason = passant_fact_get_string (fact, "reason");

  if (touchpoint)
    g_hash_table_replace (self->skips, g_strdup (touchpoint), g_strdup (reason ? reason : ""));
}

static void
fold_marked (PassantVisit *self,
             PassantFact  *fact)
{
  const char *text = passant_fact_get_string (fact, "text");
  PassantMoment *moment;

  if (!text)
    return;

  moment = g_new0 (PassantMoment, 1);
  moment->id = g_strdup (fact->id);
  moment->text = g_strdup (text);
  moment->touchpoint = g_strdup (passant_fact_get_string (fact, "touchpoint"));
  moment->channel = g_strdup (passant_fact_get_string (fact, "channel"));
  moment->at_ms = fact->at_ms;
  moment->noted_ms = fact->noted_ms;
  g_ptr_array_add (self->moments, moment);
}

/* Takes away what has @sha256, of @question only unless @everywhere. */
static void
drop_evidence (PassantVisit *self,
               const char   *sha256,
               const char   *question,
               gboolean      everywhere)
{
  for (guint i = self->evidence->len; i > 0; i--) {
    PassantEvidence *evidence = g_ptr_array_index (self->evidence, i - 1);

    if (g_str_equal (evidence->sha256,
                     sha256) && (everywhere || g_strcmp0 (evidence->question, question) == 0))
      g_ptr_array_remove_index (self->evidence, i - 1);
  }
}

/* The same picture for the same question is one piece of evidence. */
static void
fold_evidenced (PassantVisit *self,
                PassantFact  *fact)
{
  const char *sha256 = passant_fact_get_string (fact, "sha256");
  PassantEvidence *evidence;

  if (!sha256)
    return;

  evidence = g_new0 (PassantEvidence, 1);
  evidence->sha256 = g_strdup (sha256);
  evidence->question = g_strdup (passant_fact_get_string (fact, "question"));
  evidence->touchpoint = g_strdup (passant_fact_get_string (fact, "touchpoint"));
  evidence->mime = g_strdup (passant_fact_get_string (fact, "mime"));
  evidence->name = g_strdup (passant_fact_get_string (fact, "name"));
  evidence->bytes = passant_fact_get_int (fact, "bytes", 0);
  evidence->at_ms = fact->at_ms;
  drop_evidence (self, sha256, evidence->question, FALSE);
  g_ptr_array_add (self->evidence, evidence);
}

static void
fold_evidence_withdrawn (PassantVisit *self,
                         PassantFact  *fact)
{
  const char *sha256 = passant_fact_get_string (fact, "sha256");

  if (sha256)
    drop_evidence (self, sha256, NULL, TRUE);
}

static void
fold_broken_off (PassantVisit *self,
                 PassantFact  *fact)
{
  const char *reason = passant_fact_get_string (fact, "reason");

  self->revision++;
  self->ended_ms = fact->at_ms;
  g_set_str (&self->break_reason, reason ? reason : "other");
  g_set_str (&self->break_text, passant_fact_get_string (fact, "text"));
}

static void
fold_finished (PassantVisit *self,
               PassantFact  *fact)
{
  self->revision++;
  self->ended_ms = fact->at_ms;
  g_clear_pointer (&self->break_reason, g_free);
  g_clear_pointer (&self->break_text, g_free);
}

static void
fold_review (PassantVisit *self,
             PassantFact  *fact)
{
  g_ptr_array_add (self->reviews, passant_fact_ref (fact));
}

static const struct {
  const char *kind;
  Fold        fold;
} kinds[] = {
  { "visit.opened", fold_opened },
  { "visit.migrated", fold_migrated },
  { "visit.entered", fold_entered },
  { "visit.answered", fold_answered },
  { "visit.felt", fold_felt },
  { "visit.skipped", fold_skipped },
  { "visit.marked", fold_marked },
  { "visit.evidenced", fold_evidenced },
  { "visit.evidence_withdrawn", fold_evidence_withdrawn },
  { "visit.broken_off", fold_broken_off },
  { "visit.finished", fold_finished },
  { "review.returned", fold_review },
  { "review.accepted", fold_review },
  { "review.rejected", fold_review },
};

static Fold
find_fold (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return kinds[i].fold;

  return NULL;
}

/* What a guest says is about a visit, what a reviewer says a review. */
static void
fold_in (PassantVisit *self,
         PassantFact  *fact)
{
  find_fold (fact->kind) (self, fact);
  if (g_str_has_prefix (fact->kind, "visit."))
    self->noted_ms = fact->noted_ms;
}

static int
compare_in_device (gconstpointer a,
                   gconstpointer b)
{
  const PassantFact *left = ((const Line *) a)->fact, *right = ((const Line *) b)->fact;
  int device = strcmp (left->device, right->device);

  if (device != 0)
    return device;
  if (left->seq != right->seq)
    return left->seq < right->seq ? -1 : 1;

  return strcmp (left->hash, right->hash);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const Line *left = a, *right = b;

  if (left->order_ms != right->order_ms)
    return left->order_ms < right->order_ms ? -1 : 1;

  return compare_in_device (a, b);
}

static void
sort_lines (PassantVisit *self)
{
  const Line *before = NULL;

  g_array_sort (self->lines, compare_in_device);
  for (guint i = 0; i < self->lines->len; i++) {
    Line *line = &g_array_index (self->lines, Line, i);

    line->order_ms = line->fact->noted_ms;
    if (before && g_str_equal (before->fact->device, line->fact->device))
      line->order_ms = MAX (line->order_ms, before->order_ms);
    before = line;
  }
  g_array_sort (self->lines, compare_lines);
}

static void
sort (PassantVisit *self)
{
  if (self->is_sorted)
    return;

  sort_lines (self);
  forget (self);
  for (guint i = 0; i < self->lines->len; i++)
    fold_in (self, g_array_index (self->lines, Line, i).fact);
  self->is_sorted = TRUE;
  self->is_settled = FALSE;
}

static int
compare_moments (gconstpointer a,
                 gconstpointer b)
{
  const PassantMoment *left = a, *right = b;

  if (left->at_ms != right->at_ms)
    return left->at_ms < right->at_ms ? -1 : 1;

  return strcmp (left->id, right->id);
}

static GStrv
read_strings (yyjson_val *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  yyjson_val *value;
  gsize i, n;

  yyjson_arr_foreach (array, i, n, value)
  if (yyjson_is_str (value))
    g_strv_builder_add (builder, yyjson_get_str (value));

  return g_strv_builder_end (builder);
}

static void
settle (PassantVisit *self)
{
  yyjson_val *questions = NULL;

  sort (self);
  if (self->is_settled)
    return;

  self->review = NULL;
  for (guint i = 0; i < self->reviews->len; i++) {
    PassantFact *fact = g_ptr_array_index (self->reviews, i);

    if (self->revision > 0 && passant_fact_get_int (fact, "revision", 0) == self->revision)
      self->review = fact;
  }

  if (self->review && g_str_equal (self->review->kind, "review.returned"))
    questions = yyjson_obj_get (self->review->body, "questions");
  g_clear_pointer (&self->returned, g_strfreev);
  self->returned = read_strings (questions);
  g_ptr_array_sort_values (self->moments, compare_moments);
  self->is_settled = TRUE;
}

/* The newest line of @fact's device stands before @fact; with a sorted list, only the last lines need a look. */
static gboolean
goes_last (PassantVisit *self,
           Line         *line)
{
  for (guint i = self->lines->len; i > 0; i--) {
    Line *other = &g_array_index (self->lines, Line, i - 1);

    if (g_str_equal (other->fact->device, line->fact->device)) {
      if (compare_in_device (other, line) > 0)
        return FALSE;
      line->order_ms = MAX (line->order_ms, other->order_ms);
      break;
    }
  }

  return self->lines->len == 0 || compare_lines (&g_array_index (self->lines, Line,
                                                                 self->lines->len - 1), line) < 0;
}

PassantVisit *
passant_visit_new (const char *id)
{
  PassantVisit *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_new0 (PassantVisit, 1);
  g_atomic_ref_count_init (&self->references);
  self->id = g_strdup (id);
  self->is_sorted = TRUE;
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  self->hashes = g_hash_table_new (g_str_hash, g_str_equal);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  self->felts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->skips = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->entered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->moments = g_ptr_array_new_with_free_func (moment_free);
  self->evidence = g_ptr_array_new_with_free_func (evidence_free);
  self->reviews = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);

  return self;
}

PassantVisit *
passant_visit_ref (PassantVisit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
passant_visit_unref (PassantVisit *self)
{
  if (!self || !g_atomic_ref_count_dec (&self->references))
    return;

  forget (self);
  g_hash_table_unref (self->hashes);
  g_array_unref (self->lines);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->felts);
  g_hash_table_unref (self->skips);
  g_hash_table_unref (self->entered);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->moments);
  g_ptr_array_unref (self->evidence);
  g_ptr_array_unref (self->reviews);
  g_free (self->id);
  g_free (self);
}

void
passant_visit_apply (PassantVisit *self,
                     PassantFact  *fact)
{
  Line line;

  g_return_if_fail (self != NULL);
  g_return_if_fail (fact != NULL);

  if (!find_fold (fact->kind) || !g_str_equal (fact->subject, self->id) ||
      !g_hash_table_add (self->hashes, fact->hash))
    return;

  line = (Line) { passant_fact_ref (fact), fact->noted_ms };
  self->is_sorted = self->is_sorted && goes_last (self, &line);
  g_array_append_val (self->lines, line);
  if (self->is_sorted)
    fold_in (self, fact);
  self->is_settled = FALSE;
}

const char *
passant_visit_state_to_string (PassantVisitState state)
{
  static const char * const names[] = { "open", "finished", "broken_off", "returned", "accepted",
                                        "rejected" };

  g_return_val_if_fail (state < G_N_ELEMENTS (names), NULL);

  return names[state];
}

const char *
passant_visit_get_id (PassantVisit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

PassantVisitState
passant_visit_get_state (PassantVisit *self)
{
  g_return_val_if_fail (self != NULL, PASSANT_VISIT_OPEN);

  settle (self);
  if (self->revision == 0)
    return PASSANT_VISIT_OPEN;
  if (!self->review)
    return self->break_reason ? PASSANT_VISIT_BROKEN_OFF : PASSANT_VISIT_FINISHED;
  if (g_str_equal (self->review->kind, "review.returned"))
    return PASSANT_VISIT_RETURNED;

  return g_str_equal (self->review->kind,
                      "review.accepted") ? PASSANT_VISIT_ACCEPTED : PASSANT_VISIT_REJECTED;
}

const char *
passant_visit_get_remark (PassantVisit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  settle (self);

  return self->review ? passant_fact_get_string (self->review, "remark") : NULL;
}

const char * const *
passant_visit_get_returned (PassantVisit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  settle (self);

  return (const char * const *) self->returned;
}

/* A getter of one field: the facts sorted, then the field. */
#define GETTER(type, name, field, missing)                \
        type                                              \
        passant_visit_get_ ## name (PassantVisit * self)  \
        {                                                 \
          g_return_val_if_fail (self != NULL, missing);   \
          settle (self);                                  \
          return self->field;                             \
        }

GETTER (const char *, study, study, NULL)
GETTER (const char *, assignment, assignment, NULL)
GETTER (const char *, location, location, NULL)
GETTER (const char *, shopper, shopper, NULL)
GETTER (const char *, place, place, NULL)
GETTER (const char *, break_reason, break_reason, NULL)
GETTER (const char *, break_text, break_text, NULL)
GETTER (int, revision, revision, 0)
GETTER (int, utc_offset_min, utc_offset_min, 0)
GETTER (gint64, opened_ms, opened_ms, 0)
GETTER (gint64, noted_ms, noted_ms, 0)
GETTER (gint64, ended_ms, ended_ms, 0)
GETTER (GPtrArray *, entries, entries, NULL)
GETTER (GPtrArray *, moments, moments, NULL)
GETTER (GPtrArray *, evidence, evidence, NULL)

const char *
passant_visit_get_script (PassantVisit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  settle (self);

  return self->is_opened && self->migrated ? self->migrated : self->script;
}

gboolean
passant_visit_is_sample (PassantVisit *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  settle (self);

  return self->is_sample;
}

const PassantAnswer *
passant_visit_get_answer (PassantVisit *self,
                          const char   *question)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  sort (self);

  return g_hash_table_lookup (self->answers, question);
}

const PassantFelt *
passant_visit_get_felt (PassantVisit *self,
                        const char   *touchpoint)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (touchpoint != NULL, NULL);

  sort (self);

  return g_hash_table_lookup (self->felts, touchpoint);
}

const char *
passant_visit_get_skip (PassantVisit *self,
                        const char   *touchpoint)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (touchpoint != NULL, NULL);

  sort (self);

  return g_hash_table_lookup (self->skips, touchpoint);
}

gboolean
passant_visit_has_entered (PassantVisit *self,
                           const char   *touchpoint)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (touchpoint != NULL, FALSE);

  sort (self);

  return g_hash_table_contains (self->entered, touchpoint);
}
