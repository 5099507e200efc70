/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-guide.h"

G_BEGIN_DECLS

/* Why an answer is wrong. */
typedef enum {
  PASSANT_REASON_NONE,
  PASSANT_REASON_VALUE,      /* not what the type and bounds allow */
  PASSANT_REASON_OFFER,      /* names a choice that is not on offer */
  PASSANT_REASON_RANK,       /* leaves out one that is to be put in order */
  PASSANT_REASON_CONSTRAINT,
  PASSANT_REASON_NA,         /* "not applicable" where the script does not let it be said */
} PassantReason;

typedef struct {
  PassantStepState state;
  PassantReason    reason;
  gboolean         is_required;
  gboolean         is_named; /* by the reviewer that handed the visit back */
  const char      *value; /* what was said or worked out, allowed or not; the guide's own copy, or NULL */
} PassantQuestionStep;

typedef struct {
  PassantStepState state;
  guint            n_rounds;
  guint            n_left;    /* relevant questions without an answer */
  guint            n_missing; /* the required ones of them */
  guint            n_wrong;
  gboolean         is_done;   /* whatever a reviewer says */
  gboolean         has_entered;
  gint64           last_ms;   /* when the last thing said there happened; 0: nothing was */
  gboolean         is_named;  /* one of its questions is */
} PassantTouchpointStep;

struct _PassantGuide {
  PassantScript         *script;
  PassantQuestionStep   *questions;   /* by the question's index */
  PassantTouchpointStep *touchpoints; /* likewise */
  GPtrArray             *gaps;
  gboolean               is_returned; /* with questions named: all others are locked */
  GStringChunk          *texts;       /* all values */
  gint64                 offset_ms;   /* of local time where the visit was opened */
  gint64                 local_ms;    /* when the guest last noted anything, in that time */
};

/* From where an expression or a text looks at the answers. */
typedef struct {
  PassantGuide      *guide;
  PassantTouchpoint *touchpoint; /* or NULL: from nowhere */
  guint              round;
  PassantChoice     *choice;     /* that a filter is looking at, or NULL */
} PassantView;

PassantView      passant_view_new            (PassantGuide    *guide,
                                              PassantQuestion *around);
/* The answer that @id stands for as seen from there, and its question; NULL when there is none. */
const char      *passant_view_find           (PassantView      *self,
                                              const char       *id,
                                              guint             round,
                                              PassantQuestion **question);
gboolean         passant_view_test           (PassantView       *self,
                                              PassantExpression *expression,
                                              const char        *self_value,
                                              gint64             local_ms);
char            *passant_view_evaluate       (PassantView       *self,
                                              PassantExpression *expression)
G_GNUC_WARN_UNUSED_RESULT;

/* How many questions each round of @touchpoint has. */
guint            passant_touchpoint_count_each  (PassantTouchpoint *touchpoint);
/* The @index-th of them in @round: 1, 2, … */
PassantQuestion *passant_touchpoint_get_in_round (PassantTouchpoint *touchpoint,
                                                  guint              index,
                                                  guint              round);

/* Settles all steps, from the first question to the last. */
void             passant_guide_settle        (PassantGuide *self,
                                              PassantVisit *visit);
/* Whether @question may be answered with @value now, said at @local_ms. */
PassantReason    passant_guide_judge         (PassantGuide    *self,
                                              PassantQuestion *question,
                                              const char      *value,
                                              gint64           local_ms);

G_END_DECLS
