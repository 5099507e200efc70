/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_MARK_DIALOG (passant_mark_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PassantMarkDialog, passant_mark_dialog, PASSANT, MARK_DIALOG, AdwDialog)

AdwDialog *passant_mark_dialog_new (const char *channel) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
