/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-private.h"

#define MARK_MAX 10

static const char * const touchpoint_keys[] = {
  "id", "title", "channel", "owner", "media", "instruction", "do", "dont", "cover", "desired",
  "believed", "minutes", "repeat", "relevant", "order", "wait", "feeling", "questions", NULL
};
static const char * const affect_keys[] = { "valence", "arousal", "feeling", "mark", NULL };
static const char * const order_keys[] = { "after", NULL };
static const char * const wait_keys[] = { "min_minutes", "max_minutes", NULL };

static const char * const channels[] = {
  "store", "web", "phone", "chat", "app", "social", "mail", "street", NULL
};
static const char * const owners[] = { "own", "partner", NULL };
static const char * const media[] = { "owned", "earned", "paid", NULL };

static char *
read_word (PassantCompiler    *self,
           yyjson_val         *object,
           const char         *key,
           const char * const *words,
           const char         *code)
{
  int word = passant_reader_word (&self->reader, object, key, words, code);

  return g_strdup (words[MAX (word, 0)]);
}

static const char *
read_feeling (PassantCompiler *self,
              yyjson_val      *object)
{
  const char *words[33] = { NULL };
  int index;

  for (guint i = 0; passant_feeling_get (i); i++)
    words[i] = passant_feeling_get (i)->key;
  index = passant_reader_word (&self->reader, object, "feeling", words, "unknown-feeling");

  return index < 0 ? NULL : words[index];
}

static gboolean
read_affect (PassantCompiler *self,
             yyjson_val      *object,
             const char      *key,
             PassantAffect   *affect)
{
  PassantReader *reader = &self->reader;
  yyjson_val *value = yyjson_obj_get (object, key);
  gsize mark;

  if (!value)
    return FALSE;

  mark = passant_reader_enter (reader, key);
  if (passant_reader_object (reader, value, affect_keys)) {
    if (passant_reader_need (reader, value, "valence"))
      passant_reader_integer (reader, value, "valence", -100, 100, &affect->valence);
    if (passant_reader_need (reader, value, "arousal"))
      passant_reader_integer (reader, value, "arousal", -100, 100, &affect->arousal);
    affect->word = read_feeling (self, value);
    passant_reader_integer (reader, value, "mark", 1, MARK_MAX, &affect->mark);
  }
  passant_reader_leave (reader, mark);

  return TRUE;
}

static PassantTouchpoint *
find_earlier (PassantCompiler *self,
              const char      *after,
              const char      *own)
{
  PassantTouchpoint *earlier = passant_script_find_touchpoint (self->script, after);

  if (earlier && g_strcmp0 (after, own) != 0)
    return earlier;

  if (g_hash_table_contains (self->touchpoints, after))
    passant_reader_report (&self->reader, "after", "later-touchpoint",
                           "“%s” does not stand before this touchpoint; "
                           "name an earlier one or move it up", after);
  else
    passant_reader_report (&self->reader, "after", "unknown-touchpoint",
                           "There is no touchpoint “%s” in this script; "
                           "name one that stands before this", after);

  return NULL;
}

/* "free", or {"after": "<an earlier touchpoint>"}. */
static PassantTouchpoint *
read_order (PassantCompiler *self,
            yyjson_val      *object,
            const char      *own)
{
  yyjson_val *order = yyjson_obj_get (object, "order");
  PassantTouchpoint *earlier = NULL;
  const char *after;
  gsize mark;

  if (!order || yyjson_equals_str (order, "free"))
    return NULL;

  if (!yyjson_is_obj (order)) {
    passant_reader_report (&self->reader, "order", "wrong-type",
                           "This must be \"free\" or {\"after\": \"…\"} with "
                           "the id of an earlier touchpoint");
    return NULL;
  }

  mark = passant_reader_enter (&self->reader, "order");
  passant_reader_object (&self->reader, order, order_keys);
  passant_reader_need (&self->reader, order, "after");
  after = passant_reader_string (&self->reader, order, "after");
  if (after)
    earlier = find_earlier (self, after, own);
  passant_reader_leave (&self->reader, mark);

  return earlier;
}

/* What is waited for is what it comes after. */
static void
read_wait (PassantCompiler   *self,
           yyjson_val        *object,
           PassantTouchpoint *touchpoint)
{
  PassantReader *reader = &self->reader;
  yyjson_val *wait = yyjson_obj_get (object, "wait");
  gboolean has_after = yyjson_obj_get (yyjson_obj_get (object, "order"), "after") != NULL;
  int min = 0, max = -1;
  gsize mark;

  if (!wait)
    return;
  if (!has_after)
    passant_reader_report (reader, "wait", "waits-for-nothing",
                           "Nothing says what this waits for; name that touchpoint in “order”, or "
                           "leave “wait” out");

  mark = passant_reader_enter (reader, "wait");
  if (passant_reader_object (reader, wait, wait_keys)) {
    passant_reader_integer (reader, wait, "min_minutes", 0, PASSANT_MINUTES_MAX, &min);
    passant_reader_integer (reader, wait, "max_minutes", 0, PASSANT_MINUTES_MAX, &max);
    if (max >= 0 && max < min)
      passant_reader_report (reader, "max_minutes", "bad-bounds",
                             "“max_minutes” is %d, less than “min_minutes”, %d; exchange them", max,
                             min);
    touchpoint->waits = TRUE;
    touchpoint->wait_min = min;
    touchpoint->wait_max = MAX (min, max);
  }
  passant_reader_leave (reader, mark);
}

static void
read_questions (PassantCompiler   *self,
                yyjson_val        *object,
                PassantTouchpoint *touchpoint)
{
  yyjson_val *array = passant_reader_array (&self->reader, object, "questions", 0,
                                            PASSANT_QUESTIONS_MAX);
  yyjson_arr_iter iter = yyjson_arr_iter_with (array);
  gsize outer = passant_reader_enter (&self->reader, "questions");

  while (yyjson_arr_iter_has_next (&iter)) {
    gsize mark = passant_reader_enter_at (&self->reader, iter.idx);

    passant_compiler_read_question (self, yyjson_arr_iter_next (&iter), touchpoint);
    passant_reader_leave (&self->reader, mark);
  }
  passant_reader_leave (&self->reader, outer);
}

void
passant_compiler_read_touchpoint (PassantCompiler *self,
                                  yyjson_val      *value,
                                  PassantPhase    *phase)
{
  PassantReader *reader = &self->reader;
  PassantTouchpoint *touchpoint;

  if (!passant_reader_object (reader, value, touchpoint_keys))
    return;

  touchpoint = passant_touchpoint_new (phase);
  touchpoint->id = passant_reader_id (reader, value);
  if (!passant_script_add_touchpoint (self->script, touchpoint))
    passant_reader_report (reader, "id", "doubled-id",
                           passant_script_find_touchpoint (self->script, touchpoint->id) ?
                           "Another touchpoint is called “%s” already; rename one" :
                           "Another touchpoint is called “%s” but for capitals, which do not "
                           "count; rename one", touchpoint->id);

  touchpoint->title = passant_reader_need_text (reader, value, "title");
  touchpoint->instruction = passant_reader_text (reader, value, "instruction",
                                                 PASSANT_TEXT_BYTES_MAX);
  passant_compiler_check_text (self, "instruction", touchpoint->instruction, NULL, FALSE);
  touchpoint->cover = passant_reader_text (reader, value, "cover", PASSANT_TEXT_BYTES_MAX);
  touchpoint->dos = passant_reader_texts (reader, value, "do");
  touchpoint->donts = passant_reader_texts (reader, value, "dont");
  passant_reader_need (reader, value, "channel");
  touchpoint->channel = read_word (self, value, "channel", channels, "unknown-channel");
  touchpoint->owner = read_word (self, value, "owner", owners, "unknown-owner");
  touchpoint->media = read_word (self, value, "media", media, "unknown-media");
  passant_reader_integer (reader, value, "minutes", 1, PASSANT_MINUTES_MAX, &touchpoint->minutes);
  touchpoint->has_desired = read_affect (self, value, "desired", &touchpoint->desired);
  touchpoint->has_believed = read_affect (self, value, "believed", &touchpoint->believed);
  touchpoint->relevant = passant_compiler_read_expression (self, value, "relevant", NULL, FALSE);
  touchpoint->after = read_order (self, value, touchpoint->id);
  read_wait (self, value, touchpoint);
  touchpoint->asks_feeling = passant_reader_boolean (reader, value, "feeling", TRUE);
  passant_compiler_read_repeat (self, value, touchpoint);
  read_questions (self, value, touchpoint);
  passant_compiler_add_rounds (self, touchpoint);
}
