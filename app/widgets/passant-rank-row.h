/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_RANK_ROW (passant_rank_row_get_type ())

/**
 * PassantRankRow:
 *
 * One choice of a ranking: a tile that wears its place, and arrows and a grip to move it by once it may be moved.
 *
 * Signals:
 * - tapped ()
 * - moved (by: int): −1 is up
 * - dragged (y: double): the grip is at @y of the row's parent
 * - dropped ()
 */
G_DECLARE_FINAL_TYPE (PassantRankRow, passant_rank_row, PASSANT, RANK_ROW, GtkBox)

GtkWidget  *passant_rank_row_new         (const char *key,
                                          const char *label) G_GNUC_WARN_UNUSED_RESULT;
const char *passant_rank_row_get_key     (PassantRankRow *self);
/* @place: 1 is the best, 0: none yet; of @places. @movable: all have a place. */
void        passant_rank_row_set_place   (PassantRankRow *self,
                                          guint           place,
                                          guint           places,
                                          gboolean        movable);
/* Whether it is still among the choices. */
void        passant_rank_row_set_offered (PassantRankRow *self,
                                          gboolean        offered);
/* "Food, place 2 of 3" */
const char *passant_rank_row_get_name    (PassantRankRow *self);

G_END_DECLS
