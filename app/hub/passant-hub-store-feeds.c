/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-store-private.h"

#define PAGE_BYTES_MAX (4 * 1024 * 1024)

void
passant_hub_page_free (PassantHubPage *self)
{
  if (!self)
    return;

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

gboolean
passant_hub_store_feed (PassantHubStore *self,
                        const char      *scope,
                        gint64           fact,
                        GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "INSERT INTO feed (scope, fact) VALUES (:scope, :fact) ON CONFLICT DO NOTHING",
    PASSANT_HUB_BIND_TEXT, ":scope", scope, PASSANT_HUB_BIND_INT, ":fact", fact,
    PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

gboolean
passant_hub_store_feed_newest (PassantHubStore *self,
                               const char      *scope,
                               const char      *kind,
                               const char      *subject,
                               const char      *study,
                               GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT INTO feed (scope, fact)"
    " SELECT :scope, max (number) FROM fact WHERE subject = :subject AND kind = :kind"
    "  AND (:study IS NULL OR json_extract (text, '$.study') = :study)"
    " HAVING max (number) IS NOT NULL ON CONFLICT DO NOTHING",
    PASSANT_HUB_BIND_TEXT, ":scope", scope, PASSANT_HUB_BIND_TEXT, ":subject", subject,
    PASSANT_HUB_BIND_TEXT, ":kind", kind, PASSANT_HUB_BIND_TEXT, ":study", study,
    PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

gboolean
passant_hub_store_feed_said (PassantHubStore *self,
                             const char      *scope,
                             const char      *prefix,
                             const char      *subject,
                             GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT INTO feed (scope, fact)"
    " SELECT :scope, number FROM fact JOIN device ON device.id = fact.device"
    " WHERE subject = :subject AND substr (kind, 1, length (:prefix)) = :prefix"
    "  AND role = 'coordinator'"
    " ORDER BY number ON CONFLICT DO NOTHING",
    PASSANT_HUB_BIND_TEXT, ":scope", scope, PASSANT_HUB_BIND_TEXT, ":subject", subject,
    PASSANT_HUB_BIND_TEXT, ":prefix", prefix, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

static gboolean
load_end (PassantHubStore *self,
          const char      *scope,
          gint64          *position,
          GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "SELECT coalesce (max (position), 0) FROM feed WHERE scope = :scope",
    PASSANT_HUB_BIND_TEXT, ":scope", scope, PASSANT_HUB_BIND_END);

  if (!passant_hub_query_next (&query, error))
    return FALSE;

  *position = MAX (*position, passant_hub_query_int (&query, 0));

  return TRUE;
}

static gboolean
fill_page (PassantHubPage  *page,
           PassantHubQuery *query,
           guint            n_max,
           GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize bytes = 0;

  while (passant_hub_query_next (query, &local_error)) {
    bytes += sqlite3_column_bytes (query->stmt, 1);
    if (page->lines->len == n_max || (page->lines->len > 0 && bytes > PAGE_BYTES_MAX)) {
      page->more = TRUE;
      return TRUE;
    }
    page->position = passant_hub_query_int (query, 0);
    g_ptr_array_add (page->lines, g_strdup (passant_hub_query_text (query, 1)));
  }

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}

/* The end is read first: whatever is committed between the two reads lies behind it, and comes with the next page. */
PassantHubPage *
passant_hub_store_load_page (PassantHubStore *self,
                             const char      *scope,
                             const char      *device,
                             gint64           after,
                             guint            n_max,
                             GError         **error)
{
  g_autoptr (PassantHubPage) page = g_new0 (PassantHubPage, 1);
  g_auto (PassantHubQuery) query = { 0 };
  gint64 end = after;

  page->lines = g_ptr_array_new_with_free_func (g_free);
  page->position = after;
  if (!load_end (self, scope, &end, error))
    return NULL;

  query = passant_hub_store_ask (
    self, error,
    "SELECT feed.position, fact.text FROM feed JOIN fact ON fact.number = feed.fact"
    " WHERE feed.scope = :scope AND feed.position > :after AND feed.position <= :end"
    "  AND fact.device <> :device ORDER BY feed.position",
    PASSANT_HUB_BIND_TEXT, ":scope", scope, PASSANT_HUB_BIND_INT, ":after", after,
    PASSANT_HUB_BIND_INT, ":end", end, PASSANT_HUB_BIND_TEXT, ":device", device,
    PASSANT_HUB_BIND_END);
  if (!query.stmt || !fill_page (page, &query, n_max, error))
    return NULL;

  if (!page->more)
    page->position = end;

  return g_steal_pointer (&page);
}

char *
passant_hub_store_dup_mark (PassantHubStore *self,
                            const char      *scope,
                            gint64           position,
                            GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, &local_error,
    "SELECT substr (fact.hash, 1, 16) FROM feed JOIN fact ON fact.number = feed.fact"
    " WHERE feed.position = :position AND feed.scope = :scope",
    PASSANT_HUB_BIND_INT, ":position", position, PASSANT_HUB_BIND_TEXT, ":scope", scope,
    PASSANT_HUB_BIND_END);

  if (!local_error && passant_hub_query_next (&query, &local_error))
    return g_strdup (passant_hub_query_text (&query, 0));
  if (!local_error)
    return g_strdup ("");

  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

gboolean
passant_hub_store_keep_assignment (PassantHubStore *self,
                                   PassantFact     *offer,
                                   GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT OR REPLACE INTO assignment (id, study, shopper, location, script, job)"
    " VALUES (:id, :study, :shopper, :location, :script, coalesce (:job, ''))",
    PASSANT_HUB_BIND_TEXT, ":id", offer->subject, PASSANT_HUB_BIND_TEXT, ":study", offer->study,
    PASSANT_HUB_BIND_TEXT, ":shopper", passant_fact_get_string (offer, "shopper"),
    PASSANT_HUB_BIND_TEXT, ":location", passant_fact_get_string (offer, "location"),
    PASSANT_HUB_BIND_TEXT, ":script", passant_fact_get_string (offer, "script"),
    PASSANT_HUB_BIND_TEXT, ":job", passant_fact_get_string (offer, "job"),
    PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

gboolean
passant_hub_store_keep_visit (PassantHubStore *self,
                              const char      *visit,
                              const char      *assignment,
                              const char      *shopper,
                              GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT INTO visit (id, assignment, shopper) VALUES (:id, :assignment, :shopper)"
    " ON CONFLICT DO NOTHING",
    PASSANT_HUB_BIND_TEXT, ":id", visit, PASSANT_HUB_BIND_TEXT, ":assignment", assignment,
    PASSANT_HUB_BIND_TEXT, ":shopper", shopper, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

char *
passant_hub_store_dup_assignee (PassantHubStore *self,
                                const char      *assignment,
                                GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "SELECT shopper FROM assignment WHERE id = :id",
    PASSANT_HUB_BIND_TEXT, ":id", assignment, PASSANT_HUB_BIND_END);

  return passant_hub_query_next (&query,
                                 error) ? g_strdup (passant_hub_query_text (&query, 0)) : NULL;
}

char *
passant_hub_store_dup_visitor (PassantHubStore *self,
                               const char      *visit,
                               GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "SELECT shopper FROM visit WHERE id = :id",
    PASSANT_HUB_BIND_TEXT, ":id", visit, PASSANT_HUB_BIND_END);

  return passant_hub_query_next (&query,
                                 error) ? g_strdup (passant_hub_query_text (&query, 0)) : NULL;
}

GStrv
passant_hub_store_list_shoppers (PassantHubStore *self,
                                 PassantHubBy     by,
                                 const char      *study,
                                 const char      *id,
                                 GError         **error)
{
  static const char * const sqls[] = {
    [PASSANT_HUB_BY_STUDY] =
      "SELECT DISTINCT shopper FROM assignment WHERE study = :study AND study = :id ORDER BY 1",
    [PASSANT_HUB_BY_SCRIPT] =
      "SELECT DISTINCT shopper FROM assignment WHERE study = :study AND script = :id ORDER BY 1",
    [PASSANT_HUB_BY_LOCATION] =
      "SELECT DISTINCT shopper FROM assignment WHERE study = :study AND location = :id ORDER BY 1",
  };
  g_autoptr (GStrvBuilder) shoppers = g_strv_builder_new ();
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, &local_error, sqls[by], PASSANT_HUB_BIND_TEXT, ":study", study,
    PASSANT_HUB_BIND_TEXT, ":id", id, PASSANT_HUB_BIND_END);

  while (!local_error && passant_hub_query_next (&query, &local_error))
    g_strv_builder_add (shoppers, passant_hub_query_text (&query, 0));

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_strv_builder_end (shoppers);
}
