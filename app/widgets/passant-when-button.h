/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_WHEN_BUTTON (passant_when_button_get_type ())

/**
 * PassantWhenButton:
 *
 * The quiet clock in the corner of a card: "it happened … ago", and, where that is asked, how the guest knows it: seen,
 * asked or recalled. The button's name is "It happened earlier". Shows and tells, keeps nothing.
 *
 * Signals:
 * - back-dated (ago_ms: gint64): it happened so long before now.
 * - sourced (source: utf8): "seen", "asked" or "recalled" was tapped.
 */
G_DECLARE_FINAL_TYPE (PassantWhenButton, passant_when_button, PASSANT, WHEN_BUTTON, AdwBin)

/* Asks how the guest knows it as well, and shows what is stored (NULL: not asked). */
void  passant_when_button_set_source   (PassantWhenButton *self,
                                        const char        *source);
/* Tells at once what was picked and not yet told. */
void  passant_when_button_flush        (PassantWhenButton *self);

/* "Happened at 14:05, 4 minutes before it was noted"; NULL when it was noted at once, or nearly. */
char *passant_when_button_describe     (gint64 at_ms,
                                        gint64 noted_ms) G_GNUC_WARN_UNUSED_RESULT;
/* "From memory" and the like, for the keys above; NULL for "seen" and NULL, which go without saying. */
const char *passant_when_button_get_source_words (const char *source);

G_END_DECLS
