/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script.h"

#include <stdlib.h>
#include <string.h>

/* How a language writes what people say. A report may be in another language than the screen, so this cannot come from
 * the process's locale. */
typedef struct {
  const char *language;
  const char *decimal;
  const char *thousands;
  const char *of;           /* "3 of 5" */
  const char *hour;
  const char *before;       /* between a currency's symbol and the amount after it; NULL: the symbol stands behind */
  const char *first, *day;  /* behind the first day of a month, and behind any other */
  const char *months[12];
} Manner;

/* The first serves every language not named here. */
static const Manner manners[] = {
  { "en", ".", ",", "of", "h", "", "", "",
    { "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November",
      "December" } },
  { "nl", ",", ".", "van", "u", " ", "", "",
    { "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
      "oktober", "november",
      "december" } },
  { "de", ",", ".", "von", "h", NULL, ".", ".",
    { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November",
      "Dezember" } },
  { "fr", ",", " ", "sur", "h", NULL, "er", "",
    { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre",
      "décembre" } },
};

static const struct {
  const char *currency;
  const char *symbol;
} symbols[] = {
  { "EUR", "€" }, { "GBP", "£" }, { "USD", "$" }, { "JPY", "¥" },
};

static const Manner *
find_manner (const char *language)
{
  gsize length = language ? strcspn (language, "_-.@") : 0;

  for (guint i = 0; i < G_N_ELEMENTS (manners); i++)
    if (strlen (manners[i].language) == length && strncmp (manners[i].language, language,
                                                           length) == 0)
      return &manners[i];

  return &manners[0];
}

static const char *
find_symbol (const char *currency)
{
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i].currency, currency))
      return symbols[i].symbol;

  return NULL;
}

static char *
format_choices (PassantQuestion *self,
                const char      *value,
                const char      *language)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; ids[i]; i++) {
    PassantChoice *choice = passant_question_find_choice (self, ids[i]);

    if (i > 0)
      g_string_append (text, ", ");
    g_string_append (text, choice ? passant_text_get (choice->label, language) : ids[i]);
  }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
format_scale (PassantQuestion *self,
              const char      *value,
              const char      *language)
{
  int point = atoi (value);

  if (self->labels && point >= self->min && point - self->min < (int) self->labels->len)
    return g_strdup (passant_text_get (g_ptr_array_index (self->labels, point - self->min),
                                       language));

  /* "2 of 3" would mislead where the scale does not start at the beginning. */
  if (self->min < 0 || self->min > 1)
    return g_strdup_printf ("%d (%d … %d)", point, self->min, self->max);

  return g_strdup_printf ("%d %s %d", point, find_manner (language)->of, self->max);
}

/* "1234.5" with 2 @places → "1.234,50". */
static char *
format_decimal (const char   *value,
                int           places,
                const Manner *manner)
{
  g_autoptr (GString) text = g_string_new (*value == '-' ? "−" : NULL);
  const char *digits = value + (*value == '-');
  gsize whole = strcspn (digits, ".");
  const char *part = digits[whole] ? digits + whole + 1 : "";

  for (gsize i = 0; i < whole; i++) {
    if (i > 0 && (whole - i) % 3 == 0)
      g_string_append (text, manner->thousands);
    g_string_append_c (text, digits[i]);
  }

  if (*part || places > 0)
    g_string_append_printf (text, "%s%s", manner->decimal, part);
  for (int i = strlen (part); i < places; i++)
    g_string_append_c (text, '0');

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
format_number (PassantQuestion *self,
               const char      *value,
               const char      *language)
{
  g_autofree char *number = format_decimal (value, 0, find_manner (language));

  return self->unit ? g_strdup_printf ("%s %s", number, passant_text_get (self->unit, language)) :
         g_steal_pointer (&number);
}

static char *
format_money (PassantQuestion *self,
              const char      *value,
              const char      *language)
{
  const Manner *manner = find_manner (language);
  g_autofree char *amount = format_decimal (value, self->decimals, manner);
  const char *symbol = find_symbol (self->currency);

  if (!symbol)
    return g_strdup_printf ("%s %s", self->currency, amount);
  if (!manner->before)
    return g_strdup_printf ("%s %s", amount, symbol);

  return g_strdup_printf ("%s%s%s", symbol, manner->before, amount);
}

static char *
format_duration (const char *value,
                 const char *language)
{
  gint64 seconds = g_ascii_strtoll (value, NULL, 10);
  gint64 minutes = seconds / 60 % 60;
  gint64 hours = seconds / 3600;
  g_autoptr (GString) text = g_string_new (NULL);

  if (hours > 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " %s ", hours, find_manner (language)->hour);
  if (minutes > 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " min ", minutes);
  if (seconds % 60 > 0 || seconds == 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " s ", seconds % 60);

  return g_strchomp (g_string_free_and_steal (g_steal_pointer (&text)));
}

static char *
format_date (const char *value,
             const char *language)
{
  const Manner *manner = find_manner (language);
  int day = atoi (value + 8);

  return g_strdup_printf ("%d%s %s %d", day, day == 1 ? manner->first : manner->day,
                          manner->months[atoi (value + 5) - 1], atoi (value));
}

static char *
format_date_time (const char *value,
                  const char *language)
{
  g_autofree char *date = format_date (value, language);

  return g_strdup_printf ("%s, %s", date, strchr (value, 'T') + 1);
}

/* Latitude and longitude as maps take them; how high and how exact is for machines. */
static char *
format_place (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, " ", -1);

  return g_strdup_printf ("%s, %s", parts[0], parts[1]);
}

/* A number may be a year or a code, so only its decimal sign is the reader's. */
static char *
format_calculated (const char *value,
                   const char *language)
{
  gboolean is_negative = *value == '-';
  gsize whole = strspn (value + is_negative, "0123456789") + is_negative;
  gsize part = value[whole] == '.' ? strspn (value + whole + 1, "0123456789") : 0;

  if (whole == (gsize) is_negative || part == 0 || value[whole + 1 + part])
    return g_strdup (value);

  return g_strdup_printf ("%.*s%s%s", (int) whole, value, find_manner (language)->decimal,
                          value + whole + 1);
}

/**
 * passant_question_format:
 * @value: (nullable): an answer as stored
 * @language: a language or locale
 *
 * The answer in words for a reader. What is no allowed answer, or has no words, stays as it is; no answer is "".
 */
char *
passant_question_format (PassantQuestion *self,
                         const char      *value,
                         const char      *language)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (value && self->type == PASSANT_QUESTION_CALCULATE)
    return format_calculated (value, language);
  if (!value || !*value || !passant_question_check (self, value, NULL))
    return g_strdup (value ? value : "");

  switch (self->type) {
  case PASSANT_QUESTION_YES_NO:
  case PASSANT_QUESTION_CHOICE:
  case PASSANT_QUESTION_CHOICES:
  case PASSANT_QUESTION_RANK: return format_choices (self, value, language);
  case PASSANT_QUESTION_SCALE: return format_scale (self, value, language);
  case PASSANT_QUESTION_NUMBER: return format_number (self, value, language);
  case PASSANT_QUESTION_MONEY: return format_money (self, value, language);
  case PASSANT_QUESTION_DURATION: return format_duration (value, language);
  case PASSANT_QUESTION_DATE: return format_date (value, language);
  case PASSANT_QUESTION_DATE_TIME: return format_date_time (value, language);
  case PASSANT_QUESTION_PLACE: return format_place (value);
  default: return g_strdup (value);
  }
}
