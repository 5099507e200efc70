/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PASSANT_TYPE_APPLICATION (passant_application_get_type ())

G_DECLARE_FINAL_TYPE (PassantApplication, passant_application, PASSANT, APPLICATION, AdwApplication)

PassantApplication *passant_application_new (const char *folder,
                                             gboolean stands_alone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
