/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_CODE_CONTROL (passant_code_control_get_type ())

/**
 * PassantCodeControl:
 *
 * What a QR or barcode says, typed: every character counts, so nothing is corrected or capitalised.
 */
G_DECLARE_FINAL_TYPE (PassantCodeControl, passant_code_control, PASSANT, CODE_CONTROL,
                      PassantAnswerControl)

G_END_DECLS
