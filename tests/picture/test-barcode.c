/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-barcode.h"

#include <qrencode.h>
#include <string.h>

#define WHITE 0xffffffff
#define BLACK 0x000000ff

static void
fill (GdkPixbuf *pixbuf,
      int        x,
      int        y,
      int        width,
      int        height,
      guint32    rgba)
{
  g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (pixbuf, x, y, width, height);

  gdk_pixbuf_fill (part, rgba);
}

/* @text in squares of @module pixels, at @x, @y of a wall of @width × @height. */
static GdkPixbuf *
draw_qr (const char *text,
         int         module,
         int         x,
         int         y,
         int         width,
         int         height)
{
  GdkPixbuf *wall = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);

  g_assert_nonnull (code);
  gdk_pixbuf_fill (wall, 0xd8d0c0ff);
  fill (wall, x, y, (code->width + 8) * module, (code->width + 8) * module, WHITE);
  for (int i = 0; i < code->width * code->width; i++) {
    if (code->data[i] & 1)
      fill (wall, x + (4 + i % code->width) * module, y + (4 + i / code->width) * module, module,
            module, BLACK);
  }
  QRcode_free (code);

  return wall;
}

static void
draw_bits (GdkPixbuf  *pixbuf,
           int        *x,
           const char *bits,
           gboolean    is_flipped)
{
  for (; *bits; bits++, *x += 3) {
    if ((*bits == '1') != is_flipped)
      fill (pixbuf, *x, 40, 3, 180, BLACK);
  }
}

/* EAN-13 as a till's scanner knows it. */
static GdkPixbuf *
draw_ean (const char *digits)
{
  static const char * const odd[] = {
    "0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011",
    "0110111", "0001011",
  };
  static const char * const parity[] = {
    "oooooo", "ooeoee", "ooeeoe", "ooeeeo", "oeooee", "oeeooe", "oeeeoo", "oeoeoe", "oeoeeo",
    "oeeoeo",
  };
  GdkPixbuf *label = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 400, 260);
  int x = 60;

  gdk_pixbuf_fill (label, WHITE);
  draw_bits (label, &x, "101", FALSE);
  for (int i = 1; i < 13; i++) {
    g_autofree char *bits = g_strdup (odd[digits[i] - '0']);

    if (i == 7)
      draw_bits (label, &x, "01010", FALSE);
    if (i < 7 && parity[digits[0] - '0'][i - 1] == 'e') {
      /* The right hand pattern, backwards. */
      g_strreverse (bits);
      draw_bits (label, &x, bits, TRUE);
    } else {
      draw_bits (label, &x, bits, i >= 7);
    }
  }
  draw_bits (label, &x, "101", FALSE);

  return label;
}

static void
test_qr (void)
{
  g_autoptr (GdkPixbuf) wall = draw_qr ("https://passant.example/w/utrecht?é=1", 6, 40, 60, 500,
                                        500);
  g_autofree char *text = passant_barcode_read (wall);

  g_assert_cmpstr (text, ==, "https://passant.example/w/utrecht?é=1");
}

static void
test_turned (void)
{
  for (int quarter = 0; quarter < 360; quarter += 90) {
    g_autoptr (GdkPixbuf) wall = draw_qr ("turned", 6, 40, 60, 400, 300);
    g_autoptr (GdkPixbuf) turned = gdk_pixbuf_rotate_simple (wall, (GdkPixbufRotation) quarter);
    g_autofree char *text = passant_barcode_read (turned);

    g_assert_cmpstr (text, ==, "turned");
  }
}

/* Near and far: a large photo with a small code in a corner, one that the code fills, a large one that it fills. */
static void
test_sizes (void)
{
  g_autoptr (GdkPixbuf) far = draw_qr ("far", 4, 2700, 1800, 3000, 2000);
  g_autoptr (GdkPixbuf) near = draw_qr ("near", 3, 0, 0, 90, 90);
  g_autoptr (GdkPixbuf) huge = draw_qr ("huge", 90, 0, 0, 2700, 2700);
  g_autofree char *of_far = passant_barcode_read (far);
  g_autofree char *of_near = passant_barcode_read (near);
  g_autofree char *of_huge = passant_barcode_read (huge);

  g_assert_cmpstr (of_far, ==, "far");
  g_assert_cmpstr (of_near, ==, "near");
  g_assert_cmpstr (of_huge, ==, "huge");
}

static void
test_ean (void)
{
  g_autoptr (GdkPixbuf) label = draw_ean ("8710398502087");
  g_autofree char *text = passant_barcode_read (label);

  g_assert_cmpstr (text, ==, "8710398502087");
}

static void
test_none (void)
{
  g_autoptr (GdkPixbuf) wall = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 300, 200);
  g_autoptr (GdkPixbuf) blank = draw_qr ("  ", 6, 10, 10, 300, 300);
  guint8 *pixels = gdk_pixbuf_get_pixels (wall);

  g_assert_null (passant_barcode_read (blank));
  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (wall); i++)
    pixels[i] = (guint8) g_test_rand_int ();
  g_assert_null (passant_barcode_read (wall));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!passant_barcode_is_built ()) {
    g_print ("1..0 # SKIP built without a reader of codes\n");
    return 0;
  }
  g_test_add_func ("/barcode/reads-a-qr-code", test_qr);
  g_test_add_func ("/barcode/reads-it-turned", test_turned);
  g_test_add_func ("/barcode/reads-it-near-and-far", test_sizes);
  g_test_add_func ("/barcode/reads-a-product's-code", test_ean);
  g_test_add_func ("/barcode/reads-nothing-where-nothing-is", test_none);

  return g_test_run ();
}
