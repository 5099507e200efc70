/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the hub's refusals mean to a person. A refusal only counts when the hub itself speaks: between device and hub there
 * are captive portals and proxies, and their 403 must not send anybody for a new enrolment code. */

#include "passant-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "passant-error.h"

#define RETRY_AFTER_S_MAX (24 * 60 * 60)

typedef struct {
  int          status;
  const char  *code; /* NULL: whichever */
  PassantError error;
  const char  *message; /* of %PASSANT_ERROR_OFFLINE only the reason */
} Refusal;

static const Refusal refusals[] = {
  { 400, NULL, PASSANT_ERROR_INVALID,
    N_("The hub could not read what this device sent. Everything is kept; tell your coordinator") },
  { 401, NULL, PASSANT_ERROR_DENIED,
    N_("The hub no longer knows this device. Everything is kept; ask for a new enrolment code") },
  { 403, "unknown_code", PASSANT_ERROR_INVALID,
    N_("The hub does not know this code. Check it letter by letter, or ask for a new one") },
  { 403, "used_code", PASSANT_ERROR_INVALID,
    N_("This code has been used on another device already. Ask your coordinator for a new one") },
  { 403, "expired_code", PASSANT_ERROR_INVALID,
    N_("This code is out of date. Ask your coordinator for a new one") },
  { 403, "revoked", PASSANT_ERROR_DENIED,
    N_("Your coordinator has closed the hub to this device. Everything is kept; ask for a new "
       "code") },
  { 403, NULL, PASSANT_ERROR_DENIED,
    N_("The hub does not allow this device to do that. Everything is kept; ask your coordinator") },
  { 409, "fork", PASSANT_ERROR_DENIED,
    N_("The hub holds something else under this device's name: its data was copied to another "
       "device. Everything is kept on both; ask your coordinator") },
  { 413, NULL, PASSANT_ERROR_INVALID,
    N_("Something is too large for the hub. Everything is kept; tell your coordinator") },
  { 426, NULL, PASSANT_ERROR_TOO_NEW,
    N_("The hub needs a newer Passant. Update it; everything is kept until then") },
  { 429, NULL, PASSANT_ERROR_OFFLINE, N_("The hub is busy.") },
  { 503, NULL, PASSANT_ERROR_OFFLINE, N_("The hub is busy.") },
  { 507, NULL, PASSANT_ERROR_OFFLINE, N_("The hub has no space left.") },
};

yyjson_doc *
passant_reply_read (PassantReply *reply)
{
  gsize length;
  const char *bytes = g_bytes_get_data (reply->body, &length);
  g_autoptr (yyjson_doc) doc = length > 0 ? yyjson_read (bytes, length, YYJSON_READ_NOFLAG) : NULL;

  return yyjson_is_obj (yyjson_doc_get_root (doc)) ? g_steal_pointer (&doc) : NULL;
}

const char *
passant_reply_find (yyjson_doc *doc,
                    const char *key)
{
  return yyjson_get_str (yyjson_obj_get (yyjson_doc_get_root (doc), key));
}

char *
passant_reply_dup_code (PassantReply *reply)
{
  g_autoptr (yyjson_doc) doc = passant_reply_read (reply);
  const char *code = passant_reply_find (doc, "error");

  return g_strdup (code ? code : "");
}

static const Refusal *
find_refusal (int         status,
              const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    if (refusals[i].status == status &&
        (!refusals[i].code || g_str_equal (refusals[i].code, code)))
      return &refusals[i];
  }

  return NULL;
}

static guint
get_retry_after_s (PassantReply *reply)
{
  const char *text = passant_reply_get_header (reply, "retry-after");
  guint64 seconds = 0;

  if (text)
    g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &seconds, NULL);

  return (guint) MIN (seconds, RETRY_AFTER_S_MAX);
}

/* Why an answer that nobody foresaw does not help. */
static char *
dup_reason (int      status,
            gboolean is_hub)
{
  if (status >= 500)
    return g_strdup (_("The hub has a problem of its own."));
  if (is_hub)
    return g_strdup_printf (_("The hub gave an answer that this Passant does not know (%d)."),
                            status);

  return g_strdup (_("Something else answered in the hub's place: perhaps this network wants you "
                     "to sign in first."));
}

gboolean
passant_reply_refuse (PassantReply *reply,
                      guint        *retry_after_s,
                      GError      **error)
{
  g_autofree char *code = passant_reply_dup_code (reply);
  /* A busy proxy in front of the hub says so in HTML, and may be believed. */
  gboolean is_hub = *code || passant_reply_get_header (reply, "passant-protocol") ||
                    reply->status == 503;
  const Refusal *refusal = is_hub ? find_refusal (reply->status, code) : NULL;
  g_autofree char *reason = NULL;

  if (retry_after_s)
    *retry_after_s = get_retry_after_s (reply);

  g_debug ("sync: the hub says %d %s", reply->status, code);
  if (refusal && refusal->error != PASSANT_ERROR_OFFLINE) {
    g_set_error_literal (error, PASSANT_ERROR, refusal->error, _(refusal->message));
    return FALSE;
  }

  reason = refusal ? g_strdup (_(refusal->message)) : dup_reason (reply->status, is_hub);

  return passant_error_set_offline (error, reason);
}
