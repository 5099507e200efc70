/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_PROOF_BOX (passant_proof_box_get_type ())

G_DECLARE_FINAL_TYPE (PassantProofBox, passant_proof_box, PASSANT, PROOF_BOX, AdwBin)

GtkWidget *passant_proof_box_new         (void) G_GNUC_WARN_UNUSED_RESULT;
/* The visit that ends, once it was opened. @with_all: also photos that were taken before belong here. */
void       passant_proof_box_set_session (PassantProofBox *self,
                                          PassantSession  *session,
                                          gboolean         with_all);
/* By sha256. */
GStrv      passant_proof_box_list        (PassantProofBox *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
