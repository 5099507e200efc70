/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-feeling-dialog.h"

#include <glib/gi18n-lib.h>

#include "passant-affect-grid.h"

/**
 * PassantFeelingDialog:
 *
 * How a moment outside the script felt: its text as the title, and the affect grid. Every tap goes to the session at
 * once; "Done" only closes.
 */
struct _PassantFeelingDialog {
  AdwDialog          parent_instance;

  PassantSession    *session;
  char              *moment;
  PassantAffectGrid *grid;
};

G_DEFINE_FINAL_TYPE (PassantFeelingDialog, passant_feeling_dialog, ADW_TYPE_DIALOG)

static void
on_felt_cb (PassantFeelingDialog *self,
            const PassantFelt    *felt)
{
  passant_session_feel (self->session, self->moment, felt);
}

static void
on_closed_cb (PassantFeelingDialog *self)
{
  passant_affect_grid_flush (self->grid);
}

static void
passant_feeling_dialog_dispose (GObject *object)
{
  PassantFeelingDialog *self = PASSANT_FEELING_DIALOG (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (passant_feeling_dialog_parent_class)->dispose (object);
}

static void
passant_feeling_dialog_finalize (GObject *object)
{
  g_clear_pointer (&PASSANT_FEELING_DIALOG (object)->moment, g_free);

  G_OBJECT_CLASS (passant_feeling_dialog_parent_class)->finalize (object);
}

static void
passant_feeling_dialog_class_init (PassantFeelingDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = passant_feeling_dialog_dispose;
  object_class->finalize = passant_feeling_dialog_finalize;
}

static void
passant_feeling_dialog_init (PassantFeelingDialog *self)
{
  adw_dialog_set_content_width (ADW_DIALOG (self), 420);
  g_signal_connect (self, "closed", G_CALLBACK (on_closed_cb), NULL);
}

static void
on_done_clicked_cb (PassantFeelingDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static GtkWidget *
new_done_bar (PassantFeelingDialog *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_button_new_with_label (_("Done"));

  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_size_request (button, -1, 48);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (bar, "toolbar");
  gtk_widget_add_css_class (bar, "passant-bottom-bar");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_done_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (bar), button);
  adw_dialog_set_focus (ADW_DIALOG (self), button);

  return bar;
}

static GtkWidget *
wrap_grid (PassantFeelingDialog *self,
           GtkWidget            *grid)
{
  GtkWidget *toolbar_view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (box, "passant-page");
  gtk_box_append (GTK_BOX (box), grid);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar_view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar_view), scroller);
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (toolbar_view), new_done_bar (self));

  return toolbar_view;
}

/* @moment: the moment's id; @title: its text. */
AdwDialog *
passant_feeling_dialog_new (PassantSession *session,
                            const char     *moment,
                            const char     *title)
{
  PassantFeelingDialog *self = g_object_new (PASSANT_TYPE_FEELING_DIALOG, "title", title, NULL);
  PassantClock *clock = passant_store_get_clock (passant_session_get_store (session));
  const PassantFelt *felt = passant_visit_get_felt (passant_session_get_visit (session), moment);

  self->session = g_object_ref (session);
  self->moment = g_strdup (moment);
  self->grid = PASSANT_AFFECT_GRID (passant_affect_grid_new (clock));
  passant_affect_grid_set_felt (self->grid, felt);
  g_signal_connect_object (self->grid, "felt", G_CALLBACK (on_felt_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_set_child (ADW_DIALOG (self), wrap_grid (self, GTK_WIDGET (self->grid)));

  return ADW_DIALOG (self);
}
