/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-function-private.h"

#include <math.h>
#include <string.h>

#define PLACES_MAX 400 /* beyond all that a double has */

/* XPath 1.0 §4.4: halves go up, and what rounds to nothing from below is negative zero. */
static double
round_half_up (double number)
{
  double whole = floor (number);

  return copysign (number - whole >= 0.5 ? whole + 1 : whole, number);
}

/* @number × 10^@places by its digits, so that 1.005 is exactly what it looks like. */
static double
shift (double number,
       int    places)
{
  g_autofree char *digits = passant_value_shortest (number);
  char *exponent = strchr (digits, 'e');
  g_autofree char *shifted = NULL;

  *exponent = '\0';
  shifted = g_strdup_printf ("%se%d", digits, (int) strtol (exponent + 1, NULL, 10) + places);

  return g_ascii_strtod (shifted, NULL);
}

static double
round_to (double number,
          double places)
{
  double rounded;

  if (isnan (places))
    return NAN;
  if (!isfinite (number) || number == 0)
    return number;

  places = CLAMP (trunc (places), -PLACES_MAX, PLACES_MAX);
  rounded = round_half_up (shift (number, (int) places));

  /* Where there are no places left to round at, the number is round already. */
  return isfinite (rounded) ? shift (rounded, (int) -places) : number;
}

static void
run_round (PassantRun               *run,
           PassantValue             *args,
           guint                     n,
           const PassantInstruction *call)
{
  double number = passant_value_to_number (args);

  passant_value_set_number (args, n > 1 ? round_to (number, passant_value_to_number (&args[1]))
                                        : round_half_up (number));
}

static void
run_number (PassantRun               *run,
            PassantValue             *args,
            guint                     n,
            const PassantInstruction *call)
{
  passant_value_set_number (args, passant_value_to_number (args));
}

static void
run_pi (PassantRun               *run,
        PassantValue             *args,
        guint                     n,
        const PassantInstruction *call)
{
  passant_value_set_number (args, G_PI);
}

static double
raise_ten (double power)
{
  return pow (10, power);
}

/* The functions of one number and of two, in C's words. */
static void
run_one (PassantRun               *run,
         PassantValue             *args,
         guint                     n,
         const PassantInstruction *call)
{
  static const struct { const char *name; double (*function) (double); } functions[] = {
    { "abs", fabs }, { "acos", acos }, { "asin", asin }, { "atan", atan }, { "ceiling", ceil },
    { "cos", cos }, { "exp", exp }, { "exp10", raise_ten }, { "floor", floor }, { "int", trunc },
    { "log", log }, { "log10", log10 }, { "sin", sin }, { "sqrt", sqrt }, { "tan", tan },
  };
  double number = passant_value_to_number (args);

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_str_equal (functions[i].name, call->function->name))
      passant_value_set_number (args, functions[i].function (number));
}

static void
run_pow (PassantRun               *run,
         PassantValue             *args,
         guint                     n,
         const PassantInstruction *call)
{
  passant_value_set_number (args, pow (passant_value_to_number (&args[0]),
                                       passant_value_to_number (&args[1])));
}

static void
run_atan2 (PassantRun               *run,
           PassantValue             *args,
           guint                     n,
           const PassantInstruction *call)
{
  passant_value_set_number (args, atan2 (passant_value_to_number (&args[0]),
                                         passant_value_to_number (&args[1])));
}

static void
run_sum (PassantRun               *run,
         PassantValue             *args,
         guint                     n,
         const PassantInstruction *call)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += passant_value_to_number (&args[i]);

  passant_value_set_number (args, sum);
}

/* Of nothing at all, or where one is no number, NaN. */
static double
find_extreme (PassantValue *args,
              guint         n,
              int           sign)
{
  double extreme = n > 0 ? passant_value_to_number (args) : NAN;

  for (guint i = 1; i < n; i++) {
    double number = passant_value_to_number (&args[i]);

    if (isnan (number) || sign * number > sign * extreme)
      extreme = number;
    if (isnan (extreme))
      break;
  }

  return extreme;
}

static void
run_min (PassantRun               *run,
         PassantValue             *args,
         guint                     n,
         const PassantInstruction *call)
{
  passant_value_set_number (args, find_extreme (args, n, -1));
}

static void
run_max (PassantRun               *run,
         PassantValue             *args,
         guint                     n,
         const PassantInstruction *call)
{
  passant_value_set_number (args, find_extreme (args, n, 1));
}

const PassantFunction passant_functions_of_numbers[] = {
  { "number", "number(value)", 0, 1, run_number, PASSANT_FUNCTION_SELF },
  { "int", "int(number)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "floor", "floor(number)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "ceiling", "ceiling(number)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "round", "round(number, places)", 1, 2, run_round, PASSANT_FUNCTION_PLAIN },
  { "abs", "abs(number)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "pow", "pow(number, power)", 2, 2, run_pow, PASSANT_FUNCTION_PLAIN },
  { "sqrt", "sqrt(number)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "exp", "exp(power)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "exp10", "exp10(power)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "log", "log(number)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "log10", "log10(number)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "sin", "sin(angle)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "cos", "cos(angle)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "tan", "tan(angle)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "asin", "asin(number)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "acos", "acos(number)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "atan", "atan(number)", 1, 1, run_one, PASSANT_FUNCTION_PLAIN },
  { "atan2", "atan2(y, x)", 2, 2, run_atan2, PASSANT_FUNCTION_PLAIN },
  { "pi", "pi()", 0, 0, run_pi, PASSANT_FUNCTION_PLAIN },
  { "sum", "sum(${q}) or sum(number, …)", 1, PASSANT_FUNCTION_ANY_NUMBER, run_sum,
    PASSANT_FUNCTION_ROUNDS },
  { "min", "min(${q}) or min(number, …)", 1, PASSANT_FUNCTION_ANY_NUMBER, run_min,
    PASSANT_FUNCTION_ROUNDS },
  { "max", "max(${q}) or max(number, …)", 1, PASSANT_FUNCTION_ANY_NUMBER, run_max,
    PASSANT_FUNCTION_ROUNDS },
  { 0 },
};
