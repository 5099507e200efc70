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
  GArray          *pieces;  /* guint64, each once, in order; NULL: too short to be compared */
} Text;

static void
text_free (gpointer data)
{
  Text *self = data;

  g_array_unref (self->letters);
  g_clear_pointer (&self->pieces, g_array_unref);
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

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const guint64 *left = a, *right = b;

  return (*left > *right) - (*left < *right);
}

static void
leave_each_once (GArray *pieces)
{
  guint64 *all = (guint64 *) pieces->data;
  guint n = 0;

  for (guint i = 0; i < pieces->len; i++)
    if (i == 0 || all[i] != all[n - 1])
      all[n++] = all[i];
  g_array_set_size (pieces, n);
}

/* FNV-1a over the letters of each piece: two different ones of one number are too rare to matter in a count. */
static GArray *
cut_pieces (GArray *letters)
{
  GArray *pieces;

  if (letters->len < COMPARED_MIN)
    return NULL;

  pieces = g_array_sized_new (FALSE, FALSE, sizeof (guint64), letters->len);
  for (guint i = 0; i + PIECE <= letters->len; i++) {
    guint64 sum = G_GUINT64_CONSTANT (14695981039346656037);

    for (guint j = 0; j < PIECE; j++)
      sum = (sum ^ g_array_index (letters, gunichar, i + j)) * G_GUINT64_CONSTANT (1099511628211);
    g_array_append_val (pieces, sum);
  }
  g_array_sort (pieces, compare_pieces);
  leave_each_once (pieces);

  return pieces;
}

static Text *
text_new (PassantQuestion *question,
          const char      *value)
{
  Text *self = g_new0 (Text, 1);

  self->question = question;
  self->letters = read_letters (value);
  self->pieces = cut_pieces (self->letters);

  return self;
}

/* What two sets share of all they have, in fifths, is at least four: then they share four ninths of what both have counted
 * together. Both are in order, so one walk finds it, and most often a short one: it ends where too few are left. */
static gboolean
is_alike (GArray *a,
          GArray *b)
{
  const guint64 *left, *right;
  guint64 needed, shared = 0;
  guint i = 0, j = 0;

  if (!a || !b)
    return FALSE;

  left = (const guint64 *) a->data;
  right = (const guint64 *) b->data;
  needed = (guint64) (a->len + b->len) * ALIKE_NUM;
  while (i < a->len && j < b->len &&
         (shared + MIN (a->len - i, b->len - j)) * (ALIKE_NUM + ALIKE_DEN) >= needed) {
    gboolean is_shared = left[i] == right[j];
    gboolean is_behind = left[i] < right[j];

    shared += is_shared;
    i += is_shared || is_behind;
    j += is_shared || !is_behind;
  }

  return shared * (ALIKE_NUM + ALIKE_DEN) >= needed;
}

/* Cut once, however often the doubts are listed. */
static GArray *
get_pieces (PassantEarlier *earlier)
{
  if (!earlier->is_cut) {
    g_autoptr (GArray) letters = read_letters (earlier->value);

    earlier->pieces = cut_pieces (letters);
    earlier->is_cut = TRUE;
  }

  return earlier->pieces;
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

static PassantDoubt *
add_copy (PassantInquiry *self,
          Text           *text)
{
  return passant_inquiry_add (self, PASSANT_DOUBT_COPIED_TEXT, text->question->touchpoint,
                              text->question);
}

static void
inquire_copies (PassantInquiry *self,
                GPtrArray      *texts,
                guint           index)
{
  Text *text = g_ptr_array_index (texts, index);

  for (guint i = 0; i < index; i++) {
    Text *before = g_ptr_array_index (texts, i);

    if (is_alike (text->pieces, before->pieces)) {
      add_copy (self, text)->twin = before->question;
      return;
    }
  }
  for (guint i = 0; self->earlier && i < self->earlier->len; i++) {
    PassantEarlier *earlier = g_ptr_array_index (self->earlier, i);

    if (text->pieces && is_alike (text->pieces, get_pieces (earlier))) {
      add_copy (self, text)->visit = g_strdup (earlier->visit);
      return;
    }
  }
}

void
passant_inquire_texts (PassantInquiry *self)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (text_free);

  for (guint i = 0; i < self->script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (self->script->questions, i);
    const PassantAnswer *answer = passant_inquiry_get_answer (self, question);

    if (question->type == PASSANT_QUESTION_NARRATIVE && answer && answer->value &&
        passant_inquiry_was_at (self, question->touchpoint))
      g_ptr_array_add (texts, text_new (question, answer->value));
  }

  for (guint i = 0; i < texts->len; i++) {
    inquire_thinness (self, g_ptr_array_index (texts, i));
    inquire_copies (self, texts, i);
  }
}
