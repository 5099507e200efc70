/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-fact.h"

G_BEGIN_DECLS

/**
 * PassantSample:
 *
 * Says things at random, the way guests and coordinators might, and sometimes the way they should not: about few
 * subjects, so that what is said meets. The same seed says the same.
 */
typedef struct _PassantSample PassantSample;

PassantSample *passant_sample_new        (guint32 seed) G_GNUC_WARN_UNUSED_RESULT;
void           passant_sample_free       (PassantSample *self);
GRand         *passant_sample_get_rand   (PassantSample *self);
/* A small script that compiles and scores. */
const char    *passant_sample_get_script (void);
/* Its next version: another weight, a question less, a shorter scale. */
const char    *passant_sample_get_second_script (void);
/* The next thing to say. */
PassantDraft  *passant_sample_next       (PassantSample *self) G_GNUC_WARN_UNUSED_RESULT;
/* @n facts of a device of its own, chained (PassantFact), its clock now and then set wrong. */
GPtrArray     *passant_sample_play       (PassantSample *self,
                                          const char    *device,
                                          guint          n) G_GNUC_WARN_UNUSED_RESULT;
/* The seed to use: PASSANT_TEST_SEED, or @otherwise. @is_given tells which. */
guint32        passant_sample_pick_seed  (guint32   otherwise,
                                          gboolean *is_given);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantSample, passant_sample_free)

G_END_DECLS
