/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_TIME_CONTROL (passant_time_control_get_type ())

/**
 * PassantTimeControl:
 *
 * A time of day: one tap for now, or typed as one likes (14:05, 14.05, 1405, 9:5).
 *
 * Signals:
 * - now-tapped (): before what time it is now is said
 */
G_DECLARE_FINAL_TYPE (PassantTimeControl, passant_time_control, PASSANT, TIME_CONTROL,
                      PassantAnswerControl)

G_END_DECLS
