/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <math.h>
#include <string.h>

#define POINTS_MAX 11
#define DECIMALS_MAX 6

static void
add_int (PassantXlsform     *self,
         PassantXlsformNode *node,
         yyjson_mut_val     *question,
         const char         *json_key,
         gint64              number,
         int                 column)
{
  if (!yyjson_mut_obj_get (question, json_key))
    passant_xlsform_add (self, question, json_key, yyjson_mut_sint (self->doc, number),
                         self->survey, node->row, column);
}

static void
report_wrong (PassantXlsform     *self,
              PassantXlsformNode *node,
              int                 column,
              const char         *wanted,
              const char         *text)
{
  passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "wrong-type", self->survey, node->row,
                          column, "This must be %s, not “%s”", wanted, text);
}

static void
add_own_int (PassantXlsform     *self,
             PassantXlsformNode *node,
             yyjson_mut_val     *question,
             const char         *json_key,
             const char         *key)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, key, &column);
  gint64 number;

  if (!text)
    return;
  if (g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &number, NULL))
    add_int (self, node, question, json_key, number, column);
  else
    report_wrong (self, node, column, "a whole number", text);
}

/* Parts too. */
static void
add_own_number (PassantXlsform     *self,
                PassantXlsformNode *node,
                yyjson_mut_val     *question,
                const char         *json_key,
                const char         *key)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, key, &column);
  char *end = NULL;
  double number = text ? g_ascii_strtod (text, &end) : 0;

  if (text && (end == text || *end || !isfinite (number)))
    report_wrong (self, node, column, "a number", text);
  else if (text && number == floor (number) && fabs (number) < G_MAXINT)
    add_int (self, node, question, json_key, (gint64) number, column);
  else if (text)
    passant_xlsform_add (self, question, json_key, yyjson_mut_real (self->doc, number),
                         self->survey, node->row, column);
}

static void
add_own_boolean (PassantXlsform     *self,
                 PassantXlsformNode *node,
                 yyjson_mut_val     *question,
                 const char         *json_key,
                 const char         *key)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, key, &column);
  int is_yes = text ? passant_xlsform_to_boolean (text) : 0;

  if (text && is_yes < 0)
    report_wrong (self, node, column, "yes or no", text);
  else if (text)
    passant_xlsform_add (self, question, json_key, yyjson_mut_bool (self->doc, is_yes),
                         self->survey, node->row, column);
}

static void
add_own_string (PassantXlsform     *self,
                PassantXlsformNode *node,
                yyjson_mut_val     *question,
                const char         *json_key,
                const char         *key)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, key, &column);

  if (text)
    passant_xlsform_add_string (self, question, json_key, text, self->survey, node->row, column);
}

/* "yes=1 no=0" */
static void
add_points (PassantXlsform     *self,
            PassantXlsformNode *node,
            yyjson_mut_val     *question)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, "passant::points",
                                          &column);
  g_auto (GStrv) pairs = g_strsplit_set (text ? text : "", " ,;", -1);
  yyjson_mut_val *points;

  if (!text)
    return;

  points = yyjson_mut_obj (self->doc);
  passant_xlsform_add (self, question, "points", points, self->survey, node->row, column);
  for (guint i = 0; pairs[i]; i++) {
    g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
    gint64 number;

    if (!*pairs[i])
      continue;
    if (pair[1] && g_ascii_string_to_signed (pair[1], 10, 0, G_MAXINT, &number, NULL))
      passant_xlsform_add (self, points, pair[0], yyjson_mut_sint (self->doc, number),
                           self->survey, node->row, column);
    else
      report_wrong (self, node, column, "as “yes=1 no=0”", pairs[i]);
  }
}

/* The list that is chosen from: by name, or written out when it is this question's own. */
static void
add_choices (PassantXlsform     *self,
             PassantXlsformNode *node,
             yyjson_mut_val     *question)
{
  PassantXlsformList *list = passant_xlsform_find_list (self, &node->type);
  int column = passant_xlsform_table_find (self->survey, "type");

  if (!list) {
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "unknown-list", self->survey, node->row,
                            column, node->type.list ? "There is no list “%s” in the sheet “%s”; "
                            "add its choices there" : "Which list is chosen from? Write “%s” "
                            "with the name of a list of the sheet “%s” behind it",
                            node->type.list ? node->type.list : "select_one",
                            node->type.kind == PASSANT_XLSFORM_EXTERNAL ? "external_choices" :
                            "choices");
    return;
  }
  if (passant_xlsform_is_own_list (list, node))
    passant_xlsform_add (self, question, "choices",
                         passant_xlsform_make_choices (self, list, node->type.or_other, node),
                         self->survey, node->row, column);
  else
    passant_xlsform_add_string (self, question, "choices", list->id, self->survey, node->row,
                                column);
}

static void
add_acknowledgement (PassantXlsform     *self,
                     PassantXlsformNode *node,
                     yyjson_mut_val     *question)
{
  yyjson_mut_val *choices = yyjson_mut_arr (self->doc);
  yyjson_mut_val *choice = yyjson_mut_arr_add_obj (self->doc, choices);
  int column = passant_xlsform_table_find (self->survey, "type");

  passant_xlsform_add_string (self, choice, "id", "OK", NULL, 0, 0);
  passant_xlsform_add_plain (self, choice, "label", "OK", self->survey, node->row, column);
  passant_xlsform_add (self, question, "choices", choices, self->survey, node->row, column);
}

/* "start=1 end=10 step=1", with blanks, commas or semicolons between. */
static gboolean
read_parameter (PassantXlsform     *self,
                PassantXlsformNode *node,
                const char         *name,
                double             *number)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, "parameters", &column);
  g_auto (GStrv) pairs = g_strsplit_set (text ? text : "", " ,;", -1);

  for (guint i = 0; pairs[i]; i++) {
    g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);
    char *end;

    if (g_ascii_strcasecmp (pair[0] ? pair[0] : "", name) != 0 || !pair[1])
      continue;
    *number = g_ascii_strtod (pair[1], &end);
    if (end != pair[1] && !*end && isfinite (*number))
      return TRUE;
    report_wrong (self, node, column, "a number", pair[1]);
  }

  return FALSE;
}

static int
count_decimals (double number)
{
  int n = 0;

  while (n < DECIMALS_MAX && fabs (number * pow (10, n) - round (number * pow (10, n))) > 1e-9)
    n++;

  return n;
}

/* Bounds that are no whole numbers, and steps, are a constraint here. */
static void
add_range_constraint (PassantXlsform     *self,
                      PassantXlsformNode *node,
                      yyjson_mut_val     *question,
                      double              start,
                      double              end,
                      int                 column)
{
  g_autofree char *constraint = NULL;
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];

  if (yyjson_mut_obj_get (question, "constraint"))
    return;
  constraint = g_strdup_printf (". >= %s and . <= %s",
                                g_ascii_formatd (low, sizeof low, "%.10g", start),
                                g_ascii_formatd (high, sizeof high, "%.10g", end));
  passant_xlsform_add_string (self, question, "constraint", constraint, self->survey, node->row,
                              column);
}

static void
add_range_number (PassantXlsform     *self,
                  PassantXlsformNode *node,
                  yyjson_mut_val     *question,
                  double              start,
                  double              end,
                  double              step)
{
  int column = passant_xlsform_table_find (self->survey, "parameters");
  int decimals = MAX (count_decimals (start), MAX (count_decimals (end), count_decimals (step)));

  passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "range-as-number", self->survey, node->row,
                          column, "A range of more than %d points, or of parts, is asked as a "
                          "number; steps of %g are not kept to", POINTS_MAX, step);
  if (decimals > 0)
    add_int (self, node, question, "decimals", decimals, column);
  if (start == floor (start) && end == floor (end)) {
    add_int (self, node, question, "min", (gint64) start, column);
    add_int (self, node, question, "max", (gint64) end, column);
  } else {
    add_range_constraint (self, node, question, start, end, column);
  }
}

/* Few whole points are a scale, for a thumb to hit. */
static void
add_range (PassantXlsform     *self,
           PassantXlsformNode *node,
           yyjson_mut_val     *question)
{
  double start = 0, end = 10, step = 1;
  int column = passant_xlsform_table_find (self->survey, "parameters");

  read_parameter (self, node, "start", &start);
  read_parameter (self, node, "end", &end);
  read_parameter (self, node, "step", &step);
  if (start > end) {
    double swap = start;

    start = end;
    end = swap;
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "range-turned", self->survey, node->row,
                            column, "The range runs from its lower end up here");
  }
  if (step == 0 || start == end || fabs (start) > 1e9 || fabs (end) > 1e9) {
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "bad-range", self->survey, node->row,
                            column, "A range needs two ends that differ and a step that is not 0, "
                            "such as “start=1 end=5 step=1”");
    return;
  }
  if (fabs (step) == 1 && start == floor (start) && end - start < POINTS_MAX &&
      end == floor (end) && fabs (start) <= 1000 && fabs (end) <= 1000) {
    yyjson_mut_obj_replace (question, yyjson_mut_str (self->doc, "type"),
                            yyjson_mut_str (self->doc, "scale"));
    add_int (self, node, question, "min", (gint64) start, column);
    add_int (self, node, question, "max", (gint64) end, column);
  } else {
    add_range_number (self, node, question, start, end, step);
  }
}

static void
add_number (PassantXlsform     *self,
            PassantXlsformNode *node,
            yyjson_mut_val     *question)
{
  static const int maxima[] = {
    [PASSANT_XLSFORM_PERCENTAGE] = 100,
    [PASSANT_XLSFORM_DAYS_MONTH] = 31,
    [PASSANT_XLSFORM_DAYS_HALF_YEAR] = 183,
    [PASSANT_XLSFORM_DAYS_YEAR] = 365,
  };
  int column = passant_xlsform_table_find (self->survey, "type");

  add_own_int (self, node, question, "decimals", "passant::decimals");
  if (node->type.kind == PASSANT_XLSFORM_DECIMAL)
    add_int (self, node, question, "decimals", DECIMALS_MAX, column);
  if (node->type.kind < G_N_ELEMENTS (maxima) && maxima[node->type.kind]) {
    add_int (self, node, question, "min", 0, column);
    add_int (self, node, question, "max", maxima[node->type.kind], column);
  }
  passant_xlsform_add_text (self, question, "unit", self->survey, node->row, "passant::unit",
                            node);
}

/* "randomize=true", "max-pixels=1024" and so on are for other programs. */
static void
report_parameters (PassantXlsform     *self,
                   PassantXlsformNode *node)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, "parameters", &column);

  if (text && node->type.kind != PASSANT_XLSFORM_RANGE && !strstr (text, "rows="))
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "left-out", self->survey, node->row,
                            column, "The parameters “%s” are not looked at here", text);
}

static void
add_filter (PassantXlsform     *self,
            PassantXlsformNode *node,
            yyjson_mut_val     *question)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, "choice_filter",
                                          &column);

  if (text && passant_xlsform_has_choices (node->type.kind))
    passant_xlsform_add_expression (self, question, "filter", node, "choice_filter",
                                    PASSANT_EXPRESSION_FILTER);
  else if (text)
    passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "left-out", self->survey, node->row,
                            column, "There are no choices here to filter; “%s” is left out", text);
}

/* Texts that every answer may come with. */
static void
add_common (PassantXlsform     *self,
            PassantXlsformNode *node,
            yyjson_mut_val     *question)
{
  add_own_boolean (self, node, question, "na", "passant::na");
  add_own_string (self, node, question, "pillar", "passant::pillar");
  add_own_int (self, node, question, "weight", "passant::weight");
  add_own_boolean (self, node, question, "integrity", "passant::integrity");
  add_own_number (self, node, question, "comment_if_below", "passant::comment_if_below");
  passant_xlsform_add_text (self, question, "comment", self->survey, node->row, "passant::comment",
                            node);
  add_own_int (self, node, question, "min", "passant::min");
  add_own_int (self, node, question, "max", "passant::max");
  add_own_string (self, node, question, "style", "passant::style");
  passant_xlsform_add_text (self, question, "low", self->survey, node->row, "passant::low", node);
  passant_xlsform_add_text (self, question, "high", self->survey, node->row, "passant::high",
                            node);
  passant_xlsform_add_lines (self, question, "labels", self->survey, node->row, "passant::labels");
  add_own_boolean (self, node, question, "reversed", "passant::reversed");
  add_own_string (self, node, question, "currency", "passant::currency");
  add_own_int (self, node, question, "min_length", "passant::min_length");
}

void
passant_xlsform_add_answer (PassantXlsform     *self,
                            PassantXlsformNode *node,
                            yyjson_mut_val     *question,
                            const char         *type)
{
  gboolean is_chosen = g_str_equal (type, "choice") || g_str_equal (type, "choices") ||
                       g_str_equal (type, "rank");

  add_common (self, node, question);
  add_points (self, node, question);
  if (node->type.kind == PASSANT_XLSFORM_ACKNOWLEDGE && is_chosen)
    add_acknowledgement (self, node, question);
  else if (is_chosen)
    add_choices (self, node, question);
  if (is_chosen || passant_xlsform_get (self, self->survey, node->row, "choice_filter", NULL))
    add_filter (self, node, question);
  if (node->type.kind == PASSANT_XLSFORM_RANGE)
    add_range (self, node, question);
  else if (g_str_equal (type, "number"))
    add_number (self, node, question);
  report_parameters (self, node);
}
