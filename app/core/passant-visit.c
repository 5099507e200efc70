/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-visit.h"

#include "passant-visit-private.h"

#include <string.h>

/* A fact and its place among all of the visit. Within a device seq orders. Between devices nothing does but the time
 * they noted, so a fact counts as noted no earlier than the one its device said before it: a clock that jumps back cannot
 * turn a device's own story round. */
typedef struct {
  PassantFact *fact;
  gint64       order_ms;
} Line;

static void
clear_line (gpointer data)
{
  passant_fact_unref (((Line *) data)->fact);
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
  passant_visit_forget (self);
  for (guint i = 0; i < self->lines->len; i++)
    passant_visit_fold (self, g_array_index (self->lines, Line, i).fact);
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

GStrv
passant_visit_read_strings (yyjson_val *array)
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
  self->returned = passant_visit_read_strings (questions);
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
  passant_visit_init (self);

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

  passant_visit_forget (self);
  g_hash_table_unref (self->hashes);
  g_array_unref (self->lines);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->felts);
  g_hash_table_unref (self->phase_marks);
  g_hash_table_unref (self->skips);
  g_hash_table_unref (self->entered);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->moments);
  g_ptr_array_unref (self->evidence);
  g_ptr_array_unref (self->timers);
  g_ptr_array_unref (self->explanations);
  g_ptr_array_unref (self->remarks);
  g_ptr_array_unref (self->fixes);
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

  if (!passant_visit_can_fold (fact) || !g_str_equal (fact->subject, self->id) ||
      !g_hash_table_add (self->hashes, fact->hash))
    return;

  line = (Line) { passant_fact_ref (fact), fact->noted_ms };
  self->is_sorted = self->is_sorted && goes_last (self, &line);
  g_array_append_val (self->lines, line);
  if (self->is_sorted)
    passant_visit_fold (self, fact);
  self->is_settled = FALSE;
}

PassantVisit *
passant_visit_copy_without (PassantVisit       *self,
                            const char * const *questions)
{
  PassantVisit *copy = passant_visit_new (self->id);

  for (guint i = 0; i < self->lines->len; i++)
    passant_visit_apply (copy, g_array_index (self->lines, Line, i).fact);
  sort (copy);
  for (; *questions; questions++)
    g_hash_table_remove (copy->answers, *questions);

  return copy;
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

const char * const *
passant_visit_get_break_evidence (PassantVisit *self)
{
  static const char * const none[] = { NULL };

  g_return_val_if_fail (self != NULL, none);

  settle (self);

  return self->break_evidence ? (const char * const *) self->break_evidence : none;
}

gboolean
passant_visit_shows_end (PassantVisit          *self,
                         const PassantEvidence *evidence)
{
  g_return_val_if_fail (self != NULL && evidence != NULL, FALSE);

  return g_strv_contains (passant_visit_get_break_evidence (self), evidence->sha256);
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
GETTER (const char *, break_place, break_place, NULL)
GETTER (int, revision, revision, 0)
GETTER (int, utc_offset_min, utc_offset_min, 0)
GETTER (gint64, opened_ms, opened_ms, 0)
GETTER (gint64, noted_ms, noted_ms, 0)
GETTER (gint64, ended_ms, ended_ms, 0)
GETTER (gint64, handed_in_ms, handed_in_ms, 0)
GETTER (GPtrArray *, entries, entries, NULL)
GETTER (GPtrArray *, moments, moments, NULL)
GETTER (GPtrArray *, evidence, evidence, NULL)
GETTER (GPtrArray *, timers, timers, NULL)
GETTER (GPtrArray *, explanations, explanations, NULL)
GETTER (GPtrArray *, remarks, remarks, NULL)
GETTER (GPtrArray *, fixes, fixes, NULL)

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

const PassantPhaseMark *
passant_visit_get_phase_mark (PassantVisit *self,
                              const char   *phase)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (phase != NULL, NULL);

  sort (self);

  return g_hash_table_lookup (self->phase_marks, phase);
}

const PassantTimer *
passant_visit_get_timer (PassantVisit *self,
                         const char   *question)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  sort (self);
  for (guint i = 0; i < self->timers->len; i++) {
    PassantTimer *timer = g_ptr_array_index (self->timers, i);

    if (g_str_equal (timer->question, question))
      return timer;
  }

  return NULL;
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

const char *
passant_visit_get_explanation (PassantVisit *self,
                               const char   *doubt,
                               const char   *touchpoint,
                               const char   *question)
{
  PassantExplanation *found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (doubt != NULL, NULL);

  sort (self);
  found = passant_visit_find_explanation (self, doubt, touchpoint, question);

  return found ? found->text : NULL;
}

const char *
passant_visit_get_remark_on (PassantVisit *self,
                             const char   *question)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);

  sort (self);
  for (guint i = self->remarks->len; i > 0; i--) {
    PassantRemark *remark = g_ptr_array_index (self->remarks, i - 1);

    if (remark->revision == self->revision && g_strcmp0 (remark->question, question) == 0)
      return remark->text;
  }

  return NULL;
}
