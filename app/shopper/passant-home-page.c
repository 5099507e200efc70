/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-home-page.h"

#include <glib/gi18n-lib.h>

#include "passant-continue-card.h"
#include "passant-job-card.h"
#include "passant-job-section.h"
#include "passant-offer-card.h"
#include "passant-sync-light.h"
#include "passant-wording.h"

/* How often "synced 3 minutes ago" is said anew. */
#define STATUS_DELAY_S 30

/* What fits on the first screen; the rest of the page is made when that has been seen. */
#define FIRST_CARDS 8

/**
 * PassantHomePage:
 *
 * What to do next: a card to continue each open visit, then the jobs returned, lost, to claim, for today, for later, and
 * sent; below, how the last sync went, in words. A search leaves those whose place, address or study has its words. Follows
 * the notebook and its sync runner.
 */
struct _PassantHomePage {
  AdwNavigationPage  parent_instance;

  PassantNotebook   *notebook;
  guint              timeout_id;
  guint              rest_id;     /* the source that makes the rest of the page */
  int                day;         /* of the year, when the jobs were looked at last */
  gboolean           is_whole;

  PassantSyncLight  *light;
  GtkToggleButton   *search_button;
  GtkSearchBar      *search_bar;
  GtkSearchEntry    *search_entry;
  PassantJobSection *open_section;
  PassantJobSection *returned_section;
  PassantJobSection *lost_section;
  PassantJobSection *offered_section;
  PassantJobSection *today_section;
  PassantJobSection *later_section;
  PassantJobSection *sent_section;
  AdwStatusPage     *empty_page;
  GtkLabel          *status_label;
};

G_DEFINE_FINAL_TYPE (PassantHomePage, passant_home_page, ADW_TYPE_NAVIGATION_PAGE)

static PassantJobSection *
section_of (PassantHomePage *self,
            PassantJobGroup group)
{
  PassantJobSection *sections[] = {
    [PASSANT_JOB_OPEN] = self->open_section,
    [PASSANT_JOB_RETURNED] = self->returned_section,
    [PASSANT_JOB_LOST] = self->lost_section,
    [PASSANT_JOB_OFFERED] = self->offered_section,
    [PASSANT_JOB_TODAY] = self->today_section,
    [PASSANT_JOB_LATER] = self->later_section,
    [PASSANT_JOB_SENT] = self->sent_section,
  };

  return sections[group];
}

static GtkWidget *
make_card (PassantJob *job,
           gpointer    user_data)
{
  PassantHomePage *self = user_data;
  const char *language = passant_wording_user_language ();

  if (passant_job_get_group (job) == PASSANT_JOB_OPEN)
    return passant_continue_card_new (passant_notebook_get_store (self->notebook), job);
  if (passant_job_get_group (job) == PASSANT_JOB_OFFERED)
    return passant_offer_card_new (job, language);

  return passant_job_card_new (job, language);
}

static int
compare_last_notes (gconstpointer a,
                    gconstpointer b)
{
  gint64 one = passant_job_get_assignment (*(PassantJob **) a)->visit_last_ms;
  gint64 other = passant_job_get_assignment (*(PassantJob **) b)->visit_last_ms;

  return (one < other) - (one > other);
}

/* The jobs of @group that the search leaves; of the visits under way the one noted in last comes first. */
static GPtrArray *
pick_jobs (PassantHomePage *self,
           PassantJobGroup  group)
{
  GListModel *jobs = passant_notebook_get_jobs (self->notebook);
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);
  const char *query = gtk_search_bar_get_search_mode (self->search_bar)
                      ? gtk_editable_get_text (GTK_EDITABLE (self->search_entry))
                      : "";

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (PassantJob) job = g_list_model_get_item (jobs, i);

    if (passant_job_get_group (job) == group &&
        (!*query || passant_job_matches (job, query, passant_wording_user_language ())))
      g_ptr_array_add (picked, g_steal_pointer (&job));
  }
  if (group == PASSANT_JOB_OPEN)
    g_ptr_array_sort (picked, compare_last_notes);

  return picked;
}

static void
show_emptiness (PassantHomePage *self,
                gboolean         is_empty)
{
  guint n = g_list_model_get_n_items (passant_notebook_get_jobs (self->notebook));

  gtk_widget_set_visible (GTK_WIDGET (self->empty_page), is_empty);
  adw_status_page_set_icon_name (self->empty_page, n == 0 ? "mail-unread-symbolic"
                                                          : "system-search-symbolic");
  adw_status_page_set_title (self->empty_page, n == 0 ? _("No jobs yet") : _("Nothing found"));
  adw_status_page_set_description (self->empty_page,
                                   n == 0 ? _("Visits you are offered appear here after a sync.")
                                          : _("Try a place, a street or the name of a study."));
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), n > 0);
}

static void
show_jobs (PassantHomePage *self)
{
  guint left = self->is_whole ? G_MAXUINT : FIRST_CARDS;
  gboolean is_empty = TRUE;

  for (PassantJobGroup group = PASSANT_JOB_OPEN; group <= PASSANT_JOB_SENT; group++) {
    g_autoptr (GPtrArray) jobs = pick_jobs (self, group);
    guint n;

    if (left == 0)
      break;
    n = passant_job_section_show (section_of (self, group), jobs, left);
    /* The way back into a visit is twice as tall as other cards. */
    if (!self->is_whole)
      left -= MIN (left, group == PASSANT_JOB_OPEN ? 2 * n : n);
    is_empty = is_empty && jobs->len == 0;
  }

  show_emptiness (self, is_empty);
}

static gboolean
show_rest (gpointer user_data)
{
  PassantHomePage *self = user_data;

  self->rest_id = 0;
  self->is_whole = TRUE;
  show_jobs (self);

  return G_SOURCE_REMOVE;
}

/* A frame is on its way; behind it in the queue it is drawn by then. */
static gboolean
on_first_tick_cb (GtkWidget     *widget,
                  GdkFrameClock *clock,
                  gpointer       user_data)
{
  PassantHomePage *self = PASSANT_HOME_PAGE (widget);

  if (!self->is_whole && self->rest_id == 0)
    self->rest_id = g_idle_add_full (G_PRIORITY_LOW, show_rest, self, NULL);

  return G_SOURCE_REMOVE;
}

static void
on_search_changed_cb (PassantHomePage *self)
{
  if (!self->notebook)
    return;

  self->is_whole = TRUE;
  show_jobs (self);
}

static char *
describe_waiting (guint unsent)
{
  if (unsent == 0)
    return NULL;

  return g_strdup_printf (ngettext ("%u note waits on this device",
                                    "%u notes wait on this device", unsent), unsent);
}

static char *
describe_sync (PassantHomePage *self)
{
  PassantSyncRunner *runner = passant_notebook_get_runner (self->notebook);
  const PassantEnrolment *enrolment = passant_notebook_get_enrolment (self->notebook);
  g_autofree char *ago = NULL;

  /* The sentence about it stands in the outbox; here it would push the jobs away. */
  if (passant_sync_runner_get_state (runner) == PASSANT_SYNC_STATE_OFFLINE)
    return g_strdup (_("The hub is out of reach"));

  if (passant_sync_runner_get_words (runner))
    return g_strdup (passant_sync_runner_get_words (runner));

  if (!enrolment || enrolment->synced_ms == 0)
    return g_strdup (_("Not synced yet"));

  ago = passant_wording_for_ago (enrolment->synced_ms,
                                 passant_notebook_get_now_ms (self->notebook));

  /* Translators: %s is "5 minutes ago" or "just now". */
  return g_strdup_printf (_("Synced %s"), ago);
}

static void
show_light (PassantHomePage *self)
{
  switch (passant_sync_runner_get_state (passant_notebook_get_runner (self->notebook))) {
  case PASSANT_SYNC_STATE_RUNNING:
    passant_sync_light_set_state (self->light, PASSANT_SYNC_LIGHT_BUSY);
    break;
  case PASSANT_SYNC_STATE_OFFLINE:
  case PASSANT_SYNC_STATE_FAILED:
    passant_sync_light_set_state (self->light, PASSANT_SYNC_LIGHT_OFFLINE);
    break;
  case PASSANT_SYNC_STATE_IDLE:
  default:
    if (passant_sync_light_get_state (self->light) == PASSANT_SYNC_LIGHT_BUSY)
      passant_sync_light_set_state (self->light, PASSANT_SYNC_LIGHT_DONE);
    else if (passant_sync_light_get_state (self->light) != PASSANT_SYNC_LIGHT_DONE)
      passant_sync_light_set_state (self->light, PASSANT_SYNC_LIGHT_QUIET);
    break;
  }
  passant_sync_light_set_waiting (self->light, passant_notebook_get_unsent (self->notebook));
}

static void
show_status (PassantHomePage *self)
{
  g_autofree char *sync = describe_sync (self);
  g_autofree char *waiting = describe_waiting (passant_notebook_get_unsent (self->notebook));
  g_autofree char *both = waiting ? g_strdup_printf ("%s\n%s", sync, waiting) : NULL;

  gtk_label_set_label (self->status_label, both ? both : sync);
  show_light (self);
}

static int
get_day (PassantHomePage *self)
{
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_local (passant_notebook_get_now_ms (self->notebook) / 1000);

  return now ? g_date_time_get_day_of_year (now) : 0;
}

static void
on_notebook_changed_cb (PassantHomePage *self)
{
  self->day = get_day (self);
  show_jobs (self);
  show_status (self);
}

/* A device that slept through the night must not go on saying "tomorrow". */
static gboolean
on_timeout_cb (gpointer user_data)
{
  PassantHomePage *self = user_data;

  if (get_day (self) != self->day)
    passant_notebook_refresh (self->notebook);
  show_status (self);

  return G_SOURCE_CONTINUE;
}

static void
passant_home_page_dispose (GObject *object)
{
  PassantHomePage *self = PASSANT_HOME_PAGE (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), PASSANT_TYPE_HOME_PAGE);
  g_clear_object (&self->notebook);

  G_OBJECT_CLASS (passant_home_page_parent_class)->dispose (object);
}

static void
passant_home_page_class_init (PassantHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = passant_home_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/passant/shopper/passant-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, light);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, search_button);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, open_section);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, returned_section);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, lost_section);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, offered_section);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, today_section);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, later_section);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, sent_section);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, status_label);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
}

static void
passant_home_page_init (PassantHomePage *self)
{
  g_type_ensure (PASSANT_TYPE_JOB_SECTION);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (PassantJobGroup group = PASSANT_JOB_OPEN; group <= PASSANT_JOB_SENT; group++)
    passant_job_section_set_maker (section_of (self, group), make_card, self);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
}

AdwNavigationPage *
passant_home_page_new (PassantNotebook *notebook)
{
  PassantHomePage *self = g_object_new (PASSANT_TYPE_HOME_PAGE, NULL);
  PassantSyncRunner *runner = passant_notebook_get_runner (notebook);

  self->notebook = g_object_ref (notebook);
  g_signal_connect_object (notebook, "changed", G_CALLBACK (on_notebook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "notify", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
  self->timeout_id = g_timeout_add_seconds (STATUS_DELAY_S, on_timeout_cb, self);
  on_notebook_changed_cb (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_first_tick_cb, NULL, NULL);

  return ADW_NAVIGATION_PAGE (self);
}

void
passant_home_page_search (PassantHomePage *self)
{
  g_return_if_fail (PASSANT_IS_HOME_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
