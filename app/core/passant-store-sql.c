/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-store-private.h"

#include <sys/statvfs.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "passant-error.h"

#define LOG_FRAME_HEAD_BYTES 24 /* SQLite's WAL format, section 4.1 */
#define APPLICATION_ID 0x50534e54 /* 'PSNT' */
#define BUSY_MS_MAX 10000
#define ROOM_BYTES_MIN (64 * 1024)

/* How a connection must be. FULL: a commit is on disk when it returns. The limit gives the log's
 * space back after a rush; passant-store-log.c empties it. */
#define MANNERS                    \
        "PRAGMA synchronous = FULL;"     \
        "PRAGMA temp_store = MEMORY;"    \
        "PRAGMA cache_size = -8192;"     \
        "PRAGMA journal_size_limit = 8388608;"

/* Where nothing fits any more SQLite cannot even make the memory it shares, and calls that an I/O
 * error. */
static gboolean
is_full (PassantStore *self,
         int           code)
{
  struct statvfs info;

  if ((code & 0xff) != SQLITE_IOERR && (code & 0xff) != SQLITE_CANTOPEN)
    return FALSE;

  return statvfs (self->path, &info) == 0 &&
         (guint64) info.f_bavail * info.f_frsize < ROOM_BYTES_MIN;
}

static void
describe (PassantStore *self,
          int           code,
          GError      **error)
{
  switch (is_full (self, code) ? SQLITE_FULL : code & 0xff) {
  case SQLITE_NOTADB:
  case SQLITE_CORRUPT:
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
                 _("%s is damaged or was cut short; keep the folder as it is and ask the "
                   "coordinator"),
                 self->path);
    break;

  case SQLITE_FULL:
    g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE,
                         _("There is no space left on this device; free some and try again"));
    break;

  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE,
                 _("Another Passant is busy with %s; close it and try again"), self->path);
    break;

  case SQLITE_CANTOPEN:
  case SQLITE_PERM:
  case SQLITE_READONLY:
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE,
                 _("Passant may not write to %s; give it permission and try again"), self->path);
    break;

  default:
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE,
                 _("This device could not keep it in %s: %s"),
                 self->path, self->db ? sqlite3_errmsg (self->db) : sqlite3_errstr (code));
    break;
  }
}

gboolean
passant_store_fail (PassantStore *self,
                    GError      **error)
{
  int code = sqlite3_extended_errcode (self->db);

  if ((code & 0xff) == SQLITE_IOERR)
    self->is_troubled = TRUE;
  describe (self, code, error);

  return FALSE;
}

PassantStatement *
passant_store_prepare (PassantStore *self,
                       const char   *sql,
                       GError      **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement) {
    sqlite3_clear_bindings (statement);
    return statement;
  }

  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                          NULL) != SQLITE_OK) {
    passant_store_fail (self, error);
    return NULL;
  }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);

  return statement;
}

void
passant_store_bind_text (PassantStatement *statement,
                         const char       *name,
                         const char       *value)
{
  int place = sqlite3_bind_parameter_index (statement, name);

  g_assert (place > 0);
  sqlite3_bind_text (statement, place, value, -1, SQLITE_TRANSIENT);
}

void
passant_store_bind_int (PassantStatement *statement,
                        const char       *name,
                        gint64            value)
{
  int place = sqlite3_bind_parameter_index (statement, name);

  g_assert (place > 0);
  sqlite3_bind_int64 (statement, place, value);
}

void
passant_store_bind_real (PassantStatement *statement,
                         const char       *name,
                         double            value)
{
  int place = sqlite3_bind_parameter_index (statement, name);

  g_assert (place > 0);
  sqlite3_bind_double (statement, place, value);
}

int
passant_store_next (PassantStore     *self,
                    PassantStatement *statement,
                    GError          **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return 1;
  if (code == SQLITE_DONE)
    return 0;

  passant_store_fail (self, error);

  return -1;
}

gboolean
passant_store_run (PassantStore     *self,
                   PassantStatement *statement,
                   GError          **error)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    return passant_store_fail (self, error);

  sqlite3_reset (statement);

  return TRUE;
}

gboolean
passant_store_run_text (PassantStore *self,
                        const char   *sql,
                        GError      **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return passant_store_fail (self, error);

  return TRUE;
}

const char *
passant_store_column (PassantStatement *statement,
                      int               column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text ? text : "";
}

static gboolean
read_number (PassantStore *self,
             const char   *sql,
             gint64       *number,
             GError      **error)
{
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;
  if (passant_store_next (self, statement, error) < 0)
    return FALSE;

  *number = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

static gint64
read_size (const char *path,
           const char *suffix)
{
  g_autofree char *whole = g_strconcat (path, suffix, NULL);
  GStatBuf info;

  return g_stat (whole, &info) == 0 ? info.st_size : 0;
}

/* SQLite takes a last page cut in half for whole, and beside a log it does not miss the pages it has not yet read. What is
 * not in the file can only be in the log, a page a frame. */
static gboolean
refuse_missing_pages (PassantStore *self,
                      GError      **error)
{
  gint64 pages, page_bytes, frames;

  if (self->vfs)
    return TRUE;
  if (!read_number (self, "PRAGMA page_count", &pages, error) ||
      !read_number (self, "PRAGMA page_size", &page_bytes, error))
    return FALSE;

  frames = read_size (self->path, "-wal") / (page_bytes + LOG_FRAME_HEAD_BYTES);
  if (read_size (self->path, "") >= (pages - frames) * page_bytes)
    return TRUE;

  describe (self, SQLITE_CORRUPT, error);

  return FALSE;
}

/* Ours, and of our time? Reads only. */
static gboolean
inspect (PassantStore *self,
         GError      **error)
{
  gint64 version, application, tables;

  if (!read_number (self, "PRAGMA user_version", &version, error) ||
      !read_number (self, "PRAGMA application_id", &application, error) ||
      !read_number (self, "SELECT count (*) FROM sqlite_schema", &tables, error))
    return FALSE;

  if (sqlite3_db_readonly (self->db, "main") == 1) {
    describe (self, SQLITE_READONLY, error);
    return FALSE;
  }

  if (application != APPLICATION_ID && (application != 0 || version != 0 || tables != 0)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED, _("%s is not a database of Passant"),
                 self->path);
    return FALSE;
  }

  if (version > passant_store_newest_schema ("facts")) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_TOO_NEW,
                 _("%s was written by a newer Passant; update this one to open it"), self->path);
    return FALSE;
  }

  return refuse_missing_pages (self,
                               error) && (version == 0 || passant_store_read_self (self, error));
}

static gboolean
use_wal (PassantStore *self,
         GError      **error)
{
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, "PRAGMA journal_mode = WAL",
                                                                  error);

  if (!statement)
    return FALSE;
  if (passant_store_next (self, statement, error) < 0)
    return FALSE;
  if (g_strcmp0 (passant_store_column (statement, 0), "wal") == 0)
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE,
               _("%s lies where Passant cannot keep things safely"), self->path);

  return FALSE;
}

static gboolean
prepare_connection (PassantStore *self,
                    GError      **error)
{
  sqlite3_busy_timeout (self->db, BUSY_MS_MAX);
  /* A refused file must stay as it is, so nothing is moved out of its log when it is closed. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (!inspect (self, error))
    return FALSE;

  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  if (!use_wal (self, error) || !passant_store_run_text (self, MANNERS, error))
    return FALSE;
  passant_store_watch_log (self);

  return !self->tuning || passant_store_run_text (self, self->tuning, error);
}

gboolean
passant_store_connect (PassantStore *self,
                       GError      **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
              SQLITE_OPEN_EXRESCODE;
  int code = sqlite3_open_v2 (self->path, &self->db, flags, self->vfs);

  self->is_troubled = FALSE;
  if (code != SQLITE_OK) {
    describe (self, code, error);
    passant_store_disconnect (self);
    return FALSE;
  }

  if (!prepare_connection (self, error)) {
    passant_store_disconnect (self);
    return FALSE;
  }

  return TRUE;
}

void
passant_store_disconnect (PassantStore *self)
{
  g_hash_table_remove_all (self->folds);
  g_hash_table_remove_all (self->statements);
  g_clear_pointer (&self->db, sqlite3_close);
}

gboolean
passant_store_make_ready (PassantStore *self,
                          GError      **error)
{
  if (self->is_troubled)
    passant_store_disconnect (self);

  return self->db || passant_store_connect (self, error);
}

/* What is folded in memory is worth something only while nobody else writes to the file. */
static gboolean
notice_others (PassantStore *self,
               GError      **error)
{
  gint64 data_version;

  if (!read_number (self, "PRAGMA data_version", &data_version, error))
    return FALSE;

  if (data_version != self->data_version)
    g_hash_table_remove_all (self->folds);
  self->data_version = data_version;

  return TRUE;
}

static gboolean
transact (PassantStore    *self,
          PassantStoreWork work,
          gpointer         data,
          GError         **error)
{
  if (!passant_store_run_text (self, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (notice_others (self, error) &&
      work (self, data, error) &&
      passant_store_run_text (self, "COMMIT", error))
    return TRUE;

  /* SQLite may have rolled back by itself; then this says so and does no harm. */
  sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  g_hash_table_remove_all (self->folds);

  return FALSE;
}

gboolean
passant_store_transact (PassantStore    *self,
                        PassantStoreWork work,
                        gpointer         data,
                        GError         **error)
{
  if (!transact (self, work, data, error))
    return FALSE;

  passant_store_bound_log (self);

  return TRUE;
}

/* NORMAL: the log is synced only where its order matters, when it begins anew. */
gboolean
passant_store_transact_lightly (PassantStore    *self,
                                PassantStoreWork work,
                                gpointer         data,
                                GError         **error)
{
  gboolean is_done;

  if (!passant_store_run_text (self, "PRAGMA synchronous = NORMAL", error))
    return FALSE;

  is_done = transact (self, work, data, error);
  /* Nothing that could fail but by a mistake in here: it is a number in memory. */
  if (!passant_store_run_text (self, "PRAGMA synchronous = FULL", NULL))
    self->is_troubled = TRUE;

  return is_done;
}

gboolean
passant_store_tune (PassantStore *self,
                    const char   *sql,
                    GError      **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_free (self->tuning);
  self->tuning = g_strdup (sql);

  return passant_store_make_ready (self, error) && passant_store_run_text (self, sql, error);
}
