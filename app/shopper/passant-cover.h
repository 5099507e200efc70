/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-shopping-list.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_COVER (passant_cover_get_type ())

G_DECLARE_FINAL_TYPE (PassantCover, passant_cover, PASSANT, COVER, AdwBin)

GtkWidget *passant_cover_new  (PassantShoppingList *list) G_GNUC_WARN_UNUSED_RESULT;
void       passant_cover_show (PassantCover *self);

G_END_DECLS
