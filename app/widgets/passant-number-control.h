/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_NUMBER_CONTROL (passant_number_control_get_type ())

/**
 * PassantNumberControl:
 *
 * A number or an amount, typed, with its unit or currency beside it. Comma or point, and spaces or points between
 * thousands, are all understood; what is said has a point and nothing else.
 */
G_DECLARE_FINAL_TYPE (PassantNumberControl, passant_number_control, PASSANT, NUMBER_CONTROL,
                      PassantAnswerControl)

G_END_DECLS
