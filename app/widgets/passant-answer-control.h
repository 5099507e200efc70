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
 * field, and on flush. While the guest is typing, an older value that comes back from the store never overwrites what
 * stands on the screen.
 *
 * Signals:
 * - said (value: utf8 or NULL)
 */
struct _PassantAnswerControlClass {
  AdwBinClass parent_class;

  /* Shows @value (NULL: nothing) and emits nothing. */
  void        (*show_value) (PassantAnswerControl *self,
                             const char           *value);
};

/* The control for @question's type; NULL for a note. */
GtkWidget       *passant_answer_control_new          (PassantQuestion *question,
                                                      const char      *language,
                                                      PassantClock    *clock)
G_GNUC_WARN_UNUSED_RESULT;

PassantQuestion *passant_answer_control_get_question (PassantAnswerControl *self);
const char      *passant_answer_control_get_language (PassantAnswerControl *self);
PassantClock    *passant_answer_control_get_clock    (PassantAnswerControl *self);

void             passant_answer_control_show         (PassantAnswerControl *self,
                                                      const char           *value);
/* Says at once what was typed and not yet said. */
void             passant_answer_control_flush        (PassantAnswerControl *self);
/* Says what was typed and not yet said, then shows nothing: the guest chose to leave it empty. */
void             passant_answer_control_empty        (PassantAnswerControl *self);
/* What a screen reader dwells on while answering: the field to type into, else the control as a whole. */
GtkWidget       *passant_answer_control_get_field    (PassantAnswerControl *self);

/* For subclasses. */
void             passant_answer_control_set_field    (PassantAnswerControl *self,
                                                      GtkWidget            *field);
void             passant_answer_control_say          (PassantAnswerControl *self,
                                                      const char           *value);
void             passant_answer_control_say_soon     (PassantAnswerControl *self,
                                                      const char           *value);

G_END_DECLS
