/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "passant-clock.h"

G_BEGIN_DECLS

/**
 * PassantHubListener:
 *
 * Accepts connections for a SoupServer, whose own listener gives up for good when file descriptors run out, and which
 * knows no time limits. There are never more connections than descriptors allow; the longest idle one makes room for a
 * new one. A request has to be read within a fixed time however slowly it drips, an answer has to make progress, and
 * an idle connection is closed after a while.
 */
typedef struct _PassantHubListener PassantHubListener;

typedef struct {
  guint connections_max; /* 0: what the descriptors allow */
  guint headers_s_max;
  guint body_s_max;
  guint idle_s_max;
} PassantHubLimits;

/* @address: "127.0.0.1:PORT", "[::1]:PORT", "localhost:PORT" or "unix:PATH"; port 0 takes a free one.
 * %PASSANT_ERROR_INVALID when it is neither, or not of this machine alone; _STORAGE when it cannot be had. */
PassantHubListener *passant_hub_listener_new             (SoupServer             *server,
                                                          const char             *address,
                                                          const PassantHubLimits *limits,
                                                          PassantClock           *clock,
                                                          GError                **error)
G_GNUC_WARN_UNUSED_RESULT;
void                passant_hub_listener_free            (PassantHubListener *self);
/* "http://127.0.0.1:NNNN" or "unix:PATH". */
const char         *passant_hub_listener_get_url         (PassantHubListener *self);
/* Takes no new connections; those there stay until they are done. */
void                passant_hub_listener_stop            (PassantHubListener *self);
guint               passant_hub_listener_count_busy      (PassantHubListener *self);

/* The server tells how far the request of a connection is. */
void                passant_hub_listener_note_body       (SoupServerMessage *message);
void                passant_hub_listener_note_working    (SoupServerMessage *message);
/* Shuts the connection down at once, in the middle of whatever it is doing. */
void                passant_hub_listener_cut             (SoupServerMessage *message);
/* Who is asking, for counting: an address without its port, or what the proxy before a unix socket says. */
char               *passant_hub_listener_dup_remote      (
  SoupServerMessage *message) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubListener, passant_hub_listener_free)

G_END_DECLS
