/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-moment.h"

#include <glib/gi18n-lib.h>

#include "passant-error.h"

#define MS_PER_S 1000

static GDateTime *
parse_day (const char *text,
           gboolean    is_end)
{
  g_autofree char *midnight = g_strconcat (text, "T00:00:00", NULL);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autoptr (GDateTime) start = g_date_time_new_from_iso8601 (midnight, here);

  return start && is_end ? g_date_time_add_days (start, 1) : g_steal_pointer (&start);
}

/* GLib wants seconds; a person leaves them out. */
static GDateTime *
parse_time (const char *text)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  GDateTime *moment = g_date_time_new_from_iso8601 (text, here);
  g_autofree char *whole = NULL;

  if (moment || strlen (text) < 16)
    return moment;

  whole = g_strdup_printf ("%.16s:00%s", text, text + 16);

  return g_date_time_new_from_iso8601 (whole, here);
}

gboolean
passant_moment_parse (const char *text,
                      gboolean    is_end,
                      gint64     *ms_out,
                      GError    **error)
{
  gboolean is_day = strlen (text) == 10;
  g_autoptr (GDateTime) moment = is_day ? parse_day (text, is_end) : parse_time (text);

  if (!moment) {
    g_set_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID,
                 _("“%s” is no day or moment; write 2026-11-22 or 2026-11-22T14:05"), text);
    return FALSE;
  }

  *ms_out = g_date_time_to_unix (moment) * MS_PER_S - (is_day && is_end ? 1 : 0);

  return TRUE;
}
