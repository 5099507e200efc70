/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-continue-card.h"

#include <glib/gi18n-lib.h>

#include "passant-wording.h"

#define AGO_DELAY_S 30

/**
 * PassantContinueCard:
 *
 * The way back into an open visit: where, at which step, since when. The biggest thing on the home page, because it is
 * what a guest who takes the device out of a pocket wants. Named "Continue: <place>, …"; does `win.resume('visit')`.
 */
struct _PassantContinueCard {
  GtkButton     parent_instance;

  PassantStore *store;
  PassantJob   *job;
  guint         timeout_id;

  GtkLabel     *place_label;
  GtkLabel     *step_label;
  GtkLabel     *detail_label;
  GtkLabel     *claim_label;
};

G_DEFINE_FINAL_TYPE (PassantContinueCard, passant_continue_card, GTK_TYPE_BUTTON)

/* "Purchase · At the till", or where the journey starts when nothing was entered yet. Read from the list, not folded from
 * the facts: with five visits open the home page is not to wait for five. */
static char *
describe_step (PassantScript           *script,
               const PassantAssignment *assignment)
{
  const char *language = passant_wording_pick_language ((const char * const *) script->languages);
  PassantTouchpoint *at = NULL;

  if (assignment->visit_place)
    at = passant_script_find_touchpoint (script, assignment->visit_place);
  if (!at)
    return g_strdup (passant_text_get (script->title, language));

  return g_strdup_printf ("%s · %s", passant_text_get (at->phase->title, language),
                          passant_text_get (at->title, language));
}

/* "Unpacking: due from 14:05", when the journey waits for its next leg; else NULL. */
static char *
describe_leg (PassantScript           *script,
              const PassantAssignment *assignment,
              gint64                   now_ms)
{
  PassantTouchpoint *leg =
    assignment->visit_leg ? passant_script_find_touchpoint (script, assignment->visit_leg) : NULL;
  g_autofree char *due = NULL;

  if (!leg)
    return NULL;

  due = passant_wording_for_due (assignment->leg_from_ms, assignment->leg_until_ms, now_ms);

  /* Translators: a step's title, then when it is due: "The delivery: due from 14:05". */
  return g_strdup_printf (_("%s: %s"),
                          passant_text_get (leg->title, passant_wording_pick_language (
                                              (const char * const *) script->languages)), due);
}

static PassantScript *
load_script (PassantContinueCard *self)
{
  return passant_store_load_script (self->store,
                                    passant_job_get_assignment (self->job)->visit_script, NULL);
}

static void
show_detail (PassantContinueCard *self)
{
  const PassantAssignment *assignment = passant_job_get_assignment (self->job);
  gint64 now_ms = passant_clock_now_ms (passant_store_get_clock (self->store));
  g_autoptr (PassantScript) script = load_script (self);
  g_autofree char *ago = passant_wording_for_ago (assignment->visit_last_ms, now_ms);
  /* Translators: %s is "5 minutes ago". */
  g_autofree char *last = g_strdup_printf (_("Last note %s"), ago);
  g_autofree char *leg = script ? describe_leg (script, assignment, now_ms) : NULL;
  g_autofree char *both = leg ? g_strdup_printf ("%s\n%s", leg, last) : NULL;

  gtk_label_set_label (self->detail_label, both ? both : last);
}

/* What was just now is not for long. */
static gboolean
on_timeout_cb (gpointer user_data)
{
  show_detail (user_data);

  return G_SOURCE_CONTINUE;
}

/* Why it may not count. */
static void
show_claim (PassantContinueCard     *self,
            const PassantAssignment *assignment)
{
  gboolean is_withdrawn = g_strcmp0 (assignment->state, "withdrawn") == 0;

  if (assignment->is_taken)
    gtk_label_set_label (self->claim_label, _("Somebody else claimed this job before you"));
  else if (is_withdrawn)
    gtk_label_set_label (self->claim_label, _("The coordinator took it back"));
  gtk_widget_set_visible (GTK_WIDGET (self->claim_label), assignment->is_taken || is_withdrawn);
}

static void
passant_continue_card_dispose (GObject *object)
{
  PassantContinueCard *self = PASSANT_CONTINUE_CARD (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (passant_continue_card_parent_class)->dispose (object);
}

static void
passant_continue_card_class_init (PassantContinueCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_continue_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-continue-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantContinueCard, place_label);
  gtk_widget_class_bind_template_child (widget_class, PassantContinueCard, step_label);
  gtk_widget_class_bind_template_child (widget_class, PassantContinueCard, detail_label);
  gtk_widget_class_bind_template_child (widget_class, PassantContinueCard, claim_label);
}

static void
passant_continue_card_init (PassantContinueCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
passant_continue_card_new (PassantStore *store,
                           PassantJob   *job)
{
  PassantContinueCard *self = g_object_new (PASSANT_TYPE_CONTINUE_CARD, NULL);
  const PassantAssignment *assignment = passant_job_get_assignment (job);
  g_autoptr (PassantScript) script = NULL;
  g_autofree char *step = NULL;
  g_autofree char *name = NULL;

  self->store = g_object_ref (store);
  self->job = g_object_ref (job);
  self->timeout_id = g_timeout_add_seconds (AGO_DELAY_S, on_timeout_cb, self);
  script = load_script (self);
  step = script ? describe_step (script, assignment) : g_strdup ("");
  gtk_label_set_label (self->place_label, assignment->location_name);
  gtk_label_set_label (self->step_label, step);
  gtk_widget_set_visible (GTK_WIDGET (self->step_label), *step != '\0');
  show_detail (self);
  show_claim (self, assignment);

  /* Translators: the place of a visit, then the step it is at. */
  name = g_strdup_printf (_("Continue: %s, %s"), assignment->location_name, step);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->claim_label, self->detail_label, NULL, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.resume");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", assignment->visit);

  return GTK_WIDGET (self);
}
