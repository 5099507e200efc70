/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-camera.h"

#include <glib/gi18n-lib.h>

/* Built without a camera: it always fails, with that reason. */
struct _PassantCamera {
  GObject            parent_instance;

  PassantCameraState state;
};

G_DEFINE_FINAL_TYPE (PassantCamera, passant_camera, G_TYPE_OBJECT)

static guint changed;

static void
passant_camera_class_init (PassantCameraClass *klass)
{
  changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
passant_camera_init (PassantCamera *self)
{
}

gboolean
passant_camera_is_built (void)
{
  return FALSE;
}

PassantCamera *
passant_camera_new (void)
{
  return g_object_new (PASSANT_TYPE_CAMERA, NULL);
}

void
passant_camera_start (PassantCamera *self)
{
  g_return_if_fail (PASSANT_IS_CAMERA (self));

  self->state = PASSANT_CAMERA_FAILED;
  g_signal_emit (self, changed, 0);
}

void
passant_camera_stop (PassantCamera *self)
{
  g_return_if_fail (PASSANT_IS_CAMERA (self));

  self->state = PASSANT_CAMERA_OFF;
}

PassantCameraState
passant_camera_get_state (PassantCamera *self)
{
  g_return_val_if_fail (PASSANT_IS_CAMERA (self), PASSANT_CAMERA_FAILED);

  return self->state;
}

const char *
passant_camera_get_problem (PassantCamera *self)
{
  g_return_val_if_fail (PASSANT_IS_CAMERA (self), NULL);

  return self->state == PASSANT_CAMERA_FAILED ? _("This Passant is built without a camera") : NULL;
}

GdkPaintable *
passant_camera_get_paintable (PassantCamera *self)
{
  return NULL;
}

GdkPixbuf *
passant_camera_dup_frame (PassantCamera *self)
{
  return NULL;
}
