/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-guide.h"

G_BEGIN_DECLS

typedef enum {
  PASSANT_MOVE_KEPT,    /* the same question: the answer stays as it is */
  PASSANT_MOVE_CHANGED, /* worded, bounded or placed otherwise, and the answer still allowed: it stays, to be looked at */
  PASSANT_MOVE_DROPPED, /* no such question any more, or it does not allow the answer: it no longer counts, and stays among
                         * the facts */
} PassantMoveKind;

/* What becomes of one answer. */
typedef struct {
  PassantMoveKind  kind;
  PassantQuestion *from; /* of the old script */
  PassantQuestion *to;   /* of the new script, or NULL */
  char            *reason; /* for the guest, in the screen's language: what changed; NULL when kept */
} PassantMove;

/**
 * PassantMigration:
 *
 * What taking an open visit to another version of its script would do to its answers. Says nothing and changes nothing:
 * the visit moves with a visit.migrated fact. Pure; immutable; holds on to both scripts.
 */
typedef struct _PassantMigration PassantMigration;

PassantMigration *passant_migration_new       (PassantScript *from,
                                               PassantScript *to,
                                               PassantVisit  *visit) G_GNUC_WARN_UNUSED_RESULT;
void              passant_migration_free      (PassantMigration *self);
/* PassantMove, one for each answered question, in the order of @from; borrowed. */
GPtrArray        *passant_migration_get_moves (PassantMigration *self);
guint             passant_migration_count     (PassantMigration *self,
                                               PassantMoveKind   kind);
/* Questions of the new script that the old one does not have and that are open now (PassantQuestion; borrowed). */
GPtrArray        *passant_migration_get_added (PassantMigration *self);
/* The visit.migrated fact that makes it so: what the guest says by taking the new version. */
PassantDraft     *passant_migration_dup_draft (PassantMigration *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantMigration, passant_migration_free)

G_END_DECLS
