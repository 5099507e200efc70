/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-clock.h"
#include "passant-script.h"

/* Readies GTK for a test program; without a display the program says so and counts as skipped. */
void             passant_test_widgets_init  (int    *argc,
                                             char ***argv);

/* The script with a question of every kind: cards.json beside this file. Ends the program when it does not compile. */
PassantScript   *passant_test_load_script   (void);
PassantQuestion *passant_test_find_question (PassantScript *script,
                                             const char    *id);

/* The @nth widget of @type at or below @root, as a reader meets them; ends the program when there is none. */
GtkWidget       *passant_test_find_widget   (GtkWidget *root,
                                             GType      type,
                                             guint      nth);
guint            passant_test_count_widgets (GtkWidget *root,
                                             GType      type);
/* A key, as the key controller of @widget would get it. FALSE when it is left to others. */
gboolean         passant_test_press_key     (GtkWidget      *widget,
                                             guint           keyval,
                                             GdkModifierType state);
/* Lets the main loop run for so long. */
void             passant_test_wait_ms       (guint ms);
