/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-svg-face.h"

#include "passant-svg.h"

/* The face is drawn in ten-thousandths of its radius around its centre, y down, in whole numbers only: the same on every
 * machine. It has the features of the face that the guest tapped. */
#define RADIUS 10000

typedef struct {
  GString    *svg;
  int         x, y, radius;
  int         v, a; /* valence, arousal, −100 … 100 */
  const char *colour;
} Brush;

static int
across (const Brush *brush,
        int          x)
{
  return brush->x + (int) ((gint64) brush->radius * x / RADIUS);
}

static int
down (const Brush *brush,
      int          y)
{
  return brush->y + (int) ((gint64) brush->radius * y / RADIUS);
}

static void
add_curve (const Brush *brush,
           const int    from[2],
           const int    control[2],
           const int    to[2])
{
  passant_svg_add (brush->svg, "M%n %nQ%n %n %n %n", across (brush, from[0]), down (brush, from[1]),
                   across (brush, control[0]), down (brush, control[1]), across (brush, to[0]),
                   down (brush, to[1]));
}

static void
add_outline (const Brush *brush)
{
  passant_svg_add (brush->svg, "<circle cx=\"%n\" cy=\"%n\" r=\"%n\" fill=\"#ffffff\"/>", brush->x,
                   brush->y, brush->radius * 93 / 100);
}

/* Wide when excited, half shut when calm, and peacefully closed at the bottom of the grid. */
static void
add_eye (const Brush *brush,
         int          side)
{
  int x = side * 3400, y = -1600;

  if (brush->a < -60) {
    g_string_append (brush->svg, "<path fill=\"none\" d=\"");
    add_curve (brush, (int[]) { x - 1300, y }, (int[]) { x, y + 1300 }, (int[]) { x + 1300, y });
    g_string_append (brush->svg, "\"/>");
    return;
  }

  passant_svg_add (brush->svg,
                   "<ellipse cx=\"%n\" cy=\"%n\" rx=\"%n\" ry=\"%n\" fill=\"%s\" stroke=\"none\"/>",
                   across (brush, x), down (brush, y), brush->radius * 105 / 1000,
                   brush->radius * (1150 + brush->a * 15 / 2) / RADIUS, brush->colour);
}

/* Raised by excitement; their inner ends drop in anger and rise in sorrow. */
static void
add_brow (const Brush *brush,
          int          side)
{
  int y = -4200 - 9 * MAX (brush->a, 0);
  int tilt = brush->v < 0 ? -brush->v * (brush->a > -10 ? 16 : -16) : 0;

  g_string_append (brush->svg, "<path fill=\"none\" d=\"");
  add_curve (brush, (int[]) { side * 1700, y + tilt },
             (int[]) { side * 3400, y - 4 *(200 - ABS (brush->v)) },
             (int[]) { side * 5100, y - tilt * 3 / 10 });
  g_string_append (brush->svg, "\"/>");
}

/* A smile or its opposite by valence; excitement opens it. */
static void
add_mouth (const Brush *brush)
{
  int half = 3800 - 14 * MAX (brush->a, 0) * (100 - ABS (brush->v)) / 100;
  int bend = 52 * brush->v;
  int corner = 3600 - bend * 3 / 10;
  int open = 46 * MAX (brush->a - 25, 0);
  int upper = brush->v > 20 ? bend * MIN (open * 3, 8500) / RADIUS : open * 9 / 10;
  int lower = brush->v < -20 ? open * 3 / 10 : open;
  gboolean is_open = open >= 400;

  passant_svg_add (brush->svg, "<path fill=\"%s\" d=\"", is_open ? brush->colour : "none");
  add_curve (brush, (int[]) { -half, corner }, (int[]) { 0, corner + bend - upper },
             (int[]) { half, corner });
  if (is_open)
    passant_svg_add (brush->svg, "Q%n %n %n %nZ", across (brush, 0),
                     down (brush, corner + bend + lower), across (brush, -half),
                     down (brush, corner));
  g_string_append (brush->svg, "\"/>");
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
  Brush brush = {
    .svg = svg,
    .x = x + size / 2,
    .y = y + size / 2,
    .radius = size / 2,
    .v = CLAMP (valence, -100, 100),
    .a = CLAMP (arousal, -100, 100),
    .colour = colour,
  };

  g_return_if_fail (svg != NULL);
  g_return_if_fail (colour != NULL);

  passant_svg_add (svg,
                   "<g class=\"face\" stroke=\"%s\" stroke-width=\"%n\" stroke-linecap=\"round\" "
                   "stroke-linejoin=\"round\">", colour, size / 16);
  add_outline (&brush);
  for (int side = -1; side <= 1; side += 2) {
    add_eye (&brush, side);
    add_brow (&brush, side);
  }
  add_mouth (&brush);
  g_string_append (svg, "</g>\n");
}

char *
passant_svg_face_to_text (int         size,
                          int         valence,
                          int         arousal,
                          const char *colour)
{
  GString *svg = g_string_new (NULL);

  passant_svg_add (svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%n\" height=\"%n\" "
                   "viewBox=\"0 0 %n %n\">\n", size, size, size, size);
  passant_svg_add_face (svg, 0, 0, size, valence, arousal, colour);
  g_string_append (svg, "</svg>\n");

  return g_string_free (svg, FALSE);
}
