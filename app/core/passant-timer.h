/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PassantTimer:
 *
 * A stopwatch that runs: nothing but when it was started, so it goes on while the app is away, the device sleeps or
 * starts anew.
 */
typedef struct {
  char  *question;
  char  *touchpoint; /* or NULL */
  char  *device;     /* that started it */
  gint64 at_ms;      /* when, by that device's wall clock … */
  gint64 boot_ms;    /* … and by its boot clock */
} PassantTimer;

/* How long it has been running on @device, whose clocks say @now_ms and @boot_ms; never less than 0. The boot clock
 * counts, which nobody can set; the wall clock only when the device was started anew since, or is another one. */
gint64 passant_timer_get_elapsed_ms (const PassantTimer *self,
                                     const char         *device,
                                     gint64              now_ms,
                                     gint64              boot_ms);

G_END_DECLS
