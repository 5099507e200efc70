/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "passant-store.h"

G_BEGIN_DECLS

#define PASSANT_TYPE_PARCEL (passant_parcel_get_type ())

G_DECLARE_FINAL_TYPE (PassantParcel, passant_parcel, PASSANT, PARCEL, GObject)

PassantParcel         *passant_parcel_new     (PassantVisitRow *row);
const PassantVisitRow *passant_parcel_get_row (PassantParcel *self);

G_END_DECLS
