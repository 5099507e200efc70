/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Metres along the great circle between two places {latitude, longitude} in degrees, on an earth that is a ball. */
double   passant_earth_measure_m (const double *from,
                                  const double *to);
/* Reads "52.09,5.12" as a location has it. */
gboolean passant_earth_read      (const char *geo,
                                  double     *place);

G_END_DECLS
