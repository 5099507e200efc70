/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-fact.h"

G_BEGIN_DECLS

typedef enum {
  PASSANT_HUB_SAID_BY_COORDINATOR,
  PASSANT_HUB_SAID_ABOUT_ASSIGNMENT, /* by a shopper, about an assignment of theirs */
  PASSANT_HUB_SAID_ABOUT_VISIT,      /* by a shopper, about a visit of theirs */
  PASSANT_HUB_SAID_UNKNOWN,          /* a kind of a later Passant: kept and passed on */
} PassantHubSaid;

/* Who may say facts of this kind: the table of kinds in schemas/wire/README.md. */
PassantHubSaid passant_hub_kind_get_said (const char *kind);
/* NULL when @fact says what facts of its kind must say, else what is wrong with it, as a sentence. */
char          *passant_hub_kind_dup_complaint (PassantFact *fact) G_GNUC_WARN_UNUSED_RESULT;

gboolean       passant_hub_is_sha256 (const char *text);

G_END_DECLS
