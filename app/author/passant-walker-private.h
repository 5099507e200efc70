/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-walker.h"

#include "passant-sample-file.h"

G_BEGIN_DECLS

struct _PassantWalker {
  PassantScript     *script;
  GRand             *rand;
  PassantSampleFile *photo, *audio;
  gint64             noted_ms;
};

/* TRUE @percent times out of a hundred. */
gboolean   passant_walker_is_lucky        (PassantWalker *self,
                                           int            percent);
/* @min … @max, both included. */
int        passant_walker_draw            (PassantWalker *self,
                                           int            min,
                                           int            max);
gpointer   passant_walker_draw_one        (PassantWalker *self,
                                           GPtrArray     *array);
/* "Sample" in the script's first language. */
const char *passant_walker_get_word       (PassantWalker *self);
/* Values (text) that the type of @question and the numbers and texts in its constraint suggest, allowed or not. */
GPtrArray *passant_walker_list_candidates (PassantWalker   *self,
                                           PassantGuide    *guide,
                                           PassantQuestion *question) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
