/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a photo looks like, as its fact has it: schemas/wire/README.md, "Photos". */

/* How many bits of 64 the looks of two photos of the same thing differ by at the most. */
#define PASSANT_LOOK_BITS_SAME 6
/* What is less sharp than this, of 1000, looks blurred. */
#define PASSANT_SHARPNESS_MIN  350

/* How many bits of 64 two looks differ by; 64 when either is none: NULL, or not 16 hex digits. */
int      passant_look_compare (const char *one,
                               const char *other);
/* Whether both are looks, probably of the same thing. */
gboolean passant_look_is_same (const char *one,
                               const char *other);

G_END_DECLS
