/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-preferences-dialog.h"

#include "passant-settings.h"

/**
 * PassantPreferencesDialog:
 *
 * What the guest chooses for this device: how the screen is covered and how they come back, what notices say. Each
 * choice holds at once.
 */
struct _PassantPreferencesDialog {
  AdwPreferencesDialog parent_instance;

  AdwComboRow         *gesture_row;
  GtkWidget           *volume_row;
  AdwComboRow         *return_row;
  GtkWidget           *word_row;
  GtkWidget           *notices_row;
  GtkWidget           *locate_row;
  GtkWidget           *haptics_row;
};

G_DEFINE_FINAL_TYPE (PassantPreferencesDialog, passant_preferences_dialog,
                     ADW_TYPE_PREFERENCES_DIALOG)

/* The rows stand in the order of the schema's values. */
static void
on_chosen_cb (AdwComboRow *row,
              GParamSpec  *pspec,
              gpointer     user_data)
{
  g_settings_set_enum (passant_settings_get (), user_data, adw_combo_row_get_selected (row));
}

static void
bind_choice (AdwComboRow *row,
             const char  *key)
{
  adw_combo_row_set_selected (row, g_settings_get_enum (passant_settings_get (), key));
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_chosen_cb), (gpointer) key);
}

static void
on_return_selected_cb (PassantPreferencesDialog *self)
{
  gtk_widget_set_visible (self->word_row,
                          adw_combo_row_get_selected (self->return_row) == PASSANT_RETURN_BY_WORD);
}

static void
passant_preferences_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (passant_preferences_dialog_parent_class)->dispose (object);
}

static void
passant_preferences_dialog_class_init (PassantPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantPreferencesDialog, gesture_row);
  gtk_widget_class_bind_template_child (widget_class, PassantPreferencesDialog, volume_row);
  gtk_widget_class_bind_template_child (widget_class, PassantPreferencesDialog, return_row);
  gtk_widget_class_bind_template_child (widget_class, PassantPreferencesDialog, word_row);
  gtk_widget_class_bind_template_child (widget_class, PassantPreferencesDialog, notices_row);
  gtk_widget_class_bind_template_child (widget_class, PassantPreferencesDialog, haptics_row);
  gtk_widget_class_bind_template_child (widget_class, PassantPreferencesDialog, locate_row);
  gtk_widget_class_bind_template_callback (widget_class, on_return_selected_cb);
}

static void
passant_preferences_dialog_init (PassantPreferencesDialog *self)
{
  GSettings *settings = passant_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  bind_choice (self->gesture_row, "cover-gesture");
  bind_choice (self->return_row, "return-gesture");
  on_return_selected_cb (self);
  g_settings_bind (settings, "cover-volume-keys", self->volume_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "return-word", self->word_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notices-tell", self->notices_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "locate", self->locate_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "haptics", self->haptics_row, "active", G_SETTINGS_BIND_DEFAULT);
}

AdwDialog *
passant_preferences_dialog_new (void)
{
  return g_object_new (PASSANT_TYPE_PREFERENCES_DIALOG, NULL);
}
