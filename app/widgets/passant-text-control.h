/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_TEXT_CONTROL (passant_text_control_get_type ())

/**
 * PassantTextControl:
 *
 * Free text that grows with what is written.
 */
G_DECLARE_FINAL_TYPE (PassantTextControl, passant_text_control, PASSANT, TEXT_CONTROL,
                      PassantAnswerControl)

G_END_DECLS
