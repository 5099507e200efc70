/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-function-private.h"

#include "passant-days-private.h"

#include <math.h>

#define DAY_MS 86400000.0

/* NaN when nobody says what time it is. */
static double
now (PassantRun *run)
{
  return run->scope->local_ms ? run->scope->local_ms / DAY_MS : NAN;
}

static void
run_today (PassantRun               *run,
           PassantValue             *args,
           guint                     n,
           const PassantInstruction *call)
{
  passant_value_take_string (args, passant_days_to_date (now (run)));
}

/* Whole seconds that have passed: a fraction of the next has not. */
static void
run_now (PassantRun               *run,
         PassantValue             *args,
         guint                     n,
         const PassantInstruction *call)
{
  double seconds = floor (now (run) * DAY_MS / 1000 + 1e-6);

  passant_value_take_string (args, passant_days_to_date_time (seconds * 1000 / DAY_MS));
}

/* A value as days, and how it was written; a number is taken for both. */
static double
read_days (const PassantValue *value,
           PassantDaysKind    *kind)
{
  double days;

  *kind = PASSANT_DAYS_NONE;
  days = value->kind == PASSANT_VALUE_STRING ? passant_days_from_text (value->string, kind) : NAN;
  if (*kind != PASSANT_DAYS_NONE)
    return days;

  days = passant_value_to_number (value);
  *kind = PASSANT_DAYS_DATE_TIME;

  return days;
}

static void
run_date (PassantRun               *run,
          PassantValue             *args,
          guint                     n,
          const PassantInstruction *call)
{
  PassantDaysKind kind;
  double days = read_days (args, &kind);

  passant_value_take_string (args, kind != PASSANT_DAYS_TIME ? passant_days_to_date (days) : NULL);
}

static void
run_date_time (PassantRun               *run,
               PassantValue             *args,
               guint                     n,
               const PassantInstruction *call)
{
  PassantDaysKind kind;
  double days = read_days (args, &kind);

  passant_value_take_string (args, kind != PASSANT_DAYS_TIME ? passant_days_to_date_time (days)
                                                             : NULL);
}

static void
run_decimal_date_time (PassantRun               *run,
                       PassantValue             *args,
                       guint                     n,
                       const PassantInstruction *call)
{
  PassantDaysKind kind;
  double days = read_days (args, &kind);

  passant_value_set_number (args, kind != PASSANT_DAYS_TIME ? days : NAN);
}

static void
run_decimal_time (PassantRun               *run,
                  PassantValue             *args,
                  guint                     n,
                  const PassantInstruction *call)
{
  PassantDaysKind kind;
  double days = read_days (args, &kind);

  passant_value_set_number (args, kind != PASSANT_DAYS_DATE ? days - floor (days) : NAN);
}

static void
run_format_date (PassantRun               *run,
                 PassantValue             *args,
                 guint                     n,
                 const PassantInstruction *call)
{
  const char *format = passant_value_to_string (&args[1]);
  PassantDaysKind kind;
  double days = read_days (args, &kind);

  if (kind == PASSANT_DAYS_TIME && call->function->kind == PASSANT_FUNCTION_DATE_FORMAT)
    days = NAN;
  passant_run_take_string (run, args, passant_days_format (days, format));
}

const PassantFunction passant_functions_of_dates[] = {
  { "today", "today()", 0, 0, run_today, PASSANT_FUNCTION_NOW },
  { "now", "now()", 0, 0, run_now, PASSANT_FUNCTION_NOW },
  { "date", "date(value)", 1, 1, run_date, PASSANT_FUNCTION_PLAIN },
  { "date-time", "date-time(value)", 1, 1, run_date_time, PASSANT_FUNCTION_PLAIN },
  { "decimal-date-time", "decimal-date-time(value)", 1, 1, run_decimal_date_time,
    PASSANT_FUNCTION_PLAIN },
  { "decimal-time", "decimal-time(value)", 1, 1, run_decimal_time, PASSANT_FUNCTION_PLAIN },
  { "format-date", "format-date(date, '%Y-%m-%d')", 2, 2, run_format_date,
    PASSANT_FUNCTION_DATE_FORMAT },
  { "format-date-time", "format-date-time(moment, '%Y-%m-%d %H:%M')", 2, 2, run_format_date,
    PASSANT_FUNCTION_TIME_FORMAT },
  { 0 },
};
