/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-parcel.h"

/**
 * PassantParcel:
 *
 * One visit on its way to the hub, as an item of the outbox. Immutable.
 */
struct _PassantParcel {
  GObject          parent_instance;

  PassantVisitRow *row;
};

G_DEFINE_FINAL_TYPE (PassantParcel, passant_parcel, G_TYPE_OBJECT)

static void
passant_parcel_finalize (GObject *object)
{
  PassantParcel *self = PASSANT_PARCEL (object);

  g_clear_pointer (&self->row, passant_visit_row_free);

  G_OBJECT_CLASS (passant_parcel_parent_class)->finalize (object);
}

static void
passant_parcel_class_init (PassantParcelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = passant_parcel_finalize;
}

static void
passant_parcel_init (PassantParcel *self)
{
}

/* @row is taken. */
PassantParcel *
passant_parcel_new (PassantVisitRow *row)
{
  PassantParcel *self = g_object_new (PASSANT_TYPE_PARCEL, NULL);

  self->row = row;

  return self;
}

const PassantVisitRow *
passant_parcel_get_row (PassantParcel *self)
{
  g_return_val_if_fail (PASSANT_IS_PARCEL (self), NULL);

  return self->row;
}
