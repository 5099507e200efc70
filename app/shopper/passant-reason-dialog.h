/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-clock.h"

G_BEGIN_DECLS

/* One reason to choose: what is stored, and what it reads as. */
typedef struct {
  const char *id;
  const char *label;
} PassantReason;

#define PASSANT_TYPE_REASON_DIALOG (passant_reason_dialog_get_type ())

G_DECLARE_FINAL_TYPE (PassantReasonDialog, passant_reason_dialog, PASSANT, REASON_DIALOG, AdwDialog)

AdwDialog *passant_reason_dialog_new         (const char          *title,
                                              const char          *explanation,
                                              const PassantReason *reasons,
                                              gsize n_reasons,
                                              const char          *confirm)
G_GNUC_WARN_UNUSED_RESULT;
void       passant_reason_dialog_set_proof   (PassantReasonDialog *self,
                                              GtkWidget           *proof);
void       passant_reason_dialog_ask_feeling (PassantReasonDialog *self,
                                              PassantClock        *clock);

G_END_DECLS
