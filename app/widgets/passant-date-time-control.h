/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_DATE_TIME_CONTROL (passant_date_time_control_get_type ())

/**
 * PassantDateTimeControl:
 *
 * A day and a time of it, one above the other; "Now" says both. Half of it is kept as it stands ("2026-11-22T", "T14:05"),
 * and the check tells what is missing.
 */
G_DECLARE_FINAL_TYPE (PassantDateTimeControl, passant_date_time_control, PASSANT, DATE_TIME_CONTROL,
                      PassantAnswerControl)

G_END_DECLS
