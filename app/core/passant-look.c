/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-look.h"

#define LOOK_LENGTH 16

static gboolean
is_look (const char *text)
{
  gsize length = 0;

  while (text && g_ascii_isxdigit (text[length]))
    length++;

  return length == LOOK_LENGTH && text[length] == '\0';
}

int
passant_look_compare (const char *one,
                      const char *other)
{
  guint64 differ;
  int bits = 0;

  if (!is_look (one) || !is_look (other))
    return 64;

  differ = g_ascii_strtoull (one, NULL, 16) ^ g_ascii_strtoull (other, NULL, 16);
  for (; differ != 0; differ &= differ - 1)
    bits++;

  return bits;
}

gboolean
passant_look_is_same (const char *one,
                      const char *other)
{
  return passant_look_compare (one, other) <= PASSANT_LOOK_BITS_SAME;
}
