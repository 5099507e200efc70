/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PASSANT_REPLY_BYTES_MAX (16 * 1024 * 1024)
#define PASSANT_PATIENCE_S_DEFAULT 30

/**
 * PassantTransport:
 *
 * Requests to one hub, over libcurl: https, or http on loopback only; no redirects, no proxy, no netrc, decoded bytes
 * counted and capped, slow peers given up. Blocking; one thread at a time.
 */
typedef struct _PassantTransport PassantTransport;

typedef struct {
  int         status;
  char       *content_type; /* or NULL */
  GHashTable *headers;      /* lower-case name → value */
  GBytes     *body;
} PassantReply;

void              passant_reply_free        (PassantReply *self);
/* Value of a header by its lower-case name, or NULL. */
const char       *passant_reply_get_header  (PassantReply *self,
                                             const char   *name);

/* @url: the hub's. %PASSANT_ERROR_INVALID when it is neither https nor http on loopback. */
PassantTransport *passant_transport_new     (const char *url,
                                             GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void              passant_transport_free    (PassantTransport *self);
/* NULL: none. */
void              passant_transport_set_token (PassantTransport *self,
                                               const char       *token);
/* How long to wait while nothing, or next to nothing, moves. */
void              passant_transport_set_patience_s (PassantTransport *self,
                                                    guint             seconds);
/* Body bytes handed to the network so far, those that went twice on a connection that had died included. */
gint64            passant_transport_get_bytes_sent (PassantTransport *self);
/* %PASSANT_ERROR_OFFLINE when no whole answer came; any status is an answer. @headers: "Name: value" lines or NULL.
 * @body_file: where to write a 200's body instead of memory, or NULL. */
PassantReply     *passant_transport_send    (PassantTransport   *self,
                                             const char         *method,
                                             const char         *path,
                                             const char * const *headers,
                                             GBytes             *body,
                                             const char         *body_file,
                                             GCancellable       *cancellable,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantReply, passant_reply_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantTransport, passant_transport_free)

G_END_DECLS
