/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"
#include "passant-visit.h"

G_BEGIN_DECLS

typedef enum {
  PASSANT_STEP_HIDDEN,  /* not relevant, not allowed by the legal profile, of no round, or nothing to choose from */
  PASSANT_STEP_WAITING, /* relevant, but `after` is not done yet */
  PASSANT_STEP_OPEN,
  PASSANT_STEP_DONE,    /* touchpoint: entered, no required answer missing; question: answered, N/A, or a note */
  PASSANT_STEP_SKIPPED, /* touchpoints only, with a reason */
  PASSANT_STEP_WRONG,   /* an answer breaks its type, bounds or constraint */
} PassantStepState;

typedef enum {
  PASSANT_GAP_ANSWER,   /* a required question of an entered touchpoint has no answer */
  PASSANT_GAP_FEELING,  /* an entered touchpoint asks a feeling and has none: doubtful, never blocks */
  PASSANT_GAP_WRONG,    /* an answer is not allowed; message says why */
  PASSANT_GAP_STEP,     /* a touchpoint was neither entered nor skipped: doubtful; blocks when a required answer is
                         * missing in it, and then stands for all of those */
  PASSANT_GAP_MARK,     /* a phase that was gone through asks a mark and has none: doubtful, never blocks; the touchpoint
                         * is where it is asked */
} PassantGapKind;

typedef struct {
  PassantGapKind     kind;
  PassantTouchpoint *touchpoint;
  PassantQuestion   *question; /* or NULL */
  gboolean           blocks;   /* finishing, never saving */
} PassantGap;

/**
 * PassantGuide:
 *
 * What to do next: a pure function of the script and the facts of one visit. No clock, no I/O. Immutable; make a new one
 * after each fact. The same one serves the app, the test-walk and the hub.
 */
typedef struct _PassantGuide PassantGuide;

PassantGuide      *passant_guide_new                (PassantScript *script,
                                                     PassantVisit  *visit);
void               passant_guide_free               (PassantGuide *self);
PassantStepState   passant_guide_get_touchpoint     (PassantGuide      *self,
                                                     PassantTouchpoint *touchpoint);
PassantStepState   passant_guide_get_question       (PassantGuide    *self,
                                                     PassantQuestion *question);
gboolean           passant_guide_is_required        (PassantGuide    *self,
                                                     PassantQuestion *question);
/* What counts as the answer to @question now: what was said, when the question is relevant; what the guide worked out, for
 * a CALCULATE; NULL when there is none. Borrowed, lives as long as the guide and the visit. */
const char        *passant_guide_get_value          (PassantGuide    *self,
                                                     PassantQuestion *question);
/* Whether @choice may be chosen: always, unless the question has a filter. */
gboolean           passant_guide_offers             (PassantGuide    *self,
                                                     PassantQuestion *question,
                                                     PassantChoice   *choice);
/* Whether @value would be an allowed answer to @question if it were said now. */
gboolean           passant_guide_allows             (PassantGuide    *self,
                                                     PassantQuestion *question,
                                                     const char      *value);
/* What now() is but in a constraint: when the guest last noted anything, in the local time of where the visit was opened. */
gint64             passant_guide_get_local_ms       (PassantGuide *self);
/* What the guest is offered to take over ("default"), or NULL: nothing, or not an allowed answer. */
char              *passant_guide_dup_proposal       (PassantGuide    *self,
                                                     PassantQuestion *question);
/* Whether @question is to be left as it is: the visit came back with other questions named, and this one was handed in
 * with an allowed answer. What had none, or shows up only now, is open, and stays so until it is handed in. */
gboolean           passant_guide_is_locked          (PassantGuide    *self,
                                                     PassantQuestion *question);
/* Likewise of all of @touchpoint: none of its questions is named. */
gboolean           passant_guide_is_touchpoint_locked (PassantGuide      *self,
                                                       PassantTouchpoint *touchpoint);
/* How many rounds @touchpoint has now; 1 when it does not repeat. */
guint              passant_guide_count_rounds       (PassantGuide      *self,
                                                     PassantTouchpoint *touchpoint);
/* @text in @language with each ${question} as what was answered there, in words; "…" where nothing was. @around: the
 * question it belongs to, whose round counts, or NULL. */
char              *passant_guide_dup_text           (PassantGuide      *self,
                                                     const PassantText *text,
                                                     PassantQuestion   *around,
                                                     const char        *language)
G_GNUC_WARN_UNUSED_RESULT;
/* Why the answer is wrong, in @language, or NULL when it is not. */
char              *passant_guide_dup_message        (PassantGuide    *self,
                                                     PassantQuestion *question,
                                                     const char      *language);
/* What is missing or doubtful, in script order (PassantGap; borrowed). */
GPtrArray         *passant_guide_get_gaps           (PassantGuide *self);
gboolean           passant_guide_can_finish         (PassantGuide *self);
/* When @touchpoint, which the script lets wait for another one, is due: in UTC, counted from the last that was said
 * about that other one. FALSE when it waits for nothing, or what it waits for is not done. */
gboolean           passant_guide_get_due            (PassantGuide      *self,
                                                     PassantTouchpoint *touchpoint,
                                                     gint64            *from_ms,
                                                     gint64            *until_ms);
/* The leg of the journey that is waited for: of the touchpoints with a due time where the guest has still to go, the one due
 * first; or NULL. */
PassantTouchpoint *passant_guide_get_leg            (PassantGuide *self);
/* How many relevant questions of @touchpoint have no answer yet, notes not counted. */
guint              passant_guide_count_left         (PassantGuide      *self,
                                                     PassantTouchpoint *touchpoint);
/* The next touchpoint to go to from @from (NULL: from the start): the first one after it that is OPEN, else the first
 * OPEN one of all, else NULL: time to finish. */
PassantTouchpoint *passant_guide_get_next           (PassantGuide      *self,
                                                     PassantTouchpoint *from);
/* Where the mark of @phase is asked: at the last of its touchpoints that is neither hidden nor skipped. NULL when there is
 * none, or the phase asks no mark. */
PassantTouchpoint *passant_guide_get_mark_place     (PassantGuide *self,
                                                     PassantPhase *phase);
/* The touchpoint before and after in script order that is not HIDDEN, or NULL. */
PassantTouchpoint *passant_guide_get_neighbour      (PassantGuide      *self,
                                                     PassantTouchpoint *from,
                                                     int                direction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantGuide, passant_guide_free)

G_END_DECLS
