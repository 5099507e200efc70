/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-receipt-dialog.h"

#include <glib/gi18n-lib.h>

#include "passant-wording.h"

/**
 * PassantReceiptDialog:
 *
 * The hub's signed word that it holds what this device said, in words and as the signed text with its signature, to keep
 * or to send on. "Copy as text" puts both on the clipboard.
 */
struct _PassantReceiptDialog {
  AdwDialog  parent_instance;

  GtkLabel  *words_label;
  GtkLabel  *text_label;
  GtkButton *copy_button;
};

G_DEFINE_FINAL_TYPE (PassantReceiptDialog, passant_receipt_dialog, ADW_TYPE_DIALOG)

static void
on_copy_clicked_cb (PassantReceiptDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->text_label));
  gtk_button_set_label (self->copy_button, _("Copied"));
}

static void
passant_receipt_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_RECEIPT_DIALOG);

  G_OBJECT_CLASS (passant_receipt_dialog_parent_class)->dispose (object);
}

static void
passant_receipt_dialog_class_init (PassantReceiptDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_receipt_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-receipt-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantReceiptDialog, words_label);
  gtk_widget_class_bind_template_child (widget_class, PassantReceiptDialog, text_label);
  gtk_widget_class_bind_template_child (widget_class, PassantReceiptDialog, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked_cb);
}

static void
passant_receipt_dialog_init (PassantReceiptDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @hub: its name for itself. */
AdwDialog *
passant_receipt_dialog_new (const PassantReceipt *receipt,
                            const char           *hub)
{
  PassantReceiptDialog *self = g_object_new (PASSANT_TYPE_RECEIPT_DIALOG, NULL);
  g_autofree char *time = passant_wording_for_time (receipt->at_ms);
  g_autofree char *seq = g_strdup_printf ("%" G_GINT64_FORMAT, receipt->seq);
  g_autofree char *words = NULL;
  g_autofree char *text = g_strdup_printf ("%s\n%s\n", receipt->text, receipt->signature);

  /* Translators: a hub's name, then a number, then a day and time. */
  words = g_strdup_printf (_("%s holds all of this device's notes up to number %s, and signed for "
                             "it on %s."), hub, seq, time);
  gtk_label_set_label (self->words_label, words);
  gtk_label_set_label (self->text_label, text);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->copy_button));

  return ADW_DIALOG (self);
}
