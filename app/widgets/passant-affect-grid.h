/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-clock.h"
#include "passant-visit.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_AFFECT_GRID (passant_affect_grid_get_type ())

/**
 * PassantAffectGrid:
 *
 * "How did this feel?": a square with drawn faces on its rim, unpleasant to pleasant from left to right (also in
 * right-to-left languages: the measure is the same for everybody), calm to excited from bottom to top. One tap or drag
 * commits a point; a live face follows the finger. Then, at will, one word that names the feeling. Arrow keys and Enter do
 * the same, and two plain sliders on demand. A card like the question cards.
 *
 * Properties: uses-sliders (boolean): the two sliders are in view.
 * Signals:
 * - felt (felt: const PassantFelt *): once per committed point, per word chosen or tapped away, and when the guest says
 *   that it was earlier. at_ms is 0 for now, delay_ms 0 for what the listener is to work out; shown_ms and touch_ms count
 *   from passant_affect_grid_restart(), moves how often the point went to another ninth of the grid.
 */
G_DECLARE_FINAL_TYPE (PassantAffectGrid, passant_affect_grid, PASSANT, AFFECT_GRID, AdwBin)

GtkWidget *passant_affect_grid_new      (PassantClock *clock) G_GNUC_WARN_UNUSED_RESULT;
/* The question above the grid; NULL for "How did this feel?". */
void       passant_affect_grid_set_title (PassantAffectGrid *self,
                                          const char        *title);
/* Shows what is stored (or NULL for nothing yet), without emitting anything. */
void       passant_affect_grid_set_felt (PassantAffectGrid *self,
                                         const PassantFelt *felt);
/* Whether the words near the point are offered; default TRUE. */
void       passant_affect_grid_set_asks_word (PassantAffectGrid *self,
                                              gboolean           asks_word);
/* It came into view, or the guest did something else meanwhile: from now on it is counted how long the feeling takes.
 * Nothing in the middle of a touch. */
void       passant_affect_grid_restart  (PassantAffectGrid *self);
/* Commits at once what the sliders or arrow keys moved and did not yet commit. Call before leaving the page. */
void       passant_affect_grid_flush    (PassantAffectGrid *self);

G_END_DECLS
