/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-caller.h"

#include <sodium.h>
#include <string.h>

#define STUDY "fiets"

static PassantClock *
get_clock (void)
{
  static PassantClock *clock;

  if (!clock)
    clock = passant_clock_new_system ();

  return clock;
}

PassantCaller *
passant_caller_new (const char *url)
{
  PassantCaller *self = g_new0 (PassantCaller, 1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sodium_init (), >=, 0);
  self->transport = passant_transport_new (url, &error);
  g_assert_no_error (error);
  self->device = passant_id_new (get_clock ());
  self->shopper = g_strdup ("");
  self->study = STUDY;
  crypto_sign_keypair (self->public_key, self->secret_key);
  memset (self->head, '0', PASSANT_HASH_LENGTH);
  self->said = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);

  return self;
}

PassantCaller *
passant_caller_new_enrolled (PassantHubProcess *hub,
                             const char        *shopper)
{
  PassantCaller *self = passant_caller_new (passant_hub_process_get_url (hub));
  g_autofree char *code = passant_hub_process_dup_code (hub, shopper);
  g_autoptr (PassantReply) reply = passant_caller_redeem (self, code);

  passant_reply_assert (reply, 200, "");
  g_set_str (&self->shopper, shopper);

  return self;
}

void
passant_caller_free (PassantCaller *self)
{
  passant_transport_free (self->transport);
  g_free (self->device);
  g_free (self->shopper);
  g_free (self->token);
  g_free (self->hub_key);
  g_ptr_array_unref (self->said);
  g_free (self);
}

PassantReply *
passant_caller_send (PassantCaller      *self,
                     const char         *method,
                     const char         *path,
                     const char * const *headers,
                     const void         *body,
                     gssize              length)
{
  g_autoptr (GBytes) bytes =
    body ? g_bytes_new (body, length < 0 ? strlen (body) : (gsize) length) : NULL;
  g_autoptr (GError) error = NULL;
  PassantReply *reply =
    passant_transport_send (self->transport, method, path, headers, bytes, NULL, NULL, &error);

  if (!self->may_fail)
    g_assert_no_error (error);

  return reply;
}

PassantReply *
passant_caller_redeem (PassantCaller *self,
                       const char    *code)
{
  static const char * const headers[] = { "Content-Type: application/json", NULL };
  g_autofree char *key = g_base64_encode (self->public_key, sizeof self->public_key);
  g_autofree char *body =
    g_strdup_printf ("{\"code\":\"%s\",\"device\":\"%s\",\"public_key\":\"%s\",\"name\":\"Phone\"}",
                     code, self->device, key);
  PassantReply *reply = passant_caller_send (self, "POST", "/v1/devices", headers, body, -1);

  if (reply->status == 200) {
    g_autofree char *token = passant_reply_dup_string (reply, "token");
    const char *text = g_bytes_get_data (reply->body, NULL);
    yyjson_doc *doc = yyjson_read (text, g_bytes_get_size (reply->body), 0);
    yyjson_val *hub = yyjson_obj_get (yyjson_doc_get_root (doc), "hub");

    g_set_str (&self->token, token);
    g_set_str (&self->hub_key, yyjson_get_str (yyjson_obj_get (hub, "public_key")));
    passant_transport_set_token (self->transport, token);
    yyjson_doc_free (doc);
  }

  return reply;
}

static void
copy_body (PassantDraft *draft,
           char         *json)
{
  yyjson_obj_iter iter;
  yyjson_val *key;
  yyjson_doc *doc;

  g_strdelimit (json, "'", '"');
  doc = yyjson_read (json, strlen (json), 0);
  g_assert_nonnull (doc);
  iter = yyjson_obj_iter_with (yyjson_doc_get_root (doc));
  while ((key = yyjson_obj_iter_next (&iter)))
    passant_draft_set_json (draft, yyjson_get_str (key), yyjson_obj_iter_get_val (key));
  yyjson_doc_free (doc);
}

PassantFact *
passant_caller_say (PassantCaller *self,
                    const char    *kind,
                    const char    *subject,
                    const char    *body,
                    ...)
{
  g_autoptr (PassantDraft) draft = passant_draft_new (kind, self->study, subject);
  g_autofree char *id = passant_id_new (get_clock ());
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  PassantFact *fact;
  va_list args;

  va_start (args, body);
  json = g_strdup_vprintf (body, args);
  va_end (args);
  copy_body (draft, json);

  fact = passant_draft_stamp (draft,
                              &(PassantStamp) { self->device, self->seq + 1, self->head,
                                                passant_clock_now_ms (get_clock ()),
                                                passant_clock_boot_ms (get_clock ()), id },
                              &error);
  g_assert_no_error (error);
  self->seq++;
  g_strlcpy (self->head, fact->hash, sizeof self->head);
  g_ptr_array_add (self->said, fact);

  return fact;
}

PassantReply *
passant_caller_push_text (PassantCaller *self,
                          const char    *text)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *to_sign = g_strdup_printf ("passant-batch-1\n%s\n%s", self->device, sum);
  guint8 signature[crypto_sign_BYTES];
  g_autofree char *base64 = NULL;
  g_autofree char *header = NULL;
  const char *headers[] = { "Content-Type: application/x-ndjson", NULL, NULL };

  crypto_sign_detached (signature, NULL, (const guint8 *) to_sign, strlen (to_sign),
                        self->secret_key);
  base64 = g_base64_encode (signature, sizeof signature);
  header = g_strconcat ("Passant-Signature: ", base64, NULL);
  headers[1] = header;

  return passant_caller_send (self, "POST", "/v1/batches", headers, text, -1);
}

PassantReply *
passant_caller_push (PassantCaller *self,
                     gint64         from,
                     gint64         to)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gint64 seq = from; seq <= to; seq++) {
    PassantFact *fact = g_ptr_array_index (self->said, seq - 1);

    g_string_append_len (text, fact->text, fact->length);
    g_string_append_c (text, '\n');
  }

  return passant_caller_push_text (self, text->str);
}

void
passant_caller_push_all (PassantCaller *self)
{
  g_autoptr (PassantReply) reply = passant_caller_push (self, 1, self->seq);
  yyjson_doc *doc;

  passant_reply_assert (reply, 200, "");
  g_assert_cmpint (passant_reply_get_int (reply, "seq"), ==, self->seq);
  doc = yyjson_read (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), 0);
  g_assert_cmpuint (yyjson_arr_size (yyjson_obj_get (yyjson_doc_get_root (doc), "quarantined")),
                    ==, 0);
  yyjson_doc_free (doc);
}

GPtrArray *
passant_caller_pull (PassantCaller *self,
                     guint          page)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *cursor = g_strdup ("");
  gboolean more = TRUE;

  while (more) {
    g_autofree char *path = g_strdup_printf ("/v1/changes?after=%s&limit=%u", cursor,
                                             page ? page : 500);
    g_autoptr (PassantReply) reply = passant_caller_send (self, "GET", path, NULL, NULL, 0);
    yyjson_doc *doc;
    yyjson_val *root, *line;
    yyjson_arr_iter iter;

    passant_reply_assert (reply, 200, "");
    doc = yyjson_read (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), 0);
    root = yyjson_doc_get_root (doc);
    iter = yyjson_arr_iter_with (yyjson_obj_get (root, "facts"));
    while ((line = yyjson_arr_iter_next (&iter)))
      g_ptr_array_add (lines, g_strdup (yyjson_get_str (line)));
    g_set_str (&cursor, yyjson_get_str (yyjson_obj_get (root, "cursor")));
    more = yyjson_get_bool (yyjson_obj_get (root, "more"));
    yyjson_doc_free (doc);
  }

  return g_steal_pointer (&lines);
}

char *
passant_reply_dup_string (PassantReply *reply,
                          const char   *key)
{
  yyjson_doc *doc =
    yyjson_read (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), 0);
  char *value = g_strdup (yyjson_get_str (yyjson_obj_get (yyjson_doc_get_root (doc), key)));

  yyjson_doc_free (doc);

  return value;
}

gint64
passant_reply_get_int (PassantReply *reply,
                       const char   *key)
{
  yyjson_doc *doc =
    yyjson_read (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), 0);
  gint64 value = yyjson_get_sint (yyjson_obj_get (yyjson_doc_get_root (doc), key));

  yyjson_doc_free (doc);

  return value;
}

void
passant_reply_assert (PassantReply *reply,
                      int           status,
                      const char   *code)
{
  g_autofree char *error = passant_reply_dup_string (reply, "error");

  g_assert_cmpint (reply->status, ==, status);
  g_assert_cmpstr (error ? error : "", ==, code);
  g_assert_cmpstr (passant_reply_get_header (reply, "passant-protocol"), ==, "1");
  if (*code) {
    g_autofree char *message = passant_reply_dup_string (reply, "message");

    g_assert_nonnull (message);
    g_assert_cmpstr (reply->content_type, ==, "application/json");
  }
}
