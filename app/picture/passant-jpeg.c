/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-jpeg.h"

#include <string.h>

#define MARKERS_MAX 1000
/* "JFIF", version, density: what comes after these is a thumbnail. */
#define JFIF_BYTES  16
/* "Adobe", version, flags, transform. */
#define ADOBE_BYTES 14

enum {
  SOF0 = 0xc0,
  DHT = 0xc4,
  JPG = 0xc8,
  DAC = 0xcc,
  SOF15 = 0xcf,
  RST0 = 0xd0,
  RST7 = 0xd7,
  SOI = 0xd8,
  EOI = 0xd9,
  SOS = 0xda,
  DQT = 0xdb,
  DRI = 0xdd,
  APP0 = 0xe0,
  APP14 = 0xee,
};

static gboolean
is_of_pixels (int           marker,
              const guint8 *segment,
              gsize         length)
{
  if (marker == APP0)
    return length == JFIF_BYTES && memcmp (segment + 2, "JFIF", 5) == 0;
  if (marker == APP14)
    return length == ADOBE_BYTES && memcmp (segment + 2, "Adobe", 5) == 0;

  return marker == DQT || marker == DRI || marker == SOS ||
         (marker >= SOF0 && marker <= SOF15 && marker != JPG);
}

/* The pixels' own bytes go on to the next marker that is none of theirs. */
static gsize
skip_scan (const guint8 *bytes,
           gsize         length,
           gsize         at)
{
  while (at + 1 < length) {
    guint8 next = bytes[at + 1];

    if (bytes[at] == 0xff && next != 0 && next != 0xff && (next < RST0 || next > RST7))
      return at;
    at++;
  }

  return length;
}

gboolean
passant_jpeg_is_bare (const guint8 *bytes,
                      gsize         length)
{
  gsize at = 2;

  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);

  if (length < 4 || bytes[0] != 0xff || bytes[1] != SOI)
    return FALSE;

  for (int i = 0; i < MARKERS_MAX && at + 2 <= length && bytes[at] == 0xff; i++) {
    int marker = bytes[at + 1];
    gsize segment;

    if (marker == EOI)
      return at + 2 == length;
    if (at + 4 > length)
      return FALSE;

    segment = (gsize) bytes[at + 2] << 8 | bytes[at + 3];
    if (segment < 2 || at + 2 + segment > length)
      return FALSE;
    if (!is_of_pixels (marker, bytes + at + 2, segment))
      return FALSE;

    at += 2 + segment;
    if (marker == SOS)
      at = skip_scan (bytes, length, at);
  }

  return FALSE;
}
