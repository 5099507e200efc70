/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-affect-pad.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "passant-affect-words.h"
#include "passant-affect.h"
#include "passant-announce.h"
#include "passant-face.h"

#define SIZE_MIN      220
#define SIZE_NATURAL  336
#define RIM_MIN       32
#define RIM_MAX       48
#define KEY_STEP      25
#define KEY_STEP_BIG  125
#define TOUCH_REST_MS 150
#define KEY_REST_MS   1500
#define MARKER_SIZE   44
#define WORD_SCALE    0.85f
#define WORD_MARGIN   8
#define LIVE_SIZE     68 /* while the finger is down, lifted above it */

struct _PassantAffectPad {
  GtkWidget   parent_instance;

  gboolean    has_point;
  int         x, y;             /* 0 … 1000, bottom to top */

  gboolean    was_said;         /* and so is the point before it was last moved */
  int         said_x, said_y;

  gboolean    is_pressed;       /* a finger or button is down and the point follows it */
  gboolean    is_dirty;         /* moved by keys, not committed */
  int         moves, ninth;     /* since the last commit; the ninth of the plane it is in */
  guint       rest, key_rest;

  GtkGesture *drag;
  GtkWidget  *marker;           /* PassantFace */
};

G_DEFINE_FINAL_TYPE (PassantAffectPad, passant_affect_pad, GTK_TYPE_WIDGET)

enum {
  TOUCHED,
  MOVED,
  REVERTED,
  COMMITTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The plane inside the rim of faces. */
static graphene_rect_t
get_plane (PassantAffectPad *self,
           float            *rim_out)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  float size = MIN (width, height);
  float rim = CLAMP (size * 0.125f, RIM_MIN, RIM_MAX);

  if (rim_out)
    *rim_out = rim;

  return GRAPHENE_RECT_INIT ((width - size) / 2 + rim, (height - size) / 2 + rim, size - 2 * rim,
                             size - 2 * rim);
}

static graphene_point_t
get_place (const graphene_rect_t *plane,
           int                    x,
           int                    y)
{
  return GRAPHENE_POINT_INIT (plane->origin.x + plane->size.width * x / PASSANT_GRID_MAX,
                              plane->origin.y + plane->size.height * (PASSANT_GRID_MAX - y) /
                              PASSANT_GRID_MAX);
}

/* What is heard: the plane is a slider along valence whose words say both. */
static void
tell_accessible (PassantAffectPad *self)
{
  int valence = passant_affect_from_grid (self->x), arousal = passant_affect_from_grid (self->y);
  g_autofree char *words = self->has_point ? passant_affect_words_describe (valence, arousal)
                                           : g_strdup (_("no feeling chosen yet"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, -100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) (self->has_point ? valence : 0),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words,
                                  -1);
}

static void
show_point (PassantAffectPad *self)
{
  gtk_widget_set_visible (self->marker, self->has_point);
  if (self->has_point)
    passant_face_set_affect (PASSANT_FACE (self->marker),
                             passant_affect_from_grid (self->x),
                             passant_affect_from_grid (self->y));

  tell_accessible (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
move_point (PassantAffectPad *self,
            int               x,
            int               y)
{
  int ninth;

  x = CLAMP (x, 0, PASSANT_GRID_MAX);
  y = CLAMP (y, 0, PASSANT_GRID_MAX);
  ninth = passant_affect_find_ninth (x, y);

  if (self->is_dirty && ninth != self->ninth)
    self->moves++;

  self->ninth = ninth;
  self->is_dirty = TRUE;
  self->has_point = TRUE;
  self->x = x;
  self->y = y;
  show_point (self);
  g_signal_emit (self, signals[MOVED], 0, x, y);
}

static void
move_to_pointer (PassantAffectPad *self,
                 double            px,
                 double            py)
{
  graphene_rect_t plane = get_plane (self, NULL);

  move_point (self,
              (int) lround ((px - plane.origin.x) / plane.size.width * PASSANT_GRID_MAX),
              PASSANT_GRID_MAX -
              (int) lround ((py - plane.origin.y) / plane.size.height * PASSANT_GRID_MAX));
}

/* The point is what was said. */
static void
keep (PassantAffectPad *self)
{
  self->was_said = self->has_point;
  self->said_x = self->x;
  self->said_y = self->y;
}

static void
commit (PassantAffectPad *self)
{
  int moves = self->moves;

  if (!self->is_dirty)
    return;

  keep (self);
  g_clear_handle_id (&self->key_rest, g_source_remove);
  self->is_dirty = FALSE;
  self->moves = 0;
  g_signal_emit (self, signals[COMMITTED], 0, self->x, self->y, moves);
}

static void
set_pressed (PassantAffectPad *self,
             gboolean          pressed)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  self->is_pressed = pressed;
  passant_face_set_size (PASSANT_FACE (self->marker), pressed ? LIVE_SIZE : MARKER_SIZE);

  if (pressed)
    gtk_widget_add_css_class (self->marker, "live");
  else
    gtk_widget_remove_css_class (self->marker, "live");
}

static void
take_gesture (PassantAffectPad *self)
{
  double x, y, dx = 0, dy = 0;

  set_pressed (self, TRUE);
  gtk_gesture_set_state (self->drag, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));

  if (gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (self->drag), &x, &y)) {
    gtk_gesture_drag_get_offset (GTK_GESTURE_DRAG (self->drag), &dx, &dy);
    move_to_pointer (self, x + dx, y + dy);
  }
}

static void
on_rest_timeout_cb (gpointer user_data)
{
  PassantAffectPad *self = user_data;

  self->rest = 0;
  take_gesture (self);
}

static gboolean
is_touch (PassantAffectPad *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (self->drag));

  return event && gdk_event_get_event_type (event) == GDK_TOUCH_BEGIN;
}

static void
on_drag_begin_cb (GtkGestureDrag   *drag,
                  double            x,
                  double            y,
                  PassantAffectPad *self)
{
  g_signal_emit (self, signals[TOUCHED], 0);
  if (is_touch (self))
    self->rest = g_timeout_add_once (TOUCH_REST_MS, on_rest_timeout_cb, self);
  else
    take_gesture (self);
}

static void
on_drag_update_cb (GtkGestureDrag   *drag,
                   double            dx,
                   double            dy,
                   PassantAffectPad *self)
{
  double x, y;

  if (self->is_pressed && gtk_gesture_drag_get_start_point (drag, &x, &y))
    move_to_pointer (self, x + dx, y + dy);
}

static void
on_drag_end_cb (GtkGestureDrag   *drag,
                double            dx,
                double            dy,
                PassantAffectPad *self)
{
  double x, y;

  if (!self->is_pressed && self->rest == 0)
    return; /* It became a scroll. */

  if (gtk_gesture_drag_get_start_point (drag, &x, &y))
    move_to_pointer (self, x + dx, y + dy);

  set_pressed (self, FALSE);
  show_point (self);
  commit (self);
}

/* The gesture is not ours any more; the end that follows is no tap, and the point lies again where it was said to lie:
 * what is shown is what is kept. */
static void
let_go (PassantAffectPad *self)
{
  gboolean was_dragged = self->is_pressed && self->is_dirty;

  set_pressed (self, FALSE);
  if (!was_dragged)
    return;

  self->is_dirty = FALSE;
  self->moves = 0;
  self->has_point = self->was_said;
  self->x = self->said_x;
  self->y = self->said_y;
  self->ninth = passant_affect_find_ninth (self->x, self->y);
  show_point (self);
  g_signal_emit (self, signals[REVERTED], 0);
}

static void
on_drag_cancel_cb (GtkGesture       *drag,
                   GdkEventSequence *sequence,
                   PassantAffectPad *self)
{
  let_go (self);
}

/* The page has taken a quick swipe as a scroll. */
static void
on_drag_state_cb (GtkGesture           *drag,
                  GdkEventSequence     *sequence,
                  GtkEventSequenceState state,
                  PassantAffectPad     *self)
{
  if (state == GTK_EVENT_SEQUENCE_DENIED)
    let_go (self);
}

static void
on_key_rest_cb (gpointer user_data)
{
  PassantAffectPad *self = user_data;

  self->key_rest = 0;
  if (!self->is_pressed)
    commit (self);
}

/* As move_point(), and said aloud: a screen reader hears nothing of the pixels. Keys have no end as a touch has: when they
 * rest, what is shown is what was felt. */
static void
move_by_key (PassantAffectPad *self,
             int               x,
             int               y)
{
  g_autofree char *words = NULL;

  g_signal_emit (self, signals[TOUCHED], 0);
  move_point (self, x, y);
  words = passant_affect_words_describe (passant_affect_from_grid (self->x),
                                         passant_affect_from_grid (self->y));
  passant_announce (GTK_WIDGET (self), words,
                    GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  g_clear_handle_id (&self->key_rest, g_source_remove);
  self->key_rest = g_timeout_add_once (KEY_REST_MS, on_key_rest_cb, self);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   PassantAffectPad      *self)
{
  int step = state & GDK_SHIFT_MASK ? KEY_STEP_BIG : KEY_STEP;
  int x = self->has_point ? self->x : PASSANT_GRID_MAX / 2;
  int y = self->has_point ? self->y : PASSANT_GRID_MAX / 2;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;

  switch (keyval) {
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    move_by_key (self, x - step, y);
    return GDK_EVENT_STOP;
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    move_by_key (self, x + step, y);
    return GDK_EVENT_STOP;
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    move_by_key (self, x, y + step);
    return GDK_EVENT_STOP;
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    move_by_key (self, x, y - step);
    return GDK_EVENT_STOP;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
  case GDK_KEY_space:
    if (!self->has_point) {
      g_signal_emit (self, signals[TOUCHED], 0);
      move_point (self, x, y);
    }
    commit (self);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
on_focus_leave_cb (GtkEventControllerFocus *controller,
                   PassantAffectPad        *self)
{
  if (!self->is_pressed)
    commit (self);
}

/* How much of the full colour lines and faces at rest keep. */
static float
get_rest_alpha (float normal,
                float high_contrast)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  return adw_style_manager_get_high_contrast (style) ? high_contrast : normal;
}

static void
draw_plane (PassantAffectPad      *self,
            GtkSnapshot           *snapshot,
            const graphene_rect_t *plane,
            const GdkRGBA         *color)
{
  GskRoundedRect outline;
  GdkRGBA wash = *color, line = *color;
  const float middle_x = plane->origin.x + plane->size.width / 2;
  const float middle_y = plane->origin.y + plane->size.height / 2;

  wash.alpha *= 0.05f;
  line.alpha *= get_rest_alpha (0.22f, 0.5f);
  gsk_rounded_rect_init_from_rect (&outline, plane, 12);

  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &wash, plane);
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT (middle_x - 0.5f, plane->origin.y, 1,
                                                  plane->size.height));
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT (plane->origin.x, middle_y - 0.5f,
                                                  plane->size.width, 1));
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 },
                              (GdkRGBA[4]) { line, line, line, line });
}

/* What an end of an axis means, inside the plane and beside the line: @column and @row of -1 … 1 from the middle. */
static void
draw_word (PassantAffectPad      *self,
           GtkSnapshot           *snapshot,
           const graphene_rect_t *plane,
           const GdkRGBA         *color,
           const char            *word,
           int                    column,
           int                    row)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), word);
  const float room = plane->size.width / 2 - 2 * WORD_MARGIN;
  GdkRGBA shade = *color;
  graphene_point_t place;
  int width, height;
  float scale;

  pango_layout_get_pixel_size (layout, &width, &height);
  scale = MIN (WORD_SCALE, room / MAX (width, 1));
  shade.alpha *= get_rest_alpha (0.72f, 0.9f);
  graphene_rect_get_center (plane, &place);
  if (column == 0)
    place.x += WORD_MARGIN;
  else
    place.x += column > 0 ? room + WORD_MARGIN - width * scale : -room - WORD_MARGIN;
  if (row == 0)
    place.y -= height * scale + WORD_MARGIN / 2;
  else
    place.y += row > 0 ? room + WORD_MARGIN - height * scale : -room - WORD_MARGIN;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &place);
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_append_layout (snapshot, layout, &shade);
  gtk_snapshot_restore (snapshot);
}

/* Only until there is a point: then the words below say where it lies. */
static void
draw_axes (PassantAffectPad      *self,
           GtkSnapshot           *snapshot,
           const graphene_rect_t *plane,
           const GdkRGBA         *color)
{
  draw_word (self, snapshot, plane, color, _("unpleasant"), -1, 0);
  draw_word (self, snapshot, plane, color, _("pleasant"), 1, 0);
  draw_word (self, snapshot, plane, color, _("lively"), 0, -1);
  draw_word (self, snapshot, plane, color, _("calm"), 0, 1);
}

/* A face on the rim, @column and @row of 0 … 4, evenly spread; those near the point stand out. */
static void
draw_rim_face (PassantAffectPad      *self,
               GtkSnapshot           *snapshot,
               const graphene_rect_t *plane,
               float                  rim,
               const GdkRGBA         *color,
               int                    column,
               int                    row)
{
  const float pitch = (plane->size.width + rim) / 4;
  const int x = column * PASSANT_GRID_MAX / 4, y = row * PASSANT_GRID_MAX / 4;
  const float rest = get_rest_alpha (0.55f, 0.85f);
  float size = rim * 0.76f, near = 0;
  GdkRGBA shade = *color;
  graphene_rect_t bounds;

  if (self->has_point)
    near = MAX (0, 1 - hypotf (x - self->x, y - self->y) / 450);
  shade.alpha *= rest + (1 - rest) * near;
  size *= 1 + 0.14f * near;

  bounds = GRAPHENE_RECT_INIT (plane->origin.x - rim / 2 + column * pitch - size / 2,
                               plane->origin.y - rim / 2 + (4 - row) * pitch - size / 2,
                               size, size);
  passant_face_paint (snapshot, &bounds, &shade,
                      passant_affect_from_grid (x), passant_affect_from_grid (y));
}

static void
passant_affect_pad_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  PassantAffectPad *self = PASSANT_AFFECT_PAD (widget);
  graphene_rect_t plane;
  GdkRGBA color;
  float rim;

  gtk_widget_get_color (widget, &color);
  plane = get_plane (self, &rim);
  draw_plane (self, snapshot, &plane, &color);
  if (!self->has_point)
    draw_axes (self, snapshot, &plane, &color);

  for (int row = 0; row <= 4; row++) {
    for (int column = 0; column <= 4; column += row == 0 || row == 4 ? 1 : 4)
      draw_rim_face (self, snapshot, &plane, rim, &color, column, row);
  }

  gtk_widget_snapshot_child (widget, self->marker, snapshot);
}

static GtkSizeRequestMode
passant_affect_pad_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
passant_affect_pad_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *min_out,
                            int           *natural_out,
                            int           *min_baseline_out,
                            int           *natural_baseline_out)
{
  *min_out = SIZE_MIN;
  *natural_out = SIZE_NATURAL;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    *min_out = *natural_out = CLAMP (for_size, SIZE_MIN, SIZE_NATURAL);
}

static void
passant_affect_pad_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  PassantAffectPad *self = PASSANT_AFFECT_PAD (widget);
  graphene_rect_t plane = get_plane (self, NULL);
  graphene_point_t place = get_place (&plane, self->x, self->y);
  int size;

  if (!gtk_widget_should_layout (self->marker))
    return;

  gtk_widget_measure (self->marker, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &size, NULL, NULL);
  if (self->is_pressed)
    place.y += place.y > size ? -size * 0.8f : size * 0.8f;

  gtk_widget_size_allocate (self->marker,
                            &(GtkAllocation) { (int) (place.x - size / 2.0f),
                                               (int) (place.y - size / 2.0f), size, size },
                            -1);
}

static void
passant_affect_pad_dispose (GObject *object)
{
  PassantAffectPad *self = PASSANT_AFFECT_PAD (object);

  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_handle_id (&self->key_rest, g_source_remove);
  g_clear_pointer (&self->marker, gtk_widget_unparent);

  G_OBJECT_CLASS (passant_affect_pad_parent_class)->dispose (object);
}

static void
passant_affect_pad_class_init (PassantAffectPadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_affect_pad_dispose;
  widget_class->snapshot = passant_affect_pad_snapshot;
  widget_class->get_request_mode = passant_affect_pad_get_request_mode;
  widget_class->measure = passant_affect_pad_measure;
  widget_class->size_allocate = passant_affect_pad_size_allocate;

  signals[TOUCHED] = g_signal_new ("touched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  signals[REVERTED] = g_signal_new ("reverted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COMMITTED] = g_signal_new ("committed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_INT,
                                     G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "passant-affect-pad");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
add_controllers (PassantAffectPad *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->drag = gtk_gesture_drag_new ();
  g_signal_connect (self->drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (self->drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect (self->drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  g_signal_connect (self->drag, "cancel", G_CALLBACK (on_drag_cancel_cb), self);
  g_signal_connect (self->drag, "sequence-state-changed", G_CALLBACK (on_drag_state_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_leave_cb), self);

  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
passant_affect_pad_init (PassantAffectPad *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("How it felt"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Across: how pleasant. Upwards: how lively."),
                                  -1);

  self->marker = passant_face_new (0, 0);
  passant_face_set_size (PASSANT_FACE (self->marker), MARKER_SIZE);
  gtk_widget_add_css_class (self->marker, "marker");
  gtk_widget_set_can_target (self->marker, FALSE);
  gtk_widget_set_parent (self->marker, GTK_WIDGET (self));

  add_controllers (self);
  show_point (self);
}

GtkWidget *
passant_affect_pad_new (void)
{
  return g_object_new (PASSANT_TYPE_AFFECT_PAD, NULL);
}

void
passant_affect_pad_set_point (PassantAffectPad *self,
                              int               x,
                              int               y)
{
  g_return_if_fail (PASSANT_IS_AFFECT_PAD (self));

  if (self->is_pressed || self->is_dirty || (self->has_point && self->x == x && self->y == y))
    return;

  self->has_point = TRUE;
  self->x = CLAMP (x, 0, PASSANT_GRID_MAX);
  self->y = CLAMP (y, 0, PASSANT_GRID_MAX);
  self->ninth = passant_affect_find_ninth (self->x, self->y);
  keep (self);
  show_point (self);
}

void
passant_affect_pad_clear (PassantAffectPad *self)
{
  g_return_if_fail (PASSANT_IS_AFFECT_PAD (self));

  if (self->is_pressed || self->is_dirty)
    return;

  self->has_point = FALSE;
  keep (self);
  show_point (self);
}

gboolean
passant_affect_pad_is_touched (PassantAffectPad *self)
{
  g_return_val_if_fail (PASSANT_IS_AFFECT_PAD (self), FALSE);

  return self->is_pressed || self->rest != 0;
}

void
passant_affect_pad_flush (PassantAffectPad *self)
{
  g_return_if_fail (PASSANT_IS_AFFECT_PAD (self));

  commit (self);
}
