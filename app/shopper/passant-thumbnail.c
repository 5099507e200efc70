/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-thumbnail.h"

/* Decoding on the main thread would be felt. */
static void
on_thumbnail_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GtkImage) picture = user_data;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream_finish (result, NULL);
  g_autoptr (GdkTexture) texture = NULL;

  if (!pixbuf)
    return;

  texture = gdk_texture_new_for_pixbuf (pixbuf);
  gtk_image_set_from_paintable (picture, GDK_PAINTABLE (texture));
}

GtkWidget *
passant_thumbnail_new (const char *path,
                       const char *name)
{
  g_autoptr (GFile) file = path ? g_file_new_for_path (path) : NULL;
  g_autoptr (GFileInputStream) stream = file ? g_file_read (file, NULL, NULL) : NULL;
  GtkWidget *picture = gtk_image_new_from_icon_name ("image-x-generic-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (picture), PASSANT_THUMBNAIL_PX);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "passant-thumbnail");
  if (stream)
    gdk_pixbuf_new_from_stream_at_scale_async (G_INPUT_STREAM (stream), 4 * PASSANT_THUMBNAIL_PX,
                                               4 * PASSANT_THUMBNAIL_PX, TRUE, NULL,
                                               on_thumbnail_cb, g_object_ref (picture));

  return picture;
}
