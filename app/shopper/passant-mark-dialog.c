/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-mark-dialog.h"

#include "passant-ago-picker.h"
#include "passant-wording.h"

/**
 * PassantMarkDialog:
 *
 * Something the script does not know happened: what, where, how long ago. The moment counts from when the dialog was
 * opened, so that typing does not make it later. Controls by name: "What happened", "Where", "Keep this moment".
 *
 * Signals:
 * - marked (text: utf8, channel: utf8, ago_ms: gint64): ago_ms before the dialog was opened. The dialog then closes.
 */
struct _PassantMarkDialog {
  AdwDialog         parent_instance;

  const char       *channel;

  AdwEntryRow      *text_entry;
  AdwWrapBox       *channels_box;
  PassantAgoPicker *ago_picker;
  GtkWidget        *keep_button;
};

G_DEFINE_FINAL_TYPE (PassantMarkDialog, passant_mark_dialog, ADW_TYPE_DIALOG)

typedef enum {
  MARKED,
} PassantMarkDialogSignals;

static guint signals[MARKED + 1];

static const char * const channels[] = {
  "store", "web", "phone", "chat", "app", "social", "mail", "street",
};

static char *
dup_text (PassantMarkDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text_entry))));
}

static void
on_text_changed_cb (PassantMarkDialog *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_set_sensitive (self->keep_button, *text != '\0');
}

static void
on_keep_clicked_cb (PassantMarkDialog *self)
{
  g_autofree char *text = dup_text (self);

  if (*text == '\0')
    return;

  g_signal_emit (self, signals[MARKED], 0, text,
                 self->channel ? self->channel : "",
                 passant_ago_picker_get_ago_ms (self->ago_picker));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_channel_toggled_cb (PassantMarkDialog *self,
                       GtkToggleButton   *button)
{
  if (gtk_toggle_button_get_active (button))
    self->channel = g_intern_string (gtk_widget_get_name (GTK_WIDGET (button)));
}

static void
fill_channels (PassantMarkDialog *self,
               const char        *channel)
{
  GtkToggleButton *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++) {
    GtkWidget *button =
      gtk_toggle_button_new_with_label (passant_wording_for_channel (channels[i]));

    gtk_widget_set_name (button, channels[i]);
    gtk_widget_add_css_class (button, "passant-chip");
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
    first = first ? first : GTK_TOGGLE_BUTTON (button);
    g_signal_connect_object (button, "toggled", G_CALLBACK (on_channel_toggled_cb), self,
                             G_CONNECT_SWAPPED);
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  g_strcmp0 (channel, channels[i]) == 0);
    adw_wrap_box_append (self->channels_box, button);
  }
}

static void
passant_mark_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_MARK_DIALOG);

  G_OBJECT_CLASS (passant_mark_dialog_parent_class)->dispose (object);
}

static void
passant_mark_dialog_class_init (PassantMarkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_mark_dialog_dispose;

  signals[MARKED] = g_signal_new ("marked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING,
                                  G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-mark-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantMarkDialog, text_entry);
  gtk_widget_class_bind_template_child (widget_class, PassantMarkDialog, channels_box);
  gtk_widget_class_bind_template_child (widget_class, PassantMarkDialog, ago_picker);
  gtk_widget_class_bind_template_child (widget_class, PassantMarkDialog, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_clicked_cb);
}

static void
passant_mark_dialog_init (PassantMarkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @channel: of the touchpoint the guest is at, which is where most things happen. */
AdwDialog *
passant_mark_dialog_new (const char *channel)
{
  PassantMarkDialog *self = g_object_new (PASSANT_TYPE_MARK_DIALOG, NULL);

  fill_channels (self, channel);

  return ADW_DIALOG (self);
}
