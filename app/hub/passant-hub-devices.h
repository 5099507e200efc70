/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-clock.h"
#include "passant-hub-answer.h"
#include "passant-hub-store.h"

G_BEGIN_DECLS

/**
 * How devices come in: a coordinator hands out a code, a device redeems it once for a token of its own. The hub keeps
 * neither code nor token, only hashes.
 */

/* Makes a code for one new device and keeps it until @minutes have passed. %PASSANT_ERROR_INVALID when role and shopper do
 * not go together. Returns "ABCD-EFGH". */
char             *passant_hub_devices_invite (PassantHubStore *store,
                                              const char      *role,
                                              const char      *shopper,
                                              const char      *name,
                                              gint64           minutes,
                                              PassantClock    *clock,
                                              GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* The device whose token this is; NULL without an error: nobody's. */
PassantHubDevice *passant_hub_devices_find   (PassantHubStore *store,
                                              const char      *token,
                                              GError         **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _PassantHubRedemption PassantHubRedemption;

/* Reads the body of POST /v1/devices; NULL with a refusal. */
PassantHubRedemption *passant_hub_redemption_open  (const char        *body,
                                                    gsize              length,
                                                    PassantClock      *clock,
                                                    PassantHubAnswer **refusal)
G_GNUC_WARN_UNUSED_RESULT;
void                  passant_hub_redemption_free  (PassantHubRedemption *self);
/* A PassantHubWrite; @data is the redemption. */
PassantHubAnswer     *passant_hub_redemption_apply (PassantHubStore *store,
                                                    gpointer         data,
                                                    GError         **error)
G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubRedemption, passant_hub_redemption_free)

G_END_DECLS
