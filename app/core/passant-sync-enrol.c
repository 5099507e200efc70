/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a device becomes one of a hub's: a code good once against a token, and this device's public key, by which the hub
 * knows its word from then on. */

#include "passant-sync-private.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "passant-error.h"

#define LINK_SCHEME "passant"

static gboolean
fail_invalid (const char *message,
              GError    **error)
{
  g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, message);

  return FALSE;
}

/* passant://enrol?u=<hub>&t=<code>. TRUE with @url and @code replaced; a bare code is left as it is. */
static gboolean
read_link (const char *link,
           char      **url,
           char      **code,
           GError    **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GHashTable) params = NULL;

  if (g_ascii_strncasecmp (link, LINK_SCHEME ":", strlen (LINK_SCHEME ":")) != 0)
    return TRUE;

  uri = g_uri_parse (link, G_URI_FLAGS_ENCODED_QUERY, NULL);
  if (uri && g_uri_get_query (uri))
    params = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  if (!params || g_strcmp0 (g_uri_get_host (uri), "enrol") != 0 ||
      !g_hash_table_contains (params, "u") || !g_hash_table_contains (params, "t"))
    return fail_invalid (_("This is not an enrolment link. Ask your coordinator for another"),
                         error);

  g_free (*url);
  g_free (*code);
  *url = g_strdup (g_hash_table_lookup (params, "u"));
  *code = g_strdup (g_hash_table_lookup (params, "t"));

  return TRUE;
}

/* What is on this device is for the hub it was captured for, and for no other. */
static gboolean
check_belongs (PassantStore           *store,
               const PassantEnrolment *before,
               yyjson_doc             *hello,
               GError                **error)
{
  if (!before || passant_store_get_own_seq (store) == 0 ||
      g_str_equal (before->public_key, passant_reply_find (hello, "public_key")))
    return TRUE;

  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
               _("This device works for another hub, “%s”, and holds visits for it. Ask your "
                 "coordinator how to go on"), before->title);

  return FALSE;
}

static GBytes *
write_request (PassantStore *store,
               const char   *code,
               const char   *device_name)
{
  g_autofree char *key = g_base64_encode (passant_store_get_secret_key (store) + 32,
                                          PASSANT_KEY_BYTES);
  g_autofree char *valid_code = g_utf8_make_valid (code, -1);
  g_autofree char *valid_name = g_utf8_make_valid (device_name ? device_name : "", -1);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  gsize length;
  char *text;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "code", valid_code);
  yyjson_mut_obj_add_str (doc, root, "device", passant_store_get_device (store));
  yyjson_mut_obj_add_str (doc, root, "public_key", key);
  yyjson_mut_obj_add_str (doc, root, "name", valid_name);
  text = yyjson_mut_write (doc, YYJSON_WRITE_NOFLAG, &length);
  yyjson_mut_doc_free (doc);

  return g_bytes_new_with_free_func (text, length, free, text);
}

/* The answer may be lost on its way, and the code with it: the hub gives the same device the same answer again, so one more
 * try costs nothing. */
static PassantReply *
redeem (PassantTransport *transport,
        GBytes           *request,
        GCancellable     *cancellable,
        GError          **error)
{
  static const char * const headers[] = { "Content-Type: application/json", NULL };
  PassantReply *reply = passant_transport_send (transport, "POST", "/v1/devices", headers, request,
                                                NULL, cancellable, NULL);

  if (reply)
    return reply;

  return passant_transport_send (transport, "POST", "/v1/devices", headers, request, NULL,
                                 cancellable, error);
}

static gboolean
is_role (const char *role)
{
  return role && (g_str_equal (role, "shopper") || g_str_equal (role, "coordinator"));
}

/* A new enrolment from the hub's answer; of the one before, what was already on the hub stays known. */
static PassantEnrolment *
read_answer (PassantStore           *store,
             const PassantEnrolment *before,
             yyjson_doc             *answer,
             yyjson_doc             *hello)
{
  yyjson_val *hub = yyjson_obj_get (yyjson_doc_get_root (answer), "hub");
  const char *key = yyjson_get_str (yyjson_obj_get (hub, "public_key"));
  const char *epoch = yyjson_get_str (yyjson_obj_get (hub, "epoch"));
  const char *title = yyjson_get_str (yyjson_obj_get (hub, "title"));
  const char *token = passant_reply_find (answer, "token");
  const char *shopper = passant_reply_find (answer, "shopper");
  const char *name = passant_reply_find (answer, "name");
  gboolean goes_on = before && g_strcmp0 (before->public_key, key) == 0;
  PassantEnrolment *self;

  if (!token || !epoch || !is_role (passant_reply_find (answer, "role")) ||
      g_strcmp0 (key, passant_reply_find (hello, "public_key")) != 0)
    return NULL;

  self = g_new0 (PassantEnrolment, 1);
  self->title = g_strdup (title ? title : "");
  self->public_key = g_strdup (key);
  self->epoch = g_strdup (goes_on ? before->epoch : epoch);
  self->token = g_strdup (token);
  self->role = g_strdup (passant_reply_find (answer, "role"));
  self->shopper = g_strdup (shopper ? shopper : "");
  self->name = g_strdup (name ? name : "");
  self->cursor = g_strdup ("");
  self->acked = goes_on ? before->acked : 0;
  memcpy (self->secret_key, passant_store_get_secret_key (store), sizeof self->secret_key);

  return self;
}

static PassantEnrolment *
ask_hub (PassantStore           *store,
         PassantTransport       *transport,
         const PassantEnrolment *before,
         GBytes                 *request,
         GCancellable           *cancellable,
         GError                **error)
{
  g_autoptr (yyjson_doc) hello = NULL;
  g_autoptr (yyjson_doc) answer = NULL;
  g_autoptr (PassantReply) reply = NULL;
  PassantEnrolment *enrolment = NULL;

  if (!passant_sync_greet (transport, &hello, NULL, cancellable, error) ||
      !check_belongs (store, before, hello, error))
    return NULL;

  reply = redeem (transport, request, cancellable, error);
  if (!reply)
    return NULL;

  answer = reply->status == 200 ? passant_reply_read (reply) : NULL;
  if (answer)
    enrolment = read_answer (store, before, answer, hello);
  if (!enrolment)
    passant_reply_refuse (reply, NULL, error);

  return enrolment;
}

gboolean
passant_sync_enrol (PassantStore *store,
                    const char   *url,
                    const char   *code,
                    const char   *device_name,
                    GCancellable *cancellable,
                    GError      **error)
{
  g_autofree char *hub = g_strstrip (g_strdup (url ? url : ""));
  g_autofree char *bare = g_strstrip (g_strdup (code ? code : ""));
  g_autofree char *link = g_strdup (bare);
  g_autoptr (PassantEnrolment) before = NULL;
  g_autoptr (PassantEnrolment) enrolment = NULL;
  g_autoptr (PassantTransport) transport = NULL;
  g_autoptr (GBytes) request = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (PASSANT_IS_STORE (store), FALSE);

  if (!read_link (link, &hub, &bare, error))
    return FALSE;
  before = passant_store_load_enrolment (store, &problem);
  if (problem) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  transport = passant_transport_new (hub, error);
  if (!transport)
    return FALSE;

  request = write_request (store, bare, device_name);
  enrolment = ask_hub (store, transport, before, request, cancellable, error);
  if (!enrolment)
    return FALSE;
  enrolment->url = g_strdup (hub);

  return passant_store_keep_enrolment (store, enrolment, error);
}
