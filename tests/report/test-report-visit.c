/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "passant-phrase.h"
#include "passant-play.h"
#include "passant-report-visit.h"

typedef struct {
  char         *folder;
  PassantBlobs *blobs;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *blobs = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("passant-report-XXXXXX", &error);
  g_assert_no_error (error);
  blobs = g_build_filename (fixture->folder, "blobs", NULL);
  fixture->blobs = passant_blobs_open (blobs, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_folder (child);
  }
  if (dir)
    g_dir_close (dir);
  g_remove (path);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  passant_blobs_unref (fixture->blobs);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GBytes *
make_pdf (Fixture     *fixture,
          PassantPlay *play,
          const char  *language,
          gboolean     is_for_client)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Amsterdam");
  g_autoptr (GError) error = NULL;
  PassantReportVisit report = {
    .script = play->script,
    .visit = play->visit,
    .blobs = fixture->blobs,
    .language = language,
    .zone = zone,
    .study = "Buying a city bike",
    .location = "Trapwerk Utrecht",
    .address = "Oudegracht 123",
    .is_for_client = is_for_client,
  };
  GBytes *pdf = passant_report_visit_to_pdf (&report, &error);

  g_assert_no_error (error);

  return pdf;
}

static char *
run_poppler (const char *tool,
             const char *option,
             const char *path)
{
  const char *argv[] = { tool, option, path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  if (g_str_equal (tool, "pdfinfo"))
    argv[3] = NULL;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return out;
}

/* The words of the report, with single spaces, so that a line break does not hide any. */
static char *
read_words (Fixture *fixture,
            GBytes  *pdf)
{
  g_autofree char *path = g_build_filename (fixture->folder, "report.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GRegex) space = g_regex_new ("\\s+", 0, 0, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length);

  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
  text = run_poppler ("pdftotext", "-layout", path);

  return g_regex_replace_literal (space, text, -1, 0, " ", 0, NULL);
}

static guint
count_pages (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "report.pdf", NULL);
  g_autofree char *info = run_poppler ("pdfinfo", "-isodates", path);
  const char *pages = strstr (info, "Pages:");

  g_assert_nonnull (pages);

  return (guint) g_ascii_strtoull (pages + strlen ("Pages:"), NULL, 10);
}

static void
assert_has (const char *words,
            const char *needle)
{
  if (!strstr (words, needle))
    g_error ("“%s” is not in: %s", needle, words);
}

static void
assert_lacks (const char *words,
              const char *needle)
{
  if (strstr (words, needle))
    g_error ("“%s” is in: %s", needle, words);
}

/* A real JPEG, made here. */
static char *
add_photo (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "photo.jpg", NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 640, 480);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  char *sha256 = NULL;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  gdk_pixbuf_save (pixbuf, path, "jpeg", &error, NULL);
  g_assert_no_error (error);
  passant_blobs_import (fixture->blobs, file, &sha256, NULL, &error);
  g_assert_no_error (error);

  return sha256;
}

static void
walk_all (PassantPlay *play)
{
  for (guint i = 0; i < play->script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (play->script->touchpoints, i);

    passant_play_walk (play, touchpoint->id);
    if (touchpoint->asks_feeling)
      passant_play_feel (play, touchpoint->id, (int) (i * 37 % 200) - 100, 20, "trust");
  }
}

static void
assert_answers (PassantPlay *play,
                const char  *words,
                const char  *language)
{
  for (guint i = 0; i < play->script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (play->script->questions, i);
    const PassantAnswer *answer = passant_visit_get_answer (play->visit, question->id);
    g_autofree char *said = NULL;
    g_auto (GStrv) parts = NULL;

    if (!answer || !answer->value)
      continue;
    said = passant_question_format (question, answer->value, language);
    /* A long answer is broken over lines beside other columns: look for its words. */
    parts = g_strsplit (said, " ", -1);
    for (guint j = 0; parts[j]; j++)
      assert_has (words, parts[j]);
  }
}

/* What a report says of itself, in each language; the last is what it must not say of an accepted visit. */
typedef struct {
  const char *language;
  const char *said[4];
  const char *not_said;
} Saying;

static const Saying sayings[] = {
  { "nl", { "22 november 2026, 09:00", "Emotiecurve", "Pagina 1 van",
            "bewijst het niets over de winkel" }, "Voorlopig" },
  { "en", { "22 November 2026, 09:00", "Emotion curve", "Page 1 of",
            "proves nothing about the shop" }, "Provisional" },
  { "de", { "22. November 2026, 09:00", "Emotionskurve", "Seite 1 von",
            "beweist er nichts über das Geschäft" }, "Vorläufig" },
  { "fr", { "22 novembre 2026, 09:00", "Courbe des émotions", "Page 1 sur",
            "ne prouve rien sur le magasin" }, "Provisoire" },
};

static void
test_it_says_every_answer (Fixture      *fixture,
                           gconstpointer data)
{
  const Saying *saying = data;
  const char *language = saying->language;
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *words = NULL;

  walk_all (play);
  passant_play_finish (play);
  passant_play_accept (play);
  pdf = make_pdf (fixture, play, language, FALSE);
  words = read_words (fixture, pdf);

  assert_answers (play, words, language);
  for (guint i = 0; i < script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (script->touchpoints, i);

    assert_has (words, passant_text_get (touchpoint->title, language));
  }
  assert_has (words, PASSANT_PLAY_VISIT);
  for (guint i = 0; i < G_N_ELEMENTS (saying->said); i++)
    assert_has (words, saying->said[i]);
  assert_lacks (words, saying->not_said);
}

static void
test_it_tells_what_went_otherwise (Fixture      *fixture,
                                   gconstpointer data)
{
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  PassantTouchpoint *first = g_ptr_array_index (script->touchpoints, 0);
  PassantTouchpoint *second = g_ptr_array_index (script->touchpoints, 1);
  PassantTouchpoint *third = g_ptr_array_index (script->touchpoints, 2);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *words = NULL, *moment = NULL;

  passant_play_walk (play, second->id);
  passant_play_walk (play, first->id);
  passant_play_answer (play, "ad_seen", "no", "Only on the way back", 12);
  passant_play_feel (play, first->id, -60, 40, "annoyance");
  moment = passant_play_mark (play, first->id, "The tram blocked the view");
  passant_play_enter (play, third->id); /* as on the screen: a step is skipped where one looks at it */
  passant_play_skip (play, third->id, "No signal there");
  passant_play_break_off (play, first->id, "store_closed", "A note hung on the door");
  pdf = make_pdf (fixture, play, "en", FALSE);
  words = read_words (fixture, pdf);

  assert_has (words, "earlier than scripted");
  assert_has (words, "skipped: No signal there");
  assert_has (words, "2 were walked, 1 skipped");
  assert_has (words, "not reached");
  assert_has (words, "The tram blocked the view");
  assert_has (words, "Broken off at “Advertisement in the street”");
  assert_has (words, "the shop was closed");
  assert_has (words, "A note hung on the door");
  assert_has (words, "noted 12 min");
  assert_has (words, "recalled");
  assert_has (words, "Only on the way back");
  assert_has (words, "annoyance");
  assert_has (words, "valence −60");
  assert_has (words, "90 points short of what was desired");
  assert_has (words, "Provisional");
}

/* Where it was broken off is where the guest was then, not where they go when it came back. What does not apply in the end
 * took no time either. */
static void
test_what_came_back_changes_no_end (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *words = NULL;

  passant_play_enter (play, "test_ride");
  passant_play_answer (play, "ride_done", "yes", NULL, 0);
  passant_play_answer (play, "ride_minutes", "754", NULL, 0);
  passant_play_break_off (play, "test_ride", "no_time", NULL);
  passant_play_answer (play, "ride_done", "no", NULL, 0);
  passant_play_enter (play, "till");
  passant_play_answer (play, "till_wait", "65", NULL, 0);
  pdf = make_pdf (fixture, play, "en", FALSE);
  words = read_words (fixture, pdf);

  assert_has (words, "Broken off at “Test ride”");
  assert_has (words, "1 min 5 s");
  assert_lacks (words, "12 min 34 s");
}

/* It was over when it was handed in; what a reviewer had put right the day after is no part of it. */
static void
test_a_visit_ends_when_it_is_handed_in (Fixture      *fixture,
                                        gconstpointer data)
{
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *words = NULL;

  passant_play_answer (play, "ad_seen", "yes", NULL, 0);
  passant_play_finish (play);
  play->now_ms += (gint64) 24 * 60 * 60 * 1000;
  passant_play_answer (play, "ad_seen", "no", NULL, 0);
  passant_play_finish (play);
  pdf = make_pdf (fixture, play, "en", FALSE);
  words = read_words (fixture, pdf);

  assert_has (words, "version 2 of the visit, of 23 November, 09:0");
  assert_has (words, "The visit took 2 min from start to end.");
}

static void
test_the_client_sees_no_traps (Fixture      *fixture,
                               gconstpointer data)
{
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autoptr (GBytes) whole = NULL, client = NULL;
  g_autofree char *all = NULL, *shown = NULL;
  guint n = 0;

  walk_all (play);
  passant_play_finish (play);
  whole = make_pdf (fixture, play, "en", FALSE);
  client = make_pdf (fixture, play, "en", TRUE);
  all = read_words (fixture, whole);
  shown = read_words (fixture, client);

  for (guint i = 0; i < script->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (script->questions, i);
    const char *text = passant_text_get (question->text, "en");
    g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 25));

    if (!question->integrity || !passant_visit_get_answer (play->visit, question->id))
      continue;
    assert_has (all, start);
    assert_lacks (shown, start);
    n++;
  }
  g_assert_cmpuint (n, >, 0);
  assert_has (all, "(trap question)");
  assert_has (shown, "Client copy");
}

static void
test_same_visit_same_bytes (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autofree char *sha256 = add_photo (fixture);
  g_autoptr (GBytes) one = NULL, other = NULL;

  passant_play_show (play, "front_photo", sha256, "window.jpg");
  walk_all (play);
  passant_play_finish (play);
  one = make_pdf (fixture, play, "nl", FALSE);
  g_usleep (1100 * 1000); /* the clock must not get in */
  other = make_pdf (fixture, play, "nl", FALSE);

  g_assert_true (g_bytes_equal (one, other));
}

static void
test_a_missing_photo_is_said_to_be (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autofree char *there = add_photo (fixture), *words = NULL;
  g_autofree char *missing = g_strnfill (64, 'a'), *broken = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "broken.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) pdf = NULL;

  g_file_set_contents (path, "\xff\xd8\xff\xe0 no photo", -1, NULL);
  passant_blobs_import (fixture->blobs, file, &broken, NULL, NULL);
  passant_play_enter (play, passant_script_find_question (script, "front_photo")->touchpoint->id);
  passant_play_show (play, "front_photo", missing, "one.jpg");
  passant_play_show (play, "front_photo", broken, "two.jpg");
  passant_play_show (play, "front_photo", there, "three.jpg");
  pdf = make_pdf (fixture, play, "en", FALSE);
  words = read_words (fixture, pdf);

  assert_has (words, "this photo has not reached this desk (aaaaaaaaaaaa)");
  assert_has (words, "this file cannot be shown");
  assert_has (words, "photo, see below");
}

static void
test_one_answer_is_a_report (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *words = NULL;

  passant_play_answer (play, "ad_seen", "yes", NULL, 0);
  pdf = make_pdf (fixture, play, "en", FALSE);
  words = read_words (fixture, pdf);

  assert_has (words, "not finished");
  assert_has (words, "100.0 %");
  assert_has (words, "nothing to score");
  assert_has (words, "No feelings were noted");
}

static void
test_nothing_is_a_report_too (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *words = NULL;

  passant_play_break_off (play, NULL, "refused", NULL);
  pdf = make_pdf (fixture, play, "en", FALSE);
  words = read_words (fixture, pdf);

  assert_has (words, "Broken off before the first touchpoint: entry was refused.");
}

static char *
make_long_script (guint n)
{
  GString *json = g_string_new ("{\"passant\":1,\"id\":\"long\",\"version\":1,"
                                "\"languages\":[\"en\"],\"title\":{\"en\":\"T\"},"
                                "\"persona\":{\"name\":{\"en\":\"P\"},\"text\":{\"en\":\"P\"}},"
                                "\"briefing\":{\"en\":\"B\"},"
                                "\"phases\":[{\"id\":\"p\",\"title\":{\"en\":\"Phase\"},"
                                "\"touchpoints\":[{\"id\":\"t\",\"title\":{\"en\":\"Touchpoint\"},"
                                "\"channel\":\"store\",\"questions\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s{\"id\":\"q%u\",\"type\":\"text\",\"text\":{\"en\":"
                            "\"Question number %u, long enough to wrap over at least two lines\"}}",
                            i ? "," : "", i, i);
  g_string_append (json, "]}]}]}");

  return g_string_free (json, FALSE);
}

static void
test_two_hundred_questions_fit (Fixture      *fixture,
                                gconstpointer data)
{
  g_autofree char *json = make_long_script (200);
  g_autoptr (PassantScript) script = passant_play_compile (json);
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *words = NULL, *last = NULL;

  passant_play_walk (play, "t");
  passant_play_finish (play);
  pdf = make_pdf (fixture, play, "en", FALSE);
  words = read_words (fixture, pdf);

  assert_answers (play, words, "en");
  g_assert_cmpuint (count_pages (fixture), >, 5);
  last = g_strdup_printf ("Page %u of %u", count_pages (fixture), count_pages (fixture));
  assert_has (words, last);
}

/* An answer of ten thousand letters without a space goes on over pages and loses none. */
static void
test_an_endless_answer_goes_on (Fixture      *fixture,
                                gconstpointer data)
{
  g_autofree char *json = make_long_script (1);
  g_autoptr (PassantScript) script = passant_play_compile (json);
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autofree char *endless = g_strnfill (9999, 'w'), *words = NULL;
  g_autofree char *comment = g_strnfill (9999, 'v');
  g_autoptr (GBytes) pdf = NULL;
  guint n_answer = 0, n_comment = 0;

  passant_play_enter (play, "t");
  passant_play_answer (play, "q0", endless, comment, 0);
  pdf = make_pdf (fixture, play, "en", FALSE);
  words = read_words (fixture, pdf);

  for (const char *c = words; *c; c++) {
    n_answer += c[0] == 'w' && (c[1] == 'w' || c[-1] == 'w');
    n_comment += c[0] == 'v' && (c[1] == 'v' || c[-1] == 'v');
  }
  g_assert_cmpuint (n_answer, ==, 9999);
  g_assert_cmpuint (n_comment, ==, 9999);
}

/* Clocks of strangers may claim anything; letters may come from anywhere. */
static void
test_nonsense_is_told_too (Fixture      *fixture,
                           gconstpointer data)
{
  static const gint64 times[] = { G_MININT64, G_MAXINT64, -1, 1 };
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    PassantDraft *draft = passant_draft_new ("visit.answered", "fiets_2026", PASSANT_PLAY_VISIT);

    draft->at_ms = times[i];
    passant_draft_set_string (draft, "touchpoint", "street_ad");
    passant_draft_set_string (draft, "question", i % 2 ? "ad_seen" : "ad_message");
    passant_draft_set_string (draft, "value", i % 2 ? "yes" : "price");
    passant_draft_set_string (draft, "comment", "مرحبا 🚲 \x01 <b>&amp; e\xcc\x81");
    passant_play_say (play, draft);
  }
  passant_play_finish (play);
  pdf = make_pdf (fixture, play, "en", FALSE);
  words = read_words (fixture, pdf);

  assert_has (words, "amp;");
}

/* What is no JPEG or PNG is never handed to a decoder, whatever it is called. */
static void
test_only_photos_are_decoded (Fixture      *fixture,
                              gconstpointer data)
{
  static const char * const files[] = {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
    "GIF89a\x01\x01\x01\x01 and more",
    "\x89PNG",
    "\n",
  };
  g_autoptr (PassantScript) script = passant_play_load_sample ();
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autofree char *path = g_build_filename (fixture->folder, "evidence.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GRegex) refusal = g_regex_new ("this file cannot be shown", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *words = NULL;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *sha256 = NULL;

    g_file_set_contents (path, files[i], -1, NULL);
    passant_blobs_import (fixture->blobs, file, &sha256, NULL, NULL);
    passant_play_show (play, "front_photo", sha256, "evidence.jpg");
  }
  pdf = make_pdf (fixture, play, "en", FALSE);
  words = read_words (fixture, pdf);

  for (g_regex_match (refusal, words, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    n++;
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (files));
}

static void
test_every_feeling_has_its_word (void)
{
  const PassantFeeling *feeling;
  guint n = 0;

  for (; (feeling = passant_feeling_get (n)); n++) {
    g_assert_cmpstr (passant_phrase_feeling ("nl", feeling->key), !=, feeling->key);
    g_assert_cmpstr (passant_phrase_feeling ("de", feeling->key), !=, feeling->key);
    g_assert_nonnull (passant_phrase_feeling ("fr", feeling->key));
  }
  g_assert_cmpuint (n, ==, 32);
  g_assert_cmpstr (passant_phrase_feeling ("nl", "schadenfreude"), ==, "schadenfreude");
  g_assert_cmpstr (passant_phrase_channel ("nl", "street"), ==, "straat");
  g_assert_cmpstr (passant_phrase_channel ("nl", "pigeon"), ==, "pigeon");
}

static void
test_figures_read_well (void)
{
  static const struct { gint64 ms; const char *nl, *en; } spans[] = {
    { -5, "0 s", "0 s" },
    { 59999, "59 s", "59 s" },
    { 60000, "1 min", "1 min" },
    { 252000, "4 min 12 s", "4 min 12 s" },
    { 7500000, "2 u 5 min", "2 h 5 min" },
    { 273600000, "3 d 4 u", "3 d 4 h" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++) {
    g_autofree char *nl = passant_phrase_duration ("nl", spans[i].ms);
    g_autofree char *en = passant_phrase_duration ("en", spans[i].ms);

    g_assert_cmpstr (nl, ==, spans[i].nl);
    g_assert_cmpstr (en, ==, spans[i].en);
  }

  g_autofree char *percent = passant_phrase_percent ("nl", passant_ratio_new (5, 6));
  g_autofree char *nothing = passant_phrase_percent ("nl", passant_ratio_new (0, 0));
  g_autofree char *tenths = passant_phrase_tenths ("nl", -5), *plus = passant_phrase_signed (7);

  g_assert_cmpstr (percent, ==, "83,3 %");
  g_assert_cmpstr (nothing, ==, "–");
  g_assert_cmpstr (tenths, ==, "−0,5");
  g_assert_cmpstr (plus, ==, "+7");

  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *de = passant_phrase_moment ("de_DE", utc, 1793491200000);
  g_autofree char *fr = passant_phrase_moment ("fr", utc, 1793491200000);
  g_autofree char *later = passant_phrase_moment ("fr", utc, 1793577600000);

  g_assert_cmpstr (de, ==, "1. November 2026, 00:00");
  g_assert_cmpstr (fr, ==, "1er novembre 2026, 00:00");
  g_assert_cmpstr (later, ==, "2 novembre 2026, 00:00");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phrase/has-a-word-for-every-feeling", test_every_feeling_has_its_word);
  g_test_add_func ("/phrase/makes-figures-read-well", test_figures_read_well);

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/report-visit/says-every-answer-in-dutch", &sayings[0], test_it_says_every_answer);
  ADD ("/report-visit/says-every-answer-in-english", &sayings[1], test_it_says_every_answer);
  ADD ("/report-visit/says-every-answer-in-german", &sayings[2], test_it_says_every_answer);
  ADD ("/report-visit/says-every-answer-in-french", &sayings[3], test_it_says_every_answer);
  ADD ("/report-visit/tells-what-went-otherwise", NULL, test_it_tells_what_went_otherwise);
  ADD ("/report-visit/ends-where-it-was-broken-off", NULL, test_what_came_back_changes_no_end);
  ADD ("/report-visit/ends-when-it-is-handed-in", NULL, test_a_visit_ends_when_it_is_handed_in);
  ADD ("/report-visit/shows-the-client-no-traps", NULL, test_the_client_sees_no_traps);
  ADD ("/report-visit/gives-the-same-bytes-twice", NULL, test_same_visit_same_bytes);
  ADD ("/report-visit/says-which-photo-is-missing", NULL, test_a_missing_photo_is_said_to_be);
  ADD ("/report-visit/does-with-one-answer", NULL, test_one_answer_is_a_report);
  ADD ("/report-visit/does-with-nothing", NULL, test_nothing_is_a_report_too);
  ADD ("/report-visit/fits-two-hundred-questions", NULL, test_two_hundred_questions_fit);
  ADD ("/report-visit/lets-an-endless-answer-go-on", NULL, test_an_endless_answer_goes_on);
  ADD ("/report-visit/tells-nonsense-too", NULL, test_nonsense_is_told_too);
  ADD ("/report-visit/decodes-photos-only", NULL, test_only_photos_are_decoded);
#undef ADD

  return g_test_run ();
}
