/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PassantClock:
 *
 * Where the time comes from. Only passant-clock.c asks the system; everything else is handed one of these, so that a
 * test can walk a whole day in a millisecond or start in 1970. Atomically reference counted; safe from any thread.
 */
typedef struct _PassantClock PassantClock;

PassantClock *passant_clock_new_system (void) G_GNUC_WARN_UNUSED_RESULT;
PassantClock *passant_clock_new_manual (gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;
PassantClock *passant_clock_ref        (PassantClock *self);
void          passant_clock_unref      (PassantClock *self);

/* UTC in Unix milliseconds; what the wall clock claims. */
gint64        passant_clock_now_ms     (PassantClock *self);
/* CLOCK_BOOTTIME in milliseconds: goes on in suspend, never jumps, starts anew at boot. */
gint64        passant_clock_boot_ms    (PassantClock *self);
/* Moves a manual clock, both times; backwards only the wall clock goes, as when somebody sets it. */
void          passant_clock_advance_ms (PassantClock *self,
                                        gint64        by_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantClock, passant_clock_unref)

/* A new UUIDv7 (RFC 9562) as 36 characters: @clock's milliseconds, then random bits; ids minted in the same
 * millisecond by one process still sort in the order they were minted. */
char         *passant_id_new           (PassantClock *clock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
