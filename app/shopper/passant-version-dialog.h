/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-migration.h"
#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_VERSION_DIALOG (passant_version_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PassantVersionDialog, passant_version_dialog, PASSANT, VERSION_DIALOG,
                      AdwDialog)

AdwDialog        *passant_version_dialog_new           (PassantSession *session,
                                                        PassantScript  *script,
                                                        const char     *language)
G_GNUC_WARN_UNUSED_RESULT;
PassantMigration *passant_version_dialog_get_migration (PassantVersionDialog *self);

G_END_DECLS
