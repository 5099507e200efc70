/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-doubt.h"
#include "passant-player.h"
#include "passant-source.h"
#include "passant-walker.h"

#include <string.h>

#define SEED 20261122
#define FEW 20    /* visits of each script */
#define MANY 400  /* with PASSANT_TEST_SOAK */
#define TURNS_MAX 2000
#define MINUTE_MS 60000

/*
 * A guest who is honest and quick: goes where the guide leads, reads and taps in one to two and a half seconds a question,
 * spends half the time at a touchpoint that the script reckons with, takes a photo for each that is asked, notes the
 * time that is on the receipt, marks as they felt, and tells each thing once, in a few words of their own.
 */
typedef struct {
  PassantScript *script;
  PassantVisit  *visit;
  PassantPlayer *player;
  PassantWalker *walker;
  PassantGuide  *guide;
  GRand         *rand;
  guint          n_files;
} Guest;

static void
look_up (Guest *self)
{
  g_clear_pointer (&self->guide, passant_guide_free);
  self->guide = passant_guide_new (self->script, self->visit);
}

#define say(...)                                                                        \
        G_STMT_START {                                                                  \
          g_autoptr (PassantFact) said = passant_player_say (self->player, __VA_ARGS__);  \
          passant_visit_apply (self->visit, said);                                      \
          look_up (self);                                                               \
        } G_STMT_END

static char *
tell (Guest *self)
{
  static const char * const words[] = {
    "verkoper", "kwam", "meteen", "balie", "wachtte", "rustig", "uitleg", "fiets", "zadel", "druk",
    "vriendelijk", "prijs", "deur", "licht", "muziek", "geur", "kassa", "bon", "tas", "kind",
    "buiten", "regen", "rek", "band", "helm", "vraag", "antwoord", "lang", "kort", "duidelijk",
  };
  GString *story = g_string_new (NULL);

  for (int n = g_rand_int_range (self->rand, 3, 20); n > 0; n--)
    g_string_append_printf (story, "%s ", words[g_rand_int_range (self->rand, 0,
                                                                  G_N_ELEMENTS (words))]);

  return g_string_free_and_steal (story);
}

static char *
read_clock (Guest *self)
{
  gint64 local_s = self->player->now_ms / 1000 + 3600;

  return g_strdup_printf ("%02d:%02d", (int) (local_s / 3600 % 24), (int) (local_s / 60 % 60));
}

static char *
take_photo (Guest           *self,
            PassantQuestion *question)
{
  char *sha256 = g_strdup_printf ("%064x", ++self->n_files);

  say ("visit.evidenced", "{'sha256':'%s','bytes':1,'touchpoint':'%s','question':'%s'}", sha256,
       question->touchpoint->id, question->id);

  return sha256;
}

static char *
find_answer (Guest           *self,
             PassantQuestion *question)
{
  g_autofree char *story = NULL;

  switch ((int) question->type) {
  case PASSANT_QUESTION_PHOTO:
  case PASSANT_QUESTION_RECEIPT:
  case PASSANT_QUESTION_AUDIO:
    return take_photo (self, question);
  case PASSANT_QUESTION_NARRATIVE:
    story = tell (self);
    return passant_guide_allows (self->guide, question, story) ? g_steal_pointer (&story)
                                                               : passant_walker_answer (
      self->walker, self->guide, question);
  default:
    return question->role == PASSANT_ROLE_TIME ? read_clock (self)
           : passant_walker_answer (self->walker, self->guide, question);
  }
}

static void
answer (Guest           *self,
        PassantQuestion *question)
{
  g_autofree char *value = find_answer (self, question);

  if (!value || strpbrk (value, "'\"\\"))
    return;

  self->player->now_ms += g_rand_int_range (self->rand, 0, 1500);
  say ("visit.answered", "{'touchpoint':'%s','question':'%s','value':'%s'}",
       question->touchpoint->id, question->id, value);
}

static void
feel (Guest             *self,
      PassantTouchpoint *touchpoint)
{
  int mark = g_rand_int_range (self->rand, 1, 11);

  say ("visit.felt", "{'touchpoint':'%s','x':%d,'y':%d,'mark':%d}", touchpoint->id, mark * 100 - 50,
       g_rand_int_range (self->rand, 0, 1000), mark);
}

static void
go_through (Guest             *self,
            PassantTouchpoint *touchpoint)
{
  say ("visit.entered", "{'touchpoint':'%s'}", touchpoint->id);
  self->player->now_ms += (gint64) touchpoint->minutes * MINUTE_MS / 2;
  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (touchpoint->questions, i);

    if (passant_guide_get_question (self->guide, question) == PASSANT_STEP_OPEN)
      answer (self, question);
  }
  if (touchpoint->asks_feeling)
    feel (self, touchpoint);
  if (passant_guide_get_mark_place (self->guide, touchpoint->phase) == touchpoint)
    say ("visit.phase_marked", "{'phase':'%s','mark':%d}", touchpoint->phase->id,
         g_rand_int_range (self->rand, 1, 11));
  if (passant_guide_get_touchpoint (self->guide, touchpoint) == PASSANT_STEP_OPEN)
    say ("visit.skipped", "{'touchpoint':'%s','reason':'Ging niet'}", touchpoint->id);
}

/* The doubts about one such visit, a line for each. */
static char *
walk (PassantScript *script,
      guint32        seed,
      guint         *n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (PassantWalker) walker = passant_walker_new (script, seed);
  Guest self[] = { { script, passant_visit_new ("visit"), passant_player_new ("guest", "visit"),
                     walker, NULL, rand, 0 } };
  g_autoptr (GPtrArray) doubts = NULL;
  GString *lines = g_string_new (NULL);
  PassantTouchpoint *next;

  say ("visit.opened", "{'script':'h','assignment':'a','shopper':'anna','utc_offset_min':60}");
  for (guint turn = 0; turn < TURNS_MAX && (next = passant_guide_get_next (self->guide, NULL));
       turn++)
    go_through (self, next);

  doubts = passant_doubts_list (script, self->visit, self->guide, NULL);
  for (guint i = 0; i < doubts->len; i++) {
    PassantDoubt *doubt = g_ptr_array_index (doubts, i);

    g_string_append_printf (lines, "%s@%s/%s\n", passant_doubt_kind_to_string (doubt->kind),
                            doubt->touchpoint ? doubt->touchpoint->id : "",
                            doubt->question ? doubt->question->id : "");
  }
  *n = doubts->len;
  passant_guide_free (self->guide);
  passant_visit_unref (self->visit);
  passant_player_free (self->player);

  return g_string_free_and_steal (lines);
}

static guint32
pick_seed (void)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");

  return given ? (guint32) g_ascii_strtoull (given, NULL, 10) : SEED;
}

/* Half a doubt for an honest visit is what a guest still looks at; a list of them is what they learn to tap away. What a
 * quick guest never is asked: whether they read it, whether they were there long enough, where the proof is. */
static void
test_honest_visits_are_left_alone (gconstpointer data)
{
  static const char * const never[] = { "speeding", "hurried", "missing_", "receipt_time",
                                        "same_evidence", "contradiction" };
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantScript) script = passant_source_compile (data, NULL, &error);
  guint32 seed = pick_seed ();
  guint n_visits = g_getenv ("PASSANT_TEST_SOAK") ? MANY : FEW, n_all = 0;

  g_assert_no_error (error);
  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  for (guint i = 0; i < n_visits; i++) {
    guint n = 0, again = 0;
    g_autofree char *lines = walk (script, seed + i, &n);
    g_autofree char *same = walk (script, seed + i, &again);

    g_test_message ("seed %u: %u\n%s", seed + i, n, lines);
    g_assert_cmpstr (lines, ==, same);
    g_assert_cmpuint (n, <=, 3);
    for (guint j = 0; j < G_N_ELEMENTS (never); j++)
      g_assert_null (strstr (lines, never[j]));
    n_all += n;
  }
  g_assert_cmpuint (n_all * 2, <=, n_visits);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++) {
    g_autofree char *name = g_path_get_basename (argv[i]);
    g_autofree char *path = g_strdup_printf ("/doubt/honest-visits-are-left-alone/%s", name);

    g_test_add_data_func (path, argv[i], test_honest_visits_are_left_alone);
  }

  return g_test_run ();
}
