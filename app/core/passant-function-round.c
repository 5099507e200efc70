/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-function-private.h"

#include "passant-earth.h"

#include <math.h>
#include <string.h>

/* Over all rounds of a repeated touchpoint, and along places. */

static void
run_count (PassantRun               *run,
           PassantValue             *args,
           guint                     n,
           const PassantInstruction *call)
{
  const PassantScope *scope = run->scope;

  passant_value_set_number (args, scope->rounds ? scope->rounds (call->text, scope->data) : 1);
}

static void
run_count_non_empty (PassantRun               *run,
                     PassantValue             *args,
                     guint                     n,
                     const PassantInstruction *call)
{
  passant_value_set_number (args, n);
}

static void
run_position (PassantRun               *run,
              PassantValue             *args,
              guint                     n,
              const PassantInstruction *call)
{
  passant_value_set_number (args, run->scope->round);
}

static void
run_indexed_repeat (PassantRun               *run,
                    PassantValue             *args,
                    guint                     n,
                    const PassantInstruction *call)
{
  const PassantScope *scope = run->scope;
  double round = trunc (passant_value_to_number (args));
  guint rounds = scope->rounds ? scope->rounds (call->text, scope->data) : 1;
  const char *answer = NULL;

  if (scope->answer && round >= 1 && round <= rounds)
    answer = scope->answer (call->text, (guint) round, scope->data);

  passant_value_set_string (args, answer);
}

/* "52.0907 5.1214", and perhaps altitude and accuracy behind it. */
static gboolean
read_place (const char *text,
            double     *latitude,
            double     *longitude)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  char *blank = strpbrk (copy, " \t\r\n"), *end;
  PassantValue value = { .kind = PASSANT_VALUE_STRING, .string = copy };

  if (!blank)
    return FALSE;

  *blank++ = '\0';
  *latitude = passant_value_to_number (&value);
  blank += strspn (blank, " \t\r\n");
  end = blank + strcspn (blank, " \t\r\n");
  *end = '\0';
  value.string = blank;
  *longitude = passant_value_to_number (&value);

  return fabs (*latitude) <= 90 && fabs (*longitude) <= 180;
}

/* Adds the places of @text, which are parted by semicolons, to the way; FALSE when one is none. */
static gboolean
walk (const char *text,
      double     *last,
      guint      *places,
      double     *metres)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  double next[2];

  for (guint i = 0; parts[i]; i++) {
    if (i > 0 && !parts[i + 1] && !*g_strstrip (parts[i]))
      break;
    if (!read_place (parts[i], &next[0], &next[1]))
      return FALSE;
    if ((*places)++ > 0)
      *metres += passant_earth_measure_m (last, next);
    memcpy (last, next, sizeof next);
  }

  return TRUE;
}

/* To the centimetre, so that other machines with another sin() find the same. */
static void
run_distance (PassantRun               *run,
              PassantValue             *args,
              guint                     n,
              const PassantInstruction *call)
{
  double last[2] = { 0, 0 }, metres = 0;
  guint places = 0;
  gboolean are_places = TRUE;

  for (guint i = 0; i < n && are_places; i++)
    are_places = walk (passant_value_to_string (&args[i]), last, &places, &metres);

  passant_value_set_number (args, are_places && places > 1 ? round (metres * 100) / 100 : NAN);
}

const PassantFunction passant_functions_of_rounds[] = {
  { "count", "count(${q})", 1, 1, run_count, PASSANT_FUNCTION_COUNT },
  { "count-non-empty", "count-non-empty(${q})", 1, 1, run_count_non_empty,
    PASSANT_FUNCTION_ONLY_ROUNDS },
  { "position", "position(..)", 1, 1, run_position, PASSANT_FUNCTION_POSITION },
  { "indexed-repeat", "indexed-repeat(${q}, ${repeat}, n)", 3, 3, run_indexed_repeat,
    PASSANT_FUNCTION_INDEXED },
  { "distance", "distance(${a}, ${b})", 1, PASSANT_FUNCTION_ANY_NUMBER, run_distance,
    PASSANT_FUNCTION_ROUNDS },
  { 0 },
};
