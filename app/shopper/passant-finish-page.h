/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_FINISH_PAGE (passant_finish_page_get_type ())

G_DECLARE_FINAL_TYPE (PassantFinishPage, passant_finish_page, PASSANT, FINISH_PAGE,
                      AdwNavigationPage)

AdwNavigationPage *passant_finish_page_new (PassantSession *session,
                                            const char     *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
