/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-guide.h"
#include "passant-script.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_JOURNEY_STRIP (passant_journey_strip_get_type ())

/**
 * PassantJourneyStrip:
 *
 * Where the guest is: the phases of the journey side by side, never a percentage, with a dot for each touchpoint (done,
 * open, skipped, wrong; hidden ones are left out). The current phase is marked and always named; the others are named
 * where there is room and numbered where there is not.
 *
 * Signals:
 * - phase-activated (index: guint): the guest tapped a phase.
 */
G_DECLARE_FINAL_TYPE (PassantJourneyStrip, passant_journey_strip, PASSANT, JOURNEY_STRIP, AdwBin)

GtkWidget *passant_journey_strip_new    (void) G_GNUC_WARN_UNUSED_RESULT;
/* Shows @script's phases as @guide sees them. @current: where the guest is, or NULL. Nothing of it is kept. */
void       passant_journey_strip_update (PassantJourneyStrip *self,
                                         PassantScript       *script,
                                         PassantGuide        *guide,
                                         PassantTouchpoint   *current,
                                         const char          *language);
/* "Phase 2 of 5, Weighing up; 3 of 4 steps done". */
char      *passant_journey_strip_dup_summary (PassantJourneyStrip *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
