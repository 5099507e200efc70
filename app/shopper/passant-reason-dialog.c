/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-reason-dialog.h"

#include <glib/gi18n-lib.h>

#include "passant-affect-grid.h"
#include "passant-label.h"

/**
 * PassantReasonDialog:
 *
 * Why something is not done: a reason to tap, a line of one's own, and, where the journey ends by it, the last feeling.
 * No reason is chosen beforehand. Controls by name: the reasons, "In your own words", and the button that confirms.
 *
 * Signals:
 * - felt (felt: const PassantFelt *), as the affect grid's.
 * - confirmed (reason: utf8, text: utf8): the dialog then closes.
 */
struct _PassantReasonDialog {
  AdwDialog        parent_instance;

  char            *reason;
  GtkToggleButton *group;   /* the first reason */

  GtkLabel        *explanation_label;
  GtkBox          *reasons_box;
  AdwEntryRow     *text_entry;
  AdwBin          *proof_bin, *feeling_bin;
  GtkButton       *confirm_button;
};

G_DEFINE_FINAL_TYPE (PassantReasonDialog, passant_reason_dialog, ADW_TYPE_DIALOG)

typedef enum {
  FELT,
  CONFIRMED,
} PassantReasonDialogSignals;

static guint signals[CONFIRMED + 1];

static char *
dup_text (PassantReasonDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text_entry))));
}

static void
on_text_changed_cb (PassantReasonDialog *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm_button),
                            self->reason != NULL &&
                            (!g_str_equal (self->reason, "other") || *text != '\0'));
}

static void
on_reason_toggled_cb (PassantReasonDialog *self,
                      GtkToggleButton     *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  g_set_str (&self->reason, gtk_widget_get_name (GTK_WIDGET (button)));
  on_text_changed_cb (self);
  if (g_str_equal (self->reason, "other"))
    gtk_widget_grab_focus (GTK_WIDGET (self->text_entry));
}

static void
on_felt_cb (PassantReasonDialog *self,
            const PassantFelt   *felt)
{
  g_signal_emit (self, signals[FELT], 0, felt);
}

static void
on_confirm_clicked_cb (PassantReasonDialog *self)
{
  g_autofree char *text = dup_text (self);

  /* Once: it can still be tapped while it goes. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm_button), FALSE);
  g_signal_emit (self, signals[CONFIRMED], 0, self->reason, text);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_reason (PassantReasonDialog *self,
            const PassantReason *reason)
{
  GtkWidget *label = passant_label_new (reason->label, "passant-tile-text");
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_widget_set_name (button, reason->id);
  gtk_widget_add_css_class (button, "passant-tile");
  if (self->group)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->group);
  else
    self->group = GTK_TOGGLE_BUTTON (button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_reason_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->reasons_box, button);
}

static void
passant_reason_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_REASON_DIALOG);

  G_OBJECT_CLASS (passant_reason_dialog_parent_class)->dispose (object);
}

static void
passant_reason_dialog_finalize (GObject *object)
{
  g_clear_pointer (&PASSANT_REASON_DIALOG (object)->reason, g_free);

  G_OBJECT_CLASS (passant_reason_dialog_parent_class)->finalize (object);
}

static void
passant_reason_dialog_class_init (PassantReasonDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = passant_reason_dialog_dispose;
  object_class->finalize = passant_reason_dialog_finalize;

  signals[FELT] = g_signal_new ("felt", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CONFIRMED] = g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                     G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-reason-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantReasonDialog, explanation_label);
  gtk_widget_class_bind_template_child (widget_class, PassantReasonDialog, reasons_box);
  gtk_widget_class_bind_template_child (widget_class, PassantReasonDialog, text_entry);
  gtk_widget_class_bind_template_child (widget_class, PassantReasonDialog, proof_bin);
  gtk_widget_class_bind_template_child (widget_class, PassantReasonDialog, feeling_bin);
  gtk_widget_class_bind_template_child (widget_class, PassantReasonDialog, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_clicked_cb);
}

static void
passant_reason_dialog_init (PassantReasonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A reason with the id "other" wants words. */
AdwDialog *
passant_reason_dialog_new (const char          *title,
                           const char          *explanation,
                           const PassantReason *reasons,
                           gsize                n_reasons,
                           const char          *confirm)
{
  PassantReasonDialog *self = g_object_new (PASSANT_TYPE_REASON_DIALOG, "title", title, NULL);

  gtk_label_set_label (self->explanation_label, explanation);
  gtk_button_set_label (self->confirm_button, confirm);
  for (gsize i = 0; i < n_reasons; i++)
    add_reason (self, &reasons[i]);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->group));

  return ADW_DIALOG (self);
}

void
passant_reason_dialog_ask_feeling (PassantReasonDialog *self,
                                   PassantClock        *clock)
{
  GtkWidget *grid = passant_affect_grid_new (clock);

  g_return_if_fail (PASSANT_IS_REASON_DIALOG (self));

  passant_affect_grid_set_title (PASSANT_AFFECT_GRID (grid), _("How did it feel in the end?"));
  passant_affect_grid_set_asks_word (PASSANT_AFFECT_GRID (grid), FALSE);
  g_signal_connect_object (grid, "felt", G_CALLBACK (on_felt_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->feeling_bin, grid);
}

/* @proof: what shows the reason. */
void
passant_reason_dialog_set_proof (PassantReasonDialog *self,
                                 GtkWidget           *proof)
{
  g_return_if_fail (PASSANT_IS_REASON_DIALOG (self));

  adw_bin_set_child (self->proof_bin, proof);
}
