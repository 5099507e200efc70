/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-journey-list.h"

#include <glib/gi18n-lib.h>

#include "passant-journey-row.h"
#include "passant-wording.h"

/**
 * PassantJourneyList:
 *
 * The whole journey, to jump about in: the touchpoints under their phases, each with how it stands, then the moments
 * outside the script, then the two ways to end. Each touchpoint is a button "<title>, <how it stands>" that does
 * `win.go('touchpoint')`; each moment one that does `win.feel-moment('id')`.
 */
struct _PassantJourneyList {
  AdwBin         parent_instance;

  const char    *language;
  PassantScript *script;   /* what the rows are of */
  GPtrArray     *rows;     /* PassantJourneyRow, by touchpoint in script order */

  GtkBox        *list, *moments;
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

static void
add_heading (GtkBox     *box,
             const char *text)
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
  gtk_box_append (box, label);
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
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

static void
add_rows (PassantJourneyList *self)
{
  GPtrArray *phases = self->script->phases;

  empty (self->list);
  g_ptr_array_set_size (self->rows, self->script->touchpoints->len);
  for (guint i = 0; i < phases->len; i++) {
    PassantPhase *phase = phases->pdata[i];

    add_heading (self->list, passant_text_get (phase->title, self->language));
    for (guint k = 0; k < phase->touchpoints->len; k++) {
      PassantTouchpoint *touchpoint = phase->touchpoints->pdata[k];
      GtkWidget *row = passant_journey_row_new ("win.go", touchpoint->id);

      self->rows->pdata[touchpoint->index] = row;
      gtk_box_append (self->list, row);
    }
  }
}

static void
show_row (PassantJourneyList *self,
          PassantJourneyRow  *row,
          PassantSession     *session,
          PassantTouchpoint  *touchpoint)
{
  PassantGuide *guide = passant_session_get_guide (session);
  PassantStepState state = passant_guide_get_touchpoint (guide, touchpoint);
  g_autofree char *words = describe (session, touchpoint);
  gboolean is_due = state == PASSANT_STEP_OPEN && !g_str_equal (words, words_for (state));

  passant_journey_row_show (row, is_due ? "alarm-symbolic" : icon_for (state),
                            passant_text_get (touchpoint->title, self->language), words,
                            is_due ? words : NULL);
  gtk_widget_set_visible (GTK_WIDGET (row), state != PASSANT_STEP_HIDDEN);
}

static void
show_current (GtkWidget *row,
              gboolean   is_current)
{
  if (is_current == gtk_widget_has_css_class (row, "passant-current"))
    return;

  if (is_current) {
    gtk_widget_add_css_class (row, "passant-current");
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    _("You are here"), -1);
  } else {
    gtk_widget_remove_css_class (row, "passant-current");
    gtk_accessible_reset_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  }
}

static void
show_moments (PassantJourneyList *self,
              PassantSession     *session)
{
  PassantVisit *visit = passant_session_get_visit (session);
  GPtrArray *moments = passant_visit_get_moments (visit);

  empty (self->moments);
  if (moments->len == 0)
    return;

  add_heading (self->moments, _("What else happened"));
  for (guint i = 0; i < moments->len; i++) {
    PassantMoment *moment = moments->pdata[i];
    GtkWidget *row = passant_journey_row_new ("win.feel-moment", moment->id);

    passant_journey_row_show (PASSANT_JOURNEY_ROW (row), "non-starred-symbolic", moment->text,
                              passant_visit_get_felt (visit, moment->id) ? _("feeling noted")
                                                                         : _("no feeling noted"),
                              NULL);
    gtk_box_append (self->moments, row);
  }
}

static void
passant_journey_list_dispose (GObject *object)
{
  PassantJourneyList *self = PASSANT_JOURNEY_LIST (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->script, passant_script_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), PASSANT_TYPE_JOURNEY_LIST);

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
  gtk_widget_class_bind_template_child (widget_class, PassantJourneyList, moments);
}

static void
passant_journey_list_init (PassantJourneyList *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
passant_journey_list_new (void)
{
  return g_object_new (PASSANT_TYPE_JOURNEY_LIST, NULL);
}

/* @current: where the guest is, or NULL. */
void
passant_journey_list_update (PassantJourneyList *self,
                             PassantSession     *session,
                             PassantTouchpoint  *current,
                             const char         *language)
{
  PassantScript *script = passant_session_get_script (session);

  g_return_if_fail (PASSANT_IS_JOURNEY_LIST (self));

  if (self->script != script || g_strcmp0 (self->language, language) != 0) {
    g_clear_pointer (&self->script, passant_script_unref);
    self->script = passant_script_ref (script);
    self->language = g_intern_string (language);
    add_rows (self);
  }
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = self->rows->pdata[i];
    PassantTouchpoint *touchpoint = script->touchpoints->pdata[i];

    show_row (self, PASSANT_JOURNEY_ROW (row), session, touchpoint);
    show_current (row, touchpoint == current);
  }
  show_moments (self, session);
}
