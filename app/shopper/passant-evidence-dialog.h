/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_EVIDENCE_DIALOG (passant_evidence_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PassantEvidenceDialog, passant_evidence_dialog, PASSANT, EVIDENCE_DIALOG,
                      AdwDialog)

/* @here: the step that the guest is at. */
AdwDialog *passant_evidence_dialog_new (PassantSession    *session,
                                        PassantTouchpoint *here,
                                        const char        *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
