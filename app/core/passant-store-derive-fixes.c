/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-store-private.h"

static gboolean
drop_fixes (PassantStore *self,
            const char   *visit,
            GError      **error)
{
  g_autoptr (PassantStatement) statement =
    passant_store_prepare (self, "DELETE FROM fix WHERE visit = :visit", error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":visit", visit);

  return passant_store_run (self, statement, error);
}

static gboolean
write_fix (PassantStore     *self,
           PassantVisit     *visit,
           const PassantFix *fix,
           guint             number,
           GError          **error)
{
  static const char sql[] =
    "INSERT INTO fix"
    " (visit, number, how, touchpoint, latitude, longitude, accuracy_m, age_ms, at_ms)"
    " VALUES (:visit, :number, :how, :touchpoint, :latitude, :longitude, :accuracy_m, :age_ms,"
    " :at_ms)";
  g_autoptr (PassantStatement) statement = passant_store_prepare (self, sql, error);

  if (!statement)
    return FALSE;

  passant_store_bind_text (statement, ":visit", passant_visit_get_id (visit));
  passant_store_bind_int (statement, ":number", number);
  passant_store_bind_text (statement, ":how", passant_fix_how_to_string (fix->how));
  passant_store_bind_text (statement, ":touchpoint", fix->touchpoint);
  if (fix->has_place) {
    passant_store_bind_real (statement, ":latitude", fix->latitude);
    passant_store_bind_real (statement, ":longitude", fix->longitude);
  }
  passant_store_bind_int (statement, ":accuracy_m", fix->accuracy_m);
  passant_store_bind_int (statement, ":age_ms", fix->age_ms);
  passant_store_bind_int (statement, ":at_ms", fix->at_ms);

  return passant_store_run (self, statement, error);
}

gboolean
passant_store_write_fixes (PassantStore *self,
                           PassantVisit *visit,
                           GError      **error)
{
  GPtrArray *fixes = passant_visit_get_fixes (visit);

  if (!drop_fixes (self, passant_visit_get_id (visit), error))
    return FALSE;

  for (guint i = 0; i < fixes->len; i++) {
    if (!write_fix (self, visit, fixes->pdata[i], i + 1, error))
      return FALSE;
  }

  return TRUE;
}
