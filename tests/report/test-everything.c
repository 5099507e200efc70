/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <yyjson.h>

#include "passant-export.h"
#include "passant-play.h"
#include "passant-report-visit.h"
#include "passant-source.h"
#include "passant-tidy.h"

#define PHOTO "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SOUND "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

/* What reports and exports make of a visit through the script that has everything. */

static PassantScript *
load_everything (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "scripts",
                                                 "everything.yaml", NULL);
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_source_compile (path, NULL, &error);

  g_assert_no_error (error);

  return script;
}

static void
play_all (PassantPlay *play)
{
  for (guint i = 0; i < play->script->touchpoints->len; i++) {
    PassantTouchpoint *touchpoint = g_ptr_array_index (play->script->touchpoints, i);

    passant_play_walk (play, touchpoint->id);
    if (touchpoint->asks_feeling)
      passant_play_feel (play, touchpoint->id, 30, 20, "trust");
  }
  passant_play_answer (play, "found_menu", "yes", NULL, 0);
  passant_play_show (play, "bill", PHOTO, "bill.jpg");
  passant_play_answer (play, "sound", SOUND, NULL, 0);
  passant_play_answer (play, "friendly.2", "2", NULL, 0);
  passant_play_answer (play, "friendly.comment.2", "She looked away all the time.", NULL, 0);
  passant_play_finish (play);
}

static PassantPlay *
new_play (void)
{
  g_autoptr (PassantScript) script = load_everything ();
  PassantPlay *play = passant_play_new (script);

  play_all (play);

  return play;
}

/* Rows */

static yyjson_doc *
export (PassantPlay *play)
{
  g_autoptr (PassantExport) export = passant_export_new (PASSANT_EXPORT_JSON, "s", FALSE);
  g_autoptr (GPtrArray) rows = passant_tidy_collect (play->script, play->visit, "en");
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *text;
  yyjson_doc *document;

  passant_export_add (export, rows);
  bytes = passant_export_finish (export);
  text = g_bytes_get_data (bytes, &length);
  document = yyjson_read (text, length, 0);
  g_assert_nonnull (document);

  return document;
}

static yyjson_val *
find_row (yyjson_doc *document,
          const char *question,
          int         round)
{
  yyjson_val *rows = yyjson_obj_get (yyjson_doc_get_root (document), "rows"), *row;
  gsize i, n;

  yyjson_arr_foreach (rows, i, n, row)
  if (g_strcmp0 (yyjson_get_str (yyjson_obj_get (row, "question")), question) == 0 &&
      yyjson_get_int (yyjson_obj_get (row, "round")) == round)
    return row;

  return NULL;
}

static const char *
cell (yyjson_doc *document,
      const char *question,
      int         round,
      const char *column)
{
  yyjson_val *row = find_row (document, question, round);

  if (!row)
    g_error ("no row of %s, round %d", question, round);

  return yyjson_get_str (yyjson_obj_get (row, column));
}

static void
test_rows_have_every_type (void)
{
  g_autoptr (PassantPlay) play = new_play ();
  yyjson_doc *document = export (play);
  g_autoptr (GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);
  yyjson_val *rows = yyjson_obj_get (yyjson_doc_get_root (document), "rows"), *row;
  gsize i, n;

  yyjson_arr_foreach (rows, i, n, row) {
    const char *type = yyjson_get_str (yyjson_obj_get (row, "type"));

    if (type)
      g_hash_table_add (types, (gpointer) type);
    g_assert_true (yyjson_is_false (yyjson_obj_get (row, "sample")));
  }

  /* A note is not answered. */
  for (PassantQuestionType type = 0; type < PASSANT_QUESTION_TYPES; type++)
    g_assert_true (type == PASSANT_QUESTION_NOTE ||
                   g_hash_table_contains (types, passant_question_type_to_string (type)));
  yyjson_doc_free (document);
}

static void
test_rows_of_a_question_share_its_id (void)
{
  g_autoptr (PassantPlay) play = new_play ();
  yyjson_doc *document = export (play);

  g_assert_cmpstr (cell (document, "friendly", 1, "value"), ==, "4");
  g_assert_cmpstr (cell (document, "friendly", 2, "value"), ==, "2");
  g_assert_null (find_row (document, "friendly", 3));
  g_assert_null (find_row (document, "friendly.2", 2));
  g_assert_cmpstr (cell (document, "taste", 3, "type"), ==, "scale");
  g_assert_cmpstr (cell (document, "greeted", 0, "value"), !=, NULL);
  yyjson_doc_free (document);
}

static void
test_rows_tell_what_belongs_to_what (void)
{
  g_autoptr (PassantPlay) play = new_play ();
  yyjson_doc *document = export (play);

  g_assert_cmpstr (cell (document, "friendly.comment", 2, "value"), ==,
                   "She looked away all the time.");
  g_assert_cmpstr (cell (document, "friendly.comment", 2, "host"), ==, "friendly");
  g_assert_cmpstr (cell (document, "bill.amount", 0, "host"), ==, "bill");
  g_assert_null (cell (document, "bill", 0, "host"));
  yyjson_doc_free (document);
}

static void
test_rows_have_what_was_worked_out (void)
{
  g_autoptr (PassantPlay) play = new_play ();
  yyjson_doc *document = export (play);

  g_assert_cmpstr (cell (document, "waited", 0, "value"), ==, "1200");
  g_assert_cmpstr (cell (document, "waited_min", 0, "value"), ==, "20");
  g_assert_cmpstr (cell (document, "waited_min", 0, "type"), ==, "calculate");
  g_assert_null (cell (document, "waited_min", 0, "at"));
  g_assert_cmpstr (cell (document, "best_taste", 0, "value"), ==,
                   cell (document, "taste", 1, "value"));
  g_assert_cmpstr (cell (document, "dish_no", 3, "value"), ==, "3");
  yyjson_doc_free (document);
}

/* Fewer employees after all: what was said of the second does not count. */
static void
test_rows_forget_a_round_that_was_taken_away (void)
{
  g_autoptr (PassantPlay) play = new_play ();
  yyjson_doc *document;

  passant_play_answer (play, "staff.rounds", "1", NULL, 0);
  document = export (play);
  g_assert_cmpstr (cell (document, "friendly", 1, "value"), ==, "4");
  g_assert_null (find_row (document, "friendly", 2));
  yyjson_doc_free (document);
}

static void
test_columns_are_only_added_at_the_end (void)
{
  static const char * const names[] = {
    "study", "visit", "revision", "state", "location", "shopper", "script", "script_version",
    "phase", "touchpoint", "channel", "kind", "question", "type", "pillar", "integrity", "value",
    "label", "na", "comment", "source", "at", "noted", "delay_s", "shown_ms", "changes", "points",
    "most", "valence", "arousal", "mark", "desired_valence", "gap", "round", "host", "sample",
  };

  g_assert_cmpuint (passant_tidy_n_columns (), >=, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (passant_tidy_columns ()[i].name, ==, names[i]);
}

/* The report */

static char *
run (const char * const *argv)
{
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return out;
}

/* The words of each page, one after another, with single spaces. */
static GStrv
read_pages (PassantPlay *play,
            const char  *language)
{
  g_autofree char *path = g_strdup_printf ("%s/passant-everything-%d.pdf", g_get_tmp_dir (),
                                           g_random_int ());
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Amsterdam");
  PassantReportVisit report = {
    .script = play->script, .visit = play->visit, .language = language, .zone = zone,
    .study = "Lunch", .location = "Het Veer",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = passant_report_visit_to_pdf (&report, &error);
  g_autoptr (GRegex) space = g_regex_new ("[ \\n]+", 0, 0, NULL);
  g_autofree char *text = NULL, *words = NULL;

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                      (gssize) g_bytes_get_size (pdf), NULL));
  text = run (argv);
  g_remove (path);
  words = g_regex_replace_literal (space, text, -1, 0, " ", 0, NULL);

  /* pdftotext ends each page with a form feed. */
  return g_strsplit (words, "\f", -1);
}

static void
assert_has (const char *words,
            const char *needle)
{
  if (!strstr (words, needle))
    g_error ("“%s” is not in: %s", needle, words);
}

static void
test_report_shows_rounds_and_what_was_worked_out (void)
{
  g_autoptr (PassantPlay) play = new_play ();
  g_auto (GStrv) pages = read_pages (play, "en");
  g_autofree char *words = g_strjoinv (" ", pages);

  assert_has (words, "Employee 1 of 2");
  assert_has (words, "Employee 2 of 2");
  assert_has (words, "Dish 3 of 3");
  assert_has (words, "She looked away");
  assert_has (words, "Wait in minutes");
  assert_has (words, "worked out");
  assert_has (words, "recording missing");
  assert_has (words, "Price, People, Food");
  assert_has (words, "In which town in Utrecht?");
  g_assert_null (strstr (words, "${"));
  g_assert_null (strstr (words, "Employee 3"));
  g_assert_null (strstr (words, "SAMPLE"));
}

static void
test_report_marks_a_sample_on_every_page (void)
{
  static const char * const languages[] = { "en", "nl" };
  static const char * const marks[] = { "SAMPLE: made to", "VOORBEELD: gemaakt" };
  g_autoptr (PassantScript) script = load_everything ();
  g_autoptr (PassantPlay) play = passant_play_new_sample (script);

  play_all (play);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    g_auto (GStrv) pages = read_pages (play, languages[i]);
    guint n = g_strv_length (pages);

    g_assert_cmpuint (n, >, 2);
    for (guint page = 0; page + 1 < n; page++)
      assert_has (pages[page], marks[i]);
  }
}

static void
test_rows_mark_a_sample (void)
{
  g_autoptr (PassantScript) script = load_everything ();
  g_autoptr (PassantPlay) play = passant_play_new_sample (script);
  yyjson_doc *document;
  yyjson_val *rows, *row;
  gsize i, n;

  play_all (play);
  document = export (play);
  rows = yyjson_obj_get (yyjson_doc_get_root (document), "rows");
  yyjson_arr_foreach (rows, i, n, row)
  g_assert_true (yyjson_is_true (yyjson_obj_get (row, "sample")));
  g_assert_cmpuint (n, >, 0);
  yyjson_doc_free (document);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/everything/rows-have-every-type", test_rows_have_every_type);
  g_test_add_func ("/everything/rows-of-a-question-share-its-id",
                   test_rows_of_a_question_share_its_id);
  g_test_add_func ("/everything/rows-tell-what-belongs-to-what",
                   test_rows_tell_what_belongs_to_what);
  g_test_add_func ("/everything/rows-have-what-was-worked-out",
                   test_rows_have_what_was_worked_out);
  g_test_add_func ("/everything/rows-forget-a-round-that-was-taken-away",
                   test_rows_forget_a_round_that_was_taken_away);
  g_test_add_func ("/everything/rows-mark-a-sample", test_rows_mark_a_sample);
  g_test_add_func ("/everything/columns-are-only-added-at-the-end",
                   test_columns_are_only_added_at_the_end);
  g_test_add_func ("/everything/report-shows-rounds-and-what-was-worked-out",
                   test_report_shows_rounds_and_what_was_worked_out);
  g_test_add_func ("/everything/report-marks-a-sample-on-every-page",
                   test_report_marks_a_sample_on_every_page);

  return g_test_run ();
}
