/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-locator.h"

/* A build without libportal: no place is ever found. */
struct _PassantLocator {
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PassantLocator, passant_locator, G_TYPE_OBJECT)

static void
passant_locator_class_init (PassantLocatorClass *klass)
{
  g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 4, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_INT64);
}

static void
passant_locator_init (PassantLocator *self)
{
}

PassantLocator *
passant_locator_new (PassantClock *clock)
{
  return g_object_new (PASSANT_TYPE_LOCATOR, NULL);
}

void
passant_locator_find (PassantLocator *self)
{
}

void
passant_locator_stop (PassantLocator *self)
{
}
