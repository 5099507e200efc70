/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-check.h"

#include "passant-check-private.h"

#include <string.h>

#define QUESTIONS_PER_TOUCHPOINT_MAX 8

/* What was read */

PassantCheckWords *
passant_check_get_words (PassantCheck      *self,
                         PassantExpression *expression)
{
  return g_hash_table_lookup (self->words, expression);
}

char *
passant_check_dup_choice (PassantCheck    *self,
                          PassantQuestion *question,
                          guint            choice)
{
  if (question->list)
    return g_strdup_printf ("/lists/%s/%u", question->list, choice);

  return g_strdup_printf ("%s/choices/%u", self->paths[question->index], choice);
}

static void
keep_words (PassantCheck      *self,
            PassantExpression *expression,
            yyjson_val        *text,
            PassantQuestion   *own,
            PassantQuestion   *columns_of)
{
  if (expression && yyjson_is_str (text))
    g_hash_table_insert (self->words, expression,
                         passant_check_words_new (yyjson_get_str (text), own, columns_of));
}

/* Of a repeated question that of the first round stands for all. */
static void
read_question (PassantCheck *self,
               yyjson_val   *value,
               const char   *path)
{
  const char *id = yyjson_get_str (yyjson_obj_get (value, "id"));
  PassantQuestion *question = passant_script_find_question (self->script, id);

  if (!question)
    return;

  self->paths[question->index] = g_strdup (path);
  keep_words (self, question->relevant, yyjson_obj_get (value, "relevant"), NULL, NULL);
  keep_words (self, question->constraint, yyjson_obj_get (value, "constraint"), question, NULL);
  keep_words (self, question->filter, yyjson_obj_get (value, "filter"), NULL, question);
  keep_words (self, question->calculation, yyjson_obj_get (value, "calculation"), NULL, NULL);
}

static void
read_touchpoint (PassantCheck *self,
                 yyjson_val   *value,
                 const char   *path)
{
  const char *id = yyjson_get_str (yyjson_obj_get (value, "id"));
  PassantTouchpoint *touchpoint = passant_script_find_touchpoint (self->script, id);
  yyjson_val *question;
  gsize i, n;

  if (!touchpoint)
    return;

  self->touchpoint_paths[touchpoint->index] = g_strdup (path);
  keep_words (self, touchpoint->relevant, yyjson_obj_get (value, "relevant"), NULL, NULL);
  if (touchpoint->rounds)
    keep_words (self, touchpoint->rounds->calculation,
                yyjson_obj_get (yyjson_obj_get (value, "repeat"), "count"), NULL, NULL);
  yyjson_arr_foreach (yyjson_obj_get (value, "questions"), i, n, question) {
    g_autofree char *below = g_strdup_printf ("%s/questions/%" G_GSIZE_FORMAT, path, i);

    read_question (self, question, below);
  }
}

static void
read_script (PassantCheck *self)
{
  yyjson_val *root = yyjson_doc_get_root (self->document), *phase, *touchpoint;
  gsize i, j, n_phases, n_touchpoints;

  yyjson_arr_foreach (yyjson_obj_get (root, "phases"), i, n_phases, phase) {
    yyjson_arr_foreach (yyjson_obj_get (phase, "touchpoints"), j, n_touchpoints, touchpoint) {
      g_autofree char *path = g_strdup_printf ("/phases/%" G_GSIZE_FORMAT "/touchpoints/%"
                                               G_GSIZE_FORMAT, i, j);

      read_touchpoint (self, touchpoint, path);
    }
  }
}

void
passant_check_warn (PassantCheck *self,
                    const char   *path,
                    const char   *key,
                    const char   *code,
                    char         *message,
                    const char   *fix)
{
  PassantProblem *problem = g_new0 (PassantProblem, 1);

  problem->severity = PASSANT_SEVERITY_WARNING;
  problem->path = key ? g_strdup_printf ("%s/%s", path, key) : g_strdup (path);
  problem->code = g_strdup (code);
  problem->message = message;
  problem->fix = g_strdup (fix);
  g_ptr_array_add (self->problems, problem);
}

/* Texts */

static gboolean
is_language (PassantCheck *self,
             const char   *key)
{
  return g_strv_contains ((const char * const *) self->script->languages, key);
}

/* Only texts have languages for keys; a choice's columns may be called anything, and are passed by. */
static gboolean
is_text (PassantCheck *self,
         yyjson_val   *value)
{
  yyjson_val *key, *member;
  gsize i, n;

  yyjson_obj_foreach (value, i, n, key, member)
  if (!is_language (self, yyjson_get_str (key)) || !yyjson_is_str (member))
    return FALSE;

  return yyjson_obj_size (value) > 0;
}

static void
check_text (PassantCheck *self,
            yyjson_val   *text,
            const char   *path)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; self->script->languages[i]; i++)
    if (!yyjson_obj_get (text, self->script->languages[i]))
      g_string_append_printf (missing, "%s“%s”", missing->len ? " and " : "",
                              self->script->languages[i]);
  if (missing->len == 0)
    return;

  passant_check_warn (self, path, NULL, "missing-translation",
                      g_strdup_printf ("This text is missing in %s; guests who read that get it "
                                       "in “%s”", missing->str, self->script->languages[0]),
                      "Translate it, or take the language out of “languages”");
}

static void
check_texts (PassantCheck *self,
             yyjson_val   *value,
             GString      *path)
{
  gsize mark = path->len, i, n;
  yyjson_val *key, *member;

  if (is_text (self, value)) {
    check_text (self, value, path->str);
    return;
  }

  yyjson_obj_foreach (value, i, n, key, member) {
    if (g_str_equal (yyjson_get_str (key), "columns"))
      continue;
    g_string_append_printf (path, "/%s", yyjson_get_str (key));
    check_texts (self, member, path);
    g_string_truncate (path, mark);
  }
  yyjson_arr_foreach (value, i, n, member) {
    g_string_append_printf (path, "/%" G_GSIZE_FORMAT, i);
    check_texts (self, member, path);
    g_string_truncate (path, mark);
  }
}

/* Touchpoints and questions one by one */

static void
check_size (PassantCheck      *self,
            PassantTouchpoint *touchpoint)
{
  guint n = 0;

  for (guint i = 0; i < touchpoint->questions->len; i++) {
    PassantQuestion *question = g_ptr_array_index (touchpoint->questions, i);

    n += self->paths[question->index] && question->type != PASSANT_QUESTION_NOTE &&
         question->type != PASSANT_QUESTION_CALCULATE;
  }
  if (n <= QUESTIONS_PER_TOUCHPOINT_MAX)
    return;

  passant_check_warn (self, self->touchpoint_paths[touchpoint->index], "questions",
                      "too-many-questions",
                      g_strdup_printf ("The touchpoint “%s” has %u questions to answer; more than "
                                       "%d at once are not noted in the moment", touchpoint->id, n,
                                       QUESTIONS_PER_TOUCHPOINT_MAX),
                      "Split the touchpoint, or ask less");
}

static gboolean
can_score (PassantQuestion *question)
{
  if (question->type == PASSANT_QUESTION_SCALE)
    return TRUE;
  if (question->type != PASSANT_QUESTION_YES_NO && question->type != PASSANT_QUESTION_CHOICE &&
      question->type != PASSANT_QUESTION_CHOICES)
    return FALSE;

  for (guint i = 0; i < question->choices->len; i++)
    if (((PassantChoice *) g_ptr_array_index (question->choices, i))->points > 0)
      return TRUE;

  return FALSE;
}

static void
check_pillar (PassantCheck    *self,
              PassantQuestion *question)
{
  if (question->pillar == PASSANT_PILLAR_NONE)
    return;

  if (!can_score (question))
    passant_check_warn (self, self->paths[question->index], "pillar", "unscored-pillar",
                        g_strdup_printf ("No answer to “%s” earns points, so it counts in no "
                                         "pillar", question->id),
                        question->choices->len > 0 ? "Give its choices points, or remove “pillar”"
                                                   :
                        "Ask it as a choice or a scale, or remove “pillar”");
  else if (question->weight == 0)
    passant_check_warn (self, self->paths[question->index], "weight", "unscored-pillar",
                        g_strdup_printf ("“%s” has weight 0, so it does not count in its pillar",
                                         question->id),
                        "Give it a weight, or remove “pillar” and “weight”");
}

static void
check_legal (PassantCheck    *self,
             PassantQuestion *question)
{
  gboolean is_sound = question->type == PASSANT_QUESTION_AUDIO;

  if (passant_script_allows (self->script, question))
    return;

  passant_check_warn (self, self->paths[question->index], "type", "legal-missing",
                      g_strdup_printf ("The legal profile allows no %s, so “%s” is never asked",
                                       is_sound ? "recordings" : "photos", question->id),
                      is_sound ? "Set “audio” under “legal” to true, with a “basis”; or remove it"
                               : "Set “photos” under “legal” to true, or remove the question");
}

static void
check_each (PassantCheck *self)
{
  PassantScript *script = self->script;

  for (guint i = 0; i < script->touchpoints->len; i++)
    check_size (self, g_ptr_array_index (script->touchpoints, i));
  for (guint i = 0; i < script->questions->len; i++) {
    if (!self->paths[i])
      continue;
    check_pillar (self, g_ptr_array_index (script->questions, i));
    check_legal (self, g_ptr_array_index (script->questions, i));
  }
}

static void
check_pictures (PassantCheck *self)
{
  g_auto (GStrv) strays = passant_script_list_strays (self->script);

  for (char **name = strays; *name; name++)
    passant_check_warn (self, "/briefing", NULL, "picture-elsewhere",
                        g_strdup_printf ("The briefing shows “%s”, which does not lie beside the "
                                         "script, so nobody sees it", *name),
                        "Put the file beside the script, and name it without a folder or address");
}

static void
clear_paths (char **paths,
             guint  n)
{
  for (guint i = 0; i < n; i++)
    g_free (paths[i]);
  g_free (paths);
}

void
passant_check_script (PassantScript *script,
                      GPtrArray     *problems)
{
  g_return_if_fail (script != NULL);
  g_return_if_fail (problems != NULL);

  g_autoptr (GString) path = g_string_new (NULL);
  PassantCheck self = {
    .script = script,
    .problems = problems,
    .document = yyjson_read (script->text, strlen (script->text), YYJSON_READ_NOFLAG),
    .paths = g_new0 (char *, script->questions->len),
    .touchpoint_paths = g_new0 (char *, script->touchpoints->len),
    .words = g_hash_table_new_full (NULL, NULL, NULL,
                                    (GDestroyNotify) passant_check_words_free),
    .is_unreachable = g_new0 (gboolean, script->questions->len),
  };

  read_script (&self);
  check_texts (&self, yyjson_doc_get_root (self.document), path);
  check_pictures (&self);
  check_each (&self);
  passant_check_reach (&self);
  passant_check_length (&self);

  clear_paths (self.paths, script->questions->len);
  clear_paths (self.touchpoint_paths, script->touchpoints->len);
  g_hash_table_unref (self.words);
  g_free (self.is_unreachable);
  yyjson_doc_free (self.document);
}
