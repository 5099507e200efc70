/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What reviewing needs to know beside the visit: what the guest handed in before, and what they know of the briefing. */

#include "passant-store-private.h"

GPtrArray *
passant_store_list_earlier (PassantStore *self,
                            const char   *visit,
                            GError      **error)
{
  /* Shorter texts are never compared; a sha256 is longer, and a look none of them. */
  static const char sql[] =
    "WITH earlier AS (SELECT v.id, v.opened_ms FROM visit v JOIN visit me ON me.id = :visit"
    "  WHERE v.shopper = me.shopper AND v.study = me.study AND v.sample = me.sample"
    "  AND (v.opened_ms, v.id) < (me.opened_ms, me.id))"
    " SELECT e.id, a.value, e.opened_ms FROM earlier e JOIN answer a ON a.visit = e.id"
    "  WHERE length (a.value) >= 40"
    " UNION SELECT e.id, p.sha256, e.opened_ms FROM earlier e JOIN evidence p ON p.visit = e.id"
    " UNION SELECT e.id, p.look, e.opened_ms FROM earlier e JOIN evidence p ON p.visit = e.id"
    "  WHERE p.look IS NOT NULL AND p.look <> ''"
    " ORDER BY 3, 1, 2";
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_earlier_free);
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (PassantStatement) statement = NULL;
  int step = -1;

  g_return_val_if_fail (PASSANT_IS_STORE (self) && visit != NULL, NULL);

  locker = g_mutex_locker_new (&self->lock);
  statement = passant_store_make_ready (self, error) ? passant_store_prepare (self, sql, error)
                                                     : NULL;
  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":visit", visit);
  while ((step = passant_store_next (self, statement, error)) > 0)
    g_ptr_array_add (rows, passant_earlier_new (passant_store_column (statement, 0),
                                                passant_store_column (statement, 1)));

  return step < 0 ? NULL : g_steal_pointer (&rows);
}

/* Rows of two texts as a table; @sql has :script, and :shopper when @shopper is given. A later row counts. */
static GHashTable *
read_pairs (PassantStore *self,
            const char   *sql,
            const char   *hash,
            const char   *shopper,
            GError      **error)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (PassantStatement) statement = NULL;
  int step;

  statement = passant_store_make_ready (self, error) ? passant_store_prepare (self, sql, error)
                                                     : NULL;
  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":script", hash);
  if (shopper)
    passant_store_bind_text (statement, ":shopper", shopper);
  while ((step = passant_store_next (self, statement, error)) > 0)
    g_hash_table_replace (pairs, g_strdup (passant_store_column (statement, 0)),
                          g_strdup (passant_store_column (statement, 1)));

  return step < 0 ? NULL : g_steal_pointer (&pairs);
}

GHashTable *
passant_store_load_quiz (PassantStore *self,
                         const char   *hash,
                         const char   *shopper,
                         GError      **error)
{
  static const char sql[] =
    "SELECT q.item, q.choice FROM quiz q JOIN assignment a ON a.id = q.assignment"
    " WHERE q.script = :script AND a.shopper = :shopper ORDER BY q.noted_ms, q.assignment";

  g_return_val_if_fail (PASSANT_IS_STORE (self) && hash != NULL && shopper != NULL, NULL);

  return read_pairs (self, sql, hash, shopper, error);
}

GHashTable *
passant_store_load_pictures (PassantStore *self,
                             const char   *hash,
                             GError      **error)
{
  static const char sql[] =
    "SELECT name, sha256 FROM picture WHERE script = :script ORDER BY study";

  g_return_val_if_fail (PASSANT_IS_STORE (self) && hash != NULL, NULL);

  return read_pairs (self, sql, hash, NULL, error);
}
