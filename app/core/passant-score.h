/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-guide.h"

G_BEGIN_DECLS

/* An exact fraction in lowest terms, den > 0. 0/0 means "nothing to score". */
typedef struct {
  gint64 num;
  gint64 den;
} PassantRatio;

PassantRatio passant_ratio_new        (gint64 num,
                                       gint64 den);
PassantRatio passant_ratio_add        (PassantRatio a,
                                       PassantRatio b);
PassantRatio passant_ratio_multiply   (PassantRatio a,
                                       PassantRatio b);
gboolean     passant_ratio_is_nothing (PassantRatio self);
/* Percent with one decimal, rounded half up, '.' as separator: "83.3"; "" for nothing. */
char        *passant_ratio_to_percent (PassantRatio self) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  PassantQuestion *question;
  PassantRatio     points; /* what was earned … */
  PassantRatio     most;   /* … of what could be, both already times the weight */
} PassantScoreRow;

/**
 * PassantScore:
 *
 * The score of one visit, exact. A question scores when it is relevant, answered (not N/A), has a weight > 0 and a pillar,
 * and its answer has points:
 *   yes_no, choice: the choice's points of the highest choice's (yes 1, no 0 when the script says nothing);
 *   choices: the sum of the chosen ones' points of the sum of all;
 *   scale: (value − min) / (max − min), reversed: (max − value) / (max − min).
 * That is a share of 0 … 1, so a question counts for its weight whatever numbers its points are written in.
 * Of a repeated touchpoint the rounds in which a question scores share its weight evenly. What the compiler makes beside a
 * question (its "other", "comment" …) and what the guide works out (calculate) never score.
 * A pillar is Σ weight·points / Σ weight·most over its rows. Recipe 1.
 */
typedef struct _PassantScore PassantScore;

#define PASSANT_SCORE_RECIPE 1

/* The points that the share of @self is counted in: of the highest choice, of all choices together, or from a scale's one
 * end to the other; 0 for what cannot score. */
int           passant_question_get_points_most (PassantQuestion *self);

PassantScore *passant_score_new            (PassantScript *script,
                                            PassantVisit  *visit) G_GNUC_WARN_UNUSED_RESULT;
void          passant_score_free           (PassantScore *self);
GPtrArray    *passant_score_get_rows       (PassantScore *self); /* PassantScoreRow in script order; borrowed */
/* %PASSANT_PILLAR_NONE: all pillars together. */
PassantRatio  passant_score_get_pillar     (PassantScore *self,
                                            PassantPillar pillar);
PassantRatio  passant_score_get_touchpoint (PassantScore      *self,
                                            PassantTouchpoint *touchpoint);
/* Bottom-up gate of the 3E pyramid: ease has a headline only when effectiveness reaches 60 %, emotion only when ease
 * does too. */
gboolean      passant_score_has_headline   (PassantScore *self,
                                            PassantPillar pillar);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantScore, passant_score_free)

G_END_DECLS
