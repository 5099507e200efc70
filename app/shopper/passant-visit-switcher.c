/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-visit-switcher.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define PLACE_CHARS_MIN 9
#define PLACE_CHARS_MAX 18

/**
 * PassantVisitSwitcher:
 *
 * The visits under way side by side, each one tap away: a toggle with the place's name that does `win.turn-to('visit')`, the
 * one in front pressed. Not there as long as there is only one.
 */
struct _PassantVisitSwitcher {
  AdwBin  parent_instance;

  GtkBox *box;
  char   *shown; /* the visits' ids, the first that of the one in front */
};

G_DEFINE_FINAL_TYPE (PassantVisitSwitcher, passant_visit_switcher, ADW_TYPE_BIN)

/* Tapping the one in front leaves it in front. */
static void
on_toggled_cb (GtkToggleButton *button,
               gpointer         user_data)
{
  const char *visit = g_object_get_data (G_OBJECT (button), "visit");
  gboolean is_front = g_object_get_data (G_OBJECT (button), "front") != NULL;

  if (gtk_toggle_button_get_active (button) == is_front)
    return;

  gtk_toggle_button_set_active (button, is_front);
  if (!is_front)
    gtk_widget_activate_action (GTK_WIDGET (button), "win.turn-to", "s", visit);
}

/* How much of the beginning, in whole words, all names have in common: the brand's name tells no shop from another. */
static gsize
count_common (GPtrArray *jobs)
{
  const char *first = passant_job_get_assignment (jobs->pdata[0])->location_name;
  gsize common = strlen (first), end = 0;

  for (guint i = 1; i < jobs->len; i++) {
    const char *name = passant_job_get_assignment (jobs->pdata[i])->location_name;
    gsize same = 0;

    while (same < common && name[same] == first[same])
      same++;
    common = same;
  }
  for (gsize i = 0; i < common; i++)
    if (first[i] == ' ')
      end = i + 1;

  return end;
}

static GtkWidget *
new_toggle (const PassantAssignment *assignment,
            gsize                    n_common,
            gboolean                 is_front)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (assignment->location_name + n_common);
  /* Translators: a button that turns to another visit under way; %s is its place. */
  g_autofree char *name = g_strdup_printf (_("Visit: %s"), assignment->location_name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), PLACE_CHARS_MIN);
  gtk_label_set_max_width_chars (GTK_LABEL (label), PLACE_CHARS_MAX);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "passant-switch");
  gtk_widget_set_tooltip_text (button, assignment->location_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "visit", g_strdup (assignment->visit), g_free);
  g_object_set_data (G_OBJECT (button), "front", is_front ? button : NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), is_front);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled_cb), NULL);

  return button;
}

static void
passant_visit_switcher_finalize (GObject *object)
{
  PassantVisitSwitcher *self = PASSANT_VISIT_SWITCHER (object);

  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (passant_visit_switcher_parent_class)->finalize (object);
}

static void
passant_visit_switcher_class_init (PassantVisitSwitcherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_visit_switcher_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
passant_visit_switcher_init (PassantVisitSwitcher *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "passant-switcher");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->box));
  adw_bin_set_child (ADW_BIN (self), scroller);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Visits under way"), -1);
}

/* PassantJob: those whose visit is under way, and the one in front whatever became of it. */
static GPtrArray *
list_jobs (PassantNotebook *notebook,
           const char      *visit)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *jobs = passant_notebook_get_jobs (notebook);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (PassantJob) job = g_list_model_get_item (jobs, i);

    if (passant_job_get_group (job) == PASSANT_JOB_OPEN ||
        g_strcmp0 (passant_job_get_assignment (job)->visit, visit) == 0)
      g_ptr_array_add (found, g_steal_pointer (&job));
  }

  return found;
}

/* What is on the screen must not go from under the finger when nothing about it has changed. */
static gboolean
is_shown (PassantVisitSwitcher *self,
          GPtrArray            *jobs,
          const char           *visit)
{
  g_autoptr (GString) ids = g_string_new (visit);

  for (guint i = 0; i < jobs->len; i++)
    g_string_append_printf (ids, "\n%s", passant_job_get_assignment (jobs->pdata[i])->visit);

  return !g_set_str (&self->shown, ids->str);
}

/* @visit: the one in front. */
void
passant_visit_switcher_update (PassantVisitSwitcher *self,
                               PassantNotebook      *notebook,
                               const char           *visit)
{
  g_autoptr (GPtrArray) jobs = list_jobs (notebook, visit);
  gsize n_common = jobs->len > 1 ? count_common (jobs) : 0;
  GtkWidget *child;

  g_return_if_fail (PASSANT_IS_VISIT_SWITCHER (self));

  if (is_shown (self, jobs, visit))
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))))
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < jobs->len; i++) {
    const PassantAssignment *assignment = passant_job_get_assignment (jobs->pdata[i]);

    gtk_box_append (self->box, new_toggle (assignment, n_common,
                                           g_strcmp0 (assignment->visit, visit) == 0));
  }
  gtk_widget_set_visible (GTK_WIDGET (self), jobs->len > 1);
}
