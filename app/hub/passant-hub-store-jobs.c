/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who has which job. A job is held by the first of its assignments whose claim the hub heard, until that is handed back or
 * withdrawn. */

#include "passant-hub-store-private.h"

/* The one text that @query finds, or NULL. */
static char *
dup_only (PassantHubQuery *query,
          GError         **error)
{
  return passant_hub_query_next (query, error) ? g_strdup (passant_hub_query_text (query, 0))
                                               : NULL;
}

char *
passant_hub_store_dup_holder (PassantHubStore *self,
                              const char      *assignment,
                              GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "SELECT holder.assignment FROM assignment JOIN holder ON holder.job = assignment.job"
    " WHERE assignment.id = :id",
    PASSANT_HUB_BIND_TEXT, ":id", assignment, PASSANT_HUB_BIND_END);

  return dup_only (&query, error);
}

char *
passant_hub_store_dup_visited (PassantHubStore *self,
                               const char      *visit,
                               GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "SELECT assignment FROM visit WHERE id = :id",
    PASSANT_HUB_BIND_TEXT, ":id", visit, PASSANT_HUB_BIND_END);

  return dup_only (&query, error);
}

gboolean
passant_hub_store_has_said (PassantHubStore *self,
                            const char      *kind,
                            const char      *subject,
                            gboolean        *has,
                            GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, &local_error, "SELECT 1 FROM fact WHERE subject = :subject AND kind = :kind LIMIT 1",
    PASSANT_HUB_BIND_TEXT, ":subject", subject, PASSANT_HUB_BIND_TEXT, ":kind", kind,
    PASSANT_HUB_BIND_END);

  if (!local_error)
    *has = passant_hub_query_next (&query, &local_error);

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}

/* By the rule that every store goes by: each device's last word, and of those the one noted last. So the hub never holds a
 * job for an assignment that everybody else takes to be handed back. */
static gboolean
is_last_word (PassantHubStore *self,
              const char      *assignment,
              const char      *word,
              const char      *other,
              gboolean        *is,
              GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, &local_error,
    "WITH word AS (SELECT device, kind, json_extract (text, '$.noted_ms') AS noted_ms, max (seq)"
    "  FROM fact WHERE subject = :id AND kind IN (:word, :other) GROUP BY device)"
    " SELECT kind FROM word ORDER BY noted_ms DESC, device DESC LIMIT 1",
    PASSANT_HUB_BIND_TEXT, ":id", assignment, PASSANT_HUB_BIND_TEXT, ":word", word,
    PASSANT_HUB_BIND_TEXT, ":other", other, PASSANT_HUB_BIND_END);

  *is = !local_error && passant_hub_query_next (&query, &local_error) &&
        g_str_equal (passant_hub_query_text (&query, 0), word);

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}

static gboolean
let_go (PassantHubStore *self,
        const char      *assignment,
        gboolean         is_claimed,
        GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "DELETE FROM holder WHERE assignment = :id AND (NOT :claimed OR job <>"
    " (SELECT job FROM assignment WHERE id = :id))",
    PASSANT_HUB_BIND_TEXT, ":id", assignment, PASSANT_HUB_BIND_INT, ":claimed",
    (gint64) is_claimed, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

static gboolean
take_hold (PassantHubStore *self,
           const char      *assignment,
           GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT INTO holder (job, assignment)"
    " SELECT job, id FROM assignment WHERE id = :id AND job <> '' ON CONFLICT DO NOTHING",
    PASSANT_HUB_BIND_TEXT, ":id", assignment, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

gboolean
passant_hub_store_settle_job (PassantHubStore *self,
                              const char      *assignment,
                              GError         **error)
{
  gboolean is_offered, is_claimed;

  if (!is_last_word (self, assignment, "assignment.offered", "assignment.withdrawn", &is_offered,
                     error) ||
      !is_last_word (self, assignment, "assignment.claimed", "assignment.handed_back", &is_claimed,
                     error) ||
      !let_go (self, assignment, is_offered && is_claimed, error))
    return FALSE;

  return !is_offered || !is_claimed || take_hold (self, assignment, error);
}

GStrv
passant_hub_store_list_taken (PassantHubStore *self,
                              const char      *shopper,
                              GError         **error)
{
  g_autoptr (GStrvBuilder) taken = g_strv_builder_new ();
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, &local_error,
    "SELECT assignment.id FROM assignment JOIN holder ON holder.job = assignment.job"
    " WHERE assignment.shopper = :shopper AND holder.assignment <> assignment.id ORDER BY 1",
    PASSANT_HUB_BIND_TEXT, ":shopper", shopper, PASSANT_HUB_BIND_END);

  while (!local_error && passant_hub_query_next (&query, &local_error))
    g_strv_builder_add (taken, passant_hub_query_text (&query, 0));

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_strv_builder_end (taken);
}
