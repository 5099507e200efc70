/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-script.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_RULES_BOX (passant_rules_box_get_type ())

G_DECLARE_FINAL_TYPE (PassantRulesBox, passant_rules_box, PASSANT, RULES_BOX, AdwBin)

GtkWidget *passant_rules_box_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void       passant_rules_box_show (PassantRulesBox *self,
                                   GPtrArray       *dos,
                                   GPtrArray       *donts,
                                   const char      *language);

G_END_DECLS
