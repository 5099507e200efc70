/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-notebook.h"
#include "passant-window.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_ATTENDANT (passant_attendant_get_type ())

G_DECLARE_FINAL_TYPE (PassantAttendant, passant_attendant, PASSANT, ATTENDANT, GObject)

PassantAttendant *passant_attendant_new    (PassantWindow   *window,
                                            PassantNotebook *notebook) G_GNUC_WARN_UNUSED_RESULT;
void              passant_attendant_follow (PassantAttendant *self,
                                            PassantSession   *session);
void              passant_attendant_look   (PassantAttendant *self);

G_END_DECLS
