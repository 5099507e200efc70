/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-hub-store.h"

G_BEGIN_DECLS

/**
 * Who may say what, and who gets to hear it.
 *
 * A coordinator may say everything that is a coordinator's to say, and hears everything. A shopper may speak of their own
 * assignments and visits, and hears what concerns them: their assignments with the study, script and location these
 * name, whenever any of them arrives; withdrawals; reviews of their visits; what their other devices say. Of assignments
 * that are one job one can be claimed at a time; what is said of the others waits.
 */

/* Why a fact does not count. */
typedef struct {
  const char *code;    /* "not_yours" or "taken"; NULL when it counts */
  char       *message; /* a sentence */
} PassantHubObjection;

void     passant_hub_objection_clear (PassantHubObjection *self);

/* FALSE with @error when the hub could not tell. */
gboolean passant_hub_scope_judge (PassantHubStore        *store,
                                  const PassantHubDevice *device,
                                  PassantFact            *fact,
                                  PassantHubObjection    *objection,
                                  GError                **error);
/* To be called for a @fact that is put aside: later ones may hang on it. */
gboolean passant_hub_scope_put_aside (PassantHubStore           *store,
                                      const PassantHubDevice    *device,
                                      PassantFact               *fact,
                                      const PassantHubObjection *objection,
                                      GError                   **error);
/* Keeps a @fact that may be said and gives it to everybody whom it concerns, with whatever that makes concern them too. */
gboolean passant_hub_scope_admit (PassantHubStore        *store,
                                  const PassantHubDevice *device,
                                  PassantFact            *fact,
                                  gint64                  now_ms,
                                  GError                **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PassantHubObjection, passant_hub_objection_clear)

G_END_DECLS
