/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-fact.h"

#include "passant-error.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define GOOD                                                                                \
        "{\"id\":\"i\",\"device\":\"d\",\"seq\":418,\"prev\":\"" ZEROS "\","                      \
        "\"kind\":\"visit.answered\",\"study\":\"\",\"subject\":\"v\",\"at_ms\":-3,"              \
        "\"noted_ms\":7,\"boot_ms\":8,\"later\":[1],\"body\":{\"value\":\"já\",\"shown_ms\":21,"  \
        "\"big\":18446744073709551615,\"cut\":\"a\\u0000b\",\"na\":null}}"

static PassantStamp
stamp_of (gint64 seq)
{
  return (PassantStamp) {
           .device = "device", .seq = seq, .prev = ZEROS, .now_ms = 1000, .boot_ms = 50, .id = "id"
  };
}

static void
test_fact_reads_every_key (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = passant_fact_parse (GOOD, -1, &error);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, GOOD, -1);

  g_assert_no_error (error);
  g_assert_cmpstr (fact->text, ==, GOOD);
  g_assert_cmpint (fact->length, ==, strlen (GOOD));
  g_assert_cmpstr (fact->hash, ==, hash);
  g_assert_cmpstr (fact->id, ==, "i");
  g_assert_cmpstr (fact->device, ==, "d");
  g_assert_cmpint (fact->seq, ==, 418);
  g_assert_cmpstr (fact->prev, ==, ZEROS);
  g_assert_cmpstr (fact->kind, ==, "visit.answered");
  g_assert_cmpstr (fact->study, ==, "");
  g_assert_cmpstr (fact->subject, ==, "v");
  g_assert_cmpint (fact->at_ms, ==, -3);
  g_assert_cmpint (fact->noted_ms, ==, 7);
  g_assert_cmpint (fact->boot_ms, ==, 8);
}

static void
test_fact_body_never_surprises (void)
{
  g_autoptr (PassantFact) fact = passant_fact_parse (GOOD, -1, NULL);
  g_autoptr (PassantFact) again = passant_fact_ref (fact);

  g_assert_cmpstr (passant_fact_get_string (again, "value"), ==, "já");
  g_assert_cmpint (passant_fact_get_int (again, "shown_ms", -1), ==, 21);
  g_assert_null (passant_fact_get_string (again, "shown_ms"));
  g_assert_null (passant_fact_get_string (again, "na"));
  g_assert_null (passant_fact_get_string (again, "absent"));
  g_assert_null (passant_fact_get_string (again, "cut"));
  g_assert_cmpint (passant_fact_get_int (again, "value", -1), ==, -1);
  g_assert_cmpint (passant_fact_get_int (again, "big", -1), ==, -1);
}

static const char *refusals[][2] = {
  { "", "not JSON" },
  { "nonsense", "not JSON" },
  { "[]", "not a JSON object" },
  { "{}", "id is missing" },
  { "\"id\":\"i\"/\"id\":\"\"", "id is empty" },
  { "\"id\":\"i\"/\"id\":4", "id is not a text" },
  { "\"id\":\"i\"/\"id\":\"i\",\"id\":\"j\"", "id is there twice" },
  { "\"device\":\"d\"/\"device\":\"d\\u0000\"", "device is not a text" },
  { "\"seq\":418/\"seq\":0", "seq is too small" },
  { "\"seq\":418/\"seq\":1.5", "seq is not a whole number" },
  { "\"seq\":418/\"seq\":9223372036854775808", "seq is not a whole number" },
  { "\"seq\":418/\"seq\":\"418\"", "seq is not a whole number" },
  { "\"prev\":\"0/\"prev\":\"A", "prev is not a sha256" },
  { "\"prev\":\"0/\"prev\":\"", "prev is not a sha256" },
  { "\"kind\"/\"sort\"", "kind is missing" },
  { "\"study\":\"\"/\"study\":null", "study is not a text" },
  { "\"subject\":\"v\"/\"subject\":\"\"", "subject is empty" },
  { "\"at_ms\":-3/\"at_ms\":true", "at_ms is not a whole number" },
  { "\"body\":{/\"body\":3,\"rest\":{", "body is not a JSON object" },
  { "\"later\"/\n\"later\"", "not one line" },
  { "já/\xff\xfe", "not JSON" },
};

/* Each refusal is the good fact with one thing changed ("old/new"), or a whole text. */
static char *
spoil (const char *change)
{
  g_auto (GStrv) parts = g_strsplit (change, "/", 2);
  g_autoptr (GString) text = g_string_new (GOOD);

  if (!parts[0] || !parts[1])
    return g_strdup (change);

  g_assert_cmpuint (g_string_replace (text, parts[0], parts[1], 1), ==, 1);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_fact_refuses_what_is_none (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autofree char *text = spoil (refusals[i][0]);
    g_autoptr (GError) error = NULL;

    g_assert_null (passant_fact_parse (text, -1, &error));
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
    if (!strstr (error->message, refusals[i][1]))
      g_error ("“%s” said “%s”", text, error->message);
  }
}

/* Every prefix of a good fact is refused, and none reads past its end. */
static void
test_fact_refuses_every_cut (void)
{
  for (gsize length = 0; length < strlen (GOOD); length++) {
    g_autofree char *exact = g_memdup2 (GOOD, MAX (length, 1));
    g_autoptr (GError) error = NULL;

    g_assert_null (passant_fact_parse (exact, (gssize) length, &error));
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
  }
}

static void
test_fact_refuses_the_endless (void)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.answered", "s", "v");
  g_autofree char *long_text = g_strnfill (PASSANT_FACT_BYTES_MAX, 'a');
  PassantStamp stamp = stamp_of (1);
  g_autoptr (GError) error = NULL;

  passant_draft_set_string (draft, "value", long_text);
  g_assert_null (passant_draft_stamp (draft, &stamp, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
}

static void
test_draft_becomes_the_exact_bytes (void)
{
  static const char * const questions[] = { "a", "b", NULL };
  g_autoptr (PassantDraft) draft = passant_draft_new ("review.returned", "study", "visit");
  PassantStamp stamp = stamp_of (3);
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantFact) fact = NULL;

  passant_draft_set_int (draft, "revision", 9);
  passant_draft_set_int (draft, "revision", 1);
  passant_draft_set_strv (draft, "questions", questions);
  passant_draft_set_string (draft, "remark", "“zo”\n");
  passant_draft_set_string (draft, "none", NULL);
  passant_draft_set_bool (draft, "na", TRUE);
  fact = passant_draft_stamp (draft, &stamp, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (fact->text, ==,
                   "{\"id\":\"id\",\"device\":\"device\",\"seq\":3,\"prev\":\"" ZEROS "\","
                   "\"kind\":\"review.returned\",\"study\":\"study\",\"subject\":\"visit\","
                   "\"at_ms\":1000,\"noted_ms\":1000,\"boot_ms\":50,\"body\":{\"revision\":1,"
                   "\"questions\":[\"a\",\"b\"],\"remark\":\"“zo”\\n\","
                   "\"none\":null,\"na\":true}}");
}

static void
test_draft_may_be_back_dated_and_hold_json (void)
{
  g_autoptr (PassantFact) source = passant_fact_parse (GOOD, -1, NULL);
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.felt", "study", "visit");
  PassantStamp stamp = stamp_of (1);
  g_autoptr (PassantFact) fact = NULL;
  g_autoptr (GError) error = NULL;

  draft->at_ms = 400;
  passant_draft_set_json (draft, "copy", source->body);
  g_clear_pointer (&source, passant_fact_unref);
  fact = passant_draft_stamp (draft, &stamp, &error);

  g_assert_no_error (error);
  g_assert_cmpint (fact->at_ms, ==, 400);
  g_assert_cmpint (fact->noted_ms, ==, 1000);
  g_assert_nonnull (strstr (fact->text, "\"copy\":{\"value\":\"já\",\"shown_ms\":21"));
}

static void
test_draft_refuses_broken_utf8 (void)
{
  g_autoptr (PassantDraft) draft = passant_draft_new ("visit.answered", "study", "visit");
  PassantStamp stamp = stamp_of (1);
  g_autoptr (GError) error = NULL;

  passant_draft_set_string (draft, "value", "caf\xe9");
  g_assert_null (passant_draft_stamp (draft, &stamp, &error));
  g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fact/reads-every-key", test_fact_reads_every_key);
  g_test_add_func ("/fact/body-never-surprises", test_fact_body_never_surprises);
  g_test_add_func ("/fact/refuses-what-is-none", test_fact_refuses_what_is_none);
  g_test_add_func ("/fact/refuses-every-cut", test_fact_refuses_every_cut);
  g_test_add_func ("/fact/refuses-the-endless", test_fact_refuses_the_endless);
  g_test_add_func ("/draft/becomes-the-exact-bytes", test_draft_becomes_the_exact_bytes);
  g_test_add_func ("/draft/may-be-back-dated-and-hold-json",
                   test_draft_may_be_back_dated_and_hold_json);
  g_test_add_func ("/draft/refuses-broken-utf8", test_draft_refuses_broken_utf8);

  return g_test_run ();
}
