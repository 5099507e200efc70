/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * passant_svg_add:
 * @svg: the text to add to
 * @template: SVG with '%' placeholders
 *
 * Adds @template with each placeholder filled in from the arguments, in order: %n takes an int of hundredths and writes
 * it as a decimal number ("-12.5"), %d an int as it is, %s a string as it is, %t a string escaped as XML text or
 * attribute, %% a percent sign. Never looks at the locale, so the same arguments give the same bytes everywhere.
 */
void passant_svg_add (GString *svg,
                      const char *template,
                      ...);

G_END_DECLS
