/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-player.h"
#include "passant-signal.h"

/* A touchpoint with four answers of one tap and a typed one, one with a typed one only, one without a feeling. */
static const char journey[] =
  "{'passant':1,'id':'s','version':1,'languages':['en'],'title':{'en':'S'},'phases':["
  "{'id':'shop','title':{'en':'S'},'touchpoints':["
  "{'id':'till','title':{'en':'T'},'channel':'store','questions':["
  "{'id':'a','type':'yes_no','text':{'en':'Q'}},{'id':'b','type':'yes_no','text':{'en':'Q'}},"
  "{'id':'c','type':'scale','text':{'en':'Q'},'min':1,'max':5},"
  "{'id':'d','type':'choice','text':{'en':'Q'},'choices':[{'id':'x','label':{'en':'X'}}]},"
  "{'id':'e','type':'text','text':{'en':'Q'}}]},"
  "{'id':'mail','title':{'en':'M'},'channel':'mail','questions':["
  "{'id':'f','type':'text','text':{'en':'Q'}}]},"
  "{'id':'door','title':{'en':'D'},'channel':'store','questions':["
  "{'id':'g','type':'yes_no','text':{'en':'Q'}}]}]}]}";

typedef struct {
  PassantScript *script;
  PassantVisit  *visit;
  PassantPlayer *guest;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *json = g_strdelimit (g_strdup (journey), "'", '"');
  g_autoptr (GError) error = NULL;

  fixture->script = passant_script_compile (json, -1, NULL, &error);
  g_assert_no_error (error);
  fixture->visit = passant_visit_new ("visit");
  fixture->guest = passant_player_new ("guest", "visit");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_player_free (fixture->guest);
  passant_visit_unref (fixture->visit);
  passant_script_unref (fixture->script);
}

#define say(...)                                                                           \
        G_STMT_START {                                                                     \
          g_autoptr (PassantFact) said = passant_player_say (fixture->guest, __VA_ARGS__); \
          passant_visit_apply (fixture->visit, said);                                      \
        } G_STMT_END

static void
answer_till (Fixture *fixture)
{
  static const char * const questions[] = { "a", "b", "e" };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    say ("visit.answered", "{'touchpoint':'till','question':'%s','value':'no'}", questions[i]);
  say ("visit.answered", "{'touchpoint':'till','question':'c','value':'4'}");
  say ("visit.answered", "{'touchpoint':'till','question':'d','value':'x'}");
  say ("visit.answered", "{'touchpoint':'till','question':'a','value':'yes'}");
  say ("visit.answered", "{'touchpoint':'till','question':'e','value':'no one'}");
}

static PassantSignal *
get (GPtrArray *signals,
     guint      index)
{
  g_assert_cmpuint (index, <, signals->len);

  return g_ptr_array_index (signals, index);
}

/* The example of schemas/signal.md. */
static void
test_signal_is_as_published (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (GPtrArray) signals = NULL;
  gint64 pace_ms = 500;

  answer_till (fixture);
  say ("visit.felt", "{'touchpoint':'till','x':700,'y':400,'touch_ms':2000,'moves':1}");
  signals = passant_signal_list (fixture->script, fixture->visit, &pace_ms);

  g_assert_cmpuint (signals->len, ==, 1);
  g_assert_cmpstr (get (signals, 0)->touchpoint->id, ==, "till");
  g_assert_cmpint (get (signals, 0)->touch_ms, ==, 2000);
  g_assert_cmpint (get (signals, 0)->moves, ==, 1);
  g_assert_cmpuint (get (signals, 0)->n_tapped, ==, 4);
  g_assert_cmpuint (get (signals, 0)->n_changed, ==, 1);
  g_assert_cmpint (get (signals, 0)->value, ==, 38);
  g_assert_true (get (signals, 0)->has_hesitation);
  g_assert_cmpint (passant_signal_get_level (38), ==, PASSANT_SIGNAL_LOOK);
  g_assert_cmpint (pace_ms, ==, 500);
}

static int
value_of (Fixture    *fixture,
          gint64      pace_ms,
          const char *felt)
{
  g_autoptr (GPtrArray) signals = NULL;

  say ("visit.felt", "{'touchpoint':'mail','x':1,'y':1,%s}", felt);
  signals = passant_signal_list (fixture->script, fixture->visit, &pace_ms);

  return get (signals, signals->len - 1)->value;
}

/* Only hesitation and wandering can be known where nothing is tapped. */
static void
test_signal_has_bounds (Fixture      *fixture,
                        gconstpointer data)
{
  g_assert_cmpint (value_of (fixture, 500, "'touch_ms':500,'moves':0"), ==, 0);
  g_assert_cmpint (value_of (fixture, 500, "'touch_ms':90,'moves':0"), ==, 0);
  g_assert_cmpint (value_of (fixture, 500, "'touch_ms':8000,'moves':4"), ==, 100);
  g_assert_cmpint (value_of (fixture, 500, "'touch_ms':900000,'moves':99"), ==, 100);
  g_assert_cmpint (value_of (fixture, 500, "'touch_ms':1000,'moves':0"), ==, 17);
  /* One part left, and none but that. */
  g_assert_cmpint (value_of (fixture, 500, "'moves':2"), ==, 50);
  g_assert_cmpint (value_of (fixture, 0, "'touch_ms':8000,'moves':2"), ==, 50);
}

/* What is remembered takes as long as it takes. */
static void
test_signal_leaves_out_what_was_remembered (Fixture      *fixture,
                                            gconstpointer data)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.felt", "study", "visit");
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (GPtrArray) signals = NULL;
  gint64 now_ms = fixture->guest->now_ms + 1000, pace_ms = 500;
  PassantStamp stamp = { .device = "guest", .prev = fixture->guest->prev, .seq = 1,
                         .now_ms = now_ms, .boot_ms = 1, .id = "felt" };

  passant_draft_set_string (draft, "touchpoint", "mail");
  passant_draft_set_int (draft, "x", 1);
  passant_draft_set_int (draft, "y", 1);
  passant_draft_set_int (draft, "touch_ms", 8000);
  draft->at_ms = now_ms - 60000;
  fact = passant_draft_stamp (draft, &stamp, NULL);
  passant_visit_apply (fixture->visit, fact);
  signals = passant_signal_list (fixture->script, fixture->visit, &pace_ms);
  g_assert_cmpint (get (signals, 0)->touch_ms, ==, 0);
  g_assert_cmpint (get (signals, 0)->value, ==, 0);
  g_assert_false (get (signals, 0)->has_hesitation);
}

static void
test_signal_finds_a_pace (void)
{
  static const gint64 five[] = { 700, 450, 520, 390, 510 };
  static const gint64 slips[] = { 20, 450, 99, 520, 60000, 480 };
  static const gint64 four[] = { 400, 600, 500, 300 };

  g_assert_cmpint (passant_signal_find_pace (five, 5), ==, 510);
  g_assert_cmpint (passant_signal_find_pace (slips, 6), ==, 480);
  g_assert_cmpint (passant_signal_find_pace (four, 4), ==, 450);
  g_assert_cmpint (passant_signal_find_pace (slips, 4), ==, 0);
  g_assert_cmpint (passant_signal_find_pace (NULL, 0), ==, 0);
}

/* Who did not calibrate is measured by their own visit, once there is enough of it. */
static void
test_signal_goes_by_its_own_pace (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autoptr (GPtrArray) few = NULL, signals = NULL;
  gint64 pace_ms = 0;

  say ("visit.felt", "{'touchpoint':'till','x':1,'y':1,'touch_ms':600}");
  say ("visit.felt", "{'touchpoint':'mail','x':1,'y':1,'touch_ms':2400}");
  few = passant_signal_list (fixture->script, fixture->visit, &pace_ms);
  g_assert_cmpint (pace_ms, ==, 0);

  say ("visit.felt", "{'touchpoint':'door','x':1,'y':1,'touch_ms':600}");
  signals = passant_signal_list (fixture->script, fixture->visit, &pace_ms);
  g_assert_cmpint (pace_ms, ==, 600);
  g_assert_cmpint (get (signals, 1)->value, ==, 33);
  g_assert_cmpint (passant_signal_get_mean (signals), ==, 11);
}

static void
test_signal_of_nothing_is_none (Fixture      *fixture,
                                gconstpointer data)
{
  g_autoptr (GPtrArray) signals = NULL;
  gint64 pace_ms = 500;

  answer_till (fixture);
  signals = passant_signal_list (fixture->script, fixture->visit, &pace_ms);
  g_assert_cmpuint (signals->len, ==, 0);
  g_assert_cmpint (passant_signal_get_mean (signals), ==, -1);
}

static void
test_signal_has_three_levels (void)
{
  g_assert_cmpint (passant_signal_get_level (0), ==, PASSANT_SIGNAL_STRAIGHT);
  g_assert_cmpint (passant_signal_get_level (24), ==, PASSANT_SIGNAL_STRAIGHT);
  g_assert_cmpint (passant_signal_get_level (25), ==, PASSANT_SIGNAL_LOOK);
  g_assert_cmpint (passant_signal_get_level (49), ==, PASSANT_SIGNAL_LOOK);
  g_assert_cmpint (passant_signal_get_level (50), ==, PASSANT_SIGNAL_HESITANT);
  g_assert_cmpint (passant_signal_get_level (100), ==, PASSANT_SIGNAL_HESITANT);
}

#define add(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/signal/is-as-published", test_signal_is_as_published);
  add ("/signal/has-bounds", test_signal_has_bounds);
  add ("/signal/leaves-out-what-was-remembered", test_signal_leaves_out_what_was_remembered);
  g_test_add_func ("/signal/finds-a-pace", test_signal_finds_a_pace);
  add ("/signal/goes-by-its-own-pace", test_signal_goes_by_its_own_pace);
  add ("/signal/of-nothing-is-none", test_signal_of_nothing_is_none);
  g_test_add_func ("/signal/has-three-levels", test_signal_has_three_levels);

  return g_test_run ();
}
