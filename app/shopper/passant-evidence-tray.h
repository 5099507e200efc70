/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_EVIDENCE_TRAY (passant_evidence_tray_get_type ())

G_DECLARE_FINAL_TYPE (PassantEvidenceTray, passant_evidence_tray, PASSANT, EVIDENCE_TRAY, AdwBin)

GtkWidget *passant_evidence_tray_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void       passant_evidence_tray_update (PassantEvidenceTray *self,
                                         PassantSession      *session,
                                         PassantTouchpoint   *touchpoint,
                                         const char          *language);
void       passant_evidence_tray_flush  (PassantEvidenceTray *self);

G_END_DECLS
