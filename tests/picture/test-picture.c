/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-picture.h"

#include <glib/gstdio.h>

#include "passant-error.h"
#include "passant-jpeg.h"
#include "passant-look.h"

typedef struct {
  char *folder;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("passant-picture-XXXXXX", NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_remove (path);
  }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

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

/* A shelf of many colours; the same @seed, the same shelf. */
static GdkPixbuf *
make_shelf (int     width,
            int     height,
            guint32 seed)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  gdk_pixbuf_fill (pixbuf, 0xc0c0b0ff);
  for (int i = 0; i < 120; i++) {
    int w = g_rand_int_range (dice, width / 40, width / 5);
    int h = g_rand_int_range (dice, height / 40, height / 5);

    fill (pixbuf, g_rand_int_range (dice, 0, width - w), g_rand_int_range (dice, 0, height - h), w,
          h, g_rand_int (dice) | 0xff);
  }

  return pixbuf;
}

static GdkPixbuf *
blur (GdkPixbuf *pixbuf,
      int        factor)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  g_autoptr (GdkPixbuf) small = gdk_pixbuf_scale_simple (pixbuf, width / factor, height / factor,
                                                         GDK_INTERP_BILINEAR);

  return gdk_pixbuf_scale_simple (small, width, height, GDK_INTERP_BILINEAR);
}

static char *
save (Fixture    *fixture,
      GdkPixbuf  *pixbuf,
      const char *name,
      const char *type)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_save (pixbuf, path, type, &error, NULL);
  g_assert_no_error (error);

  return path;
}

/* As a phone writes it: lying on its side, with a place and a time. */
static void
add_exif (const char *path)
{
  static const guint8 exif[] = {
    0xff, 0xe1, 0, 52, 'E', 'x', 'i', 'f', 0, 0,
    'M', 'M', 0, 42, 0, 0, 0, 8, 0, 2, /* two entries: */
    0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, /* orientation: turn to the right */
    0x01, 0x0f, 0, 2, 0, 0, 0, 4, 'G', 'P', 'S', 0, /* maker */
    0, 0, 0, 0, 'S', 'e', 'c', 'r', 'e', 't',
  };
  g_autofree char *bytes = NULL;
  g_autoptr (GByteArray) with = g_byte_array_new ();
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_byte_array_append (with, (guint8 *) bytes, 2);
  g_byte_array_append (with, exif, sizeof exif);
  g_byte_array_append (with, (guint8 *) bytes + 2, (guint) length - 2);
  g_assert_true (g_file_set_contents (path, (char *) with->data, with->len, NULL));
}

static gboolean
is_bare (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));

  return passant_jpeg_is_bare ((guint8 *) bytes, length) &&
         !g_strstr_len (bytes, (gssize) length, "Exif") &&
         !memmem (bytes, length, "Secret", 6);
}

static void
test_strip (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GdkPixbuf) lying = make_shelf (400, 300, 1);
  g_autofree char *path = save (fixture, lying, "phone.jpg", "jpeg");
  g_auto (PassantKept) kept = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  g_autoptr (GdkPixbuf) turned = NULL;
  g_autofree char *look = NULL;

  add_exif (path);
  g_assert_false (is_bare (path));
  passant_picture_prepare (path, fixture->folder, 2048, &kept, &error);
  g_assert_no_error (error);
  g_assert_nonnull (kept.path);
  g_assert_true (is_bare (kept.path));

  /* Upright in its pixels, now that nothing says so any more. */
  g_assert_cmpint (kept.width, ==, 300);
  g_assert_cmpint (kept.height, ==, 400);
  upright = gdk_pixbuf_new_from_file (kept.path, NULL);
  g_assert_cmpint (gdk_pixbuf_get_width (upright), ==, 300);
  turned = gdk_pixbuf_rotate_simple (lying, GDK_PIXBUF_ROTATE_CLOCKWISE);
  look = passant_picture_describe_look (turned);
  g_assert_cmpint (passant_look_compare (look, kept.look), <=, 2);
}

static void
test_shrink (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GdkPixbuf) large = make_shelf (1500, 1000, 2);
  g_autofree char *path = save (fixture, large, "large.png", "png");
  g_auto (PassantKept) kept = { 0 };
  g_autoptr (GError) error = NULL;

  passant_picture_prepare (path, fixture->folder, 600, &kept, &error);
  g_assert_no_error (error);
  g_assert_true (is_bare (kept.path));
  g_assert_cmpint (kept.width, ==, 600);
  g_assert_cmpint (kept.height, ==, 400);
}

static void
test_stay (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GdkPixbuf) shelf = make_shelf (600, 400, 3);
  g_autofree char *path = save (fixture, shelf, "bare.jpg", "jpeg");
  g_auto (PassantKept) kept = { 0 };
  g_auto (PassantKept) smaller = { 0 };
  g_autoptr (GError) error = NULL;

  passant_picture_prepare (path, fixture->folder, 600, &kept, &error);
  g_assert_no_error (error);
  g_assert_null (kept.path);
  g_assert_cmpint (kept.width, ==, 600);

  passant_picture_prepare (path, fixture->folder, 599, &smaller, &error);
  g_assert_no_error (error);
  g_assert_nonnull (smaller.path);
  g_assert_cmpint (smaller.width, ==, 599);
}

static void
test_transparent (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GdkPixbuf) glass = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 64, 64);
  g_autofree char *path = NULL;
  g_auto (PassantKept) kept = { 0 };
  g_autoptr (GdkPixbuf) paper = NULL;
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (glass, 0x00000000);
  path = save (fixture, glass, "glass.png", "png");
  passant_picture_prepare (path, fixture->folder, 600, &kept, &error);
  g_assert_no_error (error);
  paper = gdk_pixbuf_new_from_file (kept.path, NULL);
  g_assert_cmpint (gdk_pixbuf_read_pixels (paper)[0], >, 250);
}

static void
test_refuse (Fixture      *fixture,
             gconstpointer data)
{
  static const char * const contents[] = {
    "not a photo", "", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    "\x89PNG\r\n\x1a\n", "\xff\xd8\xff\xe0",
  };
  g_autofree char *path = g_build_filename (fixture->folder, "odd.jpg", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.jpg", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++) {
    g_autoptr (GError) error = NULL;
    g_auto (PassantKept) kept = { 0 };

    g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
    g_assert_false (passant_picture_prepare (path, fixture->folder, 600, &kept, &error));
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  }

  g_autoptr (GError) error = NULL;

  g_assert_null (passant_picture_load (missing, 600, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
}

static void
test_no_room (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GdkPixbuf) shelf = make_shelf (60, 40, 3);
  g_auto (PassantKept) kept = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (passant_picture_prepare_pixels (shelf, "/nonexistent", 600, &kept, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE);
}

static void
test_sharpness (void)
{
  for (guint32 seed = 0; seed < 20; seed++) {
    g_autoptr (GdkPixbuf) sharp = make_shelf (1200, 900, seed);
    g_autoptr (GdkPixbuf) soft = blur (sharp, 3);
    g_autoptr (GdkPixbuf) blurred = blur (sharp, 24);
    int best = passant_picture_measure_sharpness (sharp);
    int middle = passant_picture_measure_sharpness (soft);
    int worst = passant_picture_measure_sharpness (blurred);

    g_test_message ("sharp %d, soft %d, blurred %d", best, middle, worst);
    g_assert_cmpint (best, >, middle);
    g_assert_cmpint (middle, >, worst);
    g_assert_cmpint (best, >=, PASSANT_SHARPNESS_MIN);
    g_assert_cmpint (worst, <, PASSANT_SHARPNESS_MIN);
  }
}

/* A lens cap, and what is too small to tell. */
/* A closed shutter, which is what a guest photographs most when the shop is shut: sharp one way, nothing the other. */
static void
test_a_shutter_is_not_blurred (void)
{
  g_autoptr (GdkPixbuf) shutter = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 1200, 900);
  g_autoptr (GdkPixbuf) turned = NULL;
  g_autoptr (GdkPixbuf) unsharp = NULL;

  gdk_pixbuf_fill (shutter, 0xb0b0b0ff);
  for (int y = 0; y + 60 < 900; y += 150)
    fill (shutter, 0, y, 1200, 60, 0x404040ff);
  turned = gdk_pixbuf_rotate_simple (shutter, GDK_PIXBUF_ROTATE_CLOCKWISE);
  unsharp = blur (shutter, 30);

  g_assert_cmpint (passant_picture_measure_sharpness (shutter), >=, PASSANT_SHARPNESS_MIN);
  g_assert_cmpint (passant_picture_measure_sharpness (turned), >=, PASSANT_SHARPNESS_MIN);
  g_assert_cmpint (passant_picture_measure_sharpness (unsharp), <, PASSANT_SHARPNESS_MIN);
}

static void
test_nothing (void)
{
  g_autoptr (GdkPixbuf) dark = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 100, 100);
  g_autoptr (GdkPixbuf) dot = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 1, 1);

  gdk_pixbuf_fill (dark, 0x000000ff);
  gdk_pixbuf_fill (dot, 0xffffffff);
  g_assert_cmpint (passant_picture_measure_sharpness (dark), ==, 0);
  g_assert_cmpint (passant_picture_measure_sharpness (dot), ==, 0);
}

static void
test_looks (void)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  g_auto (GStrv) looks = NULL;

  for (guint32 seed = 0; seed < 20; seed++) {
    g_autoptr (GdkPixbuf) shelf = make_shelf (1200, 900, seed);
    g_autoptr (GdkPixbuf) small = passant_picture_shrink (shelf, 500);
    g_autofree char *look = passant_picture_describe_look (shelf);
    g_autofree char *again = passant_picture_describe_look (small);

    g_assert_cmpint (passant_look_compare (look, again), <=, PASSANT_LOOK_BITS_SAME);
    g_strv_builder_add (builder, look);
  }

  looks = g_strv_builder_unref_to_strv (builder);
  for (guint i = 0; looks[i]; i++) {
    for (guint j = 0; j < i; j++)
      g_assert_cmpint (passant_look_compare (looks[i], looks[j]), >, PASSANT_LOOK_BITS_SAME);
  }
}

static void
test_compare (void)
{
  g_assert_cmpint (passant_look_compare ("00000000000000ff", "00000000000000f0"), ==, 4);
  g_assert_cmpint (passant_look_compare ("ffffffffffffffff", "0000000000000000"), ==, 64);
  g_assert_cmpint (passant_look_compare ("0000000000000000", NULL), ==, 64);
  g_assert_cmpint (passant_look_compare ("short", "short"), ==, 64);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) \
        g_test_add ("/picture/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("is-kept-upright-and-without-what-the-phone-wrote-in-it", test_strip);
  ADD ("is-made-as-small-as-the-study-says", test_shrink);
  ADD ("that-is-small-and-bare-is-kept-byte-for-byte", test_stay);
  ADD ("that-is-see-through-becomes-white", test_transparent);
  ADD ("is-refused-when-it-is-none", test_refuse);
  ADD ("is-refused-when-there-is-no-room-for-it", test_no_room);
  g_test_add_func ("/picture/that-is-blurred-is-less-sharp", test_sharpness);
  g_test_add_func ("/picture/of-a-shutter-is-not-blurred", test_a_shutter_is_not_blurred);
  g_test_add_func ("/picture/of-nothing-is-not-sharp", test_nothing);
  g_test_add_func ("/picture/looks-like-itself-alone", test_looks);
  g_test_add_func ("/picture/compares-looks-by-bits", test_compare);

  return g_test_run ();
}
