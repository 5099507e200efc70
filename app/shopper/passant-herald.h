/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-notebook.h"
#include "passant-window.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_HERALD (passant_herald_get_type ())

G_DECLARE_FINAL_TYPE (PassantHerald, passant_herald, PASSANT, HERALD, GObject)

PassantHerald *passant_herald_new  (PassantWindow   *window,
                                    PassantNotebook *notebook) G_GNUC_WARN_UNUSED_RESULT;
void           passant_herald_look (PassantHerald *self);

G_END_DECLS
