/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-clock.h"
#include "passant-script.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_ANSWER_CONTROL (passant_answer_control_get_type ())

G_DECLARE_DERIVABLE_TYPE (PassantAnswerControl, passant_answer_control, PASSANT, ANSWER_CONTROL,
                          AdwBin)

/**
 * PassantAnswerControl:
 *
 * Where the guest says the answer to one question; one subclass per kind of answer. It shows a stored value without a
 * word, and says a new one once per committed tap, as the question's type writes it (passant-script.h), NULL when the
 * guest clears it.
 *
 * Typed answers are said with passant_answer_control_say_soon(): at most 300 ms after the last key, on leaving the
 * field, and on flush. While the guest is typing, nothing that is shown overwrites what stands on the screen; what was
 * said is the newest there is, and whoever shows a value shows no older one.
 *
 * Signals:
 * - said (value: utf8 or NULL)
 */
struct _PassantAnswerControlClass {
  AdwBinClass parent_class;

  /* Shows @value (NULL: nothing) and emits nothing. */
  void        (*show_value)     (PassantAnswerControl *self,
                                 const char           *value);
  /* Or NULL. Offers only these (PassantChoice; NULL: all). What is the answer stays on show all the same. */
  void        (*set_offered)    (PassantAnswerControl *self,
                                 GPtrArray            *offered);
  /* Or NULL. Tells controls inside this one what is asked. */
  void        (*set_text)       (PassantAnswerControl *self,
                                 const char           *text);
  /* Or NULL. Says at once what was typed into controls inside this one. */
  void        (*flush)          (PassantAnswerControl *self);
  /* Or NULL. What there still is to do for a whole answer, in words; NULL when it is whole or not begun. */
  char       *(*dup_unfinished) (PassantAnswerControl *self);
};

/* The control for @question's type; NULL for what is never answered. */
GtkWidget       *passant_answer_control_new          (PassantQuestion *question,
                                                      const char      *language,
                                                      PassantClock    *clock)
G_GNUC_WARN_UNUSED_RESULT;

PassantQuestion *passant_answer_control_get_question (PassantAnswerControl *self);
const char      *passant_answer_control_get_language (PassantAnswerControl *self);
PassantClock    *passant_answer_control_get_clock    (PassantAnswerControl *self);

void             passant_answer_control_show         (PassantAnswerControl *self,
                                                      const char           *value);
/* Tells a screen reader what is asked, when that is not the question's text as the script has it. */
void             passant_answer_control_set_text     (PassantAnswerControl *self,
                                                      const char           *text);
/* Choices: which may be chosen now (PassantChoice), NULL: all. */
void             passant_answer_control_set_offered  (PassantAnswerControl *self,
                                                      GPtrArray            *offered);
/* Half way through an answer of several taps: what there still is to do, in words; else NULL. */
char            *passant_answer_control_dup_unfinished (PassantAnswerControl *self)
G_GNUC_WARN_UNUSED_RESULT;
/* Says at once what was typed and not yet said. */
void             passant_answer_control_flush        (PassantAnswerControl *self);
/* Says what was typed and not yet said, then shows nothing: the guest chose to leave it empty. */
void             passant_answer_control_empty        (PassantAnswerControl *self);
/* What a screen reader dwells on while answering: the field to type into, else the control as a whole. */
GtkWidget       *passant_answer_control_get_field    (PassantAnswerControl *self);

/* For subclasses. */
void             passant_answer_control_set_field    (PassantAnswerControl *self,
                                                      GtkWidget            *field);
/* Names @widget for a screen reader by the question, and what it is in (or NULL): "What did it cost?, EUR". */
void             passant_answer_control_name         (PassantAnswerControl *self,
                                                      GtkWidget            *widget,
                                                      const char           *unit);
void             passant_answer_control_say          (PassantAnswerControl *self,
                                                      const char           *value);
void             passant_answer_control_say_soon     (PassantAnswerControl *self,
                                                      const char           *value);

G_END_DECLS
