/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-journey-list.h"

#include <glib/gi18n-lib.h>

#include "passant-label.h"
#include "passant-wording.h"

/**
 * PassantJourneyList:
 *
 * The whole journey, to jump about in: the touchpoints under their phases, each with how it stands, then the moments
 * outside the script, then the two ways to end. Each touchpoint is a button "<title>, <how it stands>" that does
 * `win.go('touchpoint')`; each moment one that does `win.feel-moment('id')`.
 */
struct _PassantJourneyList {
  AdwBin     parent_instance;

  GtkBox    *list;
  GtkWidget *current; /* the button of where the guest is, or NULL */
};

G_DEFINE_FINAL_TYPE (PassantJourneyList, passant_journey_list, ADW_TYPE_BIN)

static const char *
icon_for (PassantStepState state)
{
  switch (state) {
  case PASSANT_STEP_DONE:
    return "object-select-symbolic";
  case PASSANT_STEP_SKIPPED:
    return "media-skip-forward-symbolic";
  case PASSANT_STEP_WRONG:
    return "dialog-warning-symbolic";
  case PASSANT_STEP_WAITING:
    return "content-loading-symbolic";
  case PASSANT_STEP_HIDDEN:
  case PASSANT_STEP_OPEN:
  default:
    return "radio-symbolic";
  }
}

static const char *
words_for (PassantStepState state)
{
  switch (state) {
  case PASSANT_STEP_DONE:
    return C_("step", "done");
  case PASSANT_STEP_SKIPPED:
    return C_("step", "skipped");
  case PASSANT_STEP_WRONG:
    return C_("step", "something is not right");
  case PASSANT_STEP_WAITING:
    return C_("step", "comes later");
  case PASSANT_STEP_HIDDEN:
  case PASSANT_STEP_OPEN:
  default:
    return C_("step", "open");
  }
}

/* @words are for a screen reader, which does not see the icon; @line is shown to all, or NULL. */
static GtkWidget *
new_button (const char *icon,
            const char *title,
            const char *words,
            const char *line,
            const char *action,
            const char *target)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new ();
  /* Translators: a step's title, then how it stands: "The welcome, done". */
  g_autofree char *name = g_strdup_printf (_("%s, %s"), title, words);

  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (lines), passant_label_new (title, NULL));
  if (line)
    gtk_box_append (GTK_BOX (lines), passant_label_new (line, "caption"));
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (content), lines);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "passant-journey-row");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return button;
}

static void
add_heading (PassantJourneyList *self,
             const char         *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", text,
                                   "xalign", 0.0f,
                                   "wrap", TRUE,
                                   NULL);

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (label, "passant-journey-heading");
  gtk_box_append (self->list, label);
}

/* How a touchpoint stands, and when it is due if it is still to come. */
static char *
describe (PassantSession    *session,
          PassantTouchpoint *touchpoint)
{
  PassantGuide *guide = passant_session_get_guide (session);
  PassantStepState state = passant_guide_get_touchpoint (guide, touchpoint);
  PassantClock *clock = passant_store_get_clock (passant_session_get_store (session));
  gint64 from_ms, until_ms;

  if (state != PASSANT_STEP_OPEN ||
      !passant_guide_get_due (guide, touchpoint, &from_ms, &until_ms))
    return g_strdup (words_for (state));

  return passant_wording_for_due (from_ms, until_ms, passant_clock_now_ms (clock));
}

static void
add_phase (PassantJourneyList *self,
           PassantSession     *session,
           PassantPhase       *phase,
           PassantTouchpoint  *current,
           const char         *language)
{
  PassantGuide *guide = passant_session_get_guide (session);

  add_heading (self, passant_text_get (phase->title, language));
  for (guint i = 0; i < phase->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = phase->touchpoints->pdata[i];
    PassantStepState state = passant_guide_get_touchpoint (guide, touchpoint);
    g_autofree char *words = describe (session, touchpoint);
    gboolean is_due = state == PASSANT_STEP_OPEN && !g_str_equal (words, words_for (state));
    GtkWidget *button;

    if (state == PASSANT_STEP_HIDDEN)
      continue;

    button = new_button (is_due ? "alarm-symbolic" : icon_for (state),
                         passant_text_get (touchpoint->title, language), words,
                         is_due ? words : NULL, "win.go", touchpoint->id);
    if (touchpoint == current) {
      gtk_widget_add_css_class (button, "passant-current");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("You are here"), -1);
      self->current = button;
    }
    gtk_box_append (self->list, button);
  }
}

static void
add_moments (PassantJourneyList *self,
             PassantSession     *session)
{
  GPtrArray *moments = passant_visit_get_moments (passant_session_get_visit (session));

  if (moments->len == 0)
    return;

  add_heading (self, _("What else happened"));
  for (guint i = 0; i < moments->len; i++) {
    PassantMoment *moment = moments->pdata[i];
    const PassantFelt *felt = passant_visit_get_felt (passant_session_get_visit (session),
                                                      moment->id);

    gtk_box_append (self->list,
                    new_button ("non-starred-symbolic", moment->text,
                                felt ? _("feeling noted") : _("no feeling noted"), NULL,
                                "win.feel-moment", moment->id));
  }
}

static void
passant_journey_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PASSANT_TYPE_JOURNEY_LIST);

  G_OBJECT_CLASS (passant_journey_list_parent_class)->dispose (object);
}

static void
passant_journey_list_class_init (PassantJourneyListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_journey_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-journey-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantJourneyList, list);
}

static void
passant_journey_list_init (PassantJourneyList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
passant_journey_list_new (void)
{
  return g_object_new (PASSANT_TYPE_JOURNEY_LIST, NULL);
}

/* @current: where the guest is, or NULL. Nothing of @session is kept. */
void
passant_journey_list_update (PassantJourneyList *self,
                             PassantSession     *session,
                             PassantTouchpoint  *current,
                             const char         *language)
{
  PassantScript *script = passant_session_get_script (session);
  GtkWidget *child;

  g_return_if_fail (PASSANT_IS_JOURNEY_LIST (self));

  self->current = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_box_remove (self->list, child);
  for (guint i = 0; i < script->phases->len; i++)
    add_phase (self, session, script->phases->pdata[i], current, language);
  add_moments (self, session);
}
