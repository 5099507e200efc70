/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-function-private.h"

#include <math.h>
#include <string.h>

#define BLANKS " \t\r\n"

/* The next word of a list at *@at, which is moved on behind it; its length, 0 at the end. */
static gsize
next_word (const char **at,
           const char **word)
{
  gsize length;

  *word = *at + strspn (*at, BLANKS);
  length = strcspn (*word, BLANKS);
  *at = *word + length;

  return length;
}

static gboolean
is_selected (const char *list,
             const char *choice)
{
  const char *wanted, *word;
  gsize length = next_word (&choice, &wanted), found;

  if (length == 0)
    return FALSE;

  for (found = next_word (&list, &word); found > 0; found = next_word (&list, &word))
    if (found == length && memcmp (word, wanted, length) == 0)
      return TRUE;

  return FALSE;
}

static void
run_selected (PassantRun               *run,
              PassantValue             *args,
              guint                     n,
              const PassantInstruction *call)
{
  passant_value_set_boolean (args, is_selected (passant_value_to_string (&args[0]),
                                                passant_value_to_string (&args[1])));
}

/* Counted from 0. */
static void
run_selected_at (PassantRun               *run,
                 PassantValue             *args,
                 guint                     n,
                 const PassantInstruction *call)
{
  const char *list = passant_value_to_string (args), *word;
  double index = trunc (passant_value_to_number (&args[1]));
  gsize length = next_word (&list, &word);

  for (double i = 0; i < index && length > 0; i++)
    length = next_word (&list, &word);

  passant_value_take_string (args, index >= 0 ? g_strndup (word, length) : NULL);
}

static void
run_count_selected (PassantRun               *run,
                    PassantValue             *args,
                    guint                     n,
                    const PassantInstruction *call)
{
  const char *list = passant_value_to_string (args), *word;
  guint count = 0;

  while (next_word (&list, &word) > 0)
    count++;

  passant_value_set_number (args, count);
}

static void
run_choice_name (PassantRun               *run,
                 PassantValue             *args,
                 guint                     n,
                 const PassantInstruction *call)
{
  const PassantScope *scope = run->scope;
  const char *choice = passant_value_to_string (args);

  passant_value_take_string (args, scope->label
                             ? g_strdup (scope->label (call->text, choice, scope->data))
                             : NULL);
}

const PassantFunction passant_functions_of_choices[] = {
  { "selected", "selected(${q}, 'id')", 2, 2, run_selected, PASSANT_FUNCTION_SELECTED },
  { "selected-at", "selected-at(${q}, n), counted from 0", 2, 2, run_selected_at,
    PASSANT_FUNCTION_PLAIN },
  { "count-selected", "count-selected(${q})", 1, 1, run_count_selected, PASSANT_FUNCTION_PLAIN },
  { "jr:choice-name", "jr:choice-name('id', '${q}')", 2, 2, run_choice_name,
    PASSANT_FUNCTION_CHOICE_NAME },
  { 0 },
};
