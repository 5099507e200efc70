/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-herald.h"

#include <glib/gi18n-lib.h>

#include "passant-news.h"
#include "passant-settings.h"

#define GROUP "told"
#define NEUTRAL "news"
/* Time may pass while the device sleeps: it is looked again at least this often. */
#define LOOK_DELAY_S_MAX (15 * 60)

/**
 * PassantHerald:
 *
 * Tells the guest by a notice of the system what came while they looked elsewhere: a job, a visit that came back, a
 * deadline near. Once each; what is told is remembered in the pocket. Whoever reads it over a shoulder learns nothing,
 * unless the guest wants notices to say what they are about; under the cover nothing is told at all until it is gone.
 * A notice opens the job it speaks of (`app.open-job`), one for several jobs the app; once the guest looks at the app they
 * are taken back. Lives as long as its window.
 */
struct _PassantHerald {
  GObject          parent_instance;

  PassantWindow   *window; /* unowned */
  PassantNotebook *notebook;
  GPtrArray       *standing; /* ids of notices that were sent and not taken back */
  char            *only;     /* the one assignment that the neutral notice speaks of; "": of several */
  guint            timeout_id;
};

G_DEFINE_FINAL_TYPE (PassantHerald, passant_herald, G_TYPE_OBJECT)

static char *
describe (const PassantNews *news)
{
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *when = NULL;

  switch (news->kind) {
  case PASSANT_NEWS_NEW:
    return g_strdup (_("A new job"));
  case PASSANT_NEWS_RETURNED:
    return g_strdup (_("Came back to you"));
  case PASSANT_NEWS_LEG:
    return g_strdup (_("Time for the next part"));
  case PASSANT_NEWS_DEADLINE:
  default:
    until = g_date_time_new_from_unix_local (news->until_ms / 1000);
    when = until ? g_date_time_format (until, "%A %H:%M") : NULL;
    /* Translators: a day and a time: "Tuesday 18:00". */
    return g_strdup_printf (_("To be handed in by %s"), when ? when : "");
  }
}

static void
send_as (PassantHerald *self,
         const char    *id,
         GNotification *notification,
         const char    *assignment)
{
  g_notification_set_default_action_and_target (notification, "app.open-job", "s", assignment);
  g_application_send_notification (g_application_get_default (), id, notification);
  if (!g_ptr_array_find_with_equal_func (self->standing, id, g_str_equal, NULL))
    g_ptr_array_add (self->standing, g_strdup (id));
}

/* One notice for all that says nothing, so that a shop full of people hears one. */
static void
send (PassantHerald     *self,
      const PassantNews *news)
{
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *title = NULL;

  if (!g_settings_get_boolean (passant_settings_get (), "notices-tell")) {
    g_set_str (&self->only, self->only && !g_str_equal (self->only, news->assignment)
                            ? "" : news->assignment);
    notification = g_notification_new (_("There is something for you"));
    send_as (self, NEUTRAL, notification, self->only);
    return;
  }

  title = describe (news);
  notification = g_notification_new (title);
  g_notification_set_body (notification, news->place);
  send_as (self, news->key, notification, news->assignment);
}

/* What they speak of stands on the pages that the guest now looks at. */
static void
on_active_cb (PassantHerald *self)
{
  GApplication *application = g_application_get_default ();

  /* What was noted meanwhile may have the next part of a journey wait. */
  if (!gtk_window_is_active (GTK_WINDOW (self->window))) {
    passant_notebook_refresh (self->notebook);
    return;
  }

  for (guint i = 0; i < self->standing->len; i++)
    g_application_withdraw_notification (application, self->standing->pdata[i]);
  g_ptr_array_set_size (self->standing, 0);
  g_clear_pointer (&self->only, g_free);
}

static gboolean
was_told (PassantHerald *self,
          const char    *key)
{
  g_autofree char *told = passant_pocket_dup (passant_notebook_get_pocket (self->notebook), GROUP,
                                              key);

  return told != NULL;
}

/* What is no news any more may become some again. */
static void
forget (PassantHerald *self,
        GPtrArray     *news)
{
  PassantPocket *pocket = passant_notebook_get_pocket (self->notebook);
  g_auto (GStrv) keys = passant_pocket_list (pocket, GROUP);

  for (guint i = 0; keys[i]; i++) {
    gboolean is_news = FALSE;

    for (guint j = 0; j < news->len; j++)
      is_news = is_news || g_str_equal (((PassantNews *) news->pdata[j])->key, keys[i]);
    if (is_news)
      continue;
    passant_pocket_put (pocket, GROUP, keys[i], NULL);
    g_application_withdraw_notification (g_application_get_default (), keys[i]);
  }
}

static GPtrArray *
list_assignments (PassantHerald *self)
{
  GListModel *jobs = passant_notebook_get_jobs (self->notebook);
  GPtrArray *assignments = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (PassantJob) job = g_list_model_get_item (jobs, i);

    g_ptr_array_add (assignments, (gpointer) passant_job_get_assignment (job));
  }

  return assignments;
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  PassantHerald *self = user_data;

  self->timeout_id = 0;
  passant_herald_look (self);

  return G_SOURCE_REMOVE;
}

static void
look_again (PassantHerald *self,
            gint64         next_ms)
{
  gint64 wait_s = (next_ms - passant_notebook_get_now_ms (self->notebook)) / 1000 + 1;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (next_ms > 0)
    self->timeout_id = g_timeout_add_seconds ((guint) CLAMP (wait_s, 1, LOOK_DELAY_S_MAX),
                                              on_timeout_cb, self);
}

static void
passant_herald_dispose (GObject *object)
{
  PassantHerald *self = PASSANT_HERALD (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->notebook);

  G_OBJECT_CLASS (passant_herald_parent_class)->dispose (object);
}

static void
passant_herald_finalize (GObject *object)
{
  PassantHerald *self = PASSANT_HERALD (object);

  g_clear_pointer (&self->standing, g_ptr_array_unref);
  g_clear_pointer (&self->only, g_free);

  G_OBJECT_CLASS (passant_herald_parent_class)->finalize (object);
}

static void
passant_herald_class_init (PassantHeraldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_herald_dispose;
  G_OBJECT_CLASS (klass)->finalize = passant_herald_finalize;
}

static void
passant_herald_init (PassantHerald *self)
{
  self->standing = g_ptr_array_new_with_free_func (g_free);
}

PassantHerald *
passant_herald_new (PassantWindow   *window,
                    PassantNotebook *notebook)
{
  PassantHerald *self = g_object_new (PASSANT_TYPE_HERALD, NULL);

  self->window = window;
  self->notebook = g_object_ref (notebook);
  g_signal_connect_object (notebook, "changed", G_CALLBACK (passant_herald_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (on_active_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/* Tells what is to be told now. What comes while the guest looks at the app stands on its pages. */
void
passant_herald_look (PassantHerald *self)
{
  g_autoptr (GPtrArray) assignments = NULL;
  g_autoptr (GPtrArray) news = NULL;
  gint64 next_ms;

  g_return_if_fail (PASSANT_IS_HERALD (self));

  if (passant_window_is_covered (self->window))
    return;

  assignments = list_assignments (self);
  news = passant_news_list (assignments, passant_notebook_get_now_ms (self->notebook), &next_ms);
  forget (self, news);
  for (guint i = 0; i < news->len; i++) {
    PassantNews *item = news->pdata[i];

    if (was_told (self, item->key))
      continue;
    passant_pocket_put (passant_notebook_get_pocket (self->notebook), GROUP, item->key, "1");
    if (!gtk_window_is_active (GTK_WINDOW (self->window)))
      send (self, item);
  }
  look_again (self, next_ms);
}
