/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "passant-clock.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_LOCATOR (passant_locator_get_type ())

/**
 * PassantLocator:
 *
 * Finds out once where the device is, when asked: `found` (latitude, longitude in degrees, accuracy in metres, age in
 * milliseconds) follows within half a minute, or nothing does. Never listens in between. The system asks the guest for
 * leave; whoever says no is not asked again while the program runs. Without a location portal nothing is ever found.
 */
G_DECLARE_FINAL_TYPE (PassantLocator, passant_locator, PASSANT, LOCATOR, GObject)

PassantLocator *passant_locator_new  (PassantClock *clock) G_GNUC_WARN_UNUSED_RESULT;
void            passant_locator_find (PassantLocator *self);
void            passant_locator_stop (PassantLocator *self);

G_END_DECLS
