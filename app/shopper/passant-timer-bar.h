/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_TIMER_BAR (passant_timer_bar_get_type ())

G_DECLARE_FINAL_TYPE (PassantTimerBar, passant_timer_bar, PASSANT, TIMER_BAR, AdwBin)

void passant_timer_bar_update (PassantTimerBar   *self,
                               PassantSession    *session,
                               PassantTouchpoint *touchpoint,
                               const char        *language);

G_END_DECLS
