/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-store-private.h"

void
passant_hub_quarantined_free (PassantHubQuarantined *self)
{
  if (!self)
    return;

  g_free (self->code);
  g_free (self->message);
  g_free (self->text);
  g_free (self->device);
  g_free (self);
}

char *
passant_hub_store_dup_hash (PassantHubStore *self,
                            const char      *device,
                            gint64           seq,
                            GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "SELECT hash FROM fact WHERE device = :device AND seq = :seq"
    " UNION ALL SELECT hash FROM quarantine WHERE device = :device AND seq = :seq",
    PASSANT_HUB_BIND_TEXT, ":device", device, PASSANT_HUB_BIND_INT, ":seq", seq,
    PASSANT_HUB_BIND_END);

  return passant_hub_query_next (&query,
                                 error) ? g_strdup (passant_hub_query_text (&query, 0)) : NULL;
}

gboolean
passant_hub_store_has_id (PassantHubStore *self,
                          const char      *id,
                          gboolean        *has,
                          GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, &local_error, "SELECT 1 FROM fact WHERE id = :id",
    PASSANT_HUB_BIND_TEXT, ":id", id, PASSANT_HUB_BIND_END);

  if (!local_error)
    *has = passant_hub_query_next (&query, &local_error);

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}

gboolean
passant_hub_store_keep_fact (PassantHubStore *self,
                             PassantFact     *fact,
                             gint64           now_ms,
                             gint64          *number,
                             GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT INTO fact (id, device, seq, hash, kind, subject, kept_at_ms, text)"
    " VALUES (:id, :device, :seq, :hash, :kind, :subject, :now_ms, :text)",
    PASSANT_HUB_BIND_TEXT, ":id", fact->id, PASSANT_HUB_BIND_TEXT, ":device", fact->device,
    PASSANT_HUB_BIND_INT, ":seq", fact->seq, PASSANT_HUB_BIND_TEXT, ":hash", fact->hash,
    PASSANT_HUB_BIND_TEXT, ":kind", fact->kind, PASSANT_HUB_BIND_TEXT, ":subject", fact->subject,
    PASSANT_HUB_BIND_INT, ":now_ms", now_ms, PASSANT_HUB_BIND_TEXT, ":text", fact->text,
    PASSANT_HUB_BIND_END);

  if (!passant_hub_query_run (&query, error))
    return FALSE;

  *number = sqlite3_last_insert_rowid (passant_hub_store_get_db (self));

  return TRUE;
}

gboolean
passant_hub_store_quarantine (PassantHubStore             *self,
                              const PassantHubQuarantined *line,
                              const char                  *hash,
                              gint64                       now_ms,
                              GError                     **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT INTO quarantine (device, seq, hash, text, code, message, kept_at_ms)"
    " VALUES (:device, :seq, :hash, :text, :code, :message, :now_ms)",
    PASSANT_HUB_BIND_TEXT, ":device", line->device, PASSANT_HUB_BIND_INT, ":seq", line->seq,
    PASSANT_HUB_BIND_TEXT, ":hash", hash, PASSANT_HUB_BIND_TEXT, ":text", line->text,
    PASSANT_HUB_BIND_TEXT, ":code", line->code, PASSANT_HUB_BIND_TEXT, ":message", line->message,
    PASSANT_HUB_BIND_INT, ":now_ms", now_ms, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

gboolean
passant_hub_store_release (PassantHubStore *self,
                           const char      *device,
                           gint64           seq,
                           GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "DELETE FROM quarantine WHERE device = :device AND seq = :seq",
    PASSANT_HUB_BIND_TEXT, ":device", device, PASSANT_HUB_BIND_INT, ":seq", seq,
    PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

/* Takes @query's rows: device, seq, code, message, text. */
static GPtrArray *
read_quarantined (PassantHubQuery *query,
                  GError         **error)
{
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_hub_quarantined_free);
  g_autoptr (GError) local_error = NULL;

  while (passant_hub_query_next (query, &local_error)) {
    PassantHubQuarantined *line = g_new0 (PassantHubQuarantined, 1);

    line->device = g_strdup (passant_hub_query_text (query, 0));
    line->seq = passant_hub_query_int (query, 1);
    line->code = g_strdup (passant_hub_query_text (query, 2));
    line->message = g_strdup (passant_hub_query_text (query, 3));
    line->text = g_strdup (passant_hub_query_text (query, 4));
    g_ptr_array_add (lines, line);
  }

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_steal_pointer (&lines);
}

GPtrArray *
passant_hub_store_list_quarantined (PassantHubStore *self,
                                    const char      *device,
                                    gint64           from,
                                    gint64           to,
                                    GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "SELECT device, seq, code, message, text FROM quarantine"
    " WHERE device = :device AND seq BETWEEN :from AND :to ORDER BY seq LIMIT 1000",
    PASSANT_HUB_BIND_TEXT, ":device", device, PASSANT_HUB_BIND_INT, ":from", from,
    PASSANT_HUB_BIND_INT, ":to", to, PASSANT_HUB_BIND_END);

  return query.stmt ? read_quarantined (&query, error) : NULL;
}

GPtrArray *
passant_hub_store_list_put_aside (PassantHubStore *self,
                                  const char      *shopper,
                                  const char      *code,
                                  const char      *subject,
                                  GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "SELECT device, seq, code, message, text FROM quarantine"
    " WHERE code = :code AND device IN (SELECT id FROM device WHERE shopper = :shopper)"
    /* Of what reads badly SQLite is not asked what it says. */
    "  AND (:subject IS NULL OR CASE code WHEN :code THEN json_extract (text, '$.subject') END"
    "   = :subject)"
    " ORDER BY device, seq",
    PASSANT_HUB_BIND_TEXT, ":shopper", shopper, PASSANT_HUB_BIND_TEXT, ":code", code,
    PASSANT_HUB_BIND_TEXT, ":subject", subject, PASSANT_HUB_BIND_END);

  return query.stmt ? read_quarantined (&query, error) : NULL;
}

gboolean
passant_hub_store_requarantine (PassantHubStore             *self,
                                const PassantHubQuarantined *line,
                                const char                  *code,
                                const char                  *message,
                                GError                     **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "UPDATE quarantine SET code = :code, message = :message WHERE device = :device AND seq = :seq",
    PASSANT_HUB_BIND_TEXT, ":code", code, PASSANT_HUB_BIND_TEXT, ":message", message,
    PASSANT_HUB_BIND_TEXT, ":device", line->device, PASSANT_HUB_BIND_INT, ":seq", line->seq,
    PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

gboolean
passant_hub_store_keep_receipt (PassantHubStore      *self,
                                const PassantReceipt *receipt,
                                GError              **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT OR REPLACE INTO receipt (device, seq, text, signature)"
    " VALUES (:device, :seq, :text, :signature)",
    PASSANT_HUB_BIND_TEXT, ":device", receipt->device, PASSANT_HUB_BIND_INT, ":seq", receipt->seq,
    PASSANT_HUB_BIND_TEXT, ":text", receipt->text,
    PASSANT_HUB_BIND_TEXT, ":signature", receipt->signature, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

PassantReceipt *
passant_hub_store_load_receipt (PassantHubStore *self,
                                const char      *device,
                                GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "SELECT seq, text, signature FROM receipt WHERE device = :device",
    PASSANT_HUB_BIND_TEXT, ":device", device, PASSANT_HUB_BIND_END);
  PassantReceipt *receipt;

  if (!passant_hub_query_next (&query, error))
    return NULL;

  receipt = g_new0 (PassantReceipt, 1);
  receipt->device = g_strdup (device);
  receipt->seq = passant_hub_query_int (&query, 0);
  receipt->text = g_strdup (passant_hub_query_text (&query, 1));
  receipt->signature = g_strdup (passant_hub_query_text (&query, 2));

  return receipt;
}
