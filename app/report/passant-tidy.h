/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"
#include "passant-visit.h"

G_BEGIN_DECLS

typedef enum {
  PASSANT_TIDY_TEXT,   /* may hold anything: even an id comes from somebody else's device */
  PASSANT_TIDY_NUMBER, /* whole or decimal, '.' as separator */
  PASSANT_TIDY_BOOL,   /* "true" or "false" */
} PassantTidyKind;

typedef struct {
  const char     *name;
  PassantTidyKind kind;
} PassantTidyColumn;

/* Ends with a NULL name. New columns are only ever added at the end. */
const PassantTidyColumn *passant_tidy_columns   (void);
guint                    passant_tidy_n_columns (void);

/**
 * passant_tidy_collect:
 * @language: of the labels
 *
 * One visit as tidy rows: one row per question that was answered or should have been, per feeling, per mark of a phase,
 * per moment outside the script and per touchpoint that was skipped, in script order, moments last; of a visit that was
 * broken off one more, "broken_off", with the reason as its value and the guest's words as its comment. Each row is an
 * array of as many texts as there are columns; NULL where a column does not apply. Rows of a question that was relevant
 * but not answered have no value.
 *
 * Returns: (element-type GStrv): the rows
 */
GPtrArray *passant_tidy_collect (PassantScript *script,
                                 PassantVisit  *visit,
                                 const char    *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
