/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-clock.h"
#include "passant-guide.h"
#include "passant-script.h"
#include "passant-visit.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_QUESTION_CARD (passant_question_card_get_type ())

/**
 * PassantQuestionCard:
 *
 * One question of the script: its text, a hint, the control for its answer, "Not applicable" where the script allows it,
 * a soft line that says what is wrong or still needed, and a clock button to say that it happened earlier.
 *
 * The card keeps nothing: it shows what passant_question_card_set_answer() hands it and tells what the guest taps. An
 * answer that breaks the script is told like any other (saving never waits for validity); the line below says why.
 *
 * Signals:
 * - answered (value: utf8 or NULL, na: gboolean, shown_ms: gint64): once per committed tap; typed text at most 300 ms
 *   after the last key, on leaving the field, and on flush. NULL and FALSE together: the guest cleared the answer.
 * - back-dated (ago_ms: gint64): the guest says that the shown answer happened so long before now. Say the same answer
 *   again with that at_ms.
 * - file-chosen (file: GFile): photo questions. Keep the file as a blob, then say its sha256 as the answer.
 * - sourced (source: utf8): the guest says how they know the shown answer: "seen", "asked" or "recalled". Say the same
 *   answer again with it.
 * - timer-started, timer-discarded: duration questions. The stopwatch was started, or stopped to count for nothing; an
 *   answer stops it as well.
 */
G_DECLARE_FINAL_TYPE (PassantQuestionCard, passant_question_card, PASSANT, QUESTION_CARD, AdwBin)

/* @question's script must outlive the card. */
GtkWidget       *passant_question_card_new               (PassantQuestion *question,
                                                          const char      *language,
                                                          PassantClock    *
                                                          clock) G_GNUC_WARN_UNUSED_RESULT;

PassantQuestion *passant_question_card_get_question      (PassantQuestionCard *self);

/* Shows what is stored (@answer or NULL), without emitting anything. @message, in words, or NULL: why it is wrong. */
void             passant_question_card_set_answer        (PassantQuestionCard *self,
                                                          const PassantAnswer *answer,
                                                          PassantStepState     state,
                                                          const char          *message);
/* What is asked, when that is not the question's text as the script has it: with earlier answers in it. */
void             passant_question_card_set_texts         (PassantQuestionCard *self,
                                                          const char          *text,
                                                          const char          *hint);
/* Choices: which may be chosen now (PassantChoice), NULL: all. A stored answer stays on show whatever is offered. */
void             passant_question_card_set_offered       (PassantQuestionCard *self,
                                                          GPtrArray           *offered);
/* What the guest may take over with one tap as long as there is no answer (stored text), or NULL. */
void             passant_question_card_set_proposal      (PassantQuestionCard *self,
                                                          const char          *value);
/* Puts @made, the card of a question that the compiler made beside this one, into this card. */
void             passant_question_card_add_made          (PassantQuestionCard *self,
                                                          PassantQuestionCard *made);
/* Whether the line below says that an answer is needed as long as there is none. */
void             passant_question_card_set_required      (PassantQuestionCard *self,
                                                          gboolean             required);
/* Draws the eye to a card somebody was led to: "needs an answer" is then said in full contrast. */
void             passant_question_card_set_pointed_at    (PassantQuestionCard *self,
                                                          gboolean             pointed_at);
/* Photo questions: the file of the stored blob, or NULL. Shown as a thumbnail; a file that is not there says so. */
void             passant_question_card_set_blob_path     (PassantQuestionCard *self,
                                                          const char          *path);
/* Audio questions: where to record to, or NULL: recording is not offered. What was recorded is then told as file-chosen. */
void             passant_question_card_set_target        (PassantQuestionCard *self,
                                                          const char          *path);
/* Duration questions: how long the stopwatch has been running, −1 when it stands still. Emits nothing. */
void             passant_question_card_set_elapsed_ms    (PassantQuestionCard *self,
                                                          gint64               elapsed_ms);
/* What a reviewer says of this question, or NULL. */
void             passant_question_card_set_remark        (PassantQuestionCard *self,
                                                          const char          *remark);
/* Handed in, and not asked about: shown as it is, with nothing to tap. */
void             passant_question_card_set_locked        (PassantQuestionCard *self,
                                                          gboolean             is_locked);
/* Tells at once what was typed and not yet told. Call before leaving the page. */
void             passant_question_card_flush             (PassantQuestionCard *self);

G_END_DECLS
