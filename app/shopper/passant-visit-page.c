/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-visit-page.h"

#include <glib/gi18n-lib.h>

#include "passant-journey-list.h"
#include "passant-journey-strip.h"
#include "passant-touchpoint-view.h"
#include "passant-visit-clock.h"
#include "passant-visit-switcher.h"

/**
 * PassantVisitPage:
 *
 * A visit under way: the journey strip above, one touchpoint at a time, and below "Back", "Moment" and "Next" within
 * the thumb's reach (`win.back`, `win.mark`, `win.next`). The whole journey to jump about in slides up from below on a
 * phone (`win.jump`) and stands beside the touchpoint on a tablet. Where the guest is comes from the visit's facts.
 */
struct _PassantVisitPage {
  AdwNavigationPage      parent_instance;

  PassantNotebook       *notebook;
  PassantSession        *session;
  PassantTouchpointView *view;
  const char            *language;

  GtkLabel              *title_label;
  GtkLabel              *place_label;
  PassantVisitSwitcher  *switcher;
  PassantVisitClock     *clock;
  PassantJourneyStrip   *strip;
  AdwBanner             *problem_banner;
  AdwBanner             *version_banner;
  AdwMultiLayoutView    *layouts;
  AdwBottomSheet        *sheet;
  PassantJourneyList    *journey;
  AdwToastOverlay       *toasts;
  AdwBin                *touchpoint_bin;
  GtkButton             *next_button;
  GMenu                 *languages;
};

G_DEFINE_FINAL_TYPE (PassantVisitPage, passant_visit_page, ADW_TYPE_NAVIGATION_PAGE)

static PassantTouchpoint *
find_neighbour (PassantVisitPage *self,
                int direction)
{
  return passant_guide_get_neighbour (passant_session_get_guide (self->session),
                                      passant_visit_page_get_touchpoint (self), direction);
}

/* Where the guest was, else where the guide would start. */
static PassantTouchpoint *
find_start (PassantVisitPage *self)
{
  PassantScript *script = passant_session_get_script (self->session);
  PassantGuide *guide = passant_session_get_guide (self->session);
  const char *place = passant_visit_get_place (passant_session_get_visit (self->session));
  PassantTouchpoint *touchpoint = place ? passant_script_find_touchpoint (script, place) : NULL;

  if (!touchpoint)
    touchpoint = passant_guide_get_next (guide, NULL);

  return touchpoint ? touchpoint : script->touchpoints->pdata[0];
}

static void
show_problem (PassantVisitPage *self)
{
  const char *problem = passant_session_get_problem (self->session);
  g_autofree char *words = NULL;

  if (problem)
    /* Translators: %s says why. */
    words = g_strdup_printf (_("Your last note is not kept yet: %s"), problem);
  adw_banner_set_title (self->problem_banner, words ? words : "");
  adw_banner_set_revealed (self->problem_banner, problem != NULL);
  /* What is not kept yet lives in the session alone: stay with it. */
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), problem == NULL);
}

/* Told until the guest takes it or says no to it; a still newer one is told again. */
static void
show_version (PassantVisitPage *self)
{
  PassantVisit *visit = passant_session_get_visit (self->session);
  g_autoptr (PassantScript) newer = passant_notebook_dup_newer_script (self->notebook,
                                                                       self->session);
  g_autofree char *refused = passant_pocket_dup (passant_notebook_get_pocket (self->notebook),
                                                 "refused", passant_visit_get_id (visit));

  adw_banner_set_revealed (self->version_banner,
                           newer && g_strcmp0 (refused, newer->hash) != 0);
}

static void
show_journey (PassantVisitPage *self)
{
  PassantTouchpoint *current = passant_visit_page_get_touchpoint (self);
  PassantGuide *guide = passant_session_get_guide (self->session);

  passant_journey_strip_update (self->strip, passant_session_get_script (self->session), guide,
                                current, self->language);
  passant_journey_list_update (self->journey, self->session, current, self->language);
  gtk_button_set_label (self->next_button, find_neighbour (self, 1) ? C_("step", "Next")
                                                                    : _("Finish"));
}

/* Where, and for how long this visit has been in front. */
static void
show_place (PassantVisitPage *self)
{
  PassantVisit *visit = passant_session_get_visit (self->session);
  PassantJob *job = passant_notebook_find_job (self->notebook, passant_visit_get_id (visit));
  const char *place = job ? passant_job_get_assignment (job)->location_name : "";
  gint64 front_ms = self->clock ? passant_visit_clock_get_ms (self->clock) : -1;
  g_autofree char *words = NULL;

  if (front_ms >= 0)
    /* Translators: how many minutes were spent on a visit, then its place: "12 min · Utrecht". */
    words = g_strdup_printf (_("%d min · %s"), (int) (front_ms / 60000), place ? place : "");
  gtk_label_set_label (self->place_label, words ? words : place);
}

static void
show_title (PassantVisitPage *self)
{
  PassantScript *script = passant_session_get_script (self->session);
  PassantVisit *visit = passant_session_get_visit (self->session);
  const char *title = passant_text_get (script->title, self->language);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  gtk_label_set_label (self->title_label, title);
  show_place (self);
  passant_visit_switcher_update (self->switcher, self->notebook, passant_visit_get_id (visit));
}

static gboolean
start_view (gpointer user_data)
{
  passant_touchpoint_view_start (user_data);

  return G_SOURCE_REMOVE;
}

/* Later: the navigation first puts the focus where it thinks best. */
static void
start_view_later (PassantVisitPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, start_view, g_object_ref (self->view), g_object_unref);
}

static void
show_touchpoint (PassantVisitPage  *self,
                 PassantTouchpoint *touchpoint)
{
  GtkWidget *view;

  passant_visit_page_flush (self);
  view = passant_touchpoint_view_new (self->session, passant_notebook_get_pocket (self->notebook),
                                      touchpoint, self->language);
  self->view = PASSANT_TOUCHPOINT_VIEW (view);
  adw_bin_set_child (self->touchpoint_bin, view);
  start_view_later (self);
  show_journey (self);
}

static void
on_phase_activated_cb (PassantVisitPage *self,
                       guint             index)
{
  PassantScript *script = passant_session_get_script (self->session);
  PassantGuide *guide = passant_session_get_guide (self->session);
  PassantPhase *phase = script->phases->pdata[index];

  for (guint i = 0; i < phase->touchpoints->len; i++) {
    if (passant_guide_get_touchpoint (guide, phase->touchpoints->pdata[i]) != PASSANT_STEP_HIDDEN) {
      passant_visit_page_go (self, phase->touchpoints->pdata[i]);
      return;
    }
  }
}

static void
fill_languages (PassantVisitPage *self)
{
  GStrv languages = passant_session_get_script (self->session)->languages;

  if (g_strv_length (languages) < 2)
    return;

  for (guint i = 0; languages[i]; i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
    /* Translators: %s is a language's code, as in "Journey in NL". */
    g_autofree char *code = g_utf8_strup (languages[i], -1);
    g_autofree char *label = g_strdup_printf (_("Journey in %s"), code);

    g_menu_item_set_label (item, label);
    g_menu_item_set_action_and_target (item, "win.language", "s", languages[i]);
    g_menu_append_item (self->languages, item);
  }
}

static void
passant_visit_page_hiding (AdwNavigationPage *page)
{
  passant_visit_page_flush (PASSANT_VISIT_PAGE (page));
}

static void
passant_visit_page_shown (AdwNavigationPage *page)
{
  start_view_later (PASSANT_VISIT_PAGE (page));
}

static void
passant_visit_page_dispose (GObject *object)
{
  PassantVisitPage *self = PASSANT_VISIT_PAGE (object);

  g_clear_object (&self->clock);
  self->view = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), PASSANT_TYPE_VISIT_PAGE);
  g_clear_object (&self->notebook);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (passant_visit_page_parent_class)->dispose (object);
}

static void
passant_visit_page_class_init (PassantVisitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_visit_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hiding = passant_visit_page_hiding;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = passant_visit_page_shown;

  g_type_ensure (PASSANT_TYPE_JOURNEY_LIST);
  g_type_ensure (PASSANT_TYPE_VISIT_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-visit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, place_label);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, strip);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, problem_banner);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, version_banner);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, layouts);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, journey);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, touchpoint_bin);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, PassantVisitPage, languages);
  gtk_widget_class_bind_template_callback (widget_class, on_phase_activated_cb);
}

static void
passant_visit_page_init (PassantVisitPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
passant_visit_page_new (PassantNotebook *notebook,
                        PassantSession  *session)
{
  PassantVisitPage *self = g_object_new (PASSANT_TYPE_VISIT_PAGE, NULL);

  self->notebook = g_object_ref (notebook);
  self->session = g_object_ref (session);
  self->language = passant_notebook_pick_language (notebook, passant_session_get_script (session));
  fill_languages (self);
  show_title (self);
  passant_visit_page_go (self, find_start (self));
  show_problem (self);
  show_version (self);
  g_signal_connect_object (notebook, "changed", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (notebook, "changed", G_CALLBACK (show_version), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (show_journey), self, G_CONNECT_SWAPPED);
  self->clock = passant_visit_clock_new (session);
  g_signal_connect_object (self->clock, "ticked", G_CALLBACK (show_place), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::problem", G_CALLBACK (show_problem), self,
                           G_CONNECT_SWAPPED);

  return ADW_NAVIGATION_PAGE (self);
}

/* What is on the screen; NULL only before anything is. */
PassantTouchpoint *
passant_visit_page_get_touchpoint (PassantVisitPage *self)
{
  g_return_val_if_fail (PASSANT_IS_VISIT_PAGE (self), NULL);

  return self->view ? passant_touchpoint_view_get_touchpoint (self->view) : NULL;
}

/* Shows @touchpoint and says that the guest entered it. One that was skipped is only shown: entering takes a skip back,
 * and that is the guest's to say. */
void
passant_visit_page_go (PassantVisitPage  *self,
                       PassantTouchpoint *touchpoint)
{
  PassantVisit *visit = passant_session_get_visit (self->session);

  g_return_if_fail (PASSANT_IS_VISIT_PAGE (self));

  adw_bottom_sheet_set_open (self->sheet, FALSE);
  if (touchpoint == passant_visit_page_get_touchpoint (self))
    return;

  show_touchpoint (self, touchpoint);
  if (!passant_visit_get_skip (visit, touchpoint->id))
    passant_session_enter (self->session, touchpoint);
}

/* Shows the touchpoint anew when all said so far is kept: it may be that nothing counts any more. */
void
passant_visit_page_start_afresh (PassantVisitPage *self)
{
  g_return_if_fail (PASSANT_IS_VISIT_PAGE (self));

  passant_session_flush (self->session);
  show_touchpoint (self, passant_visit_page_get_touchpoint (self));
}

/* FALSE when there is nothing further in that @direction. */
gboolean
passant_visit_page_step (PassantVisitPage *self,
                         int               direction)
{
  PassantTouchpoint *touchpoint = find_neighbour (self, direction);

  if (!touchpoint)
    return FALSE;

  passant_visit_page_go (self, touchpoint);

  return TRUE;
}

/* Goes where @gap is, and leads the eye to what it is about. */
void
passant_visit_page_point_at (PassantVisitPage *self,
                             const PassantGap *gap)
{
  passant_visit_page_go (self, gap->touchpoint);
  if (gap->question)
    passant_touchpoint_view_point_at (self->view, gap->question);
  else if (gap->kind == PASSANT_GAP_FEELING)
    passant_touchpoint_view_point_at_feeling (self->view);
  else if (gap->kind == PASSANT_GAP_MARK)
    passant_touchpoint_view_point_at_mark (self->view);
}

void
passant_visit_page_toggle_journey (PassantVisitPage *self)
{
  g_return_if_fail (PASSANT_IS_VISIT_PAGE (self));

  if (g_strcmp0 (adw_multi_layout_view_get_layout_name (self->layouts), "wide") == 0)
    gtk_widget_child_focus (GTK_WIDGET (self->journey), GTK_DIR_TAB_FORWARD);
  else
    adw_bottom_sheet_set_open (self->sheet, !adw_bottom_sheet_get_open (self->sheet));
}

/* Says at once what was typed and not yet said. */
void
passant_visit_page_flush (PassantVisitPage *self)
{
  g_return_if_fail (PASSANT_IS_VISIT_PAGE (self));

  if (self->view)
    passant_touchpoint_view_flush (self->view);
}

/* Shows everything anew after the guest chose another language. */
void
passant_visit_page_show_language (PassantVisitPage *self)
{
  PassantTouchpoint *touchpoint = passant_visit_page_get_touchpoint (self);

  self->language = passant_notebook_pick_language (self->notebook,
                                                   passant_session_get_script (self->session));
  show_title (self);
  show_touchpoint (self, touchpoint);
}

void
passant_visit_page_dismiss_toasts (PassantVisitPage *self)
{
  g_return_if_fail (PASSANT_IS_VISIT_PAGE (self));

  adw_toast_overlay_dismiss_all (self->toasts);
}

/* The guest keeps to the version of the script they have; the newer one is told no more. */
void
passant_visit_page_keep_version (PassantVisitPage *self)
{
  g_autoptr (PassantScript) newer = NULL;

  g_return_if_fail (PASSANT_IS_VISIT_PAGE (self));

  newer = passant_notebook_dup_newer_script (self->notebook, self->session);
  if (newer)
    passant_pocket_put (passant_notebook_get_pocket (self->notebook), "refused",
                        passant_visit_get_id (passant_session_get_visit (self->session)),
                        newer->hash);
  adw_banner_set_revealed (self->version_banner, FALSE);
}
