/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "passant-notebook.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_VISIT_SWITCHER (passant_visit_switcher_get_type ())

G_DECLARE_FINAL_TYPE (PassantVisitSwitcher, passant_visit_switcher, PASSANT, VISIT_SWITCHER, AdwBin)

void passant_visit_switcher_update (PassantVisitSwitcher *self,
                                    PassantNotebook      *notebook,
                                    const char           *visit);

G_END_DECLS
