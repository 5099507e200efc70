/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-sync-light.h"

#include <glib/gi18n-lib.h>

#define SPINNER_DELAY_MS 500
#define TICK_MS          2000

struct _PassantSyncLight {
  AdwBin                parent_instance;

  PassantSyncLightState state;
  guint                 waiting;
  guint                 timer;

  GtkWidget            *busy, *done, *offline;
};

G_DEFINE_FINAL_TYPE (PassantSyncLight, passant_sync_light, ADW_TYPE_BIN)

G_DEFINE_ENUM_TYPE (PassantSyncLightState, passant_sync_light_state,
                    G_DEFINE_ENUM_VALUE (PASSANT_SYNC_LIGHT_QUIET, "quiet"),
                    G_DEFINE_ENUM_VALUE (PASSANT_SYNC_LIGHT_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (PASSANT_SYNC_LIGHT_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (PASSANT_SYNC_LIGHT_OFFLINE, "offline"))

typedef enum {
  PROP_STATE = 1,
  PROP_WAITING,
} PassantSyncLightProps;

static GParamSpec *props[PROP_WAITING + 1];

static char *
describe (PassantSyncLight *self)
{
  switch (self->state) {
  case PASSANT_SYNC_LIGHT_BUSY:
    return g_strdup (_("Sending to the hub"));
  case PASSANT_SYNC_LIGHT_DONE:
    return g_strdup (_("Everything is on the hub"));
  case PASSANT_SYNC_LIGHT_OFFLINE:
    if (self->waiting == 0)
      return g_strdup (_("No hub in reach"));
    return g_strdup_printf (ngettext ("No hub in reach, %u thing waits on this device",
                                      "No hub in reach, %u things wait on this device",
                                      self->waiting),
                            self->waiting);
  case PASSANT_SYNC_LIGHT_QUIET:
  default:
    return NULL;
  }
}

/* Shows @mark alone (NULL: none), and says the same in words. */
static void
show_mark (PassantSyncLight *self,
           GtkWidget        *mark)
{
  g_autofree char *words = mark ? describe (self) : NULL;

  gtk_widget_set_visible (self->busy, mark == self->busy);
  gtk_widget_set_visible (self->done, mark == self->done);
  gtk_widget_set_visible (self->offline, mark == self->offline);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words ? words : "", -1);
}

static void
on_busy_timeout_cb (gpointer user_data)
{
  PassantSyncLight *self = user_data;

  self->timer = 0;
  show_mark (self, self->busy);
}

static void
on_done_timeout_cb (gpointer user_data)
{
  PassantSyncLight *self = user_data;

  self->timer = 0;
  passant_sync_light_set_state (self, PASSANT_SYNC_LIGHT_QUIET);
}

static void
show_state (PassantSyncLight *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);

  switch (self->state) {
  case PASSANT_SYNC_LIGHT_BUSY:
    self->timer = g_timeout_add_once (SPINNER_DELAY_MS, on_busy_timeout_cb, self);
    break;
  case PASSANT_SYNC_LIGHT_DONE:
    show_mark (self, self->done);
    self->timer = g_timeout_add_once (TICK_MS, on_done_timeout_cb, self);
    break;
  case PASSANT_SYNC_LIGHT_OFFLINE:
    show_mark (self, self->offline);
    break;
  case PASSANT_SYNC_LIGHT_QUIET:
  default:
    show_mark (self, NULL);
  }
}

static void
passant_sync_light_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PassantSyncLight *self = PASSANT_SYNC_LIGHT (object);

  switch ((PassantSyncLightProps) prop_id) {
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  case PROP_WAITING:
    g_value_set_uint (value, self->waiting);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_sync_light_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PassantSyncLight *self = PASSANT_SYNC_LIGHT (object);

  switch ((PassantSyncLightProps) prop_id) {
  case PROP_STATE:
    passant_sync_light_set_state (self, g_value_get_enum (value));
    break;
  case PROP_WAITING:
    passant_sync_light_set_waiting (self, g_value_get_uint (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_sync_light_dispose (GObject *object)
{
  PassantSyncLight *self = PASSANT_SYNC_LIGHT (object);

  /* The bin lets go of its child itself; disposing the template too would do it twice. */
  g_clear_handle_id (&self->timer, g_source_remove);

  G_OBJECT_CLASS (passant_sync_light_parent_class)->dispose (object);
}

static void
passant_sync_light_class_init (PassantSyncLightClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = passant_sync_light_get_property;
  object_class->set_property = passant_sync_light_set_property;
  object_class->dispose = passant_sync_light_dispose;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PASSANT_TYPE_SYNC_LIGHT_STATE,
                                         PASSANT_SYNC_LIGHT_QUIET, flags);
  props[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_css_name (widget_class, "passant-sync-light");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/widgets/passant-sync-light.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantSyncLight, busy);
  gtk_widget_class_bind_template_child (widget_class, PassantSyncLight, done);
  gtk_widget_class_bind_template_child (widget_class, PassantSyncLight, offline);
}

static void
passant_sync_light_init (PassantSyncLight *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_state (self);
}

GtkWidget *
passant_sync_light_new (void)
{
  return g_object_new (PASSANT_TYPE_SYNC_LIGHT, NULL);
}

PassantSyncLightState
passant_sync_light_get_state (PassantSyncLight *self)
{
  g_return_val_if_fail (PASSANT_IS_SYNC_LIGHT (self), PASSANT_SYNC_LIGHT_QUIET);

  return self->state;
}

void
passant_sync_light_set_state (PassantSyncLight     *self,
                              PassantSyncLightState state)
{
  g_return_if_fail (PASSANT_IS_SYNC_LIGHT (self));

  if (self->state == state)
    return;

  self->state = state;
  show_state (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

guint
passant_sync_light_get_waiting (PassantSyncLight *self)
{
  g_return_val_if_fail (PASSANT_IS_SYNC_LIGHT (self), 0);

  return self->waiting;
}

void
passant_sync_light_set_waiting (PassantSyncLight *self,
                                guint             waiting)
{
  g_return_if_fail (PASSANT_IS_SYNC_LIGHT (self));

  if (self->waiting == waiting)
    return;

  self->waiting = waiting;
  if (self->state == PASSANT_SYNC_LIGHT_OFFLINE)
    show_mark (self, self->offline);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WAITING]);
}
