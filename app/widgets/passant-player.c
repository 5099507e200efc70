/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-player.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>

/* A sink by hand, in tests. */
#define SINK_VARIABLE "PASSANT_SPEAKER"

struct _PassantPlayer {
  GObject     parent_instance;

  GstElement *pipeline;
  guint       watch;
};

G_DEFINE_FINAL_TYPE (PassantPlayer, passant_player, G_TYPE_OBJECT)

static guint ended;

static void
end (PassantPlayer *self,
     const char    *problem)
{
  passant_player_stop (self);
  g_signal_emit (self, ended, 0, problem);
}

static gboolean
on_message_cb (GstBus     *bus,
               GstMessage *message,
               gpointer    user_data)
{
  PassantPlayer *self = user_data;

  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR && GST_MESSAGE_TYPE (message) !=
      GST_MESSAGE_EOS)
    return G_SOURCE_CONTINUE;

  self->watch = 0;
  end (self, GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR
             ? _("This recording cannot be played here") : NULL);

  return G_SOURCE_REMOVE;
}

static void
passant_player_dispose (GObject *object)
{
  passant_player_stop (PASSANT_PLAYER (object));

  G_OBJECT_CLASS (passant_player_parent_class)->dispose (object);
}

static void
passant_player_class_init (PassantPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_player_dispose;

  ended = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
passant_player_init (PassantPlayer *self)
{
}

gboolean
passant_player_is_built (void)
{
  return TRUE;
}

PassantPlayer *
passant_player_new (void)
{
  return g_object_new (PASSANT_TYPE_PLAYER, NULL);
}

static GstElement *
make_pipeline (const char *path,
               GError    **error)
{
  const char *by_hand = g_getenv (SINK_VARIABLE);
  g_autofree char *description =
    g_strconcat ("filesrc name=file ! decodebin ! audioconvert ! audioresample ! ",
                 by_hand && *by_hand ? by_hand : "pulsesink", NULL);
  GstElement *pipeline;
  g_autoptr (GstElement) file = NULL;

  if (!gst_init_check (NULL, NULL, error))
    return NULL;

  pipeline = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
  if (!pipeline)
    return NULL;

  file = gst_bin_get_by_name (GST_BIN (pipeline), "file");
  g_object_set (file, "location", path, NULL);

  return g_object_ref_sink (pipeline);
}

void
passant_player_start (PassantPlayer *self,
                      const char    *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstBus) bus = NULL;

  g_return_if_fail (PASSANT_IS_PLAYER (self) && path != NULL);

  passant_player_stop (self);
  self->pipeline = make_pipeline (path, &error);
  if (!self->pipeline) {
    g_debug ("%s", error->message);
    end (self, _("This device lacks what is needed to play recordings"));
    return;
  }

  bus = gst_element_get_bus (self->pipeline);
  self->watch = gst_bus_add_watch (bus, on_message_cb, self);
  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    end (self, _("This recording cannot be played here"));
}

void
passant_player_stop (PassantPlayer *self)
{
  g_return_if_fail (PASSANT_IS_PLAYER (self));

  g_clear_handle_id (&self->watch, g_source_remove);
  if (self->pipeline)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->pipeline);
}

gboolean
passant_player_is_playing (PassantPlayer *self)
{
  g_return_val_if_fail (PASSANT_IS_PLAYER (self), FALSE);

  return self->pipeline != NULL;
}
