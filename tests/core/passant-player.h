/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-fact.h"

G_BEGIN_DECLS

/**
 * PassantPlayer:
 *
 * Plays a device that says things about one visit, without a store: it stamps facts one after another, a second apart.
 */
typedef struct {
  char  *device;
  char  *visit;
  gint64 seq;
  gint64 now_ms; /* set it to put the clock wrong */
  gint64 at_ms;  /* set it to say what happened then; 0: what happens now */
  char   prev[PASSANT_HASH_LENGTH + 1];
} PassantPlayer;

PassantPlayer *passant_player_new  (const char *device,
                                    const char *visit) G_GNUC_WARN_UNUSED_RESULT;
void           passant_player_free (PassantPlayer *self);
/* The next fact. The body is JSON with single quotes. */
PassantFact   *passant_player_say  (PassantPlayer *self,
                                    const char    *kind,
                                    const char    *body,
                                    ...) G_GNUC_PRINTF (3, 4) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantPlayer, passant_player_free)

G_END_DECLS
