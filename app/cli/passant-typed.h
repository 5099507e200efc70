/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"

G_BEGIN_DECLS

/* What a person typed as the answer to @question, as it would be stored: choices by number, id or label, "y" or "ja" for
 * yes, a comma for a point, 1:35 for 95 seconds. What it cannot read stays as it is; whether it is allowed is the guide's
 * to say. For a photo or recording, whatever was typed, the sample one. */
char *passant_typed_read     (PassantQuestion *question,
                              const char      *typed,
                              const char      *language) G_GNUC_WARN_UNUSED_RESULT;
/* A line that says how to answer, or NULL when that goes without saying. */
char *passant_typed_dup_hint (PassantQuestion *question) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
