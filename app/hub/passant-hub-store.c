/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* statx() */

#include "passant-hub-store.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "passant-error.h"
#include "passant-hub-store-private.h"

#define MIGRATION_PATH "/passant/schemas/hub"
#define APPLICATION_ID 0x50534E48 /* 'PSNH' */
#define BUSY_TIMEOUT_MS 10000
#define MAGIC "SQLite format 3" /* with the NUL behind it, how every database of SQLite begins */

struct _PassantHubStore {
  sqlite3    *db;
  GHashTable *statements; /* SQL literal, by address → sqlite3_stmt */
  char       *folder;
  char       *title;
  char       *epoch;
  char       *public_key;
  guint8      secret_key[crypto_sign_SECRETKEYBYTES];
};

static int
code_for (int result)
{
  switch (result & 0xff) {
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return PASSANT_ERROR_DAMAGED;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
  case SQLITE_IOERR:
    return PASSANT_ERROR_OFFLINE;
  default:
    return PASSANT_ERROR_STORAGE;
  }
}

static gboolean
fail (PassantHubStore *self,
      GError         **error)
{
  g_set_error (error, PASSANT_ERROR, code_for (sqlite3_extended_errcode (self->db)),
               "The hub's database says: %s", sqlite3_errmsg (self->db));

  return FALSE;
}

static gboolean
run_sql (PassantHubStore *self,
         const char      *sql,
         GError         **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return fail (self, error);

  return TRUE;
}

static void
bind_all (sqlite3_stmt *stmt,
          va_list       args)
{
  for (;;) {
    PassantHubBind type = va_arg (args, PassantHubBind);
    const char *name;
    const void *data;
    int index;

    if (type == PASSANT_HUB_BIND_END)
      return;

    name = va_arg (args, const char *);
    index = sqlite3_bind_parameter_index (stmt, name);
    g_assert (index > 0);

    if (type == PASSANT_HUB_BIND_INT) {
      sqlite3_bind_int64 (stmt, index, va_arg (args, gint64));
    } else if (type == PASSANT_HUB_BIND_TEXT) {
      sqlite3_bind_text (stmt, index, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
    } else {
      data = va_arg (args, const void *);
      sqlite3_bind_blob64 (stmt, index, data, va_arg (args, gsize), SQLITE_TRANSIENT);
    }
  }
}

PassantHubQuery
passant_hub_store_ask (PassantHubStore *self,
                       GError         **error,
                       const char      *sql,
                       ...)
{
  PassantHubQuery query = { .store = self };
  va_list args;

  query.stmt = g_hash_table_lookup (self->statements, sql);
  if (!query.stmt) {
    if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &query.stmt, NULL)) {
      fail (self, error);
      return query;
    }
    g_hash_table_insert (self->statements, (gpointer) sql, query.stmt);
  }

  va_start (args, sql);
  bind_all (query.stmt, args);
  va_end (args);

  return query;
}

gboolean
passant_hub_query_next (PassantHubQuery *self,
                        GError         **error)
{
  if (!self->stmt)
    return FALSE;

  switch (sqlite3_step (self->stmt)) {
  case SQLITE_ROW:
    return TRUE;
  case SQLITE_DONE:
    return FALSE;
  default:
    return fail (self->store, error);
  }
}

gboolean
passant_hub_query_run (PassantHubQuery *self,
                       GError         **error)
{
  if (!self->stmt)
    return FALSE;

  if (sqlite3_step (self->stmt) != SQLITE_DONE)
    return fail (self->store, error);

  return TRUE;
}

void
passant_hub_query_clear (PassantHubQuery *self)
{
  if (!self->stmt)
    return;

  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->stmt = NULL;
}

const char *
passant_hub_query_text (PassantHubQuery *self,
                        int              column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

gint64
passant_hub_query_int (PassantHubQuery *self,
                       int              column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

sqlite3 *
passant_hub_store_get_db (PassantHubStore *self)
{
  return self->db;
}

static gint64
pragma_int (PassantHubStore *self,
            const char      *pragma)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (self, NULL, pragma, PASSANT_HUB_BIND_END);

  return passant_hub_query_next (&query, NULL) ? passant_hub_query_int (&query, 0) : -1;
}

static char *
find_migration (gint64 version)
{
  g_auto (GStrv) names = g_resources_enumerate_children (MIGRATION_PATH, 0, NULL);
  g_autofree char *prefix = g_strdup_printf ("%04" G_GINT64_FORMAT "-", version);

  for (char **name = names; name && *name; name++) {
    if (g_str_has_prefix (*name, prefix))
      return g_build_path ("/", MIGRATION_PATH, *name, NULL);
  }

  return NULL;
}

/* One version is one transaction: its script and its number land together or not at all. */
static gboolean
apply_migration (PassantHubStore *self,
                 const char      *path,
                 gint64           version,
                 GError         **error)
{
  g_autoptr (GBytes) sql = g_resources_lookup_data (path, 0, error);
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d",
                                            (int) version, APPLICATION_ID);

  if (!sql || !run_sql (self, "BEGIN EXCLUSIVE", error))
    return FALSE;

  if (pragma_int (self, "PRAGMA user_version") == version - 1) {
    if (!run_sql (self, g_bytes_get_data (sql, NULL), error) || !run_sql (self, stamp, error)) {
      passant_hub_store_roll_back (self);
      return FALSE;
    }
  }

  return passant_hub_store_commit (self, error);
}

static gboolean
migrate (PassantHubStore *self,
         GError         **error)
{
  gint64 version = pragma_int (self, "PRAGMA user_version");

  if (version > 0 && pragma_int (self, "PRAGMA application_id") != APPLICATION_ID) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
                 "%s/hub.db is not the database of a Passant hub", self->folder);
    return FALSE;
  }

  if (version > 0) {
    g_autofree char *known = find_migration (version);

    if (!known) {
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_TOO_NEW,
                   "This hub was kept by a newer Passant (its database is version %d); "
                   "update passant-hub, nothing was touched", (int) version);
      return FALSE;
    }
  }

  for (;;) {
    g_autofree char *path = find_migration (++version);

    if (!path)
      return TRUE;
    if (!apply_migration (self, path, version, error))
      return FALSE;
  }
}

/* SQLite notices a file that was cut short only when it gets to the missing page, which may be after it has written.
 * With no log beside it, the header's own page count must be there. Read through SQLite's own handle: to open and close
 * the file once more would drop every lock this process holds on it. */
static gboolean
check_whole (PassantHubStore *self,
             GError         **error)
{
  sqlite3_file *file = NULL;
  sqlite3_int64 bytes = 0;
  guint8 header[100] = { 0 };
  gint64 page_bytes, pages;

  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (!file || !file->pMethods || file->pMethods->xFileSize (file, &bytes) != SQLITE_OK ||
      (bytes >= 100 && file->pMethods->xRead (file, header, 100, 0) != SQLITE_OK)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED, "%s/hub.db cannot be read",
                 self->folder);
    return FALSE;
  }

  if (bytes >= 100 && memcmp (header, MAGIC, sizeof MAGIC) != 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
                 "%s/hub.db is not the database of a Passant hub", self->folder);
    return FALSE;
  }

  page_bytes = header[16] << 8 | header[17];
  page_bytes = page_bytes == 1 ? 65536 : page_bytes;
  pages = (gint64) header[28] << 24 | header[29] << 16 | header[30] << 8 | header[31];
  if (bytes < 100 || bytes < page_bytes * pages) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
                 "%s/hub.db was cut short: it has %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                 " bytes; put a backup in its place", self->folder, (gint64) bytes,
                 page_bytes * pages);
    return FALSE;
  }

  return TRUE;
}

static gboolean
has_log (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "hub.db-wal", NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 && info.st_size > 0;
}

static void
finalize_statement (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static gboolean
connect_db (PassantHubStore *self,
            gboolean         is_new,
            GError         **error)
{
  gboolean must_be_whole = !is_new && !has_log (self->folder);
  g_autofree char *path = g_build_filename (self->folder, "hub.db", NULL);

  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  if (sqlite3_open_v2 (path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL))
    return fail (self, error);

  if (must_be_whole && !check_whole (self, error))
    return FALSE;

  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_extended_result_codes (self->db, 1);

  return run_sql (self,
                  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                  "PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;"
                  "PRAGMA trusted_schema = OFF",
                  error);
}

static void
disconnect_db (PassantHubStore *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->db, sqlite3_close);
}

static gboolean
load_meta (PassantHubStore *self,
           GError         **error)
{
  g_auto (PassantHubQuery) query =
    passant_hub_store_ask (self, error, "SELECT title, epoch, secret_key FROM meta",
                           PASSANT_HUB_BIND_END);
  g_autoptr (GError) local_error = NULL;

  if (!query.stmt)
    return FALSE;

  if (!passant_hub_query_next (&query, &local_error)) {
    if (local_error)
      g_propagate_error (error, g_steal_pointer (&local_error));
    else
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                   "The hub in %s was never finished; run passant-hub init again", self->folder);
    return FALSE;
  }

  self->title = g_strdup (passant_hub_query_text (&query, 0));
  self->epoch = g_strdup (passant_hub_query_text (&query, 1));
  memcpy (self->secret_key, sqlite3_column_blob (query.stmt, 2), sizeof self->secret_key);
  self->public_key = g_base64_encode (self->secret_key + 32, 32); /* libsodium keeps it in the second half */

  return TRUE;
}

static PassantHubStore *
open_folder (const char *folder,
             gboolean    is_new,
             GError    **error)
{
  g_autoptr (PassantHubStore) self = g_new0 (PassantHubStore, 1);

  self->folder = g_strdup (folder);
  if (!connect_db (self, is_new, error) || !migrate (self, error)) {
    g_prefix_error (error, "Opening the hub in %s: ", folder);
    return NULL;
  }

  return g_steal_pointer (&self);
}

static gboolean
keep_meta (PassantHubStore *self,
           const char      *title,
           PassantClock    *clock,
           GError         **error)
{
  g_autofree char *epoch = passant_id_new (clock);
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];
  gboolean kept;

  crypto_sign_keypair (public_key, secret_key);
  {
    g_auto (PassantHubQuery) query = passant_hub_store_ask (
      self, error,
      "INSERT INTO meta (id, title, epoch, secret_key, founded_at_ms)"
      " VALUES (1, :title, :epoch, :secret_key, :now_ms)",
      PASSANT_HUB_BIND_TEXT, ":title", title, PASSANT_HUB_BIND_TEXT, ":epoch", epoch,
      PASSANT_HUB_BIND_BLOB, ":secret_key", secret_key, sizeof secret_key,
      PASSANT_HUB_BIND_INT, ":now_ms", passant_clock_now_ms (clock), PASSANT_HUB_BIND_END);

    kept = passant_hub_query_run (&query, error);
  }
  sodium_memzero (secret_key, sizeof secret_key);

  return kept;
}

/* An init that was cut short leaves a database without its one meta row: the next one finishes it. */
gboolean
passant_hub_store_found (const char   *folder,
                         const char   *title,
                         PassantClock *clock,
                         GError      **error)
{
  g_autofree char *path = g_build_filename (folder, "hub.db", NULL);
  g_autoptr (PassantHubStore) self = NULL;
  int fd;

  g_return_val_if_fail (folder && title && clock, FALSE);

  if (sodium_init () < 0 || g_mkdir_with_parents (folder, 0700) != 0 ||
      (fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600)) < 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE, "The folder %s cannot be made: %s",
                 folder,
                 g_strerror (errno));
    return FALSE;
  }
  g_clear_fd (&fd, NULL);

  self = open_folder (folder, TRUE, error);
  if (!self)
    return FALSE;

  if (pragma_int (self, "SELECT count (*) FROM meta") != 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "There is a hub in %s already; it was left as it is", folder);
    return FALSE;
  }

  return keep_meta (self, title, clock, error);
}

PassantHubStore *
passant_hub_store_open (const char *folder,
                        GError    **error)
{
  g_autofree char *path = g_build_filename (folder, "hub.db", NULL);
  g_autoptr (PassantHubStore) self = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                 "There is no hub in %s; make one with passant-hub init", folder);
    return NULL;
  }

  if (sodium_init () < 0)
    g_error ("This system has no source of random numbers");

  self = open_folder (folder, FALSE, error);
  if (!self || !load_meta (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Tells this very file from a copy of it. A number alone may be given again to the next file. */
static char *
dup_place (PassantHubStore *self)
{
  g_autofree char *path = g_build_filename (self->folder, "hub.db", NULL);
  struct statx info = { 0 };

  if (statx (AT_FDCWD, path, 0, STATX_INO | STATX_BTIME, &info) != 0)
    return g_strdup ("");

  return g_strdup_printf ("%" G_GUINT64_FORMAT ".%" G_GINT64_FORMAT ".%09u",
                          (guint64) info.stx_ino, (gint64) info.stx_btime.tv_sec,
                          info.stx_btime.tv_nsec);
}

static char *
dup_last_place (PassantHubStore *self,
                GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (self, error, "SELECT place FROM meta",
                                                          PASSANT_HUB_BIND_END);

  return passant_hub_query_next (&query, error) ? g_strdup (passant_hub_query_text (&query, 0))
                                                : NULL;
}

void
passant_hub_store_free (PassantHubStore *self)
{
  if (!self)
    return;

  disconnect_db (self);
  sodium_memzero (self->secret_key, sizeof self->secret_key);
  g_free (self->folder);
  g_free (self->title);
  g_free (self->epoch);
  g_free (self->public_key);
  g_free (self);
}

gboolean
passant_hub_store_reopen (PassantHubStore *self,
                          GError         **error)
{
  disconnect_db (self);

  return connect_db (self, FALSE, error);
}

gboolean
passant_hub_store_renew (PassantHubStore *self,
                         PassantClock    *clock,
                         GError         **error)
{
  g_autofree char *epoch = passant_id_new (clock);
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "UPDATE meta SET epoch = :epoch",
    PASSANT_HUB_BIND_TEXT, ":epoch", epoch, PASSANT_HUB_BIND_END);

  if (!passant_hub_query_run (&query, error))
    return FALSE;

  g_set_str (&self->epoch, epoch);

  return TRUE;
}

static gboolean
keep_place (PassantHubStore *self,
            const char      *place,
            GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "UPDATE meta SET place = :place",
    PASSANT_HUB_BIND_TEXT, ":place", place, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

gboolean
passant_hub_store_settle (PassantHubStore *self,
                          PassantClock    *clock,
                          GError         **error)
{
  g_autofree char *place = dup_place (self);
  g_autofree char *last = dup_last_place (self, error);

  if (!last)
    return FALSE;
  if (g_str_equal (last, place))
    return TRUE;

  if (*last) {
    g_message ("This hub was restored from a copy: devices will send again what it has not");
    if (!passant_hub_store_renew (self, clock, error))
      return FALSE;
  }

  return keep_place (self, place, error);
}

const char *
passant_hub_store_get_folder (PassantHubStore *self)
{
  return self->folder;
}

const char *
passant_hub_store_get_title (PassantHubStore *self)
{
  return self->title;
}

const char *
passant_hub_store_get_epoch (PassantHubStore *self)
{
  return self->epoch;
}

const char *
passant_hub_store_get_public_key (PassantHubStore *self)
{
  return self->public_key;
}

const guint8 *
passant_hub_store_get_secret_key (PassantHubStore *self)
{
  return self->secret_key;
}

gboolean
passant_hub_store_begin (PassantHubStore *self,
                         gboolean         to_write,
                         GError         **error)
{
  return run_sql (self, to_write ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

gboolean
passant_hub_store_commit (PassantHubStore *self,
                          GError         **error)
{
  if (run_sql (self, "COMMIT", error))
    return TRUE;

  passant_hub_store_roll_back (self);

  return FALSE;
}

void
passant_hub_store_roll_back (PassantHubStore *self)
{
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
passant_hub_store_begin_part (PassantHubStore *self,
                              GError         **error)
{
  return run_sql (self, "SAVEPOINT part", error);
}

gboolean
passant_hub_store_end_part (PassantHubStore *self,
                            gboolean         keep,
                            GError         **error)
{
  return run_sql (self, keep ? "RELEASE part" : "ROLLBACK TO part; RELEASE part", error);
}
