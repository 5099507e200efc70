/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_RECORDER (passant_recorder_get_type ())

/**
 * PassantRecorder:
 *
 * Records the microphone into an Ogg Opus file. What is in the file so far can be played even when the app is killed.
 * PASSANT_MICROPHONE may name another source, as GStreamer writes it.
 *
 * Signals:
 * - failed (problem: utf8): it ended by itself, for this reason in words
 */
G_DECLARE_FINAL_TYPE (PassantRecorder, passant_recorder, PASSANT, RECORDER, GObject)

gboolean         passant_recorder_is_built     (void);
PassantRecorder *passant_recorder_new          (void) G_GNUC_WARN_UNUSED_RESULT;
/* Whether it could begin; when not, "failed" has said why. */
gboolean         passant_recorder_start        (PassantRecorder *self,
                                                const char      *path);
/* Ends the file; whether there is anything in it. Waits for that, at most a second. */
gboolean         passant_recorder_stop         (PassantRecorder *self);
gboolean         passant_recorder_is_recording (PassantRecorder *self);

G_END_DECLS
