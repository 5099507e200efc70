/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "passant-xlsform-private.h"

#include <string.h>

#define CHOICE_BYTES_MAX 64

void
passant_xlsform_list_free (PassantXlsformList *self)
{
  g_free (self->name);
  g_free (self->id);
  g_array_unref (self->rows);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

static PassantXlsformList *
need_list (PassantXlsform      *self,
           GHashTable          *lists,
           PassantXlsformTable *table,
           const char          *name)
{
  PassantXlsformList *list = g_hash_table_lookup (lists, name);

  if (list)
    return list;

  list = g_new0 (PassantXlsformList, 1);
  list->name = g_strdup (name);
  list->table = table;
  list->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  list->ids = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (lists, list->name, list);
  g_ptr_array_add (self->list_order, list);

  return list;
}

/* A choice's id may be any text without blanks; what was written otherwise is remembered, for expressions. */
static char *
make_choice_id (PassantXlsform      *self,
                PassantXlsformTable *table,
                guint                row,
                int                  column,
                const char          *name)
{
  g_autofree char *id = g_strdup (name);

  for (char *c = id; *c; c++)
    if ((guchar) *c <= ' ' || *c == 0x7f)
      *c = '_';
  if (strlen (id) > CHOICE_BYTES_MAX) {
    const char *end;

    id[CHOICE_BYTES_MAX] = '\0';
    g_utf8_validate (id, -1, &end);
    id[end - id] = '\0';
  }
  if (g_str_equal (id, name))
    return g_steal_pointer (&id);

  passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "choice-renamed", table, row, column,
                          "The choice “%s” is called “%s” here: no blanks, at most %d bytes", name,
                          id, CHOICE_BYTES_MAX);
  g_hash_table_replace (self->renamed, g_strdup (name), g_strdup (id));

  return g_steal_pointer (&id);
}

static gboolean
is_same_row (PassantXlsformTable *table,
             guint                left,
             guint                right)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_strcmp0 (passant_xlsform_get_raw (table, left, i),
                   passant_xlsform_get_raw (table, right, i)) != 0)
      return FALSE;

  return TRUE;
}

/* Whether a filter may tell the two rows apart: a column of somebody's own differs. */
static gboolean
is_cascade (PassantXlsformTable *table,
            guint                left,
            guint                right)
{
  for (guint i = 0; i < table->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (table->columns, i);

    if (column->key && !column->is_known &&
        g_strcmp0 (passant_xlsform_get_raw (table, left, i),
                   passant_xlsform_get_raw (table, right, i)) != 0)
      return TRUE;
  }

  return FALSE;
}

static int
find_id (PassantXlsformList *list,
         const char         *id)
{
  for (guint i = 0; i < list->ids->len; i++)
    if (g_strcmp0 (g_ptr_array_index (list->ids, i), id) == 0)
      return i;

  return -1;
}

static char *
free_id (PassantXlsformList *list,
         const char         *id)
{
  for (guint n = 2; ; n++) {
    g_autofree char *next = g_strdup_printf ("%s_%u", id, n);

    if (find_id (list, next) < 0)
      return g_steal_pointer (&next);
  }
}

/* A choice that is there twice: allowed where the settings say so, or a filter offers but one. Returns what to call it,
 * or NULL when it is left out. */
static char *
settle_double (PassantXlsform     *self,
               PassantXlsformList *list,
               guint               row,
               int                 column,
               const char         *id,
               int                 other)
{
  const char *allowed = passant_xlsform_get_setting (self, "allow_choice_duplicates", NULL);
  guint first = g_array_index (list->rows, guint, other);
  char *next;

  if (is_same_row (list->table, first, row)) {
    passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "doubled-choice", list->table, row,
                            column, "The choice “%s” of “%s” stands in row %u already; this row is "
                            "left out", id, list->name, first + 1);
    return NULL;
  }
  if (!is_cascade (list->table, first, row) &&
      (!allowed || passant_xlsform_to_boolean (allowed) != 1)) {
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "doubled-choice", list->table, row,
                            column, "The choice “%s” of “%s” stands in row %u already; rename one",
                            id, list->name, first + 1);
    return NULL;
  }

  next = free_id (list, id);
  passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "choice-renamed", list->table, row,
                          column,
                          "The choice “%s” of “%s” stands in row %u already; this one is called "
                          "“%s”, and conditions on “%s” do not hold of it", id, list->name,
                          first + 1, next, id);

  return next;
}

/* Whether the list is one question's own, or stands by itself. */
static void
read_scope (PassantXlsform      *self,
            PassantXlsformList  *list,
            PassantXlsformTable *table,
            guint                row)
{
  int column;
  const char *scope = passant_xlsform_get (self, table, row, "passant::list", &column);

  if (!scope)
    return;
  if (g_str_equal (scope, "own"))
    list->is_own = TRUE;
  else if (g_str_equal (scope, "shared"))
    list->is_shared = TRUE;
  else
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "wrong-type", table, row, column,
                            "This must be “own” or “shared”, not “%s”", scope);
}

static void
read_choice (PassantXlsform      *self,
             GHashTable          *lists,
             PassantXlsformTable *table,
             guint                row)
{
  int list_column, name_column;
  const char *list_name = passant_xlsform_get (self, table, row, "list_name", &list_column);
  const char *name = passant_xlsform_get (self, table, row, "name", &name_column);
  PassantXlsformList *list;
  g_autofree char *id = NULL;
  int other;

  if (!list_name) {
    passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "no-list", table, row, list_column,
                            "This row names no list and is left out; fill in “list_name”");
    return;
  }
  list = need_list (self, lists, table, list_name);
  read_scope (self, list, table, row);
  if (!name) {
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "missing-name", table, row, name_column,
                            "This choice of “%s” has no name; fill in “name”", list_name);
    return;
  }

  id = make_choice_id (self, table, row, name_column, name);
  other = find_id (list, id);
  if (other >= 0) {
    g_autofree char *next = settle_double (self, list, row, name_column, id, other);

    g_free (id);
    id = g_steal_pointer (&next);
  }
  if (id) {
    g_array_append_val (list->rows, row);
    g_ptr_array_add (list->ids, g_steal_pointer (&id));
  }
}

static gboolean
is_column_name (const char *text)
{
  if (!g_ascii_isalpha (*text) && *text != '_')
    return FALSE;
  for (const char *c = text; *c; c++)
    if (!g_ascii_isalnum (*c) && !strchr ("_-", *c))
      return FALSE;

  return strlen (text) <= CHOICE_BYTES_MAX && !g_str_equal (text, "name");
}

/* Columns of somebody's own are what filters look at. */
static void
tell_columns (PassantXlsform      *self,
              PassantXlsformTable *table)
{
  for (guint i = 0; i < table->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (table->columns, i);

    if (column->header && !column->is_known && !is_column_name (column->key))
      passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "column-not-read", table, table->header,
                              i, "The column “%s” is not read: a column for filters is named in "
                              "letters, digits, _ and -", column->header);
  }
}

static void
read_table (PassantXlsform      *self,
            GHashTable          *lists,
            PassantXlsformTable *table)
{
  if (!table || table->n_rows <= table->header + 1)
    return;

  tell_columns (self, table);
  if (passant_xlsform_table_find (table, "list_name") < 0 ||
      passant_xlsform_table_find (table, "name") < 0) {
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "missing-column", table, table->header,
                            -1, "The sheet “%s” has no column “%s”; add it", table->name,
                            passant_xlsform_table_find (table, "name") < 0 ? "name" : "list_name");
    return;
  }
  for (guint row = passant_xlsform_table_next (table, table->header); row < table->n_rows;
       row = passant_xlsform_table_next (table, row))
    read_choice (self, lists, table, row);
}

static gboolean
is_id_taken (PassantXlsform *self,
             const char     *id)
{
  for (guint i = 0; i < self->list_order->len; i++) {
    PassantXlsformList *list = g_ptr_array_index (self->list_order, i);

    if (list->id && g_ascii_strcasecmp (list->id, id) == 0)
      return TRUE;
  }

  return FALSE;
}

static void
name_list (PassantXlsform     *self,
           PassantXlsformList *list)
{
  g_autofree char *id = passant_xlsform_make_id (list->name);
  g_autofree char *base = g_strdup (id);

  for (guint n = 2; is_id_taken (self, id); n++) {
    g_free (id);
    id = g_strdup_printf ("%s_%u", base, n);
  }
  if (list->rows->len > 0 && !g_str_equal (id, list->name))
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "list-renamed", list->table,
                            g_array_index (list->rows, guint, 0),
                            passant_xlsform_table_find (list->table, "list_name"),
                            "The list “%s” is called “%s” here", list->name, id);
  list->id = g_steal_pointer (&id);
}

void
passant_xlsform_read_choices (PassantXlsform *self)
{
  read_table (self, self->lists, self->choices);
  read_table (self, self->external_lists, self->external);
  for (guint i = 0; i < self->list_order->len; i++)
    name_list (self, g_ptr_array_index (self->list_order, i));
}

PassantXlsformList *
passant_xlsform_find_list (PassantXlsform           *self,
                           const PassantXlsformType *type)
{
  return type->list ? g_hash_table_lookup (type->kind == PASSANT_XLSFORM_EXTERNAL ?
                                           self->external_lists : self->lists, type->list) : NULL;
}

static void
add_media_problems (PassantXlsform     *self,
                    PassantXlsformList *list,
                    guint               row)
{
  static const char * const media[] = { "image", "audio", "video", "big-image", NULL };

  for (guint i = 0; i < list->table->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (list->table->columns, i);

    if (column->key && g_strv_contains (media, column->key) &&
        passant_xlsform_get_raw (list->table, row, i))
      passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "media-left-out", list->table, row, i,
                              "Choices have no pictures or sounds here; the label says it all");
  }
}

static void
add_columns (PassantXlsform     *self,
             PassantXlsformList *list,
             guint               row,
             yyjson_mut_val     *choice)
{
  yyjson_mut_val *columns = NULL;

  for (guint i = 0; i < list->table->columns->len; i++) {
    PassantXlsformColumn *column = g_ptr_array_index (list->table->columns, i);
    const char *text = passant_xlsform_get_raw (list->table, row, i);
    const char *id = text ? g_hash_table_lookup (self->renamed, text) : NULL;

    if (!text || !column->key || column->is_known || !is_column_name (column->key) ||
        (columns && yyjson_mut_obj_get (columns, column->key)))
      continue;
    if (!columns) {
      columns = yyjson_mut_obj (self->doc);
      passant_xlsform_add (self, choice, "columns", columns, list->table, row, i);
    }
    /* A blank cell says nothing; '' says that there is nothing. */
    passant_xlsform_add_string (self, columns, column->key,
                                g_str_equal (text, "''") ? "" : id ? id : text, list->table, row,
                                i);
  }
}

static void
add_number (PassantXlsform      *self,
            yyjson_mut_val      *object,
            const char          *json_key,
            PassantXlsformTable *table,
            guint                row,
            const char          *key)
{
  int column;
  const char *text = passant_xlsform_get (self, table, row, key, &column);
  gint64 number;

  if (!text)
    return;
  if (g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &number, NULL))
    passant_xlsform_add (self, object, json_key, yyjson_mut_sint (self->doc, number), table, row,
                         column);
  else
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "wrong-type", table, row, column,
                            "This must be a whole number, not “%s”", text);
}

static void
add_ours (PassantXlsform     *self,
          PassantXlsformList *list,
          guint               row,
          yyjson_mut_val     *choice)
{
  int column;
  const char *exclusive = passant_xlsform_get (self, list->table, row, "passant::exclusive",
                                               &column);
  const char *specify;

  add_number (self, choice, "points", list->table, row, "passant::points");
  if (exclusive && passant_xlsform_to_boolean (exclusive) == 1)
    passant_xlsform_add (self, choice, "exclusive", yyjson_mut_true (self->doc), list->table, row,
                         column);
  else if (exclusive && passant_xlsform_to_boolean (exclusive) < 0)
    passant_xlsform_report (self, PASSANT_SEVERITY_ERROR, "wrong-type", list->table, row, column,
                            "This must be yes or no, not “%s”", exclusive);

  /* yes, or what is asked then */
  specify = passant_xlsform_get (self, list->table, row, "passant::specify", &column);
  if (specify && passant_xlsform_to_boolean (specify) == 1)
    passant_xlsform_add (self, choice, "specify", yyjson_mut_true (self->doc), list->table, row,
                         column);
  else if (!specify || passant_xlsform_to_boolean (specify) < 0)
    passant_xlsform_add_text (self, choice, "specify", list->table, row, "passant::specify", NULL);
}

static yyjson_mut_val *
make_choice (PassantXlsform     *self,
             PassantXlsformList *list,
             guint               index,
             PassantXlsformNode *node)
{
  guint row = g_array_index (list->rows, guint, index);
  const char *id = g_ptr_array_index (list->ids, index);
  yyjson_mut_val *choice = yyjson_mut_obj (self->doc);
  int column = passant_xlsform_table_find (list->table, "name");

  passant_xlsform_set_origin (self, choice, list->table, row, -1);
  passant_xlsform_add_string (self, choice, "id", id, list->table, row, column);
  if (!passant_xlsform_add_text (self, choice, "label", list->table, row, "label", node)) {
    passant_xlsform_report (self, PASSANT_SEVERITY_WARNING, "missing-label", list->table, row,
                            passant_xlsform_table_find (list->table, "label"),
                            "The choice “%s” of “%s” has no label; its name is shown", id,
                            list->name);
    passant_xlsform_add_plain (self, choice, "label", id, list->table, row, column);
  }
  add_ours (self, list, row, choice);
  add_columns (self, list, row, choice);
  add_media_problems (self, list, row);

  return choice;
}

/* "other" asks which other. */
static void
add_other (PassantXlsform     *self,
           PassantXlsformList *list,
           yyjson_mut_val     *choices)
{
  yyjson_mut_val *choice;
  size_t i, n;

  yyjson_mut_arr_foreach (choices, i, n, choice)
  if (yyjson_mut_equals_str (yyjson_mut_obj_get (choice, "id"), "other")) {
    if (!yyjson_mut_obj_get (choice, "specify"))
      yyjson_mut_obj_add_bool (self->doc, choice, "specify", true);
    return;
  }

  choice = yyjson_mut_arr_add_obj (self->doc, choices);
  if (list->rows->len > 0)
    passant_xlsform_set_origin (self, choice, list->table, g_array_index (list->rows, guint, 0),
                                -1);
  passant_xlsform_add_string (self, choice, "id", "other", NULL, 0, 0);
  passant_xlsform_add_plain (self, choice, "label", "Other", NULL, 0, 0);
  yyjson_mut_obj_add_bool (self->doc, choice, "specify", true);
}

yyjson_mut_val *
passant_xlsform_make_choices (PassantXlsform     *self,
                              PassantXlsformList *list,
                              gboolean            with_other,
                              PassantXlsformNode *node)
{
  yyjson_mut_val *choices = yyjson_mut_arr (self->doc);

  list->is_written = TRUE;
  if (list->rows->len > 0)
    passant_xlsform_set_origin (self, choices, list->table, g_array_index (list->rows, guint, 0),
                                passant_xlsform_table_find (list->table, "list_name"));
  for (guint i = 0; i < list->rows->len; i++)
    yyjson_mut_arr_append (choices, make_choice (self, list, i, node));
  if (with_other)
    add_other (self, list, choices);

  return choices;
}

gboolean
passant_xlsform_is_own_list (PassantXlsformList       *list,
                             const PassantXlsformNode *node)
{
  return node->type.or_other || list->is_own ||
         (!list->is_shared && list->uses == 1 && g_str_equal (list->name, node->name));
}

/* Yes and no need no list; other programs do. */
static gboolean
is_chosen_from (PassantXlsform     *self,
                PassantXlsformNode *node)
{
  static const char * const types[] = { "choice", "choices", "rank", NULL };
  const char *own = passant_xlsform_get (self, self->survey, node->row, "passant::type", NULL);

  return passant_xlsform_has_choices (node->type.kind) && (!own || g_strv_contains (types, own));
}

static void
count_uses (PassantXlsform     *self,
            PassantXlsformNode *node)
{
  PassantXlsformList *list = passant_xlsform_has_choices (node->type.kind) ?
                             passant_xlsform_find_list (self, &node->type) : NULL;
  gboolean is_written = node->type.or_other || !is_chosen_from (self, node);

  if (list && is_written)
    list->is_written = TRUE;
  if (list && !is_written) {
    list->uses++;
    list->user = node;
  }
  for (guint i = 0; i < node->children->len; i++)
    count_uses (self, g_ptr_array_index (node->children, i));
}

/* Quizzes and questions that ask which other have theirs written out. */
static void
tell_unused (PassantXlsform     *self,
             PassantXlsformList *list)
{
  if (list->rows->len > 0 && !list->is_written)
    passant_xlsform_report (self, PASSANT_SEVERITY_NOTE, "list-not-used", list->table,
                            g_array_index (list->rows, guint, 0),
                            passant_xlsform_table_find (list->table, "list_name"),
                            "No question chooses from the list “%s”; it is left out", list->name);
}

void
passant_xlsform_add_lists (PassantXlsform *self,
                           yyjson_mut_val *root)
{
  yyjson_mut_val *lists = yyjson_mut_obj (self->doc);

  count_uses (self, self->root);
  for (guint i = 0; i < self->list_order->len; i++) {
    PassantXlsformList *list = g_ptr_array_index (self->list_order, i);

    if (list->uses == 0 && !list->is_shared)
      tell_unused (self, list);
    if (list->rows->len > 0 &&
        (list->is_shared ||
         (list->uses > 0 && !passant_xlsform_is_own_list (list, list->user))))
      passant_xlsform_add (self, lists, list->id,
                           passant_xlsform_make_choices (self, list, FALSE, NULL), list->table,
                           g_array_index (list->rows, guint, 0), -1);
  }
  if (yyjson_mut_obj_size (lists) > 0)
    yyjson_mut_obj_add (root, yyjson_mut_str (self->doc, "lists"), lists);
}
