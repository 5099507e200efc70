/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-function-private.h"

#include <math.h>
#include <string.h>

#define BLANKS " \t\r\n"
#define REGEX_STEPS 200 /* what a match costs, of at most 60,000 steps that the pattern takes itself */

static void
run_string (PassantRun               *run,
            PassantValue             *args,
            guint                     n,
            const PassantInstruction *call)
{
  passant_value_to_string (args);
}

static gsize
measure (PassantValue *args,
         guint         n)
{
  gsize bytes = 0;

  for (guint i = 0; i < n; i++)
    bytes += strlen (passant_value_to_string (&args[i]));

  return bytes;
}

/* Of @n texts with @separator between them, unless they are too long together. */
static void
join (PassantRun   *run,
      PassantValue *result,
      const char   *separator,
      PassantValue *args,
      guint         n)
{
  gsize bytes = measure (args, n) + (n > 0 ? n - 1 : 0) * strlen (separator);
  GString *text = NULL;

  if (bytes > PASSANT_FUNCTION_BYTES_MAX || !passant_run_charge (run, 0, bytes)) {
    run->is_over = TRUE;
    return;
  }

  text = g_string_sized_new (bytes + 1);
  for (guint i = 0; i < n; i++) {
    if (i > 0)
      g_string_append (text, separator);
    g_string_append (text, args[i].string);
  }
  passant_value_take_string (result, g_string_free_and_steal (text));
}

static void
run_concat (PassantRun               *run,
            PassantValue             *args,
            guint                     n,
            const PassantInstruction *call)
{
  join (run, args, "", args, n);
}

static void
run_join (PassantRun               *run,
          PassantValue             *args,
          guint                     n,
          const PassantInstruction *call)
{
  join (run, args, passant_value_to_string (args), args + 1, n - 1);
}

static void
run_string_length (PassantRun               *run,
                   PassantValue             *args,
                   guint                     n,
                   const PassantInstruction *call)
{
  passant_value_set_number (args, g_utf8_strlen (passant_value_to_string (args), -1));
}

static void
run_contains (PassantRun               *run,
              PassantValue             *args,
              guint                     n,
              const PassantInstruction *call)
{
  passant_value_set_boolean (args, strstr (passant_value_to_string (&args[0]),
                                           passant_value_to_string (&args[1])) != NULL);
}

static void
run_starts_with (PassantRun               *run,
                 PassantValue             *args,
                 guint                     n,
                 const PassantInstruction *call)
{
  passant_value_set_boolean (args, g_str_has_prefix (passant_value_to_string (&args[0]),
                                                     passant_value_to_string (&args[1])));
}

static void
run_ends_with (PassantRun               *run,
               PassantValue             *args,
               guint                     n,
               const PassantInstruction *call)
{
  passant_value_set_boolean (args, g_str_has_suffix (passant_value_to_string (&args[0]),
                                                     passant_value_to_string (&args[1])));
}

/* Characters @from … @to of @value, counted from 0, without the last. */
static void
cut (PassantValue *value,
     double        from,
     double        to)
{
  double length = g_utf8_strlen (value->string, -1);
  const char *first, *end;

  from = CLAMP (from, 0, length);
  to = CLAMP (to, 0, length);
  if (!(from < to)) {
    passant_value_set_string (value, NULL);
    return;
  }

  first = g_utf8_offset_to_pointer (value->string, (glong) from);
  end = g_utf8_offset_to_pointer (first, (glong) to - (glong) from);
  passant_value_take_string (value, g_strndup (first, end - first));
}

/* From behind when negative. */
static double
place (double index,
       double length)
{
  return index < 0 ? MAX (trunc (index) + length, 0) : trunc (index);
}

/* ODK's: counted from 0, up to the end without it. */
static void
run_substr (PassantRun               *run,
            PassantValue             *args,
            guint                     n,
            const PassantInstruction *call)
{
  double length = g_utf8_strlen (passant_value_to_string (args), -1);
  double from = place (passant_value_to_number (&args[1]), length);
  double to = n > 2 ? place (passant_value_to_number (&args[2]), length) : length;

  cut (args, from, to);
}

static double
round_half_up (double number)
{
  return floor (number + 0.5);
}

/* XPath's: counted from 1, a length, and both rounded, the sum of the two as well. */
static void
run_substring (PassantRun               *run,
               PassantValue             *args,
               guint                     n,
               const PassantInstruction *call)
{
  double from = round_half_up (passant_value_to_number (&args[1]));
  double to = n > 2 ? from + round_half_up (passant_value_to_number (&args[2])) : INFINITY;

  passant_value_to_string (args);
  cut (args, from - 1, to - 1);
}

static void
run_substring_before (PassantRun               *run,
                      PassantValue             *args,
                      guint                     n,
                      const PassantInstruction *call)
{
  const char *text = passant_value_to_string (&args[0]);
  const char *found = strstr (text, passant_value_to_string (&args[1]));

  passant_value_take_string (args, found ? g_strndup (text, found - text) : NULL);
}

static void
run_substring_after (PassantRun               *run,
                     PassantValue             *args,
                     guint                     n,
                     const PassantInstruction *call)
{
  const char *mark = passant_value_to_string (&args[1]);
  const char *found = strstr (passant_value_to_string (&args[0]), mark);

  passant_value_take_string (args, found ? g_strdup (found + strlen (mark)) : NULL);
}

/* What becomes of each character: itself plus one, so that 0 means it goes. The first mention of a character holds. */
static GHashTable *
pair_characters (const char *from,
                 const char *to)
{
  GHashTable *pairs = g_hash_table_new (NULL, NULL);

  for (; *from; from = g_utf8_next_char (from)) {
    gpointer key = GUINT_TO_POINTER (g_utf8_get_char (from));

    if (!g_hash_table_contains (pairs, key))
      g_hash_table_insert (pairs, key, GUINT_TO_POINTER (*to ? g_utf8_get_char (to) + 1 : 0));
    if (*to)
      to = g_utf8_next_char (to);
  }

  return pairs;
}

static void
run_translate (PassantRun               *run,
               PassantValue             *args,
               guint                     n,
               const PassantInstruction *call)
{
  g_autoptr (GHashTable) pairs = pair_characters (passant_value_to_string (&args[1]),
                                                  passant_value_to_string (&args[2]));
  GString *text = g_string_new (NULL);

  for (const char *at = passant_value_to_string (args); *at; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    gpointer other;

    if (!g_hash_table_lookup_extended (pairs, GUINT_TO_POINTER (c), NULL, &other))
      g_string_append_unichar (text, c);
    else if (other)
      g_string_append_unichar (text, GPOINTER_TO_UINT (other) - 1);
  }

  passant_run_take_string (run, args, g_string_free_and_steal (text));
}

static void
run_normalize_space (PassantRun               *run,
                     PassantValue             *args,
                     guint                     n,
                     const PassantInstruction *call)
{
  GString *text = g_string_new (NULL);
  const char *at = passant_value_to_string (args);

  for (at += strspn (at, BLANKS); *at; at += strspn (at, BLANKS)) {
    gsize length = strcspn (at, BLANKS);

    if (text->len > 0)
      g_string_append_c (text, ' ');
    g_string_append_len (text, at, length);
    at += length;
  }

  passant_value_take_string (args, g_string_free_and_steal (text));
}

/* A pattern that gives up has no answer: the expression runs out of steps. */
static void
run_regex (PassantRun               *run,
           PassantValue             *args,
           guint                     n,
           const PassantInstruction *call)
{
  g_autoptr (GError) error = NULL;
  gboolean matches;

  if (!passant_run_charge (run, REGEX_STEPS, 0))
    return;

  matches = g_regex_match_full (call->regex, passant_value_to_string (args), -1, 0, 0, NULL,
                                &error);
  run->is_over |= error != NULL;
  passant_value_set_boolean (args, matches);
}

const PassantFunction passant_functions_of_text[] = {
  { "string", "string(value)", 0, 1, run_string, PASSANT_FUNCTION_SELF },
  { "concat", "concat(text, text, …)", 1, PASSANT_FUNCTION_ANY_NUMBER, run_concat,
    PASSANT_FUNCTION_PLAIN },
  { "join", "join(', ', ${q}) or join(', ', text, …)", 2, PASSANT_FUNCTION_ANY_NUMBER, run_join,
    PASSANT_FUNCTION_JOIN },
  { "string-length", "string-length(text)", 0, 1, run_string_length, PASSANT_FUNCTION_SELF },
  { "contains", "contains(text, part)", 2, 2, run_contains, PASSANT_FUNCTION_PLAIN },
  { "starts-with", "starts-with(text, part)", 2, 2, run_starts_with, PASSANT_FUNCTION_PLAIN },
  { "ends-with", "ends-with(text, part)", 2, 2, run_ends_with, PASSANT_FUNCTION_PLAIN },
  { "substr", "substr(text, start, end), counted from 0", 2, 3, run_substr,
    PASSANT_FUNCTION_PLAIN },
  { "substring", "substring(text, start, length), counted from 1", 2, 3, run_substring,
    PASSANT_FUNCTION_PLAIN },
  { "substring-before", "substring-before(text, part)", 2, 2, run_substring_before,
    PASSANT_FUNCTION_PLAIN },
  { "substring-after", "substring-after(text, part)", 2, 2, run_substring_after,
    PASSANT_FUNCTION_PLAIN },
  { "translate", "translate(text, from, to)", 3, 3, run_translate, PASSANT_FUNCTION_PLAIN },
  { "normalize-space", "normalize-space(text)", 0, 1, run_normalize_space, PASSANT_FUNCTION_SELF },
  { "regex", "regex(text, 'pattern')", 2, 2, run_regex, PASSANT_FUNCTION_REGEX },
  { 0 },
};
