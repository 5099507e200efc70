/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_FEELING_DIALOG (passant_feeling_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PassantFeelingDialog, passant_feeling_dialog, PASSANT, FEELING_DIALOG,
                      AdwDialog)

AdwDialog *passant_feeling_dialog_new (PassantSession *session,
                                       const char     *moment,
                                       const char     *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
