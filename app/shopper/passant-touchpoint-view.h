/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-pocket.h"
#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_TOUCHPOINT_VIEW (passant_touchpoint_view_get_type ())

G_DECLARE_FINAL_TYPE (PassantTouchpointView, passant_touchpoint_view, PASSANT, TOUCHPOINT_VIEW,
                      AdwBin)

GtkWidget         *passant_touchpoint_view_new            (PassantSession    *session,
                                                           PassantPocket     *pocket,
                                                           PassantTouchpoint *touchpoint,
                                                           const char        *language)
G_GNUC_WARN_UNUSED_RESULT;
PassantTouchpoint *passant_touchpoint_view_get_touchpoint (PassantTouchpointView *self);
void               passant_touchpoint_view_flush          (PassantTouchpointView *self);
void               passant_touchpoint_view_point_at       (PassantTouchpointView *self,
                                                           PassantQuestion       *question);
gboolean           passant_touchpoint_view_start     (PassantTouchpointView *self);
gboolean           passant_touchpoint_view_point_at_mark (PassantTouchpointView *self);
gboolean           passant_touchpoint_view_point_at_feeling (PassantTouchpointView *self);

G_END_DECLS
