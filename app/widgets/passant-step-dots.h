/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "passant-guide.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_STEP_DOTS (passant_step_dots_get_type ())

/**
 * PassantStepDots:
 *
 * A dot for each step, told apart by shape: done is full, open a ring, skipped a dash, wrong a square with a hole; the
 * current one is bigger. They draw closer together rather than ask for more room.
 */
G_DECLARE_FINAL_TYPE (PassantStepDots, passant_step_dots, PASSANT, STEP_DOTS, GtkWidget)

GtkWidget *passant_step_dots_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       passant_step_dots_clear (PassantStepDots *self);
void       passant_step_dots_add   (PassantStepDots *self,
                                    PassantStepState state,
                                    gboolean         is_current);

G_END_DECLS
