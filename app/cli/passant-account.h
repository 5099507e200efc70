/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-command.h"
#include "passant-guide.h"
#include "passant-score.h"

G_BEGIN_DECLS

/**
 * PassantAccount:
 *
 * All that is known of one visit, for a reader or as JSON. Borrowed.
 */
typedef struct {
  PassantCommand *command;
  PassantScript  *script;
  PassantVisit   *visit;
  PassantGuide   *guide;
  PassantScore   *score;
  const char     *language;
  const char     *location; /* its name */
} PassantAccount;

void passant_account_say    (const PassantAccount *self);
void passant_account_answer (const PassantAccount *self);

G_END_DECLS
