/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-entry-text.h"

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

/* Any script's digits are digits. */
static void
append_ascii (GString *out,
              gunichar c)
{
  if (g_unichar_digit_value (c) >= 0)
    g_string_append_c (out, (char) ('0' + g_unichar_digit_value (c)));
  else if (c == 0x2212) /* minus sign */
    g_string_append_c (out, '-');
  else if (c == 0x066b) /* Arabic decimal separator */
    g_string_append_c (out, ',');
  else if (!is_filler (c))
    g_string_append_unichar (out, c);
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
  g_autoptr (GString) ascii = NULL;

  if (!trimmed)
    return NULL;

  ascii = g_string_new (NULL);
  for (const char *p = trimmed; *p; p = g_utf8_next_char (p))
    append_ascii (ascii, g_utf8_get_char (p));

  if (!is_number (ascii->str))
    return g_steal_pointer (&trimmed);

  return drop_separators (ascii->str);
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
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *hour = NULL, *minute = NULL, *second = NULL;

  if (!trimmed)
    return NULL;

  regex = g_regex_new ("^(\\d{1,2})[:.h ]?(\\d{2}|(?<=[:.h ])\\d)(?:[:.](\\d{2}))?$",
                       G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  if (!g_regex_match (regex, trimmed, G_REGEX_MATCH_DEFAULT, &match))
    return g_steal_pointer (&trimmed);

  hour = g_match_info_fetch (match, 1);
  minute = g_match_info_fetch (match, 2);
  second = g_match_info_fetch (match, 3);

  return g_strdup_printf ("%02d:%02d%s%s", atoi (hour), atoi (minute),
                          second && *second ? ":" : "", second ? second : "");
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
  g_autofree char *m = dup_trimmed (minutes);
  g_autofree char *s = dup_trimmed (seconds);

  if (!m && !s)
    return NULL;

  if ((m && !is_count (m)) || (s && !is_count (s)))
    return g_strdup_printf ("%s:%s", m ? m : "", s ? s : "");

  return g_strdup_printf ("%d", (m ? atoi (m) : 0) * 60 + (s ? atoi (s) : 0));
}

void
passant_entry_text_name (GtkWidget       *widget,
                         PassantQuestion *question,
                         const char      *language,
                         const char      *unit)
{
  const char *text = passant_text_get (question->text, language);
  g_autofree char *name = unit ? g_strdup_printf ("%s, %s", text, unit) : g_strdup (text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
