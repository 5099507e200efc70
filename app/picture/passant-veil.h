/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/**
 * PassantVeil:
 *
 * What is to be hidden of a photo: faces, name badges. The photo is divided into squares, 48 along its longer side; a veil
 * is a set of these. Applied, each connected part of the veil becomes at most 4 × 4 patches of one colour, the mean of what
 * they cover: nothing finer is left of it, whatever its size, and the rest of the photo is untouched. Places are 0 … 1 of
 * the photo's width and height, so that a veil drawn over a small copy fits the whole photo.
 */
typedef struct _PassantVeil PassantVeil;

PassantVeil *passant_veil_new           (int width,
                                         int height) G_GNUC_WARN_UNUSED_RESULT;
void         passant_veil_free          (PassantVeil *self);
/* From here on is one step for undo: one stroke, one rectangle. */
void         passant_veil_begin         (PassantVeil *self);
/* Hides every square that the disc touches; @radius is a part of the longer side. TRUE when that hides more. */
gboolean     passant_veil_add_disc      (PassantVeil *self,
                                         double       x,
                                         double       y,
                                         double       radius);
/* Likewise of a rectangle, its corners in any order. */
gboolean     passant_veil_add_rectangle (PassantVeil *self,
                                         double       x1,
                                         double       y1,
                                         double       x2,
                                         double       y2);
gboolean     passant_veil_can_undo      (PassantVeil *self);
void         passant_veil_undo          (PassantVeil *self);
gboolean     passant_veil_is_empty      (PassantVeil *self);
/* A new photo with what is hidden destroyed. */
GdkPixbuf   *passant_veil_apply         (PassantVeil *self,
                                         GdkPixbuf   *pixbuf) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantVeil, passant_veil_free)

G_END_DECLS
