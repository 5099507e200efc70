/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-pocket.h"

#include <errno.h>

#include <glib/gstdio.h>

/**
 * PassantPocket:
 *
 * What the guest has in hand and is no fact: a stopwatch that runs, the language a journey is read in. Small words
 * by group and key, in a file beside the database, written whole on the store's worker after each change. A
 * pocket that cannot be read is an empty one: nothing in it is worth refusing to start for. What goes in a light one may
 * go with a power cut, and makes no card wait.
 */
struct _PassantPocket {
  GObject        parent_instance;

  char          *path;
  gboolean       is_light;
  PassantWorker *worker;
  GKeyFile      *keys;
};

G_DEFINE_FINAL_TYPE (PassantPocket, passant_pocket, G_TYPE_OBJECT)

typedef struct {
  char    *path;
  char    *text;
  gboolean is_light;
} Page;

static void
page_free (Page *self)
{
  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

/* Beside it and then in its place: whoever is killed in between leaves the old one. */
static gboolean
write_lightly (Page    *page,
               GError **error)
{
  g_autofree char *next = g_strconcat (page->path, ".new", NULL);

  if (!g_file_set_contents_full (next, page->text, -1, G_FILE_SET_CONTENTS_NONE, 0600, error))
    return FALSE;
  if (g_rename (next, page->path) == 0)
    return TRUE;

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));

  return FALSE;
}

static gboolean
write_durably (Page    *page,
               GError **error)
{
  return g_file_set_contents_full (page->path, page->text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Page *page = task_data;
  GError *error = NULL;

  if (page->is_light ? write_lightly (page, &error) : write_durably (page, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_message ("Cannot write down what is in the pocket: %s", error->message);
}

static void
passant_pocket_finalize (GObject *object)
{
  PassantPocket *self = PASSANT_POCKET (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->keys, g_key_file_unref);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (passant_pocket_parent_class)->finalize (object);
}

static void
passant_pocket_class_init (PassantPocketClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_pocket_finalize;
}

static void
passant_pocket_init (PassantPocket *self)
{
  self->keys = g_key_file_new ();
}

PassantPocket *
passant_pocket_new (const char    *folder,
                    const char    *name,
                    gboolean       is_light,
                    PassantWorker *worker)
{
  PassantPocket *self = g_object_new (PASSANT_TYPE_POCKET, NULL);

  self->path = g_build_filename (folder, name, NULL);
  self->is_light = is_light;
  self->worker = g_object_ref (worker);
  g_key_file_load_from_file (self->keys, self->path, G_KEY_FILE_NONE, NULL);

  return self;
}

char *
passant_pocket_dup (PassantPocket *self,
                    const char    *group,
                    const char    *key)
{
  g_return_val_if_fail (PASSANT_IS_POCKET (self), NULL);

  return g_key_file_get_string (self->keys, group, key, NULL);
}

GStrv
passant_pocket_list (PassantPocket *self,
                     const char    *group)
{
  GStrv keys;

  g_return_val_if_fail (PASSANT_IS_POCKET (self), NULL);

  keys = g_key_file_get_keys (self->keys, group, NULL, NULL);

  return keys ? keys : g_new0 (char *, 1);
}

/* @value: NULL takes it out. */
void
passant_pocket_put (PassantPocket *self,
                    const char    *group,
                    const char    *key,
                    const char    *value)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *before = passant_pocket_dup (self, group, key);
  Page *page;

  if (g_strcmp0 (before, value) == 0)
    return;

  if (value)
    g_key_file_set_string (self->keys, group, key, value);
  else
    g_key_file_remove_key (self->keys, group, key, NULL);

  page = g_new0 (Page, 1);
  page->path = g_strdup (self->path);
  page->is_light = self->is_light;
  page->text = g_key_file_to_data (self->keys, NULL, NULL);
  task = g_task_new (self, NULL, on_written_cb, NULL);
  g_task_set_task_data (task, page, (GDestroyNotify) page_free);
  passant_worker_push (self->worker, task, write_thread);
}

static char *
path_of_sign (PassantPocket *self,
              const char    *name)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  return g_build_filename (folder, name, NULL);
}

/* Whether the sign @name was put up, by this run of the program or one before. */
gboolean
passant_pocket_has_sign (PassantPocket *self,
                         const char    *name)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (PASSANT_IS_POCKET (self), FALSE);

  path = path_of_sign (self, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* An empty file beside the pocket: it is there when this returns, whatever the worker is busy with. */
void
passant_pocket_set_sign (PassantPocket *self,
                         const char    *name,
                         gboolean       is_up)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PASSANT_IS_POCKET (self));

  path = path_of_sign (self, name);
  if (!is_up)
    g_unlink (path);
  else if (!g_file_set_contents_full (path, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, &error))
    g_message ("%s", error->message);
}
