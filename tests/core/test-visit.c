/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-player.h"
#include "passant-visit.h"

#include <string.h>

typedef struct {
  PassantVisit  *visit;
  PassantPlayer *guest;
  PassantPlayer *reviewer;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->visit = passant_visit_new ("visit");
  fixture->guest = passant_player_new ("guest", "visit");
  fixture->reviewer = passant_player_new ("reviewer", "visit");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_visit_unref (fixture->visit);
  passant_player_free (fixture->guest);
  passant_player_free (fixture->reviewer);
}

#define say(player, ...)                                                            \
        G_STMT_START {                                                              \
          g_autoptr (PassantFact) said = passant_player_say (player, __VA_ARGS__);  \
          passant_visit_apply (fixture->visit, said);                               \
        } G_STMT_END

#define assert_state(state) \
        g_assert_cmpstr (passant_visit_state_to_string (passant_visit_get_state (fixture->visit)), \
                         ==, state)

static void
test_visit_starts_open_and_empty (Fixture      *fixture,
                                  gconstpointer data)
{
  assert_state ("open");
  g_assert_cmpstr (passant_visit_get_id (fixture->visit), ==, "visit");
  g_assert_null (passant_visit_get_script (fixture->visit));
  g_assert_null (passant_visit_get_place (fixture->visit));
  g_assert_cmpint (passant_visit_get_revision (fixture->visit), ==, 0);
  g_assert_null (passant_visit_get_answer (fixture->visit, "greeted"));
  g_assert_null (passant_visit_get_returned (fixture->visit)[0]);

  say (fixture->guest, "visit.opened",
       "{'assignment':'a','script':'hash','location':'utrecht','shopper':'anna'}");
  say (fixture->guest, "visit.opened",
       "{'assignment':'b','script':'other','location':'breda','shopper':'bob'}");

  g_assert_cmpstr (passant_visit_get_study (fixture->visit), ==, "study");
  g_assert_cmpstr (passant_visit_get_assignment (fixture->visit), ==, "a");
  g_assert_cmpstr (passant_visit_get_script (fixture->visit), ==, "hash");
  g_assert_cmpstr (passant_visit_get_location (fixture->visit), ==, "utrecht");
  g_assert_cmpstr (passant_visit_get_shopper (fixture->visit), ==, "anna");
  g_assert_cmpint (passant_visit_get_opened_ms (fixture->visit), ==, fixture->guest->now_ms - 1000);
  assert_state ("open");
}

/* Two hours before midnight in one place is tomorrow in another. */
static void
test_visit_says_where_it_was_opened (Fixture      *fixture,
                                     gconstpointer data)
{
  g_assert_false (passant_visit_is_sample (fixture->visit));
  g_assert_cmpint (passant_visit_get_utc_offset_min (fixture->visit), ==, 0);
  g_assert_cmpint (passant_visit_get_noted_ms (fixture->visit), ==, 0);

  say (fixture->guest, "visit.opened", "{'script':'hash','utc_offset_min':-210,'sample':true}");
  g_assert_true (passant_visit_is_sample (fixture->visit));
  g_assert_cmpint (passant_visit_get_utc_offset_min (fixture->visit), ==, -210);

  say (fixture->guest, "visit.finished", "{}");
  fixture->reviewer->now_ms = fixture->guest->now_ms + 5000;
  say (fixture->reviewer, "review.returned", "{'revision':1,'questions':[]}");
  g_assert_cmpint (passant_visit_get_noted_ms (fixture->visit), ==, fixture->guest->now_ms);
}

/* However late the opening comes in, it does not take the visit back to where it began. */
static void
test_visit_goes_on_with_the_newest_script (Fixture      *fixture,
                                           gconstpointer data)
{
  g_autoptr (PassantFact) opened =
    passant_player_say (fixture->guest, "visit.opened", "{'script':'first'}");

  say (fixture->guest, "visit.migrated", "{'script':'second'}");
  g_assert_null (passant_visit_get_script (fixture->visit));
  passant_visit_apply (fixture->visit, opened);
  g_assert_cmpstr (passant_visit_get_script (fixture->visit), ==, "second");
  say (fixture->guest, "visit.migrated", "{}");
  g_assert_cmpstr (passant_visit_get_script (fixture->visit), ==, "second");
  say (fixture->guest, "visit.migrated", "{'script':'third'}");
  g_assert_cmpstr (passant_visit_get_script (fixture->visit), ==, "third");
}

/* What the new script has no place for is no answer any more, until the guest says it again. */
static void
test_visit_drops_what_its_script_does (Fixture      *fixture,
                                       gconstpointer data)
{
  say (fixture->guest, "visit.opened", "{'script':'first'}");
  say (fixture->guest, "visit.answered", "{'question':'greeted','value':'yes'}");
  say (fixture->guest, "visit.answered", "{'question':'waited','value':'3'}");
  say (fixture->guest, "visit.migrated", "{'script':'second','dropped':['greeted','unheard',7]}");
  g_assert_null (passant_visit_get_answer (fixture->visit, "greeted"));
  g_assert_cmpstr (passant_visit_get_answer (fixture->visit, "waited")->value, ==, "3");
  say (fixture->guest, "visit.answered", "{'question':'greeted','value':'no'}");
  g_assert_cmpstr (passant_visit_get_answer (fixture->visit, "greeted")->value, ==, "no");
}

static void
test_visit_keeps_the_newest_answer (Fixture      *fixture,
                                    gconstpointer data)
{
  const PassantAnswer *answer;

  say (fixture->guest, "visit.answered",
       "{'touchpoint':'counter','question':'greeted','value':'no','shown_ms':2140,'changes':7}");
  say (fixture->guest, "visit.answered",
       "{'touchpoint':'counter','question':'greeted','value':'yes','source':'asked',"
       "'comment':'At last'}");
  answer = passant_visit_get_answer (fixture->visit, "greeted");
  g_assert_cmpstr (answer->value, ==, "yes");
  g_assert_cmpstr (answer->source, ==, "asked");
  g_assert_cmpstr (answer->comment, ==, "At last");
  g_assert_cmpint (answer->changes, ==, 1);
  g_assert_cmpint (answer->noted_ms, ==, fixture->guest->now_ms);

  say (fixture->guest, "visit.answered", "{'question':'greeted','value':'yes'}");
  g_assert_cmpint (passant_visit_get_answer (fixture->visit, "greeted")->changes, ==, 1);

  say (fixture->guest, "visit.answered", "{'question':'greeted','value':null}");
  answer = passant_visit_get_answer (fixture->visit, "greeted");
  g_assert_null (answer->value);
  g_assert_false (answer->na);
  g_assert_cmpint (answer->changes, ==, 2);

  say (fixture->guest, "visit.answered", "{'question':'greeted','value':'yes','na':true}");
  answer = passant_visit_get_answer (fixture->visit, "greeted");
  g_assert_null (answer->value);
  g_assert_true (answer->na);
  g_assert_cmpstr (answer->source, ==, "seen");
}

static void
test_visit_ends_with_what_shows_why (Fixture      *fixture,
                                     gconstpointer data)
{
  const PassantEvidence *door, *street;

  say (fixture->guest, "visit.evidenced", "{'sha256':'aa','bytes':5}");
  say (fixture->guest, "visit.evidenced", "{'sha256':'bb','bytes':5}");
  g_assert_null (passant_visit_get_break_evidence (fixture->visit)[0]);
  say (fixture->guest, "visit.broken_off",
       "{'touchpoint':null,'reason':'store_closed','evidence':['aa',7,null]}");
  door = passant_visit_get_evidence (fixture->visit)->pdata[0];
  street = passant_visit_get_evidence (fixture->visit)->pdata[1];
  g_assert_true (passant_visit_shows_end (fixture->visit, door));
  g_assert_false (passant_visit_shows_end (fixture->visit, street));
  g_assert_cmpstr (passant_visit_get_break_evidence (fixture->visit)[0], ==, "aa");
  g_assert_null (passant_visit_get_break_evidence (fixture->visit)[1]);

  say (fixture->guest, "visit.broken_off", "{'reason':'other','evidence':'bb'}");
  g_assert_null (passant_visit_get_break_evidence (fixture->visit)[0]);
  say (fixture->guest, "visit.broken_off", "{'reason':'other','evidence':['bb']}");
  say (fixture->guest, "visit.finished", "{}");
  g_assert_null (passant_visit_get_break_evidence (fixture->visit)[0]);
}

static void
test_visit_leaves_out_what_it_cannot_read (Fixture      *fixture,
                                           gconstpointer data)
{
  g_autoptr (PassantPlayer) elsewhere = passant_player_new ("guest", "another");

  say (fixture->guest, "visit.answered", "{'question':'greeted','value':4}");
  say (fixture->guest, "visit.answered", "{'question':'greeted'}");
  say (fixture->guest, "visit.answered", "{'value':'yes'}");
  say (fixture->guest, "visit.felt", "{'touchpoint':'counter','x':'left'}");
  say (fixture->guest, "visit.entered", "{}");
  say (fixture->guest, "visit.marked", "{'text':5}");
  say (fixture->guest, "visit.evidenced", "{'bytes':5}");
  say (fixture->guest, "visit.dreamt", "{'touchpoint':'counter'}");
  say (elsewhere, "visit.answered", "{'question':'greeted','value':'yes'}");

  g_assert_null (passant_visit_get_answer (fixture->visit, "greeted"));
  g_assert_null (passant_visit_get_felt (fixture->visit, "counter"));
  g_assert_cmpuint (passant_visit_get_entries (fixture->visit)->len, ==, 0);
  g_assert_cmpuint (passant_visit_get_moments (fixture->visit)->len, ==, 0);
  g_assert_cmpuint (passant_visit_get_evidence (fixture->visit)->len, ==, 0);
}

static void
test_visit_feels_by_grid_or_by_sliders (Fixture      *fixture,
                                        gconstpointer data)
{
  const PassantFelt *felt;

  say (fixture->guest, "visit.felt", "{'touchpoint':'counter','x':750,'y':250,'valence':50,"
       "'arousal':-50,'word':'joy','mark':8,'shown_ms':900,'moves':2}");
  felt = passant_visit_get_felt (fixture->visit, "counter");
  g_assert_cmpint (felt->x, ==, 750);
  g_assert_cmpint (felt->affect.valence, ==, 50);
  g_assert_cmpint (felt->affect.arousal, ==, -50);
  g_assert_true (felt->affect.word == passant_feeling_find ("joy")->key);
  g_assert_cmpint (felt->affect.mark, ==, 8);
  g_assert_cmpint (felt->moves, ==, 2);

  say (fixture->guest, "visit.felt",
       "{'touchpoint':'counter','valence':-20,'arousal':10,'word':'hangry','mark':57}");
  felt = passant_visit_get_felt (fixture->visit, "counter");
  g_assert_cmpint (felt->x, ==, 400);
  g_assert_cmpint (felt->y, ==, 550);
  g_assert_null (felt->affect.word);
  g_assert_cmpint (felt->affect.mark, ==, 0);
}

/* The word is found later; the feeling was noted when it was tapped. */
static void
test_visit_knows_when_a_feeling_was_noted (Fixture      *fixture,
                                           gconstpointer data)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.felt", "study", "visit");
  g_autoptr (PassantFact) fact = NULL;
  const PassantFelt *felt;
  gint64 at_ms;

  say (fixture->guest, "visit.felt", "{'touchpoint':'counter','x':750,'y':250}");
  felt = passant_visit_get_felt (fixture->visit, "counter");
  at_ms = felt->at_ms;

  passant_draft_set_string (draft, "touchpoint", "counter");
  passant_draft_set_int (draft, "x", 750);
  passant_draft_set_int (draft, "y", 250);
  passant_draft_set_string (draft, "word", "joy");
  draft->at_ms = at_ms;
  fact = passant_draft_stamp (draft, &(PassantStamp) {
    .device = fixture->guest->device, .prev = fixture->guest->prev, .seq = fixture->guest->seq + 1,
    .now_ms = at_ms + 300000, .boot_ms = 1, .id = "word"
  }, NULL);
  passant_visit_apply (fixture->visit, fact);
  felt = passant_visit_get_felt (fixture->visit, "counter");
  g_assert_cmpstr (felt->affect.word, ==, "joy");
  g_assert_cmpint (felt->at_ms, ==, at_ms);
  g_assert_cmpint (felt->noted_ms, ==, at_ms);
}

static void
test_visit_keeps_how_long_a_feeling_took (Fixture      *fixture,
                                          gconstpointer data)
{
  const PassantFelt *felt;

  say (fixture->guest, "visit.felt", "{'touchpoint':'till','x':750,'y':400,'shown_ms':3100,"
       "'touch_ms':1200,'delay_ms':65000,'moves':2}");
  felt = passant_visit_get_felt (fixture->visit, "till");
  g_assert_cmpint (felt->shown_ms, ==, 3100);
  g_assert_cmpint (felt->touch_ms, ==, 1200);
  g_assert_cmpint (felt->delay_ms, ==, 65000);
  g_assert_cmpint (felt->moves, ==, 2);

  /* What was said before this was measured, and what a clock that jumped made of it. */
  say (fixture->guest, "visit.felt", "{'touchpoint':'till','x':750,'y':400,'delay_ms':-5}");
  felt = passant_visit_get_felt (fixture->visit, "till");
  g_assert_cmpint (felt->touch_ms, ==, 0);
  g_assert_cmpint (felt->delay_ms, ==, 0);
}

static void
test_visit_keeps_the_newest_mark (Fixture      *fixture,
                                  gconstpointer data)
{
  const PassantPhaseMark *mark;

  g_assert_null (passant_visit_get_phase_mark (fixture->visit, "use"));
  say (fixture->guest, "visit.phase_marked", "{'phase':'use','mark':4,'shown_ms':900}");
  say (fixture->guest, "visit.phase_marked", "{'phase':'use','mark':7,'shown_ms':1800}");
  mark = passant_visit_get_phase_mark (fixture->visit, "use");
  g_assert_cmpint (mark->mark, ==, 7);
  g_assert_cmpint (mark->shown_ms, ==, 1800);
  g_assert_cmpint (mark->noted_ms, ==, fixture->guest->now_ms);
  g_assert_null (passant_visit_get_phase_mark (fixture->visit, "purchase"));

  say (fixture->guest, "visit.phase_marked", "{'phase':'use','mark':0}");
  g_assert_null (passant_visit_get_phase_mark (fixture->visit, "use"));
  say (fixture->guest, "visit.phase_marked", "{'phase':'use','mark':11}");
  g_assert_null (passant_visit_get_phase_mark (fixture->visit, "use"));
}

static void
test_visit_takes_a_skip_back (Fixture      *fixture,
                              gconstpointer data)
{
  say (fixture->guest, "visit.skipped", "{'touchpoint':'chat','reason':'closed'}");
  g_assert_cmpstr (passant_visit_get_skip (fixture->visit, "chat"), ==, "closed");

  say (fixture->guest, "visit.answered", "{'touchpoint':'counter','question':'q','value':'a'}");
  g_assert_cmpstr (passant_visit_get_skip (fixture->visit, "chat"), ==, "closed");

  say (fixture->guest, "visit.answered", "{'touchpoint':'chat','question':'q','value':'a'}");
  g_assert_null (passant_visit_get_skip (fixture->visit, "chat"));
  g_assert_false (passant_visit_has_entered (fixture->visit, "chat"));

  say (fixture->guest, "visit.skipped", "{'touchpoint':'chat','reason':'again'}");
  say (fixture->guest, "visit.entered", "{'touchpoint':'chat'}");
  g_assert_null (passant_visit_get_skip (fixture->visit, "chat"));
  g_assert_true (passant_visit_has_entered (fixture->visit, "chat"));
  g_assert_cmpstr (passant_visit_get_place (fixture->visit), ==, "chat");
}

static void
test_visit_keeps_moments_and_evidence (Fixture      *fixture,
                                       gconstpointer data)
{
  PassantEvidence *evidence;
  PassantMoment *moment;

  say (fixture->guest, "visit.marked", "{'text':'A dog','touchpoint':'street','channel':'street'}");
  say (fixture->guest, "visit.felt", "{'touchpoint':'guest-1','x':900,'y':500}");
  moment = g_ptr_array_index (passant_visit_get_moments (fixture->visit), 0);
  g_assert_cmpstr (moment->id, ==, "guest-1");
  g_assert_cmpstr (moment->text, ==, "A dog");
  g_assert_nonnull (passant_visit_get_felt (fixture->visit, moment->id));

  say (fixture->guest, "visit.evidenced",
       "{'sha256':'aa','bytes':5,'mime':'image/jpeg','name':'1.jpg'}");
  say (fixture->guest, "visit.evidenced", "{'sha256':'bb','bytes':6,'question':'shot'}");
  say (fixture->guest, "visit.evidenced", "{'sha256':'bb','bytes':6,'question':'shot'}");
  g_assert_cmpuint (passant_visit_get_evidence (fixture->visit)->len, ==, 2);

  say (fixture->guest, "visit.evidence_withdrawn", "{'sha256':'aa'}");
  g_assert_cmpuint (passant_visit_get_evidence (fixture->visit)->len, ==, 1);
  evidence = g_ptr_array_index (passant_visit_get_evidence (fixture->visit), 0);
  g_assert_cmpstr (evidence->question, ==, "shot");
  g_assert_cmpint (evidence->bytes, ==, 6);

  say (fixture->guest, "visit.evidenced", "{'sha256':'aa','bytes':5}");
  g_assert_cmpuint (passant_visit_get_evidence (fixture->visit)->len, ==, 2);
}

/* Shot first, attached later. */
static void
test_visit_attaches_evidence (Fixture      *fixture,
                              gconstpointer data)
{
  PassantEvidence *evidence;

  say (fixture->guest, "visit.attached", "{'sha256':'aa','touchpoint':'till'}");
  g_assert_cmpuint (passant_visit_get_evidence (fixture->visit)->len, ==, 0);

  say (fixture->guest, "visit.evidenced",
       "{'sha256':'aa','bytes':5,'width':640,'height':480,'sharpness':2000,'look':'00ff'}");
  say (fixture->guest, "visit.evidenced", "{'sha256':'bb','bytes':5,'question':'front'}");
  evidence = g_ptr_array_index (passant_visit_get_evidence (fixture->visit), 0);
  g_assert_null (evidence->touchpoint);
  g_assert_cmpint (evidence->width, ==, 640);
  g_assert_cmpint (evidence->sharpness, ==, 1000);
  g_assert_cmpstr (evidence->look, ==, "00ff");

  say (fixture->guest, "visit.attached", "{'sha256':'aa','touchpoint':'till','question':'shot'}");
  evidence = g_ptr_array_index (passant_visit_get_evidence (fixture->visit), 0);
  g_assert_cmpstr (evidence->touchpoint, ==, "till");
  g_assert_cmpstr (evidence->question, ==, "shot");

  say (fixture->guest, "visit.attached", "{'sha256':'aa','touchpoint':'street'}");
  evidence = g_ptr_array_index (passant_visit_get_evidence (fixture->visit), 0);
  g_assert_cmpstr (evidence->touchpoint, ==, "street");
  g_assert_null (evidence->question);
  evidence = g_ptr_array_index (passant_visit_get_evidence (fixture->visit), 1);
  g_assert_cmpint (evidence->sharpness, ==, -1);
  g_assert_cmpstr (evidence->question, ==, "front");
}

/* As it was handed in last: what was said of an older revision is history. */
static void
test_visit_keeps_remarks_by_revision (Fixture      *fixture,
                                      gconstpointer data)
{
  PassantRemark *remark;

  say (fixture->guest, "visit.finished", "{}");
  say (fixture->reviewer, "review.remarked", "{'question':'wait','revision':1}");
  say (fixture->reviewer, "review.remarked",
       "{'question':'wait','revision':1,'text':'Before the till?'}");
  say (fixture->reviewer, "review.remarked",
       "{'question':'wait','revision':1,'text':'Before or after the till?'}");
  say (fixture->reviewer, "review.remarked", "{'revision':1,'text':'Well seen'}");
  g_assert_cmpuint (passant_visit_get_remarks (fixture->visit)->len, ==, 3);
  g_assert_cmpstr (passant_visit_get_remark_on (fixture->visit, "wait"), ==,
                   "Before or after the till?");
  g_assert_null (passant_visit_get_remark_on (fixture->visit, "greeted"));
  remark = g_ptr_array_index (passant_visit_get_remarks (fixture->visit), 2);
  g_assert_null (remark->question);

  fixture->guest->now_ms = fixture->reviewer->now_ms;
  say (fixture->guest, "visit.finished", "{}");
  g_assert_null (passant_visit_get_remark_on (fixture->visit, "wait"));
  g_assert_cmpuint (passant_visit_get_remarks (fixture->visit)->len, ==, 3);
}

static void
test_visit_counts_revisions (Fixture      *fixture,
                             gconstpointer data)
{
  say (fixture->guest, "visit.broken_off",
       "{'touchpoint':'counter','reason':'store_closed','text':'Renovation'}");
  assert_state ("broken_off");
  g_assert_cmpstr (passant_visit_get_break_reason (fixture->visit), ==, "store_closed");
  g_assert_cmpstr (passant_visit_get_break_text (fixture->visit), ==, "Renovation");
  g_assert_cmpint (passant_visit_get_ended_ms (fixture->visit), ==, fixture->guest->now_ms);

  say (fixture->reviewer, "review.returned",
       "{'revision':1,'questions':['greeted',5,'wait'],'remark':'Go back'}");
  assert_state ("returned");
  g_assert_cmpstr (passant_visit_get_remark (fixture->visit), ==, "Go back");
  g_assert_cmpstr (passant_visit_get_returned (fixture->visit)[0], ==, "greeted");
  g_assert_cmpstr (passant_visit_get_returned (fixture->visit)[1], ==, "wait");
  g_assert_null (passant_visit_get_returned (fixture->visit)[2]);

  say (fixture->guest, "visit.answered", "{'question':'greeted','value':'yes'}");
  assert_state ("returned");
  say (fixture->guest, "visit.finished", "{}");
  assert_state ("finished");
  g_assert_cmpint (passant_visit_get_revision (fixture->visit), ==, 2);
  g_assert_null (passant_visit_get_break_reason (fixture->visit));
  g_assert_null (passant_visit_get_remark (fixture->visit));
  g_assert_null (passant_visit_get_returned (fixture->visit)[0]);

  /* Said about the revision before, and late. */
  say (fixture->reviewer, "review.accepted", "{'revision':1}");
  assert_state ("finished");
  say (fixture->reviewer, "review.rejected", "{'revision':2}");
  assert_state ("rejected");
  say (fixture->reviewer, "review.accepted", "{'revision':2,'remark':'After all'}");
  assert_state ("accepted");

  /* Nothing captured is lost, even then. */
  say (fixture->guest, "visit.answered", "{'question':'late','value':'yes'}");
  g_assert_nonnull (passant_visit_get_answer (fixture->visit, "late"));
  assert_state ("accepted");
}

static void
test_visit_counts_no_review_while_open (Fixture      *fixture,
                                        gconstpointer data)
{
  say (fixture->reviewer, "review.accepted", "{'revision':0}");
  say (fixture->reviewer, "review.accepted", "{'revision':1}");
  assert_state ("open");

  /* It was said about what the guest's device had said, though it came first. */
  say (fixture->guest, "visit.finished", "{}");
  assert_state ("accepted");
}

/* seq orders, clocks only describe: a phone whose clock jumps back to 1970 still says its newest answer last. */
static void
test_visit_trusts_no_clock (Fixture      *fixture,
                            gconstpointer data)
{
  say (fixture->guest, "visit.answered", "{'question':'greeted','value':'no'}");
  fixture->guest->now_ms = 0;
  say (fixture->guest, "visit.answered", "{'question':'greeted','value':'yes'}");

  g_assert_cmpstr (passant_visit_get_answer (fixture->visit, "greeted")->value, ==, "yes");
}

/* All that can be read from a visit, as text. */
static char *
describe (PassantVisit *visit)
{
  GString *text = g_string_new (NULL);
  g_autofree char *returned = g_strjoinv (",", (GStrv) passant_visit_get_returned (visit));

  g_string_append_printf (text,
                          "%s %s %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s %s %s [%s]\n",
                          passant_visit_get_script (visit),
                          passant_visit_state_to_string (passant_visit_get_state (visit)),
                          passant_visit_get_revision (visit), passant_visit_get_opened_ms (visit),
                          passant_visit_get_ended_ms (visit), passant_visit_get_place (visit),
                          passant_visit_get_break_reason (visit),
                          passant_visit_get_break_text (visit),
                          passant_visit_get_remark (visit), returned);
  g_string_append_printf (text, "sample %d, %d min east, noted %" G_GINT64_FORMAT "\n",
                          passant_visit_is_sample (visit), passant_visit_get_utc_offset_min (visit),
                          passant_visit_get_noted_ms (visit));

  for (int i = 0; i < 6; i++) {
    g_autofree char *id = g_strdup_printf ("n%d", i);
    const PassantAnswer *answer = passant_visit_get_answer (visit, id);
    const PassantFelt *felt = passant_visit_get_felt (visit, id);

    g_string_append_printf (text, "%s: %s %d %d, felt %d, skip %s, entered %d\n", id,
                            answer ? answer->value : "-", answer ? answer->na : 0,
                            answer ? answer->changes : -1, felt ? felt->x : -1,
                            passant_visit_get_skip (visit, id),
                            passant_visit_has_entered (visit, id));
  }

  for (guint i = 0; i < passant_visit_get_entries (visit)->len; i++)
    g_string_append_printf (text, "in %s\n",
                            ((PassantEntry *) passant_visit_get_entries (
                               visit)->pdata[i])->touchpoint);
  for (guint i = 0; i < passant_visit_get_moments (visit)->len; i++)
    g_string_append_printf (text, "at %s\n",
                            ((PassantMoment *) passant_visit_get_moments (visit)->pdata[i])->id);
  for (guint i = 0; i < passant_visit_get_evidence (visit)->len; i++)
    g_string_append_printf (text, "by %s\n",
                            ((PassantEvidence *) passant_visit_get_evidence (
                               visit)->pdata[i])->sha256);

  return g_string_free_and_steal (text);
}

static PassantFact *
say_anything (PassantPlayer *player,
              GRand         *rand)
{
  int n = g_rand_int_range (rand, 0, 6);

  /* Clocks of this world jump, and stand still. */
  if (g_rand_int_range (rand, 0, 8) == 0)
    player->now_ms += g_rand_int_range (rand, -20000, 20000);
  if (g_rand_int_range (rand, 0, 4) == 0)
    player->now_ms -= 1000;

  switch (g_rand_int_range (rand, 0, 14)) {
  case 0: return passant_player_say (player, "visit.opened",
                                     "{'script':'s%d','utc_offset_min':%d,'sample':%s}", n, n,
                                     n % 2 ? "true" : "false");
  case 1: return passant_player_say (player, "visit.entered", "{'touchpoint':'n%d'}", n);
  case 2: return passant_player_say (player, "visit.felt", "{'touchpoint':'n%d','x':%d,'y':1}", n,
                                     n);
  case 3: return passant_player_say (player, "visit.skipped", "{'touchpoint':'n%d','reason':'r'}",
                                     n);
  case 4: return passant_player_say (player, "visit.marked", "{'text':'m'}");
  case 5: return passant_player_say (player, "visit.evidenced", "{'sha256':'%d'}", n);
  case 6: return passant_player_say (player, "visit.evidence_withdrawn", "{'sha256':'%d'}", n);
  case 7: return passant_player_say (player, "visit.finished", "{}");
  case 8: return passant_player_say (player, "visit.broken_off", "{'reason':'unsafe','text':'%d'}",
                                     n);
  case 9: return passant_player_say (player, "review.returned",
                                     "{'revision':%d,'questions':['n%d'],'remark':'%d'}", n, n, n);
  case 10: return passant_player_say (player, "review.accepted", "{'revision':%d}", n);
  case 11: return passant_player_say (player, "visit.answered",
                                      "{'touchpoint':'n%d','question':'n%d','na':true}", n, n);
  case 12: return passant_player_say (player, "visit.migrated",
                                      "{'script':'m%d','dropped':['n%d']}", n,
                                      g_rand_int_range (rand, 0, 3));
  default: return passant_player_say (player, "visit.answered",
                                      "{'touchpoint':'n%d','question':'n%d','value':'%d'}", n, n,
                                      g_rand_int_range (rand, 0, 3));
  }
}

static void
shuffle (GPtrArray *facts,
         GRand     *rand)
{
  for (guint i = facts->len; i > 1; i--) {
    guint j = g_rand_int_range (rand, 0, i);
    gpointer fact = facts->pdata[i - 1];

    facts->pdata[i - 1] = facts->pdata[j];
    facts->pdata[j] = fact;
  }
}

static char *
fold (GPtrArray *facts,
      GRand     *looker)
{
  g_autoptr (PassantVisit) visit = passant_visit_new ("visit");

  for (guint i = 0; i < facts->len; i++) {
    passant_visit_apply (visit, facts->pdata[i]);
    if (looker && g_rand_boolean (looker))
      g_free (describe (visit));
  }

  return describe (visit);
}

/* The same facts in any order, some twice, looked at on the way or not: the same visit. */
static void
test_visit_is_the_same_in_any_order (void)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("PASSANT_TEST_SEED=%u", seed);
  for (int round = 0; round < 200; round++) {
    g_autoptr (GPtrArray) facts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) passant_fact_unref);
    g_autofree char *straight = NULL;

    for (int device = 0; device < 3; device++) {
      g_autofree char *name = g_strdup_printf ("device%d", device);
      g_autoptr (PassantPlayer) player = passant_player_new (name, "visit");

      for (int i = g_rand_int_range (rand, 0, 20); i > 0; i--)
        g_ptr_array_add (facts, say_anything (player, rand));
    }

    straight = fold (facts, NULL);
    for (int again = 0; again < 4; again++) {
      g_autofree char *shuffled = NULL;

      if (facts->len > 0)
        g_ptr_array_add (facts,
                         passant_fact_ref (facts->pdata[g_rand_int_range (rand, 0, facts->len)]));
      shuffle (facts, rand);
      shuffled = fold (facts, again % 2 ? rand : NULL);
      g_assert_cmpstr (shuffled, ==, straight);
    }
  }
}

/* As if nobody had been there; the answer to another touchpoint, and what was photographed, stay. */
static void
test_visit_goes_through_a_step_afresh (Fixture      *fixture,
                                       gconstpointer data)
{
  static const char sha256[] = "1111111111111111111111111111111111111111111111111111111111111111";

  say (fixture->guest, "visit.opened", "{'script':'hash'}");
  say (fixture->guest, "visit.entered", "{'touchpoint':'door'}");
  say (fixture->guest, "visit.answered",
       "{'touchpoint':'door','question':'greeted','value':'yes'}");
  say (fixture->guest, "visit.felt", "{'touchpoint':'door','x':500,'y':500}");
  say (fixture->guest, "visit.evidenced", "{'touchpoint':'door','sha256':'%s','bytes':1}", sha256);
  say (fixture->guest, "visit.answered", "{'touchpoint':'till','question':'queue','value':'3'}");
  say (fixture->guest, "visit.redone", "{'touchpoint':'door'}");

  g_assert_null (passant_visit_get_answer (fixture->visit, "greeted"));
  g_assert_null (passant_visit_get_felt (fixture->visit, "door"));
  g_assert_false (passant_visit_has_entered (fixture->visit, "door"));
  g_assert_cmpstr (passant_visit_get_place (fixture->visit), ==, "door");
  g_assert_nonnull (passant_visit_get_answer (fixture->visit, "queue"));
  g_assert_cmpuint (passant_visit_get_evidence (fixture->visit)->len, ==, 1);
  g_assert_cmpuint (passant_visit_get_entries (fixture->visit)->len, ==, 1);

  say (fixture->guest, "visit.entered", "{'touchpoint':'door'}");
  say (fixture->guest, "visit.answered", "{'touchpoint':'door','question':'greeted','value':'no'}");
  say (fixture->guest, "visit.redone", "{}");
  g_assert_cmpstr (passant_visit_get_answer (fixture->visit, "greeted")->value, ==, "no");
  g_assert_cmpint (passant_visit_get_answer (fixture->visit, "greeted")->changes, ==, 0);
  g_assert_true (passant_visit_has_entered (fixture->visit, "door"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  add ("/visit/starts-open-and-empty", test_visit_starts_open_and_empty);
  add ("/visit/says-where-it-was-opened", test_visit_says_where_it_was_opened);
  add ("/visit/ends-with-what-shows-why", test_visit_ends_with_what_shows_why);
  add ("/visit/goes-on-with-the-newest-script", test_visit_goes_on_with_the_newest_script);
  add ("/visit/drops-what-its-script-does", test_visit_drops_what_its_script_does);
  add ("/visit/goes-through-a-step-afresh", test_visit_goes_through_a_step_afresh);
  add ("/visit/keeps-the-newest-answer", test_visit_keeps_the_newest_answer);
  add ("/visit/leaves-out-what-it-cannot-read", test_visit_leaves_out_what_it_cannot_read);
  add ("/visit/feels-by-grid-or-by-sliders", test_visit_feels_by_grid_or_by_sliders);
  add ("/visit/knows-when-a-feeling-was-noted", test_visit_knows_when_a_feeling_was_noted);
  add ("/visit/keeps-how-long-a-feeling-took", test_visit_keeps_how_long_a_feeling_took);
  add ("/visit/keeps-the-newest-mark", test_visit_keeps_the_newest_mark);
  add ("/visit/takes-a-skip-back", test_visit_takes_a_skip_back);
  add ("/visit/keeps-moments-and-evidence", test_visit_keeps_moments_and_evidence);
  add ("/visit/attaches-evidence-later", test_visit_attaches_evidence);
  add ("/visit/keeps-remarks-by-revision", test_visit_keeps_remarks_by_revision);
  add ("/visit/counts-revisions", test_visit_counts_revisions);
  add ("/visit/counts-no-review-while-open", test_visit_counts_no_review_while_open);
  add ("/visit/trusts-no-clock", test_visit_trusts_no_clock);
  g_test_add_func ("/visit/is-the-same-in-any-order", test_visit_is_the_same_in_any_order);

  return g_test_run ();
}
