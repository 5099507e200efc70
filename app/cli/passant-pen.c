/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-pen.h"

#include <string.h>

PassantPen *
passant_pen_new (char *device)
{
  PassantPen *self = g_new0 (PassantPen, 1);

  self->device = device;
  memset (self->prev, '0', PASSANT_HASH_LENGTH);

  return self;
}

void
passant_pen_free (PassantPen *self)
{
  if (!self)
    return;

  g_free (self->device);
  g_free (self);
}

PassantFact *
passant_pen_say (PassantPen   *self,
                 PassantDraft *taken,
                 char         *taken_id,
                 gint64        noted_ms,
                 GError      **error)
{
  g_autoptr (PassantDraft) draft = taken;
  g_autofree char *id = taken_id;
  PassantStamp stamp = { self->device, self->seq + 1, self->prev, noted_ms, noted_ms, id };
  PassantFact *fact = passant_draft_stamp (draft, &stamp, error);

  if (!fact)
    return NULL;

  self->seq++;
  memcpy (self->prev, fact->hash, sizeof self->prev);

  return fact;
}
