/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-diff.h"
#include "passant-source.h"

#include <string.h>
#include <yyjson.h>

/* Single quotes stand for double ones. */
static const char journey[] =
  "{'passant':1,'id':'s','version':1,'languages':['nl','en'],'title':{'nl':'S','en':'S'},"
  "'do':[{'nl':'Een'},{'nl':'Twee'},{'nl':'Drie'}],"
  "'quiz':[{'id':'z','prompt':{'nl':'Z'},'choices':[{'id':'a','label':{'nl':'A'}},"
  "{'id':'b','label':{'nl':'B'}}],'correct':'a'}],"
  "'phases':["
  "{'id':'before','title':{'nl':'V'},'touchpoints':["
  "{'id':'web','title':{'nl':'W'},'channel':'web','desired':{'valence':1,'arousal':2},'questions':["
  "{'id':'found','type':'yes_no','text':{'nl':'Gevonden?','en':'Found?'}},"
  "{'id':'how','type':'choice','text':{'nl':'Hoe?'},'required':true,"
  "'choices':[{'id':'search','label':{'nl':'Z'}},{'id':'link','label':{'nl':'L'}},"
  "{'id':'far','label':{'nl':'F'}}]},"
  "{'id':'free','type':'text','text':{'nl':'Vrij'}}]},"
  "{'id':'call','title':{'nl':'C'},'channel':'phone','questions':["
  "{'id':'rings','type':'number','text':{'nl':'R'},'min':0,'max':9}]}]},"
  "{'id':'shop','title':{'nl':'S'},'touchpoints':["
  "{'id':'counter','title':{'nl':'B'},'channel':'store','questions':["
  "{'id':'note','type':'note','text':{'nl':'N'}}]}]}]}";

typedef struct {
  const char *name;
  const char *cut, *put; /* in the journey; or what is cut out of it … */
  const char *move, *to; /* … is put before @to when @move is the text to take away */
  const char *changes; /* one a line */
} Edit;

/* What an author does, and what a diff must make of it, no more and no less. */
static const Edit edits[] = {
  { "a text in one language", "'nl':'Gevonden?'", "'nl':'Vond je het?'", NULL, NULL,
    "altered question found text nl [Gevonden?] [Vond je het?]" },
  { "a text in another language too", "'text':{'nl':'Hoe?'}", "'text':{'nl':'Hoe?','en':'How?'}",
    NULL, NULL, "altered question how text en [-] [How?]" },
  { "a hint where there was none", "'text':{'nl':'Vrij'}", "'text':{'nl':'Vrij'},'hint':{'nl':'H'}",
    NULL, NULL, "altered question free hint nl [-] [H]" },
  { "no longer required", "'required':true,", "", NULL, NULL,
    "altered question how required - [true] [-]" },
  { "required on a condition", "'required':true", "'required':'${found} = \\'no\\''", NULL, NULL,
    "altered question how required - [true] [${found} = \\'no\\']" },
  { "another type", "'type':'note'", "'type':'text'", NULL, NULL,
    "altered question note type - [note] [text]" },
  { "a bound", "'max':9", "'max':12", NULL, NULL, "altered question rings max - [9] [12]" },
  { "a choice more", "{'id':'link'", "{'id':'maybe','label':{'nl':'M'}},{'id':'link'", NULL, NULL,
    "added choice how/maybe - - [-] [{'id':'maybe','label':{'nl':'M'}}]" },
  { "a choice less", "{'id':'search','label':{'nl':'Z'}},", "", NULL, NULL,
    "removed choice how/search - - [{'id':'search','label':{'nl':'Z'}}] [-]" },
  { "a label", "'label':{'nl':'L'}", "'label':{'nl':'Link'}", NULL, NULL,
    "altered choice how/link label nl [L] [Link]" },
  { "choices the other way round", NULL, NULL, "{'id':'search','label':{'nl':'Z'}},",
    "]},{'id':'free'", "moved choice how/search place - [-] [far]" },
  { "a question renamed", "'id':'free'", "'id':'open'", NULL, NULL,
    "removed question free - - [{'id':'free','type':'text','text':{'nl':'Vrij'}}] [-]\n"
    "added question open - - [-] [{'id':'open','type':'text','text':{'nl':'Vrij'}}]" },
  { "a question taken to another touchpoint", NULL, NULL,
    "{'id':'found','type':'yes_no','text':{'nl':'Gevonden?','en':'Found?'}},", "{'id':'rings'",
    "moved question found touchpoint - [web] [call]" },
  { "a question put elsewhere in its touchpoint", NULL, NULL,
    "{'id':'found','type':'yes_no','text':{'nl':'Gevonden?','en':'Found?'}},", "]},{'id':'call'",
    "moved question found place - [-] [free]" },
  { "a desired feeling", "'valence':1", "'valence':-3", NULL, NULL,
    "altered touchpoint web desired.valence - [1] [-3]" },
  { "a desired mark", "'arousal':2", "'arousal':2,'mark':8", NULL, NULL,
    "altered touchpoint web desired.mark - [-] [8]" },
  { "a channel", "'channel':'phone'", "'channel':'chat'", NULL, NULL,
    "altered touchpoint call channel - [phone] [chat]" },
  { "an order", "'channel':'store'", "'channel':'store','order':{'after':'web'}", NULL, NULL,
    "altered touchpoint counter order.after - [-] [web]" },
  { "a touchpoint taken to another phase", NULL, NULL,
    "{'id':'call','title':{'nl':'C'},'channel':'phone','questions':["
    "{'id':'rings','type':'number','text':{'nl':'R'},'min':0,'max':9}]}", "{'id':'counter'",
    "moved touchpoint call phase - [before] [shop]" },
  { "a touchpoint more",
    "{'id':'counter'", "{'id':'door','title':{'nl':'D'},'channel':'store','questions':["
    "{'id':'open','type':'note','text':{'nl':'O'}}]},{'id':'counter'", NULL, NULL,
    "added touchpoint door - - [-] [{'id':'door','title':{'nl':'D'},'channel':'store'}]\n"
    "added question open - - [-] [{'id':'open','type':'note','text':{'nl':'O'}}]" },
  { "a line of advice less", "{'nl':'Twee'},", "", NULL, NULL,
    "altered script s do nl [Twee] [-]" },
  { "a line of advice reworded", "{'nl':'Twee'}", "{'nl':'Twee','en':'Two'}", NULL, NULL,
    "altered script s do en [-] [Two]" },
  { "a language more", "['nl','en']", "['nl','en','de']", NULL, NULL,
    "altered script s languages - [['nl','en']] [['nl','en','de']]" },
  { "the version", "'version':1", "'version':2", NULL, NULL, "altered script s version - [1] [2]" },
  { "another script", "'id':'s'", "'id':'t'", NULL, NULL, "altered script t id - [s] [t]" },
  { "the right answer of the quiz", "'correct':'a'", "'correct':'b'", NULL, NULL,
    "altered quiz item z correct - [a] [b]" },
  { "a choice of the quiz", "'label':{'nl':'B'}", "'label':{'nl':'Bé'}", NULL, NULL,
    "altered quiz choice z/b label nl [B] [Bé]" },
  { "a phase’s title", "'title':{'nl':'V'}", "'title':{'nl':'Vooraf'}", NULL, NULL,
    "altered phase before title nl [V] [Vooraf]" },
  { "a legal profile", "'phases':[", "'legal':{'photos':true},'phases':[", NULL, NULL,
    "altered script s legal.photos - [-] [true]" },
  { "nothing but the order of keys", "'min':0,'max':9", "'max':9,'min':0", NULL, NULL, "" },
};

static PassantScript *
compile (const char *text)
{
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_script_compile (text, -1, NULL, &error);

  g_assert_no_error (error);

  return script;
}

/* @text with \' as a single quote and ' as a double one. */
static char *
requote (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "\\'", -1);

  for (guint i = 0; pieces[i]; i++)
    g_strdelimit (pieces[i], "'", '"');

  return g_strjoinv ("'", pieces);
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

/* A thing taken out of one array and put before @to, with the commas that takes. */
static char *
move (const char *text,
      const char *thing,
      const char *to)
{
  g_autofree char *without = replace (text, thing, "");
  g_autofree char *bare = g_strndup (thing, strlen (thing) - g_str_has_suffix (thing, ","));
  gboolean goes_last = *to == ']';
  g_autofree char *put = goes_last ? g_strconcat (",", bare, to, NULL)
                                   : g_strconcat (bare, ",", to, NULL);
  g_autofree char *moved = replace (without, to, put);

  return moved[0] && strstr (moved, ",]") ? replace (moved, ",]", "]") : g_steal_pointer (&moved);
}

static char *
apply (const Edit *edit)
{
  g_autofree char *text = edit->move ? move (journey, edit->move, edit->to)
                                     : replace (journey, edit->cut, edit->put);

  return requote (text);
}

static const char *
or_none (const char *text)
{
  return text ? text : "-";
}

static char *
print_changes (GPtrArray *changes)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++) {
    const PassantChange *change = g_ptr_array_index (changes, i);

    g_string_append_printf (lines, "%s%s %s %s %s %s [%s] [%s]", i ? "\n" : "",
                            passant_change_kind_to_string (change->kind), change->noun, change->id,
                            or_none (change->property), or_none (change->language),
                            or_none (change->before), or_none (change->after));
  }

  return g_string_free_and_steal (lines);
}

static char *
diff (const char *before,
      const char *after)
{
  g_autoptr (PassantScript) old = compile (before);
  g_autoptr (PassantScript) new = compile (after);
  g_autoptr (GPtrArray) changes = passant_script_diff (old, new);

  return print_changes (changes);
}

static void
test_diff_tells_each_edit (gconstpointer data)
{
  const Edit *edit = data;
  g_autofree char *before = requote (journey);
  g_autofree char *after = apply (edit);
  g_autofree char *expected = requote (edit->changes);
  g_autofree char *changes = diff (before, after);

  g_assert_cmpstr (changes, ==, expected);
}

/* What one way adds or moves there, the other way takes away or moves back. */
static void
test_diff_is_the_same_backwards (void)
{
  g_autofree char *before = requote (journey);

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autofree char *after = apply (&edits[i]);
    g_autoptr (PassantScript) old = compile (before);
    g_autoptr (PassantScript) new = compile (after);
    g_autoptr (GPtrArray) there = passant_script_diff (old, new);
    g_autoptr (GPtrArray) back = passant_script_diff (new, old);
    guint balance[4] = { 0 };

    g_assert_cmpuint (there->len, ==, back->len);
    for (guint j = 0; j < there->len; j++) {
      balance[((PassantChange *) g_ptr_array_index (there, j))->kind]++;
      balance[((PassantChange *) g_ptr_array_index (back, j))->kind]--;
    }
    g_assert_cmpuint (balance[PASSANT_CHANGE_ADDED] + balance[PASSANT_CHANGE_REMOVED], ==, 0);
    g_assert_cmpuint (balance[PASSANT_CHANGE_MOVED], ==, 0);
    g_assert_cmpuint (balance[PASSANT_CHANGE_ALTERED], ==, 0);
  }
}

static PassantScript *
read_sample (const char *folder,
             const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, name, NULL);
  g_autoptr (GError) error = NULL;
  PassantScript *script = passant_source_compile (path, NULL, &error);

  g_assert_no_error (error);

  return script;
}

static void
test_diff_of_one_script_is_empty (void)
{
  g_autoptr (PassantScript) sample = read_sample ("../data/studies/fiets", "script.json");
  g_autoptr (PassantScript) again = read_sample ("../data/studies/fiets", "script.json");
  g_autoptr (GPtrArray) changes = passant_script_diff (sample, again);

  g_assert_cmpuint (changes->len, ==, 0);
}

/* Mutations */

typedef struct {
  yyjson_mut_doc *document;
  PassantScript  *script; /* without any */
  guint           n_tried, n_compiled;
} Mutations;

static void
expect_one_seen (Mutations  *self,
                 const char *what)
{
  char *text = yyjson_mut_write (self->document, YYJSON_WRITE_NOFLAG, NULL);
  g_autoptr (PassantScript) mutant = passant_script_compile (text, -1, NULL, NULL);

  self->n_tried++;
  if (mutant) {
    g_autoptr (GPtrArray) changes = passant_script_diff (self->script, mutant);
    g_autoptr (GPtrArray) back = passant_script_diff (mutant, self->script);

    self->n_compiled++;
    if (!changes->len || changes->len != back->len)
      g_error ("The diff does not see %s", what);
  }
  free (text);
}

static yyjson_mut_val *
mutate_value (yyjson_mut_doc *document,
              yyjson_mut_val *value)
{
  if (yyjson_mut_is_bool (value))
    return yyjson_mut_bool (document, !yyjson_mut_get_bool (value));
  if (yyjson_mut_is_int (value))
    return yyjson_mut_sint (document, yyjson_mut_get_sint (value) + 1);
  if (yyjson_mut_is_str (value)) {
    g_autofree char *longer = g_strconcat (yyjson_mut_get_str (value), "x", NULL);

    return yyjson_mut_strcpy (document, longer);
  }

  return NULL;
}

static void mutate_inside (Mutations      *self,
                           yyjson_mut_val *value);

/* One key: gone, and saying something else; and put back each time. */
static void
mutate_key (Mutations      *self,
            yyjson_mut_val *object,
            const char     *key)
{
  yyjson_mut_val *value = yyjson_mut_obj_get (object, key);
  yyjson_mut_val *other = mutate_value (self->document, value);
  yyjson_mut_val *name = yyjson_mut_strcpy (self->document, key);

  mutate_inside (self, value);
  yyjson_mut_obj_remove_key (object, key);
  expect_one_seen (self, key);
  if (other) {
    yyjson_mut_obj_add (object, name, other);
    expect_one_seen (self, key);
    yyjson_mut_obj_remove_key (object, key);
    name = yyjson_mut_strcpy (self->document, key);
  }
  yyjson_mut_obj_add (object, name, value);
}

static void
mutate_inside (Mutations      *self,
               yyjson_mut_val *value)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  gsize index, n;
  yyjson_mut_val *key, *inner;

  yyjson_mut_obj_foreach (value, index, n, key, inner)
  g_ptr_array_add (keys, g_strdup (yyjson_mut_get_str (key)));
  for (guint i = 0; i < keys->len; i++)
    mutate_key (self, value, g_ptr_array_index (keys, i));

  yyjson_mut_arr_foreach (value, index, n, inner)
  mutate_inside (self, inner);
}

/* Whatever one key of the sample study is made to say, if it still compiles the diff tells that it is another. */
static void
test_diff_sees_every_key (void)
{
  g_autoptr (PassantScript) sample = read_sample ("../data/studies/fiets", "script.json");
  yyjson_doc *document = yyjson_read (sample->text, strlen (sample->text), 0);
  Mutations mutations = { yyjson_doc_mut_copy (document, NULL), sample, 0, 0 };

  mutate_inside (&mutations, yyjson_mut_doc_get_root (mutations.document));
  g_test_message ("%u of %u mutants compile", mutations.n_compiled, mutations.n_tried);
  g_assert_cmpuint (mutations.n_tried, >, 2000);
  g_assert_cmpuint (mutations.n_compiled, >, 1000);

  yyjson_mut_doc_free (mutations.document);
  yyjson_doc_free (document);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autofree char *words = g_strdelimit (g_strdup (edits[i].name), " ", '-');
    g_autofree char *path = g_strconcat ("/script-diff/tells/", words, NULL);

    g_test_add_data_func (path, &edits[i], test_diff_tells_each_edit);
  }
  g_test_add_func ("/script-diff/is-the-same-backwards", test_diff_is_the_same_backwards);
  g_test_add_func ("/script-diff/of-one-script-is-empty", test_diff_of_one_script_is_empty);
  g_test_add_func ("/script-diff/sees-every-key", test_diff_sees_every_key);

  return g_test_run ();
}
