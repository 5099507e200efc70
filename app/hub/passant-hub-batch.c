/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-batch.h"

#include <sodium.h>
#include <string.h>

#include "passant-hub-kind.h"
#include "passant-hub-scope.h"

/* One line of a push. Its place in the chain is always known; what it says may not be. */
typedef struct {
  char        *text;
  char        *hash;
  gint64       seq;
  char        *prev;
  PassantFact *fact;      /* NULL: it reads badly … */
  char        *complaint; /* … because of this */
} Line;

struct _PassantHubBatch {
  char         *device;
  PassantClock *clock;
  GPtrArray    *lines;
};

static void
free_line (Line *line)
{
  g_free (line->text);
  g_free (line->hash);
  g_free (line->prev);
  g_clear_pointer (&line->fact, passant_fact_unref);
  g_free (line->complaint);
  g_free (line);
}

void
passant_hub_batch_free (PassantHubBatch *self)
{
  if (!self)
    return;

  g_free (self->device);
  g_clear_pointer (&self->clock, passant_clock_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_signed (const PassantHubDevice *device,
           const char             *body,
           gsize                   length,
           const char             *signature)
{
  g_autofree char *sum =
    g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) body, length);
  g_autofree char *text = g_strdup_printf ("passant-batch-1\n%s\n%s", device->id, sum);
  guint8 bytes[crypto_sign_BYTES];
  size_t bytes_length;

  if (!signature ||
      sodium_base642bin (bytes, sizeof bytes, signature, strlen (signature), NULL, &bytes_length,
                         NULL,
                         sodium_base64_VARIANT_ORIGINAL) != 0 ||
      bytes_length != sizeof bytes)
    return FALSE;

  return crypto_sign_verify_detached (bytes, (const guint8 *) text, strlen (text),
                                      device->public_key) == 0;
}

/* The place of a line that is no fact by our reading. FALSE when it has none: then nobody can say what follows what. */
static gboolean
read_place (Line       *line,
            const char *device,
            gsize       length)
{
  g_autoptr (yyjson_doc) doc = yyjson_read (line->text, length, 0);
  yyjson_val *root = yyjson_doc_get_root (doc);
  const char *said_by = yyjson_get_str (yyjson_obj_get (root, "device"));
  yyjson_val *seq = yyjson_obj_get (root, "seq");
  const char *prev = yyjson_get_str (yyjson_obj_get (root, "prev"));

  if (g_strcmp0 (said_by, device) != 0 || !yyjson_is_int (seq) || !prev)
    return FALSE;

  line->seq = yyjson_get_sint (seq);
  line->prev = g_strdup (prev);

  return line->seq > 0;
}

static PassantHubAnswer *
read_line (PassantHubBatch *self,
           const char      *start,
           gsize            length)
{
  guint number = self->lines->len + 1;
  g_autoptr (GError) error = NULL;
  Line *line = g_new0 (Line, 1);

  g_ptr_array_add (self->lines, line);
  line->text = g_strndup (start, length);
  line->hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) start, length);
  line->fact = passant_fact_parse (start, length, &error);

  if (!line->fact) {
    line->complaint = g_strdup (error->message);
    if (!read_place (line, self->device, length))
      return passant_hub_answer_new_error (400, "malformed",
                                           "Line %u is not a fact of this device: %s",
                                           number, error->message);
    return NULL;
  }

  if (!g_str_equal (line->fact->device, self->device))
    return passant_hub_answer_new_error (403, "not_yours", "Line %u was said by another device",
                                         number);

  line->seq = line->fact->seq;
  line->prev = g_strdup (line->fact->prev);
  line->complaint = passant_hub_kind_dup_complaint (line->fact);

  return NULL;
}

static PassantHubAnswer *
read_lines (PassantHubBatch *self,
            const char      *body,
            gsize            length)
{
  const char *end = body + length;

  while (body < end) {
    const char *newline = memchr (body, '\n', end - body);
    const char *line_end = newline ? newline : end;
    PassantHubAnswer *refusal;

    if (self->lines->len == PASSANT_HUB_BATCH_FACTS_MAX)
      return passant_hub_answer_new_error (413, "too_large", "A push holds at most %d facts",
                                           PASSANT_HUB_BATCH_FACTS_MAX);

    refusal = read_line (self, body, line_end - body);
    if (refusal)
      return refusal;
    body = line_end + 1;
  }

  if (self->lines->len == 0)
    return passant_hub_answer_new_error (400, "malformed", "The push holds no facts");

  return NULL;
}

PassantHubBatch *
passant_hub_batch_open (const PassantHubDevice *device,
                        const char             *body,
                        gsize                   length,
                        const char             *signature,
                        PassantClock           *clock,
                        PassantHubAnswer      **refusal)
{
  g_autoptr (PassantHubBatch) self = NULL;

  if (!is_signed (device, body, length, signature)) {
    *refusal = passant_hub_answer_new_error (401, "bad_signature",
                                             "This push was not signed with the device's key");
    return NULL;
  }

  self = g_new0 (PassantHubBatch, 1);
  self->device = g_strdup (device->id);
  self->clock = passant_clock_ref (clock);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) free_line);

  *refusal = read_lines (self, body, length);
  if (*refusal)
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
quarantine (PassantHubBatch *self,
            PassantHubStore *store,
            Line            *line,
            const char      *code,
            const char      *message,
            GError         **error)
{
  const PassantHubQuarantined quarantined = {
    .device = self->device, .seq = line->seq, .text = line->text,
    .code = (char *) code, .message = (char *) message,
  };

  return passant_hub_store_quarantine (store, &quarantined, line->hash,
                                       passant_clock_now_ms (self->clock), error);
}

static gboolean
keep_line (PassantHubBatch        *self,
           PassantHubStore        *store,
           const PassantHubDevice *device,
           Line                   *line,
           GError                **error)
{
  g_auto (PassantHubObjection) objection = { 0 };
  gboolean known;

  if (line->complaint)
    return quarantine (self, store, line, "malformed", line->complaint, error);

  if (!passant_hub_store_has_id (store, line->fact->id, &known, error))
    return FALSE;
  if (known)
    return quarantine (self, store, line, "duplicate_id", "Another fact has this id already",
                       error);

  if (!passant_hub_scope_judge (store, device, line->fact, &objection, error))
    return FALSE;
  if (objection.code)
    return passant_hub_scope_put_aside (store, device, line->fact, &objection, error) &&
           quarantine (self, store, line, objection.code, objection.message, error);

  return passant_hub_scope_admit (store, device, line->fact, passant_clock_now_ms (self->clock),
                                  error);
}

/* What the hub holds already must be, byte for byte, what comes again. @error is the caller's own, and looked at there. */
static PassantHubAnswer *
compare_line (PassantHubStore *store,
              const char      *device,
              Line            *line,
              GError         **error)
{
  g_autofree char *hash = passant_hub_store_dup_hash (store, device, line->seq, error);

  if (!*error && g_strcmp0 (hash, line->hash) != 0)
    return passant_hub_answer_new_conflict ("fork", "seq", line->seq,
                                            "This device said something else before: "
                                            "its data was copied");

  return NULL;
}

/* Takes the line as the next one after @device's head, or compares it. An answer is a refusal of the whole push; NULL
 * with @error set when the hub itself failed. */
static PassantHubAnswer *
take_line (PassantHubBatch  *self,
           PassantHubStore  *store,
           PassantHubDevice *device,
           Line             *line,
           GError          **error)
{
  if (line->seq <= device->seq)
    return compare_line (store, self->device, line, error);

  if (line->seq > device->seq + 1)
    return passant_hub_answer_new_conflict ("gap", "expected", device->seq + 1,
                                            "Facts before these are missing");

  if (!g_str_equal (line->prev, device->head))
    return passant_hub_answer_new_conflict ("fork", "seq", line->seq,
                                            "This does not follow what the device said before: "
                                            "its data was copied");

  if (!keep_line (self, store, device, line, error))
    return NULL;

  device->seq = line->seq;
  g_set_str (&device->head, line->hash);

  return NULL;
}

static gboolean
close_batch (PassantHubBatch        *self,
             PassantHubStore        *store,
             const PassantHubDevice *device,
             GError                **error)
{
  g_autoptr (PassantReceipt) receipt =
    passant_receipt_sign (device->id, device->seq, device->head,
                          passant_hub_store_get_epoch (store),
                          passant_clock_now_ms (self->clock),
                          passant_hub_store_get_secret_key (store));

  return passant_hub_store_move_head (store, device->id, device->seq, device->head, error) &&
         passant_hub_store_keep_receipt (store, receipt, error);
}

static void
add_receipt (yyjson_mut_doc       *doc,
             yyjson_mut_val       *object,
             const PassantReceipt *receipt)
{
  yyjson_mut_obj_add_str (doc, object, "text", receipt->text);
  yyjson_mut_obj_add_str (doc, object, "signature", receipt->signature);
}

static void
add_quarantined (yyjson_mut_doc *doc,
                 yyjson_mut_val *list,
                 GPtrArray      *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    PassantHubQuarantined *line = g_ptr_array_index (lines, i);
    yyjson_mut_val *object = yyjson_mut_arr_add_obj (doc, list);

    yyjson_mut_obj_add_sint (doc, object, "seq", line->seq);
    yyjson_mut_obj_add_str (doc, object, "code", line->code);
    yyjson_mut_obj_add_str (doc, object, "message", line->message);
  }
}

/* The push's answer as it now stands, the same for the first time and every repeat. */
static PassantHubAnswer *
tell_kept (PassantHubStore *store,
           const char      *device,
           gint64           from,
           gint64           to,
           GError         **error)
{
  g_autoptr (PassantReceipt) receipt = passant_hub_store_load_receipt (store, device, error);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (yyjson_mut_doc) doc = NULL;
  yyjson_mut_val *root;

  if (!receipt)
    return NULL;

  lines = passant_hub_store_list_quarantined (store, device, from, to, error);
  if (!lines)
    return NULL;

  doc = yyjson_mut_doc_new (NULL);
  root = yyjson_mut_obj (doc);
  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_sint (doc, root, "seq", receipt->seq);
  add_receipt (doc, yyjson_mut_obj_add_obj (doc, root, "receipt"), receipt);
  add_quarantined (doc, yyjson_mut_obj_add_arr (doc, root, "quarantined"), lines);

  return passant_hub_answer_new_json (200, doc);
}

PassantHubAnswer *
passant_hub_batch_apply (PassantHubStore *store,
                         gpointer         data,
                         GError         **error)
{
  PassantHubBatch *self = data;
  g_autoptr (PassantHubDevice) device = passant_hub_store_load_device (store, self->device, error);
  Line *first = g_ptr_array_index (self->lines, 0);
  Line *last = g_ptr_array_index (self->lines, self->lines->len - 1);
  gint64 seq_before, expected;

  if (!device)
    return NULL;

  /* It was let in when the request came; between then and now it may have been shut out. */
  if (device->revoked)
    return passant_hub_answer_new_error (403, "revoked",
                                         "This device was shut out by the coordinator");

  seq_before = device->seq;
  expected = first->seq;
  for (guint i = 0; i < self->lines->len; i++, expected++) {
    Line *line = g_ptr_array_index (self->lines, i);
    g_autoptr (GError) local_error = NULL;
    PassantHubAnswer *refusal;

    if (line->seq != expected)
      return passant_hub_answer_new_conflict ("gap", "expected", MIN (seq_before + 1, expected),
                                              "The facts of this push do not follow each other");

    refusal = take_line (self, store, device, line, &local_error);
    if (refusal)
      return refusal;
    if (local_error) {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  }

  if (device->seq > seq_before && !close_batch (self, store, device, error))
    return NULL;

  return tell_kept (store, device->id, first->seq, last->seq, error);
}

PassantHubAnswer *
passant_hub_batch_tell_receipt (PassantHubStore *store,
                                const char      *device,
                                GError         **error)
{
  g_autoptr (PassantReceipt) receipt = passant_hub_store_load_receipt (store, device, error);
  g_autoptr (yyjson_mut_doc) doc = NULL;
  yyjson_mut_val *root;

  if (!receipt)
    return NULL;

  doc = yyjson_mut_doc_new (NULL);
  root = yyjson_mut_obj (doc);
  yyjson_mut_doc_set_root (doc, root);
  add_receipt (doc, root, receipt);

  return passant_hub_answer_new_json (200, doc);
}
