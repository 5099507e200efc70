/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-private.h"

static const char * const item_keys[] = { "id", "prompt", "choices", "correct", "why", NULL };

static gboolean
has_choice (GPtrArray  *choices,
            const char *id)
{
  for (guint i = 0; i < choices->len; i++)
    if (g_strcmp0 (((PassantChoice *) g_ptr_array_index (choices, i))->id, id) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
has_item (PassantScript *script,
          const char    *id)
{
  for (guint i = 0; i < script->quiz->len; i++) {
    PassantQuizItem *item = g_ptr_array_index (script->quiz, i);

    if (item->id && passant_reader_equal_id (item->id, id))
      return TRUE;
  }

  return FALSE;
}

void
passant_compiler_read_quiz_item (PassantCompiler *self,
                                 yyjson_val      *value)
{
  PassantReader *reader = &self->reader;
  PassantQuizItem *item;

  if (!passant_reader_object (reader, value, item_keys))
    return;

  item = passant_quiz_item_new ();
  item->id = passant_reader_id (reader, value);
  if (item->id && has_item (self->script, item->id))
    passant_reader_report (reader, "id", "doubled-id",
                           "Another quiz question is called “%s” already; rename one",
                           item->id);
  g_ptr_array_add (self->script->quiz, item);

  item->prompt = passant_reader_need_text (reader, value, "prompt");
  item->choices = passant_compiler_read_plain (self, value);
  item->why = passant_reader_text (reader, value, "why", PASSANT_TEXT_BYTES_MAX);
  passant_reader_need (reader, value, "correct");
  item->correct = g_strdup (passant_reader_string (reader, value, "correct"));
  if (item->correct && !has_choice (item->choices, item->correct))
    passant_reader_report (reader, "correct", "unknown-choice",
                           "“%s” is not one of the choices here; name the id of one",
                           item->correct);
}
