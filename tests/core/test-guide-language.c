/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-player.h"
#include "passant-score.h"

#include <string.h>

#define MORNING_MS G_GINT64_CONSTANT (1795302000000) /* 2026-11-21T23:00 in UTC, an hour later in Amsterdam */

typedef struct {
  PassantScript *script;
  PassantVisit  *visit;
  PassantPlayer *guest;
  PassantGuide  *guide;
} Fixture;

static void
fixture_clear (Fixture *self)
{
  passant_guide_free (self->guide);
  passant_player_free (self->guest);
  passant_visit_unref (self->visit);
  passant_script_unref (self->script);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
take (Fixture     *self,
      PassantFact *fact)
{
  passant_visit_apply (self->visit, fact);
  passant_guide_free (self->guide);
  self->guide = passant_guide_new (self->script, self->visit);
  passant_fact_unref (fact);
}

#define say(...) take (self, passant_player_say (self->guest, __VA_ARGS__))
#define answer(question, value) say ("visit.answered", "{'question':'%s','value':'%s'}", question, \
                                     value)
#define enter(touchpoint) say ("visit.entered", "{'touchpoint':'%s'}", touchpoint)

/* @touchpoints: JSON with single quotes for double ones, and back-quotes for single; @more: keys of the script. */
static void
set_up (Fixture    *self,
        const char *more,
        const char *touchpoints)
{
  g_autofree char *json =
    g_strdup_printf ("{'passant':1,'id':'s','version':1,'languages':['nl','en'],"
                     "'title':{'nl':'S'},%s'phases':[{'id':'p','title':{'nl':'P'},"
                     "'touchpoints':[%s]}]}", more, touchpoints);
  g_autoptr (GError) error = NULL;

  g_strdelimit (g_strdelimit (json, "'", '"'), "`", '\'');
  self->script = passant_script_compile (json, -1, NULL, &error);
  g_assert_no_error (error);
  self->visit = passant_visit_new ("visit");
  self->guest = passant_player_new ("guest", "visit");
  self->guest->now_ms = MORNING_MS;
  self->guide = passant_guide_new (self->script, self->visit);
  say ("visit.opened", "{'script':'%s','utc_offset_min':60}", self->script->hash);
}

static PassantQuestion *
find (Fixture    *self,
      const char *id)
{
  PassantQuestion *question = passant_script_find_question (self->script, id);

  g_assert_nonnull (question);

  return question;
}

/* Each question's state as a letter, in script order. */
static void
assert_states (Fixture    *self,
               const char *expected)
{
  g_autoptr (GString) states = g_string_new (NULL);

  for (guint i = 0; i < self->script->questions->len; i++)
    g_string_append_c (states,
                       "-zo+sx"[passant_guide_get_question (self->guide,
                                                            self->script->questions->pdata[i])]);
  g_assert_cmpstr (states->str, ==, expected);
}

static void
assert_value (Fixture    *self,
              const char *id,
              const char *expected)
{
  g_assert_cmpstr (passant_guide_get_value (self->guide, find (self, id)), ==, expected);
}

static void
assert_message (Fixture    *self,
                const char *id,
                const char *expected)
{
  g_autofree char *message = passant_guide_dup_message (self->guide, find (self, id), "en");

  g_assert_cmpstr (message, ==, expected);
}

static void
assert_proposal (Fixture    *self,
                 const char *id,
                 const char *expected)
{
  g_autofree char *proposal = passant_guide_dup_proposal (self->guide, find (self, id));

  g_assert_cmpstr (proposal, ==, expected);
}

static void
assert_text (Fixture    *self,
             const char *id,
             const char *expected)
{
  PassantQuestion *question = find (self, id);
  g_autofree char *text = passant_guide_dup_text (self->guide, question->text, question, "nl");

  g_assert_cmpstr (text, ==, expected);
}

static const char staff[] =
  "{'id':'staff','title':{'nl':'T'},'channel':'store','repeat':{'min':1,'max':3},'questions':["
  "{'id':'name','type':'text','text':{'nl':'Wie?'},'required':true},"
  "{'id':'kind','type':'scale','min':1,'max':5,'pillar':'emotion','weight':3,"
  "'text':{'nl':'Hoe was ${name}?'},'relevant':'${name} != ``'},"
  "{'id':'alone','type':'yes_no','text':{'nl':'Q'},'relevant':'count-non-empty(${kind}) = 1'}]},"
  "{'id':'after','title':{'nl':'T'},'channel':'store','questions':["
  "{'id':'sum','type':'calculate','calculation':'sum(${kind})'},"
  "{'id':'best','type':'text','text':{'nl':'${name} of ${sum}?'}}]}";

static void
test_guide_goes_through_rounds (void)
{
  g_auto (Fixture) fixture = { 0 };
  Fixture *self = &fixture;
  PassantTouchpoint *touchpoint;

  set_up (self, "", staff);
  touchpoint = passant_script_find_touchpoint (self->script, "staff");
  g_assert_cmpuint (passant_guide_count_rounds (self->guide, touchpoint), ==, 1);
  assert_states (self, "+" "o--" "---" "---" "+o");

  enter ("staff");
  answer ("name", "Jan");
  answer ("staff.rounds", "2");
  g_assert_cmpuint (passant_guide_count_rounds (self->guide, touchpoint), ==, 2);
  assert_states (self, "+" "+o-" "o--" "---" "+o");
  g_assert_cmpint (passant_guide_get_touchpoint (self->guide, touchpoint), ==, PASSANT_STEP_OPEN);

  /* Within, each round sees itself; and what counts all of them sees the later ones as well. */
  answer ("name.2", "Piet");
  answer ("kind.2", "5");
  assert_states (self, "+" "+oo" "++o" "---" "+o");
  assert_text (self, "kind", "Hoe was Jan?");
  assert_text (self, "kind.2", "Hoe was Piet?");
  answer ("kind", "2");
  assert_states (self, "+" "++-" "++-" "---" "+o");

  /* Elsewhere, the first one counts. */
  assert_value (self, "sum", "7");
  assert_text (self, "best", "Jan of 7?");
  g_assert_cmpint (passant_guide_get_touchpoint (self->guide, touchpoint), ==, PASSANT_STEP_DONE);

  /* A round that is taken away counts no more, and comes back as it was. */
  answer ("staff.rounds", "1");
  assert_states (self, "+" "++o" "---" "---" "+o");
  assert_value (self, "sum", "2");
  assert_value (self, "kind.2", NULL);
  answer ("staff.rounds", "3");
  assert_states (self, "+" "++-" "++-" "o--" "+o");
  answer ("staff.rounds", "4");
  assert_states (self, "x" "++-" "++-" "o--" "+o");
}

/* Three employees count no more than one: their rounds share the weight, to the last bit. */
static void
test_score_shares_a_weight_among_rounds (void)
{
  static const char * const kinds[] = { "kind", "kind.2", "kind.3" };
  static const char * const names[] = { "name", "name.2", "name.3" };
  g_auto (Fixture) fixture = { 0 };
  Fixture *self = &fixture;
  g_autoptr (PassantScore) score = NULL;
  PassantScoreRow *row;
  PassantRatio ratio;

  set_up (self, "", staff);
  answer ("staff.rounds", "3");
  for (guint i = 0; i < 3; i++) {
    answer (names[i], "Jan");
    answer (kinds[i], i == 0 ? "5" : "2");
  }

  score = passant_score_new (self->script, self->visit);
  g_assert_cmpuint (passant_score_get_rows (score)->len, ==, 3);
  row = passant_score_get_rows (score)->pdata[1];
  g_assert_cmpint (row->points.num, ==, 1); /* a quarter of a third of 3 */
  g_assert_cmpint (row->points.den, ==, 4);
  g_assert_cmpint (row->most.num, ==, 1);
  g_assert_cmpint (row->most.den, ==, 1);
  ratio = passant_score_get_pillar (score, PASSANT_PILLAR_EMOTION);
  g_assert_cmpint (ratio.num, ==, 1);
  g_assert_cmpint (ratio.den, ==, 2);
}

static void
test_guide_counts_rounds_by_an_answer (void)
{
  static const struct { const char *met; guint rounds; PassantStepState state; } rows[] = {
    { "2", 2, PASSANT_STEP_OPEN }, { "0", 0, PASSANT_STEP_HIDDEN }, { "9", 3, PASSANT_STEP_OPEN },
    { "", 0, PASSANT_STEP_HIDDEN }, { "some", 0, PASSANT_STEP_HIDDEN },
  };
  g_auto (Fixture) fixture = { 0 };
  Fixture *self = &fixture;
  PassantTouchpoint *staff_of;

  set_up (self, "", "{'id':'hall','title':{'nl':'T'},'channel':'store','questions':["
          "{'id':'met','type':'number','text':{'nl':'Q'},'min':0}]},"
          "{'id':'staff','title':{'nl':'T'},'channel':'store',"
          "'repeat':{'count':'${met}','max':3},'questions':["
          "{'id':'kind','type':'yes_no','text':{'nl':'Q'},'required':true}]}");
  staff_of = passant_script_find_touchpoint (self->script, "staff");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    answer ("met", rows[i].met);
    g_assert_cmpuint (passant_guide_count_rounds (self->guide, staff_of), ==, rows[i].rounds);
    g_assert_cmpint (passant_guide_get_touchpoint (self->guide, staff_of), ==, rows[i].state);
  }
}

static const char towns[] =
  "'lists':{'towns':["
  "{'id':'zeist','label':{'nl':'Zeist'},'columns':{'province':'utrecht'}},"
  "{'id':'soest','label':{'nl':'Soest'},'columns':{'province':'utrecht'}},"
  "{'id':'veere','label':{'nl':'Veere'},'columns':{'province':'zeeland'}}]},";

static void
test_guide_offers_what_a_filter_leaves (void)
{
  g_auto (Fixture) fixture = { 0 };
  Fixture *self = &fixture;
  PassantQuestion *town;

  set_up (self, towns, "{'id':'t','title':{'nl':'T'},'channel':'web','questions':["
          "{'id':'province','type':'text','text':{'nl':'Q'}},"
          "{'id':'town','type':'choice','text':{'nl':'Q'},'choices':'towns','required':true,"
          "'filter':'province = ${province}'},"
          "{'id':'order','type':'rank','text':{'nl':'Q'},'choices':'towns',"
          "'filter':'province = ${province} and name != `nowhere`'}]}");
  town = find (self, "town");

  /* Nothing on offer, nothing asked; and what is not asked keeps nobody from finishing. */
  assert_states (self, "o--");
  enter ("t");
  g_assert_true (passant_guide_can_finish (self->guide));
  answer ("province", "utrecht");
  assert_states (self, "+oo");
  g_assert_true (passant_guide_offers (self->guide, town, town->choices->pdata[0]));
  g_assert_false (passant_guide_offers (self->guide, town, town->choices->pdata[2]));

  answer ("town", "veere");
  assert_states (self, "+xo");
  assert_message (self, "town", "Choose among the answers that are offered here");
  answer ("town", "soest");
  assert_states (self, "++o");
  assert_message (self, "town", NULL);

  answer ("order", "soest");
  assert_message (self, "order", "Put all of them in order");
  answer ("order", "soest zeist");
  assert_states (self, "+++");
  answer ("order", "soest zeist veere");
  assert_message (self, "order", "Choose among the answers that are offered here");

  /* Another province, and the town is no longer one of those. */
  answer ("province", "zeeland");
  assert_states (self, "+xx");
}

static void
test_guide_works_out_calculates (void)
{
  g_auto (Fixture) fixture = { 0 };
  Fixture *self = &fixture;

  set_up (self, "", "{'id':'t','title':{'nl':'T'},'channel':'web','questions':["
          "{'id':'waited','type':'duration','text':{'nl':'Q'},'required':true},"
          "{'id':'minutes','type':'calculate','calculation':'${waited} div 60'},"
          "{'id':'twice','type':'calculate','calculation':'${minutes} * 2',"
          "'relevant':'${minutes} > 1'},"
          "{'id':'slow','type':'text','text':{'nl':'Waarom ${minutes}?'},"
          "'relevant':'${twice} > 5'}]}");
  g_assert_cmpuint (passant_guide_count_left (self->guide, self->script->touchpoints->pdata[0]), ==,
                    1);
  answer ("waited", "60");
  assert_states (self, "++--");
  assert_value (self, "minutes", "1");
  assert_value (self, "twice", NULL);
  answer ("waited", "180");
  assert_states (self, "+++o");
  assert_value (self, "twice", "6");
  assert_text (self, "slow", "Waarom 3?");

  /* Nobody can say it. */
  answer ("twice", "100");
  assert_value (self, "twice", "6");
}

static void
test_guide_proposes_what_may_be_answered (void)
{
  g_auto (Fixture) fixture = { 0 };
  Fixture *self = &fixture;

  set_up (self, "", "{'id':'t','title':{'nl':'T'},'channel':'web','questions':["
          "{'id':'spent','type':'number','text':{'nl':'Q'},'max':50},"
          "{'id':'again','type':'number','text':{'nl':'Q'},'max':50,'default':'${spent} + 1',"
          "'constraint':'. != 4'},"
          "{'id':'place','type':'text','text':{'nl':'Q'},'default':'Utrecht'},"
          "{'id':'day','type':'date','text':{'nl':'Q'},'default':'today()'},"
          "{'id':'date','type':'date','text':{'nl':'Q'},'default':'now()'},"
          "{'id':'time','type':'time','text':{'nl':'Q'},'default':'now()'},"
          "{'id':'both','type':'date_time','text':{'nl':'Q'},'default':'now()'}]}");
  assert_proposal (self, "spent", NULL);
  assert_proposal (self, "again", NULL); /* NaN is no number */
  assert_proposal (self, "place", "Utrecht");
  assert_proposal (self, "day", "2026-11-22"); /* it is past midnight where the guest is */
  assert_proposal (self, "date", "2026-11-22");
  assert_proposal (self, "time", "00:00");
  assert_proposal (self, "both", "2026-11-22T00:00");
  assert_states (self, "ooooooo");

  answer ("spent", "5");
  assert_proposal (self, "again", "6");
  answer ("spent", "3");
  assert_proposal (self, "again", NULL);
  answer ("spent", "50");
  assert_proposal (self, "again", NULL);
  answer ("place", "Zeist");
  assert_proposal (self, "place", NULL);
}

/* A constraint looks at the clock as it stood when the answer was noted: what was right then stays right. */
static void
test_guide_keeps_to_the_moment_of_an_answer (void)
{
  g_auto (Fixture) fixture = { 0 };
  Fixture *self = &fixture;

  set_up (self, "", "{'id':'t','title':{'nl':'T'},'channel':'web','questions':["
          "{'id':'day','type':'date','text':{'nl':'Q'},'constraint':'. = today()'},"
          "{'id':'late','type':'yes_no','text':{'nl':'Q'},'relevant':'today() > `2026-11-22`'}]}");
  answer ("day", "2026-11-21");
  assert_states (self, "x-");
  answer ("day", "2026-11-22");
  assert_states (self, "+-");

  self->guest->now_ms += G_GINT64_CONSTANT (86400000);
  enter ("t");
  assert_states (self, "+o");
}

static void
test_guide_says_earlier_answers_in_words (void)
{
  g_auto (Fixture) fixture = { 0 };
  Fixture *self = &fixture;
  g_autofree char *broken = NULL;

  set_up (self, "", "{'id':'t','title':{'nl':'T'},'channel':'web','questions':["
          "{'id':'who','type':'choice','text':{'nl':'Q'},'choices':["
          "{'id':'a','label':{'nl':'De ober','en':'The waiter'}},"
          "{'id':'b','label':{'nl':'De kok','en':'The cook'}}]},"
          "{'id':'how','type':'text','text':{'nl':'Hoe was ${who}, echt ${who}?',"
          "'en':'How was ${who}?'}}]}");
  assert_text (self, "how", "Hoe was …, echt …?");
  answer ("who", "b");
  assert_text (self, "how", "Hoe was De kok, echt De kok?");
  broken = passant_guide_dup_text (self->guide, find (self, "how")->text, NULL, "en");
  g_assert_cmpstr (broken, ==, "How was The cook?");
}

/* What the law does not allow is not asked, nor what stands beside it, whatever the script requires. */
static void
test_guide_hides_what_the_law_forbids (void)
{
  static const char questions[] =
    "{'id':'t','title':{'nl':'T'},'channel':'web','questions':["
    "{'id':'shot','type':'photo','text':{'nl':'Q'},'required':true},"
    "{'id':'bill','type':'receipt','text':{'nl':'Q'},'required':true},"
    "{'id':'sound','type':'audio','text':{'nl':'Q'},'required':true}]}";
  g_auto (Fixture) strict = { 0 }, lenient = { 0 };
  Fixture *self = &strict;

  set_up (self, "'legal':{'photos':false,'audio':false},", questions);
  enter ("t");
  assert_states (self, "-----");
  g_assert_true (passant_guide_can_finish (self->guide));

  self = &lenient;
  set_up (self, "'legal':{'photos':true,'audio':true,'basis':{'nl':'B'}},", questions);
  assert_states (self, "ooooo");
}

static void
test_guide_asks_for_the_rest (void)
{
  g_auto (Fixture) fixture = { 0 };
  Fixture *self = &fixture;

  set_up (self, "", "{'id':'t','title':{'nl':'T'},'channel':'web','questions':["
          "{'id':'mark','type':'scale','min':1,'max':5,'text':{'nl':'Q'},'comment_if_below':3},"
          "{'id':'how','type':'choice','text':{'nl':'Q'},'choices':["
          "{'id':'a','label':{'nl':'A'}},{'id':'b','label':{'nl':'B'},'specify':true}]}]}");
  enter ("t");
  assert_states (self, "o-o-");
  answer ("mark", "3");
  answer ("how", "a");
  assert_states (self, "+-+-");
  g_assert_true (passant_guide_can_finish (self->guide));
  answer ("mark", "2");
  answer ("how", "b");
  assert_states (self, "+o+o");
  g_assert_false (passant_guide_can_finish (self->guide));
  answer ("mark.comment", "Omdat");
  answer ("how.other", "C");
  assert_states (self, "++++");
  g_assert_true (passant_guide_can_finish (self->guide));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add_func (path, func)
  add ("/guide/goes-through-rounds", test_guide_goes_through_rounds);
  add ("/guide/counts-rounds-by-an-answer", test_guide_counts_rounds_by_an_answer);
  add ("/score/shares-a-weight-among-rounds", test_score_shares_a_weight_among_rounds);
  add ("/guide/offers-what-a-filter-leaves", test_guide_offers_what_a_filter_leaves);
  add ("/guide/works-out-calculates", test_guide_works_out_calculates);
  add ("/guide/proposes-what-may-be-answered", test_guide_proposes_what_may_be_answered);
  add ("/guide/keeps-to-the-moment-of-an-answer", test_guide_keeps_to_the_moment_of_an_answer);
  add ("/guide/says-earlier-answers-in-words", test_guide_says_earlier_answers_in_words);
  add ("/guide/hides-what-the-law-forbids", test_guide_hides_what_the_law_forbids);
  add ("/guide/asks-for-the-rest", test_guide_asks_for_the_rest);

  return g_test_run ();
}
