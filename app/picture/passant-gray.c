/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-gray.h"

void
passant_gray_init (PassantGray *self,
                   GdkPixbuf   *pixbuf)
{
  int channels = gdk_pixbuf_get_n_channels (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *from = gdk_pixbuf_read_pixels (pixbuf);

  self->width = gdk_pixbuf_get_width (pixbuf);
  self->height = gdk_pixbuf_get_height (pixbuf);
  self->pixels = g_malloc ((gsize) self->width * (gsize) self->height);
  for (int y = 0; y < self->height; y++) {
    const guint8 *pixel = from + (gsize) y * (gsize) stride;
    guint8 *to = self->pixels + (gsize) y * (gsize) self->width;

    /* As the eye weighs them. */
    for (int x = 0; x < self->width; x++, pixel += channels)
      to[x] = (guint8) ((pixel[0] * 77 + pixel[1] * 150 + pixel[2] * 29) >> 8);
  }
}

void
passant_gray_clear (PassantGray *self)
{
  g_clear_pointer (&self->pixels, g_free);
}
