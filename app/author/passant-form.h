/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-form-sheet.h"
#include "passant-script.h"

G_BEGIN_DECLS

/**
 * PassantForm:
 *
 * A script set out as the sheets of an XLSForm: what passant_xlsform_to_json() reads back as the same script.
 */
typedef struct {
  PassantFormSheet *survey, *choices, *settings, *quiz; /* quiz: NULL when there is none */
} PassantForm;

/* %PASSANT_ERROR_INVALID when it has something that no cell can hold. */
PassantForm *passant_form_new  (PassantScript *script,
                                GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void         passant_form_free (PassantForm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PassantForm, passant_form_free)

G_END_DECLS
