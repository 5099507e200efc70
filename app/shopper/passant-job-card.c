/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-job-card.h"

#include <glib/gi18n-lib.h>

#include "passant-wording.h"

/**
 * PassantJobCard:
 *
 * One job in a list of the home page: where, what, when, for how much, and what a reviewer asks. A button named by all it
 * shows, that does `win.open-assignment('id')`.
 */
struct _PassantJobCard {
  GtkButton parent_instance;

  GtkLabel *place_label;
  GtkLabel *study_label;
  GtkLabel *detail_label;
  GtkLabel *state_label;
  GtkLabel *remark_label;
};

G_DEFINE_FINAL_TYPE (PassantJobCard, passant_job_card, GTK_TYPE_BUTTON)

static char *
describe (PassantJob *job)
{
  const PassantAssignment *assignment = passant_job_get_assignment (job);
  g_autofree char *window = passant_wording_for_window (assignment->from_ms, assignment->until_ms);
  g_autofree char *pay = passant_wording_for_pay (assignment->pay_cents, assignment->currency);

  return assignment->pay_cents > 0 ? g_strdup_printf ("%s · %s", window, pay)
                                   : g_steal_pointer (&window);
}

static void
show_state (PassantJobCard *self,
            PassantJob     *job)
{
  const PassantAssignment *assignment = passant_job_get_assignment (job);

  /* What came back stands under a heading that says so. */
  if (!assignment->visit || assignment->visit_state == PASSANT_VISIT_RETURNED)
    return;

  gtk_label_set_label (self->state_label,
                       passant_wording_for_visit_state (assignment->visit_state));
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), TRUE);
  if (assignment->visit_state == PASSANT_VISIT_ACCEPTED)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_label), "success");
}

/* The reviewer's words about a visit that came back, or NULL. */
static char *
dup_remark (PassantStore *store,
            PassantJob   *job)
{
  const PassantAssignment *assignment = passant_job_get_assignment (job);
  g_autoptr (PassantVisit) visit = NULL;
  const char *remark;

  if (!assignment->visit || assignment->visit_state != PASSANT_VISIT_RETURNED)
    return NULL;

  visit = passant_store_load_visit (store, assignment->visit, NULL);
  remark = visit ? passant_visit_get_remark (visit) : NULL;

  return remark && *remark ? g_strdup (remark) : NULL;
}

static void
passant_job_card_class_init (PassantJobCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-job-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantJobCard, place_label);
  gtk_widget_class_bind_template_child (widget_class, PassantJobCard, study_label);
  gtk_widget_class_bind_template_child (widget_class, PassantJobCard, detail_label);
  gtk_widget_class_bind_template_child (widget_class, PassantJobCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, PassantJobCard, remark_label);
}

static void
passant_job_card_init (PassantJobCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
passant_job_card_new (PassantStore *store,
                      PassantJob   *job,
                      const char   *language)
{
  PassantJobCard *self = g_object_new (PASSANT_TYPE_JOB_CARD, NULL);
  const PassantAssignment *assignment = passant_job_get_assignment (job);
  g_autofree char *study = passant_wording_from_map (assignment->study_title, language);
  g_autofree char *detail = describe (job);
  g_autofree char *remark = dup_remark (store, job);
  g_autofree char *name = NULL;

  gtk_label_set_label (self->place_label, assignment->location_name);
  gtk_label_set_label (self->study_label, study);
  gtk_label_set_label (self->detail_label, detail);
  show_state (self, job);
  gtk_label_set_label (self->remark_label, remark ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark_label), remark != NULL);

  name = g_strjoin (", ", assignment->location_name, study, detail, remark, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.open-assignment");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", assignment->id);

  return GTK_WIDGET (self);
}
