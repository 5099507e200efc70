/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-figure.h"

struct _PassantFigure {
  GtkWidget   parent_instance;

  GdkTexture *texture;
  char       *description;
};

G_DEFINE_FINAL_TYPE (PassantFigure, passant_figure, GTK_TYPE_WIDGET)

static int
find_height (PassantFigure *self,
             int            width)
{
  gint64 whole = gdk_texture_get_width (self->texture);

  return (int) (MIN (width, whole) * gdk_texture_get_height (self->texture) / whole);
}

static GtkSizeRequestMode
passant_figure_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
passant_figure_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  PassantFigure *self = PASSANT_FIGURE (widget);
  int whole = gdk_texture_get_width (self->texture);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = 1;
    *natural = whole;
  } else {
    *minimum = *natural = find_height (self, for_size < 0 ? whole : for_size);
  }
}

static void
passant_figure_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  PassantFigure *self = PASSANT_FIGURE (widget);
  int width = MIN (gtk_widget_get_width (widget), gdk_texture_get_width (self->texture));
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  graphene_rect_t bounds;

  graphene_rect_init (&bounds, is_rtl ? gtk_widget_get_width (widget) - width : 0, 0, width,
                      find_height (self, width));
  gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR,
                                      &bounds);
}

static void
passant_figure_finalize (GObject *object)
{
  PassantFigure *self = PASSANT_FIGURE (object);

  g_clear_object (&self->texture);
  g_clear_pointer (&self->description, g_free);

  G_OBJECT_CLASS (passant_figure_parent_class)->finalize (object);
}

static void
passant_figure_class_init (PassantFigureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = passant_figure_finalize;
  widget_class->get_request_mode = passant_figure_get_request_mode;
  widget_class->measure = passant_figure_measure;
  widget_class->snapshot = passant_figure_snapshot;
  gtk_widget_class_set_css_name (widget_class, "passant-figure");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
passant_figure_init (PassantFigure *self)
{
}

GtkWidget *
passant_figure_new (GdkTexture *texture,
                    const char *description)
{
  PassantFigure *self = g_object_new (PASSANT_TYPE_FIGURE, NULL);

  self->texture = g_object_ref (texture);
  self->description = g_strdup (description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  description, -1);

  return GTK_WIDGET (self);
}

const char *
passant_figure_get_description (PassantFigure *self)
{
  g_return_val_if_fail (PASSANT_IS_FIGURE (self), NULL);

  return self->description;
}
