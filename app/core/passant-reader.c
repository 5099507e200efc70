/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-reader-private.h"
#include "passant-places-private.h"
#include "passant-text-private.h"

#include <math.h>
#include <string.h>

#define LIST_MAX 50
#define WORD_BYTES_MAX 32

void
passant_reader_init (PassantReader *self,
                     GPtrArray     *problems)
{
  *self = (PassantReader) { .path = g_string_new (NULL), .problems = problems };
}

void
passant_reader_clear (PassantReader *self)
{
  g_string_free (g_steal_pointer (&self->path), TRUE);
}

gsize
passant_reader_enter (PassantReader *self,
                      const char    *key)
{
  gsize mark = self->path->len;

  passant_places_enter (self->path, key);

  return mark;
}

gsize
passant_reader_enter_at (PassantReader *self,
                         gsize          index)
{
  gsize mark = self->path->len;

  g_string_append_printf (self->path, "/%" G_GSIZE_FORMAT, index);

  return mark;
}

void
passant_reader_leave (PassantReader *self,
                      gsize          mark)
{
  g_string_truncate (self->path, mark);
}

void
passant_reader_report (PassantReader *self,
                       const char    *key,
                       const char    *code,
                       const char    *format,
                       ...)
{
  gsize mark = self->path->len;
  PassantProblem *problem;
  va_list arguments;

  if (self->problems->len >= PASSANT_PROBLEMS_MAX)
    return;

  if (key)
    passant_reader_enter (self, key);
  problem = g_new0 (PassantProblem, 1);
  problem->path = g_strdup (self->path->str);
  problem->code = g_strdup (code);
  va_start (arguments, format);
  problem->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (self->problems, problem);
  passant_reader_leave (self, mark);
}

/* Levenshtein's distance, a row at a time. */
static guint
measure_distance (const char *from,
                  const char *to)
{
  guint row[WORD_BYTES_MAX + 1];
  gsize width = strlen (to);

  if (width > WORD_BYTES_MAX || strlen (from) > WORD_BYTES_MAX)
    return G_MAXUINT;

  for (gsize i = 0; i <= width; i++)
    row[i] = i;

  for (const char *c = from; *c; c++) {
    guint diagonal = row[0]++;

    for (gsize i = 1; i <= width; i++) {
      guint above = row[i];

      row[i] = MIN (MIN (row[i - 1], row[i]) + 1, diagonal + (to[i - 1] != *c));
      diagonal = above;
    }
  }

  return row[width];
}

const char *
passant_reader_suggest (const char         *word,
                        const char * const *words)
{
  g_autofree char *small = g_ascii_strdown (word, -1);
  gsize length = strlen (word);
  guint nearest = (length < 4 ? 1 : MAX (length / 3, 2)) + 1;
  const char *suggestion = NULL;

  for (guint i = 0; words[i]; i++) {
    guint distance = measure_distance (small, words[i]);

    if (distance < nearest) {
      nearest = distance;
      suggestion = words[i];
    }
  }

  return suggestion;
}

static const char *
name_type (yyjson_val *value)
{
  switch (yyjson_get_type (value)) {
  case YYJSON_TYPE_NULL: return "null";
  case YYJSON_TYPE_BOOL: return "true or false";
  case YYJSON_TYPE_NUM: return "a number";
  case YYJSON_TYPE_STR: return "a text";
  case YYJSON_TYPE_ARR: return "a list";
  default: return "an object";
  }
}

static void
report_type (PassantReader *self,
             const char    *key,
             const char    *wanted,
             yyjson_val    *value)
{
  passant_reader_report (self, key, "wrong-type", "This must be %s, not %s", wanted,
                         name_type (value));
}

void
passant_reader_report_key (PassantReader      *self,
                           const char         *key,
                           const char * const *keys)
{
  const char *suggestion = passant_reader_suggest (key, keys);
  g_autofree char *known = NULL;

  if (suggestion) {
    passant_reader_report (self, key, "unknown-key",
                           "There is no key “%s” here; did you mean “%s”?", key, suggestion);
  } else {
    known = g_strjoinv (", ", (GStrv) keys);
    passant_reader_report (self, key, "unknown-key", "There is no key “%s” here; there are %s", key,
                           known);
  }
}

gboolean
passant_reader_object (PassantReader      *self,
                       yyjson_val         *value,
                       const char * const *keys)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  yyjson_obj_iter iter;

  if (!yyjson_is_obj (value)) {
    report_type (self, NULL, "an object in { }", value);
    return FALSE;
  }

  yyjson_obj_iter_init (value, &iter);
  for (yyjson_val *key = yyjson_obj_iter_next (&iter); key; key = yyjson_obj_iter_next (&iter)) {
    const char *name = yyjson_get_str (key);

    if (!g_hash_table_add (seen, (gpointer) name))
      passant_reader_report (self, name, "doubled-key",
                             "The key “%s” stands here twice; remove one", name);
    else if (keys && !g_strv_contains (keys, name))
      passant_reader_report_key (self, name, keys);
  }

  return TRUE;
}

gboolean
passant_reader_named (PassantReader *self,
                      yyjson_val    *value,
                      gsize          most)
{
  if (!passant_reader_object (self, value, NULL))
    return FALSE;

  if (yyjson_obj_size (value) > most)
    passant_reader_report (self, NULL, "too-many",
                           "There can be at most %" G_GSIZE_FORMAT " here, not %" G_GSIZE_FORMAT,
                           most, yyjson_obj_size (value));

  return yyjson_obj_size (value) <= most;
}

yyjson_val *
passant_reader_need (PassantReader *self,
                     yyjson_val    *object,
                     const char    *key)
{
  yyjson_val *value = yyjson_obj_get (object, key);

  if (!value)
    passant_reader_report (self, NULL, "missing-key", "The key “%s” is missing; add it", key);

  return value;
}

yyjson_val *
passant_reader_array (PassantReader *self,
                      yyjson_val    *object,
                      const char    *key,
                      gsize          least,
                      gsize          most)
{
  yyjson_val *value = yyjson_obj_get (object, key);

  if (!value)
    return NULL;

  if (!yyjson_is_arr (value)) {
    report_type (self, key, "a list in [ ]", value);
    return NULL;
  }

  if (yyjson_arr_size (value) < least)
    passant_reader_report (self, key, "too-few",
                           "There must be at least %" G_GSIZE_FORMAT " here, not %" G_GSIZE_FORMAT,
                           least, yyjson_arr_size (value));
  if (yyjson_arr_size (value) > most) {
    passant_reader_report (self, key, "too-many",
                           "There can be at most %" G_GSIZE_FORMAT " here, not %" G_GSIZE_FORMAT,
                           most, yyjson_arr_size (value));
    return NULL;
  }

  return value;
}

const char *
passant_reader_string (PassantReader *self,
                       yyjson_val    *object,
                       const char    *key)
{
  yyjson_val *value = yyjson_obj_get (object, key);

  if (!value)
    return NULL;

  if (!yyjson_is_str (value)) {
    report_type (self, key, "a text in quotes", value);
    return NULL;
  }

  if (strlen (yyjson_get_str (value)) != yyjson_get_len (value)) {
    passant_reader_report (self, key, "bad-text", "This text holds a NUL character; remove it");
    return NULL;
  }

  return yyjson_get_str (value);
}

gboolean
passant_reader_is_id (const char *text)
{
  gsize length = strlen (text);

  return length <= PASSANT_ID_BYTES_MAX && (g_ascii_isalpha (*text) || *text == '_') &&
         strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-") == length;
}

guint
passant_reader_hash_id (gconstpointer id)
{
  guint hash = 5381;

  for (const char *c = id; *c; c++)
    hash = hash * 33 + (guchar) g_ascii_tolower (*c);

  return hash;
}

gboolean
passant_reader_equal_id (gconstpointer a,
                         gconstpointer b)
{
  return g_ascii_strcasecmp (a, b) == 0;
}

/* Choices come from the world: "3", "NL-UT", "été". What would break a list of them apart is no part of one. */
static gboolean
is_choice_id (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || !g_utf8_validate_len (text, length, NULL))
    return FALSE;

  for (const char *c = text; *c; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (g_unichar_isspace (letter) || g_unichar_iscntrl (letter))
      return FALSE;
  }

  return TRUE;
}

char *
passant_reader_id (PassantReader *self,
                   yyjson_val    *object)
{
  const char *id;

  if (!passant_reader_need (self, object, "id"))
    return NULL;

  id = passant_reader_string (self, object, "id");
  if (!id)
    return NULL;

  if (!passant_reader_is_id (id)) {
    passant_reader_report (self, "id", "bad-id",
                           "“%s” is no id: start with a letter or “_”, go on with letters a to z, "
                           "digits, “_” and “-”, at most %d in all", id, PASSANT_ID_BYTES_MAX);
    return NULL;
  }

  return g_strdup (id);
}

char *
passant_reader_choice_id (PassantReader *self,
                          yyjson_val    *object)
{
  const char *id;

  if (!passant_reader_need (self, object, "id"))
    return NULL;

  id = passant_reader_string (self, object, "id");
  if (!id)
    return NULL;

  if (!is_choice_id (id)) {
    passant_reader_report (self, "id", "bad-id",
                           "“%s” is no choice's id: give 1 to %d bytes without blanks", id,
                           PASSANT_ID_BYTES_MAX);
    return NULL;
  }

  if (strlen (id) > PASSANT_ID_BYTES_MAX) {
    passant_reader_report (self, "id", "too-long",
                           "This id is %" G_GSIZE_FORMAT " bytes long, at most %d will do",
                           strlen (id), PASSANT_ID_BYTES_MAX);
    return NULL;
  }

  return g_strdup (id);
}

gboolean
passant_reader_boolean (PassantReader *self,
                        yyjson_val    *object,
                        const char    *key,
                        gboolean       missing)
{
  yyjson_val *value = yyjson_obj_get (object, key);

  if (!value)
    return missing;

  if (!yyjson_is_bool (value)) {
    report_type (self, key, "true or false", value);
    return missing;
  }

  return yyjson_get_bool (value);
}

gboolean
passant_reader_integer (PassantReader *self,
                        yyjson_val    *object,
                        const char    *key,
                        int            min,
                        int            max,
                        int           *number)
{
  yyjson_val *value = yyjson_obj_get (object, key);
  double exact;

  if (!value)
    return FALSE;

  /* 4.0 is as whole a number as 4. */
  exact = yyjson_get_num (value);
  if (!yyjson_is_num (value)) {
    report_type (self, key, "a whole number", value);
    return FALSE;
  }

  if (exact != floor (exact)) {
    passant_reader_report (self, key, "wrong-type", "This must be a whole number, not %.15g",
                           exact);
    return FALSE;
  }

  if (exact < min || exact > max) {
    passant_reader_report (self, key, "out-of-range",
                           "%.15g is out of range; give a whole number from %d to %d",
                           exact, min, max);
    return FALSE;
  }

  *number = (int) exact;
  return TRUE;
}

int
passant_reader_word (PassantReader      *self,
                     yyjson_val         *object,
                     const char         *key,
                     const char * const *words,
                     const char         *code)
{
  const char *word = passant_reader_string (self, object, key);
  const char *suggestion;
  g_autofree char *known = NULL;

  if (!word)
    return -1;

  for (guint i = 0; words[i]; i++)
    if (g_str_equal (words[i], word))
      return i;

  suggestion = passant_reader_suggest (word, words);
  known = g_strjoinv (", ", (GStrv) words);
  if (suggestion)
    passant_reader_report (self, key, code, "“%s” is not a known %s; did you mean “%s”?", word, key,
                           suggestion);
  else
    passant_reader_report (self, key, code, "“%s” is not a known %s; there are %s", word, key,
                           known);

  return -1;
}

/* One wording of the text being read; NULL when it will not do. */
static const char *
read_wording (PassantReader *self,
              yyjson_val    *object,
              const char    *language,
              gsize          bytes_max)
{
  const char *wording = passant_reader_string (self, object, language);

  if (!wording)
    return NULL;

  if (wording[strspn (wording, " \t\r\n")] == '\0')
    passant_reader_report (self, language, "empty-text",
                           "This text is empty; write it or remove “%s”", language);
  else if (strlen (wording) > bytes_max)
    passant_reader_report (self, language, "too-long",
                           "This text is %" G_GSIZE_FORMAT " bytes long, "
                           "at most %" G_GSIZE_FORMAT " will do", strlen (wording), bytes_max);

  return wording;
}

/* The wordings in the order of the script's languages, so that the first is what the others fall back to. */
static PassantText *
read_wordings (PassantReader *self,
               yyjson_val    *object,
               gsize          bytes_max)
{
  g_autoptr (PassantText) text = passant_text_new ();

  if (!passant_reader_object (self, object, NULL))
    return g_steal_pointer (&text);

  for (guint i = 0; self->languages && self->languages[i]; i++) {
    const char *wording = read_wording (self, object, self->languages[i], bytes_max);

    if (wording)
      passant_text_set (text, self->languages[i], wording);
  }

  return g_steal_pointer (&text);
}

static void
check_languages (PassantReader *self,
                 yyjson_val    *object)
{
  yyjson_obj_iter iter;

  if (!self->languages || !yyjson_is_obj (object))
    return;

  if (self->languages[0] && !yyjson_obj_get (object, self->languages[0]))
    passant_reader_report (self, NULL, "missing-text",
                           "The text in “%s”, the script's first language, is missing; "
                           "the other languages fall back to it", self->languages[0]);

  yyjson_obj_iter_init (object, &iter);
  for (yyjson_val *key = yyjson_obj_iter_next (&iter); key; key = yyjson_obj_iter_next (&iter)) {
    const char *language = yyjson_get_str (key);

    if (!g_strv_contains ((const char * const *) self->languages, language))
      passant_reader_report (self, language, "unknown-language",
                             "“%s” is not one of the script's languages; "
                             "add it to “languages” or remove this text", language);
  }
}

static PassantText *
read_text (PassantReader *self,
           yyjson_val    *value,
           gsize          bytes_max)
{
  check_languages (self, value);

  return read_wordings (self, value, bytes_max);
}

PassantText *
passant_reader_text (PassantReader *self,
                     yyjson_val    *object,
                     const char    *key,
                     gsize          bytes_max)
{
  yyjson_val *value = yyjson_obj_get (object, key);
  PassantText *text;
  gsize mark;

  if (!value)
    return NULL;

  mark = passant_reader_enter (self, key);
  text = read_text (self, value, bytes_max);
  passant_reader_leave (self, mark);

  return text;
}

PassantText *
passant_reader_need_text (PassantReader *self,
                          yyjson_val    *object,
                          const char    *key)
{
  passant_reader_need (self, object, key);

  return passant_reader_text (self, object, key, PASSANT_TEXT_BYTES_MAX);
}

GPtrArray *
passant_reader_texts (PassantReader *self,
                      yyjson_val    *object,
                      const char    *key)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_text_free);
  yyjson_val *array = passant_reader_array (self, object, key, 0, LIST_MAX);
  gsize outer = passant_reader_enter (self, key);
  yyjson_arr_iter iter = yyjson_arr_iter_with (array);

  while (yyjson_arr_iter_has_next (&iter)) {
    gsize mark = passant_reader_enter_at (self, iter.idx);

    g_ptr_array_add (texts, read_text (self, yyjson_arr_iter_next (&iter),
                                       PASSANT_TEXT_BYTES_MAX));
    passant_reader_leave (self, mark);
  }
  passant_reader_leave (self, outer);

  return texts;
}
