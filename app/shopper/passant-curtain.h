/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-pocket.h"
#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_CURTAIN (passant_curtain_get_type ())

G_DECLARE_FINAL_TYPE (PassantCurtain, passant_curtain, PASSANT, CURTAIN, GObject)

PassantCurtain *passant_curtain_new       (GtkApplicationWindow *window,
                                           PassantPocket        *pocket) G_GNUC_WARN_UNUSED_RESULT;
gboolean        passant_curtain_was_drawn (PassantCurtain *self);
gboolean        passant_curtain_is_drawn  (PassantCurtain *self);
void            passant_curtain_draw      (PassantCurtain *self,
                                           PassantSession *session,
                                           const char     *language);
void            passant_curtain_open      (PassantCurtain *self);
void            passant_curtain_allocate  (PassantCurtain *self,
                                           int             width,
                                           int             height);
void            passant_curtain_leave     (PassantCurtain *self);

G_END_DECLS
