/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-notebook.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_PAY_PAGE (passant_pay_page_get_type ())

G_DECLARE_FINAL_TYPE (PassantPayPage, passant_pay_page, PASSANT, PAY_PAGE, AdwNavigationPage)

AdwNavigationPage *passant_pay_page_new (PassantNotebook *notebook) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
