/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-jpeg.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* A photo of noise, so that its scan has every byte in it. */
static GByteArray *
make_jpeg (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 120, 90);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  char *bytes = NULL;
  gsize length;

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (pixbuf); i++)
    pixels[i] = (guint8) g_test_rand_int ();
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &length, "jpeg", NULL, NULL));

  return g_byte_array_new_take ((guint8 *) bytes, length);
}

static void
insert (GByteArray   *jpeg,
        guint         at,
        const guint8 *bytes,
        guint         length)
{
  guint tail = jpeg->len - at;

  g_byte_array_set_size (jpeg, jpeg->len + length);
  memmove (jpeg->data + at + length, jpeg->data + at, tail);
  memcpy (jpeg->data + at, bytes, length);
}

static void
test_pixels (void)
{
  g_autoptr (GByteArray) jpeg = make_jpeg ();

  g_assert_true (passant_jpeg_is_bare (jpeg->data, jpeg->len));
}

static void
test_segments (void)
{
  const guint8 segments[][12] = {
    { 0xff, 0xe1, 0, 10, 'E', 'x', 'i', 'f', 0, 0, 0, 0 },
    { 0xff, 0xe2, 0, 10, 'I', 'C', 'C', '_', 'P', 'R', 'O', 'F' },
    { 0xff, 0xed, 0, 10, 'P', 'h', 'o', 't', 'o', 's', 'h', 'o' },
    { 0xff, 0xfe, 0, 10, 'A', 'n', 'n', 'a', ' ', 'w', 'a', 's' },
    { 0xff, 0xef, 0, 10, 'w', 'h', 'a', 't', 'e', 'v', 'e', 'r' },
    { 0xff, 0xe0, 0, 10, 'J', 'F', 'X', 'X', 0, 0x10, 1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (segments); i++) {
    g_autoptr (GByteArray) jpeg = make_jpeg ();

    insert (jpeg, 2, segments[i], sizeof segments[i]);
    g_assert_false (passant_jpeg_is_bare (jpeg->data, jpeg->len));
  }
}

/* A camera that hides a second picture, or a film, behind the first. */
static void
test_tail (void)
{
  g_autoptr (GByteArray) jpeg = make_jpeg ();

  g_byte_array_append (jpeg, (const guint8 *) "GPS", 3);
  g_assert_false (passant_jpeg_is_bare (jpeg->data, jpeg->len));
}

static void
test_cuts (void)
{
  g_autoptr (GByteArray) jpeg = make_jpeg ();

  for (gsize length = 0; length < jpeg->len; length++) {
    /* On the heap and no longer than it is, so that a step too far is seen. */
    g_autofree guint8 *cut = g_memdup2 (jpeg->data, length);

    g_assert_false (passant_jpeg_is_bare (cut, length));
  }
}

static void
test_others (void)
{
  const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

  g_assert_false (passant_jpeg_is_bare (png, sizeof png));
  g_assert_false (passant_jpeg_is_bare (NULL, 0));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jpeg/of-pixels-alone-is-bare", test_pixels);
  g_test_add_func ("/jpeg/with-anything-beside-them-is-not", test_segments);
  g_test_add_func ("/jpeg/with-anything-behind-its-end-is-not", test_tail);
  g_test_add_func ("/jpeg/cut-short-anywhere-is-not", test_cuts);
  g_test_add_func ("/jpeg/no-jpeg-is-not", test_others);

  return g_test_run ();
}
