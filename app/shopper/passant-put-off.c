/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-put-off.h"

typedef struct {
  PassantAgain   again;
  gpointer       work;
  GDestroyNotify drop;
} PassantPutOff;

static void
put_off_free (gpointer data)
{
  PassantPutOff *self = data;

  if (self->work)
    self->drop (self->work);
  g_free (self);
}

void
passant_put_off_add (GQueue        *queue,
                     PassantAgain   again,
                     gpointer       work,
                     GDestroyNotify drop)
{
  PassantPutOff *self = g_new0 (PassantPutOff, 1);

  self->again = again;
  self->work = work;
  self->drop = drop;
  g_queue_push_tail (queue, self);
}

void
passant_put_off_do_again (GQueue  *queue,
                          gpointer owner)
{
  for (guint i = g_queue_get_length (queue); i > 0; i--) {
    PassantPutOff *self = g_queue_pop_head (queue);

    self->again (owner, g_steal_pointer (&self->work));
    put_off_free (self);
  }
}

void
passant_put_off_clear (GQueue *queue)
{
  g_queue_clear_full (queue, put_off_free);
}
