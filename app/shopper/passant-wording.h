/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-error.h"
#include "passant-guide.h"
#include "passant-store.h"

G_BEGIN_DECLS

/* Times, windows, pay, states and errors as this app says them. Everything is translated; new strings are the caller's. */

char       *passant_wording_for_ago         (gint64 then_ms,
                                             gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;
char       *passant_wording_for_time        (gint64 at_ms) G_GNUC_WARN_UNUSED_RESULT;
/* When a leg of a journey that is waited for is due: "due from 24 November, 14:05". */
char       *passant_wording_for_due         (gint64 from_ms,
                                             gint64 until_ms,
                                             gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;
char       *passant_wording_for_window      (gint64 from_ms,
                                             gint64 until_ms) G_GNUC_WARN_UNUSED_RESULT;
char       *passant_wording_for_pay         (gint64      cents,
                                             const char *currency) G_GNUC_WARN_UNUSED_RESULT;
const char *passant_wording_for_channel     (const char *channel);
const char *passant_wording_for_break       (const char *reason);
const char *passant_wording_for_visit_state (PassantVisitState state);
char       *passant_wording_for_review      (PassantVisit *visit) G_GNUC_WARN_UNUSED_RESULT;
char       *passant_wording_for_whereabouts (const PassantVisitRow *row) G_GNUC_WARN_UNUSED_RESULT;
char       *passant_wording_for_error       (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

/* "Employee 2", of a touchpoint that repeats. */
char       *passant_wording_for_round       (PassantTouchpoint *touchpoint,
                                             guint              round,
                                             const char        *language)
G_GNUC_WARN_UNUSED_RESULT;
/* What @question is called away from its card: "Employee 2: Was the employee friendly?", "The receipt – Amount". */
char       *passant_wording_for_question    (PassantGuide    *guide,
                                             PassantQuestion *question,
                                             const char      *language) G_GNUC_WARN_UNUSED_RESULT;

/* A JSON language map's text for @language, else its first one, else "". */
char       *passant_wording_from_map        (const char *json,
                                             const char *language) G_GNUC_WARN_UNUSED_RESULT;
/* The user's language, for texts that are no script's. Interned. */
const char *passant_wording_user_language   (void);
/* The first of the user's languages that @languages has, else the first of @languages. */
const char *passant_wording_pick_language   (const char * const *languages);

G_END_DECLS
