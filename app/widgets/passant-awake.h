/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps the device from going to sleep while a stopwatch or a recording runs; what to release it with, or 0 when the
 * system does not let it. A device that sleeps all the same loses nothing: stopwatches count on. */
guint passant_awake_hold    (GtkWidget *widget) G_GNUC_WARN_UNUSED_RESULT;
void  passant_awake_release (guint cookie);

G_END_DECLS
