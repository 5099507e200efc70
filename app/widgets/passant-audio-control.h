/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_AUDIO_CONTROL (passant_audio_control_get_type ())

/**
 * PassantAudioControl:
 *
 * A recording from a file: picked, or dropped here. It is not an answer until somebody has kept the file as a blob.
 *
 * Signals:
 * - file-chosen (file: GFile)
 */
G_DECLARE_FINAL_TYPE (PassantAudioControl, passant_audio_control, PASSANT, AUDIO_CONTROL,
                      PassantAnswerControl)

G_END_DECLS
