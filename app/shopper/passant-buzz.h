/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A short buzz, as of a key that is pressed: where the device can, the build has libfeedback and the guest wants it. */
void passant_buzz_init (void);
void passant_buzz      (void);

G_END_DECLS
