/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-session.h"

G_BEGIN_DECLS

/* The code that hangs where a visit takes place, as far as it is known. */

/* Whether there is one, and it was not read yet. Cheap. */
gboolean passant_session_wants_code (PassantSession *self);
/* Says that it was read, when @text is it; FALSE, and nothing is said, when it is another. */
gboolean passant_session_read_code  (PassantSession *self,
                                     const char     *text);

G_END_DECLS
