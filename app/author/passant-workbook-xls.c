/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-workbook-private.h"

#include "passant-error.h"

#include <string.h>

/* The .xls of 1997 and later (BIFF8). FreeXL, which reads the older ones, knows nothing of what formulas made, nor true and
 * false from 1 and 0. */

#define END_OF_CHAIN 0xfffffffe
#define DIRECT_FAT_SECTORS 109
#define ENTRY_BYTES 128
#define STRINGS_MAX 1000000

enum {
  RECORD_FORMULA = 0x0006,
  RECORD_EOF = 0x000a,
  RECORD_DATEMODE = 0x0022,
  RECORD_FILEPASS = 0x002f,
  RECORD_CONTINUE = 0x003c,
  RECORD_BOUNDSHEET = 0x0085,
  RECORD_MULRK = 0x00bd,
  RECORD_RSTRING = 0x00d6,
  RECORD_XF = 0x00e0,
  RECORD_SST = 0x00fc,
  RECORD_LABELSST = 0x00fd,
  RECORD_NUMBER = 0x0203,
  RECORD_LABEL = 0x0204,
  RECORD_BOOLERR = 0x0205,
  RECORD_STRING = 0x0207,
  RECORD_RK = 0x027e,
  RECORD_FORMAT = 0x041e,
  RECORD_BOF = 0x0809,
};

typedef struct {
  guint16       type;
  const guint8 *data;
  gsize         length;
} Record;

/* Bytes that go on in the records behind. */
typedef struct {
  const GByteArray *stream;
  gsize             at, end; /* of the record that is being read */
  gboolean          is_short;
} Cursor;

typedef struct {
  PassantWorkbook *workbook;
  GByteArray      *stream;
  GPtrArray       *strings;
  GHashTable      *formats;    /* id → is a date */
  GArray          *styles;     /* gboolean */
  GArray          *offsets;    /* guint32, of sheets */
  GPtrArray       *names;
  gboolean         is_1904;
  guint            row, column; /* of the formula whose text comes next */
  gboolean         waits;
} Xls;

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

static double
read_double (const guint8 *data)
{
  guint64 bits = read32 (data) | (guint64) read32 (data + 4) << 32;
  double number;

  memcpy (&number, &bits, sizeof number);

  return number;
}

/* The compound file */

typedef struct {
  const guint8 *data;
  gsize         length;
  guint         sector_bytes;
  GArray       *fat;  /* guint32: the sector behind each */
} Compound;

static const guint8 *
find_sector (Compound *self,
             guint32   sector)
{
  guint64 at = ((guint64) sector + 1) * self->sector_bytes;

  return at + self->sector_bytes <= self->length ? self->data + at : NULL;
}

static gboolean
append_fat (Compound *self,
            guint32   sector)
{
  const guint8 *data = find_sector (self, sector);

  for (guint i = 0; data && i < self->sector_bytes / 4; i++) {
    guint32 next = read32 (data + i * 4);

    g_array_append_val (self->fat, next);
  }

  return data != NULL;
}

static void
read_fat (Compound *self)
{
  gsize sectors_max = self->length / self->sector_bytes;
  guint32 next = read32 (self->data + 68);

  for (guint i = 0; i < DIRECT_FAT_SECTORS; i++)
    append_fat (self, read32 (self->data + 76 + i * 4));

  /* The list goes on in sectors of its own in a file of more than 6 MB. */
  for (gsize n = 0; next < END_OF_CHAIN && n < sectors_max; n++) {
    const guint8 *data = find_sector (self, next);

    if (!data)
      return;
    for (guint i = 0; i + 1 < self->sector_bytes / 4; i++)
      append_fat (self, read32 (data + i * 4));
    next = read32 (data + self->sector_bytes - 4);
  }
}

/* The sectors from @first on, one behind the other; never more than the file has. */
static GByteArray *
read_chain (Compound *self,
            guint32   first)
{
  GByteArray *bytes = g_byte_array_new ();
  guint32 sector = first;

  while (sector < self->fat->len && bytes->len < self->length) {
    const guint8 *data = find_sector (self, sector);

    if (!data)
      break;
    g_byte_array_append (bytes, data, self->sector_bytes);
    sector = g_array_index (self->fat, guint32, sector);
  }

  return bytes;
}

static gboolean
has_name (const guint8 *entry,
          const char   *name)
{
  gsize length = strlen (name);

  if (read16 (entry + 64) != (length + 1) * 2)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_tolower (entry[i * 2]) != g_ascii_tolower (name[i]) || entry[i * 2 + 1])
      return FALSE;

  return TRUE;
}

static const guint8 *
find_entry (const GByteArray *directory,
            const char       *name)
{
  for (gsize at = 0; at + ENTRY_BYTES <= directory->len; at += ENTRY_BYTES)
    if (has_name (directory->data + at, name))
      return directory->data + at;

  return NULL;
}

/* Small streams share one in small sectors. */
static GByteArray *
read_mini_chain (Compound     *self,
                 const guint8 *root,
                 guint32       first,
                 gsize         size)
{
  g_autoptr (GByteArray) mini = read_chain (self, read32 (root + 116));
  g_autoptr (GByteArray) fat = read_chain (self, read32 (self->data + 60));
  GByteArray *bytes = g_byte_array_new ();

  for (guint64 sector = first;
       bytes->len < size && (sector + 1) * 64 <= mini->len && (sector + 1) * 4 <= fat->len;
       sector = read32 (fat->data + sector * 4))
    g_byte_array_append (bytes, mini->data + sector * 64, 64);

  return bytes;
}

static GByteArray *
read_stream (Compound *self)
{
  g_autoptr (GByteArray) directory = read_chain (self, read32 (self->data + 48));
  const guint8 *root = find_entry (directory, "Root Entry");
  const guint8 *entry = find_entry (directory, "Workbook");
  GByteArray *bytes;
  gsize size;

  if (!entry || !root)
    return NULL;

  size = read32 (entry + 120);
  bytes = size < read32 (self->data + 56) ?
          read_mini_chain (self, root, read32 (entry + 116), size) :
          read_chain (self, read32 (entry + 116));
  if (bytes->len > size)
    g_byte_array_set_size (bytes, size);

  return bytes;
}

/* Its records */

static gboolean
next_record (const GByteArray *stream,
             gsize            *at,
             Record           *record)
{
  if (*at > stream->len || stream->len - *at < 4)
    return FALSE;
  record->type = read16 (stream->data + *at);
  record->length = read16 (stream->data + *at + 2);
  record->data = stream->data + *at + 4;
  if (stream->len - *at - 4 < record->length)
    return FALSE;
  *at += 4 + record->length;

  return TRUE;
}

/* On to the record behind, when that goes on with this one. */
static gboolean
go_on (Cursor *self)
{
  Record record;
  gsize at = self->end;

  if (self->is_short || !next_record (self->stream, &at, &record) ||
      record.type != RECORD_CONTINUE) {
    self->is_short = TRUE;
    return FALSE;
  }
  self->at = at - record.length;
  self->end = at;

  return TRUE;
}

static guint8
take8 (Cursor *self)
{
  while (self->at >= self->end)
    if (!go_on (self))
      return 0;

  return self->stream->data[self->at++];
}

static guint16
take16 (Cursor *self)
{
  guint16 low = take8 (self);

  return low | take8 (self) << 8;
}

static guint32
take32 (Cursor *self)
{
  guint32 low = take16 (self);

  return low | (guint32) take16 (self) << 16;
}

static void
skip (Cursor *self,
      guint64 bytes)
{
  while (bytes > 0 && !self->is_short) {
    gsize here = MIN (bytes, self->end - self->at);

    self->at += here;
    bytes -= here;
    if (bytes > 0)
      go_on (self);
  }
}

/* @length characters of one or two bytes each; a record that goes on says anew which. */
static char *
take_characters (Cursor  *self,
                 guint    length,
                 gboolean is_wide)
{
  g_autofree gunichar2 *text = g_new0 (gunichar2, length + 1);
  char *utf8;

  for (guint i = 0; i < length && !self->is_short; i++) {
    if (self->at >= self->end && go_on (self))
      is_wide = take8 (self) & 1;
    text[i] = is_wide ? take16 (self) : take8 (self);
  }
  utf8 = g_utf16_to_utf8 (text, length, NULL, NULL, NULL);

  return utf8 ? utf8 : g_strdup ("");
}

/* A text with all that may go with it: runs of other letters, how it is said. */
static char *
take_text (Cursor *self)
{
  guint length = take16 (self);
  guint8 flags = take8 (self);
  guint runs = flags & 8 ? take16 (self) : 0;
  guint32 extra = flags & 4 ? take32 (self) : 0;
  char *text = take_characters (self, length, flags & 1);

  skip (self, (guint64) runs * 4 + extra);

  return text;
}

static Cursor
make_cursor (Xls          *self,
             const Record *record,
             gsize         skipped)
{
  gsize at = record->data - self->stream->data;

  return (Cursor) {
           .stream = self->stream, .at = at + MIN (skipped, record->length),
           .end = at + record->length,
  };
}

static void
read_strings (Xls          *self,
              const Record *record)
{
  Cursor cursor = make_cursor (self, record, 4);
  guint32 n = take32 (&cursor);

  for (guint32 i = 0; i < n && i < STRINGS_MAX && !cursor.is_short; i++)
    g_ptr_array_add (self->strings, take_text (&cursor));
}

static void
read_sheet_name (Xls          *self,
                 const Record *record)
{
  Cursor cursor;
  guint32 offset;
  guint length, flags;

  /* Only sheets of cells. */
  if (record->length < 8 || record->data[5] != 0)
    return;
  offset = read32 (record->data);
  cursor = make_cursor (self, record, 6);
  length = take8 (&cursor);
  flags = take8 (&cursor);
  g_array_append_val (self->offsets, offset);
  g_ptr_array_add (self->names, take_characters (&cursor, length, flags & 1));
}

static void
read_format (Xls          *self,
             const Record *record)
{
  Cursor cursor = make_cursor (self, record, 2);
  g_autofree char *code = take_text (&cursor);

  if (record->length > 2)
    g_hash_table_replace (self->formats, GUINT_TO_POINTER (read16 (record->data)),
                          GINT_TO_POINTER (passant_workbook_is_date_code (code)));
}

static void
read_style (Xls          *self,
            const Record *record)
{
  guint id = record->length >= 4 ? read16 (record->data + 2) : 0;
  gpointer own;
  gboolean is_date = g_hash_table_lookup_extended (self->formats, GUINT_TO_POINTER (id), NULL,
                                                   &own) ? GPOINTER_TO_INT (own) :
                     passant_workbook_is_date_format (id);

  g_array_append_val (self->styles, is_date);
}

static void
read_global (Xls          *self,
             const Record *record)
{
  switch (record->type) {
  case RECORD_DATEMODE:
    self->is_1904 = record->length >= 2 && read16 (record->data) == 1;
    break;

  case RECORD_BOUNDSHEET:
    read_sheet_name (self, record);
    break;

  case RECORD_FORMAT:
    read_format (self, record);
    break;

  case RECORD_XF:
    read_style (self, record);
    break;

  case RECORD_SST:
    read_strings (self, record);
    break;

  default:
    break;
  }
}

static gboolean
set_number (Xls     *self,
            guint    row,
            guint    column,
            guint    style,
            double   number,
            GError **error)
{
  gboolean is_date = style < self->styles->len && g_array_index (self->styles, gboolean, style);
  g_autofree char *text = is_date ? passant_workbook_date (number, self->is_1904) :
                          passant_workbook_number (number);

  return passant_workbook_set (self->workbook, row, column, text, error);
}

/* Thirty bits of a number, whole or the upper half of a double, or a hundred times it. */
static double
unpack_rk (guint32 rk)
{
  guint64 bits = (guint64) (rk & 0xfffffffc) << 32;
  double number;

  if (rk & 2)
    number = (gint32) rk >> 2;
  else
    memcpy (&number, &bits, sizeof number);

  return rk & 1 ? number / 100 : number;
}

static gboolean
read_many (Xls          *self,
           const Record *record,
           GError      **error)
{
  guint row = read16 (record->data), column = read16 (record->data + 2);

  for (gsize at = 4; at + 6 + 2 <= record->length; at += 6)
    if (!set_number (self, row, column++, read16 (record->data + at),
                     unpack_rk (read32 (record->data + at + 2)), error))
      return FALSE;

  return TRUE;
}

static gboolean
set_truth (Xls     *self,
           guint    row,
           guint    column,
           guint8   value,
           gboolean is_error,
           GError **error)
{
  return passant_workbook_set (self->workbook, row, column,
                               is_error ? "#N/A" : value ? "TRUE" : "FALSE", error);
}

/* What a formula came to when the file was saved. */
static gboolean
read_formula (Xls          *self,
              const Record *record,
              GError      **error)
{
  guint row = read16 (record->data), column = read16 (record->data + 2);
  const guint8 *result = record->data + 6;

  if (record->length < 14)
    return TRUE;
  if (read16 (result + 6) != 0xffff)
    return set_number (self, row, column, read16 (record->data + 4), read_double (result), error);
  if (result[0] == 1 || result[0] == 2)
    return set_truth (self, row, column, result[2], result[0] == 2, error);

  self->waits = result[0] == 0;
  self->row = row;
  self->column = column;

  return TRUE;
}

static gboolean
set_text (Xls          *self,
          const Record *record,
          gsize         skipped,
          guint         row,
          guint         column,
          GError      **error)
{
  Cursor cursor = make_cursor (self, record, skipped);
  g_autofree char *text = take_text (&cursor);

  return passant_workbook_set (self->workbook, row, column, text, error);
}

static gboolean
read_cell (Xls          *self,
           const Record *record,
           GError      **error)
{
  const guint8 *data = record->data;
  guint row, column;
  guint32 index;

  if (record->length < 6)
    return TRUE;
  row = read16 (data);
  column = read16 (data + 2);

  switch (record->type) {
  case RECORD_LABELSST:
    index = record->length >= 10 ? read32 (data + 6) : G_MAXUINT32;
    return index >= self->strings->len ||
           passant_workbook_set (self->workbook, row, column,
                                 g_ptr_array_index (self->strings, index), error);

  case RECORD_LABEL:
  case RECORD_RSTRING:
    return set_text (self, record, 6, row, column, error);

  case RECORD_NUMBER:
    return record->length < 14 ||
           set_number (self, row, column, read16 (data + 4), read_double (data + 6), error);

  case RECORD_RK:
    return record->length < 10 ||
           set_number (self, row, column, read16 (data + 4), unpack_rk (read32 (data + 6)), error);

  case RECORD_MULRK:
    return read_many (self, record, error);

  case RECORD_BOOLERR:
    return record->length < 8 || set_truth (self, row, column, data[6], data[7] == 1, error);

  case RECORD_FORMULA:
    return read_formula (self, record, error);

  default:
    return TRUE;
  }
}

static gboolean
read_sheet (Xls     *self,
            guint32  offset,
            GError **error)
{
  gsize at = offset;
  guint depth = 0;
  Record record;

  self->waits = FALSE;
  while (next_record (self->stream, &at, &record)) {
    /* Charts stand within. */
    if (record.type == RECORD_BOF)
      depth++;
    else if (record.type == RECORD_EOF && --depth == 0)
      return TRUE;
    else if (depth == 0)
      return TRUE;
    if (depth != 1)
      continue;
    if (record.type == RECORD_STRING && self->waits) {
      self->waits = FALSE;
      if (!set_text (self, &record, 0, self->row, self->column, error))
        return FALSE;
    } else if (!read_cell (self, &record, error)) {
      return FALSE;
    }
  }

  return TRUE;
}

/* FALSE without an error for what is no BIFF8. */
static gboolean
read_records (Xls     *self,
              GError **error)
{
  gsize at = 0;
  Record record;

  if (!next_record (self->stream, &at, &record) || record.type != RECORD_BOF ||
      record.length < 4 || read16 (record.data) != 0x0600)
    return FALSE;

  while (next_record (self->stream, &at, &record) && record.type != RECORD_EOF) {
    if (record.type == RECORD_FILEPASS) {
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                   "The workbook is locked with a password; save it without one");
      return FALSE;
    }
    read_global (self, &record);
  }

  for (guint i = 0; i < self->offsets->len; i++)
    if (!passant_workbook_add_sheet (self->workbook, g_ptr_array_index (self->names, i), error) ||
        !read_sheet (self, g_array_index (self->offsets, guint32, i), error))
      return FALSE;

  return self->offsets->len > 0;
}

gboolean
passant_workbook_read_xls (PassantWorkbook *workbook,
                           const guint8    *data,
                           gsize            length,
                           GError         **error)
{
  Compound compound = { .data = data, .length = length };
  Xls self = { .workbook = workbook };
  gboolean done;

  if (length < 512 || (read16 (data + 30) != 9 && read16 (data + 30) != 12))
    return FALSE;
  compound.sector_bytes = 1 << read16 (data + 30);
  compound.fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  read_fat (&compound);
  self.stream = read_stream (&compound);
  g_array_unref (compound.fat);
  if (!self.stream)
    return FALSE;

  self.strings = g_ptr_array_new_with_free_func (g_free);
  self.names = g_ptr_array_new_with_free_func (g_free);
  self.formats = g_hash_table_new (NULL, NULL);
  self.styles = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self.offsets = g_array_new (FALSE, FALSE, sizeof (guint32));
  done = read_records (&self, error);
  g_byte_array_unref (self.stream);
  g_ptr_array_unref (self.strings);
  g_ptr_array_unref (self.names);
  g_hash_table_unref (self.formats);
  g_array_unref (self.styles);
  g_array_unref (self.offsets);

  return done;
}
