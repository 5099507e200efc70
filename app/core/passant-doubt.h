/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-guide.h"

G_BEGIN_DECLS

/* What a reviewer would ask about a visit, one rule each. schemas/doubts.md says in prose when each of them holds. */
typedef enum {
  PASSANT_DOUBT_MISSING_STEP,
  PASSANT_DOUBT_MISSING_FEELING,
  PASSANT_DOUBT_MISSING_MARK,
  PASSANT_DOUBT_MISSING_EVIDENCE,
  PASSANT_DOUBT_SAME_EVIDENCE,
  PASSANT_DOUBT_ALIKE_EVIDENCE,
  PASSANT_DOUBT_BLURRED_EVIDENCE,
  PASSANT_DOUBT_RECEIPT_TIME,
  PASSANT_DOUBT_SPEEDING,
  PASSANT_DOUBT_HURRIED,
  PASSANT_DOUBT_OVER_WINDOW,
  PASSANT_DOUBT_STRAIGHT_LINE,
  PASSANT_DOUBT_CONTRADICTION,
  PASSANT_DOUBT_THIN_NARRATIVE,
  PASSANT_DOUBT_COPIED_TEXT,
} PassantDoubtKind;

#define PASSANT_DOUBT_KINDS (PASSANT_DOUBT_COPIED_TEXT + 1)

/* "missing_step" …: as facts and exports have it. */
const char *passant_doubt_kind_to_string (PassantDoubtKind kind);

/**
 * PassantDoubt:
 *
 * One thing to look at again before handing in. Never a block: it can be answered with a reason (visit.explained), which
 * then stands beside it.
 */
typedef struct {
  PassantDoubtKind   kind;
  PassantTouchpoint *touchpoint;  /* where; NULL: the whole visit */
  PassantQuestion   *question;    /* or NULL: the whole touchpoint */
  PassantQuestion   *twin;        /* where else the same stands in this visit, or NULL */
  char              *visit;       /* or in which earlier visit, or NULL */
  gint64             found, from, until; /* the rule's figures: see passant_doubt_dup_words() */
  const char        *explanation; /* in the guest's words, or NULL; lives as long as the visit */
} PassantDoubt;

/* What the same guest handed in before, in an earlier visit of the same study: a long text, a file's
 * sha256, or a photo's look. */
typedef struct {
  char    *visit;
  char    *value;

  GArray  *pieces; /* of the text, for the rules; NULL: not long enough, or not looked at */
  gboolean is_cut;
} PassantEarlier;

PassantEarlier *passant_earlier_new  (const char *visit,
                                      const char *value) G_GNUC_WARN_UNUSED_RESULT;
void            passant_earlier_free (PassantEarlier *self);

/**
 * passant_doubts_list:
 * @guide: of @script and @visit
 * @earlier: (nullable): PassantEarlier, as passant_store_list_earlier() has them; NULL: not looked at
 *
 * What a reviewer would ask, in the order of the script, what concerns the whole visit last. A pure function of its
 * arguments, without a clock: handheld, desk and hub find the same. The visit must outlive the list.
 *
 * Returns: PassantDoubt
 */
GPtrArray *passant_doubts_list     (PassantScript *script,
                                    PassantVisit  *visit,
                                    PassantGuide  *guide,
                                    GPtrArray     *earlier) G_GNUC_WARN_UNUSED_RESULT;
/* How many of @doubts (PassantDoubt) have no explanation. */
guint      passant_doubts_count_open (GPtrArray *doubts);
/* What is doubtful, as a sentence or two in the language of the screen; what it names of the script is in @language. */
char      *passant_doubt_dup_words (const PassantDoubt *self,
                                    PassantGuide       *guide,
                                    const char         *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
