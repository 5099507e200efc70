/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  PASSANT_VEIL_TOOL_BRUSH,
  PASSANT_VEIL_TOOL_RECTANGLE,
} PassantVeilTool;

#define PASSANT_TYPE_VEIL_CANVAS (passant_veil_canvas_get_type ())

/**
 * PassantVeilCanvas:
 *
 * A photo, and a finger that hides faces and name badges in it: by brush or by rectangle. What is hidden is shown as it will
 * be kept. With the keyboard: the arrows move a square, Enter or Space hides what is under it, plus and minus make it larger
 * and smaller, Backspace takes the last stroke back.
 *
 * Signals:
 * - changed: more or less is hidden
 */
G_DECLARE_FINAL_TYPE (PassantVeilCanvas, passant_veil_canvas, PASSANT, VEIL_CANVAS, GtkWidget)

GtkWidget *passant_veil_canvas_new       (void) G_GNUC_WARN_UNUSED_RESULT;
/* Begins anew, with nothing hidden. @photo NULL: with nothing at all. */
void       passant_veil_canvas_set_photo (PassantVeilCanvas *self,
                                          GdkPixbuf         *photo);
void       passant_veil_canvas_set_tool  (PassantVeilCanvas *self,
                                          PassantVeilTool    tool);
gboolean   passant_veil_canvas_can_undo  (PassantVeilCanvas *self);
void       passant_veil_canvas_undo      (PassantVeilCanvas *self);
/* Whether nothing is hidden: the photo is as it was given. */
gboolean   passant_veil_canvas_is_clear  (PassantVeilCanvas *self);
/* The whole photo with what is hidden destroyed; NULL without a photo. */
GdkPixbuf *passant_veil_canvas_dup_photo (PassantVeilCanvas *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
