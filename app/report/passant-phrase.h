/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-score.h"

G_BEGIN_DECLS

/* Values as a reader of the report says them, in the report's language and time zone. */

/* "83.3 %", "83,3 %"; a dash for nothing. */
char       *passant_phrase_percent  (const char  *language,
                                     PassantRatio ratio) G_GNUC_WARN_UNUSED_RESULT;
/* "+40", "−60", "0" */
char       *passant_phrase_signed   (int value) G_GNUC_WARN_UNUSED_RESULT;
/* "−12.5", "+3,0" */
char       *passant_phrase_tenths   (const char *language,
                                     int         tenths) G_GNUC_WARN_UNUSED_RESULT;
/* "14:05" */
char       *passant_phrase_time     (GTimeZone *zone,
                                     gint64     ms) G_GNUC_WARN_UNUSED_RESULT;
/* "22 November 2026, 14:05" */
char       *passant_phrase_moment   (const char *language,
                                     GTimeZone  *zone,
                                     gint64      ms) G_GNUC_WARN_UNUSED_RESULT;
/* "14:05" on the day of @since_ms, else "23 November, 14:05" */
char       *passant_phrase_since    (const char *language,
                                     GTimeZone  *zone,
                                     gint64      since_ms,
                                     gint64      ms) G_GNUC_WARN_UNUSED_RESULT;
/* From one moment to another; a clock may claim anything, so the ends of time are as far as it goes. */
gint64      passant_phrase_span     (gint64 from_ms,
                                     gint64 until_ms);
/* "4 min 12 s", "2 h 5 min", "3 d 4 h": the two largest parts. */
char       *passant_phrase_duration (const char *language,
                                     gint64      ms) G_GNUC_WARN_UNUSED_RESULT;
const char *passant_phrase_state    (const char       *language,
                                     PassantVisitState state);
const char *passant_phrase_pillar   (const char   *language,
                                     PassantPillar pillar);
/* @word: a feeling's key; as it is when this Passant does not know it. */
const char *passant_phrase_feeling  (const char *language,
                                     const char *word);
/* @channel: of a script, or as a guest's device has it; as it is when this Passant does not know it. */
const char *passant_phrase_channel  (const char *language,
                                     const char *channel);
/* @reason: as in visit.broken_off. */
const char *passant_phrase_reason   (const char *language,
                                     const char *reason);

G_END_DECLS
