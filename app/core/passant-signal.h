/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"
#include "passant-visit.h"

G_BEGIN_DECLS

/**
 * PassantSignal:
 *
 * What the guest's fingers did at one touchpoint, beside the words. The formula stands in schemas/signal.md; it is for
 * the guest's own eyes, and kept nowhere.
 */
typedef struct {
  PassantTouchpoint *touchpoint;
  gint64             touch_ms;  /* from seen to the first touch; 0: not known, or remembered later */
  int                moves;
  guint              n_tapped;  /* answers of one tap … */
  guint              n_changed; /* … and how many of those were said otherwise before */
  gboolean           has_hesitation; /* it is part of the value */
  int                value;     /* 0 … 100 */
} PassantSignal;

typedef enum {
  PASSANT_SIGNAL_STRAIGHT, /* straight away */
  PASSANT_SIGNAL_LOOK,     /* with a second look */
  PASSANT_SIGNAL_HESITANT,
} PassantSignalLevel;

/* The guest's own pace: the median of those of the @n times that are neither too short nor too long for a tap; 0 when
 * there are fewer than three. */
gint64             passant_signal_find_pace (const gint64 *touch_ms,
                                             guint         n);
/* One for each touchpoint with a feeling, in script order (element-type PassantSignal). @pace_ms: 0 for that of the
 * visit's own feelings, where there are enough; the pace it went by is put there. */
GPtrArray         *passant_signal_list      (PassantScript *script,
                                             PassantVisit  *visit,
                                             gint64        *pace_ms) G_GNUC_WARN_UNUSED_RESULT;
/* The mean of all; −1 when there are none. */
int                passant_signal_get_mean  (GPtrArray *signals);
PassantSignalLevel passant_signal_get_level (int value);

G_END_DECLS
