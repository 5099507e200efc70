/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_AGO_PICKER (passant_ago_picker_get_type ())

/**
 * PassantAgoPicker:
 *
 * "It happened … ago": a slider from just now to a day, fine near now and coarse far off, with the time in words.
 *
 * Properties: ago-ms (int64, 0 … 86,400,000; set to the nearest stop of the slider).
 * Signals:
 * - picked (ago_ms: gint64): the guest let go of the slider, or 500 ms after a key.
 */
G_DECLARE_FINAL_TYPE (PassantAgoPicker, passant_ago_picker, PASSANT, AGO_PICKER, AdwBin)

GtkWidget *passant_ago_picker_new        (void) G_GNUC_WARN_UNUSED_RESULT;
gint64     passant_ago_picker_get_ago_ms (PassantAgoPicker *self);
/* Emits no picked. */
void       passant_ago_picker_set_ago_ms (PassantAgoPicker *self,
                                          gint64            ago_ms);
/* Emits picked at once when one is due. */
void       passant_ago_picker_flush      (PassantAgoPicker *self);

/* "Just now", "40 seconds ago", "5 minutes ago". */
char      *passant_ago_picker_describe   (gint64 ago_ms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
