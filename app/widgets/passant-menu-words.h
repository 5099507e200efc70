/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * passant_menu_words_give:
 *
 * Gives @widget, when it is an item of a menu, a name that a screen reader can say, which GTK 4.18 leaves out, and lets its
 * words take more than one line where the screen is too narrow for them.
 */
void passant_menu_words_give (GtkWidget *widget);

G_END_DECLS
