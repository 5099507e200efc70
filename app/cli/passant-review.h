/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"
#include "passant-visit.h"

G_BEGIN_DECLS

/* What the three reviews share: says @kind about the visit named by the command's argument, of its newest revision, with
 * --remark and any @questions. Refuses with %PASSANT_ERROR_INVALID a visit that does not wait for review. */
gboolean passant_review_say (PassantCommand *command,
                             const char     *kind,
                             const char     *sentence,
                             GError        **error);

G_END_DECLS
