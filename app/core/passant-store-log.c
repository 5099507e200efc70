/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When the write-ahead log is emptied into the database. Left to itself SQLite does that in the middle of some tap,
 * which then waits for three syncs instead of one, and the first commit of a new log takes one more. Here it is done
 * in a quiet moment, and in a tap only when the log has grown very long. */

#include "passant-store-private.h"

/* Of 4 KiB: a tap writes about a dozen. */
#define PAGES_QUIET 250
#define PAGES_MAX 4000

static int
on_committed_cb (gpointer    user_data,
                 sqlite3    *db,
                 const char *database,
                 int         pages)
{
  ((PassantStore *) user_data)->log_pages = pages;

  return SQLITE_OK;
}

void
passant_store_watch_log (PassantStore *self)
{
  self->log_pages = 0;
  if (self->log_pages_max == 0)
    self->log_pages_max = PAGES_MAX;
  sqlite3_wal_hook (self->db, on_committed_cb, self);
}

static gboolean
touch_work (PassantStore *self,
            gpointer      data,
            GError      **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d",
                                          passant_store_newest_schema ("facts"));

  return passant_store_run_text (self, sql, error);
}

/* A commit that says nothing: with it all before it is on disk, and a log that was emptied has begun again. */
static gboolean
touch (PassantStore *self,
       GError      **error)
{
  return passant_store_transact (self, touch_work, NULL, error);
}

/* What cannot be moved now (another process reads, the disk is full) stays in the log, where it is safe. */
static void
empty_log (PassantStore *self)
{
  sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  self->log_pages = 0;
}

void
passant_store_bound_log (PassantStore *self)
{
  if (self->log_pages > self->log_pages_max)
    empty_log (self);
}

gboolean
passant_store_settle (PassantStore *self,
                      GError      **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self), FALSE);

  locker = g_mutex_locker_new (&self->lock);

  return passant_store_make_ready (self, error) && touch (self, error);
}

/* Before this connection's first commit nobody knows how the log stands. */
static void
tidy (PassantStore *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GError) error = NULL;

  if (!passant_store_make_ready (self, &error) ||
      (self->log_pages > 0 && self->log_pages < PAGES_QUIET))
    return;

  if (self->log_pages > 0)
    empty_log (self);
  if (!touch (self, &error))
    g_message ("The log of the store could not be begun anew: %s", error->message);
}

static void
tidy_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  tidy (source);
  g_task_return_boolean (task, TRUE);
}

void
passant_store_tidy_async (PassantStore *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PASSANT_IS_STORE (self));

  task = g_task_new (self, NULL, NULL, NULL);
  passant_worker_push (self->worker, task, tidy_thread);
}
