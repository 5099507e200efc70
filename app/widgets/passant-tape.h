/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  PASSANT_TAPE_STILL,
  PASSANT_TAPE_STARTING, /* to record: nothing is heard yet */
  PASSANT_TAPE_RECORDING,
  PASSANT_TAPE_STOPPING, /* what was recorded is being made whole */
  PASSANT_TAPE_PLAYING,
} PassantTapeState;

#define PASSANT_TYPE_TAPE (passant_tape_get_type ())

/**
 * PassantTape:
 *
 * Records the microphone into an Ogg Opus file, and plays such files; one at a time. What is in the file so far can be
 * played even when the app is killed. Only passant_tape_flush() waits. PASSANT_MICROPHONE and PASSANT_SPEAKER may name
 * another source and sink, as GStreamer writes them.
 *
 * Signals:
 * - changed: the state is another one
 * - recorded (path: utf8): there is something in the file, whole
 * - failed (problem: utf8): nothing was recorded or could be played, or it ended before its time, for this reason in words
 */
G_DECLARE_FINAL_TYPE (PassantTape, passant_tape, PASSANT, TAPE, GObject)

/* Whether this build has it at all. */
gboolean         passant_tape_is_built  (void);
PassantTape     *passant_tape_new       (void) G_GNUC_WARN_UNUSED_RESULT;
/* Each begins with what was under way being stopped. */
void             passant_tape_record    (PassantTape *self,
                                         const char  *path);
void             passant_tape_play      (PassantTape *self,
                                         const char  *path);
/* Ends what is under way; "recorded" comes when the file is whole. */
void             passant_tape_stop      (PassantTape *self);
/* Likewise, and returns when that has come; after a second at the latest. */
void             passant_tape_flush     (PassantTape *self);
PassantTapeState passant_tape_get_state (PassantTape *self);

G_END_DECLS
