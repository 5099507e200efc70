/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PassantError:
 * @PASSANT_ERROR_INVALID: something given is refused; the message says where and what; give it again
 * @PASSANT_ERROR_NOT_FOUND: what was named is not here; name another, or sync first
 * @PASSANT_ERROR_STORAGE: the device could not keep it; free space and try again
 * @PASSANT_ERROR_DAMAGED: what was kept does not read back; keep the folder, ask the coordinator
 * @PASSANT_ERROR_TOO_NEW: written by a newer Passant; update this one
 * @PASSANT_ERROR_OFFLINE: the hub cannot be reached or does not make sense just now; wait, try again
 * @PASSANT_ERROR_DENIED: the hub refuses this device; enrol again
 *
 * One code per thing the caller does next, not per thing that can go wrong. Messages are whole sentences without a
 * full stop that a shopper or coordinator understands, in their language.
 */
typedef enum {
  PASSANT_ERROR_INVALID,
  PASSANT_ERROR_NOT_FOUND,
  PASSANT_ERROR_STORAGE,
  PASSANT_ERROR_DAMAGED,
  PASSANT_ERROR_TOO_NEW,
  PASSANT_ERROR_OFFLINE,
  PASSANT_ERROR_DENIED,
} PassantError;

#define PASSANT_ERROR (passant_error_quark ())

GQuark   passant_error_quark       (void);

/* %PASSANT_ERROR_OFFLINE: @reason, a translated sentence with its full stop, and then that nothing is lost by it. Always
 * FALSE. */
gboolean passant_error_set_offline (GError    **error,
                                    const char *reason);

G_END_DECLS
