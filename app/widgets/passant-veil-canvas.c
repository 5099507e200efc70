/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-veil-canvas.h"

#include <glib/gi18n-lib.h>

#include "passant-picture.h"
#include "passant-veil.h"

/* What is drawn while the finger moves. */
#define PREVIEW_PX 1000
#define BRUSH_RADIUS 0.03
#define BRUSH_STEP 0.01
#define BRUSH_STEPS_MAX 400
#define SQUARE_MIN 0.02
#define SQUARE_MAX 0.4
#define SQUARE_STEP 0.02

struct _PassantVeilCanvas {
  GtkWidget       parent_instance;

  GdkPixbuf      *photo;
  GdkPixbuf      *small;   /* what is drawn of it */
  GdkTexture     *texture; /* with what is hidden */
  PassantVeil    *veil;
  PassantVeilTool tool;
  double          begin_x, begin_y; /* of a drag; 0 … 1 */
  double          brush_x, brush_y; /* where the stroke is */
  gboolean        is_dragging;
  double          square_x, square_y, square_radius; /* of the keyboard */
};

G_DEFINE_FINAL_TYPE (PassantVeilCanvas, passant_veil_canvas, GTK_TYPE_WIDGET)

static guint changed;

/* Where the photo lies: as large as fits, in the middle. */
static graphene_rect_t
place_photo (PassantVeilCanvas *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double photo_width = gdk_pixbuf_get_width (self->small);
  double photo_height = gdk_pixbuf_get_height (self->small);
  double scale = MIN (width / photo_width, height / photo_height);
  graphene_rect_t place;

  graphene_rect_init (&place, (float) ((width - photo_width * scale) / 2),
                      (float) ((height - photo_height * scale) / 2),
                      (float) (photo_width * scale), (float) (photo_height * scale));

  return place;
}

static GdkTexture *
make_texture (GdkPixbuf *pixbuf)
{
  g_autoptr (GBytes) bytes = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                 GDK_MEMORY_R8G8B8, bytes,
                                 (gsize) gdk_pixbuf_get_rowstride (pixbuf));
}

static void
show_veil (PassantVeilCanvas *self)
{
  g_autoptr (GdkPixbuf) veiled = passant_veil_apply (self->veil, self->small);

  g_clear_object (&self->texture);
  self->texture = make_texture (veiled);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, changed, 0);
}

static void
find_point (PassantVeilCanvas *self,
            double             x,
            double             y,
            double            *part_x,
            double            *part_y)
{
  graphene_rect_t place = place_photo (self);

  *part_x = (x - place.origin.x) / place.size.width;
  *part_y = (y - place.origin.y) / place.size.height;
}

/* All along the way from where it was: a quick finger is heard of here and there only. */
static void
brush_to (PassantVeilCanvas *self,
          double             x,
          double             y)
{
  int steps = 1 + (int) (MAX (ABS (x - self->brush_x), ABS (y - self->brush_y)) / BRUSH_STEP);
  gboolean is_more = FALSE;

  steps = MIN (steps, BRUSH_STEPS_MAX);
  for (int i = 1; i <= steps; i++)
    is_more |= passant_veil_add_disc (self->veil, self->brush_x + (x - self->brush_x) * i / steps,
                                      self->brush_y + (y - self->brush_y) * i / steps,
                                      BRUSH_RADIUS);
  self->brush_x = x;
  self->brush_y = y;
  if (is_more)
    show_veil (self);
}

static void
on_drag_begin_cb (GtkGestureDrag    *drag,
                  double             x,
                  double             y,
                  PassantVeilCanvas *self)
{
  if (!self->photo) {
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
    return;
  }

  /* Else the page would scroll under the finger. */
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  find_point (self, x, y, &self->begin_x, &self->begin_y);
  self->is_dragging = TRUE;
  passant_veil_begin (self->veil);
  self->brush_x = self->begin_x;
  self->brush_y = self->begin_y;
  if (self->tool == PASSANT_VEIL_TOOL_BRUSH)
    brush_to (self, self->begin_x, self->begin_y);
}

/* A rectangle is drawn anew from its corner with each move. */
static void
on_drag_update_cb (GtkGestureDrag    *drag,
                   double             dx,
                   double             dy,
                   PassantVeilCanvas *self)
{
  double x, y, start_x, start_y;

  if (!self->is_dragging)
    return;

  gtk_gesture_drag_get_start_point (drag, &start_x, &start_y);
  find_point (self, start_x + dx, start_y + dy, &x, &y);
  if (self->tool == PASSANT_VEIL_TOOL_BRUSH) {
    brush_to (self, x, y);
    return;
  }

  passant_veil_undo (self->veil);
  passant_veil_begin (self->veil);
  passant_veil_add_rectangle (self->veil, self->begin_x, self->begin_y, x, y);
  show_veil (self);
}

static void
on_drag_end_cb (GtkGestureDrag    *drag,
                double             dx,
                double             dy,
                PassantVeilCanvas *self)
{
  self->is_dragging = FALSE;
}

static void
hide_square (PassantVeilCanvas *self)
{
  double longer = MAX (gdk_pixbuf_get_width (self->small), gdk_pixbuf_get_height (self->small));
  double across = self->square_radius * longer / gdk_pixbuf_get_width (self->small);
  double down = self->square_radius * longer / gdk_pixbuf_get_height (self->small);

  passant_veil_begin (self->veil);
  passant_veil_add_rectangle (self->veil, self->square_x - across, self->square_y - down,
                              self->square_x + across, self->square_y + down);
  show_veil (self);
}

static gboolean
move_square (PassantVeilCanvas *self,
             guint              key)
{
  switch (key) {
  case GDK_KEY_Left:
    self->square_x = MAX (0, self->square_x - SQUARE_STEP);
    break;
  case GDK_KEY_Right:
    self->square_x = MIN (1, self->square_x + SQUARE_STEP);
    break;
  case GDK_KEY_Up:
    self->square_y = MAX (0, self->square_y - SQUARE_STEP);
    break;
  case GDK_KEY_Down:
    self->square_y = MIN (1, self->square_y + SQUARE_STEP);
    break;
  case GDK_KEY_plus:
  case GDK_KEY_KP_Add:
    self->square_radius = MIN (SQUARE_MAX, self->square_radius + SQUARE_STEP);
    break;
  case GDK_KEY_minus:
  case GDK_KEY_KP_Subtract:
    self->square_radius = MAX (SQUARE_MIN, self->square_radius - SQUARE_STEP);
    break;
  default:
    return FALSE;
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return TRUE;
}

static gboolean
on_key_cb (GtkEventControllerKey *keys,
           guint                  key,
           guint                  code,
           GdkModifierType        modifiers,
           PassantVeilCanvas     *self)
{
  if (!self->photo || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return FALSE;

  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space)
    hide_square (self);
  else if (key == GDK_KEY_BackSpace)
    passant_veil_canvas_undo (self);
  else
    return move_square (self, key);

  return TRUE;
}

static void
snapshot_square (PassantVeilCanvas     *self,
                 GtkSnapshot           *snapshot,
                 const graphene_rect_t *place)
{
  const GdkRGBA white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };
  const GdkRGBA inner[4] = { white, white, white, white }, outer[4] = { black, black, black,
                                                                        black };
  const float widths[4] = { 2, 2, 2, 2 };
  float radius = (float) (self->square_radius * MAX (place->size.width, place->size.height));
  GskRoundedRect square;

  gsk_rounded_rect_init_from_rect (
    &square,
    &GRAPHENE_RECT_INIT (place->origin.x + (float) self->square_x * place->size.width - radius,
                         place->origin.y + (float) self->square_y * place->size.height - radius,
                         2 * radius, 2 * radius),
    0);
  gtk_snapshot_append_border (snapshot, &square, widths, outer);
  gsk_rounded_rect_shrink (&square, 2, 2, 2, 2);
  gtk_snapshot_append_border (snapshot, &square, widths, inner);
}

static void
passant_veil_canvas_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  PassantVeilCanvas *self = PASSANT_VEIL_CANVAS (widget);
  graphene_rect_t place;

  if (!self->texture)
    return;

  place = place_photo (self);
  gtk_snapshot_append_texture (snapshot, self->texture, &place);
  if (gtk_widget_has_visible_focus (widget))
    snapshot_square (self, snapshot, &place);
}

static void
passant_veil_canvas_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  *minimum = 96;
  *natural = 400;
}

static void
passant_veil_canvas_dispose (GObject *object)
{
  PassantVeilCanvas *self = PASSANT_VEIL_CANVAS (object);

  g_clear_object (&self->photo);
  g_clear_object (&self->small);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->veil, passant_veil_free);

  G_OBJECT_CLASS (passant_veil_canvas_parent_class)->dispose (object);
}

static void
passant_veil_canvas_class_init (PassantVeilCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_veil_canvas_dispose;
  widget_class->snapshot = passant_veil_canvas_snapshot;
  widget_class->measure = passant_veil_canvas_measure;

  changed = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "passant-veil-canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
passant_veil_canvas_init (PassantVeilCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->square_x = self->square_y = 0.5;
  self->square_radius = 0.06;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self),
    GTK_ACCESSIBLE_PROPERTY_LABEL, _("The photo"),
    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    _("The arrow keys move a square, Enter hides what is under it, plus and minus change its "
      "size, Backspace takes the last back"),
    -1);

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
passant_veil_canvas_new (void)
{
  return g_object_new (PASSANT_TYPE_VEIL_CANVAS, NULL);
}

void
passant_veil_canvas_set_photo (PassantVeilCanvas *self,
                               GdkPixbuf         *photo)
{
  g_return_if_fail (PASSANT_IS_VEIL_CANVAS (self));
  g_return_if_fail (photo == NULL || GDK_IS_PIXBUF (photo));

  g_set_object (&self->photo, photo);
  g_clear_object (&self->small);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->veil, passant_veil_free);
  self->is_dragging = FALSE;
  if (!photo) {
    gtk_widget_queue_draw (GTK_WIDGET (self));
    g_signal_emit (self, changed, 0);
    return;
  }

  self->small = passant_picture_shrink (photo, PREVIEW_PX);
  self->veil = passant_veil_new (gdk_pixbuf_get_width (photo), gdk_pixbuf_get_height (photo));
  show_veil (self);
}

void
passant_veil_canvas_set_tool (PassantVeilCanvas *self,
                              PassantVeilTool    tool)
{
  g_return_if_fail (PASSANT_IS_VEIL_CANVAS (self));

  self->tool = tool;
}

gboolean
passant_veil_canvas_can_undo (PassantVeilCanvas *self)
{
  g_return_val_if_fail (PASSANT_IS_VEIL_CANVAS (self), FALSE);

  return self->veil && passant_veil_can_undo (self->veil);
}

void
passant_veil_canvas_undo (PassantVeilCanvas *self)
{
  g_return_if_fail (PASSANT_IS_VEIL_CANVAS (self));

  if (!passant_veil_canvas_can_undo (self))
    return;

  passant_veil_undo (self->veil);
  show_veil (self);
}

gboolean
passant_veil_canvas_is_clear (PassantVeilCanvas *self)
{
  g_return_val_if_fail (PASSANT_IS_VEIL_CANVAS (self), TRUE);

  return !self->veil || passant_veil_is_empty (self->veil);
}

GdkPixbuf *
passant_veil_canvas_dup_photo (PassantVeilCanvas *self)
{
  g_return_val_if_fail (PASSANT_IS_VEIL_CANVAS (self), NULL);

  return self->photo ? passant_veil_apply (self->veil, self->photo) : NULL;
}
