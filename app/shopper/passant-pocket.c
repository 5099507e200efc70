/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-pocket.h"

#include <errno.h>

#include <glib/gstdio.h>

/**
 * PassantPocket:
 *
 * What the guest has in hand and is no fact: a stopwatch that runs, the language a journey is read in. Small words
 * by group and key, in a file beside the database, written whole on the store's worker: once for all that changes before
 * the worker comes to it, for a card takes its time and answers wait behind. A pocket that cannot be read is an empty one:
 * nothing in it is worth refusing to start for. What goes in a light one may go with a power cut, and makes no card wait.
 */
struct _PassantPocket {
  GObject        parent_instance;

  char          *path;
  gboolean       is_light;
  PassantWorker *worker;
  GKeyFile      *keys;
  GMutex         lock;
  char          *next;     /* what the worker is to write, under the lock; NULL: nothing waits */
};

G_DEFINE_FINAL_TYPE (PassantPocket, passant_pocket, G_TYPE_OBJECT)

/* Beside it and then in its place: whoever is killed in between leaves the old one. */
static gboolean
write_lightly (PassantPocket *self,
               const char    *text,
               GError       **error)
{
  g_autofree char *next = g_strconcat (self->path, ".new", NULL);

  if (!g_file_set_contents_full (next, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, error))
    return FALSE;
  if (g_rename (next, self->path) == 0)
    return TRUE;

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));

  return FALSE;
}

static gboolean
write_durably (PassantPocket *self,
               const char    *text,
               GError       **error)
{
  return g_file_set_contents_full (self->path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static char *
take_next (PassantPocket *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_steal_pointer (&self->next);
}

/* TRUE when the worker has to be told: nothing waited before. */
static gboolean
put_next (PassantPocket *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gboolean is_first = self->next == NULL;

  g_free (self->next);
  self->next = g_key_file_to_data (self->keys, NULL, NULL);

  return is_first;
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  PassantPocket *self = source;
  g_autofree char *text = take_next (self);
  GError *error = NULL;

  if (self->is_light ? write_lightly (self, text, &error) : write_durably (self, text, &error))
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
  g_clear_pointer (&self->next, g_free);
  g_clear_object (&self->worker);
  g_mutex_clear (&self->lock);

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
  g_mutex_init (&self->lock);
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

  if (g_strcmp0 (before, value) == 0)
    return;

  if (value)
    g_key_file_set_string (self->keys, group, key, value);
  else
    g_key_file_remove_key (self->keys, group, key, NULL);

  if (!put_next (self))
    return;

  task = g_task_new (self, NULL, on_written_cb, NULL);
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
