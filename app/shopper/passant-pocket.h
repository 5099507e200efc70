/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-worker.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_POCKET (passant_pocket_get_type ())

G_DECLARE_FINAL_TYPE (PassantPocket, passant_pocket, PASSANT, POCKET, GObject)

/* What lies in @folder under @name. */
PassantPocket *passant_pocket_new (const char    *folder,
                                   const char    *name,
                                   gboolean is_light,
                                   PassantWorker *worker) G_GNUC_WARN_UNUSED_RESULT;
/* The keys of @group; empty when there are none. */
GStrv          passant_pocket_list (PassantPocket *self,
                                    const char    *group) G_GNUC_WARN_UNUSED_RESULT;
char          *passant_pocket_dup (PassantPocket *self,
                                   const char    *group,
                                   const char    *key) G_GNUC_WARN_UNUSED_RESULT;
void           passant_pocket_put (PassantPocket *self,
                                   const char    *group,
                                   const char    *key,
                                   const char    *value);
gboolean       passant_pocket_has_sign (PassantPocket *self,
                                        const char    *name);
void           passant_pocket_set_sign (PassantPocket *self,
                                        const char    *name,
                                        gboolean       is_up);

G_END_DECLS
