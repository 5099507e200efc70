/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-clock.h"
#include "passant-hub-listener.h"

G_BEGIN_DECLS

/**
 * PassantHubServer:
 *
 * A hub that answers: the routes of schemas/wire/README.md on one SoupServer, the writer behind it. Runs in the main context
 * it is made in.
 */
typedef struct _PassantHubServer PassantHubServer;

/* Opens the hub in @folder, puts half uploads in order, listens on @address. One hub at a time serves a folder:
 * %PASSANT_ERROR_INVALID when another does. Errors else as of the store and the listener. */
PassantHubServer *passant_hub_server_new       (const char             *folder,
                                                const char             *address,
                                                const PassantHubLimits *limits,
                                                PassantClock           *clock,
                                                GError                **error)
G_GNUC_WARN_UNUSED_RESULT;
/* Stops listening, gives requests under way @grace_s seconds to end (runs the main context), then lets all go. */
void              passant_hub_server_close     (PassantHubServer *self,
                                                guint             grace_s);
const char       *passant_hub_server_get_url   (PassantHubServer *self);
const char       *passant_hub_server_get_title (PassantHubServer *self);

G_END_DECLS
