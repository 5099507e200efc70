/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-script.h"

G_BEGIN_DECLS

typedef enum {
  PASSANT_PLACE_KEY,
  PASSANT_PLACE_VALUE,
} PassantPlaceKind;

/**
 * PassantPlaces:
 *
 * Where in a file each value and each key stands, by JSON pointer. The first that is added under a path stays.
 */
typedef struct _PassantPlaces PassantPlaces;

PassantPlaces *passant_places_new     (void) G_GNUC_WARN_UNUSED_RESULT;
void           passant_places_free    (PassantPlaces *self);
/* FALSE when there is one already. */
gboolean       passant_places_add     (PassantPlaces   *self,
                                       PassantPlaceKind kind,
                                       const char      *path,
                                       int              line,
                                       int              column);
/* The same of a cell of a spreadsheet, whose rows are lines. */
void           passant_places_add_cell (PassantPlaces *self,
                                        const char    *path,
                                        const char    *sheet,
                                        int            row,
                                        int            column);
/* Gives @problem its line and column (and sheet), unless it has them: those of its value or, when it is about the key,
 * of that; for what is not there, of what it should be in. */
void           passant_places_locate  (PassantPlaces  *self,
                                       PassantProblem *problem);
/* Appends "/key" to a JSON pointer. */
void           passant_places_enter   (GString    *path,
                                       const char *key);
/* The 1-based line and column (in characters) of a byte of @text. */
void           passant_places_measure (const char *text,
                                       gsize       position,
                                       int        *line,
                                       int        *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantPlaces, passant_places_free)

G_END_DECLS
