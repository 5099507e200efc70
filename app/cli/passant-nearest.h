/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one of @words (NULL-terminated) that @word is most likely a slip of, or NULL when none is near. */
const char *passant_nearest (const char         *word,
                             const char * const *words);

G_END_DECLS
