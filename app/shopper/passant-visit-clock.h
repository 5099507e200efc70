/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_VISIT_CLOCK (passant_visit_clock_get_type ())

G_DECLARE_FINAL_TYPE (PassantVisitClock, passant_visit_clock, PASSANT, VISIT_CLOCK, GObject)

PassantVisitClock *passant_visit_clock_new    (PassantSession *session) G_GNUC_WARN_UNUSED_RESULT;
gint64             passant_visit_clock_get_ms (PassantVisitClock *self);

G_END_DECLS
