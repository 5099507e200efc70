/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-notebook.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_WELCOME_PAGE (passant_welcome_page_get_type ())

G_DECLARE_FINAL_TYPE (PassantWelcomePage, passant_welcome_page, PASSANT, WELCOME_PAGE,
                      AdwNavigationPage)

AdwNavigationPage *passant_welcome_page_new       (PassantNotebook *
                                                   notebook) G_GNUC_WARN_UNUSED_RESULT;
AdwNavigationPage *passant_welcome_page_new_again (PassantNotebook *notebook,
                                                   const char      *link) G_GNUC_WARN_UNUSED_RESULT;
void               passant_welcome_page_fill      (PassantWelcomePage *self,
                                                   const char         *link);
void               passant_welcome_page_enrol     (PassantWelcomePage *self,
                                                   const char         *link);

G_END_DECLS
