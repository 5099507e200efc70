/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-script-private.h"

#include "passant-error.h"
#include "passant-places-private.h"

#include <string.h>

#define VERSION_MAX 1000000

static const char * const script_keys[] = {
  "passant", "id", "version", "languages", "title", "persona", "briefing", "do", "dont", "quiz",
  "window_minutes", "lists", "legal", "evidence", "phases", NULL
};
static const char * const persona_keys[] = { "name", "text", NULL };
static const char * const evidence_keys[] = { "photo_px", "radius_m", NULL };
static const char * const legal_keys[] = { "photos", "audio", "staff_names", "basis", NULL };
static const char * const phase_keys[] = { "id", "title", "mark", "touchpoints", NULL };

/* Two or three small letters, as in ISO 639. */
static gboolean
is_language (const char *language)
{
  gsize length = strlen (language);

  return length >= 2 && length <= 3 && strspn (language, "abcdefghijklmnopqrstuvwxyz") == length;
}

static void
read_language (PassantCompiler *self,
               yyjson_val      *value,
               GStrvBuilder    *builder,
               GHashTable      *seen)
{
  const char *language = yyjson_get_str (value);

  if (!language)
    passant_reader_report (&self->reader, NULL, "wrong-type",
                           "This must be a language such as \"nl\"");
  else if (!is_language (language))
    passant_reader_report (&self->reader, NULL, "bad-language",
                           "“%s” is no language; give two or three small letters such as \"nl\"",
                           language);
  else if (!g_hash_table_add (seen, (gpointer) language))
    passant_reader_report (&self->reader, NULL, "doubled-language",
                           "“%s” stands here twice; remove one", language);
  else
    g_strv_builder_add (builder, language);
}

static void
read_languages (PassantCompiler *self,
                yyjson_val      *root)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  yyjson_arr_iter iter;
  yyjson_val *array;
  gsize outer;

  passant_reader_need (&self->reader, root, "languages");
  array = passant_reader_array (&self->reader, root, "languages", 1, PASSANT_LANGUAGES_MAX);
  outer = passant_reader_enter (&self->reader, "languages");
  iter = yyjson_arr_iter_with (array);
  while (yyjson_arr_iter_has_next (&iter)) {
    gsize mark = passant_reader_enter_at (&self->reader, iter.idx);

    read_language (self, yyjson_arr_iter_next (&iter), builder, seen);
    passant_reader_leave (&self->reader, mark);
  }
  passant_reader_leave (&self->reader, outer);

  /* Without languages nothing can be said about the texts; one problem is enough then. */
  self->script->languages = g_strv_builder_end (builder);
  if (self->script->languages[0])
    self->reader.languages = self->script->languages;
}

static void
read_persona (PassantCompiler *self,
              yyjson_val      *root)
{
  yyjson_val *persona = yyjson_obj_get (root, "persona");
  gsize mark;

  if (!persona)
    return;

  mark = passant_reader_enter (&self->reader, "persona");
  if (passant_reader_object (&self->reader, persona, persona_keys)) {
    self->script->persona_name = passant_reader_need_text (&self->reader, persona, "name");
    self->script->persona = passant_reader_need_text (&self->reader, persona, "text");
  }
  passant_reader_leave (&self->reader, mark);
}

static void
read_legal (PassantCompiler *self,
            yyjson_val      *root)
{
  yyjson_val *legal = yyjson_obj_get (root, "legal");
  PassantScript *script = self->script;
  gsize mark;

  if (!legal)
    return;

  mark = passant_reader_enter (&self->reader, "legal");
  if (passant_reader_object (&self->reader, legal, legal_keys)) {
    script->allows_photos = passant_reader_boolean (&self->reader, legal, "photos", FALSE);
    script->allows_audio = passant_reader_boolean (&self->reader, legal, "audio", FALSE);
    script->allows_staff_names = passant_reader_boolean (&self->reader, legal, "staff_names",
                                                         FALSE);
    script->legal_basis = passant_reader_text (&self->reader, legal, "basis",
                                               PASSANT_TEXT_BYTES_MAX);
    if ((script->allows_audio || script->allows_staff_names) && !script->legal_basis)
      passant_reader_report (&self->reader, NULL, "missing-basis",
                             "Audio or names of staff need a “basis”: "
                             "say on what ground they are kept, or set them to false");
  }
  passant_reader_leave (&self->reader, mark);
}

static void
read_evidence (PassantCompiler *self,
               yyjson_val      *root)
{
  yyjson_val *evidence = yyjson_obj_get (root, "evidence");
  PassantScript *script = self->script;
  gsize mark;

  script->photo_px = PASSANT_PHOTO_PX;
  script->radius_m = PASSANT_RADIUS_M;
  if (!evidence)
    return;

  mark = passant_reader_enter (&self->reader, "evidence");
  if (passant_reader_object (&self->reader, evidence, evidence_keys)) {
    passant_reader_integer (&self->reader, evidence, "photo_px", PASSANT_PHOTO_PX_MIN,
                            PASSANT_PHOTO_PX_MAX, &script->photo_px);
    passant_reader_integer (&self->reader, evidence, "radius_m", PASSANT_RADIUS_M_MIN,
                            PASSANT_RADIUS_M_MAX, &script->radius_m);
  }
  passant_reader_leave (&self->reader, mark);
}

static void
read_quiz (PassantCompiler *self,
           yyjson_val      *root)
{
  yyjson_val *quiz = passant_reader_array (&self->reader, root, "quiz", 0, PASSANT_QUIZ_MAX);
  yyjson_arr_iter iter = yyjson_arr_iter_with (quiz);
  gsize outer = passant_reader_enter (&self->reader, "quiz");

  while (yyjson_arr_iter_has_next (&iter)) {
    gsize mark = passant_reader_enter_at (&self->reader, iter.idx);

    passant_compiler_read_quiz_item (self, yyjson_arr_iter_next (&iter));
    passant_reader_leave (&self->reader, mark);
  }
  passant_reader_leave (&self->reader, outer);
}

static void
read_touchpoints (PassantCompiler *self,
                  yyjson_val      *object,
                  PassantPhase    *phase)
{
  yyjson_arr_iter iter;
  yyjson_val *array;
  gsize outer;

  passant_reader_need (&self->reader, object, "touchpoints");
  array = passant_reader_array (&self->reader, object, "touchpoints", 1, PASSANT_TOUCHPOINTS_MAX);
  outer = passant_reader_enter (&self->reader, "touchpoints");
  iter = yyjson_arr_iter_with (array);
  while (yyjson_arr_iter_has_next (&iter)) {
    gsize mark = passant_reader_enter_at (&self->reader, iter.idx);

    passant_compiler_read_touchpoint (self, yyjson_arr_iter_next (&iter), phase);
    passant_reader_leave (&self->reader, mark);
  }
  passant_reader_leave (&self->reader, outer);
}

static void
read_phase (PassantCompiler *self,
            yyjson_val      *value,
            GHashTable      *seen)
{
  PassantPhase *phase;

  if (!passant_reader_object (&self->reader, value, phase_keys))
    return;

  phase = passant_phase_new ();
  phase->index = self->script->phases->len;
  g_ptr_array_add (self->script->phases, phase);

  phase->id = passant_reader_id (&self->reader, value);
  if (phase->id && !g_hash_table_add (seen, phase->id))
    passant_reader_report (&self->reader, "id", "doubled-id",
                           "Another phase is called “%s” already; rename one",
                           phase->id);
  phase->title = passant_reader_need_text (&self->reader, value, "title");
  phase->asks_mark = passant_reader_boolean (&self->reader, value, "mark", FALSE);
  read_touchpoints (self, value, phase);
}

static void
read_phases (PassantCompiler *self,
             yyjson_val      *root)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (passant_reader_hash_id,
                                                  passant_reader_equal_id);
  yyjson_arr_iter iter;
  yyjson_val *array;
  gsize outer;

  passant_reader_need (&self->reader, root, "phases");
  array = passant_reader_array (&self->reader, root, "phases", 1, PASSANT_PHASES_MAX);
  outer = passant_reader_enter (&self->reader, "phases");
  iter = yyjson_arr_iter_with (array);
  while (yyjson_arr_iter_has_next (&iter)) {
    gsize mark = passant_reader_enter_at (&self->reader, iter.idx);

    read_phase (self, yyjson_arr_iter_next (&iter), seen);
    passant_reader_leave (&self->reader, mark);
  }

  passant_compiler_check_points (self);
  if (self->script->touchpoints->len > PASSANT_TOUCHPOINTS_MAX)
    passant_reader_report (&self->reader, NULL, "too-many",
                           "A script holds at most %d touchpoints, not %u",
                           PASSANT_TOUCHPOINTS_MAX, self->script->touchpoints->len);
  if (self->authored > PASSANT_QUESTIONS_MAX)
    passant_reader_report (&self->reader, NULL, "too-many",
                           "A script holds at most %d questions, not %u",
                           PASSANT_QUESTIONS_MAX, self->authored);
  if (self->script->questions->len + self->repeated > PASSANT_ALL_QUESTIONS_MAX)
    passant_reader_report (&self->reader, NULL, "too-many",
                           "With those of all rounds a script holds at most %d questions, not %u; "
                           "let touchpoints repeat less",
                           PASSANT_ALL_QUESTIONS_MAX,
                           self->script->questions->len + self->repeated);
  passant_reader_leave (&self->reader, outer);
}

/* Notes the ids of all touchpoints and questions, so that one that stands later can be told from one that is nowhere. */
static void
collect_ids (PassantCompiler *self,
             yyjson_val      *root)
{
  yyjson_val *phase, *touchpoint, *question;
  gsize i, j, k, n_phases, n_touchpoints, n_questions;

  yyjson_arr_foreach (yyjson_obj_get (root, "phases"), i, n_phases, phase) {
    yyjson_arr_foreach (yyjson_obj_get (phase, "touchpoints"), j, n_touchpoints, touchpoint) {
      yyjson_val *id = yyjson_obj_get (touchpoint, "id");

      if (yyjson_is_str (id))
        g_hash_table_add (self->touchpoints, (gpointer) yyjson_get_str (id));
      yyjson_arr_foreach (yyjson_obj_get (touchpoint, "questions"), k, n_questions, question)
      if (yyjson_is_str (yyjson_obj_get (question, "id")))
        g_hash_table_add (self->questions,
                          (gpointer) yyjson_get_str (yyjson_obj_get (question, "id")));
    }
  }
}

static void
read_script (PassantCompiler *self,
             yyjson_val      *root)
{
  PassantReader *reader = &self->reader;
  PassantScript *script = self->script;

  if (!passant_reader_object (reader, root, script_keys))
    return;

  collect_ids (self, root);
  read_languages (self, root);
  script->id = passant_reader_id (reader, root);
  if (passant_reader_need (reader, root, "version"))
    passant_reader_integer (reader, root, "version", 1, VERSION_MAX, &script->version);
  script->title = passant_reader_need_text (reader, root, "title");
  read_persona (self, root);
  script->briefing = passant_reader_text (reader, root, "briefing", PASSANT_LONG_TEXT_BYTES_MAX);
  g_ptr_array_unref (script->dos);
  script->dos = passant_reader_texts (reader, root, "do");
  g_ptr_array_unref (script->donts);
  script->donts = passant_reader_texts (reader, root, "dont");
  read_quiz (self, root);
  passant_reader_integer (reader, root, "window_minutes", 1, PASSANT_MINUTES_MAX,
                          &script->window_minutes);
  passant_compiler_read_lists (self, root);
  read_legal (self, root);
  read_evidence (self, root);
  read_phases (self, root);
}

/* Whether this Passant can read on. Of a later format it knows nothing, so it says nothing else about it. */
static gboolean
check_format (PassantReader *reader,
              yyjson_val    *root,
              gboolean      *is_too_new)
{
  yyjson_val *format = yyjson_obj_get (root, "passant");
  int known;

  *is_too_new = yyjson_is_num (format) && yyjson_get_num (format) > PASSANT_SCRIPT_FORMAT;
  if (*is_too_new) {
    passant_reader_report (reader, "passant", "too-new",
                           "This script is of format %.15g and this Passant knows up to "
                           "format %d; update Passant", yyjson_get_num (format),
                           PASSANT_SCRIPT_FORMAT);
    return FALSE;
  }

  if (yyjson_is_obj (root) && passant_reader_need (reader, root, "passant"))
    passant_reader_integer (reader, root, "passant", PASSANT_SCRIPT_FORMAT, PASSANT_SCRIPT_FORMAT,
                            &known);

  return TRUE;
}

static yyjson_doc *
read_json (PassantReader *reader,
           const char    *text,
           gsize          length)
{
  yyjson_read_err error = { 0 };
  PassantProblem *problem;
  yyjson_doc *doc;

  if (length > PASSANT_SCRIPT_BYTES_MAX) {
    passant_reader_report (reader, NULL, "too-long",
                           "The script is %" G_GSIZE_FORMAT " bytes long, at most %d will do",
                           length, PASSANT_SCRIPT_BYTES_MAX);
    return NULL;
  }

  doc = yyjson_read_opts ((char *) text, length, YYJSON_READ_NOFLAG, NULL, &error);
  if (!doc) {
    passant_reader_report (reader, NULL, "not-json", "This is not JSON: %s", error.msg);
    problem = g_ptr_array_index (reader->problems, reader->problems->len - 1);
    passant_places_measure (text, MIN (error.pos, length), &problem->line, &problem->column);
  }

  return doc;
}

/* Everything into @problems; whether it is of a later format. */
static gboolean
compile (PassantScript *script,
         GPtrArray     *problems,
         const char    *text,
         gsize          length)
{
  PassantCompiler self = { .script = script };
  gboolean is_too_new = FALSE;
  yyjson_doc *doc;

  passant_reader_init (&self.reader, problems);
  self.questions = g_hash_table_new (g_str_hash, g_str_equal);
  self.touchpoints = g_hash_table_new (g_str_hash, g_str_equal);
  self.lists = g_hash_table_new_full (passant_reader_hash_id, passant_reader_equal_id, g_free,
                                      (GDestroyNotify) g_ptr_array_unref);

  doc = read_json (&self.reader, text, length);
  if (doc && check_format (&self.reader, yyjson_doc_get_root (doc), &is_too_new))
    read_script (&self, yyjson_doc_get_root (doc));

  yyjson_doc_free (doc);
  g_clear_pointer (&self.names, g_ptr_array_unref);
  g_hash_table_unref (self.questions);
  g_hash_table_unref (self.touchpoints);
  g_hash_table_unref (self.lists);
  passant_reader_clear (&self.reader);

  return is_too_new;
}

static void
finish (PassantScript *script,
        const char    *text,
        gsize          length)
{
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text,
                                                       length);

  script->text = g_strndup (text, length);
  g_strlcpy (script->hash, hash, sizeof script->hash);
}

/**
 * passant_script_compile:
 * @text: a script as JSON
 * @length: its bytes, or -1 when it ends in NUL
 * @problems: (nullable) (element-type PassantProblem): where to put every problem found
 *
 * Either a whole script, known by the sha256 of @text, or %NULL and at least one problem: with %PASSANT_ERROR_TOO_NEW
 * when the script is of a later format, else %PASSANT_ERROR_INVALID; the message is the first problem.
 */
PassantScript *
passant_script_compile (const char *text,
                        gssize      length,
                        GPtrArray  *problems,
                        GError    **error)
{
  g_autoptr (PassantScript) script = passant_script_new ();
  g_autoptr (GPtrArray) found = NULL;
  gboolean is_too_new;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = strlen (text);

  found = g_ptr_array_new_with_free_func ((GDestroyNotify) passant_problem_free);
  is_too_new = compile (script, found, text, length);
  if (found->len == 0) {
    finish (script, text, length);
    return g_steal_pointer (&script);
  }

  {
    PassantProblem *first = g_ptr_array_index (found, 0);

    g_set_error (error, PASSANT_ERROR, is_too_new ? PASSANT_ERROR_TOO_NEW : PASSANT_ERROR_INVALID,
                 "%s%s%s", first->path, *first->path ? ": " : "", first->message);
  }
  if (problems)
    g_ptr_array_extend_and_steal (problems, g_steal_pointer (&found));

  return NULL;
}
