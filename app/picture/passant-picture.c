/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-picture.h"

#include <errno.h>
#include <fcntl.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "passant-error.h"
#include "passant-jpeg.h"

#define SIDE_PIXELS_MAX 20000
#define PIXELS_MAX (120 * 1000 * 1000)
#define QUALITY "85"

void
passant_kept_clear (PassantKept *self)
{
  if (self->path)
    g_remove (self->path);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->look, g_free);
}

/* Other kinds that a loader may be there for are drawings, icons or animations. */
static gboolean
is_photo (GdkPixbufFormat *format)
{
  static const char * const names[] = { "jpeg", "png", "webp", "heif/avif", NULL };
  g_autofree char *name = format ? gdk_pixbuf_format_get_name (format) : NULL;

  return name && g_strv_contains (names, name);
}

static gboolean
measure_file (const char *path,
              int        *width,
              int        *height,
              GError    **error)
{
  GdkPixbufFormat *format = gdk_pixbuf_get_file_info (path, width, height);

  if (!is_photo (format) || *width < 1 || *height < 1) {
    g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                         _("This is no photo that can be read here; take a JPEG or PNG file"));
    return FALSE;
  }
  if (*width > SIDE_PIXELS_MAX || *height > SIDE_PIXELS_MAX ||
      (gint64) *width * *height > PIXELS_MAX) {
    g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                         _("This photo is larger than a camera makes them; take a smaller one"));
    return FALSE;
  }

  return TRUE;
}

/* What is see-through becomes white, as paper is. */
static GdkPixbuf *
flatten (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  GdkPixbuf *flat;

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return g_object_ref (pixbuf);

  flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  gdk_pixbuf_fill (flat, 0xffffffff);
  gdk_pixbuf_composite (pixbuf, flat, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST, 255);

  return flat;
}

GdkPixbuf *
passant_picture_load (const char *path,
                      int         side_px,
                      GError    **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autoptr (GError) problem = NULL;
  int width, height, side;

  g_return_val_if_fail (path != NULL && side_px > 0, NULL);

  if (!measure_file (path, &width, &height, error))
    return NULL;

  side = MIN (side_px, MAX (width, height));
  pixbuf = gdk_pixbuf_new_from_file_at_scale (path, side, side, TRUE, &problem);
  if (!pixbuf) {
    /* Translators: %s is why. */
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, _("This photo cannot be read: %s"),
                 problem->message);
    return NULL;
  }
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);

  return flatten (upright);
}

GdkPixbuf *
passant_picture_shrink (GdkPixbuf *pixbuf,
                        int        side_px)
{
  int width, height, side;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf) && side_px > 0, NULL);

  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  side = MAX (width, height);
  if (side <= side_px)
    return g_object_ref (pixbuf);

  return gdk_pixbuf_scale_simple (pixbuf, MAX (1, (int) ((gint64) width * side_px / side)),
                                  MAX (1, (int) ((gint64) height * side_px / side)),
                                  GDK_INTERP_BILINEAR);
}

/* The loader puts what Exif said among the pixels' options, but only what the saver is told is written. */
gboolean
passant_picture_save (GdkPixbuf  *pixbuf,
                      const char *path,
                      GError    **error)
{
  g_autoptr (GdkPixbuf) flat = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf) && path != NULL, FALSE);

  flat = flatten (pixbuf);
  if (gdk_pixbuf_save (flat, path, "jpeg", &problem, "quality", QUALITY, NULL))
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE, _("Keeping the photo did not work: %s"),
               problem->message);

  return FALSE;
}

static void
measure (GdkPixbuf   *pixbuf,
         PassantKept *kept)
{
  kept->width = gdk_pixbuf_get_width (pixbuf);
  kept->height = gdk_pixbuf_get_height (pixbuf);
  kept->sharpness = passant_picture_measure_sharpness (pixbuf);
  kept->look = passant_picture_describe_look (pixbuf);
}

gboolean
passant_picture_prepare_pixels (GdkPixbuf   *pixbuf,
                                const char  *folder,
                                int          side_px,
                                PassantKept *kept_out,
                                GError     **error)
{
  g_autoptr (GdkPixbuf) small = NULL;
  g_autofree char *path = NULL;
  int fd;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf) && folder != NULL && kept_out != NULL, FALSE);

  small = passant_picture_shrink (pixbuf, side_px);
  path = g_build_filename (folder, "photo-XXXXXX", NULL);
  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE,
                 _("Keeping the photo did not work: %s"), g_strerror (errno));
    return FALSE;
  }
  g_close (fd, NULL);

  if (!passant_picture_save (small, path, error)) {
    g_remove (path);
    return FALSE;
  }
  *kept_out = (PassantKept) { .path = g_steal_pointer (&path) };
  measure (small, kept_out);

  return TRUE;
}

static gboolean
may_stay (const char *path,
          int         side_px)
{
  g_autofree char *bytes = NULL;
  gsize length;
  int width, height;

  return gdk_pixbuf_get_file_info (path, &width, &height) && MAX (width, height) <= side_px &&
         g_file_get_contents (path, &bytes, &length, NULL) &&
         passant_jpeg_is_bare ((const guint8 *) bytes, length);
}

gboolean
passant_picture_prepare (const char  *path,
                         const char  *folder,
                         int          side_px,
                         PassantKept *kept_out,
                         GError     **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_return_val_if_fail (path != NULL && folder != NULL && kept_out != NULL, FALSE);

  pixbuf = passant_picture_load (path, side_px, error);
  if (!pixbuf)
    return FALSE;
  if (!may_stay (path, side_px))
    return passant_picture_prepare_pixels (pixbuf, folder, side_px, kept_out, error);

  *kept_out = (PassantKept) { .path = NULL };
  measure (pixbuf, kept_out);

  return TRUE;
}
