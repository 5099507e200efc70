/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Own facts go to the hub, a signed receipt comes back. Nothing counts as sent before its receipt has been checked and
 * kept: signed by our hub, for this device, and over the very chain that lies here. */

#include "passant-sync-private.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "passant-error.h"

#define BATCH_BYTES_MAX (1024 * 1024)
#define BATCH_FACTS_MAX 500
#define NO_SENSE _("The hub's answer does not make sense just now.")

/* A push under way. */
typedef struct {
  gint64   after;       /* the next batch begins behind this seq */
  gint64   until;       /* own seq when it began */
  guint    facts_max;   /* per batch, halved when the hub finds them too large */
  gboolean has_resumed; /* once from where the hub said that it expects us */
} Push;

gboolean
passant_sync_fail_copied (GError **error)
{
  g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_DENIED,
                       _("The hub holds something else under this device's name: its data was "
                         "copied to another device. Everything is kept on both; ask your "
                         "coordinator"));

  return FALSE;
}

/* The receipt speaks of facts 1 … seq by the hash of the last, so that one comparison covers them all. */
static gboolean
check_head (PassantSync          *self,
            const PassantReceipt *receipt,
            GError              **error)
{
  g_autoptr (GPtrArray) facts = NULL;
  PassantFact *fact;

  if (receipt->seq < 1)
    return passant_error_set_offline (error, NO_SENSE);

  facts = passant_store_list_own (self->store, receipt->seq - 1, 1, error);
  if (!facts)
    return FALSE;

  fact = facts->len > 0 ? g_ptr_array_index (facts, 0) : NULL;
  if (!fact || fact->seq != receipt->seq || !g_str_equal (fact->hash, receipt->head))
    return passant_sync_fail_copied (error);

  return TRUE;
}

/* @root: {"text":…,"signature":…}. */
static PassantReceipt *
open_receipt (PassantSync *self,
              yyjson_val  *root,
              GError     **error)
{
  const char *text = yyjson_get_str (yyjson_obj_get (root, "text"));
  const char *signature = yyjson_get_str (yyjson_obj_get (root, "signature"));
  g_autoptr (PassantReceipt) receipt = NULL;
  g_autoptr (GError) problem = NULL;

  if (text && signature)
    receipt = passant_receipt_open (text, signature, self->enrolment->public_key, &problem);
  if (!receipt || !g_str_equal (receipt->device, passant_store_get_device (self->store))) {
    passant_error_set_offline (error, _("The hub's receipt is not good, so it was not taken."));
    return NULL;
  }

  return check_head (self, receipt, error) ? g_steal_pointer (&receipt) : NULL;
}

static char *
sign_batch (PassantSync *self,
            GBytes      *body)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  g_autofree char *text = g_strdup_printf ("passant-batch-1\n%s\n%s",
                                           passant_store_get_device (self->store), hash);
  guint8 signature[crypto_sign_BYTES];
  g_autofree char *base64 = NULL;

  crypto_sign_detached (signature, NULL, (const guint8 *) text, strlen (text),
                        self->enrolment->secret_key);
  base64 = g_base64_encode (signature, sizeof signature);

  return g_strconcat ("Passant-Signature: ", base64, NULL);
}

/* As many lines as one batch may hold, at least one. @last gets the seq of the last of them. */
static GBytes *
build_batch (PassantSync *self,
             const Push  *push,
             gint64      *last,
             GError     **error)
{
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);

  facts = passant_store_list_own (self->store, push->after, push->facts_max, error);
  /* What the hub hears must be on disk here: after a power cut this device would say something else in its place. */
  if (!facts || !passant_store_settle (self->store, error))
    return NULL;

  for (guint i = 0; i < facts->len; i++) {
    PassantFact *fact = g_ptr_array_index (facts, i);

    if (i > 0 && lines->len + fact->length + 1 > BATCH_BYTES_MAX)
      break;
    g_string_append_len (lines, fact->text, fact->length);
    g_string_append_c (lines, '\n');
    *last = fact->seq;
  }

  return g_string_free_to_bytes (g_steal_pointer (&lines));
}

/* Which of the batch's facts lost their job to somebody else. */
static gboolean
settle_claims (PassantSync *self,
               yyjson_val  *quarantined,
               gint64       from,
               gint64       to,
               GError     **error)
{
  g_autoptr (GArray) lost = g_array_new (FALSE, FALSE, sizeof (gint64));
  yyjson_val *item;
  gsize i, n;

  yyjson_arr_foreach (quarantined, i, n, item) {
    gint64 seq = yyjson_get_sint (yyjson_obj_get (item, "seq"));

    if (seq >= from && seq <= to && yyjson_equals_str (yyjson_obj_get (item, "code"), "taken"))
      g_array_append_val (lost, seq);
  }

  return passant_store_settle_claims (self->store, from, to, lost, error);
}

/* The hub holds it, in its place in the chain, but nobody hears of it. */
static void
note_quarantined (PassantSync *self,
                  yyjson_val  *quarantined)
{
  yyjson_val *item;
  gsize i, n;

  yyjson_arr_foreach (quarantined, i, n, item) {
    const char *message = yyjson_get_str (yyjson_obj_get (item, "message"));

    self->result->quarantined++;
    g_message ("The hub does not count fact %" G_GINT64_FORMAT ": %s",
               yyjson_get_sint (yyjson_obj_get (item, "seq")), message ? message : "");
  }
}

static gboolean
take_answer (PassantSync  *self,
             PassantReply *reply,
             Push         *push,
             gint64        last,
             GError      **error)
{
  g_autoptr (yyjson_doc) doc = passant_reply_read (reply);
  yyjson_val *root = yyjson_doc_get_root (doc);
  g_autoptr (PassantReceipt) receipt = NULL;

  if (!doc)
    return passant_reply_refuse (reply, &self->result->retry_after_s, error);

  receipt = open_receipt (self, yyjson_obj_get (root, "receipt"), error);
  if (!receipt)
    return FALSE;
  if (receipt->seq < last)
    return passant_error_set_offline (error, NO_SENSE);
  if (!settle_claims (self, yyjson_obj_get (root, "quarantined"), push->after + 1, last, error) ||
      !passant_store_keep_receipt (self->store, receipt, error))
    return FALSE;

  self->result->facts_sent += (guint) (last - push->after);
  note_quarantined (self, yyjson_obj_get (root, "quarantined"));
  self->enrolment->acked = receipt->seq;
  push->after = receipt->seq;

  return TRUE;
}

gboolean
passant_sync_take_back (PassantSync *self,
                        gint64       held,
                        GError     **error)
{
  g_message ("The hub holds %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
             " facts it had acknowledged: the others are sent again", held, self->enrolment->acked);
  self->enrolment->acked = held;

  return passant_store_take_back_acked (self->store, held, error);
}

/* A hole: the hub holds less than it once acknowledged. Facts it has already do no harm, so going back is safe; going back
 * twice would be going in circles. */
static gboolean
resume (PassantSync  *self,
        PassantReply *reply,
        Push         *push,
        GError      **error)
{
  g_autoptr (yyjson_doc) doc = passant_reply_read (reply);
  yyjson_val *expected = yyjson_obj_get (yyjson_doc_get_root (doc), "expected");
  gint64 seq = yyjson_is_int (expected) ? yyjson_get_sint (expected) : 0;

  if (push->has_resumed || seq < 1 || seq > push->after)
    return passant_error_set_offline (error, NO_SENSE);

  push->has_resumed = TRUE;
  push->after = seq - 1;

  return passant_sync_take_back (self, seq - 1, error);
}

static gboolean
judge_answer (PassantSync  *self,
              PassantReply *reply,
              Push         *push,
              gint64        last,
              GError      **error)
{
  g_autofree char *code = passant_reply_dup_code (reply);

  if (reply->status == 200)
    return take_answer (self, reply, push, last, error);
  if (reply->status == 409 && g_str_equal (code, "gap"))
    return resume (self, reply, push, error);

  if (reply->status == 413 && last > push->after + 1) {
    push->facts_max = (guint) MAX (1, (last - push->after) / 2);
    return TRUE;
  }

  return passant_reply_refuse (reply, &self->result->retry_after_s, error);
}

static gboolean
push_batch (PassantSync *self,
            Push        *push,
            GError     **error)
{
  gint64 last = 0;
  g_autoptr (GBytes) body = build_batch (self, push, &last, error);
  g_autofree char *signature = body ? sign_batch (self, body) : NULL;
  const char *headers[] = { "Content-Type: application/x-ndjson", signature, NULL };
  g_autoptr (PassantReply) reply = NULL;

  if (!body)
    return FALSE;
  /* What list_own no longer finds below own seq is gone from this device. */
  if (last == 0) {
    g_set_error_literal (error, PASSANT_ERROR, PASSANT_ERROR_DAMAGED,
                         _("Something captured on this device cannot be read back. Keep the "
                           "device, and ask your coordinator"));
    return FALSE;
  }

  reply = passant_transport_send (self->transport, "POST", "/v1/batches", headers, body, NULL,
                                  self->cancellable, error);

  return reply && judge_answer (self, reply, push, last, error);
}

/* What is sent once more counts once more, on both sides. */
static void
tell_pushed (PassantSync *self,
             const Push  *push)
{
  guint sent = self->result->facts_sent;

  passant_sync_tell (self, PASSANT_SYNC_SENDING_FACTS, sent,
                     sent + (guint) MAX (0, push->until - push->after));
}

gboolean
passant_sync_push_facts (PassantSync *self,
                         GError     **error)
{
  Push push = {
    .after = self->enrolment->acked,
    .until = passant_store_get_own_seq (self->store),
    .facts_max = BATCH_FACTS_MAX,
  };

  while (push.after < push.until) {
    tell_pushed (self, &push);
    if (!push_batch (self, &push, error))
      return FALSE;
  }
  tell_pushed (self, &push);

  return TRUE;
}

/* What the hub says it still holds of ours: 0 when nothing. */
static gboolean
ask_held (PassantSync *self,
          const char  *epoch,
          gint64      *held,
          GError     **error)
{
  g_autoptr (PassantReply) reply = NULL;
  g_autoptr (PassantReceipt) receipt = NULL;
  g_autoptr (yyjson_doc) doc = NULL;
  g_autofree char *code = NULL;

  reply = passant_transport_send (self->transport, "GET", "/v1/receipt", NULL, NULL, NULL,
                                  self->cancellable, error);
  if (!reply)
    return FALSE;

  code = passant_reply_dup_code (reply);
  *held = 0;
  if (reply->status == 404 && *code)
    return TRUE;

  doc = reply->status == 200 ? passant_reply_read (reply) : NULL;
  if (!doc)
    return passant_reply_refuse (reply, &self->result->retry_after_s, error);

  receipt = open_receipt (self, yyjson_doc_get_root (doc), error);
  if (!receipt)
    return FALSE;
  *held = receipt->seq;

  /* One made before the backup is of the old epoch and kept here already. */
  return !g_str_equal (receipt->epoch, epoch) ||
         passant_store_keep_receipt (self->store, receipt, error);
}

gboolean
passant_sync_start_epoch (PassantSync *self,
                          const char  *epoch,
                          GError     **error)
{
  gint64 held = 0;

  if (!ask_held (self, epoch, &held, error))
    return FALSE;

  g_message ("The hub began anew: it holds %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
             " facts it had acknowledged", held, self->enrolment->acked);
  self->enrolment->acked = held;
  g_free (self->enrolment->epoch);
  self->enrolment->epoch = g_strdup (epoch);
  g_free (self->enrolment->cursor);
  self->enrolment->cursor = g_strdup ("");

  return passant_store_begin_epoch (self->store, epoch, held, error);
}
