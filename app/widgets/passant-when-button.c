/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-when-button.h"

#include <glib/gi18n-lib.h>

#include "passant-ago-picker.h"

/* What lies nearer to the moment it was noted counts as noted at once. */
#define EARLIER_MS_MIN 10000
#define HOURS_FROM_MIN 120

struct _PassantWhenButton {
  AdwBin            parent_instance;

  PassantAgoPicker *ago;
  GtkWidget        *source_box;
  AdwWrapBox       *sources;
};

G_DEFINE_FINAL_TYPE (PassantWhenButton, passant_when_button, ADW_TYPE_BIN)

enum {
  BACK_DATED,
  SOURCED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const struct {
  const char *key, *label;
} sources[] = {
  { "seen", NC_ ("source", "Seen myself") },
  { "asked", NC_ ("source", "Asked") },
  { "recalled", NC_ ("source", "From memory") },
};

static void
show_source (PassantWhenButton *self,
             const char        *source)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->sources));
       chip; chip = gtk_widget_get_next_sibling (chip))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip),
                                  g_strcmp0 (gtk_widget_get_name (chip), source) == 0);
}

static void
on_source_clicked_cb (PassantWhenButton *self,
                      GtkWidget         *chip)
{
  show_source (self, gtk_widget_get_name (chip));
  g_signal_emit (self, signals[SOURCED], 0, gtk_widget_get_name (chip));
}

static void
on_picked_cb (PassantWhenButton *self,
              gint64             ago_ms)
{
  g_signal_emit (self, signals[BACK_DATED], 0, ago_ms);
}

static void
on_closed_cb (PassantWhenButton *self)
{
  passant_ago_picker_flush (self->ago);
}

static void
passant_when_button_dispose (GObject *object)
{
  /* The template lets go of a child that it names; the bin has to know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_WHEN_BUTTON);

  G_OBJECT_CLASS (passant_when_button_parent_class)->dispose (object);
}

static void
passant_when_button_class_init (PassantWhenButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_when_button_dispose;

  signals[BACK_DATED] = g_signal_new ("back-dated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SOURCED] = g_signal_new ("sourced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PASSANT_TYPE_AGO_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/widgets/passant-when-button.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantWhenButton, ago);
  gtk_widget_class_bind_template_child (widget_class, PassantWhenButton, source_box);
  gtk_widget_class_bind_template_child (widget_class, PassantWhenButton, sources);
  gtk_widget_class_bind_template_callback (widget_class, on_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_closed_cb);
}

static void
passant_when_button_init (PassantWhenButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++) {
    GtkWidget *chip =
      gtk_toggle_button_new_with_label (g_dpgettext2 (GETTEXT_PACKAGE, "source", sources[i].label));

    gtk_widget_set_name (chip, sources[i].key);
    gtk_widget_add_css_class (chip, "passant-chip");
    g_signal_connect_object (chip, "clicked", G_CALLBACK (on_source_clicked_cb), self,
                             G_CONNECT_SWAPPED);
    adw_wrap_box_append (self->sources, chip);
  }
}

void
passant_when_button_set_source (PassantWhenButton *self,
                                const char        *source)
{
  g_return_if_fail (PASSANT_IS_WHEN_BUTTON (self));

  gtk_widget_set_visible (self->source_box, source != NULL);
  show_source (self, source);
}

void
passant_when_button_flush (PassantWhenButton *self)
{
  g_return_if_fail (PASSANT_IS_WHEN_BUTTON (self));

  passant_ago_picker_flush (self->ago);
}

char *
passant_when_button_describe (gint64 at_ms,
                              gint64 noted_ms)
{
  gint64 before_ms = noted_ms - at_ms;
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *time = NULL;
  int minutes = (int) ((before_ms + 30000) / 60000), hours = (minutes + 30) / 60;

  if (before_ms < EARLIER_MS_MIN)
    return NULL;

  at = g_date_time_new_from_unix_local (at_ms / 1000);
  time = g_date_time_format (at, "%H:%M");
  if (minutes >= HOURS_FROM_MIN)
    /* Translators: a time of day, "14:05", and a number of hours. */
    return g_strdup_printf (ngettext ("Happened at %s, %d hour before it was noted",
                                      "Happened at %s, %d hours before it was noted", hours),
                            time, hours);
  if (minutes < 1)
    /* Translators: a time of day, "14:05". */
    return g_strdup_printf (_("Happened at %s, just before it was noted"), time);

  /* Translators: a time of day, "14:05", and a number of minutes. */
  return g_strdup_printf (ngettext ("Happened at %s, %d minute before it was noted",
                                    "Happened at %s, %d minutes before it was noted", minutes),
                          time, minutes);
}

const char *
passant_when_button_get_source_words (const char *source)
{
  for (guint i = 1; i < G_N_ELEMENTS (sources); i++)
    if (g_strcmp0 (sources[i].key, source) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "source", sources[i].label);

  return NULL;
}
