/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_PLACE_CONTROL (passant_place_control_get_type ())

/**
 * PassantPlaceControl:
 *
 * A place on earth, typed or pasted as one likes, and shown back as it was understood.
 */
G_DECLARE_FINAL_TYPE (PassantPlaceControl, passant_place_control, PASSANT, PLACE_CONTROL,
                      PassantAnswerControl)

G_END_DECLS
