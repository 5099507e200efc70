/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_DATE_CONTROL (passant_date_control_get_type ())

/**
 * PassantDateControl:
 *
 * A day: one tap for today or yesterday, a calendar for any other.
 */
G_DECLARE_FINAL_TYPE (PassantDateControl, passant_date_control, PASSANT, DATE_CONTROL,
                      PassantAnswerControl)

G_END_DECLS
