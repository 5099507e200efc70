/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* The brightness of a photo's pixels, a byte each, row by row without a gap. */
typedef struct {
  int     width, height;
  guint8 *pixels;
} PassantGray;

void passant_gray_init  (PassantGray *self,
                         GdkPixbuf   *pixbuf);
void passant_gray_clear (PassantGray *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PassantGray, passant_gray_clear)

G_END_DECLS
