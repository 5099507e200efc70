/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-pocket.h"
#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_QUESTION_LIST (passant_question_list_get_type ())

G_DECLARE_FINAL_TYPE (PassantQuestionList, passant_question_list, PASSANT, QUESTION_LIST, AdwBin)

/* @touchpoint is one of the session's script. */
GtkWidget *passant_question_list_new       (PassantSession    *session,
                                            PassantPocket     *pocket,
                                            PassantTouchpoint *touchpoint,
                                            const char        *language) G_GNUC_WARN_UNUSED_RESULT;
/* Makes up to @n_cards more of the cards, in script order. Returns: how many it made, 0 when all are there. */
guint      passant_question_list_arrive    (PassantQuestionList *self,
                                            guint                n_cards);
/* Shows what is kept now. */
void       passant_question_list_update    (PassantQuestionList *self);
/* Says at once what was typed and not yet said. */
void       passant_question_list_flush     (PassantQuestionList *self);
/* The first card that wants an answer, or NULL. */
GtkWidget *passant_question_list_find_open (PassantQuestionList *self);
/* Draws the eye to @question's card, which is returned, and to no other; NULL when it has none. */
GtkWidget *passant_question_list_point_at  (PassantQuestionList *self,
                                            PassantQuestion     *question);

G_END_DECLS
