/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-ago-picker.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define PICK_DELAY_MS 500

/* Fine near now, coarse far off: memory is. One stop per step of the slider. */
static const int stops_s[] = {
  0, 10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 360,
  480, 600, 720, 900, 1200, 1500, 1800, 2100, 2400, 2700, 3000, 3600,
  5400, 7200, 10800, 14400, 21600, 28800, 43200, 86400,
};

struct _PassantAgoPicker {
  AdwBin         parent_instance;

  gboolean       is_showing; /* set from code; nothing is to be emitted */
  guint          timer;

  GtkAdjustment *stop;
  GtkWidget     *scale;
  GtkLabel      *words;
};

G_DEFINE_FINAL_TYPE (PassantAgoPicker, passant_ago_picker, ADW_TYPE_BIN)

typedef enum {
  PROP_AGO_MS = 1,
} PassantAgoPickerProps;

static GParamSpec *props[PROP_AGO_MS + 1];

enum {
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

char *
passant_ago_picker_describe (gint64 ago_ms)
{
  int seconds = (int) (MAX (0, ago_ms) / 1000);
  int minutes = (seconds + 30) / 60, hours = (seconds + 1800) / 3600;

  if (seconds < 5)
    return g_strdup (_("Just now"));

  if (seconds < 60)
    return g_strdup_printf (ngettext ("%d second ago", "%d seconds ago", seconds), seconds);

  if (seconds == 90)
    return g_strdup (_("One and a half minutes ago"));

  if (minutes < 60)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", minutes), minutes);

  if (minutes == 90)
    return g_strdup (_("One and a half hours ago"));

  return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", hours), hours);
}

static void
show_words (PassantAgoPicker *self)
{
  g_autofree char *words = passant_ago_picker_describe (passant_ago_picker_get_ago_ms (self));

  gtk_label_set_label (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  words, -1);
}

static void
on_pick_timeout_cb (gpointer user_data)
{
  PassantAgoPicker *self = user_data;

  self->timer = 0;
  g_signal_emit (self, signals[PICKED], 0, passant_ago_picker_get_ago_ms (self));
}

static void
on_stop_changed_cb (PassantAgoPicker *self)
{
  show_words (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AGO_MS]);
  if (self->is_showing)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_once (PICK_DELAY_MS, on_pick_timeout_cb, self);
}

static void
passant_ago_picker_unmap (GtkWidget *widget)
{
  passant_ago_picker_flush (PASSANT_AGO_PICKER (widget));

  GTK_WIDGET_CLASS (passant_ago_picker_parent_class)->unmap (widget);
}

static void
passant_ago_picker_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  PassantAgoPicker *self = PASSANT_AGO_PICKER (object);

  switch ((PassantAgoPickerProps) prop_id) {
  case PROP_AGO_MS:
    g_value_set_int64 (value, passant_ago_picker_get_ago_ms (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_ago_picker_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PassantAgoPicker *self = PASSANT_AGO_PICKER (object);

  switch ((PassantAgoPickerProps) prop_id) {
  case PROP_AGO_MS:
    passant_ago_picker_set_ago_ms (self, g_value_get_int64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
passant_ago_picker_dispose (GObject *object)
{
  PassantAgoPicker *self = PASSANT_AGO_PICKER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_AGO_PICKER);

  G_OBJECT_CLASS (passant_ago_picker_parent_class)->dispose (object);
}

static void
passant_ago_picker_class_init (PassantAgoPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = passant_ago_picker_get_property;
  object_class->set_property = passant_ago_picker_set_property;
  object_class->dispose = passant_ago_picker_dispose;
  widget_class->unmap = passant_ago_picker_unmap;

  props[PROP_AGO_MS] =
    g_param_spec_int64 ("ago-ms", NULL, NULL, 0, 86400000, 0,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "passant-ago-picker");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/widgets/passant-ago-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantAgoPicker, stop);
  gtk_widget_class_bind_template_child (widget_class, PassantAgoPicker, scale);
  gtk_widget_class_bind_template_child (widget_class, PassantAgoPicker, words);
}

static void
passant_ago_picker_init (PassantAgoPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->stop, "value-changed", G_CALLBACK (on_stop_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_words (self);
}

GtkWidget *
passant_ago_picker_new (void)
{
  return g_object_new (PASSANT_TYPE_AGO_PICKER, NULL);
}

gint64
passant_ago_picker_get_ago_ms (PassantAgoPicker *self)
{
  int stop;

  g_return_val_if_fail (PASSANT_IS_AGO_PICKER (self), 0);

  stop = (int) lround (gtk_adjustment_get_value (self->stop));

  return stops_s[CLAMP (stop, 0, (int) G_N_ELEMENTS (stops_s) - 1)] * (gint64) 1000;
}

void
passant_ago_picker_set_ago_ms (PassantAgoPicker *self,
                               gint64            ago_ms)
{
  guint nearest = 0;

  g_return_if_fail (PASSANT_IS_AGO_PICKER (self));

  for (guint i = 1; i < G_N_ELEMENTS (stops_s); i++) {
    if (llabs (stops_s[i] * 1000LL - ago_ms) < llabs (stops_s[nearest] * 1000LL - ago_ms))
      nearest = i;
  }

  self->is_showing = TRUE;
  gtk_adjustment_set_value (self->stop, nearest);
  self->is_showing = FALSE;
}

void
passant_ago_picker_flush (PassantAgoPicker *self)
{
  g_return_if_fail (PASSANT_IS_AGO_PICKER (self));

  if (self->timer == 0)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_signal_emit (self, signals[PICKED], 0, passant_ago_picker_get_ago_ms (self));
}
