/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-phase-button.h"

#include <glib/gi18n-lib.h>

#include "passant-step-dots.h"

struct _PassantPhaseButton {
  GtkButton  parent_instance;

  guint      index;
  gboolean   is_current;
  guint      done, steps;

  GtkWidget *title, *number;
  GtkWidget *dots;
};

G_DEFINE_FINAL_TYPE (PassantPhaseButton, passant_phase_button, GTK_TYPE_BUTTON)

static void
passant_phase_button_class_init (PassantPhaseButtonClass *klass)
{
}

static void
passant_phase_button_init (PassantPhaseButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *overlay = gtk_overlay_new ();

  /* Ellipsised only when even the current phase alone has no room. */
  self->title = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  self->number = gtk_label_new (NULL);
  self->dots = passant_step_dots_new ();

  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->title);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->number);
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_box_append (GTK_BOX (box), self->dots);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "passant-phase");
}

GtkWidget *
passant_phase_button_new (guint index)
{
  PassantPhaseButton *self = g_object_new (PASSANT_TYPE_PHASE_BUTTON, NULL);
  g_autofree char *number = g_strdup_printf ("%u", index + 1);

  self->index = index;
  gtk_label_set_label (GTK_LABEL (self->number), number);

  return GTK_WIDGET (self);
}

guint
passant_phase_button_get_index (PassantPhaseButton *self)
{
  g_return_val_if_fail (PASSANT_IS_PHASE_BUTTON (self), 0);

  return self->index;
}

static void
update_dots (PassantPhaseButton *self,
             PassantPhase       *phase,
             PassantGuide       *guide,
             PassantTouchpoint  *current)
{
  self->done = self->steps = 0;
  passant_step_dots_clear (PASSANT_STEP_DOTS (self->dots));

  for (guint i = 0; i < phase->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (phase->touchpoints, i);
    PassantStepState state = passant_guide_get_touchpoint (guide, touchpoint);

    if (state == PASSANT_STEP_HIDDEN)
      continue;

    self->steps++;
    if (state == PASSANT_STEP_DONE || state == PASSANT_STEP_SKIPPED)
      self->done++;
    passant_step_dots_add (PASSANT_STEP_DOTS (self->dots), state, touchpoint == current);
  }
}

void
passant_phase_button_update (PassantPhaseButton *self,
                             PassantPhase       *phase,
                             PassantGuide       *guide,
                             PassantTouchpoint  *current,
                             const char         *language)
{
  g_autofree char *progress = NULL, *name = NULL;

  g_return_if_fail (PASSANT_IS_PHASE_BUTTON (self));

  self->is_current = current && current->phase == phase;
  update_dots (self, phase, guide, current);
  gtk_label_set_label (GTK_LABEL (self->title), passant_text_get (phase->title, language));

  progress = g_strdup_printf (ngettext ("%u of %u step done", "%u of %u steps done", self->steps),
                              self->done, self->steps);
  /* Translators: a phase of the journey: its number, its title, how far it is: "2, Weighing up; 3 of 4 steps done". */
  name = g_strdup_printf (_("%u, %s; %s"), self->index + 1,
                          passant_text_get (phase->title, language), progress);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), passant_text_get (phase->title, language));

  if (self->is_current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}

gboolean
passant_phase_button_is_current (PassantPhaseButton *self)
{
  g_return_val_if_fail (PASSANT_IS_PHASE_BUTTON (self), FALSE);

  return self->is_current;
}

void
passant_phase_button_get_counts (PassantPhaseButton *self,
                                 guint              *done_out,
                                 guint              *steps_out)
{
  g_return_if_fail (PASSANT_IS_PHASE_BUTTON (self));

  *done_out = self->done;
  *steps_out = self->steps;
}

void
passant_phase_button_set_short (PassantPhaseButton *self,
                                gboolean            is_short)
{
  g_return_if_fail (PASSANT_IS_PHASE_BUTTON (self));

  gtk_widget_set_child_visible (self->title, !is_short);
  gtk_widget_set_child_visible (self->number, is_short);
}

void
passant_phase_button_measure (PassantPhaseButton *self,
                              int                *long_out,
                              int                *short_out)
{
  int min, natural, title, number, dots, dots_min, frame;

  g_return_if_fail (PASSANT_IS_PHASE_BUTTON (self));

  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, &min, &natural, NULL,
                      NULL);
  gtk_widget_measure (self->title, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &title, NULL, NULL);
  gtk_widget_measure (self->number, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &number, NULL, NULL);
  gtk_widget_measure (self->dots, GTK_ORIENTATION_HORIZONTAL, -1, &dots_min, &dots, NULL, NULL);

  frame = natural - MAX (title, dots);
  *long_out = natural;
  *short_out = MAX (min, frame + MAX (number, dots_min));
}
