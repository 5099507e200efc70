/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads everything back, and believes nothing. */

#include "passant-store-private.h"

#include <glib/gi18n-lib.h>

#include "passant-error.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static gboolean
blame (PassantStore *self,
       const char   *what,
       GError      **error)
{
  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
               _("%s is damaged: %s; keep the folder as it is and ask the coordinator"),
               self->path, what);

  return FALSE;
}

static gboolean
check_pages (PassantStore *self,
             GError      **error)
{
  g_autoptr (PassantStatement) statement = passant_store_prepare (self,
                                                                  "PRAGMA integrity_check (1)",
                                                                  error);

  if (!statement || passant_store_next (self, statement, error) < 0)
    return FALSE;
  if (!g_str_equal (passant_store_column (statement, 0), "ok"))
    return blame (self, passant_store_column (statement, 0), error);

  return TRUE;
}

/* The columns are copies of what the text says, for looking up. */
static gboolean
is_itself (PassantFact      *fact,
           PassantStatement *row)
{
  return g_str_equal (fact->device, passant_store_column (row, 1)) &&
         fact->seq == sqlite3_column_int64 (row, 2) &&
         g_str_equal (fact->id, passant_store_column (row, 3)) &&
         g_str_equal (fact->kind, passant_store_column (row, 4)) &&
         g_str_equal (fact->study, passant_store_column (row, 5)) &&
         g_str_equal (fact->subject, passant_store_column (row, 6)) &&
         fact->noted_ms == sqlite3_column_int64 (row, 7) &&
         g_str_equal (fact->hash, passant_store_column (row, 8));
}

/* @before: the fact read before this one. Of its own story a device knows all; of another's only what concerns it, so there
 * a link is checked where both its ends are here. */
static gboolean
is_linked (PassantStore *self,
           PassantFact  *fact,
           PassantFact  *before)
{
  gboolean is_first = !before || !g_str_equal (before->device, fact->device);

  if (fact->seq == 1)
    return g_str_equal (fact->prev, ZEROS);
  if (!is_first && before->seq + 1 == fact->seq)
    return g_str_equal (fact->prev, before->hash);

  return !g_str_equal (fact->device, self->device);
}

static gboolean
check_facts (PassantStore *self,
             GError      **error)
{
  static const char sql[] =
    "SELECT text, device, seq, id, kind, study, subject, noted_ms, hash FROM fact"
    " ORDER BY device, seq";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);
  g_autoptr (PassantFact) before = NULL;
  int step = -1;

  while (statement && (step = passant_store_next (self, statement, error)) > 0) {
    g_autoptr (PassantFact) fact = passant_fact_parse (passant_store_column (statement, 0),
                                                       sqlite3_column_bytes (statement, 0), NULL);

    if (!fact || !is_itself (fact, statement))
      return blame (self, _("a note in it does not read back as it was"), error);
    if (!is_linked (self, fact, before))
      return blame (self, _("the chain of its notes is broken"), error);

    g_clear_pointer (&before, passant_fact_unref);
    before = g_steal_pointer (&fact);
  }

  return step == 0;
}

gboolean
passant_store_check (PassantStore *self,
                     GError      **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self), FALSE);

  locker = g_mutex_locker_new (&self->lock);

  return passant_store_make_ready (self, error) &&
         check_pages (self, error) &&
         check_facts (self, error) &&
         passant_blobs_check (self->blobs, error);
}
