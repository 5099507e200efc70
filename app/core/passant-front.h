/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-fact.h"

G_BEGIN_DECLS

/* A longer silence than this is time away from all visits. */
#define PASSANT_FRONT_SILENCE_MS (G_GINT64_CONSTANT (30) * 60 * 1000)

/**
 * PassantFront:
 *
 * The clock of visits that take turns on one device: how long each was in front. A visit comes to the front with whatever is
 * said about it (visit.opened, visit.turned_to …) and stays there until something is said about another one, or until it is
 * finished or broken off. The time between two things said counts for the visit that was in front, unless it is longer than
 * %PASSANT_FRONT_SILENCE_MS: then the device was put away. The boot clock counts, the wall clock only after a reboot.
 * No clock, no I/O: a pure function of the facts.
 */
typedef struct _PassantFront PassantFront;

PassantFront *passant_front_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void          passant_front_free   (PassantFront *self);
/* Takes in one fact more. Those of one device have to come by seq; between devices the order does not matter. */
void          passant_front_apply  (PassantFront *self,
                                    PassantFact  *fact);
/* How long @visit has been in front, up to the last fact taken in. */
gint64        passant_front_get_ms (PassantFront *self,
                                    const char   *visit);
/* How much of it was spent at @touchpoint of @visit. */
gint64        passant_front_get_touchpoint_ms (PassantFront *self,
                                               const char   *visit,
                                               const char   *touchpoint);
/* How much more it is by now on @device, whose clocks say @now_ms and @boot_ms; 0 when @visit is not in front there. */
gint64        passant_front_get_running_ms (PassantFront *self,
                                            const char   *visit,
                                            const char   *device,
                                            gint64        now_ms,
                                            gint64        boot_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantFront, passant_front_free)

G_END_DECLS
