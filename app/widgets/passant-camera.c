/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-camera.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <libportal/portal.h>

/* A source by hand, where there is no portal and in tests. */
#define SOURCE_VARIABLE "PASSANT_CAMERA"
/* The portal's file descriptor goes to the source of this name. */
#define PORTAL_SOURCE "pipewiresrc name=source"
/* Late pictures are dropped, both ways: what is seen is now. */
#define REST \
        " ! queue max-size-buffers=2 leaky=downstream ! videoconvert" \
        " ! videoflip video-direction=auto ! tee name=t" \
        " t. ! queue max-size-buffers=2 leaky=downstream ! videoconvert" \
        " ! gtk4paintablesink name=screen sync=false" \
        " t. ! queue max-size-buffers=1 leaky=downstream ! videoconvert" \
        " ! video/x-raw,format=RGB ! fakesink name=frames sync=false"

struct _PassantCamera {
  GObject            parent_instance;

  PassantCameraState state;
  char              *problem;
  GCancellable      *starting;
  XdpPortal         *portal;
  GstElement        *pipeline;
  GstElement        *frames;   /* in the pipeline */
  GdkPaintable      *paintable;
  guint              watch;
  int                fd;       /* of the portal, or -1; the pipeline works on a copy of its own */
};

G_DEFINE_FINAL_TYPE (PassantCamera, passant_camera, G_TYPE_OBJECT)

static guint changed;

static void
set_state (PassantCamera     *self,
           PassantCameraState state,
           const char        *problem)
{
  g_set_str (&self->problem, problem);
  if (self->state == state)
    return;

  self->state = state;
  g_signal_emit (self, changed, 0);
}

static void
drop_pipeline (PassantCamera *self)
{
  g_cancellable_cancel (self->starting);
  g_clear_object (&self->starting);
  g_clear_handle_id (&self->watch, g_source_remove);
  if (self->paintable)
    g_signal_handlers_disconnect_by_data (self->paintable, self);
  g_clear_object (&self->paintable);
  if (self->pipeline)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->frames);
  g_clear_object (&self->pipeline);
  g_clear_fd (&self->fd, NULL);
}

static void
fail (PassantCamera *self,
      const char    *problem,
      const GError  *error)
{
  if (error)
    g_debug ("%s: %s", problem, error->message);
  drop_pipeline (self);
  set_state (self, PASSANT_CAMERA_FAILED, problem);
}

static gboolean
on_message_cb (GstBus     *bus,
               GstMessage *message,
               gpointer    user_data)
{
  PassantCamera *self = user_data;
  g_autoptr (GError) error = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS) {
    self->watch = 0;
    fail (self, _("The camera gives no more pictures"), NULL);
    return G_SOURCE_REMOVE;
  }
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR) {
    gst_message_parse_error (message, &error, NULL);
    self->watch = 0;
    fail (self, _("The camera does not work just now"), error);
    return G_SOURCE_REMOVE;
  }

  return G_SOURCE_CONTINUE;
}

static void
on_picture_cb (PassantCamera *self)
{
  if (self->state == PASSANT_CAMERA_STARTING)
    set_state (self, PASSANT_CAMERA_SHOWING, NULL);
}

static void
run (PassantCamera *self,
     const char    *source)
{
  g_autofree char *description = g_strconcat (source, REST, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) screen = NULL;
  g_autoptr (GstElement) first = NULL;
  g_autoptr (GstBus) bus = NULL;

  self->pipeline = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &error);
  if (!self->pipeline) {
    fail (self, _("This device lacks what is needed to show a camera"), error);
    return;
  }

  g_object_ref_sink (self->pipeline);
  screen = gst_bin_get_by_name (GST_BIN (self->pipeline), "screen");
  self->frames = gst_bin_get_by_name (GST_BIN (self->pipeline), "frames");
  first = gst_bin_get_by_name (GST_BIN (self->pipeline), "source");
  if (self->fd >= 0 && first)
    g_object_set (first, "fd", self->fd, NULL);
  g_object_get (screen, "paintable", &self->paintable, NULL);
  g_signal_connect_object (self->paintable, "invalidate-contents", G_CALLBACK (on_picture_cb), self,
                           G_CONNECT_SWAPPED);
  bus = gst_element_get_bus (self->pipeline);
  self->watch = gst_bus_add_watch (bus, on_message_cb, self);
  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    fail (self, _("The camera does not work just now"), NULL);
}

/* One asking for leave. */
typedef struct {
  PassantCamera *camera;
  GCancellable  *starting;
} Asking;

static void
on_allowed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (PassantCamera) self = asking->camera;
  g_autoptr (GCancellable) starting = asking->starting;
  g_autoptr (GError) error = NULL;
  gboolean is_allowed = xdp_portal_access_camera_finish (XDP_PORTAL (source), result, &error);

  /* Stopped meanwhile, and maybe started anew: this answer is nobody's any more. */
  if (starting != self->starting)
    return;

  if (!is_allowed) {
    fail (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                ? _("The camera may not be used: it was not allowed")
                : _("There is no camera that Passant may use"), error);
    return;
  }

  self->fd = xdp_portal_open_pipewire_remote_for_camera (XDP_PORTAL (source));
  if (self->fd >= 0)
    run (self, PORTAL_SOURCE);
  else
    fail (self, _("There is no camera that Passant may use"), NULL);
}

static void
ask_portal (PassantCamera *self)
{
  g_autoptr (GError) error = NULL;
  Asking *asking;

  if (!self->portal)
    self->portal = xdp_portal_initable_new (&error);
  if (!self->portal) {
    fail (self, _("There is no camera that Passant may use"), error);
    return;
  }

  asking = g_new0 (Asking, 1);
  asking->camera = g_object_ref (self);
  asking->starting = g_object_ref (self->starting);
  xdp_portal_access_camera (self->portal, NULL, XDP_CAMERA_FLAG_NONE, self->starting,
                            on_allowed_cb, asking);
}

static void
on_prepared_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  PassantCamera *self = PASSANT_CAMERA (source);
  g_autoptr (GError) error = NULL;
  const char *by_hand = g_getenv (SOURCE_VARIABLE);

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      fail (self, _("This device lacks what is needed to show a camera"), error);
    return;
  }

  if (by_hand && *by_hand)
    run (self, by_hand);
  else
    ask_portal (self);
}

/* The first time this looks at every plugin there is. */
static void
prepare_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (gst_init_check (NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
passant_camera_dispose (GObject *object)
{
  PassantCamera *self = PASSANT_CAMERA (object);

  drop_pipeline (self);
  g_clear_object (&self->portal);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (passant_camera_parent_class)->dispose (object);
}

static void
passant_camera_class_init (PassantCameraClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_camera_dispose;

  changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
passant_camera_init (PassantCamera *self)
{
  self->fd = -1;
}

gboolean
passant_camera_is_built (void)
{
  return TRUE;
}

PassantCamera *
passant_camera_new (void)
{
  return g_object_new (PASSANT_TYPE_CAMERA, NULL);
}

void
passant_camera_start (PassantCamera *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PASSANT_IS_CAMERA (self));

  if (self->state == PASSANT_CAMERA_STARTING || self->state == PASSANT_CAMERA_SHOWING)
    return;

  self->starting = g_cancellable_new ();
  set_state (self, PASSANT_CAMERA_STARTING, NULL);
  task = g_task_new (self, self->starting, on_prepared_cb, NULL);
  g_task_run_in_thread (task, prepare_thread);
}

void
passant_camera_stop (PassantCamera *self)
{
  g_return_if_fail (PASSANT_IS_CAMERA (self));

  drop_pipeline (self);
  set_state (self, PASSANT_CAMERA_OFF, NULL);
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

  return self->problem;
}

GdkPaintable *
passant_camera_get_paintable (PassantCamera *self)
{
  g_return_val_if_fail (PASSANT_IS_CAMERA (self), NULL);

  return self->state == PASSANT_CAMERA_SHOWING ? self->paintable : NULL;
}

static GdkPixbuf *
copy_pixels (GstVideoFrame *frame)
{
  int width = GST_VIDEO_FRAME_WIDTH (frame), height = GST_VIDEO_FRAME_HEIGHT (frame);
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guint8 *to = gdk_pixbuf_get_pixels (pixbuf);
  const guint8 *from = GST_VIDEO_FRAME_PLANE_DATA (frame, 0);

  for (int y = 0; y < height; y++)
    memcpy (to + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf),
            from + (gsize) y * (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (frame, 0),
            (gsize) width * 3);

  return pixbuf;
}

GdkPixbuf *
passant_camera_dup_frame (PassantCamera *self)
{
  g_autoptr (GstSample) sample = NULL;
  GstVideoInfo info;
  GstVideoFrame frame;
  GdkPixbuf *pixbuf;

  g_return_val_if_fail (PASSANT_IS_CAMERA (self), NULL);

  if (self->state != PASSANT_CAMERA_SHOWING)
    return NULL;

  g_object_get (self->frames, "last-sample", &sample, NULL);
  if (!sample || !gst_video_info_from_caps (&info, gst_sample_get_caps (sample)) ||
      !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return NULL;

  pixbuf = copy_pixels (&frame);
  gst_video_frame_unmap (&frame);

  return pixbuf;
}
