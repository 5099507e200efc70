/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-stroll.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "passant-account.h"
#include "passant-clock.h"
#include "passant-pen.h"
#include "passant-typed.h"

#define VISIT "walk"

typedef struct {
  PassantCommand    *command;
  PassantScript     *script;
  const char        *language;
  PassantClock      *clock;
  PassantPen        *pen;
  PassantVisit      *visit;
  PassantGuide      *guide;
  PassantTouchpoint *touchpoint; /* where the guest is, or NULL: on the way to the next */
  PassantQuestion   *question;   /* that is asked, or NULL: the feeling is */
  GHashTable        *passed;     /* questions of the touchpoint that were answered, or left open */
  GPtrArray         *asked;      /* questions, the last one last: for the way back */
  gboolean           is_over;
} Stroll;

static void
stroll_clear (Stroll *self)
{
  passant_guide_free (self->guide);
  passant_visit_unref (self->visit);
  passant_pen_free (self->pen);
  passant_clock_unref (self->clock);
  g_hash_table_unref (self->passed);
  g_ptr_array_unref (self->asked);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stroll, stroll_clear)

/* Saying */

static gboolean
say (Stroll       *self,
     PassantDraft *draft,
     GError      **error)
{
  g_autoptr (PassantFact) fact = passant_pen_say (self->pen, draft, passant_id_new (self->clock),
                                                  passant_clock_now_ms (self->clock), error);

  if (!fact)
    return FALSE;

  passant_visit_apply (self->visit, fact);
  passant_guide_free (self->guide);
  self->guide = passant_guide_new (self->script, self->visit);

  return TRUE;
}

static PassantDraft *
draft_new (Stroll     *self,
           const char *kind,
           const char *key,
           const char *value)
{
  PassantDraft *draft = passant_draft_new (kind, self->script->id, VISIT);

  if (key)
    passant_draft_set_string (draft, key, value);

  return draft;
}

static gboolean
open_visit (Stroll  *self,
            GError **error)
{
  gint64 now_s = passant_clock_now_ms (self->clock) / 1000;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_s);
  PassantDraft *draft = draft_new (self, "visit.opened", "script", self->script->hash);

  passant_draft_set_int (draft, "utc_offset_min",
                         g_date_time_get_utc_offset (now) / G_TIME_SPAN_MINUTE);
  passant_draft_set_string (draft, "shopper", "–");
  passant_draft_set_bool (draft, "sample", TRUE);

  return say (self, draft, error);
}

/* Showing */

static void
show_text (Stroll            *self,
           const char        *before,
           const PassantText *text)
{
  g_autofree char *words = NULL;

  if (!text)
    return;

  words = passant_guide_dup_text (self->guide, text, self->question, self->language);
  passant_command_say (self->command, "%s%s", before, words);
}

static void
show_texts (Stroll     *self,
            const char *before,
            GPtrArray  *texts)
{
  for (guint i = 0; texts && i < texts->len; i++)
    show_text (self, before, g_ptr_array_index (texts, i));
}

static void
show_touchpoint (Stroll *self)
{
  PassantTouchpoint *touchpoint = self->touchpoint;

  passant_command_say (self->command, "\n%s › %s  [%s]",
                       passant_text_get (touchpoint->phase->title, self->language),
                       passant_text_get (touchpoint->title, self->language), touchpoint->id);
  show_text (self, "  ", touchpoint->instruction);
  show_texts (self, "  + ", touchpoint->dos);
  show_texts (self, "  − ", touchpoint->donts);
}

static void
show_choices (Stroll *self)
{
  GPtrArray *choices = self->question->choices;

  for (guint i = 0; i < choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (choices, i);

    if (passant_guide_offers (self->guide, self->question, choice))
      passant_command_say (self->command, "    %u  %s  [%s]", i + 1,
                           passant_text_get (choice->label, self->language), choice->id);
  }
}

static void
show_scale (Stroll *self)
{
  PassantQuestion *question = self->question;

  for (guint i = 0; question->labels && i < question->labels->len; i++)
    passant_command_say (self->command, "    %d  %s", question->min + (int) i,
                         passant_text_get (question->labels->pdata[i], self->language));
  if (question->low && question->high)
    passant_command_say (self->command, "    %d %s … %d %s", question->min,
                         passant_text_get (question->low, self->language), question->max,
                         passant_text_get (question->high, self->language));
}

/* Which of several employees it is about. */
static char *
dup_round (Stroll *self)
{
  PassantTouchpoint *touchpoint = self->question->touchpoint;
  const char *label = passant_text_get (touchpoint->repeat_label, self->language);

  if (self->question->round == 0)
    return g_strdup ("");

  return g_strdup_printf ("%s %u/%u: ", *label ? label : _("Round"), self->question->round,
                          passant_guide_count_rounds (self->guide, touchpoint));
}

static void
show_question (Stroll *self)
{
  PassantQuestion *question = self->question;
  g_autofree char *hint = passant_typed_dup_hint (question);
  g_autofree char *proposal = passant_guide_dup_proposal (self->guide, question);
  g_autofree char *round = dup_round (self);
  const char *mark = passant_guide_is_required (self->guide, question) ? "* " : "  ";
  g_autofree char *before = g_strconcat (mark, round, NULL);

  show_text (self, before, question->text);
  show_text (self, "    ", question->hint);
  show_choices (self);
  show_scale (self);
  if (hint)
    passant_command_say (self->command, "    %s", hint);
  if (proposal) {
    g_autofree char *words = passant_question_format (question, proposal, self->language);

    passant_command_say (self->command, _("    “take” takes over: %s"), words);
  }
}

static void
show_wrong (Stroll *self)
{
  g_autofree char *message =
    passant_guide_dup_message (self->guide, self->question, self->language);

  passant_command_say (self->command, "  ! %s", message);
}

static void
show_help (Stroll *self)
{
  passant_command_say (self->command,
                       _("  An empty line leaves a question open. Besides answers there are: na "
                         "(not applicable), take (what is proposed), back, jump TOUCHPOINT, "
                         "skip REASON, break REASON, help. “=back” answers with the word "
                         "“back”."));
}

/* Going */

/* A note is shown as it is passed. */
static gboolean
is_to_ask (Stroll          *self,
           PassantQuestion *question)
{
  PassantStepState state = passant_guide_get_question (self->guide, question);

  if (g_hash_table_contains (self->passed, question))
    return FALSE;
  if (state == PASSANT_STEP_DONE)
    return question->type == PASSANT_QUESTION_NOTE ||
           (question->role == PASSANT_ROLE_ROUNDS && question->type == PASSANT_QUESTION_NUMBER);

  return state == PASSANT_STEP_OPEN || state == PASSANT_STEP_WRONG;
}

static void
find_question (Stroll *self)
{
  GPtrArray *questions = self->touchpoint->questions;

  self->question = NULL;
  for (guint i = 0; i < questions->len && !self->question; i++) {
    PassantQuestion *question = g_ptr_array_index (questions, i);

    if (!is_to_ask (self, question))
      continue;
    self->question = question;
    if (question->type == PASSANT_QUESTION_NOTE) {
      show_text (self, "  ", question->text);
      g_hash_table_add (self->passed, question);
      self->question = NULL;
    }
  }
}

static gboolean
enter (Stroll            *self,
       PassantTouchpoint *touchpoint,
       GError           **error)
{
  self->touchpoint = touchpoint;
  self->question = NULL;
  g_hash_table_remove_all (self->passed);
  show_touchpoint (self);
  if (!say (self, draft_new (self, "visit.entered", "touchpoint", touchpoint->id), error))
    return FALSE;

  find_question (self);

  return TRUE;
}

static gboolean
asks_feeling (Stroll *self)
{
  return self->touchpoint->asks_feeling && !g_hash_table_contains (self->passed, self->touchpoint)
         && !passant_visit_get_felt (self->visit, self->touchpoint->id);
}

static PassantTouchpoint *
find_wrong (Stroll *self)
{
  for (guint i = 0; i < self->script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (self->script->touchpoints, i);

    if (passant_guide_get_touchpoint (self->guide, touchpoint) == PASSANT_STEP_WRONG)
      return touchpoint;
  }

  return NULL;
}

/* On to where there is something to do; past all that is there, the visit is finished. */
static gboolean
go_on (Stroll  *self,
       GError **error)
{
  while (!self->touchpoint || (!self->question && !asks_feeling (self))) {
    PassantTouchpoint *next = passant_guide_get_next (self->guide, self->touchpoint);

    if (!next)
      next = find_wrong (self);
    if (!next) {
      self->is_over = TRUE;
      return !passant_guide_can_finish (self->guide) ||
             say (self, draft_new (self, "visit.finished", NULL, NULL), error);
    }
    if (!enter (self, next, error))
      return FALSE;
  }

  return TRUE;
}

static void
pass (Stroll *self)
{
  g_hash_table_add (self->passed, self->question ? (gpointer) self->question : self->touchpoint);
  if (self->question)
    g_ptr_array_add (self->asked, self->question);
  find_question (self);
}

static gboolean
say_answer (Stroll     *self,
            const char *value,
            gboolean    is_na,
            GError    **error)
{
  PassantQuestion *question = self->question;
  PassantDraft *draft = draft_new (self, "visit.answered", "question", question->id);

  passant_draft_set_string (draft, "touchpoint", question->touchpoint->id);
  passant_draft_set_string (draft, "value", value);
  passant_draft_set_bool (draft, "na", is_na);
  if (!say (self, draft, error))
    return FALSE;

  if (passant_guide_get_question (self->guide, question) == PASSANT_STEP_WRONG)
    show_wrong (self);
  else
    pass (self);

  return TRUE;
}

static gboolean
say_felt (Stroll     *self,
          const char *typed,
          GError    **error)
{
  int valence, arousal;
  char rest;
  PassantDraft *draft;

  if (sscanf (typed, "%d %d %c", &valence, &arousal, &rest) != 2 || ABS (valence) > 100 ||
      ABS (arousal) > 100) {
    passant_command_say (self->command, _("  ! Type two numbers from -100 to 100, such as 40 -10"));
    return TRUE;
  }

  draft = draft_new (self, "visit.felt", "touchpoint", self->touchpoint->id);
  passant_draft_set_int (draft, "valence", valence);
  passant_draft_set_int (draft, "arousal", arousal);

  return say (self, draft, error);
}

/* What may be typed */

static gboolean
go_back (Stroll  *self,
         GError **error)
{
  PassantQuestion *last = self->asked->len ? self->asked->pdata[self->asked->len - 1] : NULL;

  if (!last) {
    passant_command_say (self->command, _("  ! This is the first question"));
    return TRUE;
  }

  g_ptr_array_set_size (self->asked, self->asked->len - 1);
  if (last->touchpoint != self->touchpoint && !enter (self, last->touchpoint, error))
    return FALSE;
  g_hash_table_remove (self->passed, last);
  self->question = last;

  return TRUE;
}

static gboolean
jump (Stroll     *self,
      const char *id,
      GError    **error)
{
  PassantTouchpoint *touchpoint = passant_script_find_touchpoint (self->script, id);

  if (touchpoint && passant_guide_get_touchpoint (self->guide, touchpoint) != PASSANT_STEP_HIDDEN)
    return enter (self, touchpoint, error);

  passant_command_say (self->command, _("  ! There is no touchpoint “%s” to go to now"), id);

  return TRUE;
}

static gboolean
skip (Stroll     *self,
      const char *reason,
      GError    **error)
{
  PassantDraft *draft = draft_new (self, "visit.skipped", "touchpoint", self->touchpoint->id);

  passant_draft_set_string (draft, "reason", reason);
  g_hash_table_add (self->passed, self->touchpoint);
  self->question = NULL;

  return say (self, draft, error);
}

static gboolean
break_off (Stroll     *self,
           const char *reason,
           GError    **error)
{
  PassantDraft *draft = draft_new (self, "visit.broken_off", "touchpoint", self->touchpoint->id);

  passant_draft_set_string (draft, "reason", "other");
  passant_draft_set_string (draft, "text", reason);
  self->is_over = TRUE;

  return say (self, draft, error);
}

static gboolean
take_proposal (Stroll  *self,
               GError **error)
{
  g_autofree char *value = self->question ? passant_guide_dup_proposal (self->guide,
                                                                        self->question) : NULL;

  if (value)
    return say_answer (self, value, FALSE, error);

  passant_command_say (self->command, _("  ! Nothing is proposed here"));

  return TRUE;
}

static gboolean
take_answer (Stroll     *self,
             const char *typed,
             GError    **error)
{
  g_autofree char *value = NULL;

  if (!self->question)
    return say_felt (self, typed, error);

  value = passant_typed_read (self->question, typed, self->language);

  return say_answer (self, value, FALSE, error);
}

static gboolean
obey (Stroll     *self,
      const char *line,
      GError    **error)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  const char *word = words[0] ? words[0] : "", *rest = words[0] && words[1] ? words[1] : "";

  if (!*line) {
    pass (self);
    return TRUE;
  }
  if (g_str_equal (word, "jump"))
    return jump (self, rest, error);
  if (g_str_equal (word, "skip"))
    return skip (self, rest, error);
  if (g_str_equal (word, "break"))
    return break_off (self, rest, error);
  if (g_str_equal (line, "back"))
    return go_back (self, error);
  if (g_str_equal (line, "take"))
    return take_proposal (self, error);
  if (g_str_equal (line, "na") && self->question)
    return say_answer (self, NULL, TRUE, error);
  if (g_str_equal (line, "help")) {
    show_help (self);
    return TRUE;
  }

  return take_answer (self, line + (*line == '='), error);
}

/* NULL when nothing more comes. */
static char *
read_line (Stroll *self)
{
  char *line = NULL;
  gsize size = 0;
  gssize length;

  if (isatty (STDIN_FILENO) && !passant_command_is_json (self->command))
    g_print ("> ");
  length = getline (&line, &size, stdin);
  if (length < 0)
    g_clear_pointer (&line, free);

  return line;
}

static gboolean
stroll (Stroll  *self,
        GError **error)
{
  if (!open_visit (self, error) || !go_on (self, error))
    return FALSE;

  while (!self->is_over) {
    gboolean is_done = TRUE;
    char *line;

    if (self->question)
      show_question (self);
    else
      passant_command_say (self->command, _("  How did it feel? Valence and arousal, -100 to 100"));
    line = read_line (self);
    if (!line)
      break;
    if (g_utf8_validate (line, -1, NULL))
      is_done = obey (self, g_strstrip (line), error) && (self->is_over || go_on (self, error));
    else
      passant_command_say (self->command, _("  ! This is not UTF-8 text"));
    free (line);
    if (!is_done)
      return FALSE;
  }

  return TRUE;
}

/* The end */

static const char *
gap_word (const PassantGap *gap)
{
  switch (gap->kind) {
  case PASSANT_GAP_ANSWER: return _("needs an answer");
  case PASSANT_GAP_FEELING: return _("has no feeling");
  case PASSANT_GAP_MARK: return _("has no mark for its phase");
  case PASSANT_GAP_WRONG: return _("has an answer that is not allowed");
  case PASSANT_GAP_STEP: return _("was neither entered nor skipped");
  default: g_return_val_if_reached ("");
  }
}

static void
tell_gaps (Stroll *self)
{
  static const char * const kinds[] = { "answer", "feeling", "wrong", "step", "mark" };
  yyjson_mut_doc *document = passant_command_get_document (self->command);
  yyjson_mut_val *array = yyjson_mut_obj_add_arr (document, yyjson_mut_doc_get_root (document),
                                                  "gaps");
  GPtrArray *gaps = passant_guide_get_gaps (self->guide);

  if (gaps->len)
    passant_command_say (self->command, _("Missing or doubtful"));
  for (guint i = 0; i < gaps->len; i++) {
    PassantGap *gap = g_ptr_array_index (gaps, i);
    yyjson_mut_val *object = yyjson_mut_arr_add_obj (document, array);

    passant_command_say (self->command, "  %s %s %s", gap->blocks ? "!" : "?",
                         gap->question ? gap->question->id : gap->touchpoint->id, gap_word (gap));
    yyjson_mut_obj_add_str (document, object, "kind", kinds[gap->kind]);
    yyjson_mut_obj_add_strcpy (document, object, "touchpoint", gap->touchpoint->id);
    if (gap->question)
      yyjson_mut_obj_add_strcpy (document, object, "question", gap->question->id);
    yyjson_mut_obj_add_bool (document, object, "blocks", gap->blocks);
  }
}

static void
tell_end (Stroll *self)
{
  g_autoptr (PassantScore) score = passant_score_new (self->script, self->visit);
  PassantAccount account = {
    .command = self->command,
    .script = self->script,
    .visit = self->visit,
    .guide = self->guide,
    .score = score,
    .language = self->language,
    .location = "–",
  };
  gboolean is_finished = passant_visit_get_state (self->visit) == PASSANT_VISIT_FINISHED;

  passant_command_say (self->command, "\n%s", is_finished ? _("The visit is finished.")
                                              : _("The walk stopped before the end."));
  passant_account_say (&account);
  passant_account_answer (&account);
  tell_gaps (self);
  passant_command_answer_bool (self->command, "finished", is_finished);
  if (!is_finished)
    passant_command_set_exit (self->command, PASSANT_EXIT_REFUSED);
}

gboolean
passant_stroll_take (PassantScript  *script,
                     const char     *language,
                     PassantCommand *command,
                     GError        **error)
{
  g_auto (Stroll) self = { .command = command, .script = script, .language = language };

  self.clock = passant_clock_new_system ();
  self.pen = passant_pen_new (g_strdup (VISIT));
  self.visit = passant_visit_new (VISIT);
  self.guide = passant_guide_new (script, self.visit);
  self.passed = g_hash_table_new (NULL, NULL);
  self.asked = g_ptr_array_new ();
  passant_command_say (command, _("%s, version %d. “help” tells what can be typed."),
                       passant_text_get (script->title, language), script->version);
  if (!stroll (&self, error))
    return FALSE;

  tell_end (&self);

  return TRUE;
}
