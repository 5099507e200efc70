/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-presence.h"

#include <glib/gi18n-lib.h>

const char *
passant_presence_describe (const PassantPresence *self,
                           gboolean               is_guest)
{
  switch (self->verdict) {
  case PASSANT_PRESENCE_CLEAR:
    return is_guest ? _("It is clear that you were there")
                    : _("It is clear that the guest was there");
  case PASSANT_PRESENCE_LIKELY:
    return is_guest ? _("Likely that you were there") : _("Likely that the guest was there");
  case PASSANT_PRESENCE_LITTLE:
  default:
    return _("There is little to go by");
  }
}

static char *
dup_time (gint64 at_ms,
          int    utc_offset_min)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (utc_offset_min * 60);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (at_ms * 1000);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_timezone (utc, zone) : NULL;

  return local ? g_date_time_format (local, "%H:%M") : g_strdup ("–");
}

/* 40 m, 1.2 km: nobody wants to know it finer. */
static char *
dup_distance (int distance_m)
{
  if (distance_m >= 10000)
    return g_strdup_printf (_("%d km"), (distance_m + 500) / 1000);
  if (distance_m >= 1000)
    return g_strdup_printf (_("%.1f km"), distance_m / 1000.0);

  return g_strdup_printf (_("%d m"), distance_m);
}

static char *
describe_fix (const PassantPresenceReason *self,
              const char                  *time)
{
  g_autofree char *distance = dup_distance (self->distance_m);
  g_autofree char *accuracy = dup_distance (self->accuracy_m);

  if (self->accuracy_m == 0)
    /* Translators: a time, a distance. */
    return g_strdup_printf (_("At %s this device was about %s from it"), time, distance);

  /* Translators: a time, a distance, and how far that may be out. */
  return g_strdup_printf (_("At %s this device was about %s from it, give or take %s"), time,
                          distance, accuracy);
}

char *
passant_presence_reason_describe (const PassantPresenceReason *self,
                                  int                          utc_offset_min)
{
  g_autofree char *time = dup_time (self->at_ms, utc_offset_min);

  switch (self->kind) {
  case PASSANT_PRESENCE_NEAR:
  case PASSANT_PRESENCE_ELSEWHERE:
    return describe_fix (self, time);
  case PASSANT_PRESENCE_NO_FIX:
    return g_strdup (_("This device did not find out where it was"));
  case PASSANT_PRESENCE_CODE:
    return g_strdup_printf (_("At %s the code that hangs there was read"), time);
  case PASSANT_PRESENCE_RECEIPT:
    return g_strdup (_("A receipt of that time"));
  case PASSANT_PRESENCE_RECEIPT_OFF:
    return g_strdup (_("The time on the receipt is not that of the visit"));
  case PASSANT_PRESENCE_IN_WINDOW:
    return g_strdup (_("Within the days the visit was planned for"));
  case PASSANT_PRESENCE_OFF_WINDOW:
    return g_strdup (_("Outside the days the visit was planned for"));
  case PASSANT_PRESENCE_SAID:
    return g_strdup_printf (_("At %s it was noted by hand"), time);
  default:
    g_return_val_if_reached (NULL);
  }
}
