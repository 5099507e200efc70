/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-locator.h"

#include <libportal/portal.h>

/* The first fix is often a guess by the nearest mast: a better one may follow within these. */
#define GOOD_ACCURACY_M 50
#define BETTER_DELAY_S 8
#define PATIENCE_S 30
#define AGE_S_MAX (24 * 60 * 60)

struct _PassantLocator {
  GObject       parent_instance;

  PassantClock *clock;
  XdpPortal    *portal;
  GCancellable *cancellable; /* of the asking under way */
  guint         timeout_id;
  gboolean      is_refused;
  gboolean      has_fix;
  double        latitude, longitude, accuracy_m;
  gint64        age_ms, heard_ms;
};

G_DEFINE_FINAL_TYPE (PassantLocator, passant_locator, G_TYPE_OBJECT)

typedef enum {
  FOUND,
} PassantLocatorSignals;

static guint signals[FOUND + 1];

static void
finish (PassantLocator *self)
{
  gint64 waited_ms = passant_clock_boot_ms (self->clock) - self->heard_ms;

  passant_locator_stop (self);
  if (self->has_fix)
    g_signal_emit (self, signals[FOUND], 0, self->latitude, self->longitude, self->accuracy_m,
                   self->age_ms + waited_ms);
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  PassantLocator *self = user_data;

  self->timeout_id = 0;
  finish (self);

  return G_SOURCE_REMOVE;
}

static void
wait_s (PassantLocator *self,
        guint           delay_s)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add_seconds (delay_s, on_timeout_cb, self);
}

/* How old the fix was when it came. A portal whose clock is ahead means now; so does one that does not say when it was,
 * of which libportal hands on whatever lay in memory. */
static gint64
get_age_ms (PassantLocator *self,
            gint64          timestamp_s)
{
  gint64 now_s = passant_clock_now_ms (self->clock) / 1000;

  if (timestamp_s > now_s || timestamp_s < now_s - AGE_S_MAX)
    return 0;

  return (now_s - timestamp_s) * 1000;
}

static void
on_updated_cb (PassantLocator *self,
               double          latitude,
               double          longitude,
               double          altitude,
               double          accuracy_m,
               double          speed,
               double          heading,
               const char     *description,
               gint64          timestamp_s,
               gint64          timestamp_us)
{
  if (!self->cancellable || (self->has_fix && accuracy_m >= self->accuracy_m))
    return;

  if (!self->has_fix)
    wait_s (self, BETTER_DELAY_S);
  self->has_fix = TRUE;
  self->latitude = latitude;
  self->longitude = longitude;
  self->accuracy_m = accuracy_m;
  self->age_ms = get_age_ms (self, timestamp_s);
  self->heard_ms = passant_clock_boot_ms (self->clock);
  if (accuracy_m <= GOOD_ACCURACY_M)
    finish (self);
}

static void
on_started_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (PassantLocator) self = user_data;
  g_autoptr (GError) error = NULL;

  if (xdp_portal_location_monitor_start_finish (XDP_PORTAL (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_debug ("No location: %s", error->message);
  self->is_refused = TRUE;
  passant_locator_stop (self);
}

static gboolean
find_portal (PassantLocator *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->portal)
    self->portal = xdp_portal_initable_new (&error);
  if (!self->portal) {
    g_debug ("No portal: %s", error->message);
    self->is_refused = TRUE;
    return FALSE;
  }

  return TRUE;
}

static void
passant_locator_dispose (GObject *object)
{
  PassantLocator *self = PASSANT_LOCATOR (object);

  passant_locator_stop (self);
  g_clear_object (&self->portal);
  g_clear_pointer (&self->clock, passant_clock_unref);

  G_OBJECT_CLASS (passant_locator_parent_class)->dispose (object);
}

static void
passant_locator_class_init (PassantLocatorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = passant_locator_dispose;

  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 4, G_TYPE_DOUBLE, G_TYPE_DOUBLE,
                                 G_TYPE_DOUBLE, G_TYPE_INT64);
}

static void
passant_locator_init (PassantLocator *self)
{
}

PassantLocator *
passant_locator_new (PassantClock *clock)
{
  PassantLocator *self = g_object_new (PASSANT_TYPE_LOCATOR, NULL);

  self->clock = passant_clock_ref (clock);

  return self;
}

/* Does nothing while it is being found out already, or after the guest said no. */
void
passant_locator_find (PassantLocator *self)
{
  g_return_if_fail (PASSANT_IS_LOCATOR (self));

  if (self->cancellable || self->is_refused || !find_portal (self))
    return;

  self->cancellable = g_cancellable_new ();
  self->has_fix = FALSE;
  g_signal_connect_object (self->portal, "location-updated", G_CALLBACK (on_updated_cb), self,
                           G_CONNECT_SWAPPED);
  wait_s (self, PATIENCE_S);
  xdp_portal_location_monitor_start (self->portal, NULL, 0, 0, XDP_LOCATION_ACCURACY_EXACT,
                                     XDP_LOCATION_MONITOR_FLAG_NONE, self->cancellable,
                                     on_started_cb, g_object_ref (self));
}

void
passant_locator_stop (PassantLocator *self)
{
  g_return_if_fail (PASSANT_IS_LOCATOR (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (!self->cancellable)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_handlers_disconnect_by_func (self->portal, on_updated_cb, self);
  xdp_portal_location_monitor_stop (self->portal);
}
