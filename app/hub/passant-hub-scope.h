/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-hub-store.h"

G_BEGIN_DECLS

/**
 * Who may say what, and who gets to hear it.
 *
 * A coordinator may say everything that is a coordinator's to say, and hears everything. A shopper may speak of their own
 * assignments and visits, and hears what concerns them: their assignments with the study, script and location these
 * name, whenever any of them arrives; withdrawals; reviews of their visits; what their other devices say.
 */

/* @complaint: NULL when @device may say @fact, else a sentence why not. FALSE with @error when the hub could not tell. */
gboolean passant_hub_scope_judge (PassantHubStore        *store,
                                  const PassantHubDevice *device,
                                  PassantFact            *fact,
                                  char                  **complaint,
                                  GError                **error);
/* Keeps a @fact that may be said and gives it to everybody whom it concerns, with whatever that makes concern them too. */
gboolean passant_hub_scope_admit (PassantHubStore        *store,
                                  const PassantHubDevice *device,
                                  PassantFact            *fact,
                                  gint64                  now_ms,
                                  GError                **error);

G_END_DECLS
