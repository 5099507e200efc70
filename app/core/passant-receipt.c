/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-receipt.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <yyjson.h>

#include "passant-error.h"

#define RECEIPT_FORMAT 1
#define RECEIPT_BYTES_MAX 4096

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

static void
make_ready (void)
{
  if (sodium_init () < 0)
    g_error ("This system has no source of random numbers");
}

void
passant_receipt_free (PassantReceipt *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->text);
  g_free (self->signature);
  g_free (self->device);
  g_free (self->head);
  g_free (self->epoch);
  g_free (self);
}

static char *
write_text (PassantReceipt *self)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_int (doc, root, "passant_receipt", RECEIPT_FORMAT);
  yyjson_mut_obj_add_str (doc, root, "device", self->device);
  yyjson_mut_obj_add_int (doc, root, "seq", self->seq);
  yyjson_mut_obj_add_str (doc, root, "head", self->head);
  yyjson_mut_obj_add_str (doc, root, "hub", self->epoch);
  yyjson_mut_obj_add_int (doc, root, "at_ms", self->at_ms);

  return yyjson_mut_write (doc, YYJSON_WRITE_NOFLAG, NULL);
}

PassantReceipt *
passant_receipt_sign (const char   *device,
                      gint64        seq,
                      const char   *head,
                      const char   *epoch,
                      gint64        at_ms,
                      const guint8 *secret_key)
{
  guint8 signature[crypto_sign_BYTES];
  PassantReceipt *self;

  g_return_val_if_fail (device != NULL && head != NULL && epoch != NULL && secret_key != NULL,
                        NULL);

  make_ready ();
  self = g_new0 (PassantReceipt, 1);
  self->device = g_strdup (device);
  self->seq = seq;
  self->head = g_strdup (head);
  self->epoch = g_strdup (epoch);
  self->at_ms = at_ms;
  self->text = write_text (self);
  crypto_sign_detached (signature, NULL, (const guint8 *) self->text, strlen (self->text),
                        secret_key);
  self->signature = g_base64_encode (signature, sizeof signature);

  return self;
}

static gboolean
refuse (GError    **error,
        const char *why)
{
  g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID, _("The hub's receipt is not good: %s"),
               why);

  return FALSE;
}

static gboolean
is_signed (const char *text,
           const char *signature,
           const char *public_key,
           GError    **error)
{
  gsize signature_length, key_length;
  g_autofree guchar *signature_bytes = g_base64_decode (signature, &signature_length);
  g_autofree guchar *key = g_base64_decode (public_key, &key_length);

  if (key_length != PASSANT_KEY_BYTES)
    return refuse (error, _("the hub's key is not one"));
  if (signature_length != crypto_sign_BYTES)
    return refuse (error, _("its signature is not one"));

  make_ready ();
  if (crypto_sign_verify_detached (signature_bytes, (const guint8 *) text, strlen (text), key) != 0)
    return refuse (error, _("this hub did not sign it"));

  return TRUE;
}

static gboolean
read_text (PassantReceipt *self,
           GError        **error)
{
  g_autoptr (yyjson_doc) doc = yyjson_read (self->text, strlen (self->text), YYJSON_READ_NOFLAG);
  yyjson_val *root = yyjson_doc_get_root (doc);
  yyjson_val *seq = yyjson_obj_get (root, "seq");
  yyjson_val *at_ms = yyjson_obj_get (root, "at_ms");

  if (!yyjson_is_obj (root) || !yyjson_is_int (yyjson_obj_get (root, "passant_receipt")))
    return refuse (error, _("it does not read as one"));
  if (yyjson_get_sint (yyjson_obj_get (root, "passant_receipt")) != RECEIPT_FORMAT)
    return refuse (error, _("it is of a kind that this Passant does not know"));

  self->device = g_strdup (yyjson_get_str (yyjson_obj_get (root, "device")));
  self->head = g_strdup (yyjson_get_str (yyjson_obj_get (root, "head")));
  self->epoch = g_strdup (yyjson_get_str (yyjson_obj_get (root, "hub")));
  if (!self->device || !self->head || !self->epoch || !yyjson_is_int (seq) ||
      !yyjson_is_int (at_ms))
    return refuse (error, _("something is missing in it"));

  self->seq = yyjson_get_sint (seq);
  self->at_ms = yyjson_get_sint (at_ms);
  if (self->seq < 0)
    return refuse (error, _("something is missing in it"));

  return TRUE;
}

PassantReceipt *
passant_receipt_open (const char *text,
                      const char *signature,
                      const char *public_key,
                      GError    **error)
{
  g_autoptr (PassantReceipt) self = NULL;

  g_return_val_if_fail (text != NULL && signature != NULL && public_key != NULL, NULL);

  if (strlen (text) > RECEIPT_BYTES_MAX) {
    refuse (error, _("it is too long"));
    return NULL;
  }

  /* Nothing unsigned is even read. */
  if (!is_signed (text, signature, public_key, error))
    return NULL;

  self = g_new0 (PassantReceipt, 1);
  self->text = g_strdup (text);
  self->signature = g_strdup (signature);

  return read_text (self, error) ? g_steal_pointer (&self) : NULL;
}
