/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether what was told in words was told at all, and here for the first time. */

#include "passant-doubt-private.h"

#define THIN_MIN 10      /* letters and digits */
#define VARIED_MIN 4     /* different ones */
#define COMPARED_MIN 40  /* shorter texts may well be alike */
#define PIECE 8          /* texts are compared by all their pieces of so many letters */
#define ALIKE_NUM 4      /* alike: 4 of 5 pieces … */
#define ALIKE_DEN 5      /* … of both together are shared */

/* A text as it is compared: its letters and digits, small. */
typedef struct {
  PassantQuestion *question;
  GArray          *letters; /* gunichar */
  GHashTable      *pieces;  /* set of gint64 */
} Text;

static void
text_free (gpointer data)
{
  Text *self = data;

  g_array_unref (self->letters);
  g_clear_pointer (&self->pieces, g_hash_table_unref);
  g_free (self);
}

static GArray *
read_letters (const char *value)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (composed, -1);

  for (const char *c = folded; *c; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (g_unichar_isalnum (letter))
      g_array_append_val (letters, letter);
  }

  return letters;
}

/* FNV-1a over the letters of each piece: two different ones of one number are too rare to matter in a count. */
static GHashTable *
cut_pieces (GArray *letters)
{
  GHashTable *pieces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i + PIECE <= letters->len; i++) {
    guint64 sum = G_GUINT64_CONSTANT (14695981039346656037);

    for (guint j = 0; j < PIECE; j++)
      sum = (sum ^ g_array_index (letters, gunichar, i + j)) * G_GUINT64_CONSTANT (1099511628211);
    g_hash_table_add (pieces, g_memdup2 (&sum, sizeof sum));
  }

  return pieces;
}

static Text *
text_new (PassantQuestion *question,
          const char      *value)
{
  Text *self = g_new0 (Text, 1);

  self->question = question;
  self->letters = read_letters (value);
  if (self->letters->len >= COMPARED_MIN)
    self->pieces = cut_pieces (self->letters);

  return self;
}

static gboolean
is_alike (Text *a,
          Text *b)
{
  GHashTableIter iter;
  gpointer piece;
  guint64 shared = 0, all;

  if (!a->pieces || !b->pieces)
    return FALSE;

  g_hash_table_iter_init (&iter, a->pieces);
  while (g_hash_table_iter_next (&iter, &piece, NULL))
    shared += g_hash_table_contains (b->pieces, piece);
  all = g_hash_table_size (a->pieces) + g_hash_table_size (b->pieces) - shared;

  return shared * ALIKE_DEN >= all * ALIKE_NUM;
}

static void
inquire_thinness (PassantInquiry *self,
                  Text           *text)
{
  g_autoptr (GHashTable) different = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < text->letters->len; i++)
    g_hash_table_add (different,
                      GUINT_TO_POINTER (g_array_index (text->letters, gunichar, i)));
  if (text->letters->len < THIN_MIN || g_hash_table_size (different) < VARIED_MIN)
    passant_inquiry_add (self, PASSANT_DOUBT_THIN_NARRATIVE, text->question->touchpoint,
                         text->question)->found = text->letters->len;
}

static void
inquire_copies (PassantInquiry *self,
                GPtrArray      *texts,
                guint           index,
                GPtrArray      *earlier)
{
  Text *text = g_ptr_array_index (texts, index);
  PassantDoubt *doubt;

  for (guint i = 0; i < index; i++) {
    if (is_alike (text, g_ptr_array_index (texts, i))) {
      doubt = passant_inquiry_add (self, PASSANT_DOUBT_COPIED_TEXT, text->question->touchpoint,
                                   text->question);
      doubt->twin = ((Text *) g_ptr_array_index (texts, i))->question;
      return;
    }
  }
  for (guint i = 0; i < earlier->len; i++) {
    if (is_alike (text, g_ptr_array_index (earlier, i))) {
      doubt = passant_inquiry_add (self, PASSANT_DOUBT_COPIED_TEXT, text->question->touchpoint,
                                   text->question);
      doubt->visit = g_strdup (((PassantEarlier *) g_ptr_array_index (self->earlier, i))->visit);
      return;
    }
  }
}

static GPtrArray *
read_earlier (PassantInquiry *self)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (text_free);

  for (guint i = 0; self->earlier && i < self->earlier->len; i++)
    g_ptr_array_add (texts, text_new (NULL,
                                      ((PassantEarlier *) self->earlier->pdata[i])->value));

  return texts;
}

void
passant_inquire_texts (PassantInquiry *self)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (text_free);
  g_autoptr (GPtrArray) earlier = NULL;

  for (guint i = 0; i < self->script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (self->script->questions, i);
    const PassantAnswer *answer = passant_inquiry_get_answer (self, question);

    if (question->type == PASSANT_QUESTION_NARRATIVE && answer && answer->value &&
        passant_inquiry_was_at (self, question->touchpoint))
      g_ptr_array_add (texts, text_new (question, answer->value));
  }

  earlier = texts->len > 0 ? read_earlier (self) : g_ptr_array_new ();
  for (guint i = 0; i < texts->len; i++) {
    inquire_thinness (self, g_ptr_array_index (texts, i));
    inquire_copies (self, texts, i, earlier);
  }
}
