/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"
#include "passant-script-diff.h"

G_BEGIN_DECLS

/* Says @changes (PassantChange) from @before to @after for people, grouped by touchpoint, in the reader's language; things
 * are called as @language has it. In JSON as "changes" of the answer. */
void passant_changes_print (PassantCommand *command,
                            PassantScript  *before,
                            PassantScript  *after,
                            GPtrArray      *changes,
                            const char     *language);

G_END_DECLS
