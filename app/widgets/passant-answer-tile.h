/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_ANSWER_TILE (passant_answer_tile_get_type ())

typedef enum {
  PASSANT_TILE_ONE,    /* words behind a round mark: one of several */
  PASSANT_TILE_MANY,   /* words behind a square mark: any of several */
  PASSANT_TILE_NUMBER, /* a number alone */
} PassantTileLook;

/**
 * PassantAnswerTile:
 *
 * One answer to tap, at least 48 px in each direction, its label never cut short. Chosen ones differ by mark, ring and
 * weight, not by colour alone. Emits clicked once per tap, by hand or keyboard or assistive technology; setting it
 * active from code emits no clicked.
 */
G_DECLARE_FINAL_TYPE (PassantAnswerTile, passant_answer_tile, PASSANT, ANSWER_TILE, GtkToggleButton)

/* @key: the value it stands for. @name: what a screen reader says, NULL for @label. */
GtkWidget  *passant_answer_tile_new      (PassantTileLook look,
                                          const char     *key,
                                          const char     *label,
                                          const char     *name) G_GNUC_WARN_UNUSED_RESULT;
/* A face of @valence instead of a label. */
GtkWidget  *passant_answer_tile_new_face (int         valence,
                                          const char *key,
                                          const char *name) G_GNUC_WARN_UNUSED_RESULT;
const char *passant_answer_tile_get_key  (PassantAnswerTile *self);
/* Says something else from now on, to eyes and ears alike. Not for a face. */
void        passant_answer_tile_set_label (PassantAnswerTile *self,
                                           const char        *label);
/* Whether it may still be chosen. One that may not stays to be seen, and to be taken back. */
void        passant_answer_tile_set_offered (PassantAnswerTile *self,
                                             gboolean           offered);

G_END_DECLS
