/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * passant_jpeg_is_bare:
 *
 * Whether @bytes are a JPEG file of pixels alone: no Exif, no place or time, no comment, no thumbnail, no profile, nothing
 * after its end. FALSE when they are no JPEG, or cut short; whatever it does not know is something else than pixels.
 */
gboolean passant_jpeg_is_bare (const guint8 *bytes,
                               gsize         length);

G_END_DECLS
