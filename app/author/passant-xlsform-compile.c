/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <stdlib.h>
#include <string.h>

/* Each round leaves out what the one before could not compile, and what that was needed for. */
#define ROUNDS_MAX 50
#define TEXT_BYTES_MAX 4000

/* A value on the way that a JSON pointer leads. */
typedef struct {
  yyjson_mut_val *value;
  yyjson_mut_val *parent;
  char           *key;
} Step;

static void
clear_step (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->key, g_free);
}

static char *
unescape (const char *word)
{
  GString *key = g_string_new (word);

  g_string_replace (key, "~1", "/", 0);
  g_string_replace (key, "~0", "~", 0);

  return g_string_free_and_steal (key);
}

/* As far as there is something. */
static GArray *
follow (yyjson_mut_val *root,
        const char     *path)
{
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (Step));
  g_auto (GStrv) words = g_strsplit (*path == '/' ? path + 1 : path, "/", -1);
  yyjson_mut_val *value = root;

  g_array_set_clear_func (steps, clear_step);
  for (guint i = 0; words[i] && value; i++) {
    Step step = { NULL, value, unescape (words[i]) };

    step.value = yyjson_mut_is_arr (value) ? yyjson_mut_arr_get (value, atoi (step.key)) :
                 yyjson_mut_obj_get (value, step.key);
    value = step.value;
    g_array_append_val (steps, step);
  }

  return steps;
}

static void
locate (PassantXlsform *self,
        PassantProblem *problem,
        GArray         *steps)
{
  for (guint i = steps->len; i > 0; i--) {
    yyjson_mut_val *value = g_array_index (steps, Step, i - 1).value;
    PassantXlsformCell *cell = value ? g_hash_table_lookup (self->origins, value) : NULL;

    if (!cell)
      continue;
    g_free (problem->sheet);
    problem->sheet = g_strdup (cell->table->name);
    problem->line = cell->row + 1;
    problem->column = cell->column + 1;
    return;
  }
  g_free (problem->sheet);
  problem->sheet = g_strdup (self->survey->name);
  problem->line = self->survey->header + 1;
}

/* What a question, a touchpoint or a repeat can do without. */
static gboolean
can_do_without (const char *key)
{
  static const char * const keys[] = {
    "relevant", "constraint", "message", "required", "default", "filter", "count", NULL
  };

  return g_strv_contains (keys, key);
}

/* Those of a form that was made elsewhere; a mistake in a name is the author's to mend. */
static gboolean
may_leave_out (const PassantProblem *problem)
{
  static const char * const codes[] = {
    "later-question", "unknown-choice", "never-answered", "bad-expression", "unknown-column",
    "unknown-question", "message-without-constraint", "other-round", "not-in-rounds", NULL
  };

  return g_strv_contains (codes, problem->code) || strstr (problem->code, "reference") ||
         strstr (problem->code, "round");
}

static void
leave_out (PassantProblem *problem,
           const char     *what)
{
  g_autofree char *reason = g_steal_pointer (&problem->message);
  g_autofree char *code = g_steal_pointer (&problem->code);

  problem->severity = PASSANT_SEVERITY_WARNING;
  problem->code = g_strdup ("expression-left-out");
  problem->message = g_strdup_printf ("%s: %s", what, reason);
}

/* The question that the pointer leads into, or NULL. */
static Step *
find_question (GArray *steps)
{
  for (guint i = 1; i < steps->len; i++)
    if (g_str_equal (g_array_index (steps, Step, i - 1).key, "questions") &&
        g_array_index (steps, Step, i).value)
      return &g_array_index (steps, Step, i);

  return NULL;
}

static void
remove_element (yyjson_mut_val *array,
                yyjson_mut_val *element)
{
  size_t i, n;
  yyjson_mut_val *value;

  yyjson_mut_arr_foreach (array, i, n, value)
  if (value == element) {
    yyjson_mut_arr_remove (array, i);
    return;
  }
}

/* ${…} in a text that cannot be said is told by its name. */
static gboolean
blank_references (PassantXlsform *self,
                  Step           *last)
{
  GString *text;
  char *mark;

  if (!yyjson_mut_is_str (last->value) || !strstr (yyjson_mut_get_str (last->value), "${"))
    return FALSE;
  text = g_string_new (yyjson_mut_get_str (last->value));
  while ((mark = strstr (text->str, "${"))) {
    char *end = strchr (mark, '}');

    if (end)
      *end = ']';
    g_string_erase (text, mark - text->str, 1);
    text->str[mark - text->str] = '[';
  }
  yyjson_mut_set_strn (last->value, yyjson_mut_get_str (yyjson_mut_strncpy (self->doc, text->str,
                                                                            text->len)),
                       text->len);
  g_string_free (text, TRUE);

  return TRUE;
}

static gboolean
is_compared (const char *text,
             const char *begin,
             const char *end)
{
  const char *before = begin;

  while (before > text && before[-1] == ' ')
    before--;
  while (*end == ' ')
    end++;

  return *end == '=' || g_str_has_prefix (end, "!=") || (before > text && before[-1] == '=') ||
         (before - text >= 9 && strncmp (before - 9, "selected(", 9) == 0);
}

/* ${a} = 'x', where x is no choice of a, never holds. That is what is meant by it elsewhere, so it is said in a way that is
 * not looked into: string(${a}) = 'x'. */
static char *
wrap_compared (const char *text)
{
  GString *result = g_string_new (NULL);
  const char *from = text;

  for (const char *mark = strstr (from, "${"); mark; mark = strstr (from, "${")) {
    const char *end = strchr (mark, '}');

    if (!end)
      break;
    g_string_append_len (result, from, mark - from);
    g_string_append_printf (result, is_compared (text, mark, end + 1) ? "string(%.*s)" : "%.*s",
                            (int) (end + 1 - mark), mark);
    from = end + 1;
  }
  g_string_append (result, from);

  return g_string_free_and_steal (result);
}

/* @wrapped: what was said so in this round already. */
static gboolean
keep_comparison (PassantXlsform *self,
                 PassantProblem *problem,
                 Step           *last,
                 GHashTable     *wrapped)
{
  g_autofree char *text = NULL;
  g_autofree char *told = NULL;

  if (!g_str_equal (problem->code, "unknown-choice") || !yyjson_mut_is_str (last->value))
    return FALSE;

  text = wrap_compared (yyjson_mut_get_str (last->value));
  if (g_str_equal (text, yyjson_mut_get_str (last->value)) &&
      !g_hash_table_contains (wrapped, last->value))
    return FALSE;
  g_hash_table_add (wrapped, last->value);
  yyjson_mut_set_str (last->value,
                      yyjson_mut_get_str (yyjson_mut_strcpy (self->doc, text)));
  told = g_steal_pointer (&problem->message);
  problem->message = g_strdup_printf ("%s. Here that never holds", told);
  problem->severity = PASSANT_SEVERITY_WARNING;

  return TRUE;
}

/* Declarations of consent may be longer than a card; what fits is shown. */
static gboolean
cut_text (PassantXlsform *self,
          PassantProblem *problem,
          Step           *last)
{
  const char *text = yyjson_mut_get_str (last->value);
  g_autofree char *cut = NULL;
  const char *end;

  if (!g_str_equal (problem->code, "too-long") || g_str_has_prefix (problem->path, "/briefing") ||
      !text || strlen (text) <= TEXT_BYTES_MAX)
    return FALSE;

  cut = g_strndup (text, TEXT_BYTES_MAX - strlen ("…"));
  g_utf8_validate (cut, -1, &end);
  cut[end - cut] = '\0';
  end = strrchr (cut, ' ');
  if (end)
    cut[end - cut] = '\0';
  yyjson_mut_set_str (last->value,
                      yyjson_mut_get_str (yyjson_mut_strcpy (self->doc, cut)));
  g_free (problem->message);
  problem->message = g_strdup_printf ("Only the first %d bytes of this text are kept, up to “%s”; "
                                      "put the rest into notes of its own", TEXT_BYTES_MAX,
                                      g_utf8_offset_to_pointer (cut,
                                                                MAX (g_utf8_strlen (cut, -1) - 20,
                                                                     0)));
  problem->severity = PASSANT_SEVERITY_WARNING;

  return TRUE;
}

/* TRUE when @problem is out of the way: it is a warning then. */
static gboolean
mend (PassantXlsform *self,
      PassantProblem *problem,
      GArray         *steps,
      GHashTable     *wrapped)
{
  Step *last = steps->len > 0 ? &g_array_index (steps, Step, steps->len - 1) : NULL;
  Step *question = find_question (steps);

  if (!last || !last->value)
    return FALSE;
  if (cut_text (self, problem, last))
    return TRUE;
  if (!may_leave_out (problem))
    return FALSE;
  if (keep_comparison (self, problem, last, wrapped))
    return TRUE;

  if (can_do_without (last->key)) {
    yyjson_mut_obj_remove_key (last->parent, last->key);
    leave_out (problem, "This is left out, the row stays without it");
  } else if (g_str_equal (last->key, "calculation") && question) {
    remove_element (question->parent, question->value);
    leave_out (problem, "This row is left out, and what looks at it");
  } else if (blank_references (self, last)) {
    leave_out (problem, "What was answered cannot be shown here");
  } else {
    return FALSE;
  }

  return TRUE;
}

/* Whether anything was mended; what was not is left in @found as an error. */
static gboolean
mend_all (PassantXlsform *self,
          yyjson_mut_val *root,
          GPtrArray      *found)
{
  g_autoptr (GHashTable) wrapped = g_hash_table_new (NULL, NULL);
  gboolean mended = FALSE;

  for (guint i = 0; i < found->len; i++) {
    PassantProblem *problem = g_ptr_array_index (found, i);
    g_autoptr (GArray) steps = follow (root, problem->path);

    locate (self, problem, steps);
  }
  for (guint i = 0; i < found->len; i++) {
    PassantProblem *problem = g_ptr_array_index (found, i);
    g_autoptr (GArray) steps = follow (root, problem->path);

    if (mend (self, problem, steps, wrapped))
      mended = TRUE;
    /* Pointers behind a question that was taken out lead elsewhere now. */
    if (mended && g_str_has_suffix (problem->path, "/calculation"))
      return TRUE;
  }

  return mended;
}

static void
hand_over (PassantXlsform *self,
           GPtrArray      *found,
           gboolean        with_errors)
{
  for (guint i = 0; i < found->len; i++) {
    PassantProblem *problem = g_ptr_array_index (found, i);

    if (problem->severity == PASSANT_SEVERITY_ERROR && !with_errors)
      continue;
    g_ptr_array_add (self->problems, problem);
    g_ptr_array_index (found, i) = NULL;
  }
}

static void
free_problem (gpointer data)
{
  if (data)
    passant_problem_free (data);
}

char *
passant_xlsform_compile (PassantXlsform *self,
                         yyjson_mut_val *root)
{
  for (guint round = 0; round < ROUNDS_MAX; round++) {
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_problem);
    g_autofree char *text = yyjson_mut_val_write (root, YYJSON_WRITE_NOFLAG, NULL);
    g_autoptr (PassantScript) script = NULL;
    gboolean mended;

    if (!text)
      return NULL;
    script = passant_script_compile (text, -1, found, NULL);
    if (script)
      return g_steal_pointer (&text);
    mended = mend_all (self, root, found);
    hand_over (self, found, !mended || round == ROUNDS_MAX - 1);
    if (!mended)
      return NULL;
  }

  return NULL;
}
