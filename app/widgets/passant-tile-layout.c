/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-tile-layout.h"

struct _PassantTileLayout {
  GtkLayoutManager parent_instance;

  int              spacing;
  int              column_width_min;
  gboolean         ragged;
};

G_DEFINE_FINAL_TYPE (PassantTileLayout, passant_tile_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct {
  int children;
  int min, natural; /* of the widest child */
} Widths;

static Widths
measure_children (PassantTileLayout *self,
                  GtkWidget         *widget)
{
  Widths widths = { 0, self->column_width_min, self->column_width_min };

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child; child = gtk_widget_get_next_sibling (child)) {
    int min, natural;

    if (!gtk_widget_should_layout (child))
      continue;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &natural, NULL, NULL);
    widths.min = MAX (widths.min, min);
    widths.natural = MAX (widths.natural, natural);
    widths.children++;
  }

  return widths;
}

static int
count_columns (PassantTileLayout *self,
               const Widths      *widths,
               int                width)
{
  int n = MAX (widths->children, 1);
  int columns = CLAMP ((width + self->spacing) / (widths->natural + self->spacing), 1, n);

  if (self->ragged) {
    int rows = (n + columns - 1) / columns;

    return (n + rows - 1) / rows;
  }

  while (n % columns != 0)
    columns--;

  return columns;
}

static int
get_column_width (PassantTileLayout *self,
                  int                columns,
                  int                width)
{
  return (width - (columns - 1) * self->spacing) / columns;
}

/* The height of the row that starts with @child; @next_out is the first child of the row after it. */
static int
measure_row (GtkWidget  *child,
             int         columns,
             int         column_width,
             GtkWidget **next_out)
{
  int height = 0;

  for (int column = 0; child && column < columns; child = gtk_widget_get_next_sibling (child)) {
    int natural;

    if (!gtk_widget_should_layout (child))
      continue;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, column_width, NULL, &natural, NULL, NULL);
    height = MAX (height, natural);
    column++;
  }

  *next_out = child;

  return height;
}

static GtkSizeRequestMode
passant_tile_layout_get_request_mode (GtkLayoutManager *manager,
                                      GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
passant_tile_layout_measure (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             GtkOrientation    orientation,
                             int               for_size,
                             int              *min_out,
                             int              *natural_out,
                             int              *min_baseline_out,
                             int              *natural_baseline_out)
{
  PassantTileLayout *self = PASSANT_TILE_LAYOUT (manager);
  Widths widths = measure_children (self, widget);
  int n = MAX (widths.children, 1);
  int natural = n * widths.natural + (n - 1) * self->spacing;
  int width = for_size < 0 ? natural : MAX (for_size, widths.min);
  int columns, height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *min_out = widths.min;
    *natural_out = natural;
    return;
  }

  columns = count_columns (self, &widths, width);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;) {
    height += height > 0 ? self->spacing : 0;
    height += measure_row (child, columns, get_column_width (self, columns, width), &child);
  }

  *min_out = *natural_out = height;
}

static void
allocate_row (PassantTileLayout *self,
              GtkWidget         *child,
              GtkWidget         *end,
              GtkAllocation     *place,
              int                width)
{
  gboolean mirrored = gtk_widget_get_direction (gtk_widget_get_parent (child)) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (; child != end; child = gtk_widget_get_next_sibling (child)) {
    if (!gtk_widget_should_layout (child))
      continue;

    place->x = mirrored ? width - x - place->width : x;
    gtk_widget_size_allocate (child, place, -1);
    x += place->width + self->spacing;
  }
}

static void
passant_tile_layout_allocate (GtkLayoutManager *manager,
                              GtkWidget        *widget,
                              int               width,
                              int               height,
                              int               baseline)
{
  PassantTileLayout *self = PASSANT_TILE_LAYOUT (manager);
  Widths widths = measure_children (self, widget);
  int columns = count_columns (self, &widths, width);
  GtkAllocation place = { 0, 0, get_column_width (self, columns, width), 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget), *next; child; child = next) {
    place.height = measure_row (child, columns, place.width, &next);
    allocate_row (self, child, next, &place, width);
    place.y += place.height + self->spacing;
  }
}

static void
passant_tile_layout_class_init (PassantTileLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = passant_tile_layout_get_request_mode;
  manager_class->measure = passant_tile_layout_measure;
  manager_class->allocate = passant_tile_layout_allocate;
}

static void
passant_tile_layout_init (PassantTileLayout *self)
{
}

GtkLayoutManager *
passant_tile_layout_new (int      spacing,
                         int      column_width_min,
                         gboolean ragged)
{
  PassantTileLayout *self = g_object_new (PASSANT_TYPE_TILE_LAYOUT, NULL);

  self->spacing = spacing;
  self->column_width_min = column_width_min;
  self->ragged = ragged;

  return GTK_LAYOUT_MANAGER (self);
}
