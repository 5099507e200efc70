/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-entry-text.h"

#include <glib/gi18n-lib.h>

static char *
dup_trimmed (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text ? text : ""));

  return *trimmed ? g_steal_pointer (&trimmed) : NULL;
}

/* A thousands separator: blank, no-break space, narrow no-break space, apostrophe. */
static gboolean
is_filler (gunichar c)
{
  return c == ' ' || c == 0x00a0 || c == 0x202f || c == '\'' || c == 0x2019;
}

/* Any script's digits are digits: to a regular expression they are, and to atoi() they are nothing. */
static char *
dup_with_ascii_digits (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    int digit = g_unichar_digit_value (g_utf8_get_char (p));

    if (digit >= 0)
      g_string_append_c (out, (char) ('0' + digit));
    else
      g_string_append_unichar (out, g_utf8_get_char (p));
  }

  return g_string_free_and_steal (out);
}

static void
append_ascii (GString *out,
              gunichar c)
{
  if (c == 0x2212) /* minus sign */
    g_string_append_c (out, '-');
  else if (c == 0x066b) /* Arabic decimal separator */
    g_string_append_c (out, ',');
  else if (is_filler (c))
    g_string_append_c (out, ' ');
  else
    g_string_append_unichar (out, c);
}

/* Between two digits a blank parts thousands, or it is a slip: "12 50" is not 1250. */
static gboolean
parts_thousands (const char *text)
{
  return !g_regex_match_simple ("\\d +\\d", text, 0, 0) ||
         g_regex_match_simple ("^(- *)?\\d{1,3}( \\d{3})+ *([.,] *\\d*)?$", text, 0, 0);
}

/* Plain, or with thousands in threes; the decimal separator is the last one. */
static gboolean
is_number (const char *text)
{
  static const char plain[] = "^-?(\\d+([.,]\\d*)?|[.,]\\d+)$";
  static const char points[] = "^-?\\d{1,3}((\\.\\d{3})+,\\d*|(\\.\\d{3}){2,})$";
  static const char commas[] = "^-?\\d{1,3}((,\\d{3})+\\.\\d*|(,\\d{3}){2,})$";

  return g_regex_match_simple (plain, text, 0, 0) ||
         g_regex_match_simple (points, text, 0, 0) ||
         g_regex_match_simple (commas, text, 0, 0);
}

/* The last separator is the decimal one, unless the same stands there twice. */
static char *
drop_separators (const char *text)
{
  GString *out = g_string_new (NULL);
  const char *comma = strrchr (text, ','), *point = strrchr (text, '.');
  const char *decimal = comma > point ? comma : point;

  if (decimal && strchr (text, *decimal) != decimal)
    decimal = NULL;

  for (const char *p = text; *p; p++) {
    if (p == decimal && p[1])
      g_string_append (out, out->len == 0 || g_strcmp0 (out->str, "-") == 0 ? "0." : ".");
    else if (*p != ',' && *p != '.')
      g_string_append_c (out, *p);
  }

  return g_string_free (out, FALSE);
}

char *
passant_entry_text_to_number (const char *text)
{
  g_autofree char *trimmed = dup_trimmed (text);
  g_autofree char *digits = NULL;
  g_autoptr (GString) ascii = NULL;

  if (!trimmed)
    return NULL;

  digits = dup_with_ascii_digits (trimmed);
  ascii = g_string_new (NULL);
  for (const char *p = digits; *p; p = g_utf8_next_char (p))
    append_ascii (ascii, g_utf8_get_char (p));

  if (!parts_thousands (ascii->str))
    return g_steal_pointer (&trimmed);

  g_string_replace (ascii, " ", "", 0);

  return is_number (ascii->str) ? drop_separators (ascii->str) : g_steal_pointer (&trimmed);
}

char *
passant_entry_text_from_number (const char *value,
                                const char *decimal_point)
{
  g_auto (GStrv) parts = g_strsplit (value ? value : "", ".", 2);

  return g_strjoinv (decimal_point, parts);
}

char *
passant_entry_text_to_time (const char *text)
{
  g_autofree char *trimmed = dup_trimmed (text);
  g_autofree char *digits = NULL;
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hour = NULL, *minute = NULL, *second = NULL;

  if (!trimmed)
    return NULL;

  digits = dup_with_ascii_digits (trimmed);
  regex = g_regex_new ("^(\\d{1,2})[:.h ]?(\\d{2}|(?<=[:.h ])\\d)(?:[:.](\\d{2}))?$",
                       G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  if (!g_regex_match (regex, digits, G_REGEX_MATCH_DEFAULT, &match))
    return g_steal_pointer (&trimmed);

  hour = g_match_info_fetch (match, 1);
  minute = g_match_info_fetch (match, 2);
  second = g_match_info_fetch (match, 3);

  return g_strdup_printf ("%02d:%02d%s%s", atoi (hour), atoi (minute),
                          second && *second ? ":" : "", second ? second : "");
}

static char *
dup_count (const char *text)
{
  g_autofree char *trimmed = dup_trimmed (text);

  return trimmed ? dup_with_ascii_digits (trimmed) : NULL;
}

static gboolean
is_count (const char *text)
{
  return g_regex_match_simple ("^\\d{0,6}$", text, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);
}

char *
passant_entry_text_to_duration (const char *minutes,
                                const char *seconds)
{
  g_autofree char *m = dup_count (minutes);
  g_autofree char *s = dup_count (seconds);

  if (!m && !s)
    return NULL;

  if ((m && !is_count (m)) || (s && !is_count (s)))
    return g_strdup_printf ("%s:%s", m ? m : "", s ? s : "");

  return g_strdup_printf ("%d", (m ? atoi (m) : 0) * 60 + (s ? atoi (s) : 0));
}

/* One coordinate: degrees, then minutes and seconds if any, with its compass point before or behind. */
#define DEGREES "(-?\\d{1,3}(?:\\.\\d+)?)\\s*°?\\s*"
#define SECONDS "(?:(\\d{1,2}(?:\\.\\d+)?)\\s*(?:\"|″|”|''|’’)\\s*)?"
#define MINUTES "(?:(\\d{1,2}(?:\\.\\d+)?)\\s*['′’]\\s*" SECONDS ")?"
#define COORDINATE(FIRST, SECOND) \
        "([" FIRST SECOND "])?\\s*" DEGREES MINUTES "([" FIRST SECOND "])?"

static double
fetch_number (GMatchInfo *match,
              int         group)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  return text && *text ? g_ascii_strtod (text, NULL) : 0;
}

static gboolean
points_back (GMatchInfo *match,
             int         group)
{
  g_autofree char *letter = g_match_info_fetch (match, group);

  return letter && (*letter == 'S' || *letter == 'W');
}

/* The coordinate whose groups begin at @group, as written when it is plain degrees, so that no digit is lost. */
static char *
dup_coordinate (GMatchInfo *match,
                int         group)
{
  g_autofree char *degrees = g_match_info_fetch (match, group + 1);
  gboolean back = points_back (match, group) || points_back (match, group + 4);
  gboolean is_negative = *degrees == '-'; /* of "-0" only the sign says so */
  double rest = fetch_number (match, group + 2) / 60 + fetch_number (match, group + 3) / 3600;
  double number = g_ascii_strtod (degrees, NULL);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!(rest > 0))
    return back && !is_negative ? g_strconcat ("-", degrees, NULL) : g_steal_pointer (&degrees);

  number = ABS (number) + rest;
  g_ascii_formatd (buffer, sizeof buffer, "%.6f", back || is_negative ? -number : number);

  return g_strdup (buffer);
}

/* "52,09 5,12": commas that stand for points, since a blank already parts the two, with a comma or without. */
static char *
dup_with_points (const char *text)
{
  static const char commas[] = "^[^,.]*\\d,\\d+,?[^,.\\d]+\\d+,\\d+[^,.\\d]*$";
  g_autofree char *upper = g_utf8_strup (text, -1);
  g_autoptr (GRegex) comma = NULL;

  if (!g_regex_match_simple (commas, upper, 0, 0))
    return g_steal_pointer (&upper);

  comma = g_regex_new ("(?<=\\d),(?=\\d)", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);

  return g_regex_replace_literal (comma, upper, -1, 0, ".", G_REGEX_MATCH_DEFAULT, NULL);
}

/* "52,09,5,12" may be 52.09 and 5.12, or 52 and 9 and how high. */
static gboolean
is_ambiguous (const char *text)
{
  return g_regex_match_simple ("\\d,\\d+,\\d+,\\d", text, 0, 0);
}

char *
passant_entry_text_to_place (const char *text)
{
  static const char pattern[] =
    "^" COORDINATE ("N", "S") "\\s*[,; ]\\s*" COORDINATE ("E", "W")
    "((?:[ ,;]+-?\\d+(?:\\.\\d+)?){0,2})$";
  static const char link[] = "(?:GEO:|[@=/])(-?\\d{1,2}\\.\\d+)[,/](-?\\d{1,3}\\.\\d+)";
  g_autofree char *trimmed = dup_trimmed (text);
  g_autofree char *upper = trimmed ? dup_with_points (trimmed) : NULL;
  g_autoptr (GRegex) whole = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GRegex) linked = g_regex_new (link, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL, in_link = NULL;
  g_autofree char *latitude = NULL, *longitude = NULL, *more = NULL;

  if (!trimmed)
    return NULL;

  if (g_regex_match (linked, upper, G_REGEX_MATCH_DEFAULT, &in_link)) {
    latitude = g_match_info_fetch (in_link, 1);
    longitude = g_match_info_fetch (in_link, 2);
    return g_strconcat (latitude, " ", longitude, NULL);
  }
  if (is_ambiguous (upper) || !g_regex_match (whole, upper, G_REGEX_MATCH_DEFAULT, &match))
    return g_steal_pointer (&trimmed);

  latitude = dup_coordinate (match, 1);
  longitude = dup_coordinate (match, 6);
  more = g_match_info_fetch (match, 11);

  return g_strconcat (latitude, " ", longitude, more ? g_strdelimit (more, ",;", ' ') : NULL, NULL);
}

char *
passant_entry_text_from_place (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value ? value : "", " ", -1);
  char *latitude_end, *longitude_end;
  double latitude, longitude;

  if (g_strv_length (parts) < 2)
    return NULL;

  latitude = g_ascii_strtod (parts[0], &latitude_end);
  longitude = g_ascii_strtod (parts[1], &longitude_end);
  if (latitude_end == parts[0] || *latitude_end || longitude_end == parts[1] || *longitude_end ||
      !(ABS (latitude) <= 90) || !(ABS (longitude) <= 180))
    return NULL;

  /* Translators: a place on earth: degrees, then N or S, then degrees, then E or W. */
  return g_strdup_printf (_("%.4f° %s, %.4f° %s"), ABS (latitude),
                          latitude < 0 ? C_("compass", "S") : C_("compass", "N"), ABS (longitude),
                          longitude < 0 ? C_("compass", "W") : C_("compass", "E"));
}
