/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* Whether codes can be read at all: it is a choice of the build. */
gboolean passant_barcode_is_built (void);

/**
 * passant_barcode_read:
 *
 * What the first QR code or barcode (EAN, UPC, Code 128, 93, 39) in @pixbuf says, without blank ends; NULL when there is
 * none, or it says no text. Takes a while on large photos: for a thread of its own.
 */
char    *passant_barcode_read     (GdkPixbuf *pixbuf) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
