/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-clock.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_CALIBRATION_CARD (passant_calibration_card_get_type ())
#define PASSANT_CALIBRATION_TAPS 5

G_DECLARE_FINAL_TYPE (PassantCalibrationCard, passant_calibration_card, PASSANT, CALIBRATION_CARD,
                      AdwBin)

GtkWidget *passant_calibration_card_new      (PassantClock *clock) G_GNUC_WARN_UNUSED_RESULT;
/* The guest did it before, at this pace; 0: not yet. */
void       passant_calibration_card_set_pace (PassantCalibrationCard *self,
                                              gint64                  pace_ms);

G_END_DECLS
