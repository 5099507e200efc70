/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PassantFaultProxy:
 *
 * Stands between a device and a hub on loopback and spoils what passes, the same way each time for the same seed. It never
 * repeats a request and never alters a byte: it delays, cuts, and swallows, as networks do.
 */
typedef struct _PassantFaultProxy PassantFaultProxy;

typedef enum {
  PASSANT_FAULT_NONE,
  PASSANT_FAULT_DELAY,       /* a little later */
  PASSANT_FAULT_REFUSE,      /* closed before the hub hears a word */
  PASSANT_FAULT_CUT_REQUEST, /* the hub gets only the first part */
  PASSANT_FAULT_LOSE_ANSWER, /* the hub acts on it, and nobody hears */
  PASSANT_FAULT_CUT_ANSWER,  /* the device gets only the first part */
} PassantFault;

#define PASSANT_FAULT_LAST PASSANT_FAULT_CUT_ANSWER

PassantFaultProxy *passant_fault_proxy_new         (guint16 hub_port,
                                                    guint32 seed) G_GNUC_WARN_UNUSED_RESULT;
void               passant_fault_proxy_free        (PassantFaultProxy *self);
const char        *passant_fault_proxy_get_url     (PassantFaultProxy *self);
void               passant_fault_proxy_set_hub     (PassantFaultProxy *self,
                                                    guint16            hub_port);
/* @percent of all requests from now on meet a random fault. */
void               passant_fault_proxy_set_chance  (PassantFaultProxy *self,
                                                    guint              percent);
/* Request number @n from now on, from 1, meets @fault; 0: none does. Starts counting anew. */
void               passant_fault_proxy_fail_at     (PassantFaultProxy *self,
                                                    guint              n,
                                                    PassantFault       fault);
/* Requests since the counting began. */
guint              passant_fault_proxy_count       (PassantFaultProxy *self);
/* Faults dealt in all. */
guint              passant_fault_proxy_count_faults (PassantFaultProxy *self);
/* Bytes of all PATCH bodies that devices sent, in all. */
gint64             passant_fault_proxy_count_blob_bytes (PassantFaultProxy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantFaultProxy, passant_fault_proxy_free)

G_END_DECLS
