/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-pocket.h"
#include "passant-session.h"

G_BEGIN_DECLS

/* One line. @touchpoint: what ticking it marks a moment at, or NULL: the guest's own. */
typedef struct {
  char              *text;
  PassantTouchpoint *touchpoint;
  gboolean           is_ticked;
} PassantShoppingLine;

#define PASSANT_TYPE_SHOPPING_LIST (passant_shopping_list_get_type ())

G_DECLARE_FINAL_TYPE (PassantShoppingList, passant_shopping_list, PASSANT, SHOPPING_LIST, GObject)

PassantShoppingList *passant_shopping_list_new (PassantPocket *pocket) G_GNUC_WARN_UNUSED_RESULT;
void                 passant_shopping_list_fill       (PassantShoppingList *self,
                                                       PassantSession      *session,
                                                       const char          *language);
guint                passant_shopping_list_get_length (PassantShoppingList *self);
const PassantShoppingLine *passant_shopping_list_get_line (PassantShoppingList *self,
                                                           guint                index);
gboolean             passant_shopping_list_add        (PassantShoppingList *self,
                                                       const char          *text);
void                 passant_shopping_list_tick       (PassantShoppingList *self,
                                                       guint                index,
                                                       gboolean             is_ticked);
void                 passant_shopping_list_clear      (PassantShoppingList *self);

G_END_DECLS
