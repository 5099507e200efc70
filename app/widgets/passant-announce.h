/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * passant_announce:
 *
 * Has a screen reader say @words about @widget, unless it or what it stands in is hidden: what is put out of sight, as by
 * the cover, must not be heard either.
 */
void passant_announce (GtkWidget                        *widget,
                       const char                       *words,
                       GtkAccessibleAnnouncementPriority priority);

G_END_DECLS
