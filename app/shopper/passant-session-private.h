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
/* A file is on its way among the blobs: the session is saying something until it ends, with @error as its problem. */
void          passant_session_begin_import (PassantSession *self);
void          passant_session_end_import   (PassantSession *self,
                                            const GError   *error);

G_END_DECLS
