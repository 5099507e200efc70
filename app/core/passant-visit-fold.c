/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-visit-private.h"

/* No place on earth is further from UTC. */
#define OFFSET_MIN_MAX (18 * 60)

typedef void (*Fold) (PassantVisit *self,
                      PassantFact  *fact);

static void
answer_free (gpointer data)
{
  PassantAnswer *answer = data;

  g_free (answer->touchpoint);
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
  g_free (evidence->look);
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
timer_free (gpointer data)
{
  PassantTimer *timer = data;

  g_free (timer->question);
  g_free (timer->touchpoint);
  g_free (timer->device);
  g_free (timer);
}

void
passant_visit_init (PassantVisit *self)
{
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  self->felts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->phase_marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->skips = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->entered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->moments = g_ptr_array_new_with_free_func (moment_free);
  self->evidence = g_ptr_array_new_with_free_func (evidence_free);
  self->timers = g_ptr_array_new_with_free_func (timer_free);
  self->explanations = passant_visit_new_explanations ();
  self->remarks = passant_visit_new_remarks ();
  self->fixes = passant_visit_new_fixes ();
  self->reviews = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
}

void
passant_visit_forget (PassantVisit *self)
{
  g_clear_pointer (&self->study, g_free);
  g_clear_pointer (&self->assignment, g_free);
  g_clear_pointer (&self->script, g_free);
  g_clear_pointer (&self->migrated, g_free);
  g_clear_pointer (&self->location, g_free);
  g_clear_pointer (&self->shopper, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->break_reason, g_free);
  g_clear_pointer (&self->break_evidence, g_strfreev);
  g_clear_pointer (&self->break_text, g_free);
  g_clear_pointer (&self->break_place, g_free);
  g_clear_pointer (&self->returned, g_strfreev);
  self->opened_ms = self->noted_ms = self->handed_in_ms = self->ended_ms = 0;
  self->is_opened = self->is_sample = self->was_finished = FALSE;
  self->utc_offset_min = 0;
  self->revision = 0;
  self->review = NULL;
  g_hash_table_remove_all (self->answers);
  g_hash_table_remove_all (self->felts);
  g_hash_table_remove_all (self->phase_marks);
  g_hash_table_remove_all (self->skips);
  g_hash_table_remove_all (self->entered);
  g_ptr_array_set_size (self->entries, 0);
  g_ptr_array_set_size (self->moments, 0);
  g_ptr_array_set_size (self->evidence, 0);
  g_ptr_array_set_size (self->timers, 0);
  g_ptr_array_set_size (self->explanations, 0);
  g_ptr_array_set_size (self->remarks, 0);
  g_ptr_array_set_size (self->fixes, 0);
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

/* What the new script has no place for no longer counts, and stays among the facts. */
static void
fold_migrated (PassantVisit *self,
               PassantFact  *fact)
{
  const char *script = passant_fact_get_string (fact, "script");
  yyjson_val *dropped = yyjson_obj_get (fact->body, "dropped"), *question;
  gsize i, n;

  if (!script)
    return;

  g_set_str (&self->migrated, script);
  yyjson_arr_foreach (dropped, i, n, question)
  if (yyjson_is_str (question))
    g_hash_table_remove (self->answers, yyjson_get_str (question));
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
  entry->is_after = self->was_finished;
  g_ptr_array_add (self->entries, entry);
  g_hash_table_add (self->entered, g_strdup (touchpoint));
  g_hash_table_remove (self->skips, touchpoint);
  g_set_str (&self->place, touchpoint);
}

static void
drop_timer (PassantVisit *self,
            const char   *question)
{
  for (guint i = self->timers->len; i > 0; i--) {
    PassantTimer *timer = g_ptr_array_index (self->timers, i - 1);

    if (g_str_equal (timer->question, question))
      g_ptr_array_remove_index (self->timers, i - 1);
  }
}

/* Started again, it runs from then on. */
static void
fold_timer_started (PassantVisit *self,
                    PassantFact  *fact)
{
  const char *question = passant_fact_get_string (fact, "question");
  PassantTimer *timer;

  if (!question)
    return;

  drop_timer (self, question);
  timer = g_new0 (PassantTimer, 1);
  timer->question = g_strdup (question);
  timer->touchpoint = g_strdup (passant_fact_get_string (fact, "touchpoint"));
  timer->device = g_strdup (fact->device);
  timer->at_ms = fact->at_ms;
  timer->boot_ms = fact->boot_ms;
  g_ptr_array_add (self->timers, timer);
}

static void
fold_timer_stopped (PassantVisit *self,
                    PassantFact  *fact)
{
  const char *question = passant_fact_get_string (fact, "question");

  if (question)
    drop_timer (self, question);
}

static gboolean
is_said_at (gpointer key,
            gpointer value,
            gpointer user_data)
{
  return g_strcmp0 (((PassantAnswer *) value)->touchpoint, user_data) == 0;
}

/* As if the guest had not been there yet; what was photographed there stays what it is. */
static void
fold_redone (PassantVisit *self,
             PassantFact  *fact)
{
  const char *touchpoint = passant_fact_get_string (fact, "touchpoint");

  if (!touchpoint)
    return;

  g_hash_table_foreach_remove (self->answers, is_said_at, (gpointer) touchpoint);
  for (guint i = self->timers->len; i > 0; i--) {
    PassantTimer *timer = g_ptr_array_index (self->timers, i - 1);

    if (g_strcmp0 (timer->touchpoint, touchpoint) == 0)
      g_ptr_array_remove_index (self->timers, i - 1);
  }
  g_hash_table_remove (self->felts, touchpoint);
  g_hash_table_remove (self->skips, touchpoint);
  g_hash_table_remove (self->entered, touchpoint);
}

static gboolean
is_same_answer (const PassantAnswer *before,
                const PassantAnswer *answer)
{
  return before->na == answer->na && g_strcmp0 (before->value, answer->value) == 0;
}

/* Said again with only its source or comment put right, it was still noted when it was said first. */
static void
keep_times (const PassantAnswer *before,
            PassantAnswer       *answer)
{
  if (before->at_ms != answer->at_ms)
    return;

  answer->noted_ms = before->noted_ms;
  answer->shown_ms = before->shown_ms;
  answer->is_after = before->is_after;
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
  answer->touchpoint = g_strdup (touchpoint);
  answer->na = na;
  answer->value = na ? NULL : g_strdup (value);
  answer->source = g_strdup (source ? source : "seen");
  answer->comment = g_strdup (passant_fact_get_string (fact, "comment"));
  answer->at_ms = fact->at_ms;
  answer->noted_ms = fact->noted_ms;
  answer->is_after = self->was_finished;
  answer->shown_ms = passant_fact_get_int (fact, "shown_ms", 0);
  answer->changes = before ? before->changes : 0;
  if (before && is_same_answer (before, answer))
    keep_times (before, answer);
  else if (before)
    answer->changes++;

  g_hash_table_replace (self->answers, g_strdup (question), answer);
  drop_timer (self, question);
  if (touchpoint)
    g_hash_table_remove (self->skips, touchpoint);
}

static gboolean
has_number (PassantFact *fact,
            const char  *key)
{
  return yyjson_is_int (yyjson_obj_get (fact->body, key));
}

/* 1 … %PASSANT_MARK_MAX; what is no mark is 0, none. */
static int
get_mark (PassantFact *fact)
{
  gint64 mark = passant_fact_get_int (fact, "mark", 0);

  return mark >= 1 && mark <= PASSANT_MARK_MAX ? (int) mark : 0;
}

/* A word was found for it, or a mark: noted it was before. */
static gboolean
is_same_tap (const PassantFelt *before,
             const PassantFelt *felt)
{
  return before->x == felt->x && before->y == felt->y && before->at_ms == felt->at_ms;
}

/* The tapped point gives valence and arousal; two sliders, which have no point, give it back. */
static void
fold_felt (PassantVisit *self,
           PassantFact  *fact)
{
  const char *touchpoint = passant_fact_get_string (fact, "touchpoint");
  gboolean has_point = has_number (fact, "x") && has_number (fact, "y");
  const PassantFeeling *feeling = passant_feeling_find (passant_fact_get_string (fact, "word"));
  const PassantFelt *before = touchpoint ? g_hash_table_lookup (self->felts, touchpoint) : NULL;
  gboolean is_same;
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
  felt->affect.mark = get_mark (fact);
  felt->at_ms = fact->at_ms;
  is_same = before && is_same_tap (before, felt);
  felt->noted_ms = is_same ? before->noted_ms : fact->noted_ms;
  felt->is_after = is_same ? before->is_after : self->was_finished;
  felt->shown_ms = passant_fact_get_int (fact, "shown_ms", 0);
  felt->touch_ms = MAX (passant_fact_get_int (fact, "touch_ms", 0), 0);
  felt->delay_ms = MAX (passant_fact_get_int (fact, "delay_ms", 0), 0);
  felt->moves = get_within (fact, "moves", 0, 0, G_MAXINT);
  g_hash_table_replace (self->felts, g_strdup (touchpoint), felt);
}

/* A mark that is none takes the one before back. */
static void
fold_phase_marked (PassantVisit *self,
                   PassantFact  *fact)
{
  const char *phase = passant_fact_get_string (fact, "phase");
  int said = get_mark (fact);
  PassantPhaseMark *mark;

  if (!phase)
    return;
  if (said == 0) {
    g_hash_table_remove (self->phase_marks, phase);
    return;
  }

  mark = g_new0 (PassantPhaseMark, 1);
  mark->mark = said;
  mark->at_ms = fact->at_ms;
  mark->noted_ms = fact->noted_ms;
  mark->shown_ms = passant_fact_get_int (fact, "shown_ms", 0);
  g_hash_table_replace (self->phase_marks, g_strdup (phase), mark);
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
  moment->is_after = self->was_finished;
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
  evidence->look = g_strdup (passant_fact_get_string (fact, "look"));
  evidence->width = get_within (fact, "width", 0, 0, G_MAXINT);
  evidence->height = get_within (fact, "height", 0, 0, G_MAXINT);
  evidence->sharpness = get_within (fact, "sharpness", -1, -1, 1000);
  evidence->at_ms = fact->at_ms;
  drop_evidence (self, sha256, evidence->question, FALSE);
  g_ptr_array_add (self->evidence, evidence);
}

/* Where it belongs after all. What the same file was taken for elsewhere it stays. */
static void
fold_attached (PassantVisit *self,
               PassantFact  *fact)
{
  const char *sha256 = passant_fact_get_string (fact, "sha256");
  PassantEvidence *loose = NULL;

  for (guint i = 0; sha256 && i < self->evidence->len; i++) {
    PassantEvidence *evidence = g_ptr_array_index (self->evidence, i);

    if (g_str_equal (evidence->sha256, sha256) && (!loose || !evidence->question))
      loose = evidence;
  }
  if (!loose)
    return;

  g_set_str (&loose->touchpoint, passant_fact_get_string (fact, "touchpoint"));
  g_set_str (&loose->question, passant_fact_get_string (fact, "question"));
}

static void
fold_evidence_withdrawn (PassantVisit *self,
                         PassantFact  *fact)
{
  const char *sha256 = passant_fact_get_string (fact, "sha256");

  if (sha256)
    drop_evidence (self, sha256, NULL, TRUE);
}

/* A visit that was broken off and walked after all was handed in when it was finished first. */
static void
end (PassantVisit *self,
     PassantFact  *fact,
     gboolean      is_whole)
{
  if (self->revision++ == 0 || (is_whole && !self->was_finished))
    self->handed_in_ms = fact->at_ms;
  self->was_finished = self->was_finished || is_whole;
  self->ended_ms = fact->at_ms;
  g_ptr_array_set_size (self->timers, 0);
}

/* Where it was broken off it was, wherever the guest goes when it is handed back. */
static void
fold_broken_off (PassantVisit *self,
                 PassantFact  *fact)
{
  const char *reason = passant_fact_get_string (fact, "reason");
  const char *touchpoint = passant_fact_get_string (fact, "touchpoint");

  end (self, fact, FALSE);
  g_set_str (&self->break_reason, reason ? reason : "other");
  g_set_str (&self->break_text, passant_fact_get_string (fact, "text"));
  g_set_str (&self->break_place, touchpoint ? touchpoint : self->place);
  g_clear_pointer (&self->break_evidence, g_strfreev);
  self->break_evidence = passant_visit_read_strings (yyjson_obj_get (fact->body, "evidence"));
}

static void
fold_finished (PassantVisit *self,
               PassantFact  *fact)
{
  end (self, fact, TRUE);
  g_clear_pointer (&self->break_reason, g_free);
  g_clear_pointer (&self->break_text, g_free);
  g_clear_pointer (&self->break_place, g_free);
  g_clear_pointer (&self->break_evidence, g_strfreev);
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
  { "visit.redone", fold_redone },
  { "visit.answered", fold_answered },
  { "visit.felt", fold_felt },
  { "visit.phase_marked", fold_phase_marked },
  { "visit.timer_started", fold_timer_started },
  { "visit.timer_stopped", fold_timer_stopped },
  { "visit.skipped", fold_skipped },
  { "visit.marked", fold_marked },
  { "visit.evidenced", fold_evidenced },
  { "visit.attached", fold_attached },
  { "visit.evidence_withdrawn", fold_evidence_withdrawn },
  { "visit.explained", passant_visit_fold_explained },
  { "visit.located", passant_visit_fold_located },
  { "visit.broken_off", fold_broken_off },
  { "visit.finished", fold_finished },
  { "review.remarked", passant_visit_fold_remarked },
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

gboolean
passant_visit_can_fold (PassantFact *fact)
{
  return find_fold (fact->kind) != NULL;
}

/* What a guest says is about a visit, what a reviewer says a review. */
void
passant_visit_fold (PassantVisit *self,
                    PassantFact  *fact)
{
  find_fold (fact->kind) (self, fact);
  if (g_str_has_prefix (fact->kind, "visit."))
    self->noted_ms = fact->noted_ms;
}
