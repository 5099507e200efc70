/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_JOURNEY_ROW (passant_journey_row_get_type ())

G_DECLARE_FINAL_TYPE (PassantJourneyRow, passant_journey_row, PASSANT, JOURNEY_ROW, GtkButton)

GtkWidget *passant_journey_row_new   (const char *action,
                                      const char *target) G_GNUC_WARN_UNUSED_RESULT;
void       passant_journey_row_show  (PassantJourneyRow *self,
                                      const char        *icon,
                                      const char        *title,
                                      const char        *words,
                                      const char        *line);

G_END_DECLS
