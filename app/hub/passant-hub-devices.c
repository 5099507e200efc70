/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-hub-devices.h"

#include <sodium.h>
#include <string.h>

#include "passant-error.h"

#define CODE_LENGTH 8
#define TOKEN_BYTES 32
#define ID_LENGTH_MAX 64
#define NAME_LENGTH_MAX 200

static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

struct _PassantHubRedemption {
  char         *code;
  char         *device;
  guint8        public_key[crypto_sign_PUBLICKEYBYTES];
  PassantClock *clock;
};

/* As a person may have typed it: any case, hyphens and spaces anywhere, O for 0, I and L for 1. NULL: not a code. */
static char *
dup_normal_code (const char *typed)
{
  g_autoptr (GString) code = g_string_new (NULL);

  for (; *typed; typed++) {
    char c = g_ascii_toupper (*typed);

    if (c == '-' || c == ' ')
      continue;
    if (c == 'O')
      c = '0';
    if (c == 'I' || c == 'L')
      c = '1';
    if (!strchr (crockford, c) || code->len == CODE_LENGTH)
      return NULL;
    g_string_append_c (code, c);
  }

  return code->len == CODE_LENGTH ? g_string_free_and_steal (g_steal_pointer (&code)) : NULL;
}

/* A code is short, so its hash is keyed with the hub's own secret: the database alone cannot be searched for it. */
static void
hash_code (PassantHubStore *store,
           const char      *code,
           guint8           hash[32])
{
  crypto_generichash (hash, 32, (const guint8 *) code, strlen (code),
                      passant_hub_store_get_secret_key (store), 32);
}

static void
hash_token (const char *token,
            guint8      hash[32])
{
  crypto_generichash (hash, 32, (const guint8 *) token, strlen (token), NULL, 0);
}

static gboolean
is_id (const char *id)
{
  gsize length = id ? strlen (id) : 0;

  if (length == 0 || length > ID_LENGTH_MAX)
    return FALSE;

  for (const char *c = id; *c; c++) {
    if (!g_ascii_isalnum (*c) && !strchr ("-_.", *c))
      return FALSE;
  }

  return TRUE;
}

char *
passant_hub_devices_invite (PassantHubStore *store,
                            const char      *role,
                            const char      *shopper,
                            const char      *name,
                            gint64           minutes,
                            PassantClock    *clock,
                            GError         **error)
{
  gboolean for_shopper = g_str_equal (role, "shopper");
  char text[CODE_LENGTH + 1] = { 0 };
  PassantHubCode code = { .role = (char *) role, .name = (char *) name };

  if (for_shopper != is_id (shopper) || (!for_shopper && !g_str_equal (role, "coordinator"))) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 "A shopper's device needs the shopper's id (letters, digits, hyphens), "
                 "a coordinator's none");
    return NULL;
  }

  for (int i = 0; i < CODE_LENGTH; i++)
    text[i] = crockford[randombytes_uniform (32)];
  hash_code (store, text, code.hash);
  code.shopper = (char *) (for_shopper ? shopper : "");
  code.expires_at_ms = passant_clock_now_ms (clock) + minutes * 60 * 1000;
  if (!passant_hub_store_keep_code (store, &code, error))
    return NULL;

  return g_strdup_printf ("%.4s-%s", text, text + 4);
}

PassantHubDevice *
passant_hub_devices_find (PassantHubStore *store,
                          const char      *token,
                          GError         **error)
{
  guint8 hash[32];

  hash_token (token, hash);

  return passant_hub_store_find_token (store, hash, error);
}

static gboolean
read_key (const char *base64,
          guint8     *key)
{
  size_t length;

  return base64 &&
         sodium_base642bin (key, crypto_sign_PUBLICKEYBYTES, base64, strlen (base64), NULL, &length,
                            NULL,
                            sodium_base64_VARIANT_ORIGINAL) == 0 &&
         length == crypto_sign_PUBLICKEYBYTES;
}

PassantHubRedemption *
passant_hub_redemption_open (const char        *body,
                             gsize              length,
                             PassantClock      *clock,
                             PassantHubAnswer **refusal)
{
  g_autoptr (yyjson_doc) doc = yyjson_read (body, length, 0);
  yyjson_val *root = yyjson_doc_get_root (doc);
  const char *code = yyjson_get_str (yyjson_obj_get (root, "code"));
  const char *device = yyjson_get_str (yyjson_obj_get (root, "device"));
  const char *key = yyjson_get_str (yyjson_obj_get (root, "public_key"));
  g_autoptr (PassantHubRedemption) self = g_new0 (PassantHubRedemption, 1);

  if (!code || !is_id (device) || !read_key (key, self->public_key)) {
    *refusal = passant_hub_answer_new_error (400, "malformed",
                                             "An enrolment names a code, a device "
                                             "and its public key");
    return NULL;
  }

  self->code = dup_normal_code (code);
  self->device = g_strdup (device);
  self->clock = passant_clock_ref (clock);
  if (!self->code) {
    *refusal = passant_hub_answer_new_error (403, "unknown_code",
                                             "This is not an enrolment code; "
                                             "check the 8 characters");
    return NULL;
  }

  return g_steal_pointer (&self);
}

void
passant_hub_redemption_free (PassantHubRedemption *self)
{
  if (!self)
    return;

  g_free (self->code);
  g_free (self->device);
  g_clear_pointer (&self->clock, passant_clock_unref);
  g_free (self);
}

static PassantHubAnswer *
tell_enrolled (PassantHubStore        *store,
               const PassantHubDevice *device,
               const char             *token)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *hub;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "token", token);
  yyjson_mut_obj_add_str (doc, root, "role", device->role);
  yyjson_mut_obj_add_str (doc, root, "shopper", device->shopper);
  yyjson_mut_obj_add_str (doc, root, "name", device->name);
  hub = yyjson_mut_obj_add_obj (doc, root, "hub");
  yyjson_mut_obj_add_str (doc, hub, "title", passant_hub_store_get_title (store));
  yyjson_mut_obj_add_str (doc, hub, "epoch", passant_hub_store_get_epoch (store));
  yyjson_mut_obj_add_str (doc, hub, "public_key", passant_hub_store_get_public_key (store));

  return passant_hub_answer_new_json (200, doc);
}

static PassantHubAnswer *
let_in (PassantHubRedemption *self,
        PassantHubStore      *store,
        const PassantHubCode *code,
        GError              **error)
{
  PassantHubDevice device = { .id = self->device, .role = code->role, .shopper = code->shopper,
                              .name = code->name };
  guint8 secret[TOKEN_BYTES];
  char token[sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
  guint8 token_hash[32];
  gint64 now_ms = passant_clock_now_ms (self->clock);

  memcpy (device.public_key, self->public_key, sizeof device.public_key);
  randombytes_buf (secret, sizeof secret);
  sodium_bin2base64 (token, sizeof token, secret, sizeof secret,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (secret, sizeof secret);
  hash_token (token, token_hash);

  if (!passant_hub_store_keep_device (store, &device, token_hash, now_ms, error) ||
      !passant_hub_store_use_code (store, code->hash, device.id, now_ms, error))
    return NULL;

  return tell_enrolled (store, &device, token);
}

/* The same device with the same key lost our answer: it gets another token, as long as the code would be good. */
static gboolean
is_repeat (PassantHubRedemption   *self,
           const PassantHubCode   *code,
           const PassantHubDevice *known)
{
  return known && g_strcmp0 (code->device, self->device) == 0 && !known->revoked &&
         sodium_memcmp (known->public_key, self->public_key, sizeof self->public_key) == 0;
}

PassantHubAnswer *
passant_hub_redemption_apply (PassantHubStore *store,
                              gpointer         data,
                              GError         **error)
{
  PassantHubRedemption *self = data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (PassantHubCode) code = NULL;
  g_autoptr (PassantHubDevice) known = NULL;
  guint8 hash[32];

  hash_code (store, self->code, hash);
  code = passant_hub_store_find_code (store, hash, &local_error);
  if (!local_error)
    known = passant_hub_store_load_device (store, self->device, &local_error);
  if (local_error) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  if (!code)
    return passant_hub_answer_new_error (403, "unknown_code",
                                         "The hub does not know this code; check the 8 characters");
  if (code->used && !is_repeat (self, code, known))
    return passant_hub_answer_new_error (403, "used_code",
                                         "This code was used already; "
                                         "ask the coordinator for a new one");
  if (code->expires_at_ms <= passant_clock_now_ms (self->clock))
    return passant_hub_answer_new_error (403, "expired_code",
                                         "This code is too old; ask the coordinator for a new one");

  /* What a device said stays somebody's: its chain cannot change hands. */
  if (known && (!g_str_equal (known->role, code->role) || !g_str_equal (known->shopper,
                                                                        code->shopper)))
    return passant_hub_answer_new_error (403, "not_yours",
                                         "This device belongs to somebody else on this hub");

  return let_in (self, store, code, error);
}
