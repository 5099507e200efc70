/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes the hub's folder for one process alone until the descriptor is closed, or the process ends in whatever way. -1 with
 * %PASSANT_ERROR_INVALID when another process has it. Not needed to enrol, revoke or check. */
int passant_hub_lock (const char *folder,
                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
