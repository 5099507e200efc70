/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_ROUND_SECTION (passant_round_section_get_type ())

G_DECLARE_FINAL_TYPE (PassantRoundSection, passant_round_section, PASSANT, ROUND_SECTION, GtkBox)

GtkWidget *passant_round_section_new           (PassantSession    *session,
                                                PassantTouchpoint *touchpoint,
                                                guint round,
                                                const char        *language)
G_GNUC_WARN_UNUSED_RESULT;
guint      passant_round_section_get_round     (PassantRoundSection *self);
/* Whether the guest may take it away. */
void       passant_round_section_set_removable (PassantRoundSection *self,
                                                gboolean             removable);

G_END_DECLS
