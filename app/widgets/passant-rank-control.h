/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_RANK_CONTROL (passant_rank_control_get_type ())

/**
 * PassantRankControl:
 *
 * Choices in order of preference. Nothing has a place until the guest taps; the first tapped is the best, a second tap takes
 * a place back. Once all have one they stand in order, to be moved by dragging the grip, by the arrow buttons, or by
 * Alt+Up and Alt+Down.
 */
G_DECLARE_FINAL_TYPE (PassantRankControl, passant_rank_control, PASSANT, RANK_CONTROL,
                      PassantAnswerControl)

G_END_DECLS
