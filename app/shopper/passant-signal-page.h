/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_SIGNAL_PAGE (passant_signal_page_get_type ())

G_DECLARE_FINAL_TYPE (PassantSignalPage, passant_signal_page, PASSANT, SIGNAL_PAGE,
                      AdwNavigationPage)

AdwNavigationPage *passant_signal_page_new (PassantSession *session,
                                            gint64 pace_ms,
                                            const char     *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
