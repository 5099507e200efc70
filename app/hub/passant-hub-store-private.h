/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "passant-hub-store.h"

G_BEGIN_DECLS

/* A statement lent from the store's cache; it goes back, reset, at the end of its scope. */
typedef struct {
  PassantHubStore *store;
  sqlite3_stmt    *stmt;
} PassantHubQuery;

typedef enum {
  PASSANT_HUB_BIND_END,
  PASSANT_HUB_BIND_TEXT, /* ":name", const char * (NULL: null) */
  PASSANT_HUB_BIND_INT,  /* ":name", gint64 */
  PASSANT_HUB_BIND_BLOB, /* ":name", const guint8 *, gsize */
} PassantHubBind;

/* @sql is a literal: the cache knows it by its address. The stmt is NULL, with @error, when it cannot be prepared. */
PassantHubQuery passant_hub_store_ask       (PassantHubStore *self,
                                             GError         **error,
                                             const char      *sql,
                                             ...);
/* The next row. FALSE at the end, or with @error. */
gboolean        passant_hub_query_next      (PassantHubQuery *self,
                                             GError         **error);
/* Runs a statement that gives no rows. */
gboolean        passant_hub_query_run       (PassantHubQuery *self,
                                             GError         **error);
void            passant_hub_query_clear     (PassantHubQuery *self);

const char     *passant_hub_query_text      (PassantHubQuery *self,
                                             int              column);
gint64          passant_hub_query_int       (PassantHubQuery *self,
                                             int              column);
sqlite3        *passant_hub_store_get_db    (PassantHubStore *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PassantHubQuery, passant_hub_query_clear)

G_END_DECLS
