/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-home-page.h"

#include <glib/gi18n-lib.h>

#include "passant-continue-card.h"
#include "passant-job-card.h"
#include "passant-sync-light.h"
#include "passant-wording.h"

/* How often "synced 3 minutes ago" is said anew. */
#define STATUS_DELAY_S 30

/**
 * PassantHomePage:
 *
 * What to do next: a card to continue each open visit, then the jobs returned, for today, for later, and sent; below, how
 * the last sync went, in words. Follows the notebook and its sync runner.
 */
struct _PassantHomePage {
  AdwNavigationPage parent_instance;

  PassantNotebook  *notebook;
  guint             timeout_id;

  PassantSyncLight *light;
  GtkBox           *continue_box;
  GtkWidget        *returned_section;
  GtkBox           *returned_list;
  GtkWidget        *today_section;
  GtkBox           *today_list;
  GtkWidget        *later_section;
  GtkBox           *later_list;
  GtkWidget        *sent_section;
  GtkBox           *sent_list;
  GtkWidget        *empty_page;
  GtkLabel         *status_label;
};

G_DEFINE_FINAL_TYPE (PassantHomePage, passant_home_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkBox *
list_of (PassantHomePage *self,
         PassantJobGroup group)
{
  switch (group) {
  case PASSANT_JOB_OPEN:
    return self->continue_box;
  case PASSANT_JOB_RETURNED:
    return self->returned_list;
  case PASSANT_JOB_LATER:
    return self->later_list;
  case PASSANT_JOB_SENT:
    return self->sent_list;
  case PASSANT_JOB_TODAY:
  default:
    return self->today_list;
  }
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

static gboolean
has_cards (GtkBox *box)
{
  return gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL;
}

static void
add_card (PassantHomePage *self,
          PassantJob      *job)
{
  PassantJobGroup group = passant_job_get_group (job);
  PassantStore *store = passant_notebook_get_store (self->notebook);
  GtkWidget *card;

  if (group == PASSANT_JOB_OPEN)
    card = passant_continue_card_new (store, job);
  else
    card = passant_job_card_new (store, job, passant_wording_user_language ());
  gtk_box_append (list_of (self, group), card);
}

static void
show_jobs (PassantHomePage *self)
{
  GListModel *jobs = passant_notebook_get_jobs (self->notebook);
  guint n = g_list_model_get_n_items (jobs);

  for (PassantJobGroup group = PASSANT_JOB_OPEN; group <= PASSANT_JOB_SENT; group++)
    clear_box (list_of (self, group));

  for (guint i = 0; i < n; i++) {
    g_autoptr (PassantJob) job = g_list_model_get_item (jobs, i);

    add_card (self, job);
  }

  gtk_widget_set_visible (GTK_WIDGET (self->continue_box), has_cards (self->continue_box));
  gtk_widget_set_visible (self->returned_section, has_cards (self->returned_list));
  gtk_widget_set_visible (self->today_section, has_cards (self->today_list));
  gtk_widget_set_visible (self->later_section, has_cards (self->later_list));
  gtk_widget_set_visible (self->sent_section, has_cards (self->sent_list));
  gtk_widget_set_visible (self->empty_page, n == 0);
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

static void
on_notebook_changed_cb (PassantHomePage *self)
{
  show_jobs (self);
  show_status (self);
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  show_status (user_data);

  return G_SOURCE_CONTINUE;
}

static void
passant_home_page_dispose (GObject *object)
{
  PassantHomePage *self = PASSANT_HOME_PAGE (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
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
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, continue_box);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, returned_section);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, returned_list);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, today_section);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, today_list);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, later_section);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, later_list);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, sent_section);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, sent_list);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, PassantHomePage, status_label);
}

static void
passant_home_page_init (PassantHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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

  return ADW_NAVIGATION_PAGE (self);
}
