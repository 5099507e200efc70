/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_DURATION_CONTROL (passant_duration_control_get_type ())

/**
 * PassantDurationControl:
 *
 * How long something took: a stopwatch started and stopped by a tap, and minutes and seconds to type or correct. A
 * running stopwatch is a start on the boot clock and nothing else, so it runs on through a restart of the app.
 *
 * Properties: running-since-boot-ms (int64, 0 when it stands still).
 */
G_DECLARE_FINAL_TYPE (PassantDurationControl, passant_duration_control, PASSANT, DURATION_CONTROL,
                      PassantAnswerControl)

gint64 passant_duration_control_get_running_since (PassantDurationControl *self);
/* A start in the future, as after a reboot, is taken as 0. */
void   passant_duration_control_set_running_since (PassantDurationControl *self,
                                                   gint64                  boot_ms);

G_END_DECLS
