/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-phrase.h"

#include "passant-glossary.h"

#define S_PER_MIN 60
#define S_PER_H (60 * S_PER_MIN)
#define S_PER_D (24 * S_PER_H)

static void
set_decimal_mark (const char *language,
                  char       *number)
{
  g_strdelimit (number, ".", *passant_gloss (language, "."));
}

char *
passant_phrase_percent (const char  *language,
                        PassantRatio ratio)
{
  if (passant_ratio_is_nothing (ratio))
    return g_strdup ("–");

  g_autofree char *number = passant_ratio_to_percent (ratio);

  set_decimal_mark (language, number);

  return g_strconcat (number, " %", NULL);
}

char *
passant_phrase_signed (int value)
{
  return g_strdup_printf ("%s%d", value < 0 ? "−" : value > 0 ? "+" : "", ABS (value));
}

char *
passant_phrase_tenths (const char *language,
                       int         tenths)
{
  char *number = g_strdup_printf ("%s%d.%d", tenths < 0 ? "−" : tenths > 0 ? "+" : "",
                                  ABS (tenths) / 10,
                                  ABS (tenths) % 10);

  set_decimal_mark (language, number);

  return number;
}

/* A clock that was wrong by centuries still prints as something. */
static GDateTime *
local_time (GTimeZone *zone,
            gint64     ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  GDateTime *local = utc ? g_date_time_to_timezone (utc, zone) : NULL;

  return local ? local : g_date_time_new_from_unix_utc (0);
}

gint64
passant_phrase_span (gint64 from_ms,
                     gint64 until_ms)
{
  gint64 span;

  if (__builtin_sub_overflow (until_ms, from_ms, &span))
    return until_ms < from_ms ? G_MININT64 : G_MAXINT64;

  return span;
}

char *
passant_phrase_time (GTimeZone *zone,
                     gint64     ms)
{
  g_autoptr (GDateTime) time = local_time (zone, ms);

  return g_strdup_printf ("%02d:%02d", g_date_time_get_hour (time), g_date_time_get_minute (time));
}

static char *
dup_day (const char *language,
         GDateTime  *time,
         gboolean    with_year)
{
  static const char * const months[] = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November",
    "December",
  };
  const char *month = passant_gloss (language, months[g_date_time_get_month (time) - 1]);
  int number = g_date_time_get_day_of_month (time);
  g_autofree char *day = number == 1 ? g_strdup_printf (passant_gloss (language, "1 %s"), month)
                                     : g_strdup_printf (passant_gloss (language, "%d %s"), number,
                                                        month);

  return with_year ? g_strdup_printf ("%s %d", day, g_date_time_get_year (time))
                   : g_steal_pointer (&day);
}

char *
passant_phrase_moment (const char *language,
                       GTimeZone  *zone,
                       gint64      ms)
{
  g_autoptr (GDateTime) time = local_time (zone, ms);
  g_autofree char *day = dup_day (language, time, TRUE), *clock = passant_phrase_time (zone, ms);

  return g_strdup_printf ("%s, %s", day, clock);
}

char *
passant_phrase_since (const char *language,
                      GTimeZone  *zone,
                      gint64      since_ms,
                      gint64      ms)
{
  g_autoptr (GDateTime) then = local_time (zone, since_ms), time = local_time (zone, ms);
  g_autofree char *clock = passant_phrase_time (zone, ms);
  g_autofree char *day = NULL;

  if (g_date_time_get_year (then) == g_date_time_get_year (time)
      && g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (time))
    return g_steal_pointer (&clock);

  day = dup_day (language, time, FALSE);

  return g_strdup_printf ("%s, %s", day, clock);
}

/* "2 h 5 min": @small is left out when it is nothing. */
static char *
dup_two_parts (const char *language,
               const char *large_unit,
               int         large,
               const char *small_unit,
               int         small)
{
  g_autofree char *first = g_strdup_printf (passant_gloss (language, large_unit), large);
  g_autofree char *second = g_strdup_printf (passant_gloss (language, small_unit), small);

  return small ? g_strdup_printf ("%s %s", first, second) : g_steal_pointer (&first);
}

char *
passant_phrase_duration (const char *language,
                         gint64      ms)
{
  int s = (int) CLAMP (ms / 1000, 0, G_MAXINT);

  if (s >= S_PER_D)
    return dup_two_parts (language, "%d d", s / S_PER_D, "%d h", s % S_PER_D / S_PER_H);
  if (s >= S_PER_H)
    return dup_two_parts (language, "%d h", s / S_PER_H, "%d min", s % S_PER_H / S_PER_MIN);
  if (s >= S_PER_MIN)
    return dup_two_parts (language, "%d min", s / S_PER_MIN, "%d s", s % S_PER_MIN);

  return g_strdup_printf (passant_gloss (language, "%d s"), s);
}

const char *
passant_phrase_state (const char       *language,
                      PassantVisitState state)
{
  static const char * const words[] = {
    [PASSANT_VISIT_OPEN] = "open",
    [PASSANT_VISIT_FINISHED] = "finished, waiting for review",
    [PASSANT_VISIT_BROKEN_OFF] = "broken off, waiting for review",
    [PASSANT_VISIT_RETURNED] = "returned to the shopper",
    [PASSANT_VISIT_ACCEPTED] = "accepted",
    [PASSANT_VISIT_REJECTED] = "rejected",
  };

  g_return_val_if_fail (state < G_N_ELEMENTS (words), "");

  return passant_gloss (language, words[state]);
}

const char *
passant_phrase_pillar (const char   *language,
                       PassantPillar pillar)
{
  static const char * const words[] = {
    [PASSANT_PILLAR_NONE] = "All together",
    [PASSANT_PILLAR_EFFECTIVENESS] = "Effectiveness",
    [PASSANT_PILLAR_EASE] = "Ease",
    [PASSANT_PILLAR_EMOTION] = "Emotion",
  };

  g_return_val_if_fail (pillar < G_N_ELEMENTS (words), "");

  return passant_gloss (language, words[pillar]);
}

const char *
passant_phrase_feeling (const char *language,
                        const char *word)
{
  if (!word)
    return NULL;

  return passant_feeling_find (word) ? passant_gloss (language, word) : word;
}

const char *
passant_phrase_channel (const char *language,
                        const char *channel)
{
  static const char * const known[] = {
    "store", "web", "phone", "chat", "app", "social", "mail", "street", NULL,
  };

  return channel && g_strv_contains (known, channel) ? passant_gloss (language, channel) : channel;
}

const char *
passant_phrase_reason (const char *language,
                       const char *reason)
{
  static const struct { const char *key, *words; } reasons[] = {
    { "store_closed", "the shop was closed" },
    { "refused", "entry was refused" },
    { "unsafe", "it did not feel safe" },
    { "no_time", "there was no time left" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].key, reason) == 0)
      return passant_gloss (language, reasons[i].words);

  return passant_gloss (language, "another reason");
}
