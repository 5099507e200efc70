/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* As in the settings' schema. */
typedef enum {
  PASSANT_COVER_BY_SWIPE,
  PASSANT_COVER_BY_TAPS,
  PASSANT_COVER_BY_NONE,
} PassantCoverGesture;

typedef enum {
  PASSANT_RETURN_BY_HOLD,
  PASSANT_RETURN_BY_SWIPE,
  PASSANT_RETURN_BY_TAPS,
  PASSANT_RETURN_BY_WORD,
} PassantReturnGesture;

GSettings           *passant_settings_get        (void);
PassantReturnGesture passant_settings_get_return (GSettings *self);

G_END_DECLS
