/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text as a QR code for a terminal: two rows of the code a line, light on dark as a camera wants it whatever colours the
 * terminal has. NULL when it does not fit into one. */
char *passant_hub_square_draw (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
