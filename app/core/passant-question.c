/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-private.h"

#include "passant-error.h"
#include "passant-fact.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_ANSWER_BYTES_MAX 10000
#define WHOLE_DIGITS_MAX 11

/* Currencies without cents; all others have two places (three, in a few that nobody shops here in). */
int
passant_currency_get_decimals (const char *currency)
{
  static const char * const whole[] = { "CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF",
                                        "XOF", NULL };

  return g_strv_contains (whole, currency) ? 0 : 2;
}

PassantChoice *
passant_question_find_choice (PassantQuestion *self,
                              const char      *id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (self->choices, i);

    if (g_strcmp0 (choice->id, id) == 0)
      return choice;
  }

  return NULL;
}

static gboolean
G_GNUC_PRINTF (2, 3)
refuse (GError    **error,
        const char *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error)
    *error = g_error_new_valist (PASSANT_ERROR, PASSANT_ERROR_INVALID, format, arguments);
  va_end (arguments);

  return FALSE;
}

static gboolean
check_choice (PassantQuestion *self,
              const char      *value,
              GError         **error)
{
  if (passant_question_find_choice (self, value))
    return TRUE;

  return refuse (error, _("Choose one of the answers given"));
}

/* Script order makes two guests who chose the same say the same. */
static gboolean
check_choices (PassantQuestion *self,
               const char      *value,
               GError         **error)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  guint next = 0, chosen = g_strv_length (ids);

  for (guint i = 0; i < self->choices->len && ids[next]; i++) {
    PassantChoice *choice = g_ptr_array_index (self->choices, i);

    if (!g_str_equal (choice->id, ids[next]))
      continue;
    if (choice->exclusive && chosen > 1)
      return refuse (error, _("One of these answers can only stand alone"));
    next++;
  }

  if (ids[next])
    return refuse (error, _("Choose among the answers given, each at most once"));

  return TRUE;
}

/* @value × 10^@decimals in @scaled; FALSE when it is no plain decimal of that many places. */
static gboolean
read_decimal (const char *value,
              int         decimals,
              gint64     *scaled)
{
  gboolean is_negative = *value == '-';
  const char *digits = value + is_negative;
  gsize whole = strspn (digits, "0123456789");
  const char *part = digits[whole] == '.' ? digits + whole + 1 : digits + whole;
  gsize places = strspn (part, "0123456789");
  gboolean has_point = digits[whole] == '.';

  if (whole == 0 || whole > WHOLE_DIGITS_MAX || part[places] || places > (gsize) decimals ||
      (has_point && !places) ||
      (whole > 1 && *digits == '0'))
    return FALSE;

  *scaled = 0;
  for (gsize i = 0; i < whole; i++)
    *scaled = *scaled * 10 + (digits[i] - '0');
  for (gsize i = 0; i < (gsize) decimals; i++)
    *scaled = *scaled * 10 + (i < places ? part[i] - '0' : 0);
  if (is_negative)
    *scaled = -*scaled;

  return TRUE;
}

static gint64
scale_up (int number,
          int decimals)
{
  gint64 scaled = number;

  for (int i = 0; i < decimals; i++)
    scaled *= 10;

  return scaled;
}

static gboolean
check_bounds (PassantQuestion *self,
              gint64           scaled,
              GError         **error)
{
  gboolean too_small = self->has_min && scaled < scale_up (self->min, self->decimals);
  gboolean too_large = self->has_max && scaled > scale_up (self->max, self->decimals);

  if (!too_small && !too_large)
    return TRUE;

  if (self->has_min && self->has_max)
    return refuse (error, _("This must be from %d to %d"), self->min, self->max);
  if (too_small)
    return refuse (error, _("This must be %d or more"), self->min);

  return refuse (error, _("This must be %d or less"), self->max);
}

static gboolean
check_number (PassantQuestion *self,
              const char      *value,
              GError         **error)
{
  gint64 scaled;

  if (!read_decimal (value, self->decimals, &scaled)) {
    if (self->decimals == 0)
      return refuse (error, _("This must be a whole number"));

    return refuse (error,
                   g_dngettext (GETTEXT_PACKAGE, "This must be a number with at most %d decimal",
                                "This must be a number with at most %d decimals",
                                self->decimals), self->decimals);
  }

  return check_bounds (self, scaled, error);
}

static gboolean
check_money (PassantQuestion *self,
             const char      *value,
             GError         **error)
{
  gint64 scaled;

  if (!read_decimal (value, self->decimals, &scaled))
    return refuse (error, _("This must be an amount of money"));

  /* Nobody pays less than nothing, unless the script says so. */
  if (scaled < 0 && !(self->has_min && self->min < 0))
    return refuse (error, _("This must be %d or more"), self->has_min ? self->min : 0);

  return check_bounds (self, scaled, error);
}

static gboolean
check_duration (PassantQuestion *self,
                const char      *value,
                GError         **error)
{
  gint64 seconds;

  if (!read_decimal (value, 0, &seconds) || *value == '-')
    return refuse (error, _("This must be a time span in whole seconds"));

  return check_bounds (self, seconds, error);
}

static gboolean
check_text (const char *value,
            GError    **error)
{
  if (!g_utf8_validate (value, -1, NULL))
    return refuse (error, _("This text cannot be read"));
  if (strlen (value) > TEXT_ANSWER_BYTES_MAX)
    return refuse (error, _("This text is too long"));

  return TRUE;
}

/* @pattern: '0' stands for a digit, all else for itself. */
static gboolean
matches (const char *value,
         const char *pattern)
{
  for (; *pattern; pattern++, value++)
    if (*pattern == '0' ? !g_ascii_isdigit (*value) : *value != *pattern)
      return FALSE;

  return *value == '\0';
}

static gboolean
check_time (const char *value,
            GError    **error)
{
  gboolean has_seconds = matches (value, "00:00:00");

  if ((has_seconds || matches (value, "00:00")) && atoi (value) < 24 && atoi (value + 3) < 60 &&
      (!has_seconds || atoi (value + 6) < 60))
    return TRUE;

  return refuse (error, _("This must be a time of day such as 14:05"));
}

static gboolean
check_date (const char *value,
            GError    **error)
{
  if (matches (value, "0000-00-00") && atoi (value) > 0 &&
      g_date_valid_dmy (atoi (value + 8), atoi (value + 5), atoi (value)))
    return TRUE;

  return refuse (error, _("This must be a date such as 2026-11-22"));
}

static gboolean
check_photo (const char *value,
             GError    **error)
{
  if (strlen (value) == PASSANT_HASH_LENGTH && strspn (value,
                                                       "0123456789abcdef") == PASSANT_HASH_LENGTH)
    return TRUE;

  return refuse (error, _("This must be a photo"));
}

/**
 * passant_question_check:
 * @value: an answer as stored
 *
 * Whether @value is one that the question's type and bounds allow. If not, %PASSANT_ERROR_INVALID tells the guest why, in
 * the language of the screen. No answer at all is not for here: clear it instead.
 */
gboolean
passant_question_check (PassantQuestion *self,
                        const char      *value,
                        GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (!*value)
    return refuse (error, _("This answer is empty"));

  switch (self->type) {
  case PASSANT_QUESTION_YES_NO:
  case PASSANT_QUESTION_CHOICE: return check_choice (self, value, error);
  case PASSANT_QUESTION_CHOICES: return check_choices (self, value, error);
  case PASSANT_QUESTION_SCALE:
  case PASSANT_QUESTION_NUMBER: return check_number (self, value, error);
  case PASSANT_QUESTION_MONEY: return check_money (self, value, error);
  case PASSANT_QUESTION_DURATION: return check_duration (self, value, error);
  case PASSANT_QUESTION_TEXT: return check_text (value, error);
  case PASSANT_QUESTION_TIME: return check_time (value, error);
  case PASSANT_QUESTION_DATE: return check_date (value, error);
  case PASSANT_QUESTION_PHOTO: return check_photo (value, error);
  case PASSANT_QUESTION_NOTE: return refuse (error, _("There is nothing to answer here"));
  default: g_return_val_if_reached (FALSE);
  }
}
