/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-window.h"

#include <glib/gi18n-lib.h>

#include "passant-assignment-page.h"
#include "passant-attendant.h"
#include "passant-home-page.h"
#include "passant-label.h"
#include "passant-welcome-page.h"
#include "passant-window-private.h"
#include "passant-wording.h"

/* One and a half times what is usual. */
#define LARGE_DPI (96 * 3 / 2)

/**
 * PassantWindow:
 *
 * Which page is shown: the welcome until this device is enrolled, then home, and above it a job, a visit, its finish or
 * the outbox. Holds the one visit that is open on the screen. After a kill it comes up in the same visit.
 */
struct _PassantWindow {
  AdwApplicationWindow parent_instance;

  PassantNotebook     *notebook; /* NULL when the store did not open */
  PassantSession      *session;
  PassantVisitPage    *visit_page;
  PassantCurtain      *curtain;
  PassantAttendant    *attendant; /* NULL likewise */
  gboolean             is_told_to_stay; /* when it was to be closed over what is still not kept */

  AdwToastOverlay     *toasts;
  AdwNavigationView   *pages;
};

G_DEFINE_FINAL_TYPE (PassantWindow, passant_window, ADW_TYPE_APPLICATION_WINDOW)

static const char *
get_visible_tag (PassantWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->pages);

  return page ? adw_navigation_page_get_tag (page) : NULL;
}

/* What the guest said last is kept, or cannot be just now: FALSE. It lives in the session alone then, so that one stays.
 * Things go on meanwhile: afterwards the visit may have been left, or another be at hand. */
static gboolean
keep_all (PassantWindow *self)
{
  g_autoptr (PassantSession) session = NULL;

  if (!self->session)
    return TRUE;

  /* The last of it may be the visit's end, which leaves it. */
  session = g_object_ref (self->session);
  passant_visit_page_flush (self->visit_page);
  passant_session_flush (session);

  return !passant_session_is_saying (session);
}

static void
tell_to_stay (PassantWindow *self)
{
  passant_window_tell (self, _("Your last note is not kept yet; stay here until it is"), NULL,
                       NULL, NULL);
}

static void
leave_visit (PassantWindow *self)
{
  if (!self->session)
    return;

  passant_attendant_follow (self->attendant, NULL);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  self->visit_page = NULL;
  passant_pocket_put (passant_notebook_get_place (self->notebook), "here", "visit", NULL);
  passant_notebook_refresh (self->notebook);
}

/* The visit at hand, above @home. */
static void
put_visit (PassantWindow     *self,
           AdwNavigationPage *home)
{
  AdwNavigationPage *stack[] = { home, passant_visit_page_new (self->notebook, self->session) };

  self->visit_page = PASSANT_VISIT_PAGE (stack[1]);
  adw_navigation_view_replace (self->pages, stack, G_N_ELEMENTS (stack));
}

static void
on_popped_cb (PassantWindow     *self,
              AdwNavigationPage *page)
{
  PassantSession *before = self->session;

  if (page == ADW_NAVIGATION_PAGE (self->visit_page)) {
    gboolean is_kept = keep_all (self);

    if (is_kept && self->session == before) {
      leave_visit (self);
    } else if (self->session == before) {
      put_visit (self, passant_home_page_new (self->notebook));
      tell_to_stay (self);
    }
  }
  passant_window_update_actions (self);
}

static void
tell_the_end (PassantWindow    *self,
              PassantVisitState state)
{
  if (state == PASSANT_VISIT_BROKEN_OFF)
    passant_window_tell (self, _("Broken off and kept"), NULL, NULL, NULL);
  else
    passant_window_tell (self, _("Finished and kept"), NULL, NULL, NULL);
}

static void
on_session_changed_cb (PassantWindow *self)
{
  PassantVisitState state = passant_visit_get_state (passant_session_get_visit (self->session));

  if (!passant_session_is_saying (self->session))
    self->is_told_to_stay = FALSE;
  if (passant_session_is_open (self->session) || passant_session_is_saying (self->session)) {
    passant_window_update_actions (self);
    return;
  }

  passant_window_go_home (self);
  tell_the_end (self, state);
  passant_sync_runner_nudge (passant_notebook_get_runner (self->notebook));
}

static void
on_file_refused_cb (PassantWindow *self,
                    const char    *words)
{
  passant_window_tell (self, words, NULL, NULL, NULL);
}

static void
show_home (PassantWindow *self)
{
  AdwNavigationPage *home = passant_home_page_new (self->notebook);

  adw_navigation_view_replace (self->pages, &home, 1);
}

static void
on_notebook_changed_cb (PassantWindow *self)
{
  const char *tag = get_visible_tag (self);

  if (passant_notebook_get_enrolment (self->notebook) && (!tag || g_str_equal (tag, "welcome")))
    show_home (self);
  passant_window_update_actions (self);
}

static gboolean
resume_where_left (PassantWindow *self)
{
  PassantPocket *place = passant_notebook_get_place (self->notebook);
  g_autofree char *visit = passant_pocket_dup (place, "here", "visit");
  g_autoptr (PassantSession) session = visit ? passant_notebook_resume (self->notebook, visit, NULL)
                                             : NULL;

  if (!session || !passant_session_is_open (session))
    return FALSE;

  passant_window_show_visit (self, session);

  return TRUE;
}

static void
start (PassantWindow *self)
{
  AdwNavigationPage *welcome;

  g_signal_connect_object (self->notebook, "changed", G_CALLBACK (on_notebook_changed_cb), self,
                           G_CONNECT_SWAPPED);

  if (!passant_notebook_get_enrolment (self->notebook)) {
    welcome = passant_welcome_page_new (self->notebook);
    adw_navigation_view_replace (self->pages, &welcome, 1);
    return;
  }

  show_home (self);
  resume_where_left (self);
}

static gboolean
passant_window_close_request (GtkWindow *window)
{
  PassantWindow *self = PASSANT_WINDOW (window);

  /* Who closes it a second time has been told. */
  if (!keep_all (self) && !self->is_told_to_stay) {
    self->is_told_to_stay = TRUE;
    tell_to_stay (self);
    return TRUE;
  }

  if (self->notebook)
    passant_sync_runner_stop (passant_notebook_get_runner (self->notebook));

  return GTK_WINDOW_CLASS (passant_window_parent_class)->close_request (window);
}

static void
on_curtain_opened_cb (PassantWindow *self)
{
  passant_window_update_actions (self);
  if (self->attendant)
    passant_attendant_look (self->attendant);
}

/* A program that ended covered begins covered: before its first frame. */
static void
hang_curtain (PassantWindow *self)
{
  self->curtain = passant_curtain_new (GTK_APPLICATION_WINDOW (self), self->notebook ?
                                       passant_notebook_get_pocket (self->notebook) : NULL);
  g_signal_connect_object (self->curtain, "opened", G_CALLBACK (on_curtain_opened_cb), self,
                           G_CONNECT_SWAPPED);
  if (passant_curtain_was_drawn (self->curtain))
    passant_window_cover (self);
}

static void
passant_window_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  GTK_WIDGET_CLASS (passant_window_parent_class)->size_allocate (widget, width, height, baseline);
  passant_curtain_allocate (PASSANT_WINDOW (widget)->curtain, width, height);
}

static void
passant_window_dispose (GObject *object)
{
  PassantWindow *self = PASSANT_WINDOW (object);

  g_clear_object (&self->attendant);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  self->visit_page = NULL;
  g_clear_object (&self->session);
  if (self->curtain)
    passant_curtain_leave (self->curtain);
  g_clear_object (&self->curtain);
  gtk_widget_dispose_template (GTK_WIDGET (self), PASSANT_TYPE_WINDOW);
  g_clear_object (&self->notebook);

  G_OBJECT_CLASS (passant_window_parent_class)->dispose (object);
}

static void
passant_window_class_init (PassantWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_window_dispose;
  widget_class->size_allocate = passant_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = passant_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/passant/shopper/passant-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PassantWindow, pages);
}

static void
passant_window_init (PassantWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->pages, "popped", G_CALLBACK (on_popped_cb), self,
                           G_CONNECT_SWAPPED);
  passant_window_add_evidence_actions (self);
  passant_window_add_actions (self);
  passant_window_add_cover_actions (self);
  passant_window_add_feeling_actions (self);
  passant_window_add_job_actions (self);
  passant_window_add_device_actions (self);
}

/* @notebook: NULL when the store did not open; passant_window_show_failure() then says why. */
PassantWindow *
passant_window_new (PassantApplication *application,
                    PassantNotebook    *notebook)
{
  PassantWindow *self = g_object_new (PASSANT_TYPE_WINDOW, "application", application, NULL);

  g_set_object (&self->notebook, notebook);
  if (notebook) {
    self->attendant = passant_attendant_new (self, notebook);
    start (self);
  }
  passant_window_update_actions (self);
  hang_curtain (self);

  return self;
}

static const char *
describe_remedy (const GError *error)
{
  if (g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_TOO_NEW))
    return _("Nothing was changed; all your notes are still there.");

  if (g_error_matches (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE))
    return _("Free some space on this device and open Passant again. Nothing was lost.");

  return _("Nothing was deleted.");
}

/* The problem first and in words; the folder's long name only once, below, for whoever helps. */
static char *
describe_failure (const GError *error,
                  const char   *folder)
{
  g_autofree char *prefix = g_strconcat (folder, G_DIR_SEPARATOR_S, NULL);
  g_auto (GStrv) parts = g_strsplit (error->message, prefix, -1);
  g_autofree char *problem = g_strjoinv ("", parts);

  return g_markup_printf_escaped ("%s.\n\n%s\n\n<small>%s</small>", problem,
                                  describe_remedy (error), folder);
}

/* Says why the notebook in @folder cannot be opened, and what to do. */
void
passant_window_show_failure (PassantWindow *self,
                             const GError  *error,
                             const char    *folder)
{
  AdwNavigationPage *page;
  GtkWidget *status = adw_status_page_new ();
  GtkWidget *toolbar_view = adw_toolbar_view_new ();
  g_autofree char *text = NULL;

  g_return_if_fail (PASSANT_IS_WINDOW (self));

  text = describe_failure (error, folder);
  gtk_widget_add_css_class (status, "compact");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _("Your notes cannot be opened"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status), text);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar_view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar_view), status);
  page = adw_navigation_page_new (toolbar_view, _("Passant"));
  adw_navigation_view_replace (self->pages, &page, 1);
}

/* A passant:// link was opened; NULL: the guest wants to enrol anew without one. */
void
passant_window_enrol (PassantWindow *self,
                      const char    *link)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->pages);

  if (!self->notebook)
    return;

  if (passant_notebook_get_enrolment (self->notebook) && PASSANT_IS_WELCOME_PAGE (page) && link)
    passant_welcome_page_fill (PASSANT_WELCOME_PAGE (page), link);
  else if (passant_notebook_get_enrolment (self->notebook))
    passant_window_push (self, passant_welcome_page_new_again (self->notebook, link));
  else if (PASSANT_IS_WELCOME_PAGE (page))
    passant_welcome_page_enrol (PASSANT_WELCOME_PAGE (page), link);
}

PassantNotebook *
passant_window_get_notebook (PassantWindow *self)
{
  return self->notebook;
}

/* NULL: no visit is open on the screen. */
PassantSession *
passant_window_get_session (PassantWindow *self)
{
  return self->session;
}

PassantVisitPage *
passant_window_get_visit_page (PassantWindow *self)
{
  return self->visit_page;
}

PassantCurtain *
passant_window_get_curtain (PassantWindow *self)
{
  return self->curtain;
}

/* The job whose page is on the screen, or NULL. */
PassantJob *
passant_window_get_job (PassantWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->pages);

  if (!PASSANT_IS_ASSIGNMENT_PAGE (page))
    return NULL;

  return passant_assignment_page_get_job (PASSANT_ASSIGNMENT_PAGE (page));
}

/* The home page when it is on the screen, or NULL. */
PassantHomePage *
passant_window_get_home_page (PassantWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->pages);

  return PASSANT_IS_HOME_PAGE (page) ? PASSANT_HOME_PAGE (page) : NULL;
}

/* One page of a kind is enough; that of another job takes its place. */
void
passant_window_push (PassantWindow     *self,
                     AdwNavigationPage *page)
{
  g_autoptr (AdwNavigationPage) owned = g_object_ref_sink (page);

  if (g_strcmp0 (get_visible_tag (self), adw_navigation_page_get_tag (page)) == 0) {
    if (!PASSANT_IS_ASSIGNMENT_PAGE (page))
      return;
    adw_navigation_view_pop (self->pages);
  }

  adw_navigation_view_push (self->pages, page);
  passant_window_update_actions (self);
}

/* Home, and @session's visit above it. */
void
passant_window_show_visit (PassantWindow  *self,
                           PassantSession *session)
{
  PassantSession *before = self->session;
  AdwNavigationPage *home = NULL;

  if (!keep_all (self)) {
    tell_to_stay (self);
    return;
  }

  if (self->session && self->session != before)
    return;

  /* Turning from one visit to another leaves home as it is. A home that is on the screen cannot stay under the visit:
   * the view would go on giving it room, and none. */
  if (self->session)
    home = adw_navigation_view_find_page (self->pages, "home");
  leave_visit (self);
  g_set_object (&self->session, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "refused", G_CALLBACK (on_file_refused_cb), self,
                           G_CONNECT_SWAPPED);
  passant_notebook_turn_to (self->notebook, session);
  put_visit (self, home ? home : passant_home_page_new (self->notebook));
  passant_pocket_put (passant_notebook_get_place (self->notebook), "here", "visit",
                      passant_visit_get_id (passant_session_get_visit (session)));
  passant_attendant_follow (self->attendant, session);
  passant_window_update_actions (self);
}

/* Or has it under another page. */
gboolean
passant_window_is_showing (PassantWindow *self,
                           PassantVisit  *visit)
{
  return self->session &&
         g_str_equal (passant_visit_get_id (passant_session_get_visit (self->session)),
                      passant_visit_get_id (visit));
}

void
passant_window_return_to_visit (PassantWindow *self)
{
  adw_navigation_view_pop_to_page (self->pages, ADW_NAVIGATION_PAGE (self->visit_page));
}

void
passant_window_go_home (PassantWindow *self)
{
  PassantSession *before = self->session;

  if (!keep_all (self)) {
    tell_to_stay (self);
    return;
  }

  if (self->session && self->session != before)
    return;

  leave_visit (self);
  show_home (self);
  passant_window_update_actions (self);
}

static AdwToastOverlay *
find_toasts (GtkWidget *widget)
{
  AdwToastOverlay *found = ADW_IS_TOAST_OVERLAY (widget) ? ADW_TOAST_OVERLAY (widget) : NULL;
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_toasts (child);

  return found;
}

/* Wrapped where a toast's own title is cut off: large letters and small screens need two lines. */
static AdwToast *
new_toast (const char *words)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_custom_title (toast, passant_label_new (words, "heading"));

  return toast;
}

/* Letters so large that words and a button beside each other are wider than a phone. */
static gboolean
has_large_letters (PassantWindow *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);

  return dpi >= LARGE_DPI * PANGO_SCALE;
}

/* A toast's own button stands beside its words and is cut off with them; this one stands below. */
static void
add_button_below (AdwToast   *toast,
                  const char *words,
                  const char *button,
                  const char *action,
                  GVariant   *target)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *below = gtk_button_new_with_label (button);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (below), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (below), target);
  g_signal_connect_object (below, "clicked", G_CALLBACK (adw_toast_dismiss), toast,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_box_append (GTK_BOX (box), passant_label_new (words, "heading"));
  gtk_box_append (GTK_BOX (box), below);
  adw_toast_set_custom_title (toast, box);
}

/* A few words that go by themselves, over the page and not over the buttons below it; the words before make room. @button
 * does @action, or is NULL. */
void
passant_window_tell (PassantWindow *self,
                     const char    *words,
                     const char    *button,
                     const char    *action,
                     GVariant      *target)
{
  AdwToast *toast = new_toast (words);
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->pages);
  AdwToastOverlay *toasts = page ? find_toasts (GTK_WIDGET (page)) : NULL;

  if (button && has_large_letters (self)) {
    add_button_below (toast, words, button, action, target);
  } else if (button) {
    adw_toast_set_button_label (toast, button);
    adw_toast_set_action_name (toast, action);
    adw_toast_set_action_target_value (toast, target);
  }
  if (!passant_window_is_covered (self))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (!toasts)
    toasts = self->toasts;
  adw_toast_overlay_dismiss_all (toasts);
  adw_toast_overlay_add_toast (toasts, toast);
}
