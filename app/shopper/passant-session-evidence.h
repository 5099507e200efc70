/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "passant-session.h"

G_BEGIN_DECLS

/*
 * Photos and recordings of a visit. A photo is kept upright, as small as the study says, and with nothing in it but its
 * pixels; that and the copying happen in a thread of their own, so that no tap waits for it. @touchpoint NULL: not
 * attached to any step yet. @question NULL: answers none.
 */

void             passant_session_attach        (PassantSession    *self,
                                                GFile             *file,
                                                PassantTouchpoint *touchpoint,
                                                PassantQuestion   *question);
/* A photo from the camera or worked on; @at_ms: when it was taken, @name: what to call it. */
void             passant_session_attach_photo  (PassantSession    *self,
                                                GdkPixbuf         *photo,
                                                gint64             at_ms,
                                                const char        *name,
                                                PassantTouchpoint *touchpoint,
                                                PassantQuestion   *question);
/* Where a recording for @question, or (NULL) at @touchpoint, is made, until it is attached. */
char            *passant_session_dup_recording_path (PassantSession    *self,
                                                     PassantTouchpoint *touchpoint,
                                                     PassantQuestion   *question)
G_GNUC_WARN_UNUSED_RESULT;
/* Takes in what a crash left of recordings for @question, or at @touchpoint. Not while one is being made there. */
void             passant_session_recover       (PassantSession    *self,
                                                PassantTouchpoint *touchpoint,
                                                PassantQuestion   *question);
/* Where a piece of evidence belongs after all. Where it answered a question, that answer is taken back. What a reviewer
 * left closed stays. */
void             passant_session_assign        (PassantSession    *self,
                                                const char        *sha256,
                                                PassantTouchpoint *touchpoint,
                                                PassantQuestion   *question);
/* Takes it back, and the answer that it was; undo brings both again. What a reviewer left closed stays. */
void             passant_session_withdraw      (PassantSession *self,
                                                const char     *sha256);
/* Whether it may be taken back, or be said to belong elsewhere. */
gboolean         passant_session_is_movable    (PassantSession *self,
                                                const char     *sha256);
/* The question that @sha256 is the answer to now, or NULL. */
PassantQuestion *passant_session_find_answered (PassantSession *self,
                                                const char     *sha256);
/* The photos and recordings of the visit that belong to no step and answer no question, by sha256. */
GStrv            passant_session_list_loose    (PassantSession *self) G_GNUC_WARN_UNUSED_RESULT;
/* The visit's photo that looks like @look, or NULL. Borrowed until the next `changed`. */
PassantEvidence *passant_session_find_alike    (PassantSession *self,
                                                const char     *look);

G_END_DECLS
