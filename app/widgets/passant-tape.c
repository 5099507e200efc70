/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-tape.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gst/gst.h>

/* Others by hand, in tests. */
#define SOURCE_VARIABLE "PASSANT_MICROPHONE"
#define SINK_VARIABLE "PASSANT_SPEAKER"
/* Nothing that guesses: its last guess would be silence, recorded without a word. */
#define SOURCE "pulsesrc"
#define SINK "pulsesink"
/* Speech; pages of half a second, so that little is lost by a kill. */
#define RECORDING \
        "%s ! queue ! audioconvert ! audioresample ! opusenc bitrate=24000 audio-type=voice" \
        " ! oggmux max-delay=500000000 max-page-delay=500000000" \
        " ! filesink name=file buffer-mode=unbuffered"
#define PLAYING "filesrc name=file ! decodebin ! audioconvert ! audioresample ! %s"
/* A source that hangs must not keep what it gave. */
#define STOP_WAIT_S 1

struct _PassantTape {
  GObject          parent_instance;

  PassantTapeState state;
  char            *path;      /* of what is under way */
  GCancellable    *threading; /* while the pipeline is being made, else NULL */
  GstElement      *pipeline;
  guint            watch;
  guint            patience;  /* while stopping */
};

G_DEFINE_FINAL_TYPE (PassantTape, passant_tape, G_TYPE_OBJECT)

typedef enum {
  CHANGED,
  RECORDED,
  FAILED,
} PassantTapeSignals;

static guint signals[FAILED + 1];

static void
set_state (PassantTape     *self,
           PassantTapeState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_to_record (PassantTape *self)
{
  return self->state == PASSANT_TAPE_STARTING || self->state == PASSANT_TAPE_RECORDING;
}

static void
drop_pipeline (PassantTape *self)
{
  g_cancellable_cancel (self->threading);
  g_clear_object (&self->threading);
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->pipeline)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->pipeline);
}

/* It is over. What came before the microphone went is a recording too. */
static void
end (PassantTape *self,
     const char  *problem)
{
  gboolean was_recording = is_to_record (self) || self->state == PASSANT_TAPE_STOPPING;
  g_autofree char *path = g_strdup (self->path);
  GStatBuf info;

  drop_pipeline (self);
  set_state (self, PASSANT_TAPE_STILL);
  if (was_recording && g_stat (path, &info) == 0 && info.st_size > 0)
    g_signal_emit (self, signals[RECORDED], 0, path);
  else if (was_recording && !problem)
    problem = _("Nothing was recorded");
  if (problem)
    g_signal_emit (self, signals[FAILED], 0, problem);
}

/* The microphone is heard from here on. */
static void
follow_state (PassantTape *self,
              GstMessage  *message)
{
  GstState now;

  if (GST_MESSAGE_SRC (message) != GST_OBJECT (self->pipeline))
    return;

  gst_message_parse_state_changed (message, NULL, &now, NULL);
  if (now == GST_STATE_PLAYING && self->state == PASSANT_TAPE_STARTING)
    set_state (self, PASSANT_TAPE_RECORDING);
}

static gboolean
on_message_cb (GstBus     *bus,
               GstMessage *message,
               gpointer    user_data)
{
  PassantTape *self = user_data;
  g_autoptr (GError) error = NULL;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_STATE_CHANGED)
    follow_state (self, message);
  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR && GST_MESSAGE_TYPE (message) !=
      GST_MESSAGE_EOS)
    return G_SOURCE_CONTINUE;

  self->watch = 0;
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR) {
    gst_message_parse_error (message, &error, NULL);
    g_debug ("%s: %s", self->path, error->message);
    end (self, self->state == PASSANT_TAPE_PLAYING ? _("This recording cannot be played here")
                                                   : _("The microphone does not work just now"));
  } else {
    end (self, is_to_record (self) ? _("The microphone does not work just now") : NULL);
  }

  return G_SOURCE_REMOVE;
}

static gboolean
on_patience_cb (gpointer user_data)
{
  PassantTape *self = user_data;

  self->patience = 0;
  end (self, NULL);

  return G_SOURCE_REMOVE;
}

static char *
describe_pipeline (PassantTapeState state)
{
  gboolean is_recording = state == PASSANT_TAPE_STARTING;
  const char *by_hand = g_getenv (is_recording ? SOURCE_VARIABLE : SINK_VARIABLE);
  gboolean has_other = by_hand && *by_hand;

  return is_recording ? g_strdup_printf (RECORDING, has_other ? by_hand : SOURCE)
                      : g_strdup_printf (PLAYING, has_other ? by_hand : SINK);
}

/* The first time this looks at every plugin there is, and it always loads some. */
static void
make_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GstElement *pipeline = NULL;
  GError *error = NULL;

  if (gst_init_check (NULL, NULL, &error))
    pipeline = gst_parse_launch_full (task_data, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &error);

  if (pipeline)
    g_task_return_pointer (task, g_object_ref_sink (pipeline), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_made_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PassantTape *self = PASSANT_TAPE (source);
  gboolean is_recording = is_to_record (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) file = NULL;
  g_autoptr (GstBus) bus = NULL;
  GstElement *pipeline = g_task_propagate_pointer (G_TASK (result), &error);

  /* Stopped meanwhile, and maybe begun anew. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->threading);
  self->pipeline = pipeline;
  if (!pipeline) {
    g_debug ("%s", error->message);
    end (self, is_recording ? _("This device lacks what is needed to record")
                            : _("This device lacks what is needed to play recordings"));
    return;
  }

  file = gst_bin_get_by_name (GST_BIN (pipeline), "file");
  g_object_set (file, "location", self->path, NULL);
  bus = gst_element_get_bus (pipeline);
  self->watch = gst_bus_add_watch (bus, on_message_cb, self);
  if (gst_element_set_state (pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    end (self, is_recording ? _("There is no microphone that Passant may use")
                            : _("This recording cannot be played here"));
}

static void
begin (PassantTape     *self,
       PassantTapeState state,
       const char      *path)
{
  g_autoptr (GTask) task = NULL;

  passant_tape_flush (self);
  g_set_str (&self->path, path);
  self->threading = g_cancellable_new ();
  task = g_task_new (self, self->threading, on_made_cb, NULL);
  g_task_set_task_data (task, describe_pipeline (state), g_free);
  g_task_run_in_thread (task, make_thread);
  set_state (self, state);
}

static void
passant_tape_dispose (GObject *object)
{
  PassantTape *self = PASSANT_TAPE (object);

  passant_tape_flush (self);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (passant_tape_parent_class)->dispose (object);
}

static void
passant_tape_class_init (PassantTapeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_tape_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RECORDED] = g_signal_new ("recorded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
passant_tape_init (PassantTape *self)
{
}

gboolean
passant_tape_is_built (void)
{
  return TRUE;
}

PassantTape *
passant_tape_new (void)
{
  return g_object_new (PASSANT_TYPE_TAPE, NULL);
}

void
passant_tape_record (PassantTape *self,
                     const char  *path)
{
  g_return_if_fail (PASSANT_IS_TAPE (self) && path != NULL);

  begin (self, PASSANT_TAPE_STARTING, path);
}

void
passant_tape_play (PassantTape *self,
                   const char  *path)
{
  g_return_if_fail (PASSANT_IS_TAPE (self) && path != NULL);

  begin (self, PASSANT_TAPE_PLAYING, path);
}

void
passant_tape_stop (PassantTape *self)
{
  g_return_if_fail (PASSANT_IS_TAPE (self));

  if (is_to_record (self) && self->pipeline) {
    self->patience = g_timeout_add_seconds (STOP_WAIT_S, on_patience_cb, self);
    gst_element_send_event (self->pipeline, gst_event_new_eos ());
    set_state (self, PASSANT_TAPE_STOPPING);
  } else if (is_to_record (self) || self->state == PASSANT_TAPE_PLAYING) {
    end (self, NULL);
  }
}

void
passant_tape_flush (PassantTape *self)
{
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  g_return_if_fail (PASSANT_IS_TAPE (self));

  passant_tape_stop (self);
  if (self->state != PASSANT_TAPE_STOPPING)
    return;

  g_clear_handle_id (&self->watch, g_source_remove);
  bus = gst_element_get_bus (self->pipeline);
  message = gst_bus_timed_pop_filtered (bus, STOP_WAIT_S * GST_SECOND,
                                        GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  end (self, NULL);
}

PassantTapeState
passant_tape_get_state (PassantTape *self)
{
  g_return_val_if_fail (PASSANT_IS_TAPE (self), PASSANT_TAPE_STILL);

  return self->state;
}
