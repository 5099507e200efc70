/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "passant-job.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_OFFER_CARD (passant_offer_card_get_type ())

G_DECLARE_FINAL_TYPE (PassantOfferCard, passant_offer_card, PASSANT, OFFER_CARD, GtkBox)

GtkWidget *passant_offer_card_new (PassantJob *job,
                                   const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
