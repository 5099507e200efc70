/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_FIGURE (passant_figure_get_type ())

/**
 * PassantFigure:
 *
 * A picture in running text: never wider than the page nor larger than it is, and always as high as its width asks for,
 * so that a page that scrolls cannot squeeze it to nothing.
 */
G_DECLARE_FINAL_TYPE (PassantFigure, passant_figure, PASSANT, FIGURE, GtkWidget)

GtkWidget  *passant_figure_new             (GdkTexture *texture,
                                            const char *description) G_GNUC_WARN_UNUSED_RESULT;
const char *passant_figure_get_description (PassantFigure *self);

G_END_DECLS
