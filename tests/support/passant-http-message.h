/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PassantHttpMessage:
 *
 * One HTTP/1.1 request or answer as bytes on a socket: enough to know where it ends, and no more.
 */
typedef struct {
  GByteArray *bytes;       /* as they came, head and body */
  gsize       head_length; /* the empty line included */
  gboolean    closes;      /* only the end of the connection ended it */
} PassantHttpMessage;

void                passant_http_message_free (PassantHttpMessage *self);
/* Reads one message, or as much of it as comes; NULL when not even a whole head came. @is_answer_to: the request's method,
 * or NULL when reading a request. @rest keeps what was read beyond its end, for the next call. */
PassantHttpMessage *passant_http_message_read (GInputStream *stream,
                                               GByteArray   *rest,
                                               const char   *is_answer_to,
                                               GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
/* "POST", for a request. */
char               *passant_http_message_dup_method (PassantHttpMessage *self);
/* "/v1/batches", for a request. */
char               *passant_http_message_dup_path   (PassantHttpMessage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHttpMessage, passant_http_message_free)

G_END_DECLS
