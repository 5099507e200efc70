/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_SCALE_CONTROL (passant_scale_control_get_type ())

/**
 * PassantScaleControl:
 *
 * A rating: numbers, drawn faces or words, with what the ends mean below. Tapping the chosen point clears it. The digit
 * keys choose the point of that number.
 */
G_DECLARE_FINAL_TYPE (PassantScaleControl, passant_scale_control, PASSANT, SCALE_CONTROL,
                      PassantAnswerControl)

G_END_DECLS
