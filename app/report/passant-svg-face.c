/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-svg-face.h"

#include "passant-svg.h"

/* All parts are placed in parts of a thousand of the size. */
static int
part (int size,
      int per_mille)
{
  return (int) ((gint64) size * per_mille / 1000);
}

static void
append_eye (GString    *svg,
            int         x,
            int         y,
            int         size,
            int         arousal,
            const char *colour)
{
  /* From a resting slit to wide open. */
  int height = part (size, 62 + arousal * 42 / 100);

  passant_svg_add (svg, "<ellipse cx=\"%n\" cy=\"%n\" rx=\"%n\" ry=\"%n\" fill=\"%s\"/>",
                   x, y, part (size, 58), height, colour);
}

static void
append_mouth (GString    *svg,
              int         x,
              int         y,
              int         size,
              int         valence,
              const char *colour)
{
  int bend = part (size, 230 * valence / 100);
  int ends = y + part (size, 680) - bend / 3;

  passant_svg_add (svg,
                   "<path d=\"M%n %nQ%n %n %n %n\" fill=\"none\" stroke=\"%s\" stroke-width=\"%n\" "
                   "stroke-linecap=\"round\"/>",
                   x + part (size, 280), ends, x + part (size, 500), ends + bend,
                   x + part (size, 720), ends, colour, part (size, 75));
}

void
passant_svg_add_face (GString    *svg,
                      int         x,
                      int         y,
                      int         size,
                      int         valence,
                      int         arousal,
                      const char *colour)
{
  g_return_if_fail (svg != NULL);
  g_return_if_fail (colour != NULL);

  valence = CLAMP (valence, -100, 100);
  arousal = CLAMP (arousal, -100, 100);

  g_string_append (svg, "<g class=\"face\">");
  passant_svg_add (svg,
                   "<circle cx=\"%n\" cy=\"%n\" r=\"%n\" fill=\"#ffffff\" stroke=\"%s\" "
                   "stroke-width=\"%n\"/>",
                   x + size / 2, y + size / 2, part (size, 460), colour, part (size, 65));
  append_eye (svg, x + part (size, 340), y + part (size, 390), size, arousal, colour);
  append_eye (svg, x + part (size, 660), y + part (size, 390), size, arousal, colour);
  append_mouth (svg, x, y, size, valence, colour);
  g_string_append (svg, "</g>\n");
}

char *
passant_svg_face_to_text (int         size,
                          int         valence,
                          int         arousal,
                          const char *colour)
{
  GString *svg = g_string_new (NULL);

  passant_svg_add (svg,
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%n\" height=\"%n\" "
                   "viewBox=\"0 0 %n %n\">\n",
                   size, size, size, size);
  passant_svg_add_face (svg, 0, 0, size, valence, arousal, colour);
  g_string_append (svg, "</svg>\n");

  return g_string_free (svg, FALSE);
}
