/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * passant_second_line_allow:
 *
 * Lets @widget, when it is the words of a button that may shrink or a title in a header bar, take a second line where one is
 * too narrow: with large text, on a small screen, in a language with long words. A button whose words are cut off is one
 * that nobody can choose. Buttons that may not shrink keep to one line.
 */
void passant_second_line_allow (GtkWidget *widget);

G_END_DECLS
