/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-veil.h"

#include <string.h>

static GdkPixbuf *
make_noise (int      width,
            int      height,
            gboolean has_alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_alpha, 8, width, height);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (pixbuf); i++)
    pixels[i] = (guint8) g_test_rand_int ();

  return pixbuf;
}

static guint32
get_pixel (GdkPixbuf *pixbuf,
           int        x,
           int        y)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
                        x * gdk_pixbuf_get_n_channels (pixbuf);

  return (guint32) pixel[0] << 16 | (guint32) pixel[1] << 8 | pixel[2];
}

static guint
count_changed (GdkPixbuf *one,
               GdkPixbuf *other)
{
  guint changed = 0;

  for (int y = 0; y < gdk_pixbuf_get_height (one); y++) {
    for (int x = 0; x < gdk_pixbuf_get_width (one); x++)
      changed += get_pixel (one, x, y) != get_pixel (other, x, y);
  }

  return changed;
}

static guint
count_colours (GdkPixbuf *pixbuf,
               int        left,
               int        top,
               int        right,
               int        bottom)
{
  g_autoptr (GHashTable) colours = g_hash_table_new (NULL, NULL);

  for (int y = top; y < bottom; y++) {
    for (int x = left; x < right; x++)
      g_hash_table_add (colours, GUINT_TO_POINTER (get_pixel (pixbuf, x, y)));
  }

  return g_hash_table_size (colours);
}

/* Whatever the size of a face, at most 4 × 4 patches are left of it. */
static void
test_destroy (void)
{
  static const double sizes[] = { 0.05, 0.1, 0.25, 0.5, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GdkPixbuf) photo = make_noise (960, 480, FALSE);
    g_autoptr (PassantVeil) veil = passant_veil_new (960, 480);
    g_autoptr (GdkPixbuf) result = NULL;
    int right = (int) (sizes[i] * 960), bottom = (int) (sizes[i] * 480);

    g_assert_true (passant_veil_add_rectangle (veil, 0, 0, sizes[i], sizes[i]));
    result = passant_veil_apply (veil, photo);
    g_assert_cmpuint (count_colours (result, 0, 0, right, bottom), <=, 16);
    g_assert_cmpuint (get_pixel (photo, 0, 0), !=, get_pixel (result, 0, 0));
  }
}

static void
test_rest (void)
{
  g_autoptr (GdkPixbuf) photo = make_noise (960, 480, FALSE);
  g_autoptr (PassantVeil) veil = passant_veil_new (960, 480);
  g_autoptr (GdkPixbuf) nothing = passant_veil_apply (veil, photo);
  g_autoptr (GdkPixbuf) result = NULL;

  g_assert_true (passant_veil_is_empty (veil));
  g_assert_cmpuint (count_changed (photo, nothing), ==, 0);

  passant_veil_add_rectangle (veil, 0.5, 0.5, 0.25, 0.25);
  g_assert_false (passant_veil_is_empty (veil));
  result = passant_veil_apply (veil, photo);
  for (int y = 0; y < 480; y++) {
    for (int x = 0; x < 960; x++) {
      if (x < 240 || x >= 480 || y < 120 || y >= 240)
        g_assert_cmpuint (get_pixel (photo, x, y), ==, get_pixel (result, x, y));
    }
  }
}

/* Drawn over a small copy, kept in the whole. */
static void
test_scale (void)
{
  g_autoptr (GdkPixbuf) large = make_noise (1920, 1280, FALSE);
  g_autoptr (PassantVeil) veil = passant_veil_new (480, 320);
  g_autoptr (GdkPixbuf) result = NULL;

  passant_veil_add_disc (veil, 0.5, 0.5, 0.1);
  result = passant_veil_apply (veil, large);
  for (int degree = 0; degree < 360; degree += 5) {
    double angle = degree * G_PI / 180;
    int x = (int) (960 + 0.095 * 1920 * __builtin_cos (angle));
    int y = (int) (640 + 0.095 * 1920 * __builtin_sin (angle));

    /* Noise may by chance be its own mean in one pixel, hardly in a row of nine. */
    g_assert_cmpuint (count_colours (result, x - 4, y, x + 5, y + 1), <=, 3);
  }
  g_assert_cmpuint (get_pixel (result, 5, 5), ==, get_pixel (large, 5, 5));
}

static void
test_undo (void)
{
  g_autoptr (GdkPixbuf) photo = make_noise (300, 400, FALSE);
  g_autoptr (PassantVeil) veil = passant_veil_new (300, 400);
  g_autoptr (GdkPixbuf) once = NULL;
  g_autoptr (GdkPixbuf) back = NULL;
  g_autoptr (GdkPixbuf) none = NULL;

  passant_veil_begin (veil);
  passant_veil_add_disc (veil, 0.2, 0.2, 0.05);
  once = passant_veil_apply (veil, photo);
  passant_veil_begin (veil);
  for (double x = 0.4; x < 0.9; x += 0.01)
    passant_veil_add_disc (veil, x, 0.7, 0.05);
  passant_veil_undo (veil);
  back = passant_veil_apply (veil, photo);
  g_assert_cmpuint (count_changed (once, back), ==, 0);

  passant_veil_undo (veil);
  g_assert_false (passant_veil_can_undo (veil));
  passant_veil_undo (veil);
  none = passant_veil_apply (veil, photo);
  g_assert_cmpuint (count_changed (none, photo), ==, 0);
}

/* A finger that leaves the photo, and photos of any shape. */
static void
test_edges (void)
{
  static const int shapes[][2] = { { 1, 1 }, { 3, 2000 }, { 2000, 3 }, { 50, 47 } };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++) {
    g_autoptr (GdkPixbuf) photo = make_noise (shapes[i][0], shapes[i][1], i % 2);
    g_autoptr (PassantVeil) veil = passant_veil_new (shapes[i][0], shapes[i][1]);
    g_autoptr (GdkPixbuf) result = NULL;

    g_assert_false (passant_veil_add_disc (veil, -9, 0.5, 0.1));
    passant_veil_add_rectangle (veil, -1, -1, 2, 2);
    g_assert_false (passant_veil_add_disc (veil, 1, 1, 0.1));
    result = passant_veil_apply (veil, photo);
    g_assert_cmpuint (count_colours (result, 0, 0, shapes[i][0], shapes[i][1]), <=, 16);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/veil/leaves-a-few-patches-whatever-the-size", test_destroy);
  g_test_add_func ("/veil/leaves-the-rest-untouched", test_rest);
  g_test_add_func ("/veil/fits-the-whole-photo", test_scale);
  g_test_add_func ("/veil/is-undone-stroke-by-stroke", test_undo);
  g_test_add_func ("/veil/ends-at-the-edges", test_edges);

  return g_test_run ();
}
