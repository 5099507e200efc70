/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-migration.h"
#include "passant-player.h"

#include <stdlib.h>
#include <string.h>

#define ROUNDS 150 /* random moves a run */

/* Single quotes stand for double ones, back-quotes for single. */
static const char journey[] =
  "{'passant':1,'id':'s','version':1,'languages':['nl','en'],'title':{'nl':'S'},"
  "'legal':{'photos':true},'phases':["
  "{'id':'before','title':{'nl':'V'},'touchpoints':["
  "{'id':'web','title':{'nl':'W'},'channel':'web','questions':["
  "{'id':'found','type':'yes_no','text':{'nl':'Gevonden?'},'na':true},"
  "{'id':'how','type':'choice','text':{'nl':'Hoe?'},'choices':["
  "{'id':'search','label':{'nl':'Z'}},{'id':'link','label':{'nl':'L'}},"
  "{'id':'other','label':{'nl':'A'},'specify':true}]},"
  "{'id':'clicks','type':'number','text':{'nl':'Klikken'},'min':0,'max':20},"
  "{'id':'scrolls','type':'number','text':{'nl':'Scrollen'}},"
  "{'id':'says','type':'text','text':{'nl':'Wat staat er?'}}]},"
  "{'id':'desk','title':{'nl':'D'},'channel':'store',"
  "'repeat':{'label':{'nl':'Medewerker'},'min':1,'max':4},'questions':["
  "{'id':'kind','type':'scale','text':{'nl':'Aardig'},'min':1,'max':5}]}]}]}";

typedef struct {
  PassantScript *from;
  PassantVisit  *visit;
  PassantPlayer *guest;
} Fixture;

static char *
requote (const char *text)
{
  return g_strdelimit (g_strdelimit (g_strdup (text), "'", '"'), "`", '\'');
}

static PassantScript *
compile (const char *text)
{
  g_autofree char *json = requote (text);
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_script_compile (json, -1, NULL, &error);

  g_assert_no_error (error);

  return script;
}

static char *
replace (const char *text,
         const char *cut,
         const char *put)
{
  const char *at = strstr (text, cut);

  g_assert_nonnull (at);

  return g_strdup_printf ("%.*s%s%s", (int) (at - text), text, put, at + strlen (cut));
}

/* The journey with one edit. */
static PassantScript *
edit (const char *cut,
      const char *put)
{
  g_autofree char *text = replace (journey, cut, put);

  return compile (text);
}

static void
take (Fixture     *fixture,
      PassantFact *fact)
{
  passant_visit_apply (fixture->visit, fact);
  passant_fact_unref (fact);
}

#define say(...) take (fixture, passant_player_say (fixture->guest, __VA_ARGS__))
#define answer(question, value) \
        say ("visit.answered", "{'question':'%s','value':'%s'}", question, value)

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->from = compile (journey);
  fixture->visit = passant_visit_new ("visit");
  fixture->guest = passant_player_new ("guest", "visit");
  say ("visit.opened", "{'script':'%s'}", fixture->from->hash);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_player_free (fixture->guest);
  passant_visit_unref (fixture->visit);
  passant_script_unref (fixture->from);
}

/* One a line: "kept found", "dropped how: …". */
static char *
print_moves (PassantMigration *migration)
{
  static const char * const kinds[] = { "kept", "changed", "dropped" };
  GPtrArray *moves = passant_migration_get_moves (migration);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < moves->len; i++) {
    PassantMove *move = g_ptr_array_index (moves, i);

    g_string_append_printf (lines, "%s%s %s%s%s", i ? "\n" : "", kinds[move->kind], move->from->id,
                            move->reason ? ": " : "", move->reason ? move->reason : "");
  }

  return g_string_free_and_steal (lines);
}

static void
expect (Fixture       *fixture,
        PassantScript *to,
        const char    *expected)
{
  g_autoptr (PassantMigration) migration = passant_migration_new (fixture->from, to,
                                                                  fixture->visit);
  g_autofree char *moves = print_moves (migration);

  g_assert_cmpstr (moves, ==, expected);
  passant_script_unref (to);
}

static void
test_migration_keeps_what_is_the_same (Fixture      *fixture,
                                       gconstpointer data)
{
  answer ("found", "yes");
  answer ("clicks", "3");
  expect (fixture, edit ("'version':1", "'version':2"), "kept found\nkept clicks");

  /* Neither another language nor another question is any of its business. */
  expect (fixture, edit ("['nl','en']", "['nl','en','de']"), "kept found\nkept clicks");
  expect (fixture, edit ("'nl':'Scrollen'", "'nl':'Vegen'"), "kept found\nkept clicks");

  /* What was taken back is no answer. */
  say ("visit.answered", "{'question':'clicks','value':null}");
  expect (fixture, edit ("'version':1", "'version':2"), "kept found");
}

static void
test_migration_tells_what_changed (Fixture      *fixture,
                                   gconstpointer data)
{
  answer ("found", "yes");
  expect (fixture, edit ("'nl':'Gevonden?'", "'nl':'Vond je het?'"),
          "changed found: The question is worded otherwise");
  expect (fixture, edit ("'type':'yes_no','text':{'nl':'Gevonden?'}",
                         "'type':'choice','text':{'nl':'Gevonden?'},'choices':["
                         "{'id':'yes','label':{'nl':'Ja','en':'Yes'}},"
                         "{'id':'no','label':{'nl':'Nee','en':'No'}}]"),
          "changed found: This is asked in another way now");
  expect (fixture, edit ("'id':'web','title'", "'id':'site','title'"),
          "changed found: It belongs to another step now");
  expect (fixture, edit ("'na':true", "'relevant':'1 = 2'"),
          "changed found: As things stand it is not asked");
  say ("visit.answered", "{'question':'found','value':null}");

  answer ("clicks", "3");
  expect (fixture, edit ("'max':20", "'max':9"),
          "changed clicks: Other answers are allowed now");
  expect (fixture, edit ("'max':20", "'max':20,'unit':{'nl':'keer'}"),
          "changed clicks: It is measured otherwise");
  expect (fixture, edit ("'max':20", "'max':20,'constraint':'. != 5'"),
          "changed clicks: Other answers are allowed now");
  say ("visit.answered", "{'question':'clicks','value':null}");

  answer ("how", "link");
  expect (fixture, edit ("{'id':'search'", "{'id':'ask','label':{'nl':'V'}},{'id':'search'"),
          "changed how: The answers to choose from are different");
}

static void
test_migration_drops_what_does_not_fit (Fixture      *fixture,
                                        gconstpointer data)
{
  answer ("clicks", "15");
  expect (fixture, edit ("'id':'clicks'", "'id':'taps'"),
          "dropped clicks: The new version does not ask this any more");
  expect (fixture, edit ("'max':20", "'max':9"),
          "dropped clicks: What you answered is not possible any more: "
          "This must be from 0 to 9");
  expect (fixture, edit ("'max':20", "'max':20,'constraint':'. < 10',"
                         "'message':{'nl':'Minder dan tien'}"),
          "dropped clicks: What you answered is not possible any more: Minder dan tien");
  expect (fixture, edit ("'type':'number','text':{'nl':'Klikken'},'min':0,'max':20",
                         "'type':'note','text':{'nl':'Klikken'}"),
          "dropped clicks: This is asked in another way now");
  say ("visit.answered", "{'question':'clicks','value':null}");

  /* The id of a choice is nobody's words. */
  answer ("how", "link");
  expect (fixture, edit ("'id':'link'", "'id':'url'"),
          "dropped how: What you answered is not possible any more: "
          "Choose one of the answers given");
  say ("visit.answered", "{'question':'how','value':null}");

  say ("visit.answered", "{'question':'found','na':true}");
  expect (fixture, edit (",'na':true", ""),
          "dropped found: What you answered is not possible any more: "
          "“Not applicable” is no answer here");
}

/* "how.other" goes with "how", the later rounds with their touchpoint. */
static void
test_migration_takes_along_what_is_made (Fixture      *fixture,
                                         gconstpointer data)
{
  answer ("how", "other");
  answer ("how.other", "Via een vriend");
  answer ("desk.rounds", "3");
  answer ("kind", "4");
  answer ("kind.2", "5");
  answer ("kind.3", "2");
  expect (fixture, edit ("'version':1", "'version':2"),
          "kept how\nkept how.other\nkept desk.rounds\nkept kind\nkept kind.2\nkept kind.3");
  expect (fixture, edit ("'id':'other'", "'id':'rest'"),
          "dropped how: What you answered is not possible any more: "
          "Choose one of the answers given\n"
          "dropped how.other: What you answered is not possible any more: "
          "Choose one of the answers given\n"
          "kept desk.rounds\nkept kind\nkept kind.2\nkept kind.3");
  expect (fixture, edit ("'repeat':{'label':{'nl':'Medewerker'},'min':1,'max':4},", ""),
          "kept how\nkept how.other\n"
          "dropped desk.rounds: The new version does not ask this any more\n"
          "kept kind\n"
          "dropped kind.2: The new version does not ask this any more\n"
          "dropped kind.3: The new version does not ask this any more");
}

/* "scrolls" must be more than "clicks"; what was said to "clicks" goes, and so it is nothing to be more than. */
static void
test_migration_judges_as_it_will_be (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autofree char *bounded = replace (journey, "'max':20", "'max':9");
  g_autofree char *text = replace (bounded, "'nl':'Scrollen'}",
                                   "'nl':'Scrollen'},'constraint':'. > number(${clicks})'");

  answer ("clicks", "15");
  answer ("scrolls", "30");
  expect (fixture, compile (text),
          "dropped clicks: What you answered is not possible any more: "
          "This must be from 0 to 9\n"
          "dropped scrolls: What you answered is not possible any more: "
          "This does not go with what you answered before");
}

static void
test_migration_tells_what_is_new (Fixture      *fixture,
                                  gconstpointer data)
{
  g_autoptr (PassantScript) to =
    edit ("{'id':'scrolls'",
          "{'id':'smells','type':'text','text':{'nl':'Geur'}},"
          "{'id':'unseen','type':'text','text':{'nl':'Geur'},'relevant':'1 = 2'},"
          "{'id':'remark','type':'note','text':{'nl':'Let op'}},{'id':'scrolls'");
  g_autoptr (PassantMigration) migration = passant_migration_new (fixture->from, to,
                                                                  fixture->visit);
  GPtrArray *added = passant_migration_get_added (migration);

  g_assert_cmpuint (added->len, ==, 1);
  g_assert_cmpstr (((PassantQuestion *) g_ptr_array_index (added, 0))->id, ==, "smells");
  g_assert_cmpuint (passant_migration_get_moves (migration)->len, ==, 0);
}

/* Saying so is all that moves it; the facts before stay what they were. */
static void
test_migration_comes_true_with_its_fact (Fixture      *fixture,
                                         gconstpointer data)
{
  g_autoptr (PassantScript) to = edit ("'max':20", "'max':9");
  g_autoptr (PassantMigration) migration = NULL;
  g_autoptr (PassantDraft) draft = NULL;
  g_autofree char *body = NULL;
  char *json;

  answer ("found", "yes");
  answer ("clicks", "15");
  migration = passant_migration_new (fixture->from, to, fixture->visit);
  g_assert_cmpuint (passant_migration_count (migration, PASSANT_MOVE_KEPT), ==, 1);
  g_assert_cmpuint (passant_migration_count (migration, PASSANT_MOVE_DROPPED), ==, 1);
  g_assert_cmpstr (passant_visit_get_answer (fixture->visit, "clicks")->value, ==, "15");

  draft = passant_migration_dup_draft (migration);
  g_assert_cmpstr (draft->kind, ==, "visit.migrated");
  g_assert_cmpstr (draft->subject, ==, "visit");
  json = yyjson_mut_write (draft->body, 0, NULL);
  body = g_strdup_printf ("{'script':'%s','dropped':['clicks']}", to->hash);
  g_strdelimit (body, "'", '"');
  g_assert_cmpstr (json, ==, body);
  say ("visit.migrated", "%s", json);
  free (json);

  g_assert_cmpstr (passant_visit_get_script (fixture->visit), ==, to->hash);
  g_assert_null (passant_visit_get_answer (fixture->visit, "clicks"));
  g_assert_cmpstr (passant_visit_get_answer (fixture->visit, "found")->value, ==, "yes");
}

/* At random */

static const char * const edits[][2] = {
  { "'id':'found'", "'id':'gevonden'" }, { ",'na':true", "" }, { "'max':20", "'max':2" },
  { "'max':20", "'max':20,'constraint':'. != 5'" }, { "'type':'text'", "'type':'narrative'" },
  { "'type':'text'", "'type':'note'" }, { "'id':'link'", "'id':'url'" }, { "'max':4", "'max':2" },
  { "'max':5", "'max':3" }, { ",'specify':true", "" }, { "'id':'desk'", "'id':'counter'" },
  { "'nl':'Scrollen'}", "'nl':'Scrollen'},'relevant':'${found} = `yes`'" },
  { "'nl':'Scrollen'}", "'nl':'Scrollen'},'constraint':'. > number(${clicks})'" },
  { "'type':'number','text':{'nl':'Klikken'}", "'type':'scale','text':{'nl':'Klikken'}" },
  { "'nl':'Wat staat er?'}", "'nl':'Wat?'},'constraint':'${how} = `link`'" },
};

/* The journey with a few edits, as many as still compile together. */
static PassantScript *
edit_at_random (GRand *rand)
{
  g_autofree char *text = g_strdup (journey);
  PassantScript *script = compile (journey);

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autofree char *edited = NULL;
    g_autofree char *json = NULL;
    PassantScript *next;

    if (!g_rand_boolean (rand) || !strstr (text, edits[i][0]))
      continue;
    edited = replace (text, edits[i][0], edits[i][1]);
    json = requote (edited);
    next = passant_script_compile (json, -1, NULL, NULL);
    if (!next)
      continue;
    passant_script_unref (script);
    script = next;
    g_set_str (&text, edited);
  }

  return script;
}

static void
answer_at_random (Fixture *fixture,
                  GRand   *rand)
{
  static const char * const values[] = {
    "yes", "no", "search", "link", "other", "0", "1", "2", "3", "5", "15", "Iets anders"
  };

  for (guint i = 0; i < fixture->from->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (fixture->from->questions, i);
    const char *value = values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))];

    if (g_rand_int_range (rand, 0, 8) == 0)
      say ("visit.answered", "{'question':'%s','na':true}", question->id);
    else if (question->type != PASSANT_QUESTION_NOTE && passant_question_check (question, value,
                                                                                NULL))
      answer (question->id, value);
  }
}

static void
check_came_true (PassantMigration *migration,
                 PassantScript    *to,
                 PassantVisit     *visit)
{
  g_autoptr (PassantGuide) guide = passant_guide_new (to, visit);
  GPtrArray *moves = passant_migration_get_moves (migration);
  GPtrArray *added = passant_migration_get_added (migration);

  for (guint i = 0; i < moves->len; i++) {
    PassantMove *move = g_ptr_array_index (moves, i);
    const PassantAnswer *said = passant_visit_get_answer (visit, move->from->id);

    g_assert_true ((move->kind == PASSANT_MOVE_DROPPED) == (said == NULL));
    g_assert_true ((move->kind == PASSANT_MOVE_KEPT) == (move->reason == NULL));
    if (said)
      g_assert_cmpint (passant_guide_get_question (guide, move->to), !=, PASSANT_STEP_WRONG);
  }
  for (guint i = 0; i < added->len; i++)
    g_assert_cmpint (passant_guide_get_question (guide, g_ptr_array_index (added, i)), ==,
                     PASSANT_STEP_OPEN);
}

static guint32
read_seed (void)
{
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  guint32 seed = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();

  g_test_message ("PASSANT_TEST_SEED=%u", seed);

  return seed;
}

/* Whatever was answered and whatever the author did: after the move nothing that stayed is wrong, all that was said to go
 * is gone, and what was said to be new is open. */
static void
test_migration_says_what_will_be (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (read_seed ());
  guint kinds[3] = { 0 };

  for (guint i = 0; i < ROUNDS; i++) {
    Fixture own = { 0 }, *fixture = &own;
    g_autoptr (PassantScript) to = edit_at_random (rand);
    g_autoptr (PassantMigration) migration = NULL;
    g_autoptr (PassantDraft) draft = NULL;
    char *json;

    set_up (fixture, NULL);
    answer_at_random (fixture, rand);
    migration = passant_migration_new (fixture->from, to, fixture->visit);
    draft = passant_migration_dup_draft (migration);
    json = yyjson_mut_write (draft->body, 0, NULL);
    say ("visit.migrated", "%s", json);
    free (json);
    check_came_true (migration, to, fixture->visit);
    for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
      kinds[kind] += passant_migration_count (migration, kind);
    tear_down (fixture, NULL);
  }

  g_test_message ("%u kept, %u changed, %u dropped", kinds[0], kinds[1], kinds[2]);
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    g_assert_cmpuint (kinds[kind], >, ROUNDS / 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  add ("/migration/keeps-what-is-the-same", test_migration_keeps_what_is_the_same);
  add ("/migration/tells-what-changed", test_migration_tells_what_changed);
  add ("/migration/drops-what-does-not-fit", test_migration_drops_what_does_not_fit);
  add ("/migration/takes-along-what-is-made", test_migration_takes_along_what_is_made);
  add ("/migration/judges-as-it-will-be", test_migration_judges_as_it_will_be);
  add ("/migration/tells-what-is-new", test_migration_tells_what_is_new);
  add ("/migration/comes-true-with-its-fact", test_migration_comes_true_with_its_fact);
  g_test_add_func ("/migration/says-what-will-be", test_migration_says_what_will_be);
#undef add

  return g_test_run ();
}
