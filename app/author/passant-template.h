/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ready-made scripts to begin with (data/templates), kept inside the program. NULL-terminated, in the order to show. */
const char * const *passant_template_list     (void);
/* What template @name is for: one sentence in the reader's language; NULL when there is no such template. */
const char         *passant_template_describe (const char *name);
/* The YAML of template @name as it was written, comments and all, with only the texts of @languages (some of those it has,
 * in the order wanted; NULL: all) and with @id and @titles (one per language; the first stands in for those that lack)
 * in place of its own where they are not NULL. %PASSANT_ERROR_NOT_FOUND: no such template, or not in that language;
 * %PASSANT_ERROR_INVALID: no id, or no title. */
char               *passant_template_make     (const char         *name,
                                               const char         *id,
                                               const char * const *titles,
                                               const char * const *languages,
                                               GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
