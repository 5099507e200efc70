/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-recorder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gst/gst.h>

/* A source by hand, in tests. */
#define SOURCE_VARIABLE "PASSANT_MICROPHONE"
/* Nothing that guesses: its last guess would be silence, recorded without a word. */
#define SOURCE "pulsesrc"
/* Speech; pages of half a second, so that little is lost by a kill. */
#define REST \
        " ! queue ! audioconvert ! audioresample ! opusenc bitrate=24000 audio-type=voice" \
        " ! oggmux max-delay=500000000 max-page-delay=500000000" \
        " ! filesink name=file buffer-mode=unbuffered"
#define STOP_WAIT (1 * GST_SECOND)

struct _PassantRecorder {
  GObject     parent_instance;

  GstElement *pipeline;
  guint       watch;
  char       *path;
};

G_DEFINE_FINAL_TYPE (PassantRecorder, passant_recorder, G_TYPE_OBJECT)

static guint failed;

static void
drop_pipeline (PassantRecorder *self)
{
  g_clear_handle_id (&self->watch, g_source_remove);
  if (self->pipeline)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->pipeline);
}

static gboolean
fail (PassantRecorder *self,
      const char      *problem,
      const GError    *error)
{
  g_debug ("%s: %s", problem, error ? error->message : "no reason given");
  drop_pipeline (self);
  g_signal_emit (self, failed, 0, problem);

  return FALSE;
}

static gboolean
on_message_cb (GstBus     *bus,
               GstMessage *message,
               gpointer    user_data)
{
  PassantRecorder *self = user_data;
  g_autoptr (GError) error = NULL;

  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR && GST_MESSAGE_TYPE (message) !=
      GST_MESSAGE_EOS)
    return G_SOURCE_CONTINUE;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &error, NULL);
  self->watch = 0;
  fail (self, _("The microphone does not work just now"), error);

  return G_SOURCE_REMOVE;
}

static void
passant_recorder_dispose (GObject *object)
{
  PassantRecorder *self = PASSANT_RECORDER (object);

  if (self->pipeline)
    passant_recorder_stop (self);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (passant_recorder_parent_class)->dispose (object);
}

static void
passant_recorder_class_init (PassantRecorderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_recorder_dispose;

  failed = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
passant_recorder_init (PassantRecorder *self)
{
}

gboolean
passant_recorder_is_built (void)
{
  return TRUE;
}

PassantRecorder *
passant_recorder_new (void)
{
  return g_object_new (PASSANT_TYPE_RECORDER, NULL);
}

gboolean
passant_recorder_start (PassantRecorder *self,
                        const char      *path)
{
  const char *by_hand = g_getenv (SOURCE_VARIABLE);
  g_autofree char *description = g_strconcat (by_hand && *by_hand ? by_hand : SOURCE, REST, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) file = NULL;
  g_autoptr (GstBus) bus = NULL;

  g_return_val_if_fail (PASSANT_IS_RECORDER (self) && path != NULL, FALSE);
  g_return_val_if_fail (!self->pipeline, FALSE);

  if (gst_init_check (NULL, NULL, &error))
    self->pipeline = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &error);
  if (!self->pipeline)
    return fail (self, _("This device lacks what is needed to record"), error);

  g_object_ref_sink (self->pipeline);
  g_set_str (&self->path, path);
  file = gst_bin_get_by_name (GST_BIN (self->pipeline), "file");
  g_object_set (file, "location", path, NULL);
  bus = gst_element_get_bus (self->pipeline);
  self->watch = gst_bus_add_watch (bus, on_message_cb, self);
  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    return fail (self, _("There is no microphone that Passant may use"), NULL);

  return TRUE;
}

gboolean
passant_recorder_stop (PassantRecorder *self)
{
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;
  GStatBuf info;

  g_return_val_if_fail (PASSANT_IS_RECORDER (self), FALSE);

  if (!self->pipeline)
    return FALSE;

  g_clear_handle_id (&self->watch, g_source_remove);
  gst_element_send_event (self->pipeline, gst_event_new_eos ());
  bus = gst_element_get_bus (self->pipeline);
  message = gst_bus_timed_pop_filtered (bus, STOP_WAIT, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  drop_pipeline (self);

  return g_stat (self->path, &info) == 0 && info.st_size > 0;
}

gboolean
passant_recorder_is_recording (PassantRecorder *self)
{
  g_return_val_if_fail (PASSANT_IS_RECORDER (self), FALSE);

  return self->pipeline != NULL;
}
