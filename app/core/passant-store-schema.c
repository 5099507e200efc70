/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-store-private.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "passant-error.h"

#define SCHEMAS "/passant/schemas"
#define FACT_FORMAT 1

int
passant_store_newest_schema (const char *name)
{
  g_autofree char *folder = g_build_path ("/", SCHEMAS, name, NULL);
  g_auto (GStrv) files = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                         NULL);
  int newest = 0;

  for (char **file = files; file && *file; file++)
    newest = MAX (newest, (int) g_ascii_strtoll (*file, NULL, 10));

  return newest;
}

static char *
find_schema (const char *name,
             int         version)
{
  g_autofree char *folder = g_build_path ("/", SCHEMAS, name, NULL);
  g_auto (GStrv) files = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                         NULL);

  for (char **file = files; file && *file; file++) {
    if (g_ascii_strtoll (*file, NULL, 10) == version)
      return g_build_path ("/", folder, *file, NULL);
  }

  return NULL;
}

static gboolean
run_schema (PassantStore *self,
            const char   *name,
            int           version,
            GError      **error)
{
  g_autofree char *path = find_schema (name, version);
  g_autoptr (GBytes) sql = path ? g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                           NULL) : NULL;

  /* They are numbered without a hole, and compiled in. */
  g_assert (sql != NULL);

  return passant_store_run_text (self, g_bytes_get_data (sql, NULL), error);
}

static gboolean
read_version (PassantStore *self,
              int          *version,
              GError      **error)
{
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, "PRAGMA user_version",
                                                                  error);

  if (!statement || passant_store_next (self, statement, error) < 0)
    return FALSE;

  *version = sqlite3_column_int (statement, 0);

  return TRUE;
}

/* The file sets its own number. Read again inside: another process may have been quicker. */
static gboolean
migrate_work (PassantStore *self,
              gpointer      data,
              GError      **error)
{
  int *version = data;

  if (!read_version (self, version, error))
    return FALSE;
  if (*version >= passant_store_newest_schema ("facts"))
    return TRUE;

  *version += 1;

  return run_schema (self, "facts", *version, error);
}

static gboolean
name_device_work (PassantStore *self,
                  gpointer      data,
                  GError      **error)
{
  static const char sql[] =
    "INSERT INTO self (number, device, secret_key, fact_format)"
    " VALUES (1, :device, :secret_key, :fact_format)"
    " ON CONFLICT DO NOTHING";
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  g_autofree char *device = passant_id_new (self->clock);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":device", device);
  passant_store_bind_int (statement, ":fact_format", FACT_FORMAT);
  if (sodium_init () < 0)
    g_error ("This system has no source of random numbers");
  crypto_sign_keypair (public_key, secret_key);
  sqlite3_bind_blob (statement, sqlite3_bind_parameter_index (statement, ":secret_key"), secret_key,
                     sizeof secret_key,
                     SQLITE_TRANSIENT);
  sodium_memzero (secret_key, sizeof secret_key);

  return passant_store_run (self, statement, error);
}

gboolean
passant_store_read_self (PassantStore *self,
                         GError      **error)
{
  g_autoptr (PassantStatement) statement =
    passant_store_prepare (self, "SELECT device, fact_format, secret_key FROM self", error);
  int step;

  if (!statement)
    return FALSE;

  step = passant_store_next (self, statement, error);
  if (step <= 0)
    return step == 0;

  if (sqlite3_column_int64 (statement, 1) > FACT_FORMAT) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_TOO_NEW,
                 _("The notes in %s were written by a newer Passant; update this one to open them"),
                 self->path);
    return FALSE;
  }
  /* Once known it stays: other threads hold it. */
  if (!self->device) {
    self->device = g_strdup (passant_store_column (statement, 0));
    memcpy (self->secret_key, sqlite3_column_blob (statement, 2), sizeof self->secret_key);
  }

  return TRUE;
}

gboolean
passant_store_migrate (PassantStore *self,
                       GError      **error)
{
  int newest = passant_store_newest_schema ("facts");
  int version;

  if (!read_version (self, &version, error))
    return FALSE;

  while (version < newest) {
    if (!passant_store_transact (self, migrate_work, &version, error))
      return FALSE;
  }

  if (self->device)
    return TRUE;

  return passant_store_transact (self, name_device_work, NULL,
                                 error) && passant_store_read_self (self, error);
}

static gboolean
read_derived_version (PassantStore *self,
                      int          *version,
                      GError      **error)
{
  g_autoptr (PassantStatement) statement =
    passant_store_prepare (self, "SELECT derived_version FROM self", error);

  if (!statement || passant_store_next (self, statement, error) < 0)
    return FALSE;

  *version = sqlite3_column_int (statement, 0);

  return TRUE;
}

static gboolean
keep_derived_version (PassantStore *self,
                      int           version,
                      GError      **error)
{
  g_autoptr (PassantStatement) statement =
    passant_store_prepare (self, "UPDATE self SET derived_version = :version", error);

  if (!statement)
    return FALSE;

  passant_store_bind_int (statement, ":version", version);

  return passant_store_run (self, statement, error);
}

/* The schema drops its tables before it makes them: a rebuild as well as a first build. */
static gboolean
rebuild_work (PassantStore *self,
              gpointer      data,
              GError      **error)
{
  int version = passant_store_newest_schema ("derived");

  g_hash_table_remove_all (self->folds);

  return run_schema (self, "derived", version, error) &&
         passant_store_derive_all (self, error) &&
         keep_derived_version (self, version, error);
}

gboolean
passant_store_upgrade_derived (PassantStore *self,
                               GError      **error)
{
  int version;

  if (!read_derived_version (self, &version, error))
    return FALSE;

  return version == passant_store_newest_schema ("derived") ||
         passant_store_transact (self, rebuild_work, NULL, error);
}

gboolean
passant_store_rebuild (PassantStore *self,
                       GError      **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self), FALSE);

  locker = g_mutex_locker_new (&self->lock);

  return passant_store_make_ready (self, error) && passant_store_transact (self, rebuild_work, NULL,
                                                                           error);
}

/* Every derived table, in the order of their names. A test holds this list against the schema. */
static const char * const dumps[] = {
  "SELECT 'answer', * FROM answer ORDER BY visit, question",
  "SELECT 'assignment', * FROM assignment ORDER BY id",
  "SELECT 'entry', * FROM entry ORDER BY visit, number",
  "SELECT 'evidence', * FROM evidence ORDER BY visit, number",
  "SELECT 'feeling', * FROM feeling ORDER BY visit, touchpoint",
  "SELECT 'fix', * FROM fix ORDER BY visit, number",
  "SELECT 'location', * FROM location ORDER BY study, id",
  "SELECT 'mention', * FROM mention ORDER BY device, seq",
  "SELECT 'moment', * FROM moment ORDER BY visit, id",
  "SELECT 'phase_mark', * FROM phase_mark ORDER BY visit, phase",
  "SELECT 'score', * FROM score ORDER BY visit, question",
  "SELECT 'script', * FROM script ORDER BY study, hash",
  "SELECT 'shopper', * FROM shopper ORDER BY id",
  "SELECT 'skip', * FROM skip ORDER BY visit, touchpoint",
  "SELECT 'study', * FROM study ORDER BY id",
  "SELECT 'visit', * FROM visit ORDER BY id",
};

/* One line a row: tab between the columns, text as JSON would write it, nothing for NULL. */
static void
dump_row (PassantStatement *statement,
          GString          *text)
{
  for (int i = 0; i < sqlite3_column_count (statement); i++) {
    g_autofree char *value = g_strescape (passant_store_column (statement, i), NULL);
    gboolean is_text = sqlite3_column_type (statement, i) == SQLITE_TEXT;

    g_string_append_printf (text, is_text ? "%s\"%s\"" : "%s%s", i > 0 ? "\t" : "", value);
  }

  g_string_append_c (text, '\n');
}

char *
passant_store_dump_derived (PassantStore *self,
                            GError      **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  if (!passant_store_make_ready (self, error))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (dumps); i++) {
    g_autoptr (PassantStatement) statement = passant_store_prepare (self, dumps[i], error);
    int step = -1;

    while (statement && (step = passant_store_next (self, statement, error)) > 0)
      dump_row (statement, text);
    if (step < 0)
      return NULL;
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
