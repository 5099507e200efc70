/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-camera.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_VIEWFINDER (passant_viewfinder_get_type ())

/**
 * PassantViewfinder:
 *
 * What the camera sees, for as long as it is on the screen; while there is nothing to see, a spinner or the reason. The
 * camera is asked for when the viewfinder is first shown, and let go as soon as it is not.
 *
 * Properties: is-showing (boolean, read-only)
 */
G_DECLARE_FINAL_TYPE (PassantViewfinder, passant_viewfinder, PASSANT, VIEWFINDER, AdwBin)

GtkWidget *passant_viewfinder_new           (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean   passant_viewfinder_is_showing    (PassantViewfinder *self);
/* What to do instead, said below the reason when there is no camera. */
void       passant_viewfinder_set_advice    (PassantViewfinder *self,
                                             const char        *advice);
/* What it shows now, or NULL. */
GdkPixbuf *passant_viewfinder_dup_frame     (PassantViewfinder *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
