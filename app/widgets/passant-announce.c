/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-announce.h"

void
passant_announce (GtkWidget                        *widget,
                  const char                       *words,
                  GtkAccessibleAnnouncementPriority priority)
{
  if (gtk_widget_is_visible (widget))
    gtk_accessible_announce (GTK_ACCESSIBLE (widget), words, priority);
}
