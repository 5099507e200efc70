/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the facts about one visit mean, as rows. PassantVisit does the meaning; this writes down
 * what it says. One more answer writes one row; anything that changes more writes the visit anew. */

#include "passant-store-private.h"

#include "passant-score.h"

#define FOLDS_MAX 8

static gboolean
write_visit (PassantStore *self,
             PassantVisit *visit,
             gint64        last_ms,
             const char   *device,
             GError      **error)
{
  static const char sql[] =
    "INSERT INTO visit (id, study, assignment, script, location, shopper, device, sample, state,"
    " revision, opened_ms, ended_ms, last_ms, place, break_reason, break_text, remark)"
    " VALUES (:id, :study, :assignment, :script, :location, :shopper, :device, :sample, :state,"
    " :revision, :opened_ms, :ended_ms, :last_ms, :place, :break_reason, :break_text, :remark)";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  const char *assignment = passant_visit_get_assignment (visit);
  const char *location = passant_visit_get_location (visit);
  const char *shopper = passant_visit_get_shopper (visit);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":id", passant_visit_get_id (visit));
  passant_store_bind_text (statement, ":study", passant_visit_get_study (visit));
  passant_store_bind_text (statement, ":assignment", assignment ? assignment : "");
  passant_store_bind_text (statement, ":script", passant_visit_get_script (visit));
  passant_store_bind_text (statement, ":location", location ? location : "");
  passant_store_bind_text (statement, ":shopper", shopper ? shopper : "");
  passant_store_bind_text (statement, ":device", device);
  passant_store_bind_int (statement, ":sample", !!passant_visit_is_sample (visit));
  passant_store_bind_text (statement, ":state",
                           passant_visit_state_to_string (passant_visit_get_state (visit)));
  passant_store_bind_int (statement, ":revision", passant_visit_get_revision (visit));
  passant_store_bind_int (statement, ":opened_ms", passant_visit_get_opened_ms (visit));
  passant_store_bind_int (statement, ":ended_ms", passant_visit_get_ended_ms (visit));
  passant_store_bind_int (statement, ":last_ms", last_ms);
  passant_store_bind_text (statement, ":place", passant_visit_get_place (visit));
  passant_store_bind_text (statement, ":break_reason", passant_visit_get_break_reason (visit));
  passant_store_bind_text (statement, ":break_text", passant_visit_get_break_text (visit));
  passant_store_bind_text (statement, ":remark", passant_visit_get_remark (visit));

  return passant_store_run (self, statement, error);
}

/* Runs @sql, that has :visit for its only parameter. */
static gboolean
run_for_visit (PassantStore *self,
               const char   *sql,
               const char   *visit,
               GError      **error)
{
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":visit", visit);

  return passant_store_run (self, statement, error);
}

static gboolean
write_entries (PassantStore *self,
               PassantVisit *visit,
               GError      **error)
{
  static const char sql[] =
    "INSERT INTO entry (visit, number, touchpoint, at_ms, noted_ms)"
    " VALUES (:visit, :number, :touchpoint, :at_ms, :noted_ms)";
  GPtrArray *entries = passant_visit_get_entries (visit);

  if (!run_for_visit (self, "DELETE FROM entry WHERE visit = :visit", passant_visit_get_id (visit),
                      error))
    return FALSE;

  for (guint i = 0; i < entries->len; i++) {
    g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
    PassantEntry *entry = entries->pdata[i];

    if (!statement)
      return FALSE;

    passant_store_bind_text (statement, ":visit", passant_visit_get_id (visit));
    passant_store_bind_int (statement, ":number", i + 1);
    passant_store_bind_text (statement, ":touchpoint", entry->touchpoint);
    passant_store_bind_int (statement, ":at_ms", entry->at_ms);
    passant_store_bind_int (statement, ":noted_ms", entry->noted_ms);
    if (!passant_store_run (self, statement, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
write_skip (PassantStore *self,
            PassantVisit *visit,
            const char   *touchpoint,
            GError      **error)
{
  static const char drop_sql[] =
    "DELETE FROM skip WHERE visit = :visit AND touchpoint = :touchpoint";
  static const char keep_sql[] =
    "INSERT OR REPLACE INTO skip (visit, touchpoint, reason) VALUES (:visit, :touchpoint, :reason)";
  const char *reason = passant_visit_get_skip (visit, touchpoint);
  g_autoptr (PassantStatement) statement = passant_store_prepare (self,
                                                                  reason ? keep_sql : drop_sql,
                                                                  error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":visit", passant_visit_get_id (visit));
  passant_store_bind_text (statement, ":touchpoint", touchpoint);
  if (reason)
    passant_store_bind_text (statement, ":reason", reason);

  return passant_store_run (self, statement, error);
}

static gboolean
write_answer (PassantStore *self,
              PassantVisit *visit,
              const char   *question,
              GError      **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO answer"
    " (visit, question, value, na, source, comment, at_ms, noted_ms, shown_ms, changes)"
    " VALUES (:visit, :question, :value, :na, :source, :comment, :at_ms, :noted_ms, :shown_ms,"
    " :changes)";
  const PassantAnswer *answer = passant_visit_get_answer (visit, question);
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!answer || !statement)
    return statement != NULL;

  passant_store_bind_text (statement, ":visit", passant_visit_get_id (visit));
  passant_store_bind_text (statement, ":question", question);
  passant_store_bind_text (statement, ":value", answer->value);
  passant_store_bind_int (statement, ":na", !!answer->na);
  passant_store_bind_text (statement, ":source", answer->source);
  passant_store_bind_text (statement, ":comment", answer->comment);
  passant_store_bind_int (statement, ":at_ms", answer->at_ms);
  passant_store_bind_int (statement, ":noted_ms", answer->noted_ms);
  passant_store_bind_int (statement, ":shown_ms", answer->shown_ms);
  passant_store_bind_int (statement, ":changes", answer->changes);

  return passant_store_run (self, statement, error);
}

static gboolean
write_feeling (PassantStore *self,
               PassantVisit *visit,
               const char   *touchpoint,
               GError      **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO feeling"
    " (visit, touchpoint, x, y, valence, arousal, word, mark, at_ms, noted_ms, shown_ms, touch_ms,"
    " delay_ms, moves)"
    " VALUES (:visit, :touchpoint, :x, :y, :valence, :arousal, :word, :mark, :at_ms, :noted_ms,"
    " :shown_ms, :touch_ms, :delay_ms, :moves)";
  const PassantFelt *felt = passant_visit_get_felt (visit, touchpoint);
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!felt || !statement)
    return statement != NULL;

  passant_store_bind_text (statement, ":visit", passant_visit_get_id (visit));
  passant_store_bind_text (statement, ":touchpoint", touchpoint);
  passant_store_bind_int (statement, ":x", felt->x);
  passant_store_bind_int (statement, ":y", felt->y);
  passant_store_bind_int (statement, ":valence", felt->affect.valence);
  passant_store_bind_int (statement, ":arousal", felt->affect.arousal);
  passant_store_bind_text (statement, ":word", felt->affect.word);
  passant_store_bind_int (statement, ":mark", felt->affect.mark);
  passant_store_bind_int (statement, ":at_ms", felt->at_ms);
  passant_store_bind_int (statement, ":noted_ms", felt->noted_ms);
  passant_store_bind_int (statement, ":shown_ms", felt->shown_ms);
  passant_store_bind_int (statement, ":touch_ms", felt->touch_ms);
  passant_store_bind_int (statement, ":delay_ms", felt->delay_ms);
  passant_store_bind_int (statement, ":moves", felt->moves);

  return passant_store_run (self, statement, error);
}

static gboolean
write_phase_mark (PassantStore *self,
                  PassantVisit *visit,
                  const char   *phase,
                  GError      **error)
{
  static const char drop_sql[] = "DELETE FROM phase_mark WHERE visit = :visit AND phase = :phase";
  static const char keep_sql[] =
    "INSERT OR REPLACE INTO phase_mark (visit, phase, mark, at_ms, noted_ms, shown_ms)"
    " VALUES (:visit, :phase, :mark, :at_ms, :noted_ms, :shown_ms)";
  const PassantPhaseMark *mark = passant_visit_get_phase_mark (visit, phase);
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, mark ? keep_sql : drop_sql,
                                                                  error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":visit", passant_visit_get_id (visit));
  passant_store_bind_text (statement, ":phase", phase);
  if (mark) {
    passant_store_bind_int (statement, ":mark", mark->mark);
    passant_store_bind_int (statement, ":at_ms", mark->at_ms);
    passant_store_bind_int (statement, ":noted_ms", mark->noted_ms);
    passant_store_bind_int (statement, ":shown_ms", mark->shown_ms);
  }

  return passant_store_run (self, statement, error);
}

static gboolean
write_moments (PassantStore *self,
               PassantVisit *visit,
               GError      **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO moment (visit, id, touchpoint, channel, text, at_ms, noted_ms)"
    " VALUES (:visit, :id, :touchpoint, :channel, :text, :at_ms, :noted_ms)";
  GPtrArray *moments = passant_visit_get_moments (visit);

  for (guint i = 0; i < moments->len; i++) {
    g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
    PassantMoment *moment = moments->pdata[i];

    if (!statement)
      return FALSE;

    passant_store_bind_text (statement, ":visit", passant_visit_get_id (visit));
    passant_store_bind_text (statement, ":id", moment->id);
    passant_store_bind_text (statement, ":touchpoint", moment->touchpoint);
    passant_store_bind_text (statement, ":channel", moment->channel);
    passant_store_bind_text (statement, ":text", moment->text);
    passant_store_bind_int (statement, ":at_ms", moment->at_ms);
    passant_store_bind_int (statement, ":noted_ms", moment->noted_ms);
    if (!passant_store_run (self, statement, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
write_piece (PassantStore    *self,
             PassantVisit    *visit,
             PassantEvidence *evidence,
             guint            number,
             GError         **error)
{
  static const char sql[] =
    "INSERT INTO evidence (visit, number, sha256, question, touchpoint, mime, name, bytes, width,"
    " height, sharpness, look, at_ms) VALUES (:visit, :number, :sha256, :question, :touchpoint,"
    " :mime, :name, :bytes, :width, :height, nullif (:sharpness, -1), :look, :at_ms)";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":visit", passant_visit_get_id (visit));
  passant_store_bind_int (statement, ":number", number);
  passant_store_bind_text (statement, ":sha256", evidence->sha256);
  passant_store_bind_text (statement, ":question", evidence->question);
  passant_store_bind_text (statement, ":touchpoint", evidence->touchpoint);
  passant_store_bind_text (statement, ":mime", evidence->mime ? evidence->mime : "");
  passant_store_bind_text (statement, ":name", evidence->name ? evidence->name : "");
  passant_store_bind_int (statement, ":bytes", evidence->bytes);
  passant_store_bind_int (statement, ":width", evidence->width);
  passant_store_bind_int (statement, ":height", evidence->height);
  passant_store_bind_int (statement, ":sharpness", evidence->sharpness);
  passant_store_bind_text (statement, ":look", evidence->look);
  passant_store_bind_int (statement, ":at_ms", evidence->at_ms);

  return passant_store_run (self, statement, error);
}

static gboolean
write_evidence (PassantStore *self,
                PassantVisit *visit,
                GError      **error)
{
  GPtrArray *evidence = passant_visit_get_evidence (visit);

  if (!run_for_visit (self, "DELETE FROM evidence WHERE visit = :visit",
                      passant_visit_get_id (visit), error))
    return FALSE;

  for (guint i = 0; i < evidence->len; i++) {
    if (!write_piece (self, visit, evidence->pdata[i], i + 1, error))
      return FALSE;
  }

  return TRUE;
}

/* That a fact spoke of a blob stays so, also when the photo is taken back. */
static gboolean
write_mention (PassantStore *self,
               PassantFact  *fact,
               GError      **error)
{
  static const char sql[] =
    "INSERT OR REPLACE INTO mention (device, seq, visit, sha256)"
    " VALUES (:device, :seq, :visit, :sha256)";
  const char *sha256 = passant_fact_get_string (fact, "sha256");
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!sha256 || !statement)
    return statement != NULL;

  passant_store_bind_text (statement, ":device", fact->device);
  passant_store_bind_int (statement, ":seq", fact->seq);
  passant_store_bind_text (statement, ":visit", fact->subject);
  passant_store_bind_text (statement, ":sha256", sha256);

  return passant_store_run (self, statement, error);
}

static const char *
pillar_to_string (PassantPillar pillar)
{
  switch (pillar) {
  case PASSANT_PILLAR_EFFECTIVENESS:
    return "effectiveness";

  case PASSANT_PILLAR_EASE:
    return "ease";

  case PASSANT_PILLAR_EMOTION:
    return "emotion";

  case PASSANT_PILLAR_NONE:
  default:
    g_assert_not_reached ();
  }
}

static gboolean
write_score (PassantStore    *self,
             PassantVisit    *visit,
             PassantScoreRow *row,
             GError         **error)
{
  static const char sql[] =
    "INSERT INTO score"
    " (visit, question, touchpoint, pillar, points_num, points_den, most_num, most_den, recipe)"
    " VALUES (:visit, :question, :touchpoint, :pillar, :points_num, :points_den,"
    " :most_num, :most_den, :recipe)";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":visit", passant_visit_get_id (visit));
  passant_store_bind_text (statement, ":question", row->question->id);
  passant_store_bind_text (statement, ":touchpoint", row->question->touchpoint->id);
  passant_store_bind_text (statement, ":pillar", pillar_to_string (row->question->pillar));
  passant_store_bind_int (statement, ":points_num", row->points.num);
  passant_store_bind_int (statement, ":points_den", row->points.den);
  passant_store_bind_int (statement, ":most_num", row->most.num);
  passant_store_bind_int (statement, ":most_den", row->most.den);
  passant_store_bind_int (statement, ":recipe", PASSANT_SCORE_RECIPE);

  return passant_store_run (self, statement, error);
}

/* From the first time a visit is ended on, its answers as they stand. No script, or none that
 * compiles here: no score yet. */
static gboolean
write_scores (PassantStore *self,
              PassantVisit *visit,
              GError      **error)
{
  g_autoptr (PassantScript) script = NULL;
  g_autoptr (PassantScore) score = NULL;
  GPtrArray *rows;

  if (passant_visit_get_revision (visit) == 0)
    return TRUE;
  if (!run_for_visit (self, "DELETE FROM score WHERE visit = :visit", passant_visit_get_id (visit),
                      error))
    return FALSE;

  script = passant_store_find_script (self, passant_visit_get_script (visit), NULL);
  if (!script)
    return TRUE;

  score = passant_score_new (script, visit);
  rows = passant_score_get_rows (score);
  for (guint i = 0; i < rows->len; i++) {
    if (!write_score (self, visit, rows->pdata[i], error))
      return FALSE;
  }

  return TRUE;
}

/* Folded from what is in the database, and kept at hand for the next tap. */
static PassantVisit *
fold_visit (PassantStore *self,
            const char   *id,
            GPtrArray    *facts)
{
  PassantVisit *visit = passant_visit_new (id);

  for (guint i = 0; i < facts->len; i++)
    passant_visit_apply (visit, facts->pdata[i]);

  if (g_hash_table_size (self->folds) >= FOLDS_MAX)
    g_hash_table_remove_all (self->folds);
  g_hash_table_replace (self->folds, g_strdup (id), visit);

  return visit;
}

static gboolean
drop_rows (PassantStore *self,
           const char   *visit,
           GError      **error)
{
  return run_for_visit (self, "DELETE FROM visit WHERE id = :visit", visit, error) &&
         run_for_visit (self, "DELETE FROM entry WHERE visit = :visit", visit, error) &&
         run_for_visit (self, "DELETE FROM skip WHERE visit = :visit", visit, error) &&
         run_for_visit (self, "DELETE FROM answer WHERE visit = :visit", visit, error) &&
         run_for_visit (self, "DELETE FROM feeling WHERE visit = :visit", visit, error) &&
         run_for_visit (self, "DELETE FROM phase_mark WHERE visit = :visit", visit, error) &&
         run_for_visit (self, "DELETE FROM moment WHERE visit = :visit", visit, error) &&
         run_for_visit (self, "DELETE FROM evidence WHERE visit = :visit", visit, error) &&
         run_for_visit (self, "DELETE FROM score WHERE visit = :visit", visit, error) &&
         run_for_visit (self, "DELETE FROM explanation WHERE visit = :visit", visit, error) &&
         run_for_visit (self, "DELETE FROM remark WHERE visit = :visit", visit, error) &&
         run_for_visit (self, "DELETE FROM fix WHERE visit = :visit", visit, error);
}

static gboolean
is_of_visit (PassantFact *fact)
{
  return g_str_has_prefix (fact->kind, "visit.") || g_str_has_prefix (fact->kind, "review.");
}

static gint64
find_last_ms (GPtrArray *facts)
{
  gint64 last_ms = G_MININT64;

  for (guint i = 0; i < facts->len; i++) {
    PassantFact *fact = facts->pdata[i];

    if (is_of_visit (fact))
      last_ms = MAX (last_ms, fact->noted_ms);
  }

  return last_ms;
}

/* Opened twice, by two devices even, the first to note it did. */
static const char *
find_opener (GPtrArray *facts)
{
  PassantFact *first = NULL;

  for (guint i = 0; i < facts->len; i++) {
    PassantFact *fact = facts->pdata[i];

    if (g_str_equal (fact->kind, "visit.opened") && passant_fact_get_string (fact, "script") &&
        (!first || fact->noted_ms < first->noted_ms))
      first = fact;
  }

  return first->device;
}

/* The row or rows that one fact speaks of, all the others being as they should. */
static gboolean
write_what_it_says (PassantStore *self,
                    PassantVisit *visit,
                    PassantFact  *fact,
                    GError      **error)
{
  const char *touchpoint = passant_fact_get_string (fact, "touchpoint");
  const char *question = passant_fact_get_string (fact, "question");
  const char *phase = passant_fact_get_string (fact, "phase");

  if (g_str_equal (fact->kind, "visit.answered"))
    return (!question || write_answer (self, visit, question, error)) &&
           (!touchpoint || write_skip (self, visit, touchpoint, error));
  if (g_str_equal (fact->kind, "visit.felt"))
    return !touchpoint || write_feeling (self, visit, touchpoint, error);
  if (g_str_equal (fact->kind, "visit.phase_marked"))
    return !phase || write_phase_mark (self, visit, phase, error);
  if (g_str_equal (fact->kind, "visit.skipped") || g_str_equal (fact->kind, "visit.entered"))
    return !touchpoint || write_skip (self, visit, touchpoint, error);

  return TRUE;
}

gboolean
passant_store_derive_visit (PassantStore *self,
                            const char   *id,
                            GError      **error)
{
  g_autoptr (GPtrArray) facts = passant_store_read_facts (self, id, error);
  PassantVisit *visit;

  if (!facts || !drop_rows (self, id, error))
    return FALSE;

  for (guint i = 0; i < facts->len; i++) {
    PassantFact *fact = facts->pdata[i];

    if (g_str_equal (fact->kind, "visit.evidenced") && !write_mention (self, fact, error))
      return FALSE;
  }

  visit = fold_visit (self, id, facts);
  if (!passant_visit_get_script (visit))
    return TRUE;

  for (guint i = 0; i < facts->len; i++) {
    if (!write_what_it_says (self, visit, facts->pdata[i], error))
      return FALSE;
  }

  return write_visit (self, visit, find_last_ms (facts), find_opener (facts), error) &&
         write_entries (self, visit, error) &&
         write_moments (self, visit, error) &&
         write_evidence (self, visit, error) &&
         passant_store_write_talk (self, visit, error) &&
         passant_store_write_fixes (self, visit, error) &&
         write_scores (self, visit, error);
}

static gboolean
touch_visit (PassantStore *self,
             PassantVisit *visit,
             gint64        noted_ms,
             GError      **error)
{
  static const char sql[] =
    "UPDATE visit SET place = :place, last_ms = max (last_ms, :noted_ms) WHERE id = :id";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":id", passant_visit_get_id (visit));
  passant_store_bind_text (statement, ":place", passant_visit_get_place (visit));
  passant_store_bind_int (statement, ":noted_ms", noted_ms);

  return passant_store_run (self, statement, error);
}

/* What guests say all the time, and what touches few rows. */
static gboolean
is_everyday (PassantFact *fact)
{
  static const char * const kinds[] = {
    "visit.answered", "visit.attached", "visit.entered", "visit.evidence_withdrawn",
    "visit.evidenced", "visit.felt", "visit.located", "visit.marked", "visit.phase_marked",
    "visit.skipped", "visit.timer_started", "visit.timer_stopped", "visit.turned_to", NULL
  };

  return g_strv_contains (kinds, fact->kind);
}

static gboolean
write_one (PassantStore *self,
           PassantVisit *visit,
           PassantFact  *fact,
           GError      **error)
{
  if (!touch_visit (self, visit, fact->noted_ms, error) ||
      !write_what_it_says (self, visit, fact, error))
    return FALSE;

  if (g_str_equal (fact->kind, "visit.entered"))
    return write_entries (self, visit, error);
  if (g_str_equal (fact->kind, "visit.marked"))
    return write_moments (self, visit, error);
  if (g_str_equal (fact->kind, "visit.answered"))
    return write_scores (self, visit, error);
  if (g_str_equal (fact->kind, "visit.evidenced"))
    return write_mention (self, fact, error) && write_evidence (self, visit, error);
  if (g_str_equal (fact->kind, "visit.located"))
    return passant_store_write_fixes (self, visit, error);
  if (g_str_equal (fact->kind, "visit.evidence_withdrawn") ||
      g_str_equal (fact->kind, "visit.attached"))
    return write_evidence (self, visit, error);

  return TRUE;
}

gboolean
passant_store_derive_visit_fact (PassantStore *self,
                                 PassantFact  *fact,
                                 GError      **error)
{
  PassantVisit *visit = g_hash_table_lookup (self->folds, fact->subject);

  if (!visit || !is_everyday (fact))
    return passant_store_derive_visit (self, fact->subject, error);

  passant_visit_apply (visit, fact);
  if (!passant_visit_get_script (visit))
    return passant_store_derive_visit (self, fact->subject, error);

  return write_one (self, visit, fact, error);
}

static GPtrArray *
list_ended (PassantStore *self,
            const char   *script,
            GError      **error)
{
  static const char sql[] = "SELECT id FROM visit WHERE script = :script AND revision > 0";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  int step;

  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":script", script);
  while ((step = passant_store_next (self, statement, error)) > 0)
    g_ptr_array_add (ids, g_strdup (passant_store_column (statement, 0)));

  return step < 0 ? NULL : g_steal_pointer (&ids);
}

gboolean
passant_store_derive_scores (PassantStore *self,
                             const char   *hash,
                             GError      **error)
{
  g_autoptr (GPtrArray) ids = list_ended (self, hash, error);

  for (guint i = 0; ids && i < ids->len; i++) {
    g_autoptr (GPtrArray) facts = passant_store_read_facts (self, ids->pdata[i], error);

    if (!facts || !write_scores (self, fold_visit (self, ids->pdata[i], facts), error))
      return FALSE;
  }

  return ids != NULL;
}
