/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-function-private.h"

#include "passant-reader-private.h"

#include <string.h>

#define NAME_BYTES_MAX 32
#define PATHS "write ${question} instead of a path into the form"
#define SAME_ANSWERS "the same answers must give the same journey everywhere"
#define LOOK_UP "give the choices columns and look at those in a filter, or use if() in a calculate"

static const PassantFunction * const groups[] = {
  passant_functions_of_conditions, passant_functions_of_choices, passant_functions_of_text,
  passant_functions_of_numbers, passant_functions_of_dates, passant_functions_of_rounds,
};

static const struct { const char *name, *why; } refusals[] = {
  { "area", "there are no shapes here; distance() is there" },
  { "base64-decode", "answers are plain text; leave it out" },
  { "current", "leave it out: ${question} means the same here" },
  { "digest", "answers are kept as they are; leave it out" },
  { "extract-signed", "answers are kept as they are; leave it out" },
  { "id", PATHS },
  { "instance", "there is no data beside the form; " LOOK_UP },
  { "jr:itext", "put the text itself in the label, in each language" },
  { "last", "write count(${question}) for the number of rounds" },
  { "local-name", PATHS },
  { "name", PATHS },
  { "namespace-uri", PATHS },
  { "once", SAME_ANSWERS "; leave it out: a calculate follows its answers" },
  { "property", "the device says nothing of itself; ask a question" },
  { "pulldata", "there is no data beside the form; " LOOK_UP },
  { "random", SAME_ANSWERS "; leave it out, or ask a question" },
  { "randomize", SAME_ANSWERS "; put the choices in the order they are to have" },
  { "uuid", SAME_ANSWERS "; leave it out: every visit has an id already" },
};

const PassantFunction *
passant_function_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const PassantFunction *function = groups[i]; function->name; function++)
      if (g_str_equal (function->name, name))
        return function;

  return NULL;
}

static int
compare_names (const void *a,
               const void *b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* NULL-terminated. */
static GPtrArray *
sort_names (void)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const PassantFunction *function = groups[i]; function->name; function++)
      g_ptr_array_add (names, (char *) function->name);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return names;
}

const char *
passant_function_suggest (const char *name)
{
  g_autoptr (GPtrArray) names = sort_names ();

  if (strlen (name) > NAME_BYTES_MAX)
    return NULL;

  return passant_reader_suggest (name, (const char * const *) names->pdata);
}

char *
passant_function_list (void)
{
  g_autoptr (GPtrArray) names = sort_names ();

  return g_strjoinv (", ", (char **) names->pdata);
}

const char *
passant_function_refusal (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_str_equal (refusals[i].name, name))
      return refusals[i].why;

  return NULL;
}
