/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-evidence-dialog.h"

#include "passant-evidence-row.h"

/**
 * PassantEvidenceDialog:
 *
 * All photos and recordings of a visit in the order they were taken, each with where it belongs.
 */
struct _PassantEvidenceDialog {
  AdwDialog          parent_instance;

  PassantSession    *session;
  PassantTouchpoint *here;
  const char        *language;

  GtkStack          *stack;
  GtkBox            *list;
};

G_DEFINE_FINAL_TYPE (PassantEvidenceDialog, passant_evidence_dialog, ADW_TYPE_DIALOG)

static void
on_changed_cb (PassantEvidenceDialog *self)
{
  GPtrArray *all = passant_visit_get_evidence (passant_session_get_visit (self->session));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_box_remove (self->list, row);
  for (guint i = 0; i < all->len; i++)
    gtk_box_append (self->list, passant_evidence_row_new (self->session, all->pdata[i], self->here,
                                                          self->language));
  gtk_stack_set_visible_child_name (self->stack, all->len > 0 ? "list" : "empty");
}

static void
passant_evidence_dialog_dispose (GObject *object)
{
  g_clear_object (&PASSANT_EVIDENCE_DIALOG (object)->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_EVIDENCE_DIALOG);

  G_OBJECT_CLASS (passant_evidence_dialog_parent_class)->dispose (object);
}

static void
passant_evidence_dialog_class_init (PassantEvidenceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_evidence_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-evidence-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantEvidenceDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PassantEvidenceDialog, list);
}

static void
passant_evidence_dialog_init (PassantEvidenceDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
passant_evidence_dialog_new (PassantSession    *session,
                             PassantTouchpoint *here,
                             const char        *language)
{
  PassantEvidenceDialog *self = g_object_new (PASSANT_TYPE_EVIDENCE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->here = here;
  self->language = g_intern_string (language);
  on_changed_cb (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);

  return ADW_DIALOG (self);
}
