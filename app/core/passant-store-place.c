/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-store-private.h"

static PassantPresencePlace *
read_place (PassantStatement *row)
{
  PassantPresencePlace *self = g_new0 (PassantPresencePlace, 1);

  self->geo = g_strdup (passant_store_column (row, 0));
  self->code = g_strdup (passant_store_column (row, 1));
  self->from_ms = sqlite3_column_int64 (row, 2);
  self->until_ms = sqlite3_column_int64 (row, 3);

  return self;
}

PassantPresencePlace *
passant_store_load_place (PassantStore *self,
                          PassantVisit *visit,
                          GError      **error)
{
  static const char sql[] =
    "SELECT (SELECT geo FROM location WHERE study = :study AND id = :location),"
    " (SELECT code FROM location WHERE study = :study AND id = :location),"
    " (SELECT from_ms FROM assignment WHERE id = :assignment),"
    " (SELECT until_ms FROM assignment WHERE id = :assignment)";
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (PassantStatement) statement = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);
  g_return_val_if_fail (visit != NULL, NULL);

  locker = g_mutex_locker_new (&self->lock);
  if (!passant_store_make_ready (self, error))
    return NULL;

  statement = passant_store_prepare (self, sql, error);
  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":study", passant_visit_get_study (visit));
  passant_store_bind_text (statement, ":location", passant_visit_get_location (visit));
  passant_store_bind_text (statement, ":assignment", passant_visit_get_assignment (visit));

  return passant_store_next (self, statement, error) < 0 ? NULL : read_place (statement);
}
