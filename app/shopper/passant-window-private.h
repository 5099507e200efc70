/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-curtain.h"
#include "passant-home-page.h"
#include "passant-visit-page.h"
#include "passant-window.h"

G_BEGIN_DECLS

/* What the window's actions need of it. */

void              passant_window_add_actions    (PassantWindow *self);
void              passant_window_add_cover_actions (PassantWindow *self);
void              passant_window_add_feeling_actions (PassantWindow *self);
void              passant_window_add_job_actions (PassantWindow *self);
void              passant_window_add_evidence_actions (PassantWindow *self);
void              passant_window_update_evidence_actions (PassantWindow *self);
void              passant_window_add_device_actions (PassantWindow *self);
void              passant_window_update_actions (PassantWindow *self);
void              passant_window_add_review_actions (PassantWindow *self);
void              passant_window_update_review_actions (PassantWindow *self);

PassantNotebook  *passant_window_get_notebook   (PassantWindow *self);
PassantSession   *passant_window_get_session    (PassantWindow *self);
PassantVisitPage *passant_window_get_visit_page (PassantWindow *self);
PassantHomePage  *passant_window_get_home_page  (PassantWindow *self);
PassantJob       *passant_window_get_job        (PassantWindow *self);

PassantCurtain   *passant_window_get_curtain    (PassantWindow *self);

void              passant_window_cover          (PassantWindow *self);
void              passant_window_push           (PassantWindow     *self,
                                                 AdwNavigationPage *page);
void              passant_window_show_visit     (PassantWindow  *self,
                                                 PassantSession *session);
gboolean          passant_window_is_showing     (PassantWindow *self,
                                                 PassantVisit  *visit);
void              passant_window_show_version   (PassantWindow *self);
void              passant_window_add_end_actions (PassantWindow *self);
/* @session's visit could not be done, and that is kept. */
void              passant_window_tell_refused   (PassantWindow  *self,
                                                 PassantSession *session);
/* Opens a visit on @job and goes there; with @break_reason it ends in the same breath. */
void              passant_window_begin          (PassantWindow *self,
                                                 PassantJob    *job,
                                                 const char    *break_reason,
                                                 const char    *break_text);
void              passant_window_add_journey_actions (PassantWindow *self);
void              passant_window_update_journey_actions (PassantWindow *self);
void              passant_window_return_to_visit (PassantWindow *self);
void              passant_window_go_home        (PassantWindow *self);
void              passant_window_tell           (PassantWindow *self,
                                                 const char    *words,
                                                 const char    *button,
                                                 const char    *action,
                                                 GVariant      *target);

G_END_DECLS
