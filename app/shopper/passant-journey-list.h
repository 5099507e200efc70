/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_JOURNEY_LIST (passant_journey_list_get_type ())

G_DECLARE_FINAL_TYPE (PassantJourneyList, passant_journey_list, PASSANT, JOURNEY_LIST, AdwBin)

GtkWidget *passant_journey_list_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void       passant_journey_list_update (PassantJourneyList *self,
                                        PassantSession     *session,
                                        PassantTouchpoint  *current,
                                        const char         *language);

G_END_DECLS
