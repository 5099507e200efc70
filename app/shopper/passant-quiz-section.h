/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-notebook.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_QUIZ_SECTION (passant_quiz_section_get_type ())

G_DECLARE_FINAL_TYPE (PassantQuizSection, passant_quiz_section, PASSANT, QUIZ_SECTION, AdwBin)

void     passant_quiz_section_show      (PassantQuizSection *self,
                                         PassantNotebook    *notebook,
                                         PassantJob         *job,
                                         PassantScript      *script);
gboolean passant_quiz_section_is_passed (PassantQuizSection *self);
void     passant_quiz_section_start     (PassantQuizSection *self);

G_END_DECLS
