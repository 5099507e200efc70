/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "passant-pay.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_PAY_CARD (passant_pay_card_get_type ())

G_DECLARE_FINAL_TYPE (PassantPayCard, passant_pay_card, PASSANT, PAY_CARD, GtkBox)

GtkWidget *passant_pay_card_new (const PassantAssignment *assignment,
                                 const PassantPay        *pay,
                                 const char              *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
