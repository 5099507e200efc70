/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-doubt.h"
#include "passant-player.h"

#include <string.h>

/* Single quotes stand for double ones. */
static const char journey[] =
  "{'passant':1,'id':'s','version':1,'languages':['nl','en'],'title':{'nl':'S'},"
  "'window_minutes':60,'legal':{'photos':true},'phases':[{'id':'p','title':{'nl':'P'},"
  "'touchpoints':["
  "{'id':'street','title':{'nl':'Straat'},'channel':'street','minutes':10,'questions':["
  "{'id':'found','type':'yes_no','text':{'nl':'Gevonden?'}},"
  "{'id':'window','type':'photo','text':{'nl':'Etalage'}},"
  "{'id':'door','type':'photo','text':{'nl':'Deur'}}]},"
  "{'id':'counter','title':{'nl':'Balie'},'channel':'store','minutes':20,'questions':["
  "{'id':'s1','type':'scale','min':1,'max':5,'text':{'nl':'Een'}},"
  "{'id':'s2','type':'scale','min':1,'max':5,'text':{'nl':'Twee'}},"
  "{'id':'note','type':'note','text':{'nl':'Let op'}},"
  "{'id':'s3','type':'scale','min':1,'max':5,'text':{'nl':'Drie'}},"
  "{'id':'wait','type':'number','min':0,'max':90,'text':{'nl':'Wachttijd'},"
  "'constraint':'. != 13','message':{'nl':'Geen dertien'}},"
  "{'id':'s4','type':'scale','min':1,'max':5,'text':{'nl':'Vier'}},"
  "{'id':'s5','type':'scale','min':1,'max':5,'text':{'nl':'Vijf'}}]},"
  "{'id':'till','title':{'nl':'Kassa'},'channel':'store','feeling':false,'questions':["
  "{'id':'bon','type':'receipt','text':{'nl':'Bon'}},"
  "{'id':'story','type':'narrative','text':{'nl':'Hoe ging het?'}},"
  "{'id':'rest','type':'narrative','text':{'nl':'Verder nog iets?'}}]}]}]}";

typedef struct {
  PassantScript *script;
  PassantVisit  *visit;
  PassantPlayer *guest;
  GPtrArray     *earlier;
} Fixture;

static PassantScript *
compile (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_script_compile (json, -1, NULL, &error);

  g_assert_no_error (error);

  return script;
}

#define MINUTE_MS 60000
/* The player's clock says 2026-11-22 08:06:40 in Greenwich and 09:06:40 here when it starts. */
#define OPENED "{'script':'h','assignment':'a','shopper':'anna','utc_offset_min':60}"

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->script = compile (journey);
  fixture->visit = passant_visit_new ("visit");
  fixture->guest = passant_player_new ("guest", "visit");
  fixture->guest->now_ms = G_GINT64_CONSTANT (1795334800000);
  fixture->earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_earlier_free);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_ptr_array_unref (fixture->earlier);
  passant_player_free (fixture->guest);
  passant_visit_unref (fixture->visit);
  passant_script_unref (fixture->script);
}

#define say(...)                                                                            \
        G_STMT_START {                                                                      \
          g_autoptr (PassantFact) said = passant_player_say (fixture->guest, __VA_ARGS__);  \
          passant_visit_apply (fixture->visit, said);                                       \
        } G_STMT_END

static void
answer (Fixture    *fixture,
        const char *touchpoint,
        const char *question,
        const char *value)
{
  say ("visit.answered", "{'touchpoint':'%s','question':'%s','value':%s%s%s}", touchpoint, question,
       value ? "'" : "", value ? value : "null", value ? "'" : "");
}

/* "ab" for short. */
static char *
dup_sha256 (const char *two)
{
  GString *sha256 = g_string_new (NULL);

  for (guint i = 0; i < 32; i++)
    g_string_append (sha256, two);

  return g_string_free_and_steal (sha256);
}

static void
prove (Fixture    *fixture,
       const char *touchpoint,
       const char *question,
       const char *two)
{
  g_autofree char *sha256 = dup_sha256 (two);

  say ("visit.evidenced", "{'sha256':'%s','bytes':1,'touchpoint':'%s','question':'%s'}", sha256,
       touchpoint, question);
  answer (fixture, touchpoint, question, sha256);
}

static void
pass (Fixture *fixture,
      int      minutes)
{
  fixture->guest->now_ms += (gint64) minutes * MINUTE_MS;
}

/* "receipt_time@till/bon.time=reason": one a line, in order. */
static char *
list (Fixture *fixture)
{
  g_autoptr (PassantGuide) guide = passant_guide_new (fixture->script, fixture->visit);
  g_autoptr (GPtrArray) doubts = passant_doubts_list (fixture->script, fixture->visit, guide,
                                                      fixture->earlier);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < doubts->len; i++) {
    PassantDoubt *doubt = g_ptr_array_index (doubts, i);
    g_autofree char *words = passant_doubt_dup_words (doubt, guide, "nl");

    g_assert_cmpuint (strlen (words), >, 10);
    g_string_append_printf (text, "%s%s@%s/%s", i > 0 ? " " : "",
                            passant_doubt_kind_to_string (doubt->kind),
                            doubt->touchpoint ? doubt->touchpoint->id : "",
                            doubt->question ? doubt->question->id : "");
    if (doubt->explanation)
      g_string_append_printf (text, "=%s", doubt->explanation);
  }

  return g_string_free_and_steal (text);
}

static void
assert_doubts (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *found = list (fixture);

  g_assert_cmpstr (found, ==, expected);
}

#define STORY "De verkoper kwam meteen naar ons toe en legde rustig uit welke fiets past"
#define REST "Buiten stonden drie fietsen zonder prijs, en de deur klemde een beetje vandaag"

/* A visit that nobody has a question about, 40 minutes long. */
static void
walk_well (Fixture *fixture)
{
  say ("visit.opened", OPENED);
  say ("visit.entered", "{'touchpoint':'street'}");
  answer (fixture, "street", "found", "yes");
  prove (fixture, "street", "window", "aa");
  prove (fixture, "street", "door", "bb");
  say ("visit.felt", "{'touchpoint':'street','x':700,'y':500,'mark':8}");
  pass (fixture, 10);
  say ("visit.entered", "{'touchpoint':'counter'}");
  answer (fixture, "counter", "s1", "4");
  answer (fixture, "counter", "s2", "5");
  answer (fixture, "counter", "s3", "4");
  answer (fixture, "counter", "wait", "3");
  answer (fixture, "counter", "s4", "3");
  answer (fixture, "counter", "s5", "4");
  say ("visit.felt", "{'touchpoint':'counter','x':300,'y':600}");
  pass (fixture, 25);
  say ("visit.entered", "{'touchpoint':'till'}");
  prove (fixture, "till", "bon", "cc");
  answer (fixture, "till", "bon.amount", "12.50");
  answer (fixture, "till", "bon.time", "09:42");
  answer (fixture, "till", "story", STORY);
  answer (fixture, "till", "rest", REST);
}

static void
test_a_good_visit_raises_none (Fixture      *fixture,
                               gconstpointer data)
{
  assert_doubts (fixture, "missing_step@street/ missing_step@counter/ missing_step@till/");
  walk_well (fixture);
  assert_doubts (fixture, "");
}

static void
test_a_step_left_out_is_asked_about (Fixture      *fixture,
                                     gconstpointer data)
{
  say ("visit.opened", OPENED);
  say ("visit.skipped", "{'touchpoint':'street','reason':'Regen'}");
  say ("visit.skipped", "{'touchpoint':'till','reason':'Regen'}");
  assert_doubts (fixture, "missing_step@counter/");
  say ("visit.broken_off", "{'reason':'unsafe'}");
  assert_doubts (fixture, "");
}

static void
test_a_feeling_left_out_is_asked_about (Fixture      *fixture,
                                        gconstpointer data)
{
  say ("visit.opened", OPENED);
  say ("visit.entered", "{'touchpoint':'counter'}");
  say ("visit.broken_off", "{'reason':'unsafe'}");
  assert_doubts (fixture, "missing_feeling@counter/");
  say ("visit.felt", "{'touchpoint':'counter','x':1,'y':1}");
  assert_doubts (fixture, "");
}

/* All of it is one phase. */
static void
test_a_mark_left_out_is_asked_about (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (journey);

  g_string_replace (text, "'id':'p',", "'id':'p','mark':true,", 1);
  passant_script_unref (fixture->script);
  fixture->script = compile (text->str);
  walk_well (fixture);
  assert_doubts (fixture, "missing_mark@till/");
  say ("visit.phase_marked", "{'phase':'p','mark':7}");
  assert_doubts (fixture, "");
}

/* One that was never made, and one that was taken back. */
static void
test_evidence_left_out_is_asked_about (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autofree char *bon = dup_sha256 ("cc");

  walk_well (fixture);
  answer (fixture, "street", "door", NULL);
  assert_doubts (fixture, "missing_evidence@street/door");
  prove (fixture, "street", "door", "dd");
  assert_doubts (fixture, "");

  say ("visit.evidence_withdrawn", "{'sha256':'%s'}", bon);
  assert_doubts (fixture, "missing_evidence@till/bon");
  say ("visit.answered", "{'touchpoint':'till','question':'bon','value':null}");
  assert_doubts (fixture, "missing_evidence@till/bon");
  prove (fixture, "till", "bon", "cc");
  assert_doubts (fixture, "");
}

static void
test_one_file_proves_one_thing (Fixture      *fixture,
                                gconstpointer data)
{
  g_autofree char *bon = dup_sha256 ("cc");

  walk_well (fixture);
  prove (fixture, "street", "door", "aa");
  assert_doubts (fixture, "same_evidence@street/door");
  prove (fixture, "street", "door", "bb");
  assert_doubts (fixture, "");

  g_ptr_array_add (fixture->earlier, passant_earlier_new ("before", bon));
  assert_doubts (fixture, "same_evidence@till/bon");
  prove (fixture, "till", "bon", "dd");
  assert_doubts (fixture, "");
}

/* Taken again, or saved anew: other bytes, the same sight. */
static void
test_photos_that_look_alike_are_asked_about (Fixture      *fixture,
                                             gconstpointer data)
{
  g_autofree char *door = dup_sha256 ("ee"), *bon = dup_sha256 ("ff");

  walk_well (fixture);
  say ("visit.evidenced", "{'sha256':'%s','bytes':9,'touchpoint':'street','question':'door',"
       "'sharpness':349,'look':'00000000000000ff'}", door);
  answer (fixture, "street", "door", door);
  assert_doubts (fixture, "blurred_evidence@street/door");
  say ("visit.evidenced", "{'sha256':'%s','bytes':9,'touchpoint':'street','question':'door',"
       "'sharpness':350,'look':'00000000000000ff'}", door);
  assert_doubts (fixture, "");

  g_ptr_array_add (fixture->earlier, passant_earlier_new ("before", "000000000000ff00"));
  assert_doubts (fixture, "");
  g_ptr_array_add (fixture->earlier, passant_earlier_new ("before", "0000000000003fc0"));
  assert_doubts (fixture, "");
  g_ptr_array_add (fixture->earlier, passant_earlier_new ("before", "00000000000007f8"));
  assert_doubts (fixture, "alike_evidence@street/door");
  g_ptr_array_add (fixture->earlier, passant_earlier_new ("before", door));
  assert_doubts (fixture, "same_evidence@street/door");
  g_ptr_array_set_size (fixture->earlier, 0);

  /* Receipts of one till look alike. */
  say ("visit.evidenced", "{'sha256':'%s','bytes':9,'touchpoint':'till','question':'bon',"
       "'sharpness':900,'look':'00000000000000ff'}", bon);
  answer (fixture, "till", "bon", bon);
  assert_doubts (fixture, "");
}

/* The visit went from 09:06 to 09:42: an hour before it is still told from long ago, a quarter after it from tomorrow. */
static void
test_receipts_are_of_the_visit (Fixture      *fixture,
                                gconstpointer data)
{
  static const struct { const char *time; gboolean is_of_visit; } rows[] = {
    { "09:42", TRUE }, { "09:06", TRUE }, { "08:10", TRUE }, { "08:06:30", FALSE },
    { "09:56", TRUE }, { "10:01", FALSE }, { "07:00", FALSE }, { "23:59", FALSE },
    { "00:00", FALSE },
  };

  walk_well (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    /* Noted at the same moment each time. */
    fixture->guest->now_ms = G_GINT64_CONSTANT (1795334800000) + 36 * MINUTE_MS;
    answer (fixture, "till", "bon.time", rows[i].time);
    g_test_message ("%s", rows[i].time);
    assert_doubts (fixture, rows[i].is_of_visit ? "" : "receipt_time@till/bon.time");
  }
}

/* Bought at 07:30, and noted when the visit was opened after all. */
static void
test_receipts_are_of_when_they_were_had (Fixture      *fixture,
                                         gconstpointer data)
{
  g_autofree char *bon = dup_sha256 ("cc");

  walk_well (fixture);
  answer (fixture, "till", "bon.time", "07:30");
  assert_doubts (fixture, "receipt_time@till/bon.time");
  fixture->guest->at_ms = G_GINT64_CONSTANT (1795334800000) - 90 * MINUTE_MS;
  answer (fixture, "till", "bon", bon);
  assert_doubts (fixture, "over_window@/"); /* it took long */
}

/* A visit over midnight takes receipts of both days. */
static void
test_receipts_may_be_of_yesterday (Fixture      *fixture,
                                   gconstpointer data)
{
  fixture->guest->now_ms += (14 * 60 + 30) * MINUTE_MS; /* 23:36 */
  walk_well (fixture);
  answer (fixture, "till", "bon.time", "23:40");
  assert_doubts (fixture, "");
  answer (fixture, "till", "bon.time", "00:05");
  assert_doubts (fixture, "");
  answer (fixture, "till", "bon.time", "09:40");
  assert_doubts (fixture, "receipt_time@till/bon.time");
}

static void
test_five_answers_take_three_seconds (Fixture      *fixture,
                                      gconstpointer data)
{
  static const char * const questions[] = { "s1", "s2", "s3", "wait", "s4" };
  static const char * const values[] = { "4", "5", "4", "3", "3" };

  walk_well (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++) {
    fixture->guest->now_ms -= 1000 - 700;
    answer (fixture, "counter", questions[i], values[i]);
  }
  assert_doubts (fixture, "speeding@counter/");
  pass (fixture, 1);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++) {
    fixture->guest->now_ms -= 1000 - 800;
    answer (fixture, "counter", questions[i], values[i]);
  }
  assert_doubts (fixture, "");
}

/* Where nothing is asked but how it felt, the feeling tells how long it took. */
static void
test_a_feeling_takes_time_too (Fixture      *fixture,
                               gconstpointer data)
{
  say ("visit.opened", OPENED);
  say ("visit.skipped", "{'touchpoint':'street','reason':'Ander filiaal'}");
  say ("visit.skipped", "{'touchpoint':'till','reason':'Dicht'}");
  say ("visit.entered", "{'touchpoint':'counter'}");
  pass (fixture, 20);
  say ("visit.felt", "{'touchpoint':'counter','x':1,'y':1}");
  assert_doubts (fixture, "");
  pass (fixture, 50);
  say ("visit.marked", "{'touchpoint':'counter','text':'Nog een klant'}");
  assert_doubts (fixture, "over_window@/");
}

/* What a reviewer handed back is put right when the guest has the time for it. */
static void
test_putting_right_is_no_visit (Fixture      *fixture,
                                gconstpointer data)
{
  walk_well (fixture);
  say ("visit.finished", "{}");
  assert_doubts (fixture, "");
  pass (fixture, 24 * 60);
  say ("visit.entered", "{'touchpoint':'till'}");
  answer (fixture, "till", "story", STORY ".");
  answer (fixture, "till", "bon.time", "09:40");
  say ("visit.finished", "{}");
  assert_doubts (fixture, "");
  answer (fixture, "till", "bon.time", "20:00");
  assert_doubts (fixture, "receipt_time@till/bon.time");
  g_assert_cmpint (passant_visit_get_ended_ms (fixture->visit) -
                   passant_visit_get_handed_in_ms (fixture->visit), >, 24 * 60 * MINUTE_MS);
}

/* The shop was closed; the reviewer sent the guest once more, who found it open. */
static void
test_walked_after_all (Fixture      *fixture,
                       gconstpointer data)
{
  say ("visit.opened", OPENED);
  pass (fixture, 1);
  say ("visit.broken_off", "{'reason':'store_closed'}");
  pass (fixture, 1);
  walk_well (fixture);
  say ("visit.finished", "{}");
  assert_doubts (fixture, "");
  g_assert_cmpint (passant_visit_get_handed_in_ms (fixture->visit), ==,
                   passant_visit_get_ended_ms (fixture->visit));
}

/* A clock that ran ahead and was set right before the end makes no visit short. */
static void
test_a_clock_may_be_set (Fixture      *fixture,
                         gconstpointer data)
{
  walk_well (fixture);
  pass (fixture, -120);
  say ("visit.finished", "{}");
  assert_doubts (fixture, "");
}

/* The script reckons with 30 minutes, and leaves 60. */
static void
test_a_visit_takes_its_time (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (PassantVisit) whole = NULL;

  walk_well (fixture);
  pass (fixture, 30);
  answer (fixture, "till", "story", STORY ".");
  assert_doubts (fixture, "over_window@/");
  fixture->guest->now_ms -= 30 * MINUTE_MS;
  answer (fixture, "till", "story", STORY);
  assert_doubts (fixture, "");

  whole = fixture->visit;
  fixture->visit = passant_visit_new ("visit");
  say ("visit.opened", OPENED);
  say ("visit.skipped", "{'touchpoint':'till','reason':'Dicht'}");
  say ("visit.entered", "{'touchpoint':'street'}");
  answer (fixture, "street", "found", "no");
  prove (fixture, "street", "window", "aa");
  prove (fixture, "street", "door", "bb");
  say ("visit.felt", "{'touchpoint':'street','x':1,'y':1}");
  say ("visit.entered", "{'touchpoint':'counter'}");
  say ("visit.felt", "{'touchpoint':'counter','x':1,'y':1}");
  answer (fixture, "counter", "wait", "9");
  assert_doubts (fixture, "hurried@/");
  pass (fixture, 6);
  answer (fixture, "counter", "wait", "8");
  assert_doubts (fixture, "");
}

static void
test_scales_differ (Fixture      *fixture,
                    gconstpointer data)
{
  walk_well (fixture);
  answer (fixture, "counter", "s2", "4");
  answer (fixture, "counter", "s4", "4");
  assert_doubts (fixture, "straight_line@counter/s1");
  answer (fixture, "counter", "s3", "5");
  assert_doubts (fixture, "");
}

static void
test_answers_go_together (Fixture      *fixture,
                          gconstpointer data)
{
  walk_well (fixture);
  say ("visit.felt", "{'touchpoint':'counter','x':100,'y':500,'mark':9}");
  assert_doubts (fixture, "contradiction@counter/");
  say ("visit.felt", "{'touchpoint':'counter','x':900,'y':500,'mark':2}");
  assert_doubts (fixture, "contradiction@counter/");
  say ("visit.felt", "{'touchpoint':'counter','x':900,'y':500,'mark':9}");
  assert_doubts (fixture, "");

  say ("visit.skipped", "{'touchpoint':'counter','reason':'Geen tijd'}");
  assert_doubts (fixture, "contradiction@counter/");
  say ("visit.entered", "{'touchpoint':'counter'}");
  assert_doubts (fixture, "");

  /* What the guide would not let be finished, but let be broken off. */
  answer (fixture, "counter", "wait", "13");
  assert_doubts (fixture, "");
  say ("visit.broken_off", "{'reason':'unsafe'}");
  assert_doubts (fixture, "contradiction@counter/wait");
  answer (fixture, "counter", "wait", "12");
  assert_doubts (fixture, "");
}

static void
test_stories_tell_something (Fixture      *fixture,
                             gconstpointer data)
{
  walk_well (fixture);
  answer (fixture, "till", "story", "Ging goed");
  assert_doubts (fixture, "thin_narrative@till/story");
  answer (fixture, "till", "story", "aaaaaa aaaaaa bb cc ...");
  assert_doubts (fixture, "thin_narrative@till/story");
  answer (fixture, "till", "story", "Niemand keek op");
  assert_doubts (fixture, "");
}

static void
test_stories_are_told_once (Fixture      *fixture,
                            gconstpointer data)
{
  walk_well (fixture);
  answer (fixture, "till", "rest", "  de VERKOPER kwam meteen naar ons toe, en legde rustig uit "
          "welke fiets paste!");
  assert_doubts (fixture, "copied_text@till/rest");
  answer (fixture, "till", "rest", "De verkoper kwam meteen naar ons toe, maar wist niets van "
          "fietsen en liep weer weg");
  assert_doubts (fixture, "");
  answer (fixture, "till", "rest", REST);

  g_ptr_array_add (fixture->earlier, passant_earlier_new ("before", "Heel iets anders dan dat wat "
                                                          "ik hier vandaag te vertellen heb"));
  assert_doubts (fixture, "");
  g_ptr_array_add (fixture->earlier, passant_earlier_new ("before", STORY));
  assert_doubts (fixture, "copied_text@till/story");
  answer (fixture, "till", "story", "Vandaag stond er niemand achter de balie, dus wachtten we");
  assert_doubts (fixture, "");

  /* Short ones may well be alike. */
  answer (fixture, "till", "story", "Niemand keek op of om");
  answer (fixture, "till", "rest", "Niemand keek op of om");
  assert_doubts (fixture, "");
}

/* 108 letters, @n of them as everywhere and the others of its own. */
static char *
dup_letters (guint n,
             guint own)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 108; i++)
    g_string_append_unichar (text, 0x4e00 + i + (i < n ? 0 : own));

  return g_string_free_and_steal (text);
}

/* 101 pieces each: of 112 in both 90 are more than four fifths, of 113 89 are less. */
static void
test_four_fifths_are_told_exactly (Fixture      *fixture,
                                   gconstpointer data)
{
  g_autofree char *one = dup_letters (108, 0), *alike = dup_letters (97, 1000);
  g_autofree char *other = dup_letters (96, 1000);

  walk_well (fixture);
  answer (fixture, "till", "story", one);
  answer (fixture, "till", "rest", alike);
  assert_doubts (fixture, "copied_text@till/rest");
  answer (fixture, "till", "rest", other);
  assert_doubts (fixture, "");
  g_ptr_array_add (fixture->earlier, passant_earlier_new ("before", alike));
  assert_doubts (fixture, "copied_text@till/story copied_text@till/rest");
}

static void
test_doubts_are_answered_with_a_reason (Fixture      *fixture,
                                        gconstpointer data)
{
  walk_well (fixture);
  answer (fixture, "till", "bon.time", "07:00");
  say ("visit.explained",
       "{'doubt':'receipt_time','touchpoint':'till','question':'story','text':'Elders'}");
  assert_doubts (fixture, "receipt_time@till/bon.time");
  say ("visit.explained",
       "{'doubt':'receipt_time','touchpoint':'till','question':'bon.time','text':'Klok fout'}");
  assert_doubts (fixture, "receipt_time@till/bon.time=Klok fout");
  say ("visit.explained",
       "{'doubt':'receipt_time','touchpoint':'till','question':'bon.time','text':'Nooit goed'}");
  assert_doubts (fixture, "receipt_time@till/bon.time=Nooit goed");
  say ("visit.explained",
       "{'doubt':'receipt_time','touchpoint':'till','question':'bon.time','text':''}");
  assert_doubts (fixture, "receipt_time@till/bon.time");
  answer (fixture, "till", "bon.time", "09:40");
  assert_doubts (fixture, "");
}

#define ADD(path, func) g_test_add ("/doubt/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-good-visit-raises-none", test_a_good_visit_raises_none);
  ADD ("a-step-left-out-is-asked-about", test_a_step_left_out_is_asked_about);
  ADD ("a-feeling-left-out-is-asked-about", test_a_feeling_left_out_is_asked_about);
  ADD ("a-mark-left-out-is-asked-about", test_a_mark_left_out_is_asked_about);
  ADD ("evidence-left-out-is-asked-about", test_evidence_left_out_is_asked_about);
  ADD ("one-file-proves-one-thing", test_one_file_proves_one_thing);
  ADD ("photos-that-look-alike-are-asked-about", test_photos_that_look_alike_are_asked_about);
  ADD ("receipts-are-of-the-visit", test_receipts_are_of_the_visit);
  ADD ("receipts-are-of-when-they-were-had", test_receipts_are_of_when_they_were_had);
  ADD ("receipts-may-be-of-yesterday", test_receipts_may_be_of_yesterday);
  ADD ("five-answers-take-three-seconds", test_five_answers_take_three_seconds);
  ADD ("a-visit-takes-its-time", test_a_visit_takes_its_time);
  ADD ("a-feeling-takes-time-too", test_a_feeling_takes_time_too);
  ADD ("putting-right-is-no-visit", test_putting_right_is_no_visit);
  ADD ("walked-after-all", test_walked_after_all);
  ADD ("a-clock-may-be-set", test_a_clock_may_be_set);
  ADD ("scales-differ", test_scales_differ);
  ADD ("answers-go-together", test_answers_go_together);
  ADD ("stories-tell-something", test_stories_tell_something);
  ADD ("stories-are-told-once", test_stories_are_told_once);
  ADD ("four-fifths-are-told-exactly", test_four_fifths_are_told_exactly);
  ADD ("doubts-are-answered-with-a-reason", test_doubts_are_answered_with_a_reason);

  return g_test_run ();
}
