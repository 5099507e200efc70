/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-curtain.h"

#include <gdk/wayland/gdkwayland.h>
#include <glib/gi18n-lib.h>

#include "passant-cover.h"
#include "passant-settings.h"

/**
 * PassantCurtain:
 *
 * Draws the cover over a window, and takes it away again. The cover is a second child of the window, above all it has: the
 * other one, with its dialogs and menus, is not shown meanwhile, so neither eye nor screen reader meets anything of it, and
 * the compositor has one frame to present and nothing to fade. The window's title, the task's name and icon are the
 * list's, its actions are put by, other windows of the program are closed. A program that ends meanwhile begins covered.
 *
 * It watches the window for the gestures and keys that the guest chose; Ctrl+H works both ways. Covering is the window's
 * action `win.cover`, which calls passant_curtain_draw().
 *
 * Signals:
 * - opened (): the window is itself again.
 */
struct _PassantCurtain {
  GObject               parent_instance;

  GtkApplicationWindow *window; /* to which it belongs */
  PassantPocket        *pocket; /* NULL where nothing can be kept */
  PassantShoppingList  *list;
  GtkWidget            *cover;  /* NULL until first drawn */
  GPtrArray            *actions;
  GtkWidget            *focus;
  gboolean              is_drawn;
};

G_DEFINE_FINAL_TYPE (PassantCurtain, passant_curtain, G_TYPE_OBJECT)

/* Where the gestures begin: a header bar's height, whatever the page. */
#define TOP_PX 56
#define SWIPE_PX 40
/* Less than what makes a header bar move its window. */
#define CLAIM_PX 7
#define TAPS 3
/* Twice as long as a long press: a second. */
#define HOLD_FACTOR 2.0

#define SIGN "covered"

typedef enum {
  OPENED,
} PassantCurtainSignals;

static guint signals[OPENED + 1];

static gboolean
waits_for (PassantCurtain      *self,
           PassantCoverGesture  covering,
           PassantReturnGesture returning)
{
  GSettings *settings = passant_settings_get ();

  if (self->is_drawn)
    return passant_settings_get_return (settings) == returning;

  return (PassantCoverGesture) g_settings_get_enum (settings, "cover-gesture") == covering;
}

static void
turn (PassantCurtain *self)
{
  if (self->is_drawn)
    passant_curtain_open (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.cover", NULL);
}

/* On a desktop a mouse moves windows by their header bars; a finger, and a full screen, have no such wish. */
static gboolean
moves_window (PassantCurtain *self,
              GtkGesture     *gesture)
{
  GdkDevice *device =
    gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));

  return device && gdk_device_get_source (device) != GDK_SOURCE_TOUCHSCREEN &&
         !gtk_window_is_maximized (GTK_WINDOW (self->window)) &&
         !gtk_window_is_fullscreen (GTK_WINDOW (self->window));
}

static void
on_drag_update_cb (PassantCurtain *self,
                   double          x,
                   double          y,
                   GtkGesture     *gesture)
{
  double from_x, from_y;

  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &from_x, &from_y);
  if (from_y > TOP_PX || y < CLAIM_PX || ABS (x) > y || moves_window (self, gesture) ||
      !waits_for (self, PASSANT_COVER_BY_SWIPE, PASSANT_RETURN_BY_SWIPE))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (y < SWIPE_PX)
    return;

  gtk_event_controller_reset (GTK_EVENT_CONTROLLER (gesture));
  turn (self);
}

static void
on_pressed_cb (PassantCurtain *self,
               int             n_press,
               double          x,
               double          y,
               GtkGesture     *gesture)
{
  if (n_press != TAPS || y > TOP_PX ||
      !waits_for (self, PASSANT_COVER_BY_TAPS, PASSANT_RETURN_BY_TAPS))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  turn (self);
}

static void
on_held_cb (PassantCurtain *self,
            double          x,
            double          y,
            GtkGesture     *gesture)
{
  if (!self->is_drawn || y > TOP_PX ||
      passant_settings_get_return (passant_settings_get ()) != PASSANT_RETURN_BY_HOLD)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  turn (self);
}

static void
watch (PassantCurtain *self,
       GtkWidget      *widget,
       GtkGesture     *gesture,
       const char     *signal,
       GCallback       callback)
{
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, signal, callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (gesture));
}

/* @widget is as large as the window. */
static void
add_gestures (PassantCurtain *self,
              GtkWidget      *widget)
{
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_gesture_long_press_set_delay_factor (GTK_GESTURE_LONG_PRESS (hold), HOLD_FACTOR);
  watch (self, widget, gtk_gesture_drag_new (), "drag-update", G_CALLBACK (on_drag_update_cb));
  watch (self, widget, gtk_gesture_click_new (), "pressed", G_CALLBACK (on_pressed_cb));
  watch (self, widget, hold, "pressed", G_CALLBACK (on_held_cb));
}

static gboolean
is_volume_key (guint keyval)
{
  return keyval == GDK_KEY_AudioLowerVolume || keyval == GDK_KEY_AudioRaiseVolume;
}

/* Ctrl+H both ways; a volume key only covers, lest whoever turns up the sound uncovers it. */
static gboolean
on_key_pressed_cb (PassantCurtain *self,
                   guint           keyval,
                   guint           keycode,
                   GdkModifierType state)
{
  gboolean is_toggle = gdk_keyval_to_lower (keyval) == GDK_KEY_h &&
                       (state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK;

  if (!is_toggle && !(is_volume_key (keyval) && !self->is_drawn &&
                      g_settings_get_boolean (passant_settings_get (), "cover-volume-keys")))
    return GDK_EVENT_PROPAGATE;

  turn (self);

  return GDK_EVENT_STOP;
}

/* Before all else that listens. */
static void
add_keys (PassantCurtain *self,
          GtkWidget      *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, keys);
}

static gboolean
is_new (GtkWidget *widget)
{
  static const char mark[] = "passant-curtain";
  gboolean is_known = g_object_get_data (G_OBJECT (widget), mark) != NULL;

  g_object_set_data (G_OBJECT (widget), mark, widget);

  return !is_known;
}

/* A dialog that is open keeps what happens to itself; it is as large as the window. */
static void
on_dialog_cb (PassantCurtain *self)
{
  AdwDialog *dialog =
    adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));

  if (!dialog || !is_new (GTK_WIDGET (dialog)))
    return;

  add_gestures (self, GTK_WIDGET (dialog));
  add_keys (self, GTK_WIDGET (dialog));
}

/* So does a menu, which the fingers leave before they do anything else. */
static void
on_focus_cb (PassantCurtain *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  GtkNative *native = focus ? gtk_widget_get_native (focus) : NULL;

  if (GTK_IS_POPOVER (native) && is_new (GTK_WIDGET (native)))
    add_keys (self, GTK_WIDGET (native));
}

static void
watch_window (PassantCurtain *self)
{
  add_gestures (self, GTK_WIDGET (self->window));
  add_keys (self, GTK_WIDGET (self->window));
  g_signal_connect_object (self->window, "notify::visible-dialog", G_CALLBACK (on_dialog_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "notify::focus-widget", G_CALLBACK (on_focus_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
ensure_cover (PassantCurtain *self)
{
  if (self->cover)
    return;

  self->cover = passant_cover_new (self->list);
  g_signal_connect_object (self->cover, "returned", G_CALLBACK (passant_curtain_open), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->cover, FALSE);
  gtk_widget_set_parent (self->cover, GTK_WIDGET (self->window));
}

/* What keys, menus and screen readers could still do to what nobody sees. */
static void
put_by_actions (PassantCurtain *self)
{
  GActionMap *map = G_ACTION_MAP (self->window);
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (map));

  for (guint i = 0; names[i]; i++) {
    g_ptr_array_add (self->actions, g_object_ref (g_action_map_lookup_action (map, names[i])));
    g_action_map_remove_action (map, names[i]);
  }
}

static void
put_back_actions (PassantCurtain *self)
{
  for (guint i = 0; i < self->actions->len; i++)
    g_action_map_add_action (G_ACTION_MAP (self->window), self->actions->pdata[i]);
  g_ptr_array_set_size (self->actions, 0);
}

/* Such as a file dialog. */
static void
close_other_windows (PassantCurtain *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each; each = each->next) {
    if (each->data != self->window && gtk_widget_get_visible (each->data))
      gtk_window_close (each->data);
  }
}

/* Tells the shell whose window this is. */
static void
name_task (PassantCurtain *self)
{
  GtkWindow *window = GTK_WINDOW (self->window);
  const char *id = self->is_drawn ? PASSANT_APP_ID ".List" : PASSANT_APP_ID;
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  /* By this a screen reader calls the program. */
  g_set_prgname (self->is_drawn ? "list" : "passant");
  gtk_window_set_title (window, self->is_drawn ? _("Shopping list") : _("Passant"));
  gtk_window_set_icon_name (window, id);
  if (GDK_IS_WAYLAND_TOPLEVEL (surface))
    gdk_wayland_toplevel_set_application_id (GDK_WAYLAND_TOPLEVEL (surface), id);
}

static void
set_shown (PassantCurtain *self,
           gboolean        is_drawn)
{
  self->is_drawn = is_drawn;
  gtk_widget_set_visible (gtk_window_get_child (GTK_WINDOW (self->window)), !is_drawn);
  gtk_widget_set_visible (self->cover, is_drawn);
  name_task (self);
  if (self->pocket)
    passant_pocket_set_sign (self->pocket, SIGN, is_drawn);
}

static void
passant_curtain_finalize (GObject *object)
{
  PassantCurtain *self = PASSANT_CURTAIN (object);

  g_clear_weak_pointer (&self->focus);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->pocket);

  G_OBJECT_CLASS (passant_curtain_parent_class)->finalize (object);
}

static void
passant_curtain_class_init (PassantCurtainClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_curtain_finalize;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
passant_curtain_init (PassantCurtain *self)
{
  self->actions = g_ptr_array_new_with_free_func (g_object_unref);
}

/* @pocket: (nullable): where lines are kept, and that the curtain is drawn. */
PassantCurtain *
passant_curtain_new (GtkApplicationWindow *window,
                     PassantPocket        *pocket)
{
  PassantCurtain *self = g_object_new (PASSANT_TYPE_CURTAIN, NULL);

  self->window = window;
  g_set_object (&self->pocket, pocket);
  self->list = passant_shopping_list_new (pocket);
  watch_window (self);
  /* After GTK has told the shell the program's own name, and before there is a frame to show. */
  g_signal_connect_object (window, "map", G_CALLBACK (name_task), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return self;
}

/* Whether it was drawn when the program ended last. */
gboolean
passant_curtain_was_drawn (PassantCurtain *self)
{
  g_return_val_if_fail (PASSANT_IS_CURTAIN (self), FALSE);

  return self->pocket && passant_pocket_has_sign (self->pocket, SIGN);
}

gboolean
passant_curtain_is_drawn (PassantCurtain *self)
{
  g_return_val_if_fail (PASSANT_IS_CURTAIN (self), FALSE);

  return self->is_drawn;
}

/* @session: (nullable): the visit at hand, whose cover labels are listed in @language. */
void
passant_curtain_draw (PassantCurtain *self,
                      PassantSession *session,
                      const char     *language)
{
  g_return_if_fail (PASSANT_IS_CURTAIN (self));

  if (self->is_drawn)
    return;

  g_set_weak_pointer (&self->focus, gtk_window_get_focus (GTK_WINDOW (self->window)));
  passant_shopping_list_fill (self->list, session, language);
  ensure_cover (self);
  passant_cover_show (PASSANT_COVER (self->cover));
  set_shown (self, TRUE);
  put_by_actions (self);
  close_other_windows (self);
  /* Nowhere: an entry would bring up a keyboard, a ring would draw the eye. */
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
}

void
passant_curtain_open (PassantCurtain *self)
{
  g_return_if_fail (PASSANT_IS_CURTAIN (self));

  if (!self->is_drawn)
    return;

  set_shown (self, FALSE);
  put_back_actions (self);
  g_settings_set_boolean (passant_settings_get (), "returned-once", TRUE);
  if (self->focus && gtk_widget_get_mapped (self->focus))
    gtk_window_set_focus (GTK_WINDOW (self->window), self->focus);
  g_clear_weak_pointer (&self->focus);
  g_signal_emit (self, signals[OPENED], 0);
}

/* The window has this size by now. */
void
passant_curtain_allocate (PassantCurtain *self,
                          int             width,
                          int             height)
{
  g_return_if_fail (PASSANT_IS_CURTAIN (self));

  if (self->cover && gtk_widget_should_layout (self->cover))
    gtk_widget_size_allocate (self->cover, &(GtkAllocation) { 0, 0, width, height }, -1);
}

/* The window goes. */
void
passant_curtain_leave (PassantCurtain *self)
{
  g_return_if_fail (PASSANT_IS_CURTAIN (self));

  g_clear_pointer (&self->cover, gtk_widget_unparent);
}
