/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_FILE_CONTROL (passant_file_control_get_type ())

/**
 * PassantFileControl:
 *
 * An answer that is a file: a photo, a receipt, a recording. Taken with the camera (`win.shoot('question')`) or recorded
 * here, picked, or dropped here. It is not an answer until somebody has kept the file as a blob.
 *
 * Signals:
 * - file-chosen (file: GFile)
 */
G_DECLARE_FINAL_TYPE (PassantFileControl, passant_file_control, PASSANT, FILE_CONTROL,
                      PassantAnswerControl)

/* The file of the stored answer, or NULL while there is none to show. */
void passant_file_control_set_path   (PassantFileControl *self,
                                      const char         *path);
/* Audio: where to record to; NULL: recording is not offered. */
void passant_file_control_set_target (PassantFileControl *self,
                                      const char         *path);

G_END_DECLS
