/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-clock.h"
#include "passant-hub-answer.h"
#include "passant-hub-store.h"

G_BEGIN_DECLS

#define PASSANT_HUB_BATCH_FACTS_MAX 1000
#define PASSANT_HUB_BATCH_BYTES_MAX (PASSANT_FACT_BYTES_MAX + 1) /* one largest fact and its newline */

/**
 * PassantHubBatch:
 *
 * What one push brought: a device's next facts, one a line. Opening it (any thread) checks the signature and reads every
 * line; applying it (the writer's thread) keeps it, all or nothing, with the device's new head and its receipt.
 */
typedef struct _PassantHubBatch PassantHubBatch;

/* NULL with the refusal in @refusal. @signature: the Passant-Signature header, or NULL. */
PassantHubBatch  *passant_hub_batch_open  (const PassantHubDevice *device,
                                           const char             *body,
                                           gsize                   length,
                                           const char             *signature,
                                           PassantClock           *clock,
                                           PassantHubAnswer      **refusal)
G_GNUC_WARN_UNUSED_RESULT;
void              passant_hub_batch_free  (PassantHubBatch *self);
/* A PassantHubWrite; @data is the batch. */
PassantHubAnswer *passant_hub_batch_apply (PassantHubStore *store,
                                           gpointer         data,
                                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* The newest receipt of @device; NULL without an error when the hub has none of its facts. */
PassantHubAnswer *passant_hub_batch_tell_receipt (PassantHubStore *store,
                                                  const char      *device,
                                                  GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantHubBatch, passant_hub_batch_free)

G_END_DECLS
