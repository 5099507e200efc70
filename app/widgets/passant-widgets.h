/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-affect-grid.h"
#include "passant-affect-words.h"
#include "passant-ago-picker.h"
#include "passant-face.h"
#include "passant-journey-strip.h"
#include "passant-markdown.h"
#include "passant-question-card.h"
#include "passant-scanner.h"
#include "passant-sync-light.h"

G_BEGIN_DECLS

/**
 * passant_widgets_init:
 *
 * Call once after adw_init() (an AdwApplication: in its startup), with a display. Registers the types for Blueprint and
 * adds the widgets' style to the default display. A second call does nothing.
 */
void passant_widgets_init (void);

G_END_DECLS
