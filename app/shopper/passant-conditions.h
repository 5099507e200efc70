/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-sync-runner.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_CONDITIONS (passant_conditions_get_type ())

G_DECLARE_FINAL_TYPE (PassantConditions, passant_conditions, PASSANT, CONDITIONS, GObject)

PassantConditions *passant_conditions_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void               passant_conditions_find_out   (PassantConditions *self);
PassantThrift      passant_conditions_get_thrift (PassantConditions *self);

G_END_DECLS
