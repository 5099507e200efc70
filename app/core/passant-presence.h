/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"
#include "passant-visit.h"

G_BEGIN_DECLS

/* What speaks for or against it that the guest was there, each at most once. */
typedef enum {
  PASSANT_PRESENCE_NEAR,         /* a fix that fits the location */
  PASSANT_PRESENCE_ELSEWHERE,    /* fixes while in the store, and none of them fits */
  PASSANT_PRESENCE_NO_FIX,       /* the device never found out where it was */
  PASSANT_PRESENCE_CODE,         /* the code that hangs there was read */
  PASSANT_PRESENCE_RECEIPT,      /* a receipt of the time of the visit */
  PASSANT_PRESENCE_RECEIPT_OFF,  /* receipts, and none of that time */
  PASSANT_PRESENCE_IN_WINDOW,    /* within the days the job was for */
  PASSANT_PRESENCE_OFF_WINDOW,
  PASSANT_PRESENCE_SAID,         /* the guest says so */
} PassantPresenceKind;

typedef enum {
  PASSANT_PRESENCE_LITTLE, /* there is little to go by, which is not to say that nobody was there */
  PASSANT_PRESENCE_LIKELY,
  PASSANT_PRESENCE_CLEAR,
} PassantPresenceVerdict;

typedef struct {
  PassantPresenceKind kind;
  int                 points;     /* what it adds to the score, may be negative */
  gint64              at_ms;      /* of the fix, the code, or the guest's word; else 0 */
  int                 distance_m; /* of the fix */
  int                 accuracy_m; /* likewise */
} PassantPresenceReason;

/* What is known of the job beside script and visit; NULL, "" and 0 are "not known". */
typedef struct {
  char  *geo;                /* "52.09,5.12" */
  char  *code;               /* what the QR code on the spot says */
  gint64 from_ms, until_ms;  /* when the visit was to be */
} PassantPresencePlace;

/**
 * PassantPresence:
 *
 * How much speaks for it that the guest was where the visit took place: 0 … 100 with every reason. Never a fence: nothing
 * is blocked or taken away by it. schemas/presence.md says the formula. A pure function of the script, the visit and the
 * place; the same on the handheld and at the desk.
 */
typedef struct {
  int                    score;
  PassantPresenceVerdict verdict;
  GPtrArray             *reasons; /* PassantPresenceReason, what weighs most first */
} PassantPresence;

/* NULL when there is nothing to be present at: a journey without a touchpoint in a store. */
PassantPresence *passant_presence_new             (PassantScript              *script,
                                                   PassantVisit               *visit,
                                                   const PassantPresencePlace *place)
G_GNUC_WARN_UNUSED_RESULT;
void             passant_presence_free            (PassantPresence *self);
void             passant_presence_place_free      (PassantPresencePlace *self);
/* Whether it is worth knowing where the guest is at @touchpoint: where they order from home is nobody's business. */
gboolean         passant_presence_wants           (PassantTouchpoint *touchpoint);

/* "near" … and "little" …, as in JSON. */
const char      *passant_presence_kind_to_string  (PassantPresenceKind kind);
const char      *passant_presence_verdict_to_string (PassantPresenceVerdict verdict);
/* In words, in the user's language: "It is clear that you were there" for the guest; @is_guest FALSE for a reader. */
const char      *passant_presence_describe        (const PassantPresence *self,
                                                   gboolean               is_guest);
/* "At 14:05 the device was about 40 m from it, give or take 15 m"; the time as @utc_offset_min has it. */
char            *passant_presence_reason_describe (const PassantPresenceReason *self,
                                                   int                          utc_offset_min)
G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantPresence, passant_presence_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantPresencePlace, passant_presence_place_free)

G_END_DECLS
