/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * passant_photo_load:
 * @size: how wide and high it may be drawn, in points
 * @width_out: how wide it is to be drawn
 * @height_out: likewise
 *
 * The photo in @path, turned upright and scaled to what a print of that size can show; in a PDF it is stored as JPEG. NULL
 * when the file is not there, is neither JPEG nor PNG (whatever its name says), or is larger than a camera makes: evidence
 * comes from strangers, so nothing else is decoded.
 */
cairo_surface_t *passant_photo_load (const char *path,
                                     double      size,
                                     double     *width_out,
                                     double     *height_out) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
