/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * passant_svg_add_face:
 * @svg: the text to add to
 * @x: left edge, in hundredths of a unit
 * @y: top edge, likewise
 * @size: width and height, likewise
 * @valence: −100 … 100, bends the mouth
 * @arousal: −100 … 100, opens the eyes
 * @colour: of the lines, "#1d2733"
 *
 * Adds a small face as one SVG group. The drawing is our own: two eyes and a mouth, nothing that has a sex, an age or a
 * skin. The same numbers give the same bytes.
 */
void  passant_svg_add_face (GString    *svg,
                            int         x,
                            int         y,
                            int         size,
                            int         valence,
                            int         arousal,
                            const char *colour);

/* The face alone, as a whole SVG document of @size hundredths. */
char *passant_svg_face_to_text (int         size,
                                int         valence,
                                int         arousal,
                                const char *colour) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
