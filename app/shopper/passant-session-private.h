/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-session.h"

G_BEGIN_DECLS

/* For the parts of the session that live in files of their own. */

PassantDraft *passant_session_draft        (PassantSession *self,
                                            const char     *kind) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @draft. */
void          passant_session_say          (PassantSession *self,
                                            PassantDraft   *draft);
const char   *passant_session_get_spot_code (PassantSession *self);
/* A file is on its way among the blobs: the session is saying something until it ends. With a storage @error, its
 * problem then, it is to wait; any other refuses the file. */
void          passant_session_begin_import (PassantSession *self);
void          passant_session_end_import   (PassantSession *self,
                                            const GError   *error);

/* PassantPutOff: what the disk refused waits there, unkept, for the next retry or until the disk takes something. */
GQueue       *passant_session_get_waiting  (PassantSession *self);
/* A piece of evidence is taken back, and with it the answer to @answered (or NULL), just now: to undo that, @evidenced is
 * said. Takes it. */
void          passant_session_remember_evidence (PassantSession  *self,
                                                 PassantDraft    *evidenced,
                                                 PassantQuestion *answered);

G_END_DECLS
