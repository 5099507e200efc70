/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-square.h"

#include <qrencode.h>

/* Readers want this much light around the code; the standard's four modules cost lines that a terminal may not have. */
#define MARGIN 2
#define WHITE_ON_BLACK "\033[40;37;1m"
#define AS_BEFORE "\033[0m"

static gboolean
is_light (const QRcode *code,
          int           x,
          int           y)
{
  if (x < 0 || y < 0 || x >= code->width || y >= code->width)
    return TRUE;

  return (code->data[y * code->width + x] & 1) == 0;
}

static const char *
pick_block (gboolean upper_is_light,
            gboolean lower_is_light)
{
  if (upper_is_light)
    return lower_is_light ? "█" : "▀";

  return lower_is_light ? "▄" : " ";
}

char *
passant_hub_square_draw (const char *text)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);

  if (!code)
    return NULL;

  for (int y = -MARGIN; y < code->width + MARGIN; y += 2) {
    g_string_append (lines, WHITE_ON_BLACK);
    for (int x = -MARGIN; x < code->width + MARGIN; x++)
      g_string_append (lines, pick_block (is_light (code, x, y), is_light (code, x, y + 1)));
    g_string_append (lines, AS_BEFORE "\n");
  }
  QRcode_free (code);

  return g_string_free_and_steal (g_steal_pointer (&lines));
}
