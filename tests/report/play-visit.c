/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts a guest's visit of the sample study into a desk's store, as if the hub had sent it.
 *
 *   play-visit FOLDER open|finished|broken_off|nasty
 *   play-visit FOLDER moved        another guest, from the first version of the script to the newest
 */

#include "passant-play.h"
#include "passant-store.h"

static void
play (PassantPlay *self,
      const char  *how)
{
  for (guint i = 0; i < 6; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (self->script->touchpoints, i);

    passant_play_walk (self, touchpoint->id);
    if (touchpoint->asks_feeling)
      passant_play_feel (self, touchpoint->id, 60 - 30 * (int) i, 10, "interest");
  }
  if (g_str_equal (how, "nasty"))
    passant_play_answer (self, "ad_seen", "yes", "=1+1, \"so\"\n🚲", 12);
  if (g_str_equal (how, "broken_off"))
    passant_play_break_off (self, "website", "unsafe", "The road was up");
  else if (!g_str_equal (how, "open"))
    passant_play_finish (self);
}

/* Four touchpoints of the old version, and two of the new one. */
static PassantPlay *
play_moved (PassantStore  *store,
            PassantScript *newest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = passant_store_list_scripts (store, "fiets_2026", &error);
  g_autoptr (PassantScript) first = NULL;
  PassantPlay *self;

  g_assert_no_error (error);
  first = passant_store_load_script (store, ((PassantScriptRow *) rows->pdata[0])->hash, &error);
  g_assert_no_error (error);

  self = passant_play_new_other (first);
  for (guint i = 0; i < 6; i++) {
    if (i == 4)
      passant_play_move (self, newest);
    passant_play_walk (self, ((PassantTouchpoint *) self->script->touchpoints->pdata[i])->id);
  }
  passant_play_finish (self);

  return self;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (PassantClock) clock = passant_clock_new_system ();
  g_autoptr (PassantStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  store = passant_store_open (argv[1], clock, NULL, &error);
  g_assert_no_error (error);

  g_autofree char *hash = passant_store_dup_study_script (store, "fiets_2026", &error);
  g_autoptr (PassantScript) script = hash ? passant_store_load_script (store, hash, &error) : NULL;

  g_assert_no_error (error);

  gboolean is_moved = g_str_equal (argv[2], "moved");
  g_autoptr (PassantPlay) visit = is_moved ? play_moved (store, script) : passant_play_new (script);

  if (!is_moved)
    play (visit, argv[2]);
  passant_store_adopt (store, visit->facts, "", &error);
  g_assert_no_error (error);

  return 0;
}
