/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-script.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_QUIZ_CARD (passant_quiz_card_get_type ())

G_DECLARE_FINAL_TYPE (PassantQuizCard, passant_quiz_card, PASSANT, QUIZ_CARD, AdwBin)

GtkWidget       *passant_quiz_card_new         (PassantScript   *script,
                                                PassantQuizItem *item,
                                                const char      *language)
G_GNUC_WARN_UNUSED_RESULT;
PassantQuizItem *passant_quiz_card_get_item    (PassantQuizCard *self);
void             passant_quiz_card_show_choice (PassantQuizCard *self,
                                                const char      *choice);

G_END_DECLS
