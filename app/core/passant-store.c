/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-store.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "passant-error.h"
#include "passant-store-private.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

G_STATIC_ASSERT (sizeof ZEROS - 1 == PASSANT_HASH_LENGTH);

G_DEFINE_FINAL_TYPE (PassantStore, passant_store, G_TYPE_OBJECT)

static void
passant_store_finalize (GObject *object)
{
  PassantStore *self = PASSANT_STORE (object);

  /* Jobs still queued hold a reference, so none is left here. */
  g_clear_object (&self->worker);
  passant_store_disconnect (self);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->folds, g_hash_table_unref);
  g_clear_pointer (&self->scripts, g_hash_table_unref);
  g_clear_pointer (&self->clock, passant_clock_unref);
  g_clear_pointer (&self->blobs, passant_blobs_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->vfs, g_free);
  g_clear_pointer (&self->tuning, g_free);
  g_clear_pointer (&self->device, g_free);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (passant_store_parent_class)->finalize (object);
}

static void
passant_store_class_init (PassantStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_store_finalize;
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static void
passant_store_init (PassantStore *self)
{
  g_mutex_init (&self->lock);
  self->worker = passant_worker_new ("store");
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  self->folds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) passant_visit_unref);
  self->scripts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) passant_script_unref);
}

/* A new folder is only there after a power cut when the folder around it was synced. */
static gboolean
make_folder (const char *folder,
             GError    **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  int fd;

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;

  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_STORAGE, _("%s could not be made: %s"), folder,
                 g_strerror (errno));
    return FALSE;
  }

  fd = open (parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    fsync (fd);
    close (fd);
  }

  return TRUE;
}

/* SQLite takes a file of no byte or one for a new database. Beside a folder of blobs it is one
 * that was cut to nothing. */
static gboolean
refuse_emptied (const char *path,
                const char *blobs,
                GError    **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size > 1 || !g_file_test (blobs, G_FILE_TEST_IS_DIR))
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
               _("%s is damaged: it is empty; keep the folder as it is and ask the coordinator"),
               path);

  return FALSE;
}

static PassantStore *
make_store (const char   *folder,
            PassantClock *clock,
            const char   *vfs)
{
  PassantStore *self = g_object_new (PASSANT_TYPE_STORE, NULL);

  self->path = g_build_filename (folder, "passant.db", NULL);
  self->vfs = g_strdup (vfs);
  self->clock = passant_clock_ref (clock);

  return self;
}

PassantStore *
passant_store_open (const char   *folder,
                    PassantClock *clock,
                    const char   *vfs,
                    GError      **error)
{
  g_autoptr (PassantStore) self = NULL;
  g_autofree char *blobs = NULL;

  g_return_val_if_fail (folder != NULL && clock != NULL, NULL);

  self = make_store (folder, clock, vfs);
  blobs = g_build_filename (folder, "blobs", NULL);
  if (!make_folder (folder, error) ||
      !refuse_emptied (self->path, blobs, error) ||
      !passant_store_connect (self, error) ||
      !passant_store_migrate (self, error) ||
      !passant_store_upgrade_derived (self, error))
    return NULL;

  self->blobs = passant_blobs_open (blobs, error);

  return self->blobs ? g_steal_pointer (&self) : NULL;
}

PassantWorker *
passant_store_get_worker (PassantStore *self)
{
  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return self->worker;
}

PassantClock *
passant_store_get_clock (PassantStore *self)
{
  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return self->clock;
}

PassantBlobs *
passant_store_get_blobs (PassantStore *self)
{
  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return self->blobs;
}

const char *
passant_store_get_device (PassantStore *self)
{
  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return self->device;
}

const guint8 *
passant_store_get_secret_key (PassantStore *self)
{
  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return self->secret_key;
}

/* Keeps @fact unless its place is taken already; @is_new tells which. */
static gboolean
insert_fact (PassantStore *self,
             PassantFact  *fact,
             gboolean     *is_new,
             GError      **error)
{
  static const char sql[] =
    "INSERT INTO fact (device, seq, id, kind, study, subject, noted_ms, hash, text)"
    " VALUES (:device, :seq, :id, :kind, :study, :subject, :noted_ms, :hash, :text)"
    " ON CONFLICT (device, seq) DO NOTHING";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":device", fact->device);
  passant_store_bind_int (statement, ":seq", fact->seq);
  passant_store_bind_text (statement, ":id", fact->id);
  passant_store_bind_text (statement, ":kind", fact->kind);
  passant_store_bind_text (statement, ":study", fact->study);
  passant_store_bind_text (statement, ":subject", fact->subject);
  passant_store_bind_int (statement, ":noted_ms", fact->noted_ms);
  passant_store_bind_text (statement, ":hash", fact->hash);
  passant_store_bind_text (statement, ":text", fact->text);
  if (!passant_store_run (self, statement, error))
    return FALSE;

  *is_new = sqlite3_changes (self->db) > 0;

  return TRUE;
}

/* The end of this device's chain; 0 and zeros before its first fact. */
static gboolean
read_head (PassantStore *self,
           gint64       *seq,
           char         *hash,
           GError      **error)
{
  static const char sql[] =
    "SELECT seq, hash FROM fact WHERE device = :device ORDER BY seq DESC LIMIT 1";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  int step;

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":device", self->device);
  step = passant_store_next (self, statement, error);
  *seq = step > 0 ? sqlite3_column_int64 (statement, 0) : 0;
  g_strlcpy (hash, step > 0 ? passant_store_column (statement, 1) : ZEROS, PASSANT_HASH_LENGTH + 1);

  return step >= 0;
}

/* One append on its way: what is to be said, and what became of it. */
typedef struct {
  GPtrArray *drafts; /* PassantDraft */
  GPtrArray *facts;  /* PassantFact */
} Appending;

static void
appending_clear (Appending *self)
{
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Appending, appending_clear)

static PassantFact *
stamp (PassantStore *self,
       PassantDraft *draft,
       gint64 seq,
       const char   *prev,
       GError      **error)
{
  g_autofree char *id = passant_id_new (self->clock);
  PassantStamp place = {
    .device = self->device,
    .seq = seq,
    .prev = prev,
    .now_ms = passant_clock_now_ms (self->clock),
    .boot_ms = passant_clock_boot_ms (self->clock),
    .id = id,
  };

  return passant_draft_stamp (draft, &place, error);
}

static gboolean
append_work (PassantStore *self,
             gpointer      data,
             GError      **error)
{
  Appending *appending = data;
  char prev[PASSANT_HASH_LENGTH + 1];
  gint64 seq;

  if (!read_head (self, &seq, prev, error))
    return FALSE;

  for (guint i = 0; i < appending->drafts->len; i++) {
    PassantFact *fact = stamp (self, appending->drafts->pdata[i], seq + 1, prev, error);
    gboolean is_new = FALSE;

    if (!fact)
      return FALSE;

    g_ptr_array_add (appending->facts, fact);
    if (!insert_fact (self, fact, &is_new, error) || !passant_store_derive_fact (self, fact, error))
      return FALSE;

    g_assert (is_new);
    seq = fact->seq;
    g_strlcpy (prev, fact->hash, sizeof prev);
  }

  return TRUE;
}

static gboolean
has_fact (PassantStore *self,
          PassantFact  *fact)
{
  static const char sql[] =
    "SELECT 1 FROM fact WHERE device = :device AND seq = :seq AND hash = :hash";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, NULL);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":device", fact->device);
  passant_store_bind_int (statement, ":seq", fact->seq);
  passant_store_bind_text (statement, ":hash", fact->hash);

  return passant_store_next (self, statement, NULL) > 0;
}

/* Writes the log's pages to their places and syncs those: what is read now is then on disk. */
static gboolean
settle (PassantStore *self)
{
  static const char sql[] = "PRAGMA wal_checkpoint (TRUNCATE)";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, NULL);

  if (!statement || passant_store_next (self, statement, NULL) <= 0)
    return FALSE;

  return sqlite3_column_int (statement, 0) == 0; /* not busy */
}

/* After an I/O error nobody knows whether a commit arrived. A new connection reads what is there; it
 * may only be called kept when a sync that worked came after it. */
static gboolean
read_back (PassantStore *self,
           GPtrArray    *facts)
{
  if (!self->is_troubled || facts->len == 0 || !passant_store_make_ready (self, NULL))
    return FALSE;

  return has_fact (self, facts->pdata[facts->len - 1]) && settle (self);
}

static gboolean
is_light (Appending *appending)
{
  for (guint i = 0; i < appending->drafts->len; i++)
    if (!((PassantDraft *) appending->drafts->pdata[i])->is_light)
      return FALSE;

  return TRUE;
}

static gboolean
append (PassantStore *self,
        Appending    *appending,
        GError      **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GError) problem = NULL;

  if (!passant_store_make_ready (self, error))
    return FALSE;

  if (is_light (appending) ?
      passant_store_transact_lightly (self, append_work, appending, &problem) :
      passant_store_transact (self, append_work, appending, &problem))
    return TRUE;
  if (read_back (self, appending->facts))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

PassantFact *
passant_store_append (PassantStore *self,
                      PassantDraft *draft,
                      GError      **error)
{
  g_auto (Appending) appending = { 0 };

  g_return_val_if_fail (PASSANT_IS_STORE (self) && draft != NULL, NULL);

  appending.drafts = g_ptr_array_new ();
  appending.facts = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
  g_ptr_array_add (appending.drafts, draft);

  return append (self, &appending, error) ? passant_fact_ref (appending.facts->pdata[0]) : NULL;
}

gboolean
passant_store_append_all (PassantStore *self,
                          GPtrArray    *drafts,
                          GError      **error)
{
  g_auto (Appending) appending = { 0 };

  g_return_val_if_fail (PASSANT_IS_STORE (self) && drafts != NULL, FALSE);

  if (drafts->len == 0)
    return TRUE;

  appending.drafts = g_ptr_array_ref (drafts);
  appending.facts = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);

  return append (self, &appending, error);
}

static void
append_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  GError *error = NULL;
  PassantFact *fact = passant_store_append (source_object, task_data, &error);

  if (fact)
    g_task_return_pointer (task, fact, (GDestroyNotify) passant_fact_unref);
  else
    g_task_return_error (task, error);
}

void
passant_store_append_async (PassantStore       *self,
                            PassantDraft       *draft,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PASSANT_IS_STORE (self) && draft != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, passant_store_append_async);
  g_task_set_task_data (task, draft, (GDestroyNotify) passant_draft_free);
  passant_worker_push (self->worker, task, append_thread);
}

PassantFact *
passant_store_append_finish (PassantStore *self,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The facts of a statement whose first column is their text. What does not read is damage: it read
 * when it was kept. */
GPtrArray *
passant_store_collect_facts (PassantStore     *self,
                             PassantStatement *statement,
                             GError          **error)
{
  g_autoptr (GPtrArray) facts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
  int step;

  while ((step = passant_store_next (self, statement, error)) > 0) {
    PassantFact *fact = passant_fact_parse (passant_store_column (statement, 0),
                                            sqlite3_column_bytes (statement, 0), NULL);

    if (!fact) {
      g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
                   _("Something in %s does not read back; keep the folder and ask the coordinator"),
                   self->path);
      return NULL;
    }
    g_ptr_array_add (facts, fact);
  }

  return step < 0 ? NULL : g_steal_pointer (&facts);
}

GPtrArray *
passant_store_read_facts (PassantStore *self,
                          const char   *subject,
                          GError      **error)
{
  static const char sql[] = "SELECT text FROM fact WHERE subject = :subject ORDER BY device, seq";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":subject", subject);

  return passant_store_collect_facts (self, statement, error);
}

GPtrArray *
passant_store_list_facts (PassantStore *self,
                          const char   *subject,
                          GError      **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self) && subject != NULL, NULL);

  locker = g_mutex_locker_new (&self->lock);

  return passant_store_make_ready (self, error) ? passant_store_read_facts (self, subject,
                                                                            error) : NULL;
}

GPtrArray *
passant_store_list_own (PassantStore *self,
                        gint64        after,
                        guint         n_max,
                        GError      **error)
{
  static const char sql[] =
    "SELECT text FROM fact WHERE device = :device AND seq > :after ORDER BY seq LIMIT :n_max";
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (PassantStatement) statement = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  if (!passant_store_make_ready (self, error))
    return NULL;

  statement = passant_store_prepare (self, sql, error);
  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":device", self->device);
  passant_store_bind_int (statement, ":after", after);
  passant_store_bind_int (statement, ":n_max", n_max);

  return passant_store_collect_facts (self, statement, error);
}

PassantFact *
passant_store_find_newest_own (PassantStore *self,
                               const char   *kind,
                               GError      **error)
{
  static const char sql[] =
    "SELECT text FROM fact WHERE device = :device AND kind = :kind ORDER BY seq DESC LIMIT 1";
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (PassantStatement) statement = NULL;
  g_autoptr (GPtrArray) facts = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self) && kind != NULL, NULL);

  locker = g_mutex_locker_new (&self->lock);
  if (!passant_store_make_ready (self, error))
    return NULL;

  statement = passant_store_prepare (self, sql, error);
  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":device", self->device);
  passant_store_bind_text (statement, ":kind", kind);
  facts = passant_store_collect_facts (self, statement, error);

  return facts && facts->len > 0 ? passant_fact_ref (facts->pdata[0]) : NULL;
}

gint64
passant_store_get_own_seq (PassantStore *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  char hash[PASSANT_HASH_LENGTH + 1];
  gint64 seq = 0;

  g_return_val_if_fail (PASSANT_IS_STORE (self), 0);

  locker = g_mutex_locker_new (&self->lock);
  if (passant_store_make_ready (self, NULL))
    read_head (self, &seq, hash, NULL);

  return seq;
}

typedef struct {
  GPtrArray  *facts;
  const char *cursor;
} Adopting;

static gboolean
keep_cursor (PassantStore *self,
             const char   *cursor,
             GError      **error)
{
  static const char sql[] = "UPDATE enrolment SET cursor = :cursor";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":cursor", cursor);

  return passant_store_run (self, statement, error);
}

static gboolean
adopt_work (PassantStore *self,
            gpointer      data,
            GError      **error)
{
  Adopting *adopting = data;
  g_autoptr (GPtrArray) news = g_ptr_array_new ();

  for (guint i = 0; i < adopting->facts->len; i++) {
    PassantFact *fact = adopting->facts->pdata[i];
    gboolean is_new = FALSE;

    /* Only this device itself says what it said. */
    if (g_str_equal (fact->device, self->device))
      continue;
    if (!insert_fact (self, fact, &is_new, error))
      return FALSE;
    if (is_new)
      g_ptr_array_add (news, fact);
  }

  if (!passant_store_derive_subjects (self, news, error))
    return FALSE;

  return !adopting->cursor || keep_cursor (self, adopting->cursor, error);
}

gboolean
passant_store_adopt (PassantStore *self,
                     GPtrArray    *facts,
                     const char   *cursor,
                     GError      **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  Adopting adopting = { .facts = facts, .cursor = cursor };

  g_return_val_if_fail (PASSANT_IS_STORE (self) && facts != NULL, FALSE);

  locker = g_mutex_locker_new (&self->lock);

  return passant_store_make_ready (self, error) &&
         passant_store_transact (self, adopt_work, &adopting, error);
}
