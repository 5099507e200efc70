/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-affect.h"
#include "passant-fact.h"
#include "passant-timer.h"

G_BEGIN_DECLS

typedef enum {
  PASSANT_VISIT_OPEN,
  PASSANT_VISIT_FINISHED,   /* the guest says it is whole; waits for review */
  PASSANT_VISIT_BROKEN_OFF, /* ended early, with a reason; waits for review */
  PASSANT_VISIT_RETURNED,   /* the reviewer hands the pen back */
  PASSANT_VISIT_ACCEPTED,
  PASSANT_VISIT_REJECTED,
} PassantVisitState;

/* "open" … as in SQL and JSON. */
const char *passant_visit_state_to_string (PassantVisitState state);

typedef struct {
  char    *touchpoint; /* where it was said, or NULL */
  char    *value;    /* stored text, or NULL when cleared or not applicable */
  gboolean na;
  char    *source;   /* "seen", "asked", "recalled" */
  char    *comment;  /* or NULL */
  gint64   at_ms;    /* when it happened */
  gint64   noted_ms;
  gint64   shown_ms; /* from shown to said */
  int      changes;  /* how often it was said otherwise before */
  gboolean is_after; /* the visit was finished: it puts something right */
} PassantAnswer;

typedef struct {
  int           x, y;   /* 0 … 1000 as tapped */
  PassantAffect affect;
  gint64        at_ms, noted_ms;
  gint64        shown_ms; /* from shown to committed */
  gint64        touch_ms; /* from shown to the first touch; 0: not said */
  gint64        delay_ms; /* from entering the touchpoint to committed; 0: not said */
  int           moves;    /* how often the point went to another ninth of the grid before it was committed */
  gboolean      is_after; /* as of answers */
} PassantFelt;

/* What a phase as a whole was worth. */
typedef struct {
  int    mark; /* 1 … 10 */
  gint64 at_ms, noted_ms, shown_ms;
} PassantPhaseMark;

/* Something that happened outside the script. */
typedef struct {
  char    *id;       /* the fact's id */
  char    *touchpoint; /* where the guest was, or NULL */
  char    *channel;  /* or NULL */
  char    *text;
  gint64   at_ms, noted_ms;
  gboolean is_after; /* as of answers */
} PassantMoment;

typedef struct {
  char  *sha256;
  char  *question;   /* or NULL */
  char  *touchpoint; /* or NULL */
  char  *mime, *name;
  char  *look;       /* 16 hex digits, or NULL */
  int    width, height; /* of a photo; 0 when it does not say */
  int    sharpness;  /* 0 … 1000, or -1 */
  gint64 bytes;
  gint64 at_ms;
} PassantEvidence;

typedef struct {
  char    *touchpoint;
  gint64   at_ms, noted_ms;
  gboolean is_after; /* as of answers */
} PassantEntry;

/* Why something that the review rules doubt is right as it stands, in the guest's words. */
typedef struct {
  char  *doubt;      /* the rule's code */
  char  *touchpoint; /* or NULL */
  char  *question;   /* or NULL */
  char  *text;
  gint64 noted_ms;
} PassantExplanation;

/* What a reviewer says of one question. */
typedef struct {
  char  *question; /* or NULL: of the visit */
  char  *text;
  int    revision; /* of the visit that was looked at */
  gint64 noted_ms;
} PassantRemark;
typedef enum {
  PASSANT_FIX_DEVICE, /* the device found out where it is */
  PASSANT_FIX_CODE,   /* the code that hangs at the location was read */
  PASSANT_FIX_SAID,   /* the guest says so */
} PassantFixHow;

/* "device" … as in SQL and JSON. */
const char *passant_fix_how_to_string (PassantFixHow how);

/* Where the guest was found to be. */
typedef struct {
  PassantFixHow how;
  char         *touchpoint;          /* or NULL */
  gboolean      has_place;
  double        latitude, longitude; /* degrees, with has_place */
  int           accuracy_m;          /* 0: not told */
  gint64        age_ms;              /* of the fix when it was noted */
  gint64        at_ms;
} PassantFix;

/* The fact that says it, of a visit. What a device finds out by itself is light: it goes to the disk with the next tap. */
PassantDraft *passant_fix_draft (const PassantFix *self,
                                 const char       *study,
                                 const char       *visit) G_GNUC_WARN_UNUSED_RESULT;

/**
 * PassantVisit:
 *
 * One walk through a script by one guest: the fold of its facts, and the only place where their meaning is written.
 * Facts of one visit may be given in any order across devices; within a device they count by seq, and the same fact given
 * twice counts once. No clock, no I/O. What is read from it lives until the next fact is applied.
 */
typedef struct _PassantVisit PassantVisit;

PassantVisit        *passant_visit_new              (const char *id) G_GNUC_WARN_UNUSED_RESULT;
PassantVisit        *passant_visit_ref              (PassantVisit *self);
void                 passant_visit_unref            (PassantVisit *self);
/* Takes in one fact. Facts of other subjects or unknown kinds are left out; a body it cannot read likewise. */
void                 passant_visit_apply            (PassantVisit *self,
                                                     PassantFact  *fact);

const char          *passant_visit_get_id           (PassantVisit *self);
const char          *passant_visit_get_study        (PassantVisit *self);
const char          *passant_visit_get_assignment   (PassantVisit *self);
/* Hash; NULL before visit.opened. The newest visit.migrated counts, else what it was opened with. */
const char          *passant_visit_get_script       (PassantVisit *self);
const char          *passant_visit_get_location     (PassantVisit *self);
const char          *passant_visit_get_shopper      (PassantVisit *self);
PassantVisitState    passant_visit_get_state        (PassantVisit *self);
/* How often it was finished or broken off; 0 while first open. */
int                  passant_visit_get_revision     (PassantVisit *self);
/* Made by a random walker ("sample": true in visit.opened); whoever shows its figures says so. */
gboolean             passant_visit_is_sample        (PassantVisit *self);
/* Minutes east of UTC where it was opened; 0 when it does not say. */
int                  passant_visit_get_utc_offset_min (PassantVisit *self);
/* When the guest last noted anything (not the reviewer); 0 before. */
gint64               passant_visit_get_noted_ms     (PassantVisit *self);
gint64               passant_visit_get_opened_ms    (PassantVisit *self);
gint64               passant_visit_get_ended_ms     (PassantVisit *self); /* 0 while open */
/* When it was finished for the first time, or broken off if it never was: what came after that put right what was said, and
 * is no part of the visit itself. 0 while open. */
gint64               passant_visit_get_handed_in_ms (PassantVisit *self);
/* The touchpoint the guest entered last, or NULL. */
const char          *passant_visit_get_place        (PassantVisit *self);
/* Why it was broken off: "store_closed", "refused", "unsafe", "no_time", "other"; or NULL. And in the guest's words. */
const char          *passant_visit_get_break_reason (PassantVisit *self);
const char          *passant_visit_get_break_text   (PassantVisit *self);
/* The touchpoint where that was; NULL before the first one, or when it was not broken off. */
const char          *passant_visit_get_break_place  (PassantVisit *self);
/* Of the visit's evidence, the sha256 of what shows why (NULL-terminated, may be empty). */
const char * const  *passant_visit_get_break_evidence (PassantVisit *self);
/* Whether @evidence is among that. */
gboolean             passant_visit_shows_end        (PassantVisit          *self,
                                                     const PassantEvidence *evidence);
/* The reviewer's last word, or NULL; and the questions a return names (NULL-terminated, may be empty). */
const char          *passant_visit_get_remark       (PassantVisit *self);
const char * const  *passant_visit_get_returned     (PassantVisit *self);

const PassantAnswer *passant_visit_get_answer       (PassantVisit *self,
                                                     const char   *question);
/* For a touchpoint's id, or a moment's. */
const PassantFelt   *passant_visit_get_felt         (PassantVisit *self,
                                                     const char   *touchpoint);
/* The reason a touchpoint was skipped with, or NULL. Entering it again, or answering in it, takes the skip back. */
const char          *passant_visit_get_skip         (PassantVisit *self,
                                                     const char   *touchpoint);
gboolean             passant_visit_has_entered      (PassantVisit *self,
                                                     const char   *touchpoint);
const PassantPhaseMark *passant_visit_get_phase_mark (PassantVisit *self,
                                                      const char   *phase);
/* The stopwatch of @question, or NULL when it stands still. */
const PassantTimer  *passant_visit_get_timer        (PassantVisit *self,
                                                     const char   *question);
GPtrArray           *passant_visit_get_timers       (PassantVisit *self); /* PassantTimer that run, in the order started;
                                                                           * borrowed */
GPtrArray           *passant_visit_get_entries      (PassantVisit *self); /* PassantEntry in the order entered; borrowed */
GPtrArray           *passant_visit_get_moments      (PassantVisit *self); /* PassantMoment by at_ms; borrowed */
GPtrArray           *passant_visit_get_evidence     (PassantVisit *self); /* PassantEvidence not withdrawn; borrowed */
/* PassantExplanation, the newest of each doubt at each place; borrowed. */
GPtrArray           *passant_visit_get_explanations (PassantVisit *self);
/* The newest explanation of @doubt at @touchpoint and @question (each may be NULL), or NULL. */
const char          *passant_visit_get_explanation  (PassantVisit *self,
                                                     const char   *doubt,
                                                     const char   *touchpoint,
                                                     const char   *question);
/* PassantRemark, as they were made, of all revisions; borrowed. */
GPtrArray           *passant_visit_get_remarks      (PassantVisit *self);
/* What the reviewer said last of @question as it was handed in last; NULL when nothing, or of an older revision only. */
const char          *passant_visit_get_remark_on    (PassantVisit *self,
                                                     const char   *question);
GPtrArray           *passant_visit_get_fixes        (PassantVisit *self); /* PassantFix as they were noted; borrowed */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantVisit, passant_visit_unref)

G_END_DECLS
