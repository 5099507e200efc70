/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-notebook.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_ASSIGNMENT_PAGE (passant_assignment_page_get_type ())

G_DECLARE_FINAL_TYPE (PassantAssignmentPage, passant_assignment_page, PASSANT, ASSIGNMENT_PAGE,
                      AdwNavigationPage)

AdwNavigationPage *passant_assignment_page_new     (PassantNotebook *notebook,
                                                    PassantJob      *job)
G_GNUC_WARN_UNUSED_RESULT;
PassantJob        *passant_assignment_page_get_job (PassantAssignmentPage *self);

G_END_DECLS
