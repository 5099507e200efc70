/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-guide.h"
#include "passant-said.h"
#include "passant-store.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_SESSION (passant_session_get_type ())

G_DECLARE_FINAL_TYPE (PassantSession, passant_session, PASSANT, SESSION, GObject)

PassantSession *passant_session_new            (PassantStore  *store,
                                                PassantVisit  *visit,
                                                PassantScript *script) G_GNUC_WARN_UNUSED_RESULT;

PassantStore   *passant_session_get_store      (PassantSession *self);
PassantVisit   *passant_session_get_visit      (PassantSession *self);
PassantScript  *passant_session_get_script     (PassantSession *self);
PassantGuide   *passant_session_get_guide      (PassantSession *self);
gboolean        passant_session_is_open        (PassantSession *self);
const char     *passant_session_get_problem    (PassantSession *self);
gboolean        passant_session_is_saying      (PassantSession *self);
gboolean        passant_session_is_tapping     (PassantSession *self);
gboolean        passant_session_is_attaching   (PassantSession *self);

void            passant_session_enter          (PassantSession    *self,
                                                PassantTouchpoint *touchpoint);
void            passant_session_turn_to        (PassantSession *self);
void            passant_session_redo           (PassantSession    *self,
                                                PassantTouchpoint *touchpoint);
void            passant_session_answer         (PassantSession  *self,
                                                PassantQuestion *question,
                                                const char      *value,
                                                gboolean         is_na,
                                                gint64           at_ms,
                                                gint64           shown_ms);
gboolean        passant_session_find_unsaid    (PassantSession  *self,
                                                PassantQuestion *question,
                                                PassantSaid     *said);
void            passant_session_back_date      (PassantSession  *self,
                                                PassantQuestion *question,
                                                gint64           at_ms);
void            passant_session_source         (PassantSession  *self,
                                                PassantQuestion *question,
                                                const char      *source);
void            passant_session_start_timer    (PassantSession  *self,
                                                PassantQuestion *question);
void            passant_session_stop_timer     (PassantSession  *self,
                                                PassantQuestion *question);
gint64          passant_session_get_elapsed_ms (PassantSession  *self,
                                                PassantQuestion *question);
void            passant_session_mark_phase     (PassantSession *self,
                                                PassantPhase   *phase,
                                                int             mark,
                                                gint64          shown_ms);
void            passant_session_feel           (PassantSession    *self,
                                                const char        *about,
                                                const PassantFelt *felt);
void            passant_session_skip           (PassantSession    *self,
                                                PassantTouchpoint *touchpoint,
                                                const char        *reason);
void            passant_session_mark           (PassantSession *self,
                                                const char     *text,
                                                const char     *channel,
                                                gint64          at_ms);
void            passant_session_mark_at        (PassantSession    *self,
                                                PassantTouchpoint *touchpoint,
                                                const char        *text);
void            passant_session_locate         (PassantSession   *self,
                                                const PassantFix *fix);
void            passant_session_break_off      (PassantSession     *self,
                                                const char         *reason,
                                                const char         *text,
                                                const char * const *evidence);
void            passant_session_keep           (PassantSession *self,
                                                PassantDraft   *draft);
void            passant_session_finish         (PassantSession *self);

gboolean        passant_session_can_undo       (PassantSession *self);
PassantQuestion *passant_session_undo          (PassantSession *self);
guint           passant_session_get_undo_step  (PassantSession *self);
PassantQuestion *passant_session_undo_step     (PassantSession *self,
                                                guint           step);
void            passant_session_retry          (PassantSession *self);
void            passant_session_flush          (PassantSession *self);
void            passant_session_reload         (PassantSession *self);

G_END_DECLS
