/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_TILE_LAYOUT (passant_tile_layout_get_type ())

/**
 * PassantTileLayout:
 *
 * Equal columns, as many as fit without wrapping anybody's label, and one below the other when that is only one. Unless
 * @ragged, only a number of columns that leaves no gap in the last row. Rows are as high as their highest child.
 */
G_DECLARE_FINAL_TYPE (PassantTileLayout, passant_tile_layout, PASSANT, TILE_LAYOUT,
                      GtkLayoutManager)

GtkLayoutManager *passant_tile_layout_new (int spacing,
                                           int column_width_min,
                                           gboolean ragged) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
