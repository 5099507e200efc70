/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-photo.h"

#include <stdio.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#define PIXELS_PER_POINT 3 /* 216 dpi */
#define SIDE_PIXELS_MAX 20000
#define PIXELS_MAX (120 * 1000 * 1000)

/* Told by the first bytes, before any decoder is let near the file: some decode drawings, or programs. */
static gboolean
begins_like_a_photo (const char *path)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff },
                      png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  guint8 head[sizeof png] = { 0 };
  FILE *file = g_fopen (path, "rb");
  size_t length = file ? fread (head, 1, sizeof head, file) : 0;

  g_clear_pointer (&file, fclose);

  return length == sizeof head
         && (memcmp (head, jpeg, sizeof jpeg) == 0 || memcmp (head, png, sizeof png) == 0);
}

static gboolean
is_welcome (const char *path)
{
  int width, height;

  if (!begins_like_a_photo (path))
    return FALSE;

  GdkPixbufFormat *format = gdk_pixbuf_get_file_info (path, &width, &height);

  if (!format || width < 1 || height < 1)
    return FALSE;
  if (width > SIDE_PIXELS_MAX || height > SIDE_PIXELS_MAX || (gint64) width * height > PIXELS_MAX)
    return FALSE;

  g_autofree char *name = gdk_pixbuf_format_get_name (format);

  return g_str_equal (name, "jpeg") || g_str_equal (name, "png");
}

/* Paper is white: what is see-through in a PNG becomes white, not black. */
static GdkPixbuf *
flatten (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  GdkPixbuf *flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  gdk_pixbuf_fill (flat, 0xffffffff);
  gdk_pixbuf_composite (pixbuf, flat, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST, 255);

  return flat;
}

static GdkPixbuf *
load_upright (const char *path,
              int         side)
{
  g_autoptr (GError) error = NULL;
  int width, height;

  gdk_pixbuf_get_file_info (path, &width, &height);
  if (width <= side && height <= side)
    side = MAX (width, height);

  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file_at_scale (path, side, side, TRUE, &error);

  if (!pixbuf) {
    g_debug ("%s: %s", path, error->message);
    return NULL;
  }

  g_autoptr (GdkPixbuf) upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);

  return gdk_pixbuf_get_has_alpha (upright) ? flatten (upright) : g_object_ref (upright);
}

static cairo_surface_t *
make_surface (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int from_stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *from = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guint8 *to = cairo_image_surface_get_data (surface);

  for (int y = 0; y < height; y++) {
    const guint8 *pixel = from + (gsize) y * (gsize) from_stride;
    guint32 *row = (guint32 *) (gpointer) (to + (gsize) y *
                                           (gsize) cairo_image_surface_get_stride (surface));

    for (int x = 0; x < width; x++, pixel += 3)
      row[x] = (guint32) pixel[0] << 16 | (guint32) pixel[1] << 8 | pixel[2];
  }
  cairo_surface_mark_dirty (surface);

  return surface;
}

/* A PDF then holds the photo as JPEG instead of plain pixels, a tenth of the size. */
static void
attach_jpeg (cairo_surface_t *surface,
             GdkPixbuf       *pixbuf)
{
  char *jpeg = NULL;
  gsize length = 0;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &jpeg, &length, "jpeg", NULL, "quality", "82", NULL))
    return;
  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, (guchar *) jpeg, length, g_free,
                                   jpeg)
      != CAIRO_STATUS_SUCCESS)
    g_free (jpeg);
}

cairo_surface_t *
passant_photo_load (const char *path,
                    double      size,
                    double     *width_out,
                    double     *height_out)
{
  g_return_val_if_fail (path != NULL, NULL);

  if (!is_welcome (path))
    return NULL;

  g_autoptr (GdkPixbuf) pixbuf = load_upright (path, (int) (size * PIXELS_PER_POINT));

  if (!pixbuf)
    return NULL;

  double width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  cairo_surface_t *surface = make_surface (pixbuf);

  attach_jpeg (surface, pixbuf);
  *width_out = size * width / MAX (width, height);
  *height_out = size * height / MAX (width, height);

  return surface;
}
