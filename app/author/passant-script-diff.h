/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"

G_BEGIN_DECLS

typedef enum {
  PASSANT_CHANGE_ADDED,
  PASSANT_CHANGE_REMOVED,
  PASSANT_CHANGE_MOVED,   /* to another touchpoint or place */
  PASSANT_CHANGE_ALTERED, /* one property of it */
} PassantChangeKind;

/* "added" …, as in JSON. */
const char *passant_change_kind_to_string (PassantChangeKind kind);

/* One thing that is different. Renames cannot be known: what has another id is removed and added. */
typedef struct {
  PassantChangeKind kind;
  char             *noun;     /* script, phase, touchpoint, question, choice, list, list choice, quiz item, quiz choice */
  char             *id;       /* "greeted"; of a choice with what it belongs to: "greeted/yes" */
  char             *property; /* of ALTERED, as in the script's JSON: "text", "required", "desired.mark" …; of MOVED
                               * "phase" or "touchpoint" (into another one) or "place" (in the same); else NULL */
  char             *language; /* of a text, or NULL */
  char             *before, *after; /* as written: text as it stands, anything else as JSON, a thing without what is in
                                     * it; of MOVED the id of what it stood in, or stood behind. NULL: was, or is, none */
} PassantChange;

void       passant_change_free (PassantChange *self);
/* Everything that differs from @before to @after (PassantChange), in the order of @after; what was removed comes where it
 * stood. Empty exactly when both say the same, the order of keys aside. */
GPtrArray *passant_script_diff (PassantScript *before,
                                PassantScript *after) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantChange, passant_change_free)

G_END_DECLS
