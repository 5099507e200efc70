/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-receipt.h"

#include <sodium.h>

#include "passant-error.h"

typedef struct {
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  char  *public_key;
} Hub;

static void
hub_clear (Hub *hub)
{
  g_free (hub->public_key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hub, hub_clear)

static void
hub_init (Hub *hub)
{
  guint8 key[crypto_sign_PUBLICKEYBYTES];

  g_assert_cmpint (sodium_init (), >=, 0);
  crypto_sign_keypair (key, hub->secret);
  hub->public_key = g_base64_encode (key, sizeof key);
}

static void
test_receipt_opens_with_the_hubs_key (void)
{
  g_auto (Hub) hub;
  g_autoptr (PassantReceipt) given = NULL;
  g_autoptr (PassantReceipt) read = NULL;
  g_autoptr (GError) error = NULL;

  hub_init (&hub);
  given = passant_receipt_sign ("device", 12, "head", "epoch", 99, hub.secret);
  g_assert_cmpstr (given->text, ==,
                   "{\"passant_receipt\":1,\"device\":\"device\",\"seq\":12,\"head\":\"head\","
                   "\"hub\":\"epoch\",\"at_ms\":99}");

  read = passant_receipt_open (given->text, given->signature, hub.public_key, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->device, ==, "device");
  g_assert_cmpint (read->seq, ==, 12);
  g_assert_cmpstr (read->head, ==, "head");
  g_assert_cmpstr (read->epoch, ==, "epoch");
  g_assert_cmpint (read->at_ms, ==, 99);
}

static void
assert_refused (const char *text,
                const char *signature,
                const char *public_key)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (passant_receipt_open (text, signature, public_key, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
}

static void
test_receipt_refuses_every_altered_byte (void)
{
  g_auto (Hub) hub;
  g_autoptr (PassantReceipt) given = NULL;

  hub_init (&hub);
  given = passant_receipt_sign ("device", 12, "head", "epoch", 99, hub.secret);
  for (gsize i = 0; i < strlen (given->text); i++) {
    g_autofree char *text = g_strdup (given->text);

    text[i] ^= 1;
    assert_refused (text, given->signature, hub.public_key);
  }
}

static void
test_receipt_refuses_another_key (void)
{
  g_auto (Hub) hub;
  g_auto (Hub) other;
  g_autoptr (PassantReceipt) given = NULL;

  hub_init (&hub);
  hub_init (&other);
  given = passant_receipt_sign ("device", 12, "head", "epoch", 99, hub.secret);
  assert_refused (given->text, given->signature, other.public_key);
  assert_refused (given->text, given->signature, "");
  assert_refused (given->text, given->signature, "AAAA");
  assert_refused (given->text, "", hub.public_key);
  assert_refused (given->text, "AAAA", hub.public_key);
}

/* Signed by the hub, and still not what a receipt looks like. */
static void
test_receipt_refuses_signed_nonsense (void)
{
  static const char *texts[] = {
    "", "[]", "{}", "{\"passant_receipt\":2}", "{\"passant_receipt\":1}",
    "{\"passant_receipt\":1,\"device\":1,\"seq\":12,\"head\":\"h\",\"hub\":\"e\",\"at_ms\":9}",
    "{\"passant_receipt\":1,\"device\":\"d\",\"seq\":-1,\"head\":\"h\",\"hub\":\"e\",\"at_ms\":9}",
    "{\"passant_receipt\":1,\"device\":\"d\",\"seq\":1.5,\"head\":\"h\",\"hub\":\"e\",\"at_ms\":9}",
  };
  g_auto (Hub) hub;

  hub_init (&hub);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    guint8 bytes[crypto_sign_BYTES];
    g_autofree char *signature = NULL;

    crypto_sign_detached (bytes, NULL, (const guint8 *) texts[i], strlen (texts[i]), hub.secret);
    signature = g_base64_encode (bytes, sizeof bytes);
    assert_refused (texts[i], signature, hub.public_key);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/receipt/opens-with-the-hubs-key", test_receipt_opens_with_the_hubs_key);
  g_test_add_func ("/receipt/refuses-every-altered-byte", test_receipt_refuses_every_altered_byte);
  g_test_add_func ("/receipt/refuses-another-key", test_receipt_refuses_another_key);
  g_test_add_func ("/receipt/refuses-signed-nonsense", test_receipt_refuses_signed_nonsense);

  return g_test_run ();
}
