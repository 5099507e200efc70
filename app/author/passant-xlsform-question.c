/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

static int
find_column (PassantXlsform *self,
             const char     *key)
{
  return passant_xlsform_table_find (self->survey, key);
}

static gboolean
is_multiline (PassantXlsform     *self,
              PassantXlsformNode *node)
{
  const char *appearance = passant_xlsform_get (self, self->survey, node->row, "appearance", NULL);
  const char *parameters = passant_xlsform_get (self, self->survey, node->row, "parameters", NULL);

  return (appearance && strstr (appearance, "multiline")) ||
         (parameters && strstr (parameters, "rows="));
}

/* Our type for theirs; passant::type says it otherwise. */
static const char *
choose_type (PassantXlsform     *self,
             PassantXlsformNode *node)
{
  static const char * const types[] = {
    [PASSANT_XLSFORM_INTEGER] = "number",
    [PASSANT_XLSFORM_PERCENTAGE] = "number",
    [PASSANT_XLSFORM_DAYS_MONTH] = "number",
    [PASSANT_XLSFORM_DAYS_HALF_YEAR] = "number",
    [PASSANT_XLSFORM_DAYS_YEAR] = "number",
    [PASSANT_XLSFORM_DECIMAL] = "number",
    [PASSANT_XLSFORM_RANGE] = "number",
    [PASSANT_XLSFORM_ONE] = "choice",
    [PASSANT_XLSFORM_MULTIPLE] = "choices",
    [PASSANT_XLSFORM_RANK] = "rank",
    [PASSANT_XLSFORM_EXTERNAL] = "choice",
    [PASSANT_XLSFORM_NOTE] = "note",
    [PASSANT_XLSFORM_DATE] = "date",
    [PASSANT_XLSFORM_TIME] = "time",
    [PASSANT_XLSFORM_DATE_TIME] = "date_time",
    [PASSANT_XLSFORM_PLACE] = "place",
    [PASSANT_XLSFORM_CODE] = "code",
    [PASSANT_XLSFORM_PHOTO] = "photo",
    [PASSANT_XLSFORM_AUDIO] = "audio",
    [PASSANT_XLSFORM_ACKNOWLEDGE] = "choice",
    [PASSANT_XLSFORM_CALCULATE] = "calculate",
    [PASSANT_XLSFORM_HIDDEN] = "calculate",
    [PASSANT_XLSFORM_START] = "calculate",
    [PASSANT_XLSFORM_TODAY] = "calculate",
  };
  const char *own = passant_xlsform_get (self, self->survey, node->row, "passant::type", NULL);

  if (own)
    return own;
  if (node->type.kind < G_N_ELEMENTS (types) && types[node->type.kind])
    return types[node->type.kind];

  return is_multiline (self, node) ? "narrative" : "text";
}

/* Without a label the hint is shown, or the name. */
static void
add_wording (PassantXlsform     *self,
             PassantXlsformNode *node,
             yyjson_mut_val     *question,
             gboolean            is_calculate)
{
  PassantXlsformTable *survey = self->survey;
  gboolean has_label = passant_xlsform_add_text (self, question, "text", survey, node->row,
                                                 "label", node);

  if (is_calculate)
    return;
  if (has_label) {
    passant_xlsform_add_text (self, question, "hint", survey, node->row, "hint", node);
    return;
  }
  if (passant_xlsform_add_text (self, question, "text", survey, node->row, "hint", node)) {
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "missing-label", survey, node->row,
                            find_column (self, "label"),
                            "“%s” has no label; its hint is shown instead", node->name);
    return;
  }
  passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "missing-label", survey, node->row,
                          find_column (self, "label"),
                          "“%s” has no label; its name is shown instead", node->name);
  passant_xlsform_add_plain (self, question, "text", node->name, survey, node->row,
                             find_column (self, "name"));
}

/* Ours is not to show an answer that is worked out: the texts say so. */
static void
add_calculation (PassantXlsform     *self,
                 PassantXlsformNode *node,
                 yyjson_mut_val     *question)
{
  PassantXlsformTable *survey = self->survey;
  const char *text = passant_xlsform_get (self, survey, node->row, "calculation", NULL);
  int column;

  if (node->type.kind == PASSANT_XLSFORM_TODAY) {
    passant_xlsform_add_string (self, question, "calculation", "today()", survey, node->row, 0);
  } else if (node->type.kind == PASSANT_XLSFORM_START) {
    passant_xlsform_add_string (self, question, "calculation", "now()", survey, node->row, 0);
    passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "moving-time", survey, node->row,
                            find_column (self, "type"),
                            "“%s” is, wherever it is used, when the guest last noted anything",
                            node->name);
  } else if (text) {
    passant_xlsform_add_expression (self, question, "calculation", node, "calculation",
                                    PASSANT_EXPRESSION_PLAIN);
  } else {
    g_autofree char *literal = NULL;

    text = passant_xlsform_get (self, survey, node->row, "default", &column);
    literal = text && !strchr (text, '\'') ? g_strdup_printf ("'%s'", text) : g_strdup ("''");
    passant_xlsform_add_string (self, question, "calculation", literal, survey, node->row,
                                text ? column : -1);
    if (!text)
      passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "nothing-to-work-out", survey, node->row,
                              find_column (self, "calculation"),
                              "“%s” has nothing to work out: it is always empty", node->name);
  }
}

static void
report_left_out (PassantXlsform     *self,
                 PassantXlsformNode *node,
                 const char         *key,
                 const char         *why)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, key, &column);

  if (text && passant_xlsform_to_boolean (text) != 0)
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "left-out", self->survey, node->row,
                            column, "%s", why);
}

/* What other programs do with a question that is not done here. */
static void
report_rest (PassantXlsform     *self,
             PassantXlsformNode *node)
{
  static const struct {
    const char *key, *why;
  } rest[] = {
    { "guidance_hint", "Guidance for enumerators is not shown; put it into the hint" },
    { "required_message", "Why an answer is needed is not shown; put it into the hint" },
    { "read_only", "Whatever is asked here can be answered; “read_only” is left out" },
    { "trigger", "What sets off a calculation is not looked at: it is always up to date" },
    { "intent", "No other program is called; “intent” is left out" },
    { "autoplay", "Nothing is played here; “autoplay” is left out" },
    { "save_to", "Entities are not kept here; “save_to” is left out" },
    { "query", "“query” is left out" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
    report_left_out (self, node, rest[i].key, rest[i].why);
}

static void
report_media (PassantXlsform     *self,
              PassantXlsformNode *node)
{
  static const char * const media[] = { "image", "audio", "video", "big-image", NULL };

  for (guint i = 0; i < self->survey->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (self->survey->columns, i);
    const char *file = passant_xlsform_get_raw (self->survey, node->row, i);

    if (column->key && file && g_strv_contains (media, column->key))
      passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "media-left-out", self->survey,
                              node->row, i, "“%s” is not shown or played here; say it in words",
                              file);
  }
}

/* Those that look or work the same here are no news. */
static void
report_appearance (PassantXlsform     *self,
                   PassantXlsformNode *node)
{
  static const char * const same[] = {
    "multiline", "field-list", "minimal", "autocomplete", "autocomplete_chars", "quick", "likert",
    "compact", "horizontal", "horizontal-compact", "vertical", "columns", "columns-pack",
    "no-buttons", "list", "signature", "draw", "annotate", "new", "new-front", "new-rear",
    "no-calendar", "calendar", "thousands-sep", "bearing", "numbers", "picker", "maps", "search",
    "quickcompact", "columns-1", "columns-2", "columns-3", "columns-4", "columns-5", "rating",
    "placement-map", "front", "hide-input", "no-ticks", NULL
  };
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, "appearance", &column);
  g_auto (GStrv) words = g_strsplit (text ? text : "", " ", -1);

  for (guint i = 0; words[i]; i++)
    if (*words[i] && !g_strv_contains (same, words[i]) && strlen (words[i]) > 2) {
      passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "appearance", self->survey, node->row,
                              column, "The appearance “%s” is not known here; the question is "
                              "shown as its type is", words[i]);
      return;
    }
}

static void
add_required (PassantXlsform     *self,
              PassantXlsformNode *node,
              yyjson_mut_val     *question)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, "required", &column);
  int is_yes = text ? passant_xlsform_to_boolean (text) : -1;

  if (is_yes >= 0)
    passant_xlsform_add (self, question, "required", yyjson_mut_bool (self->doc, is_yes),
                         self->survey, node->row, column);
  else if (text)
    passant_xlsform_add_expression (self, question, "required", node, "required",
                                    PASSANT_EXPRESSION_PLAIN);
}

static void
add_constraint (PassantXlsform     *self,
                PassantXlsformNode *node,
                yyjson_mut_val     *question)
{
  gboolean added = passant_xlsform_add_expression (self, question, "constraint", node, "constraint",
                                                   PASSANT_EXPRESSION_PLAIN);
  int column = find_column (self, "constraint_message");

  if (!added && node->type.kind == PASSANT_XLSFORM_PHONE) {
    passant_xlsform_add_string (self, question, "constraint", "regex(., '[0-9]*')", self->survey,
                                node->row, find_column (self, "type"));
    added = TRUE;
  }
  if (added)
    passant_xlsform_add_text (self, question, "message", self->survey, node->row,
                              "constraint_message", node);
  else if (column >= 0 && passant_xlsform_get_raw (self->survey, node->row, column))
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "left-out", self->survey, node->row,
                            column, "There is no constraint that this could explain; it is left "
                            "out");
}

/* A text that only looks like an expression, as 2026-11-22 does, is said to be one. */
static gboolean
is_worked_out (const char *text)
{
  static const char * const signs[] = { "${", "(", " + ", " - ", " * ", " div ", " mod ", NULL };

  if (*text == '\'' || *text == '"')
    return TRUE;
  for (guint i = 0; signs[i]; i++)
    if (strstr (text, signs[i]))
      return TRUE;

  return FALSE;
}

static void
add_static_default (PassantXlsform     *self,
                    PassantXlsformNode *node,
                    yyjson_mut_val     *question,
                    const char         *text,
                    int                 column)
{
  const char *renamed = g_hash_table_lookup (self->renamed, text);
  const char *value = renamed && passant_xlsform_has_choices (node->type.kind) ? renamed : text;
  g_autoptr (PassantExpression) expression =
    passant_expression_compile (value, PASSANT_EXPRESSION_PLAIN, NULL);
  gboolean is_number = strspn (value, "0123456789.") == strlen (value);
  char quote = strchr (value, '\'') ? '"' : '\'';
  g_autofree char *quoted = g_strdup_printf ("%c%s%c", quote, value, quote);

  passant_xlsform_add_string (self, question, "default", expression && !is_number ? quoted : value,
                              self->survey, node->row, column);
}

/* What a calculation sets in a question that is shown is here offered to take over. */
static void
add_default (PassantXlsform     *self,
             PassantXlsformNode *node,
             yyjson_mut_val     *question)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, "calculation", &column);

  if (text && passant_xlsform_add_expression (self, question, "default", node, "calculation",
                                              PASSANT_EXPRESSION_PLAIN)) {
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "calculation-offered", self->survey,
                            node->row, column, "What is worked out here is offered to the guest "
                            "to take over");
    report_left_out (self, node, "default", "The calculation is offered, not this");
    return;
  }

  text = passant_xlsform_get (self, self->survey, node->row, "default", &column);
  if (!text)
    return;
  if (node->type.kind == PASSANT_XLSFORM_PHOTO || node->type.kind == PASSANT_XLSFORM_AUDIO)
    passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "left-out", self->survey, node->row,
                            column, "A file cannot be offered; “%s” is left out", text);
  else if (is_worked_out (text))
    passant_xlsform_add_expression (self, question, "default", node, "default",
                                    PASSANT_EXPRESSION_PLAIN);
  else
    add_static_default (self, node, question, text, column);
}

static void
report_kind (PassantXlsform     *self,
             PassantXlsformNode *node)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, "type", &column);

  if (node->type.kind == PASSANT_XLSFORM_LEFT)
    passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "asked-as-text", self->survey,
                            node->row, column, "There is nothing like “%s” here; it is asked as "
                            "text", text);
  else if (node->type.kind == PASSANT_XLSFORM_FILE)
    passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "asked-as-text", self->survey,
                            node->row, column, "The choices of “%s” stand elsewhere; it is asked "
                            "as text. Put them into the sheet “choices” to choose from", text);
  else if (node->type.kind == PASSANT_XLSFORM_AUDIO)
    self->asks_audio = TRUE;
  else if (node->type.kind == PASSANT_XLSFORM_PHOTO)
    self->asks_photos = TRUE;
}

yyjson_mut_val *
passant_xlsform_make_question (PassantXlsform     *self,
                               PassantXlsformNode *node)
{
  yyjson_mut_val *question = yyjson_mut_obj (self->doc);
  const char *type = choose_type (self, node);
  gboolean is_calculate = g_str_equal (type, "calculate");
  int column = find_column (self, "passant::type");

  if (!passant_xlsform_get (self, self->survey, node->row, "passant::type", NULL))
    column = find_column (self, "type");
  report_kind (self, node);
  passant_xlsform_set_origin (self, question, self->survey, node->row, -1);
  passant_xlsform_add_string (self, question, "id", node->id, self->survey, node->row,
                              find_column (self, "name"));
  passant_xlsform_add_string (self, question, "type", type, self->survey, node->row, column);
  add_wording (self, node, question, is_calculate);
  if (is_calculate) {
    add_calculation (self, node, question);
  } else if (!g_str_equal (type, "note")) {
    add_required (self, node, question);
    add_constraint (self, node, question);
    add_default (self, node, question);
    passant_xlsform_add_answer (self, node, question, type);
  }
  report_media (self, node);
  report_appearance (self, node);
  report_rest (self, node);

  return question;
}
