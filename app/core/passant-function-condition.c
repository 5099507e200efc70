/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-function-private.h"

#include <math.h>

static void
run_true (PassantRun               *run,
          PassantValue             *args,
          guint                     n,
          const PassantInstruction *call)
{
  passant_value_set_boolean (args, TRUE);
}

static void
run_false (PassantRun               *run,
           PassantValue             *args,
           guint                     n,
           const PassantInstruction *call)
{
  passant_value_set_boolean (args, FALSE);
}

static void
run_not (PassantRun               *run,
         PassantValue             *args,
         guint                     n,
         const PassantInstruction *call)
{
  passant_value_set_boolean (args, !passant_value_to_boolean (args));
}

static void
run_boolean (PassantRun               *run,
             PassantValue             *args,
             guint                     n,
             const PassantInstruction *call)
{
  passant_value_set_boolean (args, passant_value_to_boolean (args));
}

static void
run_boolean_from_string (PassantRun               *run,
                         PassantValue             *args,
                         guint                     n,
                         const PassantInstruction *call)
{
  const char *text = passant_value_to_string (args);

  passant_value_set_boolean (args, g_str_equal (text, "true") || g_str_equal (text, "1"));
}

/* The XForms specification counts what is more than 0 as a number, ODK's guide for authors the text "yes". */
static gboolean
is_ticked (const PassantValue *value)
{
  if (value->kind == PASSANT_VALUE_STRING && g_str_equal (value->string, "yes"))
    return TRUE;

  return passant_value_to_number (value) > 0;
}

/* A bound of -1 is none. */
static gboolean
is_within (double              number,
           const PassantValue *min,
           const PassantValue *max)
{
  double least = passant_value_to_number (min), most = passant_value_to_number (max);

  return (least == -1 || number >= least) && (most == -1 || number <= most);
}

static void
run_checklist (PassantRun               *run,
               PassantValue             *args,
               guint                     n,
               const PassantInstruction *call)
{
  guint ticked = 0;

  for (guint i = 2; i < n; i++)
    ticked += is_ticked (&args[i]);

  passant_value_set_boolean (args, is_within (ticked, &args[0], &args[1]));
}

static void
run_weighted_checklist (PassantRun               *run,
                        PassantValue             *args,
                        guint                     n,
                        const PassantInstruction *call)
{
  double weight = 0;

  for (guint i = 2; i + 1 < n; i += 2)
    if (is_ticked (&args[i]))
      weight += passant_value_to_number (&args[i + 1]);

  passant_value_set_boolean (args, is_within (weight, &args[0], &args[1]));
}

const PassantFunction passant_functions_of_conditions[] = {
  { "true", "true()", 0, 0, run_true, PASSANT_FUNCTION_PLAIN },
  { "false", "false()", 0, 0, run_false, PASSANT_FUNCTION_PLAIN },
  { "not", "not(condition)", 1, 1, run_not, PASSANT_FUNCTION_PLAIN },
  { "boolean", "boolean(value)", 1, 1, run_boolean, PASSANT_FUNCTION_PLAIN },
  { "boolean-from-string", "boolean-from-string(text)", 1, 1, run_boolean_from_string,
    PASSANT_FUNCTION_PLAIN },
  { "if", "if(condition, then, else)", 3, 3, NULL, PASSANT_FUNCTION_IF },
  { "coalesce", "coalesce(first, second, …)", 2, PASSANT_FUNCTION_ANY_NUMBER, NULL,
    PASSANT_FUNCTION_COALESCE },
  { "checklist", "checklist(min, max, value, …)", 3, PASSANT_FUNCTION_ANY_NUMBER, run_checklist,
    PASSANT_FUNCTION_PLAIN },
  { "weighted-checklist", "weighted-checklist(min, max, value, weight, …)", 4,
    PASSANT_FUNCTION_ANY_NUMBER, run_weighted_checklist, PASSANT_FUNCTION_PAIRS },
  { 0 },
};
