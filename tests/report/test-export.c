/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <yyjson.h>

#include "passant-export.h"
#include "passant-play.h"
#include "passant-tidy.h"

/* A reader of RFC 4180 of our own: rows of cells. */
static GPtrArray *
parse_csv (const char *text,
           gsize       length)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
  GString *cell = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *c = text; c < text + length; c++) {
    if (quoted && *c == '"' && c[1] == '"') {
      g_string_append_c (cell, *c++);
    } else if (*c == '"') {
      quoted = !quoted;
    } else if (!quoted && (*c == ',' || *c == '\r')) {
      g_ptr_array_add (row, g_string_free (cell, FALSE));
      cell = g_string_new (NULL);
    } else if (!quoted && *c == '\n') {
      g_ptr_array_add (rows, row);
      row = g_ptr_array_new_with_free_func (g_free);
    } else {
      g_string_append_c (cell, *c);
    }
  }
  g_assert_false (quoted);
  g_assert_cmpuint (row->len, ==, 0);
  g_ptr_array_unref (row);
  g_string_free (cell, TRUE);

  return rows;
}

static guint
column_named (GPtrArray  *rows,
              const char *name)
{
  GPtrArray *head = g_ptr_array_index (rows, 0);

  for (guint i = 0; i < head->len; i++)
    if (g_str_equal (g_ptr_array_index (head, i), name))
      return i;

  g_error ("no column %s", name);
}

static const char *
cell_at (GPtrArray  *rows,
         guint       row,
         const char *column)
{
  return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (rows, row),
                            column_named (rows, column));
}

/* The row of @question, or 0. */
static guint
find_row (GPtrArray  *rows,
          const char *column,
          const char *value)
{
  for (guint i = 1; i < rows->len; i++)
    if (g_str_equal (cell_at (rows, i, column), value))
      return i;

  return 0;
}

static GBytes *
export_play (PassantPlay        *play,
             PassantExportFormat format,
             gboolean            is_exact)
{
  g_autoptr (PassantExport) export = passant_export_new (format, "fiets_2026", is_exact);
  g_autoptr (GPtrArray) rows = passant_tidy_collect (play->script, play->visit, "en");

  passant_export_add (export, rows);
  g_assert_cmpuint (passant_export_count (export), ==, rows->len);

  return passant_export_finish (export);
}

static GPtrArray *
export_csv (PassantPlay *play,
            gboolean     is_exact)
{
  g_autoptr (GBytes) bytes = export_play (play, PASSANT_EXPORT_CSV, is_exact);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  return parse_csv (text, length);
}

static const char script_json[] =
  "{\"passant\":1,\"id\":\"small\",\"version\":3,\"languages\":[\"en\"],\"title\":{\"en\":\"T\"},"
  "\"persona\":{\"name\":{\"en\":\"P\"},\"text\":{\"en\":\"P\"}},\"briefing\":{\"en\":\"B\"},"
  "\"legal\":{\"photos\":true},"
  "\"phases\":[{\"id\":\"buy\",\"title\":{\"en\":\"Buy\"},\"touchpoints\":["
  "{\"id\":\"counter\",\"title\":{\"en\":\"Counter\"},\"channel\":\"store\","
  "\"desired\":{\"valence\":50,\"arousal\":10},\"questions\":["
  "{\"id\":\"greeted\",\"type\":\"yes_no\",\"text\":{\"en\":\"Greeted?\"},"
  "\"pillar\":\"effectiveness\",\"weight\":2},"
  "{\"id\":\"ease\",\"type\":\"scale\",\"text\":{\"en\":\"Easy?\"},\"min\":1,\"max\":4,"
  "\"pillar\":\"ease\",\"weight\":1},"
  "{\"id\":\"why\",\"type\":\"text\",\"text\":{\"en\":\"Why?\"}},"
  "{\"id\":\"sure\",\"type\":\"yes_no\",\"text\":{\"en\":\"Sure?\"},\"na\":true,"
  "\"integrity\":true},"
  "{\"id\":\"unasked\",\"type\":\"text\",\"text\":{\"en\":\"No?\"},"
  "\"relevant\":\"${greeted} = 'no'\"},"
  "{\"id\":\"silent\",\"type\":\"number\",\"text\":{\"en\":\"n?\"}}"
  "]}]}]}";

static PassantPlay *
play_small (const char *why)
{
  g_autoptr (PassantScript) script = passant_play_compile (script_json);
  PassantPlay *play = passant_play_new (script);

  passant_play_enter (play, "counter");
  passant_play_answer (play, "greeted", "yes", "Warm, \"friendly\"", 12);
  passant_play_answer (play, "ease", "3", NULL, 0);
  passant_play_answer (play, "why", why, NULL, 0);
  passant_play_answer (play, "sure", NULL, NULL, 0);
  passant_play_feel (play, "counter", -20, 35, "annoyance");
  g_free (passant_play_mark (play, "counter", "A parrot spoke"));
  passant_play_finish (play);

  return play;
}

static void
test_rows_say_what_was_said (void)
{
  g_autoptr (PassantPlay) play = play_small ("Because");
  g_autoptr (GPtrArray) rows = export_csv (play, FALSE);
  guint greeted = find_row (rows, "question", "greeted"),
        ease = find_row (rows, "question", "ease");
  guint sure = find_row (rows, "question", "sure"), feeling = find_row (rows, "kind", "feeling");
  guint moment = find_row (rows, "kind", "moment");

  g_assert_cmpstr (cell_at (rows, greeted, "study"), ==, "fiets_2026");
  g_assert_cmpstr (cell_at (rows, greeted, "visit"), ==, PASSANT_PLAY_VISIT);
  g_assert_cmpstr (cell_at (rows, greeted, "value"), ==, "yes");
  g_assert_cmpstr (cell_at (rows, greeted, "label"), ==, "Yes");
  g_assert_cmpstr (cell_at (rows, greeted, "comment"), ==, "Warm, \"friendly\"");
  g_assert_cmpstr (cell_at (rows, greeted, "source"), ==, "recalled");
  g_assert_cmpstr (cell_at (rows, greeted, "at"), ==, "2026-11-22T07:50:00.000Z");
  g_assert_cmpstr (cell_at (rows, greeted, "noted"), ==, "2026-11-22T08:02:00.000Z");
  g_assert_cmpstr (cell_at (rows, greeted, "delay_s"), ==, "720");
  g_assert_cmpstr (cell_at (rows, greeted, "shown_ms"), ==, "2140");
  g_assert_cmpstr (cell_at (rows, greeted, "pillar"), ==, "effectiveness");
  g_assert_cmpfloat (g_ascii_strtod (cell_at (rows, greeted, "points"), NULL), ==,
                     g_ascii_strtod (cell_at (rows, greeted, "most"), NULL));
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cell_at (rows, ease, "points"), NULL) /
                                  g_ascii_strtod (cell_at (rows, ease, "most"), NULL), 2 / 3.0,
                                  1e-6);
  g_assert_cmpstr (cell_at (rows, sure, "na"), ==, "true");
  g_assert_cmpstr (cell_at (rows, sure, "value"), ==, "");
  g_assert_cmpstr (cell_at (rows, sure, "integrity"), ==, "true");
  g_assert_cmpstr (cell_at (rows, feeling, "valence"), ==, "-20");
  g_assert_cmpstr (cell_at (rows, feeling, "gap"), ==, "-70");
  g_assert_cmpstr (cell_at (rows, feeling, "value"), ==, "annoyance");
  g_assert_cmpstr (cell_at (rows, moment, "value"), ==, "A parrot spoke");
}

static void
test_what_was_not_asked_is_not_there (void)
{
  g_autoptr (PassantPlay) play = play_small ("Because");
  g_autoptr (GPtrArray) rows = export_csv (play, FALSE);
  guint silent = find_row (rows, "question", "silent");

  /* Asked and not answered is a finding, not asked is nothing. */
  g_assert_cmpuint (silent, >, 0);
  g_assert_cmpstr (cell_at (rows, silent, "value"), ==, "");
  g_assert_cmpuint (find_row (rows, "question", "unasked"), ==, 0);
}

static void
test_nasty_texts_come_back (void)
{
  static const char * const texts[] = {
    "plain",
    "comma, \"quote\", 'apostrophe'; semicolon",
    "line\nbreak\r\nand another\n",
    "emoji 🚲 and joined 👩‍👩‍👧 and flags 🇳🇱",
    "العربية من اليمين",
    "\"",
    "\"\"",
    ",",
    " space around ",
    "combining e\xcc\x81, zero\xe2\x80\x8bwidth, bom \xef\xbb\xbf inside",
    "back\\slash \\n \\\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (PassantPlay) play = play_small (texts[i]);
    g_autoptr (GPtrArray) rows = export_csv (play, FALSE);
    guint why = find_row (rows, "question", "why");

    g_assert_cmpstr (cell_at (rows, why, "value"), ==, texts[i]);
    g_assert_cmpstr (cell_at (rows, why, "guarded"), ==, "");
    for (guint row = 0; row < rows->len; row++)
      g_assert_cmpuint (((GPtrArray *) g_ptr_array_index (rows, row))->len, ==,
                        passant_tidy_n_columns () + 1);
  }
}

static void
test_formulas_are_guarded_and_said_to_be (void)
{
  static const char * const formulas[] = {
    "=HYPERLINK(\"http://127.0.0.1\",\"x\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "\n=1", "\r=1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++) {
    g_autoptr (PassantPlay) play = play_small (formulas[i]);
    g_autoptr (GPtrArray) rows = export_csv (play, FALSE), exact = export_csv (play, TRUE);
    g_autofree char *guarded = g_strconcat ("'", formulas[i], NULL);
    guint why = find_row (rows, "question", "why");

    g_assert_cmpstr (cell_at (rows, why, "value"), ==, guarded);
    g_assert_cmpstr (cell_at (rows, why, "guarded"), ==, "value label");
    g_assert_cmpstr (cell_at (exact, why, "value"), ==, formulas[i]);
    g_assert_cmpstr (cell_at (exact, why, "guarded"), ==, "");
  }
}

/* A negative number is a number, also where an answer stands. */
static void
test_numbers_are_not_guarded (void)
{
  static const char * const numbers[] = { "-2", "-0.75", "-100.5" };
  static const char * const formulas[] = { "-", "-.5", "-1.", "-1-2", "-1 -2", "-1.2.3", "-x",
                                           "--1" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (PassantPlay) play = play_small (numbers[i]);
    g_autoptr (GPtrArray) rows = export_csv (play, FALSE);
    guint feeling = find_row (rows, "kind", "feeling"), why = find_row (rows, "question", "why");

    g_assert_cmpstr (cell_at (rows, feeling, "valence"), ==, "-20");
    g_assert_cmpstr (cell_at (rows, feeling, "guarded"), ==, "");
    g_assert_cmpstr (cell_at (rows, why, "value"), ==, numbers[i]);
    g_assert_cmpstr (cell_at (rows, why, "guarded"), ==, "");
  }
  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++) {
    g_autoptr (PassantPlay) play = play_small (formulas[i]);
    g_autoptr (GPtrArray) rows = export_csv (play, FALSE);

    g_assert_cmpstr (cell_at (rows, find_row (rows, "question", "why"), "guarded"), ==,
                     "value label");
  }
}

static void
test_an_early_end_has_its_row (void)
{
  g_autoptr (PassantScript) script = passant_play_compile (script_json);
  g_autoptr (PassantPlay) play = passant_play_new (script);
  g_autoptr (GPtrArray) before = export_csv (play, FALSE);
  g_autoptr (GPtrArray) rows = NULL, after = NULL;
  guint end;

  passant_play_enter (play, "counter");
  passant_play_break_off (play, "counter", "store_closed", "A note hung on the door");
  rows = export_csv (play, FALSE);
  end = find_row (rows, "kind", "broken_off");
  g_assert_cmpuint (find_row (before, "kind", "broken_off"), ==, 0);
  g_assert_cmpuint (end, ==, rows->len - 1);
  g_assert_cmpstr (cell_at (rows, end, "touchpoint"), ==, "counter");
  g_assert_cmpstr (cell_at (rows, end, "value"), ==, "store_closed");
  g_assert_cmpstr (cell_at (rows, end, "comment"), ==, "A note hung on the door");
  g_assert_cmpstr (cell_at (rows, end, "at"), ==, "2026-11-22T08:02:00.000Z");
  g_assert_cmpstr (cell_at (rows, end, "state"), ==, "broken_off");

  passant_play_finish (play);
  after = export_csv (play, FALSE);
  g_assert_cmpuint (find_row (after, "kind", "broken_off"), ==, 0);
}

static void
test_json_holds_the_same (void)
{
  g_autoptr (PassantPlay) play = play_small ("=1+1, \"so\"\n🚲");
  g_autoptr (GBytes) bytes = export_play (play, PASSANT_EXPORT_JSON, FALSE);
  g_autoptr (GPtrArray) csv = export_csv (play, TRUE);
  gsize length, index, n;
  const char *text = g_bytes_get_data (bytes, &length);
  yyjson_doc *document = yyjson_read (text, length, 0);
  yyjson_val *rows, *row;

  g_assert_nonnull (document);
  rows = yyjson_obj_get (yyjson_doc_get_root (document), "rows");
  g_assert_cmpuint (yyjson_arr_size (rows), ==, csv->len - 1);
  yyjson_arr_foreach (rows, index, n, row) {
    for (const PassantTidyColumn *column = passant_tidy_columns (); column->name; column++) {
      yyjson_val *value = yyjson_obj_get (row, column->name);
      const char *cell = cell_at (csv, (guint) index + 1, column->name);

      g_assert_nonnull (value);
      if (yyjson_is_null (value))
        g_assert_cmpstr (cell, ==, "");
      else if (yyjson_is_num (value))
        g_assert_cmpfloat (yyjson_get_num (value), ==, g_ascii_strtod (cell, NULL));
      else if (yyjson_is_bool (value))
        g_assert_cmpstr (cell, ==, yyjson_get_bool (value) ? "true" : "false");
      else
        g_assert_cmpstr (yyjson_get_str (value), ==, cell);
    }
  }
  yyjson_doc_free (document);
}

static void
test_same_data_same_bytes (void)
{
  g_autoptr (PassantPlay) one = play_small ("Because"), other = play_small ("Because");

  for (PassantExportFormat format = PASSANT_EXPORT_CSV; format <= PASSANT_EXPORT_JSON; format++) {
    g_autoptr (GBytes) first = export_play (one, format, FALSE);
    g_autoptr (GBytes) second = export_play (other, format, FALSE);

    g_assert_true (g_bytes_equal (first, second));
  }
}

static void
test_an_empty_export_is_sound (void)
{
  g_autoptr (PassantExport) csv = passant_export_new (PASSANT_EXPORT_CSV, "s", FALSE);
  g_autoptr (PassantExport) json = passant_export_new (PASSANT_EXPORT_JSON, "s", FALSE);
  g_autoptr (GBytes) table = passant_export_finish (csv), object = passant_export_finish (json);
  gsize length;
  const char *text = g_bytes_get_data (object, &length);
  yyjson_doc *document = yyjson_read (text, length, 0);

  g_assert_cmpuint (yyjson_arr_size (yyjson_obj_get (yyjson_doc_get_root (document), "rows")), ==,
                    0);
  g_assert_nonnull (document);
  yyjson_doc_free (document);

  text = g_bytes_get_data (table, &length);
  g_autoptr (GPtrArray) rows = parse_csv (text, length);

  g_assert_cmpuint (rows->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/says-what-was-said", test_rows_say_what_was_said);
  g_test_add_func ("/export/leaves-out-what-was-not-asked", test_what_was_not_asked_is_not_there);
  g_test_add_func ("/export/gives-nasty-texts-back", test_nasty_texts_come_back);
  g_test_add_func ("/export/guards-formulas-and-says-so", test_formulas_are_guarded_and_said_to_be);
  g_test_add_func ("/export/leaves-numbers-alone", test_numbers_are_not_guarded);
  g_test_add_func ("/export/tells-of-an-early-end", test_an_early_end_has_its_row);
  g_test_add_func ("/export/holds-the-same-in-json", test_json_holds_the_same);
  g_test_add_func ("/export/gives-the-same-bytes-twice", test_same_data_same_bytes);
  g_test_add_func ("/export/does-with-nothing", test_an_empty_export_is_sound);

  return g_test_run ();
}
