/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-days-private.h"

#include <math.h>
#include <string.h>

#define EPOCH_JULIAN 719163 /* GDate's number of the first of January 1970 */
#define LAST_JULIAN 3652059 /* and of the last day of 9999 */
#define DAY_MS 86400000LL

/* Of the date and of the time of the day; "%%" is a percent sign. */
#define DATE_CODES "%Yymnbdea"
#define TIME_CODES "HhMS3"

/* Exactly @digits of them at *@at, which is moved on. */
static gboolean
take_digits (const char **at,
             guint        digits,
             int         *number)
{
  *number = 0;
  for (guint i = 0; i < digits; i++, (*at)++) {
    if (!g_ascii_isdigit (**at))
      return FALSE;
    *number = *number * 10 + (**at - '0');
  }

  return TRUE;
}

static gboolean
take_char (const char **at,
           char         c)
{
  if (**at != c)
    return FALSE;

  (*at)++;

  return TRUE;
}

static gboolean
take_date (const char **at,
           double      *days)
{
  int year, month, day;
  GDate date;

  if (!take_digits (at, 4, &year) || !take_char (at, '-') || !take_digits (at, 2, &month) ||
      !take_char (at, '-') || !take_digits (at, 2, &day) || !g_date_valid_dmy (day, month, year))
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  *days = (double) g_date_get_julian (&date) - EPOCH_JULIAN;

  return TRUE;
}

/* The digits behind the point; only the first three count. */
static int
take_milliseconds (const char **at)
{
  int ms = 0, unit = 100;

  for (; g_ascii_isdigit (**at); (*at)++, unit /= 10)
    ms += (**at - '0') * unit;

  return ms;
}

static gboolean
take_time (const char **at,
           double      *days)
{
  int hour, minute, second = 0, ms = 0;

  if (!take_digits (at, 2, &hour) || !take_char (at, ':') || !take_digits (at, 2, &minute))
    return FALSE;
  if (take_char (at, ':') && !take_digits (at, 2, &second))
    return FALSE;
  if (**at == '.' && g_ascii_isdigit ((*at)[1])) {
    (*at)++;
    ms = take_milliseconds (at);
  }
  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;

  *days += (double) (((hour * 60 + minute) * 60 + second) * 1000LL + ms) / DAY_MS;

  return TRUE;
}

double
passant_days_from_text (const char      *text,
                        PassantDaysKind *kind)
{
  const char *at = text + strspn (text, " \t\r\n");
  PassantDaysKind found = PASSANT_DAYS_NONE;
  double days = 0;

  if (g_ascii_isdigit (at[0]) && g_ascii_isdigit (at[1]) && at[2] == ':') {
    found = take_time (&at, &days) ? PASSANT_DAYS_TIME : PASSANT_DAYS_NONE;
  } else if (take_date (&at, &days)) {
    found = PASSANT_DAYS_DATE;
    if (take_char (&at, 'T'))
      found = take_time (&at, &days) ? PASSANT_DAYS_DATE_TIME : PASSANT_DAYS_NONE;
  }
  if (at[strspn (at, " \t\r\n")] != '\0')
    found = PASSANT_DAYS_NONE;

  if (kind)
    *kind = found;

  return found == PASSANT_DAYS_NONE ? NAN : days;
}

/* To the millisecond: a day's parts are binary fractions, a clock's are not. */
static gboolean
split (double  days,
       GDate  *date,
       gint64 *ms)
{
  double julian;

  if (!isfinite (days))
    return FALSE;

  julian = floor (days) + EPOCH_JULIAN;
  *ms = llround ((days - floor (days)) * DAY_MS);
  if (*ms == DAY_MS) {
    *ms = 0;
    julian++;
  }
  if (julian < 1 || julian > LAST_JULIAN)
    return FALSE;

  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) julian);

  return TRUE;
}

char *
passant_days_to_date (double days)
{
  return passant_days_format (floor (days), "%Y-%m-%d");
}

char *
passant_days_to_date_time (double days)
{
  return passant_days_format (days, "%Y-%m-%dT%H:%M:%S");
}

static void
append_date (GString     *text,
             char         code,
             const GDate *date)
{
  /* English whatever the locale, for the same answers must give the same journey everywhere. */
  static const char * const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
                                         "Sep", "Oct", "Nov", "Dec" };
  static const char * const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

  switch (code) {
  case 'Y': g_string_append_printf (text, "%04d", g_date_get_year (date)); break;
  case 'y': g_string_append_printf (text, "%02d", g_date_get_year (date) % 100); break;
  case 'm': g_string_append_printf (text, "%02d", g_date_get_month (date)); break;
  case 'n': g_string_append_printf (text, "%d", g_date_get_month (date)); break;
  case 'b': g_string_append (text, months[g_date_get_month (date) - 1]); break;
  case 'd': g_string_append_printf (text, "%02d", g_date_get_day (date)); break;
  case 'e': g_string_append_printf (text, "%d", g_date_get_day (date)); break;
  default: g_string_append (text, weekdays[g_date_get_weekday (date) - 1]);
  }
}

static void
append_time (GString *text,
             char     code,
             gint64   ms)
{
  int minutes = ms / 60000;

  switch (code) {
  case 'H': g_string_append_printf (text, "%02d", minutes / 60); break;
  case 'h': g_string_append_printf (text, "%d", minutes / 60); break;
  case 'M': g_string_append_printf (text, "%02d", minutes % 60); break;
  case 'S': g_string_append_printf (text, "%02d", (int) (ms / 1000 % 60)); break;
  default: g_string_append_printf (text, "%03d", (int) (ms % 1000));
  }
}

char *
passant_days_format (double      days,
                     const char *format)
{
  GString *text = g_string_new (NULL);
  GDate date;
  gint64 ms;

  if (!split (days, &date, &ms))
    return g_string_free_and_steal (text);

  for (const char *at = format; *at; at++) {
    char code = *at == '%' ? at[1] : '\0';

    if (code == '%')
      g_string_append_c (text, '%');
    else if (code && strchr (DATE_CODES, code))
      append_date (text, code, &date);
    else if (code && strchr (TIME_CODES, code))
      append_time (text, code, ms);
    else
      g_string_append_c (text, *at);
    at += code && strchr (DATE_CODES TIME_CODES, code);
  }

  return g_string_free_and_steal (text);
}

const char *
passant_days_check_format (const char *format,
                           gboolean    has_time)
{
  const char *codes = has_time ? DATE_CODES TIME_CODES : DATE_CODES;

  for (const char *at = strchr (format, '%'); at; at = strchr (at + 2, '%'))
    if (at[1] == '\0' || !strchr (codes, at[1]))
      return at;

  return NULL;
}
