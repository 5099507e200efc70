/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-job-card.h"

#include <glib/gi18n-lib.h>

#include "passant-job-words.h"
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

/* "Until Tue 24 November · € 45" */
static char *
describe (PassantJob *job)
{
  const PassantAssignment *assignment = passant_job_get_assignment (job);
  g_autofree char *window = passant_wording_for_window (assignment->from_ms, assignment->until_ms);
  g_autofree char *pay = passant_job_words_dup_pay (assignment);

  return pay ? g_strdup_printf ("%s · %s", window, pay) : g_steal_pointer (&window);
}

/* What is worth knowing before the card is opened, and in which colour; NULL: nothing. What came back stands under a
 * heading that says so. */
static const char *
find_state (PassantJob  *job,
            const char **colour)
{
  const PassantAssignment *assignment = passant_job_get_assignment (job);

  *colour = NULL;
  switch (passant_job_get_group (job)) {
  case PASSANT_JOB_SENT:
    *colour = assignment->visit_state == PASSANT_VISIT_ACCEPTED ? "success" : NULL;
    return assignment->is_taken ? _("Does not count: somebody else had claimed it")
                                : passant_wording_for_visit_state (assignment->visit_state);
  case PASSANT_JOB_LOST:
    return passant_job_words_for_loss (assignment);
  case PASSANT_JOB_OFFERED:
  case PASSANT_JOB_TODAY:
    *colour = "warning";
    return passant_job_get_urgency (job);
  case PASSANT_JOB_OPEN:
  case PASSANT_JOB_RETURNED:
  case PASSANT_JOB_LATER:
  case PASSANT_JOB_GONE:
  default:
    return NULL;
  }
}

/* The reviewer's words about a visit that came back, or NULL. */
static const char *
find_remark (PassantJob *job)
{
  const PassantAssignment *assignment = passant_job_get_assignment (job);

  return passant_job_get_group (job) == PASSANT_JOB_RETURNED && assignment->visit_remark &&
         *assignment->visit_remark ? assignment->visit_remark : NULL;
}

static void
show_line (GtkLabel   *label,
           const char *words)
{
  gtk_label_set_label (label, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words);
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
passant_job_card_new (PassantJob *job,
                      const char *language)
{
  PassantJobCard *self = g_object_new (PASSANT_TYPE_JOB_CARD, NULL);
  const PassantAssignment *assignment = passant_job_get_assignment (job);
  g_autofree char *study = passant_wording_from_map (assignment->study_title, language);
  g_autofree char *detail = describe (job);
  const char *remark = find_remark (job), *colour;
  const char *state = find_state (job, &colour);
  g_autofree char *name = NULL;

  gtk_label_set_label (self->place_label, assignment->location_name);
  show_line (self->study_label, study);
  gtk_label_set_label (self->detail_label, detail);
  show_line (self->state_label, state);
  if (colour)
    gtk_widget_add_css_class (GTK_WIDGET (self->state_label), colour);
  show_line (self->remark_label, remark);

  name = g_strjoin (", ", assignment->location_name, study, detail, state ? state : remark,
                    state ? remark : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.open-assignment");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", assignment->id);

  return GTK_WIDGET (self);
}
