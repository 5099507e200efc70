/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-viewfinder.h"

struct _PassantViewfinder {
  AdwBin         parent_instance;

  PassantCamera *camera;

  GtkStack      *stack;
  GtkPicture    *picture;
  GtkLabel      *problem_label;
  GtkLabel      *advice_label;
};

G_DEFINE_FINAL_TYPE (PassantViewfinder, passant_viewfinder, ADW_TYPE_BIN)

typedef enum {
  PROP_IS_SHOWING = 1,
} PassantViewfinderProps;

static GParamSpec *props[PROP_IS_SHOWING + 1];

static const char *
name_page (PassantCameraState state)
{
  switch (state) {
  case PASSANT_CAMERA_SHOWING:
    return "showing";
  case PASSANT_CAMERA_FAILED:
    return "failed";
  case PASSANT_CAMERA_OFF:
  case PASSANT_CAMERA_STARTING:
  default:
    return "starting";
  }
}

static void
on_changed_cb (PassantViewfinder *self)
{
  const char *problem = passant_camera_get_problem (self->camera);

  gtk_picture_set_paintable (self->picture, passant_camera_get_paintable (self->camera));
  gtk_label_set_label (self->problem_label, problem ? problem : "");
  gtk_stack_set_visible_child_name (self->stack,
                                    name_page (passant_camera_get_state (self->camera)));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_SHOWING]);
}

static void
passant_viewfinder_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (passant_viewfinder_parent_class)->map (widget);

  passant_camera_start (PASSANT_VIEWFINDER (widget)->camera);
}

static void
passant_viewfinder_unmap (GtkWidget *widget)
{
  passant_camera_stop (PASSANT_VIEWFINDER (widget)->camera);

  GTK_WIDGET_CLASS (passant_viewfinder_parent_class)->unmap (widget);
}

static void
passant_viewfinder_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch ((PassantViewfinderProps) prop_id) {
  case PROP_IS_SHOWING:
    g_value_set_boolean (value, passant_viewfinder_is_showing (PASSANT_VIEWFINDER (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_viewfinder_dispose (GObject *object)
{
  PassantViewfinder *self = PASSANT_VIEWFINDER (object);

  if (self->camera)
    g_signal_handlers_disconnect_by_data (self->camera, self);
  g_clear_object (&self->camera);
  /* The template lets go of a child that it names; the bin has to know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_VIEWFINDER);

  G_OBJECT_CLASS (passant_viewfinder_parent_class)->dispose (object);
}

static void
passant_viewfinder_class_init (PassantViewfinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = passant_viewfinder_get_property;
  object_class->dispose = passant_viewfinder_dispose;
  widget_class->map = passant_viewfinder_map;
  widget_class->unmap = passant_viewfinder_unmap;

  props[PROP_IS_SHOWING] = g_param_spec_boolean ("is-showing", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                                 G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/widgets/passant-viewfinder.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantViewfinder, stack);
  gtk_widget_class_bind_template_child (widget_class, PassantViewfinder, picture);
  gtk_widget_class_bind_template_child (widget_class, PassantViewfinder, problem_label);
  gtk_widget_class_bind_template_child (widget_class, PassantViewfinder, advice_label);
}

static void
passant_viewfinder_init (PassantViewfinder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->camera = passant_camera_new ();
  g_signal_connect_object (self->camera, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
passant_viewfinder_new (void)
{
  return g_object_new (PASSANT_TYPE_VIEWFINDER, NULL);
}

gboolean
passant_viewfinder_is_showing (PassantViewfinder *self)
{
  g_return_val_if_fail (PASSANT_IS_VIEWFINDER (self), FALSE);

  return self->camera && passant_camera_get_state (self->camera) == PASSANT_CAMERA_SHOWING;
}

void
passant_viewfinder_set_advice (PassantViewfinder *self,
                               const char        *advice)
{
  g_return_if_fail (PASSANT_IS_VIEWFINDER (self));

  gtk_label_set_label (self->advice_label, advice);
}

GdkPixbuf *
passant_viewfinder_dup_frame (PassantViewfinder *self)
{
  g_return_val_if_fail (PASSANT_IS_VIEWFINDER (self), NULL);

  return passant_camera_dup_frame (self->camera);
}
