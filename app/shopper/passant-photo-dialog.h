/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_PHOTO_DIALOG (passant_photo_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PassantPhotoDialog, passant_photo_dialog, PASSANT, PHOTO_DIALOG, AdwDialog)

/* @touchpoint NULL: not attached to any step yet; @question NULL: answers none. Both are of the session's script. */
AdwDialog *passant_photo_dialog_new     (PassantSession    *session,
                                         PassantTouchpoint *touchpoint,
                                         PassantQuestion   *question) G_GNUC_WARN_UNUSED_RESULT;
/* Looks at @file instead of through the camera. */
void       passant_photo_dialog_look_at (PassantPhotoDialog *self,
                                         GFile              *file);

G_END_DECLS
