/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-notebook.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_VISIT_PAGE (passant_visit_page_get_type ())

G_DECLARE_FINAL_TYPE (PassantVisitPage, passant_visit_page, PASSANT, VISIT_PAGE, AdwNavigationPage)

AdwNavigationPage *passant_visit_page_new              (PassantNotebook *notebook,
                                                        PassantSession  *session)
G_GNUC_WARN_UNUSED_RESULT;
PassantTouchpoint *passant_visit_page_get_touchpoint   (PassantVisitPage *self);
void               passant_visit_page_keep_version   (PassantVisitPage *self);
void               passant_visit_page_go               (PassantVisitPage  *self,
                                                        PassantTouchpoint *touchpoint);
void               passant_visit_page_start_afresh     (PassantVisitPage *self);
gboolean           passant_visit_page_step             (PassantVisitPage *self,
                                                        int               direction);
void               passant_visit_page_point_at         (PassantVisitPage *self,
                                                        const PassantGap *gap);
void               passant_visit_page_toggle_journey   (PassantVisitPage *self);
void               passant_visit_page_flush            (PassantVisitPage *self);
void               passant_visit_page_show_language    (PassantVisitPage *self);
void               passant_visit_page_dismiss_toasts   (PassantVisitPage *self);

G_END_DECLS
