/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-store.h"

G_BEGIN_DECLS

/**
 * What a job earns its guest: the fee it was offered with, and what receipts are paid back. Told from what everybody said
 * and from nothing else, so that guest and desk read the same. No money moves here: the desk says when it did.
 */

typedef enum {
  PASSANT_PAY_DUE,     /* accepted: it is to be paid */
  PASSANT_PAY_HELD,    /* it may still be */
  PASSANT_PAY_PAID,    /* all that is due, or anything for what is not */
  PASSANT_PAY_REFUSED,
} PassantPayState;

/* Why it stands so. */
typedef enum {
  PASSANT_PAY_ACCEPTED,  /* by the reviewer */
  PASSANT_PAY_TO_BEGIN,  /* by the guest, who has still to go */
  PASSANT_PAY_UNDER_WAY, /* by the guest, who is at it */
  PASSANT_PAY_UNSENT,    /* by this device, which holds what is to be reviewed */
  PASSANT_PAY_TO_REVIEW, /* by the reviewer, who has still to look */
  PASSANT_PAY_RETURNED,  /* by the guest, whom the reviewer asked something */
  PASSANT_PAY_REJECTED,  /* by the reviewer */
  PASSANT_PAY_WITHDRAWN, /* by the coordinator */
  PASSANT_PAY_TAKEN,     /* by the hub: somebody else had the job */
  PASSANT_PAY_HANDED_BACK, /* by the guest; told only of what was paid all the same */
} PassantPayReason;

typedef struct {
  PassantPayState  state;
  PassantPayReason reason;
  gint64           pay_cents;
  gint64           receipts_cents;  /* what the receipts say */
  gint64           reimburse_cents; /* of that, what is paid back: up to what was offered */
  gint64           paid_cents;      /* so far */
  gint64           amount_cents;    /* that is due, held, was paid, or is not: the state's own */
} PassantPay;

/* One job and what it pays. */
typedef struct {
  PassantAssignment *assignment;
  PassantPay         pay;
} PassantEarning;

void     passant_earning_free     (PassantEarning *self);
/* Of every job of @shopper's (NULL: of everybody's) that promises anything, PassantEarning, as the store lists them. A desk
 * (@is_desk) has what it has from the hub: nothing waits to be sent. */
GPtrArray *passant_earning_list   (PassantStore *store,
                                   const char   *shopper,
                                   gboolean      is_desk,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* What of it is in @state, in cents: what is paid in part is due in part. */
gint64   passant_pay_get_cents    (const PassantPay *pay,
                                   PassantPayState   state);
/* "due", "to_begin" …, for programs. */
const char *passant_pay_state_to_string  (PassantPayState state);
const char *passant_pay_reason_to_string (PassantPayReason reason);

/* FALSE: nothing was promised, because it was never claimed or was handed back. @is_sent: everything the guest noted is on
 * the hub. @receipts_cents: as passant_pay_sum_receipts() tells. */
gboolean passant_pay_judge        (const PassantAssignment *assignment,
                                   gboolean                 is_sent,
                                   gint64                   receipts_cents,
                                   PassantPay              *pay_out);
/* What the amounts beside the visit's receipts add up to, of those in @currency. An amount without its receipt counts for
 * nothing, nor does what is not asked any more, or was of a round that was taken away: it is in no report either. */
gint64   passant_pay_sum_receipts (PassantScript *script,
                                   PassantVisit  *visit,
                                   const char    *currency);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantEarning, passant_earning_free)

G_END_DECLS
