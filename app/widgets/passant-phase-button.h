/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "passant-guide.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_PHASE_BUTTON (passant_phase_button_get_type ())

/**
 * PassantPhaseButton:
 *
 * One phase on the journey strip: its title, or its number where there is no room, over a dot for each touchpoint.
 */
G_DECLARE_FINAL_TYPE (PassantPhaseButton, passant_phase_button, PASSANT, PHASE_BUTTON, GtkButton)

GtkWidget *passant_phase_button_new        (guint index) G_GNUC_WARN_UNUSED_RESULT;
guint      passant_phase_button_get_index  (PassantPhaseButton *self);
void       passant_phase_button_update     (PassantPhaseButton *self,
                                            PassantPhase       *phase,
                                            PassantGuide       *guide,
                                            PassantTouchpoint  *current,
                                            const char         *language);
gboolean   passant_phase_button_is_current (PassantPhaseButton *self);
/* Touchpoints that are done or skipped, and all that are not hidden. */
void       passant_phase_button_get_counts (PassantPhaseButton *self,
                                            guint              *done_out,
                                            guint              *steps_out);
/* Shows the number instead of the title. For the layout: it may be called while sizes are given out. */
void       passant_phase_button_set_short  (PassantPhaseButton *self,
                                            gboolean            is_short);
/* How wide it would like to be in its long and its short form. */
void       passant_phase_button_measure    (PassantPhaseButton *self,
                                            int                *long_out,
                                            int                *short_out);

G_END_DECLS
