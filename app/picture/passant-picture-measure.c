/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-picture.h"

#include "passant-gray.h"

#define SHARPNESS_SIDE_PX 768
/* How far the picture is blurred again, pixels to either side. */
#define REACH 4
/* Neighbours that differ by no more than this say nothing: noise, and the steps of 8 bits. */
#define NOISE 2
/* A direction with less than this part of the other's contrast. */
#define CONTRAST_PART 20
#define LOOK_COLUMNS 8
#define LOOK_ROWS 8

/* One line of @n pixels, @step apart: how much neighbours differ, and how much of that goes when it is blurred. */
static void
compare_line (const guint8 *line,
              int           n,
              int           step,
              gint64       *differ,
              gint64       *lost)
{
  const int width = 2 * REACH + 1;
  int sum = 0;

  for (int i = 0; i < width && i < n; i++)
    sum += line[i * step];

  /* The mean moves from one window to the next by what comes in less what goes out. */
  for (int i = REACH + 1; i + REACH < n; i++) {
    int change = line[(i + REACH) * step] - line[(i - REACH - 1) * step];
    int sharp = ABS (line[i * step] - line[(i - 1) * step]);

    if (sharp <= NOISE)
      continue;
    *differ += sharp * width;
    *lost += MAX (0, sharp * width - ABS (change));
  }
}

/* The contrast between neighbours in one direction, and how much of it a further blur takes away. */
typedef struct {
  gint64 differ, lost;
} Contrast;

static Contrast
measure_lines (const PassantGray *gray,
               gboolean           is_across)
{
  int n_lines = is_across ? gray->height : gray->width;
  int length = is_across ? gray->width : gray->height;
  int step = is_across ? 1 : gray->width, next = is_across ? gray->width : 1;
  Contrast contrast = { 0, 0 };

  for (int i = 0; i < n_lines; i++)
    compare_line (gray->pixels + (gsize) i * (gsize) next, length, step, &contrast.differ,
                  &contrast.lost);

  return contrast;
}

/* 1000 × the part that goes. Of a direction in which there is nothing to see, a shutter's slats along, nothing can be
 * said: 1000. */
static int
rate (const Contrast *self,
      const Contrast *other)
{
  if (self->differ * CONTRAST_PART < other->differ)
    return 1000;

  return self->differ == 0 ? 0 : (int) (self->lost * 1000 / self->differ);
}

int
passant_picture_measure_sharpness (GdkPixbuf *pixbuf)
{
  g_autoptr (GdkPixbuf) small = NULL;
  g_auto (PassantGray) gray = { 0 };
  Contrast across, down;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), 0);

  small = passant_picture_shrink (pixbuf, SHARPNESS_SIDE_PX);
  passant_gray_init (&gray, small);

  across = measure_lines (&gray, TRUE);
  down = measure_lines (&gray, FALSE);

  return MIN (rate (&across, &down), rate (&down, &across));
}

char *
passant_picture_describe_look (GdkPixbuf *pixbuf)
{
  g_autoptr (GdkPixbuf) small = NULL;
  g_auto (PassantGray) gray = { 0 };
  guint64 bits = 0;

  g_return_val_if_fail (GDK_IS_PIXBUF (pixbuf), NULL);

  small = gdk_pixbuf_scale_simple (pixbuf, LOOK_COLUMNS + 1, LOOK_ROWS, GDK_INTERP_BILINEAR);
  passant_gray_init (&gray, small);
  for (int y = 0; y < LOOK_ROWS; y++) {
    const guint8 *row = gray.pixels + y * gray.width;

    for (int x = 0; x < LOOK_COLUMNS; x++)
      bits = bits << 1 | (row[x] < row[x + 1]);
  }

  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", bits);
}
