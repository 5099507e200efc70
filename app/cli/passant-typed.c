/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-typed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "passant-sample-file.h"

static gboolean
is_like (const char *typed,
         const char *text)
{
  g_autofree char *left = g_utf8_casefold (typed, -1), *right = g_utf8_casefold (text, -1);

  return g_str_equal (left, right);
}

/* An id goes before a label, and that before a number: ids may be numbers. */
static PassantChoice *
find_choice (PassantQuestion *question,
             const char      *typed,
             const char      *language)
{
  PassantChoice *choice = passant_question_find_choice (question, typed);
  guint64 number;

  for (guint i = 0; i < question->choices->len && !choice; i++) {
    PassantChoice *other = g_ptr_array_index (question->choices, i);

    if (is_like (typed, other->id) || is_like (typed, passant_text_get (other->label, language)))
      choice = other;
  }
  if (!choice && g_ascii_string_to_unsigned (typed, 10, 1, question->choices->len, &number, NULL))
    choice = g_ptr_array_index (question->choices, number - 1);

  return choice;
}

static char *
read_choice (PassantQuestion *question,
             const char      *typed,
             const char      *language)
{
  static const char * const yes[] = { "y", "j", NULL };
  gboolean is_yes = g_strv_contains (yes, typed);
  PassantChoice *choice;

  if (question->type == PASSANT_QUESTION_YES_NO && (is_yes || g_str_equal (typed, "n")))
    return g_strdup (is_yes ? "yes" : "no");

  choice = find_choice (question, typed, language);

  return g_strdup (choice ? choice->id : typed);
}

static char *
join_in_script_order (PassantQuestion *question,
                      GPtrArray       *chosen)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < question->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (question->choices, i);

    if (g_ptr_array_find (chosen, choice, NULL))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", choice->id);
  }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
read_choices (PassantQuestion *question,
              const char      *typed,
              const char      *language)
{
  g_auto (GStrv) words = g_strsplit_set (typed, " ,", -1);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i]; i++) {
    PassantChoice *choice = *words[i] ? find_choice (question, words[i], language) : NULL;

    if (*words[i] && !choice)
      return g_strdup (typed);
    if (choice) {
      g_ptr_array_add (chosen, choice);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", choice->id);
    }
  }

  if (question->type == PASSANT_QUESTION_RANK)
    return g_string_free_and_steal (g_steal_pointer (&text));

  return join_in_script_order (question, chosen);
}

static char *
read_duration (const char *typed)
{
  g_auto (GStrv) parts = g_strsplit (typed, ":", -1);
  guint64 minutes, seconds;

  if (g_strv_length (parts) == 2 &&
      g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT / 60, &minutes, NULL) &&
      g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &seconds, NULL))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, minutes * 60 + seconds);

  return g_strdup (typed);
}

char *
passant_typed_read (PassantQuestion *question,
                    const char      *typed,
                    const char      *language)
{
  g_autoptr (PassantSampleFile) file = NULL;

  switch ((int) question->type) {
  case PASSANT_QUESTION_YES_NO:
  case PASSANT_QUESTION_CHOICE: return read_choice (question, typed, language);
  case PASSANT_QUESTION_CHOICES:
  case PASSANT_QUESTION_RANK: return read_choices (question, typed, language);
  case PASSANT_QUESTION_NUMBER:
  case PASSANT_QUESTION_MONEY: return g_strdelimit (g_strdup (typed), ",", '.');
  case PASSANT_QUESTION_DURATION: return read_duration (typed);
  case PASSANT_QUESTION_PHOTO:
  case PASSANT_QUESTION_RECEIPT: file = passant_sample_file_new_photo (); break;
  case PASSANT_QUESTION_AUDIO: file = passant_sample_file_new_audio (); break;
  default: return g_strdup (typed);
  }

  return g_strdup (file->sha256);
}

static char *
dup_range (PassantQuestion *question)
{
  if (question->has_min && question->has_max)
    return g_strdup_printf (_("A number from %d to %d"), question->min, question->max);
  if (question->has_min)
    return g_strdup_printf (_("A number, %d or more"), question->min);
  if (question->has_max)
    return g_strdup_printf (_("A number, %d or less"), question->max);

  return g_strdup (_("A number"));
}

char *
passant_typed_dup_hint (PassantQuestion *question)
{
  switch ((int) question->type) {
  case PASSANT_QUESTION_CHOICES: return g_strdup (_("Any of them, separated by blanks"));
  case PASSANT_QUESTION_RANK: return g_strdup (_("All of them, the best first"));
  case PASSANT_QUESTION_SCALE: return g_strdup_printf (_("A number from %d to %d"), question->min,
                                                       question->max);
  case PASSANT_QUESTION_NUMBER: return dup_range (question);
  case PASSANT_QUESTION_MONEY: return g_strdup_printf (_("An amount in %s"), question->currency);
  case PASSANT_QUESTION_DURATION: return g_strdup (_("Seconds, or minutes:seconds"));
  case PASSANT_QUESTION_TIME: return g_strdup (_("A time such as 14:05"));
  case PASSANT_QUESTION_DATE: return g_strdup (_("A date such as 2026-11-22"));
  case PASSANT_QUESTION_DATE_TIME: return g_strdup (_("A moment such as 2026-11-22T14:05"));
  case PASSANT_QUESTION_PHOTO:
  case PASSANT_QUESTION_RECEIPT:
  case PASSANT_QUESTION_AUDIO: return g_strdup (_("Anything: a sample file stands for it"));
  case PASSANT_QUESTION_PLACE: return g_strdup (_("Latitude and longitude, such as 52.09 5.12"));
  default: return NULL;
  }
}
