/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-tape.h"

/* Built without sound: it is never offered. */
struct _PassantTape {
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PassantTape, passant_tape, G_TYPE_OBJECT)

static void
passant_tape_class_init (PassantTapeClass *klass)
{
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("recorded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
passant_tape_init (PassantTape *self)
{
}

gboolean
passant_tape_is_built (void)
{
  return FALSE;
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
}

void
passant_tape_play (PassantTape *self,
                   const char  *path)
{
}

void
passant_tape_stop (PassantTape *self)
{
}

void
passant_tape_flush (PassantTape *self)
{
}

PassantTapeState
passant_tape_get_state (PassantTape *self)
{
  return PASSANT_TAPE_STILL;
}
