/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_AFFECT_PAD (passant_affect_pad_get_type ())

/**
 * PassantAffectPad:
 *
 * The square of the affect grid: the plane, the faces on its rim, the point, and nothing else. With a mouse the point
 * follows from the press on; with a finger a quick swipe still scrolls the page, a tap or a short rest takes the point.
 *
 * Signals:
 * - touched: a finger, a button or a key came down; whether it becomes a move or the page's scroll is not known yet
 * - moved (x: int, y: int): the point is being moved, nothing is committed
 * - reverted: the move came to nothing, and the point lies again where it lay
 * - committed (x: int, y: int, moves: int): let go of, or at rest after keys
 */
G_DECLARE_FINAL_TYPE (PassantAffectPad, passant_affect_pad, PASSANT, AFFECT_PAD, GtkWidget)

GtkWidget *passant_affect_pad_new       (void) G_GNUC_WARN_UNUSED_RESULT;
/* Shows a point, 0 … 1000 each; emits nothing. */
void       passant_affect_pad_set_point (PassantAffectPad *self,
                                         int               x,
                                         int               y);
void       passant_affect_pad_clear     (PassantAffectPad *self);
/* Whether a finger or a button is down on it. */
gboolean   passant_affect_pad_is_touched (PassantAffectPad *self);
/* Commits what the keys moved a moment ago. */
void       passant_affect_pad_flush     (PassantAffectPad *self);

G_END_DECLS
