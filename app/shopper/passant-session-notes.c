/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a guest notes beside the answers: stopwatches, feelings, marks, moments outside the script. */

#include "passant-session-private.h"

/* The stopwatch of @question runs from now on; it outlives the app, and sleep. */
void
passant_session_start_timer (PassantSession  *self,
                             PassantQuestion *question)
{
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (question != NULL);

  draft = passant_session_draft (self, "visit.timer_started");
  passant_draft_set_string (draft, "touchpoint", question->touchpoint->id);
  passant_draft_set_string (draft, "question", question->id);
  passant_session_say (self, draft);
}

/* Stops it without an answer; an answer stops it by itself. */
void
passant_session_stop_timer (PassantSession  *self,
                            PassantQuestion *question)
{
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (question != NULL);

  draft = passant_session_draft (self, "visit.timer_stopped");
  passant_draft_set_string (draft, "question", question->id);
  passant_session_say (self, draft);
}

/* How long the stopwatch of @question has been running, −1 when it stands still. */
gint64
passant_session_get_elapsed_ms (PassantSession  *self,
                                PassantQuestion *question)
{
  PassantStore *store = passant_session_get_store (self);
  PassantClock *clock = passant_store_get_clock (store);
  const PassantTimer *timer = passant_visit_get_timer (passant_session_get_visit (self),
                                                       question->id);

  g_return_val_if_fail (PASSANT_IS_SESSION (self), -1);

  if (!timer)
    return -1;

  return passant_timer_get_elapsed_ms (timer, passant_store_get_device (store),
                                       passant_clock_now_ms (clock), passant_clock_boot_ms (clock));
}

/* @mark: 1 … 10, or 0 to take it back. */
void
passant_session_mark_phase (PassantSession *self,
                            PassantPhase   *phase,
                            int             mark,
                            gint64          shown_ms)
{
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self));
  g_return_if_fail (phase != NULL);

  draft = passant_session_draft (self, "visit.phase_marked");
  passant_draft_set_string (draft, "phase", phase->id);
  passant_draft_set_int (draft, "mark", mark);
  passant_draft_set_int (draft, "shown_ms", shown_ms);
  passant_session_say (self, draft);
}

/* Since the guest last walked into @touchpoint; 0 when they did not. */
static gint64
get_delay_ms (PassantSession *self,
              const char     *touchpoint)
{
  GPtrArray *entries = passant_visit_get_entries (passant_session_get_visit (self));
  gint64 now_ms = passant_clock_now_ms (passant_store_get_clock (passant_session_get_store (self)));

  for (guint i = entries->len; i > 0; i--) {
    PassantEntry *entry = entries->pdata[i - 1];

    if (g_str_equal (entry->touchpoint, touchpoint))
      return MAX (now_ms - entry->noted_ms, 0);
  }

  return 0;
}

/* @about: a touchpoint's id, or a moment's. @felt: its noted_ms does not count; an at_ms of 0 is now, a delay_ms of 0 is
 * worked out. */
void
passant_session_feel (PassantSession    *self,
                      const char        *about,
                      const PassantFelt *felt)
{
  gint64 delay_ms = felt->delay_ms > 0 ? felt->delay_ms : get_delay_ms (self, about);
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self));

  draft = passant_session_draft (self, "visit.felt");
  draft->at_ms = felt->at_ms;
  passant_draft_set_string (draft, "touchpoint", about);
  passant_draft_set_int (draft, "x", felt->x);
  passant_draft_set_int (draft, "y", felt->y);
  passant_draft_set_int (draft, "valence", felt->affect.valence);
  passant_draft_set_int (draft, "arousal", felt->affect.arousal);
  passant_draft_set_string (draft, "word", felt->affect.word);
  if (felt->affect.mark > 0)
    passant_draft_set_int (draft, "mark", felt->affect.mark);
  passant_draft_set_int (draft, "shown_ms", felt->shown_ms);
  passant_draft_set_int (draft, "touch_ms", felt->touch_ms);
  passant_draft_set_int (draft, "moves", felt->moves);
  if (delay_ms > 0)
    passant_draft_set_int (draft, "delay_ms", delay_ms);
  passant_session_say (self, draft);
}

/* Something happened outside the script, @at_ms or just now. */
void
passant_session_mark (PassantSession *self,
                      const char     *text,
                      const char     *channel,
                      gint64          at_ms)
{
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self));

  draft = passant_session_draft (self, "visit.marked");
  draft->at_ms = at_ms;
  passant_draft_set_string (draft, "text", text);
  passant_draft_set_string (draft, "touchpoint",
                            passant_visit_get_place (passant_session_get_visit (self)));
  passant_draft_set_string (draft, "channel", channel);
  passant_session_say (self, draft);
}

/* Something happened at @touchpoint just now, wherever the guest stands on the screen. */
void
passant_session_mark_at (PassantSession    *self,
                         PassantTouchpoint *touchpoint,
                         const char        *text)
{
  PassantDraft *draft;

  g_return_if_fail (PASSANT_IS_SESSION (self));

  draft = passant_session_draft (self, "visit.marked");
  passant_draft_set_string (draft, "text", text);
  passant_draft_set_string (draft, "touchpoint", touchpoint->id);
  passant_draft_set_string (draft, "channel", touchpoint->channel);
  passant_session_say (self, draft);
}
