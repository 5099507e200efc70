/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-sample-file.h"

#include <string.h>

/* The picture: grey, with the word in white, each dot of a letter a square. */
#define DOT 6
#define LETTER_WIDTH 6  /* dots, with the gap behind it */
#define LETTER_HEIGHT 7
#define MARGIN 4
#define WIDTH ((6 * LETTER_WIDTH + 2 * MARGIN) * DOT)
#define HEIGHT ((LETTER_HEIGHT + 2 * MARGIN) * DOT)
#define GREY 0x60
#define WHITE 0xff

/* The recording. */
#define SAMPLES_A_SECOND 8000

#define DEFLATE_BLOCK_MAX 65535
#define ADLER_MODULUS 65521
#define CRC_POLYNOMIAL 0xedb88320u

/* S A M P L E, rows of five dots each, the leftmost the highest bit. */
static const guint8 letters[][LETTER_HEIGHT] = {
  { 0x0f, 0x10, 0x10, 0x0e, 0x01, 0x01, 0x1e },
  { 0x0e, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11 },
  { 0x11, 0x1b, 0x15, 0x15, 0x11, 0x11, 0x11 },
  { 0x1e, 0x11, 0x11, 0x1e, 0x10, 0x10, 0x10 },
  { 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x1f },
  { 0x1f, 0x10, 0x10, 0x1e, 0x10, 0x10, 0x1f },
};

static PassantSampleFile *
wrap (GByteArray *bytes,
      const char *mime,
      const char *name)
{
  PassantSampleFile *self = g_new0 (PassantSampleFile, 1);

  self->sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);
  self->bytes = g_byte_array_free_to_bytes (bytes);
  self->mime = mime;
  self->name = name;

  return self;
}

static void
append (GByteArray *bytes,
        const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, strlen (text));
}

static void
append_big_endian (GByteArray *bytes,
                   guint32     number)
{
  guint32 swapped = GUINT32_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *) &swapped, sizeof swapped);
}

/* @width: how many bytes of @number. */
static void
append_little_endian (GByteArray *bytes,
                      guint32     number,
                      guint       width)
{
  guint32 swapped = GUINT32_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &swapped, width);
}

static guint32
compute_crc (const guint8 *data,
             gsize         length)
{
  guint32 crc = G_MAXUINT32;

  for (gsize i = 0; i < length; i++) {
    crc ^= data[i];
    for (guint bit = 0; bit < 8; bit++)
      crc = crc & 1 ? crc >> 1 ^ CRC_POLYNOMIAL : crc >> 1;
  }

  return ~crc;
}

static guint32
compute_adler (const GByteArray *data)
{
  guint32 a = 1, b = 0;

  for (guint i = 0; i < data->len; i++) {
    a = (a + data->data[i]) % ADLER_MODULUS;
    b = (b + a) % ADLER_MODULUS;
  }

  return b << 16 | a;
}

static void
append_chunk (GByteArray       *png,
              const char       *type,
              const GByteArray *data)
{
  guint start;

  append_big_endian (png, data->len);
  start = png->len;
  append (png, type);
  g_byte_array_append (png, data->data, data->len);
  append_big_endian (png, compute_crc (png->data + start, png->len - start));
}

static gboolean
is_white (guint x,
          guint y)
{
  gint column = (gint) (x / DOT) - MARGIN, row = (gint) (y / DOT) - MARGIN;
  guint letter = column / LETTER_WIDTH;

  if (column < 0 || row < 0 || row >= LETTER_HEIGHT || letter >= G_N_ELEMENTS (letters) ||
      column % LETTER_WIDTH == LETTER_WIDTH - 1)
    return FALSE;

  return letters[letter][row] >> (LETTER_WIDTH - 2 - column % LETTER_WIDTH) & 1;
}

/* One byte a dot, and before each row a zero: not filtered. */
static GByteArray *
draw (void)
{
  GByteArray *rows = g_byte_array_new ();

  for (guint y = 0; y < HEIGHT; y++) {
    const guint8 none = 0;

    g_byte_array_append (rows, &none, 1);
    for (guint x = 0; x < WIDTH; x++) {
      const guint8 dot = is_white (x, y) ? WHITE : GREY;

      g_byte_array_append (rows, &dot, 1);
    }
  }

  return rows;
}

/* zlib's format without compressing: always the same bytes, whichever zlib there is. */
static GByteArray *
wrap_zlib (const GByteArray *data)
{
  static const guint8 header[] = { 0x78, 0x01 };
  GByteArray *zlib = g_byte_array_new ();

  g_byte_array_append (zlib, header, sizeof header);
  for (guint i = 0; i < data->len; i += DEFLATE_BLOCK_MAX) {
    guint length = MIN (data->len - i, DEFLATE_BLOCK_MAX);
    const guint8 is_last = i + length == data->len;

    g_byte_array_append (zlib, &is_last, 1);
    append_little_endian (zlib, length, 2);
    append_little_endian (zlib, ~length, 2);
    g_byte_array_append (zlib, data->data + i, length);
  }
  append_big_endian (zlib, compute_adler (data));

  return zlib;
}

PassantSampleFile *
passant_sample_file_new_photo (void)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 format[] = { 8, 0, 0, 0, 0 }; /* 8 bits, grey, and nothing special */
  g_autoptr (GByteArray) header = g_byte_array_new ();
  g_autoptr (GByteArray) rows = draw ();
  g_autoptr (GByteArray) data = wrap_zlib (rows);
  g_autoptr (GByteArray) nothing = g_byte_array_new ();
  GByteArray *png = g_byte_array_new ();

  append_big_endian (header, WIDTH);
  append_big_endian (header, HEIGHT);
  g_byte_array_append (header, format, sizeof format);

  g_byte_array_append (png, signature, sizeof signature);
  append_chunk (png, "IHDR", header);
  append_chunk (png, "IDAT", data);
  append_chunk (png, "IEND", nothing);

  return wrap (png, "image/png", "sample.png");
}

/* RIFF: the title among its information, then the format, then silence. */
PassantSampleFile *
passant_sample_file_new_audio (void)
{
  static const guint8 silence[2 * SAMPLES_A_SECOND] = { 0 };
  static const guint32 list = 4 + 8 + 8, format = 16; /* bytes of these parts */
  GByteArray *wav = g_byte_array_new ();

  append (wav, "RIFF");
  append_little_endian (wav, 4 + 8 + list + 8 + format + 8 + sizeof silence, 4);
  append (wav, "WAVELIST");
  append_little_endian (wav, list, 4);
  append (wav, "INFOINAM");
  append_little_endian (wav, 8, 4);
  g_byte_array_append (wav, (const guint8 *) "SAMPLE\0", 8);
  append (wav, "fmt ");
  append_little_endian (wav, format, 4);
  append_little_endian (wav, 1, 2); /* plain numbers … */
  append_little_endian (wav, 1, 2); /* … one channel … */
  append_little_endian (wav, SAMPLES_A_SECOND, 4);
  append_little_endian (wav, 2 * SAMPLES_A_SECOND, 4);
  append_little_endian (wav, 2, 2); /* … of two bytes each */
  append_little_endian (wav, 16, 2);
  append (wav, "data");
  append_little_endian (wav, sizeof silence, 4);
  g_byte_array_append (wav, silence, sizeof silence);

  return wrap (wav, "audio/wav", "sample.wav");
}

void
passant_sample_file_free (PassantSampleFile *self)
{
  if (!self)
    return;

  g_bytes_unref (self->bytes);
  g_free (self->sha256);
  g_free (self);
}
