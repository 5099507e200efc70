/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads "2026-11-22", a whole day of this desk, or "2026-11-22T14:05" with an optional zone. @is_end: a day means its last
 * millisecond, not its first. */
gboolean passant_moment_parse (const char *text,
                               gboolean    is_end,
                               gint64     *ms_out,
                               GError    **error);

G_END_DECLS
