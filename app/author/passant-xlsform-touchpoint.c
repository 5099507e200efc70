/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

/* What has to be so for a group, as an expression; told once when it cannot be said. */
static char *
dup_condition (PassantXlsform     *self,
               PassantXlsformNode *node)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, "relevant", &column);
  int is_yes = text ? passant_xlsform_to_boolean (text) : 1;
  g_autofree char *reason = NULL;
  gboolean is_error;
  char *told;

  if (!text || is_yes == 1)
    return NULL;
  if (is_yes == 0)
    return g_strdup ("false()");

  told = passant_xlsform_rewrite (self, node, text, PASSANT_EXPRESSION_PLAIN, &is_error, &reason);
  if (!told && !node->is_told)
    passant_xlsform_report (self, is_error ? PASSANT_SEVERITY_ERROR : PASSANT_SEVERITY_WARNING,
                            is_error ? "bad-expression" : "expression-left-out", self->survey,
                            node->row, column, is_error ? "“%s” cannot be read: %s" :
                            "“%s” is left out, the row is always there: %s", text, reason);
  node->is_told |= !told;

  return told;
}

void
passant_xlsform_add_relevant (PassantXlsform     *self,
                              yyjson_mut_val     *object,
                              GPtrArray          *groups,
                              PassantXlsformNode *node)
{
  g_autoptr (GPtrArray) conditions = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;
  PassantXlsformNode *last = node;

  for (guint i = 0; groups && i <= groups->len; i++) {
    PassantXlsformNode *group = i < groups->len ? g_ptr_array_index (groups, i) : node;
    char *condition = group ? dup_condition (self, group) : NULL;

    if (condition) {
      g_ptr_array_add (conditions, condition);
      last = group;
    }
  }
  if (conditions->len == 0)
    return;

  if (conditions->len == 1) {
    all = g_strdup (g_ptr_array_index (conditions, 0));
  } else {
    g_ptr_array_add (conditions, NULL);
    all = g_strjoinv (") and (", (char **) conditions->pdata);
    {
      g_autofree char *inner = g_steal_pointer (&all);

      all = g_strdup_printf ("(%s)", inner);
    }
  }
  passant_xlsform_add_string (self, object, "relevant", all, self->survey, last->row,
                              passant_xlsform_table_find (self->survey, "relevant"));
}

static void
add_word (PassantXlsform     *self,
          PassantXlsformNode *node,
          yyjson_mut_val     *touchpoint,
          const char         *json_key,
          const char         *key)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, key, &column);

  if (text)
    passant_xlsform_add_string (self, touchpoint, json_key, text, self->survey, node->row, column);
}

/* "40 20 interest 8": valence, arousal, then word and mark in any order. */
static void
add_affect (PassantXlsform     *self,
            PassantXlsformNode *node,
            yyjson_mut_val     *touchpoint,
            const char         *json_key,
            const char         *key)
{
  static const char * const numbers[] = { "valence", "arousal", "mark" };
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, key, &column);
  g_auto (GStrv) words = g_strsplit_set (text ? text : "", " ,;", -1);
  yyjson_mut_val *affect;
  guint n = 0;

  if (!text)
    return;
  affect = yyjson_mut_obj (self->doc);
  passant_xlsform_add (self, touchpoint, json_key, affect, self->survey, node->row, column);
  for (guint i = 0; words[i]; i++) {
    gint64 number;

    if (!*words[i])
      continue;
    if (g_ascii_string_to_signed (words[i], 10, -1000, 1000, &number, NULL) &&
        n < G_N_ELEMENTS (numbers))
      passant_xlsform_add (self, affect, numbers[n++], yyjson_mut_sint (self->doc, number),
                           self->survey, node->row, column);
    else if (!yyjson_mut_obj_get (affect, "feeling"))
      passant_xlsform_add_string (self, affect, "feeling", words[i], self->survey, node->row,
                                  column);
    else
      passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "wrong-type", self->survey, node->row,
                              column, "This must be valence, arousal, a feeling and a mark, such "
                              "as “40 20 interest 8”; “%s” is too much", words[i]);
  }
}

static void
add_number (PassantXlsform     *self,
            PassantXlsformNode *node,
            yyjson_mut_val     *object,
            const char         *json_key,
            const char         *key)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, node->row, key, &column);
  gint64 number;

  if (text && g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &number, NULL))
    passant_xlsform_add (self, object, json_key, yyjson_mut_sint (self->doc, number), self->survey,
                         node->row, column);
  else if (text)
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "wrong-type", self->survey, node->row,
                            column, "This must be a whole number, not “%s”", text);
}

/* A number of rounds that is known beforehand, and small enough, needs no word; one that is not loses rounds. */
static void
tell_bound (PassantXlsform     *self,
            PassantXlsformNode *node,
            const char         *count)
{
  guint64 rounds = 0;
  gboolean is_known = count && g_ascii_string_to_unsigned (count, 10, 0, G_MAXUINT, &rounds, NULL);

  if (is_known && rounds <= 10)
    return;

  passant_xlsform_report (self, is_known ? PASSANT_SEVERITY_WARNING : PASSANT_SEVERITY_NOTE,
                          "rounds-bounded", self->survey, node->row,
                          passant_xlsform_table_find (self->survey, "type"),
                          "This is gone through at most 10 times; say “passant::repeat_max”, up to "
                          "20, for more");
}

static void
add_repeat (PassantXlsform     *self,
            PassantXlsformNode *node,
            yyjson_mut_val     *touchpoint)
{
  yyjson_mut_val *repeat = yyjson_mut_obj (self->doc);
  int column;
  const char *count = passant_xlsform_get (self, self->survey, node->row, "repeat_count", &column);

  passant_xlsform_add (self, touchpoint, "repeat", repeat, self->survey, node->row,
                       passant_xlsform_table_find (self->survey, "type"));
  passant_xlsform_add_text (self, repeat, "label", self->survey, node->row,
                            "passant::repeat_label", node);
  add_number (self, node, repeat, "min", "passant::repeat_min");
  add_number (self, node, repeat, "max", "passant::repeat_max");
  if (count)
    passant_xlsform_add_expression (self, repeat, "count", node, "repeat_count",
                                    PASSANT_EXPRESSION_PLAIN);
  if (!passant_xlsform_get (self, self->survey, node->row, "passant::repeat_max", NULL))
    tell_bound (self, node, count);
}

static void
add_order (PassantXlsform     *self,
           PassantXlsformNode *node,
           yyjson_mut_val     *touchpoint)
{
  int column;
  const char *after = passant_xlsform_get (self, self->survey, node->row, "passant::after",
                                           &column);
  yyjson_mut_val *order;

  if (!after)
    return;
  order = yyjson_mut_obj (self->doc);
  passant_xlsform_add (self, touchpoint, "order", order, self->survey, node->row, column);
  passant_xlsform_add_string (self, order, "after", after, self->survey, node->row, column);
}

void
passant_xlsform_add_switch (PassantXlsform *self,
                            yyjson_mut_val *object,
                            const char     *json_key,
                            guint           row,
                            const char     *key)
{
  int column;
  const char *text = passant_xlsform_get (self, self->survey, row, key, &column);
  int is_yes = text ? passant_xlsform_to_boolean (text) : -1;

  if (text && is_yes < 0)
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "wrong-type", self->survey, row,
                            column, "This must be yes or no, not “%s”", text);
  else if (text)
    passant_xlsform_add (self, object, json_key, yyjson_mut_bool (self->doc, is_yes),
                         self->survey, row, column);
}

/* Guests who fill in forms mostly do so where they stand. */
void
passant_xlsform_need_channel (PassantXlsform *self,
                              yyjson_mut_val *touchpoint)
{
  if (!yyjson_mut_obj_get (touchpoint, "channel"))
    yyjson_mut_obj_add_str (self->doc, touchpoint, "channel", "store");
}

/* A wait of no length is said by a 0. */
static void
add_wait (PassantXlsform     *self,
          PassantXlsformNode *node,
          yyjson_mut_val     *touchpoint)
{
  static const char * const keys[][2] = {
    { "min_minutes", "passant::wait_min" }, { "max_minutes", "passant::wait_max" },
  };
  yyjson_mut_val *wait = NULL;
  int column;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    if (!passant_xlsform_get (self, self->survey, node->row, keys[i][1], &column))
      continue;
    if (!wait) {
      wait = yyjson_mut_obj (self->doc);
      passant_xlsform_add (self, touchpoint, "wait", wait, self->survey, node->row, column);
    }
    add_number (self, node, wait, keys[i][0], keys[i][1]);
  }
}

void
passant_xlsform_add_touchpoint (PassantXlsform     *self,
                                PassantXlsformNode *node,
                                yyjson_mut_val     *touchpoint)
{
  PassantXlsformTable *survey = self->survey;
  guint row = node->row;

  add_word (self, node, touchpoint, "channel", "passant::channel");
  passant_xlsform_need_channel (self, touchpoint);
  add_word (self, node, touchpoint, "owner", "passant::owner");
  add_word (self, node, touchpoint, "media", "passant::media");
  passant_xlsform_add_text (self, touchpoint, "instruction", survey, row, "hint", node);
  passant_xlsform_add_lines (self, touchpoint, "do", survey, row, "passant::do");
  passant_xlsform_add_lines (self, touchpoint, "dont", survey, row, "passant::dont");
  passant_xlsform_add_text (self, touchpoint, "cover", survey, row, "passant::cover", node);
  add_affect (self, node, touchpoint, "desired", "passant::desired");
  add_affect (self, node, touchpoint, "believed", "passant::believed");
  add_number (self, node, touchpoint, "minutes", "passant::minutes");
  if (node->type.kind == PASSANT_XLSFORM_REPEAT)
    add_repeat (self, node, touchpoint);
  add_order (self, node, touchpoint);
  add_wait (self, node, touchpoint);
  passant_xlsform_add_switch (self, touchpoint, "feeling", row, "passant::feeling");
}
