/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-doubt.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_DOUBT_CARD (passant_doubt_card_get_type ())

G_DECLARE_FINAL_TYPE (PassantDoubtCard, passant_doubt_card, PASSANT, DOUBT_CARD, AdwBin)

GtkWidget *passant_doubt_card_new (const PassantDoubt *doubt,
                                   PassantGuide       *guide,
                                   const char         *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
