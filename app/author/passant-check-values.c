/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-check-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many choices can be taken in all ways; of more, those that are named and one that is not. */
#define SUBSETS_MAX 6
#define ORDERS_MAX 4
#define PICKED_MAX 8
#define CHOICES_MAX 12

/* Far from any number somebody compares with, and still an answer. */
#define FAR 1000000.0
#define MINUTE_S 60

static const char * const plain_texts[] = { "x", "-1000000", "0", "1000000", NULL };

gboolean
passant_check_is_countable (PassantQuestion *question)
{
  switch ((int) question->type) {
  case PASSANT_QUESTION_YES_NO:
  case PASSANT_QUESTION_SCALE:
  case PASSANT_QUESTION_NOTE:
  case PASSANT_QUESTION_CALCULATE:
    return TRUE;

  case PASSANT_QUESTION_CHOICE:
    return question->choices->len <= CHOICES_MAX || question->filter;

  case PASSANT_QUESTION_CHOICES:
    return question->choices->len <= SUBSETS_MAX;

  case PASSANT_QUESTION_RANK:
    return question->choices->len <= ORDERS_MAX && !question->filter;

  default:
    return FALSE;
  }
}

/* Takes @value when it is an allowed answer that is not there yet. */
static void
offer (GPtrArray       *values,
       PassantQuestion *question,
       const char      *value)
{
  if (value && *value && passant_question_check (question, value, NULL) &&
      !g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
    g_ptr_array_add (values, g_strdup (value));
}

static void
G_GNUC_PRINTF (3, 4)
offer_printf (GPtrArray       *values,
              PassantQuestion *question,
              const char      *format,
              ...)
{
  g_autofree char *value = NULL;
  va_list arguments;

  va_start (arguments, format);
  value = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  offer (values, question, value);
}

/* Choices */

static const char *
choice_id (GPtrArray *choices,
           guint      index)
{
  return ((PassantChoice *) g_ptr_array_index (choices, index))->id;
}

static gboolean
is_named (GPtrArray  *literals,
          const char *id)
{
  for (guint i = 0; i < literals->len; i++) {
    g_auto (GStrv) words = g_strsplit (g_ptr_array_index (literals, i), " ", -1);

    if (g_strv_contains ((const char * const *) words, id))
      return TRUE;
  }

  return FALSE;
}

/* The choices that an expression can tell apart: those it names, and one of each kind that it does not. */
static GPtrArray *
pick_choices (PassantQuestion *question,
              GPtrArray       *literals,
              guint            all_max)
{
  GPtrArray *picked = g_ptr_array_new ();
  guint unnamed[2] = { 0 };

  for (guint i = 0; i < question->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (question->choices, i);
    if (question->choices->len <= all_max || is_named (literals,
                                                       choice->id) ||
        unnamed[!!choice->exclusive]++ == 0)
      g_ptr_array_add (picked, choice);
  }

  return picked;
}

/* FALSE when there are too many to take in all ways. */
static gboolean
offer_subsets (GPtrArray       *values,
               PassantQuestion *question,
               GPtrArray       *literals)
{
  g_autoptr (GPtrArray) picked = pick_choices (question, literals, SUBSETS_MAX);

  if (picked->len > PICKED_MAX)
    return FALSE;

  for (guint set = 1; set < 1u << picked->len; set++) {
    g_autoptr (GString) value = g_string_new (NULL);

    for (guint i = 0; i < picked->len; i++)
      if (set & 1u << i)
        g_string_append_printf (value, "%s%s", value->len ? " " : "", choice_id (picked, i));
    offer (values, question, value->str);
  }

  return TRUE;
}

/* All that earn something, together. */
static void
offer_best (GPtrArray       *values,
            PassantQuestion *question)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < question->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (question->choices, i);

    if (choice->points > 0)
      g_string_append_printf (value, "%s%s", value->len ? " " : "", choice->id);
  }
  offer (values, question, value->str);
}

static void
offer_orders (GPtrArray       *values,
              PassantQuestion *question,
              GPtrArray       *taken)
{
  GPtrArray *choices = question->choices;

  if (taken->len == choices->len) {
    g_autoptr (GString) value = g_string_new (NULL);

    for (guint i = 0; i < taken->len; i++)
      g_string_append_printf (value, "%s%s", i ? " " : "", choice_id (taken, i));
    offer (values, question, value->str);
    return;
  }

  for (guint i = 0; i < choices->len; i++) {
    if (g_ptr_array_find (taken, g_ptr_array_index (choices, i), NULL))
      continue;
    g_ptr_array_add (taken, g_ptr_array_index (choices, i));
    offer_orders (values, question, taken);
    g_ptr_array_set_size (taken, taken->len - 1);
    if (choices->len > ORDERS_MAX)
      break;
  }
}

/* Numbers */

/* What XPath makes of @literal: dates and times are numbers too. */
static double
read_number (const char *literal)
{
  g_autofree char *text = strchr (literal, '\'') ? NULL
                          : g_strdup_printf ("number('%s')", literal);
  g_autoptr (PassantExpression) expression =
    text ? passant_expression_compile (text, PASSANT_EXPRESSION_PLAIN, NULL) : NULL;
  g_autofree char *value = expression ? passant_expression_evaluate (expression, NULL) : NULL;
  char *end = NULL;
  double number = value ? g_ascii_strtod (value, &end) : NAN;

  return value && *value && !*end ? number : NAN;
}

static void
offer_number (GPtrArray       *values,
              PassantQuestion *question,
              double           number)
{
  g_autofree char *full = NULL;
  char *end;

  if (!isfinite (number) || fabs (number) > 1e11)
    return;

  full = g_strdup_printf ("%.*f", question->decimals, number);
  /* As a text, "5.0" is another answer than "5". */
  if (question->decimals > 0) {
    g_autofree char *brief = g_strdup (full);

    for (end = brief + strlen (brief) - 1; *end == '0'; end--)
      *end = '\0';
    if (*end == '.')
      *end = '\0';
    offer (values, question, brief);
  }
  offer (values, question, full);
  if (number == 0)
    offer (values, question, "-0");
}

/* Each number it is compared with, and its next neighbours on both sides. */
static void
offer_numbers (GPtrArray       *values,
               PassantQuestion *question,
               GPtrArray       *literals)
{
  double step = pow (10, -question->decimals);

  for (guint i = 0; i < literals->len; i++) {
    double number = read_number (g_ptr_array_index (literals, i));

    if (!isfinite (number))
      continue;
    offer_number (values, question, number);
    offer_number (values, question, floor (number / step) * step + step);
    offer_number (values, question, ceil (number / step) * step - step);
  }

  if (question->has_min)
    offer_number (values, question, question->min);
  if (question->has_max)
    offer_number (values, question, question->max);
  offer_number (values, question, 0);
  offer_number (values, question, 1);
  offer_number (values, question, FAR);
  offer_number (values, question, -FAR);
}

/* Texts */

/* A text may be a number as well, or a date, which is one. */
static void
offer_texts (GPtrArray       *values,
             PassantQuestion *question,
             GPtrArray       *literals)
{
  g_autofree char *longer = g_strnfill (MAX (question->min_length, 1), 'x');

  offer (values, question, longer);
  for (guint i = 0; i < literals->len; i++) {
    const char *literal = g_ptr_array_index (literals, i);
    double number = read_number (literal);

    if (!isfinite (number))
      continue;
    offer_printf (values, question, "%.12f", number);
    offer_printf (values, question, "%.12f", number - 1e-6);
    offer_printf (values, question, "%.12f", number + 1e-6);
  }
  for (guint i = 0; plain_texts[i]; i++)
    offer (values, question, plain_texts[i]);
}

/* Moments */

static GDateTime *
read_moment (const char *literal)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = strchr (literal, 'T') ? g_strdup (literal)
                          : strchr (literal, ':') ? g_strdup_printf ("2000-01-01T%s", literal)
                          : g_strdup_printf ("%sT00:00", literal);
  g_autofree char *whole = strlen (text) == strlen ("2000-01-01T00:00")
                           ? g_strdup_printf ("%s:00", text) : g_strdup (text);

  return g_date_time_new_from_iso8601 (whole, utc);
}

static void
offer_moment (GPtrArray       *values,
              PassantQuestion *question,
              GDateTime       *moment,
              gint64           seconds)
{
  static const char * const formats[] = {
    "%Y-%m-%d", "%H:%M", "%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", NULL
  };
  g_autoptr (GDateTime) at = g_date_time_add_seconds (moment, seconds);

  for (guint i = 0; at && formats[i]; i++) {
    g_autofree char *value = g_date_time_format (at, formats[i]);

    offer (values, question, value);
  }
}

/* FALSE for a number that is no moment: it is not known what lies about it. */
static gboolean
offer_moments (GPtrArray       *values,
               PassantQuestion *question,
               GPtrArray       *literals)
{
  static const char * const ends[] = {
    "1900-01-01", "2100-12-31", "00:00", "23:59:59", "12:00", "1900-01-01T00:00",
    "2100-12-31T00:00", NULL
  };
  gint64 step = question->type == PASSANT_QUESTION_DATE ? 24 * 60 * MINUTE_S : MINUTE_S / 2;

  for (guint i = 0; i < literals->len; i++) {
    const char *literal = g_ptr_array_index (literals, i);
    g_autoptr (GDateTime) moment = read_moment (literal);

    if (!moment && isfinite (read_number (literal)))
      return FALSE;
    for (int side = -1; moment && side <= 1; side++)
      offer_moment (values, question, moment, side * step);
  }
  for (guint i = 0; ends[i]; i++)
    offer (values, question, ends[i]);

  return TRUE;
}

/* All */

static gboolean
offer_all (GPtrArray       *values,
           PassantQuestion *question,
           GPtrArray       *literals)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();
  g_autoptr (GPtrArray) picked = NULL;

  switch ((int) question->type) {
  case PASSANT_QUESTION_YES_NO:
  case PASSANT_QUESTION_CHOICE:
    picked = pick_choices (question, literals, question->filter ? G_MAXUINT : CHOICES_MAX);
    for (guint i = 0; i < picked->len; i++)
      offer (values, question, choice_id (picked, i));
    break;

  case PASSANT_QUESTION_CHOICES:
    offer_best (values, question);
    return offer_subsets (values, question, literals);

  case PASSANT_QUESTION_RANK:
    offer_orders (values, question, taken);
    break;

  case PASSANT_QUESTION_SCALE:
    for (int point = question->min; point <= question->max; point++)
      offer_printf (values, question, "%d", point);
    break;

  case PASSANT_QUESTION_NUMBER:
  case PASSANT_QUESTION_MONEY:
  case PASSANT_QUESTION_DURATION:
    offer_numbers (values, question, literals);
    break;

  case PASSANT_QUESTION_DATE:
  case PASSANT_QUESTION_TIME:
  case PASSANT_QUESTION_DATE_TIME:
    return offer_moments (values, question, literals);

  case PASSANT_QUESTION_PLACE:
    offer (values, question, "52.0907 5.1214");
    break;

  case PASSANT_QUESTION_PHOTO:
  case PASSANT_QUESTION_RECEIPT:
  case PASSANT_QUESTION_AUDIO:
    offer (values, question, "0000000000000000000000000000000000000000000000000000000000000000");
    break;

  default:
    offer_texts (values, question, literals);
  }

  return TRUE;
}

GPtrArray *
passant_check_list_values (PassantQuestion *question,
                           GPtrArray       *literals)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  if (question->type == PASSANT_QUESTION_NOTE || question->type == PASSANT_QUESTION_CALCULATE)
    return g_steal_pointer (&values);

  for (guint i = 0; i < literals->len; i++)
    offer (values, question, g_ptr_array_index (literals, i));

  return offer_all (values, question, literals) ? g_steal_pointer (&values) : NULL;
}
