/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-play.h"

#include "passant-guide.h"
#include "passant-migration.h"

#define DEVICE "0197a000-0000-7000-8000-0000000000aa"
#define OTHER_DEVICE "0197a000-0000-7000-8000-0000000000ab"
#define MINUTE_MS (60 * 1000)

PassantScript *
passant_play_compile (const char *json)
{
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_script_compile (json, -1, problems, &error);

  for (guint i = 0; i < problems->len; i++) {
    PassantProblem *problem = g_ptr_array_index (problems, i);

    g_test_message ("%s: %s", problem->path, problem->message);
  }
  g_assert_no_error (error);

  return script;
}

PassantScript *
passant_play_load_sample (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "studies", "fiets",
                                                 "script.json", NULL);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &json, NULL, &error);
  g_assert_no_error (error);

  return passant_play_compile (json);
}

static PassantDraft *
make_draft (PassantPlay *self,
            const char  *kind)
{
  return passant_draft_new (kind, "fiets_2026", passant_visit_get_id (self->visit));
}

static void
open_visit (PassantPlay *self,
            gboolean     is_sample)
{
  PassantDraft *draft = make_draft (self, "visit.opened");

  passant_draft_set_string (draft, "assignment", "0197a000-0000-7000-8000-0000000000cc");
  passant_draft_set_string (draft, "script", self->script->hash);
  passant_draft_set_string (draft, "location", "utrecht_centrum");
  passant_draft_set_string (draft, "shopper", "anna");
  if (is_sample)
    passant_draft_set_bool (draft, "sample", TRUE);
  passant_play_say (self, draft);
}

static PassantPlay *
play_new (PassantScript *script,
          gboolean       is_sample,
          gboolean       is_other)
{
  PassantPlay *self = g_new0 (PassantPlay, 1);

  self->is_other = is_other;
  self->script = passant_script_ref (script);
  self->visit = passant_visit_new (self->is_other ? PASSANT_PLAY_OTHER_VISIT : PASSANT_PLAY_VISIT);
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
  self->prev = g_strnfill (PASSANT_HASH_LENGTH, '0');
  self->now_ms = PASSANT_PLAY_START_MS;
  open_visit (self, is_sample);

  return self;
}

PassantPlay *
passant_play_new (PassantScript *script)
{
  return play_new (script, FALSE, FALSE);
}

PassantPlay *
passant_play_new_sample (PassantScript *script)
{
  return play_new (script, TRUE, FALSE);
}

PassantPlay *
passant_play_new_other (PassantScript *script)
{
  return play_new (script, FALSE, TRUE);
}

void
passant_play_move (PassantPlay   *self,
                   PassantScript *script)
{
  g_autoptr (PassantMigration) migration = passant_migration_new (self->script, script,
                                                                  self->visit);

  passant_play_say (self, passant_migration_dup_draft (migration));
  passant_script_unref (self->script);
  self->script = passant_script_ref (script);
}

void
passant_play_free (PassantPlay *self)
{
  passant_visit_unref (self->visit);
  passant_script_unref (self->script);
  g_ptr_array_unref (self->facts);
  g_free (self->prev);
  g_free (self);
}

static char *
make_id (PassantPlay *self)
{
  return g_strdup_printf ("0197%c000-0000-7000-8000-%012" G_GINT64_FORMAT,
                          self->is_other ? 'c' : 'b', self->seq);
}

void
passant_play_say (PassantPlay  *self,
                  PassantDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = NULL;

  self->seq++;

  g_autofree char *id = make_id (self);
  PassantStamp stamp = {
    .device = self->is_other ? OTHER_DEVICE : DEVICE,
    .seq = self->seq,
    .prev = self->prev,
    .now_ms = self->now_ms,
    .boot_ms = self->now_ms - PASSANT_PLAY_START_MS,
    .id = id,
  };

  fact = passant_draft_stamp (draft, &stamp, &error);
  g_assert_no_error (error);
  g_set_str (&self->prev, fact->hash);
  passant_visit_apply (self->visit, fact);
  g_ptr_array_add (self->facts, g_steal_pointer (&fact));
  passant_draft_free (draft);
  self->now_ms += MINUTE_MS;
}

void
passant_play_enter (PassantPlay *self,
                    const char  *touchpoint)
{
  PassantDraft *draft = make_draft (self, "visit.entered");

  passant_draft_set_string (draft, "touchpoint", touchpoint);
  passant_play_say (self, draft);
}

void
passant_play_answer (PassantPlay *self,
                     const char  *question,
                     const char  *value,
                     const char  *comment,
                     int          minutes_ago)
{
  PassantQuestion *asked = passant_script_find_question (self->script, question);
  PassantDraft *draft = make_draft (self, "visit.answered");

  g_assert_nonnull (asked);
  passant_draft_set_string (draft, "touchpoint", asked->touchpoint->id);
  passant_draft_set_string (draft, "question", question);
  passant_draft_set_string (draft, "value", value);
  passant_draft_set_bool (draft, "na", value == NULL);
  passant_draft_set_string (draft, "source", minutes_ago ? "recalled" : "seen");
  passant_draft_set_string (draft, "comment", comment);
  passant_draft_set_int (draft, "shown_ms", 2140);
  passant_draft_set_int (draft, "changes", 0);
  if (minutes_ago)
    draft->at_ms = self->now_ms - minutes_ago * MINUTE_MS;
  passant_play_say (self, draft);
}

void
passant_play_feel (PassantPlay *self,
                   const char  *touchpoint,
                   int          valence,
                   int          arousal,
                   const char  *word)
{
  PassantDraft *draft = make_draft (self, "visit.felt");

  passant_draft_set_string (draft, "touchpoint", touchpoint);
  passant_draft_set_int (draft, "x", passant_affect_to_grid (valence));
  passant_draft_set_int (draft, "y", passant_affect_to_grid (arousal));
  passant_draft_set_int (draft, "valence", valence);
  passant_draft_set_int (draft, "arousal", arousal);
  passant_draft_set_string (draft, "word", word);
  passant_draft_set_int (draft, "shown_ms", 1800);
  passant_draft_set_int (draft, "moves", 0);
  passant_play_say (self, draft);
}

char *
passant_play_mark (PassantPlay *self,
                   const char  *touchpoint,
                   const char  *text)
{
  PassantDraft *draft = make_draft (self, "visit.marked");

  passant_draft_set_string (draft, "text", text);
  passant_draft_set_string (draft, "touchpoint", touchpoint);
  passant_play_say (self, draft);

  return make_id (self);
}

void
passant_play_skip (PassantPlay *self,
                   const char  *touchpoint,
                   const char  *reason)
{
  PassantDraft *draft = make_draft (self, "visit.skipped");

  passant_draft_set_string (draft, "touchpoint", touchpoint);
  passant_draft_set_string (draft, "reason", reason);
  passant_play_say (self, draft);
}

void
passant_play_show (PassantPlay *self,
                   const char  *question,
                   const char  *sha256,
                   const char  *name)
{
  PassantQuestion *asked = passant_script_find_question (self->script, question);
  PassantDraft *draft = make_draft (self, "visit.evidenced");

  g_assert_nonnull (asked);
  passant_draft_set_string (draft, "sha256", sha256);
  passant_draft_set_int (draft, "bytes", 1000);
  passant_draft_set_string (draft, "mime", "image/jpeg");
  passant_draft_set_string (draft, "name", name);
  passant_draft_set_string (draft, "touchpoint", asked->touchpoint->id);
  passant_draft_set_string (draft, "question", question);
  passant_play_say (self, draft);
  passant_play_answer (self, question, sha256, NULL, 0);
}

void
passant_play_finish (PassantPlay *self)
{
  passant_play_say (self, make_draft (self, "visit.finished"));
}

void
passant_play_break_off (PassantPlay *self,
                        const char  *touchpoint,
                        const char  *reason,
                        const char  *text)
{
  PassantDraft *draft = make_draft (self, "visit.broken_off");

  passant_draft_set_string (draft, "touchpoint", touchpoint);
  passant_draft_set_string (draft, "reason", reason);
  passant_draft_set_string (draft, "text", text);
  passant_play_say (self, draft);
}

void
passant_play_accept (PassantPlay *self)
{
  PassantDraft *draft = make_draft (self, "review.accepted");

  passant_draft_set_int (draft, "revision", passant_visit_get_revision (self->visit));
  passant_draft_set_string (draft, "remark", "");
  passant_play_say (self, draft);
}

static char *
dup_number (PassantQuestion *question)
{
  int low = question->has_min ? question->min : 0;
  int high = question->has_max ? question->max : low + 100;
  int value = low + (high - low) / 3;

  return question->decimals ? g_strdup_printf ("%d.5", value) : g_strdup_printf ("%d", value);
}

static char *
dup_order (PassantQuestion *question)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = question->choices->len; i > 0; i--)
    g_string_append_printf (value, "%s%s", value->len ? " " : "",
                            ((PassantChoice *) g_ptr_array_index (question->choices, i - 1))->id);

  return g_string_free_and_steal (g_steal_pointer (&value));
}

char *
passant_play_dup_value (PassantQuestion *question)
{
  if (question->role == PASSANT_ROLE_ROUNDS)
    return g_strdup ("2");

  switch (question->type) {
  case PASSANT_QUESTION_YES_NO:
    return g_strdup (question->index % 4 == 3 ? "no" : "yes");
  case PASSANT_QUESTION_CHOICE:
  case PASSANT_QUESTION_CHOICES:
    return g_strdup (((PassantChoice *) g_ptr_array_index (question->choices, 0))->id);
  case PASSANT_QUESTION_SCALE:
    return g_strdup_printf ("%d", question->min + (question->max - question->min) * 3 / 4);
  case PASSANT_QUESTION_NUMBER:
  case PASSANT_QUESTION_MONEY:
  case PASSANT_QUESTION_DURATION:
    return dup_number (question);
  case PASSANT_QUESTION_TEXT:
    return g_strdup_printf ("Text about %s.", question->id);
  case PASSANT_QUESTION_NARRATIVE:
    return g_strdup_printf ("A long story about all of %s.", question->id);
  case PASSANT_QUESTION_RANK:
    return dup_order (question);
  case PASSANT_QUESTION_DATE_TIME:
    return g_strdup ("2026-11-22T09:05");
  case PASSANT_QUESTION_CODE:
    return g_strdup ("TABLE-7");
  case PASSANT_QUESTION_PLACE:
    return g_strdup ("52.0907 5.1214");
  case PASSANT_QUESTION_TIME:
    return g_strdup ("14:05");
  case PASSANT_QUESTION_DATE:
    return g_strdup ("2026-11-22");
  default:
    return NULL;
  }
}

void
passant_play_walk (PassantPlay *self,
                   const char  *touchpoint)
{
  PassantTouchpoint *walked = passant_script_find_touchpoint (self->script, touchpoint);

  g_assert_nonnull (walked);
  passant_play_enter (self, touchpoint);
  for (guint i = 0; i < walked->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (walked->questions, i);
    g_autoptr (PassantGuide) guide = passant_guide_new (self->script, self->visit);
    g_autofree char *value = passant_play_dup_value (question);

    if (value && passant_guide_get_question (guide, question) != PASSANT_STEP_HIDDEN)
      passant_play_answer (self, question->id, value, NULL, 0);
  }
}
