/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "passant-store.h"

G_BEGIN_DECLS

/* What the files of the store share. Each public call takes @lock for its whole length; everything below expects it held. */
struct _PassantStore {
  GObject        parent_instance;

  GMutex         lock;
  char          *path;
  char          *vfs;         /* or NULL */
  char          *tuning;      /* SQL to run on every connection, from tests only; or NULL */
  sqlite3       *db;          /* NULL after trouble: the next call connects anew */
  gboolean       is_troubled; /* an I/O error was seen: what this connection believes is not to be trusted */
  int            log_pages;   /* in the log after this connection's last commit; 0 before its first */
  int            log_pages_max; /* after a durable commit that leaves more than these, the log is emptied */
  GHashTable    *statements;  /* static SQL text → sqlite3_stmt */
  gint64         data_version;

  PassantClock  *clock;
  PassantWorker *worker;
  PassantBlobs  *blobs;
  char          *device;
  guint8         secret_key[64]; /* Ed25519, libsodium's form */
  GHashTable    *folds;       /* visit id → PassantVisit, as far as the facts on disk go */
  GHashTable    *scripts;     /* hash → PassantScript */
};

/* SQLite, in our manners: passant-store-sql.c */

/* A statement that belongs to the store; letting go of it makes it ready for its next use. That must happen under the
 * lock, and scopes let go in reverse: a function that takes the lock declares its GMutexLocker before its statements. */
typedef sqlite3_stmt PassantStatement;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantStatement, sqlite3_reset)

typedef gboolean (*PassantStoreWork) (PassantStore *self,
                                      gpointer      data,
                                      GError      **error);

/* Opens the database, refusing what is not ours to open before anything is changed. */
gboolean          passant_store_connect    (PassantStore *self,
                                            GError      **error);
void              passant_store_disconnect (PassantStore *self);
/* To be called first under the lock: connects anew after trouble. */
gboolean          passant_store_make_ready (PassantStore *self,
                                            GError      **error);
/* Sets @error from the database's last one; always FALSE. */
gboolean          passant_store_fail       (PassantStore *self,
                                            GError      **error);
/* @sql must be a string literal, and not in use further up. */
PassantStatement *passant_store_prepare    (PassantStore *self,
                                            const char   *sql,
                                            GError      **error);
void              passant_store_bind_text  (PassantStatement *statement,
                                            const char       *name,
                                            const char       *value);
void              passant_store_bind_int   (PassantStatement *statement,
                                            const char       *name,
                                            gint64            value);
void              passant_store_bind_real  (PassantStatement *statement,
                                            const char       *name,
                                            double            value);
/* Goes to the next row: 1; 0 when there is none, −1 when it failed. */
int               passant_store_next       (PassantStore     *self,
                                            PassantStatement *statement,
                                            GError          **error);
/* Runs a statement without rows. */
gboolean          passant_store_run        (PassantStore     *self,
                                            PassantStatement *statement,
                                            GError          **error);
/* Runs SQL text: schemas and the like. */
gboolean          passant_store_run_text   (PassantStore *self,
                                            const char   *sql,
                                            GError      **error);
/* A column's text, never NULL; valid until the statement moves. */
const char       *passant_store_column     (PassantStatement *statement,
                                            int               column);
/* All of @work or nothing. */
gboolean          passant_store_transact   (PassantStore    *self,
                                            PassantStoreWork work,
                                            gpointer         data,
                                            GError         **error);

/* The log of the database: passant-store-log.c */

/* Watches the log's length from now on; SQLite does not empty it by itself any more. */
void              passant_store_watch_log       (PassantStore *self);
/* As passant_store_transact(), without a sync: the commit is on disk with the next one that has it, and gone with a
 * power cut before that. Whatever happens to the process, it is kept. */
gboolean          passant_store_transact_lightly (PassantStore    *self,
                                                  PassantStoreWork work,
                                                  gpointer         data,
                                                  GError         **error);
/* To be called after a commit that was synced: empties a log that has grown too long. */
void              passant_store_bound_log       (PassantStore *self);

/* Schemas: passant-store-schema.c */

/* The highest number of the files in schemas/@name. */
int               passant_store_newest_schema   (const char *name);
/* Reads which device this is; NULL as long as it has no name. %PASSANT_ERROR_TOO_NEW: its facts are of a later format. */
gboolean          passant_store_read_self       (PassantStore *self,
                                                 GError      **error);
/* Brings the facts' schema up to date, one transaction a version, and names the device. */
gboolean          passant_store_migrate         (PassantStore *self,
                                                 GError      **error);
/* Makes and fills the derived tables when another version of them is in place. */
gboolean          passant_store_upgrade_derived (PassantStore *self,
                                                 GError      **error);

/* Facts: passant-store.c, passant-store-query.c */

/* The facts of a statement whose first column is their text. */
GPtrArray        *passant_store_collect_facts (PassantStore     *self,
                                               PassantStatement *statement,
                                               GError          **error)
G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *passant_store_read_facts (PassantStore *self,
                                            const char   *subject,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;
PassantScript    *passant_store_find_script (PassantStore *self,
                                             const char   *hash,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The words of the visit table are the ones of PassantVisitState. */
PassantVisitState passant_store_read_state  (const char *word);

/* One list: its SQL, the parameters it has, and how a row is read. */
typedef struct {
  const char    *sql;
  const char    *name;        /* of a text parameter, or NULL */
  const char    *value;       /* may be NULL: no restriction */
  gboolean       asks_device; /* has a :device too */
  gpointer (*read) (PassantStatement *row);
  GDestroyNotify free;
} PassantStoreList;

/* Takes the lock. */
GPtrArray        *passant_store_run_list    (PassantStore           *self,
                                             const PassantStoreList *list,
                                             GError                **error)
G_GNUC_WARN_UNUSED_RESULT;

/* What facts mean: passant-store-derive.c, passant-store-derive-visit.c */

/* All there is, into empty tables. */
gboolean          passant_store_derive_all      (PassantStore *self,
                                                 GError      **error);
/* After one fact was inserted. */
gboolean          passant_store_derive_fact     (PassantStore *self,
                                                 PassantFact  *fact,
                                                 GError      **error);
/* After several were: each subject once, from all its facts. */
gboolean          passant_store_derive_subjects (PassantStore *self,
                                                 GPtrArray    *facts,
                                                 GError      **error);
gboolean          passant_store_derive_visit    (PassantStore *self,
                                                 const char   *visit,
                                                 GError      **error);
gboolean          passant_store_derive_visit_fact (PassantStore *self,
                                                   PassantFact  *fact,
                                                   GError      **error);
/* What the guest and the reviewer of @visit say to each other. */
gboolean          passant_store_write_talk      (PassantStore *self,
                                                 PassantVisit *visit,
                                                 GError      **error);
/* Where the guest was found to be. */
gboolean          passant_store_write_fixes     (PassantStore *self,
                                                 PassantVisit *visit,
                                                 GError      **error);
/* Scores of all ended visits that follow the script @hash, which was not known before. */
gboolean          passant_store_derive_scores   (PassantStore *self,
                                                 const char   *hash,
                                                 GError      **error);

/* For tests: runs @sql (PRAGMA synchronous = NORMAL, max_page_count …) now and on every later connection. */
gboolean          passant_store_tune            (PassantStore *self,
                                                 const char   *sql,
                                                 GError      **error);

G_END_DECLS
