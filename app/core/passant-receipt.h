/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PASSANT_KEY_BYTES 32

/**
 * PassantReceipt:
 *
 * The hub's signed word that it holds a device's facts 1 … @seq, chained up to @head. Made after the commit, kept on the
 * device, checked by anyone with the hub's public key. @text are the signed bytes:
 *   {"passant_receipt":1,"device":…,"seq":…,"head":…,"hub":<epoch>,"at_ms":…}
 */
typedef struct {
  char  *text;
  char  *signature; /* Ed25519 over text, base64 */
  char  *device;
  gint64 seq;
  char  *head;
  char  *epoch;
  gint64 at_ms;
} PassantReceipt;

PassantReceipt *passant_receipt_sign   (const char   *device,
                                        gint64        seq,
                                        const char   *head,
                                        const char   *epoch,
                                        gint64        at_ms,
                                        const guint8 *secret_key) G_GNUC_WARN_UNUSED_RESULT; /* 64 bytes, libsodium's form */
/* Parses and verifies; %PASSANT_ERROR_INVALID when it is no receipt or not signed by @public_key (base64). */
PassantReceipt *passant_receipt_open   (const char *text,
                                        const char *signature,
                                        const char *public_key,
                                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void            passant_receipt_free   (PassantReceipt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantReceipt, passant_receipt_free)

G_END_DECLS
