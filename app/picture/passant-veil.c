/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-veil.h"

#include <math.h>
#include <string.h>

#define CELLS 48
#define PATCHES 4
#define STEPS_MAX 200

struct _PassantVeil {
  int        columns, rows;
  guint8    *cells; /* 1: hidden */
  GPtrArray *steps; /* copies of cells, the oldest first */
};

/* A connected part, in cells. */
typedef struct {
  int left, top, right, bottom; /* right and bottom are one past the last */
} Part;

typedef struct {
  guint64 red, green, blue, count;
} Patch;

PassantVeil *
passant_veil_new (int width,
                  int height)
{
  PassantVeil *self;
  int longer = MAX (width, height);

  g_return_val_if_fail (width > 0 && height > 0, NULL);

  self = g_new0 (PassantVeil, 1);
  self->columns = CLAMP ((int) lround ((double) width * CELLS / longer), 1, CELLS);
  self->rows = CLAMP ((int) lround ((double) height * CELLS / longer), 1, CELLS);
  self->cells = g_malloc0 ((gsize) (self->columns * self->rows));
  self->steps = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
passant_veil_free (PassantVeil *self)
{
  g_free (self->cells);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

void
passant_veil_begin (PassantVeil *self)
{
  g_return_if_fail (self != NULL);

  if (self->steps->len == STEPS_MAX)
    g_ptr_array_remove_index (self->steps, 0);
  g_ptr_array_add (self->steps, g_memdup2 (self->cells, (gsize) (self->columns * self->rows)));
}

static gboolean
hide (PassantVeil *self,
      int          column,
      int          row)
{
  guint8 *cell = self->cells + row * self->columns + column;

  if (*cell)
    return FALSE;

  *cell = 1;

  return TRUE;
}

gboolean
passant_veil_add_disc (PassantVeil *self,
                       double       x,
                       double       y,
                       double       radius)
{
  gboolean is_more = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  x *= self->columns;
  y *= self->rows;
  radius *= MAX (self->columns, self->rows);
  for (int row = 0; row < self->rows; row++) {
    for (int column = 0; column < self->columns; column++) {
      double dx = x - CLAMP (x, column, column + 1), dy = y - CLAMP (y, row, row + 1);

      if (dx * dx + dy * dy <= radius * radius)
        is_more |= hide (self, column, row);
    }
  }

  return is_more;
}

gboolean
passant_veil_add_rectangle (PassantVeil *self,
                            double       x1,
                            double       y1,
                            double       x2,
                            double       y2)
{
  gboolean is_more = FALSE;
  int left, right, top, bottom;

  g_return_val_if_fail (self != NULL, FALSE);

  left = CLAMP ((int) floor (MIN (x1, x2) * self->columns), 0, self->columns - 1);
  right = CLAMP ((int) ceil (MAX (x1, x2) * self->columns), left + 1, self->columns);
  top = CLAMP ((int) floor (MIN (y1, y2) * self->rows), 0, self->rows - 1);
  bottom = CLAMP ((int) ceil (MAX (y1, y2) * self->rows), top + 1, self->rows);
  for (int row = top; row < bottom; row++) {
    for (int column = left; column < right; column++)
      is_more |= hide (self, column, row);
  }

  return is_more;
}

gboolean
passant_veil_can_undo (PassantVeil *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->steps->len > 0;
}

void
passant_veil_undo (PassantVeil *self)
{
  g_return_if_fail (self != NULL);

  if (self->steps->len == 0)
    return;

  g_free (self->cells);
  self->cells = g_ptr_array_steal_index (self->steps, self->steps->len - 1);
}

gboolean
passant_veil_is_empty (PassantVeil *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return memchr (self->cells, 1, (gsize) (self->columns * self->rows)) == NULL;
}

/* Takes the part that @start lies in out of @cells, into @members; the corners count as connected. */
static Part
take_part (PassantVeil *self,
           guint8      *cells,
           int          start,
           GArray      *members)
{
  Part part = { self->columns, self->rows, 0, 0 };

  g_array_set_size (members, 0);
  g_array_append_val (members, start);
  cells[start] = 0;
  for (guint i = 0; i < members->len; i++) {
    int cell = g_array_index (members, int, i);
    int column = cell % self->columns, row = cell / self->columns;

    part.left = MIN (part.left, column);
    part.right = MAX (part.right, column + 1);
    part.top = MIN (part.top, row);
    part.bottom = MAX (part.bottom, row + 1);
    for (int n = 0; n < 9; n++) {
      int x = column + n % 3 - 1, y = row + n / 3 - 1, next = y * self->columns + x;

      if (x < 0 || y < 0 || x >= self->columns || y >= self->rows || !cells[next])
        continue;
      cells[next] = 0;
      g_array_append_val (members, next);
    }
  }

  return part;
}

static Patch *
find_patch (const Part *part,
            Patch      *patches,
            int         column,
            int         row)
{
  int across = part->right - part->left, down = part->bottom - part->top;
  int x = (column - part->left) * MIN (PATCHES, across) / across;
  int y = (row - part->top) * MIN (PATCHES, down) / down;

  return patches + y * PATCHES + x;
}

/* Sums the pixels of one cell up into @patch, or lets @patch's mean take their place. */
static void
visit_cell (PassantVeil *self,
            GdkPixbuf   *pixbuf,
            int          cell,
            Patch       *patch,
            gboolean     is_filling)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  int column = cell % self->columns, row = cell / self->columns;
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);

  for (int y = row * height / self->rows; y < (row + 1) * height / self->rows; y++) {
    for (int x = column * width / self->columns; x < (column + 1) * width / self->columns; x++) {
      guint8 *pixel = pixels + (gsize) y * (gsize) stride + (gsize) (x * channels);

      if (is_filling) {
        pixel[0] = (guint8) (patch->red / patch->count);
        pixel[1] = (guint8) (patch->green / patch->count);
        pixel[2] = (guint8) (patch->blue / patch->count);
      } else {
        patch->red += pixel[0];
        patch->green += pixel[1];
        patch->blue += pixel[2];
        patch->count++;
      }
    }
  }
}

static void
destroy_part (PassantVeil *self,
              GdkPixbuf   *pixbuf,
              const Part  *part,
              GArray      *members)
{
  Patch patches[PATCHES * PATCHES] = { 0 };

  for (int pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < members->len; i++) {
      int cell = g_array_index (members, int, i);

      visit_cell (self, pixbuf, cell,
                  find_patch (part, patches, cell % self->columns, cell / self->columns), pass > 0);
    }
  }
}

GdkPixbuf *
passant_veil_apply (PassantVeil *self,
                    GdkPixbuf   *pixbuf)
{
  g_autoptr (GArray) members = NULL;
  g_autofree guint8 *cells = NULL;
  GdkPixbuf *result;

  g_return_val_if_fail (self != NULL && GDK_IS_PIXBUF (pixbuf), NULL);

  members = g_array_new (FALSE, FALSE, sizeof (int));
  cells = g_memdup2 (self->cells, (gsize) (self->columns * self->rows));
  result = gdk_pixbuf_copy (pixbuf);
  for (int i = 0; i < self->columns * self->rows; i++) {
    if (cells[i]) {
      Part part = take_part (self, cells, i, members);

      destroy_part (self, result, &part, members);
    }
  }

  return result;
}
