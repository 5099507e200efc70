/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-code-control.h"

#include <glib/gi18n-lib.h>

#include "passant-scanner.h"

struct _PassantCodeControl {
  PassantAnswerControl parent_instance;

  GtkWidget           *entry;
};

G_DEFINE_FINAL_TYPE (PassantCodeControl, passant_code_control, PASSANT_TYPE_ANSWER_CONTROL)

/* Without blank ends; NULL for nothing. */
static char *
read_value (PassantCodeControl *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  g_strstrip (text);

  return *text ? g_steal_pointer (&text) : NULL;
}

static void
on_entry_changed_cb (GtkEditable        *entry,
                     PassantCodeControl *self)
{
  g_autofree char *value = read_value (self);

  passant_answer_control_say_soon (PASSANT_ANSWER_CONTROL (self), value);
}

static void
on_entry_activate_cb (GtkWidget          *entry,
                      PassantCodeControl *self)
{
  passant_answer_control_flush (PASSANT_ANSWER_CONTROL (self));
}

static void
on_scanned_cb (PassantCodeControl *self,
               const char         *text)
{
  passant_answer_control_say (PASSANT_ANSWER_CONTROL (self), text);
}

static void
on_scan_clicked_cb (PassantCodeControl *self)
{
  AdwDialog *scanner = passant_scanner_new (_("Scan a code"),
                                            _("Hold the QR code or barcode in view."));

  g_signal_connect_object (scanner, "scanned", G_CALLBACK (on_scanned_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (scanner, GTK_WIDGET (self));
}

static void
passant_code_control_show_value (PassantAnswerControl *control,
                                 const char           *value)
{
  PassantCodeControl *self = PASSANT_CODE_CONTROL (control);
  g_autofree char *shown = read_value (self);

  if (g_strcmp0 (shown, value) == 0)
    return;

  g_signal_handlers_block_by_func (self->entry, on_entry_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), value ? value : "");
  g_signal_handlers_unblock_by_func (self->entry, on_entry_changed_cb, self);
}

static void
passant_code_control_constructed (GObject *object)
{
  G_OBJECT_CLASS (passant_code_control_parent_class)->constructed (object);

  passant_answer_control_name (PASSANT_ANSWER_CONTROL (object),
                               PASSANT_CODE_CONTROL (object)->entry, NULL);
}

static void
passant_code_control_class_init (PassantCodeControlClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = passant_code_control_constructed;
  PASSANT_ANSWER_CONTROL_CLASS (klass)->show_value = passant_code_control_show_value;
}

static GtkWidget *
make_scan (PassantCodeControl *self)
{
  GtkWidget *scan = g_object_new (GTK_TYPE_BUTTON,
                                  "icon-name", "camera-photo-symbolic",
                                  "tooltip-text", _("Scan a code"),
                                  "visible", passant_scanner_is_built (),
                                  "css-classes",
                                  (const char *[]) { "passant-action", "icon", NULL },
                                  NULL);

  g_signal_connect_object (scan, "clicked", G_CALLBACK (on_scan_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return scan;
}

static void
passant_code_control_init (PassantCodeControl *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->entry = g_object_new (GTK_TYPE_ENTRY,
                              "hexpand", TRUE,
                              "width-chars", 8,
                              "input-purpose", GTK_INPUT_PURPOSE_FREE_FORM,
                              "input-hints",
                              GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI,
                              "css-classes", (const char *[]) { "passant-entry", "monospace",
                                                                NULL },
                              NULL);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), make_scan (self));
  adw_bin_set_child (ADW_BIN (self), box);
  passant_answer_control_set_field (PASSANT_ANSWER_CONTROL (self), self->entry);

  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self, 0);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self, 0);
}
