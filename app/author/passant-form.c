/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* While the sheets are filled. What is written is taken from the script's JSON and not from what was made of it, so that
 * nothing is said that the author did not say. */
typedef struct {
  PassantScript *script;
  PassantForm   *form;
  yyjson_val    *root;
  GHashTable    *lists;  /* names of lists that are taken */
  char          *yes_no; /* the list that other programs choose yes or no from; NULL before it is needed */
  const char    *phase;  /* whose title was written last */
  gboolean       asks_photos;
} Filling;

static const char *
get_string (yyjson_val *object,
            const char *key)
{
  return yyjson_get_str (yyjson_obj_get (object, key));
}

/* Choices */

/* What a column of the author's own cannot be called in that sheet. */
static gboolean
is_taken_column (const char *name)
{
  static const char * const taken[] = {
    "type", "command", "name", "tag", "value", "list_name", "list", "listname", "label", "caption",
    "hint", "guidance_hint", "relevant", "relevance", "required", "constraint", "calculation",
    "calculate", "constraint_message", "constraint_msg", "constraint-msg", "constraintmsg",
    "constraining_message", "required_message", "requiredmsg", "read_only", "readonly",
    "appearance", "default", "choice_filter", "parameters", "repeat_count", "count", "trigger",
    "disabled", "form_id", "id_string", "set_form_id", "form_title", "set_form_title", "title",
    "version", "default_language", "style", "correct", "autoplay", "rows", "intent",
    "no_app_error_string", "noapperrorstring", "allow_choice_duplicates", "instance_name",
    "public_key", "submission_url", "sms_field", "sms_option", "save_to", "query",
    "save_incomplete", "image", "audio", "video", "big-image", "big_image", "why", "passant",
    "bind", "control", "body", "media", NULL
  };
  g_autofree char *folded = g_ascii_strdown (name, -1);

  return g_strv_contains (taken, folded);
}

static void
set_columns (PassantFormSheet *sheet,
             yyjson_val       *columns)
{
  gsize index, n;
  yyjson_val *name, *text;

  yyjson_obj_foreach (columns, index, n, name, text) {
    if (is_taken_column (yyjson_get_str (name)))
      passant_form_sheet_refuse (sheet,
                                 _("a column for filters cannot be called “%s” in a spreadsheet, "
                                   "where it means something else; rename it, or export as JSON"),
                                 yyjson_get_str (name));
    else
      passant_form_sheet_set_own (sheet, yyjson_get_str (name),
                                  yyjson_equals_str (text, "") ? "''" : yyjson_get_str (text));
  }
}

static void
add_choice (Filling    *self,
            const char *list,
            const char *scope,
            yyjson_val *choice)
{
  PassantFormSheet *sheet = self->form->choices;
  yyjson_val *specify = yyjson_obj_get (choice, "specify");

  passant_form_sheet_add_row (sheet, PASSANT_FORM_ROW_PLAIN);
  passant_form_sheet_set (sheet, "list_name", list);
  passant_form_sheet_set (sheet, "passant::list", scope);
  passant_form_sheet_set (sheet, "name", get_string (choice, "id"));
  passant_form_sheet_set_text (sheet, "label", yyjson_obj_get (choice, "label"));
  passant_form_sheet_set_value (sheet, "passant::points", yyjson_obj_get (choice, "points"));
  passant_form_sheet_set_value (sheet, "passant::exclusive", yyjson_obj_get (choice, "exclusive"));
  if (yyjson_is_obj (specify))
    passant_form_sheet_set_text (sheet, "passant::specify", specify);
  else
    passant_form_sheet_set_value (sheet, "passant::specify", specify);
  set_columns (sheet, yyjson_obj_get (choice, "columns"));
}

/* @scope: "own" or "shared" where the reader would take it otherwise, else NULL. */
static void
add_list (Filling    *self,
          const char *name,
          const char *scope,
          yyjson_val *choices)
{
  gsize index, n;
  yyjson_val *choice;

  yyjson_arr_foreach (choices, index, n, choice)
  add_choice (self, name, scope, choice);
}

/* A name for a list that is free, and taken from now on. */
static char *
claim_list (Filling    *self,
            const char *wanted)
{
  g_autofree char *name = g_strdup (wanted);

  for (guint n = 2; g_hash_table_contains (self->lists, name); n++) {
    g_free (name);
    name = g_strdup_printf ("%.56s_%u", wanted, n);
  }
  g_hash_table_add (self->lists, g_strdup (name));

  return g_steal_pointer (&name);
}

static const char *
need_yes_no (Filling         *self,
             PassantQuestion *question)
{
  PassantFormSheet *sheet = self->form->choices;

  if (self->yes_no)
    return self->yes_no;

  self->yes_no = claim_list (self, "yes_no");
  for (guint i = 0; i < question->choices->len; i++) {
    PassantChoice *choice = g_ptr_array_index (question->choices, i);

    passant_form_sheet_add_row (sheet, PASSANT_FORM_ROW_PLAIN);
    passant_form_sheet_set (sheet, "list_name", self->yes_no);
    passant_form_sheet_set (sheet, "name", choice->id);
    for (guint j = 0; sheet->languages[j]; j++)
      passant_form_sheet_set_in (sheet, "label", sheet->languages[j],
                                 passant_text_get (choice->label, sheet->languages[j]));
  }

  return self->yes_no;
}

/* The list a question chooses from: the script's, or one of its own that is called like the question if it can be. */
static char *
dup_list (Filling    *self,
          yyjson_val *question)
{
  yyjson_val *choices = yyjson_obj_get (question, "choices");
  const char *id = get_string (question, "id");
  g_autofree char *name = NULL;

  if (yyjson_is_str (choices))
    return g_strdup (yyjson_get_str (choices));

  name = claim_list (self, id);
  add_list (self, name, g_str_equal (name, id) ? NULL : "own", choices);

  return g_steal_pointer (&name);
}

static guint
count_users (yyjson_val  *root,
             const char  *list,
             const char **user)
{
  gsize i, n_phases, j, n_touchpoints, k, n;
  yyjson_val *phase, *touchpoint, *question;
  guint count = 0;

  yyjson_arr_foreach (yyjson_obj_get (root, "phases"), i, n_phases, phase)
  yyjson_arr_foreach (yyjson_obj_get (phase, "touchpoints"), j, n_touchpoints, touchpoint)
  yyjson_arr_foreach (yyjson_obj_get (touchpoint, "questions"), k, n, question)
  if (yyjson_equals_str (yyjson_obj_get (question, "choices"), list)) {
    *user = get_string (question, "id");
    count++;
  }

  return count;
}

/* Those of the script first. One that nobody uses, or only a question of its name, would be taken for that question's. */
static void
add_lists (Filling *self)
{
  gsize index, n;
  yyjson_val *name, *choices;

  yyjson_obj_foreach (yyjson_obj_get (self->root, "lists"), index, n, name, choices) {
    const char *list = yyjson_get_str (name), *user = NULL;
    guint count = count_users (self->root, list, &user);
    gboolean is_clear = count > 1 || (count == 1 && !g_str_equal (user, list));

    g_hash_table_add (self->lists, g_strdup (list));
    add_list (self, list, is_clear ? NULL : "shared", choices);
  }
}

/* Questions */

/* What others call our types; what they cannot tell apart has passant::type as well. */
typedef struct {
  const char *ours, *theirs;
  gboolean    has_list, is_told;
} Type;

static const Type types[] = {
  { "yes_no", "select_one", TRUE, TRUE }, { "choice", "select_one", TRUE, FALSE },
  { "choices", "select_multiple", TRUE, FALSE }, { "rank", "rank", TRUE, FALSE },
  { "scale", "range", FALSE, FALSE }, { "number", "integer", FALSE, FALSE },
  { "money", "decimal", FALSE, TRUE }, { "duration", "integer", FALSE, TRUE },
  { "text", "text", FALSE, FALSE }, { "narrative", "text", FALSE, FALSE },
  { "time", "time", FALSE, FALSE }, { "date", "date", FALSE, FALSE },
  { "date_time", "dateTime", FALSE, FALSE }, { "photo", "image", FALSE, FALSE },
  { "receipt", "image", FALSE, TRUE }, { "audio", "audio", FALSE, FALSE },
  { "code", "barcode", FALSE, FALSE }, { "place", "geopoint", FALSE, FALSE },
  { "note", "note", FALSE, FALSE }, { "calculate", "calculate", FALSE, FALSE },
};

static const Type *
find_type (const char *ours)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].ours, ours) == 0)
      return &types[i];

  g_return_val_if_reached (&types[0]);
}

static void
set_type (Filling    *self,
          yyjson_val *question)
{
  PassantFormSheet *sheet = self->form->survey;
  const Type *type = find_type (get_string (question, "type"));
  gboolean has_parts = yyjson_get_int (yyjson_obj_get (question, "decimals")) > 0;
  g_autofree char *list = NULL;
  g_autofree char *words = NULL;

  if (g_str_equal (type->ours, "yes_no"))
    list = g_strdup (need_yes_no (self, passant_script_find_question (self->script,
                                                                      get_string (question,
                                                                                  "id"))));
  else if (type->has_list)
    list = dup_list (self, question);
  words = list ? g_strconcat (type->theirs, " ", list, NULL) : g_strdup (type->theirs);

  passant_form_sheet_set (sheet, "type",
                          g_str_equal (type->ours, "number") && has_parts ? "decimal" : words);
  passant_form_sheet_set (sheet, "passant::type", type->is_told ? type->ours : NULL);
  self->asks_photos |= g_str_equal (type->theirs, "image");
  if (g_str_equal (type->ours, "narrative"))
    passant_form_sheet_set (sheet, "appearance", "multiline");
}

/* A scale's ends are its range; every other bound is a column of ours, for others have none. */
static void
set_bounds (Filling    *self,
            yyjson_val *question)
{
  PassantFormSheet *sheet = self->form->survey;
  yyjson_val *min = yyjson_obj_get (question, "min"), *max = yyjson_obj_get (question, "max");

  if (g_strcmp0 (get_string (question, "type"), "scale") == 0) {
    g_autofree char *range = g_strdup_printf ("start=%d end=%d step=1", yyjson_get_int (min),
                                              yyjson_get_int (max));

    passant_form_sheet_set (sheet, "parameters", range);
    return;
  }
  passant_form_sheet_set_value (sheet, "passant::min", min);
  passant_form_sheet_set_value (sheet, "passant::max", max);
}

static void
set_points (Filling    *self,
            yyjson_val *question)
{
  g_autoptr (GString) pairs = g_string_new (NULL);
  gsize index, n;
  yyjson_val *id, *points;

  yyjson_obj_foreach (yyjson_obj_get (question, "points"), index, n, id, points)
  g_string_append_printf (pairs, "%s%s=%d", pairs->len ? " " : "", yyjson_get_str (id),
                          yyjson_get_int (points));
  passant_form_sheet_set (self->form->survey, "passant::points", pairs->str);
}

/* What only looks like a calculation, "2026-11-22", is one all the same, and is put where there can be nothing else. */
static gboolean
looks_plain (const char *text)
{
  static const char * const signs[] = { "${", "(", " + ", " - ", " * ", " div ", " mod ", NULL };

  if (*text == '\'' || *text == '"')
    return FALSE;
  for (guint i = 0; signs[i]; i++)
    if (strstr (text, signs[i]))
      return FALSE;

  return TRUE;
}

static void
set_default (Filling    *self,
             yyjson_val *question)
{
  const char *text = get_string (question, "default");
  g_autoptr (PassantExpression) expression =
    text ? passant_expression_compile (text, PASSANT_EXPRESSION_PLAIN, NULL) : NULL;
  gboolean is_number = text && strspn (text, "0123456789.") == strlen (text);

  passant_form_sheet_set (self->form->survey,
                          expression && looks_plain (text) && !is_number ? "calculation" :
                          "default", text);
}

static void
set_answer (Filling    *self,
            yyjson_val *question)
{
  static const char * const values[] = {
    "pillar", "weight", "style", "reversed", "decimals", "currency", "min_length", "na",
    "integrity", "comment_if_below"
  };
  static const char * const texts[] = { "low", "high", "unit", "comment" };
  PassantFormSheet *sheet = self->form->survey;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *key = g_strconcat ("passant::", values[i], NULL);

    passant_form_sheet_set_value (sheet, key, yyjson_obj_get (question, values[i]));
  }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *key = g_strconcat ("passant::", texts[i], NULL);

    passant_form_sheet_set_text (sheet, key, yyjson_obj_get (question, texts[i]));
  }
  passant_form_sheet_set_lines (sheet, "passant::labels", yyjson_obj_get (question, "labels"));
  set_points (self, question);
  set_bounds (self, question);
}

static void
add_question (Filling    *self,
              yyjson_val *question)
{
  PassantFormSheet *sheet = self->form->survey;

  passant_form_sheet_add_row (sheet, PASSANT_FORM_ROW_PLAIN);
  set_type (self, question);
  passant_form_sheet_set (sheet, "name", get_string (question, "id"));
  passant_form_sheet_set_text (sheet, "label", yyjson_obj_get (question, "text"));
  passant_form_sheet_set_text (sheet, "hint", yyjson_obj_get (question, "hint"));
  passant_form_sheet_set_value (sheet, "required", yyjson_obj_get (question, "required"));
  passant_form_sheet_set (sheet, "relevant", get_string (question, "relevant"));
  passant_form_sheet_set (sheet, "constraint", get_string (question, "constraint"));
  passant_form_sheet_set_text (sheet, "constraint_message", yyjson_obj_get (question, "message"));
  passant_form_sheet_set (sheet, "calculation", get_string (question, "calculation"));
  set_default (self, question);
  passant_form_sheet_set (sheet, "choice_filter", get_string (question, "filter"));
  set_answer (self, question);
}

/* Touchpoints */

/* "40 20 interest 8" */
static void
set_affect (Filling    *self,
            const char *key,
            yyjson_val *affect)
{
  yyjson_val *mark = yyjson_obj_get (affect, "mark");
  const char *feeling = get_string (affect, "feeling");
  g_autoptr (GString) words = g_string_new (NULL);

  if (!affect)
    return;

  g_string_printf (words, "%d %d", yyjson_get_int (yyjson_obj_get (affect, "valence")),
                   yyjson_get_int (yyjson_obj_get (affect, "arousal")));
  if (feeling)
    g_string_append_printf (words, " %s", feeling);
  if (mark)
    g_string_append_printf (words, " %d", yyjson_get_int (mark));
  passant_form_sheet_set (self->form->survey, key, words->str);
}

static void
set_repeat (Filling    *self,
            yyjson_val *repeat)
{
  PassantFormSheet *sheet = self->form->survey;

  passant_form_sheet_set_text (sheet, "passant::repeat_label", yyjson_obj_get (repeat, "label"));
  passant_form_sheet_set_value (sheet, "passant::repeat_min", yyjson_obj_get (repeat, "min"));
  passant_form_sheet_set_value (sheet, "passant::repeat_max", yyjson_obj_get (repeat, "max"));
  passant_form_sheet_set (sheet, "repeat_count", get_string (repeat, "count"));
}

static void
set_phase (Filling    *self,
           yyjson_val *phase)
{
  const char *id = get_string (phase, "id");

  passant_form_sheet_set (self->form->survey, "passant::phase", id);
  if (self->phase != id) {
    passant_form_sheet_set_text (self->form->survey, "passant::phase_title",
                                 yyjson_obj_get (phase, "title"));
    passant_form_sheet_set_value (self->form->survey, "passant::phase_mark",
                                  yyjson_obj_get (phase, "mark"));
  }
  self->phase = id;
}

static void
set_touchpoint (Filling    *self,
                yyjson_val *touchpoint)
{
  static const char * const values[] = { "channel", "owner", "media", "feeling", "minutes" };
  PassantFormSheet *sheet = self->form->survey;

  passant_form_sheet_set (sheet, "name", get_string (touchpoint, "id"));
  passant_form_sheet_set_text (sheet, "label", yyjson_obj_get (touchpoint, "title"));
  passant_form_sheet_set_text (sheet, "hint", yyjson_obj_get (touchpoint, "instruction"));
  passant_form_sheet_set (sheet, "relevant", get_string (touchpoint, "relevant"));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *key = g_strconcat ("passant::", values[i], NULL);

    passant_form_sheet_set_value (sheet, key, yyjson_obj_get (touchpoint, values[i]));
  }
  passant_form_sheet_set_text (sheet, "passant::cover", yyjson_obj_get (touchpoint, "cover"));
  passant_form_sheet_set_lines (sheet, "passant::do", yyjson_obj_get (touchpoint, "do"));
  passant_form_sheet_set_lines (sheet, "passant::dont", yyjson_obj_get (touchpoint, "dont"));
  passant_form_sheet_set (sheet, "passant::after",
                          get_string (yyjson_obj_get (touchpoint, "order"), "after"));
  passant_form_sheet_set_value (sheet, "passant::wait_min",
                                yyjson_obj_get (yyjson_obj_get (touchpoint, "wait"),
                                                "min_minutes"));
  passant_form_sheet_set_value (sheet, "passant::wait_max",
                                yyjson_obj_get (yyjson_obj_get (touchpoint, "wait"),
                                                "max_minutes"));
  set_affect (self, "passant::desired", yyjson_obj_get (touchpoint, "desired"));
  set_affect (self, "passant::believed", yyjson_obj_get (touchpoint, "believed"));
}

static void
add_touchpoint (Filling    *self,
                yyjson_val *phase,
                yyjson_val *touchpoint)
{
  PassantFormSheet *sheet = self->form->survey;
  yyjson_val *repeat = yyjson_obj_get (touchpoint, "repeat");
  gsize index, n;
  yyjson_val *question;

  passant_form_sheet_add_row (sheet, PASSANT_FORM_ROW_BEGIN);
  passant_form_sheet_set (sheet, "type", repeat ? "begin_repeat" : "begin_group");
  set_phase (self, phase);
  set_touchpoint (self, touchpoint);
  set_repeat (self, repeat);

  yyjson_arr_foreach (yyjson_obj_get (touchpoint, "questions"), index, n, question)
  add_question (self, question);

  passant_form_sheet_add_row (sheet, PASSANT_FORM_ROW_END);
  passant_form_sheet_set (sheet, "type", repeat ? "end_repeat" : "end_group");
  passant_form_sheet_set (sheet, "name", get_string (touchpoint, "id"));
}

static void
fill_survey (Filling *self)
{
  gsize i, n_phases, j, n;
  yyjson_val *phase, *touchpoint;

  yyjson_arr_foreach (yyjson_obj_get (self->root, "phases"), i, n_phases, phase)
  yyjson_arr_foreach (yyjson_obj_get (phase, "touchpoints"), j, n, touchpoint)
  add_touchpoint (self, phase, touchpoint);
}

/* Settings */

/* Others know one title, in the first language. */
static void
set_title (Filling *self)
{
  PassantFormSheet *sheet = self->form->settings;
  yyjson_val *title = yyjson_obj_get (self->root, "title");

  for (guint i = 0; sheet->languages[i]; i++)
    passant_form_sheet_set_in (sheet, "form_title", i ? sheet->languages[i] : NULL,
                               get_string (title, sheet->languages[i]));
}

static void
set_legal (Filling *self)
{
  PassantFormSheet *sheet = self->form->settings;
  yyjson_val *legal = yyjson_obj_get (self->root, "legal");
  yyjson_val *photos = yyjson_obj_get (legal, "photos");

  /* Unsaid, the reader would take it from the questions. */
  if (photos || self->asks_photos)
    passant_form_sheet_set (sheet, "passant::legal_photos",
                            yyjson_get_bool (photos) ? "yes" : "no");
  passant_form_sheet_set_value (sheet, "passant::legal_audio", yyjson_obj_get (legal, "audio"));
  passant_form_sheet_set_value (sheet, "passant::legal_staff_names",
                                yyjson_obj_get (legal, "staff_names"));
  passant_form_sheet_set_text (sheet, "passant::legal_basis", yyjson_obj_get (legal, "basis"));
}

static void
fill_settings (Filling *self)
{
  PassantFormSheet *sheet = self->form->settings;
  yyjson_val *root = self->root, *persona = yyjson_obj_get (root, "persona");
  g_autofree char *languages = g_strjoinv (" ", (char **) sheet->languages);
  g_autofree char *first = passant_form_dup_language (sheet->languages[0]);

  passant_form_sheet_add_row (sheet, PASSANT_FORM_ROW_PLAIN);
  set_title (self);
  passant_form_sheet_set (sheet, "form_id", get_string (root, "id"));
  passant_form_sheet_set_value (sheet, "version", yyjson_obj_get (root, "version"));
  passant_form_sheet_set_value (sheet, "passant::version", yyjson_obj_get (root, "version"));
  passant_form_sheet_set (sheet, "default_language", first);
  passant_form_sheet_set (sheet, "passant::languages", languages);
  passant_form_sheet_set_value (sheet, "passant::window_minutes",
                                yyjson_obj_get (root, "window_minutes"));
  passant_form_sheet_set_text (sheet, "passant::persona_name", yyjson_obj_get (persona, "name"));
  passant_form_sheet_set_text (sheet, "passant::persona", yyjson_obj_get (persona, "text"));
  passant_form_sheet_set_text (sheet, "passant::briefing", yyjson_obj_get (root, "briefing"));
  passant_form_sheet_set_lines (sheet, "passant::do", yyjson_obj_get (root, "do"));
  passant_form_sheet_set_lines (sheet, "passant::dont", yyjson_obj_get (root, "dont"));
  set_legal (self);
  passant_form_sheet_set_value (sheet, "passant::photo_px",
                                yyjson_obj_get (yyjson_obj_get (root, "evidence"), "photo_px"));
  passant_form_sheet_set_value (sheet, "passant::radius_m",
                                yyjson_obj_get (yyjson_obj_get (root, "evidence"), "radius_m"));
}

static void
fill_quiz (Filling *self)
{
  PassantFormSheet *sheet = self->form->quiz;
  gsize index, n;
  yyjson_val *item;

  yyjson_arr_foreach (yyjson_obj_get (self->root, "quiz"), index, n, item) {
    g_autofree char *wanted = g_strconcat ("quiz_", get_string (item, "id"), NULL);
    g_autofree char *list = claim_list (self, wanted);

    passant_form_sheet_add_row (sheet, PASSANT_FORM_ROW_PLAIN);
    passant_form_sheet_set (sheet, "name", get_string (item, "id"));
    passant_form_sheet_set (sheet, "list_name", list);
    passant_form_sheet_set_text (sheet, "label", yyjson_obj_get (item, "prompt"));
    passant_form_sheet_set (sheet, "correct", get_string (item, "correct"));
    passant_form_sheet_set_text (sheet, "why", yyjson_obj_get (item, "why"));
    add_list (self, list, NULL, yyjson_obj_get (item, "choices"));
  }
}

static GError *
steal_error (PassantForm *self)
{
  PassantFormSheet *sheets[] = { self->survey, self->choices, self->settings, self->quiz };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    if (sheets[i] && sheets[i]->error)
      return g_steal_pointer (&sheets[i]->error);

  return NULL;
}

PassantForm *
passant_form_new (PassantScript *script,
                  GError       **error)
{
  g_autoptr (PassantForm) self = NULL;
  g_autoptr (GHashTable) lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char * const *languages;
  yyjson_doc *document;
  Filling filling;
  GError *refusal;

  g_return_val_if_fail (script != NULL, NULL);

  languages = (const char * const *) script->languages;
  document = yyjson_read (script->text, strlen (script->text), 0);
  self = g_new0 (PassantForm, 1);
  self->survey = passant_form_sheet_new ("survey", passant_form_survey_fields, languages);
  self->choices = passant_form_sheet_new ("choices", passant_form_choices_fields, languages);
  self->settings = passant_form_sheet_new ("settings", passant_form_settings_fields, languages);
  if (script->quiz->len)
    self->quiz = passant_form_sheet_new ("passant_quiz", passant_form_quiz_fields, languages);

  filling = (Filling) { .script = script, .form = self, .root = yyjson_doc_get_root (document),
                        .lists = lists };
  add_lists (&filling);
  fill_survey (&filling);
  fill_settings (&filling);
  if (self->quiz)
    fill_quiz (&filling);
  g_free (filling.yes_no);
  yyjson_doc_free (document);

  refusal = steal_error (self);
  if (refusal) {
    g_propagate_error (error, refusal);
    return NULL;
  }

  return g_steal_pointer (&self);
}

void
passant_form_free (PassantForm *self)
{
  if (!self)
    return;

  passant_form_sheet_free (self->survey);
  passant_form_sheet_free (self->choices);
  passant_form_sheet_free (self->settings);
  passant_form_sheet_free (self->quiz);
  g_free (self);
}
