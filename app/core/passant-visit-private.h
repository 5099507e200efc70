/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-visit.h"

G_BEGIN_DECLS

/**
 * PassantVisit:
 *
 * The facts are kept sorted, and what they mean is derived from them one after another. A fact that goes to the end (as
 * nearly all do) is folded in at once; one that belongs earlier makes the next question fold all of them again. What is
 * read from a visit lives until the next fact is applied; a visit is for one thread at a time.
 *
 * - The script it was last migrated to counts, whether or not the move is told before the opening.
 * - The newest answer to a question and the newest feeling at a touchpoint count; a visit that has ended, even one that
 *   is accepted, still takes facts in, for nothing that was captured is ever lost.
 * - Each visit.finished and visit.broken_off is one revision, and the newest one says how it ended.
 * - The newest review of the newest revision counts. Older ones do not, however late they come.
 * - An explanation stands as long as no newer one is given at the same place; an empty one takes it back.
 */
struct _PassantVisit {
  gatomicrefcount references;
  char           *id;

  GArray         *lines; /* of passant-visit.c */
  GHashTable     *hashes; /* of the facts taken in */
  gboolean        is_sorted; /* and folded */
  gboolean        is_settled; /* what depends on the last fact is worked out */

  char           *study, *assignment, *script, *location, *shopper, *place;
  char           *migrated; /* the script it goes on with, or NULL */
  gint64          opened_ms, noted_ms, handed_in_ms, ended_ms;
  gboolean        is_opened, is_sample, was_finished;
  int             utc_offset_min;
  int             revision;
  char           *break_reason, *break_text, *break_place;
  GStrv           break_evidence; /* or NULL */
  GHashTable     *answers; /* question → PassantAnswer */
  GHashTable     *felts; /* touchpoint or moment → PassantFelt */
  GHashTable     *phase_marks; /* phase → PassantPhaseMark */
  GHashTable     *skips; /* touchpoint → reason */
  GHashTable     *entered; /* touchpoints */
  GPtrArray      *entries, *moments, *evidence;
  GPtrArray      *timers; /* PassantTimer */
  GPtrArray      *explanations, *remarks;
  GPtrArray      *fixes;
  GPtrArray      *reviews; /* PassantFact */
  PassantFact    *review; /* the one that counts, or NULL; borrowed */
  GStrv           returned;
};

/* What facts mean, one kind each. */

/* Makes the containers, all empty. */
void          passant_visit_init         (PassantVisit *self);
/* Back to knowing nothing, ready to fold. */
void          passant_visit_forget       (PassantVisit *self);
/* Whether its kind is one that says something about a visit. */
gboolean      passant_visit_can_fold     (PassantFact *fact);
/* Takes in what @fact says after all that was folded in before. */
void          passant_visit_fold         (PassantVisit *self,
                                          PassantFact  *fact);

/* The strings of a JSON array; what is no string is left out, what is no array is empty. */
GStrv         passant_visit_read_strings (yyjson_val *array) G_GNUC_WARN_UNUSED_RESULT;

/* What the reviewer and the guest say to each other: in passant-visit-review.c. */
void                passant_visit_fold_explained   (PassantVisit *self,
                                                    PassantFact  *fact);
void                passant_visit_fold_remarked    (PassantVisit *self,
                                                    PassantFact  *fact);
PassantExplanation *passant_visit_find_explanation (PassantVisit *self,
                                                    const char   *doubt,
                                                    const char   *touchpoint,
                                                    const char   *question);
GPtrArray          *passant_visit_new_explanations (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray          *passant_visit_new_remarks      (void) G_GNUC_WARN_UNUSED_RESULT;
/* Where the guest was: in passant-visit-fixes.c. */
GPtrArray    *passant_visit_new_fixes    (void) G_GNUC_WARN_UNUSED_RESULT;
void          passant_visit_fold_located (PassantVisit *self,
                                          PassantFact  *fact);

/* What @self would be if nothing had ever been answered to @questions (NULL-terminated). */
PassantVisit *passant_visit_copy_without (PassantVisit       *self,
                                          const char * const *questions) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
