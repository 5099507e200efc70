/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_PLAYER (passant_player_get_type ())

/**
 * PassantPlayer:
 *
 * Plays a recording. PASSANT_SPEAKER may name another sink, as GStreamer writes it.
 *
 * Signals:
 * - ended (problem: utf8 or NULL): it came to its end, or could not go on for this reason in words
 */
G_DECLARE_FINAL_TYPE (PassantPlayer, passant_player, PASSANT, PLAYER, GObject)

gboolean       passant_player_is_built   (void);
PassantPlayer *passant_player_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void           passant_player_start      (PassantPlayer *self,
                                          const char    *path);
void           passant_player_stop       (PassantPlayer *self);
gboolean       passant_player_is_playing (PassantPlayer *self);

G_END_DECLS
