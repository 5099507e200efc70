/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-account.h"

#include <glib/gi18n-lib.h>

#include "passant-account-presence.h"
#include "passant-table.h"

static const struct {
  PassantPillar pillar;
  const char   *key, *title;
} pillars[] = {
  { PASSANT_PILLAR_EFFECTIVENESS, "effectiveness", N_("Effectiveness") },
  { PASSANT_PILLAR_EASE, "ease", N_("Ease") },
  { PASSANT_PILLAR_EMOTION, "emotion", N_("Emotion") },
  { PASSANT_PILLAR_NONE, "all", N_("All together") },
};

static guint
count_scored (const PassantAccount *self,
              PassantPillar         pillar)
{
  GPtrArray *rows = passant_score_get_rows (self->score);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++) {
    PassantScoreRow *row = g_ptr_array_index (rows, i);

    n += pillar == PASSANT_PILLAR_NONE || row->question->pillar == pillar;
  }

  return n;
}

/* For a reader */

/* What is not asked, or was of a round that was taken away, is no answer. */
static gboolean
counts (const PassantAccount *self,
        PassantQuestion      *question)
{
  return passant_script_allows (self->script, question) &&
         question->round <= passant_guide_count_rounds (self->guide, question->touchpoint);
}

static void
say_calculated (const PassantAccount *self,
                PassantQuestion      *question)
{
  const char *value = passant_guide_get_value (self->guide, question);
  g_autofree char *words = value ? passant_question_format (question, value, self->language)
                                 : NULL;

  if (words)
    passant_command_say (self->command, "    %-16s  %s: %s", _("worked out"), question->id, words);
}

/* A file's hash tells a reader nothing but which one it is. */
static char *
dup_words (const PassantAccount *self,
           PassantQuestion      *question,
           const PassantAnswer  *answer)
{
  if (answer->na)
    return g_strdup (_("not applicable"));
  if (!answer->value)
    return g_strdup ("–");
  if (question->type == PASSANT_QUESTION_PHOTO || question->type == PASSANT_QUESTION_RECEIPT)
    return g_strdup_printf (_("photo %.12s"), answer->value);
  if (question->type == PASSANT_QUESTION_AUDIO)
    return g_strdup_printf (_("recording %.12s"), answer->value);

  return passant_question_format (question, answer->value, self->language);
}

static void
say_answer (const PassantAccount *self,
            PassantQuestion      *question)
{
  const PassantAnswer *answer = passant_visit_get_answer (self->visit, question->id);
  g_autofree char *words = NULL, *at = NULL;

  if (counts (self, question) && question->type == PASSANT_QUESTION_CALCULATE)
    say_calculated (self, question);
  if (!answer || !counts (self, question))
    return;

  at = passant_table_dup_time (answer->at_ms);
  words = dup_words (self, question, answer);
  passant_command_say (self->command, "    %s  %s: %s", at, question->id, words);
  if (answer->comment && *answer->comment)
    passant_command_say (self->command, "                      “%s”", answer->comment);
}

static void
say_touchpoint (const PassantAccount *self,
                PassantTouchpoint    *touchpoint)
{
  const PassantFelt *felt = passant_visit_get_felt (self->visit, touchpoint->id);
  const char *skip = passant_visit_get_skip (self->visit, touchpoint->id);

  if (!passant_visit_has_entered (self->visit, touchpoint->id) && !felt && !skip)
    return;

  passant_command_say (self->command, "  %u. %s", touchpoint->index + 1,
                       passant_text_get (touchpoint->title, self->language));
  if (skip)
    passant_command_say (self->command, _("    skipped: %s"), skip);
  for (guint i = 0; i < touchpoint->questions->len; i++)
    say_answer (self, g_ptr_array_index (touchpoint->questions, i));
  if (felt) {
    g_autofree char *at = passant_table_dup_time (felt->at_ms);
    g_autofree char *desired = touchpoint->has_desired ? g_strdup_printf (_(", desired %+d"),
                                                                          touchpoint->desired.
                                                                          valence)
                                                       : g_strdup ("");

    passant_command_say (self->command, _("    %s  felt: %s%svalence %+d, arousal %+d%s"), at,
                         felt->affect.word ? felt->affect.word : "", felt->affect.word ? ", " : "",
                         felt->affect.valence,
                         felt->affect.arousal, desired);
  }
}

/* Why it was broken off, and what the guest shows of it. */
static void
say_break (const PassantAccount *self)
{
  const char *reason = passant_visit_get_break_reason (self->visit);
  const char *text = passant_visit_get_break_text (self->visit);
  GPtrArray *evidence = passant_visit_get_evidence (self->visit);

  if (!reason)
    return;

  passant_command_say (self->command, _("Broken off: %s %s"), reason, text ? text : "");
  for (guint i = 0; i < evidence->len; i++) {
    PassantEvidence *item = g_ptr_array_index (evidence, i);

    if (passant_visit_shows_end (self->visit, item))
      /* Translators: the name of a photo that shows why a visit was broken off, and its hash. */
      passant_command_say (self->command, _("Shown by  %s (%.12s)"), item->name ? item->name : "",
                           item->sha256);
  }
}

/* "12:05", minutes and seconds: of visits side by side each has its own part of the time. */
static void
say_front (const PassantAccount *self)
{
  gint64 seconds = passant_front_get_ms (self->front, passant_visit_get_id (self->visit)) / 1000;

  /* Translators: minutes and seconds that the guest was busy with this visit, and not with another one. */
  passant_command_say (self->command, _("In front  %d:%02d (minutes and seconds)"),
                       (int) (seconds / 60), (int) (seconds % 60));
}

static void
say_head (const PassantAccount *self)
{
  PassantVisit *visit = self->visit;
  g_autofree char *opened = passant_table_dup_time (passant_visit_get_opened_ms (visit));
  g_autofree char *ended = passant_table_dup_time (passant_visit_get_ended_ms (visit));

  if (passant_visit_is_sample (visit))
    passant_command_say (self->command,
                         _("SAMPLE    made to try the script; no guest was there"));
  passant_command_say (self->command, _("Visit     %s"), passant_visit_get_id (visit));
  passant_command_say (self->command, _("Study     %s, script version %d"),
                       passant_visit_get_study (visit),
                       self->script->version);
  passant_command_say (self->command, _("Place     %s"), self->location);
  passant_command_say (self->command, _("Shopper   %s"), passant_visit_get_shopper (visit));
  passant_command_say (self->command, _("When      %s to %s"), opened, ended);
  if (self->front)
    say_front (self);
  passant_command_say (self->command, _("State     %s, revision %d"),
                       passant_visit_state_to_string (passant_visit_get_state (visit)),
                       passant_visit_get_revision (visit));
  say_break (self);
  if (passant_visit_get_remark (visit) && *passant_visit_get_remark (visit))
    passant_command_say (self->command, _("Remark    %s"), passant_visit_get_remark (visit));
}

static void
say_moments (const PassantAccount *self)
{
  GPtrArray *moments = passant_visit_get_moments (self->visit);

  if (moments->len)
    passant_command_say (self->command, _("Outside the script"));
  for (guint i = 0; i < moments->len; i++) {
    PassantMoment *moment = g_ptr_array_index (moments, i);
    g_autofree char *at = passant_table_dup_time (moment->at_ms);

    passant_command_say (self->command, "    %s  %s", at, moment->text);
  }
}

static void
say_marks (const PassantAccount *self)
{
  for (guint i = 0; i < self->script->phases->len; i++) {
    PassantPhase *phase = g_ptr_array_index (self->script->phases, i);
    const PassantPhaseMark *mark = passant_visit_get_phase_mark (self->visit, phase->id);

    if (mark)
      /* Translators: a part of the journey, and its mark from 1 to 10. */
      passant_command_say (self->command, _("Mark      %s: %d"),
                           passant_text_get (phase->title, self->language), mark->mark);
  }
}

static void
say_scores (const PassantAccount *self)
{
  passant_command_say (self->command, _("Scores"));
  for (guint i = 0; i < G_N_ELEMENTS (pillars); i++) {
    PassantRatio ratio = passant_score_get_pillar (self->score, pillars[i].pillar);
    g_autofree char *percent = passant_ratio_to_percent (ratio);
    gboolean is_headline = pillars[i].pillar == PASSANT_PILLAR_NONE
                           || passant_score_has_headline (self->score, pillars[i].pillar);

    passant_command_say (self->command, "  %-14s %5s%s  n = %u%s", _(pillars[i].title),
                         *percent ? percent : "–",
                         *percent ? " %" : "", count_scored (self, pillars[i].pillar),
                         is_headline ? "" :
                         _(", no headline: a pillar below it does not reach 60 %"));
  }
}

void
passant_account_say (const PassantAccount *self)
{
  say_head (self);
  passant_command_say (self->command, _("Touchpoints"));
  for (guint i = 0; i < self->script->touchpoints->len; i++)
    say_touchpoint (self, g_ptr_array_index (self->script->touchpoints, i));
  say_moments (self);
  say_marks (self);
  say_scores (self);
  passant_account_say_presence (self);
  passant_command_say (self->command, _("Photos    %u"),
                       passant_visit_get_evidence (self->visit)->len);
  passant_account_say_review (self);
}

/* As JSON */

static void
add_text (yyjson_mut_doc *document,
          yyjson_mut_val *object,
          const char     *key,
          const char     *text)
{
  yyjson_mut_obj_add_val (document, object, key,
                          text ? yyjson_mut_strcpy (document, text) : yyjson_mut_null (document));
}

static void
add_affect (yyjson_mut_doc      *document,
            yyjson_mut_val      *object,
            const PassantAffect *affect)
{
  yyjson_mut_obj_add_int (document, object, "valence", affect->valence);
  yyjson_mut_obj_add_int (document, object, "arousal", affect->arousal);
  add_text (document, object, "word", affect->word);
  yyjson_mut_obj_add_int (document, object, "mark", affect->mark);
}

static void
add_felt (yyjson_mut_doc    *document,
          yyjson_mut_val    *object,
          const PassantFelt *felt)
{
  yyjson_mut_val *value;

  if (!felt)
    return;

  value = yyjson_mut_obj_add_obj (document, object, "felt");
  yyjson_mut_obj_add_int (document, value, "x", felt->x);
  yyjson_mut_obj_add_int (document, value, "y", felt->y);
  add_affect (document, value, &felt->affect);
  yyjson_mut_obj_add_sint (document, value, "at_ms", felt->at_ms);
  yyjson_mut_obj_add_sint (document, value, "noted_ms", felt->noted_ms);
  yyjson_mut_obj_add_sint (document, value, "shown_ms", felt->shown_ms);
  yyjson_mut_obj_add_sint (document, value, "delay_ms", felt->delay_ms);
  yyjson_mut_obj_add_int (document, value, "moves", felt->moves);
}

static void
add_said (yyjson_mut_doc      *document,
          yyjson_mut_val      *object,
          const PassantAnswer *answer)
{
  yyjson_mut_obj_add_bool (document, object, "na", answer->na);
  add_text (document, object, "source", answer->source);
  add_text (document, object, "comment", answer->comment);
  yyjson_mut_obj_add_sint (document, object, "at_ms", answer->at_ms);
  yyjson_mut_obj_add_sint (document, object, "noted_ms", answer->noted_ms);
  yyjson_mut_obj_add_sint (document, object, "shown_ms", answer->shown_ms);
  yyjson_mut_obj_add_int (document, object, "changes", answer->changes);
}

/* What was worked out was not said: it has a value and no times. */
static void
add_answer (const PassantAccount *self,
            yyjson_mut_val       *answers,
            PassantQuestion      *question)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  const PassantAnswer *answer = passant_visit_get_answer (self->visit, question->id);
  gboolean is_calculated = question->type == PASSANT_QUESTION_CALCULATE;
  const char *value = is_calculated ? passant_guide_get_value (self->guide, question)
                      : answer && !answer->na ? answer->value : NULL;
  g_autofree char *label = value ? passant_question_format (question, value, self->language)
                                 : NULL;
  yyjson_mut_val *object;

  if (!counts (self, question) || (is_calculated ? !value : !answer))
    return;

  object = yyjson_mut_arr_add_obj (document, answers);
  add_text (document, object, "question", question->id);
  add_text (document, object, "type", passant_question_type_to_string (question->type));
  if (question->round > 0)
    yyjson_mut_obj_add_uint (document, object, "round", question->round);
  add_text (document, object, "value", is_calculated ? value : answer->value);
  add_text (document, object, "label", label);
  if (!is_calculated)
    add_said (document, object, answer);
}

static const char *
step_word (PassantStepState state)
{
  static const char * const words[] = {
    [PASSANT_STEP_HIDDEN] = "hidden",
    [PASSANT_STEP_WAITING] = "waiting",
    [PASSANT_STEP_OPEN] = "open",
    [PASSANT_STEP_DONE] = "done",
    [PASSANT_STEP_SKIPPED] = "skipped",
    [PASSANT_STEP_WRONG] = "wrong",
  };

  return words[state];
}

static void
add_touchpoint (const PassantAccount *self,
                yyjson_mut_val       *array,
                PassantTouchpoint    *touchpoint)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  yyjson_mut_val *object = yyjson_mut_arr_add_obj (document, array), *answers;

  add_text (document, object, "touchpoint", touchpoint->id);
  add_text (document, object, "title", passant_text_get (touchpoint->title, self->language));
  add_text (document, object, "phase", touchpoint->phase->id);
  add_text (document, object, "state",
            step_word (passant_guide_get_touchpoint (self->guide, touchpoint)));
  yyjson_mut_obj_add_bool (document, object, "entered",
                           passant_visit_has_entered (self->visit, touchpoint->id));
  if (self->front)
    yyjson_mut_obj_add_sint (document, object, "front_ms",
                             passant_front_get_touchpoint_ms (self->front,
                                                              passant_visit_get_id (self->visit),
                                                              touchpoint->id));
  add_text (document, object, "skip", passant_visit_get_skip (self->visit, touchpoint->id));
  add_felt (document, object, passant_visit_get_felt (self->visit, touchpoint->id));
  if (touchpoint->has_desired)
    add_affect (document, yyjson_mut_obj_add_obj (document, object, "desired"),
                &touchpoint->desired);

  answers = yyjson_mut_obj_add_arr (document, object, "answers");
  for (guint i = 0; i < touchpoint->questions->len; i++)
    add_answer (self, answers, g_ptr_array_index (touchpoint->questions, i));
}

static void
answer_head (const PassantAccount *self)
{
  PassantCommand *command = self->command;
  PassantVisit *visit = self->visit;

  passant_command_answer (command, "visit", passant_visit_get_id (visit));
  passant_command_answer (command, "study", passant_visit_get_study (visit));
  passant_command_answer (command, "assignment", passant_visit_get_assignment (visit));
  passant_command_answer (command, "location", passant_visit_get_location (visit));
  passant_command_answer (command, "shopper", passant_visit_get_shopper (visit));
  passant_command_answer (command, "script", self->script->hash);
  passant_command_answer_int (command, "script_version", self->script->version);
  passant_command_answer (command, "state",
                          passant_visit_state_to_string (passant_visit_get_state (visit)));
  passant_command_answer_int (command, "revision", passant_visit_get_revision (visit));
  passant_command_answer_bool (command, "sample", passant_visit_is_sample (visit));
  passant_command_answer_int (command, "opened_ms", passant_visit_get_opened_ms (visit));
  passant_command_answer_int (command, "ended_ms", passant_visit_get_ended_ms (visit));
  if (self->front)
    passant_command_answer_int (command, "front_ms",
                                passant_front_get_ms (self->front, passant_visit_get_id (visit)));
  passant_command_answer (command, "break_reason", passant_visit_get_break_reason (visit));
  passant_command_answer (command, "break_text", passant_visit_get_break_text (visit));
  passant_command_answer (command, "break_touchpoint", passant_visit_get_break_place (visit));
  passant_command_answer (command, "remark", passant_visit_get_remark (visit));
}

static void
answer_entries (const PassantAccount *self)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  yyjson_mut_val *array = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                                  "entries");
  GPtrArray *entries = passant_visit_get_entries (self->visit);

  for (guint i = 0; i < entries->len; i++) {
    PassantEntry *entry = g_ptr_array_index (entries, i);
    yyjson_mut_val *object = yyjson_mut_arr_add_obj (document, array);

    add_text (document, object, "touchpoint", entry->touchpoint);
    yyjson_mut_obj_add_sint (document, object, "at_ms", entry->at_ms);
  }
}

static void
answer_marks (const PassantAccount *self)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  yyjson_mut_val *array = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                                  "marks");

  for (guint i = 0; i < self->script->phases->len; i++) {
    PassantPhase *phase = g_ptr_array_index (self->script->phases, i);
    const PassantPhaseMark *mark = passant_visit_get_phase_mark (self->visit, phase->id);
    yyjson_mut_val *object;

    if (!mark)
      continue;

    object = yyjson_mut_arr_add_obj (document, array);
    add_text (document, object, "phase", phase->id);
    yyjson_mut_obj_add_int (document, object, "mark", mark->mark);
    yyjson_mut_obj_add_sint (document, object, "at_ms", mark->at_ms);
    yyjson_mut_obj_add_sint (document, object, "noted_ms", mark->noted_ms);
  }
}

static void
answer_moments (const PassantAccount *self)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  yyjson_mut_val *array = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                                  "moments");
  GPtrArray *moments = passant_visit_get_moments (self->visit);

  for (guint i = 0; i < moments->len; i++) {
    PassantMoment *moment = g_ptr_array_index (moments, i);
    yyjson_mut_val *object = yyjson_mut_arr_add_obj (document, array);

    add_text (document, object, "id", moment->id);
    add_text (document, object, "touchpoint", moment->touchpoint);
    add_text (document, object, "channel", moment->channel);
    add_text (document, object, "text", moment->text);
    yyjson_mut_obj_add_sint (document, object, "at_ms", moment->at_ms);
    yyjson_mut_obj_add_sint (document, object, "noted_ms", moment->noted_ms);
    add_felt (document, object, passant_visit_get_felt (self->visit, moment->id));
  }
}

static void
answer_evidence (const PassantAccount *self)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  yyjson_mut_val *array = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                                  "evidence");
  GPtrArray *evidence = passant_visit_get_evidence (self->visit);

  for (guint i = 0; i < evidence->len; i++) {
    PassantEvidence *item = g_ptr_array_index (evidence, i);
    yyjson_mut_val *object = yyjson_mut_arr_add_obj (document, array);

    add_text (document, object, "sha256", item->sha256);
    add_text (document, object, "question", item->question);
    add_text (document, object, "touchpoint", item->touchpoint);
    add_text (document, object, "mime", item->mime);
    add_text (document, object, "name", item->name);
    yyjson_mut_obj_add_bool (document, object, "shows_end",
                             passant_visit_shows_end (self->visit, item));
    yyjson_mut_obj_add_sint (document, object, "bytes", item->bytes);
    yyjson_mut_obj_add_sint (document, object, "at_ms", item->at_ms);
  }
}

static void
answer_scores (const PassantAccount *self)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  yyjson_mut_val *scores = yyjson_mut_obj_add_obj (document, yyjson_mut_doc_get_root (document),
                                                   "scores");

  yyjson_mut_obj_add_int (document, scores, "recipe", PASSANT_SCORE_RECIPE);
  for (guint i = 0; i < G_N_ELEMENTS (pillars); i++) {
    PassantRatio ratio = passant_score_get_pillar (self->score, pillars[i].pillar);
    g_autofree char *percent = passant_ratio_to_percent (ratio);
    yyjson_mut_val *object = yyjson_mut_obj_add_obj (document, scores, pillars[i].key);

    add_text (document, object, "percent", *percent ? percent : NULL);
    yyjson_mut_obj_add_sint (document, object, "points", ratio.num);
    yyjson_mut_obj_add_sint (document, object, "of", ratio.den);
    yyjson_mut_obj_add_uint (document, object, "n", count_scored (self, pillars[i].pillar));
    yyjson_mut_obj_add_bool (document, object, "headline", pillars[i].pillar == PASSANT_PILLAR_NONE
                             || passant_score_has_headline (self->score, pillars[i].pillar));
  }
}

void
passant_account_answer (const PassantAccount *self)
{
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  yyjson_mut_val *touchpoints;

  answer_head (self);
  answer_entries (self);
  touchpoints = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                        "touchpoints");
  for (guint i = 0; i < self->script->touchpoints->len; i++)
    add_touchpoint (self, touchpoints, g_ptr_array_index (self->script->touchpoints, i));
  answer_marks (self);
  answer_moments (self);
  answer_evidence (self);
  answer_scores (self);
  passant_account_answer_review (self);
  passant_account_answer_presence (self);
}
