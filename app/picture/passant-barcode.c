/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-barcode.h"

#include <string.h>

#include <zbar.h>

#include "passant-gray.h"
#include "passant-picture.h"

#define Y800 (0x30303859) /* "Y800": brightness alone */
#define TEXT_BYTES_MAX 4000

G_DEFINE_AUTOPTR_CLEANUP_FUNC (zbar_image_scanner_t, zbar_image_scanner_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (zbar_image_t, zbar_image_destroy)

/* A code that is small in a large photo is found at its full size, one that fills it often only in a smaller copy. */
static const int sides_px[] = { 900, 1800, 4000 };

/* The others are read into stripes of any kind. */
static const zbar_symbol_type_t types[] = {
  ZBAR_QRCODE, ZBAR_EAN13, ZBAR_EAN8, ZBAR_UPCA, ZBAR_UPCE, ZBAR_CODE128, ZBAR_CODE93, ZBAR_CODE39,
};

gboolean
passant_barcode_is_built (void)
{
  return TRUE;
}

static zbar_image_scanner_t *
new_scanner (void)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    zbar_image_scanner_set_config (scanner, types[i], ZBAR_CFG_ENABLE, 1);
  /* Its bytes as they are: else it guesses at their alphabet, and takes UTF-8 for Chinese. */
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);

  return scanner;
}

static char *
read_symbol (const zbar_symbol_t *symbol)
{
  const char *data = zbar_symbol_get_data (symbol);
  unsigned length = zbar_symbol_get_data_length (symbol);
  g_autofree char *text = NULL;

  if (length == 0 || length > TEXT_BYTES_MAX || memchr (data, '\0', length))
    return NULL;

  /* The standard's own alphabet is Latin 1. */
  if (g_utf8_validate_len (data, length, NULL))
    text = g_strndup (data, length);
  else
    text = g_convert (data, length, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  if (text)
    g_strstrip (text);

  return text && *text ? g_steal_pointer (&text) : NULL;
}

static char *
read_at (GdkPixbuf *pixbuf,
         int        side_px)
{
  g_autoptr (GdkPixbuf) small = passant_picture_shrink (pixbuf, side_px);
  g_auto (PassantGray) gray = { 0 };
  g_autoptr (zbar_image_scanner_t) scanner = new_scanner ();
  g_autoptr (zbar_image_t) image = zbar_image_create ();
  char *text = NULL;

  passant_gray_init (&gray, small);
  zbar_image_set_format (image, Y800);
  zbar_image_set_size (image, (unsigned) gray.width, (unsigned) gray.height);
  zbar_image_set_data (image, gray.pixels, (gulong) gray.width * (gulong) gray.height, NULL);
  if (zbar_scan_image (scanner, image) <= 0)
    return NULL;

  for (const zbar_symbol_t *symbol = zbar_image_first_symbol (image); symbol && !text;
       symbol = zbar_symbol_next (symbol))
    text = read_symbol (symbol);

  return text;
}

char *
passant_barcode_read (GdkPixbuf *pixbuf)
{
  int side, before = 0;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), NULL);

  side = MAX (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));
  for (gsize i = 0; i < G_N_ELEMENTS (sides_px) && before < side; i++) {
    char *text = read_at (pixbuf, sides_px[i]);

    if (text)
      return text;
    before = sides_px[i];
  }

  return NULL;
}
