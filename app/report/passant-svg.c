/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-svg.h"

static void
add_hundredths (GString *svg,
                int      value)
{
  int whole = ABS (value) / 100, rest = ABS (value) % 100;

  g_string_append_printf (svg, "%s%d", value < 0 ? "-" : "", whole);
  if (rest % 10)
    g_string_append_printf (svg, ".%02d", rest);
  else if (rest)
    g_string_append_printf (svg, ".%d", rest / 10);
}

/* Control characters are not allowed in XML 1.0, not even escaped. */
static void
add_text (GString    *svg,
          const char *text)
{
  g_autofree char *clean = g_strdup (text);
  g_autofree char *escaped = NULL;

  for (char *c = clean; *c; c++)
    if ((guchar) *c < 0x20)
      *c = ' ';

  escaped = g_markup_escape_text (clean, -1);
  g_string_append (svg, escaped);
}

static void
add_argument (GString *svg,
              char     placeholder,
              va_list *arguments)
{
  switch (placeholder) {
  case 'n':
    add_hundredths (svg, va_arg (*arguments, int));
    break;
  case 'd':
    g_string_append_printf (svg, "%d", va_arg (*arguments, int));
    break;
  case 's':
    g_string_append (svg, va_arg (*arguments, const char *));
    break;
  case 't':
    add_text (svg, va_arg (*arguments, const char *));
    break;
  case '%':
    g_string_append_c (svg, '%');
    break;
  default:
    g_assert_not_reached ();
  }
}

void
passant_svg_add (GString    *svg,
                 const char *template,
                 ...)
{
  va_list arguments;

  g_return_if_fail (svg != NULL);
  g_return_if_fail (template != NULL);

  va_start (arguments, template);
  for (const char *c = template; *c; c++) {
    if (*c == '%')
      add_argument (svg, *++c, &arguments);
    else
      g_string_append_c (svg, *c);
  }
  va_end (arguments);
}
