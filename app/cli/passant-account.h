/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"
#include "passant-doubt.h"
#include "passant-front.h"
#include "passant-guide.h"
#include "passant-presence.h"
#include "passant-score.h"

G_BEGIN_DECLS

/**
 * PassantAccount:
 *
 * All that is known of one visit, for a reader or as JSON. Borrowed.
 */
typedef struct {
  PassantCommand       *command;
  PassantScript        *script;
  PassantVisit         *visit;
  PassantGuide         *guide;
  PassantScore         *score;
  GPtrArray            *doubts; /* PassantDoubt, or NULL: nobody was there to be asked */
  const char           *language;
  const char           *location; /* its name */
  PassantPresencePlace *place;
  PassantFront         *front;    /* how long it had the guest's attention, or NULL: not known */
} PassantAccount;

void passant_account_say    (const PassantAccount *self);
void passant_account_answer (const PassantAccount *self);

/* What guest and reviewer have to say to each other: passant-account-review.c. */
void passant_account_say_review    (const PassantAccount *self);
void passant_account_answer_review (const PassantAccount *self);

G_END_DECLS
