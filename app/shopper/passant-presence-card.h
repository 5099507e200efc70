/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "passant-session.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_PRESENCE_CARD (passant_presence_card_get_type ())

G_DECLARE_FINAL_TYPE (PassantPresenceCard, passant_presence_card, PASSANT, PRESENCE_CARD, GtkBox)

void passant_presence_card_show (PassantPresenceCard *self,
                                 PassantSession      *session);

G_END_DECLS
