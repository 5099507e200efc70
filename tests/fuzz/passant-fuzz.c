/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE

#include "passant-fuzz.h"

#include "passant-script.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PARTS_MAX 100

const char *
passant_fuzz_file (const guint8 *data,
                   gsize         size)
{
  static int fd = -1;
  static char path[32];

  if (fd < 0) {
    fd = memfd_create ("passant-fuzz", 0);
    g_assert_cmpint (fd, >=, 0);
    g_snprintf (path, sizeof path, "/proc/self/fd/%d", fd);
  }
  g_assert_cmpint (ftruncate (fd, 0), ==, 0);
  g_assert_cmpint (pwrite (fd, data, size, 0), ==, (gssize) size);

  return path;
}

static void
append16 (GByteArray *bytes,
          guint       number)
{
  const guint8 parts[] = { number & 0xff, number >> 8 & 0xff };

  g_byte_array_append (bytes, parts, sizeof parts);
}

static void
append32 (GByteArray *bytes,
          guint32     number)
{
  append16 (bytes, number & 0xffff);
  append16 (bytes, number >> 16);
}

/* The header that stands before a part, and in the directory with more about it. */
static void
append_header (GByteArray *bytes,
               const char *signature,
               guint       version,
               gsize       size,
               gsize       name_length)
{
  g_byte_array_append (bytes, (const guint8 *) signature, 4);
  for (guint i = 0; i < version; i++)
    append16 (bytes, 20);
  append32 (bytes, 0); /* flags, stored */
  append32 (bytes, 0); /* time, date */
  append32 (bytes, 0); /* a checksum nobody looks at */
  append32 (bytes, size);
  append32 (bytes, size);
  append16 (bytes, name_length);
  append16 (bytes, 0);
}

static void
add_part (GByteArray *archive,
          GByteArray *directory,
          const char *part,
          gsize       size)
{
  const char *line_end = memchr (part, '\n', size);
  gsize name_length = line_end ? (gsize) (line_end - part) : size;
  gsize content = line_end ? size - name_length - 1 : 0;
  guint32 offset = archive->len;

  name_length = MIN (name_length, G_MAXUINT16);
  append_header (archive, "PK\003\004", 1, content, name_length);
  g_byte_array_append (archive, (const guint8 *) part, name_length);
  g_byte_array_append (archive, (const guint8 *) part + size - content, content);

  append_header (directory, "PK\001\002", 2, content, name_length);
  append32 (directory, 0); /* no comment, disk 0 */
  append16 (directory, 0);
  append32 (directory, 0);
  append32 (directory, offset);
  g_byte_array_append (directory, (const guint8 *) part, name_length);
}

GByteArray *
passant_fuzz_archive (const char *text,
                      gsize       size)
{
  GByteArray *archive = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  const char *end = text + size, *part = memmem (text, size, "%%", 2);
  guint parts = 0, offset;

  while (part && parts < PARTS_MAX) {
    const char *name = part + 2, *next = memmem (name, end - name, "\n%%", 3);

    add_part (archive, directory, name, (next ? next : end) - name);
    part = next ? next + 1 : NULL;
    parts++;
  }

  offset = archive->len;
  g_byte_array_append (archive, directory->data, directory->len);
  g_byte_array_append (archive, (const guint8 *) "PK\005\006", 4);
  append32 (archive, 0);
  append16 (archive, parts);
  append16 (archive, parts);
  append32 (archive, directory->len);
  append32 (archive, offset);
  append16 (archive, 0);

  return archive;
}

void
passant_fuzz_check_problems (GPtrArray *problems,
                             gboolean   is_needed)
{
  g_assert_true (!is_needed || problems->len > 0);

  for (guint i = 0; i < problems->len; i++) {
    const PassantProblem *problem = g_ptr_array_index (problems, i);

    g_assert_true (problem->code && *problem->code);
    g_assert_true (problem->message && *problem->message);
    g_assert_true (g_utf8_validate (problem->message, -1, NULL));
    g_assert_cmpint (problem->line, >=, 0);
    g_assert_cmpint (problem->column, >=, 0);
  }
}
