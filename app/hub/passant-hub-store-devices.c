/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-store-private.h"

#include <string.h>

#include "passant-error.h"

#define DEVICE_COLUMNS "id, role, shopper, name, public_key, revoked_at_ms, seq, head"

void
passant_hub_device_free (PassantHubDevice *self)
{
  if (!self)
    return;

  g_free (self->id);
  g_free (self->role);
  g_free (self->shopper);
  g_free (self->name);
  g_free (self->head);
  g_free (self);
}

/* The feed this device listens to. */
char *
passant_hub_device_dup_scope (const PassantHubDevice *self)
{
  if (g_str_equal (self->role, "coordinator"))
    return g_strdup (PASSANT_HUB_SCOPE_ALL);

  return g_strconcat ("shopper:", self->shopper, NULL);
}

void
passant_hub_code_free (PassantHubCode *self)
{
  if (!self)
    return;

  g_free (self->role);
  g_free (self->shopper);
  g_free (self->name);
  g_free (self->device);
  g_free (self);
}

static PassantHubDevice *
read_device (PassantHubQuery *query)
{
  PassantHubDevice *device = g_new0 (PassantHubDevice, 1);

  device->id = g_strdup (passant_hub_query_text (query, 0));
  device->role = g_strdup (passant_hub_query_text (query, 1));
  device->shopper = g_strdup (passant_hub_query_text (query, 2));
  device->name = g_strdup (passant_hub_query_text (query, 3));
  memcpy (device->public_key, sqlite3_column_blob (query->stmt, 4), sizeof device->public_key);
  device->revoked = sqlite3_column_type (query->stmt, 5) != SQLITE_NULL;
  device->seq = passant_hub_query_int (query, 6);
  device->head = g_strdup (passant_hub_query_text (query, 7));

  return device;
}

PassantHubDevice *
passant_hub_store_load_device (PassantHubStore *self,
                               const char      *id,
                               GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "SELECT " DEVICE_COLUMNS " FROM device WHERE id = :id",
    PASSANT_HUB_BIND_TEXT, ":id", id, PASSANT_HUB_BIND_END);

  return passant_hub_query_next (&query, error) ? read_device (&query) : NULL;
}

PassantHubDevice *
passant_hub_store_find_token (PassantHubStore *self,
                              const guint8    *token_hash,
                              GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "SELECT " DEVICE_COLUMNS " FROM device WHERE token_hash = :hash",
    PASSANT_HUB_BIND_BLOB, ":hash", token_hash, (gsize) 32, PASSANT_HUB_BIND_END);

  return passant_hub_query_next (&query, error) ? read_device (&query) : NULL;
}

gboolean
passant_hub_store_keep_device (PassantHubStore        *self,
                               const PassantHubDevice *device,
                               const guint8           *token_hash,
                               gint64                  now_ms,
                               GError                **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT INTO device (id, role, shopper, name, public_key, token_hash, enrolled_at_ms)"
    " VALUES (:id, :role, :shopper, :name, :public_key, :token_hash, :now_ms)"
    " ON CONFLICT (id) DO UPDATE SET name = excluded.name, public_key = excluded.public_key,"
    "  token_hash = excluded.token_hash, "
    "  enrolled_at_ms = excluded.enrolled_at_ms, revoked_at_ms = NULL",
    PASSANT_HUB_BIND_TEXT, ":id", device->id, PASSANT_HUB_BIND_TEXT, ":role", device->role,
    PASSANT_HUB_BIND_TEXT, ":shopper", device->shopper, PASSANT_HUB_BIND_TEXT, ":name",
    device->name,
    PASSANT_HUB_BIND_BLOB, ":public_key", device->public_key, sizeof device->public_key,
    PASSANT_HUB_BIND_BLOB, ":token_hash", token_hash, (gsize) 32,
    PASSANT_HUB_BIND_INT, ":now_ms", now_ms, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

gboolean
passant_hub_store_revoke_device (PassantHubStore *self,
                                 const char      *id,
                                 gint64           now_ms,
                                 GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "UPDATE device SET revoked_at_ms = coalesce (revoked_at_ms, :now_ms) WHERE id = :id",
    PASSANT_HUB_BIND_INT, ":now_ms", now_ms, PASSANT_HUB_BIND_TEXT, ":id", id,
    PASSANT_HUB_BIND_END);

  if (!passant_hub_query_run (&query, error))
    return FALSE;

  if (sqlite3_changes (passant_hub_store_get_db (self)) == 0) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_NOT_FOUND, "This hub knows no device %s", id);
    return FALSE;
  }

  return TRUE;
}

gboolean
passant_hub_store_move_head (PassantHubStore *self,
                             const char      *device,
                             gint64           seq,
                             const char      *head,
                             GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error, "UPDATE device SET seq = :seq, head = :head WHERE id = :device",
    PASSANT_HUB_BIND_INT, ":seq", seq, PASSANT_HUB_BIND_TEXT, ":head", head,
    PASSANT_HUB_BIND_TEXT, ":device", device, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

GPtrArray *
passant_hub_store_list_devices (PassantHubStore *self,
                                GError         **error)
{
  g_autoptr (GPtrArray) devices =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_hub_device_free);
  g_autoptr (GError) local_error = NULL;
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, &local_error, "SELECT " DEVICE_COLUMNS " FROM device ORDER BY id", PASSANT_HUB_BIND_END);

  while (!local_error && passant_hub_query_next (&query, &local_error))
    g_ptr_array_add (devices, read_device (&query));

  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_steal_pointer (&devices);
}

gboolean
passant_hub_store_keep_code (PassantHubStore      *self,
                             const PassantHubCode *code,
                             GError              **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "INSERT INTO enrolment_code (code_hash, role, shopper, name, expires_at_ms)"
    " VALUES (:hash, :role, :shopper, :name, :expires_at_ms)",
    PASSANT_HUB_BIND_BLOB, ":hash", code->hash, sizeof code->hash,
    PASSANT_HUB_BIND_TEXT, ":role", code->role, PASSANT_HUB_BIND_TEXT, ":shopper", code->shopper,
    PASSANT_HUB_BIND_TEXT, ":name", code->name,
    PASSANT_HUB_BIND_INT, ":expires_at_ms", code->expires_at_ms, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}

PassantHubCode *
passant_hub_store_find_code (PassantHubStore *self,
                             const guint8    *hash,
                             GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "SELECT role, shopper, name, expires_at_ms, used_at_ms IS NOT NULL, device"
    " FROM enrolment_code WHERE code_hash = :hash",
    PASSANT_HUB_BIND_BLOB, ":hash", hash, (gsize) 32, PASSANT_HUB_BIND_END);
  PassantHubCode *code;

  if (!passant_hub_query_next (&query, error))
    return NULL;

  code = g_new0 (PassantHubCode, 1);
  memcpy (code->hash, hash, sizeof code->hash);
  code->role = g_strdup (passant_hub_query_text (&query, 0));
  code->shopper = g_strdup (passant_hub_query_text (&query, 1));
  code->name = g_strdup (passant_hub_query_text (&query, 2));
  code->expires_at_ms = passant_hub_query_int (&query, 3);
  code->used = passant_hub_query_int (&query, 4) != 0;
  code->device = g_strdup (passant_hub_query_text (&query, 5));

  return code;
}

gboolean
passant_hub_store_use_code (PassantHubStore *self,
                            const guint8    *hash,
                            const char      *device,
                            gint64           now_ms,
                            GError         **error)
{
  g_auto (PassantHubQuery) query = passant_hub_store_ask (
    self, error,
    "UPDATE enrolment_code SET used_at_ms = :now_ms, device = :device WHERE code_hash = :hash",
    PASSANT_HUB_BIND_INT, ":now_ms", now_ms, PASSANT_HUB_BIND_TEXT, ":device", device,
    PASSANT_HUB_BIND_BLOB, ":hash", hash, (gsize) 32, PASSANT_HUB_BIND_END);

  return passant_hub_query_run (&query, error);
}
