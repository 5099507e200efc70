/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-error.h"
#include "passant-inventor.h"
#include "passant-script-diff.h"
#include "passant-source.h"
#include "passant-test-folder.h"
#include "passant-xlsform.h"

#include <string.h>
#include <yyjson.h>

#define INVENTED 40 /* random scripts a run */

static char *
print_problems (GPtrArray *problems)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++) {
    const PassantProblem *problem = g_ptr_array_index (problems, i);

    g_string_append_printf (lines, "%s:%d:%d: %s: %s\n", problem->sheet ? problem->sheet : "",
                            problem->line, problem->column, problem->code, problem->message);
  }

  return g_string_free_and_steal (lines);
}

/* Blanks around a text are nobody's words, and a spreadsheet does not keep them. */
static const char *
trim (yyjson_mut_doc *document,
      yyjson_mut_val *value)
{
  g_autofree char *text = g_strstrip (g_strdup (yyjson_mut_get_str (value)));

  return yyjson_mut_get_str (yyjson_mut_strcpy (document, text));
}

/* What is said by leaving it out need not come back: "exclusive": false, an empty list, "order": "free". */
static gboolean
is_idle (const char     *key,
         yyjson_mut_val *value)
{
  static const char * const flags[] = { "exclusive", "specify", NULL };

  return (yyjson_mut_is_false (value) && g_strv_contains (flags, key)) ||
         (yyjson_mut_is_arr (value) && yyjson_mut_arr_size (value) == 0) ||
         (yyjson_mut_is_obj (value) && yyjson_mut_obj_size (value) == 0 &&
          !g_str_equal (key, "repeat")) ||
         (g_str_equal (key, "relevant") && yyjson_mut_equals_str (value, "true()")) ||
         (g_str_equal (key, "order") && yyjson_mut_equals_str (value, "free"));
}

static void
remove_idle (yyjson_mut_doc *document,
             yyjson_mut_val *value)
{
  gsize index, n;
  yyjson_mut_val *key, *inner;
  yyjson_mut_obj_iter iter;

  if (yyjson_mut_is_arr (value)) {
    yyjson_mut_arr_foreach (value, index, n, inner)
    remove_idle (document, inner);
    return;
  }

  iter = yyjson_mut_obj_iter_with (value);
  while ((key = yyjson_mut_obj_iter_next (&iter))) {
    inner = yyjson_mut_obj_iter_get_val (key);
    remove_idle (document, inner);
    if (is_idle (yyjson_mut_get_str (key), inner))
      yyjson_mut_obj_iter_remove (&iter);
    else if (yyjson_mut_equals_str (key, "required") && yyjson_mut_equals_str (inner, "true()"))
      yyjson_mut_set_bool (inner, true);
    else if (yyjson_mut_equals_str (key, "required") && yyjson_mut_equals_str (inner, "false()"))
      yyjson_mut_set_bool (inner, false);
    else if (yyjson_mut_is_str (inner))
      yyjson_mut_set_str (inner, trim (document, inner));
  }
}

static PassantScript *
normalize (PassantScript *script)
{
  yyjson_doc *document = yyjson_read (script->text, strlen (script->text), 0);
  yyjson_mut_doc *copy = yyjson_doc_mut_copy (document, NULL);
  g_autoptr (GError) error = NULL;
  PassantScript *plain;
  char *text;

  remove_idle (copy, yyjson_mut_doc_get_root (copy));
  if (!yyjson_mut_obj_get (yyjson_mut_doc_get_root (copy), "phases"))
    g_error ("Nothing is left of the script");
  text = yyjson_mut_write (copy, YYJSON_WRITE_NOFLAG, NULL);
  plain = passant_script_compile (text, -1, NULL, &error);
  g_assert_no_error (error);
  free (text);
  yyjson_mut_doc_free (copy);
  yyjson_doc_free (document);

  return plain;
}

static char *
print_changes (GPtrArray *changes)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++) {
    const PassantChange *change = g_ptr_array_index (changes, i);

    g_string_append_printf (lines, "%s %s %s %s %s [%s] [%s]\n",
                            passant_change_kind_to_string (change->kind), change->noun, change->id,
                            change->property ? change->property : "-",
                            change->language ? change->language : "-",
                            change->before ? change->before : "-",
                            change->after ? change->after : "-");
  }

  return g_string_free_and_steal (lines);
}

static PassantScript *
read_back (const char *path)
{
  g_autoptr (GPtrArray) problems =
    g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = passant_xlsform_to_json (path, problems, &error);
  g_autofree char *told = print_problems (problems);
  PassantScript *script;

  if (!json)
    g_error ("%s: %s\n%s", path, error->message, told);
  script = passant_script_compile (json, -1, NULL, &error);
  g_assert_no_error (error);

  return script;
}

static void
check_round_trip (PassantScript *script,
                  const char    *folder)
{
  g_autofree char *path = g_build_filename (folder, "form.xlsx", NULL);
  g_autoptr (PassantScript) again = NULL;
  g_autoptr (PassantScript) before = NULL;
  g_autoptr (PassantScript) after = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (passant_xlsform_write (script, path, &error));
  g_assert_no_error (error);
  again = read_back (path);
  before = normalize (script);
  after = normalize (again);
  changes = passant_script_diff (before, after);
  told = print_changes (changes);
  g_assert_cmpstr (told, ==, "");
}

static PassantScript *
read_script (const char *folder,
             const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, name, NULL);
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_source_compile (path, NULL, &error);

  g_assert_no_error (error);

  return script;
}

static void
test_write_keeps_the_sample_study (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autoptr (PassantScript) script = read_script ("../data/studies/fiets", "script.json");

  check_round_trip (script, folder);
}

/* Every file of a folder that compiles. Returns how many those are. */
static guint
check_folder (const char *name)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, name, NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *file;
  guint n = 0;

  while (directory && (file = g_dir_read_name (directory))) {
    g_autofree char *inner = g_build_filename (path, file, NULL);
    g_autoptr (PassantScript) script = NULL;

    if (!g_str_has_suffix (file, ".json") && !g_str_has_suffix (file, ".yaml"))
      continue;
    script = passant_source_compile (inner, NULL, NULL);
    if (!script)
      continue;
    g_test_message ("%s", file);
    check_round_trip (script, folder);
    n++;
  }

  return n;
}

static void
test_write_keeps_all_that_compiles (void)
{
  g_assert_cmpuint (check_folder ("fixtures/scripts"), >=, 2);
}

static void
test_write_keeps_all_templates (void)
{
  g_assert_cmpuint (check_folder ("../data/templates"), >=, 9);
}

static void
test_write_gives_the_same_bytes (void)
{
  g_autoptr (PassantScript) script = read_script ("../data/studies/fiets", "script.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = passant_xlsform_to_bytes (script, &error);
  g_autoptr (GBytes) second = NULL;

  g_assert_no_error (error);
  g_usleep (1100 * 1000);
  second = passant_xlsform_to_bytes (script, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
}

/* Single quotes stand for double ones; %s for what else stands in the script, the touchpoint and the question. */
static char *
make_text (const char *script,
           const char *touchpoint,
           const char *question)
{
  g_autofree char *text =
    g_strdup_printf ("{'passant':1,'id':'s','version':3,'languages':['nl','en'],"
                     "'title':{'nl':'S','en':'S'}%s,'phases':[{'id':'p','title':{'nl':'P'},"
                     "'touchpoints':[{'id':'t','title':{'nl':'T'},'channel':'web'%s,'questions':["
                     "{'id':'before','type':'number','text':{'nl':'V'}},"
                     "{'id':'q','text':{'nl':'Q'},%s}]}]}]}", script, touchpoint, question);

  return g_strdelimit (g_steal_pointer (&text), "'", '"');
}

#define CHOICES "[{'id':'a','label':{'nl':'A'}},{'id':'b','label':{'nl':'B'}}]"
#define SHARED ",'lists':{'q':" CHOICES "}"

/* What a careless writer or reader would lose. Back-quotes stand for single quotes. */
static const struct {
  const char *script, *touchpoint, *question;
} edges[] = {
  { "", "", "'type':'choice','choices':" CHOICES },
  { SHARED, "", "'type':'choice','choices':'q'" },
  { SHARED, "", "'type':'text'" },
  { ",'lists':{'q':" CHOICES ",'other':" CHOICES "}", "", "'type':'choice','choices':'other'" },
  { SHARED, "", "'type':'choice','choices':" CHOICES },
  { ",'lists':{'yes_no':" CHOICES "}", "", "'type':'yes_no','points':{'yes':0,'no':3}" },
  { "", ",'relevant':'1 = 1'", "'type':'note'" },
  { "", ",'feeling':true,'owner':'own','media':'paid'", "'type':'yes_no','required':false" },
  { "", ",'desired':{'valence':-3,'arousal':0,'mark':10}", "'type':'text'" },
  { "", ",'repeat':{}", "'type':'text'" },
  { "", ",'repeat':{'label':{'nl':'R'},'min':0,'max':3}", "'type':'number','decimals':0" },
  { "", "", "'type':'number','decimals':2,'min':-4,'max':9,'default':'1.5'" },
  { "", "", "'type':'date','default':'today()','constraint':'. <= today()'" },
  { "", "", "'type':'date','default':'2026-11-22'" },
  { "", "", "'type':'text','default':'Utrecht'" },
  { "", "", "'type':'text','default':'`s-Hertogenbosch`'" },
  { "", "", "'type':'text','default':'${before}'" },
  { "", "", "'type':'scale','min':0,'max':10,'reversed':true,'weight':0,'pillar':'ease'" },
  { "", "", "'type':'scale','min':-2,'max':0,'style':'words',"
    "'labels':[{'nl':'x','en':'X'},{'nl':'y','en':'Y'},{'nl':'z'}]" },
  { "", "", "'type':'choice','comment_if_below':1,'comment':{'nl':'Waarom?'},'choices':["
    "{'id':'a','label':{'nl':'A'},'points':0,'specify':true},"
    "{'id':'b','label':{'nl':'B'},'points':2}],'relevant':'${before} = 1'" },
  { "", "", "'type':'choices','choices':[{'id':'1','label':{'nl':'A'},'columns':{'in':'1'}},"
    "{'id':'nul','label':{'nl':'B'},'exclusive':true}],'filter':'in = ${before} or name = `nul`'" },
  { "", "", "'type':'text','hint':{'nl':'Regel één\\nregel twee\\n','en':' Two '}" },
  { ",'do':[{'nl':'=1+1','en':'+'},{'nl':'@x','en':'-'},{'nl':'x'}],'dont':[{'nl':'+1'}]", "",
    "'type':'place'" },
  { "", "", "'type':'calculate','calculation':'concat(${before}, ` “x” ’ `)'" },
  { ",'legal':{'photos':true,'audio':false,'staff_names':true,'basis':{'nl':'B'}}", "",
    "'type':'receipt','currency':'GBP','na':true,'integrity':true" },
  { ",'evidence':{'photo_px':1600,'radius_m':80},'legal':{'photos':false}", "", "'type':'text'" },
  { ",'legal':{'photos':false}", "",
    "'type':'receipt'},{'id':'r','type':'note','text':{'nl':'Veel'},"
    "'relevant':'${q.amount} > 3 and ${q.time} != ``'" },
  { "", ",'repeat':{'min':1,'max':3}", "'type':'choice','choices':[{'id':'a','label':{'nl':'A'},"
    "'specify':{'nl':'Wat?'}},{'id':'b','label':{'nl':'B'}}]},{'id':'r','type':'text',"
    "'text':{'nl':'Nog iets'},'relevant':'${t.rounds} = 2 and ${q.other} = position(..)'" },
  { ",'window_minutes':90,'persona':{'name':{'nl':'N'},'text':{'nl':'T','en':'T'}}", "",
    "'type':'money','currency':'EUR'" },
};

static void
test_write_keeps_what_is_easily_lost (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++) {
    g_autofree char *text = make_text (edges[i].script, edges[i].touchpoint, edges[i].question);
    g_autoptr (PassantScript) script = NULL;
    g_autoptr (GError) error = NULL;

    g_strdelimit (text, "`", '\'');
    g_test_message ("%s", text);
    script = passant_script_compile (text, -1, NULL, &error);
    g_assert_no_error (error);
    check_round_trip (script, folder);
  }
}

/* Whatever an author may think of. */
static void
test_write_keeps_scripts_made_at_random (void)
{
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  const char *given = g_getenv ("PASSANT_TEST_SEED");
  guint32 first = given ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();

  for (guint i = 0; i < (given ? 1 : INVENTED); i++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed (first + i);
    g_autoptr (PassantScript) script = passant_invent_script (rand);

    g_test_message ("PASSANT_TEST_SEED=%u", first + i);
    check_round_trip (script, folder);
  }
}

/* A touchpoint may be there for its feeling alone. */
static void
test_write_keeps_a_touchpoint_without_questions (void)
{
  static const char text[] =
    "{\"passant\":1,\"id\":\"s\",\"version\":1,\"languages\":[\"nl\"],\"title\":{\"nl\":\"S\"},"
    "\"phases\":[{\"id\":\"p\",\"title\":{\"nl\":\"P\"},\"touchpoints\":["
    "{\"id\":\"t\",\"title\":{\"nl\":\"T\"},\"channel\":\"web\",\"questions\":[]}]}]}";
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PassantScript) script = passant_script_compile (text, -1, NULL, &error);

  g_assert_no_error (error);
  check_round_trip (script, folder);
}

/* What would be lost is refused with its place, and the file that was there stays. */
static void
test_write_refuses_what_no_cell_can_hold (void)
{
  g_autofree char *words = g_strnfill (40000, 'x');
  g_autofree char *briefing = g_strdup_printf (",'briefing':{'nl':'%s'}", words);
  const struct {
    const char *script, *question, *what;
  } rows[] = {
    { briefing, "'type':'text'", "Sheet settings, row 2: *passant::briefing*32767*" },
    { ",'do':[{'nl':'Een\\nTwee'}]", "'type':'text'", "Sheet settings, row 2: *line break*" },
    { ",'do':[{'nl':'Een'},{'nl':'Twee','en':'Two'}]", "'type':'text'",
      "Sheet settings, row 2: *translation*" },
    { "", "'type':'choice','choices':[{'id':'a','label':{'nl':'A'},'columns':{'image':'x'}},"
      "{'id':'b','label':{'nl':'B'}}]", "Sheet choices, row 2: *“image”*" },
  };
  g_autoptr (PassantTestFolder) folder = passant_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "form.xlsx", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = make_text (rows[i].script, "", rows[i].question);
    g_autoptr (GError) error = NULL;
    g_autoptr (PassantScript) script = passant_script_compile (text, -1, NULL, &error);

    g_assert_no_error (error);
    g_assert_false (passant_xlsform_write (script, path, &error));
    g_assert_error (error, PASSANT_ERROR, PASSANT_ERROR_INVALID);
    if (!g_pattern_match_simple (rows[i].what, error->message))
      g_error ("“%s” does not say “%s”", error->message, rows[i].what);
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/xlsform-write/keeps-the-sample-study", test_write_keeps_the_sample_study);
  g_test_add_func ("/xlsform-write/keeps-all-that-compiles", test_write_keeps_all_that_compiles);
  g_test_add_func ("/xlsform-write/keeps-all-templates", test_write_keeps_all_templates);
  g_test_add_func ("/xlsform-write/keeps-what-is-easily-lost",
                   test_write_keeps_what_is_easily_lost);
  g_test_add_func ("/xlsform-write/keeps-scripts-made-at-random",
                   test_write_keeps_scripts_made_at_random);
  g_test_add_func ("/xlsform-write/keeps-a-touchpoint-without-questions",
                   test_write_keeps_a_touchpoint_without_questions);
  g_test_add_func ("/xlsform-write/gives-the-same-bytes", test_write_gives_the_same_bytes);
  g_test_add_func ("/xlsform-write/refuses-what-no-cell-can-hold",
                   test_write_refuses_what_no_cell_can_hold);

  return g_test_run ();
}
