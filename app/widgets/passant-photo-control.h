/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_PHOTO_CONTROL (passant_photo_control_get_type ())

/**
 * PassantPhotoControl:
 *
 * A photo from a file: picked, or dropped here. It is not an answer until somebody has kept the file as a blob.
 *
 * Signals:
 * - file-chosen (file: GFile)
 */
G_DECLARE_FINAL_TYPE (PassantPhotoControl, passant_photo_control, PASSANT, PHOTO_CONTROL,
                      PassantAnswerControl)

/* The file of the stored photo, or NULL while there is none to show. */
void passant_photo_control_set_path (PassantPhotoControl *self,
                                     const char          *path);

G_END_DECLS
