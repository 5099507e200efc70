/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "passant-job.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_CONTINUE_CARD (passant_continue_card_get_type ())

G_DECLARE_FINAL_TYPE (PassantContinueCard, passant_continue_card, PASSANT, CONTINUE_CARD, GtkButton)

GtkWidget *passant_continue_card_new (PassantStore *store,
                                      PassantJob   *job) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
