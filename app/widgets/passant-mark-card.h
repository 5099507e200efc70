/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-clock.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_MARK_CARD (passant_mark_card_get_type ())

/**
 * PassantMarkCard:
 *
 * What a phase of the journey as a whole was worth, from 1 to 10 in one tap. A card like the question cards; a tap on the
 * mark that is shown takes it back.
 *
 * Signals:
 * - marked (mark: int, shown_ms: gint64): once per tap; 0: taken back
 */
G_DECLARE_FINAL_TYPE (PassantMarkCard, passant_mark_card, PASSANT, MARK_CARD, AdwBin)

/* @phase: what it is called. */
GtkWidget *passant_mark_card_new      (const char   *phase,
                                       PassantClock *clock) G_GNUC_WARN_UNUSED_RESULT;
/* Shows what is stored (0: nothing), without emitting anything. */
void       passant_mark_card_set_mark (PassantMarkCard *self,
                                       int              mark);

G_END_DECLS
