/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which visit was in front when: visits under way on one device take turns. */

#include "passant-store-private.h"

/* On each device that said anything about @visit: from the first thing to the last, and the one after that, about another
 * visit, until which it was in front. */
GPtrArray *
passant_store_list_around (PassantStore *self,
                           const char   *visit,
                           GError      **error)
{
  static const char sql[] =
    "SELECT fact.text"
    " FROM (SELECT device, min (seq) AS first, max (seq) AS last FROM fact"
    "       WHERE subject = :visit AND kind GLOB 'visit.*' GROUP BY device) AS walk"
    " JOIN fact ON fact.device = walk.device AND fact.seq BETWEEN walk.first AND coalesce ("
    "  (SELECT next.seq FROM fact AS next WHERE next.device = walk.device AND next.seq > walk.last"
    "   AND next.kind GLOB 'visit.*' ORDER BY next.seq LIMIT 1), walk.last)"
    " WHERE fact.kind GLOB 'visit.*' ORDER BY fact.device, fact.seq";
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (PassantStatement) statement = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self) && visit != NULL, NULL);

  locker = g_mutex_locker_new (&self->lock);
  if (!passant_store_make_ready (self, error))
    return NULL;

  statement = passant_store_prepare (self, sql, error);
  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":visit", visit);

  return passant_store_collect_facts (self, statement, error);
}

PassantFront *
passant_store_load_front (PassantStore *self,
                          const char   *visit,
                          GError      **error)
{
  g_autoptr (GPtrArray) facts = passant_store_list_around (self, visit, error);
  PassantFront *front;

  if (!facts)
    return NULL;

  front = passant_front_new ();
  for (guint i = 0; i < facts->len; i++)
    passant_front_apply (front, facts->pdata[i]);

  return front;
}

char *
passant_store_dup_front (PassantStore *self)
{
  static const char sql[] =
    "SELECT subject FROM fact WHERE device = :device AND kind GLOB 'visit.*'"
    " ORDER BY seq DESC LIMIT 1";
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (PassantStatement) statement = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (self), NULL);

  locker = g_mutex_locker_new (&self->lock);
  if (!passant_store_make_ready (self, NULL))
    return NULL;

  statement = passant_store_prepare (self, sql, NULL);
  if (!statement)
    return NULL;

  passant_store_bind_text (statement, ":device", self->device);

  return passant_store_next (self, statement, NULL) > 0 ?
         g_strdup (passant_store_column (statement, 0)) : NULL;
}
