/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-player.h"
#include "passant-presence.h"

#include <math.h>

#include "passant-earth.h"

/* 2026-11-22 12:00 UTC */
#define NOON_MS G_GINT64_CONSTANT (1795348800000)
#define MINUTE_MS (60 * 1000)
#define OPENED "{'script':'hash','utc_offset_min':60}"

static const char script_text[] =
  "{'passant':1,'id':'s','version':1,'languages':['en'],'title':{'en':'S'},"
  "'legal':{'photos':true},'evidence':{'radius_m':100},"
  "'phases':[{'id':'p','title':{'en':'P'},'touchpoints':["
  "{'id':'home','title':{'en':'H'},'channel':'web','questions':["
  "{'id':'spot','type':'code','text':{'en':'Code'}}]},"
  "{'id':'shop','title':{'en':'T'},'channel':'%s','questions':["
  "{'id':'bill','type':'receipt','text':{'en':'Receipt'}}]},"
  "{'id':'stall','title':{'en':'S'},'channel':'street','repeat':{'max':3},'questions':["
  "{'id':'slip','type':'receipt','text':{'en':'Slip'}},"
  "{'id':'tag','type':'code','text':{'en':'Tag'}}]}]}]}";

typedef struct {
  PassantScript       *script;
  PassantVisit        *visit;
  PassantPlayer       *guest;
  PassantPresencePlace place;
} Fixture;

static PassantScript *
compile (const char *channel)
{
  g_auto (GStrv) parts = g_strsplit (script_text, "%s", 2);
  g_autofree char *text = g_strjoin (channel, parts[0], parts[1], NULL);
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_script_compile (g_strdelimit (text, "'", '"'), -1, NULL, &error);

  g_assert_no_error (error);

  return script;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->script = compile ("store");
  fixture->visit = passant_visit_new ("visit");
  fixture->guest = passant_player_new ("guest", "visit");
  fixture->guest->now_ms = NOON_MS;
  fixture->place = (PassantPresencePlace) { (char *) "52.09,5.12", (char *) "UTR-1", 0, 0 };
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_script_unref (fixture->script);
  passant_visit_unref (fixture->visit);
  passant_player_free (fixture->guest);
}

#define say(...)                                                                           \
        G_STMT_START {                                                                     \
          g_autoptr (PassantFact) said = passant_player_say (fixture->guest, __VA_ARGS__); \
          passant_visit_apply (fixture->visit, said);                                      \
        } G_STMT_END

/* "near 60, in_window 10 = 70 clear" */
static char *
weigh (Fixture *fixture)
{
  g_autoptr (PassantPresence) presence = passant_presence_new (fixture->script, fixture->visit,
                                                               &fixture->place);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (presence);
  for (guint i = 0; i < presence->reasons->len; i++) {
    const PassantPresenceReason *reason = presence->reasons->pdata[i];
    g_autofree char *words = passant_presence_reason_describe (reason, 60);

    g_assert_nonnull (words);
    g_string_append_printf (text, "%s%s %d", i ? ", " : "",
                            passant_presence_kind_to_string (reason->kind), reason->points);
  }
  g_string_append_printf (text, " = %d %s", presence->score,
                          passant_presence_verdict_to_string (presence->verdict));

  return g_string_free (text, FALSE);
}

#define assert_weighs(expected)                         \
        G_STMT_START {                                  \
          g_autofree char *weighed = weigh (fixture);   \
          g_assert_cmpstr (weighed, ==, expected);      \
        } G_STMT_END

static void
test_earth_is_measured_as_odk_does (void)
{
  const double utrecht[] = { 52.09, 5.12 }, degree[] = { 53.09, 5.12 }, pole[] = { -90, 0 };
  double place[2];

  g_assert_cmpfloat (passant_earth_measure_m (utrecht, utrecht), ==, 0);
  g_assert_cmpfloat_with_epsilon (passant_earth_measure_m (utrecht, degree),
                                  6378100 * G_PI / 180, 0.01);
  g_assert_cmpfloat_with_epsilon (passant_earth_measure_m (utrecht, pole),
                                  6378100 * G_PI / 180 * 142.09, 0.01);

  g_assert_true (passant_earth_read ("52.09,5.12", place));
  g_assert_cmpfloat (place[0], ==, 52.09);
  g_assert_cmpfloat (place[1], ==, 5.12);
  g_assert_true (passant_earth_read ("-33.9,-180", place));
  g_assert_false (passant_earth_read (NULL, place));
  g_assert_false (passant_earth_read ("", place));
  g_assert_false (passant_earth_read ("52.09", place));
  g_assert_false (passant_earth_read ("52.09,", place));
  g_assert_false (passant_earth_read ("52.09,5.12,3", place));
  g_assert_false (passant_earth_read ("91,5", place));
}

/* Nobody is ever to blame for a device that does not know where it is. */
static void
test_presence_of_nothing_is_little (Fixture      *fixture,
                                    gconstpointer data)
{
  say ("visit.opened", OPENED);
  assert_weighs ("no_fix 0 = 0 little");

  fixture->place.geo = (char *) "";
  fixture->place.code = NULL;
  assert_weighs (" = 0 little");
}

static void
test_presence_needs_a_store (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (PassantScript) web = compile ("web");

  say ("visit.opened", OPENED);
  g_assert_null (passant_presence_new (web, fixture->visit, &fixture->place));
}

static void
test_presence_takes_the_best_fix (Fixture      *fixture,
                                  gconstpointer data)
{
  say ("visit.opened", OPENED);
  /* Some 1.1 km to the north, and known well. */
  say ("visit.located", "{'how':'device','latitude':52.1,'longitude':5.12,'accuracy_m':30,"
       "'touchpoint':'shop'}");
  assert_weighs ("elsewhere -30 = 0 little");

  /* As far away, but it might as well be there: worth something. */
  say ("visit.located", "{'how':'device','latitude':52.1,'longitude':5.12,'accuracy_m':1050,"
       "'touchpoint':'shop'}");
  assert_weighs ("near 40 = 40 likely");

  say ("visit.located", "{'how':'device','latitude':52.0901,'longitude':5.1201,'accuracy_m':20,"
       "'age_ms':180000,'touchpoint':'shop'}");
  assert_weighs ("near 40 = 40 likely");

  say ("visit.located", "{'how':'device','latitude':52.0901,'longitude':5.1201,'accuracy_m':20,"
       "'age_ms':1000,'touchpoint':'shop'}");
  assert_weighs ("near 60 = 60 clear");

  /* A later one elsewhere takes nothing away. */
  say ("visit.located", "{'how':'device','latitude':51,'longitude':5,'accuracy_m':5,"
       "'touchpoint':'shop'}");
  assert_weighs ("near 60 = 60 clear");
}

/* Half of 60 - 40 * 885 / 1900 is 20.68, and 60 - 40 * 985 / 1900 is 39.26. */
static void
test_presence_rounds_once (Fixture      *fixture,
                           gconstpointer data)
{
  say ("visit.opened", OPENED);
  say ("visit.located", "{'how':'device','latitude':52.09,'longitude':5.12,'accuracy_m':985,"
       "'age_ms':180000,'touchpoint':'shop'}");
  assert_weighs ("near 21 = 21 little");
  say ("visit.located", "{'how':'device','latitude':52.09,'longitude':5.12,'accuracy_m':1085,"
       "'touchpoint':'shop'}");
  assert_weighs ("near 39 = 39 likely");
}

static void
test_presence_leaves_out_what_says_nothing (Fixture      *fixture,
                                            gconstpointer data)
{
  say ("visit.opened", OPENED);
  /* At home, where they looked at the web site. */
  say ("visit.located", "{'how':'device','latitude':51,'longitude':5,'accuracy_m':5,"
       "'touchpoint':'home'}");
  /* Too vague, too old, nowhere on earth, no place at all, no way we know. */
  say ("visit.located", "{'how':'device','latitude':51,'longitude':5,'accuracy_m':2001}");
  say ("visit.located", "{'how':'device','latitude':51,'longitude':5,'accuracy_m':9,"
       "'age_ms':600001}");
  say ("visit.located", "{'how':'device','latitude':91,'longitude':5}");
  say ("visit.located", "{'how':'device','accuracy_m':5}");
  say ("visit.located", "{'how':'smelt','latitude':52.09,'longitude':5.12}");
  assert_weighs ("no_fix 0 = 0 little");
  g_assert_cmpuint (passant_visit_get_fixes (fixture->visit)->len, ==, 3);
}

static void
test_presence_knows_the_code (Fixture      *fixture,
                              gconstpointer data)
{
  say ("visit.opened", OPENED);
  say ("visit.answered", "{'touchpoint':'home','question':'spot','value':'UTR-2'}");
  assert_weighs ("no_fix 0 = 0 little");
  say ("visit.answered", "{'touchpoint':'home','question':'spot','value':'UTR-1'}");
  assert_weighs ("code 50, no_fix 0 = 50 likely");

  say ("visit.answered", "{'touchpoint':'home','question':'spot','value':null}");
  say ("visit.located", "{'how':'code'}");
  say ("visit.located", "{'how':'said'}");
  assert_weighs ("code 50, said 5, no_fix 0 = 55 likely");
}

/* What the guest takes away again does not speak, for them or against. */
static void
test_presence_looks_at_what_counts (Fixture      *fixture,
                                    gconstpointer data)
{
  say ("visit.opened", OPENED);
  say ("visit.answered", "{'touchpoint':'stall','question':'slip.time','value':'20:00'}");
  assert_weighs ("receipt_off -20, no_fix 0 = 0 little");
  say ("visit.answered", "{'touchpoint':'stall','question':'slip.time.2','value':'13:00'}");
  say ("visit.answered", "{'touchpoint':'stall','question':'tag.2','value':'UTR-1'}");
  assert_weighs ("receipt_off -20, no_fix 0 = 0 little");
  say ("visit.answered", "{'touchpoint':'stall','question':'stall.rounds','value':'2'}");
  assert_weighs ("code 50, receipt 25, no_fix 0 = 75 clear");
  say ("visit.answered", "{'touchpoint':'stall','question':'stall.rounds','value':'1'}");
  assert_weighs ("receipt_off -20, no_fix 0 = 0 little");
}

/* Half past one local time is half past twelve in UTC. */
static void
test_presence_reads_receipts (Fixture      *fixture,
                              gconstpointer data)
{
  say ("visit.opened", OPENED);
  say ("visit.answered", "{'touchpoint':'shop','question':'bill.time','value':'12:44'}");
  fixture->guest->now_ms = NOON_MS + 30 * MINUTE_MS;
  say ("visit.finished", "{}");
  assert_weighs ("receipt_off -20, no_fix 0 = 0 little");
  say ("visit.answered", "{'touchpoint':'shop','question':'bill.time','value':'12:45'}");
  assert_weighs ("receipt 25, no_fix 0 = 25 little");
  say ("visit.answered", "{'touchpoint':'shop','question':'bill.time','value':'13:45'}");
  assert_weighs ("receipt 25, no_fix 0 = 25 little");
  say ("visit.answered", "{'touchpoint':'shop','question':'bill.time','value':'13:46'}");
  assert_weighs ("receipt_off -20, no_fix 0 = 0 little");
}

/* Handed in again the day after, a visit is as long as it was. */
static void
test_presence_reads_receipts_of_the_visit (Fixture      *fixture,
                                           gconstpointer data)
{
  say ("visit.opened", OPENED);
  fixture->guest->now_ms += 30 * MINUTE_MS;
  say ("visit.answered", "{'touchpoint':'shop','question':'bill.time','value':'20:00'}");
  say ("visit.finished", "{}");
  assert_weighs ("receipt_off -20, no_fix 0 = 0 little");
  fixture->guest->now_ms += 24 * 60 * MINUTE_MS;
  say ("visit.finished", "{}");
  assert_weighs ("receipt_off -20, no_fix 0 = 0 little");
}

static void
test_presence_reads_receipts_past_midnight (Fixture      *fixture,
                                            gconstpointer data)
{
  /* Ten to midnight, local time. */
  fixture->guest->now_ms = NOON_MS + (10 * 60 + 50) * MINUTE_MS;
  say ("visit.opened", OPENED);
  fixture->guest->now_ms += 40 * MINUTE_MS;
  say ("visit.answered", "{'touchpoint':'shop','question':'bill.time','value':'00:15'}");
  say ("visit.finished", "{}");
  assert_weighs ("receipt 25, no_fix 0 = 25 little");
  say ("visit.answered", "{'touchpoint':'shop','question':'bill.time','value':'01:15'}");
  assert_weighs ("receipt_off -20, no_fix 0 = 0 little");
}

static void
test_presence_looks_at_the_window (Fixture      *fixture,
                                   gconstpointer data)
{
  fixture->place.from_ms = NOON_MS;
  say ("visit.opened", OPENED);
  assert_weighs ("in_window 10, no_fix 0 = 10 little");
  fixture->place.until_ms = NOON_MS - 1;
  assert_weighs ("off_window -10, no_fix 0 = 0 little");
  fixture->place.until_ms = NOON_MS + MINUTE_MS;
  say ("visit.located", "{'how':'device','latitude':52.09,'longitude':5.12,'accuracy_m':10}");
  say ("visit.located", "{'how':'code'}");
  assert_weighs ("near 60, code 50, in_window 10 = 100 clear");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/earth/is-measured-as-odk-does", test_earth_is_measured_as_odk_does);

#define add(path, test) g_test_add ("/presence/" path, Fixture, NULL, set_up, test, tear_down)
  add ("of-nothing-is-little", test_presence_of_nothing_is_little);
  add ("needs-a-store", test_presence_needs_a_store);
  add ("takes-the-best-fix", test_presence_takes_the_best_fix);
  add ("rounds-once", test_presence_rounds_once);
  add ("leaves-out-what-says-nothing", test_presence_leaves_out_what_says_nothing);
  add ("knows-the-code", test_presence_knows_the_code);
  add ("looks-at-what-counts", test_presence_looks_at_what_counts);
  add ("reads-receipts", test_presence_reads_receipts);
  add ("reads-receipts-of-the-visit", test_presence_reads_receipts_of_the_visit);
  add ("reads-receipts-past-midnight", test_presence_reads_receipts_past_midnight);
  add ("looks-at-the-window", test_presence_looks_at_the_window);

  return g_test_run ();
}
