/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PassantScriptedServer:
 *
 * A loopback server that says, to one request after another, exactly the bytes it was given. Knows nothing of HTTP beyond
 * where a request ends, so that it can be as wrong as a test needs.
 */
typedef struct _PassantScriptedServer PassantScriptedServer;

/* What follows the bytes. */
typedef enum {
  PASSANT_ENDING_KEEP,       /* wait for the next request on the same connection */
  PASSANT_ENDING_CLOSE,
  PASSANT_ENDING_HALF_CLOSE, /* say no more, but go on reading */
  PASSANT_ENDING_HOLD,       /* say nothing, until the client leaves */
  PASSANT_ENDING_DRIP,       /* a byte now and then, until the client leaves */
} PassantEnding;

PassantScriptedServer *passant_scripted_server_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void                   passant_scripted_server_free    (PassantScriptedServer *self);
/* "http://127.0.0.1:PORT" */
const char            *passant_scripted_server_get_url (PassantScriptedServer *self);
/* The next answer; without one the server closes. @length may be -1. */
void                   passant_scripted_server_say     (PassantScriptedServer *self,
                                                        const char            *bytes,
                                                        gssize                 length,
                                                        guint                  delay_ms,
                                                        PassantEnding          ending);
/* The next answer: @status ("200 OK"), @type, @body, kept open. */
void                   passant_scripted_server_answer  (PassantScriptedServer *self,
                                                        const char            *status,
                                                        const char            *type,
                                                        const char            *body);
guint                  passant_scripted_server_count   (PassantScriptedServer *self);
/* Request @i as it came, head and body, from 0. */
char                  *passant_scripted_server_dup_request (PassantScriptedServer *self,
                                                            guint                  i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantScriptedServer, passant_scripted_server_free)

G_END_DECLS
