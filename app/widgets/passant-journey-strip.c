/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-journey-strip.h"

#include <glib/gi18n-lib.h>

#include "passant-phase-button.h"
#include "passant-strip-layout.h"

#define SIDE_MARGIN 6

struct _PassantJourneyStrip {
  AdwBin     parent_instance;

  char      *summary;

  GtkWidget *viewport;
  GtkWidget *phases; /* PassantPhaseButton, in script order */
  GtkWidget *here;   /* the current one, or NULL; theirs */
  guint      showing;
};

G_DEFINE_FINAL_TYPE (PassantJourneyStrip, passant_journey_strip, ADW_TYPE_BIN)

enum {
  PHASE_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
on_phase_clicked_cb (GtkWidget           *button,
                     PassantJourneyStrip *self)
{
  g_signal_emit (self, signals[PHASE_ACTIVATED], 0,
                 passant_phase_button_get_index (PASSANT_PHASE_BUTTON (button)));
}

static gboolean
show_here (gpointer data)
{
  PassantJourneyStrip *self = data;

  self->showing = 0;
  if (self->here)
    gtk_viewport_scroll_to (GTK_VIEWPORT (self->viewport), self->here, NULL);

  return G_SOURCE_REMOVE;
}

/* After the layout: where everybody stands is not known before. */
static void
show_here_soon (PassantJourneyStrip *self)
{
  if (!self->showing)
    self->showing = g_idle_add_full (G_PRIORITY_LOW, show_here, self, NULL);
}

static void
passant_journey_strip_dispose (GObject *object)
{
  PassantJourneyStrip *self = PASSANT_JOURNEY_STRIP (object);

  g_clear_handle_id (&self->showing, g_source_remove);
  self->here = NULL;

  G_OBJECT_CLASS (passant_journey_strip_parent_class)->dispose (object);
}

static void
passant_journey_strip_finalize (GObject *object)
{
  PassantJourneyStrip *self = PASSANT_JOURNEY_STRIP (object);

  g_clear_pointer (&self->summary, g_free);

  G_OBJECT_CLASS (passant_journey_strip_parent_class)->finalize (object);
}

static void
passant_journey_strip_class_init (PassantJourneyStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_journey_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = passant_journey_strip_finalize;

  signals[PHASE_ACTIVATED] = g_signal_new ("phase-activated", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "passant-journey-strip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* Journeys of many phases go past the edges; the page never has to be wider for them. */
static GtkWidget *
new_scroller (PassantJourneyStrip *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkAdjustment *along = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));

  self->viewport = gtk_viewport_new (along, NULL);
  gtk_viewport_set_child (GTK_VIEWPORT (self->viewport), self->phases);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->viewport);
  g_signal_connect_object (along, "changed", G_CALLBACK (show_here_soon), self, G_CONNECT_SWAPPED);

  return scroller;
}

static void
passant_journey_strip_init (PassantJourneyStrip *self)
{
  self->phases = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->phases, passant_strip_layout_new ());
  gtk_widget_set_margin_start (self->phases, SIDE_MARGIN);
  gtk_widget_set_margin_end (self->phases, SIDE_MARGIN);
  adw_bin_set_child (ADW_BIN (self), new_scroller (self));
}

GtkWidget *
passant_journey_strip_new (void)
{
  return g_object_new (PASSANT_TYPE_JOURNEY_STRIP, NULL);
}

/* As many buttons as there are phases; those that are there stay, so that focus does. */
static PassantPhaseButton *
get_button (PassantJourneyStrip *self,
            guint                index)
{
  GtkWidget *button = gtk_widget_get_first_child (self->phases);

  for (guint i = 0; button && i < index; i++)
    button = gtk_widget_get_next_sibling (button);

  if (!button) {
    button = passant_phase_button_new (index);
    g_signal_connect_object (button, "clicked", G_CALLBACK (on_phase_clicked_cb), self, 0);
    gtk_box_append (GTK_BOX (self->phases), button);
  }

  return PASSANT_PHASE_BUTTON (button);
}

static void
drop_buttons_from (PassantJourneyStrip *self,
                   guint                n)
{
  GtkWidget *button = gtk_widget_get_first_child (self->phases);

  for (guint i = 0; button; i++) {
    GtkWidget *next = gtk_widget_get_next_sibling (button);

    if (i >= n)
      gtk_box_remove (GTK_BOX (self->phases), button);
    button = next;
  }
}

static char *
summarise (PassantScript      *script,
           PassantTouchpoint  *current,
           PassantPhaseButton *button,
           const char         *language)
{
  guint done, steps;
  g_autofree char *progress = NULL;

  if (!current)
    return g_strdup_printf (ngettext ("%u phase", "%u phases", script->phases->len),
                            script->phases->len);

  passant_phase_button_get_counts (button, &done, &steps);
  progress = g_strdup_printf (ngettext ("%u of %u step done", "%u of %u steps done", steps), done,
                              steps);

  /* Translators: where the guest is: "Phase 2 of 5, Weighing up; 3 of 4 steps done". */
  return g_strdup_printf (_("Phase %u of %u, %s; %s"), current->phase->index + 1,
                          script->phases->len,
                          passant_text_get (current->phase->title, language), progress);
}

void
passant_journey_strip_update (PassantJourneyStrip *self,
                              PassantScript       *script,
                              PassantGuide        *guide,
                              PassantTouchpoint   *current,
                              const char          *language)
{
  PassantPhaseButton *here = NULL;

  g_return_if_fail (PASSANT_IS_JOURNEY_STRIP (self) && script != NULL && guide != NULL);

  for (guint i = 0; i < script->phases->len; i++) {
    PassantPhase *phase = g_ptr_array_index (script->phases, i);
    PassantPhaseButton *button = get_button (self, i);

    passant_phase_button_update (button, phase, guide, current, language);
    if (current && current->phase == phase)
      here = button;
  }
  drop_buttons_from (self, script->phases->len);

  self->here = here ? GTK_WIDGET (here) : NULL;
  show_here_soon (self);

  g_free (self->summary);
  self->summary = summarise (script, here ? current : NULL, here, language);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->summary, -1);
}

char *
passant_journey_strip_dup_summary (PassantJourneyStrip *self)
{
  g_return_val_if_fail (PASSANT_IS_JOURNEY_STRIP (self), NULL);

  return g_strdup (self->summary ? self->summary : "");
}
