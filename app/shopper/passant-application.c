/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-application.h"

#include <glib-unix.h>

#include "passant-notebook.h"
#include "passant-widgets.h"
#include "passant-window.h"

/**
 * PassantApplication:
 *
 * The shopper's app: one notebook, one window. A passant:// link opens the enrolment with the link filled in. Actions:
 * `app.quit`, and `app.resume` and `app.sync` of the desktop's menu, and `app.open-job(s)` of a notice; all others are
 * the window's (`win.*`), which also tests and screen readers reach by name.
 */
struct _PassantApplication {
  AdwApplication   parent_instance;

  char            *folder;
  PassantNotebook *notebook;
};

G_DEFINE_FINAL_TYPE (PassantApplication, passant_application, ADW_TYPE_APPLICATION)

static PassantWindow *
present_window (PassantApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GError) error = NULL;

  if (!self->notebook)
    self->notebook = passant_notebook_open (self->folder, &error);

  if (!window)
    window = GTK_WINDOW (passant_window_new (self, self->notebook));
  if (error)
    passant_window_show_failure (PASSANT_WINDOW (window), error, self->folder);
  gtk_window_present (window);

  return PASSANT_WINDOW (window);
}

static gboolean
on_terminate_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);

  return G_SOURCE_CONTINUE;
}

/* Windows are asked to close one by one, so that what was typed last is still kept. */
static void
on_quit_activated_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  GtkApplication *application = user_data;
  GList *windows = g_list_copy (gtk_application_get_windows (application));

  for (GList *each = windows; each; each = each->next)
    gtk_window_close (each->data);
  g_list_free (windows);
}

/* Under the cover only the shopping list comes up; and whoever is asked something has to answer that first, lest the answer
 * count for what another page is about. */
static gboolean
may_turn (PassantWindow *window)
{
  return !passant_window_is_covered (window) &&
         !adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

/* The visit noted in last, of those still with the guest. */
static const PassantAssignment *
find_latest (PassantNotebook *notebook)
{
  GListModel *jobs = passant_notebook_get_jobs (notebook);
  const PassantAssignment *latest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (PassantJob) job = g_list_model_get_item (jobs, i);
    const PassantAssignment *each = passant_job_get_assignment (job);

    if (each->visit && (each->visit_state == PASSANT_VISIT_OPEN ||
                        each->visit_state == PASSANT_VISIT_RETURNED) &&
        (!latest || each->visit_last_ms > latest->visit_last_ms))
      latest = each;
  }

  return latest;
}

static void
on_resume_activated_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  PassantApplication *self = user_data;
  PassantWindow *window = present_window (self);
  const PassantAssignment *latest = self->notebook ? find_latest (self->notebook) : NULL;

  if (latest && may_turn (window))
    g_action_group_activate_action (G_ACTION_GROUP (window), "resume",
                                    g_variant_new_string (latest->visit));
}

static void
on_sync_activated_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (present_window (user_data)), "sync", NULL);
}

/* "": the app. */
static void
on_open_job_activated_cb (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  PassantApplication *self = user_data;
  PassantWindow *window = present_window (self);

  if (self->notebook && *g_variant_get_string (parameter, NULL) && may_turn (window))
    g_action_group_activate_action (G_ACTION_GROUP (window), "open-assignment", parameter);
}

static void
set_up_accelerators (GtkApplication *self)
{
  static const struct {
    const char *action;
    const char *accelerators[3];
  } keys[] = {
    { "app.quit", { "<Control>q" } },
    { "win.next", { "<Alt>Right", "<Control>Page_Down" } },
    { "win.back", { "<Alt>Left", "<Control>Page_Up" } },
    { "win.jump", { "<Control>j" } },
    { "win.undo", { "<Control>z" } },
    { "win.mark", { "<Control>m" } },
    { "win.search", { "<Control>f" } },
    { "win.shoot-first", { "<Control>p" } },
    { "win.sync", { "<Control>r", "F5" } },
    { "win.preferences", { "<Control>comma" } },
    { "win.finish", { "<Control>Return" } },
    { "window.close", { "<Control>w" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (self, keys[i].action,
                                           (const char * const *) keys[i].accelerators);
}

static void
passant_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "quit", on_quit_activated_cb, NULL, NULL, NULL, { 0 } },
    { "resume", on_resume_activated_cb, NULL, NULL, NULL, { 0 } },
    { "open-job", on_open_job_activated_cb, "s", NULL, NULL, { 0 } },
    { "sync", on_sync_activated_cb, NULL, NULL, NULL, { 0 } },
  };

  G_APPLICATION_CLASS (passant_application_parent_class)->startup (application);

  passant_widgets_init ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  set_up_accelerators (GTK_APPLICATION (application));
  g_unix_signal_add (SIGTERM, on_terminate_cb, application);
  g_unix_signal_add (SIGINT, on_terminate_cb, application);
}

static void
passant_application_activate (GApplication *application)
{
  present_window (PASSANT_APPLICATION (application));
}

static void
passant_application_open (GApplication *application,
                          GFile       **files,
                          int           n_files,
                          const char   *hint)
{
  PassantWindow *window = present_window (PASSANT_APPLICATION (application));
  g_autofree char *link = n_files > 0 ? g_file_get_uri (files[0]) : NULL;

  if (link && g_str_has_prefix (link, "passant:"))
    passant_window_enrol (window, link);
}

/* The windows are gone and have said what was typed; it is kept before the program is. */
static void
passant_application_shutdown (GApplication *application)
{
  PassantApplication *self = PASSANT_APPLICATION (application);

  G_APPLICATION_CLASS (passant_application_parent_class)->shutdown (application);

  if (self->notebook)
    passant_worker_settle (passant_store_get_worker (passant_notebook_get_store (self->notebook)));
}

static void
passant_application_finalize (GObject *object)
{
  PassantApplication *self = PASSANT_APPLICATION (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_object (&self->notebook);

  G_OBJECT_CLASS (passant_application_parent_class)->finalize (object);
}

static void
passant_application_class_init (PassantApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = passant_application_finalize;
  application_class->startup = passant_application_startup;
  application_class->activate = passant_application_activate;
  application_class->open = passant_application_open;
  application_class->shutdown = passant_application_shutdown;
}

static void
passant_application_init (PassantApplication *self)
{
}

/* @stands_alone: another Passant with another folder may run beside it. */
PassantApplication *
passant_application_new (const char *folder,
                         gboolean    stands_alone)
{
  GApplicationFlags flags = G_APPLICATION_HANDLES_OPEN;
  PassantApplication *self;

  if (stands_alone)
    flags |= G_APPLICATION_NON_UNIQUE;

  self = g_object_new (PASSANT_TYPE_APPLICATION,
                       "application-id", PASSANT_APP_ID,
                       "flags", flags,
                       "resource-base-path", "/passant/shopper",
                       NULL);
  self->folder = g_strdup (folder);

  return self;
}
