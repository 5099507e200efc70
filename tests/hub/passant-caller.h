/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-clock.h"
#include "passant-fact.h"
#include "passant-hub-process.h"
#include "passant-transport.h"

G_BEGIN_DECLS

/**
 * PassantCaller:
 *
 * A device as the hub sees it: a key, a token, a chain of facts, and requests that may be right or wrong in any way. It has
 * no store. Whatever goes wrong on the way ends the test.
 */
typedef struct {
  PassantTransport *transport;
  char             *device;
  char             *shopper; /* "" for a coordinator */
  const char       *study;   /* what it speaks of */
  char             *token;
  char             *hub_key;
  guint8            public_key[32];
  guint8            secret_key[64];
  gint64            seq;
  char              head[PASSANT_HASH_LENGTH + 1];
  GPtrArray        *said;    /* PassantFact, all of them */
  gboolean          may_fail; /* a hub that cannot be reached gives NULL, and does not end the test */
} PassantCaller;

/* Not let in yet. */
PassantCaller *passant_caller_new          (const char *url) G_GNUC_WARN_UNUSED_RESULT;
/* Let in as @shopper's, or as a coordinator's when that is "". */
PassantCaller *passant_caller_new_enrolled (PassantHubProcess *hub,
                                            const char        *shopper) G_GNUC_WARN_UNUSED_RESULT;
void           passant_caller_free         (PassantCaller *self);

/* @headers: "Name: value" lines and NULL, or NULL. */
PassantReply  *passant_caller_send         (PassantCaller      *self,
                                            const char         *method,
                                            const char         *path,
                                            const char * const *headers,
                                            const void         *body,
                                            gssize              length) G_GNUC_WARN_UNUSED_RESULT;
PassantReply  *passant_caller_redeem       (PassantCaller *self,
                                            const char    *code) G_GNUC_WARN_UNUSED_RESULT;
/* Says one fact; it is the caller's. @body: JSON with single quotes. */
PassantFact   *passant_caller_say          (PassantCaller *self,
                                            const char    *kind,
                                            const char    *subject,
                                            const char    *body,
                                            ...) G_GNUC_PRINTF (4, 5);
/* Pushes what was said from @from to @to. */
PassantReply  *passant_caller_push         (PassantCaller *self,
                                            gint64         from,
                                            gint64         to) G_GNUC_WARN_UNUSED_RESULT;
/* Pushes any text, signed. */
PassantReply  *passant_caller_push_text    (PassantCaller *self,
                                            const char    *text) G_GNUC_WARN_UNUSED_RESULT;
/* Pushes everything said, and expects it to be kept with nothing in quarantine. */
void           passant_caller_push_all     (PassantCaller *self);
/* All pages from the beginning: the lines. @page: how many a page, 0 for as many as it gives. */
GPtrArray     *passant_caller_pull         (PassantCaller *self,
                                            guint          page) G_GNUC_WARN_UNUSED_RESULT;

/* The status, and the code of the error ("" when it is none): both must be as given. */
void           passant_reply_assert        (PassantReply *reply,
                                            int           status,
                                            const char   *code);
char          *passant_reply_dup_string    (PassantReply *reply,
                                            const char   *key) G_GNUC_WARN_UNUSED_RESULT;
gint64         passant_reply_get_int       (PassantReply *reply,
                                            const char   *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantCaller, passant_caller_free)

G_END_DECLS
