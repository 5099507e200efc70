/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-workbook-private.h"

#include "passant-error.h"

#include <gio/gio.h>
#include <string.h>

#define END_BYTES 22
#define COMMENT_BYTES_MAX 65535
#define ENTRY_BYTES 46
#define LOCAL_BYTES 30
#define CHUNK_BYTES 65536

enum {
  METHOD_STORED = 0,
  METHOD_DEFLATED = 8,
};

/* One member, as the directory at the end of the archive describes it. */
typedef struct {
  guint16 flags;
  guint16 method;
  guint32 packed;
  guint32 offset;
} Entry;

static guint16
read16 (const guint8 *data)
{
  return data[0] | data[1] << 8;
}

static guint32
read32 (const guint8 *data)
{
  return data[0] | data[1] << 8 | data[2] << 16 | (guint32) data[3] << 24;
}

static gboolean
refuse (GError **error)
{
  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               "The workbook is damaged; open it in a spreadsheet program and save it anew");

  return FALSE;
}

/* The record that ends every archive, from the back: a comment may follow it. */
static const guint8 *
find_end (const guint8 *data,
          gsize         length)
{
  gsize least = length > END_BYTES + COMMENT_BYTES_MAX ? length - END_BYTES - COMMENT_BYTES_MAX : 0;

  for (gsize at = length; at >= least + END_BYTES; at--)
    if (memcmp (data + at - END_BYTES, "PK\005\006", 4) == 0)
      return data + at - END_BYTES;

  return NULL;
}

/* FALSE with an error when the directory is damaged; *found says whether @name is in it. Parts are named whatever
 * the case. */
static gboolean
find_entry (const guint8 *data,
            gsize         length,
            const char   *name,
            Entry        *entry,
            gboolean     *found,
            GError      **error)
{
  const guint8 *end = find_end (data, length);
  gsize at = end ? read32 (end + 16) : 0;
  guint n = end ? read16 (end + 10) : 0;

  *found = FALSE;
  if (!end)
    return refuse (error);

  for (guint i = 0; i < n && !*found; i++) {
    guint16 name_length;

    if (at > length || length - at < ENTRY_BYTES || memcmp (data + at, "PK\001\002", 4) != 0)
      return refuse (error);
    name_length = read16 (data + at + 28);
    if (length - at - ENTRY_BYTES < name_length)
      return refuse (error);
    *found = name_length == strlen (name) &&
             g_ascii_strncasecmp ((const char *) data + at + ENTRY_BYTES, name, name_length) == 0;
    entry->flags = read16 (data + at + 8);
    entry->method = read16 (data + at + 10);
    entry->packed = read32 (data + at + 20);
    entry->offset = read32 (data + at + 42);
    at += ENTRY_BYTES + name_length + read16 (data + at + 30) + read16 (data + at + 32);
  }

  return TRUE;
}

/* What the archive says about sizes is not believed: no more is unpacked than may come. */
static char *
unpack (const guint8 *data,
        const Entry  *entry,
        gsize        *length,
        GError      **error)
{
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_data (data, entry->packed, NULL);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize got = 1;

  if (entry->method == METHOD_DEFLATED) {
    g_autoptr (GZlibDecompressor) inflater =
      g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);

    stream = g_converter_input_stream_new (packed, G_CONVERTER (inflater));
  } else {
    stream = g_object_ref (packed);
  }

  while (got > 0 && bytes->len <= PASSANT_WORKBOOK_PART_BYTES_MAX) {
    guint8 chunk[CHUNK_BYTES];

    got = g_input_stream_read (stream, chunk, sizeof chunk, NULL, NULL);
    if (got > 0)
      g_byte_array_append (bytes, chunk, got);
  }

  if (got < 0) {
    refuse (error);
    return NULL;
  }
  if (got > 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "The workbook is too big: unpacked it holds more than %d MiB",
                 PASSANT_WORKBOOK_PART_BYTES_MAX / 1024 / 1024);
    return NULL;
  }

  *length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) "", 1);

  return (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}

char *
passant_zip_dup_member (const guint8 *data,
                        gsize         length,
                        const char   *name,
                        gsize        *member_length,
                        GError      **error)
{
  Entry entry = { 0 };
  gboolean found;
  gsize start;

  *member_length = 0;
  if (!find_entry (data, length, name, &entry, &found, error) || !found)
    return NULL;

  if (entry.flags & 1) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "The workbook is locked with a password; save it without one");
    return NULL;
  }
  if ((entry.method != METHOD_STORED && entry.method != METHOD_DEFLATED) ||
      entry.offset > length || length - entry.offset < LOCAL_BYTES ||
      memcmp (data + entry.offset, "PK\003\004", 4) != 0) {
    refuse (error);
    return NULL;
  }

  start = entry.offset + LOCAL_BYTES + read16 (data + entry.offset + 26) +
          read16 (data + entry.offset + 28);
  if (start > length || entry.packed > length - start) {
    refuse (error);
    return NULL;
  }

  return unpack (data + start, &entry, member_length, error);
}
