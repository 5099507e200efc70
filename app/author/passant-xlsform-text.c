/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

#define TEXT_BYTES_MAX 4000

/* The column of @key in @language that has something in @row. */
static int
find_wording (PassantXlsformTable *table,
              guint                row,
              const char          *key,
              const char          *language)
{
  int plain = -1;

  for (guint i = 0; i < table->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (table->columns, i);

    if (!column->key || !g_str_equal (column->key, key) ||
        g_strcmp0 (column->language, language) != 0 || !passant_xlsform_get_raw (table, row, i))
      continue;
    if (column->token)
      return i;
    plain = i;
  }

  return plain;
}

/* Any wording, for a language that has none: the first there is. */
static int
find_any (PassantXlsform      *self,
          PassantXlsformTable *table,
          guint                row,
          const char          *key)
{
  int found = -1;

  for (guint i = 0; i < self->languages->len && found < 0; i++)
    found = find_wording (table, row, key, g_ptr_array_index (self->languages, i));

  return found;
}

static const char *
find_label (PassantXlsform     *self,
            PassantXlsformList *list,
            guint               row,
            const char         *language)
{
  int column = find_wording (list->table, row, "label", language);

  if (column < 0)
    column = find_any (self, list->table, row, "label");

  return column < 0 ? NULL : passant_xlsform_get_raw (list->table, row, column);
}

/* In a loop %(label)s and %(name)s stand for the choice that it is at. */
static void
fill_in_choice (PassantXlsform     *self,
                PassantXlsformNode *node,
                const char         *language,
                GString            *text)
{
  PassantXlsformList *list = node && node->choice ?
                             g_hash_table_lookup (self->lists, node->choice_list) : NULL;
  const char *label = NULL;

  if (!list || !strstr (text->str, "%("))
    return;
  for (guint i = 0; i < list->rows->len && !label; i++)
    if (g_strcmp0 (g_ptr_array_index (list->ids, i), node->choice) == 0)
      label = find_label (self, list, g_array_index (list->rows, guint, i), language);
  g_string_replace (text, "%(label)s", label ? label : node->choice, 0);
  g_string_replace (text, "%(name)s", node->choice, 0);
}

/* What ${name} is called here; what is not asked here reads as its name in brackets. */
static char *
tell_reference (PassantXlsform      *self,
                PassantXlsformNode  *node,
                const char          *name,
                PassantXlsformTable *table,
                guint                row,
                int                  column)
{
  PassantXlsformNode *target = passant_xlsform_resolve (self, node, name);

  if (target && target->id && !target->is_dropped && !passant_xlsform_is_group (target)) {
    if (target->type.kind != PASSANT_XLSFORM_NOTE)
      return g_strdup_printf ("${%s}", target->id);
  } else if (!target) {
    g_autofree char *host = g_str_has_suffix (name, "_other") ?
                            g_strndup (name, strlen (name) - 6) : NULL;

    target = host ? passant_xlsform_resolve (self, node, host) : NULL;
    if (target && target->id && target->type.or_other)
      return g_strdup_printf ("${%s.other}", target->id);
  }

  passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "reference-left-out", table, row, column,
                          "“${%s}” cannot be shown here: %s", name,
                          target ? "it is nothing that is asked or worked out" :
                          "no row has this name");

  return g_strdup_printf ("[%s]", name);
}

/* ${…} in our ids. */
static char *
rewrite (PassantXlsform      *self,
         PassantXlsformNode  *node,
         const char          *text,
         PassantXlsformTable *table,
         guint                row,
         int                  column)
{
  GString *result = g_string_new (NULL);
  const char *from = text;

  for (const char *mark = strstr (from, "${"); mark; mark = strstr (from, "${")) {
    const char *end = strchr (mark, '}');
    g_autofree char *name = NULL;
    g_autofree char *told = NULL;

    if (!end)
      break;
    name = g_strstrip (g_strndup (mark + 2, end - mark - 2));
    told = tell_reference (self, node, name, table, row, column);
    g_string_append_len (result, from, mark - from);
    g_string_append (result, told);
    from = end + 1;
  }
  g_string_append (result, from);

  return g_string_free_and_steal (result);
}

/* A script that was written out reads back as it was; other forms may have been dressed for the web. */
static gboolean
is_ours (PassantXlsform *self)
{
  return passant_xlsform_get_setting (self, "passant::version", NULL) != NULL;
}

/* Tags of HTML, which other programs show as bold, big or red. What ends a line there ends it here. */
static char *
strip_markup (PassantXlsform      *self,
              const char          *text,
              PassantXlsformTable *table,
              guint                row,
              int                  column)
{
  g_autoptr (GRegex) lines = g_regex_new ("<\\s*(?:br|/p|/div|/li|/h[1-6])\\b[^<>]*>",
                                          G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GRegex) tags =
    g_regex_new ("</?(?:span|font|b|i|u|p|h[1-6]|strong|em|a|div|small|big|sup|sub|ul|ol|li|center|"
                 "mark|code|pre|table|tr|td|th|tbody|thead|img|hr)(?:\\s[^<>]*)?/?>",
                 G_REGEX_CASELESS, 0, NULL);
  g_autofree char *broken = g_regex_replace_literal (lines, text, -1, 0, "\n", 0, NULL);
  char *plain = broken ? g_regex_replace_literal (tags, broken, -1, 0, "", 0, NULL) : NULL;

  if (!plain)
    return g_strdup (text);
  g_strstrip (plain);
  if (g_str_equal (plain, text) || !*plain) {
    g_free (plain);
    return g_strdup (text);
  }
  passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "markup-left-out", table, row, column,
                          "Texts are plain here; the tags of this one are left out");

  return plain;
}

static char *
dup_wording (PassantXlsform      *self,
             PassantXlsformNode  *node,
             PassantXlsformTable *table,
             guint                row,
             int                  column,
             const char          *language)
{
  const char *raw = passant_xlsform_get_raw (table, row, column);
  g_autofree char *plain = strchr (raw, '<') && !is_ours (self) ?
                           strip_markup (self, raw, table, row, column) : g_strdup (raw);
  GString *text = g_string_new (plain);
  g_autofree char *filled = NULL;

  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
  fill_in_choice (self, node, language, text);
  filled = g_string_free_and_steal (text);

  return rewrite (self, node, filled, table, row, column);
}

gboolean
passant_xlsform_add_text (PassantXlsform      *self,
                          yyjson_mut_val      *object,
                          const char          *json_key,
                          PassantXlsformTable *table,
                          guint                row,
                          const char          *key,
                          PassantXlsformNode  *node)
{
  int any = table ? find_any (self, table, row, key) : -1;
  yyjson_mut_val *map;

  if (any < 0)
    return FALSE;

  map = yyjson_mut_obj (self->doc);
  passant_xlsform_add (self, object, json_key, map, table, row, any);
  for (guint i = 0; i < self->languages->len; i++) {
    const char *language = g_ptr_array_index (self->languages, i);
    int column = find_wording (table, row, key, language);
    g_autofree char *text = NULL;

    if (column < 0 && i > 0)
      continue;
    if (column < 0)
      passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "missing-translation", table, row, any,
                              "This has no text in “%s”, the first language; what stands here is "
                              "shown instead", language);
    text = dup_wording (self, node, table, row, column < 0 ? any : column, language);
    passant_xlsform_add_string (self, map, language, text, table, row, column < 0 ? any : column);
  }

  return TRUE;
}

void
passant_xlsform_add_plain (PassantXlsform      *self,
                           yyjson_mut_val      *object,
                           const char          *json_key,
                           const char          *text,
                           PassantXlsformTable *table,
                           guint                row,
                           int                  column)
{
  yyjson_mut_val *map = yyjson_mut_obj (self->doc);

  passant_xlsform_add (self, object, json_key, map, table, row, column);
  passant_xlsform_add_string (self, map, g_ptr_array_index (self->languages, 0), text, table, row,
                              column);
}

static GStrv
split_lines (PassantXlsformTable *table,
             guint                row,
             int                  column)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  lines = g_strsplit (column < 0 ? "" : passant_xlsform_get_raw (table, row, column), "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*g_strstrip (lines[i]))
      g_strv_builder_add (builder, lines[i]);

  return g_strv_builder_end (builder);
}

/* The wordings of a language go with those of the first line by line. */
static void
add_line_texts (PassantXlsform      *self,
                yyjson_mut_val      *array,
                const char          *language,
                PassantXlsformTable *table,
                guint                row,
                int                  column)
{
  g_auto (GStrv) lines = split_lines (table, row, column);
  guint n = yyjson_mut_arr_size (array);

  for (guint i = 0; lines[i]; i++) {
    yyjson_mut_val *map = yyjson_mut_arr_get (array, i);

    if (!map && n > 0) {
      passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "lines-do-not-match", table, row,
                              column, "Here are more lines than in the first language; what is "
                              "from line %u on is left out", i + 1);
      return;
    }
    if (!map) {
      map = yyjson_mut_obj (self->doc);
      yyjson_mut_arr_append (array, map);
      passant_xlsform_set_origin (self, map, table, row, column);
    }
    passant_xlsform_add_string (self, map, language, lines[i], table, row, column);
  }
}

void
passant_xlsform_add_lines (PassantXlsform      *self,
                           yyjson_mut_val      *object,
                           const char          *json_key,
                           PassantXlsformTable *table,
                           guint                row,
                           const char          *key)
{
  int any = table ? find_any (self, table, row, key) : -1;
  yyjson_mut_val *array;

  if (any < 0)
    return;

  array = yyjson_mut_arr (self->doc);
  passant_xlsform_add (self, object, json_key, array, table, row, any);
  for (guint i = 0; i < self->languages->len; i++) {
    const char *language = g_ptr_array_index (self->languages, i);
    int column = find_wording (table, row, key, language);

    /* The first language has to be there. */
    add_line_texts (self, array, language, table, row, column < 0 && i == 0 ? any : column);
  }
}
