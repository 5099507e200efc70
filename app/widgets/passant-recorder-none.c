/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-recorder.h"

/* Built without recording: it is never offered. */
struct _PassantRecorder {
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PassantRecorder, passant_recorder, G_TYPE_OBJECT)

static void
passant_recorder_class_init (PassantRecorderClass *klass)
{
  g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
passant_recorder_init (PassantRecorder *self)
{
}

gboolean
passant_recorder_is_built (void)
{
  return FALSE;
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
  return FALSE;
}

gboolean
passant_recorder_stop (PassantRecorder *self)
{
  return FALSE;
}

gboolean
passant_recorder_is_recording (PassantRecorder *self)
{
  return FALSE;
}
