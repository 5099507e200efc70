/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-step-dots.h"

#define PITCH       11
#define PITCH_MIN   7
#define DOTS_MIN    5 /* more than these may grow together into a line */
#define HEIGHT      12
#define DOT         6.0f
#define DOT_CURRENT 9.0f

typedef struct {
  PassantStepState state;
  gboolean         is_current;
} Dot;

struct _PassantStepDots {
  GtkWidget parent_instance;

  GArray   *dots; /* Dot */
};

G_DEFINE_FINAL_TYPE (PassantStepDots, passant_step_dots, GTK_TYPE_WIDGET)

static void
draw_shape (GtkSnapshot           *snapshot,
            const graphene_rect_t *bounds,
            float                  radius,
            gboolean               full,
            const GdkRGBA         *color)
{
  const float width = full ? bounds->size.width : 1.5f;
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, bounds, radius);
  gtk_snapshot_append_border (snapshot, &shape, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { *color, *color, *color, *color });
}

static void
draw_dot (GtkSnapshot   *snapshot,
          const Dot     *dot,
          float          x,
          float          y,
          const GdkRGBA *color)
{
  const float size = dot->is_current ? DOT_CURRENT : DOT;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x - size / 2, y - size / 2, size, size);

  switch (dot->state) {
  case PASSANT_STEP_DONE:
    draw_shape (snapshot, &bounds, size / 2, TRUE, color);
    break;
  case PASSANT_STEP_SKIPPED:
    bounds = GRAPHENE_RECT_INIT (x - size / 2, y - 1, size, 2);
    draw_shape (snapshot, &bounds, 1, TRUE, color);
    break;
  case PASSANT_STEP_WRONG:
    draw_shape (snapshot, &bounds, 1, FALSE, color);
    graphene_rect_inset (&bounds, size / 3, size / 3);
    draw_shape (snapshot, &bounds, 0, TRUE, color);
    break;
  case PASSANT_STEP_OPEN:
  case PASSANT_STEP_WAITING:
  case PASSANT_STEP_HIDDEN:
  default:
    draw_shape (snapshot, &bounds, size / 2, FALSE, color);
  }
}

/* One of too many steps for dots: its piece of a line, thick where it is done, with a dot where the guest is. */
static void
draw_piece (GtkSnapshot   *snapshot,
            const Dot     *dot,
            float          x,
            float          y,
            float          pitch,
            const GdkRGBA *color)
{
  const gboolean is_done = dot->state == PASSANT_STEP_DONE || dot->state == PASSANT_STEP_SKIPPED;
  const float thickness = is_done ? DOT - 2 : 1.5f;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x - pitch / 2, y - thickness / 2, pitch, thickness);

  gtk_snapshot_append_color (snapshot, color, &bounds);
  if (dot->is_current || dot->state == PASSANT_STEP_WRONG)
    draw_dot (snapshot, dot, x, y, color);
}

static void
passant_step_dots_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  PassantStepDots *self = PASSANT_STEP_DOTS (widget);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const float width = gtk_widget_get_width (widget), y = gtk_widget_get_height (widget) / 2.0f;
  const float pitch = MIN (PITCH, width / MAX (self->dots->len, 1));
  float x = (width - pitch * (self->dots->len - 1.0f)) / 2;
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  for (guint i = 0; i < self->dots->len; i++) {
    const Dot *dot = &g_array_index (self->dots, Dot, i);
    const float place = mirrored ? width - x : x;

    if (pitch < PITCH_MIN)
      draw_piece (snapshot, dot, place, y, pitch, &color);
    else
      draw_dot (snapshot, dot, place, y, &color);
    x += pitch;
  }
}

static void
passant_step_dots_measure (GtkWidget     *widget,
                           GtkOrientation orientation,
                           int            for_size,
                           int           *min_out,
                           int           *natural_out,
                           int           *min_baseline_out,
                           int           *natural_baseline_out)
{
  PassantStepDots *self = PASSANT_STEP_DOTS (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *min_out = *natural_out = HEIGHT;
    return;
  }

  *min_out = MIN ((int) self->dots->len, DOTS_MIN) * PITCH_MIN;
  *natural_out = (int) self->dots->len * PITCH;
}

static void
passant_step_dots_finalize (GObject *object)
{
  g_clear_pointer (&PASSANT_STEP_DOTS (object)->dots, g_array_unref);

  G_OBJECT_CLASS (passant_step_dots_parent_class)->finalize (object);
}

static void
passant_step_dots_class_init (PassantStepDotsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = passant_step_dots_finalize;
  widget_class->snapshot = passant_step_dots_snapshot;
  widget_class->measure = passant_step_dots_measure;

  gtk_widget_class_set_css_name (widget_class, "passant-step-dots");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
passant_step_dots_init (PassantStepDots *self)
{
  self->dots = g_array_new (FALSE, FALSE, sizeof (Dot));
}

GtkWidget *
passant_step_dots_new (void)
{
  return g_object_new (PASSANT_TYPE_STEP_DOTS, NULL);
}

void
passant_step_dots_clear (PassantStepDots *self)
{
  g_return_if_fail (PASSANT_IS_STEP_DOTS (self));

  g_array_set_size (self->dots, 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
passant_step_dots_add (PassantStepDots *self,
                       PassantStepState state,
                       gboolean         is_current)
{
  const Dot dot = { state, is_current };

  g_return_if_fail (PASSANT_IS_STEP_DOTS (self));

  g_array_append_val (self->dots, dot);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
