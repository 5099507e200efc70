/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-timer.h"

/* The boot clock starts at 0 with each boot: one that shows less than at the start, or a boot that began after the start
 * as the wall clock has it, is another one. */
static gboolean
is_same_boot (const PassantTimer *self,
              const char         *device,
              gint64              now_ms,
              gint64              boot_ms)
{
  return g_strcmp0 (self->device, device) == 0 && boot_ms >= self->boot_ms &&
         now_ms - boot_ms <= self->at_ms;
}

gint64
passant_timer_get_elapsed_ms (const PassantTimer *self,
                              const char         *device,
                              gint64              now_ms,
                              gint64              boot_ms)
{
  g_return_val_if_fail (self != NULL, 0);

  if (is_same_boot (self, device, now_ms, boot_ms))
    return boot_ms - self->boot_ms;

  return MAX (now_ms - self->at_ms, 0);
}
