/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-clock.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_MEMO (passant_memo_get_type ())

/**
 * PassantMemo:
 *
 * One button that records a voice memo and stops, with how long it has run, and one that plays the memo there is. The
 * device is kept awake while it records. Without a microphone it says why.
 *
 * Signals:
 * - recorded (path: utf8): the recording lies whole in the file it was given
 */
G_DECLARE_FINAL_TYPE (PassantMemo, passant_memo, PASSANT, MEMO, AdwBin)

GtkWidget *passant_memo_new           (PassantClock *clock) G_GNUC_WARN_UNUSED_RESULT;
/* Where to record to; NULL: recording is not offered. */
void       passant_memo_set_target    (PassantMemo *self,
                                       const char  *path);
/* What there is to play; NULL: nothing. */
void       passant_memo_set_recording (PassantMemo *self,
                                       const char  *path);
/* Stops and says "recorded" at once. */
void       passant_memo_flush         (PassantMemo *self);

G_END_DECLS
