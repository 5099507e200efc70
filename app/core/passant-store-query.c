/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What lists, pages and reports read. */

#include "passant-store-private.h"

#include <glib/gi18n-lib.h>

#include "passant-error.h"

#define SCRIPTS_MAX 16
#define PREFIX_LENGTH_MIN 8

void
passant_visit_row_free (PassantVisitRow *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->id);
  g_free (self->study);
  g_free (self->assignment);
  g_free (self->script);
  g_free (self->location);
  g_free (self->location_name);
  g_free (self->shopper);
  g_free (self->device);
  g_free (self);
}

void
passant_location_free (PassantLocation *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->id);
  g_free (self->name);
  g_free (self->address);
  g_free (self->geo);
  g_free (self->code);
  g_free (self);
}

static gpointer
read_visit_row (PassantStatement *row)
{
  PassantVisitRow *self = g_new0 (PassantVisitRow, 1);

  self->id = g_strdup (passant_store_column (row, 0));
  self->study = g_strdup (passant_store_column (row, 1));
  self->assignment = g_strdup (passant_store_column (row, 2));
  self->script = g_strdup (passant_store_column (row, 3));
  self->location = g_strdup (passant_store_column (row, 4));
  self->location_name = g_strdup (passant_store_column (row, 5));
  self->shopper = g_strdup (passant_store_column (row, 6));
  self->device = g_strdup (passant_store_column (row, 7));
  self->state = passant_store_read_state (passant_store_column (row, 8));
  self->revision = sqlite3_column_int (row, 9);
  self->opened_ms = sqlite3_column_int64 (row, 10);
  self->ended_ms = sqlite3_column_int64 (row, 11);
  self->facts = sqlite3_column_int64 (row, 12);
  self->facts_acked = sqlite3_column_int64 (row, 13);
  self->blobs = sqlite3_column_int64 (row, 14);
  self->blobs_confirmed = sqlite3_column_int64 (row, 15);
  self->is_sample = sqlite3_column_int (row, 16) != 0;

  return self;
}

static gpointer
read_location (PassantStatement *row)
{
  PassantLocation *self = g_new0 (PassantLocation, 1);

  self->id = g_strdup (passant_store_column (row, 0));
  self->name = g_strdup (passant_store_column (row, 1));
  self->address = g_strdup (passant_store_column (row, 2));
  self->geo = g_strdup (passant_store_column (row, 3));
  self->code = g_strdup (passant_store_column (row, 4));

  return self;
}

GPtrArray *
passant_store_run_list (PassantStore           *self,
                        const PassantStoreList *list,
                        GError                **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (list->free);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (PassantStatement) statement = NULL;
  int step;

  if (!passant_store_make_ready (self, error))
    return NULL;

  statement = passant_store_prepare (self, list->sql, error);
  if (!statement)
    return NULL;

  if (list->name)
    passant_store_bind_text (statement, list->name, list->value);
  if (list->asks_device)
    passant_store_bind_text (statement, ":device", self->device);
  while ((step = passant_store_next (self, statement, error)) > 0)
    g_ptr_array_add (rows, list->read (statement));

  return step < 0 ? NULL : g_steal_pointer (&rows);
}

GPtrArray *
passant_store_list_visits (PassantStore *self,
                           const char   *study,
                           GError      **error)
{
  static const char sql[] =
    "SELECT v.id, v.study, v.assignment, v.script, v.location, coalesce (l.name, ''), v.shopper,"
    " v.device, v.state, v.revision, v.opened_ms, v.ended_ms,"
    " (SELECT count (*) FROM fact f WHERE f.subject = v.id AND f.device = :device),"
    " (SELECT count (*) FROM fact f WHERE f.subject = v.id AND f.device = :device"
    "  AND f.seq <= coalesce ((SELECT acked FROM enrolment), 0)),"
    " (SELECT count (DISTINCT e.sha256) FROM evidence e WHERE e.visit = v.id),"
    " (SELECT count (DISTINCT e.sha256) FROM evidence e JOIN sent_blob b ON b.sha256 = e.sha256"
    "  AND b.epoch = coalesce ((SELECT epoch FROM enrolment), '') WHERE e.visit = v.id),"
    " v.sample"
    " FROM visit v LEFT JOIN location l ON l.study = v.study AND l.id = v.location"
    " WHERE :study IS NULL OR v.study = :study"
    " ORDER BY v.opened_ms, v.id";
  PassantStoreList list = { sql, ":study", study, TRUE, read_visit_row,
                            (GDestroyNotify) passant_visit_row_free };

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return passant_store_run_list (self, &list, error);
}

GPtrArray *
passant_store_list_locations (PassantStore *self,
                              const char   *study,
                              GError      **error)
{
  static const char sql[] =
    "SELECT id, name, address, geo, code FROM location"
    " WHERE :study IS NULL OR study = :study ORDER BY name, id";
  PassantStoreList list = { sql, ":study", study, FALSE, read_location,
                            (GDestroyNotify) passant_location_free };

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return passant_store_run_list (self, &list, error);
}

static gpointer
read_text (PassantStatement *row)
{
  return g_strdup (passant_store_column (row, 0));
}

GStrv
passant_store_list_studies (PassantStore *self,
                            GError      **error)
{
  PassantStoreList list = { "SELECT id FROM study ORDER BY id", NULL, NULL, FALSE, read_text,
                            g_free };
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  ids = passant_store_run_list (self, &list, error);
  for (guint i = 0; ids && i < ids->len; i++)
    g_strv_builder_add (builder, ids->pdata[i]);

  return ids ? g_strv_builder_end (builder) : NULL;
}

/* The one text that @sql finds for @study. */
static char *
find_text (PassantStore *self,
           const char   *sql,
           const char   *study,
           const char   *refusal,
           GError      **error)
{
  PassantStoreList list = { sql, ":study", study, FALSE, read_text, g_free };
  g_autoptr (GPtrArray) texts = passant_store_run_list (self, &list, error);

  if (!texts)
    return NULL;
  if (texts->len > 0)
    return g_strdup (texts->pdata[0]);

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND, "%s: %s", refusal, study);

  return NULL;
}

void
passant_script_row_free (PassantScriptRow *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->study);
  g_free (self->hash);
  g_free (self->id);
  g_free (self);
}

static gpointer
read_script_row (PassantStatement *row)
{
  PassantScriptRow *self = g_new0 (PassantScriptRow, 1);
  g_autoptr (PassantFact) fact = passant_fact_parse (passant_store_column (row, 3),
                                                     sqlite3_column_bytes (row, 3), NULL);
  const char *id = fact ? passant_fact_get_string (fact, "script") : NULL;

  self->study = g_strdup (passant_store_column (row, 0));
  self->hash = g_strdup (passant_store_column (row, 1));
  self->published_ms = sqlite3_column_int64 (row, 2);
  self->id = g_strdup (id ? id : "");
  self->version = fact ? passant_fact_get_int (fact, "version", 0) : 0;
  self->n_assignments = sqlite3_column_int64 (row, 4);
  self->n_visits = sqlite3_column_int64 (row, 5);

  return self;
}

GPtrArray *
passant_store_list_scripts (PassantStore *self,
                            const char   *study,
                            GError      **error)
{
  /* An assignment is finished when its newest visit is, as far as the guest goes. */
  static const char sql[] =
    "SELECT s.study, s.hash, s.noted_ms, f.text,"
    " (SELECT count (*) FROM assignment a WHERE a.study = s.study AND a.script = s.hash"
    "  AND a.state IN ('offered', 'claimed') AND coalesce ((SELECT v.state FROM visit v"
    "  WHERE v.assignment = a.id ORDER BY v.opened_ms DESC, v.id DESC LIMIT 1), 'open')"
    "  IN ('open', 'returned')),"
    " (SELECT count (*) FROM visit v WHERE v.study = s.study AND v.script = s.hash)"
    " FROM script s JOIN fact f ON f.device = s.device AND f.seq = s.seq"
    " WHERE :study IS NULL OR s.study = :study"
    " ORDER BY s.study, s.noted_ms, s.hash";
  PassantStoreList list = { sql, ":study", study, FALSE, read_script_row,
                            (GDestroyNotify) passant_script_row_free };

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  return passant_store_run_list (self, &list, error);
}

char *
passant_store_dup_study_script (PassantStore *self,
                                const char   *study,
                                GError      **error)
{
  /* Each device's last word, and of those the one noted last. */
  static const char sql[] =
    "SELECT hash FROM script s WHERE study = :study"
    " AND seq = (SELECT max (seq) FROM script WHERE study = :study AND device = s.device)"
    " ORDER BY noted_ms DESC, device DESC LIMIT 1";

  g_return_val_if_fail (PASSANT_IS_STORE (self) && study != NULL, NULL);

  return find_text (self, sql, study, _("No script was published for this study"), error);
}

char *
passant_store_dup_study (PassantStore *self,
                         const char   *study,
                         GError      **error)
{
  static const char sql[] = "SELECT body FROM study WHERE id = :study";

  g_return_val_if_fail (PASSANT_IS_STORE (self) && study != NULL, NULL);

  return find_text (self, sql, study, _("This device knows no such study"), error);
}

/* The fact that published @hash. */
static PassantFact *
find_publication (PassantStore *self,
                  const char   *hash,
                  GError      **error)
{
  static const char sql[] =
    "SELECT f.text FROM script s JOIN fact f ON f.device = s.device AND f.seq = s.seq"
    " WHERE f.subject = :hash AND s.hash = :hash ORDER BY s.study LIMIT 1";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  int step;

  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":hash", hash);
  step = passant_store_next (self, statement, error);
  if (step > 0)
    return passant_fact_parse (passant_store_column (statement, 0),
                               sqlite3_column_bytes (statement, 0), error);
  if (step == 0)
    g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND,
                         _("The script of this visit is not on this device yet; sync first"));

  return NULL;
}

PassantScript *
passant_store_find_script (PassantStore *self,
                           const char   *hash,
                           GError      **error)
{
  PassantScript *script = g_hash_table_lookup (self->scripts, hash);
  g_autoptr (PassantFact) fact = NULL;

  if (script)
    return passant_script_ref (script);

  fact = find_publication (self, hash, error);
  script = fact ? passant_script_compile (passant_fact_get_string (fact, "text"), -1, NULL,
                                          error) : NULL;
  if (!script)
    return NULL;

  if (g_hash_table_size (self->scripts) >= SCRIPTS_MAX)
    g_hash_table_remove_all (self->scripts);
  g_hash_table_replace (self->scripts, g_strdup (hash), passant_script_ref (script));

  return script;
}

PassantScript *
passant_store_load_script (PassantStore *self,
                           const char   *hash,
                           GError      **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self) && hash != NULL, NULL);

  locker = g_mutex_locker_new (&self->lock);

  return passant_store_make_ready (self, error) ? passant_store_find_script (self, hash,
                                                                             error) : NULL;
}

/* The visit that @id names, whole or by its first characters. */
static char *
find_visit (PassantStore *self,
            const char   *id,
            GError      **error)
{
  static const char sql[] =
    "SELECT id FROM visit WHERE substr (id, 1, length (:id)) = :id"
    " AND (id = :id OR length (:id) >= :length_min) ORDER BY id = :id DESC LIMIT 2";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  g_autofree char *found = NULL;
  int step;

  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":id", id);
  passant_store_bind_int (statement, ":length_min", PREFIX_LENGTH_MIN);
  step = passant_store_next (self, statement, error);
  if (step < 0)
    return NULL;
  if (step == 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND, _("This device knows no visit %s"),
                 id);
    return NULL;
  }

  found = g_strdup (passant_store_column (statement, 0));
  if (g_str_equal (found, id) || passant_store_next (self, statement, NULL) <= 0)
    return g_steal_pointer (&found);

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               _("More than one visit starts with %s; give more of it"), id);

  return NULL;
}

PassantVisit *
passant_store_load_visit (PassantStore *self,
                          const char   *id,
                          GError      **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  PassantVisit *visit;

  g_return_val_if_fail (PASSANT_IS_STORE (self) && id != NULL, NULL);

  locker = g_mutex_locker_new (&self->lock);
  if (!passant_store_make_ready (self, error))
    return NULL;

  whole = find_visit (self, id, error);
  facts = whole ? passant_store_read_facts (self, whole, error) : NULL;
  if (!facts)
    return NULL;

  visit = passant_visit_new (whole);
  for (guint i = 0; i < facts->len; i++)
    passant_visit_apply (visit, facts->pdata[i]);

  return visit;
}
