/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-earth.h"

#include <math.h>

/* At the equator, which ODK reckons with. */
#define RADIUS_M 6378100.0

/* The haversine formula. */
double
passant_earth_measure_m (const double *from,
                         const double *to)
{
  const double degree = G_PI / 180;
  double up = sin ((to[0] - from[0]) * degree / 2), right = sin ((to[1] - from[1]) * degree / 2);
  double a = up * up + cos (from[0] * degree) * cos (to[0] * degree) * right * right;

  return 2 * RADIUS_M * asin (MIN (sqrt (a), 1));
}

gboolean
passant_earth_read (const char *geo,
                    double     *place)
{
  char *comma, *end;

  if (!geo || !*geo)
    return FALSE;

  place[0] = g_ascii_strtod (geo, &comma);
  if (comma == geo || *comma != ',')
    return FALSE;
  place[1] = g_ascii_strtod (comma + 1, &end);

  return end != comma + 1 && *end == '\0' && fabs (place[0]) <= 90 && fabs (place[1]) <= 180;
}
