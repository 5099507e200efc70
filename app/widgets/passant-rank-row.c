/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-rank-row.h"

#include <glib/gi18n-lib.h>

#include "passant-answer-tile.h"

struct _PassantRankRow {
  GtkBox     parent_instance;

  char      *label, *name;
  gboolean   movable;

  GtkWidget *tile;
  GtkWidget *badge, *grip;
  GtkWidget *up, *down;
};

G_DEFINE_FINAL_TYPE (PassantRankRow, passant_rank_row, GTK_TYPE_BOX)

enum {
  TAPPED,
  MOVED,
  DRAGGED,
  DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_tile_clicked_cb (PassantRankRow *self)
{
  g_signal_emit (self, signals[TAPPED], 0);
}

static void
on_up_clicked_cb (PassantRankRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, -1);
}

static void
on_down_clicked_cb (PassantRankRow *self)
{
  g_signal_emit (self, signals[MOVED], 0, 1);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint                  keyval,
                   guint                  keycode,
                   GdkModifierType        state,
                   PassantRankRow        *self)
{
  if (!self->movable || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Up)
    on_up_clicked_cb (self);
  else if (keyval == GDK_KEY_Down)
    on_down_clicked_cb (self);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* Taken at once: a page that scrolls under the finger would have it otherwise. */
static void
on_drag_begin_cb (GtkGestureDrag *gesture,
                  double          x,
                  double          y,
                  PassantRankRow *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture),
                         self->movable ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update_cb (GtkGestureDrag *gesture,
                   double          offset_x,
                   double          offset_y,
                   PassantRankRow *self)
{
  graphene_point_t at, in_parent;
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  graphene_point_init (&at, (float) (x + offset_x), (float) (y + offset_y));
  if (gtk_widget_compute_point (self->grip, gtk_widget_get_parent (GTK_WIDGET (self)), &at,
                                &in_parent))
    g_signal_emit (self, signals[DRAGGED], 0, (double) in_parent.y);
}

static void
on_drag_end_cb (GtkGestureDrag *gesture,
                double          offset_x,
                double          offset_y,
                PassantRankRow *self)
{
  g_signal_emit (self, signals[DROPPED], 0);
}

static void
passant_rank_row_finalize (GObject *object)
{
  PassantRankRow *self = PASSANT_RANK_ROW (object);

  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (passant_rank_row_parent_class)->finalize (object);
}

static void
passant_rank_row_class_init (PassantRankRowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = passant_rank_row_finalize;

  signals[TAPPED] = g_signal_new ("tapped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);
  signals[DRAGGED] = g_signal_new ("dragged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[DROPPED] = g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "passant-rank-row");
}

static void
passant_rank_row_init (PassantRankRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_box_set_spacing (GTK_BOX (self), 2);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static GtkWidget *
make_grip (PassantRankRow *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->grip = g_object_new (GTK_TYPE_IMAGE,
                             "icon-name", "list-drag-handle-symbolic",
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "css-classes", (const char *[]) { "grip", NULL },
                             "visible", FALSE,
                             NULL);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  gtk_widget_add_controller (self->grip, GTK_EVENT_CONTROLLER (drag));

  return self->grip;
}

/* The tile's mark gives way to the badge that says the place. */
static void
make_tile (PassantRankRow *self,
           const char     *key)
{
  GtkWidget *content;

  self->tile = passant_answer_tile_new (PASSANT_TILE_ONE, key, self->label, NULL);
  content = gtk_button_get_child (GTK_BUTTON (self->tile));
  gtk_widget_set_visible (gtk_widget_get_first_child (content), FALSE);
  self->badge = g_object_new (GTK_TYPE_LABEL,
                              "valign", GTK_ALIGN_CENTER,
                              "css-classes", (const char *[]) { "badge", "numeric", NULL },
                              NULL);
  gtk_box_prepend (GTK_BOX (content), self->badge);
  gtk_box_append (GTK_BOX (content), make_grip (self));
  gtk_widget_set_hexpand (self->tile, TRUE);
  gtk_box_append (GTK_BOX (self), self->tile);
  g_signal_connect_object (self->tile, "clicked", G_CALLBACK (on_tile_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
make_arrow (PassantRankRow *self,
            const char     *icon,
            const char     *format,
            GCallback       callback)
{
  g_autofree char *name = g_strdup_printf (format, self->label);
  GtkWidget *arrow = g_object_new (GTK_TYPE_BUTTON,
                                   "icon-name", icon,
                                   "tooltip-text", name,
                                   "visible", FALSE,
                                   "css-classes",
                                   (const char *[]) { "passant-action", "arrow", "flat", NULL },
                                   NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (self), arrow);
  g_signal_connect_object (arrow, "clicked", callback, self, G_CONNECT_SWAPPED);

  return arrow;
}

GtkWidget *
passant_rank_row_new (const char *key,
                      const char *label)
{
  PassantRankRow *self;

  g_return_val_if_fail (key != NULL && label != NULL, NULL);

  self = g_object_new (PASSANT_TYPE_RANK_ROW, NULL);
  self->label = g_strdup (label);
  self->name = g_strdup (label);
  make_tile (self, key);
  /* Translators: %s is one of the answers that are put in order. */
  self->up = make_arrow (self, "go-up-symbolic", _("Move %s up"), G_CALLBACK (on_up_clicked_cb));
  /* Translators: %s is one of the answers that are put in order. */
  self->down = make_arrow (self, "go-down-symbolic", _("Move %s down"),
                           G_CALLBACK (on_down_clicked_cb));

  return GTK_WIDGET (self);
}

const char *
passant_rank_row_get_key (PassantRankRow *self)
{
  g_return_val_if_fail (PASSANT_IS_RANK_ROW (self), NULL);

  return passant_answer_tile_get_key (PASSANT_ANSWER_TILE (self->tile));
}

const char *
passant_rank_row_get_name (PassantRankRow *self)
{
  g_return_val_if_fail (PASSANT_IS_RANK_ROW (self), NULL);

  return self->name;
}

/* The focus stays in the row when the arrow it is on has nowhere to go any more. */
static void
set_arrow (GtkWidget *arrow,
           GtkWidget *other,
           gboolean   visible,
           gboolean   sensitive)
{
  gboolean had_focus = gtk_widget_has_focus (arrow);

  gtk_widget_set_visible (arrow, visible);
  gtk_widget_set_sensitive (arrow, sensitive);
  if (had_focus && visible && !sensitive) {
    gtk_widget_set_sensitive (other, TRUE);
    gtk_widget_grab_focus (other);
  }
}

void
passant_rank_row_set_place (PassantRankRow *self,
                            guint           place,
                            guint           places,
                            gboolean        movable)
{
  g_autofree char *number = place > 0 ? g_strdup_printf ("%u", place) : g_strdup ("");

  g_return_if_fail (PASSANT_IS_RANK_ROW (self));

  self->movable = movable;
  gtk_label_set_label (GTK_LABEL (self->badge), number);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tile), place > 0);
  gtk_widget_set_visible (self->grip, movable);
  set_arrow (self->up, self->down, movable, place > 1);
  set_arrow (self->down, self->up, movable, place < places);

  g_free (self->name);
  self->name = place > 0 ? g_strdup_printf (_("%s, place %u of %u"), self->label, place, places)
                         : g_strdup (self->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tile), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->name, -1);
}

void
passant_rank_row_set_offered (PassantRankRow *self,
                              gboolean        offered)
{
  g_return_if_fail (PASSANT_IS_RANK_ROW (self));

  passant_answer_tile_set_offered (PASSANT_ANSWER_TILE (self->tile), offered);
}
