/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-application.h"
#include "passant-notebook.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_WINDOW (passant_window_get_type ())

G_DECLARE_FINAL_TYPE (PassantWindow, passant_window, PASSANT, WINDOW, AdwApplicationWindow)

PassantWindow *passant_window_new          (PassantApplication *application,
                                            PassantNotebook    *notebook) G_GNUC_WARN_UNUSED_RESULT;
void           passant_window_show_failure (PassantWindow *self,
                                            const GError  *error,
                                            const char    *folder);
void           passant_window_enrol        (PassantWindow *self,
                                            const char    *link);
gboolean       passant_window_is_covered   (PassantWindow *self);

G_END_DECLS
