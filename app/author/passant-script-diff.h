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

/* One thing that is different. */
typedef struct {
  PassantChangeKind kind;
  char             *noun;     /* script, phase, touchpoint, question, choice, quiz item */
  char             *id;       /* "greeted"; of a choice "greeted/yes" */
  char             *property; /* of ALTERED, as in the script's JSON: "text", "required", "relevant" …; else NULL */
  char             *language; /* of a text, or NULL */
  char             *before, *after; /* as written, or NULL */
} PassantChange;

void       passant_change_free (PassantChange *self);
/* Everything that differs from @before to @after (PassantChange), in the order of @after; what was removed comes where it
 * stood. */
GPtrArray *passant_script_diff (PassantScript *before,
                                PassantScript *after) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantChange, passant_change_free)

G_END_DECLS
