/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line on stderr that overwrites itself, when a person looks on; nothing otherwise. @total 0: not known yet. */
void passant_progress_show  (const char *title,
                             guint       done,
                             guint       total);
/* Wipes the line before something else is said. */
void passant_progress_clear (void);

G_END_DECLS
