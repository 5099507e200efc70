/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-store-private.h"

#define UPLOAD_COLUMNS "device, sha256, bytes, kept_bytes, expires_at_ms"

void
passant_hub_upload_free (PassantHubUpload *self)
{
  if (!self)
    return;

  g_free (self->device);
  g_free (self->sha256);
  g_free (self);
}

gboolean
passant_hub_store_mention (PassantHubStore *self,
                           const char      *sha256,
                           gint64           fact,
                           GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT INTO mention (sha256, fact) VALUES (:sha256, :fact) ON CONFLICT DO NOTHING",
    PASSANT_HUB_BIND_TEXT, ":sha256", sha256, PASSANT_HUB_BIND_INT, ":fact", fact,
    PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

gboolean
passant_hub_store_find_blob (PassantHubStore *self,
                             const char      *sha256,
                             const char      *scope,
                             gint64          *bytes,
                             GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, &local_error,
    "SELECT bytes FROM blob WHERE sha256 = :sha256 AND (:scope IS NULL OR EXISTS ("
    " SELECT 1 FROM feed WHERE feed.scope = :scope AND feed.fact ="
    "  (SELECT min (fact) FROM mention WHERE mention.sha256 = blob.sha256)) OR EXISTS ("
    " SELECT 1 FROM mention JOIN feed ON feed.fact = mention.fact JOIN fact"
    "  ON fact.number = mention.fact AND fact.kind = 'script.published'"
    "  WHERE mention.sha256 = blob.sha256 AND feed.scope = :scope))",
    PASSANT_HUB_BIND_TEXT, ":sha256", sha256, PASSANT_HUB_BIND_TEXT, ":scope", scope,
    PASSANT_HUB_BIND_END);

  *bytes = -1;
  if (!local_error && passant_hub_query_next (&query, &local_error))
    *bytes = passant_hub_query_int (&query, 0);

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}

gboolean
passant_hub_store_keep_blob (PassantHubStore *self,
                             const char      *sha256,
                             gint64           bytes,
                             gint64           now_ms,
                             GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT INTO blob (sha256, bytes, kept_at_ms) VALUES (:sha256, :bytes, :now_ms)"
    " ON CONFLICT DO NOTHING",
    PASSANT_HUB_BIND_TEXT, ":sha256", sha256, PASSANT_HUB_BIND_INT, ":bytes", bytes,
    PASSANT_HUB_BIND_INT, ":now_ms", now_ms, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

GStrv
passant_hub_store_list_blobs (PassantHubStore *self,
                              GArray         **bytes_out,
                              GError         **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GArray) all_bytes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, &local_error, "SELECT sha256, bytes FROM blob ORDER BY sha256", PASSANT_HUB_BIND_END);

  while (!local_error && passant_hub_query_next (&query, &local_error)) {
    gint64 bytes = passant_hub_query_int (&query, 1);

    g_strv_builder_add (names, passant_hub_query_text (&query, 0));
    g_array_append_val (all_bytes, bytes);
  }

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  *bytes_out = g_steal_pointer (&all_bytes);

  return g_strv_builder_end (names);
}

static PassantHubUpload *
read_upload (PassantHubQuery *query)
{
  PassantHubUpload *upload = g_new0 (PassantHubUpload, 1);

  upload->device = g_strdup (passant_hub_query_text (query, 0));
  upload->sha256 = g_strdup (passant_hub_query_text (query, 1));
  upload->bytes = passant_hub_query_int (query, 2);
  upload->kept_bytes = passant_hub_query_int (query, 3);
  upload->expires_at_ms = passant_hub_query_int (query, 4);

  return upload;
}

PassantHubUpload *
passant_hub_store_load_upload (PassantHubStore *self,
                               const char      *device,
                               const char      *sha256,
                               GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "SELECT " UPLOAD_COLUMNS " FROM upload WHERE device = :device AND sha256 = :sha256",
    PASSANT_HUB_BIND_TEXT, ":device", device, PASSANT_HUB_BIND_TEXT, ":sha256", sha256,
    PASSANT_HUB_BIND_END);

  return passant_hub_query_next (&query, error) ? read_upload (&query) : NULL;
}

gboolean
passant_hub_store_keep_upload (PassantHubStore        *self,
                               const PassantHubUpload *upload,
                               GError                **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT OR REPLACE INTO upload (" UPLOAD_COLUMNS ")"
    " VALUES (:device, :sha256, :bytes, :kept_bytes, :expires_at_ms)",
    PASSANT_HUB_BIND_TEXT, ":device", upload->device, PASSANT_HUB_BIND_TEXT, ":sha256",
    upload->sha256,
    PASSANT_HUB_BIND_INT, ":bytes", upload->bytes, PASSANT_HUB_BIND_INT, ":kept_bytes",
    upload->kept_bytes,
    PASSANT_HUB_BIND_INT, ":expires_at_ms", upload->expires_at_ms, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

gboolean
passant_hub_store_drop_upload (PassantHubStore *self,
                               const char      *device,
                               const char      *sha256,
                               GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "DELETE FROM upload WHERE device = :device AND sha256 = :sha256",
    PASSANT_HUB_BIND_TEXT, ":device", device, PASSANT_HUB_BIND_TEXT, ":sha256", sha256,
    PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

gboolean
passant_hub_store_count_uploads (PassantHubStore *self,
                                 const char      *device,
                                 guint           *count,
                                 GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "SELECT count (*) FROM upload WHERE device = :device",
    PASSANT_HUB_BIND_TEXT, ":device", device, PASSANT_HUB_BIND_END);

  if (!passant_hub_query_next (&query, error))
    return FALSE;

  *count = (guint) passant_hub_query_int (&query, 0);

  return TRUE;
}

GPtrArray *
passant_hub_store_list_uploads (PassantHubStore *self,
                                GError         **error)
{
  g_autoptr (GPtrArray) uploads =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_hub_upload_free);
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, &local_error, "SELECT " UPLOAD_COLUMNS " FROM upload ORDER BY device, sha256",
    PASSANT_HUB_BIND_END);

  while (!local_error && passant_hub_query_next (&query, &local_error))
    g_ptr_array_add (uploads, read_upload (&query));

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_steal_pointer (&uploads);
}
