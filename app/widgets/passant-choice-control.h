/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-answer-control.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_CHOICE_CONTROL (passant_choice_control_get_type ())

/**
 * PassantChoiceControl:
 *
 * Yes or no, one of several, any of several: a tile each, side by side where the words allow it. Tapping a chosen tile
 * clears it. An exclusive choice ("none of these") puts out the others, and they it. The keys 1 … 9 tap the tiles.
 */
G_DECLARE_FINAL_TYPE (PassantChoiceControl, passant_choice_control, PASSANT, CHOICE_CONTROL,
                      PassantAnswerControl)

G_END_DECLS
