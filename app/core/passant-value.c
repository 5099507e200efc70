/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-value.h"

#include "passant-days-private.h"

#include <math.h>
#include <string.h>

#define DIGITS_MAX 17    /* enough to tell any two doubles apart */
#define NUMBER_BYTES_MAX 400
#define WHOLE_MAX 1e15   /* whole numbers below this one are their own shortest digits */

void
passant_value_clear (PassantValue *self)
{
  g_clear_pointer (&self->owned, g_free);
  self->string = "";
}

void
passant_value_set_number (PassantValue *self,
                          double        number)
{
  passant_value_clear (self);
  self->kind = PASSANT_VALUE_NUMBER;
  self->number = number;
}

void
passant_value_set_boolean (PassantValue *self,
                           gboolean      holds)
{
  passant_value_clear (self);
  self->kind = PASSANT_VALUE_BOOLEAN;
  self->number = holds != FALSE;
}

void
passant_value_set_string (PassantValue *self,
                          const char   *string)
{
  passant_value_clear (self);
  self->kind = PASSANT_VALUE_STRING;
  self->string = string ? string : "";
}

void
passant_value_take_string (PassantValue *self,
                           char         *string)
{
  passant_value_set_string (self, string);
  self->owned = string;
}

/* Blanks, an optional minus, digits with at most one point, blanks; anything else is NaN, unless it is a date or a time. */
static double
read_number (const char *string)
{
  const char *start = string + strspn (string, " \t\r\n");
  const char *end = start + (*start == '-');
  gsize whole = strspn (end, "0123456789"), part = 0;
  g_autofree char *digits = NULL;

  end += whole;
  if (*end == '.') {
    part = strspn (end + 1, "0123456789");
    end += 1 + part;
  }

  if (whole + part == 0 || end[strspn (end, " \t\r\n")] != '\0')
    return passant_days_from_text (string, NULL);

  digits = g_strndup (start, end - start);

  return g_ascii_strtod (digits, NULL);
}

double
passant_value_to_number (const PassantValue *self)
{
  return self->kind == PASSANT_VALUE_STRING ? read_number (self->string) : self->number;
}

gboolean
passant_value_to_boolean (const PassantValue *self)
{
  if (self->kind == PASSANT_VALUE_STRING)
    return *self->string != '\0';

  return self->number != 0 && !isnan (self->number);
}

/* "1.25e-3" → "0.00125": XPath writes no exponents. */
static char *
spell_out (char *digits)
{
  char *exponent = strchr (digits, 'e');
  int point = (int) g_ascii_strtoll (exponent + 1, NULL, 10) + 1;
  GString *text = g_string_new (*digits == '-' ? "-" : NULL);
  const char *first = digits + (*digits == '-');
  int n = 0;

  *exponent = '\0';
  for (int i = point; i <= 0; i++)
    g_string_append (text, i == point ? "0." : "0");
  for (const char *digit = first; *digit; digit++) {
    if (*digit == '.')
      continue;
    if (n++ == point && point > 0)
      g_string_append_c (text, '.');
    g_string_append_c (text, *digit);
  }
  for (; n < point; n++)
    g_string_append_c (text, '0');

  return g_string_free_and_steal (text);
}

char *
passant_value_shortest (double number)
{
  char digits[NUMBER_BYTES_MAX];
  char format[8];

  for (int places = 0; places < DIGITS_MAX; places++) {
    g_snprintf (format, sizeof format, "%%.%de", places);
    g_ascii_formatd (digits, sizeof digits, format, number);
    if (g_ascii_strtod (digits, NULL) == number)
      break;
  }

  return g_strdup (digits);
}

char *
passant_value_spell_number (double number)
{
  g_autofree char *digits = NULL;

  if (isnan (number))
    return g_strdup ("NaN");
  if (isinf (number))
    return g_strdup (number < 0 ? "-Infinity" : "Infinity");
  if (number == 0)
    return g_strdup ("0");
  if (fabs (number) < WHOLE_MAX && number == trunc (number))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) number);

  digits = passant_value_shortest (number);

  return spell_out (digits);
}

const char *
passant_value_to_string (PassantValue *self)
{
  if (self->kind == PASSANT_VALUE_NUMBER)
    passant_value_take_string (self, passant_value_spell_number (self->number));
  else if (self->kind == PASSANT_VALUE_BOOLEAN)
    passant_value_set_string (self, self->number != 0 ? "true" : "false");

  return self->string;
}
