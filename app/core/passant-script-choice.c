/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-private.h"

#include "passant-text-private.h"

#include <string.h>

#define PLAIN_LEAST 2
#define PLAIN_MOST 50

static const char * const plain_keys[] = { "id", "label", NULL };
static const char * const rank_keys[] = { "id", "label", "specify", "columns", NULL };
static const char * const choice_keys[] = {
  "id", "label", "points", "specify", "columns", NULL
};
/* Of a question of many choices, and of a list, which any question can use. */
static const char * const choices_keys[] = {
  "id", "label", "points", "exclusive", "specify", "columns", NULL
};

static void
read_column (PassantCompiler *self,
             yyjson_val      *columns,
             const char      *name,
             GHashTable      *table)
{
  const char *text = passant_reader_string (&self->reader, columns, name);

  if (!passant_reader_is_id (name) || g_str_equal (name, "name"))
    passant_reader_report (&self->reader, name, "bad-column",
                           "“%s” is no name for a column: start with a letter or “_”, go on with "
                           "letters a to z, digits, “_” and “-”; “name” is the choice's id",
                           name);
  else if (text && strlen (text) > PASSANT_TEXT_BYTES_MAX)
    passant_reader_report (&self->reader, name, "too-long",
                           "This text is %" G_GSIZE_FORMAT " bytes long, at most %d will do",
                           strlen (text), PASSANT_TEXT_BYTES_MAX);
  else if (text)
    g_hash_table_insert (table, g_strdup (name), g_strdup (text));
}

/* What a filter can look at, or NULL. */
static GHashTable *
read_columns (PassantCompiler *self,
              yyjson_val      *object)
{
  yyjson_val *columns = yyjson_obj_get (object, "columns");
  GHashTable *table;
  yyjson_val *key;
  yyjson_obj_iter iter;
  gsize mark;

  if (!columns)
    return NULL;

  table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  mark = passant_reader_enter (&self->reader, "columns");
  if (passant_reader_named (&self->reader, columns, PASSANT_COLUMNS_MAX)) {
    yyjson_obj_iter_init (columns, &iter);
    while ((key = yyjson_obj_iter_next (&iter)))
      read_column (self, columns, yyjson_get_str (key), table);
  }
  passant_reader_leave (&self->reader, mark);

  return table;
}

/* true, or the text that asks which. */
static PassantText *
read_specify (PassantCompiler *self,
              yyjson_val      *object)
{
  yyjson_val *specify = yyjson_obj_get (object, "specify");

  if (!yyjson_is_bool (specify))
    return passant_reader_text (&self->reader, object, "specify", PASSANT_TEXT_BYTES_MAX);

  return yyjson_get_bool (specify) ?
         passant_text_new_built_in (PASSANT_WORDING_WHICH, self->script->languages) : NULL;
}

static void
read_choice (PassantCompiler    *self,
             yyjson_val         *value,
             const char * const *keys,
             GPtrArray          *choices,
             GHashTable         *seen)
{
  PassantReader *reader = &self->reader;
  PassantChoice *choice;

  if (!passant_reader_object (reader, value, keys))
    return;

  choice = passant_choice_new ();
  g_ptr_array_add (choices, choice);
  choice->id = passant_reader_choice_id (reader, value);
  if (choice->id && !g_hash_table_add (seen, choice->id))
    passant_reader_report (reader, "id", "doubled-id",
                           "Another choice here is called “%s” already; rename one",
                           choice->id);
  choice->label = passant_reader_need_text (reader, value, "label");
  if (g_strv_contains (keys, "points"))
    passant_reader_integer (reader, value, "points", 0, PASSANT_POINTS_MAX, &choice->points);
  if (g_strv_contains (keys, "exclusive"))
    choice->exclusive = passant_reader_boolean (reader, value, "exclusive", FALSE);
  if (g_strv_contains (keys, "specify"))
    choice->specify = read_specify (self, value);
  if (g_strv_contains (keys, "columns"))
    choice->columns = read_columns (self, value);
}

/* One text is asked for at most: "q.other" is one question. */
static void
check_specified (PassantCompiler *self,
                 PassantChoice   *choice,
                 PassantChoice  **specified)
{
  if (choice->specify && *specified)
    passant_reader_report (&self->reader, "specify", "doubled-specify",
                           "“%s” is to be specified already, and one choice can be; "
                           "remove “specify” from one", (*specified)->id);
  else if (choice->specify)
    *specified = choice;
}

/* The array that is called @key. */
static GPtrArray *
read_array (PassantCompiler    *self,
            yyjson_val         *object,
            const char         *key,
            const char * const *keys,
            gsize               least,
            gsize               most)
{
  GPtrArray *choices = passant_choices_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  PassantChoice *specified = NULL;
  yyjson_arr_iter iter;
  gsize outer;

  iter = yyjson_arr_iter_with (passant_reader_array (&self->reader, object, key, least, most));
  outer = passant_reader_enter (&self->reader, key);
  while (yyjson_arr_iter_has_next (&iter)) {
    gsize mark = passant_reader_enter_at (&self->reader, iter.idx);
    guint count = choices->len;

    read_choice (self, yyjson_arr_iter_next (&iter), keys, choices, seen);
    if (choices->len > count)
      check_specified (self, g_ptr_array_index (choices, count), &specified);
    passant_reader_leave (&self->reader, mark);
  }
  passant_reader_leave (&self->reader, outer);

  return choices;
}

GPtrArray *
passant_compiler_read_plain (PassantCompiler *self,
                             yyjson_val      *object)
{
  passant_reader_need (&self->reader, object, "choices");

  return read_array (self, object, "choices", plain_keys, PLAIN_LEAST, PLAIN_MOST);
}

static void
read_list (PassantCompiler *self,
           yyjson_val      *lists,
           const char      *name)
{
  GPtrArray *choices;

  if (!passant_reader_is_id (name)) {
    passant_reader_report (&self->reader, name, "bad-id",
                           "“%s” is no name for a list: start with a letter or “_”, go on with "
                           "letters a to z, digits, “_” and “-”, at most %d in all", name,
                           PASSANT_ID_BYTES_MAX);
    return;
  }

  choices = read_array (self, lists, name, choices_keys, 1, PASSANT_CHOICES_MAX);
  if (g_hash_table_contains (self->lists, name)) {
    passant_reader_report (&self->reader, name, "doubled-id",
                           "Another list is called “%s” already; rename one", name);
    g_ptr_array_unref (choices);
  } else {
    g_hash_table_insert (self->lists, g_strdup (name), choices);
  }
}

void
passant_compiler_read_lists (PassantCompiler *self,
                             yyjson_val      *root)
{
  PassantReader *reader = &self->reader;
  yyjson_val *lists = yyjson_obj_get (root, "lists");
  yyjson_obj_iter iter;
  yyjson_val *key;
  gsize mark;

  if (!lists)
    return;

  mark = passant_reader_enter (reader, "lists");
  if (passant_reader_named (reader, lists, PASSANT_LISTS_MAX)) {
    yyjson_obj_iter_init (lists, &iter);
    while ((key = yyjson_obj_iter_next (&iter)))
      read_list (self, lists, yyjson_get_str (key));
  }
  passant_reader_leave (reader, mark);
}

static void
report_list (PassantCompiler *self,
             const char      *name)
{
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (self->lists);
  const char *suggestion;

  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (names, NULL);
  suggestion = passant_reader_suggest (name, (const char * const *) names->pdata);
  if (suggestion)
    passant_reader_report (&self->reader, "choices", "unknown-list",
                           "There is no list “%s”; did you mean “%s”?", name, suggestion);
  else
    passant_reader_report (&self->reader, "choices", "unknown-list",
                           "There is no list “%s” in “lists”; add it or write the choices here",
                           name);
}

static void
use_list (PassantCompiler *self,
          const char      *name,
          PassantQuestion *question)
{
  gpointer known, choices;

  if (!g_hash_table_lookup_extended (self->lists, name, &known, &choices) ||
      !g_str_equal (known, name)) {
    report_list (self, name);
    return;
  }

  question->list = g_strdup (name);
  g_ptr_array_unref (question->choices);
  question->choices = g_ptr_array_ref (choices);
}

void
passant_compiler_read_choices (PassantCompiler *self,
                               yyjson_val      *object,
                               PassantQuestion *question)
{
  const char * const *keys = choices_keys;
  yyjson_val *choices = passant_reader_need (&self->reader, object, "choices");

  if (question->type == PASSANT_QUESTION_CHOICE)
    keys = choice_keys;
  else if (question->type == PASSANT_QUESTION_RANK)
    keys = rank_keys;

  if (yyjson_is_str (choices)) {
    const char *name = passant_reader_string (&self->reader, object, "choices");

    if (name)
      use_list (self, name, question);
    return;
  }

  g_ptr_array_unref (question->choices);
  question->choices = read_array (self, object, "choices", keys, 1, PASSANT_CHOICES_MAX);
}
