/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A script whose parts were thrown about is refused or is one; it never does harm, and is never half a script. */

#include "passant-error.h"
#include "passant-script.h"

#include <yyjson.h>

#define ROUNDS 1500
#define BLOWS_MAX 6

static char *
load_sound (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "scripts", "sound.json",
                                                 NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

/* All values of the document; parents before what is in them. */
static void
collect (yyjson_mut_val *value,
         GPtrArray      *values)
{
  g_ptr_array_add (values, value);
  if (yyjson_mut_is_arr (value)) {
    yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (value);
    yyjson_mut_val *element;

    while ((element = yyjson_mut_arr_iter_next (&iter)))
      collect (element, values);
  } else if (yyjson_mut_is_obj (value)) {
    yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (value);
    yyjson_mut_val *key;

    while ((key = yyjson_mut_obj_iter_next (&iter)))
      collect (yyjson_mut_obj_iter_get_val (key), values);
  }
}

static yyjson_mut_val *
draw (GRand     *rand,
      GPtrArray *values)
{
  return g_ptr_array_index (values, g_rand_int_range (rand, 0, values->len));
}

/* Takes something out of @value, or puts @other in at any place. */
static void
strike (GRand          *rand,
        yyjson_mut_doc *doc,
        yyjson_mut_val *value,
        yyjson_mut_val *other)
{
  yyjson_mut_val *copy = yyjson_mut_val_mut_copy (doc, other);
  gsize size = yyjson_mut_arr_size (value) + yyjson_mut_obj_size (value);
  gsize place = size > 0 ? (gsize) g_rand_int_range (rand, 0, size) : 0;
  gboolean takes_out = size > 0 && g_rand_boolean (rand);

  if (yyjson_mut_is_arr (value) && takes_out) {
    yyjson_mut_arr_remove (value, place);
  } else if (yyjson_mut_is_arr (value)) {
    yyjson_mut_arr_insert (value, copy, place);
  } else if (yyjson_mut_is_obj (value) && size > 0) {
    yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (value);
    yyjson_mut_val *key = yyjson_mut_obj_iter_next (&iter);

    while (place-- > 0)
      key = yyjson_mut_obj_iter_next (&iter);
    yyjson_mut_obj_replace (value, yyjson_mut_val_mut_copy (doc, key),
                            takes_out ? yyjson_mut_null (doc) : copy);
  }
}

static char *
damage (const char *sound,
        GRand      *rand)
{
  yyjson_doc *read = yyjson_read (sound, strlen (sound), YYJSON_READ_NOFLAG);
  yyjson_mut_doc *doc = yyjson_doc_mut_copy (read, NULL);
  char *text;

  for (int blows = g_rand_int_range (rand, 1, BLOWS_MAX); blows > 0; blows--) {
    g_autoptr (GPtrArray) values = g_ptr_array_new ();

    collect (yyjson_mut_doc_get_root (doc), values);
    strike (rand, doc, draw (rand, values), draw (rand, values));
  }
  text = yyjson_mut_write (doc, YYJSON_WRITE_NOFLAG, NULL);
  yyjson_mut_doc_free (doc);
  yyjson_doc_free (read);

  return text;
}

/* What all who read a script rely on. */
static void
check_whole (PassantScript *script)
{
  for (guint i = 0; i < script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (script->questions, i);

    g_assert_cmpuint (question->index, ==, i);
    g_assert_true (passant_script_find_question (script, question->id) == question);
    g_assert_nonnull (question->first);
    g_assert_true (question->first->index <= i);
    g_assert_true ((question->host == NULL) == (question->role == PASSANT_ROLE_ASKED ||
                                                question->role == PASSANT_ROLE_ROUNDS));
    g_assert_true (!question->host || question->host->round == question->round);
    g_assert_true (g_ptr_array_find (question->touchpoint->questions, question, NULL));
    g_assert_true (question->type == PASSANT_QUESTION_CALCULATE || question->text);
    g_assert_true (!question->calculation == (question->type != PASSANT_QUESTION_CALCULATE));
  }
}

static void
test_script_is_whole_or_refused (void)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *sound = load_sound ();
  guint n_whole = 0;

  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  for (int i = 0; i < ROUNDS; i++) {
    g_autofree char *text = damage (sound, rand);
    g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantScript) script = passant_script_compile (text, -1, problems, &error);

    g_assert_true ((script == NULL) == (error != NULL));
    g_assert_true ((script == NULL) == (problems->len > 0));
    if (script)
      check_whole (script);
    n_whole += script != NULL;
  }

  /* Else nothing but refusals was tested, or nothing was damaged. */
  g_test_message ("%u of %d stayed whole", n_whole, ROUNDS);
  g_assert_cmpuint (n_whole, >, 0);
  g_assert_cmpuint (n_whole, <, ROUNDS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/script/is-whole-or-refused", test_script_is_whole_or_refused);

  return g_test_run ();
}
