/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_STRIP_LAYOUT (passant_strip_layout_get_type ())

/**
 * PassantStripLayout:
 *
 * Phase buttons side by side over the whole width: all with their titles if that fits, else only the current one with its
 * title and the others as narrow as they can be.
 */
G_DECLARE_FINAL_TYPE (PassantStripLayout, passant_strip_layout, PASSANT, STRIP_LAYOUT,
                      GtkLayoutManager)

GtkLayoutManager *passant_strip_layout_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
