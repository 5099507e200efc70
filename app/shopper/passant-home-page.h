/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-notebook.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_HOME_PAGE (passant_home_page_get_type ())

G_DECLARE_FINAL_TYPE (PassantHomePage, passant_home_page, PASSANT, HOME_PAGE, AdwNavigationPage)

AdwNavigationPage *passant_home_page_new (PassantNotebook *notebook) G_GNUC_WARN_UNUSED_RESULT;

void               passant_home_page_search (PassantHomePage *self);

G_END_DECLS
