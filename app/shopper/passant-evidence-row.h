/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_EVIDENCE_ROW (passant_evidence_row_get_type ())

G_DECLARE_FINAL_TYPE (PassantEvidenceRow, passant_evidence_row, PASSANT, EVIDENCE_ROW, AdwBin)

/* @here: the step that the guest is at, offered first; NULL: none. */
GtkWidget *passant_evidence_row_new (PassantSession        *session,
                                     const PassantEvidence *evidence,
                                     PassantTouchpoint     *here,
                                     const char            *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
