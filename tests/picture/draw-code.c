/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <qrencode.h>

/* draw-code TEXT FILE: a QR code as a camera sees it on a wall, 640 × 480, as PNG. */

#define MODULE_PX 7
#define LEFT_PX 180
#define TOP_PX 90

static void
fill (GdkPixbuf *pixbuf,
      int        x,
      int        y,
      int        size,
      guint32    rgba)
{
  g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (pixbuf, x, y, size, size);

  gdk_pixbuf_fill (part, rgba);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GdkPixbuf) wall = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 640, 480);
  g_autoptr (GError) error = NULL;
  QRcode *code = argc == 3 ? QRcode_encodeString (argv[1], 0, QR_ECLEVEL_M, QR_MODE_8, 1) : NULL;

  if (!code)
    return 2;

  gdk_pixbuf_fill (wall, 0xc8c0b0ff);
  fill (wall, LEFT_PX, TOP_PX, (code->width + 8) * MODULE_PX, 0xffffffff);
  for (int i = 0; i < code->width * code->width; i++) {
    if (code->data[i] & 1)
      fill (wall, LEFT_PX + (4 + i % code->width) * MODULE_PX,
            TOP_PX + (4 + i / code->width) * MODULE_PX, MODULE_PX, 0x101010ff);
  }
  QRcode_free (code);
  if (!gdk_pixbuf_save (wall, argv[2], "png", &error, NULL))
    g_error ("%s", error->message);

  return 0;
}
