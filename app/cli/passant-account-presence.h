/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-account.h"

G_BEGIN_DECLS

/* Whether the guest was there, as far as anything speaks for it: for a reader, and as "presence" in JSON. */
void passant_account_say_presence    (const PassantAccount *self);
void passant_account_answer_presence (const PassantAccount *self);

G_END_DECLS
