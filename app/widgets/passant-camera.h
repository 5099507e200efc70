/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  PASSANT_CAMERA_OFF,
  PASSANT_CAMERA_STARTING, /* maybe waiting for the guest to allow it */
  PASSANT_CAMERA_SHOWING,
  PASSANT_CAMERA_FAILED,   /* the problem says why, in words */
} PassantCameraState;

#define PASSANT_TYPE_CAMERA (passant_camera_get_type ())

/**
 * PassantCamera:
 *
 * The device's camera, asked for through the camera portal: pictures to look at, and single ones to keep. It makes no
 * sound and no light. Where there is no portal, PASSANT_CAMERA may name a source as GStreamer writes it ("v4l2src
 * device=/dev/video0"). A camera that cannot be had fails with a reason and costs nothing else.
 *
 * Signals:
 * - changed: the state is another one
 */
G_DECLARE_FINAL_TYPE (PassantCamera, passant_camera, PASSANT, CAMERA, GObject)

/* Whether this build can have a camera at all. */
gboolean           passant_camera_is_built      (void);
PassantCamera     *passant_camera_new           (void) G_GNUC_WARN_UNUSED_RESULT;
/* Returns at once; again after it failed tries anew. */
void               passant_camera_start         (PassantCamera *self);
void               passant_camera_stop          (PassantCamera *self);
PassantCameraState passant_camera_get_state     (PassantCamera *self);
/* Why it failed, else NULL. */
const char        *passant_camera_get_problem   (PassantCamera *self);
/* While showing, else NULL. */
GdkPaintable      *passant_camera_get_paintable (PassantCamera *self);
/* What it sees now, as it is to be looked at; NULL when it shows nothing. */
GdkPixbuf         *passant_camera_dup_frame     (PassantCamera *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
