/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-private.h"

#include "passant-error.h"
#include "passant-fact.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_ANSWER_BYTES_MAX 10000
#define CODE_BYTES_MAX 4000
#define WHOLE_DIGITS_MAX 11
#define PLACE_DIGITS_MAX 24
#define METRES_MAX 1e6

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

/* That all are there is the guide's to judge: it knows which are offered. */
static gboolean
check_rank (PassantQuestion *self,
            const char      *value,
            GError         **error)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i]; i++)
    if (!g_hash_table_add (seen, ids[i]) || !passant_question_find_choice (self, ids[i]))
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
            gsize       bytes_max,
            GError    **error)
{
  if (!g_utf8_validate (value, -1, NULL))
    return refuse (error, _("This text cannot be read"));
  if (strlen (value) > bytes_max)
    return refuse (error, _("This text is too long"));

  return TRUE;
}

static gboolean
check_narrative (PassantQuestion *self,
                 const char      *value,
                 GError         **error)
{
  if (!check_text (value, TEXT_ANSWER_BYTES_MAX, error))
    return FALSE;
  if (g_utf8_strlen (value, -1) >= self->min_length)
    return TRUE;

  return refuse (error, g_dngettext (GETTEXT_PACKAGE, "Write at least %d character",
                                     "Write at least %d characters", self->min_length),
                 self->min_length);
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
is_time (const char *value)
{
  gboolean has_seconds = matches (value, "00:00:00");

  return (has_seconds || matches (value, "00:00")) && atoi (value) < 24 && atoi (value + 3) < 60 &&
         (!has_seconds || atoi (value + 6) < 60);
}

static gboolean
is_date (const char *value)
{
  return matches (value, "0000-00-00") && atoi (value) > 0 &&
         g_date_valid_dmy (atoi (value + 8), atoi (value + 5), atoi (value));
}

static gboolean
is_date_time (const char *value)
{
  const char *separator = strchr (value, 'T');
  g_autofree char *date = separator ? g_strndup (value, separator - value) : NULL;

  return date && is_date (date) && is_time (separator + 1);
}

static gboolean
check_moment (PassantQuestion *self,
              const char      *value,
              GError         **error)
{
  if (self->type == PASSANT_QUESTION_TIME)
    return is_time (value) || refuse (error, _("This must be a time of day such as 14:05"));
  if (self->type == PASSANT_QUESTION_DATE)
    return is_date (value) || refuse (error, _("This must be a date such as 2026-11-22"));

  return is_date_time (value) ||
         refuse (error, _("This must be a date and a time such as 2026-11-22T14:05"));
}

static gboolean
check_file (PassantQuestion *self,
            const char      *value,
            GError         **error)
{
  if (strlen (value) == PASSANT_HASH_LENGTH &&
      strspn (value, "0123456789abcdef") == PASSANT_HASH_LENGTH)
    return TRUE;

  if (self->type == PASSANT_QUESTION_AUDIO)
    return refuse (error, _("This must be a recording"));

  return refuse (error, _("This must be a photo"));
}

/* A plain decimal from @min to @max. */
static gboolean
is_within (const char *value,
           double      min,
           double      max)
{
  const char *digits = value + (*value == '-');
  gsize whole = strspn (digits, G_CSET_DIGITS);
  gsize places = digits[whole] == '.' ? strspn (digits + whole + 1, G_CSET_DIGITS) : 0;
  gsize end = whole + (places > 0 ? places + 1 : 0);
  double number;

  if (whole == 0 || digits[end] || end > PLACE_DIGITS_MAX)
    return FALSE;

  number = g_ascii_strtod (value, NULL);

  return number >= min && number <= max;
}

static gboolean
check_place (const char *value,
             GError    **error)
{
  g_auto (GStrv) parts = g_strsplit (value, " ", -1);
  guint count = g_strv_length (parts);

  if (count >= 2 && count <= 4 && is_within (parts[0], -90, 90) && is_within (parts[1], -180,
                                                                              180) &&
      (count < 3 || is_within (parts[2], -METRES_MAX, METRES_MAX)) &&
      (count < 4 || is_within (parts[3], 0, METRES_MAX)))
    return TRUE;

  return refuse (error, _("This must be a place: latitude and longitude in degrees, such as "
                          "52.0907 5.1214"));
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
  case PASSANT_QUESTION_RANK: return check_rank (self, value, error);
  case PASSANT_QUESTION_SCALE:
  case PASSANT_QUESTION_NUMBER: return check_number (self, value, error);
  case PASSANT_QUESTION_MONEY: return check_money (self, value, error);
  case PASSANT_QUESTION_DURATION: return check_duration (self, value, error);
  case PASSANT_QUESTION_TEXT: return check_text (value, TEXT_ANSWER_BYTES_MAX, error);
  case PASSANT_QUESTION_NARRATIVE: return check_narrative (self, value, error);
  case PASSANT_QUESTION_CODE: return check_text (value, CODE_BYTES_MAX, error);
  case PASSANT_QUESTION_TIME:
  case PASSANT_QUESTION_DATE:
  case PASSANT_QUESTION_DATE_TIME: return check_moment (self, value, error);
  case PASSANT_QUESTION_PHOTO:
  case PASSANT_QUESTION_RECEIPT:
  case PASSANT_QUESTION_AUDIO: return check_file (self, value, error);
  case PASSANT_QUESTION_PLACE: return check_place (value, error);
  case PASSANT_QUESTION_NOTE:
  case PASSANT_QUESTION_CALCULATE: return refuse (error, _("There is nothing to answer here"));
  default: g_return_val_if_reached (FALSE);
  }
}
