/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-journey-row.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"

/**
 * PassantJourneyRow:
 *
 * One line of the journey to tap on. It stays when what it shows changes, and what is the same costs nothing: a journey of
 * sixty touchpoints is shown anew after each tap.
 */
struct _PassantJourneyRow {
  GtkButton parent_instance;

  char     *icon, *name;

  GtkImage *image;
  GtkLabel *title_label;
  GtkLabel *line_label;
};

G_DEFINE_FINAL_TYPE (PassantJourneyRow, passant_journey_row, GTK_TYPE_BUTTON)

static void
passant_journey_row_finalize (GObject *object)
{
  PassantJourneyRow *self = PASSANT_JOURNEY_ROW (object);

  g_free (self->icon);
  g_free (self->name);

  G_OBJECT_CLASS (passant_journey_row_parent_class)->finalize (object);
}

static void
passant_journey_row_class_init (PassantJourneyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_journey_row_finalize;
}

static void
passant_journey_row_init (PassantJourneyRow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->image = GTK_IMAGE (gtk_image_new ());
  self->title_label = GTK_LABEL (passant_label_new ("", NULL));
  self->line_label = GTK_LABEL (passant_label_new ("", "caption"));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->title_label));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->line_label));
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->image));
  gtk_box_append (GTK_BOX (content), lines);
  gtk_button_set_child (GTK_BUTTON (self), content);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "passant-journey-row");
}

/* A tap does @action with @target, a string. */
GtkWidget *
passant_journey_row_new (const char *action,
                         const char *target)
{
  GtkWidget *self = g_object_new (PASSANT_TYPE_JOURNEY_ROW, NULL);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", target);

  return self;
}

/* @words are for a screen reader, which does not see the icon; @line is shown to all, or NULL. */
void
passant_journey_row_show (PassantJourneyRow *self,
                          const char        *icon,
                          const char        *title,
                          const char        *words,
                          const char        *line)
{
  g_autofree char *name = NULL;

  g_return_if_fail (PASSANT_IS_JOURNEY_ROW (self));

  /* Translators: a step's title, then how it stands: "The welcome, done". */
  name = g_strdup_printf (_("%s, %s"), title, words);
  if (g_set_str (&self->icon, icon))
    gtk_image_set_from_icon_name (self->image, icon);
  if (g_set_str (&self->name, name))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->line_label, line ? line : "");
  gtk_widget_set_visible (GTK_WIDGET (self->line_label), line != NULL);
}
