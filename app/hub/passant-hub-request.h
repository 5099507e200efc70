/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "passant-hub-answer.h"
#include "passant-hub-store.h"

G_BEGIN_DECLS

/**
 * PassantHubRequest:
 *
 * One request and the way back to whoever asked. It lives as long as libsoup's message does; a reference keeps both while
 * another thread works on the answer. Of the main thread.
 */
typedef struct _PassantHubRequest PassantHubRequest;

/* The message's from now on. */
PassantHubRequest *passant_hub_request_new         (SoupServerMessage *message);
/* NULL when it has none. */
PassantHubRequest *passant_hub_request_get         (SoupServerMessage *message);
PassantHubRequest *passant_hub_request_ref         (PassantHubRequest *self);
void               passant_hub_request_unref       (PassantHubRequest *self);

SoupServerMessage *passant_hub_request_get_message (PassantHubRequest *self);
const char        *passant_hub_request_get_header  (PassantHubRequest *self,
                                                    const char        *name);
/* The header as a whole number, or -1 when it is missing or none. */
gint64             passant_hub_request_get_number  (PassantHubRequest *self,
                                                    const char        *name);
/* The last part of the path, for routes that end in one. */
const char        *passant_hub_request_get_name    (PassantHubRequest *self);
void               passant_hub_request_set_name    (PassantHubRequest *self,
                                                    const char        *name);
/* Who asks; NULL on routes that need no token. */
PassantHubDevice  *passant_hub_request_get_device  (PassantHubRequest *self);
void               passant_hub_request_take_device (PassantHubRequest *self,
                                                    PassantHubDevice  *device);
/* What was read of the body, on routes that do not stream it. */
GByteArray        *passant_hub_request_get_body    (PassantHubRequest *self);

/* Sends @answer (transfer full); once. Nothing happens when the other side has gone. */
void               passant_hub_request_answer      (PassantHubRequest *self,
                                                    PassantHubAnswer  *answer);
void               passant_hub_refuse              (PassantHubRequest *self,
                                                    guint              status,
                                                    const char        *code,
                                                    const char        *message);
gboolean           passant_hub_request_is_answered (PassantHubRequest *self);
/* Nothing is sent until passant_hub_request_answer(). */
void               passant_hub_request_wait        (PassantHubRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubRequest, passant_hub_request_unref)

G_END_DECLS
