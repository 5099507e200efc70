/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "passant-hub-world.h"

/* Every fact carries a canary: who may read it. */

static void
say_script (PassantHubWorld *world)
{
  passant_caller_say (world->desk, "script.published", world->script,
                      "{'script':'s','version':1,'hash':'%s','text':'{}'}", world->script);
}

static void
say_offer (PassantHubWorld *world,
           const char      *assignment,
           const char      *shopper,
           const char      *location)
{
  passant_hub_world_offer (world, assignment, shopper, location, "");
}

/* The kinds and subjects that @caller hears, in order, one word each. */
static char *
dup_heard (PassantCaller *caller)
{
  g_autoptr (GPtrArray) lines = passant_caller_pull (caller, 2);
  g_autoptr (GString) heard = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++) {
    g_autoptr (PassantFact) fact = passant_fact_parse (g_ptr_array_index (lines, i), -1, NULL);

    g_assert_nonnull (fact);
    g_string_append_printf (heard, "%s%s:%.8s", i ? " " : "", fact->kind, fact->subject);
  }

  return g_string_free_and_steal (g_steal_pointer (&heard));
}

static void
assert_heard (PassantCaller *caller,
              const char    *expected)
{
  g_autofree char *heard = dup_heard (caller);

  g_assert_cmpstr (heard, ==, expected);
}

static void
assert_unheard (PassantCaller *caller,
                const char    *canary)
{
  g_autoptr (GPtrArray) lines = passant_caller_pull (caller, 0);

  for (guint i = 0; i < lines->len; i++)
    g_assert_null (strstr (g_ptr_array_index (lines, i), canary));
}

static void
test_offer (PassantHubWorld *world,
            gconstpointer    data)
{
  g_autofree char *expected =
    g_strdup_printf ("shopper.put:anna study.put:fiets script.published:%.8s location.put:dam "
                     "assignment.offered:a1", world->script);

  passant_caller_say (world->desk, "study.put", "fiets", "{'title':{'nl':'Oud'}}");
  passant_caller_say (world->desk, "study.put", "fiets", "{'title':{'nl':'Fiets'}}");
  say_script (world);
  passant_caller_say (world->desk, "location.put", "dam", "{'name':'Dam'}");
  passant_caller_say (world->desk, "location.put", "elsewhere", "{'name':'Elsewhere'}");
  passant_caller_say (world->desk, "shopper.put", "anna", "{'name':'Anna'}");
  passant_caller_say (world->desk, "shopper.put", "ben", "{'name':'Ben'}");
  say_offer (world, "a1", "anna", "dam");
  passant_caller_push_all (world->desk);

  assert_heard (world->anna, expected);
  assert_unheard (world->anna, "Oud");
  assert_heard (world->ben, "shopper.put:ben");
}

/* The offer came first: what it names follows when it arrives. */
static void
test_late (PassantHubWorld *world,
           gconstpointer    data)
{
  g_autofree char *expected =
    g_strdup_printf ("assignment.offered:a1 location.put:dam script.published:%.8s study.put:fiets "
                     "location.put:dam", world->script);

  say_offer (world, "a1", "anna", "dam");
  passant_caller_say (world->desk, "location.put", "dam", "{'name':'Dam'}");
  say_script (world);
  passant_caller_say (world->desk, "study.put", "fiets", "{'title':{'nl':'Fiets'}}");
  passant_caller_say (world->desk, "location.put", "dam", "{'name':'Dam Square'}");
  passant_caller_push_all (world->desk);

  assert_heard (world->anna, expected);
  assert_heard (world->ben, "");
}

/* Two studies may give the same id to a place, as waves in the same shops do, and publish the same script: what each says of
 * them is for its own guests. */
static void
test_another_study (PassantHubWorld *world,
                    gconstpointer    data)
{
  g_autofree char *expected =
    g_strdup_printf ("script.published:%.8s location.put:dam assignment.offered:a1 "
                     "location.put:dam script.published:%.8s", world->script, world->script);

  passant_caller_say (world->desk, "location.put", "dam", "{'name':'Dam'}");
  say_script (world);
  world->desk->study = "lunch";
  passant_caller_say (world->desk, "location.put", "dam", "{'name':'Dam, for ben'}");
  say_script (world);
  say_offer (world, "b1", "ben", "dam");
  world->desk->study = "fiets";
  say_offer (world, "a1", "anna", "dam");
  passant_caller_say (world->desk, "location.put", "dam", "{'name':'Dam, moved'}");
  say_script (world);
  world->desk->study = "lunch";
  passant_caller_say (world->desk, "location.put", "dam", "{'name':'Dam, still for ben'}");
  say_script (world);
  passant_caller_push_all (world->desk);

  assert_heard (world->anna, expected);
  assert_unheard (world->anna, "lunch");
  assert_unheard (world->ben, "fiets");
}

static void
test_withdrawn (PassantHubWorld *world,
                gconstpointer    data)
{
  say_offer (world, "a1", "anna", "dam");
  say_offer (world, "a2", "ben", "dam");
  passant_caller_say (world->desk, "assignment.withdrawn", "a1", "{'reason':'for-anna'}");
  passant_caller_push_all (world->desk);
  passant_caller_say (world->other_desk, "assignment.withdrawn", "a3", "{'reason':'before'}");
  passant_caller_push_all (world->other_desk);
  say_offer (world, "a3", "anna", "dam");
  passant_caller_push_all (world->desk);

  assert_heard (world->anna, "assignment.offered:a1 assignment.withdrawn:a1 assignment.offered:a3 "
                "assignment.withdrawn:a3");
  assert_heard (world->ben, "assignment.offered:a2");
}

static gint64
count_quarantined (PassantReply *reply)
{
  yyjson_doc *doc =
    yyjson_read (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), 0);
  gint64 count = yyjson_arr_size (yyjson_obj_get (yyjson_doc_get_root (doc), "quarantined"));

  yyjson_doc_free (doc);

  return count;
}

/* What was paid is told to the shopper it was paid to, and is no shopper's to say. */
static void
test_paid (PassantHubWorld *world,
           gconstpointer    data)
{
  g_autoptr (PassantReply) reply = NULL;

  passant_caller_say (world->other_desk, "assignment.paid", "a1", "{'cents':1,'remark':'early'}");
  passant_caller_push_all (world->other_desk);
  say_offer (world, "a1", "anna", "dam");
  passant_caller_say (world->desk, "assignment.paid", "a1", "{'cents':4500,'remark':'for-anna'}");
  passant_caller_push_all (world->desk);
  assert_heard (world->anna, "assignment.offered:a1 assignment.paid:a1 assignment.paid:a1");
  assert_heard (world->ben, "");

  passant_caller_say (world->anna, "assignment.paid", "a1", "{'cents':999999}");
  reply = passant_caller_push (world->anna, 1, 1);
  passant_reply_assert (reply, 200, "");
  g_assert_cmpint (count_quarantined (reply), ==, 1);
}

static void
test_visit (PassantHubWorld *world,
            gconstpointer    data)
{
  passant_caller_say (world->other_desk, "review.remarked", "v1", "{'text':'early, for-anna'}");
  passant_caller_push_all (world->other_desk);
  say_offer (world, "a1", "anna", "dam");
  say_offer (world, "b1", "ben", "dam");
  passant_caller_push_all (world->desk);
  passant_caller_say (world->anna, "assignment.claimed", "a1", "{}");
  passant_hub_world_open_visit (world, world->anna, "v1", "a1");
  passant_caller_say (world->anna, "visit.answered", "v1",
                      "{'touchpoint':'t','question':'q','value':'secret-of-anna'}");
  passant_caller_say (world->anna, "visit.migrated", "v1", "{'script':'%s','dropped':['q']}",
                      world->script);
  passant_caller_say (world->anna, "mood.guessed", "v1", "{'note':'secret-of-anna'}");
  passant_caller_push_all (world->anna);
  passant_caller_say (world->desk, "review.returned", "v1", "{'revision':1,'remark':'for-anna'}");
  passant_caller_say (world->desk, "audit.noted", "v1", "{'note':'for coordinators'}");
  passant_caller_push_all (world->desk);

  assert_heard (world->annas_tablet, "assignment.offered:a1 assignment.claimed:a1 visit.opened:v1 "
                "review.remarked:v1 visit.answered:v1 visit.migrated:v1 mood.guessed:v1 "
                "review.returned:v1");
  assert_heard (world->anna, "assignment.offered:a1 review.remarked:v1 review.returned:v1");
  assert_heard (world->ben, "assignment.offered:b1");
  assert_unheard (world->ben, "secret-of-anna");
  assert_unheard (world->ben, "for-anna");
  assert_unheard (world->anna, "for-ben");
  assert_unheard (world->anna, "for coordinators");
}

/* Everything Ben may try on what is Anna's. */
static void
test_intruder (PassantHubWorld *world,
               gconstpointer    data)
{
  g_autoptr (PassantReply) reply = NULL;

  say_offer (world, "a1", "anna", "dam");
  say_offer (world, "b1", "ben", "dam");
  passant_caller_push_all (world->desk);
  passant_hub_world_open_visit (world, world->anna, "v1", "a1");
  passant_caller_push_all (world->anna);

  passant_caller_say (world->ben, "assignment.claimed", "a1", "{}");
  passant_hub_world_open_visit (world, world->ben, "v1", "b1");
  passant_hub_world_open_visit (world, world->ben, "v2", "a1");
  passant_caller_say (world->ben, "visit.answered", "v1", "{'touchpoint':'t','question':'q'}");
  passant_caller_say (world->ben, "visit.migrated", "v1", "{'script':'%s'}", world->script);
  passant_caller_say (world->ben, "visit.finished", "v1", "{}");
  passant_caller_say (world->ben, "review.accepted", "v1", "{'revision':1}");
  passant_caller_say (world->ben, "mood.guessed", "v1", "{}");
  passant_caller_say (world->ben, "visit.opened", "v3",
                      "{'assignment':'b1','script':'%s','shopper':'anna'}", world->script);
  reply = passant_caller_push (world->ben, 1, world->ben->seq);
  passant_reply_assert (reply, 200, "");
  g_assert_cmpint (count_quarantined (reply), ==, world->ben->seq);

  assert_heard (world->ben, "assignment.offered:b1");
  assert_heard (world->annas_tablet, "assignment.offered:a1 visit.opened:v1");
  assert_heard (world->other_desk, "assignment.offered:a1 assignment.offered:b1 visit.opened:v1");
}

/* A hub restored from a backup may hear the visit before the assignment. */
static void
test_released (PassantHubWorld *world,
               gconstpointer    data)
{
  g_autoptr (PassantReply) early = NULL;
  g_autoptr (PassantReply) again = NULL;

  passant_hub_world_open_visit (world, world->anna, "v1", "a1");
  passant_caller_say (world->anna, "visit.finished", "v1", "{}");
  early = passant_caller_push (world->anna, 1, 2);
  g_assert_cmpint (count_quarantined (early), ==, 2);
  assert_heard (world->other_desk, "");

  say_offer (world, "a1", "anna", "dam");
  passant_caller_push_all (world->desk);
  assert_heard (world->other_desk, "assignment.offered:a1 visit.opened:v1 visit.finished:v1");
  again = passant_caller_push (world->anna, 1, 2);
  passant_reply_assert (again, 200, "");
  g_assert_cmpint (count_quarantined (again), ==, 0);
}

/* Nor need the hub hear the device that opened a visit before the one that went on with it. */
static void
test_released_by_opening (PassantHubWorld *world,
                          gconstpointer    data)
{
  g_autoptr (PassantReply) early = NULL;
  g_autoptr (PassantReply) again = NULL;

  say_offer (world, "a1", "anna", "dam");
  passant_caller_push_all (world->desk);
  passant_caller_say (world->annas_tablet, "visit.entered", "v1", "{'touchpoint':'door'}");
  passant_caller_say (world->annas_tablet, "visit.finished", "v1", "{}");
  early = passant_caller_push (world->annas_tablet, 1, 2);
  g_assert_cmpint (count_quarantined (early), ==, 2);

  passant_hub_world_open_visit (world, world->anna, "v1", "a1");
  passant_caller_push_all (world->anna);
  assert_heard (world->other_desk,
                "assignment.offered:a1 visit.opened:v1 visit.entered:v1 visit.finished:v1");
  again = passant_caller_push (world->annas_tablet, 1, 2);
  passant_reply_assert (again, 200, "");
  g_assert_cmpint (count_quarantined (again), ==, 0);
}

/* Any page size gives the same feed, and a cursor kept from before shows only what is new. */
static void
test_pages (PassantHubWorld *world,
            gconstpointer    data)
{
  g_autofree char *whole = NULL;

  for (int i = 0; i < 23; i++)
    passant_caller_say (i % 3 ? world->desk : world->other_desk, "location.put", "dam",
                        "{'name':'Shop %d'}", i);
  passant_caller_push_all (world->desk);
  passant_caller_push_all (world->other_desk);

  for (guint page = 1; page < 26; page++) {
    g_autoptr (GPtrArray) lines = passant_caller_pull (world->desk, page);
    g_autoptr (GString) text = g_string_new (NULL);

    g_assert_cmpuint (lines->len, ==, 8);
    for (guint i = 0; i < lines->len; i++)
      g_string_append (text, g_ptr_array_index (lines, i));
    if (whole)
      g_assert_cmpstr (text->str, ==, whole);
    g_set_str (&whole, text->str);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/hub/scope/" path, PassantHubWorld, NULL, \
                                    passant_hub_world_set_up, func, passant_hub_world_tear_down)
  ADD ("gives-an-offer-with-all-it-names", test_offer);
  ADD ("gives-what-an-offer-names-when-it-comes-later", test_late);
  ADD ("keeps-what-two-studies-call-alike-apart", test_another_study);
  ADD ("tells-of-withdrawals-whenever-they-came", test_withdrawn);
  ADD ("tells-a-shopper-what-was-paid-to-them", test_paid);
  ADD ("gives-a-visit-to-its-shopper-and-coordinators-alone", test_visit);
  ADD ("keeps-an-intruders-words-from-everybody", test_intruder);
  ADD ("releases-what-came-before-its-assignment", test_released);
  ADD ("releases-what-came-before-its-opening", test_released_by_opening);
  ADD ("gives-the-same-feed-in-pages-of-any-size", test_pages);

  return g_test_run ();
}
