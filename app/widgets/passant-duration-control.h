/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_DURATION_CONTROL (passant_duration_control_get_type ())

/**
 * PassantDurationControl:
 *
 * How long something took: a stopwatch started and stopped by a tap, and minutes and seconds to type or correct. The
 * stopwatch itself is whoever listens: this shows how long it has been running, and stopping it says the answer.
 *
 * Signals:
 * - started: the stopwatch was started
 * - discarded: it was stopped, and is to count for nothing
 */
G_DECLARE_FINAL_TYPE (PassantDurationControl, passant_duration_control, PASSANT, DURATION_CONTROL,
                      PassantAnswerControl)

/* Runs on from @elapsed_ms; −1: it stands still. Emits nothing. */
void     passant_duration_control_set_elapsed_ms (PassantDurationControl *self,
                                                  gint64                  elapsed_ms);
gboolean passant_duration_control_is_running     (PassantDurationControl *self);

G_END_DECLS
