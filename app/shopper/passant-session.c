/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-session.h"

#include <glib/gi18n-lib.h>

#include "passant-error.h"
#include "passant-put-off.h"
#include "passant-session-private.h"

/**
 * PassantSession:
 *
 * One visit while it is being walked: its facts so far, the script, and the guide over both.
 *
 * Whatever the guest does is said here and kept by the store on its worker, one fact after another. Only after
 * the commit does the visit change, and with it the guide: `changed` is then emitted, so what the screen shows
 * as kept is kept. When the store refuses, the fact and all said after it wait in order; `problem` says why,
 * and passant_session_retry() or the next thing said tries again. Knows no widget.
 */
struct _PassantSession {
  GObject        parent_instance;

  PassantStore  *store;
  PassantVisit  *visit;
  PassantScript *script;
  PassantGuide  *guide;

  GQueue         unsaid;    /* PassantDraft, the head is on its way to the store */
  gboolean       is_saying;
  guint          importing;
  guint          quiet_id;  /* runs out when the guest has said nothing for a while */
  char          *problem;
  GQueue         undo;      /* Undo, newest at the tail */
  guint          undo_step; /* of the newest there ever was */
  GQueue         waiting;   /* PassantPutOff */
  char          *spot_code; /* "" when there is none */
};

G_DEFINE_FINAL_TYPE (PassantSession, passant_session, G_TYPE_OBJECT)

#define UNDO_STEPS_MAX 500
#define QUIET_DELAY_S 3
/* What lies further from when it was noted was said to have happened earlier. */
#define EARLIER_MS_MIN 10000

typedef enum {
  PROP_PROBLEM = 1,
} PassantSessionProps;

static GParamSpec *props[PROP_PROBLEM + 1];

typedef enum {
  CHANGED,
  REFUSED,
} PassantSessionSignals;

static guint signals[REFUSED + 1];

/* What an answer was before it was changed, or a piece of evidence before it was taken back, or both. */
typedef struct {
  guint            step;      /* from 1 on */
  PassantQuestion *question;  /* or NULL */
  PassantDraft    *evidenced; /* or NULL */
  char            *value;
  char            *source;
  gboolean         is_na;
  gint64           at_ms; /* 0: there was none */
  gboolean         is_earlier; /* than it was noted */
} Undo;

static void
undo_free (Undo *self)
{
  g_clear_pointer (&self->evidenced, passant_draft_free);
  g_free (self->source);
  g_free (self->value);
  g_free (self);
}

static void
set_problem (PassantSession *self,
             const char     *problem)
{
  if (g_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROBLEM]);
}

static void
take_in (PassantSession *self,
         PassantFact    *fact)
{
  passant_visit_apply (self->visit, fact);
  g_clear_pointer (&self->guide, passant_guide_free);
  self->guide = passant_guide_new (self->script, self->visit);
}

static gboolean
on_quiet_cb (gpointer user_data)
{
  PassantSession *self = user_data;

  self->quiet_id = 0;
  passant_store_tidy_async (self->store);

  return G_SOURCE_REMOVE;
}

static void
await_quiet (PassantSession *self)
{
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  self->quiet_id = g_timeout_add_seconds (QUIET_DELAY_S, on_quiet_cb, self);
}

static void on_append_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data);

static void
say_next (PassantSession *self)
{
  if (self->is_saying || g_queue_is_empty (&self->unsaid))
    return;

  self->is_saying = TRUE;
  passant_store_append_async (self->store, passant_draft_copy (g_queue_peek_head (&self->unsaid)),
                              NULL,
                              on_append_cb, g_object_ref (self));
}

static void
on_append_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PassantSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = passant_store_append_finish (self->store, result, &error);

  self->is_saying = FALSE;
  if (!fact && !g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_INVALID)) {
    set_problem (self, error->message);
    return;
  }

  passant_draft_free (g_queue_pop_head (&self->unsaid));
  if (fact)
    take_in (self, fact);
  else
    /* No store ever takes it, and what was said after it must not wait for that. Nothing but a text can be so. */
    g_signal_emit (self, signals[REFUSED], 0, _("This text is too long"));
  if (g_queue_is_empty (&self->waiting))
    set_problem (self, NULL);
  await_quiet (self);
  say_next (self);
  passant_put_off_do_again (&self->waiting, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
say (PassantSession *self,
     PassantDraft   *draft)
{
  PassantClock *clock = passant_store_get_clock (self->store);

  /* When it was tapped, however long the store cannot keep it. */
  draft->noted_ms = passant_clock_now_ms (clock);
  draft->boot_ms = passant_clock_boot_ms (clock);
  g_queue_push_tail (&self->unsaid, draft);
  say_next (self);
}

static PassantDraft *
draft_new (PassantSession *self,
           const char     *kind)
{
  return passant_draft_new (kind, passant_visit_get_study (self->visit),
                            passant_visit_get_id (self->visit));
}

static void
say_step (PassantSession    *self,
          const char        *kind,
          PassantTouchpoint *touchpoint,
          gboolean           is_light)
{
  PassantDraft *draft = draft_new (self, kind);

  draft->is_light = is_light;
  passant_draft_set_string (draft, "touchpoint", touchpoint->id);
  say (self, draft);
}

static void
push_undo (PassantSession *self,
           Undo           *undo)
{
  undo->step = ++self->undo_step;
  g_queue_push_tail (&self->undo, undo);
  if (g_queue_get_length (&self->undo) > UNDO_STEPS_MAX)
    undo_free (g_queue_pop_head (&self->undo));
}

static void
remember_for_undo (PassantSession  *self,
                   PassantQuestion *question)
{
  PassantSaid before = { NULL };
  Undo *undo = g_new0 (Undo, 1);

  passant_said_find_answer (&self->unsaid, self->visit, question, &before);
  undo->question = question;
  undo->value = g_strdup (before.value);
  undo->source = g_strdup (before.source);
  undo->is_na = before.is_na;
  undo->at_ms = before.at_ms;
  undo->is_earlier = before.at_ms != before.noted_ms;
  push_undo (self, undo);
}

static void
say_answer (PassantSession  *self,
            PassantQuestion *question,
            const char      *value,
            gboolean         is_na,
            const char      *source,
            gint64           at_ms,
            gint64           shown_ms)
{
  PassantSaid before;
  PassantDraft *draft = draft_new (self, "visit.answered");

  draft->at_ms = at_ms;
  passant_draft_set_string (draft, "touchpoint", question->touchpoint->id);
  passant_draft_set_string (draft, "question", question->id);
  passant_draft_set_string (draft, "value", is_na ? NULL : value);
  passant_draft_set_bool (draft, "na", is_na);
  passant_draft_set_string (draft, "source", source ? source : "seen");
  passant_draft_set_int (draft, "shown_ms", shown_ms);
  if (passant_said_find_answer (&self->unsaid, self->visit, question, &before))
    passant_draft_set_int (draft, "changes", before.changes + 1);
  else
    passant_draft_set_int (draft, "changes", 0);
  say (self, draft);
}

static void
passant_session_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PassantSession *self = PASSANT_SESSION (object);

  switch ((PassantSessionProps) prop_id) {
  case PROP_PROBLEM:
    g_value_set_string (value, self->problem);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_session_finalize (GObject *object)
{
  PassantSession *self = PASSANT_SESSION (object);

  g_clear_handle_id (&self->quiet_id, g_source_remove);
  g_queue_clear_full (&self->unsaid, (GDestroyNotify) passant_draft_free);
  g_queue_clear_full (&self->undo, (GDestroyNotify) undo_free);
  passant_put_off_clear (&self->waiting);
  g_clear_pointer (&self->guide, passant_guide_free);
  g_clear_pointer (&self->visit, passant_visit_unref);
  g_clear_pointer (&self->script, passant_script_unref);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->spot_code, g_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (passant_session_parent_class)->finalize (object);
}

static void
passant_session_class_init (PassantSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = passant_session_get_property;
  object_class->finalize = passant_session_finalize;

  props[PROP_PROBLEM] =
    g_param_spec_string ("problem", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  /* Emitted after something said is kept, and the guide knows it. */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* What is never going to be kept, such as a file that is no evidence; the words say why. Nothing waits for it. */
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
passant_session_init (PassantSession *self)
{
  g_queue_init (&self->unsaid);
  g_queue_init (&self->undo);
  g_queue_init (&self->waiting);
}

PassantSession *
passant_session_new (PassantStore  *store,
                     PassantVisit  *visit,
                     PassantScript *script)
{
  PassantSession *self = g_object_new (PASSANT_TYPE_SESSION, NULL);
  g_autoptr (PassantPresencePlace) spot = passant_store_load_place (store, visit, NULL);

  self->spot_code = spot && spot->code ? g_strstrip (g_strdup (spot->code)) : g_strdup ("");
  self->store = g_object_ref (store);
  self->visit = passant_visit_ref (visit);
  self->script = passant_script_ref (script);
  self->guide = passant_guide_new (script, visit);

  return self;
}

PassantStore *
passant_session_get_store (PassantSession *self)
{
  g_return_val_if_fail (PASSANT_IS_SESSION (self), NULL);

  return self->store;
}

PassantVisit *
passant_session_get_visit (PassantSession *self)
{
  g_return_val_if_fail (PASSANT_IS_SESSION (self), NULL);

  return self->visit;
}

PassantScript *
passant_session_get_script (PassantSession *self)
{
  g_return_val_if_fail (PASSANT_IS_SESSION (self), NULL);

  return self->script;
}

/* What the code that hangs on the spot says, "" when there is none. */
const char *
passant_session_get_spot_code (PassantSession *self)
{
  return self->spot_code;
}

/* Lives until the next `changed`. */
PassantGuide *
passant_session_get_guide (PassantSession *self)
{
  g_return_val_if_fail (PASSANT_IS_SESSION (self), NULL);

  return self->guide;
}

/* Whether the guest still holds the pen. */
gboolean
passant_session_is_open (PassantSession *self)
{
  PassantVisitState state = passant_visit_get_state (self->visit);

  return state == PASSANT_VISIT_OPEN || state == PASSANT_VISIT_RETURNED;
}

/* Why the oldest thing said is not kept, in words, or NULL when all is well. */
const char *
passant_session_get_problem (PassantSession *self)
{
  return self->problem;
}

/* Whether something tapped is on its way: what the screen shows is newer than what is kept. A photo that waits for room
 * is none. */
gboolean
passant_session_is_tapping (PassantSession *self)
{
  return self->is_saying || !g_queue_is_empty (&self->unsaid);
}

/* Whether a photo or a recording is not kept yet. */
gboolean
passant_session_is_attaching (PassantSession *self)
{
  return self->importing > 0 || !g_queue_is_empty (&self->waiting);
}

/* Whether something said is not kept yet, of whatever kind. */
gboolean
passant_session_is_saying (PassantSession *self)
{
  return passant_session_is_tapping (self) || passant_session_is_attaching (self);
}

PassantDraft *
passant_session_draft (PassantSession *self,
                       const char     *kind)
{
  return draft_new (self, kind);
}

void
passant_session_say (PassantSession *self,
                     PassantDraft   *draft)
{
  say (self, draft);
}

void
passant_session_begin_import (PassantSession *self)
{
  self->importing++;
}

void
passant_session_end_import (PassantSession *self,
                            const GError   *error)
{
  g_return_if_fail (self->importing > 0);

  self->importing--;
  if (g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE))
    set_problem (self, error->message);
  else if (g_queue_is_empty (&self->unsaid) && g_queue_is_empty (&self->waiting))
    set_problem (self, NULL);
  if (error && !g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE))
    g_signal_emit (self, signals[REFUSED], 0, error->message);
  g_signal_emit (self, signals[CHANGED], 0);
}

GQueue *
passant_session_get_waiting (PassantSession *self)
{
  return &self->waiting;
}

void
passant_session_remember_evidence (PassantSession  *self,
                                   PassantDraft    *evidenced,
                                   PassantQuestion *answered)
{
  Undo *undo = answered ? g_queue_peek_tail (&self->undo) : NULL;

  if (!undo) {
    undo = g_new0 (Undo, 1);
    push_undo (self, undo);
  }
  g_clear_pointer (&undo->evidenced, passant_draft_free);
  undo->evidenced = evidenced;
}

/* The guest stands at @touchpoint. Says so once: not again while they stay, so that a mere redraw writes nothing. */
void
passant_session_enter (PassantSession    *self,
                       PassantTouchpoint *touchpoint)
{
  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (touchpoint != NULL);

  if (!passant_said_is_at (&self->unsaid, self->visit, touchpoint))
    say_step (self, "visit.entered", touchpoint, TRUE);
}

/* The guest turned to this visit, from another one. */
void
passant_session_turn_to (PassantSession *self)
{
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self));

  draft = draft_new (self, "visit.turned_to");
  draft->is_light = TRUE;
  say (self, draft);
}

/* Goes through @touchpoint afresh: what was said there so far counts no more. */
void
passant_session_redo (PassantSession    *self,
                      PassantTouchpoint *touchpoint)
{
  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (touchpoint != NULL);

  say_step (self, "visit.redone", touchpoint, FALSE);
  say_step (self, "visit.entered", touchpoint, TRUE);
}

/**
 * passant_session_answer:
 * @value: (nullable): stored text; NULL takes the answer back
 * @at_ms: when it happened, or 0 for now
 * @shown_ms: how long the question had been in view
 */
void
passant_session_answer (PassantSession  *self,
                        PassantQuestion *question,
                        const char      *value,
                        gboolean         is_na,
                        gint64           at_ms,
                        gint64           shown_ms)
{
  PassantSaid before = { NULL };

  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (question != NULL);

  if (passant_guide_is_locked (self->guide, question))
    return;

  /* How the guest knows it, and that it was earlier, stays said when only the answer is put right. */
  passant_said_find_answer (&self->unsaid, self->visit, question, &before);
  if (before.noted_ms - before.at_ms >= EARLIER_MS_MIN && at_ms == 0)
    at_ms = before.at_ms;
  remember_for_undo (self, question);
  say_answer (self, question, value, is_na, before.source, at_ms, shown_ms);
}

/* What was answered to @question happened @at_ms. */
void
passant_session_back_date (PassantSession  *self,
                           PassantQuestion *question,
                           gint64           at_ms)
{
  PassantSaid said;

  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (question != NULL && at_ms > 0);

  if (passant_said_find_answer (&self->unsaid, self->visit, question, &said))
    passant_session_answer (self, question, said.value, said.is_na, at_ms, said.shown_ms);
}

/* What the guest said last in answer to @question, when that is not kept yet. Borrowed, until something is said or kept. */
gboolean
passant_session_find_unsaid (PassantSession  *self,
                             PassantQuestion *question,
                             PassantSaid     *said)
{
  g_return_val_if_fail (PASSANT_IS_SESSION (self), FALSE);
  g_return_val_if_fail (question != NULL && said != NULL, FALSE);

  return passant_said_find_unsaid (&self->unsaid, question, said);
}

/* How the guest knows what was answered to @question: "seen", "asked" or "recalled". */
void
passant_session_source (PassantSession  *self,
                        PassantQuestion *question,
                        const char      *source)
{
  PassantSaid before;

  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (question != NULL && source != NULL);

  if (passant_guide_is_locked (self->guide, question) ||
      !passant_said_find_answer (&self->unsaid, self->visit, question, &before) ||
      g_strcmp0 (before.source, source) == 0)
    return;

  remember_for_undo (self, question);
  say_answer (self, question, before.value, before.is_na, source, before.at_ms, before.shown_ms);
}

void
passant_session_skip (PassantSession    *self,
                      PassantTouchpoint *touchpoint,
                      const char        *reason)
{
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self));

  draft = draft_new (self, "visit.skipped");
  passant_draft_set_string (draft, "touchpoint", touchpoint->id);
  passant_draft_set_string (draft, "reason", reason);
  say (self, draft);
}

/* Where the guest was found to be, or says they are. */
void
passant_session_locate (PassantSession   *self,
                        const PassantFix *fix)
{
  say (self, passant_fix_draft (fix, passant_visit_get_study (self->visit),
                                passant_visit_get_id (self->visit)));
}

/* Each end is a revision for the reviewer: a second tap on the button is none. */
static gboolean
can_end (PassantSession *self)
{
  return passant_session_is_open (self) && !passant_said_has_end (&self->unsaid);
}

/* @evidence: the sha256 of what shows it, of the visit's; NULL-terminated. */
void
passant_session_break_off (PassantSession     *self,
                           const char         *reason,
                           const char         *text,
                           const char * const *evidence)
{
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (evidence != NULL);

  if (!can_end (self))
    return;

  draft = draft_new (self, "visit.broken_off");
  passant_draft_set_string (draft, "touchpoint", passant_visit_get_place (self->visit));
  passant_draft_set_string (draft, "reason", reason);
  passant_draft_set_string (draft, "text", text);
  if (evidence[0])
    passant_draft_set_strv (draft, "evidence", evidence);
  say (self, draft);
}

/* Keeps @draft, which is about this visit, like everything else that is said. Takes it. */
void
passant_session_keep (PassantSession *self,
                      PassantDraft   *draft)
{
  g_return_if_fail (PASSANT_IS_SESSION (self));

  say (self, draft);
}

void
passant_session_finish (PassantSession *self)
{
  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (passant_guide_can_finish (self->guide));

  if (can_end (self))
    say (self, draft_new (self, "visit.finished"));
}

gboolean
passant_session_can_undo (PassantSession *self)
{
  return !g_queue_is_empty (&self->undo);
}

/* Where only when, or how the guest knows it, was said otherwise, the time comes back too. */
static void
say_undone (PassantSession *self,
            const Undo     *undo)
{
  PassantSaid said;
  gboolean is_same =
    passant_said_find_answer (&self->unsaid, self->visit, undo->question, &said) &&
    said.is_na == undo->is_na && g_strcmp0 (said.value, undo->value) == 0;

  say_answer (self, undo->question, undo->value, undo->is_na, undo->source,
              is_same || undo->is_earlier ? undo->at_ms : 0, 0);
}

static PassantQuestion *
take_back (PassantSession *self,
           GList          *link)
{
  Undo *undo = link ? link->data : NULL;
  PassantQuestion *question;

  if (!undo)
    return NULL;

  g_queue_delete_link (&self->undo, link);
  question = undo->question;
  if (undo->evidenced)
    say (self, g_steal_pointer (&undo->evidenced));
  if (question)
    say_undone (self, undo);
  undo_free (undo);

  return question;
}

/* Says the last answer as it was before, or evidence that was taken back anew. Returns the question that was answered, or
 * NULL when there was none. */
PassantQuestion *
passant_session_undo (PassantSession *self)
{
  g_return_val_if_fail (PASSANT_IS_SESSION (self), NULL);

  return take_back (self, g_queue_peek_tail_link (&self->undo));
}

/* What passant_session_undo() would undo now, for passant_session_undo_step(); 0 for nothing. */
guint
passant_session_get_undo_step (PassantSession *self)
{
  const Undo *newest;

  g_return_val_if_fail (PASSANT_IS_SESSION (self), 0);

  newest = g_queue_peek_tail (&self->undo);

  return newest ? newest->step : 0;
}

static int
compare_step (gconstpointer undo,
              gconstpointer step)
{
  return ((const Undo *) undo)->step != GPOINTER_TO_UINT (step);
}

/* As passant_session_undo(), but of @step and nothing said after it. Nothing, when the same was answered again since. */
PassantQuestion *
passant_session_undo_step (PassantSession *self,
                           guint           step)
{
  GList *link;

  g_return_val_if_fail (PASSANT_IS_SESSION (self), NULL);

  link = g_queue_find_custom (&self->undo, GUINT_TO_POINTER (step), compare_step);
  for (GList *later = link ? link->next : NULL; later; later = later->next) {
    const PassantQuestion *since = ((Undo *) later->data)->question;

    if (since && since == ((Undo *) link->data)->question)
      return NULL;
  }

  return take_back (self, link);
}

/* Tries again to keep what is not kept yet. */
void
passant_session_retry (PassantSession *self)
{
  g_return_if_fail (PASSANT_IS_SESSION (self));

  set_problem (self, NULL);
  say_next (self);
  passant_put_off_do_again (&self->waiting, self);
}

/* Returns when all that was said is kept, or cannot be. For the moment before the app goes away. */
void
passant_session_flush (PassantSession *self)
{
  g_autoptr (PassantSession) held = NULL;

  g_return_if_fail (PASSANT_IS_SESSION (self));

  /* It may be left as soon as all is kept. */
  held = g_object_ref (self);
  while (self->is_saying || self->importing > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Reads the visit again, after a sync may have brought a reviewer's word. */
void
passant_session_reload (PassantSession *self)
{
  g_autoptr (PassantVisit) visit = NULL;

  g_return_if_fail (PASSANT_IS_SESSION (self));

  if (passant_session_is_saying (self))
    return;

  visit = passant_store_load_visit (self->store, passant_visit_get_id (self->visit), NULL);
  if (!visit)
    return;

  g_clear_pointer (&self->visit, passant_visit_unref);
  self->visit = g_steal_pointer (&visit);
  g_clear_pointer (&self->guide, passant_guide_free);
  self->guide = passant_guide_new (self->script, self->visit);
  g_signal_emit (self, signals[CHANGED], 0);
}
