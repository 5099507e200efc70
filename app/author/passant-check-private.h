/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <yyjson.h>

#include "passant-check.h"

G_BEGIN_DECLS

/* Runs of expressions that one question, and all of a script, may cost. Whoever needs more is left in peace. */
#define PASSANT_CHECK_RUNS_MAX 200000
#define PASSANT_CHECK_RUNS_OF_SCRIPT_MAX 500000

/**
 * PassantCheckWords:
 *
 * What the words of one expression show of how it uses each question. A question that is compared with literals only
 * tells the expression no more than on which side of each it lies; then a few values stand for all.
 */
typedef struct {
  gboolean    is_opaque;     /* looks at the clock, or at more than one round: no assignment of answers settles it */
  gboolean    knows_nothing; /* speaks of an empty answer on purpose */
  GHashTable *literals;      /* question id → GPtrArray of what it is compared with */
  GHashTable *loose;         /* ids of questions that are used in any other way */
} PassantCheckWords;

/* @own: the question that '.' is, or NULL; @columns_of: the question whose choices a filter looks at, or NULL. */
PassantCheckWords *passant_check_words_new  (const char      *text,
                                             PassantQuestion *own,
                                             PassantQuestion *columns_of) G_GNUC_WARN_UNUSED_RESULT;
void               passant_check_words_free (PassantCheckWords *self);
/* What @question is compared with; NULL: nothing. */
GPtrArray         *passant_check_words_get  (PassantCheckWords *self,
                                             const char        *question);

/* What is shared while one script is looked at. */
typedef struct {
  PassantScript *script;
  GPtrArray     *problems;
  yyjson_doc    *document;
  char         **paths;           /* of questions, by index; NULL for those the compiler made, and of later rounds */
  char         **touchpoint_paths;
  GHashTable    *words;           /* PassantExpression → PassantCheckWords */
  gboolean      *is_unreachable;  /* questions, by index */
  guint          runs;            /* of expressions, so far */
} PassantCheck;

/* The words of @expression, or NULL when it is not written in the file. */
PassantCheckWords *passant_check_get_words (PassantCheck      *self,
                                            PassantExpression *expression);
/* Adds a warning at @path, and @key below it unless NULL. */
void               passant_check_warn      (PassantCheck *self,
                                            const char   *path,
                                            const char   *key,
                                            const char   *code,
                                            char         *message, /* (transfer full) */
                                            const char   *fix);

/* Whether a few values stand for all answers to @question, however it is used. */
gboolean   passant_check_is_countable (PassantQuestion *question);
/* Allowed answers to @question that stand for all when it is countable, or compared with @literals only; those that are
 * named first. NULL when there are too many to stand for. */
GPtrArray *passant_check_list_values  (PassantQuestion *question,
                                       GPtrArray       *literals) G_GNUC_WARN_UNUSED_RESULT;

/**
 * PassantCheckSearch:
 *
 * Looks for answers under which something holds: one after another gives all questions that matter each value that
 * matters, as the guide would let them be given. What it does not find is not there, unless it ran out of runs.
 */
typedef struct _PassantCheckSearch PassantCheckSearch;

/* What a search for one question looks for, and has found. */
typedef enum {
  PASSANT_FIND_SHOWN = 1 << 0,   /* it is relevant, and its touchpoint */
  PASSANT_FIND_ALLOWED = 1 << 1, /* an answer that its constraint allows */
  PASSANT_FIND_OFFERED = 1 << 2, /* every choice is on offer at one time or another */
  PASSANT_FIND_BEST = 1 << 3,    /* an answer that earns all its points */
} PassantFind;

PassantCheckSearch *passant_check_search_new     (PassantCheck      *check,
                                                  PassantTouchpoint *around)
G_GNUC_WARN_UNUSED_RESULT;
void                passant_check_search_free    (PassantCheckSearch *self);
/* Wants @touchpoint gone through. FALSE, and left out, when no few answers stand for all those that decide on it. */
gboolean            passant_check_search_enter   (PassantCheckSearch *self,
                                                  PassantTouchpoint  *touchpoint);
/* Which of @wanted can be looked for. */
PassantFind         passant_check_search_aim     (PassantCheckSearch *self,
                                                  PassantQuestion    *question,
                                                  PassantFind         wanted);
/* Whether it came to an end. Without an aim @found is SHOWN when all that was entered can be, in one visit. */
gboolean            passant_check_search_run     (PassantCheckSearch *self,
                                                  PassantFind        *found);
/* Whether @choice of the aim was on offer; after the run. */
gboolean            passant_check_search_offered (PassantCheckSearch *self,
                                                  guint               choice);

/* Where @choice of @question stands. */
char      *passant_check_dup_choice   (PassantCheck    *self,
                                       PassantQuestion *question,
                                       guint            choice) G_GNUC_WARN_UNUSED_RESULT;
/* unreachable-question, unreachable-touchpoint, unsatisfiable-constraint, dead-filter, score-over-maximum. */
void       passant_check_reach        (PassantCheck *self);
/* journey-too-long. */
void       passant_check_length       (PassantCheck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantCheckWords, passant_check_words_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantCheckSearch, passant_check_search_free)

G_END_DECLS
