/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-face.h"

#include <math.h>

#define SIZE_DEFAULT  24
#define BROW_SIZE_MIN 22 /* smaller faces do without brows */

struct _PassantFace {
  GtkWidget parent_instance;

  int       valence;
  int       arousal;
  int       size;
};

G_DEFINE_FINAL_TYPE (PassantFace, passant_face, GTK_TYPE_WIDGET)

typedef enum {
  PROP_VALENCE = 1,
  PROP_AROUSAL,
  PROP_SIZE,
} PassantFaceProps;

static GParamSpec *props[PROP_SIZE + 1];

/* A brush: the face is drawn in units of its radius around its centre, y down. */
typedef struct {
  GtkSnapshot   *snapshot;
  const GdkRGBA *color;
  float          x, y, radius;
  float          v, a; /* valence, arousal as −1 … 1 */
} Brush;

static void
move_to (const Brush    *brush,
         GskPathBuilder *path,
         float           x,
         float           y)
{
  gsk_path_builder_move_to (path, brush->x + x * brush->radius, brush->y + y * brush->radius);
}

static void
curve_to (const Brush    *brush,
          GskPathBuilder *path,
          float           control_x,
          float           control_y,
          float           x,
          float           y)
{
  gsk_path_builder_quad_to (path,
                            brush->x + control_x * brush->radius,
                            brush->y + control_y * brush->radius,
                            brush->x + x * brush->radius, brush->y + y * brush->radius);
}

static void
stroke_path (const Brush *brush,
             GskPath     *path)
{
  GskStroke *pen = gsk_stroke_new (MAX (1.2f, brush->radius / 8));

  gsk_stroke_set_line_cap (pen, GSK_LINE_CAP_ROUND);
  gsk_stroke_set_line_join (pen, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (brush->snapshot, path, pen, brush->color);
  gsk_stroke_free (pen);
}

static void
stroke (const Brush    *brush,
        GskPathBuilder *builder)
{
  g_autoptr (GskPath) path = gsk_path_builder_free_to_path (builder);

  stroke_path (brush, path);
}

static void
fill (const Brush    *brush,
      GskPathBuilder *builder)
{
  g_autoptr (GskPath) path = gsk_path_builder_free_to_path (builder);

  gtk_snapshot_append_fill (brush->snapshot, path, GSK_FILL_RULE_WINDING, brush->color);
}

static void
draw_outline (const Brush *brush)
{
  GskPathBuilder *path = gsk_path_builder_new ();

  gsk_path_builder_add_circle (path, &GRAPHENE_POINT_INIT (brush->x, brush->y),
                               brush->radius * 0.93f);
  stroke (brush, path);
}

/* Wide when excited, half shut when calm, and peacefully closed at the bottom of the grid. */
static void
draw_eye (const Brush *brush,
          float        side)
{
  GskPathBuilder *path = gsk_path_builder_new ();
  float x = side * 0.34f, y = -0.16f;
  float height = 0.115f + 0.075f * brush->a;

  if (brush->a < -0.6f) {
    move_to (brush, path, x - 0.13f, y);
    curve_to (brush, path, x, y + 0.13f, x + 0.13f, y);
    stroke (brush, path);
    return;
  }

  move_to (brush, path, x - 0.105f, y);
  curve_to (brush, path, x - 0.105f, y - height, x, y - height);
  curve_to (brush, path, x + 0.105f, y - height, x + 0.105f, y);
  curve_to (brush, path, x + 0.105f, y + height, x, y + height);
  curve_to (brush, path, x - 0.105f, y + height, x - 0.105f, y);
  fill (brush, path);
}

/* Raised by excitement; their inner ends drop in anger and rise in sorrow. */
static void
draw_brow (const Brush *brush,
           float        side)
{
  GskPathBuilder *path = gsk_path_builder_new ();
  float y = -0.42f - 0.09f * MAX (brush->a, 0);
  float tilt = brush->v < 0 ? -brush->v * (brush->a > -0.1f ? 0.16f : -0.16f) : 0;

  move_to (brush, path, side * 0.17f, y + tilt);
  curve_to (brush, path, side * 0.34f, y - 0.08f * (1 - fabsf (brush->v) * 0.5f), side * 0.51f,
            y - tilt * 0.3f);
  stroke (brush, path);
}

/* A smile or its opposite by valence; excitement opens it. */
static void
draw_mouth (const Brush *brush)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  float half = 0.38f - 0.14f * MAX (brush->a, 0) * (1 - fabsf (brush->v));
  float bend = 0.52f * brush->v;
  float corner = 0.36f - bend * 0.30f;
  float open = 0.46f * MAX (brush->a - 0.25f, 0);
  float upper = brush->v > 0.2f ? bend * MIN (open * 3, 0.85f) : open * 0.9f;
  float lower = open * (brush->v < -0.2f ? 0.3f : 1.0f);

  move_to (brush, builder, -half, corner);
  curve_to (brush, builder, 0, corner + bend - upper, half, corner);

  if (open < 0.04f) {
    stroke (brush, builder);
    return;
  }

  curve_to (brush, builder, 0, corner + bend + lower, -half, corner);
  gsk_path_builder_close (builder);
  path = gsk_path_builder_free_to_path (builder);
  gtk_snapshot_append_fill (brush->snapshot, path, GSK_FILL_RULE_WINDING, brush->color);
  stroke_path (brush, path);
}

void
passant_face_paint (GtkSnapshot           *snapshot,
                    const graphene_rect_t *bounds,
                    const GdkRGBA         *color,
                    int                    valence,
                    int                    arousal)
{
  float size = MIN (bounds->size.width, bounds->size.height);
  Brush brush = {
    .snapshot = snapshot,
    .color = color,
    .x = bounds->origin.x + bounds->size.width / 2,
    .y = bounds->origin.y + bounds->size.height / 2,
    .radius = size / 2,
    .v = CLAMP (valence, -100, 100) / 100.0f,
    .a = CLAMP (arousal, -100, 100) / 100.0f,
  };

  g_return_if_fail (snapshot != NULL && color != NULL);

  draw_outline (&brush);
  for (float side = -1; side <= 1; side += 2) {
    draw_eye (&brush, side);
    if (size >= BROW_SIZE_MIN)
      draw_brow (&brush, side);
  }
  draw_mouth (&brush);
}

static void
passant_face_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  PassantFace *self = PASSANT_FACE (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                               gtk_widget_get_height (widget));
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  passant_face_paint (snapshot, &bounds, &color, self->valence, self->arousal);
}

static void
passant_face_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *min_out,
                      int           *natural_out,
                      int           *min_baseline_out,
                      int           *natural_baseline_out)
{
  *min_out = *natural_out = PASSANT_FACE (widget)->size;
}

static void
passant_face_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  PassantFace *self = PASSANT_FACE (object);

  switch ((PassantFaceProps) prop_id) {
  case PROP_VALENCE:
    g_value_set_int (value, self->valence);
    break;
  case PROP_AROUSAL:
    g_value_set_int (value, self->arousal);
    break;
  case PROP_SIZE:
    g_value_set_int (value, self->size);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_face_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  PassantFace *self = PASSANT_FACE (object);

  switch ((PassantFaceProps) prop_id) {
  case PROP_VALENCE:
    passant_face_set_affect (self, g_value_get_int (value), self->arousal);
    break;
  case PROP_AROUSAL:
    passant_face_set_affect (self, self->valence, g_value_get_int (value));
    break;
  case PROP_SIZE:
    passant_face_set_size (self, g_value_get_int (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_face_class_init (PassantFaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = passant_face_get_property;
  object_class->set_property = passant_face_set_property;
  widget_class->snapshot = passant_face_snapshot;
  widget_class->measure = passant_face_measure;

  props[PROP_VALENCE] = g_param_spec_int ("valence", NULL, NULL, -100, 100, 0, flags);
  props[PROP_AROUSAL] = g_param_spec_int ("arousal", NULL, NULL, -100, 100, 0, flags);
  props[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 8, 512, SIZE_DEFAULT, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_css_name (widget_class, "passant-face");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
passant_face_init (PassantFace *self)
{
  self->size = SIZE_DEFAULT;
}

GtkWidget *
passant_face_new (int valence,
                  int arousal)
{
  return g_object_new (PASSANT_TYPE_FACE, "valence", valence, "arousal", arousal, NULL);
}

void
passant_face_set_affect (PassantFace *self,
                         int          valence,
                         int          arousal)
{
  g_return_if_fail (PASSANT_IS_FACE (self));

  if (self->valence == valence && self->arousal == arousal)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->valence != valence)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALENCE]);
  if (self->arousal != arousal)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AROUSAL]);
  self->valence = valence;
  self->arousal = arousal;
  g_object_thaw_notify (G_OBJECT (self));

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
passant_face_set_size (PassantFace *self,
                       int          size)
{
  g_return_if_fail (PASSANT_IS_FACE (self) && size > 0);

  if (self->size == size)
    return;

  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIZE]);
}
