/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-guide.h"

G_BEGIN_DECLS

/**
 * PassantWalker:
 *
 * Walks scripts at random, as the guide leads, and says what a guest's device would say: sample visits, marked as such
 * ("sample": true in visit.opened). The same script, seed and start give the same facts, byte for byte but for ids.
 */
typedef struct _PassantWalker PassantWalker;

/* Takes each fact the moment it is said; @at_ms is when it happened, the body is a JSON object's text. FALSE with @error
 * ends the walk. */
typedef gboolean (*PassantWalkerSay) (const char *kind,
                                      const char *body,
                                      gint64      at_ms,
                                      gpointer    data,
                                      GError    **error);

PassantWalker *passant_walker_new   (PassantScript *script,
                                     guint64        seed) G_GNUC_WARN_UNUSED_RESULT;
void           passant_walker_free  (PassantWalker *self);
/* An allowed answer to @question as things stand in @guide, or NULL for a question that it leaves open (not required, or
 * nothing allowed was found). */
char          *passant_walker_answer (PassantWalker   *self,
                                      PassantGuide    *guide,
                                      PassantQuestion *question) G_GNUC_WARN_UNUSED_RESULT;
/* One whole visit from visit.opened at @start_ms to visit.finished or visit.broken_off. Fails with
 * %PASSANT_ERROR_INVALID when the guide leads into a dead end: nothing left to do and yet not to be finished. */
gboolean       passant_walker_walk  (PassantWalker   *self,
                                     gint64           start_ms,
                                     PassantWalkerSay say,
                                     gpointer         data,
                                     GError         **error);

/* When the fact that is being said was noted: for whoever stamps it, so that constraints on now() hold of it too. */
gint64         passant_walker_get_noted_ms (PassantWalker *self);
/* The file that goes by @sha256 in the answers of this walker, or NULL; borrowed. */
GBytes        *passant_walker_get_file     (PassantWalker *self,
                                            const char    *sha256);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantWalker, passant_walker_free)

G_END_DECLS
